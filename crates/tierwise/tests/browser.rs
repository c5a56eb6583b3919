//! The demo in a real browser: what the README promises, walked by mouse, by keyboard, without scripts, in both languages.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;
use tierwise_testkit::browser::{Browser, JavaScript, Page, Theme};
use tierwise_testkit::server::Server;

#[path = "browser/everywhere.rs"]
mod everywhere;
#[path = "browser/eyes.rs"]
mod eyes;
#[path = "browser/keyboard.rs"]
mod keyboard;
#[path = "browser/rare.rs"]
mod rare;
#[path = "browser/walk.rs"]
mod walk;

/// A demo of its own for each test: tests change it.
struct Demo {
    server: Server,
    folder: TempDir,
}

impl Demo {
    /// An installation that nobody has set up, which its only company will run.
    fn nobodys() -> Self {
        let folder = TempDir::new().unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let config = format!("[server]\nlisten = \"{free}\"\n[database]\nurl = \"sqlite:tierwise.db\"\n");
        std::fs::write(folder.path().join("tierwise.toml"), config).unwrap();
        let program = Path::new(env!("CARGO_BIN_EXE_tierwise"));
        let server = Server::start(program, &["serve", "--config", "tierwise.toml"], folder.path()).unwrap();
        Self { server, folder }
    }

    fn start() -> Self {
        static PORTS: OnceLock<std::sync::atomic::AtomicU16> = OnceLock::new();
        let ports = PORTS.get_or_init(|| 18_000.into());
        let port = ports.fetch_add(60, std::sync::atomic::Ordering::Relaxed).to_string();
        let folder = TempDir::new().unwrap();
        let program = Path::new(env!("CARGO_BIN_EXE_tierwise"));
        let server = Server::start(program, &["demo", "--port", &port], folder.path()).unwrap();
        Self { server, folder }
    }

    /// The link that works once, as the program printed it.
    fn set_up_url(&self) -> String {
        let lines = self.server.lines();
        let link = lines.iter().find_map(|line| line.split_whitespace().find(|word| word.contains("/setup/")));
        link.unwrap_or_else(|| panic!("no link in {lines:?}")).to_owned()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.base_url)
    }

    /// A page on which the person behind a door of the demo is signed in.
    async fn signed_in(&self, browser: &Browser, email: &str, look: Look) -> Page {
        let page = browser.page(look.width, look.theme, look.script).await.unwrap();
        page.set_cookie(&self.server.base_url, "language", look.language).await.unwrap();
        page.open(&self.url("/sign-in")).await.unwrap();
        let door = format!("button[value='{email}']");
        page.follow_click(&door).await.unwrap();
        page
    }

    /// The API as the browser's person sees it.
    async fn api(&self, page: &Page, path: &str) -> Value {
        let cookie = page.cookie("tierwise_session").await.unwrap().unwrap();
        let client = tierwise_testkit::client::Client::new(&self.server.base_url);
        client.set_cookie("tierwise_session", &cookie);
        tokio::task::block_in_place(|| client.get(path)).json()
    }
}

#[derive(Debug, Clone, Copy)]
struct Look {
    width: u32,
    theme: Theme,
    script: JavaScript,
    language: &'static str,
}

const ENGLISH: Look = Look { width: 1280, theme: Theme::Light, script: JavaScript::On, language: "en" };
const ADMIN: &str = "maja.lindqvist@fjordline.example";
const EMPLOYEE: &str = "jonas.ekberg@fjordline.example";
const VIEWER: &str = "petra.sandell@fjordline.example";
const OTHER_ADMIN: &str = "ingrid.solberg@kustlinje.example";
const OPERATOR: &str = "olivia@operator.example";

//! `tierwise demo`: two invented companies on SQLite in a folder, in a browser, with sign-ins of one click.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tierwise_app::demo;
use tierwise_app::service::{App, RunBy, Settings};
use tierwise_i18n::Language;
use tierwise_store::{Database, Options, Store};
use tierwise_web::{Door, Site, SiteSettings};
use tokio::net::TcpListener;

use crate::config::Log;
use crate::{catalogue, installation, print, today};

/// Show two invented companies in a browser, with sign-ins of one click
///
/// Only this machine can reach the demo. It keeps its data in a folder and goes on from there the next time.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder of the demo's database; made if it does not exist
    #[arg(long, value_name = "FOLDER", default_value = "tierwise-demo")]
    folder: PathBuf,
    /// The port to listen on; the next free one if it is taken
    #[arg(long, default_value_t = 8017)]
    port: u16,
    /// Another number makes other people
    #[arg(long, default_value_t = 4)]
    seed: u64,
}

/// So many ports are tried.
const PORTS: u16 = 50;

pub fn run(arguments: &Arguments, language: Language) -> Result<ExitCode> {
    installation::log(&Log { filter: "warn".to_owned(), ..Log::default() })?;
    installation::runtime()?.block_on(show(arguments, language))
}

async fn show(arguments: &Arguments, language: Language) -> Result<ExitCode> {
    let folder = &arguments.folder;
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    let database = Database::Sqlite { path: folder.join("demo.db") };
    let store = Store::open(&database, Options::default()).await.context("cannot open the demo's database")?;
    let is_new = store.is_empty().await?;
    store.migrate().await?;
    let settings = Settings { run_by: RunBy::Operator, exports_count: true, demo: true };
    let app = App::new(store.clone(), installation::world(), settings, catalogue::built_in(language)?);
    if is_new {
        let companies = demo::companies(today(), app.now(), arguments.seed);
        app.load_demo(companies).await.context("cannot fill the demo's database")?;
    }
    let listener = listen(arguments.port).await?;
    let port = listener.local_addr()?.port();
    let public_url = format!("http://127.0.0.1:{port}");
    print(&format!(
        "Tierwise demo: {public_url}/\n\
         Open it in a browser and choose who to be: partner admin, employee, report viewer, the other company's admin, operator.\n\
         Its data is in `{}`; delete the folder to begin anew. Stop with Ctrl-C.\n",
        folder.display()
    ))?;
    let doors = demo::DOORS.iter().map(|(email, label)| Door { email: (*email).to_owned(), label }).collect();
    let settings = SiteSettings { public_url, behind_proxy: false, doors, figures: Some(tierwise_web::keep_figures()?) };
    tierwise_web::serve(listener, Site::new(app, settings), installation::stopped()).await?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// The first free port from the wanted one on, on this machine only.
async fn listen(wanted: u16) -> Result<TcpListener> {
    let last = wanted.saturating_add(PORTS);
    for port in wanted..last {
        if let Ok(listener) = TcpListener::bind((IpAddr::V4(Ipv4Addr::LOCALHOST), port)).await {
            return Ok(listener);
        }
    }
    bail!("the ports {wanted} to {} are all taken; name another one with --port", last - 1)
}

//! One page of a visitor: where it is, what it shows, and what the browser complained about.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::complaints;
use super::scripts;
use super::{JavaScript, LIMIT, Running, Theme};
use crate::program::PAUSE;

const HEIGHT: u32 = 900;

/// A page that nobody else shares anything with.
#[derive(Debug)]
pub struct Page {
    running: Arc<Running>,
    session: String,
    /// How many of the browser's events have been told as complaints.
    told: AtomicUsize,
    downloads: TempDir,
}

impl Page {
    pub(super) async fn open_new(running: Arc<Running>, width: u32, theme: Theme, script: JavaScript) -> anyhow::Result<Self> {
        let browser = &running.connection;
        let context = browser.send("Target.createBrowserContext", json!({}), None).await?["browserContextId"].take();
        let downloads = TempDir::new_in(running.folder.path())?;
        let behaviour = json!({
            "behavior": "allowAndName", "browserContextId": context, "downloadPath": downloads.path(), "eventsEnabled": true,
        });
        browser.send("Browser.setDownloadBehavior", behaviour, None).await?;
        let target = json!({ "url": "about:blank", "browserContextId": context });
        let target = browser.send("Target.createTarget", target, None).await?;
        let wanted = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.send("Target.attachToTarget", wanted, None).await?;
        let session = attached["sessionId"].as_str().context("a session")?.to_owned();
        let page = Self { running, session, told: AtomicUsize::new(0), downloads };
        page.set_up(width, theme, script).await?;
        Ok(page)
    }

    async fn set_up(&self, width: u32, theme: Theme, script: JavaScript) -> anyhow::Result<()> {
        for domain in ["Page.enable", "Runtime.enable", "Network.enable", "Log.enable"] {
            self.command(domain, json!({})).await?;
        }
        let scheme = match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.command("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        self.resize(width).await?;
        let disabled = json!({ "value": script == JavaScript::Off });
        self.command("Emulation.setScriptExecutionDisabled", disabled).await.map(|_| ())
    }

    /// Another width of the window, in CSS pixels.
    pub async fn resize(&self, width: u32) -> anyhow::Result<()> {
        let size = json!({ "width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", size).await.map(|_| ())
    }

    /// What the browser asks for in `Accept-Language`: `sv`.
    pub async fn prefer_language(&self, language: &str) -> anyhow::Result<()> {
        let headers = json!({ "headers": { "Accept-Language": language } });
        self.command("Network.setExtraHTTPHeaders", headers).await.map(|_| ())
    }

    /// Goes there and waits until the page has loaded, whatever its status.
    pub async fn open(&self, url: &str) -> anyhow::Result<()> {
        let before = self.document().await?;
        let answer = self.command("Page.navigate", json!({ "url": url })).await?;
        if let Some(error) = answer["errorText"].as_str() {
            bail!("opening {url}: {error}");
        }
        self.wait_for_document_after(&before).await.with_context(|| format!("opening {url}"))
    }

    /// Clicks what reads so, and waits until the document behind it has loaded.
    pub async fn follow(&self, text: &str) -> anyhow::Result<()> {
        let before = self.document().await?;
        self.click_text(text).await?;
        self.wait_for_document_after(&before).await.with_context(|| format!("after clicking `{text}`"))
    }

    /// Clicks what a selector names and waits for the document that it leads to.
    pub async fn follow_click(&self, css: &str) -> anyhow::Result<()> {
        let before = self.document().await?;
        self.click(css).await?;
        self.wait_for_document_after(&before).await.with_context(|| format!("after clicking `{css}`"))
    }

    /// Presses a key that leads to another document, and waits until that has loaded.
    pub async fn follow_key(&self, key: &str) -> anyhow::Result<()> {
        let before = self.document().await?;
        self.press(key).await?;
        self.wait_for_document_after(&before).await.with_context(|| format!("after pressing `{key}`"))
    }

    /// The address that the address bar would show.
    pub async fn url(&self) -> anyhow::Result<String> {
        self.ask_text(scripts::URL, &[]).await
    }

    /// The status that the document came with.
    pub async fn status(&self) -> anyhow::Result<u64> {
        self.ask(scripts::STATUS, &[]).await?.as_u64().context("the document has no status")
    }

    /// What a person can read on the page.
    pub async fn text(&self) -> anyhow::Result<String> {
        self.ask_text(scripts::TEXT, &[]).await
    }

    /// What a person can read in the first element that matches.
    pub async fn text_of(&self, css: &str) -> anyhow::Result<String> {
        self.ask_text(scripts::TEXT_OF, &[css]).await
    }

    /// The document as the browser has it now.
    pub async fn html(&self) -> anyhow::Result<String> {
        self.ask_text(scripts::HTML, &[]).await
    }

    pub async fn count(&self, css: &str) -> anyhow::Result<u64> {
        self.ask(scripts::COUNT, &[css]).await?.as_u64().context("a count")
    }

    /// What stands in a field; `true` or `false` for a box.
    pub async fn value(&self, css: &str) -> anyhow::Result<String> {
        self.ask_text(scripts::VALUE, &[css]).await
    }

    /// A property as it is drawn: `rgb(0, 0, 0)`.
    pub async fn style(&self, css: &str, property: &str) -> anyhow::Result<String> {
        self.ask_text(scripts::STYLE, &[css, property]).await
    }

    /// What has the focus: `a "Download skills report"`, `input[name=email] "E-mail"`, or `body`.
    pub async fn focused(&self) -> anyhow::Result<String> {
        self.ask_text(scripts::FOCUSED, &[]).await
    }

    /// Whether a person would have to scroll sideways.
    pub async fn overflows(&self) -> anyhow::Result<bool> {
        self.ask(scripts::OVERFLOWS, &[]).await?.as_bool().context("yes or no")
    }

    /// Waits until the page shows the text.
    pub async fn wait_for_text(&self, text: &str) -> anyhow::Result<()> {
        let end = Instant::now() + LIMIT;
        loop {
            // Between two documents there is nobody to ask.
            let shown = self.text().await.unwrap_or_default();
            if shown.contains(text) {
                return Ok(());
            }
            if Instant::now() > end {
                bail!("`{text}` did not appear at {}; there is:\n{shown}", self.url().await.unwrap_or_default());
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Chooses a file.
    pub async fn set_file(&self, css: &str, path: &Path) -> anyhow::Result<()> {
        let expression = scripts::call(scripts::ELEMENT, &[css]);
        let found = self.evaluate_with(json!({ "expression": expression })).await?;
        let chosen = json!({ "files": [path], "objectId": found["objectId"] });
        self.command("DOM.setFileInputFiles", chosen).await.map(|_| ())
    }

    /// Clicks what reads so and gives the file that the browser saves.
    pub async fn download(&self, text: &str) -> anyhow::Result<Vec<u8>> {
        let (_, known) = self.running.connection.events_since(0);
        self.click_text(text).await?;
        self.saved(known).await.with_context(|| format!("after clicking `{text}`"))
    }

    /// Presses a key where the focus is and gives the file that the browser saves.
    pub async fn download_with(&self, key: &str) -> anyhow::Result<Vec<u8>> {
        let (_, known) = self.running.connection.events_since(0);
        self.press(key).await?;
        self.saved(known).await.with_context(|| format!("after pressing `{key}`"))
    }

    /// The next file that is saved after so many events.
    async fn saved(&self, mut known: usize) -> anyhow::Result<Vec<u8>> {
        let end = Instant::now() + LIMIT;
        while Instant::now() < end {
            let (events, seen) = self.running.connection.events_since(known);
            known = seen;
            for event in events.iter().filter(|event| event.method == "Browser.downloadProgress") {
                let news = &event.parameters;
                let file = self.downloads.path().join(news["guid"].as_str().unwrap_or_default());
                if news["state"] == "completed" && file.is_file() {
                    return Ok(std::fs::read(file)?);
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("no download")
    }

    /// The value of a cookie of this page, also one that scripts cannot read.
    pub async fn cookie(&self, name: &str) -> anyhow::Result<Option<String>> {
        let answer = self.command("Network.getCookies", json!({})).await?;
        let cookies = answer["cookies"].as_array().context("a list of cookies")?;
        let found = cookies.iter().find(|cookie| cookie["name"] == name);
        Ok(found.and_then(|cookie| cookie["value"].as_str()).map(str::to_owned))
    }

    /// Hands a cookie over, for instance a session that was begun by an HTTP client.
    pub async fn set_cookie(&self, url: &str, name: &str, value: &str) -> anyhow::Result<()> {
        let cookie = json!({ "url": url, "name": name, "value": value, "httpOnly": true });
        self.command("Network.setCookie", cookie).await.map(|_| ())
    }

    /// A PNG of the whole page, however long it is.
    pub async fn screenshot(&self, path: &Path) -> anyhow::Result<()> {
        let size = self.command("Page.getLayoutMetrics", json!({})).await?["cssContentSize"].take();
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let whole = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = self.command("Page.captureScreenshot", whole).await?;
        let bytes = STANDARD.decode(picture["data"].as_str().unwrap_or_default()).context("a picture")?;
        std::fs::write(path, bytes).with_context(|| format!("a picture in {}", path.display()))
    }

    /// Errors and warnings of the console, uncaught exceptions, and what could not be loaded, since the last call.
    pub async fn complaints(&self) -> anyhow::Result<Vec<String>> {
        // Events come before the answer to a question that was asked after them.
        self.url().await?;
        let known = self.told.load(Ordering::Relaxed);
        let (events, seen) = self.running.connection.events_since(known);
        self.told.store(seen, Ordering::Relaxed);
        let ours = events.iter().filter(|event| event.session.as_ref() == Some(&self.session));
        Ok(ours.filter_map(complaints::find).collect())
    }

    /// The value of an expression; a promise is waited for.
    pub async fn evaluate(&self, expression: &str) -> anyhow::Result<Value> {
        let question = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        Ok(self.evaluate_with(question).await?["value"].clone())
    }

    pub(super) async fn ask(&self, function: &str, arguments: &[&str]) -> anyhow::Result<Value> {
        let question = json!({ "expression": scripts::call(function, arguments), "returnByValue": true });
        Ok(self.evaluate_with(question).await?["value"].clone())
    }

    async fn ask_text(&self, function: &str, arguments: &[&str]) -> anyhow::Result<String> {
        Ok(self.ask(function, arguments).await?.as_str().context("a text")?.to_owned())
    }

    async fn evaluate_with(&self, question: Value) -> anyhow::Result<Value> {
        let answer = self.command("Runtime.evaluate", question).await?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            let text = thrown["exception"]["description"].as_str().or(thrown["text"].as_str()).unwrap_or_default();
            bail!("{}", text.lines().next().unwrap_or_default());
        }
        Ok(answer["result"].clone())
    }

    pub(super) async fn command(&self, method: &str, parameters: Value) -> anyhow::Result<Value> {
        self.running.connection.send(method, parameters, Some(&self.session)).await
    }

    /// Every loaded document has a number of its own, also when it has the address of the one before.
    async fn document(&self) -> anyhow::Result<Value> {
        let tree = self.command("Page.getFrameTree", json!({})).await?;
        Ok(tree["frameTree"]["frame"]["loaderId"].clone())
    }

    async fn wait_for_document_after(&self, before: &Value) -> anyhow::Result<()> {
        let end = Instant::now() + LIMIT;
        while Instant::now() < end {
            let is_new = self.document().await.is_ok_and(|document| document != *before);
            if is_new && self.ask_text(scripts::STATE, &[]).await.is_ok_and(|state| state == "complete") {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("no other document came; still at {}", self.url().await.unwrap_or_default())
    }
}

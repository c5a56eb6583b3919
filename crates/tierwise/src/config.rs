//! The configuration file of `tierwise serve`. Every setting has a name, a default and one place.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use tierwise_app::service::{RunBy, Settings};
use tierwise_store::Database;

/// `tierwise.toml`, read and checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    #[serde(default)]
    pub server: Server,
    pub database: DatabaseSettings,
    #[serde(default)]
    pub installation: Installation,
    #[serde(default)]
    pub log: Log,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Where to listen.
    pub listen: SocketAddr,
    /// How browsers reach it; links and cookies follow from it.
    pub public_url: Option<String>,
    /// Whether a proxy in front says where requests come from (the last address of X-Forwarded-For).
    pub behind_proxy: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    /// `sqlite:tierwise.db` or `postgres://user@host/name`.
    pub url: String,
    /// Connections at most; the database's own default if left out.
    #[serde(default)]
    pub connections: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Installation {
    pub run_by: RunByName,
    /// Whether an export of Partner Center is evidence: yes where a company runs its own installation, no elsewhere.
    pub exports_count: Option<bool>,
    /// Catalogue files beside the built-in ones.
    pub catalogues: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunByName {
    Company,
    Operator,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    pub format: LogFormat,
    /// What to log: `info`, `tierwise_web=debug,info`.
    pub filter: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Default for Server {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8017)), public_url: None, behind_proxy: false }
    }
}

impl Default for Installation {
    fn default() -> Self {
        Self { run_by: RunByName::Company, exports_count: None, catalogues: Vec::new() }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info".to_owned() }
    }
}

impl Config {
    /// The configuration of a file; paths in it begin at its folder. `TIERWISE_DATABASE_URL` comes before the file's.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let mut config: Self = match toml::from_str(&text) {
            Ok(config) => config,
            Err(error) => bail!("`{}` is no configuration: {}", path.display(), one_line(&text, &error)),
        };
        if let Ok(url) = std::env::var("TIERWISE_DATABASE_URL") {
            config.database.url = url;
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        for catalogue in &mut config.installation.catalogues {
            *catalogue = folder.join(&*catalogue);
        }
        if let Some(file) = config.database.url.strip_prefix("sqlite:") {
            config.database.url = format!("sqlite:{}", folder.join(file).display());
        }
        let url = config.server.public_url.as_deref().unwrap_or("http://");
        if !(url.starts_with("http://") || url.starts_with("https://")) || url.len() > 8 && url.ends_with('/') {
            bail!(
                "`public_url` in `{}` is written like `https://tierwise.company.example`, without a slash at its end",
                path.display()
            );
        }
        Ok(config)
    }

    pub fn database(&self) -> Result<Database> {
        self.database.url.parse().context("`url` of `[database]` is `sqlite:FILE` or `postgres://USER@HOST/NAME`")
    }

    pub fn settings(&self) -> Settings {
        let run_by = match self.installation.run_by {
            RunByName::Company => RunBy::Company,
            RunByName::Operator => RunBy::Operator,
        };
        let exports_count = self.installation.exports_count.unwrap_or(run_by == RunBy::Company);
        Settings { run_by, exports_count, demo: false }
    }

    pub fn public_url(&self) -> String {
        self.server.public_url.clone().unwrap_or_else(|| format!("http://{}", self.server.listen))
    }
}

/// Where a mistake is and what it is, on one line.
fn one_line(text: &str, error: &toml::de::Error) -> String {
    let place = error.span().map_or_else(String::new, |span| {
        let before = text.get(..span.start).unwrap_or_default();
        format!("line {}: ", before.matches('\n').count() + 1)
    });
    format!("{place}{}", error.message().replace('\n', ", "))
}

//! `tierwise serve` and `tierwise migrate`: the installation for real, on SQLite or PostgreSQL.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tierwise_app::service::App;
use tierwise_i18n::Language;
use tierwise_store::{Options, Store};
use tierwise_web::{Site, SiteSettings};
use tokio::net::TcpListener;

use crate::config::Config;
use crate::{catalogue, installation, print};

/// Run an installation: pages, API, on SQLite or PostgreSQL
///
/// The first run prints a one-time link: by it you make the company and its Global admin, or the first operator.
#[derive(Debug, clap::Args)]
pub struct ServeArguments {
    /// The configuration file
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

/// Bring a database to the schema of this program
#[derive(Debug, clap::Args)]
pub struct MigrateArguments {
    /// The configuration file that names the database
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

pub fn serve(arguments: &ServeArguments, language: Language) -> Result<ExitCode> {
    let config = Config::read(&arguments.config)?;
    installation::log(&config.log)?;
    installation::runtime()?.block_on(serve_installation(&config, &arguments.config, language))
}

pub fn migrate(arguments: &MigrateArguments) -> Result<ExitCode> {
    let config = Config::read(&arguments.config)?;
    installation::runtime()?.block_on(async {
        let store = open(&config).await?;
        let applied = store.migrate().await?;
        store.close().await;
        match applied.as_slice() {
            [] => print("the database has the schema of this program already\n")?,
            applied => print(&format!("applied: {}\n", applied.join(", ")))?,
        }
        Ok(ExitCode::SUCCESS)
    })
}

async fn serve_installation(config: &Config, path: &Path, language: Language) -> Result<ExitCode> {
    let store = open(config).await?;
    if store.is_empty().await? {
        store.migrate().await?;
    }
    let pending = store.pending().await?;
    if !pending.is_empty() {
        let path = path.display();
        bail!(
            "the database lacks {}; stop every process that uses it and run `tierwise migrate --config {path}`",
            pending.join(", ")
        );
    }
    let mut programmes = catalogue::built_in(language)?;
    for file in &config.installation.catalogues {
        programmes.insert(0, catalogue::load(file, language)?);
    }
    let app = App::new(store.clone(), installation::world(), config.settings(), programmes);
    let listen = config.server.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}; is the port taken?"))?;
    let public_url = config.public_url();
    print(&format!("Tierwise: {public_url}\n"))?;
    if let Some(token) = app.setup_link().await.context("cannot make the setup link")? {
        print(&format!("Set it up within 24 hours, with this link that works once: {public_url}/setup/{token}\n"))?;
    }
    let settings = SiteSettings {
        public_url,
        behind_proxy: config.server.behind_proxy,
        doors: Vec::new(),
        figures: Some(tierwise_web::keep_figures()?),
    };
    tierwise_web::serve(listener, Site::new(app, settings), installation::stopped()).await?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn open(config: &Config) -> Result<Store> {
    let options = Options { max_connections: config.database.connections, ..Options::default() };
    Store::open(&config.database()?, options).await.context("cannot open the database")
}

//! `tierwise check`: validates catalogues and shows every mistake at its place.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use tierwise_i18n::Language;
use tierwise_rules::read_catalogue;

use crate::{catalogue, files, print};

/// Validate catalogues; every mistake is shown with its line, column and a hint
///
/// Exit code 0: no mistakes; 1: mistakes were found; 2: a file cannot be read.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Catalogue files, or ids of built-in catalogues
    #[arg(required = true, value_name = "CATALOGUE")]
    catalogues: Vec<PathBuf>,
}

pub fn run(arguments: &Arguments, language: Language) -> Result<ExitCode> {
    let mut mistakes_found = false;
    for path in &arguments.catalogues {
        let text = catalogue::read(path, language)?;
        match read_catalogue(&text) {
            Ok(programme) => print(&format!(
                "{}: ok, {} competencies, {} skills\n",
                files::shown(path),
                programme.competencies.len(),
                programme.skills.len()
            ))?,
            Err(mistakes) => {
                mistakes_found = true;
                print(&catalogue::render(path, &text, &mistakes))?;
                print(&format!("{}: {} mistakes\n", files::shown(path), mistakes.len()))?;
            }
        }
    }
    Ok(if mistakes_found { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

//! `tierwise check`: validates catalogues and shows every mistake at its place.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use tierwise_i18n::Language;
use tierwise_rules::read_catalogue;

use crate::{catalogue, files, print, show_error};

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
    let mut worst = 0;
    for path in &arguments.catalogues {
        let text = match catalogue::read(path, language) {
            Ok(text) => text,
            Err(error) => {
                show_error(&error);
                worst = 2;
                continue;
            }
        };
        match read_catalogue(&text) {
            Ok(programme) => {
                let (competencies, skills) = (programme.competencies.len(), programme.skills.len());
                print(&format!("{}: ok (competencies: {competencies}, skills: {skills})\n", files::shown(path)))?;
            }
            Err(mistakes) => {
                worst = worst.max(1);
                print(&catalogue::render(path, &text, &mistakes))?;
                let noun = if mistakes.len() == 1 { "mistake" } else { "mistakes" };
                print(&format!("{}: {} {noun}\n", files::shown(path), mistakes.len()))?;
            }
        }
    }
    Ok(ExitCode::from(worst))
}

//! `tierwise check`: validates catalogues and shows every mistake and every lint at its place.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use tierwise_i18n::Language;
use tierwise_rules::{lint, read_catalogue};

use crate::{catalogue, files, print, show_error};

/// Validate catalogues; every mistake and lint is shown with its line, column and a hint
///
/// A lint is odd without making the catalogue unusable: a requirement that can never be met, an option that another one dominates, a
/// skill that no rule names, a gap between effective dates. `allow = { gap = "why" }` explains one where it stands.
///
/// Exit code 0: no mistakes; 1: mistakes were found, or lints with --strict; 2: a file cannot be read.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Catalogue files, or ids of built-in catalogues
    #[arg(required = true, value_name = "CATALOGUE")]
    catalogues: Vec<PathBuf>,
    /// Exit code 1 for lints, too
    #[arg(long)]
    strict: bool,
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
                let lints = lint(&text, &programme);
                if arguments.strict && !lints.is_empty() {
                    worst = worst.max(1);
                }
                print(&catalogue::render_lints(path, &text, &lints))?;
                let (competencies, skills) = (programme.competencies.len(), programme.skills.len());
                let lints = if lints.is_empty() { String::new() } else { format!(", lints: {}", lints.len()) };
                print(&format!("{}: ok (competencies: {competencies}, skills: {skills}{lints})\n", files::shown(path)))?;
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

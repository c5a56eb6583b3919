//! `tierwise check`: validates catalogues and shows every mistake and every lint at its place.

mod diff;

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
/// Exit code 0: no mistakes, or compared; 1: mistakes were found, or lints with --strict; 2: a file cannot be read or compared.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Catalogue files, or ids of built-in catalogues
    #[arg(required_unless_present_any = ["diff", "schema"], value_name = "CATALOGUE")]
    catalogues: Vec<PathBuf>,
    /// Exit code 1 for lints, too
    #[arg(long)]
    strict: bool,
    /// Instead: what changes from one catalogue to another, and on which day
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["catalogues", "strict"])]
    diff: Vec<PathBuf>,
    /// With --diff: whose standings change, and who counts newly or no longer (as for `tierwise evaluate`)
    #[arg(long, value_name = "FACTS.json", requires = "diff", conflicts_with = "catalogues")]
    facts: Option<PathBuf>,
    /// With --diff: how to print
    #[arg(long, value_enum, default_value = "text", requires = "diff", conflicts_with = "catalogues")]
    format: diff::Format,
    /// Instead: print the JSON Schema of the catalogue language
    #[arg(long, conflicts_with_all = ["catalogues", "strict", "diff"])]
    schema: bool,
}

/// The language of catalogues as a JSON Schema, for editors.
const SCHEMA: &str = include_str!("../../../docs/catalogue.schema.json");

pub fn run(arguments: &Arguments, language: Language) -> Result<ExitCode> {
    if arguments.schema {
        print(SCHEMA)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let [before, after] = arguments.diff.as_slice() {
        let facts = arguments.facts.as_deref();
        return diff::run([before.as_path(), after.as_path()], facts, arguments.format, language);
    }
    check(arguments, language)
}

fn check(arguments: &Arguments, language: Language) -> Result<ExitCode> {
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

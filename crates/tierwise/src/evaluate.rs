//! `tierwise evaluate`: facts as JSON in, standings as JSON out.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use tierwise_app::{answer, read_facts};
use tierwise_core::Day;
use tierwise_i18n::Language;
use tierwise_rules::evaluate;

use crate::{catalogue, files, print, today};

/// Evaluate a programme for facts given as JSON, for scripts
///
/// FACTS.json: {"market": "developed", "track": "enterprise", "metrics": {"azure_consumption_usd_12m": 20000},
/// "people": [{"id": "A", "skills": [{"code": "70-534", "completed": "2016-05-01", "expires": null}]}]}. All but `people` may be
/// left out. A skill without `completed` is held and was earned in time; without `expires` it does not expire. An absent metric is
/// zero.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A catalogue file, or the id of a built-in catalogue
    #[arg(long, value_name = "FILE")]
    programme: PathBuf,
    /// The day of the standings; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Day>,
    /// The facts
    #[arg(long, value_name = "FACTS.json")]
    facts: PathBuf,
    /// How to print the standings
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Json,
}

pub fn run(arguments: &Arguments, language: Language) -> Result<ExitCode> {
    let programme = catalogue::load(&arguments.programme, language)?;
    let text = files::read_text(&arguments.facts, language)?;
    let read = read_facts(text.strip_prefix('\u{feff}').unwrap_or(&text), &programme)
        .map_err(|error| files::unusable(&arguments.facts, &error.to_string(), language))?;
    for field in &read.unknown_fields {
        eprintln!("warning: `{field}` is not a field of the facts and was ignored");
    }
    let standings = evaluate(&programme, &read.facts, arguments.as_of.unwrap_or_else(today));
    let answer = answer(&programme, &standings, &read.facts.people).of_facts(read.unnamed, read.ignored);
    match arguments.format {
        Format::Json => print(&format!("{}\n", serde_json::to_string_pretty(&answer)?))?,
    }
    Ok(ExitCode::SUCCESS)
}

//! From the text of a catalogue to a checked [`Programme`], or to all of its mistakes.

mod allow;
mod attains;
mod capacity;
mod competency;
mod figure;
mod formula;
mod holds;
mod level;
mod lifecycle;
mod programme;
mod relations;
mod score;
mod skill;

use tierwise_core::LevelId;
use toml::de::DeTable;

use crate::catalogue::{Effective, Programme};
use crate::census::{MOST_TESTS, Tests};
use crate::diagnostic::{Diagnostic, Findings};
use crate::syntax::TableReader;

/// What the head of a catalogue says about everything below it.
#[derive(Debug)]
struct Head {
    levels: Vec<LevelId>,
    is_score: bool,
    effective: Effective,
    capacities: capacity::Capacities,
    competencies: Vec<attains::Known>,
}

use level::level;

/// Larger catalogues are refused: the largest real one has about 100 KB.
const LARGEST: usize = 16 * 1024 * 1024;

/// Reads and checks a catalogue.
///
/// # Errors
/// All mistakes that were found, in the order of the text; never an empty list.
pub fn read_catalogue(text: &str) -> Result<Programme, Vec<Diagnostic>> {
    let findings = Findings::new(text);
    if text.len() > LARGEST {
        findings.report(0..0, "the catalogue is larger than 16 MiB", "", "is this the right file?");
        return Err(findings.into_sorted());
    }
    let (document, mistakes) = DeTable::parse_recoverable(text);
    // What follows a broken line is unreliable: one quote too much breaks every line after it.
    if let Some(mistake) = mistakes.iter().min_by_key(|mistake| mistake.span().map_or(0, |span| span.start)) {
        let span = mistake.span().unwrap_or(0..0);
        let hint =
            "a line is `key = value`, `[table]` or `[[list of tables]]`; texts stand in quotes, dates and numbers do not";
        findings.report(span, format!("not TOML: {}", mistake.message()), "here", hint);
        return Err(findings.into_sorted());
    }
    let programme = {
        let table = TableReader::new(document.get_ref(), 0..0, "the catalogue", &findings);
        let programme = programme::read(&table);
        table.finish();
        programme
    };
    let tests = programme.as_ref().map_or(0, |programme| Tests::of(programme).len());
    if tests > MOST_TESTS {
        let hint =
            format!("at most {MOST_TESTS} different tests can be answered in one pass: split the programme into several files");
        findings.report(0..0, format!("the catalogue asks {tests} different tests of a person"), "", hint);
    }
    let mistakes = findings.into_sorted();
    match programme {
        Some(programme) if mistakes.is_empty() => Ok(programme),
        _ => Err(mistakes),
    }
}

//! `[[competency]]`: its name, its dates and the ways to attain it.

use std::collections::BTreeMap;
use std::ops::Range;

use tierwise_core::{CompetencyId, LevelId};

use super::Head;
use super::attains::Known;
use super::skill::Skills;
use super::{allow, level, score};
use crate::catalogue::{Competency, Ways};
use crate::syntax::TableReader;

pub(super) fn read_all(document: &TableReader<'_>, skills: &Skills, head: &Head) -> Vec<Competency> {
    let tables = document.tables("competency", "a competency");
    if tables.is_empty() && !document.has("competency") {
        document.missing("competency", "add a `[[competency]]`");
    }
    let mut ids: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut competencies = Vec::new();
    for table in &tables {
        if let Some(id) = table.string("id")
            && ids.insert(id.value, id.span.clone()).is_some()
        {
            table.findings().report(
                id.span,
                format!("competency `{}` stands twice", id.value),
                "again here",
                "keep one of them",
            );
        }
        competencies.extend(read(table, skills, head));
    }
    competencies
}

/// Whether a competency is scored. Where the programme has levels and a score, the competency shows which of them is meant.
fn is_scored(table: &TableReader<'_>, score: bool, levels: &[LevelId]) -> bool {
    match (score, levels.is_empty()) {
        (true, true) => true,
        (false, false) => false,
        (true, false) => !table.has("option"),
        (false, true) => table.has("metric"),
    }
}

/// The competencies of the file as they see each other.
pub(super) fn known(document: &TableReader<'_>, is_score: bool, levels: &[LevelId], score_levels: bool) -> Vec<Known> {
    let known = |table: TableReader<'_>| Known {
        id: table.string("id").map_or(String::new(), |id| id.value.to_owned()),
        has_no_levels: is_scored(&table, is_score, levels) && !score_levels,
    };
    document.tables("competency", "a competency").into_iter().map(known).collect()
}

fn read(table: &TableReader<'_>, skills: &Skills, head: &Head) -> Option<Competency> {
    let id = table.id("id", "for example `id = \"cloud-platform\"`");
    let name = table.name();
    let effective = table.effective();
    let is_score = is_scored(table, head.is_score, &head.levels);
    let (note, doubt) = (table.text("note"), table.text("doubt"));
    allow::read(table);
    let (wrong, why) = if is_score {
        ("option", "a score programme has metrics: write `[[competency.metric]]`, or leave out `[score]`")
    } else {
        ("metric", "a level programme has options: write `[[competency.option]]`, or add `[score]`")
    };
    if let Some(value) = table.get(wrong) {
        table.findings().report(value.span(), format!("`{wrong}` does not fit this kind of programme"), "does not fit", why);
    }
    let parts: &[&'static str] = if is_score { &["tracks", "choose", "classification", "metric"] } else { &["option"] };
    if table.has_slip(parts) {
        table.finish();
        return None;
    }
    let ways = if is_score {
        score::read(table, skills).map(Ways::Area)
    } else {
        Some(Ways::Options(level::read_options(table, skills, head)))
    };
    table.finish();
    Some(Competency { id: CompetencyId::new(id?.value), name: name?, effective: effective?, ways: ways?, note, doubt })
}

//! The head of a catalogue: `format`, `[programme]` and `[score]`.

use tierwise_core::{Exact, LevelId, ProgrammeId, SourceId};

use super::{Head, competency, skill};
use crate::catalogue::{Every, Programme, ScoreRule, Text};
use crate::syntax::{Located, TableReader};

pub(super) fn read(document: &TableReader<'_>) -> Option<Programme> {
    format(document);
    let score = document.table("score", "`[score]`").map(|table| score(&table));
    if !document.has("programme") {
        document.missing("programme", "begin with `[programme]` and its `id`");
    }
    // Without the head the kind of the programme is not known: the rest is looked at when it is mended.
    let Some(head) = document.table("programme", "`[programme]`") else {
        document.pass_over(&["skill", "competency"]);
        return None;
    };
    let is_score = document.has("score");
    let id = head.id("id", "for example `id = \"solutions-partner-2026\"`");
    let name = head.text("name");
    if name.is_none() && !head.has("name") {
        head.missing("name", "for example `name = \"Solutions Partner 2026\"`");
    }
    let noun = head.text("noun").unwrap_or_else(|| Text { en: "competency".into(), sv: "kompetens".into() });
    let effective = head.effective();
    let levels = levels(&head, is_score);
    let sources = head.strings("sources").unwrap_or_default().iter().map(|source| SourceId::new(source.value)).collect();
    let (note, doubt) = (head.text("note"), head.text("doubt"));
    head.finish();

    if document.has_slip(&["skill", "competency"]) {
        return None;
    }
    let skills = skill::read_all(document);
    let rules = Head { levels, is_score, effective: effective.unwrap_or_default() };
    let competencies = competency::read_all(document, &skills, &rules);
    Some(Programme {
        id: ProgrammeId::new(id?.value),
        name: name?,
        noun,
        effective: effective?,
        levels: rules.levels,
        score: score.flatten(),
        sources,
        skills: skills.in_order,
        competencies,
        note,
        doubt,
    })
}

fn format(document: &TableReader<'_>) {
    match document.whole("format", 1) {
        Some(format) if format.value != 1 => document.findings().report(
            format.span,
            format!("format {} is not known", format.value),
            "not known",
            "this Tierwise reads `format = 1`; a newer one may read more",
        ),
        Some(_) => {}
        None if document.has("format") => {}
        None => document.missing("format", "begin the file with `format = 1`"),
    }
}

fn levels(head: &TableReader<'_>, is_score: bool) -> Vec<LevelId> {
    const HINT: &str = "name them lowest first: `levels = [\"silver\", \"gold\"]`";
    let Some(levels) = head.strings("levels") else { return Vec::new() };
    let levels: Vec<Located<&str>> = levels;
    if is_score {
        if let Some(value) = head.get("levels") {
            head.findings().report(
                value.span(),
                "a score programme has no levels",
                "not with `[score]`",
                "leave out `levels`, or leave out `[score]` if this is a level programme",
            );
        }
    } else if levels.is_empty() {
        head.missing("levels", &format!("{HINT}; a score programme has a `[score]` table instead"));
    }
    for (place, level) in levels.iter().enumerate() {
        if levels.iter().take(place).any(|other| other.value == level.value) {
            head.findings().report(level.span.clone(), format!("level `{}` stands twice", level.value), "again here", HINT);
        }
    }
    levels.iter().map(|level| LevelId::new(level.value)).collect()
}

fn score(table: &TableReader<'_>) -> Option<ScoreRule> {
    let threshold = table.exact("threshold");
    if threshold.is_none() && !table.has("threshold") {
        table.missing("threshold", "the total that qualifies: `threshold = 70`");
    }
    let above = table.exact("every_metric_above");
    let at_least = table.exact("every_metric_at_least");
    let every = match (above, at_least) {
        (Some(_), Some(second)) => {
            table.findings().report(
                second.span,
                "every metric has two floors",
                "the second floor",
                "keep `every_metric_above` or `every_metric_at_least`, not both",
            );
            None
        }
        (Some(floor), None) => Some(Every::Above(floor.value)),
        (None, Some(floor)) => Some(Every::AtLeast(floor.value)),
        // Without a floor a metric may score nothing.
        (None, None) => Some(Every::AtLeast(Exact::zero())),
    };
    table.finish();
    Some(ScoreRule { threshold: threshold?.value, every: every? })
}

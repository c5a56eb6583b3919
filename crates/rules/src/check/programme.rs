//! The head of a catalogue: `format`, `[programme]` and `[score]`.

use tierwise_core::{Exact, LevelId, ProgrammeId, SourceId};

use super::figure::months;
use super::{Head, allow, attains, capacity, competency, lifecycle, skill};
use crate::catalogue::{Every, Programme, ScoreRule, Text};
use crate::diagnostic::nearest;
use crate::syntax::{Located, TableReader};

pub(super) fn read(document: &TableReader<'_>) -> Option<Programme> {
    format(document);
    if !document.has("programme") {
        document.missing("programme", "begin with `[programme]` and its `id`");
    }
    // Without the head the kind of the programme is not known: the rest is looked at when it is mended.
    let Some(head) = document.table("programme", "`[programme]`") else {
        document.pass_over(&["skill", "competency", "capacity", "lifecycle", "score"]);
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
    let levels = levels(&head, document);
    let score = document.table("score", "`[score]`").map(|table| score(&table, &levels));
    let sources = head.strings("sources").unwrap_or_default().iter().map(|source| SourceId::new(source.value)).collect();
    let (note, doubt) = (head.text("note"), head.text("doubt"));
    allow::read(&head);
    head.finish();

    let lifecycle = lifecycle::read_all(document);
    if document.has_slip(&["skill", "competency", "capacity"]) {
        return None;
    }
    let skills = skill::read_all(document);
    let score_levels = score.iter().flatten().any(|score| !score.levels.is_empty());
    let rules = Head {
        capacities: capacity::read_all(document, &levels),
        competencies: competency::known(document, is_score, &levels, score_levels),
        levels,
        is_score,
        effective: effective.unwrap_or_default(),
    };
    let competencies = competency::read_all(document, &skills, &rules);
    let order = attains::order(&competencies, document, document.findings())?;
    Some(Programme {
        id: ProgrammeId::new(id?.value),
        name: name?,
        noun,
        effective: effective?,
        levels: rules.levels,
        score: score.flatten(),
        sources,
        skills: skills.in_order,
        capacities: rules.capacities.list,
        competencies,
        order,
        lifecycle,
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

fn levels(head: &TableReader<'_>, document: &TableReader<'_>) -> Vec<LevelId> {
    const HINT: &str = "name them lowest first: `levels = [\"silver\", \"gold\"]`";
    let Some(levels) = head.strings("levels") else { return Vec::new() };
    let levels: Vec<Located<&str>> = levels;
    if document.has("score") {
        let has_thresholds = document
            .get("score")
            .and_then(|score| score.get_ref().as_table())
            .is_some_and(|score| score.contains_key("thresholds"));
        // Levels are those of its thresholds, or of competencies with options.
        let has_options = document.tables("competency", "a competency").iter().any(|table| table.has("option"));
        if let Some(value) = head.get("levels").filter(|_| !has_thresholds && !has_options) {
            head.findings().report(
                value.span(),
                "a score programme has no levels",
                "not with `[score]`",
                "leave out `levels`, give `[score]` its `thresholds`, or leave out `[score]` if this is a level programme",
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

fn score(table: &TableReader<'_>, levels: &[LevelId]) -> Option<ScoreRule> {
    let thresholds = thresholds(table, levels);
    let threshold = table.exact("threshold");
    if !table.has("threshold") && !table.has("thresholds") {
        table.missing("threshold", "the total that qualifies: `threshold = 70`");
    }
    let window_months = if table.has("window_months") { Some(months(table, "window_months")) } else { None };
    table.pass_over(&["window_months"]);
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
    let levels = thresholds?;
    let threshold = match levels.first() {
        Some((_, lowest)) => lowest.clone(),
        None => threshold?.value,
    };
    let window_months = match window_months {
        Some(months) => Some(months?),
        None => None,
    };
    Some(ScoreRule { threshold, levels, every: every?, window_months })
}

/// The totals that lead to levels, lowest first; none where the score only qualifies.
fn thresholds(table: &TableReader<'_>, levels: &[LevelId]) -> Option<Vec<(usize, Exact)>> {
    if !table.has("thresholds") {
        table.pass_over(&["thresholds"]);
        return Some(Vec::new());
    }
    if let Some(value) = table.get("threshold") {
        let hint = "with levels, state `thresholds` only: the lowest of them qualifies";
        table.findings().report(value.span(), "`threshold` and `thresholds`", "one too many", hint);
    }
    let thresholds = table.table("thresholds", "`thresholds`")?;
    let mut read: Vec<(usize, Exact)> = Vec::new();
    let mut sound = true;
    for (name, value) in thresholds.entries() {
        let level = levels.iter().position(|level| level.as_str() == name.value);
        if level.is_none() {
            let hint = match nearest(name.value, levels.iter().map(LevelId::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`[programme]` names the levels, lowest first: `levels = [\"silver\", \"gold\"]`".to_owned(),
            };
            let message = format!("`{}` is not a level of this programme", name.value);
            table.findings().report(name.span.clone(), message, "not a level", hint);
        }
        match level.zip(thresholds.as_exact(value, "thresholds")) {
            Some((level, total)) => read.push((level, total.value)),
            None => sound = false,
        }
    }
    read.sort_by_key(|(level, _)| *level);
    let falls = read.iter().zip(read.iter().skip(1)).any(|((_, lower), (_, higher))| higher <= lower);
    if falls || read.is_empty() && sound {
        table.findings().report(
            thresholds.span(),
            "the thresholds do not rise with the levels",
            "in this table",
            "a higher level takes a higher total: `thresholds = { silver = 60, gold = 80 }`",
        );
    }
    sound.then_some(read)
}

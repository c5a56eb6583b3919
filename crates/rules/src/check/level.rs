//! `[[competency.option]]` and its requirements.

use tierwise_core::{Exact, LevelId, MetricId, OptionId};

use super::Head;
use super::skill::Skills;
use super::{holds, relations};
use crate::catalogue::{Asks, AttainOption, ByCase, Predicate, Relation, Requirement};
use crate::diagnostic::nearest;
use crate::syntax::TableReader;

pub(super) fn read_options(competency: &TableReader<'_>, skills: &Skills, head: &Head) -> Vec<AttainOption> {
    let tables = competency.tables("option", "an option");
    if tables.is_empty() && !competency.has("option") && !competency.has("metric") {
        competency.missing("option", "a competency has one `[[competency.option]]` or more; meeting any one attains it");
    }
    let mut options: Vec<AttainOption> = Vec::new();
    for table in &tables {
        let Some(option) = read_option(table, skills, head) else { continue };
        if options.iter().any(|other| other.id == option.id && other.effective.overlaps(&option.effective)) {
            let span = table.string("id").map_or(table.span(), |id| id.span);
            table.findings().report(
                span,
                format!("option `{}` stands twice on the same days", option.id),
                "again here",
                "give the two different days, or keep one",
            );
        }
        options.push(option);
    }
    options
}

fn read_option(table: &TableReader<'_>, skills: &Skills, head: &Head) -> Option<AttainOption> {
    let id = table.id("id", "for example `id = \"azure-consumption\"`");
    let name = table.name();
    let effective = table.effective();
    let (note, doubt) = (table.text("note"), table.text("doubt"));
    let tables = table.tables("requirement", "a requirement");
    if tables.is_empty() && !table.has("requirement") {
        table.missing("requirement", "add a `[[competency.option.requirement]]`");
    }
    let read: Vec<(&TableReader<'_>, Requirement)> =
        tables.iter().filter_map(|table| Some((table, read_requirement(table, skills, &head.levels)?))).collect();
    check_lines(&read);
    // A relation may lead to a line that could not be read.
    if read.len() == tables.len() && !table.has_slip(&[]) {
        let in_force = effective.and_then(|effective| effective.within(&head.effective));
        relations::check(&read, in_force.unwrap_or_default());
    }
    let is_complete = table.finish();
    let requirements = read.into_iter().map(|(_, requirement)| requirement).collect();
    if !is_complete {
        return None;
    }
    Some(AttainOption { id: OptionId::new(id?.value), name: name?, effective: effective?, requirements, note, doubt })
}

fn read_requirement(table: &TableReader<'_>, skills: &Skills, levels: &[LevelId]) -> Option<Requirement> {
    let level = level(table, levels);
    let line = table.whole("line", 1);
    if line.is_none() && !table.has("line") {
        table.missing("line", "number the requirements of a level: `line = 1`");
    }
    let group = table.string("group").map(|group| group.value.to_owned());
    let effective = table.effective();
    let (text, note, doubt) = (table.text("text"), table.text("note"), table.text("doubt"));
    let asks = match (table.has("people"), table.has("metric")) {
        (true, false) => people(table, skills),
        (false, true) => figure(table),
        (both, _) => {
            table.pass_over(&["people", "holds", "relation", "metric", "at_least", "accepted_until"]);
            if both {
                table.findings().report(
                    table.span(),
                    "a requirement asks for people and for a metric",
                    "this requirement",
                    "write two requirements",
                );
            } else {
                table.missing_all(
                    &["people", "metric"],
                    "a requirement asks for nothing",
                    "this requirement",
                    "write `people = 2` and `holds`, or `metric` and `at_least`",
                );
            }
            None
        }
    };
    // A day whose key is mistyped would make the line a twin of another.
    if !table.finish() {
        return None;
    }
    Some(Requirement { level: level?, line: line?.value, group, effective: effective?, asks: asks?, text, note, doubt })
}

fn level(table: &TableReader<'_>, levels: &[LevelId]) -> Option<usize> {
    let level = table.required_string("level", "which level the requirement belongs to: `level = \"gold\"`")?;
    let place = levels.iter().position(|known| known.as_str() == level.value);
    if place.is_none() && !levels.is_empty() {
        let known: Vec<&str> = levels.iter().map(LevelId::as_str).collect();
        let hint = match nearest(level.value, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`[programme]` has the levels `{}`", known.join("`, `")),
        };
        table.findings().report(level.span, format!("`{}` is not a level of this programme", level.value), "not a level", hint);
    }
    place
}

fn people(table: &TableReader<'_>, skills: &Skills) -> Option<Asks> {
    let count = holds::people_count(table);
    let holds = holds::read(table, skills);
    let relation = relation(table);
    if let (Some(Relation::DistinctPerCode), Some(count), Some(holds)) = (relation, &count, &holds) {
        let codes = match &holds.predicate {
            Predicate::All(parts) if parts.iter().all(|part| matches!(part, Predicate::Skill(_))) => Some(parts.len()),
            _ => None,
        };
        if codes != Some(count.value as usize) {
            table.findings().report(
                count.span.clone(),
                "`distinct_per_code` does not fit its codes",
                format!("{} people", count.value),
                "write `holds = \"all(c1, ..., cn)\"` with skill codes only, and `people = n`: one person for each code",
            );
        }
    }
    Some(Asks::People { count: count?.value, holds: holds?, relation: relation? })
}

fn relation(table: &TableReader<'_>) -> Option<Relation> {
    const NAMES: [&str; 5] = ["free", "same_people_as:1", "k_of_same:1", "other_people_than:1", "distinct_per_code"];
    let Some(text) = table.string("relation") else {
        return if table.has("relation") { None } else { Some(Relation::Free) };
    };
    let (name, line) = match text.value.split_once(':') {
        Some((name, line)) => (name.trim(), line.trim().parse::<u32>().ok()),
        None => (text.value, None),
    };
    let relation = match (name, line) {
        ("free", None) => Some(Relation::Free),
        ("same_people_as", Some(line)) => Some(Relation::SamePeopleAs(line)),
        ("k_of_same", Some(line)) => Some(Relation::KOfSame(line)),
        ("other_people_than", Some(line)) => Some(Relation::OtherPeopleThan(line)),
        ("distinct_per_code", None) => Some(Relation::DistinctPerCode),
        _ => None,
    };
    if relation.is_none() {
        let hint = match nearest(text.value, NAMES) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("a relation is one of `{}`", NAMES.join("`, `")),
        };
        table.findings().report(text.span, format!("`{}` is not a relation", text.value), "not a relation", hint);
    }
    relation
}

fn figure(table: &TableReader<'_>) -> Option<Asks> {
    for key in ["holds", "relation", "accepted_until"] {
        if let Some(value) = table.get(key) {
            table.findings().report(
                value.span(),
                format!("a metric has no `{key}`"),
                "only with `people`",
                "write a requirement of its own for the people",
            );
        }
    }
    let metric = table.string("metric");
    let at_least = at_least(table);
    Some(Asks::Figure { metric: MetricId::new(metric?.value), at_least: at_least? })
}

fn at_least(table: &TableReader<'_>) -> Option<ByCase<Exact>> {
    let Some(value) = table.get("at_least") else {
        table.missing("at_least", "the threshold: `at_least = 15000`, or `{ developed = 15000, developing = 10000 }`");
        return None;
    };
    if value.get_ref().as_table().is_none() {
        return table.as_exact(value, "at_least").map(|number| ByCase::Always(number.value));
    }
    let markets = table.as_table(value, "at_least", "`at_least`")?;
    for market in ["developed", "developing"] {
        if !markets.has(market) {
            markets.missing(market, "a threshold by market states both: `{ developed = 15000, developing = 10000 }`");
        }
    }
    let developed = markets.exact("developed");
    let developing = markets.exact("developing");
    markets.finish();
    Some(ByCase::Market { developed: developed?.value, developing: developing?.value })
}

/// A line is one requirement on any day.
fn check_lines(read: &[(&TableReader<'_>, Requirement)]) {
    for (place, (table, one)) in read.iter().enumerate() {
        let twin = read
            .iter()
            .take(place)
            .any(|(_, other)| other.level == one.level && other.line == one.line && other.effective.overlaps(&one.effective));
        if twin {
            let span = table.whole("line", 1).map_or(table.span(), |line| line.span);
            table.findings().report(
                span,
                format!("line {} stands twice at this level on the same days", one.line),
                "again here",
                "number the lines 1, 2, 3; a rule that changes on a day is written twice with days that do not overlap",
            );
        }
    }
}

//! `[[competency.option]]` and its requirements.

use tierwise_core::{LevelId, OptionId};

use super::Head;
use super::skill::Skills;
use super::{allow, attains, figure, formula, holds, relations};
use crate::catalogue::{Asks, AttainOption, Count, Predicate, Relation, Requirement};
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
    allow::read(table);
    let tables = table.tables("requirement", "a requirement");
    if tables.is_empty() && !table.has("requirement") {
        table.missing("requirement", "add a `[[competency.option.requirement]]`");
    }
    let read: Vec<(&TableReader<'_>, Requirement)> =
        tables.iter().filter_map(|table| Some((table, read_requirement(table, skills, head)?))).collect();
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

fn read_requirement(table: &TableReader<'_>, skills: &Skills, head: &Head) -> Option<Requirement> {
    let level = level(table, "level", &head.levels);
    let line = table.whole("line", 1);
    if line.is_none() && !table.has("line") {
        table.missing("line", "number the requirements of a level: `line = 1`");
    }
    let group = table.string("group").map(|group| group.value.to_owned());
    let effective = table.effective();
    let (text, note, doubt) = (table.text("text"), table.text("note"), table.text("doubt"));
    allow::read(table);
    let asks = asks(table, skills, head);
    let capacity = if table.has("capacity") { Some(head.capacities.named(table)) } else { None };
    table.pass_over(&["capacity"]);
    // A day whose key is mistyped would make the line a twin of another.
    if !table.finish() {
        return None;
    }
    let capacity = match capacity {
        Some(named) => Some(named?),
        None => None,
    };
    Some(Requirement {
        level: level?,
        line: line?.value,
        group,
        effective: effective?,
        asks: asks?,
        capacity,
        text,
        note,
        doubt,
    })
}

/// The keys by which a requirement says what it asks for: one of them.
const KINDS: [&str; 4] = ["people", "credentials", "metric", "attains"];

fn asks(table: &TableReader<'_>, skills: &Skills, head: &Head) -> Option<Asks> {
    let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| table.has(kind)).collect();
    match kinds.as_slice() {
        ["people"] => people(table, skills),
        ["credentials"] => credentials(table, skills),
        ["metric"] => figure::read(table),
        ["attains"] => attains::read(table, head),
        several => {
            table.pass_over(&KINDS);
            table.pass_over(&["holds", "relation", "at_least", "at_most", "accepted_from", "accepted_until"]);
            table.pass_over(&["completed_within_months", "inputs", "value", "look_back", "at_level"]);
            match several {
                ["people", "metric"] => table.findings().report(
                    table.span(),
                    "a requirement asks for people and for a metric",
                    "this requirement",
                    "write two requirements",
                ),
                [_, ..] => table.findings().report(
                    table.span(),
                    format!("a requirement asks for `{}` at once", several.join("` and `")),
                    "this requirement",
                    "write a requirement for each",
                ),
                [] => table.missing_all(
                    &KINDS,
                    "a requirement asks for nothing",
                    "this requirement",
                    "write `people = 2` and `holds`, or `metric` and `at_least`, or `credentials`, or `attains`",
                ),
            }
            None
        }
    }
}

pub(super) fn level(table: &TableReader<'_>, key: &'static str, levels: &[LevelId]) -> Option<usize> {
    let level = table.required_string(key, "which level the requirement belongs to: `level = \"gold\"`")?;
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
    let is_formula = table.get("people").is_some_and(|people| people.get_ref().is_str());
    let count = if is_formula {
        formula::computed(table, "people").map(Count::Figured)
    } else {
        figure::no_inputs(table);
        holds::people_count(table).map(|count| Count::Fixed(count.value))
    };
    let holds = holds::read(table, skills);
    let relation = relation(table);
    let span = table.get("people").map_or(table.span(), toml::Spanned::span);
    match (&count, relation) {
        (Some(Count::Figured(_)), Some(relation)) if relation != Relation::Free || table.has("capacity") => {
            table.findings().report(
                span,
                "a number of people that depends on figures is tied",
                "depends on figures",
                "state a number, or leave `relation` and `capacity` out",
            );
        }
        (Some(Count::Fixed(count)), Some(Relation::DistinctPerCode)) => {
            let codes = holds.as_ref().map(|holds| match &holds.predicate {
                Predicate::All(parts) if parts.iter().all(|part| matches!(part, Predicate::Skill(_))) => Some(parts.len()),
                _ => None,
            });
            if codes.is_some_and(|codes| codes != Some(*count as usize)) {
                table.findings().report(
                    span,
                    "`distinct_per_code` does not fit its codes",
                    format!("{count} people"),
                    "write `holds = \"all(c1, ..., cn)\"` with skill codes only, and `people = n`: one person for each code",
                );
            }
        }
        _ => {}
    }
    Some(Asks::People { count: count?, holds: holds?, relation: relation? })
}

fn credentials(table: &TableReader<'_>, skills: &Skills) -> Option<Asks> {
    for key in ["relation", "capacity"] {
        if let Some(value) = table.get(key) {
            table.findings().report(
                value.span(),
                format!("credentials have no `{key}`"),
                "only with `people`",
                "credentials are counted, whoever holds them",
            );
        }
    }
    let count = holds::count(table, "credentials");
    let holds = holds::read(table, skills)?;
    let is_list = match &holds.predicate {
        Predicate::Skill(_) => true,
        Predicate::Any(parts) => parts.iter().all(|part| matches!(part, Predicate::Skill(_))),
        _ => false,
    };
    if !is_list {
        let span = table.string("holds").map_or(table.span(), |text| text.span);
        table.findings().report(
            span,
            "credentials are counted skill by skill",
            "not a list of skills",
            "write a skill code or `any(a, b, c)` with skill codes only",
        );
    }
    Some(Asks::Credentials { count: count?.value, holds })
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

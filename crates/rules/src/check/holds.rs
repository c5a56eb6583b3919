//! `people` and `holds` with its own last days of acceptance: names become skills.

use std::collections::BTreeMap;
use std::ops::Range;

use tierwise_core::Day;

use super::figure::months;
use super::skill::Skills;
use crate::catalogue::{Holds, Predicate, SkillIndex};
use crate::syntax::{Located, Named, TableReader, parse_predicate};

/// More people than any rule asks for.
const MOST_PEOPLE: u32 = 100_000;

/// Reads `people` of a requirement or step.
pub(super) fn people_count(table: &TableReader<'_>) -> Option<Located<u32>> {
    count(table, "people")
}

/// A number of people or credentials.
pub(super) fn count(table: &TableReader<'_>, key: &'static str) -> Option<Located<u32>> {
    let count = table.whole(key, 1)?;
    if count.value > MOST_PEOPLE {
        table.findings().report(
            count.span,
            format!("{} {key} are more than {MOST_PEOPLE}", count.value),
            "too many",
            "is a digit too much?",
        );
        return None;
    }
    Some(count)
}

/// Reads `holds` of a requirement or step, with the days that it states itself.
pub(super) fn read(table: &TableReader<'_>, skills: &Skills) -> Option<Holds> {
    read_as("holds", table, skills)
}

/// The same under another key.
pub(super) fn read_as(key: &'static str, table: &TableReader<'_>, skills: &Skills) -> Option<Holds> {
    let accepted_from = accepted("accepted_from", "`accepted_from`", table, skills);
    let accepted_until = accepted("accepted_until", "`accepted_until`", table, skills);
    let within_months =
        if table.has("completed_within_months") { Some(months(table, "completed_within_months")) } else { None };
    table.pass_over(&["completed_within_months"]);
    let text = table.required_string(key, "who counts, for example `holds = \"any(70-532, 70-533)\"`")?;
    let named = match parse_predicate(text.value) {
        Ok(named) => named,
        Err(error) => {
            table.findings().report(inside(table, &text, &error.span), error.message, "here", error.hint);
            return None;
        }
    };
    let predicate = resolve(&named, &text, table, skills)?;
    let named = predicate.skills();
    for (key, days) in [("accepted_from", &accepted_from), ("accepted_until", &accepted_until)] {
        if let Some((skill, _)) = days.iter().find(|(skill, _)| !named.contains(skill)) {
            let code = skills.in_order.get(skill.0 as usize).map_or("", |skill| skill.code.as_str());
            table.findings().report(
                text.span.clone(),
                format!("`{key}` speaks of `{code}`, which `holds` does not name"),
                "does not name it",
                format!("take it out of `{key}`, or name it in `holds`"),
            );
        }
    }
    let within_months = match within_months {
        Some(months) => Some(months?),
        None => None,
    };
    Some(Holds { predicate, accepted_from, accepted_until, within_months })
}

fn accepted(key: &'static str, what: &'static str, table: &TableReader<'_>, skills: &Skills) -> BTreeMap<SkillIndex, Day> {
    let Some(days) = table.table(key, what) else { return BTreeMap::new() };
    days.entries()
        .filter_map(|(code, value)| {
            let day = days.as_day(value, code.value)?;
            Some((skills.named(code.value, code.span, table)?, day.value))
        })
        .collect()
}

pub(super) fn resolve(named: &Named, text: &Located<&str>, table: &TableReader<'_>, skills: &Skills) -> Option<Predicate> {
    let all = |parts: &[Named]| -> Option<Vec<Predicate>> {
        // Every part is looked at, so that one run names every unknown skill.
        let resolved: Vec<_> = parts.iter().map(|part| resolve(part, text, table, skills)).collect();
        resolved.into_iter().collect()
    };
    match named {
        Named::Skill { code, span } => skills.named(code, inside(table, text, span), table).map(Predicate::Skill),
        Named::Any(parts) => all(parts).map(Predicate::Any),
        Named::All(parts) => all(parts).map(Predicate::All),
        Named::AtLeast { count, of, span } => {
            if *count == 0 || *count as usize > of.len() {
                table.findings().report(
                    inside(table, text, span),
                    format!("at least {count} of {} can never be a test", of.len()),
                    if *count == 0 { "always true" } else { "never true" },
                    format!("the number is from 1 to {}", of.len()),
                );
            }
            all(of).map(|parts| Predicate::AtLeast(*count, parts))
        }
    }
}

/// The place in the file of a place inside a text value.
///
/// With escapes the content's places are not known, so the whole value is meant.
pub(super) fn inside(table: &TableReader<'_>, text: &Located<&str>, place: &Range<usize>) -> Range<usize> {
    let raw = table.findings().text(text.span.clone());
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    let content = raw.get(quotes..raw.len().saturating_sub(quotes)).unwrap_or("");
    // A line end after three quotes does not belong to the content.
    let first = if quotes == 3 { content.len().saturating_sub(after_line_end(content).len()) } else { 0 };
    let content = content.get(first..).unwrap_or("");
    // Line ends of two characters are read as one.
    let is_crlf = content != text.value && content.replace("\r\n", "\n") == text.value;
    if content != text.value && !is_crlf {
        return text.span.clone();
    }
    let start = text.span.start.saturating_add(quotes).saturating_add(first);
    let at = |offset: usize| {
        let before = text.value.get(..offset).unwrap_or("");
        let lines = if is_crlf { before.matches('\n').count() } else { 0 };
        start.saturating_add(offset).saturating_add(lines)
    };
    at(place.start)..at(place.end)
}

fn after_line_end(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text)
}

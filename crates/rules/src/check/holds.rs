//! `holds` and its own last days of acceptance: names become skills.

use std::collections::BTreeMap;
use std::ops::Range;

use tierwise_core::Day;

use super::skill::Skills;
use crate::catalogue::{Holds, Predicate, SkillIndex};
use crate::syntax::{Located, Named, TableReader, parse_predicate};

/// Reads `holds` and `accepted_until` of a requirement or step.
pub(super) fn read(table: &TableReader<'_>, skills: &Skills) -> Option<Holds> {
    let accepted_until = accepted_until(table, skills);
    let text = table.required_string("holds", "who counts, for example `holds = \"any(70-532, 70-533)\"`")?;
    let named = match parse_predicate(text.value) {
        Ok(named) => named,
        Err(error) => {
            table.findings().report(inside(&text, &error.span), error.message, "here", error.hint);
            return None;
        }
    };
    let predicate = resolve(&named, &text, table, skills)?;
    let named = predicate.skills();
    if let Some((skill, _)) = accepted_until.iter().find(|(skill, _)| !named.contains(skill)) {
        let code = skills.in_order.get(skill.0 as usize).map_or("", |skill| skill.code.as_str());
        table.findings().report(
            text.span,
            format!("`accepted_until` speaks of `{code}`, which `holds` does not name"),
            "does not name it",
            "take it out of `accepted_until`, or name it in `holds`",
        );
    }
    Some(Holds { predicate, accepted_until })
}

fn accepted_until(table: &TableReader<'_>, skills: &Skills) -> BTreeMap<SkillIndex, Day> {
    let Some(days) = table.table("accepted_until", "`accepted_until`") else { return BTreeMap::new() };
    days.entries()
        .filter_map(|(code, value)| {
            let day = days.as_day(value, code.value)?;
            Some((skills.named(code.value, code.span, table)?, day.value))
        })
        .collect()
}

fn resolve(named: &Named, text: &Located<&str>, table: &TableReader<'_>, skills: &Skills) -> Option<Predicate> {
    let all = |parts: &[Named]| -> Option<Vec<Predicate>> {
        // Every part is looked at, so that one run names every unknown skill.
        let resolved: Vec<_> = parts.iter().map(|part| resolve(part, text, table, skills)).collect();
        resolved.into_iter().collect()
    };
    match named {
        Named::Skill { code, span } => skills.named(code, inside(text, span), table).map(Predicate::Skill),
        Named::Any(parts) => all(parts).map(Predicate::Any),
        Named::All(parts) => all(parts).map(Predicate::All),
        Named::AtLeast { count, of, span } => {
            if *count == 0 || *count as usize > of.len() {
                table.findings().report(
                    inside(text, span),
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
/// Quotes, and the line end after three of them, come before the content. With escapes the content's places are not
/// known, so the whole value is meant.
pub(super) fn inside(text: &Located<&str>, place: &Range<usize>) -> Range<usize> {
    let around = text.span.len().saturating_sub(text.value.len());
    let before = match around {
        2 => 1,
        6..=8 => around.saturating_sub(3),
        _ => return text.span.clone(),
    };
    let at = |offset: usize| text.span.start.saturating_add(before).saturating_add(offset);
    at(place.start)..at(place.end)
}

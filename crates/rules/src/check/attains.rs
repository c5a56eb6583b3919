//! `attains`: competencies that ask for other competencies.

use std::collections::BTreeSet;

use super::holds::inside;
use super::{Head, level};
use crate::catalogue::{Asks, Attained, Attains, Competency, Ways};
use crate::diagnostic::{Findings, nearest};
use crate::syntax::{Located, Named, TableReader, parse_predicate};

/// A competency as the others see it, before it is read.
#[derive(Debug)]
pub(super) struct Known {
    pub id: String,
    /// It is scored, and its score leads to no level.
    pub has_no_levels: bool,
}

pub(super) fn read(table: &TableReader<'_>, head: &Head) -> Option<Asks> {
    let level = if table.has("at_level") { Some(level(table, "at_level", &head.levels)) } else { None };
    table.pass_over(&["at_level"]);
    let text = table.string("attains")?;
    let named = match parse_predicate(text.value) {
        Ok(named) => named,
        Err(error) => {
            let hint = "write the id of a competency, `any(a, b)`, `all(a, b)` or `atleast(2; a, b, c)`";
            table.findings().report(inside(table, &text, &error.span), error.message, "here", hint);
            return None;
        }
    };
    let level = match level {
        Some(level) => Some(level?),
        None => None,
    };
    let reader = Reader { table, text: &text, head, needs_level: level.is_some() };
    let attains = match reader.resolve(&named)? {
        Attained::AtLeast(count, of) => Attains { count, of, level },
        one @ Attained::Competency(_) => Attains { count: 1, of: vec![one], level },
    };
    Some(Asks::Attains(attains))
}

struct Reader<'r, 't> {
    table: &'r TableReader<'t>,
    text: &'r Located<&'t str>,
    head: &'r Head,
    needs_level: bool,
}

impl Reader<'_, '_> {
    fn resolve(&self, named: &Named) -> Option<Attained> {
        let all = |parts: &[Named]| -> Option<Vec<Attained>> {
            let resolved: Vec<_> = parts.iter().map(|part| self.resolve(part)).collect();
            resolved.into_iter().collect()
        };
        match named {
            Named::Skill { code, span } => self.competency(code, span.clone()).map(Attained::Competency),
            Named::Any(parts) => Some(Attained::AtLeast(1, all(parts)?)),
            Named::All(parts) => {
                let parts = all(parts)?;
                Some(Attained::AtLeast(u32::try_from(parts.len()).ok()?, parts))
            }
            Named::AtLeast { count, of, span } => {
                if *count == 0 || *count as usize > of.len() {
                    self.report(
                        span.clone(),
                        format!("at least {count} of {} can never be a test", of.len()),
                        if *count == 0 { "always true" } else { "never true" },
                        format!("the number is from 1 to {}", of.len()),
                    );
                }
                Some(Attained::AtLeast(*count, all(of)?))
            }
        }
    }

    fn competency(&self, id: &str, span: std::ops::Range<usize>) -> Option<usize> {
        let found = self.head.competencies.iter().position(|known| known.id == id);
        let Some(place) = found else {
            let hint = match nearest(id, self.head.competencies.iter().map(|known| known.id.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`attains` names competencies of this file".to_owned(),
            };
            self.report(span, format!("no competency has the id `{id}`"), "not a competency of this catalogue", hint);
            return None;
        };
        if self.needs_level && self.head.competencies.get(place).is_some_and(|known| known.has_no_levels) {
            self.report(
                span,
                format!("the score of `{id}` leads to no level"),
                "never at a level",
                "leave `at_level` out, or give `[score]` its `thresholds`".to_owned(),
            );
        }
        Some(place)
    }

    fn report(&self, span: std::ops::Range<usize>, message: String, label: &str, hint: String) {
        self.table.findings().report(inside(self.table, self.text, &span), message, label, hint);
    }
}

/// The places of the competencies, each behind all those that it asks for; with a ring there is no such order.
pub(super) fn order(competencies: &[Competency], document: &TableReader<'_>, findings: &Findings<'_>) -> Option<Vec<usize>> {
    let mut order: Vec<usize> = Vec::new();
    let asked: Vec<BTreeSet<usize>> = competencies.iter().map(prerequisites).collect();
    while order.len() < competencies.len() {
        let ready = (0..competencies.len()).find(|place| {
            !order.contains(place) && asked.get(*place).is_some_and(|asked| asked.iter().all(|one| order.contains(one)))
        });
        let Some(ready) = ready else {
            let first = (0..competencies.len()).find(|place| !order.contains(place));
            let table = first.and_then(|place| document.tables("competency", "a competency").into_iter().nth(place));
            let span = table.map_or(0..0, |table| table.string("id").map_or(table.span(), |id| id.span));
            findings.report(
                span,
                "competencies ask for each other in a ring",
                "begins and ends here",
                "a competency cannot be its own prerequisite: take one `attains` out of the ring",
            );
            return None;
        };
        order.push(ready);
    }
    Some(order)
}

/// The competencies that a competency asks for.
fn prerequisites(competency: &Competency) -> BTreeSet<usize> {
    let Ways::Options(options) = &competency.ways else { return BTreeSet::new() };
    let mut found = BTreeSet::new();
    let mut open: Vec<&Attained> = options
        .iter()
        .flat_map(|option| &option.requirements)
        .filter_map(|requirement| match &requirement.asks {
            Asks::Attains(attains) => Some(&attains.of),
            _ => None,
        })
        .flatten()
        .collect();
    while let Some(one) = open.pop() {
        match one {
            Attained::Competency(place) => _ = found.insert(*place),
            Attained::AtLeast(_, parts) => open.extend(parts),
        }
    }
    found
}

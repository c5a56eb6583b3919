//! Relations between the requirements of an option: each leads to a line that it can be tied to on every day, and what
//! is tied together stays small enough to be decided exactly.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Asks, Effective, Relation, Requirement};
use crate::syntax::TableReader;

/// People who are tied together are matched exactly: this bounds the states of filled seats, times the ways to sit.
const MOST_WORK: u64 = 4_000_000;
/// And this the number of ways to pick one alternative of every group.
const MOST_CHOICES: usize = 256;

type Read<'r, 't> = [(&'r TableReader<'t>, Requirement)];

/// `in_force` are the days on which the option can be asked for.
pub(super) fn check(read: &Read<'_, '_>, in_force: Effective) {
    for (table, requirement) in read {
        if let Some((message, hint)) = problem(requirement, read, in_force) {
            let span = table.string("relation").map_or(table.span(), |text| text.span);
            table.findings().report(span, message, "this relation", hint);
        }
    }
    check_work(read);
    check_choices(read);
}

/// What is wrong with a requirement's relation, and what to do.
fn problem(requirement: &Requirement, read: &Read<'_, '_>, in_force: Effective) -> Option<(String, &'static str)> {
    let line = requirement.relation().line()?;
    if line == requirement.line {
        return Some(("a requirement is tied to itself".to_owned(), "name another line of the same level"));
    }
    let same_level = read.iter().map(|(_, other)| other).filter(|other| other.level == requirement.level && other.line == line);
    let targets: Vec<&Requirement> = same_level.filter(|other| other.effective.overlaps(&requirement.effective)).collect();
    if targets.is_empty() {
        let message = format!("there is no line {line} at this level on the same days");
        return Some((message, "a relation names another line of the same option and level"));
    }
    if let Some(problem) = targets.iter().find_map(|target| misfit(requirement, target)) {
        return Some(problem);
    }
    let needed = requirement.effective.within(&in_force)?;
    let given: Vec<Effective> = targets.iter().map(|target| target.effective).collect();
    if !needed.is_covered_by(&given) {
        let message = format!("line {line} is not in force on all the days of this requirement");
        return Some((message, "give both the same days, or write the requirement twice with days that fit"));
    }
    None
}

/// Why a requirement cannot be tied to that one.
fn misfit(requirement: &Requirement, target: &Requirement) -> Option<(String, &'static str)> {
    let line = target.line;
    let (Asks::People { count, relation, .. }, Asks::People { count: other, .. }) = (&requirement.asks, &target.asks) else {
        let asks = match target.asks {
            Asks::Figure(_) => "a metric",
            Asks::Credentials { .. } => "credentials",
            _ => "competencies",
        };
        return Some((format!("line {line} asks for {asks}, not for people"), "a relation ties people to people"));
    };
    // That a number which depends on figures is tied was found before.
    let count = count.fixed()?;
    let Some(other) = other.fixed() else {
        return Some((format!("the number of people of line {line} depends on figures"), "tie lines that state their numbers"));
    };
    if requirement.capacity != target.capacity {
        let message = format!("line {line} has another capacity");
        return Some((message, "people who are tied together serve under one capacity: give both lines the same"));
    }
    if requirement.group.is_some() && requirement.group == target.group {
        let message = format!("line {line} is an alternative of this requirement");
        return Some((message, "of one group only one line is chosen: tie lines of different groups"));
    }
    match relation {
        Relation::SamePeopleAs(_) if other != count => Some((
            format!("{count} people cannot be the same as the {other} of line {line}"),
            "give both the same number, or use `k_of_same`",
        )),
        Relation::KOfSame(_) if other < count => {
            Some((format!("{count} people cannot be among the {other} of line {line}"), "a part is not larger than the whole"))
        }
        _ => None,
    }
}

/// Matching looks at every state of filled seats and every way to sit down in it.
fn check_work(read: &Read<'_, '_>) {
    // Twins of a line on different days take the same seats: the larger one decides.
    let mut seats: BTreeMap<(usize, u32), BTreeMap<u32, u64>> = BTreeMap::new();
    for (table, requirement) in read {
        let Asks::People { count, relation, .. } = &requirement.asks else { continue };
        let Some(count) = count.fixed() else { continue };
        let (states, ways) = match relation {
            Relation::DistinctPerCode => (power_of_two(count), power_of_two(count)),
            _ => (u64::from(count).saturating_add(1), 2),
        };
        let root = root(requirement, read);
        if root == requirement.line && !requirement.is_tied(read.iter().map(|(_, other)| other)) {
            continue;
        }
        let own = seats.entry((requirement.level, root)).or_default().entry(requirement.line).or_default();
        *own = (*own).max(states.saturating_mul(ways));
        let work = seats
            .get(&(requirement.level, root))
            .into_iter()
            .flat_map(BTreeMap::values)
            .fold(1_u64, |work, own| work.saturating_mul(*own));
        if work > MOST_WORK {
            table.findings().report(
                table.span(),
                "too many tied people to be decided exactly",
                "one tie too many",
                format!("of lines that are tied together, the numbers 2 x (people + 1) multiply to at most {MOST_WORK}"),
            );
            return;
        }
    }
}

fn power_of_two(exponent: u32) -> u64 {
    1_u64.checked_shl(exponent).unwrap_or(u64::MAX)
}

/// The line at the end of a chain of relations; the first of them where the chain is a ring.
fn root(requirement: &Requirement, read: &Read<'_, '_>) -> u32 {
    let mut seen = BTreeSet::from([requirement.line]);
    let mut last = requirement;
    while let Some(line) = last.relation().line() {
        if !seen.insert(line) {
            return seen.first().copied().unwrap_or(line);
        }
        match read.iter().find(|(_, other)| other.level == requirement.level && other.line == line) {
            Some((_, next)) => last = next,
            None => return line,
        }
    }
    last.line
}

fn check_choices(read: &Read<'_, '_>) {
    let mut groups: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (_, requirement) in read {
        if let Some(group) = &requirement.group {
            let lines = groups.entry((requirement.level, group)).or_default();
            *lines = lines.saturating_add(1);
        }
    }
    let choices = groups.values().fold(1_usize, |product, size| product.saturating_mul(*size));
    let any_tied = read.iter().any(|(_, requirement)| requirement.is_tied(read.iter().map(|(_, other)| other)));
    if choices > MOST_CHOICES
        && any_tied
        && let Some((table, _)) = read.first()
    {
        table.findings().report(
            table.span(),
            format!("{choices} ways to choose among the alternatives of tied lines"),
            "in this option",
            format!("at most {MOST_CHOICES} can be decided exactly: split the option"),
        );
    }
}

//! Whether meeting one test means meeting another on a day. Only what is proven is yes.

use std::collections::BTreeSet;

use tierwise_core::Day;

use crate::catalogue::{Asks, Bound, Count, FigureRule, Holds, Market, Predicate, Programme, Requirement, SkillIndex};

/// More ways to meet a test than this are not looked at.
const MOST_WAYS: usize = 512;

/// Whether every person who meets `one` meets `other`, too, on a day. Where nobody can meet `one`, everybody does.
pub(super) fn test_implies(programme: &Programme, one: &Holds, other: &Holds, day: Day) -> bool {
    let accepted = |holds: &Holds, skill: SkillIndex| {
        skill.of(programme).is_some_and(|facts| holds.accepted(skill, facts.retirement).covers(day))
    };
    let looks_back_as_far = match (one.within_months, other.within_months) {
        (_, None) => true,
        (Some(own), Some(needed)) => own <= needed,
        (None, Some(_)) => false,
    };
    let Some(ways) = ways(&one.predicate, &|skill| accepted(one, skill)).filter(|ways| ways.is_empty() || looks_back_as_far)
    else {
        return false;
    };
    ways.iter().all(|held| {
        let held = if other.within_months.is_none() { completed(programme, held) } else { held.clone() };
        other.predicate.is_met(&|skill| held.contains(&skill) && accepted(other, skill))
    })
}

/// Sets of skills such that whoever meets the predicate holds one of the sets; nothing when there are too many.
fn ways(predicate: &Predicate, accepted: &impl Fn(SkillIndex) -> bool) -> Option<Vec<BTreeSet<SkillIndex>>> {
    match predicate {
        Predicate::Skill(skill) => Some(accepted(*skill).then(|| BTreeSet::from([*skill])).into_iter().collect()),
        Predicate::Any(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(ways(part, accepted)?);
            }
            (all.len() <= MOST_WAYS).then_some(all)
        }
        Predicate::All(parts) => {
            let mut all = vec![BTreeSet::new()];
            for part in parts {
                all = product(&all, &ways(part, accepted)?)?;
            }
            Some(all)
        }
        Predicate::AtLeast(count, parts) => {
            // By how many of the parts so far are met; of those beyond the count nothing is asked.
            let count = *count as usize;
            let mut by_met: Vec<Vec<BTreeSet<SkillIndex>>> = vec![vec![BTreeSet::new()]];
            for part in parts {
                let more = ways(part, accepted)?;
                let mut next = by_met.clone();
                next.resize(by_met.len().saturating_add(1).min(count.saturating_add(1)), Vec::new());
                for (before, slot) in by_met.iter().zip(next.iter_mut().skip(1)) {
                    slot.extend(product(before, &more)?);
                    if slot.len() > MOST_WAYS {
                        return None;
                    }
                }
                by_met = next;
            }
            Some(by_met.into_iter().nth(count).unwrap_or_default())
        }
    }
}

fn product(left: &[BTreeSet<SkillIndex>], right: &[BTreeSet<SkillIndex>]) -> Option<Vec<BTreeSet<SkillIndex>>> {
    if left.len().saturating_mul(right.len()) > MOST_WAYS {
        return None;
    }
    Some(left.iter().flat_map(|one| right.iter().map(move |other| one.union(other).copied().collect())).collect())
}

/// The skills with all that they stand for and make. What must be earned before a retirement may be earned too late.
fn completed(programme: &Programme, held: &BTreeSet<SkillIndex>) -> BTreeSet<SkillIndex> {
    let mut all = held.clone();
    loop {
        let follows = |skill: &SkillIndex| {
            let Some(facts) = skill.of(programme).filter(|facts| facts.retirement.earned_by().is_none()) else { return false };
            facts.made_of.as_ref().is_some_and(|parts| parts.is_met(&|part| all.contains(&part)))
                || all.iter().any(|other| other.of(programme).is_some_and(|other| other.stands_for.contains(skill)))
        };
        let new: Vec<SkillIndex> = programme.skill_indexes().filter(|skill| !all.contains(skill) && follows(skill)).collect();
        if new.is_empty() {
            return all;
        }
        all.extend(new);
    }
}

/// Whether every company that meets a line, tied or not, meets another line that is not tied, on a day.
pub(super) fn line_implies(programme: &Programme, one: &Requirement, other: &Requirement, day: Day) -> bool {
    // People who serve a capacity may have none left for another.
    if programme.has_capacity(other) && other.capacity != one.capacity {
        return false;
    }
    match (&one.asks, &other.asks) {
        (
            Asks::People { count: Count::Fixed(have), holds: one, .. },
            Asks::People { count: Count::Fixed(needed), holds: other, .. },
        ) => have >= needed && test_implies(programme, one, other, day),
        (Asks::Credentials { count: have, holds: one }, Asks::Credentials { count: needed, holds: other }) => {
            have >= needed && is_part(one, other) && test_implies(programme, one, other, day)
        }
        (Asks::Figure(one), Asks::Figure(other)) => figure_implies(one, other),
        (one @ Asks::Attains(_), other @ Asks::Attains(_)) => one == other,
        _ => false,
    }
}

/// Whether each skill that is counted for one is counted for the other.
fn is_part(one: &Holds, other: &Holds) -> bool {
    let others = other.predicate.skills();
    one.predicate.skills().iter().all(|skill| others.contains(skill))
}

fn figure_implies(one: &FigureRule, other: &FigureRule) -> bool {
    let same =
        one.metric == other.metric && one.bound == other.bound && one.look_back == other.look_back && one.value == other.value;
    same && [Market::Developed, Market::Developing].into_iter().all(|market| {
        let thresholds = one.threshold.get(market, None).zip(other.threshold.get(market, None));
        thresholds.is_some_and(|(own, needed)| match one.bound {
            Bound::AtLeast => own >= needed,
            Bound::AtMost => own <= needed,
        })
    })
}

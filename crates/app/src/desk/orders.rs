//! The orders of rows: ranks of people, profiles and skills are worked out once, and rows are sorted by numbers.

use tierwise_core::Day;
use tierwise_core::record::Person;

use super::Desk;
use super::query::SortKey;
use super::table::{NOBODY, TableRow};
use crate::fold::collated;

/// Places of rows in ascending order.
#[derive(Debug)]
pub(super) struct Order {
    pub rows: Vec<u32>,
}

/// The ranks that decide between rows that are otherwise equal: people by their names, skills by their titles.
#[derive(Debug)]
pub(super) struct NameRanks {
    people: Vec<u32>,
    titles: Vec<u32>,
}

impl NameRanks {
    pub fn of(desk: &Desk) -> Self {
        let titles = desk.programme.skills.iter().map(|skill| Some(collated(&skill.title.en)));
        Self {
            people: people(desk, |one| collated(&format!("{} {}", one.first_name, one.last_name))),
            titles: ranked(titles.collect()),
        }
    }
}

/// The rank of each person by a key.
fn people(desk: &Desk, key: impl Fn(&Person) -> String) -> Vec<u32> {
    ranked((0..desk.roll.users.len()).map(|person| desk.person_at(person).map(&key)).collect())
}

/// The rank of each profile: numbers of one length are in the order of their digits.
fn profiles(desk: &Desk) -> Vec<u32> {
    let names = desk.roll.profiles.iter().map(|profile| profile.name(&desk.snapshot.facts));
    ranked(names.map(|name| name.map(|(_, number)| (number.len(), number))).collect())
}

impl Order {
    pub const EMPTY: &'static Self = &Self { rows: Vec::new() };

    pub fn of(desk: &Desk, rows: &[TableRow], names: &NameRanks, key: SortKey) -> Self {
        let rank = |ranks: &[u32], place: u32| ranks.get(place as usize).copied().unwrap_or(NOBODY);
        let achievement = |row: &TableRow| desk.snapshot.facts.achievements.get(row.place as usize);
        let day = |day: Option<Day>| day.map_or(NOBODY, |day| u32::try_from(day.ordinal()).unwrap_or(0));
        let ranks = match key {
            SortKey::Email => {
                people(desk, |one| collated(if one.corporate_email.is_empty() { &one.email } else { &one.corporate_email }))
            }
            SortKey::Location => people(desk, |one| collated(&one.location)),
            SortKey::Mcid => profiles(desk),
            _ => Vec::new(),
        };
        let column = |row: &TableRow| match key {
            SortKey::Name => 0,
            SortKey::Email | SortKey::Location => rank(&ranks, row.person),
            SortKey::Mcid => rank(&ranks, row.profile),
            SortKey::Skill => rank(&names.titles, row.skill),
            SortKey::SkillType => desk.programme.skills.get(row.skill as usize).map_or(NOBODY, |skill| skill.kind as u32),
            SortKey::Completed => day(achievement(row).map(|one| one.completed)),
            // Without a known day it comes last: it is not known to end.
            SortKey::Expires => day(achievement(row).and_then(|one| one.expires)),
            SortKey::Status => row.status as u32,
            SortKey::AssociatedInPmc => u32::from(!row.in_pmc),
            SortKey::AssociatedInPc => u32::from(!row.in_pc),
        };
        let mut keyed: Vec<(u32, u32, u32, u32)> = (0_u32..)
            .zip(rows)
            .map(|(number, row)| (column(row), rank(&names.people, row.person), rank(&names.titles, row.skill), number))
            .collect();
        keyed.sort_unstable();
        Self { rows: keyed.into_iter().map(|(.., number)| number).collect() }
    }
}

/// The rank of each key; equal keys share one, and what has no key comes last.
fn ranked<K: Ord>(keys: Vec<Option<K>>) -> Vec<u32> {
    let mut places: Vec<usize> = (0..keys.len()).collect();
    let key = |place: &usize| keys.get(*place).and_then(Option::as_ref);
    places.sort_unstable_by(|one, other| key(one).cmp(&key(other)));
    let mut ranks = vec![NOBODY; keys.len()];
    let (mut rank, mut last) = (0_u32, None);
    for place in &places {
        let Some(key) = key(place) else { continue };
        if last != Some(key) {
            rank = rank.saturating_add(1);
            last = Some(key);
        }
        if let Some(slot) = ranks.get_mut(*place) {
            *slot = rank;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_share_a_rank_and_what_has_none_is_last() {
        assert_eq!(ranked(vec![Some("b"), None, Some("a"), Some("b")]), [2, NOBODY, 1, 2]);
    }
}

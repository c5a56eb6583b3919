//! All rows of the skills report in columns, so that a page of them is found without wording any other.

use std::sync::OnceLock;

use super::Desk;
use super::orders::{NameRanks, Order};
use super::query::SortKey;
use super::rows::RowStatus;
use crate::fold::Haystack;

/// Nobody.
pub(super) const NOBODY: u32 = u32::MAX;

#[derive(Debug)]
pub(super) struct Table {
    pub rows: Vec<TableRow>,
    pub people: usize,
    names: OnceLock<NameRanks>,
    orders: [OnceLock<Order>; SortKey::ALL.len()],
    search: OnceLock<SearchText>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct TableRow {
    /// Place among the achievements.
    pub place: u32,
    pub person: u32,
    pub profile: u32,
    /// Place among the programme's skills.
    pub skill: u32,
    pub status: RowStatus,
    pub in_pmc: bool,
    pub in_pc: bool,
    /// Whether it may be relevant: completed, and before a retirement where that is asked.
    pub in_time: bool,
}

/// What a search looks into, without case.
#[derive(Debug)]
pub(super) struct SearchText {
    pub people: Haystack,
    pub profiles: Haystack,
    pub skills: Haystack,
}

/// How many different people the rows belong to.
pub(super) fn count_people<'r>(desk: &Desk, rows: impl Iterator<Item = &'r TableRow>) -> usize {
    let mut seen = vec![false; desk.roll.users.len()];
    let mut people = 0_usize;
    for row in rows {
        if let Some(seen) = seen.get_mut(row.person as usize)
            && !*seen
        {
            *seen = true;
            people = people.saturating_add(1);
        }
    }
    people
}

impl Table {
    pub fn of(desk: &Desk) -> Self {
        let appraiser = desk.appraiser();
        let number = |place: usize| u32::try_from(place).unwrap_or(NOBODY);
        let rows = (0..desk.roll.entries.len()).filter_map(|place| {
            let case = desk.case(&appraiser, place)?;
            let coverage = desk.roll.coverage(case.entry);
            Some(TableRow {
                place: number(place),
                person: case.person.map_or(NOBODY, number),
                profile: case.entry.profile,
                skill: number(case.skill()?.place()),
                status: case.status(case.fails()),
                in_pmc: coverage.in_pmc,
                in_pc: coverage.in_pc,
                in_time: case.achievement.completed <= desk.day && case.is_in_time(),
            })
        });
        let rows: Vec<TableRow> = rows.collect();
        Self {
            people: count_people(desk, rows.iter()),
            rows,
            names: OnceLock::new(),
            orders: [const { OnceLock::new() }; SortKey::ALL.len()],
            search: OnceLock::new(),
        }
    }

    /// The rows in an order, ascending.
    pub fn order(&self, desk: &Desk, key: SortKey) -> &Order {
        let Some(slot) = self.orders.get(key as usize) else { return Order::EMPTY };
        slot.get_or_init(|| {
            let names = self.names.get_or_init(|| NameRanks::of(desk));
            Order::of(desk, &self.rows, names, key)
        })
    }

    pub fn search(&self, desk: &Desk) -> &SearchText {
        self.search.get_or_init(|| SearchText::of(desk))
    }
}

impl SearchText {
    fn of(desk: &Desk) -> Self {
        let (mut people, mut profiles, mut skills) = (Haystack::default(), Haystack::default(), Haystack::default());
        for person in 0..desk.roll.users.len() {
            let parts = desk.person_at(person).map(|one| {
                [&one.first_name, &one.last_name, &one.corporate_email, &one.email, &one.location].map(String::as_str)
            });
            people.add(parts.iter().flatten().copied());
        }
        for profile in &desk.roll.profiles {
            profiles.add(profile.name(&desk.snapshot.facts).map(|(_, number)| number).into_iter());
        }
        for skill in &desk.programme.skills {
            let names = [skill.code.as_str(), &skill.title.en, &skill.title.sv].into_iter();
            skills.add(names.chain(skill.aliases.iter().map(String::as_str)));
        }
        Self { people, profiles, skills }
    }
}

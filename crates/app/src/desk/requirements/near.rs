//! Who nearly counts for a line: people who fail just one thing.

use std::collections::BTreeSet;

use tierwise_core::{FactId, SkillCode, UserId};
use tierwise_rules::{Appraiser, Holds, SkillIndex};

use super::super::Desk;
use super::super::missing::missing;
use super::super::verdict::RungKind;

/// Somebody who fails just one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    pub user: UserId,
    pub reason: NearReason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NearReason {
    /// One skill is missing beside others that are held.
    Missing(SkillCode),
    /// An achievement would complete the line, but a rung fails.
    Fails { fact: FactId, skill: SkillCode, rung: RungKind },
}

/// Finds such people for many lines.
pub(super) struct Finder<'d> {
    desk: &'d Desk,
    appraiser: &'d Appraiser<'d>,
    /// How many people are named at each line.
    pub named: usize,
    /// Per skill, the achievements on record.
    by_skill: Vec<Vec<u32>>,
}

impl<'d> Finder<'d> {
    pub fn of(desk: &'d Desk, appraiser: &'d Appraiser<'d>, named: usize) -> Self {
        let mut by_skill: Vec<Vec<u32>> = Vec::new();
        by_skill.resize_with(desk.programme.skills.len(), Vec::new);
        for row in &desk.table().rows {
            if let Some(places) = by_skill.get_mut(row.skill as usize) {
                places.push(row.place);
            }
        }
        Self { desk, appraiser, named, by_skill }
    }

    /// The people who nearly meet a test, each once.
    pub fn near(&self, holds: &Holds) -> Vec<Near> {
        let mut near: Vec<Near> = Vec::new();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let meets = self.desk.standings.meeting(holds);
        let skills: BTreeSet<SkillIndex> = holds.predicate.skills().into_iter().collect();
        let places = skills.iter().filter_map(|skill| self.by_skill.get(skill.place())).flatten();
        for place in places {
            if near.len() >= self.named {
                break;
            }
            let Some(case) = self.desk.case(self.appraiser, *place as usize) else { continue };
            let Some(person) = case.person.filter(|person| !meets(*person) && !seen.contains(person)) else { continue };
            if let Some(reason) = self.reason(holds, person, *place as usize)
                && let Some(user) = self.desk.user_at(person)
            {
                seen.insert(person);
                near.push(Near { user, reason });
            }
        }
        near
    }

    /// Why somebody with this achievement does not meet the test, if it is just one thing.
    fn reason(&self, holds: &Holds, person: usize, place: usize) -> Option<NearReason> {
        let case = self.desk.case(self.appraiser, place)?;
        let own = case.skill()?;
        let mut held = self.desk.held_by(self.appraiser, person);
        if case.is_valid() {
            let lacking = missing(&holds.predicate, &held);
            let [skill] = lacking.as_slice() else { return None };
            // What is on record and does not count is told by its rung.
            let on_record = self
                .desk
                .roll
                .entries_of(person)
                .any(|other| self.desk.roll.entries.get(other).is_some_and(|entry| entry.skill() == Some(*skill)));
            let code = skill.of(&self.desk.programme)?.code.clone();
            return (!on_record).then_some(NearReason::Missing(code));
        }
        held.insert(own);
        let rung = case.fails()?;
        let code = own.of(&self.desk.programme)?.code.clone();
        let fact = case.achievement.fact;
        missing(&holds.predicate, &held).is_empty().then_some(NearReason::Fails { fact, skill: code, rung })
    }
}

//! What can be gained: associations to make, figures to enter, profiles to merge, achievements that nothing uses yet.

use std::collections::BTreeSet;

use tierwise_core::{Day, UserId};
use tierwise_i18n::Message;

use super::super::Desk;
use super::super::losses::LossCause;
use super::super::overview::CompetencyView;
use super::super::rows::RowStatus;
use super::super::verdict::RungKind;
use super::harms::falls;
use super::{Action, ActionKind};
use crate::wording::text_argument;

impl Desk {
    /// People who are only associated in PMC and hold something that counts, or would.
    pub(super) fn pmc_only(&self) -> Option<Action> {
        let over = self.pmc_counts_until().is_none_or(|last| last < self.day);
        let appraiser = self.appraiser();
        let mut people = BTreeSet::new();
        let mut rows = 0_usize;
        for row in self.table().rows.iter().filter(|row| row.in_pmc && !row.in_pc) {
            let Some(case) = self.case(&appraiser, row.place as usize) else { continue };
            let useful = match case.fails() {
                None => true,
                Some(RungKind::InPartnerCenter) => case.fails_skill().is_none(),
                Some(_) => false,
            };
            if let (true, Some(user)) = (useful, case.person.and_then(|person| self.user_at(person))) {
                people.insert(user);
                rows = rows.saturating_add(1);
            }
        }
        if people.is_empty() {
            return None;
        }
        let loss = self.losses().iter().find(|loss| loss.causes.iter().any(|cause| matches!(cause, LossCause::PmcEnds { .. })));
        let people: Vec<UserId> = people.into_iter().collect();
        let due = self.pmc_counts_until().map(Day::next).filter(|_| !over);
        let effect = match loss {
            Some(loss) => falls(loss),
            None if over => Message::new("desk-effect-pmc-over").with("count", rows),
            None => Message::new("desk-effect-pmc").with("count", rows).with("day", due.unwrap_or(self.day)),
        };
        Some(Action {
            kind: ActionKind::AssociatePmc,
            due,
            opens_on: None,
            title: Message::new("desk-action-associate-pmc")
                .with("count", people.len())
                .with("people", self.names_argument(&people)),
            people,
            competency: None,
            effect,
        })
    }

    /// Achievements that only lack the link to somebody here.
    pub(super) fn unlinked(&self) -> Option<Action> {
        let appraiser = self.appraiser();
        let mut people = BTreeSet::new();
        let mut rows = 0_usize;
        for row in self.table().rows.iter().filter(|row| row.status == RowStatus::NotLinked) {
            let Some(case) = self.case(&appraiser, row.place as usize) else { continue };
            let unlinked = matches!(case.fails(), Some(RungKind::ProfileKnown | RungKind::Associated));
            if unlinked && case.fails_skill().is_none() {
                people.extend(case.person.and_then(|person| self.user_at(person)));
                rows = rows.saturating_add(1);
            }
        }
        if rows == 0 {
            return None;
        }
        let people: Vec<UserId> = people.into_iter().collect();
        let title = match people.len() {
            0 => Message::new("desk-action-link-unknown").with("count", rows),
            count => Message::new("desk-action-link").with("count", count).with("people", self.names_argument(&people)),
        };
        let effect = Message::new("desk-effect-link").with("count", rows);
        Some(Action { kind: ActionKind::LinkProfiles, due: None, opens_on: None, people, competency: None, title, effect })
    }

    /// Figures that nobody entered: unknown is not zero.
    pub(super) fn figures_to_enter(&self, competency: &CompetencyView) -> Option<Action> {
        if competency.unknown.is_empty() {
            return None;
        }
        let name = text_argument(&competency.name);
        let title = Message::new("desk-action-figures").with("count", competency.unknown.len()).with("competency", name);
        let effect = competency.skilling.clone();
        Some(Action {
            kind: ActionKind::EnterFigures,
            due: None,
            opens_on: None,
            people: Vec::new(),
            competency: Some(competency.competency.clone()),
            title,
            effect: effect.unwrap_or_else(|| Message::new("desk-effect-figures")),
        })
    }

    /// People with several profiles of one source.
    pub(super) fn duplicates(&self) -> Option<Action> {
        let several = |person: &usize| !self.duplicate_profiles(*person).is_empty();
        let people: Vec<UserId> =
            (0..self.roll.users.len()).filter(several).filter_map(|person| self.user_at(person)).collect();
        if people.is_empty() {
            return None;
        }
        let title = Message::new("desk-action-merge").with("count", people.len());
        Some(Action {
            kind: ActionKind::MergeDuplicates,
            due: None,
            opens_on: None,
            title: title.with("people", self.names_argument(&people)),
            people,
            competency: None,
            effect: Message::new("desk-effect-merge"),
        })
    }

    /// Valid achievements for which a rule asks more of the person.
    pub(super) fn unused(&self) -> Option<Action> {
        let rows = self.table().rows.iter().filter(|row| row.status == RowStatus::Incomplete);
        let count = rows.clone().count();
        if count == 0 {
            return None;
        }
        let people: BTreeSet<UserId> = rows.filter_map(|row| self.user_at(row.person as usize)).collect();
        let people: Vec<UserId> = people.into_iter().collect();
        Some(Action {
            kind: ActionKind::CompleteUnused,
            due: None,
            opens_on: None,
            title: Message::new("desk-action-unused").with("count", count),
            effect: Message::new("desk-effect-unused").with("people", self.names_argument(&people)),
            people,
            competency: None,
        })
    }

    /// The numbers of the profiles of one source that somebody has at the same time, where there are several.
    pub(in crate::desk) fn duplicate_profiles(&self, person: usize) -> Vec<(&str, &str)> {
        let current = self.roll.profiles_of(person).filter_map(|place| {
            let profile = self.roll.profiles.get(place)?;
            let linked = profile.coverage.in_pc || profile.coverage.in_pmc;
            let (source, number) = profile.name(&self.snapshot.facts)?;
            linked.then_some((source.as_str(), number))
        });
        if current.clone().nth(1).is_none() {
            return Vec::new();
        }
        let current: Vec<(&str, &str)> = current.collect();
        let is_repeated = |source: &str| current.iter().filter(|(other, _)| *other == source).count() > 1;
        current.iter().filter(|(source, _)| is_repeated(source)).copied().collect()
    }
}

//! What Partner Center shows beside our own figure, and why they may differ.

use jiff::tz::TimeZone;
use tierwise_core::record::{Origin, ShownStanding};
use tierwise_core::{CompetencyId, Day, Exact};
use tierwise_i18n::Message;
use tierwise_rules::{Appraiser, Text};

use super::Desk;
use super::names::listed;
use super::overview::CompetencyView;
use super::rows::relevant_skills;
use super::verdict::Case;
use super::worth::Value;

/// A competency as we and Partner Center see it.
#[derive(Debug, Clone)]
pub struct Reconciled {
    pub competency: CompetencyId,
    pub name: Text,
    pub ours: Value,
    /// What was recorded last.
    pub shown: Option<ShownStanding>,
    pub difference: Difference,
    /// Why the two may differ; blank where they agree or nothing was recorded.
    pub reasons: Vec<Message>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Nothing was recorded.
    NotSeen,
    None,
    /// So many points more there than here; negative where it shows less.
    Points(Exact),
    /// Another level, or something that is no number.
    Other,
}

impl Desk {
    /// Every competency that is in force, in the order of the catalogue.
    pub fn reconcile(&self) -> Vec<Reconciled> {
        self.overview().competencies.iter().map(|view| self.reconciled(view)).collect()
    }

    fn reconciled(&self, view: &CompetencyView) -> Reconciled {
        let recorded = self.snapshot.facts.shown.iter().filter(|shown| {
            shown.programme == self.programme.id && shown.competency == view.competency && shown.seen_on <= self.day
        });
        let shown = recorded.max_by_key(|shown| (shown.seen_on, shown.fact)).cloned();
        let difference = shown.as_ref().map_or(Difference::NotSeen, |shown| difference(&view.value, &shown.value));
        let reasons = match (&shown, &difference) {
            (Some(shown), Difference::Points(_) | Difference::Other) => self.reasons(view, shown.seen_on),
            _ => Vec::new(),
        };
        Reconciled {
            competency: view.competency.clone(),
            name: view.name.clone(),
            ours: view.value.clone(),
            shown,
            difference,
            reasons,
        }
    }

    fn reasons(&self, view: &CompetencyView, seen_on: Day) -> Vec<Message> {
        let mut reasons = Vec::new();
        let appraiser = self.appraiser();
        let place = self.programme.competencies.iter().position(|competency| competency.id == view.competency);
        let relevant = relevant_skills(self, &appraiser, place.unwrap_or(usize::MAX));
        let late = self.counted_where(&appraiser, &relevant, |case| self.shows_later(case, seen_on));
        if !late.is_empty() {
            let message = Message::new("desk-reason-latency").with("people", listed(&late)).with("count", late.len());
            reasons.push(message.with("day", seen_on).with("days", self.lifecycle.latency_days as usize));
        }
        let gone = self.gone_since(&appraiser, &relevant, seen_on);
        if !gone.is_empty() {
            let message = Message::new("desk-reason-expired").with("people", listed(&gone)).with("count", gone.len());
            reasons.push(message.with("day", seen_on));
        }
        let pmc = self.counted_where(&appraiser, &relevant, |case| {
            let coverage = self.roll.coverage(case.entry);
            coverage.in_pmc && !coverage.in_pc
        });
        if !pmc.is_empty() {
            reasons.push(Message::new("desk-reason-pmc").with("people", listed(&pmc)).with("count", pmc.len()));
        }
        let by_hand = self.counted_where(&appraiser, &relevant, |case| case.achievement.origin == Origin::Person);
        if !by_hand.is_empty() {
            reasons.push(Message::new("desk-reason-by-hand").with("people", listed(&by_hand)).with("count", by_hand.len()));
        }
        if !view.unknown.is_empty() {
            let figures = self.figures_argument(&view.unknown);
            reasons.push(Message::new("desk-reason-figures").with("figures", figures).with("count", view.unknown.len()));
        }
        if reasons.is_empty() {
            reasons.push(Message::new("desk-reason-none"));
        }
        reasons
    }

    /// Whether Partner Center could not yet show it when somebody looked.
    fn shows_later(&self, case: &Case<'_, '_>, seen_on: Day) -> bool {
        let zone = TimeZone::get(&self.partner.time_zone).unwrap_or(TimeZone::UTC);
        let links = self.roll.associations(&self.snapshot.facts, case.entry.profile as usize);
        let linked = links.filter_map(|link| link.starts_on).filter(|first| *first <= self.day).max();
        // A pass or a link takes so many days at most until it shows in Partner Center.
        let latency = i32::try_from(self.lifecycle.latency_days).unwrap_or(i32::MAX);
        let shows = case.achievement.completed.max(linked.unwrap_or(case.achievement.completed)).plus_days(latency);
        shows > seen_on || case.achievement.received.day_in(&zone) > seen_on
    }

    /// The names of people who count through relevant achievements of a kind.
    fn counted_where(
        &self,
        appraiser: &Appraiser<'_>,
        relevant: &[bool],
        is_meant: impl Fn(&Case<'_, '_>) -> bool,
    ) -> Vec<String> {
        let rows = self.table().rows.iter();
        let counting = rows.filter(|row| row.status.counts() && relevant.get(row.skill as usize) == Some(&true));
        let mut people: Vec<usize> = counting
            .filter_map(|row| self.case(appraiser, row.place as usize))
            .filter(|case| is_meant(case))
            .filter_map(|case| case.person)
            .collect();
        people.sort_unstable();
        people.dedup();
        people.into_iter().map(|person| self.name(person)).collect()
    }

    /// The names of people whose relevant achievements ended since somebody looked.
    fn gone_since(&self, appraiser: &Appraiser<'_>, relevant: &[bool], seen_on: Day) -> Vec<String> {
        let rows = self.table().rows.iter().filter(|row| relevant.get(row.skill as usize) == Some(&true));
        let mut people: Vec<usize> = rows
            .filter_map(|row| self.case(appraiser, row.place as usize))
            .filter(|case| case.achievement.expires.is_some_and(|last| seen_on <= last && last < self.day))
            .filter_map(|case| case.person)
            .collect();
        people.sort_unstable();
        people.dedup();
        people.into_iter().map(|person| self.name(person)).collect()
    }
}

fn difference(ours: &Value, shown: &str) -> Difference {
    let shown = shown.trim();
    match ours {
        Value::Level(level) if level.as_ref().map_or("", |level| level.as_str()) == shown => Difference::None,
        Value::Points { total, .. } => match shown.parse::<Exact>() {
            Ok(points) if points == *total => Difference::None,
            Ok(points) => Difference::Points(&points - total),
            Err(_) => Difference::Other,
        },
        Value::NotInForce if shown.is_empty() => Difference::None,
        Value::Level(_) | Value::NotInForce => Difference::Other,
    }
}

//! What to do against coming losses.

use std::collections::BTreeMap;

use tierwise_core::{Day, UserId};
use tierwise_i18n::Message;

use super::super::Desk;
use super::super::losses::{LossCause, LossView, Renewal};
use super::super::overview::CompetencyView;
use super::{Action, ActionKind};
use crate::wording::text_argument;

/// Losses are acted upon so many months ahead.
const MONTHS_AHEAD: i32 = 12;

impl Desk {
    /// The losses of a competency up to the one that takes its status, or else the first.
    fn near_losses<'c>(&self, competency: &'c CompetencyView) -> &'c [LossView] {
        let horizon = self.day.plus_months(MONTHS_AHEAD);
        let losses = &competency.losses;
        let near = losses.iter().take_while(|loss| loss.day <= horizon).count();
        let status = losses.iter().take(near).position(|loss| loss.is_status);
        let count = status.map_or(near.min(1), |place| place.saturating_add(1));
        losses.get(..count).unwrap_or(&[])
    }

    /// The certificates of a competency that end: renewed free of charge where possible, else passed again.
    pub(super) fn expiries(&self, competency: &CompetencyView) -> Vec<Action> {
        let losses = self.near_losses(competency);
        let mut by_kind: BTreeMap<ActionKind, (Day, Option<Day>, Vec<UserId>)> = BTreeMap::new();
        for loss in losses {
            for cause in &loss.causes {
                let LossCause::Expiry { user, renewal, .. } = cause else { continue };
                let (kind, opens) = match renewal {
                    Renewal::Opens(day) => (ActionKind::Renew, Some(*day)),
                    Renewal::No => (ActionKind::PassAgain, None),
                };
                let (_, latest, people) = by_kind.entry(kind).or_insert((loss.day, opens, Vec::new()));
                *latest = opens.max(*latest);
                if !people.contains(user) {
                    people.push(*user);
                }
            }
        }
        let Some(last) = losses.last() else { return Vec::new() };
        let action = |(kind, (due, opens, people)): (ActionKind, (Day, Option<Day>, Vec<UserId>))| {
            let opens_on = opens.filter(|day| *day > self.day);
            let title = match kind {
                ActionKind::Renew => Message::new("desk-action-renew"),
                _ => Message::new("desk-action-pass-again"),
            };
            let effect = match (kind, opens_on) {
                (ActionKind::Renew, None) => Message::new("desk-effect-renew-open"),
                (ActionKind::Renew, Some(day)) => Message::new("desk-effect-renew-opens").with("opens", day),
                _ => Message::new("desk-effect-keeps"),
            };
            Action {
                kind,
                due: Some(due),
                opens_on,
                title: title.with("count", people.len()).with("people", self.names_argument(&people)).with("day", due),
                people,
                competency: Some(competency.competency.clone()),
                effect: effect
                    .with("competency", text_argument(&competency.name))
                    .with("from", competency.value.argument())
                    .with("to", last.to.argument()),
            }
        };
        by_kind.into_iter().map(action).collect()
    }

    /// Retired skills that are soon accepted no more.
    pub(super) fn acceptances(&self, competency: &CompetencyView) -> Vec<Action> {
        let mut actions = Vec::new();
        for loss in self.near_losses(competency) {
            for cause in &loss.causes {
                let LossCause::AcceptanceEnds { skill, people, .. } = cause else { continue };
                let Some(index) = self.programme.skill(skill.as_str()) else { continue };
                let title = Message::new("desk-action-replace-skill").with("skill", self.skill_argument(index));
                actions.push(Action {
                    kind: ActionKind::ReplaceSkill,
                    due: Some(loss.day),
                    opens_on: None,
                    people: Vec::new(),
                    competency: Some(competency.competency.clone()),
                    title: title.with("count", *people).with("day", loss.day),
                    effect: falls(loss),
                });
            }
        }
        actions
    }

    /// People who leave, and associations that end, while somebody is still needed.
    pub(super) fn departures(&self, competencies: &[CompetencyView]) -> Vec<Action> {
        let mut first: BTreeMap<(ActionKind, UserId), &LossView> = BTreeMap::new();
        for loss in competencies.iter().flat_map(|competency| self.near_losses(competency)) {
            for cause in &loss.causes {
                let kind = match cause {
                    LossCause::Leaves { .. } => ActionKind::ReplaceLeaver,
                    LossCause::AssociationEnds { .. } => ActionKind::Relink,
                    _ => continue,
                };
                let Some(user) = cause.user() else { continue };
                let earliest = first.entry((kind, user)).or_insert(loss);
                if loss.day < earliest.day {
                    *earliest = loss;
                }
            }
        }
        let action = |((kind, user), loss): ((ActionKind, UserId), &LossView)| {
            let title = match kind {
                ActionKind::ReplaceLeaver => Message::new("desk-action-replace-leaver"),
                _ => Message::new("desk-action-relink"),
            };
            let title = title.with("person", self.name_of(user)).with("competency", text_argument(&loss.name));
            Action {
                kind,
                due: Some(loss.day),
                opens_on: None,
                people: vec![user],
                competency: Some(loss.competency.clone()),
                title: title.with("day", loss.day),
                effect: falls(loss),
            }
        };
        first.into_iter().map(action).collect()
    }
}

/// What happens if nobody acts.
pub(super) fn falls(loss: &LossView) -> Message {
    Message::new("desk-effect-falls")
        .with("competency", text_argument(&loss.name))
        .with("from", loss.from.argument())
        .with("to", loss.to.argument())
        .with("day", loss.day)
}

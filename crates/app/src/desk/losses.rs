//! What will be lost, on which day, and which of its people's endings is the cause.

use std::collections::BTreeSet;

use tierwise_core::{CompetencyId, Day, PersonId, SkillCode, UserId};
use tierwise_i18n::Message;
use tierwise_rules::{Cause, Loss, SkillKind, Text};

use super::Desk;
use super::coverage::End;
use super::names::listed;
use super::worth::Value;
use crate::wording::{loss_message, saved_message};

/// A competency that is worth less from a day on, if nobody acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LossView {
    /// The first day of the lower standing.
    pub day: Day,
    pub competency: CompetencyId,
    pub name: Text,
    pub from: Value,
    pub to: Value,
    /// Whether a level or the qualification is lost, not only points.
    pub is_status: bool,
    /// The loss as a sentence.
    pub message: Message,
    /// What free renewals in time would save of it, as a sentence.
    pub saved: Option<Message>,
    pub causes: Vec<LossCause>,
}

/// Why something is lost. Every day is the last on which it still counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LossCause {
    Expiry {
        user: UserId,
        skill: SkillCode,
        last_day: Day,
        renewal: Renewal,
    },
    AcceptanceEnds {
        skill: SkillCode,
        last_day: Day,
        people: usize,
    },
    RuleChange,
    /// A figure of another month counts from the day of the loss on.
    FigureChange,
    Leaves {
        user: UserId,
        last_day: Day,
    },
    /// Only associated in PMC, whose six months end.
    PmcEnds {
        user: UserId,
        last_day: Day,
    },
    AssociationEnds {
        user: UserId,
        last_day: Day,
    },
}

/// Whether an expiring achievement can be renewed free of charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Renewal {
    /// From this day to the last one.
    Opens(Day),
    /// It has to be passed again.
    No,
}

impl LossCause {
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::Expiry { user, .. }
            | Self::Leaves { user, .. }
            | Self::PmcEnds { user, .. }
            | Self::AssociationEnds { user, .. } => Some(*user),
            Self::AcceptanceEnds { .. } | Self::RuleChange | Self::FigureChange => None,
        }
    }
}

impl Desk {
    /// Everything that will be lost, in the order of days.
    pub fn losses(&self) -> &[LossView] {
        self.losses.get_or_init(|| self.forecast().losses.iter().filter_map(|loss| self.loss(loss)).collect())
    }

    fn loss(&self, loss: &Loss) -> Option<LossView> {
        let competency = self.programme.competencies.get(loss.competency)?;
        let causes: BTreeSet<LossCause> = loss.causes.iter().filter_map(|cause| self.cause(cause)).collect();
        Some(LossView {
            day: loss.day,
            competency: competency.id.clone(),
            name: competency.name.clone(),
            from: self.value(&loss.from),
            to: self.value(&loss.to),
            is_status: loss.loses_status(),
            message: loss_message(&self.programme, loss),
            saved: saved_message(&self.programme, loss),
            causes: causes.into_iter().collect(),
        })
    }

    fn cause(&self, cause: &Cause) -> Option<LossCause> {
        Some(match cause {
            Cause::Expiry { person, skill, last_day } => self.ending(person, skill, *last_day)?,
            Cause::AcceptanceEnds { skill, last_day, people } => {
                LossCause::AcceptanceEnds { skill: skill.clone(), last_day: *last_day, people: *people }
            }
            Cause::RuleChange => LossCause::RuleChange,
            Cause::FigureChange => LossCause::FigureChange,
        })
    }

    /// The rules know that an achievement ends; here it is known why.
    fn ending(&self, person: &PersonId, skill: &SkillCode, last_day: Day) -> Option<LossCause> {
        let user: UserId = person.as_str().parse().ok()?;
        let person = self.roll.find(user)?;
        let index = self.programme.skill(skill.as_str())?;
        let ends = self.roll.entries_of(person).filter_map(|place| {
            let entry = self.roll.entries.get(place)?;
            let expires = self.snapshot.facts.achievements.get(place)?.expires;
            let of_the_skill = entry.skill() == Some(index) && self.roll.is_evidence(entry);
            self.roll.end(entry, expires).filter(|(day, _)| of_the_skill && *day == last_day)
        });
        Some(match ends.map(|(_, end)| end).max()? {
            End::Leaves => LossCause::Leaves { user, last_day },
            End::PmcEnds => LossCause::PmcEnds { user, last_day },
            End::AssociationEnds => LossCause::AssociationEnds { user, last_day },
            End::Expires => {
                let certification = index.of(&self.programme).is_some_and(|skill| skill.kind == SkillKind::Certification);
                let renewal = match certification {
                    true => Renewal::Opens(self.renewal_opens(last_day)),
                    false => Renewal::No,
                };
                LossCause::Expiry { user, skill: skill.clone(), last_day, renewal }
            }
        })
    }

    /// The first day on which a certification that ends then can be renewed.
    pub(super) fn renewal_opens(&self, last_day: Day) -> Day {
        last_day.plus_months(i32::try_from(self.lifecycle.renewal_opens_months).unwrap_or(i32::MAX).saturating_neg())
    }

    /// A cause as a sentence, with names.
    pub fn cause_message(&self, cause: &LossCause) -> Message {
        let name = |user: &UserId| self.name_of(*user);
        let skill = |code: &SkillCode| match self.programme.skill(code.as_str()) {
            Some(skill) => self.skill_argument(skill),
            None => code.as_str().into(),
        };
        match cause {
            LossCause::Expiry { user, skill: code, last_day, .. } => {
                Message::new("cli-cause-expiry").with("skill", skill(code)).with("person", name(user)).with("day", *last_day)
            }
            LossCause::AcceptanceEnds { skill: code, last_day, .. } => {
                Message::new("cli-cause-acceptance").with("skill", skill(code)).with("day", *last_day)
            }
            LossCause::RuleChange => Message::new("cli-cause-rule"),
            LossCause::FigureChange => Message::new("cli-cause-figure"),
            LossCause::Leaves { user, last_day } => {
                Message::new("desk-cause-leaves").with("person", name(user)).with("day", *last_day)
            }
            LossCause::PmcEnds { user, last_day } => {
                Message::new("desk-cause-pmc").with("person", name(user)).with("day", *last_day)
            }
            LossCause::AssociationEnds { user, last_day } => {
                Message::new("desk-cause-association").with("person", name(user)).with("day", *last_day)
            }
        }
    }

    /// How somebody is called.
    pub fn name_of(&self, user: UserId) -> String {
        self.roll.find(user).map_or_else(|| user.to_string(), |person| self.name(person))
    }

    /// The names of several people, as a sentence lists them.
    pub(super) fn names_argument(&self, users: &[UserId]) -> tierwise_i18n::Argument {
        listed(&users.iter().map(|user| self.name_of(*user)).collect::<Vec<_>>())
    }
}

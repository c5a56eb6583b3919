//! The desk in the words of the contract: the same object as `report --format json`, with user ids as people.

use super::Desk;
use super::losses::{LossCause, LossView};
use super::roll::Training;
use super::worth::Value;
use crate::answer::{CauseAnswer, LossAnswer, answer};
use crate::report::{ReportAnswer, RowCounts};

impl Desk {
    pub fn answer(&self) -> ReportAnswer {
        let mut answer = answer(&self.programme, &self.standings, &self.facts.people);
        let known = self.programme.figure_ids();
        let is_ignored = |id: &&str| known.binary_search_by(|other| other.as_str().cmp(id)).is_err();
        answer.ignored = self.facts.figures.ids().filter(is_ignored).map(str::to_owned).collect();
        let mut counts = RowCounts { read: self.roll.entries.len() as u64, used: 0, unnamed: 0, unusable: 0 };
        for (entry, achievement) in self.roll.entries.iter().zip(&self.snapshot.facts.achievements) {
            let count = match entry.training {
                Training::Named(_) => &mut counts.used,
                Training::Several => &mut counts.unusable,
                Training::Unnamed => {
                    let name = match &achievement.training_id {
                        Some(id) if achievement.title.is_empty() => id,
                        _ => &achievement.title,
                    };
                    if !answer.unnamed.contains(name.as_ref()) {
                        answer.unnamed.insert(name.to_string());
                    }
                    &mut counts.unnamed
                }
            };
            *count = count.saturating_add(1);
        }
        ReportAnswer { answer, rows: counts, losses: self.losses().iter().map(loss).collect(), offers: None }
    }
}

fn loss(loss: &LossView) -> LossAnswer {
    LossAnswer {
        date: loss.day.to_string(),
        competency: loss.competency.to_string(),
        from: worth(&loss.from),
        to: worth(&loss.to),
        causes: loss.causes.iter().map(cause).collect(),
    }
}

fn worth(value: &Value) -> Option<String> {
    match value {
        Value::Level(level) => level.as_ref().map(ToString::to_string),
        Value::Points { total, .. } => Some(total.to_string()),
        Value::NotInForce => None,
    }
}

fn cause(cause: &LossCause) -> CauseAnswer {
    match cause {
        LossCause::Expiry { user, skill, last_day, .. } => {
            CauseAnswer::Expiry { person: user.to_string(), skill: skill.to_string(), last_day: last_day.to_string() }
        }
        LossCause::AcceptanceEnds { skill, last_day, people } => {
            CauseAnswer::AcceptanceEnds { skill: skill.to_string(), last_day: last_day.to_string(), people: *people }
        }
        LossCause::RuleChange => CauseAnswer::RuleChange,
        LossCause::FigureChange => CauseAnswer::FigureChange,
        LossCause::Leaves { user, last_day } => {
            CauseAnswer::Leaves { person: user.to_string(), last_day: last_day.to_string() }
        }
        LossCause::PmcEnds { user, last_day } => {
            CauseAnswer::PmcEnds { person: user.to_string(), last_day: last_day.to_string() }
        }
        LossCause::AssociationEnds { user, last_day } => {
            CauseAnswer::AssociationEnds { person: user.to_string(), last_day: last_day.to_string() }
        }
    }
}

//! Tests on one person's skills, with the days on which they accept them.

use std::collections::BTreeMap;

use tierwise_core::Day;

use super::{Effective, Programme, Retirement, SkillIndex};

/// A test on one person's skills.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holds {
    pub predicate: Predicate,
    /// First and last days of acceptance that this rule states itself.
    pub accepted_from: BTreeMap<SkillIndex, Day>,
    pub accepted_until: BTreeMap<SkillIndex, Day>,
    /// An achievement counts for so many months after its completion.
    pub within_months: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    Skill(SkillIndex),
    Any(Vec<Predicate>),
    All(Vec<Predicate>),
    AtLeast(u32, Vec<Predicate>),
}

impl Holds {
    /// The test, if it states days of its own.
    pub(crate) fn has_own_days(&self) -> Option<&Self> {
        let is_plain = self.accepted_from.is_empty() && self.accepted_until.is_empty() && self.within_months.is_none();
        (!is_plain).then_some(self)
    }

    /// The days on which the test accepts a skill.
    pub fn accepted(&self, skill: SkillIndex, retirement: Retirement) -> Effective {
        let general = retirement.accepted();
        Effective {
            from: self.accepted_from.get(&skill).copied().or(general.from),
            to: self.accepted_until.get(&skill).copied().or(general.to),
        }
    }

    /// The first completion that counts on a day, where the test looks back.
    pub(crate) fn completed_from(&self, day: Day) -> i32 {
        let Some(months) = self.within_months.and_then(|months| i32::try_from(months).ok()) else { return i32::MIN };
        // The last day of February stands for 29 to 31 January, so the first day that still reaches `day` is looked for.
        let mut first = day.plus_months(months.saturating_neg());
        while first.previous().plus_months(months) >= day {
            first = first.previous();
        }
        while first.plus_months(months) < day {
            first = first.next();
        }
        first.ordinal()
    }

    /// The last day on which a completion counts, where the test looks back.
    pub(crate) fn counts_to(&self, completed: Day) -> Option<Day> {
        self.within_months.and_then(|months| i32::try_from(months).ok()).map(|months| completed.plus_months(months))
    }
}

impl Predicate {
    /// Every skill that the predicate names.
    pub fn skills(&self) -> Vec<SkillIndex> {
        match self {
            Self::Skill(skill) => vec![*skill],
            Self::Any(parts) | Self::All(parts) | Self::AtLeast(_, parts) => parts.iter().flat_map(Self::skills).collect(),
        }
    }

    /// The predicate as a catalogue writes it, with the codes of its skills.
    pub fn text(&self, programme: &Programme) -> String {
        let list = |parts: &[Self]| parts.iter().map(|part| part.text(programme)).collect::<Vec<_>>().join(", ");
        match self {
            Self::Skill(skill) => skill.of(programme).map_or_else(String::new, |skill| skill.code.to_string()),
            Self::Any(parts) => format!("any({})", list(parts)),
            Self::All(parts) => format!("all({})", list(parts)),
            Self::AtLeast(count, parts) => format!("atleast({count}; {})", list(parts)),
        }
    }

    /// The truth for a person, given which skills are held.
    pub fn is_met(&self, held: &impl Fn(SkillIndex) -> bool) -> bool {
        match self {
            Self::Skill(skill) => held(*skill),
            Self::Any(parts) => parts.iter().any(|part| part.is_met(held)),
            Self::All(parts) => parts.iter().all(|part| part.is_met(held)),
            Self::AtLeast(count, parts) => {
                parts.iter().filter(|part| part.is_met(held)).take(*count as usize).count() == *count as usize
            }
        }
    }
}

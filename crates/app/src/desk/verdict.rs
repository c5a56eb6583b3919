//! The first rung that an achievement fails on its way from earned to counted.

use tierwise_core::Day;
use tierwise_core::record::Achievement;
use tierwise_rules::{Appraiser, Rule, SkillIndex};

use super::Desk;
use super::coverage::Link;
use super::roll::{Delivered, Entry};

/// The rungs from earned to counted, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RungKind {
    Received,
    SourceRecognised,
    ProfileKnown,
    Associated,
    Employed,
    InPartnerCenter,
    NamedByRule,
    EarnedInTime,
    Accepted,
    NotExpired,
    PredicateComplete,
    NotUsedElsewhere,
    Counted,
}

impl RungKind {
    /// The rung's word in JSON and URLs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::SourceRecognised => "source-recognised",
            Self::ProfileKnown => "profile-known",
            Self::Associated => "associated",
            Self::Employed => "employed",
            Self::InPartnerCenter => "in-partner-center",
            Self::NamedByRule => "named-by-rule",
            Self::EarnedInTime => "earned-in-time",
            Self::Accepted => "accepted",
            Self::NotExpired => "not-expired",
            Self::PredicateComplete => "predicate-complete",
            Self::NotUsedElsewhere => "not-used-elsewhere",
            Self::Counted => "counted",
        }
    }
}

/// One achievement with all that its rungs ask about.
#[derive(Clone, Copy)]
pub(super) struct Case<'d, 'a> {
    pub desk: &'d Desk,
    pub appraiser: &'a Appraiser<'a>,
    pub entry: &'d Entry,
    pub achievement: &'d Achievement,
    pub person: Option<usize>,
}

impl Desk {
    pub(super) fn case<'d, 'a>(&'d self, appraiser: &'a Appraiser<'a>, place: usize) -> Option<Case<'d, 'a>> {
        let entry = self.roll.entries.get(place)?;
        let achievement = self.snapshot.facts.achievements.get(place)?;
        Some(Case { desk: self, appraiser, entry, achievement, person: self.roll.person_of(entry) })
    }
}

impl<'a> Case<'_, 'a> {
    /// The first rung that fails; nothing when the achievement counts.
    pub fn fails(&self) -> Option<RungKind> {
        self.fails_delivery().or_else(|| self.fails_link()).or_else(|| self.fails_skill()).or_else(|| self.fails_person())
    }

    /// Whether nothing but the rest of a rule is missing.
    pub fn is_valid(&self) -> bool {
        self.fails_delivery().or_else(|| self.fails_link()).or_else(|| self.fails_skill()).is_none()
    }

    fn fails_delivery(&self) -> Option<RungKind> {
        if self.achievement.completed > self.desk.day {
            return Some(RungKind::Received);
        }
        (self.entry.delivered != Delivered::Recognised).then_some(RungKind::SourceRecognised)
    }

    fn fails_link(&self) -> Option<RungKind> {
        match self.desk.roll.coverage(self.entry).link {
            Link::Counts => None,
            Link::Unknown => Some(RungKind::ProfileKnown),
            Link::NotAssociated => Some(RungKind::Associated),
            Link::NotEmployed => Some(RungKind::Employed),
            Link::PmcOver => Some(RungKind::InPartnerCenter),
        }
    }

    /// What fails whoever holds it.
    pub fn fails_skill(&self) -> Option<RungKind> {
        let day = self.desk.day;
        let rules = self.rules();
        if rules.is_empty() {
            return Some(RungKind::NamedByRule);
        }
        if !self.is_in_time() {
            return Some(RungKind::EarnedInTime);
        }
        if !rules.iter().any(|rule| rule.accepts(day, Some(self.achievement.completed))) {
            return Some(RungKind::Accepted);
        }
        let expired = self.achievement.expires.is_some_and(|last| last < day);
        expired.then_some(RungKind::NotExpired)
    }

    fn fails_person(&self) -> Option<RungKind> {
        let Some(person) = self.person else { return Some(RungKind::Associated) };
        let mut complete = false;
        for rule in self.accepting() {
            if self.appraiser.counts(person, rule) {
                return None;
            }
            complete |= self.appraiser.meets(person, rule);
        }
        Some(if complete { RungKind::NotUsedElsewhere } else { RungKind::PredicateComplete })
    }

    pub fn skill(&self) -> Option<SkillIndex> {
        self.entry.skill()
    }

    /// The rules in force that name the skill.
    pub fn rules(&self) -> &'a [Rule] {
        self.skill().map_or(&[], |skill| self.appraiser.rules(skill))
    }

    /// Those of them that still accept it.
    pub fn accepting(&self) -> impl Iterator<Item = &'a Rule> + use<'a> {
        let (day, completed) = (self.desk.day, self.achievement.completed);
        self.rules().iter().filter(move |rule| rule.accepts(day, Some(completed)))
    }

    /// The day of retirement, where the skill had to be earned before it.
    pub fn earned_by(&self) -> Option<Day> {
        self.skill().and_then(|skill| skill.of(&self.desk.programme)).and_then(|skill| skill.retirement.earned_by())
    }

    pub fn is_in_time(&self) -> bool {
        self.earned_by().is_none_or(|retired| self.achievement.completed <= retired)
    }
}

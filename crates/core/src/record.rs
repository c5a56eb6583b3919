//! What is on record about a partner: people, employments, associations, achievements and figures.
//!
//! Facts are only ever added and ended. Which of them count where is for the rules to say.

use std::sync::Arc;

use crate::{BatchId, CompetencyId, Day, Exact, FactId, Instant, PartnerId, ProgrammeId, SourceId, UserId};

/// A partner company with its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    pub id: PartnerId,
    pub name: String,
    pub mpn_id: String,
    /// The name of a time zone: `Europe/Stockholm`.
    pub time_zone: String,
    /// Without this day the partner has no reports.
    pub enrolled_on: Option<Day>,
    /// The day on which the partner moved from PMC to Partner Center.
    pub moved_from_pmc_on: Option<Day>,
    /// The programmes that the partner follows, the main one first.
    pub programmes: Vec<ProgrammeId>,
    /// `developed` or `developing`.
    pub market: String,
    /// The classification, where tracks are chosen by it: `enterprise` or `smb`.
    pub track: Option<String>,
}

/// Everything on record about one partner, as known at one number of its changes. Current facts only.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    pub number: u64,
    pub facts: Facts,
}

/// Facts of every kind: those of a partner, or those that a change adds.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub people: Vec<Person>,
    pub employments: Vec<Employment>,
    pub associations: Vec<Association>,
    pub achievements: Vec<Achievement>,
    pub figures: Vec<MetricFigure>,
    pub shown: Vec<ShownStanding>,
}

/// Who somebody is, as last stated. A person without an account has skills that count, but cannot sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The fact that states it; a correction is a new fact about the same user.
    pub fact: FactId,
    pub user: UserId,
    pub first_name: String,
    pub last_name: String,
    /// The work address.
    pub corporate_email: String,
    /// The address of the learner profile.
    pub email: String,
    pub location: String,
    /// A technical user is expected to hold skills.
    pub technical: bool,
}

/// From when to when somebody works here, both days included. Without a day there is no limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employment {
    pub fact: FactId,
    pub user: UserId,
    pub starts_on: Option<Day>,
    pub ends_on: Option<Day>,
}

/// The link between a learner profile and a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Association {
    pub fact: FactId,
    pub user: UserId,
    pub source: SourceId,
    /// The profile's number at its source: for Microsoft Learning the MCID.
    pub profile: Arc<str>,
    pub channel: Channel,
    pub starts_on: Option<Day>,
    pub ends_on: Option<Day>,
    pub origin: Origin,
}

/// Where an association was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Partner Center.
    Pc,
    /// Partner Membership Center, the older portal.
    Pmc,
}

/// Who delivered a fact. Recognition belongs to the deliverer, not to what a row claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The source itself, authenticated.
    Feed,
    /// An export of Partner Center that an admin uploaded.
    Export,
    /// A person of the company, by hand.
    Person,
}

/// One completed skill of a learner profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Achievement {
    pub fact: FactId,
    pub source: SourceId,
    pub profile: Arc<str>,
    pub training_id: Option<Arc<str>>,
    pub title: Arc<str>,
    pub completed: Day,
    /// `None` is unknown.
    pub expires: Option<Day>,
    pub origin: Origin,
    /// When Tierwise received it.
    pub received: Instant,
}

/// A figure that is no skill, for a month or, without one, for any day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricFigure {
    pub fact: FactId,
    pub metric: String,
    /// The first day of the month.
    pub month: Option<Day>,
    pub value: Exact,
}

/// What Partner Center shows for a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownStanding {
    pub fact: FactId,
    pub programme: ProgrammeId,
    pub competency: CompetencyId,
    /// Points, or the id of a level; blank where it shows none.
    pub value: String,
    pub seen_on: Day,
}

/// A change of a partner's record: what is also the entry of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub number: u64,
    pub at: Instant,
    pub actor: Actor,
    /// What was done, as a word: `import-applied`.
    pub action: String,
    pub batch: Option<BatchId>,
    pub request: String,
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    User(UserId),
    Operator(crate::OperatorId),
    /// The program itself: the demo, a setup.
    System,
}

impl Channel {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pc => "pc",
            Self::Pmc => "pmc",
        }
    }

    pub fn find(code: &str) -> Option<Self> {
        [Self::Pc, Self::Pmc].into_iter().find(|channel| channel.code() == code)
    }
}

impl Origin {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Export => "export",
            Self::Person => "person",
        }
    }

    pub fn find(code: &str) -> Option<Self> {
        [Self::Feed, Self::Export, Self::Person].into_iter().find(|origin| origin.code() == code)
    }
}

/// Whether a day lies between two days, both included; an absent day is no limit.
pub fn covers(starts_on: Option<Day>, ends_on: Option<Day>, day: Day) -> bool {
    starts_on.is_none_or(|first| first <= day) && ends_on.is_none_or(|last| day <= last)
}

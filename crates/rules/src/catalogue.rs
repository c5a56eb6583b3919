//! A checked programme: what a catalogue says, with every reference resolved.
//!
//! Only `check` makes one, so whoever holds a [`Programme`] need not ask whether it is sound.

mod effective;
mod holds;
mod lifecycle;
mod requirement;

use std::collections::BTreeSet;

use tierwise_core::{
    CapacityId, CompetencyId, Day, Exact, LevelId, MetricId, OptionId, ProgrammeId, SkillCode, SourceId, StepId, TrackId,
};

pub use self::effective::Effective;
pub use self::holds::{Holds, Predicate};
pub use self::lifecycle::{Lifecycle, RenewedFrom};
pub use self::requirement::{
    Asks, Attained, Attains, Bound, Computed, Count, FigureRule, LookBack, Relation, Requirement, Take,
};
use crate::syntax::Formula;

/// A text in the languages of the screens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    pub en: String,
    pub sv: String,
}

#[derive(Debug, Clone)]
pub struct Programme {
    pub id: ProgrammeId,
    pub name: Text,
    /// What this programme calls a competency.
    pub noun: Text,
    pub effective: Effective,
    /// Lowest first; empty in a score programme.
    pub levels: Vec<LevelId>,
    pub score: Option<ScoreRule>,
    pub sources: Vec<SourceId>,
    pub skills: Vec<Skill>,
    pub capacities: Vec<Capacity>,
    pub competencies: Vec<Competency>,
    /// The places of the competencies, each behind all those that it asks for.
    pub(crate) order: Vec<usize>,
    pub lifecycle: Vec<Lifecycle>,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

/// When a score qualifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreRule {
    /// The total that qualifies: the lowest of all.
    pub threshold: Exact,
    /// Levels by their totals, lowest first; empty where a score only qualifies.
    pub levels: Vec<(usize, Exact)>,
    pub every: Every,
    /// Qualified on any day of this month and those before it, so many in all, is enough to enrol.
    pub window_months: Option<u32>,
}

/// What every metric of an area must reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Every {
    Above(Exact),
    AtLeast(Exact),
}

/// A skill's place in [`Programme::skills`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillIndex(pub(crate) u32);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    pub code: SkillCode,
    pub kind: SkillKind,
    pub title: Text,
    pub source: Option<SourceId>,
    pub training_ids: Vec<String>,
    pub aliases: Vec<String>,
    pub retirement: Retirement,
    /// Whoever holds this skill is taken to hold these.
    pub stands_for: Vec<SkillIndex>,
    /// Whoever meets this is taken to hold the skill.
    pub made_of: Option<Predicate>,
    pub replaced_by: Vec<SkillIndex>,
    /// The skill itself and all those that it stands for or is a part of, at any remove.
    pub means: Vec<SkillIndex>,
    pub validity: Option<Validity>,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkillKind {
    Exam,
    Certification,
    Assessment,
    Training,
}

/// What retirement does to a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retirement {
    pub accepted_from: Option<Day>,
    pub retired_on: Option<Day>,
    pub accepted_until: Option<Day>,
    pub earned_before: bool,
}

/// How long a skill usually lasts. For planning only: expiry is a fact of each achievement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    Months(u32),
    Forever,
}

#[derive(Debug, Clone)]
pub struct Competency {
    pub id: CompetencyId,
    pub name: Text,
    pub effective: Effective,
    pub ways: Ways,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

/// How a competency is attained.
#[derive(Debug, Clone)]
pub enum Ways {
    Options(Vec<AttainOption>),
    Area(Area),
}

#[derive(Debug, Clone)]
pub struct AttainOption {
    pub id: OptionId,
    pub name: Text,
    pub effective: Effective,
    pub requirements: Vec<Requirement>,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

/// How many competencies one person may serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    pub id: CapacityId,
    pub name: Text,
    pub most: u32,
    /// Capacities with the same name are never mixed by one person.
    pub apart: Option<String>,
    /// Every people requirement of this level, unless it names a capacity itself. Place in [`Programme::levels`].
    pub level: Option<usize>,
    pub effective: Effective,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

/// Where thresholds depend on the partner's market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Market {
    #[default]
    Developed,
    Developing,
}

/// A value for all, or one for each market or track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByCase<T> {
    Always(T),
    Market { developed: T, developing: T },
    Track(Vec<(TrackId, T)>),
}

/// A competency that is scored.
#[derive(Debug, Clone)]
pub struct Area {
    /// `single` where the programme knows no tracks.
    pub tracks: Vec<TrackId>,
    pub choose: Choose,
    pub metrics: Vec<Metric>,
}

/// Which track is the partner's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choose {
    BestOf,
    Classification(Option<Classification>),
}

/// A figure that puts the partner into a track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classification {
    pub bound: Bound,
    pub threshold: Exact,
    pub track: TrackId,
    pub otherwise: TrackId,
    pub text: Option<Text>,
}

#[derive(Debug, Clone)]
pub struct Metric {
    pub id: MetricId,
    /// `None`: every track of the area, measuring the same thing.
    pub track: Option<TrackId>,
    pub category: Option<String>,
    pub text: Option<Text>,
    pub max: Exact,
    pub effective: Effective,
    /// For the figures of the metric.
    pub look_back: Option<LookBack>,
    pub value: MetricValue,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricValue {
    Measured { inputs: Vec<Input>, points: ByCase<Formula> },
    People(Vec<Step>),
}

/// An input of a formula: a figure, or the number of people who meet a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub name: String,
    pub text: Text,
    pub people: Option<Holds>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Blank where the metric has a single step.
    pub id: StepId,
    pub kind: StepKind,
    pub holds: Holds,
    pub effective: Effective,
    pub text: Option<Text>,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepKind {
    /// Scores nothing; unmet, no elective scores.
    Gate { people: u32 },
    /// A gate that is worth its points once.
    Flat { people: u32, points: Exact },
    /// Every person scores once.
    Elective { each: ByCase<Exact> },
}

impl Retirement {
    /// The days on which the skill is accepted.
    pub fn accepted(&self) -> Effective {
        Effective { from: self.accepted_from, to: self.last_day() }
    }

    /// The last day on which the skill counts; `None` is without limit.
    ///
    /// Where only "earned before retirement" is stated, the year of further validity is read as retirement plus
    /// twelve months inclusive (2026 pages; the start of that year is left open there).
    pub fn last_day(&self) -> Option<Day> {
        self.accepted_until.or_else(|| self.derived_last_day())
    }

    /// The last day where it is our reading rather than a stated day.
    pub fn derived_last_day(&self) -> Option<Day> {
        match (self.accepted_until, self.earned_before) {
            (None, true) => self.retired_on.map(|day| day.plus_months(12)),
            _ => None,
        }
    }

    /// A pass after this day does not count.
    pub fn earned_by(&self) -> Option<Day> {
        if self.earned_before { self.retired_on } else { None }
    }
}

impl SkillIndex {
    /// The place as a number.
    pub fn place(self) -> usize {
        self.0 as usize
    }

    pub fn of(self, programme: &Programme) -> Option<&Skill> {
        programme.skills.get(self.0 as usize)
    }
}

impl<T> ByCase<T> {
    /// The value for a market and a track.
    pub fn get(&self, market: Market, track: Option<&TrackId>) -> Option<&T> {
        match self {
            Self::Always(value) => Some(value),
            Self::Market { developed, developing } => Some(match market {
                Market::Developed => developed,
                Market::Developing => developing,
            }),
            Self::Track(values) => values.iter().find(|(of, _)| Some(of) == track).map(|(_, value)| value),
        }
    }
}

impl Programme {
    pub fn skill(&self, code: &str) -> Option<SkillIndex> {
        let place = self.skills.binary_search_by(|skill| skill.code.as_str().cmp(code)).ok()?;
        u32::try_from(place).ok().map(SkillIndex)
    }

    /// Whether this edition is in force.
    pub fn in_force(&self, day: Day) -> bool {
        self.effective.covers(day)
    }

    /// The skills that some rule names, in force or not, and those that stand for one of them.
    pub fn named_skills(&self) -> BTreeSet<SkillIndex> {
        let named: BTreeSet<SkillIndex> = self.all_holds().flat_map(|holds| holds.predicate.skills()).collect();
        let means_one =
            |skill: &SkillIndex| skill.of(self).is_some_and(|skill| skill.means.iter().any(|other| named.contains(other)));
        self.skill_indexes().filter(means_one).collect()
    }

    pub(crate) fn skill_indexes(&self) -> impl Iterator<Item = SkillIndex> {
        (0..self.skills.len()).filter_map(|place| u32::try_from(place).ok().map(SkillIndex))
    }

    /// The life-cycle settings in force.
    pub fn lifecycle(&self, day: Day) -> Lifecycle {
        let day = self.effective.nearest(day);
        self.lifecycle.iter().find(|settings| settings.effective.covers(day)).cloned().unwrap_or_default()
    }

    /// Whether a capacity limits the people of a requirement, on whatever day.
    pub(crate) fn has_capacity(&self, requirement: &Requirement) -> bool {
        requirement.capacity.is_some() || self.capacities.iter().any(|capacity| capacity.level == Some(requirement.level))
    }

    /// The capacity that limits the people of a requirement on a day. Place in [`Self::capacities`].
    pub fn capacity_of(&self, requirement: &Requirement, day: Day) -> Option<usize> {
        // A number of people that depends on figures is never tied, and so never competes.
        let Asks::People { count: Count::Fixed(_), .. } = requirement.asks else { return None };
        let of_level = || {
            self.capacities
                .iter()
                .position(|capacity| capacity.level == Some(requirement.level) && capacity.effective.covers(day))
        };
        match requirement.capacity {
            Some(own) => self.capacities.get(own).is_some_and(|own| own.effective.covers(day)).then_some(own),
            None => of_level(),
        }
    }

    /// Every test of the programme, in catalogue order.
    pub fn all_holds(&self) -> impl Iterator<Item = &Holds> {
        self.competencies.iter().flat_map(Competency::all_holds)
    }
}

impl Competency {
    /// What no source settles about this competency and everything below it.
    pub fn doubts(&self) -> Vec<&Text> {
        let mut doubts = vec![&self.doubt];
        match &self.ways {
            Ways::Options(options) => {
                for option in options {
                    doubts.push(&option.doubt);
                    doubts.extend(option.requirements.iter().map(|requirement| &requirement.doubt));
                }
            }
            Ways::Area(area) => {
                for metric in &area.metrics {
                    doubts.push(&metric.doubt);
                    if let MetricValue::People(steps) = &metric.value {
                        doubts.extend(steps.iter().map(|step| &step.doubt));
                    }
                }
            }
        }
        doubts.into_iter().flatten().collect()
    }

    /// Whether the competency asks for other competencies.
    pub(crate) fn asks_for_others(&self) -> bool {
        let Ways::Options(options) = &self.ways else { return false };
        options.iter().flat_map(|option| &option.requirements).any(|line| matches!(line.asks, Asks::Attains(_)))
    }

    /// Every test of the competency, whether in force or not.
    pub fn all_holds(&self) -> Vec<&Holds> {
        match &self.ways {
            Ways::Options(options) => options
                .iter()
                .flat_map(|option| &option.requirements)
                .filter_map(|requirement| requirement.asks.holds())
                .collect(),
            Ways::Area(area) => area.metrics.iter().flat_map(|metric| metric.value.holds()).collect(),
        }
    }
}

impl MetricValue {
    /// What is asked of one person: per step, or per input that counts people.
    pub fn holds(&self) -> Vec<&Holds> {
        match self {
            Self::People(steps) => steps.iter().map(|step| &step.holds).collect(),
            Self::Measured { inputs, .. } => inputs.iter().filter_map(|input| input.people.as_ref()).collect(),
        }
    }
}

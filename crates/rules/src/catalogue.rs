//! A checked programme: what a catalogue says, with every reference resolved.
//!
//! Only `check` makes one, so whoever holds a [`Programme`] need not ask whether it is sound.

use std::collections::{BTreeMap, BTreeSet};

use tierwise_core::{CompetencyId, Day, Exact, LevelId, MetricId, OptionId, ProgrammeId, SkillCode, SourceId, StepId, TrackId};

use crate::syntax::Formula;

/// A text in the languages of the screens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    pub en: String,
    pub sv: String,
}

/// The days on which something is in force, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effective {
    pub from: Option<Day>,
    pub to: Option<Day>,
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
    pub competencies: Vec<Competency>,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

/// When a score qualifies.
#[derive(Debug, Clone)]
pub struct ScoreRule {
    pub threshold: Exact,
    pub every: Every,
}

/// What every metric of an area must reach.
#[derive(Debug, Clone)]
pub enum Every {
    Above(Exact),
    AtLeast(Exact),
}

/// A skill's place in [`Programme::skills`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillIndex(pub(crate) u32);

#[derive(Debug, Clone)]
pub struct Skill {
    pub code: SkillCode,
    pub kind: SkillKind,
    pub title: Text,
    pub source: Option<SourceId>,
    pub training_ids: Vec<String>,
    pub aliases: Vec<String>,
    pub retirement: Retirement,
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

#[derive(Debug, Clone)]
pub struct Requirement {
    /// Place in [`Programme::levels`].
    pub level: usize,
    pub line: u32,
    /// Requirements of one group are alternatives.
    pub group: Option<String>,
    pub effective: Effective,
    pub asks: Asks,
    pub text: Option<Text>,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

#[derive(Debug, Clone)]
pub enum Asks {
    People { count: u32, holds: Holds, relation: Relation },
    Figure { metric: MetricId, at_least: ByCase<Exact> },
}

/// How the set of people of a requirement is tied to that of another line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Free,
    SamePeopleAs(u32),
    KOfSame(u32),
    OtherPeopleThan(u32),
    DistinctPerCode,
}

impl Requirement {
    /// How the people are tied to those of another line; a figure is never tied.
    pub fn relation(&self) -> Relation {
        match &self.asks {
            Asks::People { relation, .. } => *relation,
            Asks::Figure { .. } => Relation::Free,
        }
    }

    /// Whether the people depend on those of another line, or another line's on them.
    pub fn is_tied<'r>(&self, mut others: impl Iterator<Item = &'r Self>) -> bool {
        self.relation() != Relation::Free
            || others.any(|other| other.level == self.level && other.relation().line() == Some(self.line))
    }
}

impl Relation {
    /// The line that this one is tied to.
    pub fn line(self) -> Option<u32> {
        match self {
            Self::SamePeopleAs(line) | Self::KOfSame(line) | Self::OtherPeopleThan(line) => Some(line),
            Self::Free | Self::DistinctPerCode => None,
        }
    }
}

/// A test on one person's skills.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holds {
    pub predicate: Predicate,
    /// Last days of acceptance that this rule states itself.
    pub accepted_until: BTreeMap<SkillIndex, Day>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Predicate {
    Skill(SkillIndex),
    Any(Vec<Predicate>),
    All(Vec<Predicate>),
    AtLeast(u32, Vec<Predicate>),
}

/// Where thresholds depend on the partner's market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Market {
    #[default]
    Developed,
    Developing,
}

/// A value for all, or one for each market or track.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub enum Choose {
    BestOf,
    Classification(Option<Classification>),
}

/// A figure that puts the partner into a track.
#[derive(Debug, Clone)]
pub struct Classification {
    pub at_least: Exact,
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
    pub value: MetricValue,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

#[derive(Debug, Clone)]
pub enum MetricValue {
    Measured { inputs: Vec<Input>, points: ByCase<Formula> },
    People(Vec<Step>),
}

/// A figure of a formula.
#[derive(Debug, Clone)]
pub struct Input {
    pub name: String,
    pub text: Text,
}

#[derive(Debug, Clone)]
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

#[derive(Debug, Clone)]
pub enum StepKind {
    /// Scores nothing; unmet, no elective scores.
    Gate { people: u32 },
    /// A gate that is worth its points once.
    Flat { people: u32, points: Exact },
    /// Every person scores once.
    Elective { each: Exact },
}

impl Effective {
    pub fn covers(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The day itself, or the nearest one inside.
    pub fn nearest(&self, day: Day) -> Day {
        let day = self.from.map_or(day, |from| day.max(from));
        self.to.map_or(day, |to| day.min(to))
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<Day>, start: Option<Day>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.to, other.from) && !before(other.to, self.from)
    }

    /// The days that both cover, if there are any.
    pub fn within(&self, other: &Self) -> Option<Self> {
        let to = match (self.to, other.to) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.overlaps(other).then(|| Self { from: self.from.max(other.from), to })
    }

    /// Whether every day is a day of one of the others.
    pub fn is_covered_by(&self, others: &[Self]) -> bool {
        let mut day = self.from;
        loop {
            let begins_in_time = |from: Option<Day>| from.is_none_or(|from| day.is_some_and(|day| from <= day));
            let ends_later = |to: Option<Day>| to.is_none_or(|to| day.is_none_or(|day| day <= to));
            let Some(other) = others.iter().find(|other| begins_in_time(other.from) && ends_later(other.to)) else {
                return false;
            };
            match (other.to, self.to) {
                (None, _) => return true,
                (Some(to), Some(last)) if last <= to => return true,
                // INVARIANT: the day grows with every turn, because the other ends on it or later.
                (Some(to), _) => day = Some(to.next()),
            }
        }
    }

    /// The days on which a new rule begins: the first day, and the day after the last.
    pub fn turning_days(&self) -> impl Iterator<Item = Day> {
        self.from.into_iter().chain(self.to.map(Day::next))
    }
}

impl Retirement {
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

impl Predicate {
    /// Every skill that the predicate names.
    pub fn skills(&self) -> Vec<SkillIndex> {
        match self {
            Self::Skill(skill) => vec![*skill],
            Self::Any(parts) | Self::All(parts) | Self::AtLeast(_, parts) => parts.iter().flat_map(Self::skills).collect(),
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

    /// The skills that some rule names, in force or not.
    pub fn named_skills(&self) -> BTreeSet<SkillIndex> {
        self.all_holds().flat_map(|holds| holds.predicate.skills()).collect()
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

    /// Every test of the competency, whether in force or not.
    pub fn all_holds(&self) -> Vec<&Holds> {
        match &self.ways {
            Ways::Options(options) => options
                .iter()
                .flat_map(|option| &option.requirements)
                .filter_map(|requirement| match &requirement.asks {
                    Asks::People { holds, .. } => Some(holds),
                    Asks::Figure { .. } => None,
                })
                .collect(),
            Ways::Area(area) => area
                .metrics
                .iter()
                .filter_map(|metric| match &metric.value {
                    MetricValue::People(steps) => Some(steps),
                    MetricValue::Measured { .. } => None,
                })
                .flatten()
                .map(|step| &step.holds)
                .collect(),
        }
    }
}

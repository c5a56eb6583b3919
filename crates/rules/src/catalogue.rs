//! A checked programme: what a catalogue says, with every reference resolved.
//!
//! Only `check` makes one, so whoever holds a [`Programme`] need not ask whether it is sound.

use std::collections::{BTreeMap, BTreeSet};

use tierwise_core::{
    CapacityId, CompetencyId, Day, Exact, LevelId, MetricId, OptionId, ProgrammeId, SkillCode, SourceId, StepId, TrackId,
};

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
    pub capacities: Vec<Capacity>,
    pub competencies: Vec<Competency>,
    /// The places of the competencies, each behind all those that it asks for.
    pub(crate) order: Vec<usize>,
    pub lifecycle: Vec<Lifecycle>,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

/// When a score qualifies.
#[derive(Debug, Clone)]
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

#[derive(Debug, Clone)]
pub struct Requirement {
    /// Place in [`Programme::levels`].
    pub level: usize,
    pub line: u32,
    /// Requirements of one group are alternatives.
    pub group: Option<String>,
    pub effective: Effective,
    pub asks: Asks,
    /// Place in [`Programme::capacities`], where the requirement names one.
    pub capacity: Option<usize>,
    pub text: Option<Text>,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

#[derive(Debug, Clone)]
pub enum Asks {
    People {
        count: Count,
        holds: Holds,
        relation: Relation,
    },
    /// So many pairs of a person and a skill.
    Credentials {
        count: u32,
        holds: Holds,
    },
    Figure(FigureRule),
    Attains(Attains),
}

/// How many people a requirement asks for.
#[derive(Debug, Clone)]
pub enum Count {
    Fixed(u32),
    /// At least as many as a formula over figures says.
    Figured(Computed),
}

/// A threshold under or over a figure.
#[derive(Debug, Clone)]
pub struct FigureRule {
    pub metric: MetricId,
    pub bound: Bound,
    pub threshold: ByCase<Exact>,
    pub look_back: Option<LookBack>,
    /// How the figure comes about where it is not stated itself.
    pub value: Option<Computed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    AtLeast,
    AtMost,
}

impl Bound {
    pub(crate) fn holds(self, figure: &Exact, threshold: &Exact) -> bool {
        match self {
            Self::AtLeast => figure >= threshold,
            Self::AtMost => figure <= threshold,
        }
    }
}

/// A formula over figures that are named by its inputs.
#[derive(Debug, Clone)]
pub struct Computed {
    pub inputs: Vec<Input>,
    pub formula: Formula,
}

/// Which months of a figure count on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookBack {
    /// This month and those before it, so many in all.
    pub months: u32,
    pub take: Take,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    Latest,
    Sum,
    Average,
    Highest,
}

/// Other competencies that must be attained.
#[derive(Debug, Clone)]
pub struct Attains {
    /// At least so many of `of`.
    pub count: u32,
    pub of: Vec<Attained>,
    /// Place in [`Programme::levels`]; at that level or above.
    pub level: Option<usize>,
}

/// A competency, or so many of several, nested.
#[derive(Debug, Clone)]
pub enum Attained {
    /// Place in [`Programme::competencies`].
    Competency(usize),
    AtLeast(u32, Vec<Attained>),
}

/// How many competencies one person may serve.
#[derive(Debug, Clone)]
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

/// How the programme lives, apart from its rules. What a catalogue leaves out is as the published programmes have it.
#[derive(Debug, Clone)]
pub struct Lifecycle {
    pub effective: Effective,
    /// From the purchase of an offer to its anniversary.
    pub anniversary_days: u32,
    pub renewed_from: RenewedFrom,
    /// The window for renewal, from the day after the anniversary.
    pub renewal_days: u32,
    /// From the anniversary; negative before it.
    pub reminder_days: Vec<i32>,
    pub early_warning_months: u32,
    /// How long an association that is only in PMC counts after the move.
    pub pmc_months: u32,
    pub associations_per_year: u32,
    pub association_wait_days: u32,
    /// Until a pass shows at the vendor.
    pub latency_days: u32,
    /// Before the expiry of a certification.
    pub renewal_opens_months: u32,
    pub exemption_months: u32,
}

impl Default for Lifecycle {
    fn default() -> Self {
        Self {
            effective: Effective::default(),
            anniversary_days: 365,
            renewed_from: RenewedFrom::Anniversary,
            renewal_days: 30,
            reminder_days: vec![-15, 23],
            early_warning_months: 3,
            pmc_months: 6,
            associations_per_year: 3,
            association_wait_days: 30,
            latency_days: 10,
            renewal_opens_months: 6,
            exemption_months: 3,
        }
    }
}

/// What the next anniversary counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewedFrom {
    Anniversary,
    Payment,
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
            Asks::Credentials { .. } | Asks::Figure(_) | Asks::Attains(_) => Relation::Free,
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
    /// First and last days of acceptance that this rule states itself.
    pub accepted_from: BTreeMap<SkillIndex, Day>,
    pub accepted_until: BTreeMap<SkillIndex, Day>,
    /// An achievement counts for so many months after its completion.
    pub within_months: Option<u32>,
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

#[derive(Debug, Clone)]
pub enum MetricValue {
    Measured { inputs: Vec<Input>, points: ByCase<Formula> },
    People(Vec<Step>),
}

/// An input of a formula: a figure, or the number of people who meet a test.
#[derive(Debug, Clone)]
pub struct Input {
    pub name: String,
    pub text: Text,
    pub people: Option<Holds>,
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
    Elective { each: ByCase<Exact> },
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

impl Asks {
    /// What is asked of one person.
    pub fn holds(&self) -> Option<&Holds> {
        match self {
            Self::People { holds, .. } | Self::Credentials { holds, .. } => Some(holds),
            Self::Figure(_) | Self::Attains(_) => None,
        }
    }
}

impl Count {
    /// The number, where it does not depend on figures.
    pub fn fixed(&self) -> Option<u32> {
        match self {
            Self::Fixed(count) => Some(*count),
            Self::Figured(_) => None,
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

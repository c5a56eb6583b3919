//! `standings = evaluate(programme, facts, day)`: what is attained, by whom, and what is missing.

mod allocate;
mod contest;
mod level;
mod score;
mod seats;

use std::sync::Arc;

use tierwise_core::{Day, Exact, PersonId, TrackId};

use self::contest::Settled;
use crate::appraise::Rule;
use crate::catalogue::{Computed, FigureRule, Holds, LookBack, Predicate, Programme, SkillIndex};
use crate::census::{Census, DayView, Tests, set_bits};
use crate::facts::{Facts, Held, People};
use crate::forecast::{Worth, worth};
use crate::in_force::{CompetencyInForce, InForce, WaysInForce};

/// The standings of a partner on a day.
#[derive(Debug)]
pub struct Standings {
    pub day: Day,
    /// Whether the edition is in force on that day.
    pub in_force: bool,
    /// In catalogue order; competencies that are not in force are left out.
    pub competencies: Vec<Standing>,
    /// Whether no better allocation of people to competencies exists; else the search for it was cut short.
    pub is_exact: bool,
    /// Per level that people compete for, the highest first, what the best allocation could attain; empty where nobody competes.
    pub at_most: Vec<AtMost>,
    asked: ProgrammeOnDay,
    census: Census,
}

/// How far the allocation of people to competencies is from the best one at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtMost {
    /// Place in [`Programme::levels`].
    pub level: usize,
    /// How many competencies are at this level or a higher one.
    pub attained: usize,
    /// How many the best allocation has there at most; where [`Standings::is_exact`] just as many.
    pub most: usize,
}

#[derive(Debug, Clone)]
pub struct Standing {
    /// Place in [`Programme::competencies`].
    pub competency: usize,
    pub outcome: Outcome,
}

#[derive(Debug, Clone)]
pub enum Outcome {
    Level(LevelStanding),
    Score(ScoreStanding),
}

#[derive(Debug, Clone)]
pub struct LevelStanding {
    /// The highest level that any option meets, and the first option that meets it.
    pub attained: Option<Attained>,
    pub options: Vec<OptionResult>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attained {
    /// Place in [`Programme::levels`].
    pub level: usize,
    /// Place in [`LevelStanding::options`].
    pub result: usize,
}

/// One option at one level.
#[derive(Debug, Clone)]
pub struct OptionResult {
    /// Place among the competency's options.
    pub option: usize,
    pub level: usize,
    pub met: bool,
    pub requirements: Vec<RequirementResult>,
}

#[derive(Debug, Clone)]
pub struct RequirementResult {
    /// Place among the option's requirements.
    pub requirement: usize,
    /// `None` when it depends on a figure that is unknown.
    pub needed: Option<Exact>,
    /// `None` when the figure is unknown.
    pub have: Option<Exact>,
    pub met: bool,
    /// The ids of the figures that nobody gave.
    pub unknown: Vec<String>,
    /// The people of a people requirement.
    pub counted: Option<Counted>,
}

/// Which people fill a requirement.
#[derive(Debug, Clone)]
pub enum Counted {
    /// Everyone who meets the test.
    Everyone { test: usize },
    /// A choice of people that satisfies every tie of the level.
    Chosen { seats: u32, choice: Arc<Vec<Chosen>> },
}

/// So many people of a class sit in the seats of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The answers that make the class.
    pub class: Vec<u64>,
    pub pattern: u32,
    /// So many people of the class, in order of id, are passed over first.
    pub skip: u32,
    pub people: u32,
}

#[derive(Debug, Clone)]
pub struct ScoreStanding {
    pub tracks: Vec<TrackResult>,
    /// Place in `tracks` of the one that is the partner's.
    pub used: usize,
    /// The level that the total of this track reaches, in programmes whose scores lead to levels.
    pub level: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct TrackResult {
    pub track: TrackId,
    /// The sum of what is known.
    pub total: Exact,
    pub qualified: bool,
    pub metrics: Vec<MetricResult>,
}

#[derive(Debug, Clone)]
pub struct MetricResult {
    /// Place among the area's metrics.
    pub metric: usize,
    /// `None` when a figure is unknown.
    pub points: Option<Exact>,
    /// The ids of the figures that nobody gave.
    pub unknown: Vec<String>,
    pub steps: Vec<StepResult>,
}

#[derive(Debug, Clone)]
pub struct StepResult {
    /// Place among the metric's steps.
    pub step: usize,
    pub needed: u32,
    pub have: u32,
    pub met: bool,
    pub counted: Counted,
}

/// Evaluates every competency of the programme that is in force.
pub fn evaluate(programme: &Programme, facts: &Facts, day: Day) -> Standings {
    ProgrammeOnDay::new(programme, day).evaluate(facts)
}

/// What all partners of a programme share on a day: made once, it evaluates any number of them.
#[derive(Debug, Clone)]
pub struct ProgrammeOnDay {
    day: Day,
    edition_in_force: bool,
    tests: Arc<Tests>,
    view: Arc<DayView>,
    in_force: Arc<InForce>,
}

impl ProgrammeOnDay {
    pub fn new(programme: &Programme, day: Day) -> Self {
        let tests = Tests::of(programme);
        Self {
            day,
            edition_in_force: programme.in_force(day),
            view: Arc::new(tests.day(programme, day)),
            in_force: Arc::new(InForce::of(programme, &tests, day)),
            tests: Arc::new(tests),
        }
    }

    /// The standings of one partner.
    pub fn evaluate(&self, facts: &Facts) -> Standings {
        let census = Census::take(&self.tests, &self.view, &facts.people);
        let Reckoned { competencies, is_exact, at_most } = reckon(&self.scene(&census, facts));
        let asked = self.clone();
        Standings { day: self.day, in_force: self.edition_in_force, competencies, is_exact, at_most, asked, census }
    }

    fn scene<'s>(&'s self, census: &'s Census, facts: &'s Facts) -> Scene<'s> {
        Scene { in_force: &self.in_force, census, facts, today: self.day }
    }
}

impl Standings {
    /// Adds one achievement to the facts and moves the standings forward, without asking anybody else again.
    /// `person` is the person's place among the people that were evaluated.
    pub fn add(
        &mut self,
        programme: &Programme,
        facts: &mut Facts,
        person: usize,
        skill: SkillIndex,
        completed: Option<Day>,
        expires: Option<Day>,
    ) {
        facts.people.add(programme, person, Held::new(skill, completed, expires));
        let ProgrammeOnDay { tests, view, in_force, .. } = &self.asked;
        let Some(changed) = self.census.ask_again(tests, view, &facts.people, person) else { return };
        let mut asked_by = tests.asked_by(set_bits(&changed.gained).chain(set_bits(&changed.lost)));
        if self.census.has_tied(&changed.gained) || self.census.has_tied(&changed.lost) {
            // Who was chosen is named by the answers to all tied tests.
            asked_by.extend(tests.asked_by((0..tests.len()).filter(|test| self.census.is_tied(*test))));
        }
        let scene = self.asked.scene(&self.census, facts);
        if in_force.has_capacities || in_force.competencies.iter().any(|competency| competency.asks_for_others) {
            // Anything may depend on anything.
            let Reckoned { competencies, is_exact, at_most } = reckon(&scene);
            (self.competencies, self.is_exact, self.at_most) = (competencies, is_exact, at_most);
            return;
        }
        for competency in in_force.competencies.iter().filter(|competency| asked_by.contains(&competency.place)) {
            if let Some(standing) = self.competencies.iter_mut().find(|standing| standing.competency == competency.place) {
                standing.outcome = scene.outcome(competency, &[]);
            }
        }
    }
}

/// Everything that a standing depends on.
pub(crate) struct Scene<'s> {
    pub in_force: &'s InForce,
    pub census: &'s Census,
    pub facts: &'s Facts,
    /// The day whose facts are asked.
    pub today: Day,
}

impl Scene<'_> {
    /// What a competency attains by itself, given what the others reached.
    fn outcome(&self, competency: &CompetencyInForce, reached: &[Reached]) -> Outcome {
        match &competency.ways {
            WaysInForce::Levels(levels) => Outcome::Level(level::evaluate(self, levels, reached, None)),
            WaysInForce::Area(area) => Outcome::Score(score::evaluate(self, area)),
        }
    }

    /// The figure of a metric: as it is stated, else as it is computed; or the figures that nobody gave.
    fn figure(&self, rule: &FigureRule) -> Result<Exact, Vec<String>> {
        let id = rule.metric.as_str();
        match (self.facts.figures.stated(id, rule.look_back, self.today), &rule.value) {
            (Some(stated), _) => Ok(stated),
            (None, Some(value)) => self.computed(value, rule.look_back),
            (None, None) => self.facts.figures.get(id, rule.look_back, self.today).ok_or_else(|| vec![id.to_owned()]),
        }
    }

    /// The value of a formula over figures, or the figures that nobody gave.
    fn computed(&self, computed: &Computed, look_back: Option<LookBack>) -> Result<Exact, Vec<String>> {
        let (mut values, mut unknown) = (Vec::new(), Vec::new());
        for input in &computed.inputs {
            match self.facts.figures.get(&input.name, look_back, self.today) {
                Some(value) => values.push(value),
                None => unknown.push(input.name.clone()),
            }
        }
        if unknown.is_empty() { Ok(computed.formula.value(&values)) } else { Err(unknown) }
    }
}

/// What a competency reached, for those that ask for it; the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reached {
    Nothing,
    /// It qualifies, without a level.
    Qualified,
    Level(usize),
}

impl Reached {
    pub fn of(standing: &Standing) -> Self {
        let level = match &standing.outcome {
            Outcome::Level(level) => level.attained.map(|attained| attained.level),
            Outcome::Score(score) => score.level,
        };
        match level {
            Some(level) => Self::Level(level),
            None if standing.qualified() => Self::Qualified,
            None => Self::Nothing,
        }
    }
}

pub(crate) struct Reckoned {
    pub competencies: Vec<Standing>,
    pub is_exact: bool,
    pub at_most: Vec<AtMost>,
}

/// The standings from a census that is already taken.
pub(crate) fn reckon(scene: &Scene<'_>) -> Reckoned {
    let mut reached = vec![Reached::Nothing; scene.in_force.places];
    let mut competencies = Vec::with_capacity(scene.in_force.competencies.len());
    for competency in &scene.in_force.competencies {
        let standing = Standing { competency: competency.place, outcome: scene.outcome(competency, &reached) };
        if let Some(reached) = reached.get_mut(competency.place) {
            *reached = Reached::of(&standing);
        }
        competencies.push(standing);
    }
    let settled = contest::settle(scene, &competencies, &reached);
    let Settled { standings: mut competencies, is_exact, at_most } =
        settled.unwrap_or_else(|| Settled { standings: competencies, is_exact: true, at_most: Vec::new() });
    competencies.sort_by_key(|standing| standing.competency);
    Reckoned { competencies, is_exact, at_most }
}

impl Standings {
    /// The people that a requirement or step counts, sorted by id.
    pub fn people<'p>(&self, counted: &Counted, people: &'p People) -> Vec<&'p PersonId> {
        self.counted(counted).into_iter().filter_map(|person| people.ids().get(person)).collect()
    }

    /// The same people by their places.
    pub fn counted(&self, counted: &Counted) -> Vec<usize> {
        let everyone = 0..self.census.people();
        match counted {
            Counted::Everyone { test } => everyone.filter(|person| self.census.meets(*person, *test)).collect(),
            Counted::Chosen { seats, choice } => {
                // Per class, how many of its people have come by.
                let mut passed: Vec<(&[u64], u32)> = Vec::new();
                for seat in choice.iter() {
                    if passed.iter().all(|(class, _)| *class != seat.class.as_slice()) {
                        passed.push((&seat.class, 0));
                    }
                }
                let mut open: u32 = choice.iter().map(|seat| seat.people).fold(0, u32::saturating_add);
                let mut chosen = Vec::new();
                for person in everyone {
                    if open == 0 {
                        break;
                    }
                    let class = passed.iter_mut().find(|(class, _)| self.census.is_of_class(person, class));
                    let Some((class, place)) = class else { continue };
                    let sits = |seat: &&Chosen| {
                        seat.class == *class && place.checked_sub(seat.skip).is_some_and(|place| place < seat.people)
                    };
                    if let Some(seat) = choice.iter().find(sits) {
                        open = open.saturating_sub(1);
                        chosen.extend((seat.pattern & seats != 0).then_some(person));
                    }
                    *place = place.saturating_add(1);
                }
                chosen
            }
        }
    }

    /// Whether people meet a test, by their places.
    pub fn meeting(&self, holds: &Holds) -> impl Fn(usize) -> bool + '_ {
        let test = self.asked.tests.place(holds);
        move |person| self.census.meets(person, test)
    }

    /// What a rule asks of one person.
    pub fn predicate(&self, rule: &Rule) -> Option<&Predicate> {
        self.asked.tests.get(rule.test).map(|holds| &holds.predicate)
    }

    /// What the standing of a competency is worth, by its place in the programme.
    pub fn worth(&self, competency: usize) -> Worth {
        worth(&self.competencies, competency)
    }
}

impl Standings {
    pub(crate) fn tests(&self) -> &Tests {
        &self.asked.tests
    }

    pub(crate) fn rules(&self) -> &Arc<InForce> {
        &self.asked.in_force
    }

    /// What the standings were if the people were as in another census.
    pub(crate) fn reckon(&self, census: &Census, facts: &Facts) -> Vec<Standing> {
        reckon(&self.asked.scene(census, facts)).competencies
    }

    pub(crate) fn census(&self) -> &Census {
        &self.census
    }
}

impl Standing {
    pub fn qualified(&self) -> bool {
        match &self.outcome {
            Outcome::Level(standing) => standing.attained.is_some(),
            Outcome::Score(standing) => standing.track().is_some_and(|track| track.qualified),
        }
    }
}

impl LevelStanding {
    pub fn attained_result(&self) -> Option<&OptionResult> {
        self.options.get(self.attained?.result)
    }
}

impl ScoreStanding {
    /// The track that is the partner's.
    pub fn track(&self) -> Option<&TrackResult> {
        self.tracks.get(self.used)
    }
}

//! `standings = evaluate(programme, facts, day)`: what is attained, by whom, and what is missing.

#[cfg_attr(not(test), expect(dead_code, reason = "what evaluates levels calls it once catalogues can say capacities"))]
mod allocate;
mod level;
mod score;
mod seats;

use std::sync::Arc;

use tierwise_core::{Day, Exact, PersonId, TrackId};

use crate::appraise::Rule;
use crate::catalogue::{Holds, Predicate, Programme, Ways};
use crate::census::{Census, Tests};
use crate::facts::{Facts, People};
use crate::forecast::{Worth, worth};

/// The standings of a partner on a day.
#[derive(Debug)]
pub struct Standings {
    pub day: Day,
    /// Whether the edition is in force on that day.
    pub in_force: bool,
    /// In catalogue order; competencies that are not in force are left out.
    pub competencies: Vec<Standing>,
    tests: Tests,
    census: Census,
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
    pub needed: Exact,
    /// `None` when the figure is unknown.
    pub have: Option<Exact>,
    pub met: bool,
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
    let tests = Tests::of(programme);
    let census = Census::take(&tests, &tests.day(programme, day), &facts.people);
    let competencies = standings(programme, &tests, &census, facts, day);
    Standings { day, in_force: programme.in_force(day), competencies, tests, census }
}

/// The same from a census that is already taken.
pub(crate) fn standings(programme: &Programme, tests: &Tests, census: &Census, facts: &Facts, day: Day) -> Vec<Standing> {
    let day = programme.effective.nearest(day);
    let in_force = programme.competencies.iter().enumerate().filter(|(_, competency)| competency.effective.covers(day));
    in_force
        .map(|(place, competency)| Standing {
            competency: place,
            outcome: match &competency.ways {
                Ways::Options(options) => Outcome::Level(level::evaluate(options, tests, census, facts, day)),
                Ways::Area(area) => Outcome::Score(score::evaluate(programme, competency, area, tests, census, facts, day)),
            },
        })
        .collect()
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
        let test = self.tests.place(holds);
        move |person| self.census.meets(person, test)
    }

    /// What a rule asks of one person.
    pub fn predicate(&self, rule: &Rule) -> Option<&Predicate> {
        self.tests.get(rule.test).map(|holds| &holds.predicate)
    }

    /// What the standing of a competency is worth, by its place in the programme.
    pub fn worth(&self, competency: usize) -> Worth {
        worth(&self.competencies, competency)
    }
}

impl Standings {
    pub(crate) fn tests(&self) -> &Tests {
        &self.tests
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

//! The people whose loss alone loses a level.

use std::collections::BTreeMap;

use tierwise_core::Exact;

use crate::catalogue::{Asks, ByCase, Count, Holds, MetricValue, Programme, Step, StepKind, Ways};
use crate::census::{Census, per_code, set_bits};
use crate::evaluate::{Reached, Reckoned, Scene, Standing, Standings, reckon};
use crate::facts::Facts;
use crate::forecast::{Worth, worth};

/// A competency that rests on single people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Critical {
    /// Place in [`Programme::competencies`].
    pub competency: usize,
    /// The places of the people, each with what is left of the competency without them.
    pub people: Vec<(usize, Worth)>,
}

/// For every competency the people without whom it would fall to a lower level, or no longer qualify.
pub fn critical(programme: &Programme, facts: &Facts, standings: &Standings) -> Vec<Critical> {
    let mut census = standings.census().clone();
    let spare = Spare::of(programme, standings);
    let mut found: BTreeMap<usize, Vec<(usize, Worth)>> = BTreeMap::new();
    // Whoever gives the same answers can be missed as easily.
    let mut alike: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
    for person in 0..census.people() {
        let answers = census.answers(person);
        if !spare.can_miss(&census, answers) {
            alike.entry(answers.to_vec()).or_default().push(person);
        }
    }
    for people in alike.values() {
        let Some(first) = people.first() else { continue };
        let answers = census.take_out(*first);
        let Reckoned { competencies, .. } = reckon(&Scene::new(programme, standings.tests(), &census, facts, standings.day));
        census.change(*first, &answers);
        for (place, left) in lower(&standings.competencies, &competencies) {
            found.entry(place).or_default().extend(people.iter().map(|person| (*person, left.clone())));
        }
    }
    let sorted = found.into_iter().map(|(competency, mut people)| {
        people.sort_by_key(|(person, _)| *person);
        Critical { competency, people }
    });
    sorted.collect()
}

/// The competencies that lost a level, or their qualification, and what is left.
fn lower(before: &[Standing], after: &[Standing]) -> Vec<(usize, Worth)> {
    let lost = before.iter().filter_map(|was| {
        let left = worth(after, was.competency);
        (left.reached() < Reached::of(was)).then_some((was.competency, left))
    });
    lost.collect()
}

/// How many people are enough, so that one more or less changes nothing.
struct Spare {
    /// Per test.
    enough: Vec<u32>,
    /// Of people with the same answers to the tied tests: all the seats there are.
    seats: u32,
}

impl Spare {
    fn of(programme: &Programme, standings: &Standings) -> Self {
        let tests = standings.tests();
        let mut spare = Self { enough: vec![0; tests.len()], seats: 0 };
        let mut needs = |holds: &Holds, people: u32| {
            if let Some(enough) = spare.enough.get_mut(tests.place(holds)) {
                *enough = people.max(*enough);
            }
        };
        for competency in &programme.competencies {
            match &competency.ways {
                Ways::Options(options) => {
                    for requirement in options.iter().flat_map(|option| &option.requirements) {
                        let Some(holds) = requirement.asks.holds() else { continue };
                        let Asks::People { count: Count::Fixed(count), .. } = &requirement.asks else {
                            // Every credential counts, and the formula of a figure may ask for anybody.
                            per_code(holds).iter().chain([holds]).for_each(|holds| needs(holds, u32::MAX));
                            continue;
                        };
                        needs(holds, *count);
                        spare.seats = spare.seats.saturating_add(*count);
                    }
                }
                Ways::Area(area) => {
                    for metric in &area.metrics {
                        match &metric.value {
                            MetricValue::Measured { inputs, .. } => {
                                inputs
                                    .iter()
                                    .filter_map(|input| input.people.as_ref())
                                    .for_each(|holds| needs(holds, u32::MAX));
                            }
                            MetricValue::People(steps) => {
                                steps.iter().for_each(|step| needs(&step.holds, step.enough(&metric.max)));
                            }
                        }
                    }
                }
            }
        }
        spare
    }

    /// Whether nobody would notice that one of the people with these answers is gone.
    fn can_miss(&self, census: &Census, answers: &[u64]) -> bool {
        let left = |test: usize| census.count(test).saturating_sub(1);
        let enough = |test: usize| self.enough.get(test).is_some_and(|enough| left(test) >= *enough);
        // A test of seats needs no more people than there are; who fills them is decided class by class.
        set_bits(answers).all(|test| if census.is_tied(test) { true } else { enough(test) })
            && (!census.has_tied(answers) || census.class_of(answers).saturating_sub(1) >= self.seats)
    }
}

impl Step {
    /// So many people give all the points there are.
    fn enough(&self, max: &Exact) -> u32 {
        match &self.kind {
            StepKind::Gate { people } | StepKind::Flat { people, .. } => *people,
            StepKind::Elective { each } => {
                let least = match each {
                    ByCase::Always(each) => Some(each),
                    ByCase::Market { developed, developing } => Some(developed.min(developing)),
                    ByCase::Track(cases) => cases.iter().map(|(_, each)| each).min(),
                };
                let people = least.and_then(|each| max.divided_by(each)).map(|people| people.ceiling().to_string());
                people.and_then(|people| people.parse().ok()).unwrap_or(u32::MAX)
            }
        }
    }
}

//! The people whose loss alone loses a level.

use std::collections::BTreeMap;

use tierwise_core::Exact;

use crate::catalogue::{ByCase, StepKind};
use crate::census::{Census, set_bits};
use crate::evaluate::{Reached, Standing, Standings};
use crate::facts::Facts;
use crate::forecast::{Worth, worth};
use crate::in_force::{AsksInForce, InputInForce, Line, MetricInForce, ValueInForce, WaysInForce};

/// A competency that rests on single people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Critical {
    /// Place in [`Programme::competencies`].
    pub competency: usize,
    /// The places of the people, each with what is left of the competency without them.
    pub people: Vec<(usize, Worth)>,
}

/// For every competency the people without whom it would fall to a lower level, or no longer qualify.
pub fn critical(facts: &Facts, standings: &Standings) -> Vec<Critical> {
    let mut census = standings.census().clone();
    let spare = Spare::of(standings);
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
        let competencies = standings.reckon(&census, facts);
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
    /// Per test, for the rules that count whoever meets it.
    enough: Vec<u32>,
    /// Of people with the same answers to the tied tests: all the seats there are.
    seats: u32,
}

impl Spare {
    fn of(standings: &Standings) -> Self {
        let mut spare = Self { enough: vec![0; standings.tests().len()], seats: 0 };
        for competency in &standings.rules().competencies {
            match &competency.ways {
                WaysInForce::Levels(levels) => levels.iter().flat_map(|level| &level.lines).for_each(|line| spare.line(line)),
                WaysInForce::Area(area) => {
                    area.tracks.iter().flat_map(|track| &track.metrics).for_each(|metric| spare.metric(metric));
                }
            }
        }
        spare
    }

    fn line(&mut self, line: &Line) {
        match (&line.asks, &line.seated) {
            (_, Some(seated)) => {
                self.seats = seated.seats.iter().map(|(_, people)| *people).fold(self.seats, u32::saturating_add);
            }
            (AsksInForce::People { count, test }, None) => self.needs(*test, count.fixed().unwrap_or(u32::MAX)),
            (AsksInForce::Credentials { each, .. }, None) => each.iter().for_each(|test| self.needs(*test, u32::MAX)),
            (AsksInForce::Figure(_) | AsksInForce::Attains(_), None) => {}
        }
    }

    fn metric(&mut self, metric: &MetricInForce) {
        match &metric.value {
            ValueInForce::Measured { inputs, .. } => {
                for input in inputs {
                    if let InputInForce::People(test) = input {
                        self.needs(*test, u32::MAX);
                    }
                }
            }
            ValueInForce::People(steps) => {
                steps.iter().for_each(|step| self.needs(step.test, enough(&step.kind, &metric.max)));
            }
        }
    }

    fn needs(&mut self, test: usize, people: u32) {
        if let Some(enough) = self.enough.get_mut(test) {
            *enough = people.max(*enough);
        }
    }

    /// Whether nobody would notice that one of the people with these answers is gone.
    fn can_miss(&self, census: &Census, answers: &[u64]) -> bool {
        let left = |test: usize| census.count(test).saturating_sub(1);
        let enough = |test: usize| self.enough.get(test).is_some_and(|enough| left(test) >= *enough);
        // Who fills the seats is decided class by class.
        set_bits(answers).all(enough) && (!census.has_tied(answers) || census.class_of(answers).saturating_sub(1) >= self.seats)
    }
}

/// So many people give a step all the points that its metric has.
fn enough(step: &StepKind, max: &Exact) -> u32 {
    match step {
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

//! Options at their levels: the lines in force, their groups, and what ties their people.

use std::collections::{BTreeMap, BTreeSet};

use tierwise_core::Day;

use crate::catalogue::{Asks, AttainOption, Attains, Count, FigureRule, Programme, Relation, Requirement};
use crate::census::Tests;

/// An option at a level.
#[derive(Debug)]
pub(crate) struct LevelInForce {
    /// Place among the competency's options.
    pub option: usize,
    /// Place in [`Programme::levels`].
    pub level: usize,
    pub lines: Vec<Line>,
    /// In catalogue order; a line without a group is a group of its own.
    pub groups: Vec<Group>,
}

/// Lines that are alternatives, by their places.
#[derive(Debug)]
pub(crate) struct Group {
    pub lines: Vec<usize>,
    /// Those whose people are chosen one by one.
    pub seated: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct Line {
    /// Place among the option's requirements.
    pub requirement: usize,
    pub asks: AsksInForce,
    /// Where people are chosen one by one, because of ties or capacities.
    pub seated: Option<Seated>,
}

#[derive(Debug)]
pub(crate) enum AsksInForce {
    People {
        count: Count,
        test: usize,
    },
    Credentials {
        count: u32,
        test: usize,
        /// The test of each skill.
        each: Vec<usize>,
    },
    Figure(FigureRule),
    Attains(Attains),
}

/// How people sit in a line.
#[derive(Debug)]
pub(crate) struct Seated {
    /// The test of each seat and how many people it takes.
    pub seats: Vec<(usize, u32)>,
    /// The place of another line, and whether its people are excluded (else they are the only ones allowed).
    // INVARIANT: the catalogue check sees to it that the other line is in force, too; else the place is that of no line.
    pub tie: Option<(usize, bool)>,
    /// Place in [`Programme::capacities`].
    pub capacity: Option<usize>,
}

/// Every option in force at every level.
pub(super) fn levels(programme: &Programme, tests: &Tests, options: &[AttainOption], day: Day) -> Vec<LevelInForce> {
    let mut found = Vec::new();
    for (option, rules) in options.iter().enumerate().filter(|(_, option)| option.effective.covers(day)) {
        let mut levels: BTreeMap<usize, Vec<(usize, &Requirement)>> = BTreeMap::new();
        for (place, requirement) in rules.requirements.iter().enumerate() {
            if requirement.effective.covers(day) {
                levels.entry(requirement.level).or_default().push((place, requirement));
            }
        }
        found.extend(levels.into_iter().map(|(level, requirements)| {
            let lines =
                requirements.iter().map(|line| Line::of(programme, tests, line, &requirements, day)).collect::<Vec<Line>>();
            LevelInForce { option, level, groups: groups(&requirements, &lines), lines }
        }));
    }
    found
}

/// Requirements in force with their places.
type Requirements<'p> = [(usize, &'p Requirement)];

impl Line {
    fn of(programme: &Programme, tests: &Tests, one: &(usize, &Requirement), others: &Requirements<'_>, day: Day) -> Self {
        let (place, requirement) = *one;
        let capacity = programme.capacity_of(requirement, day);
        let is_seated = capacity.is_some() || requirement.is_tied(others.iter().map(|(_, other)| *other));
        let asks = match &requirement.asks {
            Asks::People { count, holds, .. } => AsksInForce::People { count: count.clone(), test: tests.place(holds) },
            Asks::Credentials { count, holds } => {
                // A code that is named twice is one skill.
                let each: BTreeSet<usize> = tests.codes(holds).into_iter().collect();
                AsksInForce::Credentials { count: *count, test: tests.place(holds), each: each.into_iter().collect() }
            }
            Asks::Figure(rule) => AsksInForce::Figure(rule.clone()),
            Asks::Attains(attains) => AsksInForce::Attains(attains.clone()),
        };
        let seated =
            is_seated.then(|| Seated { seats: seats(tests, &requirement.asks), tie: tie(requirement, others), capacity });
        Self { requirement: place, asks, seated }
    }
}

fn seats(tests: &Tests, asks: &Asks) -> Vec<(usize, u32)> {
    match asks {
        Asks::People { holds, relation: Relation::DistinctPerCode, .. } => {
            tests.codes(holds).into_iter().map(|test| (test, 1)).collect()
        }
        Asks::People { count: Count::Fixed(count), holds, .. } => vec![(tests.place(holds), *count)],
        _ => Vec::new(),
    }
}

fn tie(requirement: &Requirement, others: &Requirements<'_>) -> Option<(usize, bool)> {
    let relation = requirement.relation();
    let target = others.iter().position(|(_, other)| Some(other.line) == relation.line());
    relation.line().map(|_| (target.unwrap_or(usize::MAX), matches!(relation, Relation::OtherPeopleThan(_))))
}

fn groups(requirements: &Requirements<'_>, lines: &[Line]) -> Vec<Group> {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for (place, (_, requirement)) in requirements.iter().enumerate() {
        let name = requirement.group.as_deref();
        match groups.iter_mut().find(|(other, _)| name.is_some() && *other == name) {
            Some((_, group)) => group.push(place),
            None => groups.push((name, vec![place])),
        }
    }
    let is_seated = |place: &usize| lines.get(*place).is_some_and(|line| line.seated.is_some());
    let groups =
        groups.into_iter().map(|(_, lines)| Group { seated: lines.iter().copied().filter(is_seated).collect(), lines });
    groups.collect()
}

//! The rules in force on a day, with the numbers of their tests: made once, read for any number of partners.
//!
//! Whatever depends on programme and day only is worked out here. Knows nobody's facts: no people, no figures, no market.

mod area;
mod level;

use tierwise_core::{CompetencyId, Day};

pub(crate) use self::area::{AreaInForce, Classified, InputInForce, MetricInForce, StepInForce, TrackInForce, ValueInForce};
pub(crate) use self::level::{AsksInForce, Group, LevelInForce, Line, Seated};
use crate::catalogue::{Programme, ScoreRule, Ways};
use crate::census::Tests;

#[derive(Debug)]
pub(crate) struct InForce {
    /// How many competencies the programme has, in force or not: the places in `competencies` are below.
    pub places: usize,
    /// Each behind all those that it asks for.
    pub competencies: Vec<CompetencyInForce>,
    /// When the total of a track qualifies, in a score programme.
    pub score: Option<ScoreRule>,
    pub capacities: Vec<CapacityInForce>,
    /// Whether people compete for anything.
    pub has_capacities: bool,
}

#[derive(Debug)]
pub(crate) struct CompetencyInForce {
    /// Place in [`Programme::competencies`].
    pub place: usize,
    pub id: CompetencyId,
    pub asks_for_others: bool,
    pub ways: WaysInForce,
}

#[derive(Debug)]
pub(crate) enum WaysInForce {
    /// Every option in force at every level, in catalogue order.
    Levels(Vec<LevelInForce>),
    Area(AreaInForce),
}

/// Every capacity of the programme has one, so that places stay; lines name only those in force.
#[derive(Debug)]
pub(crate) struct CapacityInForce {
    /// One person serves so many competencies at most.
    pub most: u32,
    /// Capacities with the same number are never mixed by one person.
    pub apart: Option<usize>,
}

impl InForce {
    /// `day` may be outside of the edition's dates: then the nearest day inside chooses the rules.
    pub fn of(programme: &Programme, tests: &Tests, day: Day) -> Self {
        let day = programme.effective.nearest(day);
        let in_order = programme.order.iter().filter_map(|place| Some((*place, programme.competencies.get(*place)?)));
        let competencies = in_order.filter(|(_, competency)| competency.effective.covers(day)).map(|(place, competency)| {
            let ways = match &competency.ways {
                Ways::Options(options) => WaysInForce::Levels(level::levels(programme, tests, options, day)),
                Ways::Area(area) => WaysInForce::Area(AreaInForce::of(tests, competency.id.as_str(), area, day)),
            };
            let asks_for_others = competency.asks_for_others();
            CompetencyInForce { place, id: competency.id.clone(), asks_for_others, ways }
        });
        Self {
            places: programme.competencies.len(),
            competencies: competencies.collect(),
            score: programme.score.clone(),
            capacities: capacities(programme),
            has_capacities: programme.capacities.iter().any(|capacity| capacity.effective.covers(day)),
        }
    }
}

fn capacities(programme: &Programme) -> Vec<CapacityInForce> {
    let mut names: Vec<&String> = programme.capacities.iter().filter_map(|capacity| capacity.apart.as_ref()).collect();
    names.sort_unstable();
    names.dedup();
    let capacities = programme.capacities.iter().map(|capacity| CapacityInForce {
        most: capacity.most,
        apart: capacity.apart.as_ref().and_then(|name| names.iter().position(|other| *other == name)),
    });
    capacities.collect()
}

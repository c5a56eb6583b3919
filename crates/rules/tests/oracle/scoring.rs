//! Points, tracks and totals, by the oracle.

use super::judge::Judge;
use super::ratio::{Ratio, ZERO, whole};
use super::world::*;
use super::write::{classification_id, input_id};

#[derive(Debug, Clone)]
pub struct Scored {
    pub tracks: Vec<Track>,
    pub used: usize,
    pub level: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct Track {
    pub total: Ratio,
    pub qualified: bool,
    /// The place of each metric in force with its points, where they are known.
    pub metrics: Vec<(usize, Option<Ratio>)>,
}

impl Scored {
    pub fn qualified(&self) -> bool {
        self.tracks[self.used].qualified
    }
}

pub fn score(judge: &Judge<'_>, place: usize, area: &Area) -> Scored {
    let rule = judge.world.score.as_ref().expect("a score programme");
    let tracks: Vec<Track> = (0..area.tracks.max(1)).map(|track| one_track(judge, rule, place, area, track)).collect();
    let used = match &area.choose {
        Choose::BestOf => {
            let best = tracks.iter().map(|track| (track.qualified, track.total)).max().unwrap();
            tracks.iter().position(|track| (track.qualified, track.total) == best).unwrap()
        }
        Choose::Classification(derived) => classified(judge, place, area, derived.as_ref()),
    };
    let level = match &rule.thresholds {
        Thresholds::One(_) => None,
        Thresholds::Levels(levels) => {
            let reached = levels.iter().filter(|(_, total)| tracks[used].total >= *total).map(|(level, _)| *level).max();
            reached.filter(|_| tracks[used].qualified)
        }
    };
    Scored { tracks, used, level }
}

fn classified(judge: &Judge<'_>, place: usize, area: &Area, derived: Option<&Classification>) -> usize {
    if let Some(own) = judge.world.track.filter(|track| *track < area.tracks) {
        return own;
    }
    let Some(rule) = derived else { return 0 };
    let figure = judge.stated(&classification_id(place), None);
    let is_met = figure.is_some_and(|figure| if rule.is_least { figure >= rule.threshold } else { figure <= rule.threshold });
    if is_met { rule.track } else { rule.otherwise }
}

fn one_track(judge: &Judge<'_>, rule: &Score, place: usize, area: &Area, track: usize) -> Track {
    let own = |metric: &Metric| metric.track.is_none_or(|own| own == track) && metric.effective.has(judge.rules);
    let metrics: Vec<(usize, Option<Ratio>)> = area
        .metrics
        .iter()
        .enumerate()
        .filter(|(_, metric)| own(metric))
        .map(|(number, metric)| (number, points(judge, place, metric, track)))
        .collect();
    let total = metrics.iter().filter_map(|(_, points)| *points).fold(ZERO, |sum, points| sum + points);
    let threshold = match &rule.thresholds {
        Thresholds::One(total) => *total,
        Thresholds::Levels(levels) => levels[0].1,
    };
    let every = metrics.iter().all(|(_, points)| match (points, rule.every) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(points), Some(Floor::Above(floor))) => *points > floor,
        (Some(points), Some(Floor::AtLeast(floor))) => *points >= floor,
    });
    Track { total, qualified: every && total >= threshold, metrics }
}

fn points(judge: &Judge<'_>, place: usize, metric: &Metric, track: usize) -> Option<Ratio> {
    let points = match &metric.value {
        Value::Measured { inputs, points } => {
            let value = |(number, input): (usize, &Option<Holds>)| match input {
                Some(holds) => Some(whole(judge.holders(holds).count_ones().into())),
                None => judge.figure(&input_id(place, metric, inputs.len(), number), metric.look_back),
            };
            let values: Option<Vec<Ratio>> = inputs.iter().enumerate().map(value).collect();
            let formula = match points {
                Points::ByMarket(by_market) => by_market.get(judge.world.is_developing),
                Points::ByTrack(formulas) => &formulas[track],
            };
            formula.value(&values?)
        }
        Value::Steps(steps) => {
            let in_force: Vec<&Step> = steps.iter().filter(|step| step.effective.has(judge.rules)).collect();
            let have = |step: &Step| judge.holders(&step.holds).count_ones() as usize;
            let gates_open = in_force.iter().all(|step| match step.kind {
                StepKind::Gate(people) | StepKind::Flat(people, _) => have(step) >= people,
                StepKind::Elective(_) => true,
            });
            let worth = |step: &&Step| match &step.kind {
                StepKind::Gate(_) => ZERO,
                StepKind::Flat(people, points) => {
                    if have(step) >= *people {
                        *points
                    } else {
                        ZERO
                    }
                }
                StepKind::Elective(_) if !gates_open => ZERO,
                StepKind::Elective(each) => whole(have(step) as i128) * *each.get(judge.world.is_developing),
            };
            in_force.iter().map(worth).fold(ZERO, |sum, points| sum + points)
        }
    };
    Some(points.max(ZERO).min(metric.max))
}

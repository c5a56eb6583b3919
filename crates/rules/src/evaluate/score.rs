//! Score programmes: gates, flat amounts, electives and formulas become points, tracks and a total.

use tierwise_core::{Exact, TrackId};

use super::{Counted, MetricResult, Scene, ScoreStanding, StepResult, TrackResult};
use crate::catalogue::{Area, Choose, Competency, Every, Metric, MetricValue, ScoreRule, Step, StepKind};
use crate::facts::{classification_id, input_id};

pub(super) fn evaluate(scene: &Scene<'_>, competency: &Competency, area: &Area) -> ScoreStanding {
    let rule = scene.programme.score.as_ref();
    let scene = AreaScene { scene, competency, area };
    let tracks: Vec<TrackResult> = area.tracks.iter().map(|track| scene.track(track, rule)).collect();
    let used = match &area.choose {
        Choose::BestOf => best(&tracks),
        Choose::Classification(_) => {
            let track = scene.classified();
            tracks.iter().position(|result| Some(&result.track) == track.as_ref()).unwrap_or(0)
        }
    };
    let level = tracks.get(used).filter(|track| track.qualified).and_then(|track| level(&track.total, rule?));
    ScoreStanding { tracks, used, level }
}

/// The highest level whose threshold the total reaches.
fn level(total: &Exact, rule: &ScoreRule) -> Option<usize> {
    rule.levels.iter().rev().find(|(_, threshold)| total >= threshold).map(|(level, _)| *level)
}

/// A track that qualifies, else the one with the higher total; the first of equals.
fn best(tracks: &[TrackResult]) -> usize {
    let mut best: Option<(usize, &TrackResult)> = None;
    for (place, track) in tracks.iter().enumerate() {
        if best.is_none_or(|(_, best)| (track.qualified, &track.total) > (best.qualified, &best.total)) {
            best = Some((place, track));
        }
    }
    best.map_or(0, |(place, _)| place)
}

struct AreaScene<'s> {
    scene: &'s Scene<'s>,
    competency: &'s Competency,
    area: &'s Area,
}

impl AreaScene<'_> {
    /// The partner's track: stated, or derived from a figure, or the one that holds otherwise.
    fn classified(&self) -> Option<TrackId> {
        let facts = self.scene.facts;
        if let Some(track) = facts.track.as_ref().filter(|track| self.area.tracks.contains(track)) {
            return Some(track.clone());
        }
        let Choose::Classification(Some(rule)) = &self.area.choose else { return self.area.tracks.first().cloned() };
        let figure = facts.figures.stated(&classification_id(self.competency.id.as_str()), None, self.scene.today);
        let is_met = figure.is_some_and(|figure| rule.bound.holds(&figure, &rule.threshold));
        Some(if is_met { rule.track.clone() } else { rule.otherwise.clone() })
    }

    fn track(&self, track: &TrackId, rule: Option<&ScoreRule>) -> TrackResult {
        let metrics: Vec<MetricResult> = self
            .area
            .metrics
            .iter()
            .enumerate()
            .filter(|(_, metric)| {
                metric.effective.covers(self.scene.day) && metric.track.as_ref().is_none_or(|own| own == track)
            })
            .map(|(place, metric)| self.metric(place, metric, track))
            .collect();
        let total = metrics.iter().filter_map(|metric| metric.points.as_ref()).fold(Exact::zero(), |sum, points| &sum + points);
        let qualified =
            rule.is_some_and(|rule| total >= rule.threshold && metrics.iter().all(|metric| reaches(metric, &rule.every)));
        TrackResult { track: track.clone(), total, qualified, metrics }
    }

    fn metric(&self, place: usize, metric: &Metric, track: &TrackId) -> MetricResult {
        match &metric.value {
            MetricValue::Measured { inputs, points } => {
                let mut unknown = Vec::new();
                let mut values = Vec::new();
                for (input, asked) in inputs.iter().enumerate() {
                    if let Some(holds) = &asked.people {
                        let people = self.scene.census.count(self.scene.tests.place(holds));
                        values.push(Exact::from(u64::from(people)));
                        continue;
                    }
                    let id = input_id(self.competency.id.as_str(), metric, input);
                    match self.scene.facts.figures.get(&id, metric.look_back, self.scene.today) {
                        Some(value) => values.push(value),
                        None => unknown.push(id),
                    }
                }
                let formula = points.get(self.scene.facts.market, Some(track)).filter(|_| unknown.is_empty());
                let points = formula.map(|formula| within(&formula.value(&values), &metric.max));
                MetricResult { metric: place, points, unknown, steps: Vec::new() }
            }
            MetricValue::People(steps) => {
                let in_force = steps.iter().enumerate().filter(|(_, step)| step.effective.covers(self.scene.day));
                let (points, steps) = self.steps(in_force, track);
                MetricResult { metric: place, points: Some(within(&points, &metric.max)), unknown: Vec::new(), steps }
            }
        }
    }

    fn steps<'s>(&self, steps: impl Iterator<Item = (usize, &'s Step)>, track: &TrackId) -> (Exact, Vec<StepResult>) {
        let (mut flat, mut electives, mut gates_open) = (Exact::zero(), Exact::zero(), true);
        let mut results = Vec::new();
        for (place, step) in steps {
            let test = self.scene.tests.place(&step.holds);
            let have = self.scene.census.count(test);
            let needed = match &step.kind {
                StepKind::Gate { people } | StepKind::Flat { people, .. } => *people,
                StepKind::Elective { .. } => 1,
            };
            let met = have >= needed;
            match &step.kind {
                StepKind::Gate { .. } => gates_open &= met,
                StepKind::Flat { points, .. } => {
                    gates_open &= met;
                    if met {
                        flat = &flat + points;
                    }
                }
                StepKind::Elective { each } => {
                    if let Some(each) = each.get(self.scene.facts.market, Some(track)) {
                        electives = &electives + &(each * &Exact::from(u64::from(have)));
                    }
                }
            }
            results.push(StepResult { step: place, needed, have, met, counted: Counted::Everyone { test } });
        }
        let points = if gates_open { &flat + &electives } else { flat };
        (points, results)
    }
}

/// Points are never below zero and never above the maximum.
fn within(points: &Exact, max: &Exact) -> Exact {
    if points.is_negative() { Exact::zero() } else { points.min(max).clone() }
}

fn reaches(metric: &MetricResult, every: &Every) -> bool {
    metric.points.as_ref().is_some_and(|points| match every {
        Every::Above(floor) => points > floor,
        Every::AtLeast(floor) => points >= floor,
    })
}

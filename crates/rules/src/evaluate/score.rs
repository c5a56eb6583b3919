//! Score programmes: gates, flat amounts, electives and formulas become points, tracks and a total.

use tierwise_core::{Exact, TrackId};

use super::{Counted, MetricResult, Scene, ScoreStanding, StepResult, TrackResult};
use crate::catalogue::{Every, ScoreRule, StepKind};
use crate::in_force::{AreaInForce, Classified, InputInForce, MetricInForce, StepInForce, TrackInForce, ValueInForce};

pub(super) fn evaluate(scene: &Scene<'_>, area: &AreaInForce) -> ScoreStanding {
    let rule = scene.in_force.score.as_ref();
    let tracks: Vec<TrackResult> = area.tracks.iter().map(|track| scene.track(track, rule)).collect();
    let used = match &area.classified {
        None => best(&tracks),
        Some(classified) => {
            let track = scene.classified(area, classified);
            tracks.iter().position(|result| Some(&result.track) == track).unwrap_or(0)
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

impl<'s> Scene<'s> {
    /// The partner's track: stated, or derived from a figure, or the one that holds otherwise.
    fn classified<'a>(&self, area: &'a AreaInForce, by: &'a Classified) -> Option<&'a TrackId>
    where
        's: 'a,
    {
        let mut tracks = area.tracks.iter().map(|track| &track.id);
        if let Some(stated) = &self.facts.track
            && let Some(track) = tracks.clone().find(|track| *track == stated)
        {
            return Some(track);
        }
        let Some(rule) = &by.rule else { return tracks.next() };
        let figure = self.facts.figures.stated(&by.figure, None, self.today);
        let is_met = figure.is_some_and(|figure| rule.bound.holds(&figure, &rule.threshold));
        Some(if is_met { &rule.track } else { &rule.otherwise })
    }

    fn track(&self, track: &TrackInForce, rule: Option<&ScoreRule>) -> TrackResult {
        let metrics: Vec<MetricResult> = track.metrics.iter().map(|metric| self.metric(metric, &track.id)).collect();
        let total = metrics.iter().filter_map(|metric| metric.points.as_ref()).fold(Exact::zero(), |sum, points| &sum + points);
        let qualified =
            rule.is_some_and(|rule| total >= rule.threshold && metrics.iter().all(|metric| reaches(metric, &rule.every)));
        TrackResult { track: track.id.clone(), total, qualified, metrics }
    }

    fn metric(&self, metric: &MetricInForce, track: &TrackId) -> MetricResult {
        let (points, unknown, steps) = match &metric.value {
            ValueInForce::Measured { inputs, points } => {
                let (mut values, mut unknown) = (Vec::new(), Vec::new());
                for input in inputs {
                    match input {
                        InputInForce::People(test) => values.push(Exact::from(u64::from(self.census.count(*test)))),
                        InputInForce::Figure(id) => match self.facts.figures.get(id, metric.look_back, self.today) {
                            Some(value) => values.push(value),
                            None => unknown.push(id.clone()),
                        },
                    }
                }
                let formula = points.get(self.facts.market, Some(track)).filter(|_| unknown.is_empty());
                (formula.map(|formula| formula.value(&values)), unknown, Vec::new())
            }
            ValueInForce::People(steps) => {
                let (points, steps) = self.steps(steps, track);
                (Some(points), Vec::new(), steps)
            }
        };
        let points = points.map(|points| within(&points, &metric.max));
        MetricResult { metric: metric.metric, points, unknown, steps }
    }

    fn steps(&self, steps: &[StepInForce], track: &TrackId) -> (Exact, Vec<StepResult>) {
        let (mut flat, mut electives, mut gates_open) = (Exact::zero(), Exact::zero(), true);
        let mut results = Vec::with_capacity(steps.len());
        for StepInForce { step, test, kind } in steps {
            let have = self.census.count(*test);
            let needed = match kind {
                StepKind::Gate { people } | StepKind::Flat { people, .. } => *people,
                StepKind::Elective { .. } => 1,
            };
            let met = have >= needed;
            match kind {
                StepKind::Gate { .. } => gates_open &= met,
                StepKind::Flat { points, .. } => {
                    gates_open &= met;
                    if met {
                        flat = &flat + points;
                    }
                }
                StepKind::Elective { each } => {
                    if let Some(each) = each.get(self.facts.market, Some(track)) {
                        electives = &electives + &(each * &Exact::from(u64::from(have)));
                    }
                }
            }
            results.push(StepResult { step: *step, needed, have, met, counted: Counted::Everyone { test: *test } });
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

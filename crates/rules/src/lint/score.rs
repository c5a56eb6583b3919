//! Metrics that can never score, and thresholds that no score reaches.

use tierwise_core::{Day, Exact, TrackId};

use super::Kind;
use super::bounds::Bounds;
use super::parts::{Findings, Part};
use super::reach::{can_be_met, level};
use crate::catalogue::{Area, Every, Market, Metric, MetricValue, Programme, ScoreRule, Step, StepKind, Ways};

pub(super) fn look(programme: &Programme, days: &[Day], findings: &mut Findings<'_>) {
    for (place, competency) in programme.competencies.iter().enumerate() {
        let (Ways::Area(area), Some(rule)) = (&competency.ways, &programme.score) else { continue };
        let part = Part::new("competency", place);
        let days: Vec<Day> = days.iter().copied().filter(|day| competency.effective.covers(*day)).collect();
        for (place, metric) in area.metrics.iter().enumerate() {
            self::metric(programme, area, metric, rule, &days, &part.child("metric", place), findings);
        }
        if !findings.has(&[Kind::NeverMet, Kind::NeverScores, Kind::OutOfReach], &part) {
            totals(programme, area, rule, &days, &part, findings);
        }
    }
}

fn metric(
    programme: &Programme,
    area: &Area,
    metric: &Metric,
    rule: &ScoreRule,
    days: &[Day],
    part: &Part,
    findings: &mut Findings<'_>,
) {
    let days: Vec<Day> = days.iter().copied().filter(|day| metric.effective.covers(*day)).collect();
    unmet_tests(programme, metric, &days, part, findings);
    let tracks = area.tracks.iter().filter(|track| metric.track.as_ref().is_none_or(|own| own == *track));
    let most = tracks.flat_map(|track| days.iter().map(|day| most(programme, metric, track, *day))).max();
    let Some(most) = most.filter(|_| !findings.has(&[Kind::NeverMet], part)) else { return };
    if most.is_zero() {
        let hint = "mend its formula or steps, or leave it out: a metric of gates alone scores nothing either";
        let words = (format!("metric `{}` can never score", metric.id), "never scores", hint.to_owned());
        findings.report(Kind::NeverScores, part, &["id"], words);
        return;
    }
    let (is_short, floor) = match &rule.every {
        Every::Above(floor) => (most <= *floor, format!("above {floor}")),
        Every::AtLeast(floor) => (most < *floor, floor.to_string()),
    };
    if is_short {
        let message = format!("metric `{}` gives {most} at most, and every metric must give {floor}", metric.id);
        let hint = "mend `max`, or the floor in `[score]`: with this metric no score qualifies";
        findings.report(Kind::OutOfReach, part, &["max"], (message, "below the floor", hint.to_owned()));
    }
}

/// Steps and inputs whose tests nobody can meet.
fn unmet_tests(programme: &Programme, metric: &Metric, days: &[Day], part: &Part, findings: &mut Findings<'_>) {
    const HINT: &str = "on none of its days are the skills accepted that it takes; mend the days, or leave it out";
    match &metric.value {
        MetricValue::People(steps) => {
            for (place, step) in steps.iter().enumerate() {
                let mut days = days.iter().filter(|day| step.effective.covers(**day)).peekable();
                if days.peek().is_some() && !days.any(|day| can_be_met(programme, &step.holds, *day)) {
                    let what = if step.id.as_str().is_empty() { "the step".to_owned() } else { format!("step {}", step.id) };
                    let message = match &step.kind {
                        StepKind::Elective { .. } => format!("{what} can never score"),
                        StepKind::Gate { .. } | StepKind::Flat { .. } => {
                            format!("{what} can never be met, and without it no elective scores")
                        }
                    };
                    let words = (message, "never met", HINT.to_owned());
                    findings.report(Kind::NeverMet, &part.child("step", place), &["holds"], words);
                }
            }
        }
        MetricValue::Measured { inputs, .. } => {
            for input in inputs {
                let Some(holds) = &input.people else { continue };
                if !days.is_empty() && !days.iter().any(|day| can_be_met(programme, holds, *day)) {
                    let words = (format!("the input `{}` can never count anybody", input.name), "never met", HINT.to_owned());
                    findings.report(Kind::NeverMet, part, &["inputs", &input.name, "people"], words);
                }
            }
        }
    }
}

/// Thresholds above the sum of what the metrics of a track can give.
fn totals(programme: &Programme, area: &Area, rule: &ScoreRule, days: &[Day], part: &Part, findings: &mut Findings<'_>) {
    for track in &area.tracks {
        let in_force =
            |metric: &&Metric, day: Day| metric.effective.covers(day) && metric.track.as_ref().is_none_or(|own| own == track);
        let total = |day: &Day| {
            let metrics = area.metrics.iter().filter(|metric| in_force(metric, *day));
            metrics.fold(Exact::zero(), |sum, metric| &sum + &most(programme, metric, track, *day))
        };
        let Some(highest) = days.iter().map(total).max() else { continue };
        let levels = rule.levels.iter().map(|(place, threshold)| (format!("for {} ", level(programme, *place)), threshold));
        let thresholds = levels.chain([(String::new(), &rule.threshold)]);
        if let Some((what, threshold)) =
            thresholds.filter(|(_, threshold)| **threshold > highest).min_by_key(|(_, total)| *total)
        {
            let message = format!("track `{track}` gives {highest} at most, and {what}it takes {threshold}");
            let hint = "mend the `max` of its metrics, or the threshold in `[score]`";
            findings.report(Kind::OutOfReach, part, &["id"], (message, "out of reach", hint.to_owned()));
        }
    }
}

/// The most points that a metric can give on a day, in whatever market.
fn most(programme: &Programme, metric: &Metric, track: &TrackId, day: Day) -> Exact {
    let most = match &metric.value {
        MetricValue::Measured { inputs, points } => {
            let formulas =
                [Market::Developed, Market::Developing].into_iter().filter_map(|market| points.get(market, Some(track)));
            let ends: Option<Vec<Exact>> = formulas.map(|formula| Bounds::of(formula, inputs).most).collect();
            ends.and_then(|ends| ends.into_iter().max())
        }
        MetricValue::People(steps) => most_of_steps(programme, steps, day),
    };
    most.map_or_else(|| metric.max.clone(), |most| most.min(metric.max.clone()).max(Exact::zero()))
}

/// Without electives a sum; with them `None`: there is no limit to how many people score.
fn most_of_steps(programme: &Programme, steps: &[Step], day: Day) -> Option<Exact> {
    let (mut flat, mut gates_open, mut electives) = (Exact::zero(), true, false);
    for step in steps.iter().filter(|step| step.effective.covers(day)) {
        let can_be_met = can_be_met(programme, &step.holds, day);
        match &step.kind {
            StepKind::Gate { .. } => gates_open &= can_be_met,
            StepKind::Flat { points, .. } => {
                gates_open &= can_be_met;
                if can_be_met {
                    flat = &flat + points;
                }
            }
            StepKind::Elective { .. } => electives |= can_be_met,
        }
    }
    (!(gates_open && electives)).then_some(flat)
}

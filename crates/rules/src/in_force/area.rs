//! Competencies that are scored: the metrics of each track, with where the inputs of their formulas come from.

use tierwise_core::{Day, Exact, TrackId};

use crate::catalogue::{Area, ByCase, Choose, Classification, LookBack, Metric, MetricValue, Step, StepKind};
use crate::census::Tests;
use crate::facts::{classification_id, input_id};
use crate::syntax::Formula;

#[derive(Debug)]
pub(crate) struct AreaInForce {
    pub tracks: Vec<TrackInForce>,
    /// Nothing where the best track is the partner's.
    pub classified: Option<Classified>,
}

/// What puts the partner into a track.
#[derive(Debug)]
pub(crate) struct Classified {
    /// The id of the figure.
    pub figure: String,
    /// Nothing where only a statement does.
    pub rule: Option<Classification>,
}

#[derive(Debug)]
pub(crate) struct TrackInForce {
    pub id: TrackId,
    pub metrics: Vec<MetricInForce>,
}

#[derive(Debug)]
pub(crate) struct MetricInForce {
    /// Place among the area's metrics.
    pub metric: usize,
    pub max: Exact,
    pub look_back: Option<LookBack>,
    pub value: ValueInForce,
}

#[derive(Debug)]
pub(crate) enum ValueInForce {
    Measured { inputs: Vec<InputInForce>, points: ByCase<Formula> },
    People(Vec<StepInForce>),
}

/// Where the value of an input comes from.
#[derive(Debug)]
pub(crate) enum InputInForce {
    /// The number of people who meet a test.
    People(usize),
    /// The figure with this id.
    Figure(String),
}

#[derive(Debug)]
pub(crate) struct StepInForce {
    /// Place among the metric's steps.
    pub step: usize,
    pub test: usize,
    pub kind: StepKind,
}

impl AreaInForce {
    pub(super) fn of(tests: &Tests, competency: &str, area: &Area, day: Day) -> Self {
        let tracks = area.tracks.iter().map(|track| {
            let metrics = area
                .metrics
                .iter()
                .enumerate()
                .filter(|(_, metric)| metric.effective.covers(day) && metric.track.as_ref().is_none_or(|own| own == track));
            let metrics = metrics.map(|(place, metric)| MetricInForce {
                metric: place,
                max: metric.max.clone(),
                look_back: metric.look_back,
                value: ValueInForce::of(tests, competency, metric, day),
            });
            TrackInForce { id: track.clone(), metrics: metrics.collect() }
        });
        let classified = match &area.choose {
            Choose::BestOf => None,
            Choose::Classification(rule) => Some(Classified { figure: classification_id(competency), rule: rule.clone() }),
        };
        Self { tracks: tracks.collect(), classified }
    }
}

impl ValueInForce {
    fn of(tests: &Tests, competency: &str, metric: &Metric, day: Day) -> Self {
        match &metric.value {
            MetricValue::Measured { inputs, points } => {
                let inputs = inputs.iter().enumerate().map(|(place, input)| match &input.people {
                    Some(holds) => InputInForce::People(tests.place(holds)),
                    None => InputInForce::Figure(input_id(competency, metric, place)),
                });
                Self::Measured { inputs: inputs.collect(), points: points.clone() }
            }
            MetricValue::People(steps) => {
                let in_force = steps.iter().enumerate().filter(|(_, step)| step.effective.covers(day));
                let steps = in_force.map(|(place, Step { kind, holds, .. })| StepInForce {
                    step: place,
                    test: tests.place(holds),
                    kind: kind.clone(),
                });
                Self::People(steps.collect())
            }
        }
    }
}

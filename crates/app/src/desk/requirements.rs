//! Every requirement of every way to attain a competency: what it asks, who counts for it, and who nearly does.

mod near;

use std::collections::BTreeMap;

use tierwise_core::{CompetencyId, Exact, LevelId, TrackId, UserId};
use tierwise_i18n::Message;
use tierwise_rules::{
    Area, Asks, AttainOption, Bound, Counted, Holds, Metric, MetricResult, MetricValue, OptionResult, Outcome, Requirement,
    RequirementResult, ScoreStanding, Step, StepKind, StepResult, Text, TrackResult, Ways,
};

pub use near::{Near, NearReason};

use super::Desk;
use super::worth::Value;
use crate::wording::text_argument;
use near::Finder;

/// The requirements of one competency.
#[derive(Debug, Clone)]
pub struct RequirementsView {
    pub competency: CompetencyId,
    pub name: Text,
    pub value: Value,
    pub parts: Vec<PartView>,
    /// What no source settles about the competency as a whole.
    pub doubts: Vec<Text>,
}

/// An option at a level, or a metric of a track.
#[derive(Debug, Clone)]
pub struct PartView {
    pub name: Text,
    pub level: Option<LevelId>,
    pub track: Option<TrackId>,
    /// Whether the standing rests on it: the attained option, the track that is the partner's.
    pub used: bool,
    pub state: LineState,
    /// Of a metric; nothing where a figure is unknown.
    pub points: Option<Exact>,
    pub max: Option<Exact>,
    /// The ids of figures that nobody entered.
    pub unknown: Vec<String>,
    pub lines: Vec<LineView>,
    pub doubts: Vec<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineState {
    Met,
    Open,
    Unknown,
}

impl LineState {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Open => "open",
            Self::Unknown => "unknown",
        }
    }

    const fn of(met: bool, known: bool) -> Self {
        match (met, known) {
            (true, _) => Self::Met,
            (false, true) => Self::Open,
            (false, false) => Self::Unknown,
        }
    }
}

/// A line of an option, or a step of a metric.
#[derive(Debug, Clone)]
pub struct LineView {
    /// As the answer names it: `option/level/line`, `TRACK/METRIC/STEP`.
    pub key: String,
    pub text: Message,
    /// Lines of one group are alternatives.
    pub group: Option<String>,
    /// Nothing when it depends on a figure that is unknown.
    pub needed: Option<Exact>,
    /// Whether `needed` must not be passed.
    pub at_most: bool,
    /// Nothing when the figure is unknown.
    pub have: Option<Exact>,
    /// Points for each person, where everybody scores.
    pub each: Option<Exact>,
    pub state: LineState,
    pub who: Who,
    /// People who fail just one thing.
    pub near: Vec<Near>,
    pub doubts: Vec<Text>,
}

/// The people of a line: how many, and the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    pub total: usize,
    pub users: Vec<UserId>,
}

impl Desk {
    /// Every competency that is in force, with at most `named` people named at each line.
    pub fn requirements(&self, named: usize) -> Vec<RequirementsView> {
        let appraiser = self.appraiser();
        let finder = Finder::of(self, &appraiser, named);
        let views = self.standings.competencies.iter().filter_map(|standing| {
            let competency = self.programme.competencies.get(standing.competency)?;
            let parts = match (&standing.outcome, &competency.ways) {
                (Outcome::Level(level), Ways::Options(options)) => {
                    let attained = level.attained.map(|attained| attained.result);
                    let results = level.options.iter().enumerate();
                    let part = |(place, result)| self.option(&finder, options, result, attained == Some(place));
                    results.filter_map(part).collect()
                }
                (Outcome::Score(score), Ways::Area(area)) => self.metrics(&finder, area, score),
                _ => Vec::new(),
            };
            Some(RequirementsView {
                competency: competency.id.clone(),
                name: competency.name.clone(),
                value: self.value(&self.standings.worth(standing.competency)),
                parts,
                doubts: competency.doubt.iter().cloned().collect(),
            })
        });
        views.collect()
    }

    fn option(&self, finder: &Finder<'_>, options: &[AttainOption], result: &OptionResult, used: bool) -> Option<PartView> {
        let option = options.get(result.option)?;
        let level = self.programme.levels.get(result.level)?;
        let lines = result.requirements.iter().filter_map(|line| {
            let requirement = option.requirements.get(line.requirement)?;
            Some(self.line(finder, format!("{}/{level}/{}", option.id, requirement.line), requirement, line))
        });
        let lines: Vec<LineView> = lines.collect();
        let known = lines.iter().all(|line| line.state != LineState::Unknown);
        Some(PartView {
            name: option.name.clone(),
            level: Some(level.clone()),
            track: None,
            used,
            state: LineState::of(result.met, known),
            points: None,
            max: None,
            unknown: result.requirements.iter().flat_map(|line| line.unknown.iter().cloned()).collect(),
            lines,
            doubts: option.doubt.iter().cloned().collect(),
        })
    }

    fn line(&self, finder: &Finder<'_>, key: String, requirement: &Requirement, result: &RequirementResult) -> LineView {
        let holds = requirement.asks.holds();
        let text = match &requirement.text {
            Some(text) => Message::new("desk-text").with("text", text_argument(text)),
            None => Message::new("cli-line").with("line", requirement.line.to_string()),
        };
        let (who, near) = self.people_of(finder, holds, result.counted.as_ref(), result.met);
        LineView {
            key,
            text,
            group: requirement.group.clone(),
            needed: result.needed.clone(),
            at_most: matches!(&requirement.asks, Asks::Figure(rule) if rule.bound == Bound::AtMost),
            have: result.have.clone(),
            each: None,
            state: LineState::of(result.met, result.unknown.is_empty()),
            who,
            near,
            doubts: requirement.doubt.iter().cloned().collect(),
        }
    }

    fn metrics(&self, finder: &Finder<'_>, area: &Area, score: &ScoreStanding) -> Vec<PartView> {
        let mut parts = Vec::new();
        for (place, track) in score.tracks.iter().enumerate() {
            for result in &track.metrics {
                if let Some(metric) = area.metrics.get(result.metric) {
                    parts.push(self.metric(finder, metric, result, track, place == score.used));
                }
            }
        }
        parts
    }

    fn metric(&self, finder: &Finder<'_>, metric: &Metric, result: &MetricResult, track: &TrackResult, used: bool) -> PartView {
        let steps: &[Step] = match &metric.value {
            MetricValue::People(steps) => steps,
            MetricValue::Measured { .. } => &[],
        };
        let key = format!("{}/{}", track.track, metric.id);
        let full = result.points.as_ref().is_some_and(|points| *points >= metric.max);
        let lines = result.steps.iter().filter_map(|step| Some(self.step(finder, &key, steps.get(step.step)?, step, full)));
        let scores = result.points.as_ref().is_some_and(|points| !points.is_zero());
        let id = || Text { en: metric.id.to_string(), sv: metric.id.to_string() };
        PartView {
            name: metric.text.clone().unwrap_or_else(id),
            level: None,
            track: Some(track.track.clone()),
            used,
            state: LineState::of(scores, result.points.is_some()),
            points: result.points.clone(),
            max: Some(metric.max.clone()),
            unknown: result.unknown.clone(),
            lines: lines.collect(),
            doubts: metric.doubt.iter().cloned().collect(),
        }
    }

    fn step(&self, finder: &Finder<'_>, metric: &str, step: &Step, result: &StepResult, full: bool) -> LineView {
        let key = match step.id.as_str() {
            "" => metric.to_owned(),
            id => format!("{metric}/{id}"),
        };
        let text = match &step.text {
            Some(text) => Message::new("desk-text").with("text", text_argument(text)),
            None => Message::new("cli-step").with("step", step.id.as_str()),
        };
        let each = match &step.kind {
            StepKind::Elective { each } => each.get(self.facts.market, None).cloned(),
            StepKind::Gate { .. } | StepKind::Flat { .. } => None,
        };
        // More people on an elective score more, until the metric is full.
        let enough = result.met && (each.is_none() || full);
        let (who, near) = self.people_of(finder, Some(&step.holds), Some(&result.counted), enough);
        LineView {
            key,
            text,
            group: None,
            needed: Some(Exact::from(u64::from(result.needed))),
            at_most: false,
            have: Some(Exact::from(u64::from(result.have))),
            each,
            state: LineState::of(result.met, true),
            who,
            near,
            doubts: step.doubt.iter().cloned().collect(),
        }
    }

    fn people_of(
        &self,
        finder: &Finder<'_>,
        holds: Option<&Holds>,
        counted: Option<&Counted>,
        enough: bool,
    ) -> (Who, Vec<Near>) {
        let people = counted.map(|counted| self.standings.counted(counted)).unwrap_or_default();
        let users = people.iter().take(finder.named).filter_map(|person| self.user_at(*person)).collect();
        let near = holds.filter(|_| !enough).map(|holds| finder.near(holds)).unwrap_or_default();
        (Who { total: people.len(), users }, near)
    }

    /// Everybody who counts for a line of a competency, by the key that the answer gives it.
    pub fn who_counts(&self, competency: &CompetencyId, key: &str) -> Vec<UserId> {
        let lines = self.requirements(usize::MAX).into_iter().filter(|view| view.competency == *competency);
        let mut by_key: BTreeMap<String, Vec<UserId>> =
            lines.flat_map(|view| view.parts).flat_map(|part| part.lines).map(|line| (line.key, line.who.users)).collect();
        by_key.remove(key).unwrap_or_default()
    }
}

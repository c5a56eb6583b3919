//! Ways that another way makes superfluous: whoever takes them could take the other one, on every day.

use tierwise_core::Day;

use super::Kind;
use super::implies::{line_implies, test_implies};
use super::parts::{Findings, Part};
use super::reach::{level, levels};
use crate::catalogue::{AttainOption, Competency, Effective, MetricValue, Programme, Requirement, Step, StepKind, Ways};

pub(super) fn look(programme: &Programme, days: &[Day], findings: &mut Findings<'_>) {
    for (place, competency) in programme.competencies.iter().enumerate() {
        let part = Part::new("competency", place);
        let days = among(days, competency.effective);
        match &competency.ways {
            Ways::Options(options) => {
                for (place, option) in options.iter().enumerate() {
                    alternatives(programme, option, &among(&days, option.effective), &part.child("option", place), findings);
                }
                self::options(&Scene { programme, competency, days }, options, &part, findings);
            }
            Ways::Area(area) => {
                for (place, metric) in area.metrics.iter().enumerate() {
                    if let MetricValue::People(steps) = &metric.value {
                        gates(programme, steps, &among(&days, metric.effective), &part.child("metric", place), findings);
                    }
                }
            }
        }
    }
}

fn among(days: &[Day], effective: Effective) -> Vec<Day> {
    days.iter().copied().filter(|day| effective.covers(*day)).collect()
}

/// Of two that dominate each other the later one is told.
fn is_dominated(places: (usize, usize), implies: impl Fn(usize, usize) -> bool) -> bool {
    let (place, other) = places;
    place != other && implies(place, other) && (place > other || !implies(other, place))
}

fn alternatives(programme: &Programme, option: &AttainOption, days: &[Day], part: &Part, findings: &mut Findings<'_>) {
    let lines = &option.requirements;
    let implies = |one: usize, other: usize| {
        let (Some(one), Some(other)) = (lines.get(one), lines.get(other)) else { return false };
        let is_alternative = one.level == other.level && one.group.is_some() && one.group == other.group;
        // Where another line is tied to this one, only this one may satisfy the tie.
        let is_named = lines.iter().any(|line| line.level == one.level && line.relation().line() == Some(one.line));
        let days = among(days, one.effective);
        is_alternative
            && !is_named
            && !other.is_tied(lines.iter())
            && !days.is_empty()
            && days.iter().all(|day| other.effective.covers(*day) && line_implies(programme, one, other, *day))
    };
    for (place, line) in lines.iter().enumerate() {
        // Whoever meets what nobody can meet meets everything.
        if findings.has(&[Kind::NeverMet], &part.child("requirement", place)) {
            continue;
        }
        let Some(other) = (0..lines.len()).find(|other| is_dominated((place, *other), implies)) else { continue };
        let other = lines.get(other).map_or(0, |other| other.line);
        let level = level(programme, line.level);
        let message = format!("whoever meets line {} at {level} meets its alternative, line {other}", line.line);
        let hint = "an alternative that helps nobody: leave it out, or mend one of the two";
        findings.report(
            Kind::Dominated,
            &part.child("requirement", place),
            &["line"],
            (message, "superfluous", hint.to_owned()),
        );
    }
}

struct Scene<'p> {
    programme: &'p Programme,
    competency: &'p Competency,
    days: Vec<Day>,
}

fn options(scene: &Scene<'_>, options: &[AttainOption], part: &Part, findings: &mut Findings<'_>) {
    for (place, option) in options.iter().enumerate() {
        if findings.has(&[Kind::NeverMet], &part.child("option", place)) {
            continue;
        }
        for asked in levels(option) {
            let implies = |one: usize, other: usize| {
                let pair = options.get(one).zip(options.get(other));
                pair.is_some_and(|(one, other)| scene.option_implies(one, other, asked))
            };
            let Some(other) = (0..options.len()).find(|other| is_dominated((place, *other), implies)) else { continue };
            let other = options.get(other).map_or("", |other| other.id.as_str());
            let level = level(scene.programme, asked);
            let message = format!("whoever meets option `{}` at {level} meets option `{other}`", option.id);
            let hint = format!(
                "an option of {} that helps nobody at {level}: leave it out, or mend one of the two",
                scene.competency.id
            );
            findings.report(Kind::Dominated, &part.child("option", place), &["id"], (message, "superfluous", hint));
        }
    }
}

impl Scene<'_> {
    /// Whether whoever meets one option at a level meets the other one at the same level, on all days of the one.
    fn option_implies(&self, one: &AttainOption, other: &AttainOption, level: usize) -> bool {
        let days = among(&self.days, one.effective);
        let mut days = days.iter().filter(|day| !groups(one, level, **day).is_empty()).peekable();
        days.peek().is_some()
            && days.all(|day| {
                let (given, asked) = (groups(one, level, *day), groups(other, level, *day));
                other.effective.covers(*day)
                    && !asked.is_empty()
                    && asked.iter().all(|asked| self.is_implied(&given, asked, other, *day))
            })
    }

    /// Whether one of the groups, whichever of its alternatives is met, means that the asked one is met.
    fn is_implied(&self, given: &[Vec<&Requirement>], asked: &[&Requirement], option: &AttainOption, day: Day) -> bool {
        let means = |line: &&Requirement| {
            let mut free = asked.iter().filter(|asked| !asked.is_tied(option.requirements.iter()));
            free.any(|asked| line_implies(self.programme, line, asked, day))
        };
        given.iter().any(|group| group.iter().all(means))
    }
}

/// The groups of an option at a level on a day; a line without a group is one of its own.
fn groups(option: &AttainOption, level: usize, day: Day) -> Vec<Vec<&Requirement>> {
    let mut groups: Vec<Vec<&Requirement>> = Vec::new();
    for line in option.requirements.iter().filter(|line| line.level == level && line.effective.covers(day)) {
        let same = |group: &&mut Vec<&Requirement>| {
            line.group.is_some() && group.first().is_some_and(|first| first.group == line.group)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    groups
}

/// A gate that scores nothing and is open whenever another one is.
fn gates(programme: &Programme, steps: &[Step], days: &[Day], part: &Part, findings: &mut Findings<'_>) {
    let people = |step: &Step| match &step.kind {
        StepKind::Gate { people } | StepKind::Flat { people, .. } => Some(*people),
        StepKind::Elective { .. } => None,
    };
    // Whether the gate at `one` is open whenever the one at `other` is.
    let follows = |one: usize, other: usize| {
        let (Some(one), Some(other)) = (steps.get(one), steps.get(other)) else { return false };
        let days = among(days, one.effective);
        matches!(one.kind, StepKind::Gate { .. })
            && people(one).zip(people(other)).is_some_and(|(needed, have)| have >= needed)
            && !days.is_empty()
            && days.iter().all(|day| other.effective.covers(*day) && test_implies(programme, &other.holds, &one.holds, *day))
    };
    if findings.has(&[Kind::NeverMet], part) {
        return;
    }
    for (place, step) in steps.iter().enumerate() {
        let Some(other) = (0..steps.len()).find(|other| is_dominated((place, *other), follows)) else { continue };
        let other = steps.get(other).map_or("", |other| other.id.as_str());
        let message = format!("whoever meets step {other} meets gate {}", step.id);
        let hint = "a gate that is never decisive: leave it out, or mend one of the two";
        findings.report(Kind::Dominated, &part.child("step", place), &["step"], (message, "superfluous", hint.to_owned()));
    }
}

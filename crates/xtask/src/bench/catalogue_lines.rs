//! What a programme asks of people on a day, as a flat list: the common ground of both sides of the evaluation bench.

use anyhow::bail;
use tierwise_core::Day;
use tierwise_rules::{Asks, Competency, Holds, MetricValue, Predicate, Programme, Relation, SkillIndex, Ways};

/// A test on people's skills that is in force.
#[derive(Debug)]
pub struct Line {
    /// Its competency; the option or metric in that; the requirement or step in that.
    pub place: [usize; 3],
    pub holds: Holds,
    /// Whether everyone who takes part holds one of several codes, so that an evaluation counts otherwise.
    pub is_per_code: bool,
}

/// Reads a catalogue of the repository.
pub fn read(path: &std::path::Path) -> anyhow::Result<Programme> {
    let text = std::fs::read_to_string(path)?;
    match tierwise_rules::read_catalogue(&text) {
        Ok(programme) => Ok(programme),
        Err(mistakes) => bail!("{} has mistakes: {mistakes:?}", path.display()),
    }
}

/// Every line in force on the day, in catalogue order.
pub fn lines(programme: &Programme, day: Day) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, competency) in programme.competencies.iter().enumerate() {
        if competency.effective.covers(day) {
            add_lines(place, competency, day, &mut lines);
        }
    }
    lines
}

/// Whether a skill may count on the day in this line at all, whoever has it.
pub fn is_accepted(programme: &Programme, holds: &Holds, skill: SkillIndex, day: Day) -> bool {
    skill.of(programme).is_some_and(|one| holds.accepted(skill, one.retirement).covers(day))
}

fn add_lines(competency: usize, asking: &Competency, day: Day, lines: &mut Vec<Line>) {
    match &asking.ways {
        Ways::Options(options) => {
            for (option, asked) in options.iter().enumerate() {
                if !asked.effective.covers(day) {
                    continue;
                }
                for (place, requirement) in asked.requirements.iter().enumerate() {
                    if let Asks::People { holds, relation, .. } = &requirement.asks
                        && requirement.effective.covers(day)
                    {
                        lines.push(line([competency, option, place], holds, *relation));
                    }
                }
            }
        }
        Ways::Area(area) => {
            for (metric, asked) in area.metrics.iter().enumerate() {
                if let MetricValue::People(steps) = &asked.value
                    && asked.effective.covers(day)
                {
                    let steps = steps.iter().enumerate();
                    let steps = steps.filter(|(_, step)| step.effective.covers(day));
                    lines.extend(steps.map(|(place, step)| line([competency, metric, place], &step.holds, Relation::Free)));
                }
            }
        }
    }
}

fn line(place: [usize; 3], holds: &Holds, relation: Relation) -> Line {
    let is_per_code = relation == Relation::DistinctPerCode;
    let predicate = match &holds.predicate {
        Predicate::All(parts) if is_per_code => Predicate::Any(parts.clone()),
        predicate => predicate.clone(),
    };
    Line { place, holds: Holds { predicate, ..holds.clone() }, is_per_code }
}

//! Where the evaluation bench meets the rules: loading a snapshot, evaluating it once, and what was counted.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use tierwise_core::{Day, PersonId};
use tierwise_rules::{Absent, Counted, Facts, Figures, Market, Outcome, PeopleBuilder, Programme, Standings};

use super::catalogue_lines::Line;

/// Reads people.csv, which is sorted by person. Not on the clock.
pub fn load(programme: &Programme, people: &Path) -> anyhow::Result<Facts> {
    let text = std::fs::read_to_string(people).context("reading people.csv")?;
    let mut builder = PeopleBuilder::new();
    let mut last = "";
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [person, skill, completed, expires] = cells.as_slice() else {
            anyhow::bail!("people.csv: `{row}`");
        };
        if *person != last {
            builder.person(PersonId::new(*person));
            last = person;
        }
        let skill = programme.skill(skill).with_context(|| format!("people.csv: `{row}`"))?;
        builder.skill(skill, day(completed)?, day(expires)?);
    }
    let people = builder.build(programme).map_err(|twice| anyhow::anyhow!("people.csv: {twice:?}"))?;
    Ok(Facts { market: Market::Developed, track: None, figures: Figures::new(Absent::Zero), priority: Vec::new(), people })
}

/// What is measured: every standing of the programme on the day.
pub fn evaluate_once(programme: &Programme, facts: &Facts, day: Day) -> Standings {
    tierwise_rules::evaluate(programme, facts, day)
}

/// How many people meet each line, as far as the standings tell it: a tied line tells only whom it chose.
pub fn counts(lines: &[Line], standings: &Standings) -> Vec<Option<u64>> {
    let mut counted = BTreeMap::new();
    for standing in &standings.competencies {
        match &standing.outcome {
            Outcome::Level(level) => {
                for option in &level.options {
                    for result in &option.requirements {
                        if let Some(Counted::Everyone { .. }) = result.counted {
                            let have = result.have.as_ref().map(ToString::to_string);
                            let have = have.and_then(|have| have.parse().ok());
                            let place = [standing.competency, option.option, result.requirement];
                            counted.insert(place, have);
                        }
                    }
                }
            }
            Outcome::Score(score) => {
                let metrics = score.tracks.iter().flat_map(|track| &track.metrics);
                for metric in metrics {
                    for step in &metric.steps {
                        let place = [standing.competency, metric.metric, step.step];
                        counted.insert(place, Some(u64::from(step.have)));
                    }
                }
            }
        }
    }
    let told = lines.iter().map(|line| {
        let count = counted.get(&line.place).copied().flatten();
        count.filter(|_| !line.is_per_code)
    });
    told.collect()
}

fn day(text: &str) -> anyhow::Result<Option<Day>> {
    match text {
        "" => Ok(None),
        _ => Ok(Some(text.parse()?)),
    }
}

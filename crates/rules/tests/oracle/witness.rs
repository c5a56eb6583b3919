//! Whether the people whom the engine names really do what the level asks.

use tierwise_rules::{Counted, Facts, Outcome, Programme, Standings};

use super::allocation::{capacity_of, is_within};
use super::engine::{requirement, standing};
use super::judge::{Judge, ties_hold};
use super::world::{Line, Relation, Ways, World};

/// Checks the people of every level that is met; where people compete, of every level that is attained.
pub fn check(judge: &Judge<'_>, programme: &Programme, facts: &Facts, standings: &Standings) -> Result<(), String> {
    let mut serve: Vec<Vec<u32>> = Vec::new();
    for (place, competency) in judge.world.competencies.iter().enumerate() {
        let (Ways::Options(options), Some(standing)) = (&competency.ways, standing(standings, place)) else { continue };
        let Outcome::Level(level) = &standing.outcome else { continue };
        let attained = level.attained.map(|one| one.result);
        let met = level
            .options
            .iter()
            .enumerate()
            .filter(|(number, result)| if judge.is_contested() { attained == Some(*number) } else { result.met });
        for (_, result) in met {
            let (_, _, lines) = judge
                .levels(options)
                .into_iter()
                .find(|(option, level, _)| (*option, *level) == (result.option, result.level))
                .ok_or("a level of nothing is met")?;
            let mut sets: Vec<(&Line, u32)> = Vec::new();
            for line in &lines {
                let Some(found) = requirement(programme, place, result, line.number).filter(|found| found.met) else {
                    continue;
                };
                let Some(counted) = &found.counted else {
                    if line.fixed().is_some() {
                        return Err(format!("c{place} line {} is met and names nobody", line.number));
                    }
                    sets.push((line, 0));
                    continue;
                };
                sets.push((line, bits(standings, counted, facts)));
            }
            let here = |problem: String| format!("c{place} option {} level {}: {problem}", result.option, result.level);
            one_level(judge, &lines, &sets).map_err(here)?;
            serve.push(served(judge, &sets));
        }
    }
    let serve: Vec<&[u32]> = serve.iter().map(Vec::as_slice).collect();
    if judge.is_contested() && !is_within(judge.world, &serve) {
        return Err(format!("somebody serves too much: {serve:?}"));
    }
    Ok(())
}

fn bits(standings: &Standings, counted: &Counted, facts: &Facts) -> u32 {
    let names = standings.people(counted, &facts.people);
    names.iter().map(|name| 1 << name.to_string()[1..].parse::<u32>().unwrap()).sum()
}

fn served(judge: &Judge<'_>, sets: &[(&Line, u32)]) -> Vec<u32> {
    let mut served = vec![0; judge.world.capacities.len()];
    for (line, set) in sets {
        if let Some(capacity) = capacity_of(judge, line) {
            served[capacity] |= set;
        }
    }
    served
}

fn one_level(judge: &Judge<'_>, lines: &[&Line], sets: &[(&Line, u32)]) -> Result<(), String> {
    for line in lines {
        let is_of_group = |other: &Line| other.number == line.number || (line.group.is_some() && other.group == line.group);
        if !sets.iter().any(|(met, _)| is_of_group(met)) {
            return Err(format!("nothing of the group of line {} is met", line.number));
        }
    }
    for (line, set) in sets.iter().filter(|(line, _)| line.fixed().is_some()) {
        let is_tied = |line: &Line| {
            line.relation() != Relation::Free || lines.iter().any(|one| one.relation().target() == Some(line.number))
        };
        let is_right = if is_tied(line) || capacity_of(judge, line).is_some() {
            judge.sets(line).contains(set)
        } else {
            *set == judge.line_holders(line)
        };
        if !is_right {
            return Err(format!("line {} names {set:b}", line.number));
        }
        if line.relation().target().is_some_and(|target| !sets.iter().any(|(other, _)| other.number == target)) {
            return Err(format!("line {} is tied to a line that is not met", line.number));
        }
    }
    if ties_hold(sets) { Ok(()) } else { Err(format!("a tie is broken: {:?}", numbered(sets))) }
}

fn numbered(sets: &[(&Line, u32)]) -> Vec<(usize, u32)> {
    sets.iter().map(|(line, set)| (line.number, *set)).collect()
}

/// Whether more achievements can only ever help.
pub fn is_monotone(world: &World) -> bool {
    let text = world.catalogue();
    // A formula may fall with the number of people; what is made of others may begin earlier with one more part.
    let is_made = text.contains("made_of");
    let asks_when = text.contains("completed_within_months") || text.contains("earned_before_retirement");
    !(text.contains("text = \"people\"") || is_made && asks_when)
}

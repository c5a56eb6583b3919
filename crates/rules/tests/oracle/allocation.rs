//! People who compete for capacities, by the oracle: every way of every competency against every way of the others.

use std::collections::BTreeSet;

use super::judge::{Judge, Reached, Verdict};
use super::world::*;

/// One way to meet a level: what it asks of other competencies, and who serves under which capacity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    level: usize,
    option: usize,
    /// Numbers of the lines that ask for other competencies.
    asks: Vec<usize>,
    /// Per capacity.
    serve: Vec<u32>,
}

/// What is attained at best: how many reach each level, the highest first; then the levels by priority.
type Value = (Vec<usize>, Vec<usize>);

struct Search<'j, 'w> {
    judge: &'j Judge<'w>,
    order: Vec<usize>,
    /// By competency.
    ways: Vec<Vec<Way>>,
    best: Option<(Value, Vec<Verdict>)>,
}

pub fn settle(judge: &Judge<'_>) -> Vec<Verdict> {
    let order = judge.in_order();
    let ways = judge.world.competencies.iter().enumerate();
    let ways = ways.map(|(place, one)| match &one.ways {
        Ways::Options(options) if order.contains(&place) => best_ways(all_ways(judge, options)),
        _ => Vec::new(),
    });
    let mut search = Search { judge, ways: ways.collect(), order, best: None };
    search.go_on(
        0,
        &mut vec![None; judge.world.competencies.len()],
        &mut vec![Verdict::NotInForce; judge.world.competencies.len()],
    );
    search.best.expect("to attain nothing is always possible").1
}

fn all_ways(judge: &Judge<'_>, options: &[Choice]) -> BTreeSet<Way> {
    let nobody = vec![Reached::Nothing; judge.world.competencies.len()];
    let mut ways = BTreeSet::new();
    for (option, level, lines) in judge.levels(options) {
        for pick in judge.picks(&lines) {
            let is_attains = |line: &&&Line| matches!(line.asks, Asks::Attains { .. });
            let measured = pick
                .iter()
                .filter(|line| !is_attains(line))
                .all(|line| judge.measured(line, &nobody).is_none_or(|one| one.met));
            if !measured {
                continue;
            }
            let asks: Vec<usize> = pick.iter().filter(is_attains).map(|line| line.number).collect();
            judge.any_sets(&pick, &mut |chosen| {
                let mut serve = vec![0; judge.world.capacities.len()];
                for (line, set) in chosen {
                    if let Some(capacity) = capacity_of(judge, line) {
                        serve[capacity] |= set;
                    }
                }
                ways.insert(Way { level, option, asks: asks.clone(), serve });
                false
            });
        }
    }
    ways
}

/// A capacity that the line names limits it while it is in force, else that of its level does.
pub fn capacity_of(judge: &Judge<'_>, line: &Line) -> Option<usize> {
    line.fixed()?;
    let in_force = |place: &usize| judge.world.capacities[*place].effective.has(judge.rules);
    match line.capacity {
        Some(own) => Some(own).filter(in_force),
        None => (0..judge.world.capacities.len())
            .filter(in_force)
            .find(|place| judge.world.capacities[*place].level == Some(line.level)),
    }
}

/// Leaves out what another way does at the same level or above with fewer people and no other competency.
fn best_ways(ways: BTreeSet<Way>) -> Vec<Way> {
    let is_better = |one: &Way, other: &Way| {
        one.level >= other.level
            && one.serve.iter().zip(&other.serve).all(|(one, other)| one & !other == 0)
            && (one.asks.is_empty() || (one.option, one.level, &one.asks) == (other.option, other.level, &other.asks))
    };
    let beaten = |place: usize, way: &Way| {
        ways.iter()
            .enumerate()
            .any(|(rival, other)| rival != place && is_better(other, way) && !(is_better(way, other) && place < rival))
    };
    ways.iter().enumerate().filter(|(place, way)| !beaten(*place, way)).map(|(_, way)| way.clone()).collect()
}

/// Whether nobody serves more competencies than the capacities allow.
pub fn is_within(world: &World, serve: &[&[u32]]) -> bool {
    (0..world.people.len()).all(|person| {
        let served = |capacity: usize| serve.iter().filter(|one| one[capacity] & (1 << person) != 0).count();
        let all = &world.capacities;
        (0..all.len()).all(|one| {
            served(one) <= all[one].most
                && (0..one).all(|other| {
                    let are_apart = all[one].apart.is_some() && all[one].apart == all[other].apart;
                    !are_apart || served(one) == 0 || served(other) == 0
                })
        })
    })
}

impl Search<'_, '_> {
    fn go_on(&mut self, depth: usize, chosen: &mut Vec<Option<Way>>, verdicts: &mut Vec<Verdict>) {
        let world = self.judge.world;
        let Some(place) = self.order.get(depth).copied() else {
            return self.weigh(verdicts);
        };
        let reached: Vec<Reached> = verdicts.iter().map(Verdict::reached).collect();
        let Ways::Options(options) = &world.competencies[place].ways else {
            verdicts[place] = self.judge.alone(place, &reached);
            return self.go_on(depth + 1, chosen, verdicts);
        };
        for way in self.ways[place].clone() {
            let is_asked = |line: &&Line| {
                line.level == way.level && line.effective.has(self.judge.rules) && way.asks.contains(&line.number)
            };
            let mut asked = options[way.option].lines.iter().filter(is_asked);
            if !asked.all(|line| self.judge.measured(line, &reached).is_some_and(|one| one.met)) {
                continue;
            }
            verdicts[place] = Verdict::Level { attained: Some((way.level, way.option)), tried: Vec::new() };
            chosen[place] = Some(way);
            let serve: Vec<&[u32]> = chosen.iter().flatten().map(|way| way.serve.as_slice()).collect();
            if is_within(world, &serve) {
                self.go_on(depth + 1, chosen, verdicts);
            }
        }
        chosen[place] = None;
        verdicts[place] = Verdict::Level { attained: None, tried: Vec::new() };
        self.go_on(depth + 1, chosen, verdicts);
    }

    fn weigh(&mut self, verdicts: &[Verdict]) {
        let world = self.judge.world;
        let levels: Vec<usize> = verdicts
            .iter()
            .map(|verdict| match verdict.reached() {
                Reached::Level(level) => level + 1,
                _ => 0,
            })
            .collect();
        let counts = (1..=world.levels).rev().map(|level| levels.iter().filter(|reached| **reached >= level).count()).collect();
        let rest = (0..levels.len()).filter(|place| !world.priority.contains(place));
        let by_priority = world.priority.iter().copied().chain(rest).map(|place| levels[place]).collect();
        let value = (counts, by_priority);
        if self.best.as_ref().is_none_or(|(best, _)| *best < value) {
            self.best = Some((value, verdicts.to_vec()));
        }
    }
}

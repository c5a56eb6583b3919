//! The best choice by trying all of them, person by person: slow, and simple enough to be believed.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::super::Demand;
use super::world::{World, may_sit, seats};

type Choice = Vec<Option<usize>>;

/// People, one bit each.
type Crew = u32;

/// A limit, and everybody who could fill a demand on it.
type Crews = (usize, Vec<Crew>);

/// The first in the order of the objective that can be seated.
pub fn best(world: &World) -> Choice {
    let mut choices: Vec<Choice> = vec![Vec::new()];
    for ways in &world.competencies {
        let picks = || (0..ways.len()).map(Some).chain([None]);
        choices = choices.iter().flat_map(|choice| picks().map(move |pick| [choice.as_slice(), &[pick]].concat())).collect();
    }
    let most = |choice: &Choice| -> Vec<Reverse<usize>> {
        let level = |(place, way): (usize, &Option<usize>)| Some(world.competencies[place][(*way)?].level);
        let levels: Vec<usize> = choice.iter().enumerate().filter_map(level).collect();
        (0..3).rev().map(|least| Reverse(levels.iter().filter(|level| **level >= least).count())).collect()
    };
    let order = |choice: &Choice| -> (Vec<Reverse<Option<usize>>>, Vec<usize>) {
        let level = |(place, way): (usize, &Option<usize>)| Reverse(way.map(|way| world.competencies[place][way].level));
        let ways = choice.iter().map(|way| way.unwrap_or(usize::MAX));
        (choice.iter().enumerate().map(level).collect(), ways.collect())
    };
    choices.sort_by_cached_key(|choice| (most(choice), order(choice)));
    let demands =
        |way: &super::Way| -> Vec<Crews> { way.demands.iter().map(|demand| (demand.limit, crews(world, demand))).collect() };
    let crews: Vec<Vec<Vec<Crews>>> = world.competencies.iter().map(|ways| ways.iter().map(demands).collect()).collect();
    let can_serve = |choice: &Choice| {
        let demands = choice.iter().enumerate().flat_map(|(place, way)| way.map(|way| &crews[place][way])).flatten();
        serve(world, &demands.collect::<Vec<_>>(), &mut vec![vec![0; world.limits.len()]; world.people.len()])
    };
    choices.into_iter().find(|choice| world.allows(choice) && can_serve(choice)).expect("nothing is always possible")
}

/// Everybody who could fill a demand together, without those who would be more than needed.
fn crews(world: &World, demand: &Demand) -> Vec<Crew> {
    let all: Vec<(u32, usize, u32)> = demand.lines.iter().flat_map(seats).collect();
    let missing: Vec<u32> = all.iter().map(|(_, _, count)| *count).collect();
    let mut states: BTreeSet<(Vec<u32>, Crew)> = BTreeSet::from([(missing, 0)]);
    for (person, answers) in world.people.iter().enumerate() {
        let patterns = (1..1_u32 << all.len()).filter(|pattern| may_sit(*pattern, *answers, demand));
        let mut next = states.clone();
        for pattern in patterns {
            for (missing, crew) in &states {
                let taken = |bit: u32| u32::from(pattern & bit != 0);
                let left = missing.iter().zip(&all).map(|(missing, (bit, ..))| missing.checked_sub(taken(*bit)));
                next.extend(left.collect::<Option<Vec<u32>>>().map(|left| (left, crew | 1 << person)));
            }
        }
        states = next;
    }
    let crews = states.into_iter().filter(|(missing, _)| missing.iter().all(|missing| *missing == 0)).map(|(_, crew)| crew);
    let crews: Vec<Crew> = crews.collect();
    let contains = |crew: Crew, part: Crew| crew & part == part && crew != part;
    crews.iter().copied().filter(|crew| !crews.iter().any(|part| contains(*crew, *part))).collect()
}

/// Whether one crew for each demand can be found; `served`: per person and limit, how many demands she serves.
fn serve(world: &World, demands: &[&Crews], served: &mut Vec<Vec<u32>>) -> bool {
    let Some(((limit, crews), others)) = demands.split_first() else { return true };
    let apart =
        |other: usize| other != *limit && world.limits[other].apart.is_some_and(|own| world.limits[*limit].apart == Some(own));
    for crew in crews {
        let members: Vec<usize> = (0..world.people.len()).filter(|person| crew & 1 << person != 0).collect();
        let is_free = |served: &Vec<u32>| {
            served[*limit] < world.limits[*limit].most
                && !served.iter().enumerate().any(|(other, times)| apart(other) && *times > 0)
        };
        if members.iter().all(|person| is_free(&served[*person])) {
            members.iter().for_each(|person| served[*person][*limit] += 1);
            if serve(world, others, served) {
                return true;
            }
            members.iter().for_each(|person| served[*person][*limit] -= 1);
        }
    }
    false
}

//! From numbers to people: which people of each class sit where.

use super::super::Chosen;
use super::demand::Model;
use super::group::{Group, Usage};

/// Per demand, its people. Each limit has people of its own where limits are kept apart; among these the demands take
/// turns, so that nobody serves more than the others by two.
pub(super) fn deal(group: &Group, needs: &[&Model], usage: &Usage, classes: &[&[u64]]) -> Vec<Vec<Chosen>> {
    let mut dealt: Vec<Vec<Chosen>> = needs.iter().map(|_| Vec::new()).collect();
    for kind in 0..group.people.len() {
        let mut first = 0_u64;
        for (limit, most) in group.most.iter().enumerate() {
            let own: Vec<(usize, Vec<(u32, u64)>)> = (needs.iter().zip(usage).enumerate())
                .filter(|(_, (model, _))| model.limit == limit)
                .map(|(place, (_, uses))| {
                    let uses = uses.iter().filter(|one| one.kind == kind && one.people > 0);
                    (place, uses.map(|one| (one.pattern, one.people)).collect())
                })
                .collect();
            let heads = own.iter().map(|(_, uses)| uses.iter().map(|(_, people)| *people).sum::<u64>());
            let needed = heads.clone().max().unwrap_or(0).max(heads.sum::<u64>().div_ceil((*most).max(1)));
            let mut turn = 0_u64;
            for (place, uses) in own {
                for (pattern, people) in uses {
                    let Some(slot) = dealt.get_mut(place) else { continue };
                    for (from, people) in around(&mut turn, people, needed) {
                        let from = from.saturating_add(first);
                        slot.extend(people_of(group, kind, from, people, pattern, classes));
                    }
                }
            }
            first = first.saturating_add(needed);
        }
    }
    dealt
}

/// The next so many places of a round, in one run or, where the round ends in between, in two.
fn around(turn: &mut u64, people: u64, round: u64) -> Vec<(u64, u64)> {
    let before = people.min(round.saturating_sub(*turn));
    let after = people.saturating_sub(before);
    let runs = [(*turn, before), (0, after)];
    *turn = turn.saturating_add(people).checked_rem(round).unwrap_or(0);
    runs.into_iter().filter(|(_, people)| *people > 0).collect()
}

/// The people at some places of a kind, by the classes that it is made of.
fn people_of(group: &Group, kind: usize, from: u64, people: u64, pattern: u32, classes: &[&[u64]]) -> Vec<Chosen> {
    let until = from.saturating_add(people);
    let mut chosen = Vec::new();
    let mut start = 0_u64;
    for (class, size) in group.classes.get(kind).into_iter().flatten() {
        let end = start.saturating_add(*size);
        let (low, high) = (from.max(start), until.min(end));
        if let (true, Some(class)) = (low < high, classes.get(*class)) {
            let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            let (skip, people) = (narrow(low.saturating_sub(start)), narrow(high.saturating_sub(low)));
            chosen.push(Chosen { class: class.to_vec(), pattern, skip, people });
        }
        start = end;
    }
    chosen
}

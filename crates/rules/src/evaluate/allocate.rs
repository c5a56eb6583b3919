//! People across competencies that compete for them: what is attained when nobody serves more than a capacity allows.
//!
//! Exact within a budget of steps, never of time: the same question has the same answer on every machine. Knows nothing of
//! catalogues: ways, demands and limits come in, a choice and its witness go out.

mod ask;
mod auction;
mod cut;
mod deal;
mod demand;
mod flow;
mod group;
mod market;
mod search;
mod split;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::demand::Model;
use self::group::{Classes, Group, Verdict};
use self::search::Search;
use super::Chosen;
use super::seats::Line;
use crate::census::Census;
use crate::in_force::CapacityInForce as Limit;

/// Lines of one competency that seat people under one limit. Whoever sits in any of them serves the competency once under
/// that limit.
// INVARIANT: a way has at most one demand for each limit.
#[derive(Debug, Clone)]
pub(super) struct Demand {
    pub limit: usize,
    pub lines: Vec<Line>,
}

/// One way to attain a level: all demands together.
#[derive(Debug)]
pub(super) struct Way {
    pub level: usize,
    pub demands: Vec<Demand>,
}

#[derive(Debug)]
pub(super) struct Allocation {
    /// Per competency, the way that is attained.
    pub chosen: Vec<Option<usize>>,
    /// Per competency and demand of its chosen way, who sits where.
    pub seated: Vec<Vec<Vec<Chosen>>>,
    /// Whether no better allocation exists; else the search was cut short.
    pub is_exact: bool,
    /// Per level that a way attains, the highest first: the best allocation has at most so many competencies at this level
    /// or a higher one. Where the allocation is exact these are its own numbers.
    pub at_most: Vec<(usize, usize)>,
}

/// Attains as many competencies as possible at the highest level, then at the next one or above, and so on; of equal
/// allocations the one with the best level of the first competency, then of the second; then the most wanted ways, likewise.
///
/// `competencies`: in the order of priority; the ways of each from the most wanted (highest level, then order of the
/// catalogue) to the least. `is_allowed`: whether a complete choice satisfies the prerequisites between competencies; each
/// chosen way asks for others, and more attained by others never takes away what it asks for.
pub(super) fn allocate(
    competencies: &[Vec<Way>],
    limits: &[Limit],
    census: &Census,
    is_allowed: &dyn Fn(&[Option<usize>]) -> bool,
) -> Allocation {
    allocate_within(Budget { left: BUDGET }, competencies, limits, census, is_allowed)
}

fn allocate_within(
    mut budget: Budget,
    competencies: &[Vec<Way>],
    limits: &[Limit],
    census: &Census,
    is_allowed: &dyn Fn(&[Option<usize>]) -> bool,
) -> Allocation {
    let mut sorted = Sorted { competencies, limits, impossible: BTreeSet::new(), undecided: BTreeSet::new() };
    let groups: Vec<Group> = apart(limits).iter().filter_map(|members| sorted.group(members, census, &mut budget)).collect();
    sorted.try_alone(&groups, &mut budget);
    let found = Search::new(competencies, &groups, &sorted, is_allowed).run(&mut budget);
    let mut seated: Vec<Vec<Vec<Chosen>>> = competencies
        .iter()
        .zip(&found.choice)
        .map(|(ways, way)| way.and_then(|way| ways.get(way)).map_or_else(Vec::new, |way| vec![Vec::new(); way.demands.len()]))
        .collect();
    let classes: Vec<&[u64]> = census.classes().map(|(class, _)| class).collect();
    for (group, (key, usage)) in groups.iter().zip(&found.usages) {
        for (model, chosen) in group.needs(key).into_iter().zip(deal::deal(group, &group.needs(key), usage, &classes)) {
            if let Some(slot) = seated.get_mut(model.competency).and_then(|demands| demands.get_mut(model.demand)) {
                *slot = chosen;
            }
        }
    }
    Allocation { chosen: found.choice, seated, is_exact: found.is_exact, at_most: found.at_most }
}

/// About a second's worth.
const BUDGET: usize = 150_000_000;

/// Steps that may still be taken.
#[derive(Debug)]
struct Budget {
    left: usize,
}

impl Budget {
    fn spend(&mut self, steps: usize) {
        self.left = self.left.saturating_sub(steps);
    }

    fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// Lets some work take only one share of what is left.
    fn share<T>(&mut self, shares: usize, work: impl FnOnce(&mut Self) -> T) -> T {
        let share = self.left.checked_div(shares).unwrap_or(0);
        let mut own = Self { left: share };
        let done = work(&mut own);
        self.spend(share.saturating_sub(own.left));
        done
    }
}

/// The limits that share people: those that are kept apart from each other, or one alone.
fn apart(limits: &[Limit]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(Option<usize>, usize), Vec<usize>> = BTreeMap::new();
    for (place, limit) in limits.iter().enumerate() {
        let alone = if limit.apart.is_none() { place } else { 0 };
        groups.entry((limit.apart, alone)).or_default().push(place);
    }
    groups.into_values().collect()
}

/// The demands on their way into groups.
struct Sorted<'s> {
    competencies: &'s [Vec<Way>],
    limits: &'s [Limit],
    /// Competency and way.
    impossible: BTreeSet<(usize, usize)>,
    /// Ways that are left out because nobody knows whether they could be attained.
    undecided: BTreeSet<(usize, usize)>,
}

impl Sorted<'_> {
    /// The group of some limits, with every demand on them; nothing when there are none.
    fn group(&mut self, members: &[usize], census: &Census, budget: &mut Budget) -> Option<Group> {
        let mut models = self.models(members);
        if models.is_empty() {
            return None;
        }
        let mut kinds: BTreeMap<Vec<u32>, Classes> = BTreeMap::new();
        for (place, (class, size)) in census.classes().enumerate() {
            let could: Vec<u32> = models.iter().map(|model| demand::could(&model.parts, class)).collect();
            if could.iter().any(|could| *could != 0) {
                kinds.entry(could).or_default().push((place, u64::from(size)));
            }
        }
        // Those who could do little come first, so that the others stay free.
        let mut kinds: Vec<(Vec<u32>, Classes)> = kinds.into_iter().collect();
        kinds.sort_by_key(|(could, _)| could.iter().filter(|could| **could != 0).count());
        let people: Vec<u64> = kinds.iter().map(|(_, classes)| classes.iter().map(|(_, size)| *size).sum()).collect();
        for (place, model) in models.iter_mut().enumerate() {
            model.could = kinds.iter().map(|(could, _)| could.get(place).copied().unwrap_or(0)).collect();
            if !model.prepare(&people, budget) {
                let unknown = if budget.is_spent() { &mut self.undecided } else { &mut self.impossible };
                unknown.insert((model.competency, model.way));
            }
        }
        let most = self.most(members, &models);
        let (whole, weights) = parts_of_a_person(&most);
        let mut by_way: BTreeMap<(usize, usize), Vec<Model>> = BTreeMap::new();
        for model in models {
            by_way.entry((model.competency, model.way)).or_default().push(model);
        }
        Some(Group {
            most,
            whole,
            weights,
            people,
            classes: kinds.into_iter().map(|(_, classes)| classes).collect(),
            models: by_way,
        })
    }

    fn models(&mut self, members: &[usize]) -> Vec<Model> {
        let mut models = Vec::new();
        for (competency, ways) in self.competencies.iter().enumerate() {
            for (way, demands) in ways.iter().enumerate().map(|(place, way)| (place, &way.demands)) {
                for (place, demand) in demands.iter().enumerate() {
                    if demand.limit >= self.limits.len() {
                        self.impossible.insert((competency, way));
                    }
                    let Some(limit) = members.iter().position(|member| *member == demand.limit) else { continue };
                    match demand::parts(demand) {
                        Some(parts) => models.push(Model::new(competency, way, place, limit, parts)),
                        None => {
                            self.undecided.insert((competency, way));
                        }
                    }
                }
            }
        }
        models
    }

    /// Per limit, how many competencies one person serves at most; never more than there are.
    fn most(&self, members: &[usize], models: &[Model]) -> Vec<u64> {
        let most = members.iter().enumerate().map(|(limit, member)| {
            let own = models.iter().filter(|model| model.limit == limit);
            let competencies: BTreeSet<usize> = own.map(|model| model.competency).collect();
            let most = self.limits.get(*member).map_or(0, |limit| limit.most);
            u64::from(most).min(competencies.len() as u64)
        });
        most.collect()
    }

    /// Leaves out the ways that could not even be attained alone.
    fn try_alone(&mut self, groups: &[Group], budget: &mut Budget) {
        for group in groups {
            for key in group.models.keys() {
                if !self.is_open(*key) {
                    continue;
                }
                match budget.share(SHARE, |budget| group.seat(&group.needs(&[*key]), budget)) {
                    Verdict::Seated(_) => {}
                    Verdict::Impossible(_) => {
                        self.impossible.insert(*key);
                    }
                    Verdict::Unknown => {
                        self.undecided.insert(*key);
                    }
                }
            }
        }
    }

    /// Whether a way takes part in the search.
    fn is_open(&self, key: (usize, usize)) -> bool {
        !self.impossible.contains(&key) && !self.undecided.contains(&key)
    }

    /// Whether a way was left out that might be possible.
    fn is_undecided(&self, key: (usize, usize)) -> bool {
        self.undecided.contains(&key) && !self.impossible.contains(&key)
    }
}

/// The share of what is left of the budget that one question of seating may take.
const SHARE: usize = 8;

/// Where finer parts would grow beyond this, serving counts as under the widest limit: bounds become weaker, not wrong.
const FINEST: u64 = 1_000_000;

/// A person in equal parts, and how many of them it takes to serve once under each limit.
fn parts_of_a_person(most: &[u64]) -> (u64, Vec<u64>) {
    let whole = most.iter().filter(|most| **most > 0).try_fold(1_u64, |whole, most| {
        let common = whole.checked_div(common_divisor(whole, *most))?.checked_mul(*most)?;
        (common <= FINEST).then_some(common)
    });
    match whole {
        Some(whole) => (whole, most.iter().map(|most| whole.checked_div(*most).unwrap_or(whole)).collect()),
        None => (most.iter().copied().max().unwrap_or(1), vec![1; most.len()]),
    }
}

fn common_divisor(mut one: u64, mut other: u64) -> u64 {
    while let Some(rest) = one.checked_rem(other) {
        (one, other) = (other, rest);
    }
    one
}

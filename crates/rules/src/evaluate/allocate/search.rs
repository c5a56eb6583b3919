//! Branch and bound over the ways of all competencies.
//!
//! A complete choice is seated group by group. Where that fails, the reason becomes a cut, and cuts bound the rest: so few
//! choices are ever seated.

mod branch;
mod learn;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::branch::Pick;
use super::auction::{Auction, Bill, Goal};
use super::cut::Cut;
use super::group::{Group, Usage};
use super::{Budget, Sorted, Way};

type Choice = Vec<Option<usize>>;

/// One group's part of a choice: competency and way.
type Key = Vec<(usize, usize)>;

/// Rounds of the search: the share of the budget that a round may take, and of this the share that one question of seating
/// may take. Most worlds are done in the first; a later one asks again what was not answered.
const ROUNDS: [(usize, usize); 4] = [(16, 4), (1, 16), (1, 4), (1, 1)];
/// The share of the budget that an auction may take.
const AUCTION: usize = 8;
const MOST_CUTS: usize = 1_000;
const AUCTION_DAYS: usize = 400;

pub(super) struct Search<'s> {
    competencies: &'s [Vec<Way>],
    groups: &'s [Group],
    is_allowed: &'s dyn Fn(&[Option<usize>]) -> bool,
    /// Per competency, the ways that could be attained, with the rank of their level; 0 is the highest.
    open: Vec<Vec<(usize, usize)>>,
    /// Per competency, the best rank of the ways that are left out though they might be possible.
    undecided: Vec<Option<usize>>,
    /// The levels of the ways, the highest first.
    levels: Vec<usize>,
    /// Per competency, its ways that ask for other competencies.
    asking: Vec<BTreeSet<usize>>,
    cuts: Vec<Cut>,
    seated: BTreeMap<(usize, Key), Option<Usage>>,
    best: Choice,
    /// The share of the budget for one question of seating.
    share: usize,
    /// Whether a question of seating was left without an answer.
    is_doubtful: bool,
}

/// Whether it is proven that some ways are impossible together.
#[derive(Debug, Clone, Copy)]
enum Proof {
    Found,
    Missing,
}

/// What the search ends with.
pub(super) struct Found {
    pub choice: Choice,
    /// Per group, who sits where.
    pub usages: Vec<(Key, Usage)>,
    pub is_exact: bool,
    /// Per level, the highest first: how many competencies the best allocation has at this level or above at most.
    pub at_most: Vec<(usize, usize)>,
}

impl<'s> Search<'s> {
    pub fn new(
        competencies: &'s [Vec<Way>],
        groups: &'s [Group],
        sorted: &Sorted<'_>,
        is_allowed: &'s dyn Fn(&[Option<usize>]) -> bool,
    ) -> Self {
        let levels: BTreeSet<usize> = competencies.iter().flatten().map(|way| way.level).collect();
        let rank = |way: &Way| levels.range(way.level..).count().saturating_sub(1);
        let open = competencies.iter().enumerate().map(|(competency, ways)| {
            let ways = ways.iter().enumerate().filter(|(way, _)| sorted.is_open((competency, *way)));
            ways.map(|(place, way)| (place, rank(way))).collect()
        });
        let undecided = competencies.iter().enumerate().map(|(competency, ways)| {
            let ways = ways.iter().enumerate().filter(|(way, _)| sorted.is_undecided((competency, *way)));
            ways.map(|(_, way)| rank(way)).min()
        });
        let undecided: Vec<Option<usize>> = undecided.collect();
        let mut search = Self {
            competencies,
            groups,
            is_allowed,
            open: open.collect(),
            share: 1,
            is_doubtful: false,
            undecided,
            levels: levels.iter().rev().copied().collect(),
            asking: vec![BTreeSet::new(); competencies.len()],
            cuts: Vec::new(),
            seated: BTreeMap::new(),
            best: vec![None; competencies.len()],
        };
        search.asking = (0..competencies.len()).map(|competency| search.asking(competency)).collect();
        search
    }

    /// The ways of a competency that are not allowed where nothing else is attained.
    fn asking(&self, competency: usize) -> BTreeSet<usize> {
        let ways = self.open.get(competency).into_iter().flatten().map(|(way, _)| *way);
        ways.filter(|way| !(self.is_allowed)(&with(&vec![None; self.open.len()], competency, Some(*way)))).collect()
    }

    pub fn run(mut self, budget: &mut Budget) -> Found {
        self.whole_cuts(budget);
        self.share = ROUNDS.first().map_or(1, |(_, share)| *share);
        self.start(budget);
        let mut is_complete = false;
        for (round, (shares, share)) in ROUNDS.into_iter().enumerate() {
            if round == 1 {
                budget.share(AUCTION, |budget| self.auction(budget));
            }
            self.share = share;
            self.is_doubtful = false;
            self.cuts.retain(|cut| cut.is_proven);
            self.seated.retain(|_, usage| usage.is_some());
            is_complete = budget.share(shares, |budget| {
                self.branch(budget);
                !budget.is_spent()
            });
            is_complete &= !self.is_doubtful;
            if is_complete || budget.is_spent() {
                break;
            }
        }
        let usages = (0..self.groups.len()).map(|group| {
            let key = self.key(group, &self.best);
            let usage = self.seated.get(&(group, key.clone())).cloned().flatten().unwrap_or_default();
            (key, usage)
        });
        let usages = usages.collect();
        let is_exact = is_complete && self.undecided.iter().all(Option::is_none);
        let most = if is_exact { self.counts(&self.best) } else { self.at_most() };
        let at_most = self.levels.iter().copied().zip(most).collect();
        Found { usages, is_exact, at_most, choice: self.best }
    }

    /// Everybody together is a good first cut of each group.
    fn whole_cuts(&mut self, budget: &mut Budget) {
        for group in self.groups {
            let cut = self.cut(group, &vec![true; group.people.len()], budget);
            self.cuts.push(cut);
        }
    }

    /// A cut of each group for each rank, by the prices that bound best how many could attain it.
    fn auction(&mut self, budget: &mut Budget) {
        let known = self.counts(&self.best);
        for group in self.groups {
            let open = self.open.clone();
            let mut auction = Auction::new(group, &open);
            for (rank, known_here) in known.iter().enumerate() {
                let above = rank.checked_sub(1).and_then(|above| known.get(above)).copied();
                let goal = Goal { rank, known: *known_here, above };
                let bill = auction.bound(goal, AUCTION_DAYS, budget);
                self.add(self.billed(bill, rank, auction.bonus));
            }
        }
    }

    fn billed(&self, (room, costs): Bill, rank: usize, bonus: i128) -> Cut {
        let mut weights: Vec<Vec<u64>> = self.competencies.iter().map(|ways| vec![0; ways.len()]).collect();
        for ((competency, way), cost) in costs {
            if let Some(slot) = weights.get_mut(competency).and_then(|ways| ways.get_mut(way)) {
                *slot = cost;
            }
        }
        let mut cut = Cut::new(room, weights, &self.open, self.levels.len());
        cut.bonus = (rank > 0).then_some((rank, bonus));
        cut
    }

    /// A first allocation, level by level, what needs the fewest people first: so the branches have something to beat.
    fn start(&mut self, budget: &mut Budget) {
        let everything: Choice = self.open.iter().map(|ways| ways.first().map(|(way, _)| *way)).collect();
        if (self.is_allowed)(&everything) && self.is_seated(&everything, budget) {
            self.best = everything;
            return;
        }
        let mut choice: Choice = vec![None; self.open.len()];
        for rank in 0..self.levels.len() {
            let mut steps = Vec::new();
            for (competency, ways) in self.open.iter().enumerate() {
                for (way, _) in ways.iter().filter(|(_, own)| *own == rank) {
                    let weight = |cut: &Cut| cut.weights.get(competency)?.get(*way).copied();
                    let weight = self.cuts.iter().filter_map(weight).fold(0, u64::saturating_add);
                    steps.push((weight, competency, *way));
                }
            }
            steps.sort_unstable();
            let mut has_changed = true;
            while has_changed && !budget.is_spent() {
                has_changed = false;
                for (_, competency, way) in &steps {
                    if choice.get(*competency).is_some_and(Option::is_some) {
                        continue;
                    }
                    let more = with(&choice, *competency, Some(*way));
                    let has_room = self.cuts.iter().all(|cut| cut.used(&more) <= cut.room);
                    if has_room && (self.is_allowed)(&more) && self.is_seated(&more, budget) {
                        choice = more;
                        has_changed = true;
                    }
                }
            }
        }
        if self.is_better(&choice) {
            self.best = choice;
        }
    }

    fn rank(&self, competency: usize, way: usize) -> Option<usize> {
        self.open.get(competency)?.iter().find(|(place, _)| *place == way).map(|(_, rank)| *rank)
    }

    /// Per rank, how many competencies attain it or a higher one.
    fn counts(&self, choice: &[Option<usize>]) -> Vec<usize> {
        let ranks: Vec<usize> = choice.iter().enumerate().filter_map(|(place, way)| self.rank(place, (*way)?)).collect();
        (0..self.levels.len()).map(|rank| ranks.iter().filter(|own| **own <= rank).count()).collect()
    }

    /// Per competency its rank; the last of all where it attains nothing.
    fn levels(&self, choice: &[Option<usize>]) -> Vec<usize> {
        choice.iter().enumerate().map(|(place, way)| self.level(place, *way)).collect()
    }

    fn level(&self, competency: usize, way: Option<usize>) -> usize {
        way.and_then(|way| self.rank(competency, way)).unwrap_or(usize::MAX)
    }

    /// What the first competencies prefer is less.
    fn order(&self, choice: &[Option<usize>]) -> Vec<usize> {
        choice.iter().map(|way| way.unwrap_or(usize::MAX)).collect()
    }

    fn is_better(&self, choice: &[Option<usize>]) -> bool {
        let (own, best) = (self.counts(choice), self.counts(&self.best));
        let order = |choice: &[Option<usize>]| (self.levels(choice), self.order(choice));
        own > best || (own == best && order(choice) < order(&self.best))
    }

    fn key(&self, group: usize, choice: &[Option<usize>]) -> Key {
        let keys = choice.iter().enumerate().filter_map(|(competency, way)| Some((competency, (*way)?)));
        let is_of_group = |key: &(usize, usize)| self.groups.get(group).is_some_and(|group| group.models.contains_key(key));
        keys.filter(is_of_group).collect()
    }

    /// Whether a choice can be seated in every group; where not, learns why.
    fn is_seated(&mut self, choice: &[Option<usize>], budget: &mut Budget) -> bool {
        for (place, group) in self.groups.iter().enumerate() {
            let key = self.key(place, choice);
            let known = self.seated.get(&(place, key.clone())).map(Option::is_some);
            let is_seated = known.unwrap_or_else(|| self.seat(place, group, key, budget));
            if !is_seated {
                return false;
            }
        }
        true
    }
}

fn with(choice: &[Option<usize>], competency: usize, way: Option<usize>) -> Choice {
    choice.iter().enumerate().map(|(place, own)| if place == competency { way } else { *own }).collect()
}

//! Branch and bound over the ways of all competencies.
//!
//! A complete choice is seated group by group. Where that fails, the reason becomes a cut, and cuts bound the rest: so few
//! choices are ever seated.

use std::collections::{BTreeMap, BTreeSet};

use super::cut::Cut;
use super::demand::Model;
use super::group::{Group, Reason, Usage, Verdict};
use super::market::Shortage;
use super::{Budget, Sorted, Way};

type Choice = Vec<Option<usize>>;

/// One group's part of a choice: competency and way.
type Key = Vec<(usize, usize)>;

/// The share of the budget that one question of seating may take.
const SHARE: usize = 16;
const MOST_CUTS: usize = 1_000;

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
    /// Whether nothing was left undecided.
    is_exact: bool,
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
            is_exact: undecided.iter().all(Option::is_none),
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
        self.start(budget);
        self.branch(budget);
        let usages = (0..self.groups.len()).map(|group| {
            let key = self.key(group, &self.best);
            let usage = self.seated.get(&(group, key.clone())).cloned().flatten().unwrap_or_default();
            (key, usage)
        });
        let usages = usages.collect();
        let is_exact = self.is_exact && !budget.is_spent();
        let most = if is_exact { self.counts(&self.best) } else { self.at_most() };
        let at_most = self.levels.iter().copied().zip(most).collect();
        Found { usages, is_exact, at_most, choice: self.best }
    }

    /// Per rank, how many competencies any allocation could have at this rank or above.
    fn at_most(&mut self) -> Vec<usize> {
        // Cuts from what could not be decided have guided the search, but prove nothing.
        self.cuts.retain(|cut| cut.is_proven);
        let nothing: Choice = vec![None; self.open.len()];
        let unlimited = &mut Budget { left: usize::MAX };
        let free = || self.open.iter().map(|ways| ways.iter().map(|(_, rank)| *rank).min()).collect();
        // What is left out could be what others ask for.
        let is_complete = self.undecided.iter().all(Option::is_none);
        let reach = if is_complete { self.reach(&nothing, 0, unlimited).unwrap_or_else(free) } else { free() };
        let used = vec![0; self.cuts.len()];
        let most = (0..self.levels.len()).map(|rank| {
            let more = self.undecided.iter().filter(|own| own.is_some_and(|own| own <= rank)).count();
            let hoped = self.hoped(rank, 0, &reach, &used, 0, unlimited).saturating_add(more);
            hoped.min(self.open.len())
        });
        most.collect()
    }

    /// Everybody together is a good first cut of each group.
    fn whole_cuts(&mut self, budget: &mut Budget) {
        for group in self.groups {
            let cut = self.cut(group, &vec![true; group.people.len()], budget);
            self.cuts.push(cut);
        }
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

    /// Every choice, competency by competency, the most wanted way first, unless the bounds exclude it.
    fn branch(&mut self, budget: &mut Budget) {
        let mut turns: Vec<usize> = vec![0];
        if self.open.is_empty() {
            return;
        }
        while !budget.is_spent() {
            let Some(depth) = turns.len().checked_sub(1) else { return };
            let ways = self.open.get(depth).map_or(0, Vec::len);
            if turns.last().is_none_or(|turn| *turn > ways) {
                turns.pop();
                next(&mut turns);
                continue;
            }
            let choice = self.decode(&turns);
            if !self.is_promising(&choice, turns.len(), budget) {
                next(&mut turns);
            } else if turns.len() < self.open.len() {
                turns.push(0);
            } else {
                if self.is_better(&choice) && (self.is_allowed)(&choice) && self.is_seated(&choice, budget) {
                    self.best = choice;
                }
                next(&mut turns);
            }
        }
    }

    /// The ways at these turns; one turn beyond the ways is none of them.
    fn decode(&self, turns: &[usize]) -> Choice {
        let way = |(place, ways): (usize, &Vec<(usize, usize)>)| ways.get(*turns.get(place)?).map(|(way, _)| *way);
        self.open.iter().enumerate().map(way).collect()
    }

    /// Whether a choice whose first competencies are decided could become better than the best.
    fn is_promising(&self, choice: &[Option<usize>], decided: usize, budget: &mut Budget) -> bool {
        budget.spend(self.cuts.len().saturating_mul(choice.len()).saturating_add(choice.len()));
        let used: Vec<u64> = self.cuts.iter().map(|cut| cut.used(choice)).collect();
        if self.cuts.iter().zip(&used).any(|(cut, used)| *used > cut.room) {
            return false;
        }
        let Some(reach) = self.reach(choice, decided, budget) else { return false };
        let best = self.counts(&self.best);
        for (rank, best) in best.into_iter().enumerate() {
            let hoped = self.hoped(rank, decided, &reach, &used, best, budget);
            if hoped != best {
                return hoped > best;
            }
        }
        // Levels before ways: which way a competency takes must never cost a later one its level.
        let best = self.levels(&self.best);
        let hoped = choice.iter().zip(&reach).enumerate();
        let hoped: Vec<usize> = hoped
            .map(|(place, (way, reach))| if place < decided { self.level(place, *way) } else { reach.unwrap_or(usize::MAX) })
            .collect();
        let order = |choice: &[Option<usize>]| self.order(choice).into_iter().take(decided).collect::<Vec<_>>();
        hoped < best || (hoped == best && order(choice) <= order(&self.best))
    }

    /// How many competencies could attain a rank at most.
    fn hoped(
        &self,
        rank: usize,
        decided: usize,
        reach: &[Option<usize>],
        used: &[u64],
        best: usize,
        budget: &mut Budget,
    ) -> usize {
        let ranked = |competency: usize| reach.get(competency).copied().flatten().is_some_and(|own| own <= rank);
        let mut hoped = (0..reach.len()).filter(|competency| ranked(*competency)).count();
        let mut losses: Vec<(usize, usize)> = Vec::new();
        for (place, (cut, used)) in self.cuts.iter().zip(used).enumerate() {
            let (lost, users) = cut.lost(rank, *used, &|competency| competency >= decided && ranked(competency));
            budget.spend(cut.users(rank));
            if lost > 0 {
                // Small cuts that lose much leave the most to others.
                losses.push((users.len().saturating_mul(64).checked_div(lost).unwrap_or(0), place));
            }
        }
        losses.sort_unstable();
        // Losses add up where they concern different competencies.
        let mut most_lost = 0_usize;
        let mut claimed: BTreeSet<usize> = BTreeSet::new();
        let mut sum = 0_usize;
        for (_, place) in losses {
            let (Some(cut), Some(used)) = (self.cuts.get(place), used.get(place)) else { continue };
            let is_open = |competency: usize| competency >= decided && ranked(competency);
            let (alone, _) = cut.lost(rank, *used, &is_open);
            most_lost = most_lost.max(alone);
            let (lost, users) = cut.lost(rank, *used, &|competency| is_open(competency) && !claimed.contains(&competency));
            budget.spend(cut.users(rank));
            if lost > 0 {
                sum = sum.saturating_add(lost);
                claimed.extend(users);
            }
            if hoped.saturating_sub(sum) < best {
                break;
            }
        }
        hoped = hoped.saturating_sub(sum.max(most_lost));
        hoped
    }

    /// Per competency the best rank that prerequisites leave it; nothing when a decided way has lost its own.
    fn reach(&self, choice: &[Option<usize>], decided: usize, budget: &mut Budget) -> Option<Vec<Option<usize>>> {
        let is_free = |competency: usize, way: usize| self.asking.get(competency).is_none_or(|ways| !ways.contains(&way));
        let wanted = |competency: usize| -> Vec<usize> {
            if competency < decided {
                choice.get(competency).copied().flatten().into_iter().collect()
            } else {
                self.open.get(competency).into_iter().flatten().map(|(way, _)| *way).collect()
            }
        };
        // What asks for nothing comes first; then whatever is allowed beside it, until nothing more is.
        let mut held: Choice =
            (0..choice.len()).map(|competency| wanted(competency).into_iter().find(|way| is_free(competency, *way))).collect();
        let mut has_changed = self.asking.iter().any(|ways| !ways.is_empty());
        while has_changed && !budget.is_spent() {
            has_changed = false;
            for competency in 0..choice.len() {
                for way in wanted(competency).into_iter().filter(|way| !is_free(competency, *way)) {
                    let now = held.get(competency).copied().flatten();
                    let more = with(&held, competency, Some(way));
                    if now.is_none_or(|now| way < now) && (self.is_allowed)(&more) {
                        held = more;
                        has_changed = true;
                    }
                    budget.spend(choice.len());
                }
            }
        }
        let holds = choice.iter().zip(&held).take(decided).all(|(wanted, held)| wanted == held);
        holds.then(|| held.iter().enumerate().map(|(competency, way)| self.rank(competency, (*way)?)).collect())
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

    fn seat(&mut self, place: usize, group: &Group, key: Key, budget: &mut Budget) -> bool {
        let usage = match budget.share(SHARE, |budget| group.seat(&group.needs(&key), budget)) {
            Verdict::Seated(usage) => Some(usage),
            Verdict::Impossible(reason) => {
                self.learn(group, &key, reason, budget);
                None
            }
            Verdict::Unknown => {
                self.is_exact = false;
                self.exclude(&key, Proof::Missing);
                None
            }
        };
        let is_seated = usage.is_some();
        self.seated.insert((place, key), usage);
        is_seated
    }

    /// Turns the reason why a choice cannot be seated into a cut that excludes it, and as many others as possible.
    fn learn(&mut self, group: &Group, key: &Key, reason: Option<Reason>, budget: &mut Budget) {
        let cut = match &reason {
            Some(Reason::Kinds(short)) => Some(self.cut(group, short, budget)),
            Some(Reason::Prices(shortage)) => Some(self.priced_cut(group, key, shortage, budget)),
            None => None,
        };
        let mut choice: Choice = vec![None; self.open.len()];
        for (competency, way) in key {
            choice = with(&choice, *competency, Some(*way));
        }
        if let Some(cut) = cut.filter(|cut| cut.used(&choice) > cut.room) {
            self.add(cut);
            return;
        }
        let mut core = key.clone();
        for member in key {
            let fewer: Key = core.iter().copied().filter(|other| other != member).collect();
            if let Verdict::Impossible(_) = budget.share(SHARE, |budget| group.seat(&group.needs(&fewer), budget)) {
                core = fewer;
            }
        }
        self.exclude(&core, Proof::Found);
    }

    /// What all ways use of some kinds of people.
    fn cut(&self, group: &Group, kinds: &[bool], budget: &mut Budget) -> Cut {
        let weight = |models: &Vec<Model>, budget: &mut Budget| {
            models.iter().map(|model| group.weighed(model, kinds, budget)).fold(0, u64::saturating_add)
        };
        let mut weights: Vec<Vec<u64>> = self.competencies.iter().map(|ways| vec![0; ways.len()]).collect();
        for ((competency, way), models) in &group.models {
            if let Some(slot) = weights.get_mut(*competency).and_then(|ways| ways.get_mut(*way)) {
                *slot = weight(models, budget);
            }
        }
        Cut::new(group.room(kinds), weights, &self.open, self.levels.len())
    }

    /// What the ways pay at these prices, if people could do just the same in them; else what people give up for them.
    fn priced_cut(&self, group: &Group, key: &Key, shortage: &Shortage, budget: &mut Budget) -> Cut {
        let needs = group.needs(key);
        let weight = |model: &Model, budget: &mut Budget| {
            let alike = |(need, _): &(&&Model, &Vec<u64>)| need.competency == model.competency && need.is_like(model);
            let prices = needs.iter().zip(&shortage.prices).find(alike).map(|(_, prices)| prices);
            let seats = model.seats().zip(prices.into_iter().flatten());
            let paid = seats.map(|((_, count), price)| count.saturating_mul(*price)).fold(0, u64::saturating_add);
            let cost = |kind: usize| shortage.costs.get(model.limit).and_then(|costs| costs.get(kind)).copied().unwrap_or(0);
            paid.max(model.cheapest(&group.people, &cost, budget).map_or(0, |(cost, _)| cost))
        };
        let mut weights: Vec<Vec<u64>> = self.competencies.iter().map(|ways| vec![0; ways.len()]).collect();
        for ((competency, way), models) in &group.models {
            if let Some(slot) = weights.get_mut(*competency).and_then(|ways| ways.get_mut(*way)) {
                *slot = models.iter().map(|model| weight(model, budget)).fold(0, u64::saturating_add);
            }
        }
        Cut::new(shortage.room, weights, &self.open, self.levels.len())
    }

    /// Not all of these together.
    fn exclude(&mut self, members: &Key, proof: Proof) {
        let mut weights: Vec<Vec<u64>> = self.competencies.iter().map(|ways| vec![0; ways.len()]).collect();
        for (competency, way) in members {
            if let Some(slot) = weights.get_mut(*competency).and_then(|ways| ways.get_mut(*way)) {
                *slot = 1;
            }
        }
        let mut cut = Cut::new((members.len() as u64).saturating_sub(1), weights, &self.open, self.levels.len());
        cut.is_proven = matches!(proof, Proof::Found);
        self.add(cut);
    }

    fn add(&mut self, cut: Cut) {
        if self.cuts.len() < MOST_CUTS {
            self.cuts.push(cut);
        }
    }
}

fn with(choice: &[Option<usize>], competency: usize, way: Option<usize>) -> Choice {
    choice.iter().enumerate().map(|(place, own)| if place == competency { way } else { *own }).collect()
}

fn next(turns: &mut [usize]) {
    if let Some(turn) = turns.last_mut() {
        *turn = turn.saturating_add(1);
    }
}

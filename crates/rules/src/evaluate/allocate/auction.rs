//! Prices of serving: what bounds how many competencies a group of limits can attain, before anything is chosen.
//!
//! At any prices, people who each serve where they earn most earn at least as much as in any allocation, and every way costs
//! at least its cheapest crew: that is a cut. The best prices are those at which few ways are worth what they cost.

use std::collections::BTreeMap;

use super::Budget;
use super::demand::Model;
use super::group::Group;

/// What a competency is worth; whole numbers need room to become finer.
const WORTH: u64 = 1 << 24;
const WIDE_WORTH: i128 = 1 << 24;

/// A demand of some way. One with a single seat has a price for each kind of people, others one for each seat.
struct Post<'g> {
    competency: usize,
    way: usize,
    model: &'g Model,
    /// Kinds that could serve, with what they could do at once where seats have prices.
    able: Vec<(usize, Vec<u32>)>,
    /// Bit and count.
    seats: Vec<(u32, u64)>,
    is_single: bool,
    prices: Vec<u64>,
}

pub(super) struct Auction<'g> {
    group: &'g Group,
    posts: Vec<Post<'g>>,
    /// Per competency, its ways with the rank of their level.
    open: &'g [Vec<(usize, usize)>],
    /// What each way above the rank of the goal is worth more, so that just so many are.
    pub bonus: i128,
}

/// What is to be bounded: how many attain a rank when just so many attain the rank above it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Goal {
    pub rank: usize,
    /// How many are known to attain it.
    pub known: usize,
    pub above: Option<usize>,
}

/// A cut: room, and what each way uses of it.
pub(super) type Bill = (u64, BTreeMap<(usize, usize), u64>);

impl<'g> Auction<'g> {
    pub fn new(group: &'g Group, open: &'g [Vec<(usize, usize)>]) -> Self {
        let mut posts = Vec::new();
        for ((competency, way), models) in &group.models {
            if !open.get(*competency).is_some_and(|ways| ways.iter().any(|(own, _)| own == way)) {
                continue;
            }
            let heads = models.iter().map(|model| model.fewest).fold(0, u64::saturating_add).max(1);
            for model in models {
                let seats: Vec<(u32, u64)> = model.seats().collect();
                let mut able: Vec<(usize, Vec<u32>)> = Vec::new();
                for (could, kinds) in model.alike() {
                    let patterns: Vec<u32> = model.parts.iter().flat_map(|part| part.largest(*could)).collect();
                    able.extend(kinds.iter().map(|kind| (*kind, patterns.clone())));
                }
                let is_single = seats.len() == 1;
                // Of several parts a person may take a pattern each, which prices of seats do not tell apart here.
                if model.parts.len() > 1 {
                    continue;
                }
                let prices = vec![WORTH.checked_div(heads).unwrap_or(0); if is_single { able.len() } else { seats.len() }];
                posts.push(Post { competency: *competency, way: *way, model, able, seats, is_single, prices });
            }
        }
        Self { group, posts, open, bonus: 0 }
    }

    /// Looks for the prices that bound the goal best, for so many days, and gives their cut.
    pub fn bound(&mut self, goal: Goal, days: usize, budget: &mut Budget) -> Bill {
        let mut best: Option<(i128, i128, Vec<Vec<u64>>)> = None;
        let aim = (goal.known as i128).saturating_mul(WIDE_WORTH).saturating_add(WIDE_WORTH / 2);
        let (mut patience, mut pace) = (0_usize, 4_i128);
        for _ in 0..days {
            if budget.is_spent() {
                break;
            }
            let (total, excess, above) = self.day(goal, budget);
            if best.as_ref().is_none_or(|(least, ..)| total < *least) {
                best = Some((total, self.bonus, self.posts.iter().map(|post| post.prices.clone()).collect()));
                patience = 0;
            } else {
                patience = patience.saturating_add(1);
                if patience > 10 {
                    (patience, pace) = (0, pace.saturating_mul(2).min(64));
                }
            }
            if total <= aim {
                break;
            }
            self.adjust(total.saturating_sub(aim), &excess, above, pace);
        }
        if let Some((_, bonus, prices)) = best {
            self.bonus = bonus;
            self.posts.iter_mut().zip(prices).for_each(|(post, prices)| post.prices = prices);
        }
        self.bill(budget)
    }

    /// What the goal is worth at most at these prices; by how much each price is too low; how many more than allowed are above.
    fn day(&self, goal: Goal, budget: &mut Budget) -> (i128, Vec<Vec<i128>>, i128) {
        let mut excess: Vec<Vec<i128>> = self.posts.iter().map(|post| vec![0; post.prices.len()]).collect();
        let mut total = i128::from(self.offer(Some(&mut excess), budget));
        let crews: Vec<(u64, Vec<u64>)> = self.posts.iter().map(|post| post.crew(self.group)).collect();
        budget.spend(self.posts.iter().map(|post| post.able.len().saturating_mul(4)).sum());
        let mut costs: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (post, (cost, _)) in self.posts.iter().zip(&crews) {
            let sum = costs.entry((post.competency, post.way)).or_default();
            *sum = sum.saturating_add(*cost);
        }
        let mut above = goal.above.map_or(0, |above| 0_i128.saturating_sub(above as i128));
        total = total.saturating_add(self.bonus.saturating_mul(above));
        for (competency, ways) in self.open.iter().enumerate() {
            let is_above = |rank: usize| goal.above.is_some() && rank < goal.rank;
            let gains = ways.iter().filter(|(_, rank)| *rank <= goal.rank).map(|(way, rank)| {
                let cost = costs.get(&(competency, *way)).copied().unwrap_or(0);
                let bonus = if is_above(*rank) { self.bonus } else { 0 };
                (WIDE_WORTH.saturating_add(bonus).saturating_sub(i128::from(cost)), *way, *rank)
            });
            let Some((gain, way, rank)) = gains.max().filter(|(gain, ..)| *gain > 0) else { continue };
            total = total.saturating_add(gain);
            above = above.saturating_add(i128::from(is_above(rank)));
            let own = |post: &Post<'_>| post.competency == competency && post.way == way;
            for ((_, (_, crew)), excess) in self.posts.iter().zip(&crews).zip(&mut excess).filter(|((post, _), _)| own(post)) {
                for (excess, people) in excess.iter_mut().zip(crew) {
                    *excess = excess.saturating_add(i128::from(*people));
                }
            }
        }
        (total, excess, above)
    }

    /// What people earn at most; takes from the excess what they serve then.
    fn offer(&self, mut excess: Option<&mut Vec<Vec<i128>>>, budget: &mut Budget) -> u64 {
        // Per kind and limit, per competency the dearest: value, post, place among the able.
        let mut sales: BTreeMap<(usize, usize), Vec<Sale>> = BTreeMap::new();
        for (place, post) in self.posts.iter().enumerate() {
            for (own, (kind, patterns)) in post.able.iter().enumerate() {
                let (value, pattern) = post.value(own, patterns);
                let sale = Sale { value, competency: post.competency, post: place, own, pattern };
                if value > 0 {
                    sales.entry((*kind, post.model.limit)).or_default().push(sale);
                }
            }
            budget.spend(post.able.len().saturating_mul(8));
        }
        let mut best: BTreeMap<usize, (u64, Vec<Sale>)> = BTreeMap::new();
        for ((kind, limit), mut sales) in sales {
            // Of a competency only one way is attained.
            sales.sort_unstable_by_key(|sale| (sale.competency, std::cmp::Reverse(sale.value)));
            sales.dedup_by_key(|sale| sale.competency);
            sales.sort_unstable_by_key(|sale| std::cmp::Reverse(sale.value));
            sales.truncate(self.group.most.get(limit).and_then(|most| usize::try_from(*most).ok()).unwrap_or(usize::MAX));
            let value = sales.iter().map(|sale| sale.value).fold(0, u64::saturating_add);
            if best.get(&kind).is_none_or(|(known, _)| *known < value) {
                best.insert(kind, (value, sales));
            }
        }
        let mut earned = 0_u64;
        for (kind, (value, sales)) in best {
            let people = self.group.people.get(kind).copied().unwrap_or(0);
            earned = earned.saturating_add(value.saturating_mul(people));
            for sale in sales {
                let Some(post) = self.posts.get(sale.post) else { continue };
                let slots =
                    excess.as_deref_mut().and_then(|excess| excess.get_mut(sale.post)).into_iter().flatten().enumerate();
                let is_taken = |place: usize| match post.seats.get(place) {
                    _ if post.is_single => place == sale.own,
                    seat => seat.is_some_and(|(bit, _)| sale.pattern & bit != 0),
                };
                for (_, slot) in slots.filter(|(place, _)| is_taken(*place)) {
                    *slot = slot.saturating_sub(i128::from(people));
                }
            }
        }
        earned
    }

    /// Raises the prices of whom more is wanted than offered, and lowers the others.
    fn adjust(&mut self, gap: i128, excess: &[Vec<i128>], above: i128, pace: i128) {
        let squares = excess.iter().flatten().map(|excess| excess.saturating_mul(*excess)).fold(0_i128, i128::saturating_add);
        let squares = squares.saturating_add(above.saturating_mul(above)).saturating_mul(pace).max(1);
        let step = |excess: i128| gap.saturating_mul(4).saturating_mul(excess).checked_div(squares).unwrap_or(0);
        for (post, excess) in self.posts.iter_mut().zip(excess) {
            for (price, excess) in post.prices.iter_mut().zip(excess) {
                let next = i128::from(*price).saturating_add(step(*excess)).max(0);
                *price = u64::try_from(next).unwrap_or(u64::MAX).min(WORTH << 4);
            }
        }
        self.bonus = self.bonus.saturating_sub(step(above));
    }

    fn bill(&self, budget: &mut Budget) -> Bill {
        let mut costs: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for post in &self.posts {
            let (mut cost, _) = post.crew(self.group);
            if !post.is_single {
                let values: BTreeMap<usize, u64> =
                    post.able.iter().enumerate().map(|(own, (kind, patterns))| (*kind, post.value(own, patterns).0)).collect();
                let price = |kind: usize| values.get(&kind).copied().unwrap_or(0);
                cost = cost.max(post.model.cheapest(&self.group.people, &price, budget).map_or(0, |(cost, _)| cost));
            }
            let sum = costs.entry((post.competency, post.way)).or_default();
            *sum = sum.saturating_add(cost);
        }
        (self.offer(None, budget), costs)
    }
}

/// What a person could do.
struct Sale {
    value: u64,
    competency: usize,
    post: usize,
    own: usize,
    pattern: u32,
}

impl Post<'_> {
    /// What one of the able earns, and in which pattern.
    fn value(&self, own: usize, patterns: &[u32]) -> (u64, u32) {
        if self.is_single {
            return (self.prices.get(own).copied().unwrap_or(0), 1);
        }
        let value = |pattern: u32| {
            let taken = self.seats.iter().zip(&self.prices).filter(|((bit, _), _)| pattern & bit != 0);
            taken.map(|(_, price)| *price).fold(0, u64::saturating_add)
        };
        patterns.iter().map(|pattern| (value(*pattern), *pattern)).max().unwrap_or((0, 0))
    }

    /// The least that filling it costs, and how many people of each kind, or in each seat, it takes.
    fn crew(&self, group: &Group) -> (u64, Vec<u64>) {
        if !self.is_single {
            let costs = self.seats.iter().zip(&self.prices).map(|((_, count), price)| count.saturating_mul(*price));
            return (costs.fold(0, u64::saturating_add), self.seats.iter().map(|(_, count)| *count).collect());
        }
        let mut offers: Vec<(u64, usize)> = self.prices.iter().copied().zip(0..).collect();
        offers.sort_unstable();
        let mut left = self.seats.first().map_or(0, |(_, count)| *count);
        let (mut cost, mut crew) = (0_u64, vec![0; self.prices.len()]);
        for (price, own) in offers {
            let people = self.able.get(own).and_then(|(kind, _)| group.people.get(*kind)).copied().unwrap_or(0).min(left);
            if let Some(slot) = crew.get_mut(own) {
                *slot = people;
            }
            cost = cost.saturating_add(price.saturating_mul(people));
            left = left.saturating_sub(people);
            if left == 0 {
                break;
            }
        }
        (cost, crew)
    }
}

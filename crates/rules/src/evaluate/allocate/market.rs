//! Prices of seats: a bound that sees what flows do not, namely that one person takes several seats of a demand at once
//! and decides for one of the limits that are kept apart.
//!
//! At any prices, people who each choose the best seats that they may take earn at least as much as in any allocation. So
//! where the demands pay more for their seats than that, no allocation fills them all.

use std::collections::BTreeMap;

use super::Budget;
use super::demand::Model;
use super::group::Group;

/// Per demand and seat.
pub(super) type Prices = Vec<Vec<u64>>;

/// How many people of a kind a limit may use.
pub(super) type Cap<'c> = &'c dyn Fn(usize, usize) -> u64;

/// The price of every seat at first; whole numbers need room to become finer.
const FIRST: u64 = 1 << 16;

/// How often a shortage is narrowed down, and for how many days it may grow each time.
const CLEARANCES: usize = 3;
const CLEARANCE_DAYS: usize = 20;

pub(super) struct Market<'m> {
    group: &'m Group,
    /// Per demand, its seats: bit and count.
    seats: Vec<Vec<(u32, u64)>>,
    /// Per demand, what people could do in it, and in which patterns they would sit then.
    stalls: Vec<Vec<Vec<Vec<u32>>>>,
    /// Per kind: limit, demand, place among its stalls.
    offers: Vec<Vec<(usize, usize, usize)>>,
}

/// What everybody does at some prices.
struct Day {
    /// What people earn at most, and what the demands would pay for all of their seats.
    earned: u64,
    paid: u64,
    taken: Prices,
}

/// Prices that show that the seats cannot all be filled.
#[derive(Debug)]
pub(super) struct Shortage {
    pub prices: Prices,
    /// What people earn at most.
    pub room: u64,
    /// Per limit and kind, what one of its people gives up at least for each demand that is not on the market.
    pub costs: Prices,
}

/// The best that one person could do under a limit.
struct Role {
    value: u64,
    /// What she gives up for one more demand.
    least: u64,
    limit: usize,
    /// Value, demand and pattern.
    sales: Vec<(u64, usize, u32)>,
}

/// What bargaining ends with.
pub(super) struct Bargain {
    pub prices: Prices,
    /// Whether they show that the seats cannot all be filled: what people earn.
    pub short: Option<u64>,
    /// How many people of each kind each limit should use.
    pub roles: BTreeMap<(usize, usize), u64>,
    /// Per kind, what one of its people earns.
    pub worth: Vec<u64>,
}

impl<'m> Market<'m> {
    pub fn new(group: &'m Group, needs: &[&Model]) -> Self {
        let mut offers = vec![Vec::new(); group.people.len()];
        let mut stalls = Vec::new();
        for (place, model) in needs.iter().enumerate() {
            let mut own = Vec::new();
            for (could, kinds) in model.alike() {
                for kind in kinds {
                    if let Some(offers) = offers.get_mut(*kind) {
                        offers.push((model.limit, place, own.len()));
                    }
                }
                own.push(model.parts.iter().map(|part| part.largest(*could)).collect());
            }
            stalls.push(own);
        }
        Self { group, seats: needs.iter().map(|model| model.seats().collect()).collect(), stalls, offers }
    }

    pub fn first_prices(&self) -> Prices {
        self.seats.iter().map(|seats| vec![FIRST; seats.len()]).collect()
    }

    /// Raises the prices of seats that nobody takes and lowers those that too many want, for some days.
    pub fn bargain(&self, mut prices: Prices, days: usize, cap: Cap<'_>, budget: &mut Budget) -> Bargain {
        let mut sums: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        let mut worth = vec![0; self.offers.len()];
        let mut short = None;
        for day in 0..days {
            // The first days are still far from where prices settle.
            let counted = (day >= days / 2).then_some(&mut sums);
            let done = self.day(&prices, cap, counted, &mut worth, budget);
            if done.paid > done.earned {
                short = Some(done.earned);
                break;
            }
            if budget.is_spent() || !self.adjust(&mut prices, &done, &self.first_prices()) {
                break;
            }
        }
        Bargain { prices, short, roles: self.rounded(&sums), worth }
    }

    fn day(
        &self,
        prices: &Prices,
        cap: Cap<'_>,
        mut sums: Option<&mut BTreeMap<(usize, usize), u64>>,
        worth: &mut [u64],
        budget: &mut Budget,
    ) -> Day {
        let (best, paid) = self.best(prices, budget);
        let mut taken: Prices = prices.iter().map(|seats| vec![0; seats.len()]).collect();
        let mut earned = 0_u64;
        for (kind, (offers, worth)) in self.offers.iter().zip(worth).enumerate() {
            let mut left = self.group.people.get(kind).copied().unwrap_or(0);
            let limits = self.choices(offers, &best);
            *worth = limits.first().map_or(0, |role| role.value);
            for Role { value, limit, sales, .. } in limits {
                let people = left.min(cap(kind, limit));
                left = left.saturating_sub(people);
                earned = earned.saturating_add(value.saturating_mul(people));
                for (_, demand, pattern) in sales {
                    self.take(&mut taken, demand, pattern, people);
                }
                if let Some(sums) = sums.as_deref_mut().filter(|_| people > 0) {
                    let sum = sums.entry((kind, limit)).or_default();
                    *sum = sum.saturating_add(people);
                }
            }
            budget.spend(offers.len().saturating_mul(8).saturating_add(self.group.most.len()));
        }
        Day { earned, paid, taken }
    }

    /// The shortage that prices show, with as few demands as it takes: then it holds for the most choices.
    pub fn shortage(&self, mut prices: Prices, mut room: u64, budget: &mut Budget) -> Shortage {
        let everybody = |kind: usize, _| self.group.people.get(kind).copied().unwrap_or(0);
        let mut worth = vec![0; self.offers.len()];
        for _ in 0..CLEARANCES {
            for demand in 0..prices.len() {
                let mut fewer = prices.clone();
                fewer.get_mut(demand).into_iter().flatten().for_each(|price| *price = 0);
                let day = self.day(&fewer, &everybody, None, &mut worth, budget);
                if day.paid > day.earned {
                    (prices, room) = (fewer, day.earned);
                }
            }
            // A greater shortage among those that are left can spare more of them.
            let mut next = prices.clone();
            for _ in 0..CLEARANCE_DAYS {
                let day = self.day(&next, &everybody, None, &mut worth, budget);
                let gap = day.paid.saturating_sub(day.earned);
                if gap > self.paid(&prices).saturating_sub(room) {
                    (prices, room) = (next.clone(), day.earned);
                }
                self.adjust(&mut next, &day, &prices);
            }
        }
        Shortage { costs: self.costs(&prices, budget), prices, room }
    }

    fn paid(&self, prices: &Prices) -> u64 {
        let all = self.seats.iter().flatten().zip(prices.iter().flatten());
        all.map(|((_, count), price)| count.saturating_mul(*price)).fold(0, u64::saturating_add)
    }

    fn costs(&self, prices: &Prices, budget: &mut Budget) -> Prices {
        let (best, _) = self.best(prices, budget);
        let mut costs: Prices = self.group.most.iter().map(|_| vec![0; self.offers.len()]).collect();
        for (kind, offers) in self.offers.iter().enumerate() {
            let limits = self.choices(offers, &best);
            let worth = limits.first().map_or(0, |role| role.value);
            for (limit, (most, costs)) in self.group.most.iter().zip(&mut costs).enumerate() {
                let own = limits.iter().find(|role| role.limit == limit);
                // Where the limit is not the best one, all that she does under it makes up for the difference.
                let missed = worth.saturating_sub(own.map_or(0, |role| role.value)).checked_div(*most);
                if let Some(cost) = costs.get_mut(kind) {
                    *cost = own.map_or(0, |role| role.least).saturating_add(missed.unwrap_or(0));
                }
            }
        }
        costs
    }

    /// Per demand and stall, the dearest pattern; and what all seats cost together.
    fn best(&self, prices: &Prices, budget: &mut Budget) -> (Vec<Vec<(u64, u32)>>, u64) {
        let mut paid = 0_u64;
        let mut best = Vec::new();
        for ((seats, stalls), prices) in self.seats.iter().zip(&self.stalls).zip(prices) {
            let value = |pattern: u32| {
                let taken = seats.iter().zip(prices).filter(|((bit, _), _)| pattern & bit != 0);
                taken.map(|(_, price)| *price).fold(0, u64::saturating_add)
            };
            let dearest =
                |patterns: &Vec<u32>| patterns.iter().map(|pattern| (value(*pattern), *pattern)).max().unwrap_or((0, 0));
            let of_stall = |parts: &Vec<Vec<u32>>| {
                let parts = parts.iter().map(dearest);
                parts.fold((0_u64, 0), |(sum, all), (value, pattern)| (sum.saturating_add(value), all | pattern))
            };
            best.push(stalls.iter().map(of_stall).collect());
            budget.spend(stalls.iter().flatten().map(Vec::len).sum::<usize>().saturating_mul(seats.len()));
            let costs = seats.iter().zip(prices).map(|((_, count), price)| count.saturating_mul(*price));
            paid = paid.saturating_add(costs.fold(0, u64::saturating_add));
        }
        (best, paid)
    }

    /// What one person could do under each limit, the best one first.
    fn choices(&self, offers: &[(usize, usize, usize)], best: &[Vec<(u64, u32)>]) -> Vec<Role> {
        let mut limits = Vec::new();
        for (limit, most) in self.group.most.iter().enumerate() {
            let own = offers.iter().filter(|(own, ..)| *own == limit);
            let mut sales: Vec<(u64, usize, u32)> = own
                .filter_map(|(_, demand, stall)| {
                    let (value, pattern) = *best.get(*demand)?.get(*stall)?;
                    (value > 0).then_some((value, *demand, pattern))
                })
                .collect();
            sales.sort_unstable_by(|one, other| other.cmp(one));
            let most = usize::try_from(*most).unwrap_or(usize::MAX);
            sales.truncate(most);
            let value = sales.iter().map(|(value, ..)| *value).fold(0, u64::saturating_add);
            let least = sales.last().filter(|_| sales.len() == most).map_or(0, |(value, ..)| *value);
            if value > 0 {
                limits.push(Role { value, least, limit, sales });
            }
        }
        limits.sort_by_key(|choice| std::cmp::Reverse(choice.value));
        limits
    }

    fn take(&self, taken: &mut Prices, demand: usize, pattern: u32, people: u64) {
        let (Some(seats), Some(taken)) = (self.seats.get(demand), taken.get_mut(demand)) else { return };
        for (_, taken) in seats.iter().zip(taken).filter(|((bit, _), _)| pattern & bit != 0) {
            *taken = taken.saturating_add(people);
        }
    }

    /// Moves the prices towards what would show a shortage, but for demands that `among` leaves out; says whether they moved.
    fn adjust(&self, prices: &mut Prices, day: &Day, among: &Prices) -> bool {
        let wide = |number: u64| i128::from(number);
        let missing = |count: u64, taken: u64| wide(count).saturating_sub(wide(taken));
        let is_out = |demand: &Vec<u64>| demand.iter().all(|price| *price == 0);
        let each = || {
            let seats = self.seats.iter().zip(&day.taken).zip(among).filter(|(_, own)| !is_out(own));
            seats.flat_map(|((seats, taken), _)| seats.iter().zip(taken))
        };
        let squares = each().map(|((_, count), taken)| missing(*count, *taken).saturating_pow(2));
        let squares = squares.fold(0_i128, i128::saturating_add);
        let gap = wide(day.earned).saturating_sub(wide(day.paid)).saturating_add(wide(FIRST / 4)).max(wide(FIRST / 4));
        let mut has_moved = false;
        let open = prices.iter_mut().zip(among).filter(|(_, own)| !is_out(own)).flat_map(|(prices, _)| prices);
        for (price, ((_, count), taken)) in open.zip(each()) {
            let step = gap.saturating_mul(missing(*count, *taken)).checked_div(squares).unwrap_or(0);
            let next = u64::try_from(wide(*price).saturating_add(step).max(0)).unwrap_or(u64::MAX).min(FIRST << 16);
            has_moved |= next != *price;
            *price = next;
        }
        has_moved
    }

    /// Whole people for each limit, in the proportion of all days.
    fn rounded(&self, sums: &BTreeMap<(usize, usize), u64>) -> BTreeMap<(usize, usize), u64> {
        let mut roles = BTreeMap::new();
        for (kind, people) in self.group.people.iter().enumerate() {
            let own: Vec<(usize, u64)> =
                sums.range((kind, 0)..=(kind, usize::MAX)).map(|((_, limit), sum)| (*limit, *sum)).collect();
            let all = own.iter().map(|(_, sum)| *sum).fold(0, u64::saturating_add);
            let mut left = *people;
            let mut rests: Vec<(u64, usize)> = Vec::new();
            for (limit, sum) in own {
                let exact = sum.saturating_mul(*people);
                let whole = exact.checked_div(all).unwrap_or(0).min(left);
                left = left.saturating_sub(whole);
                rests.push((exact.checked_rem(all).unwrap_or(0), limit));
                roles.insert((kind, limit), whole);
            }
            rests.sort_unstable_by(|one, other| other.cmp(one));
            for (_, limit) in rests.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
                roles.entry((kind, limit)).and_modify(|people| *people = people.saturating_add(1));
            }
        }
        roles
    }
}

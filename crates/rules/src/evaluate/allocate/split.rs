//! People of each kind divided among limits that are kept apart.

use std::collections::BTreeMap;

use super::Budget;
use super::ask::{Ask, Flowed, Frame};
use super::demand::Model;
use super::group::{Group, Reason, Usage, Use, Verdict};
use super::market::{Market, Prices};

/// How long prices are bargained over before the people are divided as they would like, at first and after a decision.
const FIRST_STAGES: &[usize] = &[6, 40, 160];
const LATER_STAGES: &[usize] = &[40];

const MOST_ORDERS: usize = 6;

/// How many people of a kind may serve under a limit, and how many are kept from the others.
pub(super) type Splits = BTreeMap<(usize, usize), (u64, u64)>;

impl Group {
    /// Divides the people of each kind among the limits.
    pub(super) fn split(&self, asks: &[Ask<'_>], budget: &mut Budget) -> Verdict {
        let needs: Vec<&Model> = asks.iter().map(|ask| ask.model).collect();
        if let Some(usage) = self.in_turn(asks, budget) {
            return Verdict::Seated(usage);
        }
        let mut market: Option<Market<'_>> = None;
        let mut open: Vec<(Splits, Option<Prices>)> = vec![(Splits::new(), None)];
        while let Some((splits, prices)) = open.pop() {
            if budget.is_spent() {
                return Verdict::Unknown;
            }
            let flowed = self.flow(asks, &splits, budget);
            if !flowed.is_full {
                continue;
            }
            let mut served = self.served(asks, &flowed);
            let mut torn: Option<(u64, usize)> = None;
            for kind in 0..self.people.len() {
                torn = torn.max(self.spread(kind, &mut served).map(|excess| (excess, kind)));
            }
            let Some((_, kind)) = torn else {
                // Every limit has enough people of its own: what flowed in parts can flow in whole people.
                return self.by_limit(asks, &served, budget).map_or(Verdict::Unknown, Verdict::Seated);
            };
            let market = market.get_or_insert_with(|| Market::new(self, &needs));
            let stages = if prices.is_none() { FIRST_STAGES } else { LATER_STAGES };
            let mut prices = prices.unwrap_or_else(|| market.first_prices());
            let mut is_short = false;
            for days in stages {
                let bargain = market.bargain(prices, *days, &|kind, limit| self.cap(&splits, kind, limit), budget);
                prices = bargain.prices;
                if let Some(room) = bargain.short {
                    if splits.is_empty() {
                        return Verdict::Impossible(Some(Reason::Prices(market.shortage(prices, room, budget))));
                    }
                    is_short = true;
                    break;
                }
                if let Some(usage) = self.by_limit(asks, &bargain.roles, budget) {
                    return Verdict::Seated(usage);
                }
            }
            if is_short {
                continue;
            }
            let branch = (0..self.most.len()).find_map(|limit| {
                let needed = served.get(&(kind, limit)).copied().unwrap_or(0);
                let (kept, cap) = splits.get(&(kind, limit)).copied().unwrap_or((0, u64::MAX));
                (needed > kept).then_some((limit, needed, kept, cap))
            });
            let Some((limit, needed, kept, cap)) = branch else { continue };
            let mut fewer = splits.clone();
            fewer.insert((kind, limit), (kept, needed.saturating_sub(1)));
            open.push((fewer, Some(prices.clone())));
            let mut kept_back = splits;
            kept_back.insert((kind, limit), (needed, cap));
            open.push((kept_back, Some(prices)));
        }
        Verdict::Impossible(None)
    }

    /// How many people of each kind each limit needs, rounded up.
    fn served(&self, asks: &[Ask<'_>], flowed: &Flowed) -> BTreeMap<(usize, usize), u64> {
        let mut by_ask: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (ask, _, kind, arc) in &flowed.arcs {
            let through = by_ask.entry((*kind, *ask)).or_default();
            *through = through.saturating_add(flowed.network.through(*arc));
        }
        let mut sums: BTreeMap<(usize, usize), (u64, u64)> = BTreeMap::new();
        for ((kind, ask), through) in by_ask {
            let Some(limit) = asks.get(ask).map(|ask| ask.model.limit) else { continue };
            let (sum, heads) = sums.entry((kind, limit)).or_default();
            *sum = sum.saturating_add(through);
            *heads = (*heads).max(up(through, self.weight(limit)));
        }
        // A kind of a single limit may have parts that do not make whole people, too: its demands flow again by themselves.
        sums.into_iter().map(|((kind, limit), (sum, heads))| ((kind, limit), heads.max(up(sum, self.part(limit))))).collect()
    }

    /// How many parts of a person her service under a limit can fill.
    fn part(&self, limit: usize) -> u64 {
        self.whole.min(self.weight(limit).saturating_mul(self.most.get(limit).copied().unwrap_or(0)))
    }

    /// How many people a kind has too few for its limits; else those who are left go to the first of them.
    fn spread(&self, kind: usize, served: &mut BTreeMap<(usize, usize), u64>) -> Option<u64> {
        let people = self.people.get(kind).copied().unwrap_or(0);
        let needed = served.range((kind, 0)..=(kind, usize::MAX)).map(|(_, needed)| *needed).fold(0, u64::saturating_add);
        if let Some((_, first)) = served.range_mut((kind, 0)..=(kind, usize::MAX)).next() {
            *first = first.saturating_add(people.saturating_sub(needed));
        }
        needed.checked_sub(people).filter(|excess| *excess > 0)
    }

    /// Limit after limit with whoever is left, in several orders: enough where people abound.
    fn in_turn(&self, asks: &[Ask<'_>], budget: &mut Budget) -> Option<Usage> {
        let limits: Vec<usize> = (0..self.most.len()).collect();
        let turned = (0..limits.len()).flat_map(|first| {
            let order: Vec<usize> = limits.iter().cycle().skip(first).take(limits.len()).copied().collect();
            [order.iter().rev().copied().collect(), order]
        });
        turned.take(MOST_ORDERS).find_map(|order| {
            let mut usage: Usage = asks.iter().map(|_| Vec::new()).collect();
            let mut left = self.people.clone();
            for limit in order {
                self.by_itself(asks, limit, &|kind| left.get(kind).copied().unwrap_or(0), &mut usage, budget)?;
                for (kind, left) in left.iter_mut().enumerate() {
                    let heads = asks.iter().zip(&usage).filter(|(ask, _)| ask.model.limit == limit).map(|(_, uses)| {
                        uses.iter().filter(|one| one.kind == kind).map(|one| one.people).fold(0, u64::saturating_add)
                    });
                    let most = heads.clone().max().unwrap_or(0);
                    *left = left.saturating_sub(most.max(up(heads.fold(0, u64::saturating_add), self.part_of(limit))));
                }
            }
            Some(usage)
        })
    }

    fn part_of(&self, limit: usize) -> u64 {
        self.most.get(limit).copied().unwrap_or(0).max(1)
    }

    /// Seats the demands of each limit with the people whom it has for itself.
    fn by_limit(&self, asks: &[Ask<'_>], served: &BTreeMap<(usize, usize), u64>, budget: &mut Budget) -> Option<Usage> {
        let mut usage: Usage = asks.iter().map(|_| Vec::new()).collect();
        for limit in 0..self.most.len() {
            let of_kind = |kind: usize| served.get(&(kind, limit)).copied().unwrap_or(0);
            self.by_itself(asks, limit, &of_kind, &mut usage, budget)?;
        }
        Some(usage)
    }

    /// Seats the demands of one limit with these people, if they suffice.
    fn by_itself(
        &self,
        asks: &[Ask<'_>],
        limit: usize,
        people: &dyn Fn(usize) -> u64,
        usage: &mut Usage,
        budget: &mut Budget,
    ) -> Option<()> {
        let own: Vec<(usize, &Ask<'_>)> = asks.iter().enumerate().filter(|(_, ask)| ask.model.limit == limit).collect();
        let whole = self.most.get(limit).copied()?;
        let frame = Frame { whole, weight: &|_| 1, people, cap: &|kind, _| people(kind) };
        let flowed = self.flow_in(own.iter().map(|(_, ask)| *ask), &frame, budget);
        if !flowed.is_full {
            return None;
        }
        for (ask, seat, kind, arc) in &flowed.arcs {
            let people = flowed.network.through(*arc);
            let (place, ask) = own.get(*ask)?;
            let pattern = ask.seats.get(*seat)?.0?;
            if people > 0 {
                usage.get_mut(*place)?.push(Use { kind: *kind, pattern, people });
            }
        }
        Some(())
    }

    fn cap(&self, splits: &Splits, kind: usize, limit: usize) -> u64 {
        let people = self.people.get(kind).copied().unwrap_or(0);
        let (_, cap) = splits.get(&(kind, limit)).copied().unwrap_or((0, u64::MAX));
        let of_kind = splits.range((kind, 0)..=(kind, usize::MAX));
        let others = of_kind.filter(|((_, other), _)| *other != limit).map(|(_, (kept, _))| *kept);
        cap.min(people.saturating_sub(others.fold(0, u64::saturating_add)))
    }

    pub(super) fn flow(&self, asks: &[Ask<'_>], splits: &Splits, budget: &mut Budget) -> Flowed {
        let people = |kind: usize| self.people.get(kind).copied().unwrap_or(0);
        let cap = |kind: usize, limit: usize| self.cap(splits, kind, limit);
        let frame = Frame { whole: self.whole, weight: &|limit| self.weight(limit), people: &people, cap: &cap };
        self.flow_in(asks.iter(), &frame, budget)
    }
}

/// The least whole number that is not below a quotient.
fn up(amount: u64, part: u64) -> u64 {
    if part == 0 { u64::MAX } else { amount.div_ceil(part) }
}

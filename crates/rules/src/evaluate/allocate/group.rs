//! Limits that share people, by themselves: can these demands be seated together, and by whom.
//!
//! A flow decides most questions. Where it may be too hopeful, because one person could sit in several seats of a demand
//! or people must choose between limits, the mixes of each demand and the limits of each kind are tried, completely
//! unless the budget ends.

use std::collections::BTreeMap;

use super::Budget;
use super::ask::Ask;
use super::demand::Model;
use super::market::{Market, Shortage};
use super::split::Splits;

/// Mixes that are tried by price before they are tried in order.
const FEW_PRICES: usize = 4;
const MOST_PRICES: usize = 24;
/// How long prices are bargained over.
const FIRST_DAYS: usize = 200;
const DEAREST: u64 = 1 << 40;

#[derive(Debug)]
pub(super) struct Group {
    /// Per limit, how many demands one person serves at most.
    pub most: Vec<u64>,
    /// A person, in parts: one who serves under a limit uses up so many of them each time.
    pub whole: u64,
    pub weights: Vec<u64>,
    /// Per kind, how many people there are.
    pub people: Vec<u64>,
    /// Per kind, the classes that it is made of.
    pub classes: Vec<Classes>,
    /// By competency and way.
    pub models: BTreeMap<(usize, usize), Vec<Model>>,
}

/// Classes by their place in the census, with their sizes.
pub(super) type Classes = Vec<(usize, u64)>;

/// So many people of a kind sit in a pattern.
#[derive(Debug, Clone)]
pub(super) struct Use {
    pub kind: usize,
    pub pattern: u32,
    pub people: u64,
}

/// Per demand, who sits in it.
pub(super) type Usage = Vec<Vec<Use>>;

#[derive(Debug)]
pub(super) enum Verdict {
    Seated(Usage),
    Impossible(Option<Reason>),
    Unknown,
}

/// What shows that demands cannot be seated together.
#[derive(Debug)]
pub(super) enum Reason {
    /// These kinds of people are too few.
    Kinds(Vec<bool>),
    /// At these prices the demands pay more than people could earn.
    Prices(Shortage),
}

impl Group {
    pub fn needs(&self, choice: &[(usize, usize)]) -> Vec<&Model> {
        choice.iter().filter_map(|key| self.models.get(key)).flatten().collect()
    }

    /// Seats these demands together.
    pub fn seat(&self, needs: &[&Model], budget: &mut Budget) -> Verdict {
        let hopeful: Vec<Ask<'_>> = needs.iter().map(|model| Ask::hopeful(model)).collect();
        let mut flowed = self.flow(&hopeful, &Splits::new(), budget);
        if !flowed.is_full {
            return Verdict::Impossible(Some(Reason::Kinds(flowed.short_kinds())));
        }
        if needs.iter().all(|model| model.only_mix().is_some()) {
            return self.split(&hopeful, budget);
        }
        // Where people abound, any mix will do.
        match self.by_price(needs, vec![1; self.people.len()], FEW_PRICES, budget) {
            Verdict::Unknown => {}
            verdict => return verdict,
        }
        let market = Market::new(self, needs);
        let everybody = |kind: usize, _| self.people.get(kind).copied().unwrap_or(0);
        let bargain = market.bargain(market.first_prices(), FIRST_DAYS, &everybody, budget);
        if let Some(room) = bargain.short {
            return Verdict::Impossible(Some(Reason::Prices(market.shortage(bargain.prices, room, budget))));
        }
        let worth = bargain.worth.iter().map(|worth| worth.saturating_add(1_000)).collect();
        match self.by_price(needs, worth, MOST_PRICES, budget) {
            Verdict::Unknown => self.by_order(needs, budget),
            verdict => verdict,
        }
    }

    /// Fills each demand as cheaply as possible, while scarce kinds become dearer; says when no mix could do.
    fn by_price(&self, needs: &[&Model], mut prices: Vec<u64>, tries: usize, budget: &mut Budget) -> Verdict {
        for _ in 0..tries {
            let mut asks = Vec::new();
            for model in needs {
                let priced = |kind: usize| prices.get(kind).copied().unwrap_or(1);
                let mix = match model.only_mix() {
                    Some(mix) => mix.clone(),
                    None => match model.cheapest(&self.people, &priced, budget) {
                        Some((_, mix)) => mix,
                        None => return Verdict::Unknown,
                    },
                };
                asks.push(Ask::mixed(model, &mix));
            }
            let mut flowed = self.flow(&asks, &Splits::new(), budget);
            if flowed.is_full {
                return match self.split(&asks, budget) {
                    Verdict::Impossible(None) => Verdict::Unknown,
                    verdict => verdict,
                };
            }
            let short = flowed.short_kinds();
            let used: u64 = needs.iter().map(|model| self.weighed(model, &short, budget)).fold(0, u64::saturating_add);
            if used > self.room(&short) {
                return Verdict::Impossible(Some(Reason::Kinds(short)));
            }
            for (price, _) in prices.iter_mut().zip(&short).filter(|(_, is_short)| **is_short) {
                *price = price.saturating_mul(3).div_ceil(2).min(DEAREST);
            }
            if budget.is_spent() {
                break;
            }
        }
        Verdict::Unknown
    }

    /// Every mix of every demand, demand by demand; those that failed most come first.
    fn by_order(&self, needs: &[&Model], budget: &mut Budget) -> Verdict {
        let mut is_complete = true;
        let mut failed = vec![1_usize; needs.len()];
        let mut open: Vec<(Vec<Option<usize>>, Option<usize>)> = vec![(vec![None; needs.len()], None)];
        while let Some((picks, last)) = open.pop() {
            if budget.is_spent() {
                return Verdict::Unknown;
            }
            let asks = needs.iter().zip(&picks).map(|(model, pick)| {
                let mix = pick.and_then(|pick| model.mixes.get(pick));
                mix.map_or_else(|| Ask::hopeful(model), |mix| Ask::mixed(model, mix))
            });
            let asks: Vec<Ask<'_>> = asks.collect();
            if !self.flow(&asks, &Splits::new(), budget).is_full {
                if let Some(failed) = last.and_then(|last| failed.get_mut(last)) {
                    *failed = failed.saturating_add(1);
                }
                continue;
            }
            let undecided = needs.iter().zip(&picks).zip(&failed).enumerate();
            let undecided = undecided.filter(|(_, ((model, pick), _))| pick.is_none() && model.only_mix().is_none());
            let next = undecided.max_by_key(|(_, ((model, _), failed))| {
                failed.saturating_mul(1_000).checked_div(model.mixes.len()).unwrap_or(0)
            });
            let Some((place, ((model, _), _))) = next else {
                match self.split(&asks, budget) {
                    Verdict::Seated(usage) => return Verdict::Seated(usage),
                    Verdict::Impossible(_) => {}
                    Verdict::Unknown => is_complete = false,
                }
                continue;
            };
            is_complete &= model.is_complete;
            for pick in (0..model.mixes.len()).rev() {
                let mut picks = picks.clone();
                picks.get_mut(place).into_iter().for_each(|slot| *slot = Some(pick));
                open.push((picks, Some(place)));
            }
        }
        if is_complete && !budget.is_spent() { Verdict::Impossible(None) } else { Verdict::Unknown }
    }

    pub fn weight(&self, limit: usize) -> u64 {
        self.weights.get(limit).copied().unwrap_or(1)
    }

    /// What a demand uses of these kinds at least, in parts of people.
    pub fn weighed(&self, model: &Model, kinds: &[bool], budget: &mut Budget) -> u64 {
        let price = |kind: usize| u64::from(kinds.get(kind) == Some(&true));
        let heads = model.cheapest(&self.people, &price, budget).map_or(0, |(cost, _)| cost);
        heads.saturating_mul(self.weight(model.limit))
    }

    /// What these kinds have, in parts of people.
    pub fn room(&self, kinds: &[bool]) -> u64 {
        let people = self.people.iter().zip(kinds).filter(|(_, is_one)| **is_one).map(|(people, _)| *people);
        people.fold(0, u64::saturating_add).saturating_mul(self.whole)
    }
}

//! One demand by itself: who could sit in it, in which patterns, and the cheapest people who fill it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::seats::{self, Line};
use super::{Budget, Demand};
use crate::census::has;

/// How many people sit in each pattern; every seat is filled.
pub(super) type Mix = Vec<(u32, u64)>;

/// Demands with more states of filled seats than this are split into the parts that ties hold together.
const MOST_STATES: usize = 20_000;
/// The catalogue check lets no more than these be tied together.
const MOST_SEATS: usize = 20;
const MOST_MIXES: usize = 256;
const MOST_MIXING: usize = 20_000;

#[derive(Debug)]
pub(super) struct Model {
    pub competency: usize,
    pub way: usize,
    /// Place among the demands of the way.
    pub demand: usize,
    /// Place among the limits of the group.
    pub limit: usize,
    /// Per kind of people, the seats that they could take.
    pub could: Vec<u32>,
    /// The kinds by these seats, without those who could take none.
    alike: BTreeMap<u32, Vec<usize>>,
    pub parts: Vec<Part>,
    /// The ways to mix patterns, fewest people first.
    pub mixes: Vec<Mix>,
    /// Whether there are no other mixes.
    pub is_complete: bool,
    /// The least number of people who fill it.
    pub fewest: u64,
}

/// Seats whose people are chosen together.
#[derive(Debug)]
pub(super) struct Part {
    seats: Vec<Seat>,
    patterns: Vec<u32>,
    states: usize,
}

#[derive(Debug, Clone, Copy)]
struct Seat {
    bit: u32,
    test: usize,
    count: usize,
    stride: usize,
}

/// The people on offer: by the seats that they could take, and by price.
type Supply = BTreeMap<u32, BTreeMap<u64, u64>>;

/// The parts of a demand, or nothing when its seats have no bits of their own.
pub(super) fn parts(demand: &Demand) -> Option<Vec<Part>> {
    let everything = vec![0; demand.lines.len()];
    if let Some(whole) = Part::of(&demand.lines, &everything, 0, MOST_STATES) {
        return Some(vec![whole]);
    }
    let components = components(&demand.lines);
    let numbers: BTreeSet<usize> = components.iter().copied().collect();
    numbers.into_iter().map(|number| Part::of(&demand.lines, &components, number, usize::MAX)).collect()
}

/// Per line, a number that it shares with the lines that it is tied to.
fn components(lines: &[Line]) -> Vec<usize> {
    let mut components: Vec<usize> = (0..lines.len()).collect();
    for (place, line) in lines.iter().enumerate() {
        let target = line.tie.map_or(place, |(target, _)| target);
        if let (Some(one), Some(other)) = (components.get(place).copied(), components.get(target).copied()) {
            components.iter_mut().filter(|number| **number == one.max(other)).for_each(|number| *number = one.min(other));
        }
    }
    components
}

/// The seats of these parts that somebody with these answers could take.
pub(super) fn could(parts: &[Part], class: &[u64]) -> u32 {
    let mut could = 0;
    for part in parts {
        let seats = part.seats.iter().filter(|seat| has(class, seat.test)).fold(0, |seats, seat| seats | seat.bit);
        // Seats that are only allowed together with one that is out of reach do not count.
        could |= part.patterns.iter().filter(|pattern| fits(**pattern, seats)).fold(0, |all, pattern| all | pattern);
    }
    could
}

pub(super) fn fits(pattern: u32, could: u32) -> bool {
    pattern & could == pattern
}

impl Model {
    pub fn new(competency: usize, way: usize, demand: usize, limit: usize, parts: Vec<Part>) -> Self {
        let (could, alike, mixes) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { competency, way, demand, limit, could, alike, parts, mixes, is_complete: false, fewest: 0 }
    }

    /// Completes the model once the kinds of people are known; says whether the demand can be filled at all.
    pub fn prepare(&mut self, people: &[u64], budget: &mut Budget) -> bool {
        for (kind, could) in self.could.iter().enumerate().filter(|(_, could)| **could != 0) {
            self.alike.entry(*could).or_default().push(kind);
        }
        let Some((fewest, _)) = self.cheapest(people, &|_| 1, budget) else { return false };
        self.fewest = fewest;
        let (could, is_whole) = (&self.could, self.parts.len() == 1);
        let able = |pattern: u32| -> u64 {
            let kinds = could.iter().zip(people).filter(|(could, _)| fits(pattern, **could));
            kinds.map(|(_, people)| *people).sum()
        };
        if let Some(part) = self.parts.first().filter(|_| is_whole) {
            (self.mixes, self.is_complete) = part.mixes(&able);
        }
        self.mixes.sort_by_key(|mix| mix.iter().map(|(_, people)| *people).sum::<u64>());
        true
    }

    /// The kinds by the seats that they could take.
    pub fn alike(&self) -> impl Iterator<Item = (&u32, &Vec<usize>)> {
        self.alike.iter()
    }

    /// Bit and count of each seat.
    pub fn seats(&self) -> impl Iterator<Item = (u32, u64)> {
        self.parts.iter().flat_map(|part| &part.seats).map(|seat| (seat.bit, seat.count as u64))
    }

    /// Whether everybody could do the same in another demand, whatever the numbers.
    pub fn is_like(&self, other: &Self) -> bool {
        let patterns = |model: &Self| model.parts.iter().map(|part| part.patterns.clone()).collect::<Vec<_>>();
        self.limit == other.limit
            && self.could == other.could
            && self.seats().map(|(bit, _)| bit).eq(other.seats().map(|(bit, _)| bit))
            && patterns(self) == patterns(other)
    }

    /// The one mix, if there is no choice.
    pub fn only_mix(&self) -> Option<&Mix> {
        self.mixes.first().filter(|_| self.is_complete && self.mixes.len() == 1)
    }

    /// The least that filling it costs, and a mix of that cost. Of several parts, what the dearest alone costs.
    pub fn cheapest(&self, people: &[u64], price: &dyn Fn(usize) -> u64, budget: &mut Budget) -> Option<(u64, Mix)> {
        let mut dearest = 0;
        let mut mix = Vec::new();
        for part in &self.parts {
            let mut supply = Supply::new();
            let all = part.seats.iter().fold(0, |all, seat| all | seat.bit);
            for (could, kinds) in self.alike.iter().filter(|(could, _)| *could & all != 0) {
                let offers = supply.entry(could & all).or_default();
                for kind in kinds {
                    let offer = offers.entry(price(*kind)).or_default();
                    *offer = offer.saturating_add(people.get(*kind).copied().unwrap_or(0));
                }
                budget.spend(kinds.len());
            }
            let (cost, own) = part.cheapest(&supply, budget)?;
            dearest = dearest.max(cost);
            mix.extend(own);
        }
        Some((dearest, mix))
    }
}

impl Part {
    fn of(lines: &[Line], components: &[usize], number: usize, most_states: usize) -> Option<Self> {
        let mut seats = Vec::new();
        let mut states = 1_usize;
        for (line, _) in lines.iter().zip(components).filter(|(_, component)| **component == number) {
            let mut bits = line.seats;
            for (test, count) in line.tests.iter().filter(|(_, count)| *count > 0) {
                let bit = bits & bits.wrapping_neg();
                if bit == 0 {
                    return None;
                }
                bits &= !bit;
                let count = *count as usize;
                seats.push(Seat { bit, test: *test, count, stride: states });
                states = states.saturating_mul(count.saturating_add(1));
            }
        }
        let all = seats.iter().fold(0_u32, |all, seat| all | seat.bit);
        if states > most_states || seats.len() > MOST_SEATS {
            return None;
        }
        let subsets = std::iter::successors(Some(all), |part| Some(part.checked_sub(1)? & all)).take_while(|part| *part != 0);
        let patterns = subsets.filter(|pattern| seats::is_allowed(*pattern, lines)).collect();
        Some(Self { seats, patterns, states })
    }

    /// The patterns that somebody could take and that are not part of another.
    pub fn largest(&self, could: u32) -> Vec<u32> {
        let own: Vec<u32> = self.patterns.iter().copied().filter(|pattern| fits(*pattern, could)).collect();
        own.iter().copied().filter(|pattern| !own.iter().any(|other| other != pattern && fits(*pattern, *other))).collect()
    }

    fn cheapest(&self, supply: &Supply, budget: &mut Budget) -> Option<(u64, Mix)> {
        match self.seats.as_slice() {
            [] => Some((0, Vec::new())),
            [seat] if self.patterns.contains(&seat.bit) => cheapest_heads(seat, supply),
            _ => self.cheapest_patterns(supply, budget),
        }
    }

    /// Person by person, in each group the cheapest first: what it costs at least to reach each state of filled seats.
    fn cheapest_patterns(&self, supply: &Supply, budget: &mut Budget) -> Option<(u64, Mix)> {
        let mut costs = vec![u64::MAX; self.states];
        *costs.first_mut()? = 0;
        let most: usize = self.seats.iter().map(|seat| seat.count).fold(0, usize::saturating_add);
        let mut layers: Vec<Vec<u32>> = Vec::new();
        for (could, offers) in supply {
            let patterns: Vec<u32> = self.patterns.iter().copied().filter(|pattern| fits(*pattern, *could)).collect();
            let prices = offers.iter().flat_map(|(price, people)| {
                std::iter::repeat_n(*price, most.min(usize::try_from(*people).unwrap_or(usize::MAX)))
            });
            for price in prices.take(most) {
                budget.spend(self.states.saturating_mul(patterns.len().saturating_add(1)));
                if budget.is_spent() {
                    return None;
                }
                let (next, came) = self.one_more(&costs, &patterns, price);
                if came.iter().all(|pattern| *pattern == 0) {
                    break;
                }
                costs = next;
                layers.push(came);
            }
        }
        let cost = costs.last().copied().filter(|cost| *cost != u64::MAX)?;
        let mut mix: BTreeMap<u32, u64> = BTreeMap::new();
        let mut state = self.states.saturating_sub(1);
        while let Some(came) = layers.pop() {
            let pattern = came.get(state).copied().unwrap_or(0);
            if pattern != 0 {
                state = state.checked_sub(self.step(pattern))?;
                let people = mix.entry(pattern).or_default();
                *people = people.saturating_add(1);
            }
        }
        Some((cost, mix.into_iter().collect()))
    }

    fn one_more(&self, costs: &[u64], patterns: &[u32], price: u64) -> (Vec<u64>, Vec<u32>) {
        let mut next = costs.to_vec();
        let mut came = vec![0; costs.len()];
        for (state, cost) in costs.iter().enumerate().filter(|(_, cost)| **cost != u64::MAX) {
            let cost = cost.saturating_add(price);
            let free = self.free(state);
            for pattern in patterns.iter().filter(|pattern| fits(**pattern, free)) {
                let after = state.saturating_add(self.step(*pattern));
                if let (Some(known), Some(came)) = (next.get_mut(after), came.get_mut(after))
                    && cost < *known
                {
                    *known = cost;
                    *came = *pattern;
                }
            }
        }
        (next, came)
    }

    /// The seats that are not filled in a state.
    fn free(&self, state: usize) -> u32 {
        let is_free = |seat: &&Seat| {
            let filled = state.checked_div(seat.stride).unwrap_or(0).checked_rem(seat.count.saturating_add(1));
            filled.is_some_and(|filled| filled < seat.count)
        };
        self.seats.iter().filter(is_free).fold(0, |free, seat| free | seat.bit)
    }

    fn step(&self, pattern: u32) -> usize {
        self.seats.iter().filter(|seat| pattern & seat.bit != 0).fold(0, |step, seat| step.saturating_add(seat.stride))
    }

    /// Every mix that fills all seats, and whether these are all; `able` is how many people could sit in a pattern.
    fn mixes(&self, able: &dyn Fn(u32) -> u64) -> (Vec<Mix>, bool) {
        let mut patterns: Vec<(u32, u64)> = self.patterns.iter().map(|pattern| (*pattern, able(*pattern))).collect();
        patterns.retain(|(_, able)| *able > 0);
        patterns.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.count_ones()));
        let full = self.states.saturating_sub(1);
        let mut mixes = Vec::new();
        let mut open: Vec<(usize, usize, Mix)> = vec![(0, 0, Vec::new())];
        for _ in 0..MOST_MIXING {
            let Some((place, state, mix)) = open.pop() else { return (mixes, true) };
            if state == full {
                if mixes.len() >= MOST_MIXES {
                    return (mixes, false);
                }
                mixes.push(mix);
                continue;
            }
            let Some((pattern, able)) = patterns.get(place) else { continue };
            let mut next = state;
            open.push((place.saturating_add(1), next, mix.clone()));
            for people in 1..=*able {
                if !fits(*pattern, self.free(next)) {
                    break;
                }
                next = next.saturating_add(self.step(*pattern));
                let mut mix = mix.clone();
                mix.push((*pattern, people));
                open.push((place.saturating_add(1), next, mix));
            }
        }
        (mixes, open.is_empty())
    }
}

/// A single seat needs no states: the cheapest people take it.
fn cheapest_heads(seat: &Seat, supply: &Supply) -> Option<(u64, Mix)> {
    let mut offers: Vec<(u64, u64)> = supply.values().flatten().map(|(price, people)| (*price, *people)).collect();
    offers.sort_unstable();
    let needed = seat.count as u64;
    let (mut open, mut cost) = (needed, 0_u64);
    for (price, people) in offers {
        let taken = people.min(open);
        open = open.saturating_sub(taken);
        cost = cost.saturating_add(price.saturating_mul(taken));
    }
    (open == 0).then(|| (cost, vec![(seat.bit, needed)]))
}

//! Limits that share people, by themselves: can these demands be seated together, and by whom.
//!
//! A flow decides most questions. Where it may be too hopeful, because one person could sit in several seats of a demand
//! or people must choose between limits, the mixes of each demand and the limits of each kind are tried, completely
//! unless the budget ends.

use std::collections::BTreeMap;

use super::Budget;
use super::demand::{Mix, Model, fits};
use super::flow::Network;

/// Mixes that are tried by price before they are tried in order.
const MOST_PRICES: usize = 24;

/// Steps that it takes to build an arc and to read it again.
const BUILDING: usize = 20;

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
    /// The kinds of people that are too few, if a flow shows them.
    Impossible(Option<Vec<bool>>),
    Unknown,
}

/// What one demand asks a flow for: so many people in a pattern, or anywhere.
struct Ask<'m> {
    model: &'m Model,
    seats: Vec<(Option<u32>, u64)>,
}

/// What a flow makes of its asks.
struct Flowed {
    network: Network,
    source: usize,
    is_full: bool,
    /// Ask, place among its seats, kind, arc.
    arcs: Vec<(usize, usize, usize, usize)>,
    /// Per kind, its node.
    kinds: Vec<Option<usize>>,
}

/// How many people of a kind may serve under a limit, and how many are kept from the others.
type Splits = BTreeMap<(usize, usize), (u64, u64)>;

/// The people on offer in a flow.
struct Frame<'f> {
    whole: u64,
    weight: &'f dyn Fn(usize) -> u64,
    people: &'f dyn Fn(usize) -> u64,
    cap: &'f dyn Fn(usize, usize) -> u64,
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
            return Verdict::Impossible(Some(flowed.short_kinds()));
        }
        if needs.iter().all(|model| model.only_mix().is_some()) {
            return self.split(&hopeful, budget);
        }
        match self.by_price(needs, budget) {
            Verdict::Unknown => self.by_order(needs, budget),
            verdict => verdict,
        }
    }

    /// Gives scarce kinds a price and fills each demand as cheaply as possible; says when no mix could do.
    fn by_price(&self, needs: &[&Model], budget: &mut Budget) -> Verdict {
        let mut prices = vec![1_u64; self.people.len()];
        for _ in 0..MOST_PRICES {
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
                    Verdict::Seated(usage) => Verdict::Seated(usage),
                    _ => Verdict::Unknown,
                };
            }
            let short = flowed.short_kinds();
            let used: u64 = needs.iter().map(|model| self.weighed(model, &short, budget)).fold(0, u64::saturating_add);
            if used > self.room(&short) {
                return Verdict::Impossible(Some(short));
            }
            for (price, _) in prices.iter_mut().zip(&short).filter(|(_, is_short)| **is_short) {
                *price = price.saturating_mul(3).div_ceil(2);
            }
            if budget.is_spent() {
                break;
            }
        }
        Verdict::Unknown
    }

    /// Every mix of every demand, demand by demand.
    fn by_order(&self, needs: &[&Model], budget: &mut Budget) -> Verdict {
        let mut is_complete = true;
        let mut open: Vec<Vec<usize>> = vec![Vec::new()];
        while let Some(picks) = open.pop() {
            if budget.is_spent() {
                return Verdict::Unknown;
            }
            let asks: Vec<Ask<'_>> = needs
                .iter()
                .enumerate()
                .map(|(place, model)| {
                    let mix = picks.get(place).and_then(|pick| model.mixes.get(*pick));
                    mix.map_or_else(|| Ask::hopeful(model), |mix| Ask::mixed(model, mix))
                })
                .collect();
            if !self.flow(&asks, &Splits::new(), budget).is_full {
                continue;
            }
            let Some(model) = needs.get(picks.len()) else {
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
                picks.push(pick);
                open.push(picks);
            }
        }
        if is_complete && !budget.is_spent() { Verdict::Impossible(None) } else { Verdict::Unknown }
    }

    /// Divides the people of each kind among the limits.
    fn split(&self, asks: &[Ask<'_>], budget: &mut Budget) -> Verdict {
        let mut open = vec![Splits::new()];
        while let Some(splits) = open.pop() {
            if budget.is_spent() {
                return Verdict::Unknown;
            }
            let flowed = self.flow(asks, &splits, budget);
            if !flowed.is_full {
                continue;
            }
            let mut served = self.served(asks, &flowed);
            let torn = (0..self.people.len()).find(|kind| self.spread(*kind, &mut served));
            let Some(kind) = torn else {
                // Every limit has enough people of its own: what flowed in parts can flow in whole people.
                return self.by_limit(asks, &served, budget).map_or(Verdict::Unknown, Verdict::Seated);
            };
            let branch = (0..self.most.len()).find_map(|limit| {
                let needed = served.get(&(kind, limit)).copied().unwrap_or(0);
                let (kept, cap) = splits.get(&(kind, limit)).copied().unwrap_or((0, u64::MAX));
                (needed > kept).then_some((limit, needed, kept, cap))
            });
            let Some((limit, needed, kept, cap)) = branch else { continue };
            let mut fewer = splits.clone();
            fewer.insert((kind, limit), (kept, needed.saturating_sub(1)));
            open.push(fewer);
            let mut kept_back = splits;
            kept_back.insert((kind, limit), (needed, cap));
            open.push(kept_back);
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

    /// Whether a kind has too few people for its limits; else those who are left go to the first of them.
    fn spread(&self, kind: usize, served: &mut BTreeMap<(usize, usize), u64>) -> bool {
        let people = self.people.get(kind).copied().unwrap_or(0);
        let needed = served.range((kind, 0)..=(kind, usize::MAX)).map(|(_, needed)| *needed).fold(0, u64::saturating_add);
        if let Some((_, first)) = served.range_mut((kind, 0)..=(kind, usize::MAX)).next() {
            *first = first.saturating_add(people.saturating_sub(needed));
        }
        needed > people
    }

    /// Seats the demands of each limit with the people whom it has for itself.
    fn by_limit(&self, asks: &[Ask<'_>], served: &BTreeMap<(usize, usize), u64>, budget: &mut Budget) -> Option<Usage> {
        let mut usage: Usage = asks.iter().map(|_| Vec::new()).collect();
        for (limit, most) in self.most.iter().enumerate() {
            let own: Vec<(usize, &Ask<'_>)> = asks.iter().enumerate().filter(|(_, ask)| ask.model.limit == limit).collect();
            let of_kind = |kind: usize| served.get(&(kind, limit)).copied().unwrap_or(0);
            let frame = Frame { whole: *most, weight: &|_| 1, people: &of_kind, cap: &|kind, _| of_kind(kind) };
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
        }
        Some(usage)
    }

    fn flow(&self, asks: &[Ask<'_>], splits: &Splits, budget: &mut Budget) -> Flowed {
        let people = |kind: usize| self.people.get(kind).copied().unwrap_or(0);
        let cap = |kind: usize, limit: usize| {
            let (_, cap) = splits.get(&(kind, limit)).copied().unwrap_or((0, u64::MAX));
            let of_kind = splits.range((kind, 0)..=(kind, usize::MAX));
            let others = of_kind.filter(|((_, other), _)| *other != limit).map(|(_, (kept, _))| *kept);
            cap.min(people(kind).saturating_sub(others.fold(0, u64::saturating_add)))
        };
        let frame = Frame { whole: self.whole, weight: &|limit| self.weight(limit), people: &people, cap: &cap };
        self.flow_in(asks.iter(), &frame, budget)
    }

    fn flow_in<'a, 'm: 'a>(
        &self,
        asks: impl Iterator<Item = &'a Ask<'m>> + Clone,
        frame: &Frame<'_>,
        budget: &mut Budget,
    ) -> Flowed {
        let mut network = Network::default();
        let (source, sink) = (network.node(), network.node());
        let total = asks.clone().map(|ask| ask.total(frame)).fold(0, u64::saturating_add);
        let mut build = Build {
            group: self,
            frame,
            sink,
            total,
            flowed: Flowed { network, source, is_full: false, arcs: Vec::new(), kinds: vec![None; self.people.len()] },
            doors: BTreeMap::new(),
        };
        for (place, ask) in asks.enumerate() {
            build.add(place, ask);
        }
        let mut flowed = build.flowed;
        flowed.is_full = flowed.network.send(source, sink) == total;
        let steps = usize::try_from(flowed.network.steps).unwrap_or(usize::MAX);
        budget.spend(steps.saturating_add(self.people.len()).saturating_add(flowed.arcs.len().saturating_mul(BUILDING)));
        flowed
    }

    fn weight(&self, limit: usize) -> u64 {
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

impl<'m> Ask<'m> {
    fn mixed(model: &'m Model, mix: &Mix) -> Self {
        Self { model, seats: mix.iter().map(|(pattern, people)| (Some(*pattern), *people)).collect() }
    }

    /// What it asks for at least, whatever the mix.
    fn hopeful(model: &'m Model) -> Self {
        match model.only_mix() {
            Some(mix) => Self::mixed(model, mix),
            None => Self { model, seats: vec![(None, model.fewest)] },
        }
    }

    fn total(&self, frame: &Frame<'_>) -> u64 {
        let people = self.seats.iter().map(|(_, people)| *people).fold(0, u64::saturating_add);
        people.saturating_mul((frame.weight)(self.model.limit))
    }
}

/// A network while it grows.
struct Build<'b> {
    group: &'b Group,
    frame: &'b Frame<'b>,
    sink: usize,
    total: u64,
    flowed: Flowed,
    /// By kind and limit, where a limit may use only some of the kind's people.
    doors: BTreeMap<(usize, usize), usize>,
}

impl Build<'_> {
    fn add(&mut self, place: usize, ask: &Ask<'_>) {
        let limit = ask.model.limit;
        let weight = (self.frame.weight)(limit);
        // With a single pattern nobody could be counted twice, so people need no node of their own.
        let mut own: Option<BTreeMap<usize, usize>> = (ask.seats.len() > 1).then(BTreeMap::new);
        for (seat, (pattern, people)) in ask.seats.iter().enumerate() {
            let node = self.flowed.network.node();
            self.flowed.network.arc(self.flowed.source, node, people.saturating_mul(weight));
            let mut offered = 0_u64;
            for kind in 0..self.group.people.len() {
                // However everybody else is seated, somebody is left among so many.
                if offered >= self.total {
                    break;
                }
                let could = ask.model.could.get(kind).copied().unwrap_or(0);
                let room = (self.frame.cap)(kind, limit).saturating_mul(weight);
                if room == 0 || could == 0 || pattern.is_some_and(|pattern| !fits(pattern, could)) {
                    continue;
                }
                offered = offered.saturating_add(room);
                let door = self.door(kind, limit);
                let to = match &mut own {
                    None => door,
                    Some(own) => *own.entry(kind).or_insert_with(|| {
                        let node = self.flowed.network.node();
                        self.flowed.network.arc(node, door, room);
                        node
                    }),
                };
                let arc = self.flowed.network.arc(node, to, room);
                self.flowed.arcs.push((place, seat, kind, arc));
            }
        }
    }

    /// Where those who serve under a limit join their kind.
    fn door(&mut self, kind: usize, limit: usize) -> usize {
        let people = (self.frame.people)(kind);
        let known = self.flowed.kinds.get(kind).copied().flatten();
        let node = known.unwrap_or_else(|| {
            let node = self.flowed.network.node();
            self.flowed.network.arc(node, self.sink, people.saturating_mul(self.frame.whole));
            node
        });
        if let Some(slot) = self.flowed.kinds.get_mut(kind) {
            *slot = Some(node);
        }
        let cap = (self.frame.cap)(kind, limit);
        let most = self.group.most.get(limit).copied().unwrap_or(0);
        let part = self.frame.whole.min((self.frame.weight)(limit).saturating_mul(most));
        if cap >= people && part == self.frame.whole {
            return node;
        }
        *self.doors.entry((kind, limit)).or_insert_with(|| {
            let door = self.flowed.network.node();
            self.flowed.network.arc(door, node, cap.saturating_mul(part));
            door
        })
    }
}

impl Flowed {
    /// The kinds on the source's side of a least cut.
    fn short_kinds(&mut self) -> Vec<bool> {
        let reached = self.network.reached(self.source);
        self.kinds.iter().map(|node| node.is_some_and(|node| reached.get(node) == Some(&true))).collect()
    }
}

/// The least whole number that is not below a quotient.
fn up(amount: u64, part: u64) -> u64 {
    if part == 0 { u64::MAX } else { amount.div_ceil(part) }
}

//! Flows of people into demands: from the demands through the kinds of people who could sit in them.

use std::collections::BTreeMap;

use super::Budget;
use super::demand::{Mix, Model, fits};
use super::flow::Network;
use super::group::Group;

/// Steps that it takes to build an arc and to read it again.
const BUILDING: usize = 20;

/// What one demand asks a flow for: so many people in a pattern, or anywhere.
pub(super) struct Ask<'m> {
    pub model: &'m Model,
    pub seats: Vec<(Option<u32>, u64)>,
}

/// What a flow makes of its asks.
pub(super) struct Flowed {
    pub network: Network,
    source: usize,
    pub is_full: bool,
    /// Ask, place among its seats, kind, arc.
    pub arcs: Vec<(usize, usize, usize, usize)>,
    /// Per kind, its node.
    kinds: Vec<Option<usize>>,
}

/// The people on offer in a flow.
pub(super) struct Frame<'f> {
    pub whole: u64,
    pub weight: &'f dyn Fn(usize) -> u64,
    pub people: &'f dyn Fn(usize) -> u64,
    pub cap: &'f dyn Fn(usize, usize) -> u64,
}

impl Group {
    pub(super) fn flow_in<'a, 'm: 'a>(
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
}

impl<'m> Ask<'m> {
    pub fn mixed(model: &'m Model, mix: &Mix) -> Self {
        Self { model, seats: mix.iter().map(|(pattern, people)| (Some(*pattern), *people)).collect() }
    }

    /// What it asks for at least, whatever the mix.
    pub fn hopeful(model: &'m Model) -> Self {
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
    pub fn short_kinds(&mut self) -> Vec<bool> {
        let reached = self.network.reached(self.source);
        self.kinds.iter().map(|node| node.is_some_and(|node| reached.get(node) == Some(&true))).collect()
    }
}

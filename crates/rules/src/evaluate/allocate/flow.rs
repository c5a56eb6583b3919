//! Maximum flow (Dinic's method), and the source's side of a least cut. Knows nothing of people.

use std::collections::VecDeque;

#[derive(Debug, Clone, Copy)]
struct Arc {
    to: usize,
    room: u64,
}

#[derive(Debug, Default)]
pub(super) struct Network {
    /// An arc and its way back follow one another.
    arcs: Vec<Arc>,
    /// Per node, the arcs that leave it.
    leaving: Vec<Vec<usize>>,
    /// What was done so far, for the budget.
    pub steps: u64,
}

impl Network {
    pub fn node(&mut self) -> usize {
        self.leaving.push(Vec::new());
        self.leaving.len().saturating_sub(1)
    }

    pub fn arc(&mut self, from: usize, to: usize, room: u64) -> usize {
        let place = self.arcs.len();
        self.arcs.extend([Arc { to, room }, Arc { to: from, room: 0 }]);
        for (node, arc) in [(from, place), (to, place | 1)] {
            if let Some(leaving) = self.leaving.get_mut(node) {
                leaving.push(arc);
            }
        }
        place
    }

    /// What flows through an arc.
    pub fn through(&self, arc: usize) -> u64 {
        self.arcs.get(arc | 1).map_or(0, |back| back.room)
    }

    /// Sends as much as possible.
    pub fn send(&mut self, source: usize, sink: usize) -> u64 {
        let mut sent = 0_u64;
        loop {
            let ranks = self.ranks(source);
            if ranks.get(sink).copied().flatten().is_none() {
                return sent;
            }
            let mut next = vec![0; self.leaving.len()];
            while let Some(amount) = self.send_once(source, sink, &ranks, &mut next) {
                sent = sent.saturating_add(amount);
            }
        }
    }

    /// The nodes that can still be reached: the source's side of a least cut.
    pub fn reached(&mut self, source: usize) -> Vec<bool> {
        self.ranks(source).iter().map(Option::is_some).collect()
    }

    /// How many arcs with room lead from the source to each node.
    fn ranks(&mut self, source: usize) -> Vec<Option<u32>> {
        let mut ranks: Vec<Option<u32>> = vec![None; self.leaving.len()];
        let mut queue = VecDeque::from([(source, 0_u32)]);
        if let Some(rank) = ranks.get_mut(source) {
            *rank = Some(0);
        }
        while let Some((node, rank)) = queue.pop_front() {
            for arc in self.leaving.get(node).into_iter().flatten() {
                self.steps = self.steps.saturating_add(1);
                let Some(arc) = self.arcs.get(*arc).filter(|arc| arc.room > 0) else { continue };
                if let Some(slot) = ranks.get_mut(arc.to).filter(|slot| slot.is_none()) {
                    *slot = Some(rank.saturating_add(1));
                    queue.push_back((arc.to, rank.saturating_add(1)));
                }
            }
        }
        ranks
    }

    /// One path along rising ranks; `next` remembers which arcs lead nowhere.
    fn send_once(&mut self, source: usize, sink: usize, ranks: &[Option<u32>], next: &mut [usize]) -> Option<u64> {
        let mut path = Vec::new();
        let mut node = source;
        while node != sink {
            self.steps = self.steps.saturating_add(1);
            let slot = next.get_mut(node)?;
            match self.leaving.get(node)?.get(*slot) {
                Some(arc) => {
                    let Arc { to, room } = *self.arcs.get(*arc)?;
                    let rank = ranks.get(node).copied().flatten()?.checked_add(1);
                    if room > 0 && ranks.get(to).copied().flatten() == rank {
                        path.push(*arc);
                        node = to;
                    } else {
                        *slot = slot.saturating_add(1);
                    }
                }
                None => {
                    node = self.arcs.get(path.pop()? ^ 1)?.to;
                    let slot = next.get_mut(node)?;
                    *slot = slot.saturating_add(1);
                }
            }
        }
        let amount = path.iter().filter_map(|arc| Some(self.arcs.get(*arc)?.room)).min()?;
        for arc in path {
            if let Some(arc) = self.arcs.get_mut(arc) {
                arc.room = arc.room.saturating_sub(amount);
            }
            if let Some(back) = self.arcs.get_mut(arc ^ 1) {
                back.room = back.room.saturating_add(amount);
            }
        }
        Some(amount)
    }
}

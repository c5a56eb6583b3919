//! What no allocation can exceed: sums over the chosen ways, found where a choice could not be seated.

/// The weights of the chosen ways never sum to more than the room.
#[derive(Debug)]
pub(super) struct Cut {
    pub room: u64,
    /// Whether it excludes only what is impossible, and not also what could not be decided.
    pub is_proven: bool,
    /// Per competency and way.
    pub weights: Vec<Vec<u64>>,
    /// Per rank of levels: the competencies that use room at this level or above, least use first.
    by_rank: Vec<Vec<(u64, usize)>>,
}

impl Cut {
    /// `ranks`: per competency the ways that are open, with the rank of their level; 0 is the highest level.
    pub fn new(room: u64, weights: Vec<Vec<u64>>, ranks: &[Vec<(usize, usize)>], levels: usize) -> Self {
        let by_rank = (0..levels)
            .map(|rank| {
                let mut users: Vec<(u64, usize)> = Vec::new();
                for (competency, (ways, weights)) in ranks.iter().zip(&weights).enumerate() {
                    let good = ways.iter().filter(|(_, own)| *own <= rank);
                    let least = good.filter_map(|(way, _)| weights.get(*way)).min().copied().unwrap_or(0);
                    if least > 0 {
                        users.push((least, competency));
                    }
                }
                users.sort_unstable();
                users
            })
            .collect();
        Self { room, is_proven: true, weights, by_rank }
    }

    pub fn used(&self, choice: &[Option<usize>]) -> u64 {
        let ways = choice.iter().zip(&self.weights);
        ways.filter_map(|(way, weights)| weights.get((*way)?)).fold(0, |used, weight| used.saturating_add(*weight))
    }

    /// How many of these competencies must do without the level, and what they are.
    pub fn lost(&self, rank: usize, used: u64, is_open: &dyn Fn(usize) -> bool) -> (usize, Vec<usize>) {
        let mut room = self.room.saturating_sub(used);
        let mut lost = 0_usize;
        let mut users = Vec::new();
        for (weight, competency) in self.by_rank.get(rank).into_iter().flatten().filter(|(_, user)| is_open(*user)) {
            match room.checked_sub(*weight) {
                Some(left) if lost == 0 => room = left,
                _ => lost = lost.saturating_add(1),
            }
            users.push(*competency);
        }
        (lost, users)
    }

    pub fn users(&self, rank: usize) -> usize {
        self.by_rank.get(rank).map_or(0, Vec::len)
    }
}

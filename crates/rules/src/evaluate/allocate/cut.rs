//! What no allocation can exceed: sums over the chosen ways, found where a choice could not be seated.

use super::search::Pick;

/// The weights of the chosen ways never sum to more than the room.
#[derive(Debug)]
pub(super) struct Cut {
    pub room: u64,
    /// Whether it excludes only what is impossible, and not also what could not be decided.
    pub is_proven: bool,
    /// Per competency and way.
    pub weights: Vec<Vec<u64>>,
    /// Where it bounds how many attain a rank when just so many attain the ranks above it: that rank, and how much less the
    /// ways above count.
    pub bonus: Option<(usize, i128)>,
    /// Per competency and rank, the least weight of its ways at this very rank.
    at_rank: Vec<Vec<Option<u64>>>,
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
        let at_rank = ranks.iter().zip(&weights).map(|(ways, weights)| {
            let at = |rank| ways.iter().filter(move |(_, own)| *own == rank).filter_map(|(way, _)| weights.get(*way));
            (0..levels).map(|rank| at(rank).min().copied()).collect()
        });
        Self { room, is_proven: true, bonus: None, at_rank: at_rank.collect(), weights, by_rank }
    }

    /// What a branch uses at least.
    pub fn used_by(&self, picks: &[Pick]) -> u64 {
        let uses = picks.iter().zip(self.weights.iter().zip(&self.at_rank)).filter_map(|(pick, (ways, ranks))| match pick {
            Pick::Open | Pick::Nothing => None,
            Pick::Rank(rank) => ranks.get(*rank).copied().flatten(),
            Pick::Way(way) => ways.get(*way).copied(),
        });
        uses.fold(0, u64::saturating_add)
    }

    /// How many more could attain the rank of the bonus at most when so many of them attain the ranks above it.
    pub fn filled(&self, rank: usize, used: u64, above: usize, is_open: &dyn Fn(usize, usize) -> bool) -> Option<usize> {
        let bonus = self.bonus.filter(|(own, _)| *own == rank).map(|(_, bonus)| bonus)?;
        let own = self.at_rank.iter().enumerate().filter_map(|(competency, ranks)| {
            let ranks = ranks.iter().enumerate().take(rank.saturating_add(1));
            let open = ranks.filter(|(own, _)| is_open(competency, rank) && is_open(competency, *own));
            let costs = open.filter_map(|(own, weight)| {
                let less = if own < rank { bonus } else { 0 };
                Some(i128::from((*weight)?).saturating_sub(less))
            });
            costs.min()
        });
        let mut costs: Vec<i128> = own.collect();
        costs.sort_unstable();
        let mut room = i128::from(self.room).saturating_sub(i128::from(used));
        room = room.saturating_sub(bonus.saturating_mul(above as i128));
        // The sums fall before they rise, where a bonus is greater than a cost.
        let least = costs.iter().filter(|cost| **cost < 0).fold(0, |sum: i128, cost| sum.saturating_add(*cost));
        if least > room {
            return Some(0);
        }
        room = room.saturating_sub(least);
        let paid = costs.iter().map(|cost| (*cost).max(0)).take_while(|cost| {
            room = room.saturating_sub(*cost);
            room >= 0
        });
        Some(paid.count())
    }

    /// What it takes at least, beyond the least use of each competency at the next rank, that so many attain each rank.
    pub fn reserved(&self, wanted: &[usize], is_open: &dyn Fn(usize, usize) -> bool) -> u64 {
        let mut reserved = 0_u64;
        for (rank, wanted) in wanted.iter().enumerate().filter(|(_, wanted)| **wanted > 0) {
            let own = self.at_rank.iter().enumerate().filter(|(competency, _)| is_open(*competency, rank));
            let mut more: Vec<u64> = own.map(|(_, ranks)| upgrade(ranks, rank)).collect();
            more.sort_unstable();
            reserved = more.into_iter().take(*wanted).fold(reserved, u64::saturating_add);
        }
        reserved
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

/// How much more a competency uses at least to attain a rank and not only the next one.
fn upgrade(ranks: &[Option<u64>], rank: usize) -> u64 {
    let least = |ranks: usize, of: &[Option<u64>]| of.iter().take(ranks).filter_map(|weight| *weight).min().unwrap_or(0);
    least(rank.saturating_add(1), ranks).saturating_sub(least(rank.saturating_add(2), ranks))
}

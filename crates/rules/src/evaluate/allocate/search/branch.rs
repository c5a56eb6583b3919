//! The branches, and what bounds them: first the level of every competency, then its way. Ways of a level that are alike in
//! what they need would otherwise be tried in all combinations before another level is.

use std::collections::BTreeSet;

use super::super::Budget;
use super::{Choice, Search, with};

/// What a branch has decided for a competency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Pick {
    Open,
    Nothing,
    Rank(usize),
    Way(usize),
}

impl Search<'_> {
    /// Every choice, the most wanted levels first, then the most wanted ways, unless the bounds exclude it.
    pub(super) fn branch(&mut self, budget: &mut Budget) {
        let ranks: Vec<Vec<usize>> = self.open.iter().map(|ways| ways.iter().map(|(_, rank)| *rank).collect()).collect();
        let ranks: Vec<Vec<usize>> =
            ranks.into_iter().map(|ranks| ranks.into_iter().collect::<BTreeSet<_>>()).map(Vec::from_iter).collect();
        let competencies = self.open.len();
        let mut turns: Vec<usize> = vec![0];
        while !budget.is_spent() && competencies > 0 {
            let Some(depth) = turns.len().checked_sub(1) else { return };
            let Some(picks) = self.decode(&turns, &ranks) else {
                turns.pop();
                next(&mut turns);
                continue;
            };
            if !self.is_promising(&picks, turns.len().min(competencies), budget) {
                next(&mut turns);
            } else if depth.saturating_add(1) < competencies.saturating_mul(2) {
                turns.push(0);
            } else {
                let choice: Choice =
                    picks.iter().map(|pick| if let Pick::Way(way) = pick { Some(*way) } else { None }).collect();
                if self.is_better(&choice) && (self.is_allowed)(&choice) && self.is_seated(&choice, budget) {
                    self.best = choice;
                }
                next(&mut turns);
            }
        }
    }

    /// What these turns decide: one turn beyond the ranks is nothing; no picks where the last turn is beyond everything.
    fn decode(&self, turns: &[usize], ranks: &[Vec<usize>]) -> Option<Vec<Pick>> {
        let (levels, ways) = turns.split_at_checked(self.open.len()).unwrap_or((turns, &[]));
        let mut picks = vec![Pick::Open; self.open.len()];
        for ((pick, turn), ranks) in picks.iter_mut().zip(levels).zip(ranks) {
            *pick = match ranks.get(*turn) {
                Some(rank) => Pick::Rank(*rank),
                None if *turn == ranks.len() => Pick::Nothing,
                None => return None,
            };
        }
        for ((pick, turn), open) in picks.iter_mut().zip(ways).zip(&self.open) {
            *pick = match *pick {
                Pick::Rank(rank) => Pick::Way(open.iter().filter(|(_, own)| *own == rank).nth(*turn)?.0),
                _ if *turn > 0 => return None,
                other => other,
            };
        }
        Some(picks)
    }

    /// Whether a branch could become better than the best; `decided`: of so many competencies the level is known.
    fn is_promising(&self, picks: &[Pick], decided: usize, budget: &mut Budget) -> bool {
        budget.spend(self.cuts.len().saturating_mul(picks.len()).saturating_add(picks.len()));
        let used: Vec<u64> = self.cuts.iter().map(|cut| cut.used_by(picks)).collect();
        if self.cuts.iter().zip(&used).any(|(cut, used)| *used > cut.room) {
            return false;
        }
        let Some(reach) = self.reach(picks, budget) else { return false };
        let best = self.counts(&self.best);
        for (rank, own) in best.iter().enumerate() {
            let hoped = self.hoped(&Hope { rank, decided, reach: &reach, used: &used, best: &best }, budget);
            if hoped != *own {
                return hoped > *own;
            }
        }
        // Levels before ways: which way a competency takes must never cost a later one its level.
        let best = self.levels(&self.best);
        let hoped: Vec<usize> = reach.iter().map(|reach| reach.unwrap_or(usize::MAX)).collect();
        let ways = picks.iter().map_while(|pick| match pick {
            Pick::Way(way) => Some(*way),
            Pick::Nothing => Some(usize::MAX),
            Pick::Open | Pick::Rank(_) => None,
        });
        let ways: Vec<usize> = ways.collect();
        let known: Vec<usize> = self.order(&self.best).into_iter().take(ways.len()).collect();
        hoped < best || (hoped == best && ways <= known)
    }

    /// How many competencies could attain a rank at most.
    fn hoped(&self, hope: &Hope<'_>, budget: &mut Budget) -> usize {
        let Hope { rank, decided, reach, used, best } = *hope;
        let ranked = |competency: usize, rank: usize| reach.get(competency).copied().flatten().is_some_and(|own| own <= rank);
        let all = (0..reach.len()).filter(|competency| ranked(*competency, rank)).count();
        let settled = (0..decided).filter(|competency| ranked(*competency, rank)).count();
        let best_here = best.get(rank).copied().unwrap_or(0);
        let is_open = |competency: usize| competency >= decided && ranked(competency, rank);
        // What attains the higher ranks among those that are open uses more.
        let higher: Vec<usize> = best
            .iter()
            .take(rank)
            .enumerate()
            .map(|(rank, best)| best.saturating_sub((0..decided).filter(|competency| ranked(*competency, rank)).count()))
            .collect();
        let mut losses: Vec<(usize, usize)> = Vec::new();
        let mut most_lost = 0_usize;
        for (place, (cut, used)) in self.cuts.iter().zip(used).enumerate() {
            let reserved = cut.reserved(&higher, &|competency, rank| competency >= decided && ranked(competency, rank));
            let (alone, _) = cut.lost(rank, used.saturating_add(reserved), &is_open);
            most_lost = most_lost.max(alone);
            if let Some(above) = higher.last().filter(|_| higher.len() == rank)
                && let Some(filled) =
                    cut.filled(rank, *used, *above, &|competency, rank| competency >= decided && ranked(competency, rank))
            {
                most_lost = most_lost.max(all.saturating_sub(settled.saturating_add(filled)));
            }
            let (lost, users) = cut.lost(rank, *used, &is_open);
            budget.spend(cut.users(rank).saturating_mul(higher.len().saturating_add(1)));
            if lost > 0 {
                // Small cuts that lose much leave the most to others.
                losses.push((users.len().saturating_mul(64).checked_div(lost).unwrap_or(0), place));
            }
        }
        if all.saturating_sub(most_lost) < best_here {
            return all.saturating_sub(most_lost);
        }
        losses.sort_unstable();
        // Losses add up where they concern different competencies.
        let mut claimed: BTreeSet<usize> = BTreeSet::new();
        let mut sum = 0_usize;
        for (_, place) in losses {
            let (Some(cut), Some(used)) = (self.cuts.get(place), used.get(place)) else { continue };
            let (lost, users) = cut.lost(rank, *used, &|competency| is_open(competency) && !claimed.contains(&competency));
            budget.spend(cut.users(rank));
            if lost > 0 {
                sum = sum.saturating_add(lost);
                claimed.extend(users);
            }
            if all.saturating_sub(sum) < best_here {
                break;
            }
        }
        all.saturating_sub(sum.max(most_lost))
    }

    /// Per competency the best rank that prerequisites leave it; nothing when what is decided has lost its own.
    fn reach(&self, picks: &[Pick], budget: &mut Budget) -> Option<Vec<Option<usize>>> {
        let is_free = |competency: usize, way: usize| self.asking.get(competency).is_none_or(|ways| !ways.contains(&way));
        let wanted = |(pick, open): (&Pick, &Vec<(usize, usize)>)| -> Vec<usize> {
            let ways = open.iter().filter(|(way, rank)| match pick {
                Pick::Open => true,
                Pick::Nothing => false,
                Pick::Rank(own) => own == rank,
                Pick::Way(own) => own == way,
            });
            ways.map(|(way, _)| *way).collect()
        };
        let wanted: Vec<Vec<usize>> = picks.iter().zip(&self.open).map(wanted).collect();
        // What asks for nothing comes first; then whatever is allowed beside it, until nothing more is.
        let first = |(competency, ways): (usize, &Vec<usize>)| ways.iter().copied().find(|way| is_free(competency, *way));
        let mut held: Choice = wanted.iter().enumerate().map(first).collect();
        let mut has_changed = self.asking.iter().any(|ways| !ways.is_empty());
        while has_changed && !budget.is_spent() {
            has_changed = false;
            for (competency, ways) in wanted.iter().enumerate() {
                for way in ways.iter().copied().filter(|way| !is_free(competency, *way)) {
                    let now = held.get(competency).copied().flatten();
                    let more = with(&held, competency, Some(way));
                    if now.is_none_or(|now| way < now) && (self.is_allowed)(&more) {
                        held = more;
                        has_changed = true;
                    }
                    budget.spend(held.len());
                }
            }
        }
        let holds = |(pick, held): (&Pick, &Option<usize>)| held.is_some() || matches!(pick, Pick::Open | Pick::Nothing);
        let holds = picks.iter().zip(&held).all(holds);
        holds.then(|| held.iter().enumerate().map(|(competency, way)| self.rank(competency, (*way)?)).collect())
    }

    /// Per rank, how many competencies the best allocation could have at this rank or above.
    pub(super) fn at_most(&mut self) -> Vec<usize> {
        // Cuts from what could not be decided have guided the search, but prove nothing.
        self.cuts.retain(|cut| cut.is_proven);
        let unlimited = &mut Budget { left: usize::MAX };
        let free = || self.open.iter().map(|ways| ways.iter().map(|(_, rank)| *rank).min()).collect();
        // What is left out could be what others ask for.
        let is_complete = self.undecided.iter().all(Option::is_none);
        let nothing = vec![Pick::Open; self.open.len()];
        let reach: Vec<Option<usize>> = if is_complete { self.reach(&nothing, unlimited).unwrap_or_else(free) } else { free() };
        let used = vec![0; self.cuts.len()];
        // What is surely attained at the higher levels, and so used by them.
        let mut sure: Vec<usize> = Vec::new();
        let found = self.counts(&self.best);
        let mut most = Vec::new();
        for (rank, found) in found.iter().enumerate() {
            let more = self.undecided.iter().filter(|own| own.is_some_and(|own| own <= rank)).count();
            let hope = Hope { rank, decided: 0, reach: &reach, used: &used, best: &sure };
            let hoped = self.hoped(&hope, unlimited).saturating_add(more).min(self.open.len());
            most.push(hoped.max(*found));
            if is_complete && sure.len() == rank && hoped == *found {
                sure.push(*found);
            }
        }
        most
    }
}

/// How many could attain a rank at most?
#[derive(Clone, Copy)]
struct Hope<'h> {
    rank: usize,
    /// Of so many competencies the level is known.
    decided: usize,
    reach: &'h [Option<usize>],
    /// Per cut.
    used: &'h [u64],
    /// Per rank, how many attain it in the best choice so far; at the ranks above, just as many do here.
    best: &'h [usize],
}

fn next(turns: &mut [usize]) {
    if let Some(turn) = turns.last_mut() {
        *turn = turn.saturating_add(1);
    }
}

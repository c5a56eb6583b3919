//! A world to allocate in, and whether an allocation in it is valid, person by person.

use std::collections::BTreeMap;

use super::super::super::seats::Line;
use super::super::{Allocation, BUDGET, Budget, Demand, Limit, Way, allocate_within};
use crate::census::Census;

#[derive(Debug)]
pub struct World {
    /// Per person, the tests that she meets.
    pub people: Vec<u64>,
    pub competencies: Vec<Vec<Way>>,
    pub limits: Vec<Limit>,
    /// The first asks for the second at this level or above.
    pub prerequisites: Vec<(usize, usize, usize)>,
}

/// A line without a tie: its place among the seats is given when the demand is made.
pub type Draft = (Vec<(usize, u32)>, Option<(usize, bool)>);

pub fn free(test: usize, count: u32) -> Draft {
    (vec![(test, count)], None)
}

pub fn demand(limit: usize, drafts: Vec<Draft>) -> Demand {
    let mut first_seat = 0;
    let lines = drafts.into_iter().map(|(tests, tie)| Line::new(tests, tie, &mut first_seat)).collect();
    Demand { limit, lines }
}

pub fn way(level: usize, demands: Vec<Demand>) -> Way {
    Way { level, demands }
}

impl World {
    /// Allocates, and checks that whatever comes out is valid.
    pub fn allocated(&self) -> Allocation {
        self.allocated_within(BUDGET)
    }

    /// Allocates in so many steps.
    pub fn allocated_within(&self, steps: usize) -> Allocation {
        let census = Census::of_answers(&self.people);
        let budget = Budget { left: steps };
        let is_allowed = |choice: &[Option<usize>]| self.allows(choice);
        let allocation = allocate_within(budget, &self.competencies, &self.limits, &census, &is_allowed);
        self.check(&allocation);
        allocation
    }

    /// How many competencies attain a level or a higher one by a choice.
    pub fn count(&self, choice: &[Option<usize>], level: usize) -> usize {
        let ways = self.competencies.iter().zip(choice).filter_map(|(ways, way)| ways.get((*way)?));
        ways.filter(|way| way.level >= level).count()
    }

    pub fn allows(&self, choice: &[Option<usize>]) -> bool {
        let level = |competency: usize| Some(self.competencies[competency][choice[competency]?].level);
        self.prerequisites.iter().all(|(asking, asked, at)| level(*asking).is_none() || level(*asked) >= Some(*at))
    }

    pub fn check(&self, allocation: &Allocation) {
        assert!(self.allows(&allocation.chosen), "{self:?}");
        // Per person and limit, the competencies that she serves.
        let mut serves: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (competency, way) in allocation.chosen.iter().enumerate() {
            let demands = way.map_or(&[][..], |way| &self.competencies[competency][way].demands);
            assert_eq!(demands.len(), allocation.seated[competency].len());
            for (demand, chosen) in demands.iter().zip(&allocation.seated[competency]) {
                let mut sitting: BTreeMap<usize, u32> = BTreeMap::new();
                for one in chosen {
                    let class = (0..self.people.len()).filter(|person| one.class == [self.people[*person]]);
                    let run: Vec<usize> = class.skip(one.skip as usize).take(one.people as usize).collect();
                    assert_eq!(run.len(), one.people as usize, "not so many people: {one:?} in {self:?}");
                    for person in run {
                        assert_eq!(sitting.insert(person, one.pattern), None, "{person} sits twice: {chosen:?}");
                        serves.entry((person, demand.limit)).or_default().push(competency);
                    }
                }
                self.check_seats(demand, &sitting);
            }
        }
        for ((person, limit), competencies) in &serves {
            assert!(competencies.len() <= self.limits[*limit].most as usize, "{person} serves {competencies:?} in {self:?}");
            let apart = self.limits[*limit].apart;
            let mixed = |other: usize| other != *limit && apart.is_some() && self.limits[other].apart == apart;
            assert!(!(0..self.limits.len()).any(|other| mixed(other) && serves.contains_key(&(*person, other))), "{self:?}");
        }
    }

    fn check_seats(&self, demand: &Demand, sitting: &BTreeMap<usize, u32>) {
        let all = demand.lines.iter().fold(0, |all, line| all | line.seats);
        for (person, pattern) in sitting {
            assert!(*pattern != 0 && pattern & !all == 0 && may_sit(*pattern, self.people[*person], demand), "{demand:?}");
        }
        for (bit, _, count) in demand.lines.iter().flat_map(seats) {
            let filled = sitting.values().filter(|pattern| **pattern & bit != 0).count();
            assert_eq!(filled, count as usize, "a seat is filled with so many: {demand:?}");
        }
    }

    /// A small world with everything in it.
    pub fn random(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let tests = 2 + dice.below(3);
        let people = (0..1 + dice.below(6)).map(|_| u64::try_from(1 + dice.below((1 << tests) - 1)).unwrap()).collect();
        let limits: Vec<Limit> = (0..2 + dice.below(2))
            .map(|_| Limit { most: u32::try_from(1 + dice.below(2)).unwrap(), apart: (dice.below(3) > 0).then_some(0) })
            .collect();
        let competencies: Vec<Vec<Way>> = (0..2 + dice.below(3))
            .map(|_| {
                let mut ways: Vec<Way> = (0..1 + dice.below(3)).map(|_| dice.way(limits.len(), tests)).collect();
                ways.sort_by_key(|way| std::cmp::Reverse(way.level));
                ways
            })
            .collect();
        let mut prerequisites = Vec::new();
        for _ in 0..dice.below(3).saturating_sub(1) {
            // Never in a ring: the asking one has the lower number, or always the higher one.
            let (low, high) = (dice.below(competencies.len()), dice.below(competencies.len()));
            let (low, high) = (low.min(high), low.max(high));
            let pair = if seed.is_multiple_of(2) { (low, high) } else { (high, low) };
            prerequisites.extend((low != high).then(|| (pair.0, pair.1, dice.below(3))));
        }
        Self { people, competencies, limits, prerequisites }
    }
}

/// The seats of a line: bit, test, count.
pub fn seats(line: &Line) -> Vec<(u32, usize, u32)> {
    let bits = (0..32).map(|bit| 1 << bit).filter(|bit| line.seats & bit != 0);
    bits.zip(&line.tests).map(|(bit, (test, count))| (bit, *test, *count)).collect()
}

/// Whether somebody with these answers may sit in just these seats.
pub fn may_sit(pattern: u32, answers: u64, demand: &Demand) -> bool {
    let sits = |line: usize| pattern & demand.lines[line].seats != 0;
    demand.lines.iter().enumerate().all(|(place, line)| {
        let taken: Vec<usize> = seats(line).iter().filter(|(bit, ..)| pattern & bit != 0).map(|(_, test, _)| *test).collect();
        let meets = taken.len() <= 1 && taken.iter().all(|test| answers & (1 << test) != 0);
        let tied = match line.tie {
            Some((target, true)) => !(sits(place) && sits(target)),
            Some((target, false)) => !sits(place) || sits(target),
            None => true,
        };
        meets && tied
    })
}

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % most
    }

    fn way(&mut self, limits: usize, tests: usize) -> Way {
        let level = self.below(3);
        let used: Vec<usize> = (0..limits).filter(|_| self.below(2) == 0).collect();
        way(level, used.into_iter().map(|limit| self.demand(limit, tests)).collect())
    }

    fn demand(&mut self, limit: usize, tests: usize) -> Demand {
        let mut drafts: Vec<Draft> = Vec::new();
        for place in 0..1 + self.below(3) {
            let count = u32::try_from(1 + self.below(2)).unwrap();
            let mut draft = free(self.below(tests), count);
            let target = self.below(place.max(1));
            match self.below(6) {
                // The very people of an earlier line, or some of them, or others.
                0 if place > 0 => {
                    let most = drafts[target].0.iter().map(|(_, count)| *count).sum::<u32>();
                    draft.0[0].1 = if self.below(2) == 0 { most } else { count.min(most) };
                    draft.1 = Some((target, false));
                }
                1 if place > 0 => draft.1 = Some((target, true)),
                // One person for each code.
                2 => draft = (vec![(0, 1), (1, 1)], None),
                _ => {}
            }
            drafts.push(draft);
        }
        demand(limit, drafts)
    }
}

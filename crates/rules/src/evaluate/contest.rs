//! Competencies that compete for the same people: what everybody could attain alone becomes what all attain together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::allocate::{Allocation, Way, allocate};
use super::level::{self, Contender, Free};
use super::{AtMost, Attained, Chosen, Counted, LevelStanding, Outcome, Reached, RequirementResult, Scene, Standing};
use crate::in_force::{CompetencyInForce, WaysInForce};

/// The competencies that ask for people under a capacity, or for other competencies, in the order of the admin's priorities.
struct Contest<'s> {
    scene: &'s Scene<'s>,
    /// Places in the programme.
    competencies: Vec<usize>,
    contenders: Vec<Vec<Contender>>,
}

/// What is attained when people are shared.
pub(super) struct Settled {
    pub standings: Vec<Standing>,
    /// Whether nothing better is possible.
    pub is_exact: bool,
    pub at_most: Vec<AtMost>,
}

/// What is attained when people are shared; nothing where nobody competes.
pub(super) fn settle(scene: &Scene<'_>, alone: &[Standing], reached: &[Reached]) -> Option<Settled> {
    let contest = Contest::of(scene, alone, reached)?;
    let ways: Vec<Vec<Way>> = contest.contenders.iter().map(|all| all.iter().map(Contender::way).collect()).collect();
    let is_allowed = |chosen: &[Option<usize>]| contest.reached(chosen).is_some();
    let allocation = allocate(&ways, &scene.in_force.capacities, scene.census, &is_allowed);
    let standings = contest.standings(&allocation);
    let at_most = contest.at_most(&standings, &allocation);
    Some(Settled { standings, is_exact: allocation.is_exact, at_most })
}

impl<'s> Contest<'s> {
    fn of(scene: &'s Scene<'s>, alone: &[Standing], reached: &[Reached]) -> Option<Self> {
        if !scene.in_force.has_capacities {
            return None;
        }
        let mut found: Vec<(&CompetencyInForce, Vec<Contender>)> = Vec::new();
        for (competency, standing) in scene.in_force.competencies.iter().zip(alone) {
            let (WaysInForce::Levels(levels), Outcome::Level(level)) = (&competency.ways, &standing.outcome) else { continue };
            let contenders = level::contenders(scene, levels, reached, level);
            // Whoever asks for others gains or loses with them.
            if competency.asks_for_others || contenders.iter().any(Contender::competes) {
                found.push((competency, contenders));
            }
        }
        if !found.iter().any(|(_, contenders)| contenders.iter().any(Contender::competes)) {
            return None;
        }
        let rank = |competency: &CompetencyInForce| {
            let pinned = scene.facts.priority.iter().position(|wanted| *wanted == competency.id);
            (pinned.unwrap_or(usize::MAX), competency.place)
        };
        found.sort_by_key(|(competency, _)| rank(competency));
        let (competencies, contenders) =
            found.into_iter().map(|(competency, contenders)| (competency.place, contenders)).unzip();
        Some(Self { scene, competencies, contenders })
    }

    fn contender(&self, contested: usize, chosen: &[Option<usize>]) -> Option<&Contender> {
        self.contenders.get(contested)?.get((*chosen.get(contested)?)?)
    }

    /// What every competency reaches by a choice, or nothing where one that is chosen lacks a prerequisite.
    fn reached(&self, chosen: &[Option<usize>]) -> Option<Vec<Reached>> {
        let mut reached = vec![Reached::Nothing; self.scene.in_force.places];
        for competency in &self.scene.in_force.competencies {
            let place = competency.place;
            let now = match self.competencies.iter().position(|contested| *contested == place) {
                Some(contested) => match self.contender(contested, chosen) {
                    Some(contender)
                        if contender.relies_on.iter().all(|any| any.iter().any(|one| level::holds(one, &reached))) =>
                    {
                        Reached::Level(contender.level)
                    }
                    Some(_) => return None,
                    None => Reached::Nothing,
                },
                None => Reached::of(&Standing { competency: place, outcome: self.scene.outcome(competency, &reached) }),
            };
            if let Some(slot) = reached.get_mut(place) {
                *slot = now;
            }
        }
        Some(reached)
    }

    /// The standings when everybody has the people of the allocation, and besides them those whom the others leave.
    fn standings(&self, allocation: &Allocation) -> Vec<Standing> {
        let reached = self.reached(&allocation.chosen).unwrap_or_default();
        let standings = self.scene.in_force.competencies.iter().map(|competency| {
            let place = competency.place;
            let contested = self.competencies.iter().position(|contested| *contested == place);
            let (Some(contested), WaysInForce::Levels(levels)) = (contested, &competency.ways) else {
                return Standing { competency: place, outcome: self.scene.outcome(competency, &reached) };
            };
            let free = self.free(contested, allocation);
            let mut level = level::evaluate(self.scene, levels, &reached, Some(&free));
            level.attained = None;
            if let Some(contender) = self.contender(contested, &allocation.chosen) {
                let seated = allocation.seated.get(contested).map_or(&[][..], Vec::as_slice);
                self.seat(&mut level, contender, seated);
            }
            Standing { competency: place, outcome: Outcome::Level(level) }
        });
        standings.collect()
    }

    /// The bounds of the allocation, with what is attained besides: that does not depend on who serves where.
    fn at_most(&self, standings: &[Standing], allocation: &Allocation) -> Vec<AtMost> {
        let has = |level: usize, standing: &&Standing| matches!(Reached::of(standing), Reached::Level(own) if own >= level);
        let bounds = allocation.at_most.iter().map(|(level, most)| {
            let attained = standings.iter().filter(|standing| has(*level, standing)).count();
            let competes = |standing: &&Standing| self.competencies.contains(&standing.competency);
            let besides = standings.iter().filter(|standing| has(*level, standing) && !competes(standing)).count();
            AtMost { level: *level, attained, most: most.saturating_add(besides) }
        });
        bounds.collect()
    }

    /// Puts the people of the allocation into the result that they attain.
    fn seat(&self, standing: &mut LevelStanding, contender: &Contender, seated: &[Vec<Chosen>]) {
        let Some(result) = standing.options.get_mut(contender.result) else { return };
        for ((demand, requirements), seated) in contender.demands.iter().zip(seated) {
            let choice = Arc::new(seated.clone());
            for (line, requirement) in demand.lines.iter().zip(requirements) {
                let counted = Counted::Chosen { seats: line.seats, choice: Arc::clone(&choice) };
                let filled = RequirementResult {
                    counted: Some(counted),
                    ..level::people_result(*requirement, line.count(), line.count())
                };
                match result.requirements.iter_mut().find(|one| one.requirement == *requirement) {
                    Some(one) => *one = filled,
                    None => result.requirements.push(filled),
                }
            }
        }
        result.requirements.sort_by_key(|one| one.requirement);
        result.met = true;
        standing.attained = Some(Attained { level: contender.level, result: contender.result });
    }

    /// Per capacity, the people whom the other competencies leave to this one.
    fn free(&self, contested: usize, allocation: &Allocation) -> Free {
        let mut uses: BTreeMap<&[u64], Vec<Use>> = BTreeMap::new();
        for (other, seated) in allocation.seated.iter().enumerate().filter(|(other, _)| *other != contested) {
            let Some(contender) = self.contender(other, &allocation.chosen) else { continue };
            for ((demand, _), seated) in contender.demands.iter().zip(seated) {
                for chosen in seated {
                    let one = Use { limit: demand.limit, from: chosen.skip, to: chosen.skip.saturating_add(chosen.people) };
                    uses.entry(&chosen.class).or_default().push(one);
                }
            }
        }
        let free = (0..self.scene.in_force.capacities.len()).map(|limit| {
            let classes = self.scene.census.classes().map(|(class, people)| {
                let uses = uses.get(class).map_or(&[][..], Vec::as_slice);
                (class.to_vec(), self.left(limit, people, uses))
            });
            (limit, classes.collect())
        });
        Free(free.collect())
    }

    /// How many people of a class may serve one competency more under a limit.
    fn left(&self, limit: usize, people: u32, uses: &[Use]) -> u32 {
        let limits = &self.scene.in_force.capacities;
        let Some(own) = limits.get(limit) else { return 0 };
        let mut turns: Vec<u32> = uses.iter().flat_map(|one| [one.from, one.to]).chain([0, people]).collect();
        turns.sort_unstable();
        turns.dedup();
        let spans = turns.iter().zip(turns.iter().skip(1));
        let is_free = |person: u32| {
            let mut mine = uses.iter().filter(|one| one.from <= person && person < one.to);
            let mut served = 0_u32;
            mine.all(|one| {
                let is_same = one.limit == limit;
                served = served.saturating_add(u32::from(is_same));
                let apart = limits.get(one.limit).and_then(|other| other.apart);
                is_same || apart.is_none() || apart != own.apart
            }) && served < own.most
        };
        spans.filter(|(from, _)| is_free(**from)).map(|(from, to)| to.saturating_sub(*from)).sum()
    }
}

/// People of a class, by their order, who serve a competency.
struct Use {
    limit: usize,
    from: u32,
    to: u32,
}

impl Contender {
    fn competes(&self) -> bool {
        !self.demands.is_empty()
    }

    fn way(&self) -> Way {
        Way { level: self.level, demands: self.demands.iter().map(|(demand, _)| demand.clone()).collect() }
    }
}

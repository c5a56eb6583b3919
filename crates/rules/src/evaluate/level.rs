//! Options and levels: requirements joined by AND, alternatives of a group by OR, people tied across lines.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use tierwise_core::Exact;

use super::seats::{self, Line, Solution};
use super::{Attained, Counted, LevelStanding, OptionResult, Reached, RequirementResult, Scene};
use crate::catalogue::{self, Asks, AttainOption, Bound, Count, Relation, Requirement};
use crate::census::per_code;

pub(super) fn evaluate(scene: &Scene<'_>, options: &[AttainOption], reached: &[Reached]) -> LevelStanding {
    let scene = LevelScene { scene, reached };
    let mut results: Vec<OptionResult> = Vec::new();
    for (place, option) in options.iter().enumerate().filter(|(_, option)| option.effective.covers(scene.day)) {
        let mut levels: BTreeMap<usize, Vec<(usize, &Requirement)>> = BTreeMap::new();
        for (place, requirement) in option.requirements.iter().enumerate() {
            if requirement.effective.covers(scene.day) {
                levels.entry(requirement.level).or_default().push((place, requirement));
            }
        }
        results.extend(levels.into_iter().map(|(level, lines)| scene.level(place, level, &lines)));
    }
    // The first option in catalogue order wins among those that meet the highest level.
    let mut attained: Option<Attained> = None;
    for (place, result) in results.iter().enumerate().filter(|(_, result)| result.met) {
        if attained.is_none_or(|best| best.level < result.level) {
            attained = Some(Attained { level: result.level, result: place });
        }
    }
    LevelStanding { attained, options: results }
}

struct LevelScene<'s> {
    scene: &'s Scene<'s>,
    reached: &'s [Reached],
}

impl<'s> Deref for LevelScene<'s> {
    type Target = Scene<'s>;

    fn deref(&self) -> &Scene<'s> {
        self.scene
    }
}

type Lines<'s> = [(usize, &'s Requirement)];

impl LevelScene<'_> {
    fn level(&self, option: usize, level: usize, lines: &Lines<'_>) -> OptionResult {
        let tied: Vec<bool> = lines.iter().map(|(_, line)| line.is_tied(lines.iter().map(|(_, other)| *other))).collect();
        let mut results: Vec<Option<RequirementResult>> =
            lines.iter().zip(&tied).map(|((place, line), tied)| (!tied).then(|| self.alone(*place, line))).collect();
        let groups = groups(lines);
        let met_alone = |group: &Vec<usize>| group.iter().any(|line| met(&results, *line));
        let open: Vec<Vec<usize>> = groups
            .iter()
            .map(|group| {
                let mut picks: Vec<usize> = group.iter().copied().filter(|line| tied.get(*line) == Some(&true)).collect();
                // A group that is met anyway may stay out of the tied choice: one pick beyond the lines is "none".
                if met_alone(group) {
                    picks.push(lines.len());
                }
                picks
            })
            .filter(|picks| !picks.is_empty())
            .collect();
        let ties_hold = self.choose(lines, &open, &mut results);
        let all_groups = groups.iter().all(|group| {
            group.iter().any(|line| met(&results, *line)) || group.iter().any(|line| tied.get(*line) == Some(&true))
        });
        OptionResult { option, level, met: ties_hold && all_groups, requirements: results.into_iter().flatten().collect() }
    }

    /// A requirement whose people are tied to no other line.
    fn alone(&self, place: usize, line: &Requirement) -> RequirementResult {
        let result = |needed: Option<Exact>, have: Option<Exact>| RequirementResult {
            requirement: place,
            met: needed.as_ref().zip(have.as_ref()).is_some_and(|(needed, have)| have >= needed),
            needed,
            have,
            unknown: Vec::new(),
            counted: None,
        };
        match &line.asks {
            Asks::Figure(rule) => {
                let needed = rule.threshold.get(self.facts.market, None).cloned().unwrap_or_else(Exact::zero);
                let (have, unknown) = known(self.figure(rule));
                let within = match rule.bound {
                    Bound::AtLeast => have.as_ref().is_some_and(|have| *have >= needed),
                    Bound::AtMost => have.as_ref().is_some_and(|have| *have <= needed),
                };
                RequirementResult { met: within, unknown, ..result(Some(needed), have) }
            }
            Asks::People { count, holds, .. } => {
                let test = self.tests.place(holds);
                let (needed, unknown) = match count {
                    Count::Fixed(count) => (Some(Exact::from(u64::from(*count))), Vec::new()),
                    Count::Figured(computed) => {
                        let (people, unknown) = known(self.computed(computed, None));
                        (people.map(|people| people.ceiling().max(Exact::zero())), unknown)
                    }
                };
                let have = Exact::from(u64::from(self.census.count(test)));
                let counted = Some(Counted::Everyone { test });
                RequirementResult { unknown, counted, ..result(needed, Some(have)) }
            }
            Asks::Credentials { count, holds } => {
                let each = per_code(holds);
                let have: u64 = each.iter().map(|one| u64::from(self.census.count(self.tests.place(one)))).sum();
                let counted = Some(Counted::Everyone { test: self.tests.place(holds) });
                RequirementResult { counted, ..result(Some(Exact::from(u64::from(*count))), Some(Exact::from(have))) }
            }
            Asks::Attains(attains) => {
                let have = attains.of.iter().filter(|one| self.has(one, attains.level)).count();
                result(Some(Exact::from(u64::from(attains.count))), Some(Exact::from(have as u64)))
            }
        }
    }

    fn has(&self, attained: &catalogue::Attained, level: Option<usize>) -> bool {
        match attained {
            catalogue::Attained::Competency(place) => match (self.reached.get(*place), level) {
                (Some(Reached::Level(reached)), Some(level)) => *reached >= level,
                (Some(Reached::Level(_) | Reached::Qualified), None) => true,
                _ => false,
            },
            catalogue::Attained::AtLeast(count, parts) => {
                parts.iter().filter(|part| self.has(part, level)).count() >= *count as usize
            }
        }
    }

    /// Picks one alternative of every open group so that all ties hold; says whether that is possible.
    fn choose(&self, lines: &Lines<'_>, open: &[Vec<usize>], results: &mut [Option<RequirementResult>]) -> bool {
        let choices = open.iter().fold(1_usize, |product, picks| product.saturating_mul(picks.len()));
        let mut found = false;
        let mut tried: BTreeMap<usize, RequirementResult> = BTreeMap::new();
        for choice in 0..choices {
            let picked = pick(open, choice);
            let Some(components) = self.components(lines, &picked) else { continue };
            let solved: Vec<(Vec<usize>, Vec<Line>, Solution)> = components
                .into_iter()
                .map(|(places, people)| {
                    let solution = seats::solve(&people, self.census);
                    (places, people, solution)
                })
                .collect();
            found = solved
                .iter()
                .all(|(_, people, solution)| people.iter().zip(&solution.have).all(|(line, have)| line.count() == *have));
            if found {
                // The people of a choice that failed do not belong to this one.
                tried.clear();
            }
            for (places, people, solution) in solved {
                let chosen = Arc::new(solution.choice);
                for ((picked, line), have) in places.iter().zip(&people).zip(&solution.have) {
                    let Some((place, _)) = lines.get(*picked) else { continue };
                    tried.entry(*picked).or_insert_with(|| {
                        let counted = Counted::Chosen { seats: line.seats, choice: Arc::clone(&chosen) };
                        people_result(*place, line.count(), *have, counted)
                    });
                }
            }
            if found {
                break;
            }
        }
        let open = results.iter_mut().zip(lines).enumerate().filter(|(_, (slot, _))| slot.is_none());
        for (number, (slot, (place, line))) in open {
            *slot = tried.remove(&number).or_else(|| {
                let alone = self.alone(*place, line);
                match (alone.met, found) {
                    // It has enough people and was not needed.
                    (true, true) => None,
                    // However many hold it, it can be part of no choice.
                    (true, false) => Some(RequirementResult { met: false, have: Some(Exact::zero()), counted: None, ..alone }),
                    (false, _) => Some(alone),
                }
            });
        }
        found
    }

    /// The lines of a choice that are tied together, or nothing when a tie leads to a line that was not chosen.
    fn components(&self, lines: &Lines<'_>, picked: &[usize]) -> Option<Vec<(Vec<usize>, Vec<Line>)>> {
        let chosen: Vec<(usize, &Requirement)> =
            picked.iter().filter_map(|place| Some((*place, lines.get(*place)?.1))).collect();
        let mut targets = Vec::new();
        for (_, requirement) in &chosen {
            targets.push(match requirement.relation().line() {
                None => None,
                Some(line) => Some(chosen.iter().position(|(_, other)| other.line == line)?),
            });
        }
        let components = connected(&targets).into_iter().map(|members| {
            let places = members.iter().filter_map(|member| Some(chosen.get(*member)?.0));
            let mut first_seat = 0;
            let people = members.iter().filter_map(|member| {
                let target = targets.get(*member).copied().flatten();
                let target = target.and_then(|target| members.iter().position(|member| *member == target));
                Some(self.line(chosen.get(*member)?.1, target, &mut first_seat))
            });
            let people = people.collect();
            (places.collect(), people)
        });
        Some(components.collect())
    }

    /// A people requirement as seats; `target` is the place of the line it is tied to.
    fn line(&self, requirement: &Requirement, target: Option<usize>, first_seat: &mut u32) -> Line {
        let tests = match &requirement.asks {
            Asks::People { holds, relation: Relation::DistinctPerCode, .. } => {
                per_code(holds).iter().map(|one| (self.tests.place(one), 1)).collect()
            }
            Asks::People { count: Count::Fixed(count), holds, .. } => vec![(self.tests.place(holds), *count)],
            _ => Vec::new(),
        };
        let is_excluded = matches!(requirement.relation(), Relation::OtherPeopleThan(_));
        Line::new(tests, target.map(|target| (target, is_excluded)), first_seat)
    }
}

/// A value, or the figures that are missing for it.
fn known(value: Result<Exact, Vec<String>>) -> (Option<Exact>, Vec<String>) {
    match value {
        Ok(value) => (Some(value), Vec::new()),
        Err(unknown) => (None, unknown),
    }
}

/// The members of each part that the targets hold together, in order.
fn connected(targets: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut part: Vec<usize> = (0..targets.len()).collect();
    for (member, target) in targets.iter().enumerate() {
        let ends = target.and_then(|target| Some((part.get(member).copied()?, part.get(target).copied()?)));
        if let Some((one, other)) = ends {
            part.iter_mut().filter(|part| **part == one.max(other)).for_each(|part| *part = one.min(other));
        }
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (member, part) in part.into_iter().enumerate() {
        parts.entry(part).or_default().push(member);
    }
    parts.into_values().collect()
}

fn people_result(requirement: usize, needed: u32, have: u32, counted: Counted) -> RequirementResult {
    RequirementResult {
        requirement,
        unknown: Vec::new(),
        needed: Some(Exact::from(u64::from(needed))),
        have: Some(Exact::from(u64::from(have))),
        met: have >= needed,
        counted: Some(counted),
    }
}

fn met(results: &[Option<RequirementResult>], line: usize) -> bool {
    results.get(line).and_then(Option::as_ref).is_some_and(|result| result.met)
}

/// The lines of each group, in catalogue order; a line without a group is a group of its own.
fn groups(lines: &Lines<'_>) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for (place, (_, line)) in lines.iter().enumerate() {
        let name = line.group.as_deref();
        match groups.iter_mut().find(|(other, _)| name.is_some() && *other == name) {
            Some((_, group)) => group.push(place),
            None => groups.push((name, vec![place])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The picks of choice number `choice`, the first group turning slowest.
fn pick(open: &[Vec<usize>], mut choice: usize) -> Vec<usize> {
    let mut picked: Vec<usize> = open
        .iter()
        .rev()
        .filter_map(|picks| {
            let pick = picks.get(choice.checked_rem(picks.len())?).copied();
            choice = choice.checked_div(picks.len())?;
            pick
        })
        .collect();
    picked.reverse();
    picked
}

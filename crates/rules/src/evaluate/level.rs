//! Options and levels: requirements joined by AND, alternatives of a group by OR, people tied across lines.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use tierwise_core::Exact;

use super::allocate::Demand;
use super::seats::{self, Solution};
use super::{Attained, Counted, LevelStanding, OptionResult, Reached, RequirementResult, Scene};
use crate::catalogue::{self, Count};
use crate::in_force::{AsksInForce, Group, LevelInForce, Line, Seated};

pub(super) fn evaluate(scene: &Scene<'_>, levels: &[LevelInForce], reached: &[Reached], free: Option<&Free>) -> LevelStanding {
    let scene = LevelScene { scene, reached, free };
    let results: Vec<OptionResult> = levels.iter().map(|level| scene.level(level)).collect();
    // The first option in catalogue order wins among those that meet the highest level.
    let mut attained: Option<Attained> = None;
    for (place, result) in results.iter().enumerate().filter(|(_, result)| result.met) {
        if attained.is_none_or(|best| best.level < result.level) {
            attained = Some(Attained { level: result.level, result: place });
        }
    }
    LevelStanding { attained, options: results }
}

/// Every way to meet an option's level by which people compete for capacities; `result` is its place among the standing's options.
pub(super) fn contenders(
    scene: &Scene<'_>,
    levels: &[LevelInForce],
    reached: &[Reached],
    standing: &LevelStanding,
) -> Vec<Contender> {
    let scene = LevelScene { scene, reached, free: None };
    let met = levels.iter().zip(&standing.options).enumerate().filter(|(_, (_, result))| result.met);
    let mut contenders: Vec<Contender> = met.flat_map(|(result, (level, _))| scene.contenders(result, level)).collect();
    // The highest level first, then the order of the catalogue.
    contenders.sort_by_key(|contender| std::cmp::Reverse(contender.level));
    contenders
}

/// One way to meet an option's level.
pub(super) struct Contender {
    /// Place among the options of the standing.
    pub result: usize,
    pub level: usize,
    /// The people that each capacity must give, with the places of the requirements that its lines are.
    pub demands: Vec<(Demand, Vec<usize>)>,
    /// Of each list one prerequisite must hold.
    pub relies_on: Vec<Vec<catalogue::Attains>>,
}

/// The people whom other competencies leave to a competency, by capacity: their classes.
pub(super) struct Free(pub BTreeMap<usize, Vec<(Vec<u64>, u32)>>);

struct LevelScene<'s> {
    scene: &'s Scene<'s>,
    reached: &'s [Reached],
    /// Nothing where everybody is free.
    free: Option<&'s Free>,
}

impl<'s> Deref for LevelScene<'s> {
    type Target = Scene<'s>;

    fn deref(&self) -> &Scene<'s> {
        self.scene
    }
}

/// The lines of a level, before seated lines are chosen.
struct Plan {
    /// Seated lines have no result yet.
    results: Vec<Option<RequirementResult>>,
    /// Per group with seated lines the lines to choose from; one beyond the lines is "none".
    open: Vec<Vec<usize>>,
}

/// A part of the chosen lines that ties hold together: their places, their seats and the capacity that limits them.
struct Component {
    places: Vec<usize>,
    lines: Vec<seats::Line>,
    capacity: Option<usize>,
}

impl LevelScene<'_> {
    fn plan(&self, level: &LevelInForce) -> Plan {
        let results: Vec<Option<RequirementResult>> =
            level.lines.iter().map(|line| line.seated.is_none().then(|| self.alone(line))).collect();
        let open = level.groups.iter().filter(|group| !group.seated.is_empty()).map(|group| {
            // A group that is met anyway may stay out of the tied choice.
            let none = is_met(group, &results).then_some(level.lines.len());
            group.seated.iter().copied().chain(none).collect()
        });
        let open = open.collect();
        Plan { results, open }
    }

    fn level(&self, level: &LevelInForce) -> OptionResult {
        let Plan { mut results, open } = self.plan(level);
        let all_groups = level.groups.iter().all(|group| is_met(group, &results) || !group.seated.is_empty());
        let ties_hold = self.choose(level, &open, &mut results);
        OptionResult {
            option: level.option,
            level: level.level,
            met: ties_hold && all_groups,
            requirements: results.into_iter().flatten().collect(),
        }
    }

    fn contenders(&self, result: usize, level: &LevelInForce) -> Vec<Contender> {
        let Plan { results, open } = self.plan(level);
        let choices = open.iter().fold(1_usize, |product, picks| product.saturating_mul(picks.len()));
        let solved = (0..choices).filter_map(|choice| {
            let picked = pick(&open, choice);
            let components = components(level, &picked)?;
            components.iter().all(|component| self.is_filled(component)).then_some((picked, components))
        });
        let contender = |(picked, components): (Vec<usize>, Vec<Component>)| {
            let mut demands: BTreeMap<usize, (Vec<seats::Line>, Vec<usize>)> = BTreeMap::new();
            for component in components {
                let Some(capacity) = component.capacity else { continue };
                let (seats, places) = demands.entry(capacity).or_default();
                let requirements = component.places.iter().filter_map(|place| Some(level.lines.get(*place)?.requirement));
                places.extend(requirements);
                seats::append(seats, component.lines);
            }
            let demands = demands.into_iter().map(|(limit, (lines, places))| (Demand { limit, lines }, places)).collect();
            // A group without a chosen line rests on those that are met by themselves.
            let resting = level.groups.iter().filter(|group| !group.lines.iter().any(|line| picked.contains(line)));
            let relies_on = resting.filter_map(|group| {
                let met = group.lines.iter().filter(|line| met(&results, **line)).filter_map(|line| level.lines.get(*line));
                let asked = met.map(|line| match &line.asks {
                    AsksInForce::Attains(attains) => Some(attains.clone()),
                    _ => None,
                });
                asked.collect::<Option<Vec<_>>>()
            });
            Contender { result, level: level.level, demands, relies_on: relies_on.collect() }
        };
        solved.map(contender).collect()
    }

    /// A requirement whose people are tied to no other line.
    fn alone(&self, line: &Line) -> RequirementResult {
        let result = |needed: Option<Exact>, have: Option<Exact>| RequirementResult {
            requirement: line.requirement,
            met: needed.as_ref().zip(have.as_ref()).is_some_and(|(needed, have)| have >= needed),
            needed,
            have,
            unknown: Vec::new(),
            counted: None,
        };
        match &line.asks {
            AsksInForce::Figure(rule) => {
                let needed = rule.threshold.get(self.facts.market, None).cloned().unwrap_or_else(Exact::zero);
                let (have, unknown) = known(self.figure(rule));
                let within = have.as_ref().is_some_and(|have| rule.bound.holds(have, &needed));
                RequirementResult { met: within, unknown, ..result(Some(needed), have) }
            }
            AsksInForce::People { count, test } => {
                let (needed, unknown) = match count {
                    Count::Fixed(count) => (Some(Exact::from(u64::from(*count))), Vec::new()),
                    Count::Figured(computed) => {
                        let (people, unknown) = known(self.computed(computed, None));
                        (people.map(|people| people.ceiling().max(Exact::zero())), unknown)
                    }
                };
                let have = Exact::from(u64::from(self.census.count(*test)));
                let counted = Some(Counted::Everyone { test: *test });
                RequirementResult { unknown, counted, ..result(needed, Some(have)) }
            }
            AsksInForce::Credentials { count, test, each } => {
                let have: u64 = each.iter().map(|test| u64::from(self.census.count(*test))).sum();
                let counted = Some(Counted::Everyone { test: *test });
                RequirementResult { counted, ..result(Some(Exact::from(u64::from(*count))), Some(Exact::from(have))) }
            }
            AsksInForce::Attains(attains) => {
                let have = count_attained(attains, self.reached);
                result(Some(Exact::from(u64::from(attains.count))), Some(Exact::from(have as u64)))
            }
        }
    }

    /// Picks one alternative of every open group so that all ties hold; says whether that is possible.
    fn choose(&self, level: &LevelInForce, open: &[Vec<usize>], results: &mut [Option<RequirementResult>]) -> bool {
        if open.is_empty() {
            return true;
        }
        let choices = open.iter().fold(1_usize, |product, picks| product.saturating_mul(picks.len()));
        let mut found = false;
        let mut tried: Vec<Option<RequirementResult>> = vec![None; level.lines.len()];
        for choice in 0..choices {
            let Some(components) = components(level, &pick(open, choice)) else { continue };
            let solved: Vec<(Component, Solution)> = components
                .into_iter()
                .map(|component| {
                    let solution = self.solve(&component);
                    (component, solution)
                })
                .collect();
            found = solved.iter().all(|(component, solution)| component.is_filled_by(solution));
            if found {
                // The people of a choice that failed do not belong to this one.
                tried.fill(None);
            }
            for (component, solution) in solved {
                let chosen = Arc::new(solution.choice);
                for ((picked, line), have) in component.places.iter().zip(&component.lines).zip(&solution.have) {
                    let Some((of_level, tried)) = level.lines.get(*picked).zip(tried.get_mut(*picked)) else { continue };
                    tried.get_or_insert_with(|| {
                        let chosen = Counted::Chosen { seats: line.seats, choice: Arc::clone(&chosen) };
                        // Who is free is known by number only.
                        let counted = if component.is_limited(self.free) { None } else { Some(chosen) };
                        RequirementResult { counted, ..people_result(of_level.requirement, line.count(), *have) }
                    });
                }
            }
            if found {
                break;
            }
        }
        let seated = results.iter_mut().zip(tried).zip(&level.lines).filter(|((slot, _), _)| slot.is_none());
        for ((slot, tried), line) in seated {
            *slot = tried.or_else(|| {
                let alone = self.alone(line);
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

    fn solve(&self, component: &Component) -> Solution {
        match (self.free, component.capacity) {
            (Some(free), Some(capacity)) => {
                let classes = free.0.get(&capacity).map_or(&[][..], Vec::as_slice);
                seats::solve(&component.lines, classes.iter().map(|(class, people)| (class.as_slice(), *people)))
            }
            _ => seats::solve(&component.lines, self.census.classes()),
        }
    }

    fn is_filled(&self, component: &Component) -> bool {
        component.is_filled_by(&self.solve(component))
    }
}

/// The lines of a choice that are tied together, or nothing when a tie leads to a line that was not chosen.
fn components(level: &LevelInForce, picked: &[usize]) -> Option<Vec<Component>> {
    let chosen: Vec<(usize, &Seated)> =
        picked.iter().filter_map(|place| Some((*place, level.lines.get(*place)?.seated.as_ref()?))).collect();
    let mut targets = Vec::new();
    for (_, seated) in &chosen {
        targets.push(match seated.tie {
            None => None,
            Some((target, _)) => Some(chosen.iter().position(|(place, _)| *place == target)?),
        });
    }
    let components = connected(&targets).into_iter().map(|members| {
        let places = members.iter().filter_map(|member| Some(chosen.get(*member)?.0));
        let mut first_seat = 0;
        let lines = members.iter().filter_map(|member| {
            let (_, seated) = chosen.get(*member)?;
            let target = targets.get(*member).copied().flatten();
            let target = target.and_then(|target| members.iter().position(|member| *member == target));
            let tie = target.zip(seated.tie).map(|(target, (_, is_excluded))| (target, is_excluded));
            Some(seats::Line::new(seated.seats.clone(), tie, &mut first_seat))
        });
        let capacity = members.first().and_then(|member| chosen.get(*member)).and_then(|(_, seated)| seated.capacity);
        Component { lines: lines.collect(), places: places.collect(), capacity }
    });
    Some(components.collect())
}

impl Component {
    fn is_limited(&self, free: Option<&Free>) -> bool {
        free.is_some() && self.capacity.is_some()
    }

    fn is_filled_by(&self, solution: &Solution) -> bool {
        self.lines.iter().zip(&solution.have).all(|(line, have)| line.count() == *have)
    }
}

/// Whether so many other competencies are attained.
pub(super) fn holds(attains: &catalogue::Attains, reached: &[Reached]) -> bool {
    count_attained(attains, reached) >= attains.count as usize
}

fn count_attained(attains: &catalogue::Attains, reached: &[Reached]) -> usize {
    attains.of.iter().filter(|one| is_attained(one, attains.level, reached)).count()
}

fn is_attained(one: &catalogue::Attained, level: Option<usize>, reached: &[Reached]) -> bool {
    match one {
        catalogue::Attained::Competency(place) => match (reached.get(*place), level) {
            (Some(Reached::Level(reached)), Some(level)) => *reached >= level,
            (Some(Reached::Level(_) | Reached::Qualified), None) => true,
            _ => false,
        },
        catalogue::Attained::AtLeast(count, parts) => {
            parts.iter().filter(|part| is_attained(part, level, reached)).count() >= *count as usize
        }
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

pub(super) fn people_result(requirement: usize, needed: u32, have: u32) -> RequirementResult {
    RequirementResult {
        requirement,
        unknown: Vec::new(),
        needed: Some(Exact::from(u64::from(needed))),
        have: Some(Exact::from(u64::from(have))),
        met: have >= needed,
        counted: None,
    }
}

fn met(results: &[Option<RequirementResult>], line: usize) -> bool {
    results.get(line).and_then(Option::as_ref).is_some_and(|result| result.met)
}

/// Whether a line of the group is met by itself.
fn is_met(group: &Group, results: &[Option<RequirementResult>]) -> bool {
    group.lines.iter().any(|line| met(results, *line))
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

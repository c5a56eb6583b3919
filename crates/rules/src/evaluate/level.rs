//! Options and levels: requirements joined by AND, alternatives of a group by OR, people tied across lines.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use tierwise_core::Exact;

use super::allocate::Demand;
use super::seats::{self, Line, Solution};
use super::{Attained, Counted, LevelStanding, OptionResult, Reached, RequirementResult, Scene};
use crate::catalogue::{self, Asks, AttainOption, Count, Holds, Relation, Requirement};
use crate::census::per_code;

pub(super) fn evaluate(scene: &Scene<'_>, options: &[AttainOption], reached: &[Reached], free: Option<&Free>) -> LevelStanding {
    let scene = LevelScene { scene, reached, free };
    let levels = scene.levels(options);
    let results: Vec<OptionResult> = levels.iter().map(|(option, level, lines)| scene.level(*option, *level, lines)).collect();
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
    options: &[AttainOption],
    reached: &[Reached],
    standing: &LevelStanding,
) -> Vec<Contender> {
    let scene = LevelScene { scene, reached, free: None };
    let levels = scene.levels(options);
    let met = levels.iter().zip(&standing.options).enumerate().filter(|(_, (_, result))| result.met);
    let mut contenders: Vec<Contender> =
        met.flat_map(|(result, ((_, level, lines), _))| scene.contenders(result, *level, lines)).collect();
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

type Lines<'s> = [(usize, &'s Requirement)];

/// An option at a level, by their places, with the lines in force.
type InForce<'o> = (usize, usize, Vec<(usize, &'o Requirement)>);

/// The lines of a level, before tied lines are chosen.
struct Plan {
    /// Lines whose people are chosen one by one, because of ties or capacities, have no result yet.
    results: Vec<Option<RequirementResult>>,
    groups: Vec<Vec<usize>>,
    /// Per open group the lines to choose from; one beyond the lines is "none".
    open: Vec<Vec<usize>>,
}

/// A part of the chosen lines that ties hold together: their places, their seats and the capacity that limits them.
struct Component {
    places: Vec<usize>,
    lines: Vec<Line>,
    capacity: Option<usize>,
}

impl<'s> LevelScene<'s> {
    /// Every option in force at every level, with the lines in force.
    fn levels<'o>(&self, options: &'o [AttainOption]) -> Vec<InForce<'o>> {
        let mut found = Vec::new();
        for (place, option) in options.iter().enumerate().filter(|(_, option)| option.effective.covers(self.day)) {
            let mut levels: BTreeMap<usize, Vec<(usize, &Requirement)>> = BTreeMap::new();
            for (place, requirement) in option.requirements.iter().enumerate() {
                if requirement.effective.covers(self.day) {
                    levels.entry(requirement.level).or_default().push((place, requirement));
                }
            }
            found.extend(levels.into_iter().map(|(level, lines)| (place, level, lines)));
        }
        found
    }

    fn plan(&self, lines: &Lines<'_>) -> Plan {
        let is_seated = |line: &Requirement| {
            line.is_tied(lines.iter().map(|(_, other)| *other)) || self.programme.capacity_of(line, self.day).is_some()
        };
        let results: Vec<Option<RequirementResult>> =
            lines.iter().map(|(place, line)| (!is_seated(line)).then(|| self.alone(*place, line))).collect();
        let groups = groups(lines);
        let open = groups.iter().map(|group| {
            let mut picks: Vec<usize> =
                group.iter().copied().filter(|line| results.get(*line).is_some_and(Option::is_none)).collect();
            // A group that is met anyway may stay out of the tied choice.
            if group.iter().any(|line| met(&results, *line)) {
                picks.push(lines.len());
            }
            picks
        });
        let open = open.filter(|picks| !picks.is_empty()).collect();
        Plan { results, groups, open }
    }

    fn level(&self, option: usize, level: usize, lines: &Lines<'_>) -> OptionResult {
        let Plan { mut results, groups, open } = self.plan(lines);
        let seated: Vec<bool> = results.iter().map(Option::is_none).collect();
        let ties_hold = self.choose(lines, &open, &mut results);
        let all_groups = groups.iter().all(|group| {
            group.iter().any(|line| met(&results, *line)) || group.iter().any(|line| seated.get(*line) == Some(&true))
        });
        OptionResult { option, level, met: ties_hold && all_groups, requirements: results.into_iter().flatten().collect() }
    }

    fn contenders(&self, result: usize, level: usize, lines: &Lines<'_>) -> Vec<Contender> {
        let Plan { results, groups, open } = self.plan(lines);
        let choices = open.iter().fold(1_usize, |product, picks| product.saturating_mul(picks.len()));
        let solved = (0..choices).filter_map(|choice| {
            let picked = pick(&open, choice);
            let components = self.components(lines, &picked)?;
            components.iter().all(|component| self.is_filled(component)).then_some((picked, components))
        });
        let contender = |(picked, components): (Vec<usize>, Vec<Component>)| {
            let mut demands: BTreeMap<usize, (Vec<Line>, Vec<usize>)> = BTreeMap::new();
            for component in components {
                let Some(capacity) = component.capacity else { continue };
                let (seats, places) = demands.entry(capacity).or_default();
                let requirements = component.places.iter().filter_map(|place| Some(lines.get(*place)?.0));
                places.extend(requirements);
                seats::append(seats, component.lines);
            }
            let demands = demands.into_iter().map(|(limit, (lines, places))| (Demand { limit, lines }, places)).collect();
            // A group without a chosen line rests on those that are met by themselves.
            let resting = groups.iter().filter(|group| !group.iter().any(|line| picked.contains(line)));
            let relies_on = resting.filter_map(|group| {
                let met: Vec<&Requirement> =
                    group.iter().filter(|line| met(&results, **line)).filter_map(|line| Some(lines.get(*line)?.1)).collect();
                let asked = met.iter().map(|line| match &line.asks {
                    Asks::Attains(attains) => Some(attains.clone()),
                    _ => None,
                });
                asked.collect::<Option<Vec<_>>>()
            });
            Contender { result, level, demands, relies_on: relies_on.collect() }
        };
        solved.map(contender).collect()
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
                let within = have.as_ref().is_some_and(|have| rule.bound.holds(have, &needed));
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
                // A code that is named twice is one skill.
                let each: BTreeSet<Holds> = per_code(holds).into_iter().collect();
                let have: u64 = each.iter().map(|one| u64::from(self.census.count(self.tests.place(one)))).sum();
                let counted = Some(Counted::Everyone { test: self.tests.place(holds) });
                RequirementResult { counted, ..result(Some(Exact::from(u64::from(*count))), Some(Exact::from(have))) }
            }
            Asks::Attains(attains) => {
                let have = count_attained(attains, self.reached);
                result(Some(Exact::from(u64::from(attains.count))), Some(Exact::from(have as u64)))
            }
        }
    }

    /// Picks one alternative of every open group so that all ties hold; says whether that is possible.
    fn choose(&self, lines: &Lines<'_>, open: &[Vec<usize>], results: &mut [Option<RequirementResult>]) -> bool {
        let choices = open.iter().fold(1_usize, |product, picks| product.saturating_mul(picks.len()));
        let mut found = false;
        let mut tried: BTreeMap<usize, RequirementResult> = BTreeMap::new();
        for choice in 0..choices {
            let Some(components) = self.components(lines, &pick(open, choice)) else { continue };
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
                tried.clear();
            }
            for (component, solution) in solved {
                let chosen = Arc::new(solution.choice);
                for ((picked, line), have) in component.places.iter().zip(&component.lines).zip(&solution.have) {
                    let Some((place, _)) = lines.get(*picked) else { continue };
                    tried.entry(*picked).or_insert_with(|| {
                        let chosen = Counted::Chosen { seats: line.seats, choice: Arc::clone(&chosen) };
                        // Who is free is known by number only.
                        let counted = if component.is_limited(self.free) { None } else { Some(chosen) };
                        RequirementResult { counted, ..people_result(*place, line.count(), *have) }
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

    /// The lines of a choice that are tied together, or nothing when a tie leads to a line that was not chosen.
    fn components(&self, lines: &Lines<'_>, picked: &[usize]) -> Option<Vec<Component>> {
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
            let seats = members.iter().filter_map(|member| {
                let target = targets.get(*member).copied().flatten();
                let target = target.and_then(|target| members.iter().position(|member| *member == target));
                Some(self.line(chosen.get(*member)?.1, target, &mut first_seat))
            });
            let first = members.first().and_then(|member| chosen.get(*member));
            let capacity = first.and_then(|(_, line)| self.programme.capacity_of(line, self.day));
            Component { lines: seats.collect(), places: places.collect(), capacity }
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

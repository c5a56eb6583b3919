//! What will be lost, on which day and why, if nobody acts.
//!
//! Only days on which something can change are looked at, and only the people whom the day concerns are asked again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tierwise_core::{Day, Exact, PersonId, SkillCode};

use crate::catalogue::{Competency, Effective, Holds, MetricValue, Programme, SkillIndex, Ways};
use crate::census::{Tests, has};
use crate::evaluate::{Outcome, Reached, Reckoned, Scene, Standing, Standings, reckon};
use crate::facts::{Facts, People};
use crate::in_force::InForce;

/// A competency that is worth less from a day on.
#[derive(Debug, Clone)]
pub struct Loss {
    /// The first day of the lower standing.
    pub day: Day,
    /// Place in [`Programme::competencies`].
    pub competency: usize,
    pub from: Worth,
    pub to: Worth,
    pub causes: Vec<Cause>,
    /// What the competency is still worth on that day if everybody renews their certifications in time, free of charge.
    pub if_renewed: Worth,
}

impl Loss {
    /// Whether a level or the qualification is lost, not only points.
    pub fn loses_status(&self) -> bool {
        self.to.reached() < self.from.reached()
    }
}

/// What a standing is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Worth {
    /// Place in [`Programme::levels`].
    Level(Option<usize>),
    Points {
        total: Exact,
        qualified: bool,
        /// Place in [`Programme::levels`], in programmes whose scores lead to levels.
        level: Option<usize>,
    },
    /// The competency is not in force.
    Nothing,
}

impl Worth {
    /// The level or the qualification, without the points on the way to it.
    pub(crate) fn reached(&self) -> Reached {
        match (self, self.level()) {
            (_, Some(level)) => Reached::Level(level),
            (Self::Points { qualified: true, .. }, None) => Reached::Qualified,
            (_, None) => Reached::Nothing,
        }
    }

    /// Place in [`Programme::levels`].
    pub fn level(&self) -> Option<usize> {
        match self {
            Self::Level(level) | Self::Points { level, .. } => *level,
            Self::Nothing => None,
        }
    }

    /// Whether a level or the qualification is reached.
    pub fn qualified(&self) -> bool {
        self.reached() != Reached::Nothing
    }

    fn is_less_than(&self, before: &Self) -> bool {
        let has_fewer_points = match (self, before) {
            (Self::Points { total: new, .. }, Self::Points { total: old, .. }) => new < old,
            (Self::Nothing, Self::Points { total, .. }) => !total.is_zero(),
            _ => false,
        };
        has_fewer_points || self.reached() < before.reached()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The person's achievement counts for the last time on that day.
    Expiry { person: PersonId, skill: SkillCode, last_day: Day },
    /// A retired skill is accepted for the last time on that day.
    AcceptanceEnds { skill: SkillCode, last_day: Day, people: usize },
    /// The programme's rule changes on the day of the loss.
    RuleChange,
    /// A figure of another month counts from the day of the loss on.
    FigureChange,
}

/// What will happen after the day of the standings, in the order of days and of the catalogue.
#[derive(Debug, Default)]
pub struct Forecast {
    pub losses: Vec<Loss>,
    pub turns: Vec<Turn>,
}

/// A competency that is worth more or less from a day on.
#[derive(Debug, Clone)]
pub struct Turn {
    pub day: Day,
    /// Place in [`Programme::competencies`].
    pub competency: usize,
    pub to: Worth,
}

/// Every loss after the day of the standings, in the order of days and of the catalogue.
pub fn losses(programme: &Programme, facts: &Facts, today: &Standings) -> Vec<Loss> {
    forecast(programme, facts, today).losses
}

/// Every change after the day of the standings, if nobody acts.
pub fn forecast(programme: &Programme, facts: &Facts, today: &Standings) -> Forecast {
    let mut forecast = run(programme, facts, today);
    let expires = |loss: &Loss| loss.causes.iter().any(|cause| matches!(cause, Cause::Expiry { .. }));
    if forecast.losses.iter().any(expires) {
        let renewed = run(programme, &facts.renewed(programme, today.day), today);
        for loss in &mut forecast.losses {
            let mut until = renewed.turns.iter().filter(|turn| turn.competency == loss.competency && turn.day <= loss.day);
            loss.if_renewed = until.next_back().map_or_else(|| today.worth(loss.competency), |turn| turn.to.clone());
        }
    }
    forecast
}

fn run(programme: &Programme, facts: &Facts, today: &Standings) -> Forecast {
    let (tests, mut in_force) = (today.tests(), Arc::clone(today.rules()));
    let mut census = today.census().clone();
    let mut before = today.competencies.clone();
    let mut forecast = Forecast::default();
    for (day, events) in calendar(programme, facts, today.day) {
        let view = tests.day(programme, day);
        let mut lost: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
        let mut last = None;
        for (person, _) in &events.people {
            if last.replace(*person) != Some(*person)
                && let Some(changed) = census.ask_again(tests, &view, &facts.people, *person)
            {
                lost.insert(*person, changed.lost);
            }
        }
        if events.rules {
            in_force = Arc::new(InForce::of(programme, tests, day));
        }
        let scene = Scene { in_force: &in_force, census: &census, facts, today: day };
        let Reckoned { competencies: after, .. } = reckon(&scene);
        for (place, competency) in programme.competencies.iter().enumerate() {
            let (old, new) = (worth(&before, place), worth(&after, place));
            if new != old {
                forecast.turns.push(Turn { day, competency: place, to: new.clone() });
            }
            if new.is_less_than(&old) {
                let overnight =
                    Overnight { tests, people: &facts.people, events: &events, lost: &lost, last_day: day.previous() };
                let causes = causes(programme, competency, &overnight);
                let if_renewed = new.clone();
                forecast.losses.push(Loss { day, competency: place, from: old, to: new, causes, if_renewed });
            }
        }
        before = after;
    }
    forecast
}

/// Every day on which the standings of a partner can change.
pub(crate) fn change_days(programme: &Programme, facts: &Facts) -> BTreeSet<Day> {
    let since = Day::new(1, 1, 1);
    since.map(|since| calendar(programme, facts, since).into_keys().collect()).unwrap_or_default()
}

/// What can change on one day.
#[derive(Debug, Default)]
struct Events {
    /// Whom the day concerns, in order, with the skill that expired the day before; nothing where another date does.
    people: Vec<(usize, Option<SkillIndex>)>,
    ended: BTreeSet<SkillIndex>,
    rules: bool,
    figures: bool,
}

impl Events {
    /// The skills of a person that expired the day before.
    fn expired(&self, person: usize) -> impl Iterator<Item = SkillIndex> + '_ {
        let start = self.people.partition_point(|(other, _)| *other < person);
        let own = self.people.iter().skip(start).take_while(move |(other, _)| *other == person);
        own.filter_map(|(_, skill)| *skill)
    }
}

/// What happened between one day and the next.
struct Overnight<'o> {
    tests: &'o Tests,
    people: &'o People,
    events: &'o Events,
    /// Per person, the tests that are no longer met.
    lost: &'o BTreeMap<usize, Vec<u64>>,
    last_day: Day,
}

/// Every day after `from` on which something can change.
fn calendar(programme: &Programme, facts: &Facts, from: Day) -> BTreeMap<Day, Events> {
    let mut days: BTreeMap<i32, Day> = BTreeMap::new();
    let mut calendar: BTreeMap<Day, Events> = BTreeMap::new();
    let Dated { first_days, last_days, looks_back } = dated(programme);
    for (person, held) in facts.people.earned() {
        let completed = day_of(&mut days, held.completed);
        let ends = looks_back.get(&held.skill).into_iter().flatten().filter_map(|holds| holds.counts_to(completed?));
        for last in ends.chain(day_of(&mut days, held.expires)).filter(|last| *last >= from) {
            calendar.entry(last.next()).or_default().people.push((person, Some(held.skill)));
        }
        if let Some(first) = completed.filter(|first| *first > from) {
            calendar.entry(first).or_default().people.push((person, None));
        }
    }
    let mut holders: BTreeMap<SkillIndex, BTreeSet<usize>> = BTreeMap::new();
    for (person, skills) in facts.people.each().enumerate() {
        for held in skills.iter().filter(|held| last_days.contains_key(&held.skill) || first_days.contains_key(&held.skill)) {
            holders.entry(held.skill).or_default().insert(person);
        }
    }
    for (skill, first_days) in &first_days {
        for first in first_days.iter().filter(|first| **first > from) {
            let Some(holders) = holders.get(skill) else { continue };
            calendar.entry(*first).or_default().people.extend(holders.iter().map(|person| (*person, None)));
        }
    }
    for (skill, last_days) in &last_days {
        for last in last_days.iter().filter(|last| **last >= from) {
            let Some(holders) = holders.get(skill) else { continue };
            let events = calendar.entry(last.next()).or_default();
            events.ended.insert(*skill);
            events.people.extend(holders.iter().map(|person| (*person, None)));
        }
    }
    for day in turning_days(programme).into_iter().filter(|day| *day > from && programme.in_force(*day)) {
        calendar.entry(day).or_default().rules = true;
    }
    for (figure, look_back) in programme.figures() {
        for day in facts.figures.turning_days(&figure, look_back).into_iter().filter(|day| *day > from) {
            calendar.entry(day).or_default().figures = true;
        }
    }
    for events in calendar.values_mut() {
        events.people.sort_unstable();
    }
    calendar
}

/// The day of an ordinal; many achievements share one, so each is worked out once.
fn day_of(days: &mut BTreeMap<i32, Day>, ordinal: i32) -> Option<Day> {
    if let Some(day) = days.get(&ordinal) {
        return Some(*day);
    }
    let day = Day::of_ordinal(ordinal)?;
    days.insert(ordinal, day);
    Some(day)
}

/// The days on which the acceptance of a skill turns, whoever holds it.
#[derive(Debug, Default)]
struct Dated<'p> {
    first_days: BTreeMap<SkillIndex, BTreeSet<Day>>,
    last_days: BTreeMap<SkillIndex, BTreeSet<Day>>,
    /// The tests that look back on achievements of a skill, or of what it means.
    looks_back: BTreeMap<SkillIndex, Vec<&'p Holds>>,
}

fn dated(programme: &Programme) -> Dated<'_> {
    let mut dated = Dated::default();
    for holds in programme.all_holds() {
        for skill in holds.predicate.skills() {
            let Some(accepted) = skill.of(programme).map(|one| holds.accepted(skill, one.retirement)) else { continue };
            if let Some(first) = accepted.from {
                dated.first_days.entry(skill).or_default().insert(first);
            }
            if let Some(last) = accepted.to {
                dated.last_days.entry(skill).or_default().insert(last);
            }
            if holds.within_months.is_some() {
                let meaning = programme.skill_indexes().zip(&programme.skills).filter(|(_, one)| one.means.contains(&skill));
                for (earned, _) in meaning {
                    dated.looks_back.entry(earned).or_default().push(holds);
                }
            }
        }
    }
    dated
}

/// Every day on which a rule begins, or the day after one ended.
pub(crate) fn turning_days(programme: &Programme) -> BTreeSet<Day> {
    let mut effective: Vec<Effective> = programme.capacities.iter().map(|capacity| capacity.effective).collect();
    for competency in &programme.competencies {
        effective.push(competency.effective);
        match &competency.ways {
            Ways::Options(options) => {
                for option in options {
                    effective.push(option.effective);
                    effective.extend(option.requirements.iter().map(|requirement| requirement.effective));
                }
            }
            Ways::Area(area) => {
                for metric in &area.metrics {
                    effective.push(metric.effective);
                    if let MetricValue::People(steps) = &metric.value {
                        effective.extend(steps.iter().map(|step| step.effective));
                    }
                }
            }
        }
    }
    effective.iter().flat_map(Effective::turning_days).collect()
}

pub(crate) fn worth(standings: &[Standing], competency: usize) -> Worth {
    match standings.iter().find(|standing| standing.competency == competency) {
        None => Worth::Nothing,
        Some(standing) => match &standing.outcome {
            Outcome::Level(level) => Worth::Level(level.attained.map(|attained| attained.level)),
            Outcome::Score(score) => Worth::Points {
                total: score.track().map_or_else(Exact::zero, |track| track.total.clone()),
                qualified: standing.qualified(),
                level: score.level,
            },
        },
    }
}

/// Why a competency is worth less: what its people lost overnight, else what anybody lost, else the rule or figure that changed.
fn causes(programme: &Programme, competency: &Competency, overnight: &Overnight<'_>) -> Vec<Cause> {
    let own = competency.all_holds();
    let mut causes = lost_by_people(programme, &own, overnight);
    if overnight.events.rules && causes.is_empty() {
        causes.insert(Cause::RuleChange);
    }
    if overnight.events.figures && causes.is_empty() {
        causes.insert(Cause::FigureChange);
    }
    if causes.is_empty() {
        // It asks for another competency, or gave its people to another one.
        causes = lost_by_people(programme, &programme.all_holds().collect::<Vec<_>>(), overnight);
    }
    causes.into_iter().collect()
}

fn lost_by_people(programme: &Programme, holds: &[&Holds], overnight: &Overnight<'_>) -> BTreeSet<Cause> {
    let own: Vec<usize> = holds.iter().map(|holds| overnight.tests.place(holds)).collect();
    let named: BTreeSet<SkillIndex> = holds.iter().flat_map(|holds| holds.predicate.skills()).collect();
    let is_named =
        |skill: &SkillIndex| skill.of(programme).is_some_and(|skill| skill.means.iter().any(|meant| named.contains(meant)));
    let code = |skill: &SkillIndex| skill.of(programme).map(|skill| skill.code.clone());
    let mut causes = BTreeSet::new();
    let mut others = 0_usize;
    for (person, _) in overnight.lost.iter().filter(|(_, bits)| own.iter().any(|test| has(bits, *test))) {
        let expired = overnight.events.expired(*person).filter(is_named);
        let expired: Vec<SkillCode> = expired.filter_map(|skill| code(&skill)).collect();
        others = others.saturating_add(usize::from(expired.is_empty()));
        if let Some(id) = overnight.people.ids().get(*person) {
            causes.extend(expired.into_iter().map(|skill| Cause::Expiry {
                person: id.clone(),
                skill,
                last_day: overnight.last_day,
            }));
        }
    }
    if others > 0 {
        let ended = overnight.events.ended.iter().filter(|skill| is_named(skill)).filter_map(code);
        causes.extend(ended.map(|skill| Cause::AcceptanceEnds { skill, last_day: overnight.last_day, people: others }));
    }
    causes
}

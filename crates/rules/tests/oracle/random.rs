//! Random worlds that are small and nasty: few people, few days, every construct.

use super::calendar::Date;
use super::dice::Dice;
use super::random_levels::competency_of_options;
use super::random_scores::{area, score};
use super::ratio::{Ratio, whole};
use super::world::*;
use super::write::{classification_id, input_id};

/// The days around which everything happens: 2020-01-25 to 2020-04-05.
pub const FIRST: Date = Date(7_329);
pub const LAST: Date = Date(7_400);
/// Ends and beginnings of months, among them 29 February.
const HOT: [Date; 6] = [Date(7_335), Date(7_336), Date(7_363), Date(7_364), Date(7_365), Date(7_395)];

/// What all parts of a world have to know of it.
pub struct Plan {
    pub skills: usize,
    pub levels: usize,
    /// Whether rules and skills have days of their own.
    pub dated: bool,
    /// Whether people compete for competencies.
    pub contested: bool,
    pub capacities: usize,
    /// Whether each competency leads to levels; those that come before may be asked for.
    pub known: Vec<bool>,
}

pub fn day(dice: &mut Dice) -> Date {
    if dice.chance(50) { dice.pick(&HOT) } else { FIRST.plus(dice.below(72) as i32) }
}

/// Two days in order.
fn days(dice: &mut Dice) -> (Date, Date) {
    let (one, other) = (day(dice), day(dice));
    (one.min(other), one.max(other))
}

pub fn span(dice: &mut Dice, percent: usize, plan: &Plan) -> Span {
    if !plan.dated || !dice.chance(percent) {
        return Span::default();
    }
    let (first, last) = days(dice);
    let (from, to) = match dice.below(3) {
        0 => (Some(first), None),
        1 => (None, Some(last)),
        _ => (Some(first), Some(last)),
    };
    Span { from, to }
}

/// The days of a rule that is written twice, once for each side of a day; else one span.
pub fn sides(dice: &mut Dice, percent: usize, plan: &Plan) -> Vec<Span> {
    if plan.dated && dice.chance(percent) {
        let turn = day(dice);
        return vec![Span { from: None, to: Some(turn.plus(-1)) }, Span { from: Some(turn), to: None }];
    }
    vec![span(dice, 12, plan)]
}

pub fn predicate(dice: &mut Dice, depth: usize, of: usize) -> Predicate {
    if depth == 0 || dice.chance(40) {
        return Predicate::One(dice.below(of));
    }
    let parts: Vec<Predicate> = (0..=dice.below(3)).map(|_| predicate(dice, depth - 1, of)).collect();
    match dice.below(3) {
        0 => Predicate::Any(parts),
        1 => Predicate::All(parts),
        _ => Predicate::AtLeast(dice.between(1, parts.len()), parts),
    }
}

pub fn holds(dice: &mut Dice, plan: &Plan) -> Holds {
    let predicate = predicate(dice, 2, plan.skills);
    own_days(dice, plan, predicate)
}

/// A test with days of its own, now and then.
pub fn own_days(dice: &mut Dice, plan: &Plan, predicate: Predicate) -> Holds {
    let mut holds = Holds::from(predicate);
    if plan.dated {
        let named = holds.predicate.named();
        if dice.chance(8) {
            holds.from.push((dice.pick(&named), day(dice)));
        }
        if dice.chance(10) {
            holds.until.push((dice.pick(&named), day(dice)));
        }
        holds.within = dice.maybe(12, |dice| dice.pick(&[1, 1, 2, 12]));
    }
    holds
}

pub fn number(dice: &mut Dice, most: usize) -> Ratio {
    let top = dice.below(most + 1) as i128;
    if dice.chance(20) { Ratio::new(top, dice.between(2, 7) as i128) } else { whole(top) }
}

pub fn by_market<T>(dice: &mut Dice, percent: usize, mut make: impl FnMut(&mut Dice) -> T) -> ByMarket<T> {
    let developed = make(dice);
    ByMarket { developed, developing: dice.maybe(percent, make) }
}

pub fn look_back(dice: &mut Dice, percent: usize) -> Option<LookBack> {
    dice.maybe(percent, |dice| LookBack {
        months: dice.between(1, 3) as i32,
        take: dice.pick(&[Take::Unsaid, Take::Latest, Take::Sum, Take::Average, Take::Highest]),
    })
}

pub fn formula(dice: &mut Dice, depth: usize, inputs: usize) -> Formula {
    if depth == 0 || dice.chance(30) {
        return if inputs > 0 && dice.chance(70) {
            Formula::Input(dice.below(inputs))
        } else {
            Formula::Number(dice.below(12) as i128)
        };
    }
    let part = |dice: &mut Dice| formula(dice, depth - 1, inputs);
    match dice.below(9) {
        0 => Formula::Minus(Box::new(part(dice))),
        1 => Formula::Over(Box::new(part(dice)), dice.between(1, 7) as i128),
        2 => Formula::Few(dice.pick(&["ceil", "floor"]), vec![part(dice)]),
        3 | 4 => Formula::Few(dice.pick(&["min", "max"]), (0..=dice.below(3)).map(|_| part(dice)).collect()),
        5 => {
            let (sides, branches) = ([part(dice), part(dice)], [part(dice), part(dice)]);
            Formula::If(Box::new(sides), dice.pick(&["<", "<=", ">", ">="]), Box::new(branches))
        }
        _ => Formula::Two(Box::new(part(dice)), dice.pick(&['+', '-', '*']), Box::new(part(dice))),
    }
}

impl World {
    pub fn random(dice: &mut Dice) -> Self {
        let kind = dice.below(10);
        let (has_options, has_score) = (kind < 7, kind >= 5);
        let levels = if has_options { dice.between(1, 3) } else { dice.pick(&[0, 0, 2, 3]) };
        let score = has_score.then(|| score(dice, levels, has_options));
        let contested = has_options && dice.chance(35);
        let capacities = if contested { dice.between(1, 2) } else { 0 };
        let dated = dice.chance(70);
        let skills = dice.between(3, 5);
        let mut plan = Plan { skills, levels, dated, contested, capacities, known: Vec::new() };
        let mut world = Self {
            effective: span(dice, 30, &plan),
            levels,
            skills: (0..skills).map(|place| skill(dice, place, &plan)).collect(),
            capacities: capacity_list(dice, &plan),
            absent_is_zero: dice.chance(50),
            is_developing: dice.chance(50),
            track: dice.maybe(30, |dice| dice.below(3)),
            ..Self::default()
        };
        let score_levels = score.as_ref().is_some_and(|score| matches!(score.thresholds, Thresholds::Levels(_)));
        let most = if contested { 3 } else { 2 };
        for place in 0..dice.between(if contested { 2 } else { 1 }, most) {
            let scored = has_score && (!has_options || (place > 0 && dice.chance(60)));
            let ways = if scored { Ways::Area(area(dice, &plan)) } else { Ways::Options(competency_of_options(dice, &plan)) };
            plan.known.push(!scored || score_levels);
            world.competencies.push(Competency { effective: span(dice, 10, &plan), ways });
        }
        world.score = score;
        world.people = people(dice, &plan);
        world.priority = dice.maybe(50, |dice| dice.shuffled(plan.known.len())).unwrap_or_default();
        world.priority.truncate(dice.between(1, 3));
        world.state_figures(dice);
        world
    }

    /// The days that are asked: most of them inside the days of the world, some far away.
    pub fn days_to_ask(&self, dice: &mut Dice) -> Vec<Date> {
        let mut days = vec![day(dice), day(dice)];
        if dice.chance(10) {
            days.push(dice.pick(&[FIRST.plus_months(-14), LAST.plus_months(14)]));
        }
        days
    }

    fn state_figures(&mut self, dice: &mut Dice) {
        let mut ids: Vec<String> = (0..3).map(|figure| format!("f{figure}")).collect();
        for (place, competency) in self.competencies.iter().enumerate() {
            let Ways::Area(area) = &competency.ways else { continue };
            ids.push(classification_id(place));
            for metric in &area.metrics {
                if let Value::Measured { inputs, .. } = &metric.value {
                    ids.extend((0..inputs.len()).map(|input| input_id(place, metric, inputs.len(), input)));
                }
            }
        }
        for id in ids {
            if dice.chance(55) {
                self.figures.insert((id.clone(), None), number(dice, 20));
            }
            let months = if dice.chance(40) { dice.below(4) } else { 0 };
            for _ in 0..months {
                let month = FIRST.first_of_month().plus_months(dice.below(6) as i32 - 2);
                self.figures.insert((id.clone(), Some(month)), number(dice, 20));
            }
        }
    }
}

fn skill(dice: &mut Dice, own: usize, plan: &Plan) -> Skill {
    let mut skill = Skill::default();
    if plan.dated {
        skill.accepted_from = dice.maybe(10, day);
        skill.retired_on = dice.maybe(25, |dice| day(dice).plus_months(dice.pick(&[-12, 0])));
        skill.earned_before = skill.retired_on.is_some() && dice.chance(60);
        let least = skill.accepted_from.max(skill.retired_on);
        skill.accepted_until = dice.maybe(15, day).map(|until| least.map_or(until, |least| until.max(least)));
    }
    if dice.chance(10) {
        let others = dice.between(1, 2);
        skill.stands_for = (0..others).map(|_| dice.below(plan.skills)).filter(|other| *other != own).collect();
        skill.stands_for.dedup();
    }
    skill.made_of = dice.maybe(10, |dice| predicate(dice, 2, plan.skills)).filter(|parts| !parts.named().contains(&own));
    skill
}

fn capacity_list(dice: &mut Dice, plan: &Plan) -> Vec<Capacity> {
    let mut taken = Vec::new();
    (0..plan.capacities)
        .map(|_| {
            let level = dice.maybe(40, |dice| dice.below(plan.levels)).filter(|level| !taken.contains(level));
            taken.extend(level);
            let apart = dice.maybe(60, |_| 0);
            Capacity { most: dice.pick(&[1, 1, 2]), apart, level, effective: span(dice, 15, plan) }
        })
        .collect()
}

fn people(dice: &mut Dice, plan: &Plan) -> Vec<Vec<Achievement>> {
    let density = dice.between(25, 85);
    let most = if plan.contested { 4 } else { 5 };
    (0..dice.below(most + 1))
        .map(|_| {
            let mut own = Vec::new();
            for skill in 0..plan.skills {
                let times = usize::from(dice.chance(density)) * if dice.chance(12) { 2 } else { 1 };
                own.extend((0..times).map(|_| achievement(dice, skill)));
            }
            own
        })
        .collect()
}

pub fn achievement(dice: &mut Dice, skill: usize) -> Achievement {
    let (first, last) = days(dice);
    let completed = dice.maybe(50, |dice| first.plus_months(dice.pick(&[0, 0, -1, -12])));
    Achievement { skill, completed, expires: dice.maybe(35, |_| last) }
}

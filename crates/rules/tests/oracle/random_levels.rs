//! Random options with their requirements, tied to each other wherever the language allows it.

use super::dice::Dice;
use super::random::{Plan, by_market, formula, holds, look_back, number, own_days, predicate, sides, span};
use super::world::*;

pub fn competency_of_options(dice: &mut Dice, plan: &Plan) -> Vec<Choice> {
    (0..dice.between(1, 2)).map(|_| option(dice, plan)).collect()
}

fn option(dice: &mut Dice, plan: &Plan) -> Choice {
    let mut lines: Vec<Line> = Vec::new();
    let first = dice.below(plan.levels);
    for level in 0..plan.levels {
        if level != first && dice.chance(45) {
            continue;
        }
        let most = if plan.contested { 2 } else { 4 };
        for number in 1..=dice.between(1, most) {
            for effective in sides(dice, 10, plan) {
                lines.push(line(dice, plan, level, number, effective));
            }
        }
    }
    for place in 0..lines.len() {
        tie(dice, &mut lines, place);
    }
    Choice { effective: span(dice, 10, plan), lines }
}

fn line(dice: &mut Dice, plan: &Plan, level: usize, number: usize, effective: Span) -> Line {
    let group = dice.maybe(40, |dice| dice.pick(&['A', 'B']));
    let asks = asks(dice, plan);
    let may_compete = matches!(asks, Asks::People { count: Count::Fixed(_), .. });
    let capacity = if may_compete && plan.capacities > 0 { dice.maybe(55, |dice| dice.below(plan.capacities)) } else { None };
    Line { level, number, group, effective, capacity, asks }
}

fn asks(dice: &mut Dice, plan: &Plan) -> Asks {
    match dice.below(100) {
        0..8 if !plan.known.is_empty() => attains(dice, plan),
        0..20 => Asks::Figure(figure_rule(dice)),
        20..29 => {
            let codes = (0..dice.between(1, 3)).map(|_| Predicate::One(dice.below(plan.skills))).collect();
            let named = if dice.chance(15) { Predicate::One(dice.below(plan.skills)) } else { Predicate::Any(codes) };
            Asks::Credentials { count: dice.between(1, 5), holds: own_days(dice, plan, named) }
        }
        29..36 => {
            let computed = computed(dice);
            Asks::People { count: Count::Figured(computed), holds: holds(dice, plan), relation: Relation::Free }
        }
        36..50 => {
            let count = dice.between(1, 3);
            let codes = (0..count).map(|_| Predicate::One(dice.below(plan.skills))).collect();
            let holds = own_days(dice, plan, Predicate::All(codes));
            Asks::People { count: Count::Fixed(count), holds, relation: Relation::DistinctPerCode }
        }
        _ => {
            let count = dice.between(1, if plan.contested { 2 } else { 3 });
            Asks::People { count: Count::Fixed(count), holds: holds(dice, plan), relation: Relation::Free }
        }
    }
}

fn attains(dice: &mut Dice, plan: &Plan) -> Asks {
    let of = predicate(dice, 2, plan.known.len());
    let have_levels = of.named().iter().all(|place| plan.known[*place]);
    Asks::Attains { level: if have_levels { dice.maybe(50, |dice| dice.below(plan.levels)) } else { None }, of }
}

fn computed(dice: &mut Dice) -> Computed {
    let inputs: Vec<String> = dice.shuffled(3).into_iter().take(dice.below(3)).map(|figure| format!("f{figure}")).collect();
    Computed { formula: formula(dice, 2, inputs.len()), inputs }
}

fn figure_rule(dice: &mut Dice) -> FigureRule {
    let value = dice.maybe(35, computed);
    FigureRule {
        figure: if value.is_some() { "v".to_owned() } else { format!("f{}", dice.below(3)) },
        is_least: dice.chance(70),
        threshold: by_market(dice, 30, |dice| number(dice, 15)),
        look_back: look_back(dice, 40),
        value,
    }
}

/// Ties a line to another one, if the two fit on all days.
fn tie(dice: &mut Dice, lines: &mut [Line], place: usize) {
    let own = lines[place].clone();
    let Asks::People { count: Count::Fixed(count), holds, relation: Relation::Free } = own.asks.clone() else { return };
    let target = lines[dice.below(lines.len())].number;
    if !dice.chance(60) || target == own.number {
        return;
    }
    let twins: Vec<&Line> = lines.iter().filter(|line| line.level == own.level && line.number == target).collect();
    let covers = match twins.as_slice() {
        [] => false,
        [only] => only.effective == Span::default() || only.effective == own.effective,
        _ => true,
    };
    let fits = |other: &&Line| {
        let alternatives = own.group.is_some() && own.group == other.group;
        other.fixed().is_some() && other.capacity == own.capacity && !alternatives
    };
    if !covers || !twins.iter().all(fits) {
        return;
    }
    let counts: Vec<usize> = twins.iter().filter_map(|line| line.fixed()).collect();
    let relation = match dice.below(3) {
        0 if counts.iter().all(|other| *other == count) => Relation::SamePeopleAs(target),
        1 if counts.iter().all(|other| *other >= count) => Relation::KOfSame(target),
        _ => Relation::OtherPeopleThan(target),
    };
    lines[place].asks = Asks::People { count: Count::Fixed(count), holds, relation };
}

//! What must hold in every world, whatever the rules say.

use std::collections::{BTreeMap, BTreeSet};

use tierwise_rules::{
    Asks, Counted, Forecast, MetricValue, Outcome, Predicate, Programme, Standings, Ways, Worth, critical, evaluate, forecast,
    qualified_days, read_catalogue,
};

use super::calendar::Date;
use super::dice::Dice;
use super::engine::{self, standing};
use super::holding;
use super::judge::{Judge, Reached, judge};
use super::random::{self, FIRST, LAST, achievement};
use super::trial::every_world;
use super::witness::{self, is_monotone};
use super::world::World;

#[test]
fn the_people_who_are_named_satisfy_every_tie_and_capacity() {
    every_world(20_000, &|seed, world| {
        let programme = engine::programme(world);
        let facts = engine::facts(world, &programme);
        let records = holding::records(world);
        for date in world.days_to_ask(&mut Dice::new(seed ^ 0xDA7E)) {
            let standings = evaluate(&programme, &facts, engine::day(date));
            witness::check(&Judge::new(world, &records, date), &programme, &facts, &standings)?;
        }
        Ok(())
    });
}

/// How many competencies attain each level or a higher one, the highest level first.
fn counts(world: &World, standings: &Standings) -> Vec<usize> {
    let level = |place: usize| match standing(standings, place).map(|standing| &standing.outcome) {
        Some(Outcome::Level(level)) => level.attained.map(|one| one.level),
        Some(Outcome::Score(score)) => score.level,
        None => None,
    };
    let levels: Vec<usize> = (0..world.competencies.len()).filter_map(level).collect();
    (0..world.levels).rev().map(|least| levels.iter().filter(|level| **level >= least).count()).collect()
}

fn is_lower(before: &Worth, after: &Worth) -> bool {
    match (before, after) {
        (Worth::Level(before), Worth::Level(after)) => after < before,
        (
            Worth::Points { total: was, qualified: before, level: high },
            Worth::Points { total: is, qualified: after, level: low },
        ) => (after, low, is) < (before, high, was),
        _ => before != after,
    }
}

/// Sets may ignore skills, so that no relation, not even `other_people_than`, can be broken by one skill more.
#[test]
fn another_achievement_never_lowers_what_only_asks_for_more() {
    every_world(20_000, &|seed, world| {
        if world.people.is_empty() || !is_monotone(world) {
            return Ok(());
        }
        let mut dice = Dice::new(seed ^ 0xACE);
        let on = engine::day(random::day(&mut dice));
        let mut richer = world.clone();
        let person = dice.below(world.people.len());
        let new = achievement(&mut dice, dice_skill(seed, world));
        richer.people[person].push(new);
        let programme = engine::programme(world);
        let mut facts = engine::facts(world, &programme);
        let mut standings = evaluate(&programme, &facts, on);
        let after = evaluate(&programme, &engine::facts(&richer, &programme), on);
        let is_contested = Judge::new(world, &[], date_of(on)).is_contested();
        if is_contested && counts(world, &standings) > counts(world, &after) {
            return Err(format!(
                "p{person} earned {new:?}: {:?} became {:?}",
                counts(world, &standings),
                counts(world, &after)
            ));
        }
        for place in (0..world.competencies.len()).filter(|_| !is_contested) {
            let (was, is) = (standings.worth(place), after.worth(place));
            if is_lower(&was, &is) {
                return Err(format!("p{person} earned {new:?} on {on}, and c{place} fell from {was:?} to {is:?}"));
            }
        }
        let skill = programme.skill(&super::write::code(new.skill)).unwrap();
        standings.add(&programme, &mut facts, person, skill, new.completed.map(engine::day), new.expires.map(engine::day));
        let (moved, fresh) = (format!("{:?}", standings.competencies), format!("{:?}", after.competencies));
        if moved == fresh { Ok(()) } else { Err(format!("added {new:?} to p{person} on {on}: {moved}\nafresh: {fresh}")) }
    });
}

fn dice_skill(seed: u64, world: &World) -> usize {
    Dice::new(seed ^ 0x5C11).below(world.skills.len())
}

fn date_of(day: tierwise_core::Day) -> Date {
    Date::new(day.year().into(), day.month().into(), day.day_of_month().into())
}

#[test]
fn the_order_of_people_changes_nothing_and_their_names_change_only_names() {
    every_world(10_000, &|seed, world| {
        let mut dice = Dice::new(seed ^ 0xD1CE);
        let on = engine::day(random::day(&mut dice));
        let programme = engine::programme(world);
        let people = world.people.len();
        let names: Vec<String> = (0..people).map(|person| format!("p{person}")).collect();
        let renamed: Vec<String> = dice.shuffled(people).iter().map(|person| format!("q{person}")).collect();
        let order = dice.shuffled(people);
        let plain_facts = engine::facts(world, &programme);
        let plain = evaluate(&programme, &plain_facts, on);
        let reordered = evaluate(&programme, &engine::named_facts(world, &programme, &names, &order), on);
        let other_facts = engine::named_facts(world, &programme, &renamed, &order);
        let other = evaluate(&programme, &other_facts, on);
        let shown = |standings: &Standings| format!("{:?}", standings.competencies);
        if shown(&plain) != shown(&reordered) || shown(&plain) != shown(&other) {
            return Err(format!("{}\nreordered {}\nrenamed {}", shown(&plain), shown(&reordered), shown(&other)));
        }
        for counted in everyone(&plain) {
            let named = |standings: &Standings, facts: &tierwise_rules::Facts| -> BTreeSet<String> {
                standings.people(&counted, &facts.people).into_iter().map(ToString::to_string).collect()
            };
            let mapped: BTreeSet<String> =
                named(&plain, &plain_facts).iter().map(|name| renamed[name[1..].parse::<usize>().unwrap()].clone()).collect();
            if mapped != named(&other, &other_facts) {
                return Err(format!("{mapped:?} are named {:?}", named(&other, &other_facts)));
            }
        }
        Ok(())
    });
}

/// The lines and steps that count everyone.
fn everyone(standings: &Standings) -> Vec<Counted> {
    let outcomes = standings.competencies.iter().map(|standing| &standing.outcome);
    let counted = outcomes.flat_map(|outcome| -> Vec<Counted> {
        match outcome {
            Outcome::Level(level) => {
                level.options.iter().flat_map(|result| &result.requirements).filter_map(|line| line.counted.clone()).collect()
            }
            Outcome::Score(score) => {
                let metrics = score.tracks.iter().flat_map(|track| &track.metrics);
                metrics.flat_map(|metric| &metric.steps).map(|step| step.counted.clone()).collect()
            }
        }
    });
    counted.filter(|counted| matches!(counted, Counted::Everyone { .. })).collect()
}

/// What a forecast says of each competency on a day.
fn foreseen(today: &Standings, forecast: &Forecast, place: usize, on: tierwise_core::Day) -> Worth {
    let mut turns = forecast.turns.iter().filter(|turn| turn.competency == place && turn.day <= on);
    turns.next_back().map_or_else(|| today.worth(place), |turn| turn.to.clone())
}

/// Every single day of the calendar, so that no day on which something changes was left out.
#[test]
fn a_forecast_is_right_on_every_single_day() {
    every_world(1_500, &|_, world| {
        let programme = engine::programme(world);
        let facts = engine::facts(world, &programme);
        let (first, last) = (FIRST.plus(-40), LAST.plus(120));
        let today = evaluate(&programme, &facts, engine::day(first));
        let forecast = forecast(&programme, &facts, &today);
        let qualified = qualified_days(&programme, &facts, engine::day(first), engine::day(last));
        for date in (first.0..=last.0).map(Date) {
            let on = engine::day(date);
            let fresh = evaluate(&programme, &facts, on);
            for place in 0..world.competencies.len() {
                let (foreseen, found) = (foreseen(&today, &forecast, place, on), fresh.worth(place));
                if foreseen != found {
                    return Err(format!("c{place} on {on}: foreseen {foreseen:?}, found {found:?}"));
                }
                let spans = qualified.get(&place).map_or(&[][..], Vec::as_slice);
                let is_in = spans.iter().any(|(from, to)| *from <= on && on <= *to);
                if is_in != standing(&fresh, place).is_some_and(tierwise_rules::Standing::qualified) {
                    return Err(format!("c{place} on {on}: qualified on {spans:?}"));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_forecast_from_later_on_is_the_rest_of_an_earlier_one() {
    every_world(5_000, &|seed, world| {
        let programme = engine::programme(world);
        let facts = engine::facts(world, &programme);
        let between = engine::day(random::day(&mut Dice::new(seed ^ 0xAB)));
        let from = |day| forecast(&programme, &facts, &evaluate(&programme, &facts, day));
        // What renewals save depends on the day on which they begin.
        let shown = |forecast: &Forecast| -> Vec<String> {
            let turns = forecast.turns.iter().filter(|turn| turn.day > between).map(|turn| format!("{turn:?}"));
            let losses = forecast.losses.iter().filter(|loss| loss.day > between);
            let losses =
                losses.map(|loss| format!("{} {} {:?} {:?} {:?}", loss.day, loss.competency, loss.from, loss.to, loss.causes));
            turns.chain(losses).collect()
        };
        let (whole, rest) = (shown(&from(engine::day(FIRST))), shown(&from(between)));
        if whole == rest { Ok(()) } else { Err(format!("after {between}: {whole:#?}\nbut from there {rest:#?}")) }
    });
}

/// By the oracle: everybody is taken out once, and the rest is judged.
#[test]
fn critical_people_are_those_without_whom_a_level_is_lost() {
    every_world(5_000, &|seed, world| {
        let date = random::day(&mut Dice::new(seed ^ 0xC417));
        let programme = engine::programme(world);
        let facts = engine::facts(world, &programme);
        let standings = evaluate(&programme, &facts, engine::day(date));
        let found: BTreeMap<usize, Vec<usize>> = critical(&facts, &standings)
            .into_iter()
            .map(|one| (one.competency, one.people.into_iter().map(|(person, _)| person).collect()))
            .collect();
        let before = judge(world, date);
        let mut expected: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for person in 0..world.people.len() {
            let mut without = world.clone();
            without.people.remove(person);
            for (place, (was, is)) in before.verdicts.iter().zip(judge(&without, date).verdicts).enumerate() {
                if height(is.reached()) < height(was.reached()) {
                    expected.entry(place).or_default().push(person);
                }
            }
        }
        if found == expected { Ok(()) } else { Err(format!("on {date}: engine {found:?}, oracle {expected:?}")) }
    });
}

fn height(reached: Reached) -> usize {
    match reached {
        Reached::Nothing => 0,
        Reached::Qualified => 1,
        Reached::Level(level) => level + 2,
    }
}

#[test]
fn predicates_are_read_as_they_are_written() {
    every_world(2_000, &|_, world| {
        let programme = engine::programme(world);
        for (holds, predicate) in programme.all_holds().map(|holds| (holds, &holds.predicate)) {
            let text = predicate.text(&programme);
            let again = one_line(&programme, &text);
            if again != *predicate {
                return Err(format!("{holds:?}: {text} is read as {again:?}"));
            }
        }
        Ok(())
    });
}

/// The predicate of a catalogue with the same skills and one line.
fn one_line(programme: &Programme, text: &str) -> Predicate {
    let mut catalogue = "format = 1\nprogramme = { id = \"p\", name = \"P\", levels = [\"gold\"] }\n".to_owned();
    for skill in &programme.skills {
        catalogue += &format!("[[skill]]\ncode = \"{}\"\nkind = \"exam\"\n", skill.code);
    }
    catalogue += "[[competency]]\nid = \"c\"\nname = \"C\"\n[[competency.option]]\nid = \"o\"\nname = \"O\"\n";
    catalogue += "[[competency.option.requirement]]\nlevel = \"gold\"\nline = 1\npeople = 1\n";
    catalogue += &format!("holds = \"{text}\"\n");
    let programme = read_catalogue(&catalogue).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:#?}"));
    let Ways::Options(options) = &programme.competencies[0].ways else { panic!("no options") };
    let Asks::People { holds, .. } = &options[0].requirements[0].asks else { panic!("no people") };
    holds.predicate.clone()
}

#[test]
fn formulas_are_read_as_they_are_written() {
    let mut texts: Vec<String> =
        ["a/0.75", "0.75*a/3/b*0.5", "-a - -b", "a - (b - 1)", "a - b - 1", "a*(b*0.125)", "-(a + b)*2", "0 - a", "1e3/1e-2*a"]
            .map(|text| text.replace("b*0.5", "0.5").replace("1e-2", "0.01").replace("/b", ""))
            .to_vec();
    for seed in 0..5_000 {
        let mut dice = Dice::new(seed);
        texts.push(random::formula(&mut dice, 4, 2).text(&|place| ["a", "b"][place].to_owned()));
    }
    for text in texts.iter().filter(|text| text.len() < 500) {
        let formula = read_formula(text);
        let written = formula.text(&["a", "b"]);
        assert_eq!(read_formula(&written), formula, "{text} is written as {written}");
    }
}

fn read_formula(text: &str) -> tierwise_rules::Formula {
    let catalogue = format!(
        "format = 1\nprogramme = {{ id = \"p\", name = \"P\" }}\nscore = {{ threshold = 1 }}\nskill = []\n\
         [[competency]]\nid = \"c\"\nname = \"C\"\n[[competency.metric]]\nid = \"m\"\nmax = 1\npoints = \"{text}\"\n\
         inputs = {{ a = \"a\", b = \"b\" }}\n"
    );
    let programme = read_catalogue(&catalogue).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:#?}"));
    let Ways::Area(area) = &programme.competencies[0].ways else { panic!("no area") };
    let MetricValue::Measured { points, .. } = &area.metrics[0].value else { panic!("no formula") };
    points.get(tierwise_rules::Market::Developed, None).unwrap().clone()
}

//! People who are tied across lines: every assignment tried out, the people who are named, and what never changes a level.
//!
//! The oracle shares nothing with the engine. It knows its own description of a world, writes it as the text of a
//! catalogue for the engine, and decides by enumeration whether a level is met:
//!
//! - one line of every group is picked; a line without a group is a group of its own;
//! - every picked people line gets a set of so many different people who each meet its predicate;
//! - a relation leads to a picked line, and holds between the two sets.

#[path = "ties/world.rs"]
mod world;

use std::collections::BTreeSet;

use tierwise_core::{Day, Exact, PersonId};
use tierwise_rules::{
    Absent, Counted, Facts, Figures, LevelStanding, Market, OptionResult, Outcome, PeopleBuilder, Programme, Standings, Ways,
    evaluate, read_catalogue,
};
use world::{Asks, Dice, Level, Line, Relation, World};

const WORLDS: u64 = 4_000;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2020-06-15")
}

fn programme(world: &World) -> Programme {
    let text = world.catalogue();
    read_catalogue(&text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"))
}

/// The people of a world under the given names, in the given order.
fn facts(world: &World, programme: &Programme, names: &[String], order: &[usize]) -> Facts {
    let mut people = PeopleBuilder::new();
    for person in order {
        people.person(PersonId::new(names[*person].as_str()));
        for skill in 0..world::SKILLS {
            if world.people[*person] & (1 << skill) != 0 {
                people.skill(programme.skill(&world::code(skill)).unwrap(), None, None);
            }
        }
    }
    let mut figures = Figures::new(Absent::Zero);
    figures.state("usd", None, Exact::from(100));
    Facts { market: Market::Developed, track: None, figures, priority: Vec::new(), people: people.build(programme).unwrap() }
}

struct Evaluated<'p> {
    programme: &'p Programme,
    facts: Facts,
    standings: Standings,
}

impl<'p> Evaluated<'p> {
    fn new(world: &World, programme: &'p Programme) -> Self {
        let names: Vec<String> = (0..world.people.len()).map(|person| format!("p{person}")).collect();
        let order: Vec<usize> = (0..names.len()).collect();
        Self::named(world, programme, &names, &order)
    }

    fn named(world: &World, programme: &'p Programme, names: &[String], order: &[usize]) -> Self {
        let facts = facts(world, programme, names, order);
        let standings = evaluate(programme, &facts, today());
        Self { programme, facts, standings }
    }

    fn level(&self) -> &LevelStanding {
        let Outcome::Level(standing) = &self.standings.competencies[0].outcome else { panic!("not a level programme") };
        standing
    }

    fn result(&self, option: usize, level: usize) -> &OptionResult {
        let mut results = self.level().options.iter();
        results.find(|result| result.option == option && result.level == level).unwrap()
    }

    /// The places of the lines of each requirement's result.
    fn numbers(&self, result: &OptionResult) -> Vec<usize> {
        let Ways::Options(options) = &self.programme.competencies[0].ways else { panic!("no options") };
        let requirements = &options[result.option].requirements;
        result.requirements.iter().map(|line| requirements[line.requirement].line as usize - 1).collect()
    }

    fn names(&self, counted: &Counted) -> BTreeSet<String> {
        self.standings.people(counted, &self.facts.people).into_iter().map(ToString::to_string).collect()
    }

    /// A set of people as bits; the world's own names are `p0`, `p1`, ...
    fn set(&self, counted: &Counted) -> u32 {
        self.names(counted).iter().map(|name| 1 << name[1..].parse::<u32>().unwrap()).sum()
    }
}

fn worlds() -> impl Iterator<Item = (u64, World)> {
    (0..WORLDS).map(|seed| (seed, World::random(&mut Dice::new(seed))))
}

#[test]
fn a_level_is_met_exactly_when_some_assignment_of_people_satisfies_it() {
    let (mut met, mut tied) = (0, 0);
    let mut wrong = Vec::new();
    for (seed, world) in worlds() {
        let programme = programme(&world);
        let evaluated = Evaluated::new(&world, &programme);
        let mut attained = None;
        for (option, levels) in world.options.iter().enumerate() {
            for (level, rules) in levels.iter().enumerate() {
                let expected = rules.is_met(&world.people);
                met += u32::from(expected);
                tied += u32::from(expected && rules.lines.iter().any(Line::is_tied));
                if expected && attained.is_none_or(|(best, _)| best < level) {
                    attained = Some((level, option));
                }
                let result = evaluated.result(option, level);
                if result.met != expected {
                    wrong
                        .push(format!("seed {seed}, option {option}, level {level}: engine {}, oracle {expected}", result.met));
                }
            }
        }
        let found = evaluated.level().attained_result().map(|result| (result.level, result.option));
        assert_eq!(found, attained, "seed {seed}: the highest level, by the first option");
    }
    assert!(wrong.is_empty(), "{} wrong, the first:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
    // The worlds are worth the time: many levels are met, and many of them have ties.
    assert!(met > 1_300 && tied > 600, "{met} met, {tied} of them tied");
}

#[test]
fn the_people_who_are_named_satisfy_every_tie() {
    let mut wrong = Vec::new();
    for (seed, world) in worlds() {
        let programme = programme(&world);
        let evaluated = Evaluated::new(&world, &programme);
        for result in evaluated.level().options.iter().filter(|result| result.met) {
            if let Err(problem) = witness(&world, &world.options[result.option][result.level], result, &evaluated) {
                wrong.push(format!("seed {seed}, option {}, level {}: {problem}", result.option, result.level));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong, the first:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
}

/// Every line is listed, except those that have enough people and were not needed.
fn listed(world: &World, result: &OptionResult, evaluated: &Evaluated<'_>) -> Result<(), String> {
    let numbers = evaluated.numbers(result);
    for (number, line) in world.options[result.option][result.level].lines.iter().enumerate() {
        let Asks::People { count, holds, .. } = &line.asks else { continue };
        let holders = world.people.iter().filter(|skills| holds.is_met(**skills)).count();
        if !numbers.contains(&number) && holders < *count as usize {
            return Err(format!("line {} lacks people and is not listed", number + 1));
        }
    }
    Ok(())
}

fn witness(world: &World, rules: &Level, result: &OptionResult, evaluated: &Evaluated<'_>) -> Result<(), String> {
    listed(world, result, evaluated)?;
    let mut sets: Vec<Option<u32>> = vec![None; rules.lines.len()];
    let mut met = vec![false; rules.lines.len()];
    for (line, number) in result.requirements.iter().zip(evaluated.numbers(result)) {
        met[number] = line.met;
        if line.met {
            sets[number] = line.counted.as_ref().map(|counted| evaluated.set(counted));
        } else if line.have >= line.needed {
            return Err(format!("line {} is not met, but has {:?} of {:?}", number + 1, line.have, line.needed));
        }
    }
    for group in rules.groups() {
        if !group.iter().any(|line| met[*line]) {
            return Err(format!("no line of the group {group:?} is met"));
        }
    }
    for (number, line) in rules.lines.iter().enumerate() {
        let (Asks::People { count, relation, .. }, Some(set)) = (&line.asks, sets[number]) else { continue };
        if set.count_ones() < *count || (line.is_tied() && set.count_ones() != *count) {
            return Err(format!("line {} names {} people instead of {count}", number + 1, set.count_ones()));
        }
        if !rules.fits(line, set, &world.people) {
            return Err(format!("line {} names people {set:b} who do not meet it", number + 1));
        }
        if let Some(target) = relation.target() {
            let Some(other) = sets[target] else { return Err(format!("line {} is tied to an unmet line", number + 1)) };
            if !relation.holds(set, other) {
                return Err(format!("line {}: {set:b} is not {relation:?} {other:b}", number + 1));
            }
        }
    }
    Ok(())
}

#[test]
fn an_unmet_level_says_what_is_missing() {
    for (seed, world) in worlds() {
        let programme = programme(&world);
        let evaluated = Evaluated::new(&world, &programme);
        for result in evaluated.level().options.iter().filter(|result| !result.met) {
            assert!(result.requirements.iter().any(|line| !line.met), "seed {seed}: nothing is missing");
            if let Err(problem) = listed(&world, result, &evaluated) {
                panic!("seed {seed}, option {}, level {}: {problem}", result.option, result.level);
            }
        }
    }
}

/// Sets may ignore skills, so that no relation, not even `other_people_than`, can be broken by one skill more.
#[test]
fn one_more_achievement_never_lowers_a_level() {
    for (seed, world) in worlds().filter(|(_, world)| !world.people.is_empty()) {
        let mut dice = Dice::new(seed ^ 0xACE);
        let programme = programme(&world);
        let before = Evaluated::new(&world, &programme);
        let mut richer = world.clone();
        let person = dice.below(richer.people.len() as u32) as usize;
        richer.people[person] |= 1 << dice.below(world::SKILLS);
        let after = Evaluated::new(&richer, &programme);
        for result in before.level().options.iter().filter(|result| result.met) {
            assert!(after.result(result.option, result.level).met, "seed {seed}: lost option {}", result.option);
        }
    }
}

#[test]
fn one_more_person_never_lowers_a_level() {
    for (seed, world) in worlds() {
        let programme = programme(&world);
        let before = Evaluated::new(&world, &programme);
        let mut richer = world.clone();
        richer.people.push(Dice::new(seed ^ 0xB0B).below(1 << world::SKILLS));
        let after = Evaluated::new(&richer, &programme);
        for result in before.level().options.iter().filter(|result| result.met) {
            assert!(after.result(result.option, result.level).met, "seed {seed}: lost option {}", result.option);
        }
    }
}

#[test]
fn the_order_of_people_changes_nothing_and_their_names_change_only_names() {
    for (seed, world) in worlds() {
        let mut dice = Dice::new(seed ^ 0xD1CE);
        let programme = programme(&world);
        let names: Vec<String> = (0..world.people.len()).map(|person| format!("p{person}")).collect();
        let order = dice.shuffled(names.len());
        let plain = Evaluated::new(&world, &programme);
        let reordered = Evaluated::named(&world, &programme, &names, &order);
        let renamed = dice.shuffled(names.len()).iter().map(|person| format!("q{person}")).collect::<Vec<_>>();
        let renamed_world = Evaluated::named(&world, &programme, &renamed, &order);
        for (one, others) in
            plain.level().options.iter().zip(reordered.level().options.iter().zip(&renamed_world.level().options))
        {
            for (line, (same, other)) in one.requirements.iter().zip(others.0.requirements.iter().zip(&others.1.requirements)) {
                assert_eq!((line.met, &line.have), (same.met, &same.have), "seed {seed}");
                assert_eq!((line.met, &line.have), (other.met, &other.have), "seed {seed}");
                let Some(counted) = &line.counted else { continue };
                let (Some(same), Some(other)) = (&same.counted, &other.counted) else { panic!("seed {seed}") };
                assert_eq!(plain.names(counted), reordered.names(same), "seed {seed}");
                if matches!(counted, Counted::Everyone { .. }) {
                    let mapped: BTreeSet<String> =
                        plain.names(counted).iter().map(|name| renamed[name[1..].parse::<usize>().unwrap()].clone()).collect();
                    assert_eq!(mapped, renamed_world.names(other), "seed {seed}");
                } else {
                    assert_eq!(plain.names(counted).len(), renamed_world.names(other).len(), "seed {seed}");
                }
            }
            assert_eq!((one.met, one.met), (others.0.met, others.1.met), "seed {seed}");
        }
    }
}

/// A and B of the tables' README: x given to A first leaves B without a code.
#[test]
fn different_people_for_different_codes_are_not_counted_greedily() {
    let world = World {
        people: vec![0b11, 0b01],
        options: vec![vec![Level {
            lines: vec![Line {
                group: None,
                asks: Asks::People {
                    count: 2,
                    holds: world::Predicate::All(vec![world::Predicate::Skill(0), world::Predicate::Skill(1)]),
                    relation: Relation::DistinctPerCode,
                },
            }],
        }]],
    };
    for order in [[0, 1], [1, 0]] {
        let programme = programme(&world);
        let names = [format!("p{}", order[0]), format!("p{}", order[1])];
        let evaluated = Evaluated::named(&world, &programme, &names, &[0, 1]);
        let result = evaluated.result(0, 0);
        assert!(result.met);
        let counted = result.requirements[0].counted.as_ref().unwrap();
        assert_eq!(evaluated.names(counted).into_iter().collect::<Vec<_>>(), ["p0", "p1"]);
    }
}

/// A free line and two tied ones share a capacity: nobody holds what the tied line asks for but one of the second line.
#[test]
fn lines_under_one_capacity_keep_the_ties_between_them() {
    let line = |number: u32, people: u32, rest: &str| {
        format!("[[competency.option.requirement]]\nlevel = \"gold\"\nline = {number}\npeople = {people}\n{rest}\n")
    };
    let text = format!(
        "format = 1\nprogramme = {{ id = \"p\", name = \"P\", levels = [\"gold\"] }}\n\
         skill = [{{ code = \"a\", kind = \"exam\" }}, {{ code = \"b\", kind = \"exam\" }}, {{ code = \"c\", kind = \"exam\" }}]\n\
         [[capacity]]\nid = \"one-gold\"\nname = \"One gold\"\nmost = 1\nlevel = \"gold\"\n\
         [[competency]]\nid = \"c\"\nname = \"C\"\n[[competency.option]]\nid = \"o\"\nname = \"O\"\n{}{}{}",
        line(1, 1, "holds = \"a\""),
        line(2, 2, "holds = \"b\""),
        line(3, 1, "holds = \"c\"\nrelation = \"k_of_same:2\""),
    );
    let programme = read_catalogue(&text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let attains = |people: &[&[&str]]| {
        let mut builder = PeopleBuilder::new();
        for (number, codes) in people.iter().enumerate() {
            builder.person(PersonId::new(number.to_string()));
            codes.iter().for_each(|code| builder.skill(programme.skill(code).unwrap(), None, None));
        }
        let people = builder.build(&programme).unwrap();
        let figures = Figures::new(Absent::Zero);
        let facts = Facts { market: Market::Developed, track: None, figures, priority: Vec::new(), people };
        evaluate(&programme, &facts, today()).competencies[0].qualified()
    };
    assert!(attains(&[&["a"], &["b", "c"], &["b"]]));
    assert!(!attains(&[&["a", "c"], &["b"], &["b"]]), "the first line's person is none of the second line's");
}

const DATED: &str = r#"
format = 1
programme = { id = "p", name = "P", levels = ["gold"] }
skill = [
    { code = "plain", kind = "exam" },
    { code = "until", kind = "exam", retired_on = 2019-12-31, accepted_until = 2020-06-15 },
    { code = "early", kind = "exam", retired_on = 2019-06-15, earned_before_retirement = true },
    { code = "both", kind = "exam", retired_on = 2019-06-15, earned_before_retirement = true, accepted_until = 2020-12-31 },
]
[[competency]]
id = "c"
name = "C"
[[competency.option]]
id = "o"
name = "O"
[[competency.option.requirement]]
level = "gold"
line = 1
people = 1
holds = "any(plain, until, early, both)"
"#;

/// Every last day counts, and so does the first one.
#[test]
fn first_and_last_days_are_included() {
    let programme = read_catalogue(DATED).unwrap();
    for (code, completed, expires, on, expected) in [
        ("plain", None, None, "1990-01-01", true),
        ("plain", Some("2020-06-15"), None, "2020-06-14", false),
        ("plain", Some("2020-06-15"), None, "2020-06-15", true),
        ("plain", None, Some("2020-06-15"), "2020-06-15", true),
        ("plain", None, Some("2020-06-15"), "2020-06-16", false),
        ("until", None, None, "2020-06-15", true),
        ("until", None, None, "2020-06-16", false),
        ("until", Some("2020-03-01"), None, "2020-06-15", true),
        ("early", Some("2019-06-15"), None, "2020-06-15", true),
        ("early", Some("2019-06-15"), None, "2020-06-16", false),
        ("early", Some("2019-06-16"), None, "2019-06-17", false),
        ("early", None, None, "2020-06-15", true),
        ("both", Some("2019-06-15"), None, "2020-12-31", true),
        ("both", Some("2019-06-15"), None, "2021-01-01", false),
        ("both", Some("2019-06-16"), None, "2020-06-15", false),
    ] {
        let mut people = PeopleBuilder::new();
        people.person(PersonId::new("A"));
        people.skill(programme.skill(code).unwrap(), completed.map(day), expires.map(day));
        let facts = Facts {
            market: Market::Developed,
            track: None,
            figures: Figures::new(Absent::Zero),
            priority: Vec::new(),
            people: people.build(&programme).unwrap(),
        };
        let standings = evaluate(&programme, &facts, day(on));
        assert_eq!(standings.competencies[0].qualified(), expected, "{code} {completed:?} {expires:?} on {on}");
    }
}

//! What differs between two catalogues, from which day, and for whom.

use tierwise_core::{Day, PersonId};
use tierwise_rules::{
    Absent, Change, Difference, Facts, Figures, Market, PeopleBuilder, Programme, StandingDifference, View, diff, difference,
    differences, evaluate, read_catalogue,
};

const BEFORE: &str = r#"format = 1

[programme]
id = "p"
name = "P"
levels = ["silver", "gold"]

[[skill]]
code = "alpha"
kind = "exam"

[[skill]]
code = "beta"
kind = "exam"
accepted_until = 2020-06-30

[[competency]]
id = "cloud"
name = "Cloud"

[[competency.option]]
id = "first"
name = "First"

[[competency.option.requirement]]
level = "silver"
line = 1
people = 1
holds = "any(alpha, beta)"

[[competency.option.requirement]]
level = "gold"
line = 1
people = 3
holds = "alpha"
"#;

const TWICE: &str = r#"people = 1
holds = "any(alpha, beta)"
effective_to = 2019-12-31

[[competency.option.requirement]]
level = "silver"
line = 1
people = 2
holds = "any(alpha, beta)"
effective_from = 2020-01-01
"#;

const ONCE: &str = "people = 1\nholds = \"any(alpha, beta)\"\n";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn programme(changes: &[(&str, &str)]) -> Programme {
    let mut text = BEFORE.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "the catalogue has no {from:?}");
        text = text.replacen(from, to, 1);
    }
    read_catalogue(&text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"))
}

fn shown(difference: &Difference) -> String {
    let day = |day: Option<Day>| day.map_or("..".to_owned(), |day| day.to_string());
    let change = match &difference.change {
        Change::Added(what) => format!("added ({what})"),
        Change::Removed(what) => format!("removed ({what})"),
        Change::Changed { aspect, before, after } => {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
            format!("{aspect} {} -> {}", value(before), value(after))
        }
    };
    let Difference { from, to, subject, .. } = difference;
    format!("{}/{}: {} {subject} {change}", day(*from), day(*to), subject.kind)
}

fn expect(changes: &[(&str, &str)], expected: &[&str]) {
    let found: Vec<String> = diff(&programme(&[]), &programme(changes)).iter().map(shown).collect();
    assert_eq!(found, expected, "{changes:?}");
    let back = diff(&programme(changes), &programme(&[]));
    assert_eq!(back.len(), expected.len(), "the other way round: {back:#?}");
}

#[test]
fn a_catalogue_does_not_differ_from_itself_nor_from_one_in_another_order() {
    expect(&[], &[]);
    expect(&[("any(alpha, beta)", "any(beta, any(alpha))"), ("name = \"Cloud\"", "name = \"Clouds\"")], &[]);
}

#[test]
fn a_rule_written_twice_differs_from_the_day_of_its_change() {
    expect(&[(ONCE, TWICE)], &["2020-01-01/..: line cloud/first/silver/1 people 1 -> 2"]);
    expect(&[(ONCE, &TWICE.replace("people = 2", "people = 1"))], &[]);
}

#[test]
fn one_edition_after_another_is_the_same_as_a_rule_written_twice() {
    let earlier = programme(&[("name = \"P\"", "name = \"P\"\neffective_to = 2019-12-31")]);
    let later = programme(&[("name = \"P\"", "name = \"P\"\neffective_from = 2020-01-01"), ("people = 1", "people = 2")]);
    let both = programme(&[(ONCE, TWICE)]);
    let rules_of = |edition: &Programme, inside: Day| -> Vec<String> {
        let found = diff(edition, &both);
        found.iter().filter(|one| one.covers(inside) && one.subject.kind != "programme").map(shown).collect()
    };
    assert_eq!(rules_of(&earlier, day("2019-12-31")), [""; 0]);
    assert_eq!(rules_of(&later, day("2020-01-01")), [""; 0]);
    assert_eq!(rules_of(&earlier, day("2020-01-01")), ["2020-01-01/..: line cloud/first/silver/1 people 1 -> 2"]);
}

#[test]
fn every_aspect_of_a_line_is_named() {
    expect(
        &[(
            ONCE,
            "people = 1\nholds = \"all(alpha, beta)\"\ngroup = \"A\"\ncompleted_within_months = 12\nrelation = \"free\"\n",
        )],
        &[
            "../..: line cloud/first/silver/1 alternative in group - -> A",
            "../..: line cloud/first/silver/1 completed within - -> 12 months",
            "../..: line cloud/first/silver/1 test any(alpha, beta) -> all(alpha, beta)",
        ],
    );
    expect(
        &[(
            ONCE,
            "metric = \"usd\"\nat_least = { developed = 2, developing = 1 }\nlook_back = { months = 12, take = \"sum\" }\n",
        )],
        &[
            "../..: line cloud/first/silver/1 look back - -> sum of 12 months",
            "../..: line cloud/first/silver/1 metric - -> usd",
            "../..: line cloud/first/silver/1 people 1 -> -",
            "../..: line cloud/first/silver/1 test any(alpha, beta) -> -",
            "../..: line cloud/first/silver/1 threshold - -> at least developed 2, developing 1",
        ],
    );
}

#[test]
fn acceptance_differs_on_the_days_between_two_ends() {
    expect(&[("2020-06-30", "2020-12-31")], &["2020-07-01/2020-12-31: skill beta accepted no -> yes"]);
    expect(
        &[(ONCE, &format!("{ONCE}accepted_until = {{ beta = 2020-03-31 }}\n"))],
        &["2020-04-01/2020-06-30: line cloud/first/silver/1 acceptance - -> not beta"],
    );
}

#[test]
fn what_is_added_is_told_once_and_not_again_for_its_parts() {
    let more = "people = 3\nholds = \"alpha\"\n\n[[competency.option]]\nid = \"second\"\nname = \"Second\"\neffective_from = 2021-01-01\n\n[[competency.option.requirement]]\nlevel = \"gold\"\nline = 1\nmetric = \"usd\"\nat_least = 1\n";
    expect(&[("people = 3\nholds = \"alpha\"\n", more)], &["2021-01-01/..: option cloud/second added ()"]);
    expect(
        &[("people = 3\nholds = \"alpha\"\n", "people = 3\nholds = \"alpha\"\neffective_to = 2021-12-31\n")],
        &["2022-01-01/..: line cloud/first/gold/1 removed (people 3, test alpha)"],
    );
}

#[test]
fn capacities_and_life_cycles_differ_too() {
    let capacity = "[[capacity]]\nid = \"one\"\nmost = 1\nlevel = \"gold\"\neffective_from = 2021-01-01\n\n[[lifecycle]]\nlatency_days = 3\neffective_from = 2022-01-01\n\n[[competency]]";
    let found: Vec<String> = diff(&programme(&[]), &programme(&[("[[competency]]", capacity)])).iter().map(shown).collect();
    assert!(found.contains(&"2021-01-01/..: capacity one added (level gold, most 1)".to_owned()), "{found:#?}");
    assert!(found.contains(&"2021-01-01/..: line cloud/first/gold/1 capacity - -> one".to_owned()), "{found:#?}");
    let other = capacity.replace("latency_days = 3", "latency_days = 4");
    let lifecycles = diff(&programme(&[("[[competency]]", capacity)]), &programme(&[("[[competency]]", &other)]));
    assert_eq!(lifecycles.iter().map(shown).collect::<Vec<_>>(), ["2022-01-01/..: lifecycle  latency_days 3 -> 4"]);
}

/// People by their ids, each with skills: code, day of completion, last day.
type Holdings<'h> = &'h [(&'h str, &'h [(&'h str, &'h str, Option<&'h str>)])];

fn facts(programme: &Programme, holdings: Holdings<'_>) -> Facts {
    let mut people = PeopleBuilder::new();
    for (id, skills) in holdings {
        people.person(PersonId::new(*id));
        for (code, completed, expires) in *skills {
            people.skill(programme.skill(code).unwrap(), Some(day(completed)), expires.map(day));
        }
    }
    Facts {
        market: Market::Developed,
        track: None,
        figures: Figures::new(Absent::Zero),
        priority: Vec::new(),
        people: people.build(programme).unwrap(),
    }
}

fn told(found: &StandingDifference) -> String {
    let day = |day: Option<Day>| day.map_or("..".to_owned(), |day| day.to_string());
    let reached = |reached: &Option<tierwise_rules::Reached>| match reached {
        None => "not in force".to_owned(),
        Some(reached) => reached.level.as_ref().map_or("none".to_owned(), ToString::to_string),
    };
    let ids = |ids: &[PersonId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
    let one = &found.competency;
    format!(
        "{}/{}: {} {} -> {}, no longer {}, newly {}",
        day(found.from),
        day(found.to),
        one.id,
        reached(&one.before),
        reached(&one.after),
        ids(&one.no_longer),
        ids(&one.newly)
    )
}

#[test]
fn a_standing_is_lost_from_the_day_of_the_change_until_it_is_there_again() {
    let (before, after) = (programme(&[]), programme(&[(ONCE, TWICE)]));
    let holdings: Holdings<'_> =
        &[("A", &[("alpha", "2019-01-01", None)]), ("B", &[("alpha", "2020-03-01", Some("2020-09-30"))])];
    let found = differences((&before, &facts(&before, holdings)), (&after, &facts(&after, holdings)));
    assert_eq!(
        found.iter().map(told).collect::<Vec<_>>(),
        [
            "2020-01-01/2020-02-29: cloud silver -> none, no longer , newly ",
            "2020-10-01/..: cloud silver -> none, no longer , newly ",
        ]
    );
    let causes: Vec<String> = found[0].causes.iter().map(shown).collect();
    assert_eq!(causes, ["2020-01-01/..: line cloud/first/silver/1 people 1 -> 2"]);
    let lines: Vec<_> =
        found[0].competency.lines.iter().map(|line| (line.subject.to_string(), line.before, line.after)).collect();
    assert_eq!(lines, [("cloud/first/silver/1".to_owned(), Some(true), Some(false))]);
}

#[test]
fn who_counts_newly_and_no_longer_is_named() {
    let (before, after) = (programme(&[]), programme(&[("2020-06-30", "2020-12-31"), ("\"any(alpha, beta)\"", "\"beta\"")]));
    let holdings: Holdings<'_> = &[("A", &[("alpha", "2019-01-01", None)]), ("B", &[("beta", "2019-01-01", None)])];
    let found = differences((&before, &facts(&before, holdings)), (&after, &facts(&after, holdings)));
    assert_eq!(
        found.iter().map(told).collect::<Vec<_>>(),
        [
            "2020-07-01/2020-12-31: cloud silver -> silver, no longer , newly B",
            "2021-01-01/..: cloud silver -> none, no longer , newly ",
        ]
    );
    let swapped = differences((&after, &facts(&after, holdings)), (&before, &facts(&before, holdings)));
    assert_eq!(told(&swapped[0]), "2020-07-01/2020-12-31: cloud silver -> silver, no longer B, newly ");
}

#[test]
fn standings_of_one_programme_differ_between_two_days() {
    let before = programme(&[]);
    let holdings: Holdings<'_> = &[("B", &[("beta", "2019-01-01", None)])];
    let facts = facts(&before, holdings);
    let (old, new) = (evaluate(&before, &facts, day("2020-06-30")), evaluate(&before, &facts, day("2020-07-01")));
    let found = difference(View::new(&before, &facts, &old), View::new(&before, &facts, &new));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].no_longer, [PersonId::new("B")]);
    assert_eq!((found[0].before.as_ref().unwrap().qualified, found[0].after.as_ref().unwrap().qualified), (true, false));
    assert!(difference(View::new(&before, &facts, &old), View::new(&before, &facts, &old)).is_empty());
}

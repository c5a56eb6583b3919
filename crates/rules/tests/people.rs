//! What single people and single achievements change.

use tierwise_core::{Day, PersonId};
use tierwise_rules::{
    Absent, Facts, Figures, Market, PeopleBuilder, Programme, Standings, Worth, critical, evaluate, forecast, qualified_days,
    read_catalogue, risk, window_start,
};

const CATALOGUES: [(&str, &str); 4] = [
    ("mpn-2017", include_str!("../../../catalogues/mpn-2017.toml")),
    ("solutions-partner-2026", include_str!("../../../catalogues/solutions-partner-2026.toml")),
    ("example-silver-gold", include_str!("../../../catalogues/example-silver-gold.toml")),
    // Everything that the language can say, with capacities, prerequisites and skills that stand for others.
    ("harbour", include_str!("../../app/tests/programmes/harbour.toml")),
];

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Numbers that look random, from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Per person the places of skills, each with whether it ends in the middle of the forecast.
type Holdings = Vec<Vec<(usize, bool)>>;

fn holdings(programme: &Programme, people: usize, dice: &mut Dice) -> Holdings {
    (0..people)
        .map(|_| (0..dice.below(9)).map(|_| (dice.below(programme.skills.len()), dice.below(3) == 0)).collect())
        .collect()
}

fn facts(programme: &Programme, holdings: &Holdings) -> Facts {
    let mut people = PeopleBuilder::new();
    for (person, skills) in holdings.iter().enumerate() {
        people.person(PersonId::new(format!("{person:03}")));
        for (skill, ends) in skills {
            let skill = programme.skill(programme.skills[*skill].code.as_str()).unwrap();
            people.skill(skill, Some(day("2017-01-01")), ends.then(|| day("2030-06-30")));
        }
    }
    let mut figures = Figures::new(Absent::Zero);
    for id in programme.figure_ids() {
        figures.state(id, None, tierwise_core::Exact::from(1_000_000));
    }
    let people = people.build(programme).unwrap();
    Facts { market: Market::Developed, track: None, figures, priority: Vec::new(), people }
}

fn shown(standings: &Standings) -> String {
    format!("{:?} {}", standings.competencies, standings.is_exact)
}

/// Days on which the catalogues are in force, or their nearest days stand for them.
const DAYS: [&str; 3] = ["2018-01-15", "2022-02-01", "2026-11-01"];

#[test]
fn adding_an_achievement_is_the_same_as_asking_everybody_again() {
    let mut dice = Dice(7);
    for (id, text) in CATALOGUES {
        let programme = read_catalogue(text).unwrap();
        for round in 0..40 {
            let on = day(DAYS[round % DAYS.len()]);
            let mut holdings = holdings(&programme, 12, &mut dice);
            let mut moving = facts(&programme, &holdings);
            let mut standings = evaluate(&programme, &moving, on);
            for _ in 0..6 {
                let (person, skill) = (dice.below(12), dice.below(programme.skills.len()));
                holdings[person].push((skill, false));
                let skill = programme.skill(programme.skills[skill].code.as_str()).unwrap();
                standings.add(&programme, &mut moving, person, skill, Some(day("2017-01-01")), None);
                let fresh = evaluate(&programme, &facts(&programme, &holdings), on);
                assert_eq!(shown(&standings), shown(&fresh), "{id}, round {round}");
            }
        }
    }
}

#[test]
fn the_critical_people_are_those_without_whom_a_level_is_lost() {
    let mut dice = Dice(11);
    let mut found = 0;
    for (id, text) in CATALOGUES {
        let programme = read_catalogue(text).unwrap();
        for round in 0..40 {
            let on = day(DAYS[round % DAYS.len()]);
            let holdings = holdings(&programme, 12, &mut dice);
            let facts_now = facts(&programme, &holdings);
            let standings = evaluate(&programme, &facts_now, on);
            let mut expected: Vec<(usize, usize, Worth)> = Vec::new();
            for person in 0..holdings.len() {
                let mut without = holdings.clone();
                without[person].clear();
                let fresh = evaluate(&programme, &facts(&programme, &without), on);
                for competency in 0..programme.competencies.len() {
                    let (was, is) = (standings.worth(competency), fresh.worth(competency));
                    let lower = match (&was, &is) {
                        (Worth::Level(was), Worth::Level(is)) => is < was,
                        (
                            Worth::Points { qualified: was, level: high, .. },
                            Worth::Points { qualified: is, level: low, .. },
                        ) => (low, is) < (high, was),
                        _ => false,
                    };
                    if lower {
                        expected.push((competency, person, is));
                    }
                }
            }
            expected.sort_by_key(|(competency, person, _)| (*competency, *person));
            let named = critical(&facts_now, &standings);
            let named = named.iter().flat_map(|one| one.people.iter().map(|(who, left)| (one.competency, *who, left.clone())));
            let named: Vec<(usize, usize, Worth)> = named.collect();
            found += named.len();
            assert_eq!(named, expected, "{id}, round {round}");
        }
    }
    assert!(found > 200, "only {found} critical people: the worlds are too rich or too poor");
}

#[test]
fn whoever_fills_one_seat_of_many_is_critical_for_the_credentials_that_count_everybody() {
    const TEXT: &str = "format = 1\nprogramme = { id = \"p\", name = \"P\", levels = [\"gold\"] }\n\
        [[skill]]\ncode = \"a\"\nkind = \"exam\"\n\
        [[competency]]\nid = \"c\"\nname = \"C\"\n[[competency.option]]\nid = \"o\"\nname = \"O\"\n\
        [[competency.option.requirement]]\nlevel = \"gold\"\nline = 1\npeople = 1\nholds = \"all(a)\"\n\
        relation = \"distinct_per_code\"\n\
        [[competency.option.requirement]]\nlevel = \"gold\"\nline = 2\ncredentials = 3\nholds = \"a\"\n";
    let programme = read_catalogue(TEXT).unwrap();
    let facts = facts(&programme, &vec![vec![(0, false)]; 3]);
    let found = critical(&facts, &evaluate(&programme, &facts, day("2020-06-15")));
    let people: Vec<usize> = found.iter().flat_map(|one| &one.people).map(|(person, _)| *person).collect();
    assert_eq!(people, [0, 1, 2]);
}

#[test]
fn a_score_qualified_on_the_days_that_say_so() {
    let programme = read_catalogue(CATALOGUES[3].1).unwrap();
    let trade = programme.competencies.iter().position(|competency| competency.id.as_str() == "trade").unwrap();
    // Sixty points of cargo and one of growth need the first sailor; his certificate ends on 2022-03-10.
    let mut people = PeopleBuilder::new();
    people.person(PersonId::new("A"));
    let knots = programme.skill("knots").unwrap();
    people.skill(knots, Some(day("2022-01-20")), Some(day("2022-03-10")));
    let mut figures = Figures::new(Absent::Zero);
    figures.state("trade/cargo", None, tierwise_core::Exact::from(300));
    figures.state("trade/growth.before", None, tierwise_core::Exact::from(1));
    let people = people.build(&programme).unwrap();
    let facts = Facts { market: Market::Developed, track: None, figures, priority: Vec::new(), people };
    let on = day("2022-04-05");
    assert!(!evaluate(&programme, &facts, on).competencies.iter().any(|one| one.competency == trade && one.qualified()));
    let start = window_start(&programme, on).unwrap();
    assert_eq!(start, day("2022-02-01"));
    let days = qualified_days(&programme, &facts, start, on);
    assert_eq!(days[&trade], [(day("2022-02-01"), day("2022-03-10"))]);
    assert_eq!(qualified_days(&programme, &facts, day("2022-01-01"), on)[&trade], [(day("2022-01-20"), day("2022-03-10"))]);
    assert_eq!(qualified_days(&programme, &facts, day("2022-03-11"), on).get(&trade), None);
}

const CLUB: &str = r#"
format = 1
programme = { id = "club", name = "Club", levels = ["silver", "gold"] }
skill = [{ code = "exam", kind = "exam" }, { code = "certificate", kind = "certification" }]
[[competency]]
id = "club"
name = "Club"
[[competency.option]]
id = "o"
name = "O"
[[competency.option.requirement]]
level = "silver"
line = 1
people = 1
holds = "any(exam, certificate)"
[[competency.option.requirement]]
level = "gold"
line = 1
people = 2
holds = "any(exam, certificate)"
"#;

/// Three people: A's exam ends in March, B's certificate in June, C leaves in September with a certificate that ends later.
fn club() -> (Programme, Facts) {
    let programme = read_catalogue(CLUB).unwrap();
    let skill = |code: &str| programme.skill(code).unwrap();
    let start = Some(day("2021-01-01"));
    let mut people = PeopleBuilder::new();
    people.person(PersonId::new("A"));
    people.skill(skill("exam"), start, Some(day("2022-03-31")));
    people.person(PersonId::new("B"));
    people.skill(skill("certificate"), start, Some(day("2022-06-30")));
    people.person(PersonId::new("C"));
    people.skill_until(skill("certificate"), start, Some(day("2022-12-31")), Some(day("2022-09-30")));
    let people = people.build(&programme).unwrap();
    let figures = Figures::new(Absent::Zero);
    let facts = Facts { market: Market::Developed, track: None, figures, priority: Vec::new(), people };
    (programme, facts)
}

/// In April B and C still make gold; from July on C is alone, from October on nobody is left.
#[test]
fn a_loss_says_what_a_renewal_in_time_would_save() {
    let (programme, facts) = club();
    let today = evaluate(&programme, &facts, day("2022-01-01"));
    let losses = forecast(&programme, &facts, &today).losses;
    let told: Vec<(String, Worth, Worth, Worth)> =
        losses.iter().map(|loss| (loss.day.to_string(), loss.from.clone(), loss.to.clone(), loss.if_renewed.clone())).collect();
    let (silver, gold) = (Worth::Level(Some(0)), Worth::Level(Some(1)));
    assert_eq!(
        told,
        [
            // B could renew; an exam cannot be renewed, but A was not needed.
            ("2022-07-01".to_owned(), gold.clone(), silver.clone(), gold),
            // C leaves, whatever is renewed; B alone keeps silver.
            ("2022-10-01".to_owned(), silver.clone(), Worth::Level(None), silver),
        ]
    );
}

#[test]
fn the_risk_until_a_day_names_the_people_on_whom_a_level_rests() {
    let (programme, facts) = club();
    let today = evaluate(&programme, &facts, day("2022-01-01"));
    let forecast = forecast(&programme, &facts, &today);
    let risks = risk(&programme, &facts, &today, &forecast, day("2022-08-01"));
    assert_eq!(risks.len(), 1);
    assert_eq!((&risks[0].today, &risks[0].then), (&Worth::Level(Some(1)), &Worth::Level(Some(0))));
    assert_eq!(risks[0].losses, [0]);
    // Of three people nobody is missed today; in August C is the only one left.
    assert_eq!((risks[0].critical_today.as_slice(), risks[0].critical_then.as_slice()), (&[][..], &[2][..]));
}

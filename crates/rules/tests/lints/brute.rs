//! Lints against every small company: what is told to be dominated or never met is so, and what nobody can meet is told.

use std::fmt::Write;

use tierwise_core::{Day, PersonId};
use tierwise_rules::{
    Absent, Facts, Figures, Lint, LintKind, Market, Outcome, PeopleBuilder, Programme, evaluate, lint, read_catalogue,
};

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const TESTS: [&str; 9] =
    ["a", "b", "c", "any(a, b)", "all(a, b)", "any(b, c)", "all(a, c)", "atleast(2; a, b, c)", "any(all(a, b), c)"];
const DAYS: [&str; 2] = ["2018-01-01", "2018-07-01"];

fn catalogue(random: &mut Random) -> String {
    let mut text = "format = 1\n[programme]\nid = \"p\"\nname = \"P\"\nlevels = [\"silver\"]\neffective_from = 2018-01-01\neffective_to = 2018-12-31\n".to_owned();
    for code in ["a", "b", "c"] {
        let days = random.pick(&["", "", "accepted_until = 2018-06-30", "accepted_from = 2018-07-01"]);
        let stands_for = if code == "c" { random.pick(&["", "", "stands_for = [\"a\"]"]) } else { "" };
        writeln!(text, "[[skill]]\ncode = \"{code}\"\nkind = \"exam\"\n{days}\n{stands_for}").unwrap();
    }
    text.push_str("[[competency]]\nid = \"k\"\nname = \"K\"\n");
    for option in ["x", "y"] {
        writeln!(text, "[[competency.option]]\nid = \"{option}\"\nname = \"O\"").unwrap();
        let lines = 1 + random.below(3);
        for line in 1..=lines {
            let people = 1 + random.below(2);
            let holds = TESTS[random.below(TESTS.len())];
            let rest = match random.below(6) {
                0 | 1 => "group = \"A\"",
                2 if line > 1 => "relation = \"other_people_than:1\"",
                _ => "",
            };
            writeln!(text, "[[competency.option.requirement]]\nlevel = \"silver\"\nline = {line}\npeople = {people}\nholds = \"{holds}\"\n{rest}").unwrap();
        }
    }
    text
}

/// Three people with any of the three skills each, whoever is first.
fn companies() -> Vec<[usize; 3]> {
    let mut all = Vec::new();
    for one in 0..8 {
        for two in one..8 {
            all.extend((two..8).map(|three| [one, two, three]));
        }
    }
    all
}

fn facts(programme: &Programme, company: [usize; 3]) -> Facts {
    let mut people = PeopleBuilder::new();
    for (place, held) in company.into_iter().enumerate() {
        people.person(PersonId::new(format!("{place}")));
        for (bit, code) in ["a", "b", "c"].into_iter().enumerate() {
            if held & (1 << bit) != 0 {
                people.skill(programme.skill(code).unwrap(), None, None);
            }
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

/// Which of the two options are met.
fn met(programme: &Programme, facts: &Facts, day: Day) -> [bool; 2] {
    let standings = evaluate(programme, facts, day);
    let Outcome::Level(level) = &standings.competencies[0].outcome else { unreachable!() };
    [0, 1].map(|option| level.options.iter().any(|result| result.option == option && result.met))
}

#[test]
fn every_small_company_agrees_with_the_lints() {
    let mut random = Random(2018);
    let (mut dominated, mut never) = (0, 0);
    for _ in 0..400 {
        let text = catalogue(&mut random);
        // Some ties lead to an alternative, or would: those are mistakes.
        let Ok(programme) = read_catalogue(&text) else { continue };
        let lints = lint(&text, &programme);
        let told = |kind: LintKind, option: &str| {
            lints.iter().any(|Lint { kind: other, diagnostic }| {
                *other == kind
                    && diagnostic.message.contains(&format!("option `{option}`"))
                    && text[diagnostic.span.clone()] == format!("\"{option}\"")
            })
        };
        let mut is_met = [false; 2];
        let mut implies = [true; 2];
        // Without a claim on the options, only whether those who hold everything meet them is to be known.
        let claims = ["x", "y"].iter().any(|option| told(LintKind::Dominated, option) || told(LintKind::NeverMet, option));
        for company in if claims { companies() } else { vec![[7, 7, 7]] } {
            let facts = facts(&programme, company);
            for day in DAYS {
                let [x, y] = met(&programme, &facts, day.parse().unwrap());
                is_met = [is_met[0] || x, is_met[1] || y];
                implies = [implies[0] && (!x || y), implies[1] && (!y || x)];
            }
        }
        // Three people can be too few for two lines of two people each that exclude each other.
        let is_tied = text.contains("relation");
        for (place, option) in ["x", "y"].into_iter().enumerate() {
            if told(LintKind::Dominated, option) {
                assert!(implies[place] && (is_met[place] || is_tied), "{option} is not dominated:\n{text}\n{lints:#?}");
                dominated += 1;
            }
            if told(LintKind::NeverMet, option) {
                assert!(!is_met[place], "{option} can be met:\n{text}\n{lints:#?}");
            }
            if !is_met[place] && !is_tied {
                let of_lines = lints.iter().any(|one| one.kind == LintKind::NeverMet);
                assert!(of_lines, "nobody meets {option}, and no lint says so:\n{text}");
                never += 1;
            }
        }
    }
    assert!(dominated > 100 && never > 20, "too few to prove anything: {dominated} dominated, {never} never met");
}

//! What is odd about a catalogue is told at its place, and nothing else is; an explanation silences it.

#[path = "lints/brute.rs"]
mod brute;
#[path = "lints/levels.rs"]
mod levels;
#[path = "lints/scores.rs"]
mod scores;

use tierwise_rules::{Lint, lint, read_catalogue};

const LEVELS: &str = r#"format = 1

[programme]
id = "p"
name = "P"
levels = ["silver", "gold"]
effective_from = 2017-01-01
effective_to = 2019-12-31

[[skill]]
code = "alpha"
kind = "exam"

[[skill]]
code = "beta"
kind = "exam"
retired_on = 2018-06-30
accepted_until = 2018-06-30
replaced_by = ["alpha"]

[[skill]]
code = "gamma"
kind = "exam"
accepted_from = 2018-07-01

[[skill]]
code = "delta"
kind = "certification"
stands_for = ["alpha"]

[[competency]]
id = "cloud"
name = "Cloud"

[[competency.option]]
id = "first"
name = "First"

[[competency.option.requirement]]
level = "silver"
line = 1
people = 2
holds = "any(alpha, beta)"

[[competency.option.requirement]]
level = "silver"
line = 2
people = 2
holds = "any(beta, gamma)"

[[competency.option]]
id = "second"
name = "Second"

[[competency.option.requirement]]
level = "silver"
line = 1
metric = "usd"
at_least = 10
"#;

const SCORE: &str = r#"format = 1

[programme]
id = "p"
name = "P"

[score]
threshold = 60
every_metric_above = 0

[[skill]]
code = "alpha"
kind = "exam"

[[skill]]
code = "beta"
kind = "exam"

[[skill]]
code = "old"
kind = "exam"
accepted_until = 2010-12-31

[[competency]]
id = "security"
name = "Security"

[[competency.metric]]
id = "growth"
max = 20
points = "revenue/1250 + max(0, users)"

[competency.metric.inputs]
revenue = "growth of revenue"
users = "growth of users"

[[competency.metric]]
id = "certified"
max = 40

[[competency.metric.step]]
step = "1"
kind = "gate"
people = 2
holds = "any(alpha, old)"

[[competency.metric.step]]
step = "2"
kind = "elective"
each = 4
holds = "any(alpha, beta)"
"#;

/// What stands in the text, with the lints: `name: message [marked text]`.
fn lints(text: &str) -> Vec<String> {
    let programme = read_catalogue(text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"));
    let found = lint(text, &programme);
    assert!(found.iter().all(|one| one.diagnostic.hint.is_some() && !one.diagnostic.label.is_empty()), "{found:#?}");
    let shown = |Lint { kind, diagnostic }: &Lint| {
        format!("{}: {} [{}]", kind.name(), diagnostic.message, &text[diagnostic.span.clone()])
    };
    found.iter().map(shown).collect()
}

/// `from` of a sound catalogue becomes `to`: just these lints are told.
fn expect(catalogue: &str, changes: &[(&str, &str)], expected: &[&str]) {
    let mut text = catalogue.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "the catalogue has no {from:?}");
        text = text.replacen(from, to, 1);
    }
    assert_eq!(lints(&text), expected, "{changes:?}");
}

#[test]
fn a_sound_catalogue_has_no_lints() {
    expect(LEVELS, &[], &[]);
    expect(SCORE, &[], &[]);
}

#[test]
fn an_explanation_silences_the_lint_of_its_place_and_of_what_stands_in_it() {
    let told = "unnamed-skill: no rule names skill `delta` [\"delta\"]";
    let unnamed = ("stands_for = [\"alpha\"]", "");
    expect(LEVELS, &[unnamed], &[told]);
    let why = "allow = { unnamed-skill = \"kept for its aliases\" }";
    expect(LEVELS, &[("stands_for = [\"alpha\"]", why)], &[]);
    expect(LEVELS, &[unnamed, ("name = \"P\"", &format!("name = \"P\"\n{why}"))], &[]);
    let elsewhere = format!("name = \"Cloud\"\n{why}");
    let in_vain = "allows-nothing: `unnamed-skill` is allowed here, but there is no such lint [unnamed-skill]";
    expect(LEVELS, &[unnamed, ("name = \"Cloud\"", &elsewhere)], &[told, in_vain]);
}

#[test]
fn an_explanation_that_explains_nothing_is_a_lint() {
    let explained = "name = \"Second\"\nallow = { gap = \"no page is known\" }";
    let told = "allows-nothing: `gap` is allowed here, but there is no such lint [gap]";
    expect(LEVELS, &[("name = \"Second\"", explained)], &[told]);
}

#[test]
fn an_explanation_names_a_lint_and_a_reason() {
    for (allow, message, hint) in [
        ("allow = { gaps = \"why\" }", "`gaps` is not a lint", "did you mean `gap`?"),
        ("allow = { colour = \"why\" }", "`colour` is not a lint", "`dominated`"),
        ("allow = { gap = \" \" }", "a lint is allowed without a reason", "say why"),
        ("allow = { gap = true }", "`gap` of `allow` is not what it should be", "a text in quotes"),
        ("allow = [\"gap\"]", "`allow` of an option is not what it should be", "a table"),
    ] {
        let text = LEVELS.replacen("name = \"Second\"", &format!("name = \"Second\"\n{allow}"), 1);
        let mistakes = read_catalogue(&text).unwrap_err();
        let [mistake] = &mistakes[..] else { panic!("{allow}: {mistakes:#?}") };
        assert_eq!(mistake.message, message);
        assert!(mistake.hint.as_deref().is_some_and(|found| found.contains(hint)), "{mistake:?}");
    }
}

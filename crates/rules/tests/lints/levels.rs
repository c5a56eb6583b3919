//! Lints of skills, dates, requirements and options.

use super::{LEVELS, expect};

const AFTER: &str = "metric = \"usd\"\nat_least = 10\n";

/// The catalogue with more at its end.
fn more(text: &str, expected: &[&str]) {
    expect(LEVELS, &[(AFTER, &format!("{AFTER}\n{text}"))], expected);
}

fn line(level: &str, line: u32, rest: &str) -> String {
    format!("[[competency.option.requirement]]\nlevel = \"{level}\"\nline = {line}\n{rest}\n")
}

#[test]
fn a_skill_that_no_rule_names_is_told() {
    expect(
        LEVELS,
        &[("[[competency]]", "[[skill]]\ncode = \"omega\"\nkind = \"exam\"\n\n[[competency]]")],
        &["unnamed-skill: no rule names skill `omega` [\"omega\"]"],
    );
}

#[test]
fn a_skill_that_stands_for_a_named_one_is_named() {
    expect(LEVELS, &[("stands_for = [\"alpha\"]", "stands_for = [\"gamma\"]")], &[]);
}

#[test]
fn a_retired_skill_without_a_successor_is_told() {
    let told = ["retired-without-successor: skill `beta` retires on 2018-06-30 and has no successor [2018-06-30]"];
    expect(LEVELS, &[("replaced_by = [\"alpha\"]\n", "")], &told);
}

#[test]
fn a_skill_that_retires_after_the_edition_needs_no_successor_in_it() {
    let later = ("retired_on = 2018-06-30\naccepted_until = 2018-06-30", "retired_on = 2020-01-01");
    expect(LEVELS, &[("replaced_by = [\"alpha\"]\n", ""), later], &[]);
    let on_its_last_day = ("retired_on = 2018-06-30\naccepted_until = 2018-06-30", "retired_on = 2019-12-31");
    let told = ["retired-without-successor: skill `beta` retires on 2019-12-31 and has no successor [2019-12-31]"];
    expect(LEVELS, &[("replaced_by = [\"alpha\"]\n", ""), on_its_last_day], &told);
}

#[test]
fn days_between_twins_of_a_line_on_which_none_is_in_force_are_told() {
    let twins = |from: &str| {
        line("gold", 1, "people = 3\nholds = \"alpha\"\neffective_to = 2018-01-31")
            + &line("gold", 1, &format!("people = 4\nholds = \"alpha\"\neffective_from = {from}"))
    };
    more(&twins("2018-02-01"), &[]);
    more(
        &twins("2018-02-03"),
        &["gap: competency cloud, option second, line 1 at gold is not in force from 2018-02-01 to 2018-02-02 [2018-02-03]"],
    );
}

#[test]
fn a_gap_between_options_is_not_told_again_for_their_lines() {
    expect(
        LEVELS,
        &[
            ("name = \"First\"", "name = \"First\"\neffective_to = 2017-06-30"),
            ("id = \"second\"", "id = \"first\"\neffective_from = 2017-08-01"),
        ],
        &["gap: competency cloud, option first is not in force from 2017-07-01 to 2017-07-31 [2017-08-01]"],
    );
}

#[test]
fn days_outside_of_the_programme_are_no_gap() {
    more(&line("gold", 1, "people = 3\nholds = \"alpha\"\neffective_from = 2018-01-01"), &[]);
}

#[test]
fn a_rule_that_is_never_in_force_is_told_once() {
    expect(
        LEVELS,
        &[("name = \"Second\"", "name = \"Second\"\neffective_from = 2020-01-01")],
        &["never-in-force: competency cloud, option second is never in force [2020-01-01]"],
    );
}

#[test]
fn a_test_that_is_met_on_no_day_of_its_rule_is_told() {
    let ended = "people = 1\nholds = \"all(alpha, beta)\"\neffective_from = ";
    more(&line("gold", 1, &format!("{ended}2018-06-30")), &[]);
    more(
        &line("gold", 1, &format!("{ended}2018-07-01")),
        &["never-met: line 1 at gold can never be met [\"all(alpha, beta)\"]"],
    );
}

#[test]
fn skills_that_are_never_accepted_on_one_day_are_never_held_together() {
    more(
        &line("gold", 1, "people = 1\nholds = \"any(all(beta, gamma), all(gamma, beta))\""),
        &["never-met: line 1 at gold can never be met [\"any(all(beta, gamma), all(gamma, beta))\"]"],
    );
}

#[test]
fn a_days_acceptance_of_the_rule_itself_decides() {
    let own = "people = 1\nholds = \"all(beta, gamma)\"\naccepted_until = { beta = 2018-07-01 }";
    more(&line("gold", 1, own), &[]);
}

#[test]
fn lines_that_can_each_be_met_but_never_on_one_day_are_told_at_their_option() {
    let lines = line("gold", 1, "people = 1\nholds = \"beta\"") + &line("gold", 2, "people = 1\nholds = \"gamma\"");
    more(&lines, &["never-met: option `second` can never be met at gold [\"second\"]"]);
}

#[test]
fn ties_that_contradict_each_other_are_told() {
    let lines = line("gold", 1, "people = 2\nholds = \"alpha\"\nrelation = \"same_people_as:2\"")
        + &line("gold", 2, "people = 2\nholds = \"alpha\"\nrelation = \"other_people_than:1\"");
    more(&lines, &["never-met: line 1 at gold can never be met [\"same_people_as:2\"]"]);
}

#[test]
fn ties_of_many_people_can_be_met() {
    let lines = line("gold", 1, "people = 40\nholds = \"alpha\"")
        + &line("gold", 2, "people = 30\nholds = \"alpha\"\nrelation = \"other_people_than:1\"");
    more(&lines, &[]);
}

#[test]
fn a_competency_that_asks_for_what_is_never_attained_is_told() {
    let asking = format!(
        "[[competency]]\nid = \"other\"\nname = \"Other\"\n[[competency.option]]\nid = \"o\"\nname = \"O\"\n{}",
        line("gold", 1, "attains = \"cloud\"\nat_level = \"gold\"")
    );
    more(&asking, &["never-met: line 1 at gold can never be met [\"cloud\"]"]);
}

#[test]
fn a_threshold_beyond_its_formula_is_told() {
    let computed =
        |end: &str| line("gold", 1, &format!("metric = \"kpi\"\nvalue = \"min(300, a/2)\"\ninputs = {{ a = \"A\" }}\n{end}"));
    more(&computed("at_least = 300"), &[]);
    more(
        &computed("at_least = { developed = 300, developing = 301 }"),
        &["out-of-reach: 301 is out of reach of the formula, which goes to 300 [{ developed = 300, developing = 301 }]"],
    );
}

#[test]
fn an_input_that_its_formula_does_not_use_is_told() {
    let rest = "metric = \"kpi\"\nvalue = \"a/2\"\ninputs = { a = \"A\", b = \"B\" }\nat_least = 1";
    more(&line("gold", 1, rest), &["unused-input: no formula uses the input `b` [\"B\"]"]);
}

#[test]
fn a_capacity_that_nothing_uses_is_told() {
    let capacity = |rest: &str| format!("[[capacity]]\nid = \"seller\"\nmost = 1\n{rest}\n");
    more(&capacity(""), &["unused-capacity: no requirement uses capacity `seller` [\"seller\"]"]);
    more(&capacity("level = \"silver\""), &[]);
    more(&capacity("level = \"gold\""), &["unused-capacity: no requirement uses capacity `seller` [\"seller\"]"]);
    let named = line("gold", 1, "people = 1\nholds = \"alpha\"\ncapacity = \"seller\"");
    more(&format!("{named}{}", capacity("")), &[]);
}

/// A third option at silver, next to one that asks for two people with alpha or beta, and two with beta or gamma.
fn option(lines: &str) -> String {
    format!("[[competency.option]]\nid = \"third\"\nname = \"Third\"\n{lines}")
}

#[test]
fn an_option_that_another_one_dominates_is_told() {
    let told = ["dominated: whoever meets option `third` at silver meets option `first` [\"third\"]"];
    let lines = |alpha: u32, gamma: &str| {
        option(
            &(line("silver", 1, &format!("people = {alpha}\nholds = \"alpha\""))
                + &line("silver", 2, &format!("people = 2\nholds = \"{gamma}\""))),
        )
    };
    more(&lines(2, "gamma"), &told);
    more(&lines(2, "alpha"), &[]);
    more(&lines(2, "any(beta, gamma)"), &told);
    more(&lines(1, "any(beta, gamma)"), &[]);
    // Until beta ends one of two is asked, and all of both.
    more(&lines(3, "atleast(1; gamma, beta)"), &told);
    // Delta stands for alpha.
    more(&lines(2, "any(beta, gamma)").replace("holds = \"alpha\"", "holds = \"delta\""), &told);
}

#[test]
fn an_option_is_not_dominated_by_one_that_ends_before_it() {
    let same = option(&line("silver", 1, "metric = \"usd\"\nat_least = 20"));
    more(&same, &["dominated: whoever meets option `third` at silver meets option `second` [\"third\"]"]);
    expect(
        LEVELS,
        &[("name = \"Second\"", "name = \"Second\"\neffective_to = 2019-12-30"), (AFTER, &format!("{AFTER}\n{same}"))],
        &[],
    );
}

#[test]
fn a_tied_line_means_its_free_twin_and_not_the_other_way_round() {
    let lines = |relation: &str| {
        line("gold", 1, "people = 2\nholds = \"alpha\"")
            + &line("gold", 2, &format!("people = 2\nholds = \"gamma\"\n{relation}"))
    };
    let tied = lines("relation = \"other_people_than:1\"");
    more(
        &(tied.clone() + &option(&lines(""))),
        &["dominated: whoever meets option `second` at gold meets option `third` [\"second\"]"],
    );
    more(&(lines("") + &option(&tied)), &["dominated: whoever meets option `third` at gold meets option `second` [\"third\"]"]);
}

#[test]
fn an_alternative_that_another_one_dominates_is_told() {
    let group = |one: &str, other: &str| {
        line("gold", 1, &format!("group = \"A\"\n{one}")) + &line("gold", 2, &format!("group = \"A\"\n{other}"))
    };
    more(
        &group("people = 3\nholds = \"all(alpha, gamma)\"", "people = 2\nholds = \"any(alpha, beta)\""),
        &["dominated: whoever meets line 1 at gold meets its alternative, line 2 [1]"],
    );
    more(&group("people = 3\nholds = \"all(alpha, gamma)\"", "people = 4\nholds = \"alpha\""), &[]);
    let same = "people = 3\nholds = \"alpha\"";
    more(&group(same, same), &["dominated: whoever meets line 2 at gold meets its alternative, line 1 [2]"]);
}

#[test]
fn a_longer_look_back_is_not_implied_by_a_shorter_one() {
    let group = |one: u32, other: u32| {
        let of = |months: u32| format!("group = \"A\"\npeople = 1\nholds = \"alpha\"\ncompleted_within_months = {months}");
        line("gold", 1, &of(one)) + &line("gold", 2, &of(other))
    };
    more(&group(12, 24), &["dominated: whoever meets line 1 at gold meets its alternative, line 2 [1]"]);
    more(&group(24, 12), &["dominated: whoever meets line 2 at gold meets its alternative, line 1 [2]"]);
}

#[test]
fn a_skill_that_must_be_earned_in_time_is_not_implied_by_what_stands_for_it() {
    let group = line("gold", 1, "group = \"A\"\npeople = 1\nholds = \"delta\"")
        + &line("gold", 2, "group = \"A\"\npeople = 1\nholds = \"alpha\"");
    more(&group, &["dominated: whoever meets line 1 at gold meets its alternative, line 2 [1]"]);
    let retired = "code = \"alpha\"\nkind = \"exam\"\nretired_on = 2019-01-31\nearned_before_retirement = true\nreplaced_by = [\"gamma\"]";
    expect(LEVELS, &[("code = \"alpha\"\nkind = \"exam\"", retired), (AFTER, &format!("{AFTER}\n{group}"))], &[]);
}

//! Mistakes of what only few programmes say: skills that stand for others, figures that are computed, capacities,
//! prerequisites, levels of a score and the life cycle. Knows only what is shown to the author of a catalogue.

use super::*;

/// A programme that says everything.
const HARBOUR: &str = include_str!("../../../app/tests/programmes/harbour.toml");

const fn harbour(from: &'static str, to: &'static str, message: &'static str, hint: &'static str) -> Mistake {
    Mistake { catalogue: HARBOUR, from, to, message, hint }
}

#[test]
fn the_harbour_is_sound() {
    assert!(read_catalogue(HARBOUR).is_ok(), "{:#?}", read_catalogue(HARBOUR).err());
}

#[test]
fn mistakes_of_skills_that_speak_of_others() {
    expect_all(&[
        harbour(
            "[\"knots\", \"charts\"]",
            "[\"knots\", «\"chart\"»]",
            "no skill has the code `chart`",
            "did you mean `charts`?",
        ),
        harbour("[\"knots\", \"charts\"]", "[\"knots\", «\"mate\"»]", "`stands_for` names the skill itself", "other skills"),
        harbour(
            "[\"knots\", \"charts\"]",
            "«\"knots\"»",
            "`stands_for` of a skill is not what it should be",
            "square brackets",
        ),
        harbour("replaced_by = [\"radar\"]", "replaced_by = [«\"rader\"»]", "no skill has the code `rader`", "`radar`?"),
        harbour(
            "replaced_by = [\"radar\"]",
            "«replaced_bye» = [\"radar\"]",
            "a skill has no key `replaced_bye`",
            "`replaced_by`?",
        ),
        harbour("\"all(mate, radar)\"", "\"all(mate, «rader»)\"", "no skill has the code `rader`", "did you mean `radar`?"),
        harbour("\"all(mate, radar)\"", "«\"all(mate, master)\"»", "a skill is made of itself", "name the parts only"),
        harbour("\"all(mate, radar)\"", "\"«none»(mate, radar)\"", "`none` is not a predicate", "any(a, b)"),
        harbour(
            "accepted_until = 2022-06-30",
            "accepted_from = 2022-07-01\naccepted_until = «2022-06-30»",
            "accepted until 2022-06-30 but only from 2022-07-01 on",
            "swapped",
        ),
        harbour(
            "accepted_from = 2021-03-01",
            "accepted_from = «\"2021\"»",
            "`accepted_from` of a skill is not what it should be",
            "a date",
        ),
    ]);
}

#[test]
fn mistakes_of_what_a_requirement_asks() {
    expect_all(&[
        harbour("credentials = 4", "credentials = «0»", "`credentials` of a requirement is not what it should be", "from 1 on"),
        harbour("credentials = 4", "credentials = «1000000»", "1000000 credentials are more than 100000", "a digit too much"),
        harbour("credentials = 4", "credentials = 4\nrelation = «\"free\"»", "credentials have no `relation`", "counted"),
        harbour(
            "holds = \"any(knots, charts, radar, first-aid)\"",
            "holds = «\"all(knots, charts)\"»",
            "credentials are counted skill by skill",
            "`any(a, b, c)`",
        ),
        harbour(
            "[[competency.option.requirement]]\nlevel = \"silver\"\nline = 1\ncredentials = 4",
            "«[[competency.option.requirement]]»\nlevel = \"silver\"\nline = 1\npeople = 2\ncredentials = 4",
            "a requirement asks for `people` and `credentials` at once",
            "a requirement for each",
        ),
        harbour(
            "completed_within_months = 12",
            "completed_within_months = «0»",
            "`completed_within_months` of a requirement is not what it should be",
            "from 1 on",
        ),
        harbour(
            "completed_within_months = 12",
            "completed_within_months = «12000»",
            "12000 months are more than 1200",
            "a digit too much",
        ),
        harbour(
            "completed_within_months = 12",
            "«completed_within» = 12",
            "a requirement has no key `completed_within`",
            "completed_within_months",
        ),
        harbour(
            "completed_within_months = 12",
            "accepted_from = { «firstaid» = 2021-01-01 }",
            "no skill has the code `firstaid`",
            "did you mean `first-aid`?",
        ),
        harbour(
            "\"min(3, ships/2)\"",
            "\"min(3, «shps»/2)\"",
            "`shps` is not an input of this metric",
            "did you mean `ships`?",
        ),
        harbour("\"min(3, ships/2)\"", "\"min(3, ships/«0»)\"", "cannot divide by `0`", "a number other than zero"),
        harbour(
            "people = \"min(3, ships/2)\"",
            "people = «\"min(3, ships/2)\"»\nrelation = \"k_of_same:2\"",
            "a number of people that depends on figures is tied",
            "state a number",
        ),
        harbour(
            "people = 2\nholds = \"all(knots",
            "inputs = «{ a = \"a\" }»\npeople = 2\nholds = \"all(knots",
            "inputs without a formula",
            "leave them out",
        ),
    ]);
}

#[test]
fn mistakes_of_figures() {
    expect_all(&[
        harbour("at_most = 2", "at_least = 1\nat_most = «2»", "a metric has two thresholds", "two requirements"),
        harbour("at_most = 2", "at_most = «{ developed = 2 }»", "`at_most` has no `developing`", "states both"),
        harbour("at_most = 2", "at_most = «true»", "`at_most` of a requirement is not what it should be", "a number"),
        harbour("take = \"sum\"", "take = «\"summ\"»", "`summ` cannot be taken of months", "did you mean `sum`?"),
        harbour(
            "look_back = { months = 24 }",
            "look_back = «{ take = \"latest\" }»",
            "`look_back` has no `months`",
            "this one included",
        ),
        harbour(
            "look_back = { months = 24 }",
            "look_back = { months = «0» }",
            "`months` of `look_back` is not what it should be",
            "from 1 on",
        ),
        harbour(
            "look_back = { months = 24 }",
            "look_back = { «month» = 24 }",
            "`look_back` has no key `month`",
            "did you mean `months`?",
        ),
        harbour(
            "\"min(60, rowed/2) + sailed\"",
            "\"min(60, rowed/2) + «sail»\"",
            "`sail` is not an input of this metric",
            "`sailed`",
        ),
        harbour(
            "metric = \"accidents\"",
            "metric = \"accidents\"\ncapacity = «\"pilot\"»",
            "a metric has no `capacity`",
            "for the people",
        ),
        harbour(
            "metric = \"inspection\"",
            "metric = \"inspection\"\ninputs = «{ a = \"a\" }»",
            "inputs without a formula",
            "leave them out",
        ),
    ]);
}

#[test]
fn mistakes_of_capacities() {
    expect_all(&[
        harbour("most = 4", "most = «0»", "`most` of a capacity is not what it should be", "from 1 on"),
        harbour(
            "[[capacity]]\nid = \"captain\"\nmost = 4",
            "«[[capacity]]»\nid = \"captain\"",
            "a capacity has no `most`",
            "`most = 4`",
        ),
        harbour("id = \"captain\"\nmost", "id = «\"pilot\"»\nmost", "capacity `pilot` stands twice", "keep one"),
        harbour("most = 4", "most = 4\nlevel = «\"bronze\"»", "`bronze` is not a level of this programme", "names the levels"),
        harbour(
            "id = \"captain\"\nmost = 4",
            "id = «\"captain\"»\nmost = 4\nlevel = \"gold\"",
            "capacity `gold` limits this level already",
            "one capacity",
        ),
        harbour(
            "capacity = \"captain\"",
            "capacity = «\"capten\"»",
            "no capacity has the id `capten`",
            "did you mean `captain`?",
        ),
        harbour(
            "capacity = \"captain\"",
            "capacity = \"captain\"\nrelation = «\"other_people_than:1\"»",
            "line 1 has another capacity",
            "under one capacity",
        ),
        harbour(
            "apart = \"role\"\n\n[[capacity]]\nid = \"captain\"",
            "«apert» = \"role\"\n\n[[capacity]]\nid = \"captain\"",
            "a capacity has no key `apert`",
            "did you mean `apart`?",
        ),
    ]);
}

#[test]
fn mistakes_of_prerequisites() {
    expect_all(&[
        harbour(
            "\"all(north, south)\"",
            "\"all(north, «souht»)\"",
            "no competency has the id `souht`",
            "did you mean `south`?",
        ),
        harbour(
            "\"all(north, south)\"",
            "\"«atleast»(3; north, south)\"",
            "at least 3 of 2 can never be a test",
            "from 1 to 2",
        ),
        harbour(
            "\"all(north, south)\"",
            "\"all(north,«»\"",
            "expected a code or a predicate, found the end of the text",
            "the id of a competency",
        ),
        harbour(
            "at_level = \"gold\"",
            "at_level = «\"platinum\"»",
            "`platinum` is not a level of this programme",
            "the levels",
        ),
    ]);
}

#[test]
fn a_score_that_leads_to_no_level_is_never_attained_at_one() {
    let text = HARBOUR.replacen("thresholds = { silver = 50, gold = 80 }", "threshold = 50", 1);
    let text = text.replacen("\"all(north, south)\"", "\"all(north, «trade»)\"", 1);
    expect_in(&text, "the score of `trade` leads to no level", "leave `at_level` out").unwrap();
}

#[test]
fn competencies_that_ask_for_each_other_are_found() {
    let text = HARBOUR.replacen("attains = \"all(north, south)\"\nat_level = \"gold\"", "attains = \"admiral\"", 1);
    let text = text.replacen("[[competency]]\nid = \"admiral\"", "[[competency]]\nid = «\"admiral\"»", 1);
    expect_in(&text, "competencies ask for each other in a ring", "its own prerequisite").unwrap();
}

#[test]
fn mistakes_of_scores_with_levels() {
    expect_all(&[
        harbour(
            "{ silver = 50, gold = 80 }",
            "{ «slver» = 50, gold = 80 }",
            "`slver` is not a level of this programme",
            "did you mean `silver`?",
        ),
        harbour(
            "{ silver = 50, gold = 80 }",
            "«{ silver = 80, gold = 50 }»",
            "the thresholds do not rise with the levels",
            "a higher total",
        ),
        harbour("{ silver = 50, gold = 80 }", "«{}»", "the thresholds do not rise with the levels", "a higher total"),
        harbour(
            "{ silver = 50, gold = 80 }",
            "{ silver = «true», gold = 80 }",
            "`thresholds` of `thresholds` is not what it should be",
            "a number",
        ),
        harbour(
            "thresholds = {",
            "threshold = «50»\nthresholds = {",
            "`threshold` and `thresholds`",
            "state `thresholds` only",
        ),
        harbour(
            "window_months = 3",
            "window_months = «0»",
            "`window_months` of `[score]` is not what it should be",
            "from 1 on",
        ),
        harbour(
            "{ developed = \"10/3\", developing = 10 }",
            "«{ developed = \"10/3\" }»",
            "`each` has no `developing`",
            "state both",
        ),
        harbour(
            "{ people = \"any(pilot, captain)\", text = \"pilots and captains\" }",
            "«{ people = \"any(pilot, captain)\" }»",
            "an input has no `text`",
            "say what is counted",
        ),
        harbour(
            "{ people = \"any(pilot, captain)\", text",
            "{ people = \"any(pilot, «captan»)\", text",
            "no skill has the code `captan`",
            "`captain`?",
        ),
        harbour("floor(now/2) + 1", "floor(now/2«,» 1) + 1", "expected `)`, found `,`", "close the bracket"),
    ]);
}

#[test]
fn mistakes_of_the_life_cycle() {
    expect_all(&[
        harbour(
            "renewed_from = \"payment\"",
            "renewed_from = «\"purchase\"»",
            "`purchase` is not what an anniversary counts from",
            "`payment`",
        ),
        harbour(
            "latency_days = 10",
            "latency_days = «-1»",
            "`latency_days` of a life cycle is not what it should be",
            "from 0 on",
        ),
        harbour("latency_days = 10", "latency_days = «100001»", "100001 is more than 100000", "a digit too much"),
        harbour(
            "latency_days = 10",
            "«latency_day» = 10",
            "a life cycle has no key `latency_day`",
            "did you mean `latency_days`?",
        ),
        harbour(
            "reminder_days = [-15, 23]",
            "reminder_days = [-15, «\"23\"»]",
            "`reminder_days` of a life cycle is not what it should be",
            "days from the anniversary",
        ),
        harbour(
            "[[lifecycle]]\neffective_from = 2022-01-01",
            "«[[lifecycle]]»\neffective_from = 2021-12-31",
            "two life cycles are in force on the same days",
            "do not overlap",
        ),
    ]);
}

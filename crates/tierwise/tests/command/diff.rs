//! `check --diff`: what changes from one catalogue to another, on which day and for whom; and lints with `--strict`.

use serde_json::{Value, json};

use super::support::{Folder, assert_says};

const CATALOGUE: &str = r#"format = 1

[programme]
id = "p"
name = "P"
levels = ["silver"]

[[skill]]
code = "alpha"
kind = "exam"

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
holds = "alpha"
"#;

const FACTS: &str = r#"{ "people": [
    { "id": "A", "skills": [{ "code": "alpha", "completed": "2019-01-01" }] },
    { "id": "B", "skills": [{ "code": "alpha", "completed": "2020-03-01", "expires": "2020-09-30" }] }
] }"#;

/// From 2020 on it takes two.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("a.toml", CATALOGUE);
    let (head, line) = CATALOGUE.split_at(CATALOGUE.find("[[competency.option.requirement]]").unwrap());
    let later = line.replace("people = 1", "people = 2\neffective_from = 2020-01-01");
    folder.write("b.toml", format!("{head}{line}effective_to = 2019-12-31\n\n{later}"));
    folder.write("facts.json", FACTS);
    folder
}

#[test]
fn a_change_is_told_with_its_day() {
    let run = folder().tierwise(&["check", "--diff", "a.toml", "b.toml"]);
    assert_eq!(run.done(), "from 2020-01-01:\n  line cloud/first/silver/1: people 1 -> 2\n");
}

#[test]
fn with_facts_it_says_for_whom() {
    let run = folder().tierwise(&["check", "--diff", "a.toml", "b.toml", "--facts", "facts.json"]);
    assert_says(
        run.done(),
        &[
            "from 2020-01-01 to 2020-02-29: cloud silver -> nothing\n",
            "    line cloud/first/silver/1: met -> not met\n",
            "    because: line cloud/first/silver/1: people 1 -> 2\n",
            "from 2020-10-01: cloud silver -> nothing\n",
        ],
    );
}

#[test]
fn the_same_as_json() {
    let run = folder().tierwise(&["check", "--diff", "a.toml", "b.toml", "--facts", "facts.json", "--format", "json"]);
    let answer: Value = serde_json::from_str(run.done()).unwrap();
    let change = json!({ "from": "2020-01-01", "to": null, "kind": "line", "subject": "cloud/first/silver/1",
        "change": "changed", "aspect": "people", "before": "1", "after": "2" });
    assert_eq!(answer["rules"], json!([change]));
    let standings = answer["standings"].as_array().unwrap();
    assert_eq!(standings.len(), 2);
    assert_eq!(standings[0]["from"], "2020-01-01");
    assert_eq!(standings[0]["to"], "2020-02-29");
    assert_eq!(standings[0]["before"], json!({ "level": "silver", "points": null, "qualified": true }));
    assert_eq!(standings[0]["after"], json!({ "level": null, "points": null, "qualified": false }));
    assert_eq!(standings[0]["causes"], json!([change]));
}

#[test]
fn who_counts_newly_and_no_longer_is_named() {
    let folder = folder();
    let text = CATALOGUE.replace("[[competency]]", "[[skill]]\ncode = \"beta\"\nkind = \"exam\"\n\n[[competency]]");
    folder.write("b.toml", text.replace("holds = \"alpha\"", "holds = \"beta\""));
    folder.write(
        "facts.json",
        r#"{ "people": [{ "id": "A", "skills": [{ "code": "alpha" }] }, { "id": "B", "skills": [{ "code": "beta" }] }] }"#,
    );
    let run = folder.tierwise(&["check", "--diff", "a.toml", "b.toml", "--facts", "facts.json"]);
    assert_says(
        run.done(),
        &["on all days:\n", "  skill beta is added", "counts no longer: A\n", "counts newly: B\n", "cloud silver, as before"],
    );
}

#[test]
fn equal_catalogues_have_no_differences() {
    let folder = folder();
    assert_eq!(folder.tierwise(&["check", "--diff", "a.toml", "a.toml"]).done(), "the rules are the same on all days\n");
    let json = folder.tierwise(&["check", "--diff", "mpn-2017", "mpn-2017", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(json.done()).unwrap(), json!({ "rules": [] }));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = folder();
    folder.write("bad.toml", "format = 2\n");
    assert_eq!(folder.tierwise(&["check", "--diff", "a.toml", "bad.toml"]).code, Some(2));
    assert_eq!(folder.tierwise(&["check", "--diff", "a.toml", "none.toml"]).code, Some(2));
    assert_eq!(folder.tierwise(&["check", "--diff", "a.toml"]).code, Some(2));
    assert_eq!(folder.tierwise(&["check", "a.toml", "--facts", "facts.json"]).code, Some(2));
    assert_eq!(folder.tierwise(&["check", "a.toml", "--diff", "a.toml", "b.toml"]).code, Some(2));
    folder.write("facts.json", "[]");
    assert_eq!(folder.tierwise(&["check", "--diff", "a.toml", "b.toml", "--facts", "facts.json"]).code, Some(2));
}

#[test]
fn a_lint_is_a_warning_and_with_strict_a_failure() {
    let folder = Folder::new();
    let unnamed = CATALOGUE.replace("[[competency]]", "[[skill]]\ncode = \"beta\"\nkind = \"exam\"\n\n[[competency]]");
    folder.write("rules.toml", &unnamed);
    let run = folder.tierwise(&["check", "rules.toml"]);
    assert_says(
        run.done(),
        &[
            "warning[unnamed-skill]: no rule names skill `beta`",
            "rules.toml:13:8",
            "= help: ",
            "rules.toml: ok (competencies: 1, skills: 2, lints: 1)\n",
        ],
    );
    let strict = folder.tierwise(&["check", "--strict", "rules.toml"]);
    assert_eq!((strict.code, strict.stdout), (Some(1), run.stdout.clone()));
    // Not at the skill that no rule names, but at the other one.
    let misplaced = unnamed.replacen("kind = \"exam\"", "kind = \"exam\"\nallow = { unnamed-skill = \"why\" }", 1);
    folder.write("rules.toml", misplaced);
    let elsewhere = folder.tierwise(&["check", "--strict", "rules.toml"]);
    assert_says(&elsewhere.stdout, &["warning[allows-nothing]", "lints: 2"]);
    folder.write("rules.toml", unnamed.replace("name = \"P\"", "name = \"P\"\nallow = { unnamed-skill = \"why\" }"));
    assert_says(folder.tierwise(&["check", "--strict", "rules.toml"]).done(), &["ok (competencies: 1, skills: 2)\n"]);
}

//! The shipped catalogues against companies that were worked out by hand, and against published examples.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tierwise_app::{Answer, answer, read_facts};
use tierwise_rules::{Programme, evaluate, read_catalogue};
use tierwise_testkit::cases::read_cases;

/// Every catalogue of a folder with its cases; one that has none beside it is an error.
fn catalogues(folder: &str) -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut ids: Vec<String> = names
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .filter(|name| !name.ends_with(".cases"))
        .collect();
    ids.sort();
    let read = |name: String| fs::read_to_string(folder.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let text = |id: String| {
        let (catalogue, cases) = (read(format!("{id}.toml")), read(format!("{id}.cases.toml")));
        (id, catalogue, cases)
    };
    ids.into_iter().map(text).collect()
}

fn programme(id: &str, text: &str) -> Programme {
    let programme = read_catalogue(text).unwrap_or_else(|mistakes| panic!("{id}: {mistakes:#?}"));
    assert_eq!(programme.id.as_str(), id);
    programme
}

/// What `tierwise evaluate --format json` prints.
fn evaluated(programme: &Programme, facts: &str, as_of: &str) -> Result<Value, String> {
    let day = as_of.parse().map_err(|error| format!("{error}"))?;
    let read = read_facts(facts, programme).map_err(|error| error.to_string())?;
    let standings = evaluate(programme, &read.facts, day);
    let answer: Answer = answer(programme, &standings, &read.facts.people).of_facts(read.unnamed, read.ignored);
    serde_json::to_value(answer).map_err(|error| error.to_string())
}

#[test]
fn every_case_of_every_catalogue_is_as_worked_out_by_hand() {
    run_cases("../../catalogues", 20);
}

/// Adding a programme needs no Rust: this one is a file, and says what the language can say.
#[test]
fn a_programme_that_exists_only_as_a_file_is_evaluated() {
    run_cases("tests/programmes", 15);
}

fn run_cases(folder: &str, least: usize) {
    let mut failures = Vec::new();
    let mut run = 0;
    for (id, catalogue, cases) in catalogues(folder) {
        let programme = programme(&id, &catalogue);
        let cases = read_cases(&cases).unwrap_or_else(|error| panic!("{id}.cases.toml: {error}"));
        assert!(cases.len() >= least, "{id}: only {} cases", cases.len());
        for case in &cases {
            run += 1;
            let differences = match evaluated(&programme, &case.facts, &case.as_of) {
                Ok(answer) => case.differences(&answer),
                Err(error) => vec![error],
            };
            failures.extend(
                differences.into_iter().map(|difference| format!("{id}, \"{}\" ({}): {difference}", case.name, case.why)),
            );
        }
    }
    assert!(failures.is_empty(), "{} differences in {run} cases:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_published_worked_example_scores_what_it_prints() {
    let programme = programme("solutions-partner-2023", include_str!("../../../catalogues/solutions-partner-2023.toml"));
    let table = include_str!("../../../catalogues/solutions-partner-2023.worked-examples.tsv");
    let mut rows = table.lines().map(|line| line.split('\t').collect::<Vec<&str>>());
    let header = rows.next().unwrap();
    let column = |name: &str| header.iter().position(|column| *column == name).unwrap_or_else(|| panic!("no column {name}"));
    let mut failures = Vec::new();
    let mut run = 0;
    for row in rows {
        run += 1;
        let cell = |name: &str| row[column(name)];
        let people: Vec<Value> = cell("people_certs")
            .split("; ")
            .map(|person| {
                let (id, codes) = person.split_once(": ").unwrap_or_else(|| panic!("{person} has no skills"));
                let skills: Vec<Value> = codes.split(", ").map(|code| json!({ "code": code })).collect();
                json!({ "id": id, "skills": skills })
            })
            .collect();
        let answer = evaluated(&programme, &json!({ "people": people }).to_string(), cell("as_of")).unwrap();
        assert_eq!(answer["unnamed"], json!([]), "{}", cell("example_id"));
        let competencies = answer["competencies"].as_array().unwrap();
        let area = competencies.iter().find(|area| area["id"] == cell("solution_area")).unwrap();
        let scores = area["scores"].as_array().unwrap();
        let score = scores.iter().find(|score| score["track"] == cell("track") && score["metric"] == cell("metric")).unwrap();
        if score["points"] != cell("expected_points") {
            failures.push(format!("{}: {} instead of {}", cell("example_id"), score["points"], cell("expected_points")));
        }
    }
    assert_eq!(run, 28);
    assert!(failures.is_empty(), "{} of {run} examples differ:\n{}", failures.len(), failures.join("\n"));
}

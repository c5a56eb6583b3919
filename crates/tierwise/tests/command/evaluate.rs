//! The contract of `evaluate` and of `report --format json`: which facts are read, which keys are answered.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::support::{Folder, HEADER, Run, SAMPLE, assert_says, competency, keys};

/// The example of the contract, to the letter.
const EXAMPLE: &str = r#"{"market": "developed", "track": "enterprise", "metrics": {"azure_consumption_usd_12m": 20000}, "people": [{"id": "A", "skills": [{"code": "70-534",
"completed": "2016-05-01", "expires": null}]}]}"#;

/// Two figures are added, and their sum is compared with the threshold.
const EXACT: &str = r#"
format = 1
[programme]
id = "exact"
name = "Exact"
[score]
threshold = 0.3
every_metric_above = 0
[[competency]]
id = "area"
name = "Area"
[[competency.metric]]
id = "sum"
max = 10
points = "a + b"
[competency.metric.inputs]
a = "one part"
b = "the other"
"#;

fn evaluate(programme: &str, day: &str, facts: &str) -> Run {
    let folder = Folder::new();
    folder.write("facts.json", facts);
    folder.tierwise(&["evaluate", "--programme", programme, "--as-of", day, "--facts", "facts.json", "--format", "json"])
}

fn evaluate_mpn(facts: &str) -> Run {
    evaluate("mpn-2017", "2018-01-15", facts)
}

fn set<const N: usize>(of: [&'static str; N]) -> BTreeSet<&'static str> {
    BTreeSet::from(of)
}

/// Silver needs 15000 USD (there are 20000) and either one person with an assessment (nobody) or one with an Azure exam
/// (A with 70-534, which counts until 2018-12-31). Gold needs 100000 USD and two people.
#[test]
fn the_example_of_the_contract_is_silver_through_the_exam() {
    let answer = evaluate_mpn(EXAMPLE).json();
    let missing =
        |requirement: &str, needed: &str, have: &str| json!({ "requirement": requirement, "needed": needed, "have": have });
    let Value::Object(mut answer) = answer else { panic!("not an object") };
    let competencies = answer.remove("competencies").unwrap();
    assert_eq!(Value::Object(answer), json!({ "as_of": "2018-01-15", "in_force": true, "unnamed": [], "ignored": [] }));
    let ids: Vec<&str> = competencies.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 13, "{ids:?}");
    let cloud_platform = competencies.as_array().unwrap().iter().find(|one| one["id"] == "cloud-platform").unwrap();
    assert_eq!(
        *cloud_platform,
        json!({
            "id": "cloud-platform", "level": "silver", "points": null, "qualified": true, "option": "azure-consumption",
            "counted": { "azure-consumption/silver/3": ["A"] },
            "missing": [
                missing("azure-consumption/silver/2", "1", "0"),
                missing("azure-consumption/gold/1", "100000", "20000"),
                missing("azure-consumption/gold/2", "2", "0"),
                missing("azure-consumption/gold/3", "2", "1"),
            ],
            "scores": [],
        })
    );
}

#[test]
fn facts_that_cannot_be_used_are_refused_in_one_line() {
    let person = |skill: &str| format!(r#"{{"people":[{{"id":"Ann","skills":[{{"code":"70-534",{skill}}}]}}]}}"#);
    let deep = format!(r#"{{"people":[],"more":{}"#, "[".repeat(100_000));
    for (facts, words) in [
        ("", ["not the JSON that is expected", "--help"]),
        (r#"{"people": ["#, ["not the JSON that is expected", "line 1"]),
        (r#"{"people": []} and more"#, ["not the JSON that is expected", "line 1"]),
        ("{}", ["not the JSON that is expected", "`people`"]),
        (&deep, ["not the JSON that is expected", "recursion limit"]),
        (&person(r#""completed":"2016-02-30""#), ["person `Ann`, skill `70-534`", "`2016-02-30` is not a date"]),
        (&person(r#""expires":"soon""#), ["person `Ann`, skill `70-534`", "`soon` is not a date"]),
        (&person(r#""expires":"so\non\u0007""#), ["person `Ann`, skill `70-534`", "is not a date"]),
        (r#"{"people":[{"id":"Ann"},{"id":"Bo"},{"id":"Ann"}]}"#, ["person `Ann` stands twice", "one entry"]),
        (r#"{"people":[],"market":"mars"}"#, ["`market` is `mars`", "`developed` or `developing`"]),
        (r#"{"people":[],"metrics":{"azure_consumption_usd_12m":"1/0"}}"#, ["azure_consumption_usd_12m", "write a number"]),
        (r#"{"people":[],"metrics":{"azure_consumption_usd_12m":1e99999}}"#, ["azure_consumption_usd_12m", "write a number"]),
        (r#"{"people":[],"metrics":{"azure_consumption_usd_12m":[1]}}"#, ["azure_consumption_usd_12m", "write a number"]),
    ] {
        assert_says(evaluate_mpn(facts).refused(), &[words.as_slice(), &["`facts.json`"]].concat());
    }
}

#[test]
fn an_unknown_track_is_refused_where_tracks_are_chosen_by_it() {
    let facts = r#"{"people":[],"track":"galactic"}"#;
    assert_says(evaluate("solutions-partner-2026", "2026-03-01", facts).refused(), &["`galactic`", "enterprise"]);
    evaluate_mpn(facts).done();
}

#[test]
fn files_that_cannot_be_read_are_refused() {
    let folder = Folder::new();
    folder.write("facts.json", EXAMPLE);
    folder.write("bytes.json", b"{\"people\": \xff\xfe\0}");
    std::fs::create_dir(folder.join("folder")).unwrap();
    let evaluate = |programme: &str, facts: &str| {
        folder.tierwise(&["evaluate", "--programme", programme, "--as-of", "2018-01-15", "--facts", facts])
    };
    assert_says(evaluate("mpn-2017", "none.json").refused(), &["cannot open `none.json`", "check the path"]);
    assert_says(evaluate("mpn-2017", "folder").refused(), &["`folder` is a folder", "name the file in it"]);
    assert_says(evaluate("mpn-2017", "bytes.json").refused(), &["`bytes.json`", "not UTF-8 text", "save it as UTF-8"]);
    assert_says(evaluate("mpn-2071", "facts.json").refused(), &["cannot open `mpn-2071`", "check the path"]);
    let run = folder.tierwise(&["evaluate", "--programme", "mpn-2017", "--as-of", "2018-01-32", "--facts", "facts.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_says(&run.stderr, &["`2018-01-32` is not a date"]);
}

#[test]
fn a_byte_order_mark_before_the_facts_does_no_harm() {
    assert_eq!(evaluate_mpn(&format!("\u{feff}{EXAMPLE}")).json(), evaluate_mpn(EXAMPLE).json());
}

#[test]
fn unnamed_codes_and_unknown_figures_are_listed() {
    let facts = r#"{"metrics":{"azure_consumption_usd_12m":15000,"zebras":3,"apples":"1/2","none":null,"odd":[1]},
        "people":[{"id":"A","skills":[{"code":"AZ-900"},{"code":"70-534"},{"code":"AZ-104"},{"code":"AZ-900"}]}]}"#;
    let run = evaluate_mpn(facts);
    let answer = run.json();
    assert_eq!(answer["unnamed"], json!(["AZ-104", "AZ-900"]));
    assert_eq!(answer["ignored"], json!(["apples", "none", "odd", "zebras"]));
    assert_eq!(competency(&answer, "cloud-platform")["level"], "silver");
}

#[test]
fn a_skill_without_days_is_held_and_one_completed_later_is_not_yet() {
    for (skill, level) in [
        (r#""completed":null"#, json!("silver")),
        (r#""completed":"2018-01-15""#, json!("silver")),
        (r#""completed":"2018-01-16""#, Value::Null),
        (r#""completed":"2016-05-01","expires":"2018-01-15""#, json!("silver")),
        (r#""completed":"2016-05-01","expires":"2018-01-14""#, Value::Null),
    ] {
        let facts = format!(
            r#"{{"metrics":{{"azure_consumption_usd_12m":15000}},"people":[{{"id":"A","skills":[{{"code":"70-534",{skill}}}]}}]}}"#
        );
        assert_eq!(competency(&evaluate_mpn(&facts).json(), "cloud-platform")["level"], level, "{skill}");
    }
}

#[test]
fn numbers_are_never_rounded() {
    let folder = Folder::new();
    folder.write("exact.toml", EXACT);
    for (a, b, points, qualified) in [
        ("0.1", "0.2", "3/10", true),
        ("0.1", "0.19999999999999999999999999999", "29999999999999999999999999999/100000000000000000000000000000", false),
        ("0.1", "0.20000000000000000000000000001", "30000000000000000000000000001/100000000000000000000000000000", true),
        (r#""1/10""#, r#""1/5""#, "3/10", true),
        (r#""1/3""#, r#""-1/30""#, "3/10", true),
        ("1e-1", "2E-1", "3/10", true),
        ("9007199254740993", "-9007199254740992", "1", true),
        ("true", "false", "1", true),
        (r#""yes""#, r#""no""#, "1", true),
        ("100", "0", "10", true),
        ("-100", "0", "0", false),
    ] {
        folder.write("facts.json", format!(r#"{{"people":[],"metrics":{{"area/sum.a":{a},"area/sum.b":{b}}}}}"#));
        let run = folder.tierwise(&["evaluate", "--programme", "exact.toml", "--as-of", "2020-01-01", "--facts", "facts.json"]);
        let answer = run.json();
        assert_eq!(answer["ignored"], json!([]));
        let area = competency(&answer, "area");
        assert_eq!((area["points"].as_str(), area["qualified"].as_bool()), (Some(points), Some(qualified)), "{a} + {b}");
        assert_eq!(area["scores"], json!([{ "track": "single", "metric": "sum", "points": points, "max": "10" }]));
    }
}

/// Six people at 20/3 points each are exactly 40.
#[test]
fn six_times_twenty_thirds_is_forty() {
    let held = |codes: &[&str]| codes.iter().map(|code| json!({ "code": code })).collect::<Vec<_>>();
    let gates = ["azure-security-engineer", "m365-security-administrator"];
    for (electives, points) in [(1, "20/3"), (2, "40/3"), (6, "40"), (7, "40")] {
        let mut people = vec![json!({ "id": "gates", "skills": held(&gates) })];
        people.extend(
            (0..electives)
                .map(|number| json!({ "id": format!("p{number}"), "skills": held(&["identity-and-access-administrator"]) })),
        );
        let facts = json!({ "people": people }).to_string();
        let answer = evaluate("solutions-partner-2023", "2023-06-01", &facts).json();
        assert_eq!(competency(&answer, "security")["points"], points);
    }
}

#[test]
fn the_keys_are_those_of_the_contract_and_no_others() {
    let score = json!({ "people": [{ "id": "A", "skills": [{ "code": "azure-security-engineer" }] }] }).to_string();
    for (programme, day, facts) in [
        ("mpn-2017", "2018-01-15", EXAMPLE),
        ("solutions-partner-2023", "2023-06-01", &score),
        ("solutions-partner-2026", "2026-03-01", &score),
    ] {
        let answer = evaluate(programme, day, facts).json();
        assert_eq!(keys(&answer), set(["as_of", "in_force", "unnamed", "ignored", "competencies"]));
        for competency in answer["competencies"].as_array().unwrap() {
            let expected = set(["id", "level", "points", "qualified", "option", "counted", "missing", "scores"]);
            assert_eq!(keys(competency), expected);
            assert_parts(competency);
            let is_score = programme != "mpn-2017";
            assert_eq!(competency["points"].is_string(), is_score, "{competency}");
            assert_eq!(competency["scores"].as_array().unwrap().is_empty(), !is_score);
            assert!(!is_score || (competency["level"].is_null() && competency["option"].is_null()));
            assert!(competency["scores"].as_array().unwrap().iter().all(|score| score["points"].is_string()));
        }
    }
}

fn assert_parts(competency: &Value) {
    for missing in competency["missing"].as_array().unwrap() {
        assert_eq!(keys(missing), set(["requirement", "needed", "have"]));
    }
    for score in competency["scores"].as_array().unwrap() {
        assert_eq!(keys(score), set(["track", "metric", "points", "max"]));
    }
    for people in competency["counted"].as_object().unwrap().values() {
        let people: Vec<&str> = people.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        assert!(people.is_sorted() && people.iter().collect::<BTreeSet<_>>().len() == people.len(), "{people:?}");
    }
}

#[test]
fn outside_of_its_dates_the_nearest_edition_is_used_and_said_so() {
    for (day, in_force) in [("2017-08-31", false), ("2017-09-01", true), ("2019-04-30", true), ("2019-05-01", false)] {
        assert_eq!(evaluate("mpn-2017", day, EXAMPLE).json()["in_force"], in_force, "{day}");
    }
}

#[test]
fn the_report_as_json_has_the_same_object_with_rows_and_losses() {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    folder.write("metrics.csv", "metric,month,value\nsecurity/deployments,,6\nzebras,,1\n");
    for (programme, day) in [("solutions-partner-2023", "2021-06-30"), ("mpn-2017", "2018-06-30")] {
        let arguments =
            ["report", "sample.csv", "--programme", programme, "--as-of", day, "--metrics", "metrics.csv", "--format", "json"];
        let answer = folder.tierwise(&arguments).json();
        assert_eq!(keys(&answer), set(["as_of", "in_force", "unnamed", "ignored", "competencies", "rows", "losses"]));
        assert_eq!(answer["as_of"], day);
        assert_rows_sum(&answer);
        assert!(answer["ignored"].as_array().unwrap().contains(&json!("zebras")));
        for loss in answer["losses"].as_array().unwrap() {
            assert_eq!(keys(loss), set(["date", "competency", "from", "to", "causes"]));
            assert!(loss["date"].as_str().unwrap() > day);
        }
        for competency in answer["competencies"].as_array().unwrap() {
            let expected = ["id", "level", "points", "qualified", "option", "counted", "missing", "scores", "unknown"];
            assert_eq!(keys(competency), set(expected));
            assert_parts(competency);
        }
    }
}

/// Security: 6 deployments are given, worth 20; the rest of the figures nobody gave, and nobody holds an elective.
#[test]
fn a_figure_that_nobody_gave_is_unknown_and_not_zero() {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    folder.write("metrics.csv", "metric,month,value\nsecurity/deployments,2021-05,6\nsecurity/deployments,2021-07,0\n");
    let answer = folder.report("sample.csv", &["--metrics", "metrics.csv", "--format", "json"]).json();
    let security = competency(&answer, "security");
    assert_eq!(security["points"], "20");
    assert_eq!(
        security["unknown"],
        json!(["security/net-customer-adds", "security/usage-growth.r", "security/usage-growth.u"])
    );
    let points = |metric: &str| {
        let scores = security["scores"].as_array().unwrap();
        scores.iter().find(|score| score["metric"] == metric).unwrap()["points"].clone()
    };
    assert_eq!(points("usage-growth"), Value::Null);
    assert_eq!(points("intermediate-certifications"), "0");
}

#[test]
fn unusable_rows_are_counted_and_the_rest_is_reported() {
    let folder = Folder::new();
    let rows = "Azure Administrator Associate,1,2021-01-01,,,,,,,,\n\
        Azure Administrator Associate,,2021-01-01,,,,,,,,\n\
        Azure Administrator Associate,2,2021-02-30,,,,,,,,\n\
        Basket Weaving,3,2021-01-01,,,,,,,,\n\
        too,short\n";
    folder.write("export.csv", format!("{HEADER}{rows}"));
    let answer = folder.report("export.csv", &["--format", "json"]).json();
    assert_eq!(answer["rows"], json!({ "read": 5, "used": 1, "unnamed": 1, "unusable": 3 }));
    assert_eq!(answer["unnamed"], json!(["Basket Weaving"]));
    assert_says(folder.report("export.csv", &[]).done(), &["line 3, MCPID", "line 4, TrainingCompletionDate", "line 6: "]);
}

pub fn assert_rows_sum(answer: &Value) {
    let rows = &answer["rows"];
    assert_eq!(keys(rows), set(["read", "used", "unnamed", "unusable"]));
    let count = |key: &str| rows[key].as_u64().unwrap();
    assert_eq!(count("used") + count("unnamed") + count("unusable"), count("read"), "{rows}");
}

//! The sample export under Solutions Partner 2023 on 2021-06-30, recomputed by hand.
//!
//! The working, from the file itself (`awk -F, 'NR>1 {print $2, $11, $16}' FILE | sort`):
//!
//! 160 rows, 42 MCIDs, 42 e-mail addresses, sixteen trainings with ten holders each. Every completion lies before
//! 2021-06-30, and the earliest expiry is 2021-07-04 (Azure Developer): on the day everything is held.
//!
//! The programme names fifteen of the sixteen trainings: 150 rows. The other one is Teamwork Administrator: 10 rows.
//!
//! | gate or elective | holders |
//! |---|---|
//! | Azure Administrator | 10322669 10639331 11877659 12318478 15974386 17257272 4613471 4914019 689300 7470319: 10 |
//! | Azure Solutions Architect | 11322139 13023495 14888107 15812392 15922202 4944140 6409062 6583260 6608656 8572707: 10 |
//! | Database Administrator, AI Engineer, Data Scientist, Data Engineer or Data Analyst | 31 different MCIDs |
//! | Azure Developer | 10679768 10845724 11322139 14888107 4944140 5933351 6409062 6583260 6754468 8382452: 10 |
//! | Azure DevOps Engineer | 10 |
//! | Azure Security Engineer | 10 |
//! | Security Administrator (3079, read as Microsoft 365 Security Administrator) | 10 |
//! | every elective of Infrastructure and of Security | nobody |
//!
//! - Data & AI, intermediate: both gates (2 of 10) are open, 31 x 4 = 124, at most 40: 40.
//! - Infrastructure: the gates are open, but nobody holds an elective: 0 and 0.
//! - Digital & App Innovation: intermediate 10 x 4 = 40, at most 20: 20; advanced 10 x 4, at most 20: 20.
//! - Security: both gates are open, nobody holds an elective: 0.
//!
//! First losses:
//!
//! - Digital: the developers expire on 07-04, 07-17, 07-20, 07-25, 07-29, 07-30, ...: from 2021-07-31 on four are left,
//!   4 x 4 = 16 instead of 20, so 36 instead of 40.
//! - Data & AI: the architects expire on 09-16, 09-24, 09-28, 09-29, 09-30, 10-07, 10-13, 10-21, 10-30, 11-02: from
//!   2021-10-31 on one is left, the gate shuts, 0 instead of 40. (Administrators last longer: two on 12-27. 12318478's
//!   AI Engineer ends on 10-30 too, but the Database Administrator of 12318478 lasts until 2022-11-09.)
//! - Infrastructure and Security have nothing to lose.

use serde_json::{Value, json};
use tierwise_app::{Partner, report};
use tierwise_exchange::import::{ReadOptions, read_trainings};
use tierwise_rules::read_catalogue;

const EXPORT: &[u8] =
    include_bytes!("../../../examples/sample-trainings-export/Export_trainings_Lifetime_123456_Contoso_Ltd.csv");

fn answer(day: &str) -> Value {
    let programme = read_catalogue(include_str!("../../../catalogues/solutions-partner-2023.toml")).unwrap();
    let trainings = read_trainings(EXPORT, &ReadOptions::default()).unwrap();
    let report = report(&programme, Partner::default(), trainings, day.parse().unwrap());
    serde_json::to_value(report.answer()).unwrap()
}

fn competency<'v>(answer: &'v Value, id: &str) -> &'v Value {
    answer["competencies"].as_array().unwrap().iter().find(|competency| competency["id"] == id).unwrap()
}

fn points<'v>(answer: &'v Value, id: &str, metric: &str) -> &'v Value {
    let scores = competency(answer, id)["scores"].as_array().unwrap();
    &scores.iter().find(|score| score["metric"] == metric).unwrap()["points"]
}

fn first_loss(answer: &Value, id: &str) -> Option<Value> {
    answer["losses"].as_array().unwrap().iter().find(|loss| loss["competency"] == id).cloned()
}

#[test]
fn every_row_is_used_or_unnamed() {
    let answer = answer("2021-06-30");
    assert_eq!(answer["rows"], json!({ "read": 160, "used": 150, "unnamed": 10, "unusable": 0 }));
    assert_eq!(answer["unnamed"], json!(["Teamwork Administrator Associate"]));
}

#[test]
fn skilling_points_are_those_counted_by_hand() {
    let answer = answer("2021-06-30");
    assert_eq!(answer["in_force"], false, "the designations began on 2022-10-03");
    for (area, metric, expected) in [
        ("data-and-ai", "intermediate-certifications", "40"),
        ("infrastructure", "intermediate-certifications", "0"),
        ("infrastructure", "advanced-certifications", "0"),
        ("digital-and-app-innovation", "intermediate-certifications", "20"),
        ("digital-and-app-innovation", "advanced-certifications", "20"),
        ("security", "intermediate-certifications", "0"),
    ] {
        assert_eq!(points(&answer, area, metric), expected, "{area}, {metric}");
    }
    for (area, total) in
        [("data-and-ai", "40"), ("infrastructure", "0"), ("digital-and-app-innovation", "40"), ("security", "0")]
    {
        assert_eq!(competency(&answer, area)["points"], total, "{area}");
        assert_eq!(competency(&answer, area)["qualified"], false, "{area}");
    }
}

#[test]
fn the_people_of_gates_and_electives_are_those_of_the_file() {
    let answer = answer("2021-06-30");
    let data = &competency(&answer, "data-and-ai")["counted"];
    assert_eq!(
        data["single/intermediate-certifications/1"],
        json!([
            "11322139", "13023495", "14888107", "15812392", "15922202", "4944140", "6409062", "6583260", "6608656", "8572707"
        ])
    );
    assert_eq!(data["single/intermediate-certifications/3"].as_array().unwrap().len(), 31);
    let security = competency(&answer, "security");
    for gate in ["1", "2"] {
        assert_eq!(security["counted"][format!("single/intermediate-certifications/{gate}")].as_array().unwrap().len(), 10);
    }
    assert_eq!(
        security["missing"],
        json!([{ "requirement": "single/intermediate-certifications/3", "needed": "1", "have": "0" }])
    );
}

#[test]
fn the_first_loss_of_each_competency_has_its_day_and_its_person() {
    let answer = answer("2021-06-30");
    assert_eq!(
        first_loss(&answer, "digital-and-app-innovation"),
        Some(json!({
            "date": "2021-07-31", "competency": "digital-and-app-innovation", "from": "40", "to": "36",
            "causes": [{ "kind": "expiry", "person": "10679768", "skill": "azure-developer", "last_day": "2021-07-30" }],
        }))
    );
    assert_eq!(
        first_loss(&answer, "data-and-ai"),
        Some(json!({
            "date": "2021-10-31", "competency": "data-and-ai", "from": "40", "to": "0",
            "causes": [{ "kind": "expiry", "person": "6583260", "skill": "azure-solutions-architect", "last_day": "2021-10-30" }],
        }))
    );
    assert_eq!(first_loss(&answer, "infrastructure"), None);
    assert_eq!(first_loss(&answer, "security"), None);
}

#[test]
fn a_loss_is_what_the_report_of_its_day_says() {
    for (area, before, after, from, to) in [
        ("digital-and-app-innovation", "2021-07-30", "2021-07-31", "40", "36"),
        ("data-and-ai", "2021-10-30", "2021-10-31", "40", "0"),
    ] {
        assert_eq!(competency(&answer(before), area)["points"], from, "{area}");
        assert_eq!(competency(&answer(after), area)["points"], to, "{area}");
    }
}

//! Whose rows they are: every MPN ID of a file counts, and several MCIDs at one address are one person.

use serde_json::json;

use super::support::{Folder, HEADER, assert_says, competency};

fn report(rows: &str, more: &[&str]) -> super::support::Run {
    let folder = Folder::new();
    folder.write("export.csv", format!("{HEADER}{rows}"));
    folder.report("export.csv", more)
}

#[test]
fn several_mpn_ids_are_shown_and_none_is_refused() {
    let rows = "Azure Administrator Associate,1,2021-01-01,,,,1234567,Ann,,,\n\
        Azure Administrator Associate,2,2021-01-01,,,,7654321,Bo,,,\n\
        Azure Administrator Associate,3,2021-01-01,,,,1234567,Cy,,,\n\
        Azure Administrator Associate,4,2021-01-01,,,,,Di,,,\n";
    let answer = report(rows, &["--format", "json"]).json();
    assert_eq!(answer["rows"], json!({ "read": 4, "used": 4, "unnamed": 0, "unusable": 0 }));
    let counted = &competency(&answer, "infrastructure")["counted"];
    assert_eq!(counted["single/intermediate-certifications/1"], json!(["1", "2", "3", "4"]));
    assert_says(report(rows, &[]).done(), &["MPN IDs", "1234567", "7654321"]);
}

/// Ann has a second MCID under her private address, written in capitals; Bo shares nothing.
#[test]
fn two_mcids_at_one_address_are_one_person_and_shown() {
    let rows = "Azure Administrator Associate,222,2021-01-01,,ann@home.example,ann@corp.example,1,Ann,Ek,,\n\
        Azure Administrator Associate,111,2021-01-01,, ANN@home.example ,,1,Ann,Ek,,\n\
        Azure Administrator Associate,333,2021-01-01,,bo@home.example,,1,Bo,Ek,,\n";
    let answer = report(rows, &["--format", "json"]).json();
    let counted = &competency(&answer, "infrastructure")["counted"];
    assert_eq!(counted["single/intermediate-certifications/1"], json!(["111", "333"]));
    assert_says(report(rows, &[]).done(), &["one person, several MCIDs at one address: 111, 222"]);
    let swedish = report(rows, &["--lang", "sv"]);
    assert_says(swedish.done(), &["en person, flera MCID", "111, 222"]);
}

/// 1 and 2 share a private address, 2 and 3 the address at work.
#[test]
fn addresses_chain_people_together() {
    let rows = "Azure Administrator Associate,3,2021-01-01,,,b@corp.example,1,,,,\n\
        Azure Administrator Associate,1,2021-01-01,,a@home.example,,1,,,,\n\
        Azure Administrator Associate,2,2021-01-01,,a@home.example,b@corp.example,1,,,,\n";
    let answer = report(rows, &["--format", "json"]).json();
    let missing = competency(&answer, "infrastructure")["missing"].as_array().unwrap();
    let gate = json!({ "requirement": "single/intermediate-certifications/1", "needed": "2", "have": "1" });
    assert!(missing.contains(&gate), "{missing:?}");
    assert_says(report(rows, &[]).done(), &["1, 2, 3"]);
}

#[test]
fn rows_without_any_address_stay_apart() {
    let rows = "Azure Administrator Associate,1,2021-01-01,,,,1,,,,\nAzure Administrator Associate,2,2021-01-01,, ,,1,,,,\n";
    let run = report(rows, &[]);
    assert!(!run.done().contains("several MCIDs"), "{}", run.stdout);
    assert_says(&run.stdout, &["2 people"]);
}

#[test]
fn whoever_alone_keeps_a_level_is_named() {
    let report = |people: &[&str], language: &str| {
        let row = |(name, number)| format!("Azure Administrator Associate,{number},2026-09-01,,,,1,{name},Ek,,\n");
        let folder = Folder::new();
        folder.write("export.csv", format!("{HEADER}{}", people.iter().zip(1..).map(row).collect::<String>()));
        let on = ["--programme", "example-silver-gold", "--as-of", "2026-11-22", "--lang", language];
        folder.tierwise(&[&["report", "export.csv"], on.as_slice()].concat()).done().to_owned()
    };
    let two = report(&["Ann", "Bo"], "en");
    assert_says(&two, &["rests on single people: Ann Ek (1) (without: no level), Bo Ek (2) (without: no level)"]);
    assert_says(&report(&["Ann", "Bo"], "sv"), &["vilar på enskilda personer: Ann Ek (1) (utan: ingen nivå)"]);
    assert!(!report(&["Ann", "Bo", "Cy"], "en").contains("rests on"), "one of three can be missed");
}

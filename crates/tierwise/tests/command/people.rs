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
    let two = administrators(&[("Ann", ""), ("Bo", "")], &[]);
    assert_says(two.done(), &["rests on single people: Ann Ek (1) (without: no level), Bo Ek (2) (without: no level)"]);
    let swedish = administrators(&[("Ann", ""), ("Bo", "")], &["--lang", "sv"]);
    assert_says(swedish.done(), &["vilar på enskilda personer: Ann Ek (1) (utan: ingen nivå)"]);
    let three = administrators(&[("Ann", ""), ("Bo", ""), ("Cy", "")], &[]);
    assert!(!three.done().contains("rests on"), "one of three can be missed");
}

/// Ann and Bo are silver; Bo's certificate ends before the anniversary, then Cy is needed.
#[test]
fn an_anniversary_says_what_is_left_and_who_keeps_it() {
    let on = ["--anniversary", "2027-03-01"];
    let two = [("Ann", ""), ("Bo", "2027-02-28")];
    let at_risk = [
        "at risk at the anniversary on 2027-03-01: no level on that day instead of silver",
        "cannot be renewed in the grace",
        "if nobody renews it: in grace from 2027-03-02, inactive from 2027-04-01",
    ];
    assert_says(administrators(&two, &on).done(), &at_risk);
    let three = [("Ann", ""), ("Bo", "2027-02-28"), ("Cy", "2027-03-10")];
    let active = [
        "active to the anniversary on 2027-03-01: silver on that day",
        "can be renewed in the grace: 2027-03-02 - 2027-03-10",
        "rests on single people on that day: Ann Ek (1), Cy Ek (3)",
    ];
    let run = administrators(&three, &on);
    assert_says(run.done(), &active);
    assert!(!run.done().contains("rests on single people: "), "today one of three can be missed");
    let offers = &administrators(&three, &[&on[..], &["--format", "json"]].concat()).json()["offers"];
    let stages = json!([["2026-11-22", "active"], ["2027-03-02", "grace"], ["2027-04-01", "inactive"]]);
    let expected = json!([{
        "competency": "example-cloud-operations", "stages": stages, "today": "silver", "then": "silver",
        "renewable": [["2027-03-02", "2027-03-10"]], "rests_on": [], "rests_on_then": ["1", "3"]
    }]);
    assert_eq!(offers, &expected);
    let past = administrators(&two, &["--anniversary", "2026-11-01", "--lang", "sv"]);
    assert_says(past.done(), &["i respit sedan årsdagen den 2026-11-01, inaktiv från 2026-12-02"]);
    let gone = administrators(&two, &["--anniversary", "2026-10-22"]);
    assert_says(gone.done(), &["inactive since the grace after the anniversary on 2026-10-22"]);
}

/// A report on people who became administrators in September 2026; each with the last day of the certificate, if it has one.
fn administrators(people: &[(&str, &str)], more: &[&str]) -> super::support::Run {
    let row = |((name, expires), number): (&(&str, &str), u32)| {
        format!("Azure Administrator Associate,{number},2026-09-01,{expires},,,1,{name},Ek,,\n")
    };
    let folder = Folder::new();
    folder.write("export.csv", format!("{HEADER}{}", people.iter().zip(1..).map(row).collect::<String>()));
    let on = ["report", "export.csv", "--programme", "example-silver-gold", "--as-of", "2026-11-22"];
    folder.tierwise(&[&on, more].concat())
}

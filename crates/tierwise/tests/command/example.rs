//! The invented company: the same day and seed give the same file, and it reports cleanly on every day.

use super::evaluate::assert_rows_sum;
use super::support::{Folder, assert_says, competency};

const DAYS: [&str; 5] = ["2017-09-01", "2017-12-31", "2024-02-29", "2026-02-28", "2026-11-22"];

#[test]
fn the_same_day_and_seed_give_the_same_export() {
    let folder = Folder::new();
    let export = |day: &str, seed: &str| folder.tierwise(&["example-export", "--as-of", day, "--seed", seed]).done().to_owned();
    for day in DAYS {
        let first = export(day, "7");
        assert_eq!(first, export(day, "7"));
        assert_ne!(first, export(day, "8"));
        folder.tierwise(&["example-export", "--as-of", day, "--seed", "7", "--out", "export.csv"]).done();
        assert_eq!(folder.read("export.csv"), first.as_bytes());
    }
    assert_ne!(export(DAYS[0], "7"), export(DAYS[1], "7"));
}

#[test]
fn the_export_reports_cleanly_under_every_built_in_catalogue() {
    let folder = Folder::new();
    for day in DAYS {
        for seed in ["0", "7", "18446744073709551615"] {
            folder.tierwise(&["example-export", "--as-of", day, "--seed", seed, "--out", "export.csv"]).done();
            for programme in ["solutions-partner-2026", "solutions-partner-2023", "mpn-2017"] {
                let report = ["report", "export.csv", "--programme", programme, "--as-of", day];
                let run = folder.tierwise(&[report.as_slice(), &["--format", "json"]].concat());
                let answer = run.json();
                assert_eq!(run.stderr, "");
                assert_rows_sum(&answer);
                assert_eq!(answer["rows"]["unusable"], 0, "{day} {seed}");
                let text = folder.tierwise(&report);
                assert!(!text.done().contains("used, but worth a look"), "{}", text.stdout);
            }
        }
    }
}

#[test]
fn the_example_needs_no_file_on_any_day() {
    for day in DAYS {
        let folder = Folder::new();
        let run = folder.tierwise(&["report", "--example", "--as-of", day, "--xlsx", "out.xlsx", "--csv", "out.csv"]);
        assert_says(run.done(), &["Solutions Partner 2026", day, " 0 unusable"]);
        assert_eq!(run.stderr, "wrote out.xlsx\nwrote out.csv\n");
        assert_eq!(folder.names().len(), 2);

        let run = folder.tierwise(&["report", "--example", "--as-of", day, "--format", "json"]);
        let answer = run.json();
        assert_rows_sum(&answer);
        assert_eq!(competency(&answer, "security")["qualified"], true, "on {day}");
        assert!(!answer["losses"].as_array().unwrap().is_empty(), "nothing to see on {day}");
    }
}

#[test]
fn the_example_is_the_exported_example() {
    let folder = Folder::new();
    let day = ["--as-of", "2026-11-22"];
    folder.tierwise(&[["example-export", "--seed", "4", "--out", "export.csv"].as_slice(), &day].concat()).done();
    let with = |more: &[&str]| folder.tierwise(&[&["report"], more, &day, &["--csv", "out.csv"]].concat()).done().to_owned();
    let exported = with(&["export.csv", "--programme", "solutions-partner-2023"]);
    assert_eq!(exported, with(&["--example", "--seed", "4", "--programme", "solutions-partner-2023"]));
}

#[test]
fn days_at_both_ends_of_the_calendar_are_answered() {
    for day in ["0000-01-01", "0001-01-01", "1899-12-31", "9999-12-31"] {
        let folder = Folder::new();
        folder.tierwise(&["report", "--example", "--as-of", day, "--xlsx", "out.xlsx", "--csv", "out.csv"]).done();
    }
}

//! `check`: every mistake at its line and column, with the words that are wrong and what to do.

use super::support::{Folder, assert_says};

const CATALOGUE: &str = include_str!("../../../../catalogues/mpn-2017.toml");

#[test]
fn the_built_in_catalogues_have_no_mistakes_and_no_lint_unexplained() {
    let run = Folder::new().tierwise(&[
        "check",
        "--strict",
        "solutions-partner-2026",
        "solutions-partner-2023",
        "pci-2020",
        "mpn-2017",
        "mpn-2010",
        "aws-services-path",
        "cisco",
        "google-ads-partner",
        "oracle-opn",
        "salesforce-consulting",
        "training-services-partner",
        "example-silver-gold",
    ]);
    assert_eq!(run.done().lines().filter(|line| line.contains(": ok (competencies: ")).count(), 12);
    assert_eq!(run.stderr, "");
}

#[test]
fn several_mistakes_are_shown_at_once_with_their_places() {
    let folder = Folder::new();
    let text = CATALOGUE
        .replacen("kind = \"exam\"", "kind = \"exm\"", 1)
        .replacen("people = 4", "peple = 4", 1)
        .replacen("retired_on = 2017-12-31", "retired_on = \"soon\"", 1)
        .replacen("all(70-347, 70-345)", "all(70-347, 70-34S)", 1);
    folder.write("rules.toml", &text);
    let run = folder.tierwise(&["check", "rules.toml"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    for wrong in ["exm", "peple", "\"soon\"", "70-34S"] {
        let (before, _) = text.split_once(wrong).unwrap();
        let line = before.matches('\n').count() + 1;
        let shown: Vec<&str> = run.stdout.split("\n\n").collect();
        let place = format!("rules.toml:{line}:");
        let mistake = shown.iter().find(|shown| shown.contains(&place) && shown.contains(wrong));
        let mistake = mistake.unwrap_or_else(|| panic!("no `{wrong}` at {place} in {}", run.stdout));
        assert_says(mistake, &["error: ", " | ", "^", "= help: "]);
    }
    assert_says(&run.stdout, &["did you mean `people`?", "did you mean `70-345`?"]);
}

#[test]
fn the_column_is_counted_in_letters() {
    let folder = Folder::new();
    folder.write("rules.toml", "format = 1\n[programme]\nid = \"åäö\"\nname = { en = \"Å\", sw = \"Ä\" }\n");
    let run = folder.tierwise(&["check", "rules.toml"]);
    assert_eq!(run.code, Some(1));
    assert_says(&run.stdout, &["rules.toml:4:20", "sw", "did you mean `sv`?"]);
}

#[test]
fn one_file_with_mistakes_is_enough_for_exit_code_one() {
    let folder = Folder::new();
    folder.write("good.toml", CATALOGUE);
    folder.write("bad.toml", "format = 2\n");
    for order in [["good.toml", "bad.toml"], ["bad.toml", "good.toml"]] {
        let run = folder.tierwise(&["check", order[0], order[1], "mpn-2017"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
        assert_says(&run.stdout, &["good.toml: ok", "mpn-2017: ok", "bad.toml:1:10", "bad.toml: "]);
    }
}

#[test]
fn one_mistake_is_not_several() {
    let folder = Folder::new();
    folder.write("rules.toml", CATALOGUE.replacen("format = 1", "format = 1\ncolour = \"red\"", 1));
    let run = folder.tierwise(&["check", "rules.toml"]);
    assert_says(&run.stdout, &["colour", "rules.toml: 1 mistake\n"]);
}

#[test]
fn a_missing_file_is_exit_code_two_and_the_others_are_checked_all_the_same() {
    let folder = Folder::new();
    folder.write("bad.toml", "format = 2\n");
    std::fs::create_dir(folder.join("folder")).unwrap();
    let run = folder.tierwise(&["check", "none.toml"]);
    assert_says(run.refused(), &["cannot open `none.toml`", "check the path"]);
    assert_says(folder.tierwise(&["check", "folder"]).refused(), &["`folder` is a folder", "name the file in it"]);
    for order in [["none.toml", "bad.toml"], ["bad.toml", "none.toml"]] {
        let run = folder.tierwise(&["check", order[0], order[1], "mpn-2017"]);
        assert_eq!((run.code, run.stderr.lines().count()), (Some(2), 1));
        assert_says(&run.stdout, &["bad.toml:1:10", "mpn-2017: ok"]);
    }
}

#[test]
fn a_file_comes_before_the_built_in_catalogue_of_its_name() {
    let folder = Folder::new();
    folder.write("mpn-2017", "format = 2\n");
    assert_eq!(folder.tierwise(&["check", "mpn-2017"]).code, Some(1));
    assert_eq!(folder.tierwise(&["check", "solutions-partner-2023"]).code, Some(0));
}

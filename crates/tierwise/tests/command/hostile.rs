//! Catalogues made to break `check`: each is answered with mistakes or a refusal, soon, in few words, never by a panic.

use std::time::{Duration, Instant};

use super::support::{Folder, noise};

const CATALOGUE: &str = include_str!("../../../../catalogues/mpn-2017.toml");
const DEPTH: usize = 10_000;

/// A level programme whose only requirement asks for `holds`.
fn holding(holds: &str) -> String {
    format!(
        "format = 1\n[programme]\nid = \"p\"\nname = \"P\"\nlevels = [\"gold\"]\n[[skill]]\ncode = \"s\"\nkind = \"exam\"\n\
         title = \"S\"\nsource = \"m\"\n[[competency]]\nid = \"c\"\nname = \"C\"\n[[competency.option]]\nid = \"o\"\nname = \"O\"\n\
         [[competency.option.requirement]]\nlevel = \"gold\"\nline = 1\npeople = 1\nholds = \"{holds}\"\n"
    )
}

/// A score programme whose only metric is worth `points`.
fn worth(points: &str) -> String {
    format!(
        "format = 1\n[programme]\nid = \"p\"\nname = \"P\"\n[score]\nthreshold = 1\nevery_metric_above = 0\n[[competency]]\n\
         id = \"c\"\nname = \"C\"\n[[competency.metric]]\nid = \"m\"\nmax = 10\npoints = \"{points}\"\n\
         [competency.metric.inputs]\nx = \"input\"\n"
    )
}

fn around(open: &str, inside: &str, close: &str) -> String {
    format!("{}{inside}{}", open.repeat(DEPTH), close.repeat(DEPTH))
}

/// Checks one catalogue and gives its exit code and what was shown.
fn check(content: &[u8]) -> (Option<i32>, String) {
    let folder = Folder::new();
    folder.write("c.toml", content);
    let start = Instant::now();
    let run = folder.tierwise(&["check", "c.toml"]);
    let shown: String = String::from_utf8_lossy(content).chars().take(60).collect();
    assert!(start.elapsed() < Duration::from_secs(30), "{shown}: {:?}", start.elapsed());
    match run.code {
        Some(0 | 1) => assert_eq!(run.stderr, "", "{shown}"),
        _ => _ = run.refused(),
    }
    (run.code, run.stdout + &run.stderr)
}

/// Asserts that a catalogue has mistakes, shown with their place and without flooding the screen.
fn assert_mistakes(content: impl AsRef<[u8]>) {
    let (code, said) = check(content.as_ref());
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("--> c.toml:"), "{said}");
    assert!(said.len() < 100_000, "{} bytes were shown", said.len());
}

#[test]
fn the_worlds_for_hostile_parts_are_right_without_them() {
    for catalogue in [holding("s"), worth("x")] {
        let (code, said) = check(catalogue.as_bytes());
        assert_eq!(code, Some(0), "{said}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    for content in [noise(100_000, 2), b"format = 1 # \xff".to_vec(), b"\xff\xfef\0o\0r\0m\0a\0t\0".to_vec()] {
        let (code, said) = check(&content);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("not UTF-8 text") && said.contains("save it as UTF-8"), "{said}");
    }
}

#[test]
fn nesting_without_end_is_a_mistake() {
    for content in [
        format!("a = {}", around("[", "1", "]")),
        format!("a = {}", "[".repeat(DEPTH)),
        format!("a = {}", around("{b = ", "1", "}")),
        format!("a = {}", "{b = ".repeat(DEPTH)),
        format!("a = {}", around("[{b = ", "1", "}]")),
        format!("[{}a]\nb = 1\n", "a.".repeat(DEPTH)),
        format!("[[{}a]]\nb = 1\n", "a.".repeat(DEPTH)),
        format!("{}a = 1\n", "a.".repeat(DEPTH)),
        holding(&around("any(", "s", ")")),
        holding(&"all(".repeat(DEPTH)),
        holding(&around("atleast(1; ", "s", ")")),
        worth(&around("(", "x", ")")),
        worth(&"(".repeat(DEPTH)),
        worth(&around("max(1, ", "x", ")")),
        worth(&around("if(x < ", "1", ", 1, 2)")),
    ] {
        assert_mistakes(content);
    }
}

#[test]
fn a_formula_without_end_is_answered() {
    for points in ["-".repeat(DEPTH) + "x", "x + ".repeat(DEPTH) + "x", "x * ".repeat(DEPTH) + "x", "1/".repeat(DEPTH) + "x"] {
        let (_, said) = check(worth(&points).as_bytes());
        assert!(said.len() < 100_000);
    }
}

#[test]
fn a_list_without_end_is_answered() {
    let many = vec!["s"; 100_000].join(", ");
    let (_, said) = check(holding(&format!("any({many})")).as_bytes());
    assert!(said.len() < 100_000, "{} bytes were shown", said.len());
}

#[test]
fn sixteen_megabytes_are_refused_as_too_large() {
    const SIZE: usize = 16 << 20;
    let tables: String = (0..SIZE / 20).map(|number| format!("[table-{number:014}]\n")).collect();
    for content in
        ["a".repeat(SIZE + 1), format!("x = \"{}\"\n", "å".repeat(SIZE / 2)), "\n".repeat(SIZE + 1), tables + CATALOGUE]
    {
        let (code, said) = check(content.as_bytes());
        assert_eq!(code, Some(1));
        assert!(said.contains("larger than 16 MiB"), "{said}");
        assert!(said.len() < 10_000);
    }
}

#[test]
fn a_hundred_thousand_mistakes_are_answered_soon() {
    let keys: String = (0..100_000).map(|number| format!("key-{number} = {number}\n")).collect();
    let (code, _) = check(keys.as_bytes());
    assert_eq!(code, Some(1));
}

#[test]
fn control_characters_are_mistakes_and_do_not_reach_the_terminal() {
    for content in
        ["\0\0\0\0", "format = 1\0\n", "id = \"\u{1b}[31mred\"\n", "format = 1\n[\u{7f}]\n", "\u{1b}]0;title\u{7} = 1\n"]
    {
        let (code, said) = check(content.as_bytes());
        assert_eq!(code, Some(1), "{said}");
        assert!(!said.contains(['\0', '\u{1b}', '\u{7}', '\u{7f}']), "{said:?}");
    }
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_change_nothing() {
    let windows = CATALOGUE.replace('\n', "\r\n");
    for content in [windows.clone(), format!("\u{feff}{CATALOGUE}"), format!("\u{feff}{windows}")] {
        let (code, said) = check(content.as_bytes());
        assert_eq!(code, Some(0), "{said}");
    }
    let (_, said) = check(windows.replacen("kind = \"exam\"", "kind = \"exm\"", 1).as_bytes());
    let line = CATALOGUE.lines().position(|line| line == "kind = \"exam\"").unwrap() + 1;
    assert!(said.contains(&format!("c.toml:{line}:8")), "{said}");
    assert_mistakes(CATALOGUE.replace('\n', "\r"));
}

#[test]
fn keys_given_twice_are_mistakes() {
    assert_mistakes("format = 1\nformat = 1\n");
    assert_mistakes("[programme]\nid = \"a\"\n[programme]\nid = \"b\"\n");
    assert_mistakes("a = { b = 1, b = 2 }\n");
    assert_mistakes("a.b = 1\na = 2\n");
    assert_mistakes(CATALOGUE.to_owned() + CATALOGUE);
}

#[test]
fn enormous_numbers_are_mistakes() {
    let long = "9".repeat(100_000);
    for number in [
        "99999999999999999999999999",
        "-1",
        "1e999999999",
        "1e-999999999",
        "inf",
        "nan",
        "\"1/0\"",
        "\"1e999999999\"",
        "0x7fffffffffffffff",
        &long,
        &format!("\"{long}\""),
        &format!("\"1/{long}\""),
    ] {
        assert_mistakes(holding("s").replace("people = 1", &format!("people = {number}")));
        assert_mistakes(holding("s").replace("line = 1", &format!("line = {number}")));
    }
    for points in ["1e999999999 * x", &long, &format!("x / {long}"), "x / 0"] {
        let (_, said) = check(worth(points).as_bytes());
        assert!(said.len() < 100_000);
    }
}

#[test]
fn names_in_any_script_are_shown_as_they_are() {
    for name in ["färdighet", "スキル", "مهارة", "e\u{301}\u{327}", "👩‍👩‍👧‍👦", "a\u{202e}b"] {
        let content = holding("s").replace("holds = \"s\"", &format!("\"{name}\" = 1\nholds = \"{name}\""));
        assert_mistakes(&content);
        assert_mistakes(format!("[{name}]\n"));
    }
    assert!(check("format = 1\n\"スキル\" = 1\n".as_bytes()).1.contains("スキル"));
}

#[test]
fn a_catalogue_that_ends_too_soon_is_a_mistake_at_its_end() {
    for content in [
        "[",
        "[programme",
        "a",
        "a =",
        "a = \"",
        "a = \"å",
        "a = \"\"\"",
        "a = [1,",
        "a = {",
        "a = 2017-",
        "a = '\\",
        "\u{feff}",
    ] {
        assert_mistakes(content);
    }
    // Cut anywhere, in steps that no line has the length of.
    for end in (0..CATALOGUE.len()).step_by(997) {
        let end = CATALOGUE.floor_char_boundary(end);
        let (code, said) = check(&CATALOGUE.as_bytes()[..end]);
        assert!(matches!(code, Some(0 | 1)), "cut at {end}: {said}");
    }
}

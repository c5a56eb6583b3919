//! How a Rust file looks: it says what it is, stays short, and hides nothing from the lints or the tests.
//!
//! `todo!`, `dbg!` and `unimplemented!` are Clippy's business (see the lints in the root Cargo.toml).

use super::code_only::code_only;
use super::{File, Finding};

/// Files grow to about 400 lines; beyond this they are two files.
const MOST_LINES: usize = 500;

/// Pieces of code, without spaces, that stand nowhere, with what to do instead.
const NOWHERE: &[(&str, &str)] = &[
    ("#[ignore", "a test that is not run claims nothing; repair it or delete it"),
    ("#[allow(", "use `#[expect(lint, reason = \"...\")]`"),
    ("#![allow(", "use `#![expect(lint, reason = \"...\")]`"),
];

/// Every finding in one Rust file.
pub fn check(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !file.text.starts_with("//!") {
        let message = "open the file with `//!`: what it is and what it must not know";
        findings.push(Finding::new(&file.name, 1, message));
    }
    let lines = file.text.lines().count();
    if lines > MOST_LINES {
        let message = format!("{lines} lines are too many; split it, {MOST_LINES} is the most");
        findings.push(Finding::new(&file.name, MOST_LINES + 1, message));
    }
    for (number, line) in code_only(&file.text).lines().enumerate() {
        let dense: String = line.split_whitespace().collect();
        for (piece, instead) in NOWHERE {
            if dense.contains(piece) {
                let message = format!("`{piece}`: {instead}");
                findings.push(Finding::new(&file.name, number + 1, message));
            }
        }
        let attribute = ["#[expect(", "#![expect("];
        if attribute.iter().any(|start| dense.contains(start)) && !has_reason(&file.text, number) {
            let message = "`expect` without a reason; add `reason = \"...\"`";
            findings.push(Finding::new(&file.name, number + 1, message));
        }
    }
    findings
}

/// Whether the attribute that begins in this line says why, before it ends.
fn has_reason(text: &str, number: usize) -> bool {
    for line in text.lines().skip(number) {
        if line.contains("reason =") {
            return true;
        }
        if line.contains(")]") {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [usize; 0] = [];

    fn lines(text: &str) -> Vec<usize> {
        let file = File { name: "src/lib.rs".to_owned(), text: text.to_owned() };
        check(&file).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_file_says_what_it_is() {
        assert_eq!(lines("//! The day.\n"), NONE);
        assert_eq!(lines("// The day.\n"), [1]);
        assert_eq!(lines(""), [1]);
    }

    #[test]
    fn a_long_file_is_two_files() {
        assert_eq!(lines(&"//!\n".repeat(500)), NONE);
        assert_eq!(lines(&"//!\n".repeat(501)), [501]);
    }

    #[test]
    fn nothing_is_hidden_from_tests_and_lints() {
        assert_eq!(lines("//!\n#[ignore = \"slow\"]\nfn f() {}"), [2]);
        assert_eq!(lines("//!\n\n#[ allow(dead_code) ]"), [3]);
        assert_eq!(lines("//!\n#![allow(dead_code)]"), [2]);
        assert_eq!(lines("//!\n// #[allow(x)] and \"#[ignore]\""), NONE);
    }

    #[test]
    fn an_expectation_has_a_reason() {
        assert_eq!(lines("//!\n#[expect(dead_code)]"), [2]);
        assert_eq!(lines("//!\n#[expect(dead_code, reason = \"r\")]"), NONE);
        assert_eq!(lines("//!\n#[expect(\n    dead_code,\n    reason = \"r\"\n)]"), NONE);
        assert_eq!(lines("//!\n#[expect(dead_code)]\n#[expect(x, reason = \"r\")]"), [2]);
    }
}

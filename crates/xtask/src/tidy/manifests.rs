//! What stands in the manifests: every dependency once, at the root, with its purpose.
//!
//! Reads lines, not TOML: comments are what it looks for.

use super::{File, Finding};

/// The root: each outside dependency has a comment above it or its group, and none has default features.
pub fn check_workspace(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut section = "";
    let mut commented = false;
    for (number, line) in file.text.lines().enumerate() {
        let mut tell = |message: String| findings.push(Finding::new(&file.name, number + 1, message));
        if line.trim().is_empty() {
            commented = false;
        } else if line.starts_with('#') {
            commented = true;
        } else if line.starts_with('[') {
            section = line;
            commented = false;
        } else if section == "[workspace.dependencies]" && !line.contains("path =") {
            let Some(name) = dependency(line) else {
                continue;
            };
            if !commented {
                tell(format!("say above `{name}` what it is for"));
            }
            if !line.contains("default-features = false") {
                tell(format!("`{name}`: switch the default features off and name what is used"));
            }
        }
    }
    findings
}

/// A member: dependencies come from the workspace, and so do the lints.
pub fn check_member(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut section = "";
    let mut lints = false;
    for (number, line) in file.text.lines().enumerate() {
        if line.starts_with('[') {
            section = line;
        } else if section == "[lints]" {
            lints |= line.trim() == "workspace = true";
        } else if section.ends_with("dependencies]")
            && let Some(name) = dependency(line)
            && !line.contains("workspace = true")
        {
            let message = format!("take `{name}` from the workspace: `{name}.workspace = true`");
            findings.push(Finding::new(&file.name, number + 1, message));
        }
    }
    if !lints {
        let message = "take the lints from the workspace: `[lints]`, `workspace = true`";
        findings.push(Finding::new(&file.name, 1, message));
    }
    findings
}

/// The name before the `=` of a line that begins a dependency.
fn dependency(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let name = key.trim().trim_end_matches(".workspace");
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    (!line.starts_with(' ') && !name.is_empty() && name.chars().all(is_name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        File { name: "Cargo.toml".to_owned(), text: text.to_owned() }
    }

    fn lines(findings: &[Finding]) -> Vec<usize> {
        findings.iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_dependency_has_its_purpose_above_it_or_its_group() {
        let manifest = file(
            "[workspace.dependencies]\n\
             ours = { path = \"crates/ours\" }\n\
             # Days.\n\
             jiff = { version = \"1\", default-features = false }\n\
             more = { version = \"1\", default-features = false }\n\
             \n\
             bare = { version = \"1\", default-features = false }\n\
             # Full.\n\
             full = \"1\"\n",
        );
        assert_eq!(lines(&check_workspace(&manifest)), [7, 9]);
    }

    #[test]
    fn a_member_takes_dependencies_and_lints_from_the_workspace() {
        let manifest = file(
            "[package]\n\
             version = \"1\"\n\
             [lints]\n\
             workspace = true\n\
             [dependencies]\n\
             jiff.workspace = true\n\
             [dev-dependencies]\n\
             more = { workspace = true, features = [\"std\"] }\n\
             own = \"1\"\n",
        );
        assert_eq!(lines(&check_member(&manifest)), [9]);
        assert_eq!(lines(&check_member(&file("[package]\n"))), [1]);
    }
}

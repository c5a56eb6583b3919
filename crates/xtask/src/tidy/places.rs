//! Where files point to: nothing in the repository names a place outside of it, and links between pages lead somewhere.

use std::path::Path;

use super::{File, Finding};

/// Folders too general to say anything about this machine.
const GENERAL: &[&str] = &["/", "/tmp", "/home", "/root", "/usr", "/var", "/opt", "/srv"];

/// Paths of the machine that the checkout lies on, and relative paths that climb out of the repository.
pub fn check(file: &File, root: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    let depth = file.name.matches('/').count();
    let out = "../".repeat(depth + 1);
    let machine = places_of_this_machine(root);
    for (number, line) in file.text.lines().enumerate() {
        for place in &machine {
            if line.contains(place.as_str()) {
                let message = format!("`{place}` is a place on this machine; write a path of the repository");
                findings.push(Finding::new(&file.name, number + 1, message));
            }
        }
        if file.name.ends_with(".md") && line.contains(&out) {
            let message = format!("`{out}` leads out of the repository; nobody else has it");
            findings.push(Finding::new(&file.name, number + 1, message));
        }
    }
    findings
}

/// Relative links of a page whose file is not in the repository.
pub fn check_links(file: &File, files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        for link in line.split("](").skip(1) {
            let target = link.split([')', '#', ' ']).next().unwrap_or_default();
            if target.is_empty() || target.contains(':') {
                continue;
            }
            let Some(path) = resolve(&file.name, target) else {
                continue; // leads out of the repository: found above
            };
            let folder = format!("{}/", path.trim_end_matches('/'));
            let leads = |other: &File| other.name == path || other.name.starts_with(&folder);
            if !path.is_empty() && !files.iter().any(leads) {
                let message = format!("the link to `{target}` leads nowhere");
                findings.push(Finding::new(&file.name, number + 1, message));
            }
        }
    }
    findings
}

/// The checkout and, where it says something, the folder that it lies in.
fn places_of_this_machine(root: &Path) -> Vec<String> {
    let parent = root.parent().unwrap_or(root);
    [root, parent]
        .into_iter()
        .filter(|place| !GENERAL.iter().any(|general| *place == Path::new(general)))
        .map(|place| format!("{}/", place.display()))
        .collect()
}

/// The repository's name of what a page links to; nothing where the link climbs out.
fn resolve(page: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        File { name: name.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_place_of_this_machine_is_found() {
        let root = Path::new("/disk/checkout");
        let page = file("a.sh", "cd /disk/checkout/x\ncd /disk/other\ncd /tmp\n");
        let lines: Vec<usize> = check(&page, root).iter().map(|found| found.line).collect();
        assert_eq!(lines, [1, 1, 2]);
        assert_eq!(check(&page, Path::new("/tmp/checkout")), []);
    }

    #[test]
    fn a_page_does_not_climb_out_of_the_repository() {
        let root = Path::new("/tmp/checkout");
        assert_eq!(check(&file("a.md", "see ../notes.md"), root).len(), 1);
        assert_eq!(check(&file("docs/a.md", "see ../a.md"), root), []);
        assert_eq!(check(&file("docs/a.md", "see ../../a.md"), root).len(), 1);
    }

    #[test]
    fn a_link_leads_to_a_file_or_folder() {
        let files = [file("docs/a.md", ""), file("catalogues/b.toml", "")];
        let page = file(
            "docs/a.md",
            "[b](../catalogues/b.toml) [c](../catalogues) [d](a.md#top) [e](https://example.com/x)\n\
             [f](c.md)",
        );
        let findings = check_links(&page, &files);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].line, 2);
    }
}

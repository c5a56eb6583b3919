//! `cargo xtask tidy`: what the compiler and Clippy cannot know about this repository.
//!
//! Every finding is one line, `file:line: what is wrong and what to do`. The checks are pure functions over text and
//! over the crates' dependencies; only this file reads anything.

mod arrows;
mod code_only;
mod manifests;
mod places;
mod rust_source;

use std::fmt;
use std::path::Path;

use anyhow::{Context, bail};
use cargo_metadata::{Metadata, MetadataCommand};

use crate::shell;
use arrows::Crate;

/// One thing to put right.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    pub file: String,
    pub line: usize,
    pub message: String,
}

impl Finding {
    pub fn new(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// A file of the repository; its name is relative to the root and has forward slashes.
#[derive(Debug)]
pub struct File {
    pub name: String,
    pub text: String,
}

/// Looks at every file that git knows or would add, and at the graph of crates.
pub fn run() -> anyhow::Result<()> {
    let root = shell::root();
    let files = read_files(&root)?;
    let metadata = MetadataCommand::new().current_dir(&root).exec().context("cargo metadata")?;

    let mut findings = check_crates(&metadata, &files);
    for file in &files {
        findings.extend(check_file(file, &files, &root));
    }
    for finding in &findings {
        println!("{finding}");
    }
    if !findings.is_empty() {
        bail!("tidy found {} things to put right", findings.len());
    }
    println!("tidy: {} files, nothing to put right", files.len());
    Ok(())
}

fn check_crates(metadata: &Metadata, files: &[File]) -> Vec<Finding> {
    let crates = Crate::all(metadata);
    let packages = metadata.packages.iter().map(|package| package.name.as_str());
    let mut findings = arrows::check(&crates);
    findings.extend(arrows::check_forbidden(packages));
    if let Some(picture) = files.iter().find(|file| file.name == "ARCHITECTURE.md") {
        findings.extend(arrows::check_picture(&crates, picture));
    }
    findings
}

fn check_file(file: &File, files: &[File], root: &Path) -> Vec<Finding> {
    let mut findings = places::check(file, root);
    match file.name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("rs") => findings.extend(rust_source::check(file)),
        Some("md") => findings.extend(places::check_links(file, files)),
        Some("toml") if file.name == "Cargo.toml" => {
            findings.extend(manifests::check_workspace(file));
        }
        Some("toml") if file.name.ends_with("/Cargo.toml") => {
            findings.extend(manifests::check_member(file));
        }
        _ => {}
    }
    findings
}

/// Files that are not text (there should be few) have no lines to look at.
fn read_files(root: &Path) -> anyhow::Result<Vec<File>> {
    let listed = shell::read(shell::program("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let mut files = Vec::new();
    for name in listed.split_terminator('\0') {
        let path = root.join(name);
        if !path.is_file() {
            continue; // deleted, but not yet committed
        }
        let bytes = std::fs::read(&path).with_context(|| format!("reading {name}"))?;
        if let Ok(text) = String::from_utf8(bytes) {
            let name = name.to_owned();
            files.push(File { name, text });
        }
    }
    Ok(files)
}

//! A scanner of Rust sources for keys of messages. It knows comments and literals, and no grammar.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Debug, Default)]
pub struct Used {
    /// Keys given to `Message::new` or `.text`, with a file that does so.
    pub keys: BTreeMap<String, String>,
    /// Every string in the sources: a key may also stand in a table.
    pub literals: BTreeSet<String>,
}

/// Scans `src` of every crate that uses messages.
pub fn scan(crates: &Path) -> Used {
    let mut used = Used::default();
    for entry in crates.read_dir().unwrap() {
        let krate = entry.unwrap().path();
        let manifest = std::fs::read_to_string(krate.join("Cargo.toml")).unwrap_or_default();
        if manifest.contains("tierwise-i18n") {
            scan_folder(&krate.join("src"), &mut used);
            if krate.join("templates").is_dir() {
                scan_folder(&krate.join("templates"), &mut used);
            }
        }
    }
    used
}

fn scan_folder(folder: &Path, used: &mut Used) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            scan_folder(&path, used);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            scan_source(&std::fs::read_to_string(&path).unwrap(), &path, used);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            scan_template(&std::fs::read_to_string(&path).unwrap(), &path, used);
        }
    }
}

/// A page says `l.text("key")`.
fn scan_template(template: &str, path: &Path, used: &mut Used) {
    for after in template.split(".text(\"").skip(1) {
        let key = after.split('"').next().unwrap();
        used.keys.insert(key.to_owned(), path.display().to_string());
        used.literals.insert(key.to_owned());
    }
}

fn scan_source(source: &str, path: &Path, used: &mut Used) {
    // The code since the last literal, without white space: what the literal is given to.
    let mut code = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        if let Some((literal, after)) = literal(rest) {
            if is_key(literal) && (code.ends_with("Message::new(") || code.ends_with(".text(")) {
                used.keys.insert(literal.to_owned(), path.display().to_string());
            }
            used.literals.insert(literal.to_owned());
            code.clear();
            rest = after;
        } else if let Some(after) = without_comment(rest).or_else(|| without_quote(rest)) {
            rest = after;
        } else {
            if !first.is_whitespace() {
                code.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
}

/// The string literal at the start of the text, raw or not, and what follows it.
fn literal(text: &str) -> Option<(&str, &str)> {
    if let Some(raw) = text.strip_prefix('r') {
        let body = raw.trim_start_matches('#');
        let hashes = raw.len() - body.len();
        if let Some(body) = body.strip_prefix('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            return body.split_once(close.as_str());
        }
    }
    let body = text.strip_prefix('"')?;
    let mut escaped = false;
    for (place, letter) in body.char_indices() {
        match letter {
            '"' if !escaped => return Some((&body[..place], &body[place + 1..])),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

fn without_comment(text: &str) -> Option<&str> {
    if let Some(comment) = text.strip_prefix("//") {
        return Some(comment.find('\n').map_or("", |end| &comment[end..]));
    }
    let comment = text.strip_prefix("/*")?;
    Some(comment.split_once("*/").map_or("", |(_, after)| after))
}

/// What follows a quotation mark that is a character, not the start of a string.
fn without_quote(text: &str) -> Option<&str> {
    text.strip_prefix("'\"'").or_else(|| text.strip_prefix(r#"'\"'"#))
}

/// Keys are words with hyphens between them; a single word belongs to another `.text(`.
fn is_key(literal: &str) -> bool {
    literal.contains('-') && literal.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

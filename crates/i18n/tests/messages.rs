//! The message files are complete: what the sources use exists in every language, and nothing else does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use tierwise_i18n::{Language, Message};

#[path = "messages/sources.rs"]
mod sources;

/// Messages that are rightly the same in both languages: published names and words that Swedish shares.
const SAME_IN_BOTH: [&str; 7] = [
    "report-column-mcid",
    "report-column-status",
    "cli-option-level",
    "web-association",
    "web-level-silver",
    "web-person",
    "web-user",
];

type Variables = BTreeSet<String>;

#[test]
fn pages_put_into_quotation_marks_what_terminals_put_into_backticks() {
    let message = Message::new("app-metrics-unknown").with("line", 3_u64).with("metric", "seats");
    assert!(Language::English.say(&message).contains("`seats`"));
    assert!(Language::English.tell(&message).contains("“seats”"));
    assert!(Language::Swedish.tell(&message).contains("”seats”"));
    assert_eq!(Language::English.quoted("`a` and `b`"), "“a” and “b”");
    assert_eq!(Language::English.quoted("nothing"), "nothing");
}

#[test]
fn every_key_that_a_source_uses_exists_in_every_language() {
    let used = sources::scan(&crates());
    for language in Language::ALL {
        let messages = messages(language);
        let missing: Vec<_> = used.keys.iter().filter(|(key, _)| !messages.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{language} has no text for {missing:#?}");
    }
}

#[test]
fn every_message_is_used_by_some_source() {
    let used = sources::scan(&crates());
    let messages = messages(Language::English);
    let unused: Vec<_> = messages.keys().filter(|key| !used.literals.contains(*key)).collect();
    assert!(unused.is_empty(), "no source uses {unused:#?}");
}

#[test]
fn every_message_has_the_same_variables_in_every_language() {
    assert_eq!(messages(Language::English), messages(Language::Swedish));
}

#[test]
fn every_message_is_translated() {
    let english = texts(Language::English);
    let swedish = texts(Language::Swedish);
    let untranslated: Vec<_> = english
        .iter()
        .filter(|(key, text)| swedish.get(*key) == Some(*text) && !SAME_IN_BOTH.contains(&key.as_str()))
        .collect();
    assert!(untranslated.is_empty(), "the same in both: {untranslated:#?}");
}

#[test]
fn the_files_of_the_languages_have_the_same_names() {
    let names = |language| -> Vec<_> { files(language).into_iter().map(|(name, _)| name).collect() };
    assert_eq!(names(Language::English), names(Language::Swedish));
}

#[test]
fn every_message_of_the_files_is_said_by_the_library() {
    for language in Language::ALL {
        for key in messages(language).into_keys() {
            let key: &'static str = key.leak();
            let text = language.text(key);
            assert!(!text.contains('⟦'), "{language} does not say {text}");
        }
    }
}

#[test]
fn the_published_names_are_kept_to_the_letter() {
    let swedish = Language::Swedish;
    for (key, english, translated) in [
        ("report-column-associated-in-pmc", "Associated in PMC", "Tillhörande i PMC"),
        ("report-column-associated-in-pc", "Associated in PC", "Tillhörande i PC"),
        (
            "report-column-relevant",
            "Relevant for Competencies (Option) or Programs",
            "Relevant för kompetenser (alternativ) eller program",
        ),
        ("report-sheet-skills", "Skills report", "Kunskapsrapport"),
    ] {
        assert_eq!(Language::English.text(key), english);
        assert_eq!(swedish.text(key), translated);
    }
}

#[test]
fn an_unknown_key_is_shown_and_does_not_stop_anything() {
    let message = Message::new("no-such-message").with("count", 3_usize);
    assert_eq!(Language::Swedish.say(&message), "⟦no-such-message⟧");
}

/// The files' messages, and the variables each uses.
fn messages(language: Language) -> BTreeMap<String, Variables> {
    let mut found = BTreeMap::new();
    for_each_message(language, |key, pattern| {
        let mut variables = Variables::new();
        collect(pattern, &mut variables);
        let before = found.insert(key.to_owned(), variables);
        assert!(before.is_none(), "{language} has `{key}` twice");
    });
    found
}

fn texts(language: Language) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for_each_message(language, |key, pattern| {
        // Nothing is to be translated where only arguments and punctuation stand.
        if has_words(pattern) {
            found.insert(key.to_owned(), format!("{pattern:?}"));
        }
    });
    found
}

fn has_words(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().any(|element| match element {
        PatternElement::TextElement { value } => value.contains(char::is_alphabetic),
        PatternElement::Placeable { expression } => matches!(expression, Expression::Select { .. }),
    })
}

fn for_each_message(language: Language, mut visit: impl FnMut(&str, &Pattern<&str>)) {
    for (name, source) in files(language) {
        let resource =
            fluent_syntax::parser::parse(source.as_str()).unwrap_or_else(|(_, errors)| panic!("{language}/{name}: {errors:?}"));
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                let key = message.id.name;
                let value = message.value.as_ref();
                visit(key, value.unwrap_or_else(|| panic!("`{key}` has no text")));
            }
        }
    }
}

fn files(language: Language) -> Vec<(String, String)> {
    let folder = crates().join("i18n/locales").join(language.code());
    let mut files: Vec<_> = folder
        .read_dir()
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let text = std::fs::read_to_string(entry.path()).unwrap();
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect();
    files.sort();
    files
}

fn collect(pattern: &Pattern<&str>, found: &mut Variables) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => collect_from(expression, found),
        }
    }
}

fn collect_from(expression: &Expression<&str>, found: &mut Variables) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, found),
        Expression::Select { selector, variants } => {
            collect_inline(selector, found);
            for variant in variants {
                collect(&variant.value, found);
            }
        }
    }
}

fn collect_inline(expression: &InlineExpression<&str>, found: &mut Variables) {
    match expression {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => collect_from(expression, found),
        InlineExpression::FunctionReference { arguments, .. }
        | InlineExpression::TermReference { arguments: Some(arguments), .. } => collect_arguments(arguments, found),
        _ => {}
    }
}

fn collect_arguments(arguments: &CallArguments<&str>, found: &mut Variables) {
    for argument in &arguments.positional {
        collect_inline(argument, found);
    }
    for argument in &arguments.named {
        collect_inline(&argument.value, found);
    }
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

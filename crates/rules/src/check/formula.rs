//! Formulas and their inputs: figures, or people who are counted.

use toml::Spanned;
use toml::de::DeValue;

use super::holds::{self, inside};
use super::skill::Skills;
use crate::catalogue::{Computed, Input};
use crate::syntax::{Formula, Located, TableReader, parse_formula};

/// Nothing when an input is unusable: the formula may name it.
///
/// Inputs count people where `skills` are given.
pub(super) fn inputs(table: &TableReader<'_>, skills: Option<&Skills>) -> Option<Vec<Input>> {
    if !table.has("inputs") {
        table.pass_over(&["inputs"]);
        return Some(Vec::new());
    }
    let inputs = table.table("inputs", "`inputs`")?;
    let mut read = Vec::new();
    for (name, value) in inputs.entries() {
        let usable = name.value.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && name.value.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        if !usable {
            inputs.findings().report(
                name.span,
                format!("`{}` cannot be the name of an input", name.value),
                "not a name",
                "names are letters, digits and `_`, so that formulas can use them",
            );
            read.push(None);
            continue;
        }
        read.push(input(&inputs, &name, value, skills));
    }
    read.into_iter().collect()
}

fn input(
    inputs: &TableReader<'_>,
    name: &Located<&str>,
    value: &Spanned<DeValue<'_>>,
    skills: Option<&Skills>,
) -> Option<Input> {
    let counts = value.get_ref().as_table().is_some_and(|table| table.contains_key("people"));
    if let (true, Some(skills)) = (counts, skills) {
        let table = inputs.as_table(value, name.value, "an input")?;
        let people = holds::read_as("people", &table, skills);
        let text = table.text("text");
        if text.is_none() && !table.has("text") {
            table.missing("text", "say what is counted: `text = \"consultants\"`");
        }
        table.finish();
        return Some(Input { name: name.value.to_owned(), text: text?, people: Some(people?) });
    }
    let text = match value.get_ref() {
        DeValue::String(_) | DeValue::Table(_) => inputs.as_text(value, name.value),
        _ => inputs.wrong_type(value, name.value, "a text that says what is measured"),
    };
    Some(Input { name: name.value.to_owned(), text: text?, people: None })
}

pub(super) fn read(table: &TableReader<'_>, value: &Spanned<DeValue<'_>>, inputs: &[Input]) -> Option<Formula> {
    let Some(text) = value.get_ref().as_str() else {
        table.findings().report(value.span(), "a formula is a text in quotes", "not a text", "for example `points = \"10*x\"`");
        return None;
    };
    let text = Located { value: text, span: value.span() };
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    match parse_formula(text.value, &names) {
        Ok(formula) => Some(formula),
        Err(error) => {
            table.findings().report(inside(table, &text, &error.span), error.message, "here", error.hint);
            None
        }
    }
}

/// A formula under a key, with the inputs beside it.
pub(super) fn computed(table: &TableReader<'_>, key: &'static str) -> Option<Computed> {
    let inputs = inputs(table, None);
    let value = table.get(key)?;
    let inputs = inputs?;
    let formula = read(table, value, &inputs)?;
    Some(Computed { inputs, formula })
}

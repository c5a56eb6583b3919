//! Reads a TOML table key by key, reports what is missing, of the wrong type or not known, with its place.

use std::cell::RefCell;
use std::ops::Range;

use tierwise_core::{Day, Exact};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::catalogue::{Effective, Text};
use crate::diagnostic::{Findings, nearest};

/// A value with its place in the catalogue's text.
#[derive(Debug, Clone)]
pub(crate) struct Located<T> {
    pub value: T,
    pub span: Range<usize>,
}

/// One table and the keys that were asked for.
#[derive(Debug)]
pub(crate) struct TableReader<'t> {
    table: &'t DeTable<'t>,
    span: Range<usize>,
    /// What the table is, for messages: "a requirement".
    what: &'static str,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<Missing>>,
    findings: &'t Findings<'t>,
}

/// A finding that is withdrawn when an unknown key turns out to be one of `keys`, mistyped.
#[derive(Debug)]
struct Missing {
    keys: Vec<&'static str>,
    message: String,
    label: String,
    hint: String,
}

type Value<'t> = &'t Spanned<DeValue<'t>>;

impl<'t> TableReader<'t> {
    pub fn new(table: &'t DeTable<'t>, span: Range<usize>, what: &'static str, findings: &'t Findings<'t>) -> Self {
        Self { table, span, what, asked: RefCell::default(), missing: RefCell::default(), findings }
    }

    pub fn findings(&self) -> &'t Findings<'t> {
        self.findings
    }

    /// Where the table stands, in one line: an inline table or a header.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    pub fn get(&self, key: &'static str) -> Option<Value<'t>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    pub fn has(&self, key: &'static str) -> bool {
        self.table.contains_key(key)
    }

    /// Every key with its value, for tables whose keys the author chooses.
    pub fn entries(&self) -> impl Iterator<Item = (Located<&'t str>, Value<'t>)> {
        self.table.iter().map(|(key, value)| (Located { value: key.get_ref().as_ref(), span: key.span() }, value))
    }

    /// Told by [`Self::finish`].
    pub fn missing(&self, key: &'static str, hint: &str) {
        let (message, label) = (format!("{} has no `{key}`", self.what), format!("`{key}` is missing here"));
        self.asked.borrow_mut().push(key);
        self.missing.borrow_mut().push(Missing { keys: vec![key], message, label, hint: hint.to_owned() });
    }

    /// One of several keys is needed, and none is there. Told by [`Self::finish`].
    pub fn missing_all(&self, keys: &[&'static str], message: &str, label: &str, hint: &str) {
        self.asked.borrow_mut().extend(keys);
        let (message, label, hint) = (message.to_owned(), label.to_owned(), hint.to_owned());
        self.missing.borrow_mut().push(Missing { keys: keys.to_vec(), message, label, hint });
    }

    /// Marks keys as known without looking at their values.
    pub fn pass_over(&self, keys: &[&'static str]) {
        self.asked.borrow_mut().extend(keys);
    }

    pub fn string(&self, key: &'static str) -> Option<Located<&'t str>> {
        self.get(key).and_then(|value| self.as_string(value, key))
    }

    pub fn required_string(&self, key: &'static str, hint: &str) -> Option<Located<&'t str>> {
        if !self.has(key) {
            self.missing(key, hint);
        }
        self.string(key)
    }

    /// An id: lower-case words joined by `-` or `_`, so that it can stand in keys and addresses.
    pub fn id(&self, key: &'static str, hint: &str) -> Option<Located<&'t str>> {
        let id = self.required_string(key, hint)?;
        let usable = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-' || letter == '_';
        if id.value.is_empty() || !id.value.chars().all(usable) {
            self.findings.report(
                id.span,
                format!("`{}` is not an id", id.value),
                "not an id",
                "ids are lower-case letters, digits, `-` and `_`, for example `cloud-platform`",
            );
            return None;
        }
        Some(id)
    }

    pub fn as_string(&self, value: Value<'t>, key: &str) -> Option<Located<&'t str>> {
        match value.get_ref().as_str() {
            Some(text) => Some(Located { value: text, span: value.span() }),
            None => self.wrong_type(value, key, "a text in quotes"),
        }
    }

    /// Nothing when it is no list, or not all of it is text; every such place is found.
    pub fn strings(&self, key: &'static str) -> Option<Vec<Located<&'t str>>> {
        let texts: Vec<_> = self.array(key)?.into_iter().map(|value| self.as_string(value, key)).collect();
        texts.into_iter().collect()
    }

    pub fn array(&self, key: &'static str) -> Option<Vec<Value<'t>>> {
        let Some(value) = self.get(key) else { return Some(Vec::new()) };
        match value.get_ref().as_array() {
            Some(items) => Some(items.iter().collect()),
            None => self.wrong_type(value, key, "a list in square brackets"),
        }
    }

    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        value.get_ref().as_bool().or_else(|| self.wrong_type(value, key, "`true` or `false`"))
    }

    pub fn day(&self, key: &'static str) -> Option<Located<Day>> {
        self.get(key).and_then(|value| self.as_day(value, key))
    }

    pub fn as_day(&self, value: Value<'t>, key: &str) -> Option<Located<Day>> {
        const SHAPE: &str = "a date without quotes, for example 2026-03-12";
        let Some(stamp) = value.get_ref().as_datetime() else {
            return self.wrong_type(value, key, SHAPE);
        };
        let day = match (stamp.date, stamp.time, stamp.offset) {
            (Some(date), None, None) => i16::try_from(date.year)
                .ok()
                .zip(i8::try_from(date.month).ok())
                .zip(i8::try_from(date.day).ok())
                .and_then(|((year, month), day)| Day::new(year, month, day)),
            _ => None,
        };
        match day {
            Some(day) => Some(Located { value: day, span: value.span() }),
            None => self.wrong_type(value, key, SHAPE),
        }
    }

    /// A whole number from `least` on.
    pub fn whole(&self, key: &'static str, least: u32) -> Option<Located<u32>> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer().and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
        match number {
            Some(number) if number >= least => Some(Located { value: number, span: value.span() }),
            _ => self.wrong_type(value, key, &format!("a whole number from {least} on")),
        }
    }

    pub fn exact(&self, key: &'static str) -> Option<Located<Exact>> {
        self.get(key).and_then(|value| self.as_exact(value, key))
    }

    /// `12`, `0.5` or `"20/3"`: never through binary floating point.
    pub fn as_exact(&self, value: Value<'t>, key: &str) -> Option<Located<Exact>> {
        let text = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            DeValue::String(text) => text.as_ref(),
            _ => "",
        };
        match text.trim_start_matches('+').replace('_', "").parse() {
            Ok(number) => Some(Located { value: number, span: value.span() }),
            Err(_) => self.wrong_type(value, key, "a number: `12`, `0.5` or `\"20/3\"`"),
        }
    }

    /// A name that must be there.
    pub fn name(&self) -> Option<Text> {
        if !self.has("name") {
            self.missing("name", "for example `name = \"Cloud Platform\"`");
        }
        self.text("name")
    }

    /// A text in one or both languages.
    pub fn text(&self, key: &'static str) -> Option<Text> {
        self.get(key).and_then(|value| self.as_text(value, key))
    }

    pub fn as_text(&self, value: Value<'t>, key: &str) -> Option<Text> {
        match value.get_ref() {
            DeValue::String(text) => Some(Text { en: text.to_string(), sv: text.to_string() }),
            DeValue::Table(table) => {
                let table = Self::new(table, value.span(), "a text", self.findings);
                let en = table.required_string("en", "write `{ en = \"...\", sv = \"...\" }`, or one text for both");
                let sv = table.required_string("sv", "write `{ en = \"...\", sv = \"...\" }`, or one text for both");
                table.finish();
                Some(Text { en: en?.value.to_owned(), sv: sv?.value.to_owned() })
            }
            _ => self.wrong_type(value, key, "a text, or `{ en = \"...\", sv = \"...\" }`"),
        }
    }

    /// Nothing when a day is unusable: whether two rules overlap is not known then.
    pub fn effective(&self) -> Option<Effective> {
        let from = self.day("effective_from");
        let to = self.day("effective_to");
        if (from.is_none() && self.has("effective_from")) || (to.is_none() && self.has("effective_to")) {
            return None;
        }
        if let (Some(from), Some(to)) = (&from, &to)
            && to.value < from.value
        {
            self.findings.report(
                to.span.clone(),
                format!("`effective_to` {} is before `effective_from` {}", to.value, from.value),
                "ends before it begins",
                "the two days are swapped, or one of them is mistyped",
            );
            return None;
        }
        Some(Effective { from: from.map(|day| day.value), to: to.map(|day| day.value) })
    }

    pub fn table(&self, key: &'static str, what: &'static str) -> Option<Self> {
        self.get(key).and_then(|value| self.as_table(value, key, what))
    }

    pub fn as_table(&self, value: Value<'t>, key: &str, what: &'static str) -> Option<Self> {
        match value.get_ref().as_table() {
            Some(table) => Some(Self::new(table, value.span(), what, self.findings)),
            None => self.wrong_type(value, key, "a table"),
        }
    }

    pub fn tables(&self, key: &'static str, what: &'static str) -> Vec<Self> {
        let Some(value) = self.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.as_table(item, key, what)).collect(),
            _ => self
                .wrong_type(value, key, &format!("a list of tables: write `[[{key}]]` with two brackets"))
                .unwrap_or_default(),
        }
    }

    pub fn wrong_type<T>(&self, value: Value<'t>, key: &str, wanted: &str) -> Option<T> {
        self.findings.report(
            value.span(),
            format!("`{key}` of {} is not what it should be", self.what),
            format!("this is {}", kind_of(value.get_ref())),
            format!("`{key}` is {wanted}"),
        );
        None
    }

    /// Whether a key is mistyped, given that the parts are known too. Parts of a mistyped table stand in the table
    /// before it, where they would look like mistakes of their own.
    pub fn has_slip(&self, parts: &[&'static str]) -> bool {
        self.pass_over(parts);
        self.unknown().any(|key| self.slip_of(key.get_ref()).is_some())
    }

    /// Reports every key that nobody asked for, and those that are missing; says whether there was none.
    pub fn finish(&self) -> bool {
        let mut known = self.asked.borrow().clone();
        known.sort_unstable();
        known.dedup();
        let mut slips = Vec::new();
        let mut is_complete = true;
        for key in self.unknown() {
            let word = key.get_ref().as_ref();
            let slip = self.slip_of(word);
            let hint = match slip {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("{} knows `{}`", self.what, known.join("`, `")),
            };
            slips.extend(slip);
            is_complete = false;
            self.findings.report(key.span(), format!("{} has no key `{word}`", self.what), "not a key of the language", hint);
        }
        // A mistyped key is one mistake, not two.
        for missing in self.missing.take() {
            is_complete = false;
            if !missing.keys.iter().any(|key| slips.contains(key)) {
                self.findings.report(self.span(), missing.message, missing.label, missing.hint);
            }
        }
        is_complete
    }

    /// The keys that nobody asked for.
    fn unknown(&self) -> impl Iterator<Item = &'t Spanned<DeString<'t>>> {
        let asked = self.asked.borrow().clone();
        self.table.keys().filter(move |key| !asked.contains(&key.get_ref().as_ref()))
    }

    /// The key that was meant.
    fn slip_of(&self, word: &str) -> Option<&'static str> {
        nearest(word, self.asked.borrow().iter().copied())
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

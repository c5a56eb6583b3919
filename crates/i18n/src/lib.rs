//! Messages in English and Swedish, from Fluent files that are part of the program.
//!
//! Knows no rules and no formats of files: it turns keys and arguments into sentences.

use std::fmt;
use std::str::FromStr;

use tierwise_core::{Day, Exact};

mod bundle;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    English,
    Swedish,
}

/// A message that has not been put into a language yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    key: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    Text(String),
    /// A count chooses between singular and plural.
    Count(u64),
    /// A text that is at hand in every language, such as a name from a catalogue.
    Translated {
        english: String,
        swedish: String,
    },
    /// A day: `2026-03-12` in terminals and files, in words on pages.
    Day(Day),
    /// An exact number, shown with up to two decimals and the decimal sign of the language.
    Number(Exact),
}

/// Why a text names no language that Tierwise speaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a language of Tierwise; write `en` for English or `sv` for Swedish")]
pub struct LanguageError {
    text: String,
}

impl Message {
    pub fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The same in other words, with the same arguments.
    #[must_use]
    pub fn reworded(self, key: &'static str) -> Self {
        Self { key, ..self }
    }
}

/// How days are written.
#[derive(Debug, Clone, Copy)]
enum Days {
    Digits,
    Words,
}

const MONTHS: [&str; 12] = [
    "web-month-1",
    "web-month-2",
    "web-month-3",
    "web-month-4",
    "web-month-5",
    "web-month-6",
    "web-month-7",
    "web-month-8",
    "web-month-9",
    "web-month-10",
    "web-month-11",
    "web-month-12",
];

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Swedish];

    /// The language's ISO 639 code, which `FromStr` reads.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Swedish => "sv",
        }
    }

    /// The message in this language. A key without a text becomes `⟦key⟧`, so that the mistake is seen.
    pub fn say(self, message: &Message) -> String {
        bundle::format(self, Days::Digits, message.key, &message.arguments).unwrap_or_else(|| format!("⟦{}⟧", message.key))
    }

    /// The message as a page says it: with days in words and proper quotation marks.
    pub fn tell(self, message: &Message) -> String {
        let text = bundle::format(self, Days::Words, message.key, &message.arguments);
        text.map_or_else(|| format!("⟦{}⟧", message.key), |text| self.quoted(&text))
    }

    /// What stands in backticks for terminals, between quotation marks for pages.
    pub fn quoted(self, text: &str) -> String {
        let opening = if self == Self::English { "“" } else { "”" };
        let mut parts = text.split('`');
        let mut quoted = parts.next().unwrap_or_default().to_owned();
        for (place, part) in parts.enumerate() {
            quoted.push_str(if place % 2 == 0 { opening } else { "”" });
            quoted.push_str(part);
        }
        quoted
    }

    /// A day in words: `12 March 2027`, `12 mars 2027`.
    pub fn day(self, day: Day) -> String {
        let month = usize::try_from(day.month()).unwrap_or(1).saturating_sub(1);
        let month = MONTHS.get(month).copied().unwrap_or("web-month-1");
        format!("{} {} {}", day.day_of_month(), self.text(month), day.year())
    }

    /// A message without arguments.
    pub fn text(self, key: &'static str) -> String {
        self.say(&Message::new(key))
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    /// Reads codes (`sv`), tags (`en-GB`) and locales of the environment (`sv_SE.UTF-8`).
    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let code = text.trim().split(['-', '_', '.', '@']).next();
        let code = code.unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(code))
            .ok_or_else(|| LanguageError { text: text.to_owned() })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&Exact> for Argument {
    fn from(number: &Exact) -> Self {
        Self::Number(number.clone())
    }
}

impl From<Day> for Argument {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<u64> for Argument {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_from_codes_tags_and_locales() {
        for (text, language) in [
            ("en", Language::English),
            ("sv", Language::Swedish),
            ("SV", Language::Swedish),
            ("sv_SE.UTF-8", Language::Swedish),
            ("en-GB", Language::English),
        ] {
            assert_eq!(text.parse(), Ok(language), "{text}");
        }
        for text in ["", "C.UTF-8", "de", "svenska", "english"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
    }
}

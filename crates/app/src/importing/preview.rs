//! What the page of an import shows: counts and some lines of every kind, kept as JSON in every language.
//!
//! An import of a whole company has hundreds of thousands of rows; nobody reads more than the first of each kind.

use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tierwise_core::{Day, FactId};
use tierwise_exchange::import::RowIssue;
use tierwise_i18n::{Language, Message};

use super::ImportPlan;

/// So many lines of every kind are kept.
pub(super) const MOST_LINES: usize = 200;

/// What a file would change, or changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub counts: Counts,
    pub new: Lines<RowLine>,
    pub changed: Lines<RowLine>,
    pub unchanged: Lines<RowLine>,
    pub gone: Lines<GoneLine>,
    pub new_people: Lines<PersonLine>,
    pub unusable: Lines<IssueLine>,
    pub warnings: Lines<IssueLine>,
    pub duplicates: Lines<DuplicateLine>,
}

/// What became of the rows of a file. `new`, `changed`, `unchanged`, `unusable` and `repeated` sum to `read`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub read: u64,
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub unusable: u64,
    /// Rows that say what another row says.
    pub repeated: u64,
    /// Achievements of earlier exports that the file does not have.
    pub gone: u64,
    pub new_people: u64,
}

/// The first lines of a kind, and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines<T> {
    pub lines: Vec<T>,
    pub beyond: u64,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowLine {
    pub line: u64,
    pub person: String,
    pub title: String,
    #[serde(with = "text")]
    pub completed: Day,
    #[serde(with = "optional_text")]
    pub expires: Option<Day>,
    /// Of a change: the title before, where it was another one.
    pub title_before: Option<String>,
    /// Of a change: the expiry before.
    #[serde(with = "optional_text")]
    pub expires_before: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoneLine {
    #[serde(with = "text")]
    pub fact: FactId,
    pub person: String,
    pub title: String,
    #[serde(with = "text")]
    pub completed: Day,
}

/// Somebody whom nobody on record matches: a person without an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLine {
    pub person: String,
    pub mcid: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueLine {
    pub line: u64,
    /// The column's published name; empty where the whole row is meant.
    pub column: String,
    pub reason: Words,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateLine {
    pub person: String,
    pub mcids: Vec<String>,
}

/// A sentence in every language: it is kept before anybody knows who reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub en: String,
    pub sv: String,
}

/// Lines that are taken while the rows go by.
#[derive(Debug, Default)]
pub(super) struct Samples {
    pub new: Vec<RowLine>,
    pub changed: Vec<RowLine>,
    pub unchanged: Vec<RowLine>,
    people: Vec<PersonLine>,
}

impl Preview {
    pub(super) fn of(plan: &ImportPlan) -> Self {
        let counts = plan.counts;
        let samples = &plan.samples;
        Self {
            counts,
            new: Lines::of(&samples.new, counts.new),
            changed: Lines::of(&samples.changed, counts.changed),
            unchanged: Lines::of(&samples.unchanged, counts.unchanged),
            gone: Lines::first(&plan.gone, |gone| GoneLine {
                fact: gone.fact,
                person: gone.person.clone(),
                title: gone.title.clone(),
                completed: gone.completed,
            }),
            new_people: Lines::of(&samples.people, counts.new_people),
            unusable: Lines::first(&plan.unusable, IssueLine::of),
            warnings: Lines::first(&plan.warnings, IssueLine::of),
            duplicates: Lines::first(&plan.duplicates, |duplicate| DuplicateLine {
                person: duplicate.person.clone(),
                mcids: duplicate.profiles.clone(),
            }),
        }
    }
}

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self { lines: Vec::new(), beyond: 0 }
    }
}

impl<T> Lines<T> {
    /// How many there are in all.
    pub fn total(&self) -> u64 {
        self.beyond.saturating_add(self.lines.len() as u64)
    }

    fn of(lines: &[T], total: u64) -> Self
    where
        T: Clone,
    {
        Self { lines: lines.to_vec(), beyond: total.saturating_sub(lines.len() as u64) }
    }

    fn first<S>(all: &[S], line: impl Fn(&S) -> T) -> Self {
        let lines = all.iter().take(MOST_LINES).map(line).collect();
        Self { lines, beyond: all.len().saturating_sub(MOST_LINES) as u64 }
    }
}

impl IssueLine {
    fn of(issue: &RowIssue) -> Self {
        Self { line: issue.line, column: issue.column.to_owned(), reason: Words::of(&issue.reason) }
    }
}

impl Words {
    pub fn of(message: &Message) -> Self {
        Self { en: Language::English.say(message), sv: Language::Swedish.say(message) }
    }

    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Swedish => &self.sv,
        }
    }
}

impl Samples {
    pub fn person(&mut self, person: &str, mcid: &str) {
        if self.people.len() < MOST_LINES {
            self.people.push(PersonLine { person: person.to_owned(), mcid: mcid.to_owned() });
        }
    }
}

/// Days and ids as the text that they are shown as.
mod text {
    use super::{Deserialize, Deserializer, Display, FromStr, Serializer};

    pub fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub fn deserialize<'d, T: FromStr<Err: Display>, D: Deserializer<'d>>(deserializer: D) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

mod optional_text {
    use super::{Deserialize, Deserializer, Display, FromStr, Serializer};

    pub fn serialize<T: Display, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'d, T: FromStr<Err: Display>, D: Deserializer<'d>>(deserializer: D) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
    }
}

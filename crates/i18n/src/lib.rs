//! Messages in English and Swedish, from Fluent files.

use tierwise_core::Day;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    Count(u64),
}

impl Message {
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            arguments: Vec::new(),
        }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}

impl Language {
    /// The message in this language.
    pub fn say(self, message: &Message) -> String {
        format!("{message:?}")
    }

    /// A message without arguments.
    pub fn text(self, key: &'static str) -> String {
        self.say(&Message::new(key))
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
impl From<Day> for Argument {
    fn from(day: Day) -> Self {
        Self::Text(day.to_string())
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

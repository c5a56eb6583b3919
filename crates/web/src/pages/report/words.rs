//! Standings, values and statuses in the reader's words, each with the tone of its badge.

use tierwise_app::desk::{Desk, LineState, LossView, Overview, RowStatus, StandingWord, Value};
use tierwise_i18n::{Language, Message};

use crate::page::sentence;

/// A level, points, or nothing.
pub(crate) fn value_text(l: Language, value: &Value) -> String {
    match value {
        Value::Level(Some(level)) => level_text(l, level.as_str()),
        Value::Level(None) => l.text("web-level-none"),
        Value::Points { total, .. } => l.tell(&Message::new("web-points").with("points", total)),
        Value::NotInForce => l.text("web-not-in-force"),
    }
}

/// Silver and gold have words of their own; levels of other programmes are their ids.
pub(crate) fn level_text(l: Language, level: &str) -> String {
    match level {
        "silver" => l.text("web-level-silver"),
        "gold" => l.text("web-level-gold"),
        other => other.to_owned(),
    }
}

/// A standing as tone and words.
pub(crate) fn standing(l: Language, word: StandingWord, value: &Value) -> (&'static str, String) {
    match (word, value) {
        (_, Value::Level(Some(level))) => {
            let tone = if level.as_str() == "gold" { "gold" } else { "silver" };
            (tone, format!("{}, {}", level_text(l, level.as_str()), l.tell(&word.message())))
        }
        (StandingWord::Qualified, _) => ("good", sentence(&l.tell(&word.message()))),
        (StandingWord::NotStarted, _) => ("", sentence(&l.tell(&word.message()))),
        _ => ("info", sentence(&l.tell(&word.message()))),
    }
}

pub(crate) fn line_state(l: Language, state: LineState) -> (&'static str, String) {
    match state {
        LineState::Met => ("good", l.text("web-met")),
        LineState::Open => ("warn", l.text("web-open")),
        LineState::Unknown => ("info", l.text("web-unknown")),
    }
}

pub(crate) fn row_status(status: RowStatus) -> (&'static str, &'static str) {
    match status {
        RowStatus::Counted => ("good", "web-status-counted"),
        RowStatus::Ending => ("warn", "web-status-ending"),
        RowStatus::Incomplete => ("info", "web-status-incomplete"),
        RowStatus::NotLinked => ("bad", "web-status-not-linked"),
        RowStatus::Expired => ("bad", "web-status-expired"),
        RowStatus::NotCounted => ("", "web-status-not-counted"),
    }
}

/// The tone of the sentence that matters first: a status is lost, something is less, or all stays.
pub(crate) fn headline_tone(overview: &Overview) -> &'static str {
    match &overview.worst {
        None => "good",
        Some(loss) if loss.is_status => "bad",
        Some(_) => "warn",
    }
}

/// What free renewals in time would save of a loss.
pub(crate) fn saved(l: Language, loss: Option<&LossView>) -> String {
    loss.and_then(|loss| loss.saved.as_ref()).map_or_else(String::new, |saved| sentence(&l.tell(saved)))
}

/// What will be less, and when: `58 points`, `12 March 2027`.
pub(crate) fn next_change(l: Language, loss: Option<&LossView>) -> (&'static str, String, String) {
    match loss {
        None => ("", l.text("web-no-loss"), String::new()),
        Some(loss) => {
            let tone = if loss.is_status { "bad" } else { "warn" };
            (tone, value_text(l, &loss.to), crate::page::day(l, loss.day))
        }
    }
}

/// Why something is lost, each cause a sentence.
pub(crate) fn causes(l: Language, desk: &Desk, loss: &LossView) -> Vec<String> {
    loss.causes.iter().map(|cause| sentence(&l.tell(&desk.cause_message(cause)))).collect()
}

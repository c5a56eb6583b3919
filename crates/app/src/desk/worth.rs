//! What a standing is worth, with the programme's own words instead of places.

use tierwise_core::{Exact, LevelId};
use tierwise_i18n::{Argument, Language};
use tierwise_rules::Worth;

use super::Desk;
use super::names::translated;

/// What a competency is worth on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Level(Option<LevelId>),
    Points {
        total: Exact,
        qualified: bool,
    },
    /// The competency is not in force.
    NotInForce,
}

impl Value {
    pub fn qualified(&self) -> bool {
        match self {
            Self::Level(level) => level.is_some(),
            Self::Points { qualified, .. } => *qualified,
            Self::NotInForce => false,
        }
    }

    /// A level or points, as messages take it.
    pub fn argument(&self) -> Argument {
        match self {
            Self::Level(Some(level)) => level.as_str().into(),
            Self::Points { total, .. } => total.into(),
            Self::Level(None) | Self::NotInForce => translated(|language: Language| language.text("standing-none")),
        }
    }
}

impl Desk {
    pub(super) fn value(&self, worth: &Worth) -> Value {
        match worth {
            Worth::Level(level) => Value::Level(level.and_then(|level| self.programme.levels.get(level)).cloned()),
            Worth::Points { total, qualified } => Value::Points { total: total.clone(), qualified: *qualified },
            Worth::Nothing => Value::NotInForce,
        }
    }
}

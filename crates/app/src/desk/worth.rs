//! What a standing is worth, with the programme's own words instead of places.

use tierwise_core::{Exact, LevelId};
use tierwise_i18n::Argument;
use tierwise_rules::Worth;

use super::Desk;
use crate::wording::translated;

/// What a competency is worth on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Level(Option<LevelId>),
    Points {
        total: Exact,
        qualified: bool,
        /// In programmes whose scores lead to levels.
        level: Option<LevelId>,
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
            Self::Level(None) | Self::NotInForce => translated(|language| language.text("web-level-none")),
        }
    }
}

impl Desk {
    pub(super) fn value(&self, worth: &Worth) -> Value {
        let level = worth.level().and_then(|level| self.programme.levels.get(level)).cloned();
        match worth {
            Worth::Level(_) => Value::Level(level),
            Worth::Points { total, qualified, .. } => Value::Points { total: total.clone(), qualified: *qualified, level },
            Worth::Nothing => Value::NotInForce,
        }
    }
}

//! The vocabulary of Tierwise: days, exact numbers and typed ids.
//!
//! Knows nothing of rules, files, databases or the web, and never reads a clock.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)
)]

mod day;
mod exact;
mod id;

pub use day::{Day, DayError};
pub use exact::{Exact, ExactError};
pub use id::{CompetencyId, LevelId, MetricId, OptionId, PersonId, ProgrammeId, SkillCode, SourceId, StepId, TrackId};

//! The vocabulary of Tierwise: days, exact numbers, typed ids, what is on record about a partner, and who may do what.
//!
//! Knows nothing of rules, files, databases or the web, and never reads a clock.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)
)]

pub mod access;
mod day;
mod exact;
mod id;
mod instant;
pub mod record;
mod uid;

pub use day::{Day, DayError};
pub use exact::{Exact, ExactError};
pub use id::{
    CapacityId, CompetencyId, LevelId, MetricId, OptionId, PersonId, ProgrammeId, SkillCode, SourceId, StepId, TrackId,
};
pub use instant::Instant;
pub use uid::{BatchId, CredentialId, FactId, LocationId, OperatorId, PartnerId, SessionId, TokenId, UserId};

//! The use cases of Tierwise: facts in, standings and reports out. Knows neither files nor the environment.

mod answer;
pub mod demo;
pub mod desk;
mod example;
mod facts;
mod fold;
pub mod importing;
mod report;
pub mod service;
mod skills;
mod wording;

pub use answer::{Answer, CauseAnswer, CompetencyAnswer, LossAnswer, Missing, Score, answer};
pub use example::{EXAMPLE_METRICS, Example, example_export};
pub use facts::{FactsError, ReadFacts, read_facts, track};
pub use report::{Anniversary, OfferAnswer, OfferAtRisk, Partner, Report, ReportAnswer, ReportRow, RowCounts, Unnamed, report};
pub use skills::SkillNames;
pub use wording::{in_language, level_argument, loss_message, saved_message, worth_argument};

//! The use cases of Tierwise: facts in, standings and reports out. Knows neither files nor the environment.

mod answer;
mod example;
mod facts;
mod report;
mod skills;

pub use answer::{Answer, CompetencyAnswer, Missing, Score, answer};
pub use example::{EXAMPLE_METRICS, Example, example_export};
pub use facts::{FactsError, ReadFacts, read_facts, track};
pub use report::{LossAnswer, Partner, Report, ReportAnswer, ReportRow, RowCounts, Unnamed, in_language, report};
pub use skills::SkillNames;

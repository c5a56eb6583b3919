//! The rules of partner programmes: a catalogue is read and checked, then evaluated for people on a day.
//!
//! `standing = evaluate(programme, facts, day)` is a pure function. This crate knows no files, clocks, languages of
//! screens or databases; it is total: bad catalogues become diagnostics, never panics.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)
)]

mod appraise;
mod catalogue;
mod census;
mod check;
mod critical;
mod diagnostic;
mod diff;
mod evaluate;
mod facts;
mod forecast;
mod in_force;
mod lint;
mod offer;
mod risk;
mod syntax;
mod window;

pub use appraise::{Appraisal, Appraiser, Expiry, Place, Rule, Seats, State};
pub use catalogue::{
    Area, Asks, AttainOption, Attained as Prerequisite, Attains, Bound, ByCase, Capacity, Choose, Classification, Competency,
    Computed, Count, Effective, Every, FigureRule, Holds, Input, Lifecycle, LookBack, Market, Metric, MetricValue, Predicate,
    Programme, Relation, RenewedFrom, Requirement, Retirement, ScoreRule, Skill, SkillIndex, SkillKind, Step, StepKind, Take,
    Text, Validity, Ways,
};
pub use check::read_catalogue;
pub use critical::{Critical, critical};
pub use diagnostic::Diagnostic;
pub use diff::{
    Change, CompetencyDifference, Difference, LineDifference, Reached, StandingDifference, Subject, View, diff, difference,
    differences,
};
pub use evaluate::{
    AtMost, Attained, Counted, LevelStanding, MetricResult, OptionResult, Outcome, ProgrammeOnDay, RequirementResult,
    ScoreStanding, Standing, Standings, StepResult, TrackResult, evaluate,
};
pub use facts::{Absent, Facts, Figures, People, PeopleBuilder, RepeatedPerson, classification_id, input_id};
pub use forecast::{Cause, Forecast, Loss, Turn, Worth, forecast, losses};
pub use lint::{Kind as LintKind, Lint, lint};
pub use offer::{Offer, OfferCourse, Stage, StageTurn, offer_course};
pub use risk::{Risk, risk};
pub use syntax::{Comparison, Formula};
pub use window::{qualified_days, window_start};

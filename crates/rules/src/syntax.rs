//! From text to syntax: TOML tables with places, predicates and formulas. Knows no rules, only how they are written.

mod formula;
mod predicate;
mod table;
mod token;

pub(crate) use formula::parse_formula;
pub use formula::{Comparison, Formula};
pub(crate) use predicate::{Named, parse_predicate};
pub(crate) use table::{Located, TableReader};

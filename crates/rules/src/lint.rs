//! Lints: what is odd about a catalogue without making it unusable. Each can be explained where it stands, with `allow`.
//!
//! A lint is told only when it is proven; what is too large to be decided stays silent.

mod bounds;
mod dates;
mod dominance;
mod implies;
mod parts;
mod reach;
mod score;
mod unused;

use toml::de::DeTable;

use crate::catalogue::Programme;
use crate::diagnostic::Diagnostic;
pub(crate) use dates::own_days;
use parts::Findings;

/// Something odd in a catalogue, with its place, what it is and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    pub kind: Kind,
    pub diagnostic: Diagnostic,
}

/// What a lint is about; its name stands in `allow`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    NeverInForce,
    Gap,
    NeverMet,
    NeverScores,
    OutOfReach,
    Dominated,
    UnnamedSkill,
    RetiredWithoutSuccessor,
    UnusedCapacity,
    UnusedInput,
    /// An `allow` that explains nothing; it cannot be explained itself.
    AllowsNothing,
}

impl Kind {
    /// The kinds that `allow` can explain.
    pub const ALLOWED: [Self; 10] = [
        Self::NeverInForce,
        Self::Gap,
        Self::NeverMet,
        Self::NeverScores,
        Self::OutOfReach,
        Self::Dominated,
        Self::UnnamedSkill,
        Self::RetiredWithoutSuccessor,
        Self::UnusedCapacity,
        Self::UnusedInput,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::NeverInForce => "never-in-force",
            Self::Gap => "gap",
            Self::NeverMet => "never-met",
            Self::NeverScores => "never-scores",
            Self::OutOfReach => "out-of-reach",
            Self::Dominated => "dominated",
            Self::UnnamedSkill => "unnamed-skill",
            Self::RetiredWithoutSuccessor => "retired-without-successor",
            Self::UnusedCapacity => "unused-capacity",
            Self::UnusedInput => "unused-input",
            Self::AllowsNothing => "allows-nothing",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALLOWED.into_iter().find(|kind| kind.name() == name)
    }
}

/// Everything odd that the catalogue does not explain itself, in the order of its text.
///
/// `programme` is what [`crate::read_catalogue`] read from the text.
pub fn lint(text: &str, programme: &Programme) -> Vec<Lint> {
    let (document, _) = DeTable::parse_recoverable(text);
    let mut findings = Findings::new(document.get_ref());
    unused::look(programme, &mut findings);
    dates::look(programme, &mut findings);
    let days = dates::all(programme);
    reach::look(programme, &days, &mut findings);
    score::look(programme, &days, &mut findings);
    dominance::look(programme, &days, &mut findings);
    findings.into_unexplained()
}

//! What a requirement asks for: people, credentials, figures, other competencies. Knows nothing of who meets it.

use tierwise_core::{Exact, MetricId};

use super::{ByCase, Effective, Holds, Input, Text};
use crate::syntax::Formula;

#[derive(Debug, Clone)]
pub struct Requirement {
    /// Place in [`Programme::levels`].
    pub level: usize,
    pub line: u32,
    /// Requirements of one group are alternatives.
    pub group: Option<String>,
    pub effective: Effective,
    pub asks: Asks,
    /// Place in [`Programme::capacities`], where the requirement names one.
    pub capacity: Option<usize>,
    pub text: Option<Text>,
    pub note: Option<Text>,
    pub doubt: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    People {
        count: Count,
        holds: Holds,
        relation: Relation,
    },
    /// So many pairs of a person and a skill.
    Credentials {
        count: u32,
        holds: Holds,
    },
    Figure(FigureRule),
    Attains(Attains),
}

/// How many people a requirement asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Count {
    Fixed(u32),
    /// At least as many as a formula over figures says.
    Figured(Computed),
}

/// A threshold under or over a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRule {
    pub metric: MetricId,
    pub bound: Bound,
    pub threshold: ByCase<Exact>,
    pub look_back: Option<LookBack>,
    /// How the figure comes about where it is not stated itself.
    pub value: Option<Computed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    AtLeast,
    AtMost,
}

impl Bound {
    pub fn holds(self, figure: &Exact, threshold: &Exact) -> bool {
        match self {
            Self::AtLeast => figure >= threshold,
            Self::AtMost => figure <= threshold,
        }
    }
}

/// A formula over figures that are named by its inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    pub inputs: Vec<Input>,
    pub formula: Formula,
}

/// Which months of a figure count on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookBack {
    /// This month and those before it, so many in all.
    pub months: u32,
    pub take: Take,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    Latest,
    Sum,
    Average,
    Highest,
}

/// Other competencies that must be attained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attains {
    /// At least so many of `of`.
    pub count: u32,
    pub of: Vec<Attained>,
    /// Place in [`Programme::levels`]; at that level or above.
    pub level: Option<usize>,
}

/// A competency, or so many of several, nested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attained {
    /// Place in [`Programme::competencies`].
    Competency(usize),
    AtLeast(u32, Vec<Attained>),
}

/// How the set of people of a requirement is tied to that of another line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Free,
    SamePeopleAs(u32),
    KOfSame(u32),
    OtherPeopleThan(u32),
    DistinctPerCode,
}

impl Requirement {
    /// How the people are tied to those of another line; a figure is never tied.
    pub fn relation(&self) -> Relation {
        match &self.asks {
            Asks::People { relation, .. } => *relation,
            Asks::Credentials { .. } | Asks::Figure(_) | Asks::Attains(_) => Relation::Free,
        }
    }

    /// Whether the people depend on those of another line, or another line's on them.
    pub fn is_tied<'r>(&self, mut others: impl Iterator<Item = &'r Self>) -> bool {
        self.relation() != Relation::Free
            || others.any(|other| other.level == self.level && other.relation().line() == Some(self.line))
    }
}

impl Relation {
    /// The line that this one is tied to.
    pub fn line(self) -> Option<u32> {
        match self {
            Self::SamePeopleAs(line) | Self::KOfSame(line) | Self::OtherPeopleThan(line) => Some(line),
            Self::Free | Self::DistinctPerCode => None,
        }
    }
}

impl Asks {
    /// What is asked of one person.
    pub fn holds(&self) -> Option<&Holds> {
        match self {
            Self::People { holds, .. } | Self::Credentials { holds, .. } => Some(holds),
            Self::Figure(_) | Self::Attains(_) => None,
        }
    }
}

impl Count {
    /// The number, where it does not depend on figures.
    pub fn fixed(&self) -> Option<u32> {
        match self {
            Self::Fixed(count) => Some(*count),
            Self::Figured(_) => None,
        }
    }
}

//! The oracle's own description of a small world: a catalogue and what is known about a partner.

use std::collections::BTreeMap;

use super::calendar::Date;
use super::ratio::{Ratio, ZERO, whole};

pub const LEVELS: [&str; 3] = ["silver", "gold", "platinum"];

/// Days on which something is in force, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Span {
    pub fn has(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

#[derive(Debug, Clone, Default)]
pub struct World {
    pub effective: Span,
    /// So many of [`LEVELS`]; none in a score programme without levels.
    pub levels: usize,
    pub score: Option<Score>,
    pub skills: Vec<Skill>,
    pub capacities: Vec<Capacity>,
    pub competencies: Vec<Competency>,
    pub people: Vec<Vec<Achievement>>,
    /// Stated by id, and month or none; the last one of the same holds.
    pub figures: BTreeMap<(String, Option<Date>), Ratio>,
    pub absent_is_zero: bool,
    pub is_developing: bool,
    pub track: Option<usize>,
    pub priority: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Achievement {
    pub skill: usize,
    pub completed: Option<Date>,
    pub expires: Option<Date>,
}

#[derive(Debug, Clone, Default)]
pub struct Skill {
    pub accepted_from: Option<Date>,
    pub retired_on: Option<Date>,
    pub accepted_until: Option<Date>,
    pub earned_before: bool,
    pub stands_for: Vec<usize>,
    pub made_of: Option<Predicate>,
}

/// Over numbered skills or competencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Predicate {
    One(usize),
    Any(Vec<Predicate>),
    All(Vec<Predicate>),
    AtLeast(usize, Vec<Predicate>),
}

impl Predicate {
    pub fn is_met(&self, is_true: &impl Fn(usize) -> bool) -> bool {
        match self {
            Self::One(one) => is_true(*one),
            Self::Any(parts) => parts.iter().any(|part| part.is_met(is_true)),
            Self::All(parts) => parts.iter().all(|part| part.is_met(is_true)),
            Self::AtLeast(count, parts) => parts.iter().filter(|part| part.is_met(is_true)).count() >= *count,
        }
    }

    pub fn named(&self) -> Vec<usize> {
        match self {
            Self::One(one) => vec![*one],
            Self::Any(parts) | Self::All(parts) | Self::AtLeast(_, parts) => parts.iter().flat_map(Self::named).collect(),
        }
    }
}

/// A test on one person's skills, with days of its own.
#[derive(Debug, Clone)]
pub struct Holds {
    pub predicate: Predicate,
    pub from: Vec<(usize, Date)>,
    pub until: Vec<(usize, Date)>,
    pub within: Option<i32>,
}

impl From<Predicate> for Holds {
    fn from(predicate: Predicate) -> Self {
        Self { predicate, from: Vec::new(), until: Vec::new(), within: None }
    }
}

#[derive(Debug, Clone)]
pub struct Capacity {
    pub most: usize,
    pub apart: Option<usize>,
    pub level: Option<usize>,
    pub effective: Span,
}

#[derive(Debug, Clone)]
pub struct Competency {
    pub effective: Span,
    pub ways: Ways,
}

#[derive(Debug, Clone)]
pub enum Ways {
    Options(Vec<Choice>),
    Area(Area),
}

/// An option.
#[derive(Debug, Clone)]
pub struct Choice {
    pub effective: Span,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub level: usize,
    pub number: usize,
    pub group: Option<char>,
    pub effective: Span,
    pub capacity: Option<usize>,
    pub asks: Asks,
}

#[derive(Debug, Clone)]
pub enum Asks {
    People { count: Count, holds: Holds, relation: Relation },
    Credentials { count: usize, holds: Holds },
    Figure(FigureRule),
    Attains { of: Predicate, level: Option<usize> },
}

#[derive(Debug, Clone)]
pub enum Count {
    Fixed(usize),
    Figured(Computed),
}

/// A formula over figures by their ids.
#[derive(Debug, Clone)]
pub struct Computed {
    pub formula: Formula,
    pub inputs: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct FigureRule {
    pub figure: String,
    pub is_least: bool,
    pub threshold: ByMarket<Ratio>,
    pub look_back: Option<LookBack>,
    pub value: Option<Computed>,
}

/// For developed markets, and for developing ones where they differ.
#[derive(Debug, Clone)]
pub struct ByMarket<T> {
    pub developed: T,
    pub developing: Option<T>,
}

impl<T> ByMarket<T> {
    pub fn get(&self, is_developing: bool) -> &T {
        self.developing.as_ref().filter(|_| is_developing).unwrap_or(&self.developed)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    Unsaid,
    Latest,
    Sum,
    Average,
    Highest,
}

#[derive(Debug, Clone, Copy)]
pub struct LookBack {
    pub months: i32,
    pub take: Take,
}

/// To the number of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Free,
    SamePeopleAs(usize),
    KOfSame(usize),
    OtherPeopleThan(usize),
    DistinctPerCode,
}

impl Relation {
    pub fn target(self) -> Option<usize> {
        match self {
            Self::SamePeopleAs(line) | Self::KOfSame(line) | Self::OtherPeopleThan(line) => Some(line),
            Self::Free | Self::DistinctPerCode => None,
        }
    }

    pub fn holds(self, set: u32, other: u32) -> bool {
        match self {
            Self::Free | Self::DistinctPerCode => true,
            Self::SamePeopleAs(_) => set == other,
            Self::KOfSame(_) => set & !other == 0,
            Self::OtherPeopleThan(_) => set & other == 0,
        }
    }
}

#[derive(Debug, Clone)]
pub struct Score {
    pub thresholds: Thresholds,
    pub every: Option<Floor>,
    pub window: Option<i32>,
}

#[derive(Debug, Clone)]
pub enum Thresholds {
    One(Ratio),
    /// Lowest first.
    Levels(Vec<(usize, Ratio)>),
}

#[derive(Debug, Clone, Copy)]
pub enum Floor {
    Above(Ratio),
    AtLeast(Ratio),
}

#[derive(Debug, Clone)]
pub struct Area {
    /// So many tracks; none where the competency knows none.
    pub tracks: usize,
    pub choose: Choose,
    pub metrics: Vec<Metric>,
}

#[derive(Debug, Clone)]
pub enum Choose {
    BestOf,
    Classification(Option<Classification>),
}

#[derive(Debug, Clone)]
pub struct Classification {
    pub is_least: bool,
    pub threshold: Ratio,
    pub track: usize,
    pub otherwise: usize,
}

#[derive(Debug, Clone)]
pub struct Metric {
    pub id: usize,
    pub track: Option<usize>,
    pub effective: Span,
    pub max: Ratio,
    pub look_back: Option<LookBack>,
    pub value: Value,
}

#[derive(Debug, Clone)]
pub enum Value {
    /// Inputs are figures, or count people.
    Measured {
        inputs: Vec<Option<Holds>>,
        points: Points,
    },
    Steps(Vec<Step>),
}

#[derive(Debug, Clone)]
pub enum Points {
    ByMarket(ByMarket<Formula>),
    /// One for each track.
    ByTrack(Vec<Formula>),
}

#[derive(Debug, Clone)]
pub struct Step {
    pub id: usize,
    pub kind: StepKind,
    pub holds: Holds,
    pub effective: Span,
}

#[derive(Debug, Clone)]
pub enum StepKind {
    Gate(usize),
    Flat(usize, Ratio),
    Elective(ByMarket<Ratio>),
}

#[derive(Debug, Clone)]
pub enum Formula {
    Number(i128),
    Input(usize),
    Minus(Box<Formula>),
    Two(Box<Formula>, char, Box<Formula>),
    Over(Box<Formula>, i128),
    Few(&'static str, Vec<Formula>),
    /// Left, comparison, right, then, otherwise.
    If(Box<[Formula; 2]>, &'static str, Box<[Formula; 2]>),
}

impl Formula {
    pub fn value(&self, inputs: &[Ratio]) -> Ratio {
        let of = |parts: &[Self]| parts.iter().map(|part| part.value(inputs)).collect::<Vec<Ratio>>();
        match self {
            Self::Number(number) => whole(*number),
            Self::Input(place) => inputs[*place],
            Self::Minus(part) => ZERO - part.value(inputs),
            Self::Over(part, divisor) => part.value(inputs).over(whole(*divisor)),
            Self::Two(left, sign, right) => {
                let (left, right) = (left.value(inputs), right.value(inputs));
                match sign {
                    '+' => left + right,
                    '-' => left - right,
                    _ => left * right,
                }
            }
            Self::Few(name, parts) => {
                let values = of(parts);
                match *name {
                    "min" => values.into_iter().min().unwrap(),
                    "max" => values.into_iter().max().unwrap(),
                    "ceil" => values[0].ceiling(),
                    _ => values[0].floor(),
                }
            }
            Self::If(sides, sign, branches) => {
                let (left, right) = (sides[0].value(inputs), sides[1].value(inputs));
                let is_true = match *sign {
                    "<" => left < right,
                    "<=" => left <= right,
                    ">" => left > right,
                    _ => left >= right,
                };
                branches[usize::from(!is_true)].value(inputs)
            }
        }
    }
}

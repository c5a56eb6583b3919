//! What differs between two programmes, or two editions of one, and from which day to which.
//!
//! Rules are compared day by day: a rule that is written twice, once for each side of a day, is the same as one edition
//! after another. Days outside of a programme's own have the rules of the nearest day inside, as in evaluation.

mod rules;
mod standings;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use tierwise_core::Day;

use crate::catalogue::{Effective, Programme};
use crate::forecast::turning_days;
use crate::lint::own_days;
pub use rules::Subject;
use rules::{Aspects, Rules};
pub use standings::{CompetencyDifference, LineDifference, Reached, StandingDifference, View, difference, differences};

/// One thing that differs, on all of these days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// `None`: since ever.
    pub from: Option<Day>,
    /// `None`: without end.
    pub to: Option<Day>,
    pub subject: Subject,
    pub change: Change,
}

/// From the first programme to the second one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// With what it says.
    Added(String),
    Removed(String),
    /// One aspect; `None` where it is not stated.
    Changed {
        aspect: String,
        before: Option<String>,
        after: Option<String>,
    },
}

impl Difference {
    pub fn covers(&self, day: Day) -> bool {
        Effective { from: self.from, to: self.to }.covers(day)
    }
}

/// Every difference between the rules of two programmes, in the order of days and subjects.
pub fn diff(before: &Programme, after: &Programme) -> Vec<Difference> {
    let turning: BTreeSet<Day> = [before, after].into_iter().flat_map(turns).collect();
    let first = turning.first().map_or(Day::new(2000, 1, 1), |day| Some(day.previous()));
    let mut spans = Spans::default();
    for (number, day) in first.into_iter().chain(turning.iter().copied()).enumerate() {
        let same_on_day = between(&rules::on(before, day), &rules::on(after, day));
        spans.next((number > 0).then_some(day), same_on_day);
    }
    spans.finish()
}

/// The days on which a programme's rules can turn.
fn turns(programme: &Programme) -> BTreeSet<Day> {
    let mut days = turning_days(programme);
    days.extend(programme.effective.turning_days());
    days.extend(programme.lifecycle.iter().flat_map(|settings| settings.effective.turning_days().collect::<Vec<_>>()));
    days.extend(programme.skills.iter().flat_map(|skill| skill.retirement.accepted().turning_days().collect::<Vec<_>>()));
    for holds in programme.all_holds() {
        days.extend(own_days(holds));
    }
    days
}

/// What differs on one day.
fn between(before: &Rules, after: &Rules) -> BTreeSet<(Subject, Change)> {
    let mut found = BTreeSet::new();
    let subjects: BTreeSet<&Subject> = before.keys().chain(after.keys()).collect();
    for subject in subjects {
        match (before.get(subject), after.get(subject)) {
            (Some(old), Some(new)) => found.extend(changed(old, new).map(|change| (subject.clone(), change))),
            (Some(old), None) if !is_within_one_of(subject, before, after) => {
                found.insert((subject.clone(), Change::Removed(summary(old))));
            }
            (None, Some(new)) if !is_within_one_of(subject, after, before) => {
                found.insert((subject.clone(), Change::Added(summary(new))));
            }
            _ => {}
        }
    }
    found
}

/// Whether what the subject stands in is there on one side only: then that is told, and not everything in it.
fn is_within_one_of(subject: &Subject, here: &Rules, there: &Rules) -> bool {
    subject.above().iter().any(|above| here.contains_key(above) && !there.contains_key(above))
}

fn changed<'r>(before: &'r Aspects, after: &'r Aspects) -> impl Iterator<Item = Change> + 'r {
    let aspects: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    aspects.into_iter().filter(|aspect| before.get(*aspect) != after.get(*aspect)).map(|aspect| Change::Changed {
        aspect: aspect.clone(),
        before: before.get(aspect).cloned(),
        after: after.get(aspect).cloned(),
    })
}

fn summary(aspects: &Aspects) -> String {
    aspects.iter().map(|(aspect, value)| format!("{aspect} {value}")).collect::<Vec<_>>().join(", ")
}

/// Joins what is the same on one span of days after another.
#[derive(Default)]
struct Spans {
    open: BTreeMap<(Subject, Change), Option<Day>>,
    closed: Vec<Difference>,
}

impl Spans {
    /// What differs from a day on; without a day, since ever.
    fn next(&mut self, day: Option<Day>, differing: BTreeSet<(Subject, Change)>) {
        let ended: Vec<_> = self.open.keys().filter(|key| !differing.contains(*key)).cloned().collect();
        for key in ended {
            let from = self.open.remove(&key).flatten();
            self.close(key, from, day.map(Day::previous));
        }
        for key in differing {
            self.open.entry(key).or_insert(day);
        }
    }

    fn close(&mut self, (subject, change): (Subject, Change), from: Option<Day>, to: Option<Day>) {
        self.closed.push(Difference { from, to, subject, change });
    }

    fn finish(mut self) -> Vec<Difference> {
        for (key, from) in std::mem::take(&mut self.open) {
            self.close(key, from, None);
        }
        self.closed.sort();
        self.closed
    }
}

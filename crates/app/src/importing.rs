//! Imports: what an export of Partner Center would change in what is on record.
//!
//! Pure: rows and a snapshot in, facts to add and to end out. Knows no files, no database and no programme, so that the
//! same file can be planned again when the record has moved.

mod known;
mod owners;
mod planning;
mod preview;

use tierwise_core::record::{Facts, Partner, Snapshot};
use tierwise_core::{Day, FactId, Instant, UserId};
use tierwise_exchange::import::{RowIssue, Trainings};
use uuid::Uuid;

pub use self::preview::{Counts, DuplicateLine, GoneLine, IssueLine, Lines, PersonLine, Preview, RowLine, Words};

/// What an export would change.
// INVARIANT: counts.read == new + changed + unchanged + unusable + repeated.
#[derive(Debug, Default)]
pub struct ImportPlan {
    /// What is new, and the new state of what changed.
    pub facts: Facts,
    /// The old state of what changed.
    pub ends: Vec<FactId>,
    /// What earlier exports brought and this one no longer has. Whether it ends is for a person to say.
    pub gone: Vec<Gone>,
    pub counts: Counts,
    /// Rows that were not used, in the order of the file.
    pub unusable: Vec<RowIssue>,
    /// Things to look at in rows that were used, in the order of the file.
    pub warnings: Vec<RowIssue>,
    pub duplicates: Vec<Duplicate>,
    samples: preview::Samples,
}

/// An achievement of an earlier export that is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    pub fact: FactId,
    pub person: String,
    pub title: String,
    pub completed: Day,
}

/// One person with several profiles at the same source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    pub user: UserId,
    pub person: String,
    /// Sorted.
    pub profiles: Vec<String>,
}

/// What becomes of achievements that are gone from the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    All,
    EndAll,
    /// These end, the others stay.
    End(Vec<FactId>),
}

/// Plans an import. `locations_mpn_ids`: the MPN IDs of the partner's locations, beside its own.
pub fn plan(
    partner: &Partner,
    locations_mpn_ids: &[String],
    snapshot: &Snapshot,
    trainings: Trainings,
    day: Day,
    received: Instant,
    ids: &mut dyn FnMut() -> Uuid,
) -> ImportPlan {
    let Trainings { rows, unusable, warnings, read } = trainings;
    let mut plan = ImportPlan { unusable, warnings, ..ImportPlan::default() };
    plan.counts.read = read;
    let own = std::iter::once(partner.mpn_id.as_str()).chain(locations_mpn_ids.iter().map(String::as_str)).collect();
    planning::fill(&mut plan, &rows, &snapshot.facts, &planning::Terms { own, day, received }, ids);
    plan.unusable.sort_by_key(|issue| issue.line);
    plan.warnings.sort_by_key(|issue| issue.line);
    plan.counts.unusable = plan.unusable.len() as u64;
    plan
}

/// What is written: the facts to add and those to end.
pub fn choose(plan: ImportPlan, keep: &Keep) -> (Facts, Vec<FactId>) {
    let ImportPlan { facts, mut ends, gone, .. } = plan;
    let gone = gone.into_iter().map(|gone| gone.fact);
    match keep {
        Keep::All => {}
        Keep::EndAll => ends.extend(gone),
        Keep::End(chosen) => {
            let chosen: rustc_hash::FxHashSet<FactId> = chosen.iter().copied().collect();
            // The record may have moved since the choice: what is back in the file does not end.
            ends.extend(gone.filter(|fact| chosen.contains(fact)));
        }
    }
    (facts, ends)
}

/// How many facts there are.
pub fn size(facts: &Facts) -> usize {
    let Facts { people, employments, associations, achievements, figures, shown } = facts;
    [people.len(), employments.len(), associations.len(), achievements.len(), figures.len(), shown.len()].into_iter().sum()
}

/// The same in portions of at most `size` facts. A person comes no later than what is stated about them.
pub fn chunks(facts: Facts, ends: Vec<FactId>, size: usize) -> Vec<(Facts, Vec<FactId>)> {
    let mut portions = Portions { size: size.max(1), room: 0, done: Vec::new() };
    portions.spread(facts.people, |(facts, _)| &mut facts.people);
    portions.spread(facts.employments, |(facts, _)| &mut facts.employments);
    portions.spread(facts.associations, |(facts, _)| &mut facts.associations);
    portions.spread(facts.achievements, |(facts, _)| &mut facts.achievements);
    portions.spread(facts.figures, |(facts, _)| &mut facts.figures);
    portions.spread(facts.shown, |(facts, _)| &mut facts.shown);
    portions.spread(ends, |(_, ends)| ends);
    portions.done
}

type Portion = (Facts, Vec<FactId>);

struct Portions {
    size: usize,
    /// What still fits into the last one.
    room: usize,
    done: Vec<Portion>,
}

impl Portions {
    fn spread<T>(&mut self, all: Vec<T>, of: impl Fn(&mut Portion) -> &mut Vec<T>) {
        let mut rest = all.into_iter();
        while rest.len() > 0 {
            if self.room == 0 {
                self.done.push(Portion::default());
                self.room = self.size;
            }
            let Some(last) = self.done.last_mut() else { return };
            let taken = self.room.min(rest.len());
            of(last).extend(rest.by_ref().take(taken));
            self.room = self.room.saturating_sub(taken);
        }
    }
}

impl ImportPlan {
    /// What the page of the import shows, in both languages: counts, and some lines of every kind.
    pub fn preview(&self) -> Preview {
        Preview::of(self)
    }
}

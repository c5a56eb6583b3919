//! The days on which something is in force.

use tierwise_core::Day;

/// The days on which something is in force, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effective {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

impl Effective {
    pub fn covers(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The day itself, or the nearest one inside.
    pub fn nearest(&self, day: Day) -> Day {
        let day = self.from.map_or(day, |from| day.max(from));
        self.to.map_or(day, |to| day.min(to))
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<Day>, start: Option<Day>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.to, other.from) && !before(other.to, self.from)
    }

    /// The days that both cover, if there are any.
    pub fn within(&self, other: &Self) -> Option<Self> {
        let to = match (self.to, other.to) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.overlaps(other).then(|| Self { from: self.from.max(other.from), to })
    }

    /// Whether every day is a day of one of the others.
    pub fn is_covered_by(&self, others: &[Self]) -> bool {
        let mut day = self.from;
        loop {
            let begins_in_time = |from: Option<Day>| from.is_none_or(|from| day.is_some_and(|day| from <= day));
            let ends_later = |to: Option<Day>| to.is_none_or(|to| day.is_none_or(|day| day <= to));
            let Some(other) = others.iter().find(|other| begins_in_time(other.from) && ends_later(other.to)) else {
                return false;
            };
            match (other.to, self.to) {
                (None, _) => return true,
                (Some(to), Some(last)) if last <= to => return true,
                // INVARIANT: the day grows with every turn, because the other ends on it or later.
                (Some(to), _) => day = Some(to.next()),
            }
        }
    }

    /// The days on which a new rule begins: the first day, and the day after the last.
    pub fn turning_days(&self) -> impl Iterator<Item = Day> {
        self.from.into_iter().chain(self.to.map(Day::next))
    }
}

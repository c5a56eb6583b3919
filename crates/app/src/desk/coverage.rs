//! Whether a learner profile counts here on a day, for whom, and how long: associations, employments and the PMC window.

use tierwise_core::Day;
use tierwise_core::record::{Association, Channel, Employment, Partner, covers};
use tierwise_rules::Lifecycle;

/// What a profile is to the partner on a day: the first condition that it fails, or that it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    Counts,
    /// Nobody here ever had it.
    Unknown,
    /// Somebody had it, or will have it, but not on the day.
    NotAssociated,
    NotEmployed,
    /// Only associated in PMC, which does not count any more.
    PmcOver,
}

/// Why something stops counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    Expires,
    Leaves,
    PmcEnds,
    AssociationEnds,
}

/// A profile on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coverage {
    pub link: Link,
    /// The last day on which it counts without a break, and why it ends.
    pub until: Option<(Day, End)>,
    pub in_pmc: bool,
    pub in_pc: bool,
}

/// The last day on which PMC alone is enough: so many months after the move, inclusive.
pub(super) fn window_end(partner: &Partner, lifecycle: &Lifecycle) -> Option<Day> {
    let months = i32::try_from(lifecycle.pmc_months).unwrap_or(i32::MAX);
    partner.moved_from_pmc_on.map(|moved| moved.plus_months(months))
}

/// The association that says whose profile it is on the day: one that covers it, Partner Center before PMC; else the
/// latest one.
pub(super) fn holder<'a>(associations: impl Iterator<Item = &'a Association>, day: Day) -> Option<&'a Association> {
    associations.max_by_key(|association| {
        let now = covers(association.starts_on, association.ends_on, day);
        let past = association.starts_on.is_none_or(|first| first <= day);
        (now, past, association.channel == Channel::Pc, association.starts_on, association.fact)
    })
}

impl Coverage {
    pub const UNKNOWN: Self = Self { link: Link::Unknown, until: None, in_pmc: false, in_pc: false };

    /// `associations`: those of the profile with its holder; `employments`: those of the holder.
    pub fn of<'a>(
        associations: impl Iterator<Item = &'a Association> + Clone,
        employments: impl Iterator<Item = &'a Employment> + Clone,
        window: Option<Day>,
        day: Day,
    ) -> Self {
        let current = associations.clone().filter(|link| covers(link.starts_on, link.ends_on, day));
        let has = |channel: Channel| current.clone().any(|link| link.channel == channel);
        let (in_pmc, in_pc) = (has(Channel::Pmc), has(Channel::Pc));
        let blocked = |link: Link| Self { link, until: None, in_pmc, in_pc };
        if !in_pmc && !in_pc {
            return blocked(Link::NotAssociated);
        }
        let Some(employed) = covered(employments.map(|work| (work.starts_on, work.ends_on)), day) else {
            return blocked(Link::NotEmployed);
        };
        let counting = associations.clone().filter_map(|link| match link.channel {
            Channel::Pc => Some((link.starts_on, link.ends_on)),
            Channel::Pmc => window.map(|window| (link.starts_on, Some(link.ends_on.map_or(window, |last| last.min(window))))),
        });
        let Some(associated) = covered(counting, day) else { return blocked(Link::PmcOver) };
        let in_pmc_on = |last: Day| {
            associations.clone().any(|link| link.channel == Channel::Pmc && covers(link.starts_on, link.ends_on, last))
        };
        let why = |last: Day| if Some(last) == window && in_pmc_on(last) { End::PmcEnds } else { End::AssociationEnds };
        let until = match (employed, associated) {
            (None, None) => None,
            (Some(leaves), None) => Some((leaves, End::Leaves)),
            (None, Some(last)) => Some((last, why(last))),
            (Some(leaves), Some(last)) => Some(if leaves <= last { (leaves, End::Leaves) } else { (last, why(last)) }),
        };
        Self { link: Link::Counts, until, in_pmc, in_pc }
    }
}

/// Whether spans cover a day, and to which day they do without a break; `Some(None)` is without end.
pub(super) fn covered(spans: impl Iterator<Item = (Option<Day>, Option<Day>)> + Clone, day: Day) -> Option<Option<Day>> {
    if !spans.clone().any(|(first, last)| covers(first, last, day)) {
        return None;
    }
    let mut until = day;
    loop {
        let touching = spans.clone().filter(|(first, _)| first.is_none_or(|first| first <= until.next()));
        let ends: Option<Vec<Day>> = touching.map(|(_, last)| last).collect();
        // One without end makes the whole without end.
        let Some(ends) = ends else { return Some(None) };
        match ends.into_iter().max() {
            Some(last) if last > until => until = last,
            _ => return Some(Some(until)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn spans_that_touch_are_one_and_a_gap_ends_them() {
        let span = |first: &str, last: &str| (Some(day(first)), Some(day(last)));
        let spans = [span("2026-01-01", "2026-03-31"), span("2026-04-01", "2026-05-31"), span("2026-06-02", "2026-12-31")];
        assert_eq!(covered(spans.into_iter(), day("2026-02-01")), Some(Some(day("2026-05-31"))));
        assert_eq!(covered(spans.into_iter(), day("2026-06-01")), None);
        let open = [span("2026-01-01", "2026-03-31"), (Some(day("2026-03-01")), None)];
        assert_eq!(covered(open.into_iter(), day("2026-02-01")), Some(None));
    }
}

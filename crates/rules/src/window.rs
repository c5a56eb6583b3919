//! Qualified on at least one day of a window: the days on which a score qualified.

use std::collections::BTreeMap;

use tierwise_core::Day;

use crate::catalogue::Programme;
use crate::evaluate::evaluate;
use crate::facts::Facts;
use crate::forecast::{Worth, forecast};

/// The first day of the window of a day, where the programme has one: this month and those before it.
pub fn window_start(programme: &Programme, day: Day) -> Option<Day> {
    let months = programme.score.as_ref()?.window_months?;
    let before = i32::try_from(months.saturating_sub(1)).ok()?;
    let first = day.plus_months(before.saturating_neg());
    Day::new(first.year(), first.month(), 1)
}

/// The last day in whose window a day is.
pub(crate) fn window_end(programme: &Programme, day: Day) -> Option<Day> {
    let months = i32::try_from(programme.score.as_ref()?.window_months?).ok()?;
    Some(Day::new(day.year(), day.month(), 1)?.plus_months(months).previous())
}

/// By the places of the competencies: the spans of days from `start` to `day` on which they qualified, both included.
pub fn qualified_days(programme: &Programme, facts: &Facts, start: Day, day: Day) -> BTreeMap<usize, Vec<(Day, Day)>> {
    days_of(programme, facts, (start, day), &Worth::qualified)
}

/// The spans of days on which competencies were worth what is wanted.
pub(crate) fn days_of(
    programme: &Programme,
    facts: &Facts,
    (start, day): (Day, Day),
    is_wanted: &dyn Fn(&Worth) -> bool,
) -> BTreeMap<usize, Vec<(Day, Day)>> {
    let first = evaluate(programme, facts, start);
    let turns = forecast(programme, facts, &first).turns;
    let mut spans: BTreeMap<usize, Vec<(Day, Day)>> = BTreeMap::new();
    for competency in 0..programme.competencies.len() {
        let mut since = is_wanted(&first.worth(competency)).then_some(start);
        let own = turns.iter().filter(|turn| turn.competency == competency && turn.day <= day);
        for turn in own {
            match (since, is_wanted(&turn.to)) {
                (None, true) => since = Some(turn.day),
                (Some(from), false) => {
                    spans.entry(competency).or_default().push((from, turn.day.previous()));
                    since = None;
                }
                _ => {}
            }
        }
        if let Some(from) = since {
            spans.entry(competency).or_default().push((from, day));
        }
    }
    spans
}

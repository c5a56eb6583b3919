//! Qualified on at least one day of a window: the days on which a score qualified.

use std::collections::BTreeMap;

use tierwise_core::Day;

use crate::catalogue::Programme;
use crate::evaluate::evaluate;
use crate::facts::Facts;
use crate::forecast::forecast;

/// The first day of the window of a day, where the programme has one: this month and those before it.
pub fn window_start(programme: &Programme, day: Day) -> Option<Day> {
    let months = programme.score.as_ref()?.window_months?;
    let before = i32::try_from(months.saturating_sub(1)).ok()?;
    let first = day.plus_months(before.saturating_neg());
    Day::new(first.year(), first.month(), 1)
}

/// By the places of the competencies: the spans of days from `start` to `day` on which they qualified, both included.
pub fn qualified_days(programme: &Programme, facts: &Facts, start: Day, day: Day) -> BTreeMap<usize, Vec<(Day, Day)>> {
    let first = evaluate(programme, facts, start);
    let turns = forecast(programme, facts, &first).turns;
    let mut spans: BTreeMap<usize, Vec<(Day, Day)>> = BTreeMap::new();
    for competency in 0..programme.competencies.len() {
        let mut since = first.worth(competency).qualified().then_some(start);
        let own = turns.iter().filter(|turn| turn.competency == competency && turn.day <= day);
        for turn in own {
            match (since, turn.to.qualified()) {
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

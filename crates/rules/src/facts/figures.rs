//! Figures that are no skills: for any day or by month, and how rules look back on their months.

use std::collections::BTreeMap;

use tierwise_core::{Day, Exact};

use crate::catalogue::{LookBack, Take};

/// The figures of a partner by their ids, each for any day or by month.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    stated: BTreeMap<String, Series>,
    absent: Absent,
}

/// What was stated of one figure.
#[derive(Debug, Clone, Default)]
struct Series {
    any_day: Option<Exact>,
    /// By the first day of the month.
    months: BTreeMap<Day, Exact>,
}

/// What a figure is that nobody gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    Zero,
    #[default]
    Unknown,
}

impl Figures {
    pub fn new(absent: Absent) -> Self {
        Self { stated: BTreeMap::new(), absent }
    }

    /// States a figure for a month, or without one for any day; a later statement replaces an earlier one.
    pub fn state(&mut self, id: impl Into<String>, month: Option<Day>, value: Exact) {
        let series = self.stated.entry(id.into()).or_default();
        match month {
            Some(day) => _ = series.months.insert(first_of_month(day), value),
            None => series.any_day = Some(value),
        }
    }

    /// The ids of the figures that were stated.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.stated.keys().map(String::as_str)
    }

    /// The figure on a day; `None` is unknown.
    pub fn get(&self, id: &str, look_back: Option<LookBack>, day: Day) -> Option<Exact> {
        self.stated(id, look_back, day).or_else(|| match self.absent {
            Absent::Zero => Some(Exact::zero()),
            Absent::Unknown => None,
        })
    }

    /// The figure, if somebody stated it.
    pub(crate) fn stated(&self, id: &str, look_back: Option<LookBack>, day: Day) -> Option<Exact> {
        let series = self.stated.get(id)?;
        series.on(look_back, day).or_else(|| series.any_day.clone())
    }

    /// The days on which a figure can change: its months begin, and they fall out of a look-back.
    pub(crate) fn turning_days(&self, id: &str, look_back: Option<LookBack>) -> Vec<Day> {
        let Some(series) = self.stated.get(id) else { return Vec::new() };
        let ends = look_back.and_then(|back| i32::try_from(back.months).ok());
        series.months.keys().flat_map(|month| [Some(*month), ends.map(|months| month.plus_months(months))]).flatten().collect()
    }
}

impl Series {
    fn on(&self, look_back: Option<LookBack>, day: Day) -> Option<Exact> {
        let until_now = self.months.range(..=day);
        let Some(back) = look_back else { return until_now.last().map(|(_, value)| value.clone()) };
        let months = i32::try_from(back.months).unwrap_or(i32::MAX);
        let values: Vec<&Exact> =
            until_now.filter(|(month, _)| day < month.plus_months(months)).map(|(_, value)| value).collect();
        let latest = values.last().copied()?;
        let sum = || values.iter().fold(Exact::zero(), |sum, value| &sum + *value);
        Some(match back.take {
            Take::Latest => latest.clone(),
            Take::Sum => sum(),
            Take::Average => sum().divided_by(&Exact::from(u64::from(back.months))).unwrap_or_else(Exact::zero),
            Take::Highest => values.into_iter().max().unwrap_or(latest).clone(),
        })
    }
}

fn first_of_month(day: Day) -> Day {
    Day::new(day.year(), day.month(), 1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn figures(stated: &[(Option<&str>, u64)]) -> Figures {
        let mut figures = Figures::new(Absent::Unknown);
        for (month, value) in stated {
            figures.state("a", month.map(day), Exact::from(*value));
        }
        figures
    }

    fn on(figures: &Figures, look_back: Option<(u32, Take)>, on: &str) -> String {
        let look_back = look_back.map(|(months, take)| LookBack { months, take });
        figures.get("a", look_back, day(on)).map_or("unknown".to_owned(), |value| value.to_string())
    }

    #[test]
    fn the_latest_month_up_to_the_day_holds() {
        let months = figures(&[(Some("2026-03-01"), 3), (Some("2026-01-01"), 1), (Some("2026-04-15"), 4)]);
        for (day, value) in [
            ("2025-12-31", "unknown"),
            ("2026-01-01", "1"),
            ("2026-02-28", "1"),
            ("2026-03-01", "3"),
            // A day stands for its month.
            ("2026-04-01", "4"),
            ("2030-01-01", "4"),
        ] {
            assert_eq!(on(&months, None, day), value, "{day}");
        }
    }

    #[test]
    fn a_figure_for_any_day_counts_where_no_month_up_to_the_day_does() {
        let both = figures(&[(None, 9), (Some("2026-03-01"), 3)]);
        assert_eq!(on(&both, None, "2026-02-28"), "9");
        assert_eq!(on(&both, None, "2026-03-31"), "3");
        let any_day = figures(&[(None, 9)]);
        assert_eq!(on(&any_day, Some((12, Take::Sum)), "2026-03-31"), "9");
    }

    #[test]
    fn a_look_back_takes_this_month_and_those_before_it() {
        let months = figures(&[(Some("2025-03-01"), 100), (Some("2025-04-01"), 7), (Some("2026-03-01"), 5)]);
        for (take, value) in [(Take::Sum, "12"), (Take::Average, "1"), (Take::Highest, "7"), (Take::Latest, "5")] {
            assert_eq!(on(&months, Some((12, take)), "2026-03-31"), value, "{take:?}");
        }
        assert_eq!(on(&months, Some((12, Take::Sum)), "2026-02-28"), "107");
    }

    #[test]
    fn evidence_is_valid_for_its_months_and_then_there_is_none() {
        let audit = figures(&[(Some("2024-03-10"), 1)]);
        let two_years = Some((24, Take::Latest));
        assert_eq!(on(&audit, two_years, "2024-02-29"), "unknown");
        assert_eq!(on(&audit, two_years, "2024-03-01"), "1");
        assert_eq!(on(&audit, two_years, "2026-02-28"), "1");
        assert_eq!(on(&audit, two_years, "2026-03-01"), "unknown");
    }

    #[test]
    fn the_days_on_which_a_figure_can_change_are_known() {
        let audit = figures(&[(Some("2024-03-10"), 1)]);
        assert_eq!(audit.turning_days("a", None), [day("2024-03-01")]);
        let back = LookBack { months: 24, take: Take::Latest };
        assert_eq!(audit.turning_days("a", Some(back)), [day("2024-03-01"), day("2026-03-01")]);
    }
}

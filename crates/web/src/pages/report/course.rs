//! The next twelve months as a picture, with the same days as a table beside it.

use tierwise_app::desk::{Desk, Segment, Value};
use tierwise_core::{Day, Exact};
use tierwise_i18n::Language;

use super::words::value_text;
use crate::page::day;

/// A drawing of 760 units: names to the left, then twelve months.
pub(crate) struct Chart {
    pub height: u32,
    pub months: Vec<(u32, String)>,
    pub rows: Vec<Row>,
    pub table: Vec<(String, Vec<String>)>,
}

pub(crate) struct Row {
    pub y: u32,
    pub text_y: u32,
    pub name: String,
    pub pieces: Vec<Piece>,
}

pub(crate) struct Piece {
    pub x: u32,
    pub width: u32,
    pub tone: &'static str,
}

const LEFT: u32 = 200;
const WIDTH: u32 = 552;
const TOP: u32 = 24;
const ROW: u32 = 26;

/// What every competency is worth from today to the same day next year.
pub(crate) fn chart(l: Language, desk: &Desk) -> Chart {
    let (first, last) = (desk.day(), desk.timeline_ends());
    let whole = days_between(first, last).saturating_add(1);
    let place = |on: Day| LEFT + WIDTH * days_between(first, on).min(whole) / whole.max(1);
    let courses = desk.timeline();
    let rows = courses.iter().zip(0_u32..).map(|(course, number)| {
        let y = TOP + number * ROW;
        let mut was_held = false;
        let mut pieces = Vec::new();
        for segment in &course.segments {
            let x = place(segment.from);
            let tone = tone(segment, was_held);
            pieces.push(Piece { x, width: place(segment.to.next()).saturating_sub(x).max(1), tone });
            was_held |= segment.value.qualified();
        }
        Row { y, text_y: y + 13, name: tierwise_app::in_language(&course.name, l).to_owned(), pieces }
    });
    let table = courses.iter().map(|course| {
        let spans = course
            .segments
            .iter()
            .map(|segment| format!("{} – {}: {}", day(l, segment.from), day(l, segment.to), value_text(l, &segment.value)));
        (tierwise_app::in_language(&course.name, l).to_owned(), spans.collect())
    });
    let rows: Vec<Row> = rows.collect();
    let months = (0..12).step_by(2).map(|months| first_of_month(first).plus_months(months));
    Chart {
        height: TOP + u32::try_from(rows.len()).unwrap_or(0) * ROW,
        months: months.map(|on| (place(on), month_name(l, on))).collect(),
        table: table.collect(),
        rows,
    }
}

/// Held, lost since it was held, on the way, or not begun.
fn tone(segment: &Segment, was_held: bool) -> &'static str {
    match &segment.value {
        value if value.qualified() => "held",
        _ if was_held => "lost",
        Value::Points { total, .. } if *total > Exact::zero() => "partly",
        _ => "none",
    }
}

/// The first day of a month that is not before the day.
fn first_of_month(from: Day) -> Day {
    Day::new(from.year(), from.month(), 1).map_or(from, |first| if first < from { first.plus_months(1) } else { first })
}

fn month_name(l: Language, on: Day) -> String {
    let words = day(l, on);
    let month = words.split(' ').nth(1).unwrap_or_default();
    month.chars().take(3).collect()
}

/// How many days lie between two days; none backwards.
fn days_between(from: Day, to: Day) -> u32 {
    let number = |day: Day| {
        // Days since the beginning of March of year 0, in the calendar of all years.
        let (year, month) = (i64::from(day.year()), i64::from(day.month()));
        let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (month * 153 + 2) / 5
            + i64::from(day.day_of_month())
    };
    u32::try_from(number(to) - number(from)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_ends_of_months_and_leap_days() {
        let day = |year, month, day| Day::new(year, month, day).unwrap();
        assert_eq!(days_between(day(2026, 11, 22), day(2026, 11, 22)), 0);
        assert_eq!(days_between(day(2026, 2, 28), day(2026, 3, 1)), 1);
        assert_eq!(days_between(day(2028, 2, 28), day(2028, 3, 1)), 2);
        assert_eq!(days_between(day(2026, 11, 22), day(2027, 11, 22)), 365);
        assert_eq!(days_between(day(2027, 11, 22), day(2026, 11, 22)), 0);
    }
}

//! Reads months such as `Dec-18`. The Month column of an export repeats a completion's month and year, and so tells
//! which number of a date is the month.

use tierwise_core::Day;

use super::date::number;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct YearMonth {
    year: i16,
    month: i8,
}

/// English and Swedish, short and in full: spreadsheets rewrite the column in their own language.
const NAMES: [&[&str]; 12] = [
    &["jan", "january", "januari"],
    &["feb", "february", "februari"],
    &["mar", "march", "mars"],
    &["apr", "april"],
    &["may", "maj"],
    &["jun", "june", "juni"],
    &["jul", "july", "juli"],
    &["aug", "august", "augusti"],
    &["sep", "sept", "september"],
    &["oct", "october", "okt", "oktober"],
    &["nov", "november"],
    &["dec", "december"],
];

impl YearMonth {
    /// Reads `Dec-18` and its relatives; anything else is no evidence, and no mistake either.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts =
            text.split(|letter: char| letter == '-' || letter == '/' || letter.is_whitespace()).filter(|part| !part.is_empty());
        let (first, second) = (parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let pair = |name: &str, year: &str| {
            let month = month(name)?;
            let year = match year.len() {
                2 => number(year, 2..=2)?.checked_add(2000)?,
                _ => number(year, 4..=4)?,
            };
            let year = i16::try_from(year).ok()?;
            Some(Self { year, month })
        };
        pair(first, second).or_else(|| pair(second, first))
    }

    pub(super) fn first_day(self) -> Option<Day> {
        Day::new(self.year, self.month, 1)
    }

    pub(super) fn holds(self, day: Day) -> bool {
        day.year() == self.year && day.month() == self.month
    }
}

fn month(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.').to_lowercase();
    (1..).zip(NAMES).find(|(_, names)| names.contains(&name.as_str())).map(|(month, _)| month)
}

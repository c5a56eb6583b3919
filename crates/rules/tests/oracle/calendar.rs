//! Days as numbers, months by counting: the oracle's own calendar.

use std::fmt;

/// Days since 2000-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub i32);

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of_year(year: i32) -> i32 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_of_month(year: i32, month: i32) -> i32 {
    match month {
        2 => 28 + i32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    pub fn new(year: i32, month: i32, day: i32) -> Self {
        let years: i32 = (2000..year).map(days_of_year).sum();
        let months: i32 = (1..month).map(|month| days_of_month(year, month)).sum();
        Self(years + months + day - 1)
    }

    pub fn parts(self) -> (i32, i32, i32) {
        let (mut year, mut month, mut left) = (2000, 1, self.0);
        while left >= days_of_year(year) {
            left -= days_of_year(year);
            year += 1;
        }
        while left >= days_of_month(year, month) {
            left -= days_of_month(year, month);
            month += 1;
        }
        (year, month, left + 1)
    }

    pub fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The same day of another month, or the last one of that month where it is shorter.
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.parts();
        let count = year * 12 + month - 1 + months;
        let (year, month) = (count / 12, count % 12 + 1);
        Self::new(year, month, day.min(days_of_month(year, month)))
    }

    pub fn first_of_month(self) -> Self {
        let (year, month, _) = self.parts();
        Self::new(year, month, 1)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

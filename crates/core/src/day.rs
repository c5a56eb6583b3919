//! A date without a time, in the partner's time zone. It is never shifted.

use std::fmt;
use std::str::FromStr;

use jiff::{Span, civil::Date};

/// A calendar day. Days compare in calendar order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// Why a text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a date; write it as year-month-day, for example 2026-03-12")]
pub struct DayError {
    text: String,
}

impl Day {
    /// The day of a year, month and day of the month, if there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// The same day `months` later, or the last day of that month where it is shorter.
    pub fn plus_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(Span::new().months(months)))
    }

    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(Span::new().days(days)))
    }

    /// The day after; the calendar's last day has none and stays.
    pub fn next(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
    }

    /// The day before; the calendar's first day has none and stays.
    pub fn previous(self) -> Self {
        Self(self.0.yesterday().unwrap_or(self.0))
    }

    /// A number that grows with the day, for compact columns of days.
    pub fn ordinal(self) -> i32 {
        (i32::from(self.0.year()) << 9) | (i32::from(self.0.month()) << 5) | i32::from(self.0.day())
    }

    /// The day of such a number, if it is one's.
    pub fn of_ordinal(ordinal: i32) -> Option<Self> {
        let (month, day) = (ordinal.checked_shr(5)? & 0xF, ordinal & 0x1F);
        Self::new(i16::try_from(ordinal.checked_shr(9)?).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl FromStr for Day {
    type Err = DayError;

    /// Reads `2026-03-12` and nothing else.
    fn from_str(text: &str) -> Result<Self, DayError> {
        let error = || DayError { text: text.to_owned() };
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(error());
        };
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return Err(error());
        }
        match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month), Ok(day)) => Self::new(year, month, day).ok_or_else(error),
            _ => Err(error()),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_iso_form_of_a_real_day_is_read() {
        assert_eq!("2026-03-12".parse(), Ok(Day::new(2026, 3, 12).unwrap()));
        for text in ["", "2026-3-12", "2026-02-30", "12/03/2026", "2026-03-12T00:00", "+026-03-12", "2026-03-12-"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn twelve_months_after_a_leap_day_is_the_last_day_of_february() {
        assert_eq!(Day::new(2024, 2, 29).unwrap().plus_months(12), Day::new(2025, 2, 28).unwrap());
    }

    #[test]
    fn ordinals_are_in_the_order_of_days() {
        let mut day = Day::new(2019, 12, 1).unwrap();
        for _ in 0..800 {
            assert!(day.ordinal() < day.next().ordinal());
            day = day.next();
        }
    }
}

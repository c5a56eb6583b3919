//! Reads the dates of an export and finds out whether days or months come first.
//!
//! A time of day is checked and dropped, never used to shift a date. Knows nothing of columns or files.

use tierwise_core::Day;

use super::columns::Column;
use super::month::YearMonth;

/// How dates such as `10/02/2019` are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// A date as a cell states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// One reading, whatever comes first.
    Fixed(Day),
    /// One reading, because a number above 12 is no month.
    OneWay { day: Day, order: DateOrder },
    /// Two readings that are different days.
    EitherWay { day_first: Day, month_first: Day },
}

/// The dates of one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    pub(super) completed: Written,
    pub(super) expires: Option<Written>,
    pub(super) month: Option<YearMonth>,
}

/// What the dates of one row come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    Days {
        completed: Day,
        expires: Option<Day>,
    },
    /// The date in this column still has two readings.
    Open(Column),
    /// The expiry can only be read in the order that the row does not use.
    Contradiction,
}

/// The orders that decided dates of a file were written in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Orders {
    day_first: bool,
    month_first: bool,
}

impl Written {
    /// Reads a date with an optional time of day.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let end = text.find(|letter: char| letter == 'T' || letter.is_whitespace());
        let (date, time) = text.split_at(end.unwrap_or(text.len()));
        if end.is_some() && !is_time(time.strip_prefix('T').unwrap_or(time.trim_start())) {
            return None;
        }
        let mark = date.chars().find(|letter| !letter.is_ascii_digit())?;
        let mut parts = date.split(mark);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        match mark {
            '-' | '/' if first.len() == 4 => Some(Self::Fixed(day(first, second, third)?)),
            '-' | '/' => Self::either(day(third, second, first), day(third, first, second)),
            '.' => Some(Self::Fixed(day(third, second, first)?)),
            _ => None,
        }
    }

    fn either(day_first: Option<Day>, month_first: Option<Day>) -> Option<Self> {
        match (day_first, month_first) {
            (Some(day), Some(other)) if day == other => Some(Self::Fixed(day)),
            (Some(day_first), Some(month_first)) => Some(Self::EitherWay { day_first, month_first }),
            (Some(day), None) => Some(Self::OneWay { day, order: DateOrder::DayFirst }),
            (None, Some(day)) => Some(Self::OneWay { day, order: DateOrder::MonthFirst }),
            (None, None) => None,
        }
    }

    fn order(self) -> Option<DateOrder> {
        match self {
            Self::OneWay { order, .. } => Some(order),
            Self::Fixed(_) | Self::EitherWay { .. } => None,
        }
    }

    fn under(self, order: Option<DateOrder>) -> Option<Day> {
        match (self, order) {
            (Self::Fixed(day) | Self::OneWay { day, .. }, _) => Some(day),
            (Self::EitherWay { day_first, .. }, Some(DateOrder::DayFirst)) => Some(day_first),
            (Self::EitherWay { month_first, .. }, Some(DateOrder::MonthFirst)) => Some(month_first),
            (Self::EitherWay { .. }, None) => None,
        }
    }
}

impl Dates {
    /// The order that this row proves, if any.
    pub(super) fn evidence(&self) -> Option<DateOrder> {
        self.own().or(self.expires.and_then(Written::order))
    }

    /// The days of the row; `fallback` is what the reader's option or the whole file says, and yields to the row.
    pub(super) fn settle(&self, fallback: Option<DateOrder>) -> Settled {
        let ambiguous = matches!(self.completed, Written::EitherWay { .. });
        let order = self.own().or(fallback.filter(|_| ambiguous));
        let Some(completed) = self.completed.under(order) else {
            return Settled::Open(Column::Completed);
        };
        let Some(expires) = self.expires else {
            return Settled::Days { completed, expires: None };
        };
        if let (Some(order), Some(other)) = (order, expires.order())
            && order != other
        {
            return Settled::Contradiction;
        }
        match expires.under(order.or(fallback)) {
            Some(expires) => Settled::Days { completed, expires: Some(expires) },
            None => Settled::Open(Column::Expires),
        }
    }

    /// The order of the completion date, by the Month column or by itself.
    fn own(&self) -> Option<DateOrder> {
        let Written::EitherWay { day_first, month_first } = self.completed else {
            return self.completed.order();
        };
        let month = self.month?;
        match (month.holds(day_first), month.holds(month_first)) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

impl Orders {
    pub(super) fn note(&mut self, order: Option<DateOrder>) {
        match order {
            Some(DateOrder::DayFirst) => self.day_first = true,
            Some(DateOrder::MonthFirst) => self.month_first = true,
            None => {}
        }
    }

    /// The order that every decided date agrees on.
    pub(super) fn only(self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    pub(super) fn both(self) -> bool {
        self.day_first && self.month_first
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<Day> {
    let year = number(year, 4..=4).filter(|year| (1900..=9999).contains(year))?;
    let (month, day) = (number(month, 1..=2)?, number(day, 1..=2)?);
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// Whether a text is `h:mm[:ss[.fff]] [AM|PM] [Z or +hh:mm]`.
fn is_time(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    let text = strip_offset(text.trim_end()).trim_end();
    let half = text.strip_suffix("AM").or_else(|| text.strip_suffix("PM"));
    let (clock, hours) = match half {
        Some(clock) => (clock.trim_end(), 1..=12),
        None => (text, 0..=23),
    };
    let mut parts = clock.split(':');
    let (Some(hour), Some(minute), second, None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    number(hour, 1..=2).is_some_and(|hour| hours.contains(&hour))
        && is_sixtieth(minute)
        && second.is_none_or(|second| match second.split_once('.') {
            Some((second, fraction)) => is_sixtieth(second) && number(fraction, 1..=9).is_some(),
            None => is_sixtieth(second),
        })
}

/// The time without an offset. One that is not an offset stays, and then is no time.
fn strip_offset(time: &str) -> &str {
    if let Some(time) = time.strip_suffix('Z') {
        return time;
    }
    let Some(sign) = time.rfind(['+', '-']) else {
        return time;
    };
    let (clock, offset) = time.split_at(sign);
    match offset.get(1..).and_then(|offset| offset.split_once(':')) {
        Some((hours, minutes)) if number(hours, 2..=2).is_some_and(|hours| hours <= 15) && is_sixtieth(minutes) => clock,
        _ => time,
    }
}

fn is_sixtieth(text: &str) -> bool {
    number(text, 2..=2).is_some_and(|number| number < 60)
}

/// Digits of a length as a number; signs and spaces are not digits.
pub(super) fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && length.contains(&text.len()) { text.parse().ok() } else { None }
}

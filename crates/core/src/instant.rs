//! A point in time, in microseconds since 1970 in UTC. A database keeps it as a number.

use std::fmt;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::Day;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    pub const fn as_micros(self) -> i64 {
        self.0
    }

    #[must_use]
    pub fn plus(self, duration: std::time::Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }

    #[must_use]
    pub fn minus(self, duration: std::time::Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }

    /// The day on which the instant falls in a time zone.
    pub fn day_in(self, zone: &TimeZone) -> Day {
        Day::from(self.timestamp().to_zoned(zone.clone()).date())
    }

    /// Day and minute in a time zone, as a person reads them: `2026-11-22 08:12`.
    pub fn shown_in(self, zone: &TimeZone) -> String {
        self.timestamp().to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_duration(SignedDuration::from_micros(self.0)).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }
}

/// RFC 3339 in UTC: `2026-11-22T07:12:00Z`.
impl fmt::Display for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.timestamp(), formatter)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_falls_on_the_day_of_its_time_zone() {
        let late = Instant::from_micros(1_795_390_200_000_000);
        assert_eq!(late.to_string(), "2026-11-22T23:30:00Z");
        let stockholm = TimeZone::fixed(jiff::tz::offset(1));
        assert_eq!(late.day_in(&stockholm), Day::new(2026, 11, 23).unwrap());
        assert_eq!(late.day_in(&TimeZone::UTC), Day::new(2026, 11, 22).unwrap());
        assert_eq!(late.shown_in(&stockholm), "2026-11-23 00:30");
    }

    #[test]
    fn no_number_is_too_large_to_be_shown() {
        for micros in [i64::MIN, i64::MAX] {
            assert!(!Instant::from_micros(micros).to_string().is_empty());
        }
    }
}

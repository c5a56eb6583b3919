//! Exact numbers: points and figures are compared and shown without rounding.

use std::fmt;
use std::ops::{Add, Mul, Sub};
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// A rational number of any size. It prints as `40` or `20/3`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a number; write `12`, `0.5` or `20/3`")]
pub struct ExactError {
    text: String,
}

/// Longer numbers are refused: no figure of a programme needs them, and reading them costs time.
const MOST_DIGITS: usize = 60;
/// The same limit for the exponent of `1e6`.
const MOST_EXPONENT: i32 = 60;

impl Exact {
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The least whole number that is not below.
    #[must_use]
    pub fn ceiling(&self) -> Self {
        Self(self.0.ceil())
    }

    /// The greatest whole number that is not above.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// `None` when `divisor` is zero.
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// For sheets and charts only: never for a comparison.
    pub fn approximate(&self) -> f64 {
        num_traits::ToPrimitive::to_f64(&self.0).unwrap_or(f64::NAN)
    }

    /// As a person reads it: up to two decimals, `6.67`.
    pub fn rounded(&self) -> String {
        let hundredths = (&self.0 * BigInt::from(100)).round().to_integer();
        let text = format!("{:03}", hundredths.abs());
        let (whole, decimals) = text.split_at(text.len().saturating_sub(2));
        let decimals = decimals.trim_end_matches('0');
        let sign = if hundredths.is_negative() { "-" } else { "" };
        if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
    }
}

impl From<u64> for Exact {
    fn from(whole: u64) -> Self {
        Self(BigRational::from_integer(BigInt::from(whole)))
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        Exact(&self.0 + &other.0)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

impl FromStr for Exact {
    type Err = ExactError;

    /// Reads `12`, `-3`, `0.5`, `1e6` and `20/3`.
    fn from_str(text: &str) -> Result<Self, ExactError> {
        let read = match text.split_once('/') {
            Some((numerator, denominator)) => whole(numerator)
                .zip(whole(denominator))
                .and_then(|(numerator, denominator)| Self(numerator.into()).divided_by(&Self(denominator.into()))),
            None => decimal(text),
        };
        read.ok_or_else(|| ExactError { text: text.chars().take(MOST_DIGITS).collect() })
    }
}

/// A whole number with an optional sign.
fn whole(text: &str) -> Option<BigInt> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let usable = !digits.is_empty() && digits.len() <= MOST_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    if usable { text.parse().ok() } else { None }
}

/// A number with an optional fraction and exponent.
fn decimal(text: &str) -> Option<Exact> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    if !(-MOST_EXPONENT..=MOST_EXPONENT).contains(&exponent) {
        return None;
    }
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if mantissa.contains('.') && after.is_empty() {
        return None;
    }
    let digits = whole(&format!("{before}{after}"))?;
    whole(before)?;
    let places = exponent.checked_sub(i32::try_from(after.len()).ok()?)?;
    let scale = BigInt::from(10).pow(places.unsigned_abs());
    let value = if places >= 0 { BigRational::from_integer(digits * scale) } else { BigRational::new(digits, scale) };
    Some(Exact(value))
}

impl fmt::Display for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0.to_string())
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn six_times_twenty_thirds_is_exactly_forty() {
        let each = exact("20/3");
        let sum = (0..6).fold(Exact::zero(), |sum, _| &sum + &each);
        assert_eq!(sum, exact("40"));
        assert_eq!(each.to_string(), "20/3");
        assert_eq!(each.rounded(), "6.67");
    }

    #[test]
    fn decimals_are_read_without_binary_rounding() {
        assert_eq!(exact("0.1"), exact("1/10"));
        assert_eq!(exact("-0.30"), exact("-3/10"));
        assert_eq!(exact("1.5e3"), exact("1500"));
        assert_eq!(exact("25e-2"), exact("1/4"));
        assert_eq!(exact("-0.5").rounded(), "-0.5");
        assert_eq!(exact("0.004").rounded(), "0");
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for text in ["", "-", ".5", "1.", "1/0", "1/", "0x10", "1e99999999999", "1e61", "NaN", "--1", "1 000", &"9".repeat(61)]
        {
            assert!(text.parse::<Exact>().is_err(), "{text}");
        }
    }
}

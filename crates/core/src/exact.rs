//! Exact numbers: points and figures are compared and shown without rounding.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Sub};
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::{BigRational, Rational64};
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Signed, ToPrimitive, Zero};

/// A rational number of any size. It prints as `40` or `20/3`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Size);

/// Nearly every number is small, and then it lies in no memory of its own.
// INVARIANT: what fits is small, so that equal numbers are of one size.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Size {
    Small(Rational64),
    Big(Box<BigRational>),
}

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
        Self::small(0)
    }

    pub fn is_zero(&self) -> bool {
        matches!(&self.0, Size::Small(small) if small.is_zero())
    }

    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Size::Small(small) => small.is_negative(),
            Size::Big(big) => big.is_negative(),
        }
    }

    /// The least whole number that is not below.
    #[must_use]
    pub fn ceiling(&self) -> Self {
        Self::from(self.big().ceil())
    }

    /// The greatest whole number that is not above.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self::from(self.big().floor())
    }

    /// `None` when `divisor` is zero.
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self::from(self.big() / divisor.big()))
    }

    /// For sheets and charts only: never for a comparison.
    pub fn approximate(&self) -> f64 {
        self.big().to_f64().unwrap_or(f64::NAN)
    }

    /// As a person reads it: up to two decimals, `6.67`.
    pub fn rounded(&self) -> String {
        let hundredths = (self.big() * BigInt::from(100)).round().to_integer();
        let text = format!("{:03}", hundredths.abs());
        let (whole, decimals) = text.split_at(text.len().saturating_sub(2));
        let decimals = decimals.trim_end_matches('0');
        let sign = if hundredths.is_negative() { "-" } else { "" };
        if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
    }

    fn small(whole: i64) -> Self {
        Self(Size::Small(Rational64::from_integer(whole)))
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Size::Small(small) => BigRational::new_raw((*small.numer()).into(), (*small.denom()).into()),
            Size::Big(big) => BigRational::clone(big),
        }
    }

    /// The result of an operation: among small numbers where it is small, too.
    fn with(
        &self,
        other: &Self,
        small: impl Fn(&Rational64, &Rational64) -> Option<Rational64>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Size::Small(one), Size::Small(other)) = (&self.0, &other.0)
            && let Some(small) = small(one, other)
        {
            return Self(Size::Small(small));
        }
        Self::from(big(self.big(), other.big()))
    }
}

impl From<BigRational> for Exact {
    fn from(big: BigRational) -> Self {
        Self(match (big.numer().to_i64(), big.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => Size::Small(Rational64::new_raw(numerator, denominator)),
            _ => Size::Big(Box::new(big)),
        })
    }
}

impl From<u64> for Exact {
    fn from(whole: u64) -> Self {
        i64::try_from(whole).map_or_else(|_| Self::from(BigRational::from_integer(whole.into())), Self::small)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Size::Small(one), Size::Small(other)) => one.cmp(other),
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        self.with(other, Rational64::checked_add, |one, other| one + other)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        self.with(other, Rational64::checked_sub, |one, other| one - other)
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        self.with(other, Rational64::checked_mul, |one, other| one * other)
    }
}

impl FromStr for Exact {
    type Err = ExactError;

    /// Reads `12`, `-3`, `0.5`, `1e6` and `20/3`.
    fn from_str(text: &str) -> Result<Self, ExactError> {
        let read = match text.split_once('/') {
            Some((numerator, denominator)) => whole(numerator).zip(whole(denominator)).and_then(|(numerator, denominator)| {
                (!denominator.is_zero()).then(|| BigRational::new(numerator, denominator))
            }),
            None => decimal(text),
        };
        read.map(Self::from).ok_or_else(|| ExactError { text: text.chars().take(MOST_DIGITS).collect() })
    }
}

/// A whole number with an optional sign.
fn whole(text: &str) -> Option<BigInt> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let usable = !digits.is_empty() && digits.len() <= MOST_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    if usable { text.parse().ok() } else { None }
}

/// A number with an optional fraction and exponent.
fn decimal(text: &str) -> Option<BigRational> {
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
    Some(if places >= 0 { BigRational::from_integer(digits * scale) } else { BigRational::new(digits, scale) })
}

impl fmt::Display for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match &self.0 {
            Size::Small(small) => small.to_string(),
            Size::Big(big) => big.to_string(),
        };
        formatter.pad(&text)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Size::Small(small) => fmt::Display::fmt(small, formatter),
            Size::Big(big) => fmt::Display::fmt(big, formatter),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Numbers around the place where small ones end, among others.
    fn any_number() -> impl Strategy<Value = BigRational> {
        let edge = |most: i64| {
            let near = (-3_i128..=3).prop_map(move |more| i128::from(most) + more);
            prop_oneof![-20_i128..=20, any::<i64>().prop_map(i128::from), near, any::<i128>()]
        };
        (prop_oneof![edge(i64::MAX), edge(i64::MIN)], edge(i64::MAX).prop_filter("a divisor", |divisor| *divisor != 0))
            .prop_map(|(numerator, denominator)| BigRational::new(numerator.into(), denominator.into()))
    }

    proptest! {
        #[test]
        fn small_and_big_numbers_are_one_arithmetic(one in any_number(), other in any_number()) {
            let (left, right) = (Exact::from(one.clone()), Exact::from(other.clone()));
            prop_assert_eq!(&left + &right, Exact::from(&one + &other));
            prop_assert_eq!(&left - &right, Exact::from(&one - &other));
            prop_assert_eq!(&left * &right, Exact::from(&one * &other));
            prop_assert_eq!(left.divided_by(&right), (!other.is_zero()).then(|| Exact::from(&one / &other)));
            prop_assert_eq!(left.cmp(&right), one.cmp(&other));
            prop_assert_eq!(left == right, one == other);
            prop_assert_eq!((left.is_zero(), left.is_negative()), (one.is_zero(), one.is_negative()));
            prop_assert_eq!((left.ceiling(), left.floor()), (Exact::from(one.ceil()), Exact::from(one.floor())));
            prop_assert_eq!(left.big(), one.clone());
            prop_assert_eq!((left.to_string(), format!("{left:?}")), (one.to_string(), one.to_string()));
            prop_assert_eq!(left.to_string().parse(), Ok(left));
        }
    }

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

//! Fractions of small whole numbers: the oracle's own arithmetic.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Sub};

/// The divisor is above zero, and both parts have no common one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    top: i128,
    bottom: i128,
}

pub const ZERO: Ratio = Ratio { top: 0, bottom: 1 };

pub fn whole(number: i128) -> Ratio {
    Ratio { top: number, bottom: 1 }
}

impl Ratio {
    pub fn new(top: i128, bottom: i128) -> Self {
        let (mut one, mut other) = (top.abs(), bottom.abs());
        while other != 0 {
            (one, other) = (other, one % other);
        }
        let divisor = one.max(1) * bottom.signum();
        Self { top: top / divisor, bottom: bottom / divisor }
    }

    pub fn over(self, other: Self) -> Self {
        Self::new(self.top * other.bottom, self.bottom * other.top)
    }

    pub fn floor(self) -> Self {
        whole(self.top.div_euclid(self.bottom))
    }

    pub fn ceiling(self) -> Self {
        whole(-(-self.top).div_euclid(self.bottom))
    }

    pub fn is_whole(self) -> bool {
        self.bottom == 1
    }
}

impl Add for Ratio {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)
    }
}

impl Sub for Ratio {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + whole(-1) * other
    }
}

impl Mul for Ratio {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.top * other.top, self.bottom * other.bottom)
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.top * other.bottom).cmp(&(other.top * self.bottom))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As catalogues write it: `20/3`.
impl fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_whole() { write!(formatter, "{}", self.top) } else { write!(formatter, "{}/{}", self.top, self.bottom) }
    }
}

//! How small and how large a formula can become. Wider than the truth where a formula is involved, never narrower.

use tierwise_core::Exact;

use crate::catalogue::Input;
use crate::syntax::Formula;

/// The least and the greatest value; `None` is without limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bounds {
    pub least: Option<Exact>,
    pub most: Option<Exact>,
}

const UNKNOWN: Bounds = Bounds { least: None, most: None };

impl Bounds {
    pub fn of(formula: &Formula, inputs: &[Input]) -> Self {
        let of = |part: &Formula| Self::of(part, inputs);
        match formula {
            Formula::Number(number) => Self::exactly(number.clone()),
            Formula::Input(place) => {
                // Figures may be below zero: what grows can shrink.
                let counts_people = inputs.get(*place).is_some_and(|input| input.people.is_some());
                Self { least: counts_people.then(Exact::zero), most: None }
            }
            Formula::Sum(left, right) => of(left).plus(&of(right)),
            Formula::Difference(left, right) => of(left).plus(&of(right).times(&(&Exact::zero() - &Exact::from(1)))),
            Formula::Product(left, right) => match (of(left).value(), of(right).value()) {
                (Some(factor), _) => of(right).times(&factor),
                (None, Some(factor)) => of(left).times(&factor),
                (None, None) => UNKNOWN,
            },
            Formula::Min(parts) => {
                let parts: Vec<Self> = parts.iter().map(of).collect();
                Self { least: all(&parts, |part| &part.least, Exact::min), most: any(&parts, |part| &part.most, Exact::min) }
            }
            Formula::Max(parts) => {
                let parts: Vec<Self> = parts.iter().map(of).collect();
                Self { least: any(&parts, |part| &part.least, Exact::max), most: all(&parts, |part| &part.most, Exact::max) }
            }
            Formula::Ceiling(part) => of(part).map(Exact::ceiling),
            Formula::Floor(part) => of(part).map(Exact::floor),
            Formula::If { then, otherwise, .. } => {
                let parts = [of(then), of(otherwise)];
                Self { least: all(&parts, |part| &part.least, Exact::min), most: all(&parts, |part| &part.most, Exact::max) }
            }
        }
    }

    fn exactly(number: Exact) -> Self {
        Self { least: Some(number.clone()), most: Some(number) }
    }

    /// The value, if there is only one.
    fn value(&self) -> Option<Exact> {
        self.least.clone().filter(|least| Some(least) == self.most.as_ref())
    }

    fn plus(&self, other: &Self) -> Self {
        let sum = |one: &Option<Exact>, other: &Option<Exact>| Some(one.as_ref()? + other.as_ref()?);
        Self { least: sum(&self.least, &other.least), most: sum(&self.most, &other.most) }
    }

    fn times(&self, factor: &Exact) -> Self {
        if factor.is_zero() {
            return Self::exactly(Exact::zero());
        }
        let product = |end: &Option<Exact>| end.as_ref().map(|end| end * factor);
        let (least, most) = (product(&self.least), product(&self.most));
        if factor.is_negative() { Self { least: most, most: least } } else { Self { least, most } }
    }

    fn map(&self, rounded: impl Fn(&Exact) -> Exact) -> Self {
        Self { least: self.least.as_ref().map(&rounded), most: self.most.as_ref().map(&rounded) }
    }
}

/// The one of all ends, unless one of them is without limit.
fn all(parts: &[Bounds], end: impl Fn(&Bounds) -> &Option<Exact>, pick: fn(Exact, Exact) -> Exact) -> Option<Exact> {
    let ends: Option<Vec<Exact>> = parts.iter().map(|part| end(part).clone()).collect();
    ends?.into_iter().reduce(pick)
}

/// The one of those ends that have a limit.
fn any(parts: &[Bounds], end: impl Fn(&Bounds) -> &Option<Exact>, pick: fn(Exact, Exact) -> Exact) -> Option<Exact> {
    parts.iter().filter_map(|part| end(part).clone()).reduce(pick)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse_formula;

    #[test]
    fn a_formula_stays_within_its_bounds() {
        for (text, least, most) in [
            ("min(20, x/2)", "none", "20"),
            ("max(0, min(20, x))", "0", "20"),
            ("3 - 2 * min(x, 4)", "-5", "none"),
            ("if(x < 1, 0, min(5, x))", "none", "5"),
            ("floor(min(7/2, x)) + 1", "none", "4"),
            ("x * x", "none", "none"),
            ("0 * x", "0", "0"),
            ("-max(x, 3)", "none", "-3"),
        ] {
            let bounds = Bounds::of(&parse_formula(text, &["x"]).unwrap(), &[]);
            let shown = |end: Option<Exact>| end.map_or("none".to_owned(), |end| end.to_string());
            assert_eq!((shown(bounds.least), shown(bounds.most)), (least.to_owned(), most.to_owned()), "{text}");
        }
    }
}

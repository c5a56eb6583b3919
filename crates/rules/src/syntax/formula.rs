//! The text of `points`: exact arithmetic over the inputs of a metric.

use std::ops::Range;

use tierwise_core::Exact;

use super::token::{SyntaxError, Token, Tokens, describe};
use crate::diagnostic::nearest;

/// A formula over numbered inputs. Every formula has a value: divisors are constants other than zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    Number(Exact),
    Input(usize),
    Sum(Box<Formula>, Box<Formula>),
    Difference(Box<Formula>, Box<Formula>),
    Product(Box<Formula>, Box<Formula>),
    Min(Vec<Formula>),
    Max(Vec<Formula>),
    Ceiling(Box<Formula>),
    Floor(Box<Formula>),
    If { left: Box<Formula>, is: Comparison, right: Box<Formula>, then: Box<Formula>, otherwise: Box<Formula> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Formula {
    /// The value for the inputs; an input that is not given counts as zero.
    pub fn value(&self, inputs: &[Exact]) -> Exact {
        match self {
            Self::Number(number) => number.clone(),
            Self::Input(place) => inputs.get(*place).cloned().unwrap_or_else(Exact::zero),
            Self::Sum(left, right) => &left.value(inputs) + &right.value(inputs),
            Self::Difference(left, right) => &left.value(inputs) - &right.value(inputs),
            Self::Product(left, right) => &left.value(inputs) * &right.value(inputs),
            Self::Min(parts) => parts.iter().map(|part| part.value(inputs)).min().unwrap_or_else(Exact::zero),
            Self::Max(parts) => parts.iter().map(|part| part.value(inputs)).max().unwrap_or_else(Exact::zero),
            Self::Ceiling(part) => part.value(inputs).ceiling(),
            Self::Floor(part) => part.value(inputs).floor(),
            Self::If { left, is, right, then, otherwise } => {
                let branch = if is.holds(&left.value(inputs), &right.value(inputs)) { then } else { otherwise };
                branch.value(inputs)
            }
        }
    }
}

impl Formula {
    /// The formula as a catalogue writes it; `inputs` are the names of its inputs.
    ///
    /// Reading it gives the same formula again.
    pub fn text(&self, inputs: &[&str]) -> String {
        match self {
            Self::Sum(left, right) => format!("{} + {}", left.text(inputs), right.term(inputs)),
            Self::Difference(left, right) if !left.is_zero() => format!("{} - {}", left.text(inputs), right.term(inputs)),
            _ => self.term(inputs),
        }
    }

    /// What stands beside `+` and `-`.
    fn term(&self, inputs: &[&str]) -> String {
        let Self::Product(left, right) = self else { return self.factor(inputs) };
        let divisor = match &**right {
            Self::Number(number) if decimal(number).is_none() => one().divided_by(number).and_then(|divisor| decimal(&divisor)),
            _ => None,
        };
        match divisor {
            Some(divisor) => format!("{}/{divisor}", left.term(inputs)),
            None => format!("{}*{}", left.term(inputs), right.factor(inputs)),
        }
    }

    /// What stands beside `*`.
    fn factor(&self, inputs: &[&str]) -> String {
        let list = |parts: &[Self]| parts.iter().map(|part| part.text(inputs)).collect::<Vec<_>>().join(", ");
        match self {
            Self::Number(number) => decimal(number).unwrap_or_else(|| format!("({number})")),
            Self::Input(place) => inputs.get(*place).map_or_else(|| format!("input{place}"), |name| (*name).to_owned()),
            Self::Difference(left, right) if left.is_zero() => format!("-{}", right.factor(inputs)),
            Self::Sum(..) | Self::Difference(..) | Self::Product(..) => format!("({})", self.text(inputs)),
            Self::Min(parts) => format!("min({})", list(parts)),
            Self::Max(parts) => format!("max({})", list(parts)),
            Self::Ceiling(part) => format!("ceil({})", part.text(inputs)),
            Self::Floor(part) => format!("floor({})", part.text(inputs)),
            Self::If { left, is, right, then, otherwise } => {
                let (left, right) = (left.text(inputs), right.text(inputs));
                format!("if({left} {} {right}, {}, {})", is.sign(), then.text(inputs), otherwise.text(inputs))
            }
        }
    }

    /// Tells the place of every input that the formula names, as often as it names it.
    pub(crate) fn each_input(&self, tell: &mut impl FnMut(usize)) {
        match self {
            Self::Number(_) => {}
            Self::Input(place) => tell(*place),
            Self::Sum(left, right) | Self::Difference(left, right) | Self::Product(left, right) => {
                left.each_input(tell);
                right.each_input(tell);
            }
            Self::Min(parts) | Self::Max(parts) => parts.iter().for_each(|part| part.each_input(tell)),
            Self::Ceiling(part) | Self::Floor(part) => part.each_input(tell),
            Self::If { left, right, then, otherwise, .. } => {
                [left, right, then, otherwise].into_iter().for_each(|part| part.each_input(tell));
            }
        }
    }

    fn is_zero(&self) -> bool {
        matches!(self, Self::Number(number) if number.is_zero())
    }
}

/// A number with a decimal point, where it has finitely many digits.
fn decimal(number: &Exact) -> Option<String> {
    let (mut number, mut digits) = (number.to_string(), 0_usize);
    while let Some((_, divisor)) = number.split_once('/') {
        let more = (&number.parse().ok()? * &Exact::from(10)).to_string();
        // Ten takes nothing from the divisor any more, so no power of ten makes the number whole.
        if more.split_once('/').is_some_and(|(_, left)| left == divisor) {
            return None;
        }
        number = more;
        digits = digits.saturating_add(1);
    }
    if digits == 0 {
        return Some(number);
    }
    let padded = format!("{number:0>width$}", width = digits.saturating_add(1));
    let (before, after) = padded.split_at_checked(padded.len().saturating_sub(digits))?;
    Some(format!("{before}.{after}"))
}

impl Comparison {
    fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }

    fn holds(self, left: &Exact, right: &Exact) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Greater => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

/// More than any page prints; it bounds the size of numbers and the depth of the recursion.
const LONGEST: usize = 1_000;
const DEEPEST: usize = 32;

pub(crate) fn parse_formula(text: &str, inputs: &[&str]) -> Result<Formula, SyntaxError> {
    if text.len() > LONGEST {
        return Err(SyntaxError {
            span: 0..text.len(),
            message: format!("a formula of more than {LONGEST} characters"),
            hint: "split the metric into several".to_owned(),
        });
    }
    let tokens = Tokens::new(text, |letter| letter.is_alphanumeric() || letter == '_' || letter == '.');
    let mut parser = Parser { tokens, inputs, depth: 0 };
    let formula = parser.sum()?;
    match parser.tokens.next() {
        (Token::End, _) => Ok(formula),
        (token, span) => Err(error(span, format!("expected the end of the formula, found {}", describe(token)))),
    }
}

struct Parser<'t> {
    tokens: Tokens<'t>,
    inputs: &'t [&'t str],
    depth: usize,
}

impl Parser<'_> {
    fn sum(&mut self) -> Result<Formula, SyntaxError> {
        let mut left = self.product()?;
        loop {
            if self.tokens.accept("+") {
                left = Formula::Sum(Box::new(left), Box::new(self.product()?));
            } else if self.tokens.accept("-") {
                left = Formula::Difference(Box::new(left), Box::new(self.product()?));
            } else {
                return Ok(left);
            }
        }
    }

    fn product(&mut self) -> Result<Formula, SyntaxError> {
        let mut left = self.factor()?;
        loop {
            if self.tokens.accept("*") {
                left = Formula::Product(Box::new(left), Box::new(self.factor()?));
            } else if self.tokens.accept("/") {
                let (token, span) = self.tokens.next();
                let inverse = match token {
                    Token::Word(word) => word.parse().ok().and_then(|number: Exact| one().divided_by(&number)),
                    _ => None,
                };
                let inverse = inverse.ok_or_else(|| SyntaxError {
                    span,
                    message: format!("cannot divide by {}", describe(token)),
                    hint: "a divisor is a number other than zero, so that every input has a result".to_owned(),
                })?;
                left = Formula::Product(Box::new(left), Box::new(Formula::Number(inverse)));
            } else {
                return Ok(left);
            }
        }
    }

    fn factor(&mut self) -> Result<Formula, SyntaxError> {
        let (token, span) = self.tokens.next();
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEEPEST {
            return Err(error(span, format!("nested deeper than {DEEPEST} levels")));
        }
        let formula = match token {
            Token::Sign("(") => {
                let inner = self.sum()?;
                self.close()?;
                inner
            }
            Token::Sign("-") => Formula::Difference(Box::new(Formula::Number(Exact::zero())), Box::new(self.factor()?)),
            Token::Word(word) => self.word(word, span)?,
            _ => return Err(error(span, format!("expected a number or an input, found {}", describe(token)))),
        };
        self.depth = self.depth.saturating_sub(1);
        Ok(formula)
    }

    fn word(&mut self, word: &str, span: Range<usize>) -> Result<Formula, SyntaxError> {
        if self.tokens.accept("(") {
            return self.call(word, span);
        }
        if let Some(place) = self.inputs.iter().position(|input| *input == word) {
            return Ok(Formula::Input(place));
        }
        if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            return word.parse().map(Formula::Number).map_err(|_| error(span, format!("`{word}` is not a number")));
        }
        let hint = match nearest(word, self.inputs.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.inputs.is_empty() => "declare it in `[competency.metric.inputs]`".to_owned(),
            None => format!("the inputs of this metric are `{}`", self.inputs.join("`, `")),
        };
        Err(SyntaxError { span, message: format!("`{word}` is not an input of this metric"), hint })
    }

    fn call(&mut self, name: &str, span: Range<usize>) -> Result<Formula, SyntaxError> {
        match name {
            "min" => Ok(Formula::Min(self.arguments()?)),
            "max" => Ok(Formula::Max(self.arguments()?)),
            "ceil" => Ok(Formula::Ceiling(Box::new(self.argument()?))),
            "floor" => Ok(Formula::Floor(Box::new(self.argument()?))),
            "if" => self.condition(),
            _ => Err(error(span, format!("`{name}` is not a function"))),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Formula>, SyntaxError> {
        let mut arguments = vec![self.sum()?];
        while self.tokens.accept(",") {
            arguments.push(self.sum()?);
        }
        self.close()?;
        Ok(arguments)
    }

    fn argument(&mut self) -> Result<Formula, SyntaxError> {
        let argument = self.sum()?;
        self.close()?;
        Ok(argument)
    }

    fn condition(&mut self) -> Result<Formula, SyntaxError> {
        const HINT: &str = "write `if(a < b, then, else)`";
        let left = Box::new(self.sum()?);
        let (token, span) = self.tokens.next();
        let is = match token {
            Token::Sign("<") => Comparison::Less,
            Token::Sign("<=") => Comparison::AtMost,
            Token::Sign(">") => Comparison::Greater,
            Token::Sign(">=") => Comparison::AtLeast,
            _ => {
                let message = format!("expected a comparison, found {}", describe(token));
                return Err(SyntaxError { span, message, hint: HINT.to_owned() });
            }
        };
        let right = Box::new(self.sum()?);
        self.tokens.expect(",", HINT)?;
        let then = Box::new(self.sum()?);
        self.tokens.expect(",", HINT)?;
        let otherwise = Box::new(self.sum()?);
        self.close()?;
        Ok(Formula::If { left, is, right, then, otherwise })
    }

    fn close(&mut self) -> Result<(), SyntaxError> {
        self.tokens.expect(")", "close the bracket with `)`")
    }
}

fn one() -> Exact {
    Exact::from(1)
}

fn error(span: Range<usize>, message: String) -> SyntaxError {
    let hint = "formulas know numbers, inputs, `+ - * /`, brackets, `min`, `max`, `ceil`, `floor` and `if(a < b, then, else)`";
    SyntaxError { span, message, hint: hint.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, inputs: &[(&str, &str)]) -> String {
        let names: Vec<&str> = inputs.iter().map(|(name, _)| *name).collect();
        let values: Vec<Exact> = inputs.iter().map(|(_, value)| value.parse().unwrap()).collect();
        parse_formula(text, &names).unwrap().value(&values).to_string()
    }

    #[test]
    fn formulas_of_the_pages_have_exact_values() {
        assert_eq!(value("min(30, 10*x)", &[("x", "2")]), "20");
        assert_eq!(value("20*min(d,6)/6", &[("d", "1")]), "10/3");
        assert_eq!(value("min(20, r/1250 + u/125)", &[("r", "625"), ("u", "50")]), "9/10");
        assert_eq!(value("if(baseline < 50000, 0, min(30, g))", &[("baseline", "49999.99"), ("g", "9")]), "0");
        assert_eq!(value("if(baseline < 50000, 0, min(30, g))", &[("baseline", "50000"), ("g", "9")]), "9");
        assert_eq!(value("min(30, max(30*c/1000, 30*d/4000))", &[("c", "0"), ("d", "400")]), "3");
        assert_eq!(value("2 - 3 - 4 * -(1 + 1)", &[]), "7");
    }

    #[test]
    fn mistakes_are_refused_at_their_place() {
        for (text, at) in [
            ("", 0),
            ("x/y", 2),
            ("x/0", 2),
            ("y + 1", 0),
            ("min(x", 5),
            ("max x", 0),
            ("if(x, 1, 2)", 4),
            ("avg(x)", 0),
            ("2x", 0),
            ("x)", 1),
        ] {
            let error = parse_formula(text, &["x"]).expect_err(text);
            assert_eq!(error.span.start, at, "{text}: {error:?}");
        }
        assert!(parse_formula(&"(".repeat(900), &[]).is_err());
        assert!(parse_formula(&"-".repeat(900), &[]).is_err());
    }
}

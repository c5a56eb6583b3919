//! The text of `holds`: `any(a, b)`, `all(a, b)`, `atleast(2; a, b, c)` and skill codes, nested.

use std::ops::Range;

use super::token::{SyntaxError, Token, Tokens, describe};

/// A predicate whose skills are still names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    Skill { code: String, span: Range<usize> },
    Any(Vec<Named>),
    All(Vec<Named>),
    AtLeast { count: u32, of: Vec<Named>, span: Range<usize> },
}

/// Deeper nesting than any rule needs; it keeps hostile texts from exhausting the stack.
const DEEPEST: usize = 32;
const SHAPE: &str = "write a skill code, `any(a, b)`, `all(a, b)` or `atleast(2; a, b, c)`";

pub(crate) fn parse_predicate(text: &str) -> Result<Named, SyntaxError> {
    let mut tokens = Tokens::new(text, |letter| letter.is_alphanumeric() || "-_.:+/#".contains(letter));
    let predicate = parse(&mut tokens, 0)?;
    match tokens.next() {
        (Token::End, _) => Ok(predicate),
        (token, span) => Err(error(span, format!("expected the end of the predicate, found {}", describe(token)))),
    }
}

fn parse(tokens: &mut Tokens<'_>, depth: usize) -> Result<Named, SyntaxError> {
    let (token, span) = tokens.next();
    let Token::Word(word) = token else {
        return Err(error(span, format!("expected a code or a predicate, found {}", describe(token))));
    };
    if !tokens.accept("(") {
        return Ok(Named::Skill { code: word.to_owned(), span });
    }
    if depth >= DEEPEST {
        return Err(error(span, format!("nested deeper than {DEEPEST} levels")));
    }
    let count = match word {
        "any" | "all" => None,
        "atleast" => Some(count(tokens)?),
        _ => {
            return Err(error(span, format!("`{word}` is not a predicate")));
        }
    };
    let mut parts = vec![parse(tokens, depth.saturating_add(1))?];
    while tokens.accept(",") {
        parts.push(parse(tokens, depth.saturating_add(1))?);
    }
    tokens.expect(")", "separate the parts with `,` and close the bracket with `)`")?;
    Ok(match (word, count) {
        (_, Some(count)) => Named::AtLeast { count, of: parts, span },
        ("any", None) => Named::Any(parts),
        _ => Named::All(parts),
    })
}

/// The `2;` of `atleast(2; a, b, c)`.
fn count(tokens: &mut Tokens<'_>) -> Result<u32, SyntaxError> {
    const HINT: &str = "write how many, then `;`: `atleast(2; a, b, c)`";
    let (token, span) = tokens.next();
    let count = match token {
        Token::Word(word) => word.parse().ok(),
        _ => None,
    };
    let count = count.ok_or_else(|| SyntaxError {
        span,
        message: format!("expected a number, found {}", describe(token)),
        hint: HINT.to_owned(),
    })?;
    tokens.expect(";", HINT)?;
    Ok(count)
}

fn error(span: Range<usize>, message: String) -> SyntaxError {
    SyntaxError { span, message, hint: SHAPE.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predicates_nest_and_know_their_places() {
        let Ok(Named::Any(parts)) = parse_predicate("any(all(70-764, 70-765), atleast(2; a:x, b, c), d)") else {
            panic!("not an any");
        };
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[2], Named::Skill { code: "d".to_owned(), span: 48..49 });
    }

    #[test]
    fn mistakes_are_refused_at_their_place() {
        for (text, at) in [
            ("", 0),
            ("any()", 4),
            ("any(a b)", 6),
            ("any(a,)", 6),
            ("none(a)", 0),
            ("any(a", 5),
            ("atleast(a, b)", 8),
            ("atleast(2, a)", 9),
            ("a b", 2),
            ("any(a))", 6),
        ] {
            let error = parse_predicate(text).expect_err(text);
            assert_eq!(error.span.start, at, "{text}: {error:?}");
        }
        assert!(parse_predicate(&"any(".repeat(100_000)).is_err());
    }
}

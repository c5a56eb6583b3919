//! Splits the text of a predicate or formula into tokens with their places.

use std::ops::Range;

/// What went wrong, at a place within the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub span: Range<usize>,
    pub message: String,
    pub hint: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    Word(&'t str),
    Sign(&'t str),
    End,
}

/// Reads tokens one by one, with one token of look-ahead.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    rest: usize,
    is_word: fn(char) -> bool,
    peeked: Option<(Token<'t>, Range<usize>)>,
}

impl<'t> Tokens<'t> {
    pub fn new(text: &'t str, is_word: fn(char) -> bool) -> Self {
        Self { text, rest: 0, is_word, peeked: None }
    }

    pub fn next(&mut self) -> (Token<'t>, Range<usize>) {
        match self.peeked.take() {
            Some(token) => token,
            None => self.read(),
        }
    }

    pub fn peek(&mut self) -> Token<'t> {
        let token = self.next();
        self.peeked = Some(token.clone());
        token.0
    }

    /// Takes the sign if it comes next.
    pub fn accept(&mut self, sign: &str) -> bool {
        let found = self.peek() == Token::Sign(sign);
        if found {
            self.next();
        }
        found
    }

    pub fn expect(&mut self, sign: &str, hint: &str) -> Result<(), SyntaxError> {
        if self.accept(sign) {
            return Ok(());
        }
        let (token, span) = self.next();
        Err(SyntaxError { span, message: format!("expected `{sign}`, found {}", describe(token)), hint: hint.to_owned() })
    }

    fn read(&mut self) -> (Token<'t>, Range<usize>) {
        let rest = self.text.get(self.rest..).unwrap_or("");
        let trimmed = rest.trim_start();
        let start = self.text.len().saturating_sub(trimmed.len());
        let Some(first) = trimmed.chars().next() else {
            self.rest = self.text.len();
            return (Token::End, self.text.len()..self.text.len());
        };
        let length = if (self.is_word)(first) {
            trimmed.find(|letter: char| !(self.is_word)(letter)).unwrap_or(trimmed.len())
        } else if trimmed.starts_with("<=") || trimmed.starts_with(">=") {
            2
        } else {
            first.len_utf8()
        };
        let end = start.saturating_add(length);
        self.rest = end;
        let text = self.text.get(start..end).unwrap_or("");
        let token = if (self.is_word)(first) { Token::Word(text) } else { Token::Sign(text) };
        (token, start..end)
    }
}

/// A token as a message names it.
pub(crate) fn describe(token: Token<'_>) -> String {
    match token {
        Token::Word(text) | Token::Sign(text) => format!("`{text}`"),
        Token::End => "the end of the text".to_owned(),
    }
}

//! A mistake in a catalogue, with its place in the text.

use std::cell::RefCell;
use std::ops::Range;

/// One mistake: where it is, what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Bytes of the catalogue's text.
    pub span: Range<usize>,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// A few words that stand at the place itself.
    pub label: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Collects the mistakes of one catalogue, so that all are shown at once.
#[derive(Debug, Default)]
pub(crate) struct Findings(RefCell<Vec<Diagnostic>>);

impl Findings {
    pub fn report(&self, span: Range<usize>, message: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) {
        let hint = hint.into();
        self.0.borrow_mut().push(Diagnostic {
            span,
            message: message.into(),
            label: label.into(),
            hint: (!hint.is_empty()).then_some(hint),
        });
    }

    /// All mistakes in the order of the text.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.0.into_inner();
        found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
        found.dedup();
        found
    }
}

/// "did you mean": the known word nearest to a wrong one, if it is near enough to be a slip.
pub(crate) fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Long inputs are no slips of the pen, and comparing them costs the product of the lengths.
    if wrong.len() > 80 {
        return None;
    }
    known
        .into_iter()
        .filter(|word| word.len() <= 80)
        .map(|word| (distance(wrong, word), word))
        .filter(|(edits, word)| *edits <= (word.len().max(wrong.len()) / 3).max(1))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, word)| word)
}

/// How many letters must be changed, added or taken away.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, letter) in left.to_lowercase().chars().enumerate() {
        let mut diagonal = above;
        let mut before = above.saturating_add(1);
        let mut next = vec![before];
        for (other, up) in right.iter().zip(row.iter().skip(1)) {
            let cost = diagonal.saturating_add(usize::from(*other != letter));
            before = cost.min(up.saturating_add(1)).min(before.saturating_add(1));
            diagonal = *up;
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_different_word_finds_none() {
        let known = ["effective_from", "effective_to", "holds", "people"];
        assert_eq!(nearest("efective_from", known), Some("effective_from"));
        assert_eq!(nearest("hold", known), Some("holds"));
        assert_eq!(nearest("colour", known), None);
    }
}

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
#[derive(Debug)]
pub(crate) struct Findings<'t> {
    text: &'t str,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'t> Findings<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, found: RefCell::default() }
    }

    /// The text of the catalogue at a place.
    pub fn text(&self, span: Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or("")
    }

    pub fn report(&self, span: Range<usize>, message: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) {
        let hint = hint.into();
        self.found.borrow_mut().push(Diagnostic {
            span,
            message: message.into(),
            label: label.into(),
            hint: (!hint.is_empty()).then_some(hint),
        });
    }

    /// All mistakes in the order of the text.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
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

/// How many letters must be changed, added or taken away, or swapped with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.to_lowercase().chars().collect();
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
    let mut earlier: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut now = vec![row.saturating_add(1)];
        for (column, other) in right.iter().enumerate() {
            let changed = at(&above, column).saturating_add(usize::from(letter != other));
            let added = at(&now, column).min(at(&above, column.saturating_add(1))).saturating_add(1);
            let swapped = match (row.checked_sub(1), column.checked_sub(1)) {
                (Some(up), Some(back)) if left.get(up) == Some(other) && right.get(back) == Some(letter) => {
                    at(&earlier, back).saturating_add(1)
                }
                _ => usize::MAX,
            };
            now.push(changed.min(added).min(swapped));
        }
        earlier = std::mem::replace(&mut above, now);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_different_word_finds_none() {
        let known = ["effective_from", "effective_to", "holds", "people"];
        assert_eq!(nearest("efective_from", known), Some("effective_from"));
        assert_eq!(nearest("hold", known), Some("holds"));
        assert_eq!(nearest("hodls", known), Some("holds"));
        assert_eq!(nearest("nmae", ["name", "noun"]), Some("name"));
        assert_eq!(nearest("colour", known), None);
    }
}

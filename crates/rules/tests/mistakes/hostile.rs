//! No text makes the reader panic, and every place that it names is a place in the text.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use tierwise_core::Day;
use tierwise_rules::{Absent, Facts, Figures, Lint, Market, People, diff, evaluate, lint, losses, read_catalogue};

const CATALOGUES: [&str; 3] = [
    include_str!("../../../../catalogues/mpn-2017.toml"),
    include_str!("../../../../catalogues/solutions-partner-2023.toml"),
    include_str!("../../../../catalogues/solutions-partner-2026.toml"),
];

/// What is put in: parts of the syntax, other letters, and characters of more than one byte.
const PIECES: [&str; 34] = [
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\u00e9",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    ",",
    ";",
    "(",
    ")",
    "\n",
    "\r\n",
    "\u{feff}",
    "\u{0}",
    "#",
    ".",
    "-",
    "_",
    "0",
    "9",
    "a",
    "x",
    " ",
    "é",
    "😀",
    "any(",
    "\"20/3\"",
    "2020-01-01",
];

#[derive(Debug, Clone)]
enum Change {
    Delete {
        at: usize,
        length: usize,
    },
    Insert {
        at: usize,
        piece: usize,
    },
    Replace {
        at: usize,
        piece: usize,
    },
    /// A part of the text once more, elsewhere.
    Repeat {
        at: usize,
        from: usize,
        length: usize,
    },
}

fn change() -> impl Strategy<Value = Change> {
    let (place, piece) = (any::<usize>(), 0..PIECES.len());
    prop_oneof![
        1 => (place, 1_usize..60).prop_map(|(at, length)| Change::Delete { at, length }),
        1 => (place, piece.clone()).prop_map(|(at, piece)| Change::Insert { at, piece }),
        4 => (place, piece).prop_map(|(at, piece)| Change::Replace { at, piece }),
        1 => (place, place, 1_usize..400).prop_map(|(at, from, length)| Change::Repeat { at, from, length }),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let place = |at: usize| at % (letters.len() + 1);
    let (at, end, put) = match *change {
        Change::Delete { at, length } => (place(at), (place(at) + length).min(letters.len()), Vec::new()),
        Change::Insert { at, piece } => (place(at), place(at), PIECES[piece].chars().collect()),
        Change::Replace { at, piece } => (place(at), (place(at) + 1).min(letters.len()), PIECES[piece].chars().collect()),
        Change::Repeat { at, from, length } => {
            let part = letters[place(from)..(place(from) + length).min(letters.len())].to_vec();
            (place(at), place(at), part)
        }
    };
    letters.splice(at..end, put);
    letters.into_iter().collect()
}

/// Reads a text: either all mistakes have places and words, or the programme can be evaluated.
fn survives(text: &str) -> Result<(), TestCaseError> {
    match read_catalogue(text) {
        Ok(programme) => {
            let figures = Figures::new(Absent::Zero);
            let facts =
                Facts { market: Market::Developing, track: None, figures, priority: Vec::new(), people: People::default() };
            for (year, month, day) in [(2018, 1, 15), (2023, 10, 1), (2026, 4, 1)] {
                let day = Day::new(year, month, day).unwrap();
                let standings = evaluate(&programme, &facts, day);
                losses(&programme, &facts, &standings);
            }
            programme.figure_ids();
            for Lint { diagnostic, .. } in lint(text, &programme) {
                prop_assert!(text.get(diagnostic.span.clone()).is_some_and(|place| !place.is_empty()), "{diagnostic:?}");
            }
            prop_assert_eq!(diff(&programme, &programme), []);
        }
        Err(mistakes) => {
            prop_assert!(!mistakes.is_empty(), "refused without a reason");
            for mistake in &mistakes {
                prop_assert!(text.get(mistake.span.clone()).is_some(), "{mistake:?} is not in the text");
                prop_assert!(!mistake.message.is_empty() && !mistake.label.is_empty(), "{mistake:?}");
                prop_assert!(mistake.hint.as_ref().is_some_and(|hint| !hint.is_empty()), "{mistake:?}");
            }
            let places = mistakes.iter().map(|mistake| mistake.span.start);
            prop_assert!(places.is_sorted(), "not in the order of the text");
        }
    }
    Ok(())
}

/// The same texts in every run.
fn config(cases: u32) -> Config {
    Config { cases, rng_seed: RngSeed::Fixed(20_180_115), failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_damaged_catalogue_is_read_without_panic(
        catalogue in 0..CATALOGUES.len(),
        changes in prop::collection::vec(change(), 1..5),
    ) {
        let text = changes.iter().fold(CATALOGUES[catalogue].to_owned(), |text, change| changed(&text, change));
        survives(&text)?;
    }
}

proptest! {
    #![proptest_config(config(4_000))]

    #[test]
    fn a_small_damaged_catalogue_is_read_without_panic(
        is_score in any::<bool>(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let sound = if is_score { super::SCORE } else { super::LEVELS };
        survives(&changes.iter().fold(sound.to_owned(), |text, change| changed(&text, change)))?;
    }

    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        survives(&text)?;
    }

    #[test]
    fn any_predicate_and_formula_is_read_without_panic(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "any(", "all(", "atleast(", "2;", "0;", "alpha", "beta", "é", "min(", "max(", "if(", "revenue", "users", "1", "0",
            "20/3", "+", "-", "*", "/", "<", ">=", "(", ")", ",", ";", " ", "\n", "\r\n", "99999999999999999999",
        ]), 0..24),
        quotes in prop::sample::select(vec!["\"", "'", "\"\"\"", "'''"]),
    ) {
        let text = format!("{quotes}{}{quotes}", pieces.concat());
        survives(&super::LEVELS.replacen("\"any(alpha, beta)\"", &text, 1))?;
        survives(&super::SCORE.replacen("\"revenue/1250 + users/125\"", &text, 1))?;
    }
}

#[test]
fn deep_long_and_odd_texts_are_read_without_panic() {
    for text in [
        String::new(),
        "\u{feff}".to_owned(),
        format!("\u{feff}{}", super::LEVELS),
        super::LEVELS.replace('\n', "\r\n"),
        super::LEVELS.replace('\n', "\r"),
        "[".repeat(100_000),
        format!("x = {}", "[".repeat(100_000)),
        format!("x = {}", "{a=".repeat(100_000)),
        format!("a{} = 1", ".a".repeat(100_000)),
        format!("format = {}", "9".repeat(100_000)),
        super::SCORE.replacen("= 70", &format!("= {}", "9".repeat(100_000)), 1),
        super::SCORE.replacen("= 70", "= 1e999999999", 1),
        super::SCORE.replacen("revenue/1250", &"-(".repeat(450), 1),
        super::SCORE.replacen("revenue/1250", &format!("1{}", "*1e60".repeat(190)), 1),
        super::LEVELS.replacen("any(alpha", &"any(".repeat(50_000), 1),
        super::LEVELS.replacen("people = 2", "people = 100000", 1),
        super::LEVELS.replacen("effective_to = 2019-12-31", "effective_to = 9999-12-31", 1),
        super::LEVELS.replacen("effective_from = 2017-01-01", "effective_from = 0000-01-01", 1),
    ] {
        survives(&text).unwrap_or_else(|problem| panic!("{text:.80}: {problem}"));
    }
    assert!(read_catalogue(&format!("\u{feff}{}", super::LEVELS)).is_ok(), "a byte order mark is no mistake");
    assert!(read_catalogue(&super::LEVELS.replace('\n', "\r\n")).is_ok(), "line ends of Windows are no mistake");
}

//! Random bytes, changed catalogues and changed facts: whatever comes in, there is an answer or a mistake with its place.
//!
//! A few seconds here; `cargo xtask fuzz MINUTES` goes on as long as it is told, and prints the seed of what it finds.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use tierwise_app::{answer, read_facts};
use tierwise_core::Day;
use tierwise_rules::{Programme, critical, evaluate, forecast, read_catalogue};
use tierwise_testkit::cases::read_cases;

/// How many rounds there are without `TIERWISE_FUZZ_MINUTES`.
const ROUNDS: u64 = 600;

/// Random numbers from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.next() >> 1).unwrap() % sides.max(1)
    }

    fn of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

/// Catalogues with the facts of their cases.
struct Corpus {
    catalogues: Vec<(String, Vec<(String, String)>)>,
    /// Everything between blanks and signs, of all catalogues: what a change may put elsewhere.
    words: Vec<String>,
}

fn corpus() -> Corpus {
    let mut corpus = Corpus { catalogues: Vec::new(), words: Vec::new() };
    for folder in ["../../catalogues", "tests/programmes"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let Some(id) = name.strip_suffix(".cases.toml") else { continue };
            let cases = read_cases(&fs::read_to_string(folder.join(&name)).unwrap()).unwrap();
            let catalogue = fs::read_to_string(folder.join(format!("{id}.toml"))).unwrap();
            let words = catalogue.split(|letter: char| letter.is_whitespace() || "()[]{},;=\"".contains(letter));
            corpus.words.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
            let facts = cases.into_iter().map(|case| (case.facts, case.as_of)).collect();
            corpus.catalogues.push((catalogue, facts));
        }
    }
    for more in ["0", "1", "99999999999999999999", "-1", "1e60", "\"1/3\"", "2020-02-29", "9999-12-31", "0000-01-01", "", "é😀"]
    {
        corpus.words.push(more.to_owned());
    }
    corpus
}

/// The places where words stand.
fn places(text: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut start = None;
    for (place, letter) in text.char_indices() {
        let is_word = !(letter.is_whitespace() || "()[]{},;=\":".contains(letter));
        match (start, is_word) {
            (None, true) => start = Some(place),
            (Some(from), false) => {
                places.push((from, place));
                start = None;
            }
            _ => {}
        }
    }
    places
}

/// A text with a few words, lines or letters changed: most results still can be read.
fn changed(text: &str, words: &[String], dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice.below(4) {
        match dice.below(8) {
            0..=4 => {
                let places = places(&text);
                if places.is_empty() {
                    continue;
                }
                let (from, to) = *dice.of(&places);
                // A word of the same text fits more often than one of another.
                let (other, end) = *dice.of(&places);
                let word = if dice.below(2) == 0 { text[other..end].to_owned() } else { dice.of(words).clone() };
                text.replace_range(from..to, &word);
            }
            5 => {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
                lines.swap(one, other);
                text = lines.concat();
            }
            6 => {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                let (from, count) = (dice.below(lines.len()), dice.below(12));
                let part: Vec<&str> = lines.iter().skip(from).take(count).copied().collect();
                let at = dice.below(lines.len() + 1);
                lines.splice(at..at, part);
                text = lines.concat();
            }
            _ => {
                let letters: Vec<char> = text.chars().collect();
                let at = dice.below(letters.len());
                let letter = char::from_u32(u32::try_from(dice.below(0x300)).unwrap()).unwrap_or('x');
                let changed = letters.iter().enumerate().map(|(place, old)| if place == at { letter } else { *old });
                text = changed.collect();
            }
        }
    }
    text
}

/// Asks everything that can be asked.
fn ask(programme: &Programme, facts: &str, day: Day) {
    let Ok(read) = read_facts(facts, programme) else { return };
    let standings = evaluate(programme, &read.facts, day);
    let forecast = forecast(programme, &read.facts, &standings);
    let mut last = day;
    for turn in &forecast.turns {
        assert!(turn.day >= last, "the turns are not in the order of days");
        last = turn.day;
    }
    for found in critical(&read.facts, &standings) {
        assert!(found.people.iter().all(|(person, _)| *person < read.facts.people.len()));
    }
    let answer = answer(programme, &standings, &read.facts.people).of_facts(read.unnamed, read.ignored);
    serde_json::to_string(&answer).unwrap();
}

fn round(corpus: &Corpus, seed: u64) -> bool {
    let mut dice = Dice(seed);
    let (catalogue, facts) = dice.of(&corpus.catalogues);
    let text = match dice.below(10) {
        0 => (0..dice.below(400)).map(|_| char::from(u8::try_from(dice.below(256)).unwrap())).collect(),
        1 | 2 => catalogue.clone(),
        _ => changed(catalogue, &corpus.words, &mut dice),
    };
    match read_catalogue(&text) {
        Ok(programme) => {
            let (facts, as_of) = dice.of(facts);
            let facts = if dice.below(3) == 0 { facts.clone() } else { changed(facts, &corpus.words, &mut dice) };
            ask(&programme, &facts, as_of.parse().unwrap());
            true
        }
        Err(mistakes) => {
            assert!(!mistakes.is_empty(), "refused without a reason");
            for mistake in &mistakes {
                assert!(text.get(mistake.span.clone()).is_some(), "{:?} is no place of the text", mistake.span);
                assert!(!mistake.message.is_empty());
            }
            false
        }
    }
}

#[test]
fn whatever_comes_in_there_is_an_answer_or_a_mistake() {
    let corpus = corpus();
    let (mut rounds, mut read) = (0_u64, 0_u64);
    for seed in tierwise_testkit::rounds::rounds(ROUNDS) {
        match catch_unwind(AssertUnwindSafe(|| round(&corpus, seed))) {
            Ok(was_read) => read += u64::from(was_read),
            Err(_) => panic!("round({seed}) is found"),
        }
        rounds += 1;
    }
    println!("{rounds} rounds; {read} catalogues could be read");
    assert!(read * 5 > rounds, "only {read} of {rounds} catalogues could be read: the changes are too wild");
}

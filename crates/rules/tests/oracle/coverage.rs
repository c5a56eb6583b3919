//! Whether the worlds say everything that the language can say, and whether it matters.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::judge::{Judged, Verdict};
use super::world::World;

/// Every word of the language that decides something.
const WORDS: [&str; 66] = [
    "[programme]\nid = \"p\"\nname = \"P\"\neffective_from",
    "[programme]\nid = \"p\"\nname = \"P\"\neffective_to",
    "name = \"C\"\neffective_from",
    "name = \"C\"\neffective_to",
    "name = \"O\"\neffective_from",
    "name = \"O\"\neffective_to",
    "step = \"1\"\neffective_to",
    "id = \"m0\"\neffective_to",
    "apart = \"a0\"\neffective_to",
    "threshold = ",
    "thresholds = ",
    "every_metric_above",
    "every_metric_at_least",
    "accepted_from = 2",
    "accepted_from = {",
    "accepted_until = 2",
    "accepted_until = {",
    "retired_on",
    "earned_before_retirement",
    "stands_for",
    "made_of",
    "completed_within_months",
    "any(",
    "all(",
    "atleast(",
    "[[capacity]]",
    "most = 1",
    "most = 2",
    "apart = ",
    "level = \"gold\"",
    "capacity = \"k0\"",
    "capacity = \"k1\"",
    "group = \"A\"",
    "people = 1",
    "people = \"",
    "credentials = ",
    "metric = \"v\"",
    "at_least = ",
    "at_most = ",
    "developing = ",
    "value = ",
    "inputs = {",
    "look_back",
    "take = \"latest\"",
    "take = \"sum\"",
    "take = \"average\"",
    "take = \"highest\"",
    "attains = \"c0\"",
    "attains = \"a",
    "at_level",
    "same_people_as:",
    "k_of_same:",
    "other_people_than:",
    "distinct_per_code",
    "tracks = ",
    "best-of",
    "choose = \"classification\"",
    "classification = {",
    "track = \"t1\"",
    "points = \"",
    "points = { t0",
    "points = { developed",
    "text = \"people\"",
    "kind = \"gate\"",
    "kind = \"flat\"",
    "kind = \"elective\"",
];

/// What was seen, by any number of threads.
#[derive(Default)]
pub struct Coverage {
    words: Mutex<BTreeMap<&'static str, u64>>,
    outcomes: Mutex<BTreeMap<String, u64>>,
    worlds: Mutex<u64>,
}

impl Coverage {
    pub fn note(&self, world: &World) {
        *self.worlds.lock().unwrap() += 1;
        let text = world.catalogue();
        let mut words = self.words.lock().unwrap();
        for word in WORDS.iter().filter(|word| text.contains(**word)) {
            *words.entry(word).or_default() += 1;
        }
    }

    pub fn outcome(&self, judged: &Judged) {
        let mut outcomes = self.outcomes.lock().unwrap();
        for verdict in &judged.verdicts {
            let name = match verdict {
                Verdict::NotInForce => "not in force".to_owned(),
                Verdict::Level { attained, .. } => {
                    format!("contested {}, attained {}", judged.is_contested, attained.is_some())
                }
                Verdict::Score(scored) => {
                    format!("score qualifies {}, leads to a level {}", scored.qualified(), scored.level.is_some())
                }
            };
            *outcomes.entry(name).or_default() += 1;
        }
    }

    /// Every word in one world of 400 at least, every outcome in one answer of 100.
    pub fn assert_is_wide(&self) {
        let (words, outcomes, worlds) =
            (self.words.lock().unwrap(), self.outcomes.lock().unwrap(), *self.worlds.lock().unwrap());
        if worlds < 10_000 {
            return;
        }
        for word in WORDS {
            let seen = words.get(word).copied().unwrap_or(0);
            assert!(seen * 400 >= worlds, "`{word}` stands in {seen} of {worlds} worlds only");
        }
        let all: u64 = outcomes.values().sum();
        assert_eq!(outcomes.len(), 8, "{outcomes:?}");
        for (name, seen) in outcomes.iter() {
            assert!(seen * 100 >= all, "{name}: {seen} of {all} answers only");
        }
    }
}

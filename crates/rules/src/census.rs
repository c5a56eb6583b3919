//! Who meets which test on a day: people with equal answers are one class with a count.
//!
//! One pass over the people's skills; everything after it works on counts and classes.

use std::collections::{BTreeMap, HashMap};

use tierwise_core::Day;

use crate::catalogue::{Asks, Competency, Holds, Predicate, Programme, Relation, SkillIndex, Ways};
use crate::facts::{Held, NEVER, People};

/// Every distinct test of a programme, with a number.
#[derive(Debug)]
pub struct Tests {
    list: Vec<Holds>,
    places: BTreeMap<Holds, usize>,
    words: usize,
    /// Per skill and word: the tests that the skill alone meets.
    alone: Vec<u64>,
    /// Per skill and word: the tests that must be asked because the skill takes part in them.
    partly: Vec<u64>,
}

/// What a day makes of each skill.
#[derive(Debug)]
pub struct DayView {
    day: i32,
    /// Per skill the last completion that counts; [`NEVER`] when the skill is no longer accepted.
    completed_by: Vec<i32>,
    /// Per test with last days of its own, the same list again.
    own: BTreeMap<usize, Vec<i32>>,
}

/// The people by what they meet.
#[derive(Debug)]
pub struct Census {
    words: usize,
    /// Per class, `words` words of test bits.
    bits: Vec<u64>,
    sizes: Vec<u32>,
    places: HashMap<Vec<u64>, u32>,
    class_of: Vec<u32>,
    /// Per test, how many people meet it.
    counts: Vec<u32>,
}

impl Tests {
    pub fn of(programme: &Programme) -> Self {
        let mut list: Vec<Holds> = Vec::new();
        let mut places = BTreeMap::new();
        let everything = programme.all_holds().cloned().chain(programme.competencies.iter().flat_map(single_codes));
        for holds in everything {
            places.entry(holds).or_insert_with_key(|holds| {
                list.push(holds.clone());
                list.len().saturating_sub(1)
            });
        }
        let words = list.len().div_ceil(64).max(1);
        let mut tests = Self {
            words,
            alone: vec![0; words.saturating_mul(programme.skills.len())],
            partly: vec![0; words.saturating_mul(programme.skills.len())],
            list: Vec::new(),
            places,
        };
        for (place, holds) in list.iter().enumerate() {
            let simple = holds.accepted_until.is_empty() && is_any(&holds.predicate);
            let column = if simple { &mut tests.alone } else { &mut tests.partly };
            for skill in holds.predicate.skills() {
                let word = (skill.0 as usize).saturating_mul(words).saturating_add(place / 64);
                if let Some(word) = column.get_mut(word) {
                    *word |= 1 << (place % 64);
                }
            }
        }
        tests.list = list;
        tests
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The number of a test; every test of the programme has one.
    pub fn place(&self, holds: &Holds) -> usize {
        self.places.get(holds).copied().unwrap_or(usize::MAX)
    }

    pub fn get(&self, place: usize) -> Option<&Holds> {
        self.list.get(place)
    }

    pub fn day(&self, programme: &Programme, day: Day) -> DayView {
        let last_completion = |skill: SkillIndex, own: Option<Day>| {
            let Some(skill) = skill.of(programme) else { return NEVER };
            if own.or(skill.retirement.last_day()).is_some_and(|last| last < day) {
                return NEVER;
            }
            skill.retirement.earned_by().map_or(day, |last| last.min(day)).ordinal()
        };
        let per_skill = |own: &BTreeMap<SkillIndex, Day>| -> Vec<i32> {
            (0..programme.skills.len())
                .map(|place| SkillIndex(u32::try_from(place).unwrap_or(u32::MAX)))
                .map(|skill| last_completion(skill, own.get(&skill).copied()))
                .collect()
        };
        let own = self.list.iter().enumerate().filter(|(_, holds)| !holds.accepted_until.is_empty());
        DayView {
            day: day.ordinal(),
            completed_by: per_skill(&BTreeMap::new()),
            own: own.map(|(place, holds)| (place, per_skill(&holds.accepted_until))).collect(),
        }
    }

    /// Writes into `bits` which tests a person meets.
    fn answer(&self, view: &DayView, skills: &[Held], bits: &mut [u64], asked: &mut [u64]) {
        bits.fill(0);
        asked.fill(0);
        for held in skills {
            let start = (held.skill.0 as usize).saturating_mul(self.words);
            let range = start..start.saturating_add(self.words);
            if view.counts(&view.completed_by, held) {
                for (bits, alone) in bits.iter_mut().zip(self.alone.get(range.clone()).unwrap_or(&[])) {
                    *bits |= alone;
                }
            }
            for (asked, partly) in asked.iter_mut().zip(self.partly.get(range).unwrap_or(&[])) {
                *asked |= partly;
            }
        }
        for (word, (asked, bits)) in asked.iter_mut().zip(bits.iter_mut()).enumerate() {
            while *asked != 0 {
                let bit = asked.trailing_zeros();
                *asked &= asked.wrapping_sub(1);
                let place = word.saturating_mul(64).saturating_add(bit as usize);
                if self.get(place).is_some_and(|holds| view.meets(place, holds, skills)) {
                    *bits |= 1 << bit;
                }
            }
        }
    }
}

/// The one-code tests that `distinct_per_code` needs.
fn single_codes(competency: &Competency) -> Vec<Holds> {
    let Ways::Options(options) = &competency.ways else { return Vec::new() };
    options
        .iter()
        .flat_map(|option| &option.requirements)
        .filter_map(|requirement| match &requirement.asks {
            Asks::People { holds, relation: Relation::DistinctPerCode, .. } => Some(per_code(holds)),
            _ => None,
        })
        .flatten()
        .collect()
}

/// One test for each code that a predicate names.
pub(crate) fn per_code(holds: &Holds) -> Vec<Holds> {
    let skills = holds.predicate.skills();
    skills
        .into_iter()
        .map(|skill| Holds {
            predicate: Predicate::Skill(skill),
            accepted_until: holds
                .accepted_until
                .iter()
                .filter(|(own, _)| **own == skill)
                .map(|(own, day)| (*own, *day))
                .collect(),
        })
        .collect()
}

/// Whether one of the named skills is enough.
fn is_any(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Skill(_) => true,
        Predicate::Any(parts) | Predicate::AtLeast(1, parts) => parts.iter().all(is_any),
        Predicate::All(parts) => parts.len() == 1 && parts.iter().all(is_any),
        Predicate::AtLeast(..) => false,
    }
}

impl DayView {
    fn counts(&self, completed_by: &[i32], held: &Held) -> bool {
        completed_by.get(held.skill.0 as usize).is_some_and(|last| held.completed <= *last) && held.expires >= self.day
    }

    fn meets(&self, place: usize, holds: &Holds, skills: &[Held]) -> bool {
        let completed_by = self.own.get(&place).unwrap_or(&self.completed_by);
        holds.predicate.is_met(&|skill| skills.iter().any(|held| held.skill == skill && self.counts(completed_by, held)))
    }
}

impl Census {
    pub fn take(tests: &Tests, view: &DayView, people: &People) -> Self {
        let mut census = Self {
            words: tests.words,
            bits: Vec::new(),
            sizes: Vec::new(),
            places: HashMap::new(),
            class_of: Vec::with_capacity(people.len()),
            counts: vec![0; tests.len()],
        };
        let (mut bits, mut asked) = (vec![0; tests.words], vec![0; tests.words]);
        for skills in people.each() {
            tests.answer(view, skills, &mut bits, &mut asked);
            let class = census.class(&bits);
            census.grow(class);
            census.class_of.push(class);
        }
        census.count_tests();
        census
    }

    /// Asks one person again; says which tests are no longer met, if the answers changed.
    pub fn ask_again(&mut self, tests: &Tests, view: &DayView, people: &People, person: usize) -> Option<Vec<u64>> {
        let (mut bits, mut asked) = (vec![0; tests.words], vec![0; tests.words]);
        tests.answer(view, people.held(person), &mut bits, &mut asked);
        let before = *self.class_of.get(person)?;
        let after = self.class(&bits);
        if before == after {
            return None;
        }
        let old: Vec<u64> = self.class_bits(before as usize).to_vec();
        let lost: Vec<u64> = old.iter().zip(&bits).map(|(old, new)| old & !new).collect();
        let gained: Vec<u64> = old.iter().zip(&bits).map(|(old, new)| new & !old).collect();
        for (place, count) in self.counts.iter_mut().enumerate() {
            *count = count.saturating_add(u32::from(has(&gained, place))).saturating_sub(u32::from(has(&lost, place)));
        }
        if let Some(size) = self.sizes.get_mut(before as usize) {
            *size = size.saturating_sub(1);
        }
        self.grow(after);
        if let Some(class) = self.class_of.get_mut(person) {
            *class = after;
        }
        Some(lost)
    }

    /// How many people meet a test.
    pub fn count(&self, test: usize) -> u32 {
        self.counts.get(test).copied().unwrap_or(0)
    }

    /// Every class with its size; some may have become empty.
    pub fn classes(&self) -> impl Iterator<Item = (u32, &[u64], u32)> {
        self.sizes
            .iter()
            .enumerate()
            .map(|(class, size)| (u32::try_from(class).unwrap_or(u32::MAX), self.class_bits(class), *size))
    }

    pub fn class_of(&self, person: usize) -> Option<u32> {
        self.class_of.get(person).copied()
    }

    /// Whether a person meets a test.
    pub fn meets(&self, person: usize, test: usize) -> bool {
        self.class_of(person).is_some_and(|class| has(self.class_bits(class as usize), test))
    }

    fn class_bits(&self, class: usize) -> &[u64] {
        let start = class.saturating_mul(self.words);
        self.bits.get(start..start.saturating_add(self.words)).unwrap_or(&[])
    }

    fn class(&mut self, bits: &[u64]) -> u32 {
        if let Some(class) = self.places.get(bits) {
            return *class;
        }
        let class = u32::try_from(self.sizes.len()).unwrap_or(u32::MAX);
        self.places.insert(bits.to_vec(), class);
        self.bits.extend_from_slice(bits);
        self.sizes.push(0);
        class
    }

    fn grow(&mut self, class: u32) {
        if let Some(size) = self.sizes.get_mut(class as usize) {
            *size = size.saturating_add(1);
        }
    }

    fn count_tests(&mut self) {
        for (class, size) in self.sizes.iter().enumerate() {
            let start = class.saturating_mul(self.words);
            let bits = self.bits.get(start..start.saturating_add(self.words)).unwrap_or(&[]);
            for (place, count) in self.counts.iter_mut().enumerate() {
                if has(bits, place) {
                    *count = count.saturating_add(*size);
                }
            }
        }
    }
}

/// Whether the bit of a test is set.
pub(crate) fn has(bits: &[u64], test: usize) -> bool {
    bits.get(test / 64).is_some_and(|word| word & (1 << (test % 64)) != 0)
}

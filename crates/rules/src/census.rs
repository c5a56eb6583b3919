//! Who meets which test on a day.
//!
//! One pass over the people's skills; everything after it works on counts, and where people are tied across lines on
//! classes of people with equal answers.

mod tally;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use tierwise_core::Day;

use self::tally::Tally;
use crate::catalogue::{Asks, Competency, Holds, Predicate, Programme, Relation, SkillIndex, Ways};
use crate::facts::{Held, NEVER, People, SINCE_EVER};

/// Every distinct test of a programme, with a number.
#[derive(Debug)]
pub struct Tests {
    list: Vec<Holds>,
    places: FxHashMap<Holds, usize>,
    words: usize,
    /// Per skill and word: the tests that the skill alone meets.
    alone: Vec<u64>,
    /// Per skill and word: the tests that must be asked of whoever has the skill.
    partly: Vec<u64>,
    /// Per word: the tests of lines whose people are tied to those of other lines.
    tied: Vec<u64>,
    /// Per test, the places of the competencies that ask it.
    asked_by: Vec<BTreeSet<usize>>,
}

/// What a day makes of each skill.
#[derive(Debug)]
pub struct DayView {
    day: i32,
    /// Per skill the last completion that counts; [`NEVER`] when the skill is no longer accepted.
    completed_by: Vec<i32>,
    /// Per test with days of its own, the same again.
    own: Vec<Option<Own>>,
}

/// What a day makes of each skill for a test that states its own days.
#[derive(Debug)]
struct Own {
    completed_by: Vec<i32>,
    /// The first completion that counts; who is known to hold a skill without its day counts, too.
    completed_from: i32,
}

/// The people by what they meet.
#[derive(Debug, Clone)]
pub struct Census {
    words: usize,
    /// Per person, `words` words of test bits.
    bits: Vec<u64>,
    /// Per test, how many people meet it.
    counts: Vec<u32>,
    /// The tests of lines that are tied to others: only there it matters who meets several tests at once.
    tied: Vec<u64>,
    /// How many people give the same answers to the tied tests.
    classes: BTreeMap<Vec<u64>, u32>,
}

impl Tests {
    pub fn of(programme: &Programme) -> Self {
        let mut list: Vec<Holds> = Vec::new();
        let mut places: FxHashMap<Holds, usize> = FxHashMap::default();
        let everything = programme.all_holds().cloned().chain(programme.competencies.iter().flat_map(single_codes));
        for holds in everything {
            places.entry(holds).or_insert_with_key(|holds| {
                list.push(holds.clone());
                list.len().saturating_sub(1)
            });
        }
        // A power of two, so that the one pass over the people is compiled for few widths.
        let words = list.len().div_ceil(64).next_power_of_two();
        let mut tests = Self {
            words,
            alone: vec![0; words.saturating_mul(programme.skills.len())],
            partly: vec![0; words.saturating_mul(programme.skills.len())],
            tied: vec![0; words],
            list: Vec::new(),
            places,
            asked_by: vec![BTreeSet::new(); list.len()],
        };
        for (place, competency) in programme.competencies.iter().enumerate() {
            for holds in competency.all_holds().into_iter().cloned().chain(single_codes(competency)) {
                let test = tests.place(&holds);
                if let Some(asked_by) = tests.asked_by.get_mut(test) {
                    asked_by.insert(place);
                }
            }
        }
        for (place, holds) in list.iter().enumerate() {
            let simple = holds.has_own_days().is_none() && is_any(&holds.predicate);
            let (column, skills) = if simple {
                (&mut tests.alone, holds.predicate.skills())
            } else {
                (&mut tests.partly, triggers(&holds.predicate))
            };
            for skill in skills {
                let word = (skill.0 as usize).saturating_mul(words).saturating_add(place / 64);
                if let Some(word) = column.get_mut(word) {
                    *word |= 1 << (place % 64);
                }
            }
        }
        for holds in tied_tests(programme) {
            let place = tests.place(&holds);
            if let Some(word) = tests.tied.get_mut(place / 64) {
                *word |= 1 << (place % 64);
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

    /// The numbers of the one-code tests of a test, code by code.
    pub fn codes(&self, holds: &Holds) -> Vec<usize> {
        per_code(holds).iter().map(|one| self.place(one)).collect()
    }

    /// The competencies that ask one of the tests.
    pub fn asked_by(&self, tests: impl Iterator<Item = usize>) -> BTreeSet<usize> {
        tests.filter_map(|test| self.asked_by.get(test)).flatten().copied().collect()
    }

    pub fn get(&self, place: usize) -> Option<&Holds> {
        self.list.get(place)
    }

    pub fn day(&self, programme: &Programme, day: Day) -> DayView {
        let per_skill = |holds: Option<&Holds>| -> Vec<i32> {
            programme.skill_indexes().map(|skill| last_completion(programme, skill, holds, day)).collect()
        };
        let own = |holds: &Holds| {
            let holds = holds.has_own_days()?;
            Some(Own { completed_by: per_skill(Some(holds)), completed_from: holds.completed_from(day) })
        };
        DayView { day: day.ordinal(), completed_by: per_skill(None), own: self.list.iter().map(own).collect() }
    }

    /// Which tests a person meets.
    fn answer<const W: usize>(&self, view: &DayView, skills: &[Held]) -> [u64; W] {
        let (mut bits, mut asked) = ([0; W], [0; W]);
        let ((alone, _), (partly, _)) = (self.alone.as_chunks::<W>(), self.partly.as_chunks::<W>());
        for held in skills {
            let skill = held.skill.0 as usize;
            let (Some(completed_by), Some(alone), Some(partly)) =
                (view.completed_by.get(skill), alone.get(skill), partly.get(skill))
            else {
                continue;
            };
            let counts = (held.completed <= *completed_by) & (held.expires >= view.day);
            // All bits or none instead of a branch: nobody can predict who holds what.
            let counts = u64::from(counts).wrapping_neg();
            bits.iter_mut().zip(alone).for_each(|(bits, alone)| *bits |= alone & counts);
            asked.iter_mut().zip(partly).for_each(|(asked, partly)| *asked |= partly);
        }
        self.ask(view, skills, &mut asked, &mut bits);
        bits
    }

    /// Which tests one person meets, whatever the width; for a few people, since it prepares nothing.
    fn answer_one(&self, view: &DayView, skills: &[Held]) -> [u64; MOST_WORDS] {
        let (mut bits, mut asked) = ([0; MOST_WORDS], [0; MOST_WORDS]);
        for held in skills {
            let start = (held.skill.0 as usize).saturating_mul(self.words);
            let of_skill = start..start.saturating_add(self.words);
            if view.counts(&view.completed_by, held) {
                let alone = self.alone.get(of_skill.clone()).unwrap_or(&[]);
                bits.iter_mut().zip(alone).for_each(|(bits, alone)| *bits |= alone);
            }
            let partly = self.partly.get(of_skill).unwrap_or(&[]);
            asked.iter_mut().zip(partly).for_each(|(asked, partly)| *asked |= partly);
        }
        self.ask(view, skills, &mut asked, &mut bits);
        bits
    }

    /// Asks the tests that no single skill decides.
    fn ask(&self, view: &DayView, skills: &[Held], asked: &mut [u64], bits: &mut [u64]) {
        for (word, (asked, bits)) in asked.iter_mut().zip(bits).enumerate() {
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

/// The widest answer; the catalogue check refuses more tests.
const MOST_WORDS: usize = 16;
pub(crate) const MOST_TESTS: usize = MOST_WORDS * 64;

/// The last completion of a skill that counts on a day; [`NEVER`] when the skill is not accepted.
fn last_completion(programme: &Programme, skill: SkillIndex, holds: Option<&Holds>, day: Day) -> i32 {
    let Some(retirement) = skill.of(programme).map(|skill| skill.retirement) else { return NEVER };
    if !holds.map_or(retirement.accepted(), |holds| holds.accepted(skill, retirement)).covers(day) {
        return NEVER;
    }
    retirement.earned_by().map_or(day, |last| last.min(day)).ordinal()
}

/// The one-code tests that `distinct_per_code` and the counting of credentials need.
fn single_codes(competency: &Competency) -> Vec<Holds> {
    let Ways::Options(options) = &competency.ways else { return Vec::new() };
    options
        .iter()
        .flat_map(|option| &option.requirements)
        .filter_map(|requirement| match &requirement.asks {
            Asks::People { holds, relation: Relation::DistinctPerCode, .. } | Asks::Credentials { holds, .. } => {
                Some(per_code(holds))
            }
            _ => None,
        })
        .flatten()
        .collect()
}

/// The tests of every line that is tied to another, or another to it, or whose people compete for a capacity.
fn tied_tests(programme: &Programme) -> Vec<Holds> {
    let mut tied = Vec::new();
    for competency in &programme.competencies {
        let Ways::Options(options) = &competency.ways else { continue };
        for option in options {
            for line in &option.requirements {
                let Asks::People { holds, relation, .. } = &line.asks else { continue };
                match relation {
                    Relation::DistinctPerCode => tied.extend(per_code(holds)),
                    _ if line.is_tied(option.requirements.iter()) || programme.has_capacity(line) => tied.push(holds.clone()),
                    _ => {}
                }
            }
        }
    }
    tied
}

/// One test for each code that a predicate names.
fn per_code(holds: &Holds) -> Vec<Holds> {
    let skills = holds.predicate.skills();
    skills
        .into_iter()
        .map(|skill| {
            let own = |days: &BTreeMap<SkillIndex, Day>| days.get(&skill).map(|day| (skill, *day)).into_iter().collect();
            Holds {
                predicate: Predicate::Skill(skill),
                accepted_from: own(&holds.accepted_from),
                accepted_until: own(&holds.accepted_until),
                within_months: holds.within_months,
            }
        })
        .collect()
}

/// Skills of which everyone who meets the predicate has at least one: the fewer, the fewer people must be asked.
fn triggers(predicate: &Predicate) -> Vec<SkillIndex> {
    match predicate {
        Predicate::Skill(skill) => vec![*skill],
        Predicate::Any(parts) => parts.iter().flat_map(triggers).collect(),
        Predicate::All(parts) => parts.iter().map(triggers).min_by_key(Vec::len).unwrap_or_default(),
        // Whoever meets k of n parts misses n - k at most, so one more part than that is met for sure.
        Predicate::AtLeast(count, parts) => {
            let enough = parts.len().saturating_sub(*count as usize).saturating_add(1);
            parts.iter().take(enough).flat_map(triggers).collect()
        }
    }
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
        let own = self.own.get(place).and_then(Option::as_ref);
        let completed_by = own.map_or(&self.completed_by, |own| &own.completed_by);
        let in_time = |held: &Held| own.is_none_or(|own| held.completed >= own.completed_from || held.completed == SINCE_EVER);
        let counts = |held: &Held| in_time(held) && self.counts(completed_by, held);
        holds.predicate.is_met(&|skill| skills.iter().any(|held| held.skill == skill && counts(held)))
    }
}

impl Census {
    pub fn take(tests: &Tests, view: &DayView, people: &People) -> Self {
        match tests.words {
            1 => Self::take_in::<1>(tests, view, people),
            2 => Self::take_in::<2>(tests, view, people),
            4 => Self::take_in::<4>(tests, view, people),
            8 => Self::take_in::<8>(tests, view, people),
            _ => Self::take_in::<MOST_WORDS>(tests, view, people),
        }
    }

    fn take_in<const W: usize>(tests: &Tests, view: &DayView, people: &People) -> Self {
        let tied: [u64; W] = tests.tied.as_slice().try_into().unwrap_or([0; W]);
        let mut bits: Vec<u64> = Vec::with_capacity(people.len().saturating_mul(W));
        let mut tally = Tally::<W>::new();
        let mut classes: FxHashMap<[u64; W], u32> = FxHashMap::default();
        for skills in people.each() {
            let answer = tests.answer(view, skills);
            bits.extend_from_slice(&answer);
            tally.add(answer);
            if tied != [0; W] {
                let mut class = answer;
                class.iter_mut().zip(tied).for_each(|(class, tied)| *class &= tied);
                let people = classes.entry(class).or_default();
                *people = people.saturating_add(1);
            }
        }
        Self {
            words: W,
            bits,
            counts: tally.counts(tests.len()),
            tied: tied.to_vec(),
            classes: classes.into_iter().map(|(class, people)| (class.to_vec(), people)).collect(),
        }
    }

    /// People who give these answers, all of whose tests are tied.
    #[cfg(test)]
    pub fn of_answers(answers: &[u64]) -> Self {
        let counts = (0..64).map(|test| answers.iter().filter(|bits| has(&[**bits], test)).count());
        let mut classes = BTreeMap::new();
        for bits in answers {
            let people: &mut u32 = classes.entry(vec![*bits]).or_default();
            *people = people.saturating_add(1);
        }
        let counts = counts.map(|count| u32::try_from(count).unwrap_or(u32::MAX)).collect();
        Self { words: 1, bits: answers.to_vec(), counts, tied: vec![u64::MAX], classes }
    }

    /// Asks one person again; says what changed, if the answers did.
    pub fn ask_again(&mut self, tests: &Tests, view: &DayView, people: &People, person: usize) -> Option<Changed> {
        let after = tests.answer_one(view, people.held(person));
        self.change(person, after.get(..self.words).unwrap_or(&[]))
    }

    /// Takes a person out; says what they answered.
    pub fn take_out(&mut self, person: usize) -> Vec<u64> {
        let before = self.answers(person).to_vec();
        self.change(person, &vec![0; self.words]);
        before
    }

    /// Gives a person other answers; says what changed, if anything did.
    pub fn change(&mut self, person: usize, after: &[u64]) -> Option<Changed> {
        if self.answers(person) == after {
            return None;
        }
        let before = self.answers(person).to_vec();
        let lost: Vec<u64> = before.iter().zip(after).map(|(old, new)| old & !new).collect();
        let gained: Vec<u64> = before.iter().zip(after).map(|(old, new)| new & !old).collect();
        for place in set_bits(&lost) {
            if let Some(count) = self.counts.get_mut(place) {
                *count = count.saturating_sub(1);
            }
        }
        for place in set_bits(&gained) {
            if let Some(count) = self.counts.get_mut(place) {
                *count = count.saturating_add(1);
            }
        }
        if self.has_ties() {
            if let Some(people) = self.classes.get_mut(&masked(&before, &self.tied)) {
                *people = people.saturating_sub(1);
            }
            let people = self.classes.entry(masked(after, &self.tied)).or_default();
            *people = people.saturating_add(1);
        }
        let start = person.saturating_mul(self.words);
        if let Some(own) = self.bits.get_mut(start..start.saturating_add(self.words)) {
            own.copy_from_slice(after);
        }
        Some(Changed { lost, gained })
    }

    /// Whether a test is one of lines whose people are chosen one by one.
    pub fn is_tied(&self, test: usize) -> bool {
        has(&self.tied, test)
    }

    /// Whether some answers are to tied tests.
    pub fn has_tied(&self, answers: &[u64]) -> bool {
        answers.iter().zip(&self.tied).any(|(answers, tied)| answers & tied != 0)
    }

    /// How many people give the same answers to the tied tests.
    pub fn class_of(&self, answers: &[u64]) -> u32 {
        self.classes.get(&masked(answers, &self.tied)).copied().unwrap_or(0)
    }

    /// How many people meet a test.
    pub fn count(&self, test: usize) -> u32 {
        self.counts.get(test).copied().unwrap_or(0)
    }

    /// The people by their answers to the tied tests, with how many give them.
    pub fn classes(&self) -> impl Iterator<Item = (&[u64], u32)> {
        self.classes.iter().map(|(bits, people)| (bits.as_slice(), *people)).filter(|(_, people)| *people > 0)
    }

    /// Whether a person gives just these answers to the tied tests.
    pub fn is_of_class(&self, person: usize, class: &[u64]) -> bool {
        self.answers(person).iter().zip(&self.tied).map(|(bits, tied)| bits & tied).eq(class.iter().copied())
    }

    pub fn people(&self) -> usize {
        self.bits.len().checked_div(self.words).unwrap_or(0)
    }

    /// Whether a person meets a test.
    pub fn meets(&self, person: usize, test: usize) -> bool {
        has(self.answers(person), test)
    }

    fn has_ties(&self) -> bool {
        self.tied.iter().any(|word| *word != 0)
    }

    pub fn answers(&self, person: usize) -> &[u64] {
        let start = person.saturating_mul(self.words);
        self.bits.get(start..start.saturating_add(self.words)).unwrap_or(&[])
    }
}

/// What a person's answers lost and gained.
#[derive(Debug, Clone)]
pub struct Changed {
    pub lost: Vec<u64>,
    pub gained: Vec<u64>,
}

/// The places of the bits that are set.
pub(crate) fn set_bits(bits: &[u64]) -> impl Iterator<Item = usize> + '_ {
    bits.iter().enumerate().flat_map(|(word, bits)| {
        let rest = std::iter::successors(Some(*bits), |bits| Some(bits & bits.wrapping_sub(1)));
        let rest = rest.take_while(|bits| *bits != 0);
        rest.map(move |bits| word.saturating_mul(64).saturating_add(bits.trailing_zeros() as usize))
    })
}

fn masked(bits: &[u64], mask: &[u64]) -> Vec<u64> {
    bits.iter().zip(mask).map(|(bits, mask)| bits & mask).collect()
}

/// Whether the bit of a test is set.
pub(crate) fn has(bits: &[u64], test: usize) -> bool {
    bits.get(test / 64).is_some_and(|word| word & (1 << (test % 64)) != 0)
}

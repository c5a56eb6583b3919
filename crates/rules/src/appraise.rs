//! What one achievement is worth on the day of the standings: its state, where it is relevant and where it counts.

use std::collections::BTreeMap;

use tierwise_core::Day;

use crate::catalogue::{Asks, Holds, MetricValue, Programme, SkillIndex, SkillKind, Validity, Ways};
use crate::evaluate::Standings;

/// Where a skill can count: an option of a competency, or a metric of a score area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Place in [`Programme::competencies`].
    pub competency: usize,
    /// Place among its options or metrics.
    pub part: usize,
}

/// The first rung that an achievement fails, or that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// No rule of the programme names the skill.
    NotNamed,
    /// Completed after the day.
    NotYet,
    /// Earned after the retirement of a skill that had to be earned before it.
    EarnedTooLate {
        retired_on: Day,
    },
    /// The skill is retired and no rule accepts it any more.
    NoLongerAccepted {
        last_day: Day,
    },
    Expired {
        last_day: Day,
    },
    Valid {
        expiry: Expiry,
    },
}

/// What is known of the end of a valid achievement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// No date is known, though the skill is not known to last for ever.
    Unknown,
    Never,
    On(Day),
    /// It ends on the day and can be renewed free of charge now.
    Renewable(Day),
}

#[derive(Debug, Clone)]
pub struct Appraisal {
    pub state: State,
    /// Every place in force that names the skill and still accepts the achievement, needed or not.
    pub relevant: Vec<Place>,
    /// The places where the person counts through this achievement.
    pub counted: Vec<Place>,
}

/// Renewal opens so many months before expiry (lifecycle: certification renewal, 2021).
const RENEWAL_OPENS_MONTHS: i32 = 6;

/// Appraises many achievements against the same standings.
#[derive(Debug)]
pub struct Appraiser<'a> {
    programme: &'a Programme,
    standings: &'a Standings,
    /// Per skill, the tests in force that name it.
    tests: BTreeMap<SkillIndex, Vec<(Place, usize, Option<Day>)>>,
    named: std::collections::BTreeSet<SkillIndex>,
}

impl<'a> Appraiser<'a> {
    pub fn new(programme: &'a Programme, standings: &'a Standings) -> Self {
        let mut tests: BTreeMap<SkillIndex, Vec<(Place, usize, Option<Day>)>> = BTreeMap::new();
        for (place, holds) in in_force(programme, programme.effective.nearest(standings.day)) {
            for skill in holds.predicate.skills() {
                let last_day = match holds.accepted_until.get(&skill) {
                    Some(own) => Some(*own),
                    None => skill.of(programme).and_then(|skill| skill.retirement.last_day()),
                };
                tests.entry(skill).or_default().push((place, standings.tests().place(holds), last_day));
            }
        }
        Self { programme, standings, tests, named: programme.named_skills() }
    }

    /// `person` is the person's place among the people that were evaluated.
    pub fn appraise(&self, person: usize, skill: SkillIndex, completed: Option<Day>, expires: Option<Day>) -> Appraisal {
        let day = self.standings.day;
        let state = self.state(skill, completed, expires);
        let tests = self.tests.get(&skill).map_or(&[][..], Vec::as_slice);
        let in_time = !matches!(state, State::NotNamed | State::NotYet | State::EarnedTooLate { .. });
        let accepting = tests.iter().filter(|(_, _, last)| in_time && last.is_none_or(|last| day <= last));
        let relevant = places(accepting.clone().map(|(place, ..)| *place));
        let held = expires.is_none_or(|last| day <= last);
        let counting = accepting.filter(|(_, test, _)| held && self.standings.census().meets(person, *test));
        Appraisal { state, relevant, counted: places(counting.map(|(place, ..)| *place)) }
    }

    fn state(&self, skill: SkillIndex, completed: Option<Day>, expires: Option<Day>) -> State {
        let day = self.standings.day;
        let Some(facts) = skill.of(self.programme).filter(|_| self.named.contains(&skill)) else { return State::NotNamed };
        if completed.is_some_and(|completed| completed > day) {
            return State::NotYet;
        }
        if let Some(retired_on) = facts.retirement.earned_by()
            && completed.is_some_and(|completed| completed > retired_on)
        {
            return State::EarnedTooLate { retired_on };
        }
        let ends = self.tests.get(&skill).into_iter().flatten().map(|(_, _, last)| *last);
        // Without any rule in force the skill's own last day stands.
        let last_day =
            ends.max_by_key(|last| last.map_or(i32::MAX, Day::ordinal)).unwrap_or_else(|| facts.retirement.last_day());
        if let Some(last_day) = last_day.filter(|last| *last < day) {
            return State::NoLongerAccepted { last_day };
        }
        match expires {
            Some(last_day) if last_day < day => State::Expired { last_day },
            Some(last_day) if facts.kind == SkillKind::Certification && last_day.plus_months(-RENEWAL_OPENS_MONTHS) <= day => {
                State::Valid { expiry: Expiry::Renewable(last_day) }
            }
            Some(last_day) => State::Valid { expiry: Expiry::On(last_day) },
            None if facts.validity == Some(Validity::Forever) => State::Valid { expiry: Expiry::Never },
            None => State::Valid { expiry: Expiry::Unknown },
        }
    }
}

fn places(places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut places: Vec<Place> = places.collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Every test in force, with the place it belongs to.
fn in_force(programme: &Programme, day: Day) -> Vec<(Place, &Holds)> {
    let mut found = Vec::new();
    let competencies = programme.competencies.iter().enumerate().filter(|(_, competency)| competency.effective.covers(day));
    for (competency, rules) in competencies {
        match &rules.ways {
            Ways::Options(options) => {
                for (part, option) in options.iter().enumerate().filter(|(_, option)| option.effective.covers(day)) {
                    for requirement in option.requirements.iter().filter(|requirement| requirement.effective.covers(day)) {
                        if let Asks::People { holds, .. } = &requirement.asks {
                            found.push((Place { competency, part }, holds));
                        }
                    }
                }
            }
            Ways::Area(area) => {
                for (part, metric) in area.metrics.iter().enumerate().filter(|(_, metric)| metric.effective.covers(day)) {
                    if let MetricValue::People(steps) = &metric.value {
                        let steps = steps.iter().filter(|step| step.effective.covers(day));
                        found.extend(steps.map(|step| (Place { competency, part }, &step.holds)));
                    }
                }
            }
        }
    }
    found
}

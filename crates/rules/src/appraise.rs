//! What one achievement is worth on the day of the standings: its state, where it is relevant and where it counts.

use std::collections::{BTreeMap, BTreeSet};

use tierwise_core::Day;

use crate::catalogue::{Effective, Holds, MetricValue, Programme, SkillIndex, SkillKind, Validity, Ways};
use crate::evaluate::{Outcome, Standings};
use crate::forecast::turning_days;

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
    /// No rule accepts the skill before that day.
    NotYetAccepted {
        first_day: Day,
    },
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

/// A rule in force that names a skill.
#[derive(Debug, Clone)]
pub struct Rule {
    pub place: Place,
    /// The days on which the rule accepts the skill.
    pub accepted: Effective,
    /// An achievement counts for so many months after its completion.
    pub within_months: Option<u32>,
    pub(crate) test: usize,
    /// Place among the option's requirements or the metric's steps.
    requirement: usize,
}

/// Who sits in the seats of lines that are tied to others.
#[derive(Debug, Default)]
pub struct Seats {
    seated: BTreeMap<(Place, usize), BTreeSet<usize>>,
}

/// Appraises many achievements against the same standings.
#[derive(Debug)]
pub struct Appraiser<'a> {
    programme: &'a Programme,
    standings: &'a Standings,
    /// Per skill, the rules in force that name it.
    rules: Vec<Vec<Rule>>,
    named: BTreeSet<SkillIndex>,
    seats: Option<&'a Seats>,
}

impl<'a> Appraiser<'a> {
    /// Whoever meets a rule counts for it, whether or not a tie to another line leaves a seat.
    pub fn new(programme: &'a Programme, standings: &'a Standings) -> Self {
        let mut rules: Vec<Vec<Rule>> = Vec::new();
        rules.resize_with(programme.skills.len(), Vec::new);
        for (place, requirement, holds) in in_force(programme, programme.effective.nearest(standings.day)) {
            let test = standings.tests().place(holds);
            for named in holds.predicate.skills() {
                let Some(retirement) = named.of(programme).map(|skill| skill.retirement) else { continue };
                let rule = Rule {
                    place,
                    accepted: holds.accepted(named, retirement),
                    within_months: holds.within_months,
                    test,
                    requirement,
                };
                for (skill, rules) in programme.skills.iter().zip(&mut rules) {
                    if skill.means.contains(&named) {
                        rules.push(rule.clone());
                    }
                }
            }
        }
        Self { programme, standings, rules, named: programme.named_skills(), seats: None }
    }

    /// Only whoever sits in a seat counts for a line that is tied to others.
    pub fn seated(programme: &'a Programme, standings: &'a Standings, seats: &'a Seats) -> Self {
        Self { seats: Some(seats), ..Self::new(programme, standings) }
    }

    /// The rules in force that name the skill.
    pub fn rules(&self, skill: SkillIndex) -> &[Rule] {
        self.rules.get(skill.place()).map_or(&[], Vec::as_slice)
    }

    /// Whether a person, by their place among the people that were evaluated, has all that the rule asks of one person.
    pub fn meets(&self, person: usize, rule: &Rule) -> bool {
        self.standings.census().meets(person, rule.test)
    }

    /// Whether a person counts for the rule.
    pub fn counts(&self, person: usize, rule: &Rule) -> bool {
        let seated = self.seats.and_then(|seats| seats.seated.get(&(rule.place, rule.requirement)));
        self.meets(person, rule) && seated.is_none_or(|seated| seated.contains(&person))
    }

    /// `person` is the person's place among the people that were evaluated.
    pub fn appraise(&self, person: usize, skill: SkillIndex, completed: Option<Day>, expires: Option<Day>) -> Appraisal {
        let day = self.standings.day;
        let state = self.state(skill, completed, expires);
        let in_time = !matches!(state, State::NotNamed | State::NotYet | State::EarnedTooLate { .. });
        let accepting = self.rules(skill).iter().filter(|rule| in_time && rule.accepts(day, completed));
        let relevant = places(accepting.clone().map(|rule| rule.place));
        let held = expires.is_none_or(|last| day <= last);
        let counting = accepting.filter(|rule| held && self.counts(person, rule));
        Appraisal { state, relevant, counted: places(counting.map(|rule| rule.place)) }
    }

    /// The first day on which a certification that ends then can be renewed.
    fn renewal_opens(&self, last_day: Day) -> Day {
        let months = self.programme.lifecycle(self.standings.day).renewal_opens_months;
        last_day.plus_months(i32::try_from(months).unwrap_or(i32::MAX).saturating_neg())
    }

    /// The first rung that an achievement fails, whoever holds it.
    pub fn state(&self, skill: SkillIndex, completed: Option<Day>, expires: Option<Day>) -> State {
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
        let rules = self.rules(skill);
        let own = facts.retirement.accepted();
        // Without any rule in force the skill's own days stand.
        let ends = rules.iter().map(|rule| rule.last_day(completed));
        let last_day = ends.max_by_key(|last| last.map_or(i32::MAX, Day::ordinal)).unwrap_or(own.to);
        if let Some(last_day) = last_day.filter(|last| *last < day) {
            return State::NoLongerAccepted { last_day };
        }
        let first_day = rules.iter().map(|rule| rule.accepted.from).min().unwrap_or(own.from);
        if let Some(first_day) = first_day.filter(|first| *first > day) {
            return State::NotYetAccepted { first_day };
        }
        match expires {
            Some(last_day) if last_day < day => State::Expired { last_day },
            Some(last_day) if facts.kind == SkillKind::Certification && self.renewal_opens(last_day) <= day => {
                State::Valid { expiry: Expiry::Renewable(last_day) }
            }
            Some(last_day) => State::Valid { expiry: Expiry::On(last_day) },
            None if facts.validity == Some(Validity::Forever) => State::Valid { expiry: Expiry::Never },
            None => State::Valid { expiry: Expiry::Unknown },
        }
    }
}

impl Rule {
    /// Whether the rule accepts an achievement on a day.
    pub fn accepts(&self, day: Day, completed: Option<Day>) -> bool {
        self.accepted.from.is_none_or(|first| first <= day) && self.last_day(completed).is_none_or(|last| day <= last)
    }

    /// The last day on which the rule accepts an achievement.
    pub fn last_day(&self, completed: Option<Day>) -> Option<Day> {
        let looks_back =
            completed.zip(self.within_months).and_then(|(day, months)| Some(day.plus_months(i32::try_from(months).ok()?)));
        [self.accepted.to, looks_back].into_iter().flatten().min()
    }
}

impl Seats {
    pub fn of(programme: &Programme, standings: &Standings) -> Self {
        let mut seated: BTreeMap<(Place, usize), BTreeSet<usize>> = BTreeMap::new();
        // A tied line without a result was not needed: nobody sits in its seats.
        for (place, requirement, _) in in_force(programme, programme.effective.nearest(standings.day)) {
            if is_tied(programme, place, requirement) {
                seated.insert((place, requirement), BTreeSet::new());
            }
        }
        for standing in &standings.competencies {
            let Outcome::Level(level) = &standing.outcome else { continue };
            for option in &level.options {
                let place = Place { competency: standing.competency, part: option.option };
                for line in &option.requirements {
                    if let (Some(seats), Some(counted)) = (seated.get_mut(&(place, line.requirement)), &line.counted) {
                        seats.extend(standings.counted(counted));
                    }
                }
            }
        }
        Self { seated }
    }
}

impl Programme {
    /// The first day after another on which a rule that names the skill begins, if one does.
    pub fn named_from(&self, skill: SkillIndex, after: Day) -> Option<Day> {
        let means = skill.of(self).map_or(&[][..], |skill| &skill.means);
        let names = |day: &Day| {
            in_force(self, *day).iter().any(|(.., holds)| holds.predicate.skills().iter().any(|named| means.contains(named)))
        };
        turning_days(self).into_iter().filter(|day| *day > after && self.in_force(*day)).find(names)
    }
}

fn is_tied(programme: &Programme, place: Place, requirement: usize) -> bool {
    let Some(Ways::Options(options)) = programme.competencies.get(place.competency).map(|competency| &competency.ways) else {
        return false;
    };
    let Some(option) = options.get(place.part) else { return false };
    option
        .requirements
        .get(requirement)
        .is_some_and(|line| line.is_tied(option.requirements.iter()) || programme.has_capacity(line))
}

fn places(places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut places: Vec<Place> = places.collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Every test in force, with its place and the place of its requirement or step.
fn in_force(programme: &Programme, day: Day) -> Vec<(Place, usize, &Holds)> {
    let mut found = Vec::new();
    let competencies = programme.competencies.iter().enumerate().filter(|(_, competency)| competency.effective.covers(day));
    for (competency, rules) in competencies {
        match &rules.ways {
            Ways::Options(options) => {
                for (part, option) in options.iter().enumerate().filter(|(_, option)| option.effective.covers(day)) {
                    let lines = option.requirements.iter().enumerate();
                    for (line, requirement) in lines.filter(|(_, requirement)| requirement.effective.covers(day)) {
                        if let Some(holds) = requirement.asks.holds() {
                            found.push((Place { competency, part }, line, holds));
                        }
                    }
                }
            }
            Ways::Area(area) => {
                for (part, metric) in area.metrics.iter().enumerate().filter(|(_, metric)| metric.effective.covers(day)) {
                    let place = Place { competency, part };
                    match &metric.value {
                        MetricValue::People(steps) => {
                            let steps = steps.iter().enumerate().filter(|(_, step)| step.effective.covers(day));
                            found.extend(steps.map(|(line, step)| (place, line, &step.holds)));
                        }
                        MetricValue::Measured { inputs, .. } => {
                            let people =
                                inputs.iter().enumerate().filter_map(|(line, input)| Some((line, input.people.as_ref()?)));
                            found.extend(people.map(|(line, holds)| (place, line, holds)));
                        }
                    }
                }
            }
        }
    }
    found
}

//! Requirements and levels that nobody can meet: asked of the most favourable company, on every day that can differ.

use std::collections::BTreeSet;

use tierwise_core::{Day, Exact, PersonId};

use super::Kind;
use super::bounds::Bounds;
use super::parts::{Findings, Part};
use crate::catalogue::{
    Asks, AttainOption, Attains, Bound, Count, Every, FigureRule, Holds, Market, Programme, Relation, Requirement, Ways,
};
use crate::evaluate::{Outcome, evaluate};
use crate::facts::{Absent, Facts, Figures, People, PeopleBuilder};

/// Whether somebody who holds every skill that counts on the day meets the test.
pub(super) fn can_be_met(programme: &Programme, holds: &Holds, day: Day) -> bool {
    holds
        .predicate
        .is_met(&|skill| skill.of(programme).is_some_and(|facts| holds.accepted(skill, facts.retirement).covers(day)))
}

pub(super) fn look(programme: &Programme, days: &[Day], findings: &mut Findings<'_>) {
    let met = met(programme, days);
    for (competency, rules) in programme.competencies.iter().enumerate() {
        let Ways::Options(options) = &rules.ways else { continue };
        for (place, option) in options.iter().enumerate() {
            let part = Part::new("competency", competency).child("option", place);
            let mut unmet_levels = BTreeSet::new();
            for (line, requirement) in option.requirements.iter().enumerate() {
                let part = part.child("requirement", line);
                if met.asked.contains(&(competency, place, line)) && !met.lines.contains(&(competency, place, line)) {
                    unmet_levels.insert(requirement.level);
                    let (key, why) = reason(programme, requirement, days);
                    let message =
                        format!("line {} at {} can never be met", requirement.line, level(programme, requirement.level));
                    let hint = format!("{why}; mend the days, or leave the line out");
                    findings.report(Kind::NeverMet, &part, &[key], (message, "never met", hint));
                } else if let Asks::Figure(rule) = &requirement.asks {
                    figure(rule, &part, findings);
                }
            }
            for asked in levels(option) {
                let is_told = unmet_levels.contains(&asked);
                if met.levels_asked.contains(&(competency, place, asked))
                    && !met.levels.contains(&(competency, place, asked))
                    && !is_told
                {
                    let message = format!("option `{}` can never be met at {}", option.id, level(programme, asked));
                    let hint =
                        "each of its lines can be met, but never all of them on one day and by people whom the ties allow";
                    findings.report(Kind::NeverMet, &part, &["id"], (message, "never met", hint.to_owned()));
                }
            }
        }
    }
}

pub(super) fn level(programme: &Programme, level: usize) -> &str {
    programme.levels.get(level).map_or("", |level| level.as_str())
}

pub(super) fn levels(option: &AttainOption) -> BTreeSet<usize> {
    option.requirements.iter().map(|line| line.level).collect()
}

/// The key to point at, and why nobody meets the line.
fn reason(programme: &Programme, line: &Requirement, days: &[Day]) -> (&'static str, &'static str) {
    match &line.asks {
        Asks::People { holds, .. } | Asks::Credentials { holds, .. } => {
            let days = days.iter().filter(|day| line.effective.covers(**day));
            if days.into_iter().any(|day| can_be_met(programme, holds, *day)) {
                ("relation", "its test can be met, but no choice of people satisfies its tie")
            } else {
                ("holds", "on none of its days are the skills accepted that it takes")
            }
        }
        Asks::Attains(_) => ("attains", "what it asks for is attained on none of its days"),
        Asks::Figure(_) => ("metric", "no figure is enough"),
    }
}

/// A threshold that the formula of a figure cannot reach.
fn figure(rule: &FigureRule, part: &Part, findings: &mut Findings<'_>) {
    let Some(value) = &rule.value else { return };
    let bounds = Bounds::of(&value.formula, &value.inputs);
    for market in [Market::Developed, Market::Developing] {
        let Some(threshold) = rule.threshold.get(market, None) else { continue };
        let (key, end) = match rule.bound {
            Bound::AtLeast => ("at_least", bounds.most.as_ref().filter(|most| *most < threshold)),
            Bound::AtMost => ("at_most", bounds.least.as_ref().filter(|least| *least > threshold)),
        };
        if let Some(end) = end {
            let message = format!("{threshold} is out of reach of the formula, which goes to {end}");
            let hint = "mend the threshold or `value`, or say in `allow` that the figure is stated itself";
            findings.report(Kind::OutOfReach, part, &[key], (message, "out of reach", hint.to_owned()));
            return;
        }
    }
}

/// What is asked on any day, and what the most favourable company meets. By places of competency, option and line or level.
#[derive(Default)]
struct Met {
    asked: BTreeSet<(usize, usize, usize)>,
    lines: BTreeSet<(usize, usize, usize)>,
    levels_asked: BTreeSet<(usize, usize, usize)>,
    levels: BTreeSet<(usize, usize, usize)>,
}

/// More people than tied lines of any programme ask for; above that ties are taken to hold.
const MOST_PEOPLE: u32 = 200;

fn met(programme: &Programme, days: &[Day]) -> Met {
    let favourable = favourable(programme);
    let people = people(&favourable);
    let facts =
        Facts { market: Market::Developed, track: None, figures: Figures::new(Absent::Zero), priority: Vec::new(), people };
    let mut met = Met::default();
    for day in days {
        let standings = evaluate(&favourable, &facts, *day);
        for standing in &standings.competencies {
            let Outcome::Level(standing_level) = &standing.outcome else { continue };
            let Some(Ways::Options(options)) = programme.competencies.get(standing.competency).map(|one| &one.ways) else {
                continue;
            };
            for result in &standing_level.options {
                let key = |last: usize| (standing.competency, result.option, last);
                met.levels_asked.insert(key(result.level));
                if result.met {
                    met.levels.insert(key(result.level));
                }
                let lines = options.get(result.option).map_or(&[][..], |option| &option.requirements);
                for (place, line) in lines.iter().enumerate() {
                    if line.level != result.level || !line.effective.covers(*day) {
                        continue;
                    }
                    met.asked.insert(key(place));
                    // A tied line without a result has enough people and was not needed.
                    let unmet = result.requirements.iter().any(|line| line.requirement == place && !line.met);
                    if !unmet {
                        met.lines.insert(key(place));
                    }
                }
            }
        }
    }
    met
}

/// The programme without what a company of any size, with any figures, can meet: what is left is skills, ties and prerequisites.
fn favourable(programme: &Programme) -> Programme {
    let mut favourable = programme.clone();
    favourable.capacities.clear();
    if let Some(score) = &mut favourable.score {
        score.every = Every::AtLeast(Exact::zero());
        score.threshold = Exact::zero();
        score.levels.iter_mut().for_each(|(_, threshold)| *threshold = Exact::zero());
    }
    for competency in &mut favourable.competencies {
        let Ways::Options(options) = &mut competency.ways else { continue };
        for option in options {
            let tied: Vec<bool> = option.requirements.iter().map(|line| line.is_tied(option.requirements.iter())).collect();
            let is_small = tied_people(option) <= MOST_PEOPLE;
            for (line, tied) in option.requirements.iter_mut().zip(tied) {
                line.capacity = None;
                match &mut line.asks {
                    Asks::Figure(_) => line.asks = Asks::Attains(Attains { count: 0, of: Vec::new(), level: None }),
                    Asks::Credentials { count, .. } => *count = 1,
                    Asks::People { count, relation, .. } if !tied || !is_small => {
                        *count = Count::Fixed(1);
                        *relation = Relation::Free;
                    }
                    Asks::People { .. } | Asks::Attains(_) => {}
                }
            }
        }
    }
    favourable
}

fn tied_people(option: &AttainOption) -> u32 {
    let counts = option.requirements.iter().filter_map(|line| match &line.asks {
        Asks::People { count: Count::Fixed(count), .. } if line.is_tied(option.requirements.iter()) => Some(*count),
        _ => None,
    });
    counts.fold(0, u32::saturating_add)
}

/// As many people as tied lines can take, each with every skill since ever.
fn people(programme: &Programme) -> People {
    let options = programme.competencies.iter().filter_map(|competency| match &competency.ways {
        Ways::Options(options) => Some(options),
        Ways::Area(_) => None,
    });
    let most = options.flatten().map(tied_people).max().unwrap_or(0).clamp(1, MOST_PEOPLE);
    let mut people = PeopleBuilder::new();
    for person in 0..most {
        people.person(PersonId::new(format!("{person}")));
        programme.skill_indexes().for_each(|skill| people.skill(skill, None, None));
    }
    people.build(programme).unwrap_or_default()
}

//! Offers: what becomes of a level that was bought, if nobody acts.

use tierwise_core::Day;

use crate::catalogue::Programme;
use crate::evaluate::Reached;
use crate::facts::Facts;
use crate::window::{days_of, window_end, window_start};

/// A level that was bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Place in [`Programme::competencies`].
    pub competency: usize,
    /// Place in [`Programme::levels`]; nothing where a score qualifies without one.
    pub level: Option<usize>,
    /// The last day of the year that was paid for.
    pub anniversary: Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It lasts to the anniversary, whoever is lost before.
    Active,
    /// Active, but what the level asks for will not be met on the anniversary.
    AtRisk,
    /// The window for renewal: benefits continue.
    Grace,
    Inactive,
}

/// A stage from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageTurn {
    pub day: Day,
    pub stage: Stage,
}

/// What becomes of an offer that nobody renews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferCourse {
    /// The stage of today, and each one after it with its first day: the day after the anniversary, the day after the grace.
    pub stages: Vec<StageTurn>,
    /// The days of the grace, from today on, on which what the level asks for is met, so that the offer can be renewed:
    /// spans, both days included.
    pub renewable: Vec<(Day, Day)>,
}

/// The course of an offer from a day on, if nobody acts.
pub fn offer_course(programme: &Programme, facts: &Facts, offer: &Offer, today: Day) -> OfferCourse {
    let settings = programme.lifecycle(offer.anniversary);
    let grace = offer.anniversary.next();
    let last = offer.anniversary.plus_days(i32::try_from(settings.renewal_days).unwrap_or(i32::MAX));
    let course = [(grace, Stage::Grace), (last.next(), Stage::Inactive)];
    let now = match course.iter().rev().find(|(day, _)| *day <= today) {
        Some((_, stage)) => *stage,
        None if met(programme, facts, offer, offer.anniversary, offer.anniversary).is_empty() => Stage::AtRisk,
        None => Stage::Active,
    };
    let later = course.into_iter().filter(|(day, _)| *day > today);
    OfferCourse {
        stages: [(today, now)].into_iter().chain(later).map(|(day, stage)| StageTurn { day, stage }).collect(),
        renewable: met(programme, facts, offer, grace.max(today), last),
    }
}

/// The days of a span on which the offer could be bought: on the day itself, or on some day of its window, the level is attained.
fn met(programme: &Programme, facts: &Facts, offer: &Offer, from: Day, to: Day) -> Vec<(Day, Day)> {
    let wanted = offer.level.map_or(Reached::Qualified, Reached::Level);
    if from > to {
        return Vec::new();
    }
    let begin = window_start(programme, from).unwrap_or(from);
    let attained = days_of(programme, facts, (begin, to), &|worth| worth.reached() >= wanted);
    let mut spans: Vec<(Day, Day)> = Vec::new();
    for (first, last) in attained.get(&offer.competency).into_iter().flatten() {
        let (first, last) = (from.max(*first), to.min(window_end(programme, *last).unwrap_or(*last)));
        match spans.last_mut() {
            Some((_, before)) if first <= before.next() => *before = last.max(*before),
            _ => spans.push((first, last)),
        }
    }
    spans
}

//! What a competency risks until a day, usually its anniversary.

use tierwise_core::Day;

use crate::catalogue::Programme;
use crate::critical::{Critical, critical};
use crate::evaluate::{Standings, evaluate};
use crate::facts::Facts;
use crate::forecast::{Forecast, Worth};

/// A competency today and on a later day, if nobody acts.
#[derive(Debug, Clone)]
pub struct Risk {
    /// Place in [`Programme::competencies`].
    pub competency: usize,
    pub today: Worth,
    pub then: Worth,
    /// The places of the losses in between, in [`Forecast::losses`].
    pub losses: Vec<usize>,
    /// The places of the people whose loss alone loses a level, today and then.
    pub critical_today: Vec<usize>,
    pub critical_then: Vec<usize>,
}

/// The projection of every competency in force to a later day.
pub fn risk(programme: &Programme, facts: &Facts, today: &Standings, forecast: &Forecast, until: Day) -> Vec<Risk> {
    let then = evaluate(programme, facts, until);
    let (now, later) = (critical(facts, today), critical(facts, &then));
    let people = |critical: &[Critical], competency: usize| -> Vec<usize> {
        let own = critical.iter().filter(|one| one.competency == competency).flat_map(|one| &one.people);
        own.map(|(person, _)| *person).collect()
    };
    let risks = today.competencies.iter().map(|standing| {
        let competency = standing.competency;
        let losses = forecast.losses.iter().enumerate();
        let losses = losses.filter(|(_, loss)| loss.competency == competency && loss.day <= until).map(|(place, _)| place);
        Risk {
            competency,
            today: today.worth(competency),
            then: then.worth(competency),
            losses: losses.collect(),
            critical_today: people(&now, competency),
            critical_then: people(&later, competency),
        }
    });
    risks.collect()
}

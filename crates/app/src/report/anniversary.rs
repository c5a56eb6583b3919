//! The projection of a report to the anniversary of what the partner bought.

use serde::Serialize;
use tierwise_core::Day;
use tierwise_rules::{Facts, Forecast, Offer, OfferCourse, Programme, Risk, Stage, Standings, offer_course, risk};

use super::Report;

/// What becomes of everything that is attained today, if nobody acts.
#[derive(Debug)]
pub struct Anniversary {
    pub day: Day,
    pub offers: Vec<OfferAtRisk>,
}

/// A level that is attained today, as if it had been bought.
#[derive(Debug)]
pub struct OfferAtRisk {
    pub risk: Risk,
    pub course: OfferCourse,
}

/// An offer in the answer of `report --format json --anniversary`.
#[derive(Debug, Serialize)]
pub struct OfferAnswer {
    pub competency: String,
    /// `active`, `at-risk`, `grace` or `inactive`; then each later stage with its first day.
    pub stages: Vec<(String, &'static str)>,
    /// A level's id or exact points, today and on the anniversary.
    pub today: Option<String>,
    pub then: Option<String>,
    /// The first and last days on which it can be renewed in its grace.
    pub renewable: Vec<(String, String)>,
    /// The people without any one of whom it falls, today and on the anniversary.
    pub rests_on: Vec<String>,
    pub rests_on_then: Vec<String>,
}

impl Anniversary {
    pub(super) fn of(programme: &Programme, facts: &Facts, today: &Standings, forecast: &Forecast, day: Day) -> Self {
        let risks = risk(programme, facts, today, forecast, day).into_iter().filter(|risk| risk.today.qualified());
        let offers = risks.map(|risk| {
            let offer = Offer { competency: risk.competency, level: risk.today.level(), anniversary: day };
            OfferAtRisk { course: offer_course(programme, facts, &offer, today.day), risk }
        });
        Self { day, offers: offers.collect() }
    }

    /// In the words of the contract.
    pub(super) fn answer(&self, report: &Report<'_>) -> Vec<OfferAnswer> {
        let ids = report.facts.people.ids();
        let people = |places: &[usize]| places.iter().filter_map(|place| ids.get(*place).map(ToString::to_string)).collect();
        let offers = self.offers.iter().filter_map(|OfferAtRisk { risk, course }| {
            Some(OfferAnswer {
                competency: report.programme.competencies.get(risk.competency)?.id.to_string(),
                stages: course.stages.iter().map(|turn| (turn.day.to_string(), code(turn.stage))).collect(),
                today: report.worth(&risk.today),
                then: report.worth(&risk.then),
                renewable: course.renewable.iter().map(|(from, to)| (from.to_string(), to.to_string())).collect(),
                rests_on: people(&risk.critical_today),
                rests_on_then: people(&risk.critical_then),
            })
        });
        offers.collect()
    }
}

fn code(stage: Stage) -> &'static str {
    match stage {
        Stage::Active => "active",
        Stage::AtRisk => "at-risk",
        Stage::Grace => "grace",
        Stage::Inactive => "inactive",
    }
}

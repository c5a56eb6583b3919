//! The next twelve months, if nobody acts.

use tierwise_core::{CompetencyId, Day};
use tierwise_rules::Text;

use super::Desk;
use super::worth::Value;

/// What a competency is worth over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub competency: CompetencyId,
    pub name: Text,
    /// Without gaps, from the day of the desk on.
    pub segments: Vec<Segment>,
}

/// Days on which it is worth the same, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub from: Day,
    pub to: Day,
    pub value: Value,
}

/// How far the timeline goes.
const MONTHS: i32 = 12;

impl Desk {
    /// The last day of the timeline.
    pub fn timeline_ends(&self) -> Day {
        self.day.plus_months(MONTHS).previous()
    }

    /// Every competency that is in force, in the order of the catalogue.
    pub fn timeline(&self) -> Vec<Course> {
        let last = self.timeline_ends();
        let mut courses = Vec::new();
        for standing in &self.standings.competencies {
            let Some(competency) = self.programme.competencies.get(standing.competency) else { continue };
            let mut segments = Vec::new();
            let mut current = (self.day, self.value(&self.standings.worth(standing.competency)));
            let turns = self.forecast().turns.iter().filter(|turn| turn.competency == standing.competency);
            for turn in turns.take_while(|turn| turn.day <= last) {
                let (from, value) = std::mem::replace(&mut current, (turn.day, self.value(&turn.to)));
                segments.push(Segment { from, to: turn.day.previous(), value });
            }
            segments.push(Segment { from: current.0, to: last, value: current.1 });
            courses.push(Course { competency: competency.id.clone(), name: competency.name.clone(), segments });
        }
        courses
    }
}

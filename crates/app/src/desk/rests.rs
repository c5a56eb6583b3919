//! The people whom a competency rests on: without any one of them it falls.

use tierwise_core::{CompetencyId, UserId};
use tierwise_rules::critical;

use super::Desk;
use super::worth::Value;

/// Somebody without whom a level or the qualification is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestsOn {
    pub user: UserId,
    /// What is left without this person.
    pub without: Value,
}

impl Desk {
    /// Those of one competency.
    pub fn rests_on(&self, competency: &CompetencyId) -> Vec<RestsOn> {
        let place = self.programme.competencies.iter().position(|one| one.id == *competency);
        let all = self.critical.get_or_init(|| critical(&self.facts, &self.standings));
        let own = all.iter().filter(|critical| Some(critical.competency) == place).flat_map(|critical| &critical.people);
        let people = own.filter_map(|(person, left)| Some(RestsOn { user: self.user_at(*person)?, without: self.value(left) }));
        people.collect()
    }
}

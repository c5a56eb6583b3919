//! What a person lacks for a rule: the fewest skills that would complete it.

use std::collections::BTreeSet;

use tierwise_rules::{Appraiser, Predicate, Rule, SkillIndex};

use super::Desk;
use super::verdict::Case;

/// The fewest skills that complete a predicate, the first of equals; nothing when it is met.
pub(super) fn missing(predicate: &Predicate, held: &BTreeSet<SkillIndex>) -> Vec<SkillIndex> {
    match predicate {
        Predicate::Skill(skill) if held.contains(skill) => Vec::new(),
        Predicate::Skill(skill) => vec![*skill],
        Predicate::Any(parts) => parts.iter().map(|part| missing(part, held)).min_by_key(Vec::len).unwrap_or_default(),
        Predicate::All(parts) => distinct(parts.iter().flat_map(|part| missing(part, held))),
        Predicate::AtLeast(count, parts) => {
            let mut lacking: Vec<Vec<SkillIndex>> = parts.iter().map(|part| missing(part, held)).collect();
            lacking.sort_by_key(Vec::len);
            distinct(lacking.into_iter().take(*count as usize).flatten())
        }
    }
}

fn distinct(skills: impl Iterator<Item = SkillIndex>) -> Vec<SkillIndex> {
    let mut skills: Vec<SkillIndex> = skills.collect();
    skills.sort_unstable();
    skills.dedup();
    skills
}

impl Desk {
    /// The skills that somebody holds in a way that may count today.
    pub(super) fn held_by(&self, appraiser: &Appraiser<'_>, person: usize) -> BTreeSet<SkillIndex> {
        let cases = self.roll.entries_of(person).filter_map(|place| self.case(appraiser, place));
        self.programme.follow(cases.filter(Case::is_valid).filter_map(|case| case.skill()))
    }

    /// What is missing for the rule that is nearest to complete.
    pub(super) fn nearest<'r>(
        &self,
        rules: impl Iterator<Item = &'r Rule>,
        held: &BTreeSet<SkillIndex>,
    ) -> Option<(&'r Rule, Vec<SkillIndex>)> {
        let lacking = rules.filter_map(|rule| Some((rule, missing(self.standings.predicate(rule)?, held))));
        lacking.min_by_key(|(_, skills)| skills.len())
    }
}

//! The rows of the skills report in the language of their reader.

use tierwise_exchange::export::{Cell, SkillsRow, Table};
use tierwise_i18n::{Language, Message};
use tierwise_rules::Appraiser;

use super::Report;
use crate::wording::{in_language, kind_texts, not_in_force, places, standings_table, status};

impl Report<'_> {
    /// Hands every row to `write`, in the order of the file.
    ///
    /// # Errors
    /// The first error of `write`.
    pub fn each_row<E>(&self, language: Language, mut write: impl FnMut(&SkillsRow<'_>) -> Result<(), E>) -> Result<(), E> {
        let appraiser = Appraiser::new(self.programme, &self.standings);
        let kinds = kind_texts(language);
        for row in &self.rows {
            let Some(skill) = row.skill.of(self.programme) else { continue };
            let training = &row.training;
            let appraisal = appraiser.appraise(row.person, row.skill, Some(training.completed), training.expires);
            let email = if training.corporate_email.is_empty() { &training.email } else { &training.corporate_email };
            let location = [training.city.as_str(), training.country.as_str()].into_iter().filter(|part| !part.is_empty());
            write(&SkillsRow {
                first_name: &training.first_name,
                last_name: &training.last_name,
                email,
                mcid: &training.mcid,
                skill_type: kinds.get(skill.kind as usize).map_or("", String::as_str),
                skill: in_language(&skill.title, language),
                code: skill.code.as_str(),
                completed: Some(training.completed),
                expires: training.expires,
                status: &language.say(&status(&appraisal)),
                associated_in_pmc: false,
                // The export itself states that its profiles are associated in Partner Center.
                associated_in_pc: true,
                relevant: &places(self.programme, &appraisal.relevant, language),
                counted_for: &places(self.programme, &appraisal.counted, language),
                location: &location.collect::<Vec<_>>().join(", "),
            })?;
        }
        Ok(())
    }

    /// One row per competency, with its requirements or metrics below it.
    pub fn standings_table(&self, language: Language) -> Table<Vec<Vec<Cell>>> {
        standings_table(self.programme, &self.standings, &self.losses, language)
    }

    /// The banner of a day outside the edition's dates.
    pub fn not_in_force(&self) -> Message {
        not_in_force(self.programme, self.standings.day)
    }
}

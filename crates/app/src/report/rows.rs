//! The rows of the skills report in the language of their reader.

use std::collections::BTreeSet;

use tierwise_exchange::export::SkillsRow;
use tierwise_i18n::{Language, Message};
use tierwise_rules::{Appraisal, Appraiser, Expiry, Place, SkillKind, State, Text, Ways};

use super::Report;

impl Report<'_> {
    /// Hands every row to `write`, in the order of the file.
    ///
    /// # Errors
    /// The first error of `write`.
    pub fn each_row<E>(&self, language: Language, mut write: impl FnMut(&SkillsRow<'_>) -> Result<(), E>) -> Result<(), E> {
        let appraiser = Appraiser::new(self.programme, &self.standings);
        let kinds = [SkillKind::Exam, SkillKind::Certification, SkillKind::Assessment, SkillKind::Training]
            .map(|kind| kind_text(kind, language));
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
                relevant: &self.places(&appraisal.relevant, language),
                counted_for: &self.places(&appraisal.counted, language),
                location: &location.collect::<Vec<_>>().join(", "),
            })?;
        }
        Ok(())
    }

    /// `Competency (Option); ...`, sorted.
    fn places(&self, places: &[Place], language: Language) -> String {
        let names: BTreeSet<String> = places.iter().filter_map(|place| self.place(*place, language)).collect();
        names.into_iter().collect::<Vec<_>>().join("; ")
    }

    fn place(&self, place: Place, language: Language) -> Option<String> {
        let competency = self.programme.competencies.get(place.competency)?;
        let part = match &competency.ways {
            Ways::Options(options) => in_language(&options.get(place.part)?.name, language),
            Ways::Area(area) => {
                let metric = area.metrics.get(place.part)?;
                metric.text.as_ref().map_or(metric.id.as_str(), |text| in_language(text, language))
            }
        };
        Some(format!("{} ({part})", in_language(&competency.name, language)))
    }
}

/// A catalogue's text in the reader's language.
pub fn in_language(text: &Text, language: Language) -> &str {
    match language {
        Language::English => &text.en,
        Language::Swedish => &text.sv,
    }
}

fn kind_text(kind: SkillKind, language: Language) -> String {
    language.text(match kind {
        SkillKind::Exam => "skill-exam",
        SkillKind::Certification => "skill-certification",
        SkillKind::Assessment => "skill-assessment",
        SkillKind::Training => "skill-training",
    })
}

/// Whether an achievement counts, and if not, the first reason.
fn status(appraisal: &Appraisal) -> Message {
    let counts = !appraisal.counted.is_empty();
    match appraisal.state {
        State::NotNamed => Message::new("status-not-named"),
        State::NotYet => Message::new("status-not-yet"),
        State::EarnedTooLate { retired_on } => Message::new("status-earned-too-late").with("day", retired_on),
        State::NoLongerAccepted { last_day } => Message::new("status-no-longer-accepted").with("day", last_day),
        State::Expired { .. } => Message::new("status-expired"),
        State::Valid { expiry: Expiry::Renewable(_) } if counts => Message::new("status-counted-renewable"),
        State::Valid { expiry: Expiry::Unknown } if counts => Message::new("status-counted-expiry-unknown"),
        State::Valid { .. } if counts => Message::new("status-counted"),
        State::Valid { .. } if appraisal.relevant.is_empty() => Message::new("status-not-in-force"),
        State::Valid { .. } => Message::new("status-incomplete"),
    }
}

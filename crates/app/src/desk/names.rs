//! Names of people, skills and places in messages that do not know their language yet.

use jiff::tz::TimeZone;
use tierwise_core::{Instant, SourceId};
use tierwise_i18n::{Argument, Language, Message};
use tierwise_rules::{Place, SkillIndex};

use super::{Desk, figure_texts};
use crate::wording::{in_language, places, translated};

/// The id of a source as people write it: `microsoft-learning` is Microsoft Learning.
pub fn source_name(source: &SourceId) -> String {
    let words = source.as_str().split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Day and minute in words: `22 November 2026, 08:12`.
pub fn moment(instant: Instant, zone: &TimeZone, language: Language) -> String {
    let shown = instant.shown_in(zone);
    let time = shown.split_once(' ').map_or("", |(_, time)| time);
    format!("{}, {time}", language.day(instant.day_in(zone)))
}

/// How many names a sentence carries.
const NAMED: usize = 3;

/// `A, B, C and 4 more`.
pub(super) fn listed(names: &[String]) -> Argument {
    translated(|language| {
        let more = names.len().saturating_sub(NAMED);
        let mut shown: Vec<String> = names.iter().take(NAMED).cloned().collect();
        if more > 0 {
            shown.push(language.say(&Message::new("desk-and-more").with("count", more)));
        }
        shown.join(", ")
    })
}

impl Desk {
    /// How somebody is called in a sentence: the name, else an address, else the profile.
    pub(super) fn name(&self, person: usize) -> String {
        let Some(details) = self.person_at(person) else { return self.profile_number(person) };
        let name = format!("{} {}", details.first_name.trim(), details.last_name.trim());
        let candidates = [name.trim(), details.corporate_email.trim(), details.email.trim()];
        match candidates.into_iter().find(|candidate| !candidate.is_empty()) {
            Some(found) => found.to_owned(),
            None => self.profile_number(person),
        }
    }

    fn profile_number(&self, person: usize) -> String {
        let profile = self.roll.profiles_of(person).next().and_then(|profile| self.roll.profiles.get(profile));
        let number = profile.and_then(|profile| profile.name(&self.snapshot.facts)).map(|(_, number)| number.to_owned());
        number.or_else(|| self.user_at(person).map(|user| user.to_string())).unwrap_or_default()
    }

    pub(super) fn skill_argument(&self, skill: SkillIndex) -> Argument {
        translated(|language| skill.of(&self.programme).map_or("", |skill| in_language(&skill.title, language)).to_owned())
    }

    /// The titles of several skills.
    pub(super) fn skills_argument(&self, skills: &[SkillIndex]) -> Argument {
        translated(|language| {
            let titles = skills.iter().filter_map(|skill| skill.of(&self.programme));
            titles.map(|skill| in_language(&skill.title, language)).collect::<Vec<_>>().join(", ")
        })
    }

    /// What figures are called, by their ids.
    pub(super) fn figures_argument(&self, ids: &[String]) -> Argument {
        let track = self.partner.track.as_deref();
        let texts = figure_texts(&self.programme, track, |id| self.facts.figures.get(id, None, self.day));
        translated(|language| {
            let names = ids.iter().map(|id| texts.get(id).map_or(id.as_str(), |figure| in_language(&figure.text, language)));
            names.collect::<Vec<_>>().join("; ")
        })
    }

    pub(super) fn places_argument(&self, of: &[Place]) -> Argument {
        translated(|language| places(&self.programme, of, language))
    }
}

//! What reports and desks say alike: texts of the catalogue, the state of an achievement, where it counts, the standings
//! as a table. Knows no files and no facts beyond what it is given.

mod table;

use std::collections::BTreeSet;

use tierwise_core::Day;
use tierwise_i18n::{Language, Message};
use tierwise_rules::{Appraisal, Expiry, Place, Programme, SkillKind, State, Text, Ways, Worth};

pub(crate) use table::standings_table;

/// A catalogue's text in the reader's language.
pub fn in_language(text: &Text, language: Language) -> &str {
    match language {
        Language::English => &text.en,
        Language::Swedish => &text.sv,
    }
}

pub(crate) fn kind_text(kind: SkillKind, language: Language) -> String {
    language.text(match kind {
        SkillKind::Exam => "skill-exam",
        SkillKind::Certification => "skill-certification",
        SkillKind::Assessment => "skill-assessment",
        SkillKind::Training => "skill-training",
    })
}

/// The words for the kinds of skills, in their order.
pub(crate) fn kind_texts(language: Language) -> [String; 4] {
    [SkillKind::Exam, SkillKind::Certification, SkillKind::Assessment, SkillKind::Training]
        .map(|kind| kind_text(kind, language))
}

/// A message that needs at most a day: it can be compared, and so said once for many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Phrase {
    key: &'static str,
    day: Option<Day>,
}

impl Phrase {
    pub const fn new(key: &'static str) -> Self {
        Self { key, day: None }
    }

    pub const fn on(key: &'static str, day: Day) -> Self {
        Self { key, day: Some(day) }
    }

    pub fn message(self) -> Message {
        let message = Message::new(self.key);
        match self.day {
            Some(day) => message.with("day", day),
            None => message,
        }
    }
}

/// Whether an achievement counts, and if not, the first reason.
pub(crate) fn status(appraisal: &Appraisal) -> Message {
    state_phrase(appraisal.state, !appraisal.counted.is_empty(), appraisal.relevant.is_empty()).message()
}

pub(crate) fn state_phrase(state: State, counts: bool, irrelevant: bool) -> Phrase {
    match state {
        State::NotNamed => Phrase::new("status-not-named"),
        State::NotYet => Phrase::new("status-not-yet"),
        State::EarnedTooLate { retired_on } => Phrase::on("status-earned-too-late", retired_on),
        State::NotYetAccepted { first_day } => Phrase::on("status-not-yet-accepted", first_day),
        State::NoLongerAccepted { last_day } => Phrase::on("status-no-longer-accepted", last_day),
        State::Expired { .. } => Phrase::new("status-expired"),
        State::Valid { expiry: Expiry::Renewable(_) } if counts => Phrase::new("status-counted-renewable"),
        State::Valid { expiry: Expiry::Unknown } if counts => Phrase::new("status-counted-expiry-unknown"),
        State::Valid { .. } if counts => Phrase::new("status-counted"),
        State::Valid { .. } if irrelevant => Phrase::new("status-not-in-force"),
        State::Valid { .. } => Phrase::new("status-incomplete"),
    }
}

/// `Competency (Option); ...`, sorted.
pub(crate) fn places(programme: &Programme, places: &[Place], language: Language) -> String {
    let names: BTreeSet<String> = places.iter().filter_map(|place| place_name(programme, *place, language)).collect();
    names.into_iter().collect::<Vec<_>>().join("; ")
}

pub(crate) fn place_name(programme: &Programme, place: Place, language: Language) -> Option<String> {
    let competency = programme.competencies.get(place.competency)?;
    let part = match &competency.ways {
        Ways::Options(options) => in_language(&options.get(place.part)?.name, language),
        Ways::Area(area) => {
            let metric = area.metrics.get(place.part)?;
            metric.text.as_ref().map_or(metric.id.as_str(), |text| in_language(text, language))
        }
    };
    Some(format!("{} ({part})", in_language(&competency.name, language)))
}

/// A level's id or exact points; nothing where nothing is attained.
pub(crate) fn worth_text(programme: &Programme, worth: &Worth) -> Option<String> {
    match worth {
        Worth::Level(level) => programme.levels.get((*level)?).map(ToString::to_string),
        Worth::Points { total, .. } => Some(total.to_string()),
        Worth::Nothing => None,
    }
}

/// The banner of a day outside the edition's dates.
pub(crate) fn not_in_force(programme: &Programme, day: Day) -> Message {
    let effective = &programme.effective;
    match (effective.from, effective.to) {
        (Some(from), _) if day < from => Message::new("not-in-force-before").with("day", day).with("from", from),
        (_, Some(to)) => Message::new("not-in-force-after").with("day", day).with("to", to),
        _ => Message::new("not-in-force").with("day", day),
    }
}

//! What reports and desks say alike: texts of the catalogue, the state of an achievement, where it counts, the standings
//! as a table. Knows no files and no facts beyond what it is given.

mod table;

use std::collections::BTreeSet;

use tierwise_core::Day;
use tierwise_i18n::{Argument, Language, Message};
use tierwise_rules::{Appraisal, Expiry, Loss, Place, Programme, SkillKind, State, Text, Ways, Worth};

pub(crate) use table::standings_table;

/// A catalogue's text in the reader's language.
pub fn in_language(text: &Text, language: Language) -> &str {
    match language {
        Language::English => &text.en,
        Language::Swedish => &text.sv,
    }
}

/// A text of a catalogue as the argument of a message.
pub(crate) fn text_argument(text: &Text) -> Argument {
    Argument::Translated { english: text.en.clone(), swedish: text.sv.clone() }
}

/// What is said in each language on its own.
pub(crate) fn translated(text: impl Fn(Language) -> String) -> Argument {
    Argument::Translated { english: text(Language::English), swedish: text(Language::Swedish) }
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
        Worth::Points { total, .. } => Some(total.to_string()),
        _ => programme.levels.get(worth.level()?).map(ToString::to_string),
    }
}

/// A level or points, as messages take it.
pub fn worth_argument(programme: &Programme, worth: &Worth) -> Argument {
    match worth {
        Worth::Points { total, .. } => total.into(),
        _ => level_argument(programme, worth.level()),
    }
}

/// A level's id.
pub fn level_argument(programme: &Programme, level: Option<usize>) -> Argument {
    match level.and_then(|level| programme.levels.get(level)) {
        Some(level) => level.as_str().into(),
        None => translated(|language| language.text("web-level-none")),
    }
}

/// The loss as a sentence.
pub fn loss_message(programme: &Programme, loss: &Loss) -> Message {
    let points = |worth: &Worth| worth_argument(programme, worth);
    let message = match (loss.loses_status(), &loss.to) {
        (true, Worth::Points { qualified: false, .. }) => {
            Message::new("cli-headline-qualified").with("from", points(&loss.from)).with("to", points(&loss.to))
        }
        (false, Worth::Points { .. }) => {
            Message::new("cli-headline-points").with("from", points(&loss.from)).with("to", points(&loss.to))
        }
        (_, to) => Message::new("cli-headline-level").with("to", level_argument(programme, to.level())),
    };
    let name = programme.competencies.get(loss.competency).map_or_else(|| "".into(), |one| text_argument(&one.name));
    message.with("competency", name).with("day", loss.day)
}

/// What free renewals in time would save of a loss.
pub fn saved_message(programme: &Programme, loss: &Loss) -> Option<Message> {
    let key = match &loss.if_renewed {
        saved if *saved == loss.to => return None,
        Worth::Points { .. } => "cli-headline-saved-points",
        _ => "cli-headline-saved",
    };
    Some(Message::new(key).with("worth", worth_argument(programme, &loss.if_renewed)))
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

#[cfg(test)]
mod tests {
    use tierwise_core::Exact;
    use tierwise_rules::read_catalogue;

    use super::*;

    fn points(total: u64, level: Option<usize>) -> Worth {
        Worth::Points { total: Exact::from(total), qualified: total >= 40, level }
    }

    /// The sentence about a loss of a score that leads to silver and gold, and the one about renewals.
    fn said(from: Worth, to: Worth, if_renewed: Worth) -> (String, Option<String>) {
        let programme = read_catalogue(include_str!("../tests/programmes/harbour.toml")).unwrap();
        let competency = programme.competencies.iter().position(|one| one.id.as_str() == "trade").unwrap();
        let day = "2026-03-12".parse().unwrap();
        let loss = Loss { day, competency, from, to, causes: Vec::new(), if_renewed };
        let say = |message: Message| Language::English.say(&message);
        (say(loss_message(&programme, &loss)), saved_message(&programme, &loss).map(say))
    }

    #[test]
    fn a_score_that_falls_to_a_lower_level_says_which() {
        let (loss, saved) = said(points(80, Some(1)), points(50, Some(0)), points(80, Some(1)));
        assert_eq!(loss, "Trade falls to silver on 2026-03-12, if nobody acts.");
        assert_eq!(saved.unwrap(), "If everybody renews their certifications in time, it has 80 points on that day.");
    }

    #[test]
    fn a_score_that_no_longer_qualifies_and_one_that_only_has_fewer_points_differ() {
        let (lost, saved) = said(points(50, Some(0)), points(30, None), points(30, None));
        assert_eq!(lost, "Trade is lost on 2026-03-12, if nobody acts: it falls from 50 to 30 points.");
        assert_eq!(saved, None);
        let (fewer, _) = said(points(55, Some(0)), points(50, Some(0)), points(50, Some(0)));
        assert_eq!(fewer, "Trade falls from 55 to 50 points on 2026-03-12, if nobody acts.");
    }
}

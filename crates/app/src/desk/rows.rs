//! The rows of the skills report: one per achievement of a skill that some rule names, in the reader's language.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tierwise_core::{Day, FactId, UserId};
use tierwise_exchange::export::SkillsRow;
use tierwise_i18n::Language;
use tierwise_rules::{Appraiser, Place, SkillIndex, State};

use super::Desk;
use super::coverage::End;
use super::roll::Delivered;
use super::verdict::{Case, RungKind};
use crate::wording::{Phrase, in_language, kind_texts, places, state_phrase};

/// Whether a row counts, as one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowStatus {
    /// It counts, and will for the next six months.
    Counted,
    /// It counts, and stops within six months.
    Ending,
    /// It is valid, but its rules ask for more, or others fill the seats.
    Incomplete,
    /// Its profile is not associated in a way that counts.
    NotLinked,
    /// It expired, or its skill is not accepted any more.
    Expired,
    /// It does not count for another reason.
    NotCounted,
}

impl RowStatus {
    pub const ALL: [Self; 6] =
        [Self::Counted, Self::Ending, Self::Incomplete, Self::NotLinked, Self::Expired, Self::NotCounted];

    /// The word in URLs and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Ending => "ending",
            Self::Incomplete => "incomplete",
            Self::NotLinked => "not-linked",
            Self::Expired => "expired",
            Self::NotCounted => "not-counted",
        }
    }

    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether the row counts.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Counted | Self::Ending)
    }

    /// Whether somebody who asks for `self` also means `other`: what ends soon counts, too.
    pub fn includes(self, other: Self) -> bool {
        self == other || (self == Self::Counted && other == Self::Ending)
    }
}

/// One row, ready to be shown or written.
#[derive(Debug, Clone)]
pub struct Row<'d> {
    pub fact: FactId,
    /// Whose it is, or was last; nobody where the profile is not known here.
    pub user: Option<UserId>,
    pub status: RowStatus,
    /// The first rung that fails.
    pub fails: Option<RungKind>,
    /// The last day on which it counts, and why it ends.
    pub until: Option<(Day, End)>,
    pub first_name: &'d str,
    pub last_name: &'d str,
    pub email: &'d str,
    pub mcid: &'d str,
    pub skill_type: Arc<str>,
    pub skill: &'d str,
    pub code: &'d str,
    pub completed: Day,
    pub expires: Option<Day>,
    pub status_text: Arc<str>,
    pub associated_in_pmc: bool,
    pub associated_in_pc: bool,
    pub relevant: Arc<str>,
    pub counted_for: Arc<str>,
    pub location: &'d str,
}

impl Row<'_> {
    /// The row as files have it.
    pub fn sheet(&self) -> SkillsRow<'_> {
        SkillsRow {
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            mcid: self.mcid,
            skill_type: &self.skill_type,
            skill: self.skill,
            code: self.code,
            completed: Some(self.completed),
            expires: self.expires,
            status: &self.status_text,
            associated_in_pmc: self.associated_in_pmc,
            associated_in_pc: self.associated_in_pc,
            relevant: &self.relevant,
            counted_for: &self.counted_for,
            location: self.location,
        }
    }
}

/// Writes rows in one language; what many rows have in common is worded once.
pub(super) struct Writer<'d, 'a> {
    desk: &'d Desk,
    appraiser: &'a Appraiser<'a>,
    language: Language,
    kinds: [Arc<str>; 4],
    phrases: FxHashMap<Phrase, Arc<str>>,
    places: FxHashMap<Vec<Place>, Arc<str>>,
}

impl<'d, 'a> Writer<'d, 'a> {
    pub fn new(desk: &'d Desk, appraiser: &'a Appraiser<'a>, language: Language) -> Self {
        let kinds = kind_texts(language).map(Arc::from);
        Self { desk, appraiser, language, kinds, phrases: FxHashMap::default(), places: FxHashMap::default() }
    }

    /// The row of the achievement at a place.
    pub fn row(&mut self, place: usize) -> Option<Row<'d>> {
        let case = self.desk.case(self.appraiser, place)?;
        let index = case.skill()?;
        let skill = index.of(&self.desk.programme)?;
        let (_, mcid) = self.desk.roll.profile(case.entry)?.name(&self.desk.snapshot.facts)?;
        let fails = case.fails();
        let details = case.person.and_then(|person| self.desk.person_at(person));
        let coverage = self.desk.roll.coverage(case.entry);
        let email = details.map_or("", |person| match person.corporate_email.as_str() {
            "" => &person.email,
            work => work,
        });
        Some(Row {
            fact: case.achievement.fact,
            user: case.person.and_then(|person| self.desk.user_at(person)),
            status: case.status(fails),
            fails,
            until: if fails.is_none() { self.desk.roll.end(case.entry, case.achievement.expires) } else { None },
            first_name: details.map_or("", |person| &person.first_name),
            last_name: details.map_or("", |person| &person.last_name),
            email,
            mcid,
            skill_type: self.kinds.get(skill.kind as usize).cloned().unwrap_or_default(),
            skill: in_language(&skill.title, self.language),
            code: skill.code.as_str(),
            completed: case.achievement.completed,
            expires: case.achievement.expires,
            status_text: self.phrase(case.phrase(fails)),
            associated_in_pmc: coverage.in_pmc,
            associated_in_pc: coverage.in_pc,
            relevant: self.places(case.relevant()),
            counted_for: self.places(case.counted(fails)),
            location: details.map_or("", |person| &person.location),
        })
    }

    fn phrase(&mut self, phrase: Phrase) -> Arc<str> {
        let language = self.language;
        self.phrases.entry(phrase).or_insert_with(|| language.say(&phrase.message()).into()).clone()
    }

    fn places(&mut self, of: Vec<Place>) -> Arc<str> {
        if let Some(known) = self.places.get(&of) {
            return known.clone();
        }
        let text: Arc<str> = places(&self.desk.programme, &of, self.language).into();
        self.places.insert(of, text.clone());
        text
    }
}

impl Case<'_, '_> {
    pub fn status(&self, fails: Option<RungKind>) -> RowStatus {
        match fails {
            None => {
                let end = self.desk.roll.end(self.entry, self.achievement.expires);
                if end.is_some_and(|(last, _)| self.desk.renewal_opens(last) <= self.desk.day) {
                    RowStatus::Ending
                } else {
                    RowStatus::Counted
                }
            }
            Some(RungKind::PredicateComplete | RungKind::NotUsedElsewhere) => RowStatus::Incomplete,
            Some(RungKind::ProfileKnown | RungKind::Associated | RungKind::InPartnerCenter) => RowStatus::NotLinked,
            Some(RungKind::NotExpired | RungKind::Accepted) => RowStatus::Expired,
            Some(_) => RowStatus::NotCounted,
        }
    }

    /// The status as a sentence.
    pub fn phrase(&self, fails: Option<RungKind>) -> Phrase {
        let state = || {
            let skill = self.skill();
            let (completed, expires) = (Some(self.achievement.completed), self.achievement.expires);
            skill.map_or(State::NotNamed, |skill| self.appraiser.state(skill, completed, expires))
        };
        match fails {
            None => match self.desk.roll.end(self.entry, self.achievement.expires) {
                Some((last, End::PmcEnds)) => Phrase::on("desk-status-until-pmc", last),
                Some((last, End::Leaves)) => Phrase::on("desk-status-until-leaves", last),
                Some((last, End::AssociationEnds)) => Phrase::on("desk-status-until-association", last),
                Some((_, End::Expires)) | None => state_phrase(state(), true, false),
            },
            Some(RungKind::SourceRecognised) => Phrase::new(match self.entry.delivered {
                Delivered::NoEvidence => "desk-status-evidence",
                _ => "desk-status-source",
            }),
            Some(RungKind::ProfileKnown | RungKind::Associated) => Phrase::new("desk-status-not-linked"),
            Some(RungKind::Employed) => Phrase::new("desk-status-not-employed"),
            Some(RungKind::InPartnerCenter) => Phrase::new("desk-status-pmc-over"),
            Some(RungKind::NamedByRule) if self.skill().is_some() => Phrase::new("status-not-in-force"),
            Some(RungKind::NotUsedElsewhere) => Phrase::new("desk-status-spare"),
            Some(RungKind::PredicateComplete) => Phrase::new("status-incomplete"),
            Some(_) => state_phrase(state(), false, false),
        }
    }

    /// Every place in force that names the skill and still accepts the achievement, needed or not.
    pub fn relevant(&self) -> Vec<Place> {
        if self.achievement.completed > self.desk.day || !self.is_in_time() {
            return Vec::new();
        }
        distinct(self.accepting().map(|rule| rule.place))
    }

    /// The places where the person counts through it.
    pub fn counted(&self, fails: Option<RungKind>) -> Vec<Place> {
        match (fails, self.person) {
            (None, Some(person)) => {
                distinct(self.accepting().filter(|rule| self.appraiser.counts(person, rule)).map(|rule| rule.place))
            }
            _ => Vec::new(),
        }
    }
}

fn distinct(places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut places: Vec<Place> = places.collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The skills that are relevant to a competency on the day.
pub(super) fn relevant_skills(desk: &Desk, appraiser: &Appraiser<'_>, competency: usize) -> Vec<bool> {
    let accepts = |skill: &str| {
        let skill: Option<SkillIndex> = desk.programme.skill(skill);
        skill.is_some_and(|skill| {
            appraiser.rules(skill).iter().any(|rule| rule.place.competency == competency && rule.accepts(desk.day, None))
        })
    };
    desk.programme.skills.iter().map(|skill| accepts(skill.code.as_str())).collect()
}

//! The report of an export: who holds what, what is attained, and what will be lost when.

mod anniversary;
mod people;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tierwise_core::{Day, PersonId, TrackId};
use tierwise_exchange::import::{RowIssue, TrainingRow, Trainings};
use tierwise_i18n::Message;
use tierwise_rules::{
    Critical, Facts, Figures, Loss, Market, PeopleBuilder, Programme, SkillIndex, Standings, Worth, critical, evaluate,
    forecast,
};

pub use anniversary::{Anniversary, OfferAnswer, OfferAtRisk};

use crate::answer::{Answer, CauseAnswer, LossAnswer, answer};
use crate::skills::{Match, SkillNames};
use crate::wording::worth_text;

/// Everything that an export says on a day.
#[derive(Debug)]
pub struct Report<'p> {
    pub programme: &'p Programme,
    pub facts: Facts,
    pub standings: Standings,
    pub losses: Vec<Loss>,
    /// The people whom competencies rest on.
    pub critical: Vec<Critical>,
    /// Where an anniversary was asked for.
    pub anniversary: Option<Anniversary>,
    pub rows: Vec<ReportRow>,
    pub counts: RowCounts,
    /// Trainings that no rule names, with how many rows each.
    pub unnamed: BTreeMap<Unnamed, u64>,
    pub unusable: Vec<RowIssue>,
    pub warnings: Vec<RowIssue>,
    /// Figures that the programme does not ask for.
    pub ignored: BTreeSet<String>,
    /// Rows per MPN ID of the file.
    pub mpn_ids: BTreeMap<String, u64>,
    /// MCIDs that share an address: one person each.
    pub duplicates: Vec<Vec<PersonId>>,
}

/// What is known of the partner besides its people.
#[derive(Debug, Default)]
pub struct Partner {
    /// A figure that is not here is unknown, not zero.
    pub figures: Figures,
    pub market: Market,
    /// The partner's classification, where tracks are chosen by it.
    pub track: Option<TrackId>,
    /// The last day of the year that was paid for.
    pub anniversary: Option<Day>,
}

/// One achievement of a skill that some rule names.
#[derive(Debug)]
pub struct ReportRow {
    pub training: TrainingRow,
    pub skill: SkillIndex,
    /// Place among the people.
    pub person: usize,
}

/// What became of the rows; the last three sum to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RowCounts {
    pub read: u64,
    pub used: u64,
    pub unnamed: u64,
    pub unusable: u64,
}

/// A training that no rule of the programme names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unnamed {
    pub title: String,
    pub training_id: Option<String>,
}

/// The answer of `report --format json`.
#[derive(Debug, Serialize)]
pub struct ReportAnswer {
    #[serde(flatten)]
    pub answer: Answer,
    pub rows: RowCounts,
    pub losses: Vec<LossAnswer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offers: Option<Vec<OfferAnswer>>,
}

/// Reports on an export.
pub fn report<'p>(programme: &'p Programme, partner: Partner, trainings: Trainings, day: Day) -> Report<'p> {
    let mut sorted = Sorted::default();
    let names = SkillNames::of(programme);
    let named = programme.named_skills();
    let read = trainings.read;
    sorted.unusable = trainings.unusable;
    let mut mpn_ids: BTreeMap<String, u64> = BTreeMap::new();
    for row in trainings.rows {
        let rows = mpn_ids.entry(row.mpn_id.clone()).or_default();
        *rows = rows.saturating_add(1);
        sorted.take(row, programme, &names, &named);
    }
    sorted.unusable.sort_by_key(|issue| issue.line);
    let identities = people::Identities::of(sorted.used.iter().map(|(row, _)| row));
    let (people, rows) = gather(programme, sorted.used, &identities);
    let known = programme.figure_ids();
    let is_ignored = |id: &&str| known.binary_search_by(|other| other.as_str().cmp(id)).is_err();
    let ignored = partner.figures.ids().filter(is_ignored).map(str::to_owned).collect();
    let facts = Facts { market: partner.market, track: partner.track, figures: partner.figures, priority: Vec::new(), people };
    let standings = evaluate(programme, &facts, day);
    let forecast = forecast(programme, &facts, &standings);
    let anniversary = partner.anniversary.map(|on| Anniversary::of(programme, &facts, &standings, &forecast, on));
    let critical = critical(&facts, &standings);
    let counts = RowCounts {
        read,
        used: rows.len() as u64,
        unnamed: sorted.unnamed.values().sum(),
        unusable: sorted.unusable.len() as u64,
    };
    Report {
        programme,
        facts,
        standings,
        losses: forecast.losses,
        critical,
        anniversary,
        rows,
        counts,
        unnamed: sorted.unnamed,
        unusable: sorted.unusable,
        warnings: trainings.warnings,
        ignored,
        mpn_ids,
        duplicates: identities.duplicates(),
    }
}

/// The rows by what the programme makes of them.
#[derive(Default)]
struct Sorted {
    used: Vec<(TrainingRow, SkillIndex)>,
    unnamed: BTreeMap<Unnamed, u64>,
    unusable: Vec<RowIssue>,
}

impl Sorted {
    fn take(&mut self, row: TrainingRow, programme: &Programme, names: &SkillNames, named: &BTreeSet<SkillIndex>) {
        match names.find(row.training_id.as_deref(), &row.title) {
            Match::Skill(skill) if named.contains(&skill) => self.used.push((row, skill)),
            Match::Several(skills) if skills.iter().any(|skill| named.contains(skill)) => {
                let codes: Vec<&str> =
                    skills.iter().filter_map(|skill| skill.of(programme)).map(|skill| skill.code.as_str()).collect();
                let reason = Message::new("report-row-several").with("title", row.title).with("codes", codes.join("`, `"));
                self.unusable.push(RowIssue { line: row.line, column: "TrainingTitle", reason });
            }
            Match::Skill(_) | Match::Several(_) | Match::Unknown => {
                let rows = self.unnamed.entry(Unnamed { title: row.title, training_id: row.training_id }).or_default();
                *rows = rows.saturating_add(1);
            }
        }
    }
}

/// Gives every person their skills, and every row its person.
fn gather(
    programme: &Programme,
    used: Vec<(TrainingRow, SkillIndex)>,
    identities: &people::Identities,
) -> (tierwise_rules::People, Vec<ReportRow>) {
    let mut skills: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
    for (place, (row, _)) in used.iter().enumerate() {
        skills.entry(identities.person(&row.mcid)).or_default().push(place);
    }
    let mut builder = PeopleBuilder::new();
    let mut person_of = vec![0; used.len()];
    for (person, (id, places)) in skills.into_iter().enumerate() {
        builder.person(id);
        for place in places {
            if let (Some((row, skill)), Some(of)) = (used.get(place), person_of.get_mut(place)) {
                builder.skill(*skill, Some(row.completed), row.expires);
                *of = person;
            }
        }
    }
    let rows = used.into_iter().zip(person_of).map(|((training, skill), person)| ReportRow { training, skill, person });
    // The ids are keys of a map, so that none can be repeated.
    (builder.build(programme).unwrap_or_default(), rows.collect())
}

impl Unnamed {
    /// The title, or the id where the export has no title.
    pub fn name(&self) -> &str {
        match &self.training_id {
            Some(id) if self.title.is_empty() => id,
            _ => &self.title,
        }
    }
}

impl Report<'_> {
    /// The report in the words of the contract.
    pub fn answer(&self) -> ReportAnswer {
        let mut answer = answer(self.programme, &self.standings, &self.facts.people);
        answer.unnamed = self.unnamed.keys().map(|unnamed| unnamed.name().to_owned()).collect();
        answer.ignored = self.ignored.clone();
        ReportAnswer {
            answer,
            rows: self.counts,
            losses: self.losses.iter().filter_map(|loss| self.loss(loss)).collect(),
            offers: self.anniversary.as_ref().map(|anniversary| anniversary.answer(self)),
        }
    }

    fn loss(&self, loss: &Loss) -> Option<LossAnswer> {
        let competency = self.programme.competencies.get(loss.competency)?;
        Some(LossAnswer {
            date: loss.day.to_string(),
            competency: competency.id.to_string(),
            from: self.worth(&loss.from),
            to: self.worth(&loss.to),
            causes: loss.causes.iter().map(CauseAnswer::from).collect(),
        })
    }

    /// A level's id or exact points; nothing where nothing is attained.
    pub fn worth(&self, worth: &Worth) -> Option<String> {
        worth_text(self.programme, worth)
    }
}

//! FACTS.json becomes the facts of an evaluation.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;
use tierwise_core::{CompetencyId, Day, Exact, PersonId, TrackId};
use tierwise_rules::{Absent, Choose, Facts, Figures, Market, PeopleBuilder, Programme, Ways};

/// Facts as they were read, with what the programme does not know.
#[derive(Debug)]
pub struct ReadFacts {
    pub facts: Facts,
    /// Codes that no rule of the programme names.
    pub unnamed: BTreeSet<String>,
    /// Figures that the programme does not ask for.
    pub ignored: BTreeSet<String>,
    /// Fields of the file that have no meaning.
    pub unknown_fields: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    #[error("the facts are not the JSON that is expected: {0}; see `tierwise evaluate --help`")]
    Json(#[from] serde_json::Error),
    #[error("`market` is `{0}`; write `developed` or `developing`")]
    Market(String),
    #[error("`track` is `{given}`; this programme has `{known}`")]
    Track { given: String, known: String },
    #[error("metric `{id}` is `{value}`; write a number of at most 60 digits, `\"n/d\"` or `\"yes\"`")]
    Metric { id: String, value: String },
    #[error("metric `{id}` is given for `{month}`; write a month, for example 2026-03")]
    Month { id: String, month: String },
    #[error("`priority` names `{0}`, which is no competency of this programme")]
    Priority(String),
    #[error("person `{person}`, skill `{code}`: {problem}")]
    Date { person: String, code: String, problem: tierwise_core::DayError },
    #[error("person `{0}` stands twice; give every person one entry with all skills")]
    RepeatedPerson(PersonId),
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `people`")]
struct File {
    market: Option<String>,
    track: Option<String>,
    metrics: Option<BTreeMap<String, Value>>,
    priority: Option<Vec<String>>,
    people: Vec<Person>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(expecting = "a person with `id` and `skills`")]
struct Person {
    id: String,
    #[serde(default)]
    skills: Vec<Skill>,
}

#[derive(Deserialize)]
#[serde(expecting = "a skill with `code`")]
struct Skill {
    code: String,
    completed: Option<String>,
    expires: Option<String>,
}

/// Reads the facts of `tierwise evaluate`: an absent figure is zero.
///
/// # Errors
/// When the text is not JSON of the right shape, or a date, figure, market, track or person is unusable.
pub fn read_facts(text: &str, programme: &Programme) -> Result<ReadFacts, FactsError> {
    let file: File = serde_json::from_str(text)?;
    let named = programme.named_skills();
    let mut unnamed = BTreeSet::new();
    let mut people = PeopleBuilder::new();
    for person in &file.people {
        people.person(PersonId::new(person.id.as_str()));
        for held in &person.skills {
            let day = |text: &Option<String>| -> Result<Option<Day>, FactsError> {
                let parsed = text.as_deref().map(str::parse).transpose();
                parsed.map_err(|problem| FactsError::Date { person: person.id.clone(), code: held.code.clone(), problem })
            };
            let (completed, expires) = (day(&held.completed)?, day(&held.expires)?);
            match programme.skill(&held.code).filter(|skill| named.contains(skill)) {
                Some(skill) => people.skill(skill, completed, expires),
                None => _ = unnamed.insert(held.code.clone()),
            }
        }
    }
    let people = people.build(programme).map_err(|repeated| FactsError::RepeatedPerson(repeated.0))?;
    let (figures, ignored) = figures(file.metrics.unwrap_or_default(), programme)?;
    let facts = Facts {
        market: market(file.market.as_deref(), programme)?,
        track: track(file.track.as_deref(), programme)?,
        figures,
        priority: priority(file.priority.unwrap_or_default(), programme)?,
        people,
    };
    Ok(ReadFacts { facts, unnamed, ignored, unknown_fields: file.rest.into_keys().collect() })
}

/// The market matters only where a rule asks for it; elsewhere it is ignored.
fn market(given: Option<&str>, programme: &Programme) -> Result<Market, FactsError> {
    match given {
        None | Some("developed") => Ok(Market::Developed),
        Some("developing") => Ok(Market::Developing),
        Some(_) if !programme.asks_for_market() => Ok(Market::Developed),
        Some(other) => Err(FactsError::Market(other.to_owned())),
    }
}

/// The partner's classification as it was given. It is asked for only where tracks are chosen by it; elsewhere it is ignored.
///
/// # Errors
/// When the programme asks for a track and does not have this one.
pub fn track(given: Option<&str>, programme: &Programme) -> Result<Option<TrackId>, FactsError> {
    let Some(given) = given else { return Ok(None) };
    let mut known: Vec<&TrackId> = programme
        .competencies
        .iter()
        .filter_map(|competency| match &competency.ways {
            Ways::Area(area) if matches!(area.choose, Choose::Classification(_)) => Some(&area.tracks),
            _ => None,
        })
        .flatten()
        .collect();
    known.sort_unstable();
    known.dedup();
    if known.is_empty() || known.iter().any(|track| track.as_str() == given) {
        return Ok(Some(TrackId::new(given)));
    }
    let known: Vec<&str> = known.iter().map(|track| track.as_str()).collect();
    Err(FactsError::Track { given: given.to_owned(), known: known.join("`, `") })
}

/// Figures that the programme asks for, and the ids of the others.
fn figures(given: BTreeMap<String, Value>, programme: &Programme) -> Result<(Figures, BTreeSet<String>), FactsError> {
    let known = programme.figure_ids();
    let mut figures = Figures::new(Absent::Zero);
    let mut ignored = BTreeSet::new();
    for (id, value) in given {
        if known.binary_search(&id).is_err() {
            ignored.insert(id);
            continue;
        }
        // A figure by month is an object; anything else is one for any day.
        let months: Vec<(Option<&str>, &Value)> = match &value {
            Value::Object(months) => months.iter().map(|(month, value)| (Some(month.as_str()), value)).collect(),
            value => vec![(None, value)],
        };
        for (month, value) in months.into_iter().filter(|(_, value)| !value.is_null()) {
            let number = figure(value).ok_or_else(|| FactsError::Metric { id: id.clone(), value: shortened(value) })?;
            let month =
                month.map(|text| first_day(text).ok_or_else(|| FactsError::Month { id: id.clone(), month: text.to_owned() }));
            figures.state(id.as_str(), month.transpose()?, number);
        }
    }
    Ok((figures, ignored))
}

/// The first day of `2026-03`, or of the month of `2026-03-12`.
fn first_day(text: &str) -> Option<Day> {
    if text.len() == 7 { format!("{text}-01").parse().ok() } else { text.parse().ok() }
}

/// The admin's order of competencies.
fn priority(given: Vec<String>, programme: &Programme) -> Result<Vec<CompetencyId>, FactsError> {
    let known = |id: &str| programme.competencies.iter().any(|competency| competency.id.as_str() == id);
    match given.iter().find(|id| !known(id)) {
        Some(unknown) => Err(FactsError::Priority(unknown.clone())),
        None => Ok(given.into_iter().map(CompetencyId::new).collect()),
    }
}

/// A number read exactly; yes is one and no is zero.
fn figure(value: &Value) -> Option<Exact> {
    match value {
        Value::Number(number) => number.to_string().parse().ok(),
        Value::String(text) => figure_text(text),
        Value::Bool(yes) => Some(Exact::from(u64::from(*yes))),
        _ => None,
    }
}

/// A figure as text: a number, a fraction, yes or no.
pub(crate) fn figure_text(text: &str) -> Option<Exact> {
    match text.trim() {
        "yes" => Some(Exact::from(1)),
        "no" => Some(Exact::zero()),
        number => number.parse().ok(),
    }
}

fn shortened(value: &Value) -> String {
    value.to_string().chars().take(40).collect()
}

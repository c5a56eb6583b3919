//! What is known about a partner on the way into an evaluation: people with their skills, figures, market and track.

use std::collections::BTreeMap;

use tierwise_core::{Day, Exact, PersonId, TrackId};

use crate::catalogue::{Asks, ByCase, Choose, Market, Metric, MetricValue, Programme, SkillIndex, Ways};

#[derive(Debug)]
pub struct Facts {
    pub market: Market,
    /// The partner's classification, where it is known.
    pub track: Option<TrackId>,
    pub figures: Figures,
    pub people: People,
}

/// The figures of a partner by their ids.
#[derive(Debug, Clone)]
pub struct Figures {
    pub values: BTreeMap<String, Exact>,
    pub absent: Absent,
}

/// What a figure is that nobody gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    Zero,
    Unknown,
}

impl Figures {
    pub fn get(&self, id: &str) -> Option<Exact> {
        match (self.values.get(id), self.absent) {
            (Some(value), _) => Some(value.clone()),
            (None, Absent::Zero) => Some(Exact::zero()),
            (None, Absent::Unknown) => None,
        }
    }
}

/// The id under which an input of a metric is given: with the track where the tracks measure different things.
pub(crate) fn input_id(competency: &str, metric: &Metric, input: usize) -> String {
    let mut id = format!("{competency}/{}", metric.id);
    if let MetricValue::Measured { inputs, .. } = &metric.value
        && let (Some(input), true) = (inputs.get(input), inputs.len() > 1)
    {
        id = format!("{id}.{}", input.name);
    }
    match &metric.track {
        Some(track) => format!("{id}@{track}"),
        None => id,
    }
}

/// The id of the figure that classifies a partner.
pub(crate) fn classification_id(competency: &str) -> String {
    format!("{competency}/classification")
}

impl Programme {
    /// Whether any rule depends on the partner's market.
    pub fn asks_for_market(&self) -> bool {
        self.competencies.iter().any(|competency| match &competency.ways {
            Ways::Options(options) => options
                .iter()
                .flat_map(|option| &option.requirements)
                .any(|requirement| matches!(&requirement.asks, Asks::Figure { at_least: ByCase::Market { .. }, .. })),
            Ways::Area(area) => area
                .metrics
                .iter()
                .any(|metric| matches!(&metric.value, MetricValue::Measured { points: ByCase::Market { .. }, .. })),
        })
    }

    /// Every figure that the programme asks for, by the id under which it is given.
    pub fn figure_ids(&self) -> Vec<String> {
        let mut ids = Vec::new();
        for competency in &self.competencies {
            match &competency.ways {
                Ways::Options(options) => {
                    for requirement in options.iter().flat_map(|option| &option.requirements) {
                        if let Asks::Figure { metric, .. } = &requirement.asks {
                            ids.push(metric.as_str().to_owned());
                        }
                    }
                }
                Ways::Area(area) => {
                    if let Choose::Classification(Some(_)) = area.choose {
                        ids.push(classification_id(competency.id.as_str()));
                    }
                    for metric in &area.metrics {
                        if let MetricValue::Measured { inputs, .. } = &metric.value {
                            ids.extend((0..inputs.len()).map(|input| input_id(competency.id.as_str(), metric, input)));
                        }
                    }
                }
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// The people of a partner with the skills that a programme names, in columns, sorted by id.
#[derive(Debug, Default)]
pub struct People {
    pub(crate) ids: Vec<PersonId>,
    /// Where each person's skills begin in `held`; one more at the end.
    starts: Vec<u32>,
    held: Vec<Held>,
}

/// One skill of one person. Days are ordinals, so that they compare as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub skill: SkillIndex,
    pub completed: i32,
    pub expires: i32,
}

/// Held since ever: before every day, but after [`NEVER`].
pub(crate) const SINCE_EVER: i32 = i32::MIN + 1;
/// Before every completion.
pub(crate) const NEVER: i32 = i32::MIN;
pub(crate) const WITHOUT_END: i32 = i32::MAX;

impl People {
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub fn ids(&self) -> &[PersonId] {
        &self.ids
    }

    pub(crate) fn held(&self, person: usize) -> &[Held] {
        let range = self.starts.get(person).zip(self.starts.get(person.saturating_add(1)));
        range.and_then(|(start, end)| self.held.get(*start as usize..*end as usize)).unwrap_or(&[])
    }

    /// Everyone's skills one after another.
    pub(crate) fn each(&self) -> impl Iterator<Item = &[Held]> {
        let ends = self.starts.iter().skip(1);
        self.starts.iter().zip(ends).map(|(start, end)| self.held.get(*start as usize..*end as usize).unwrap_or(&[]))
    }
}

/// The same person was added twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedPerson(pub PersonId);

/// Collects people in any order.
#[derive(Debug, Default)]
pub struct PeopleBuilder {
    people: Vec<(PersonId, Vec<Held>)>,
}

impl PeopleBuilder {
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins the next person.
    pub fn person(&mut self, id: PersonId) {
        self.people.push((id, Vec::new()));
    }

    /// Adds a skill to the person begun last. Without `completed` it is held and was earned in time.
    pub fn skill(&mut self, skill: SkillIndex, completed: Option<Day>, expires: Option<Day>) {
        if let Some((_, held)) = self.people.last_mut() {
            held.push(Held {
                skill,
                completed: completed.map_or(SINCE_EVER, Day::ordinal),
                expires: expires.map_or(WITHOUT_END, Day::ordinal),
            });
        }
    }

    /// # Errors
    /// When an id was added twice.
    pub fn build(mut self) -> Result<People, RepeatedPerson> {
        self.people.sort_by(|left, right| left.0.cmp(&right.0));
        if let Some(twice) = self.people.windows(2).find(|pair| pair.first().map(|one| &one.0) == pair.last().map(|one| &one.0))
        {
            return Err(RepeatedPerson(twice.iter().map(|one| one.0.clone()).next().unwrap_or_else(|| PersonId::new(""))));
        }
        let mut people = People::default();
        people.starts.push(0);
        for (id, held) in self.people {
            people.ids.push(id);
            people.held.extend(held);
            people.starts.push(u32::try_from(people.held.len()).unwrap_or(u32::MAX));
        }
        Ok(people)
    }
}

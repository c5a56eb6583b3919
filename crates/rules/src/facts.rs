//! What is known about a partner on the way into an evaluation: people with their skills, figures, market and track.

mod figures;

use std::collections::{BTreeMap, BTreeSet};

use tierwise_core::{CompetencyId, Day, PersonId, TrackId};

pub use self::figures::{Absent, Figures};
use crate::catalogue::{
    Asks, ByCase, Choose, Computed, Count, FigureRule, LookBack, Market, Metric, MetricValue, Predicate, Programme,
    Requirement, SkillIndex, SkillKind, StepKind, Ways,
};

#[derive(Debug)]
pub struct Facts {
    pub market: Market,
    /// The partner's classification, where it is known.
    pub track: Option<TrackId>,
    pub figures: Figures,
    /// The admin's order, where competencies compete for people; the catalogue's order goes on from it.
    pub priority: Vec<CompetencyId>,
    pub people: People,
}

/// The id under which an input of a metric is given: with the track where the tracks measure different things.
pub fn input_id(competency: &str, metric: &Metric, input: usize) -> String {
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
pub fn classification_id(competency: &str) -> String {
    format!("{competency}/classification")
}

impl Facts {
    /// The same when every certification that still counts on a day is renewed in time, again and again.
    pub(crate) fn renewed(&self, programme: &Programme, day: Day) -> Self {
        let is_renewable = |held: &Held| {
            let kind = held.skill.of(programme).map(|skill| skill.kind);
            kind == Some(SkillKind::Certification) && held.expires >= day.ordinal()
        };
        let mut people = PeopleBuilder::new();
        let mut earned = self.people.earned().peekable();
        let mut place = 0_usize;
        for (person, id) in self.people.ids.iter().enumerate() {
            people.person(id.clone());
            while let Some((_, held)) = earned.next_if(|(of, _)| *of == person) {
                let limit = self.people.limits.get(place).copied().unwrap_or(WITHOUT_END);
                let expires = if is_renewable(held) { limit } else { held.expires };
                people.held(Held { expires, ..*held }, limit);
                place = place.saturating_add(1);
            }
        }
        Self {
            market: self.market,
            track: self.track.clone(),
            figures: self.figures.clone(),
            priority: self.priority.clone(),
            // The ids were distinct before.
            people: people.build(programme).unwrap_or_default(),
        }
    }
}

/// A figure that a rule asks for, and how it looks back.
pub(crate) type Asked = (String, Option<LookBack>);

impl Requirement {
    fn figures(&self) -> Vec<Asked> {
        match &self.asks {
            Asks::Figure(rule) => rule.figures(),
            Asks::People { count: Count::Figured(computed), .. } => computed.figures(None),
            Asks::People { .. } | Asks::Credentials { .. } | Asks::Attains(_) => Vec::new(),
        }
    }
}

impl FigureRule {
    fn figures(&self) -> Vec<Asked> {
        let parts = self.value.iter().flat_map(|value| value.figures(self.look_back));
        parts.chain([(self.metric.as_str().to_owned(), self.look_back)]).collect()
    }
}

impl Computed {
    fn figures(&self, look_back: Option<LookBack>) -> Vec<Asked> {
        self.inputs.iter().map(|input| (input.name.clone(), look_back)).collect()
    }
}

impl Programme {
    /// Whether any rule depends on the partner's market.
    pub fn asks_for_market(&self) -> bool {
        let by_market = |requirement: &Requirement| match &requirement.asks {
            Asks::Figure(rule) => matches!(rule.threshold, ByCase::Market { .. }),
            _ => false,
        };
        self.competencies.iter().any(|competency| match &competency.ways {
            Ways::Options(options) => options.iter().flat_map(|option| &option.requirements).any(by_market),
            Ways::Area(area) => area.metrics.iter().any(|metric| match &metric.value {
                MetricValue::Measured { points, .. } => matches!(points, ByCase::Market { .. }),
                MetricValue::People(steps) => {
                    steps.iter().any(|step| matches!(&step.kind, StepKind::Elective { each: ByCase::Market { .. } }))
                }
            }),
        })
    }

    /// Every figure that the programme asks for, by the id under which it is given.
    pub fn figure_ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.figures().into_iter().map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The same with how each rule looks back.
    pub(crate) fn figures(&self) -> Vec<Asked> {
        let mut asked = Vec::new();
        for competency in &self.competencies {
            match &competency.ways {
                Ways::Options(options) => {
                    asked.extend(options.iter().flat_map(|option| &option.requirements).flat_map(Requirement::figures));
                }
                Ways::Area(area) => {
                    if let Choose::Classification(Some(_)) = area.choose {
                        asked.push((classification_id(competency.id.as_str()), None));
                    }
                    for metric in &area.metrics {
                        let MetricValue::Measured { inputs, .. } = &metric.value else { continue };
                        let figures = inputs.iter().enumerate().filter(|(_, input)| input.people.is_none());
                        asked.extend(
                            figures.map(|(place, _)| (input_id(competency.id.as_str(), metric, place), metric.look_back)),
                        );
                    }
                }
            }
        }
        asked
    }
}

/// The people of a partner with the skills that a programme names, in columns, sorted by id.
#[derive(Debug, Default)]
pub struct People {
    pub(crate) ids: Vec<PersonId>,
    /// Where each person's skills begin in `held`; one more at the end.
    starts: Vec<u32>,
    held: Vec<Held>,
    /// Which of `held` follow from others; empty where none does.
    follows: Vec<bool>,
    /// Of what is earned, the last day whatever is renewed: somebody leaves, a link ends. Empty where nothing ends so.
    limits: Vec<i32>,
    /// People who earned something since, with all that they hold: the columns are not moved for one achievement.
    later: BTreeMap<usize, Later>,
}

/// What one person holds, first what was earned, then what follows from it.
#[derive(Debug, Clone, Default)]
struct Later {
    held: Vec<Held>,
    earned: usize,
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
        if let Some(later) = self.later.get(&person) {
            return &later.held;
        }
        let range = self.starts.get(person).zip(self.starts.get(person.saturating_add(1)));
        range.and_then(|(start, end)| self.held.get(*start as usize..*end as usize)).unwrap_or(&[])
    }

    /// Everyone's achievements, without what follows from them, each with its person.
    pub(crate) fn earned(&self) -> impl Iterator<Item = (usize, &Held)> {
        (0..self.len()).flat_map(move |person| {
            let held = self.held(person);
            held.get(..self.earned_by(person)).unwrap_or(held).iter().map(move |held| (person, held))
        })
    }

    /// How many of a person's skills were earned; the others follow from them.
    fn earned_by(&self, person: usize) -> usize {
        if let Some(later) = self.later.get(&person) {
            return later.earned;
        }
        let held = self.held(person).len();
        let start = self.starts.get(person).map_or(0, |start| *start as usize);
        let follows = self.follows.get(start..start.saturating_add(held)).unwrap_or(&[]);
        held.saturating_sub(follows.iter().filter(|follows| **follows).count())
    }

    /// Everyone's skills one after another.
    pub(crate) fn each(&self) -> impl Iterator<Item = &[Held]> {
        let ends = self.starts.iter().skip(1);
        let columns = self.starts.iter().zip(ends).enumerate();
        columns.map(|(person, (start, end))| match self.later.is_empty() {
            true => self.held.get(*start as usize..*end as usize).unwrap_or(&[]),
            false => self.held(person),
        })
    }

    /// Adds one achievement of a person, with all that follows from it.
    pub(crate) fn add(&mut self, programme: &Programme, person: usize, new: Held) {
        let mut held: Vec<Held> = self.held(person).iter().take(self.earned_by(person)).copied().collect();
        held.push(new);
        let earned = held.len();
        if programme.implies() {
            complete(&mut held, programme);
        }
        self.later.insert(person, Later { held, earned });
    }
}

/// The same person was added twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedPerson(pub PersonId);

/// Collects people in any order.
#[derive(Debug, Default)]
pub struct PeopleBuilder {
    /// Each skill with the last day on which it counts whatever is renewed.
    people: Vec<(PersonId, Vec<(Held, i32)>)>,
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
        self.held(Held::new(skill, completed, expires), WITHOUT_END);
    }

    /// The same where something else than its expiry ends it on `last_day`: the person leaves, or is no longer linked.
    pub fn skill_until(&mut self, skill: SkillIndex, completed: Option<Day>, expires: Option<Day>, last_day: Option<Day>) {
        let limit = last_day.map_or(WITHOUT_END, Day::ordinal);
        let held = Held::new(skill, completed, expires);
        self.held(Held { expires: held.expires.min(limit), ..held }, limit);
    }

    fn held(&mut self, one: Held, limit: i32) {
        if let Some((_, held)) = self.people.last_mut() {
            held.push((one, limit));
        }
    }

    /// # Errors
    /// When an id was added twice.
    pub fn build(mut self, programme: &Programme) -> Result<People, RepeatedPerson> {
        self.people.sort_by(|left, right| left.0.cmp(&right.0));
        if let Some(twice) = self.people.windows(2).find(|pair| pair.first().map(|one| &one.0) == pair.last().map(|one| &one.0))
        {
            return Err(RepeatedPerson(twice.iter().map(|one| one.0.clone()).next().unwrap_or_else(|| PersonId::new(""))));
        }
        let implies = programme.implies();
        let mut people = People::default();
        people.starts.push(0);
        let has_limits = self.people.iter().flat_map(|(_, held)| held).any(|(_, limit)| *limit != WITHOUT_END);
        for (id, held) in self.people {
            if has_limits {
                people.limits.extend(held.iter().map(|(_, limit)| *limit));
            }
            let mut held: Vec<Held> = held.into_iter().map(|(held, _)| held).collect();
            let earned = held.len();
            if implies {
                complete(&mut held, programme);
                people.follows.extend((0..held.len()).map(|place| place >= earned));
            }
            people.ids.push(id);
            people.held.extend(held);
            people.starts.push(u32::try_from(people.held.len()).unwrap_or(u32::MAX));
        }
        Ok(people)
    }
}

impl Programme {
    /// The skills that follow from those that somebody holds at the same time, together with these.
    pub fn follow(&self, held: impl IntoIterator<Item = SkillIndex>) -> BTreeSet<SkillIndex> {
        let mut all: Vec<Held> = held.into_iter().map(|skill| Held::new(skill, None, None)).collect();
        if self.implies() {
            complete(&mut all, self);
        }
        all.into_iter().map(|held| held.skill).collect()
    }

    /// Whether some skill follows from others.
    fn implies(&self) -> bool {
        self.skills.iter().any(|skill| !skill.stands_for.is_empty() || skill.made_of.is_some())
    }
}

impl Held {
    pub fn new(skill: SkillIndex, completed: Option<Day>, expires: Option<Day>) -> Self {
        Self {
            skill,
            completed: completed.map_or(SINCE_EVER, Day::ordinal),
            expires: expires.map_or(WITHOUT_END, Day::ordinal),
        }
    }
}

/// Adds the skills that follow from those that were earned.
fn complete(held: &mut Vec<Held>, programme: &Programme) {
    let known = follow_days(held, programme);
    for skill in programme.skill_indexes() {
        if let Some(parts) = skill.of(programme).and_then(|whole| whole.made_of.as_ref()) {
            held.extend(spans(parts, &known).into_iter().map(|(completed, expires)| Held { skill, completed, expires }));
        }
    }
    // A later achievement is kept beside an earlier one that lasts as long: where a rule looks back it counts longer.
    let mut place = 0;
    while let Some(one) = held.get(place).copied() {
        for other in one.skill.of(programme).into_iter().flat_map(|skill| &skill.stands_for) {
            let new = Held { skill: *other, ..one };
            if !held.contains(&new) {
                held.push(new);
            }
        }
        place = place.saturating_add(1);
    }
}

/// On which days each skill is held, until nothing follows any more. Days of what is made of others are whole only at the end.
fn follow_days(earned: &[Held], programme: &Programme) -> Vec<Held> {
    let mut held = earned.to_vec();
    loop {
        let before = held.len();
        let mut place = 0;
        while let Some(one) = held.get(place).copied() {
            for other in one.skill.of(programme).into_iter().flat_map(|skill| &skill.stands_for) {
                add(&mut held, Held { skill: *other, ..one });
            }
            place = place.saturating_add(1);
        }
        for skill in programme.skill_indexes() {
            if let Some(parts) = skill.of(programme).and_then(|whole| whole.made_of.as_ref()) {
                for (completed, expires) in spans(parts, &held) {
                    add(&mut held, Held { skill, completed, expires });
                }
            }
        }
        if held.len() == before {
            return held;
        }
    }
}

/// Adds a skill unless it is already held on all of these days.
fn add(held: &mut Vec<Held>, new: Held) {
    let known = |old: &Held| old.skill == new.skill && old.completed <= new.completed && old.expires >= new.expires;
    if !held.iter().any(known) {
        held.push(new);
    }
}

/// The days, from and to, on which a predicate is met.
fn spans(predicate: &Predicate, held: &[Held]) -> Vec<(i32, i32)> {
    let named = predicate.skills();
    let parts: Vec<Held> = held.iter().filter(|held| named.contains(&held.skill)).copied().collect();
    let is_met = |day: i32| {
        predicate.is_met(&|skill| parts.iter().any(|held| held.skill == skill && held.completed <= day && day <= held.expires))
    };
    let mut starts: Vec<i32> = parts.iter().map(|held| held.completed).collect();
    let mut ends: Vec<i32> = parts.iter().map(|held| held.expires).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for start in starts {
        if spans.last().is_some_and(|(_, end)| start <= *end) || !is_met(start) {
            continue;
        }
        // What is held to the end of time ends nothing.
        let last = ends.iter().copied().find(|end| *end >= start && (*end == WITHOUT_END || !is_met(day_after(*end))));
        spans.push((start, last.unwrap_or(WITHOUT_END)));
    }
    spans
}

fn day_after(ordinal: i32) -> i32 {
    Day::of_ordinal(ordinal).map_or(ordinal.saturating_add(1), |day| day.next().ordinal())
}

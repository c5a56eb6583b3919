//! Standings as the JSON of `tierwise evaluate` and `tierwise report`: stable keys, exact points as text.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tierwise_core::Exact;
use tierwise_rules::{
    AtMost, Cause, Competency, Counted, LevelStanding, MetricValue, OptionResult, Outcome, People, Programme,
    RequirementResult, ScoreStanding, Standing, Standings, TrackResult, Ways,
};

/// The answer to "what is attained on that day?".
#[derive(Debug, Serialize)]
pub struct Answer {
    pub as_of: String,
    pub in_force: bool,
    /// `false` where people compete for competencies and the search for the best allocation was cut short; else left out.
    #[serde(skip_serializing_if = "is_true")]
    pub exact: bool,
    /// How far the allocation could be from the best one, the highest level first; left out with `exact`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub at_most: Vec<AtMostAnswer>,
    pub unnamed: BTreeSet<String>,
    pub ignored: BTreeSet<String>,
    pub competencies: Vec<CompetencyAnswer>,
}

/// How many competencies are at a level or above, and how many the best allocation could have there.
#[derive(Debug, Serialize)]
pub struct AtMostAnswer {
    pub level: String,
    pub attained: usize,
    pub most: usize,
}

#[derive(Debug, Serialize)]
pub struct CompetencyAnswer {
    pub id: String,
    pub level: Option<String>,
    pub points: Option<String>,
    pub qualified: bool,
    pub option: Option<String>,
    pub counted: BTreeMap<String, Vec<String>>,
    pub missing: Vec<Missing>,
    pub scores: Vec<Score>,
    /// Figures that nobody gave; only where absent is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<BTreeSet<String>>,
}

#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct Missing {
    pub requirement: String,
    /// `null` when it depends on a figure that is unknown.
    pub needed: Option<String>,
    /// `null` when the figure is unknown.
    pub have: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Score {
    pub track: String,
    pub metric: String,
    /// `null` when a figure is unknown.
    pub points: Option<String>,
    pub max: String,
}

#[derive(Debug, Serialize)]
pub struct LossAnswer {
    /// The first day of the lower standing.
    pub date: String,
    pub competency: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub causes: Vec<CauseAnswer>,
}

/// Why something is lost. The last three are known only where people are, and not from an export.
#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CauseAnswer {
    Expiry { person: String, skill: String, last_day: String },
    AcceptanceEnds { skill: String, last_day: String, people: usize },
    RuleChange,
    FigureChange,
    Leaves { person: String, last_day: String },
    PmcEnds { person: String, last_day: String },
    AssociationEnds { person: String, last_day: String },
}

impl From<&Cause> for CauseAnswer {
    fn from(cause: &Cause) -> Self {
        match cause {
            Cause::Expiry { person, skill, last_day } => {
                Self::Expiry { person: person.to_string(), skill: skill.to_string(), last_day: last_day.to_string() }
            }
            Cause::AcceptanceEnds { skill, last_day, people } => {
                Self::AcceptanceEnds { skill: skill.to_string(), last_day: last_day.to_string(), people: *people }
            }
            Cause::RuleChange => Self::RuleChange,
            Cause::FigureChange => Self::FigureChange,
        }
    }
}

/// Puts standings into words of the contract.
pub fn answer(programme: &Programme, standings: &Standings, people: &People) -> Answer {
    let scene = Scene { programme, standings, people };
    let competencies = standings.competencies.iter().filter_map(|standing| {
        let competency = programme.competencies.get(standing.competency)?;
        Some(match &standing.outcome {
            Outcome::Level(level) => scene.level(competency, standing, level),
            Outcome::Score(score) => scene.score(competency, standing, score),
        })
    });
    Answer {
        as_of: standings.day.to_string(),
        in_force: standings.in_force,
        exact: standings.is_exact,
        at_most: if standings.is_exact { Vec::new() } else { at_most(programme, standings) },
        unnamed: BTreeSet::new(),
        ignored: BTreeSet::new(),
        competencies: competencies.collect(),
    }
}

fn at_most(programme: &Programme, standings: &Standings) -> Vec<AtMostAnswer> {
    let named = |bound: &AtMost| {
        let level = programme.levels.get(bound.level)?.to_string();
        Some(AtMostAnswer { level, attained: bound.attained, most: bound.most })
    };
    standings.at_most.iter().filter_map(named).collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_true(exact: &bool) -> bool {
    *exact
}

struct Scene<'s> {
    programme: &'s Programme,
    standings: &'s Standings,
    people: &'s People,
}

impl Scene<'_> {
    fn people(&self, counted: &Counted) -> Vec<String> {
        self.standings.people(counted, self.people).into_iter().map(ToString::to_string).collect()
    }

    fn level(&self, competency: &Competency, standing: &Standing, level: &LevelStanding) -> CompetencyAnswer {
        let Ways::Options(options) = &competency.ways else { return blank(competency, standing) };
        let key = |result: &OptionResult, line: &RequirementResult| {
            let option = options.get(result.option)?;
            let level = self.programme.levels.get(result.level)?;
            Some(format!("{}/{level}/{}", option.id, option.requirements.get(line.requirement)?.line))
        };
        let attained = level.attained_result();
        let counted = attained.into_iter().flat_map(|result| {
            let met = result.requirements.iter().filter(|line| line.met);
            met.filter_map(|line| Some((key(result, line)?, self.people(line.counted.as_ref()?))))
        });
        let lines = level.options.iter().flat_map(|result| result.requirements.iter().map(move |line| (result, line)));
        let missing = lines.clone().filter(|(_, line)| !line.met).filter_map(|(result, line)| {
            Some(Missing {
                requirement: key(result, line)?,
                needed: line.needed.as_ref().map(Exact::to_string),
                have: line.have.as_ref().map(Exact::to_string),
            })
        });
        let unknown = lines.flat_map(|(_, line)| line.unknown.iter().cloned());
        CompetencyAnswer {
            level: attained.and_then(|result| self.programme.levels.get(result.level)).map(ToString::to_string),
            option: attained.and_then(|result| options.get(result.option)).map(|option| option.id.to_string()),
            counted: counted.collect(),
            missing: missing.collect(),
            unknown: Some(unknown.collect()),
            ..blank(competency, standing)
        }
    }

    fn score(&self, competency: &Competency, standing: &Standing, score: &ScoreStanding) -> CompetencyAnswer {
        let mut answer = blank(competency, standing);
        let mut unknown = BTreeSet::new();
        for track in &score.tracks {
            self.track(competency, track, &mut answer);
            unknown.extend(track.metrics.iter().flat_map(|metric| metric.unknown.iter().cloned()));
        }
        answer.level = score.level.and_then(|level| self.programme.levels.get(level)).map(ToString::to_string);
        answer.points = score.track().map(|track| track.total.to_string());
        answer.unknown = Some(unknown);
        answer
    }

    fn track(&self, competency: &Competency, track: &TrackResult, answer: &mut CompetencyAnswer) {
        let Ways::Area(area) = &competency.ways else { return };
        for result in &track.metrics {
            let Some(metric) = area.metrics.get(result.metric) else { continue };
            answer.scores.push(Score {
                track: track.track.to_string(),
                metric: metric.id.to_string(),
                points: result.points.as_ref().map(Exact::to_string),
                max: metric.max.to_string(),
            });
            let MetricValue::People(steps) = &metric.value else { continue };
            for step_result in &result.steps {
                let Some(step) = steps.get(step_result.step) else { continue };
                let mut key = format!("{}/{}", track.track, metric.id);
                if !step.id.as_str().is_empty() {
                    key = format!("{key}/{}", step.id);
                }
                if step_result.met {
                    answer.counted.insert(key, self.people(&step_result.counted));
                } else {
                    let (needed, have) = (Some(step_result.needed.to_string()), Some(step_result.have.to_string()));
                    answer.missing.push(Missing { requirement: key, needed, have });
                }
            }
        }
    }
}

fn blank(competency: &Competency, standing: &Standing) -> CompetencyAnswer {
    CompetencyAnswer {
        id: competency.id.to_string(),
        level: None,
        points: None,
        qualified: standing.qualified(),
        option: None,
        counted: BTreeMap::new(),
        missing: Vec::new(),
        scores: Vec::new(),
        unknown: None,
    }
}

impl Answer {
    /// The answer of `evaluate`, where an absent figure is zero and nothing is unknown.
    #[must_use]
    pub fn of_facts(mut self, unnamed: BTreeSet<String>, ignored: BTreeSet<String>) -> Self {
        for competency in &mut self.competencies {
            competency.unknown = None;
        }
        Self { unnamed, ignored, ..self }
    }
}

//! What differs between the standings of one partner: under two programmes, or on two days.

use std::collections::{BTreeMap, BTreeSet};

use tierwise_core::{CompetencyId, Day, Exact, LevelId, PersonId};

use super::rules::Subject;
use super::{Difference, diff};
use crate::catalogue::{Competency, MetricValue, Programme, Ways};
use crate::evaluate::{Counted, LevelStanding, Outcome, ScoreStanding, Standing, Standings, evaluate};
use crate::facts::{Facts, People};
use crate::forecast::change_days;

/// What differs in one competency, on all of these days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingDifference {
    /// `None`: since ever.
    pub from: Option<Day>,
    /// `None`: without end.
    pub to: Option<Day>,
    pub competency: CompetencyDifference,
    /// The differences between the rules on these days that concern the competency, or a skill that it names.
    pub causes: Vec<Difference>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetencyDifference {
    pub id: CompetencyId,
    /// `None`: not in force.
    pub before: Option<Reached>,
    pub after: Option<Reached>,
    /// Who counts in the first standings only, and in the second ones only.
    pub no_longer: Vec<PersonId>,
    pub newly: Vec<PersonId>,
    /// The requirements and steps that are met in one of them only, or in force in one of them only.
    pub lines: Vec<LineDifference>,
}

/// What a competency is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    pub level: Option<LevelId>,
    pub points: Option<Exact>,
    pub qualified: bool,
}

/// Whether a requirement or step is met; `None`: not in force, or not needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDifference {
    pub subject: Subject,
    pub before: Option<bool>,
    pub after: Option<bool>,
}

/// Standings with what they were evaluated from.
#[derive(Debug, Clone, Copy)]
pub struct View<'v> {
    pub programme: &'v Programme,
    pub people: &'v People,
    pub standings: &'v Standings,
}

/// Every competency whose standings differ, in the order of ids: of two programmes on a day, or of one on two days.
pub fn difference(before: View<'_>, after: View<'_>) -> Vec<CompetencyDifference> {
    let (old, new) = (before.competencies(), after.competencies());
    let ids: BTreeSet<&CompetencyId> = old.keys().chain(new.keys()).collect();
    let nothing = Shown::default();
    ids.into_iter()
        .filter_map(|id| {
            let (one, other) = (old.get(id), new.get(id));
            let (was, is) = (one.unwrap_or(&nothing), other.unwrap_or(&nothing));
            let subjects: BTreeSet<&Subject> = was.lines.keys().chain(is.lines.keys()).collect();
            let line = |subject: &Subject| LineDifference {
                subject: subject.clone(),
                before: was.lines.get(subject).copied(),
                after: is.lines.get(subject).copied(),
            };
            let found = CompetencyDifference {
                id: id.clone(),
                before: was.reached.clone(),
                after: is.reached.clone(),
                no_longer: was.counted.difference(&is.counted).cloned().collect(),
                newly: is.counted.difference(&was.counted).cloned().collect(),
                lines: subjects.into_iter().map(line).filter(|line| line.before != line.after).collect(),
            };
            let is_same =
                found.before == found.after && found.no_longer.is_empty() && found.newly.is_empty() && found.lines.is_empty();
            (!is_same).then_some(found)
        })
        .collect()
}

/// Every difference between the standings of a partner under two programmes, on every day on which one can begin or end.
pub fn differences(before: (&Programme, &Facts), after: (&Programme, &Facts)) -> Vec<StandingDifference> {
    let rules = diff(before.0, after.0);
    let mut days = change_days(before.0, before.1);
    days.extend(change_days(after.0, after.1));
    let first = days.first().map_or(Day::new(2000, 1, 1), |day| Some(day.previous()));
    let mut open: BTreeMap<CompetencyId, StandingDifference> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, day) in first.into_iter().chain(days.iter().copied()).enumerate() {
        let (old, new) = (evaluate(before.0, before.1, day), evaluate(after.0, after.1, day));
        let view = |(programme, facts), standings| View::new(programme, facts, standings);
        let mut today: BTreeMap<CompetencyId, CompetencyDifference> =
            difference(view(before, &old), view(after, &new)).into_iter().map(|one| (one.id.clone(), one)).collect();
        let ended: Vec<CompetencyId> =
            open.iter().filter(|(id, one)| today.get(*id) != Some(&one.competency)).map(|(id, _)| id.clone()).collect();
        for id in ended {
            found.extend(open.remove(&id).map(|one| StandingDifference { to: Some(day.previous()), ..one }));
        }
        today.retain(|id, _| !open.contains_key(id));
        for (id, competency) in today {
            let causes = causes(&rules, &id, [before.0, after.0], day);
            let from = (number > 0).then_some(day);
            open.insert(id, StandingDifference { from, to: None, competency, causes });
        }
    }
    found.extend(open.into_values());
    found.sort_by(|one, other| (one.from, &one.competency.id).cmp(&(other.from, &other.competency.id)));
    found
}

/// The differences between rules on a day that concern a competency, or a skill that it names.
fn causes(rules: &[Difference], competency: &CompetencyId, programmes: [&Programme; 2], day: Day) -> Vec<Difference> {
    let mut skills = BTreeSet::new();
    for programme in programmes {
        let Some(competency) = programme.competencies.iter().find(|one| one.id == *competency) else { continue };
        let named: BTreeSet<_> = competency.all_holds().into_iter().flat_map(|holds| holds.predicate.skills()).collect();
        let means = programme.skills.iter().filter(|skill| skill.means.iter().any(|meant| named.contains(meant)));
        skills.extend(means.map(|skill| skill.code.as_str()));
    }
    let concerns = |one: &&Difference| {
        let is_skill = one.subject.skill().is_some_and(|skill| skills.contains(skill));
        one.covers(day)
            && (is_skill
                || one.subject.competency() == Some(competency.as_str())
                || matches!(one.subject.kind, "score" | "capacity"))
    };
    rules.iter().filter(concerns).cloned().collect()
}

/// A competency's standing in words that compare.
#[derive(Default)]
struct Shown {
    reached: Option<Reached>,
    counted: BTreeSet<PersonId>,
    lines: BTreeMap<Subject, bool>,
}

impl<'v> View<'v> {
    pub fn new(programme: &'v Programme, facts: &'v Facts, standings: &'v Standings) -> Self {
        Self { programme, people: &facts.people, standings }
    }

    fn competencies(&self) -> BTreeMap<CompetencyId, Shown> {
        let shown = |standing: &Standing| {
            let competency = self.programme.competencies.get(standing.competency)?;
            let mut shown = Shown::default();
            let level = match &standing.outcome {
                Outcome::Level(level) => {
                    self.level(competency, level, &mut shown);
                    level.attained.map(|attained| attained.level)
                }
                Outcome::Score(score) => {
                    self.score(competency, score, &mut shown);
                    score.level
                }
            };
            let points = match &standing.outcome {
                Outcome::Level(_) => None,
                Outcome::Score(score) => score.track().map(|track| track.total.clone()),
            };
            let level = level.and_then(|level| self.programme.levels.get(level)).cloned();
            shown.reached = Some(Reached { level, points, qualified: standing.qualified() });
            Some((competency.id.clone(), shown))
        };
        self.standings.competencies.iter().filter_map(shown).collect()
    }

    fn count(&self, counted: &Counted, shown: &mut Shown) {
        shown.counted.extend(self.standings.people(counted, self.people).into_iter().cloned());
    }

    fn level(&self, competency: &Competency, standing: &LevelStanding, shown: &mut Shown) {
        let Ways::Options(options) = &competency.ways else { return };
        for result in &standing.options {
            let Some(option) = options.get(result.option) else { continue };
            let level = self.programme.levels.get(result.level).map_or("", |level| level.as_str());
            for line in &result.requirements {
                let Some(requirement) = option.requirements.get(line.requirement) else { continue };
                let number = requirement.line.to_string();
                let path = [competency.id.as_str(), option.id.as_str(), level, &number];
                shown.lines.insert(Subject::new("line", &path), line.met);
                if let Some(counted) = &line.counted {
                    self.count(counted, shown);
                }
            }
        }
    }

    fn score(&self, competency: &Competency, standing: &ScoreStanding, shown: &mut Shown) {
        let Ways::Area(area) = &competency.ways else { return };
        for (track, result) in standing.tracks.iter().flat_map(|track| track.metrics.iter().map(move |one| (&track.track, one)))
        {
            let Some(metric) = area.metrics.get(result.metric) else { continue };
            let metric_id = format!("{}@{track}", metric.id);
            match &metric.value {
                MetricValue::People(steps) => {
                    for step_result in &result.steps {
                        let Some(step) = steps.get(step_result.step) else { continue };
                        let path = [competency.id.as_str(), &metric_id, step.id.as_str()];
                        shown.lines.insert(Subject::new("step", &path), step_result.met);
                        self.count(&step_result.counted, shown);
                    }
                }
                MetricValue::Measured { .. } => {
                    for holds in metric.value.holds() {
                        let meets = self.standings.meeting(holds);
                        let ids = self.people.ids().iter().enumerate().filter(|(place, _)| meets(*place));
                        shown.counted.extend(ids.map(|(_, id)| id.clone()));
                    }
                }
            }
        }
    }
}

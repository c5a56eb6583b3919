//! The engine's side: a world as it reads it, and its answer beside that of the oracle.

use tierwise_core::{CompetencyId, Day, Exact, PersonId, TrackId};
use tierwise_rules::{
    Absent, Facts, Figures, LevelStanding, Market, OptionResult, Outcome, PeopleBuilder, Programme, RequirementResult,
    ScoreStanding, Standing, Standings, Ways, read_catalogue,
};

use super::calendar::Date;
use super::judge::{Judged, Tried, Verdict};
use super::ratio::Ratio;
use super::scoring::Scored;
use super::world::World;
use super::write::{code, competency_id, track_id};

pub fn day(date: Date) -> Day {
    let (year, month, day) = date.parts();
    Day::new(year as i16, month as i8, day as i8).unwrap()
}

pub fn exact(ratio: Ratio) -> Exact {
    ratio.to_string().parse().unwrap()
}

pub fn programme(world: &World) -> Programme {
    read_catalogue(&world.catalogue()).unwrap_or_else(|mistakes| panic!("the world is no catalogue: {mistakes:#?}"))
}

pub fn facts(world: &World, programme: &Programme) -> Facts {
    let names: Vec<String> = (0..world.people.len()).map(|person| format!("p{person}")).collect();
    let order: Vec<usize> = (0..names.len()).collect();
    named_facts(world, programme, &names, &order)
}

/// The people under the given names, added in the given order.
pub fn named_facts(world: &World, programme: &Programme, names: &[String], order: &[usize]) -> Facts {
    let mut people = PeopleBuilder::new();
    for person in order {
        people.person(PersonId::new(names[*person].as_str()));
        for one in &world.people[*person] {
            people.skill(programme.skill(&code(one.skill)).unwrap(), one.completed.map(day), one.expires.map(day));
        }
    }
    let mut figures = Figures::new(if world.absent_is_zero { Absent::Zero } else { Absent::Unknown });
    for ((id, month), value) in &world.figures {
        figures.state(id.as_str(), month.map(day), exact(*value));
    }
    Facts {
        market: if world.is_developing { Market::Developing } else { Market::Developed },
        track: world.track.map(|track| TrackId::new(track_id(track))),
        figures,
        priority: world.priority.iter().map(|place| CompetencyId::new(competency_id(*place))).collect(),
        people: people.build(programme).unwrap(),
    }
}

pub fn standing(standings: &Standings, place: usize) -> Option<&Standing> {
    standings.competencies.iter().find(|standing| standing.competency == place)
}

/// What differs between the engine's standings and the oracle's verdicts.
pub fn compare(programme: &Programme, standings: &Standings, judged: &Judged) -> Result<(), String> {
    if !standings.is_exact {
        return Err("the search for an allocation was cut short".to_owned());
    }
    for (place, verdict) in judged.verdicts.iter().enumerate() {
        let differs = |what: String| Err(format!("{} on {}: {what}", competency_id(place), standings.day));
        let found = match (standing(standings, place).map(|standing| &standing.outcome), verdict) {
            (None, Verdict::NotInForce) => Ok(()),
            (Some(Outcome::Level(level)), Verdict::Level { attained, tried }) => {
                same_level(level, *attained, tried, judged.is_contested)
                    .and_then(|()| same_measures(programme, place, level, judged))
            }
            (Some(Outcome::Score(score)), Verdict::Score(scored)) => same_score(score, scored),
            (found, _) => Err(format!("engine {found:?}, oracle {verdict:?}")),
        };
        found.or_else(differs)?;
    }
    Ok(())
}

fn same_level(
    standing: &LevelStanding,
    attained: Option<(usize, usize)>,
    tried: &[Tried],
    is_contested: bool,
) -> Result<(), String> {
    let found = standing.attained_result().map(|result| (result.level, result.option));
    // Where people compete, it is not said which of two options of one level gets them.
    let is_same = if is_contested { found.map(|one| one.0) == attained.map(|one| one.0) } else { found == attained };
    if !is_same {
        return Err(format!("(level, option): engine {found:?}, oracle {attained:?}"));
    }
    for one in tried {
        let result = result(standing, one.option, one.level).ok_or(format!("the engine has no {one:?}"))?;
        if result.met != one.met {
            return Err(format!("option {} level {}: engine {}, oracle {}", one.option, one.level, result.met, one.met));
        }
        if !result.met && result.requirements.iter().all(|line| line.met) {
            return Err(format!("option {} level {} is not met and nothing is missing", one.option, one.level));
        }
    }
    Ok(())
}

pub fn result(standing: &LevelStanding, option: usize, level: usize) -> Option<&OptionResult> {
    standing.options.iter().find(|result| (result.option, result.level) == (option, level))
}

/// Figures, credentials and numbers of people that depend on figures: what is there and what is needed.
fn same_measures(programme: &Programme, place: usize, standing: &LevelStanding, judged: &Judged) -> Result<(), String> {
    for (option, level, number, measured) in judged.measured.iter().filter(|one| one.0 == place).map(|one| &one.1) {
        let Some(result) = result(standing, *option, *level) else { return Err("a result is missing".to_owned()) };
        let found = requirement(programme, place, result, *number);
        let found = found.ok_or(format!("option {option} level {level}: line {number} is not listed"))?;
        let is_same = |one: &Option<Exact>, other: Option<Ratio>| *one == other.map(exact);
        if found.met != measured.met
            || (measured.is_known && !(is_same(&found.needed, measured.needed) && is_same(&found.have, measured.have)))
        {
            return Err(format!("option {option} level {level} line {number}: engine {found:?}, oracle {measured:?}"));
        }
        if found.have.is_some() && found.needed.is_some() && !found.unknown.is_empty() {
            return Err(format!("line {number}: nothing is unknown, but {:?}", found.unknown));
        }
    }
    Ok(())
}

/// What the engine says about the line of a number.
pub fn requirement<'r>(
    programme: &Programme,
    place: usize,
    result: &'r OptionResult,
    number: usize,
) -> Option<&'r RequirementResult> {
    let Ways::Options(options) = &programme.competencies[place].ways else { return None };
    let lines = &options[result.option].requirements;
    result.requirements.iter().find(|found| lines[found.requirement].line as usize == number)
}

fn same_score(score: &ScoreStanding, scored: &Scored) -> Result<(), String> {
    for (place, (found, expected)) in score.tracks.iter().zip(&scored.tracks).enumerate() {
        let points: Vec<(usize, Option<Exact>)> =
            found.metrics.iter().map(|metric| (metric.metric, metric.points.clone())).collect();
        let right: Vec<(usize, Option<Exact>)> =
            expected.metrics.iter().map(|(metric, points)| (*metric, points.map(exact))).collect();
        if points != right || found.total != exact(expected.total) || found.qualified != expected.qualified {
            return Err(format!("track {place}: engine {found:?}, oracle {expected:?}"));
        }
        if found.metrics.iter().any(|metric| metric.points.is_some() != metric.unknown.is_empty()) {
            return Err(format!("track {place}: points and unknown figures contradict each other: {found:?}"));
        }
    }
    let found = (score.tracks.len(), score.used, score.level);
    let expected = (scored.tracks.len(), scored.used, scored.level);
    if found == expected { Ok(()) } else { Err(format!("(tracks, used, level): engine {found:?}, oracle {expected:?}")) }
}

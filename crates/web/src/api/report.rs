//! Standings, requirements and the skills report over the API: the numbers of the pages.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tierwise_app::desk::{Desk, LossView, Value};
use tierwise_core::access::Action;
use tierwise_core::{CompetencyId, Day, Exact, ProgrammeId};
use tierwise_i18n::Language;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Asked, At, Paged, Paging};
use crate::failure::{Failure, ProblemDetails};
use crate::pages::report::skills_query::SkillsQuery;
use crate::pages::report::{read_day, words};
use crate::site::{Asker, Site};

/// A programme that the company follows.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeAnswer {
    /// `solutions-partner-2026`
    pub id: String,
    pub name: String,
    /// What the programme calls a competency.
    pub noun: String,
}

/// Which day; today in the company's time zone if left out.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DayQuery {
    /// `2027-03-01`
    #[serde(default)]
    pub as_of: String,
}

/// Where a competency stands on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompetencyAnswer {
    pub id: String,
    pub name: String,
    /// `not-started`, `started`, `in-progress` or `qualified`.
    pub standing: &'static str,
    pub qualified: bool,
    /// The id of the attained level; `null` in score programmes and where none is attained.
    pub level: Option<String>,
    /// Exact points as text: `40`, `20/3`; `null` in level programmes.
    pub points: Option<String>,
    /// Points that qualify.
    pub threshold: Option<String>,
    pub people_counted: u64,
    pub people_needed: u64,
    /// The ids of figures that nobody entered.
    pub unknown: Vec<String>,
    /// What will be lost, if nobody acts.
    pub losses: Vec<LossAnswer>,
    /// The people without any one of whom a level or the qualification is lost; blank for callers who may not see names.
    pub rests_on: Vec<RestsOnAnswer>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RestsOnAnswer {
    pub user: Uuid,
    /// What is left without this person: a level's id or exact points.
    pub without: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LossAnswer {
    /// The first day of the lower standing.
    pub date: String,
    /// A level's id or exact points.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Sentences; blank for callers who may not see names.
    pub causes: Vec<String>,
}

/// One line of an option, or one step of a metric.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequirementAnswer {
    pub competency: String,
    /// `option/level/line` or `TRACK/METRIC/STEP`.
    pub requirement: String,
    pub text: String,
    /// Nothing when it depends on a figure that is unknown.
    pub needed: Option<String>,
    /// `null` when the figure is unknown.
    pub have: Option<String>,
    /// `met`, `open` or `unknown`.
    pub state: &'static str,
    /// The ids of the people who count, up to 1000; blank for callers who may not see names.
    pub counted: Vec<Uuid>,
}

/// A row of the skills report, with the columns of the download.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkillsRowAnswer {
    /// `null` where nobody here is linked to the profile.
    pub user: Option<Uuid>,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub mcid: String,
    pub skill_type: String,
    pub skill: String,
    pub code: String,
    pub completed: String,
    /// `null` is unknown.
    pub expires: Option<String>,
    /// `counted`, `ending`, `incomplete`, `not-linked`, `expired` or `not-counted`.
    pub status: &'static str,
    pub status_text: String,
    pub associated_in_pmc: bool,
    pub associated_in_pc: bool,
    pub relevant: String,
    pub counted_for: String,
    pub location: String,
}

/// The programmes that the company follows, the main one first.
#[utoipa::path(get, path = "/api/v1/programmes", tag = "report",
    responses((status = 200, body = Vec<ProgrammeAnswer>), (status = 404, body = ProblemDetails)))]
pub(crate) async fn programmes(State(site): State<Site>, asker: Asker) -> Result<Json<Vec<ProgrammeAnswer>>, Failure> {
    asker.caller.see(Action::SeeStandings)?;
    let company = site.app.own_company(&asker.caller).await?;
    let l = asker.language;
    let found = company.partner.programmes.iter().filter_map(|id| site.app.programme(id));
    let answers = found.map(|programme| ProgrammeAnswer {
        id: programme.id.to_string(),
        name: tierwise_app::in_language(&programme.name, l).to_owned(),
        noun: tierwise_app::in_language(&programme.noun, l).to_owned(),
    });
    Ok(Json(answers.collect()))
}

/// Where every competency stands, and what will be lost.
#[utoipa::path(get, path = "/api/v1/programmes/{programme}/competencies", tag = "report",
    params(("programme" = String, Path), DayQuery),
    responses((status = 200, body = Vec<CompetencyAnswer>), (status = 404, body = ProblemDetails), (status = 409, body = ProblemDetails)))]
pub(crate) async fn competencies(
    State(site): State<Site>,
    asker: Asker,
    At(programme): At<String>,
    Asked(asked): Asked<DayQuery>,
) -> Result<Json<Vec<CompetencyAnswer>>, Failure> {
    let desk =
        site.app.desk(&asker.caller, Action::SeeStandings, &ProgrammeId::new(programme), read_day(&asked.as_of)?).await?;
    let names = asker.caller.may(Action::SeeWhoCounts);
    let l = asker.language;
    let answers = desk.overview().competencies.iter().map(|view| CompetencyAnswer {
        id: view.competency.to_string(),
        name: tierwise_app::in_language(&view.name, l).to_owned(),
        standing: view.standing.code(),
        qualified: view.value.qualified(),
        level: view.level.as_ref().map(ToString::to_string),
        points: match &view.value {
            Value::Points { total, .. } => Some(total.to_string()),
            Value::Level(_) | Value::NotInForce => None,
        },
        threshold: view.threshold.as_ref().map(Exact::to_string),
        people_counted: view.bar.have,
        people_needed: view.bar.needed,
        unknown: view.unknown.clone(),
        losses: view.losses.iter().map(|loss| self::loss(l, &desk, loss, names)).collect(),
        rests_on: if names { rests_on(&desk, &view.competency) } else { Vec::new() },
    });
    Ok(Json(answers.collect()))
}

fn loss(l: Language, desk: &Desk, loss: &LossView, names: bool) -> LossAnswer {
    LossAnswer {
        date: loss.day.to_string(),
        from: worth(&loss.from),
        to: worth(&loss.to),
        causes: if names { words::causes(l, desk, loss) } else { Vec::new() },
    }
}

fn rests_on(desk: &Desk, competency: &CompetencyId) -> Vec<RestsOnAnswer> {
    let people = desk.rests_on(competency).into_iter();
    people.map(|one| RestsOnAnswer { user: one.user.uuid(), without: worth(&one.without) }).collect()
}

fn worth(value: &Value) -> Option<String> {
    match value {
        Value::Level(level) => level.as_ref().map(ToString::to_string),
        Value::Points { total, .. } => Some(total.to_string()),
        Value::NotInForce => None,
    }
}

/// Every requirement of every competency: met or open, and who counts.
#[utoipa::path(get, path = "/api/v1/programmes/{programme}/requirements", tag = "report",
    params(("programme" = String, Path), DayQuery),
    responses((status = 200, body = Vec<RequirementAnswer>), (status = 404, body = ProblemDetails), (status = 409, body = ProblemDetails)))]
pub(crate) async fn requirements(
    State(site): State<Site>,
    asker: Asker,
    At(programme): At<String>,
    Asked(asked): Asked<DayQuery>,
) -> Result<Json<Vec<RequirementAnswer>>, Failure> {
    let desk =
        site.app.desk(&asker.caller, Action::SeeStandings, &ProgrammeId::new(programme), read_day(&asked.as_of)?).await?;
    let names = asker.caller.may(Action::SeeWhoCounts);
    let l = asker.language;
    let found = desk.requirements(if names { 1000 } else { 0 });
    let lines = found.iter().flat_map(|view| view.parts.iter().flat_map(|part| &part.lines).map(move |line| (view, line)));
    let answers = lines.map(|(view, line)| RequirementAnswer {
        competency: view.competency.to_string(),
        requirement: line.key.clone(),
        text: l.tell(&line.text),
        needed: line.needed.as_ref().map(Exact::to_string),
        have: line.have.as_ref().map(Exact::to_string),
        state: line.state.code(),
        counted: if names { line.who.users.iter().map(|user| user.uuid()).collect() } else { Vec::new() },
    });
    Ok(Json(answers.collect()))
}

/// The rows of the skills report: one per achievement of a skill that some rule names.
#[utoipa::path(get, path = "/api/v1/programmes/{programme}/skills-report", tag = "report",
    params(("programme" = String, Path), SkillsQuery, Paging),
    responses((status = 200, body = Paged<SkillsRowAnswer>), (status = 404, body = ProblemDetails), (status = 409, body = ProblemDetails)))]
pub(crate) async fn skills_report(
    State(site): State<Site>,
    asker: Asker,
    At(programme): At<String>,
    Asked(asked): Asked<SkillsQuery>,
    Asked(paging): Asked<Paging>,
) -> Result<Json<Paged<SkillsRowAnswer>>, Failure> {
    let day: Option<Day> = read_day(&asked.as_of)?;
    let desk = site.app.desk(&asker.caller, Action::SeeSkillsData, &ProgrammeId::new(programme), day).await?;
    let Paging { page, per_page } = paging.checked()?;
    let mut query = asked.rows(usize::try_from(per_page).unwrap_or(1));
    query.page = usize::try_from(page).unwrap_or(usize::MAX);
    let found = desk.rows(&query, asker.language);
    // A page behind the last one is empty, so that a program that counts up comes to an end.
    let is_behind = found.page < query.page;
    let items = found.rows.iter().filter(|_| !is_behind).map(|row| SkillsRowAnswer {
        user: row.user.map(tierwise_core::UserId::uuid),
        first_name: row.first_name.to_owned(),
        last_name: row.last_name.to_owned(),
        email: row.email.to_owned(),
        mcid: row.mcid.to_owned(),
        skill_type: row.skill_type.to_string(),
        skill: row.skill.to_owned(),
        code: row.code.to_owned(),
        completed: row.completed.to_string(),
        expires: row.expires.map(|last| last.to_string()),
        status: row.status.code(),
        status_text: row.status_text.to_string(),
        associated_in_pmc: row.associated_in_pmc,
        associated_in_pc: row.associated_in_pc,
        relevant: row.relevant.to_string(),
        counted_for: row.counted_for.to_string(),
        location: row.location.to_owned(),
    });
    Ok(Json(Paged { items: items.collect(), total: found.total as u64, page, per_page }))
}

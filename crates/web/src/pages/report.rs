//! Competencies, and the competency performance report with its tabs.

pub(crate) mod course;
mod history;
mod requirements;
mod skills;
pub(crate) mod skills_query;
mod training;
pub(crate) mod words;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::desk::Desk;
use tierwise_app::service::AppError;
use tierwise_core::access::Action;
use tierwise_core::{Day, ProgrammeId};
use tierwise_i18n::{Language, Message};

pub(crate) use history::history;
pub(crate) use requirements::requirements;
pub(crate) use skills::skills;
pub(crate) use training::training;

use crate::api::{Asked, At};
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Frame, day, query, render, sentence};
use crate::pages::bad_day;
use crate::pages::home::{StandingView, standings};
use crate::site::{Asker, Site};

/// Another day than today.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AsOf {
    pub as_of: String,
    pub sort: String,
    pub order: String,
}

impl AsOf {
    pub fn day(&self) -> Result<Option<Day>, AppError> {
        read_day(&self.as_of)
    }
}

/// A day of a query; blank is today.
pub(crate) fn read_day(text: &str) -> Result<Option<Day>, AppError> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| bad_day("as_of")),
    }
}

/// The head of the report: title, day, tabs, downloads.
pub(crate) struct Head {
    pub name: String,
    pub tabs: Vec<Tab>,
    pub as_of: String,
    pub lead: String,
    pub banner: String,
    pub xlsx: Option<String>,
    pub csv: Option<String>,
    pub standings: String,
}

pub(crate) struct Tab {
    pub href: String,
    pub label: String,
    pub current: bool,
}

impl Head {
    /// `current`: the tab's word in its address.
    pub fn new(asker: &Asker, desk: &Desk, current: &str, as_of: &str) -> Self {
        let l = asker.language;
        let base = format!("/programmes/{}", desk.programme().id);
        let values = [("as_of", as_of)];
        let name = tierwise_app::in_language(&desk.programme().name, l).to_owned();
        let tabs = [
            ("skills", "web-tab-skills", Action::SeeSkillsData),
            ("summary", "web-tab-summary", Action::SeeStandings),
            ("requirements", "web-tab-requirements", Action::SeeStandings),
            ("training", "web-tab-training", Action::SeeWhoCounts),
            ("history", "web-tab-history", Action::SeeStandings),
        ];
        let tabs = tabs.into_iter().filter(|(.., action)| asker.caller.may(*action)).map(|(word, key, _)| Tab {
            href: query(&format!("{base}/report/{word}"), &values),
            label: l.text(key),
            current: word == current,
        });
        let download = |format: &str| {
            let url = query(&format!("{base}/skills-report"), &[("format", format), ("as_of", as_of)]);
            asker.caller.may(Action::SeeSkillsData).then_some(url)
        };
        let lead = Message::new("web-report-lead").with("programme", name.as_str()).with("day", day(l, desk.day()));
        Self {
            tabs: tabs.collect(),
            as_of: if as_of.is_empty() { desk.day().to_string() } else { as_of.to_owned() },
            lead: l.tell(&lead),
            banner: desk.not_in_force().map(|banner| sentence(&l.tell(&banner))).unwrap_or_default(),
            xlsx: download("xlsx"),
            csv: download("csv"),
            standings: query(&format!("{base}/standings"), &values),
            name,
        }
    }
}

/// The desk of a path, or the page that is shown instead of a report.
pub(crate) enum Opened {
    Desk(Arc<Desk>),
    Instead(Response),
}

pub(crate) async fn open(
    site: &Site,
    asker: &Asker,
    action: Action,
    programme: &str,
    as_of: Option<Day>,
) -> Result<Opened, Failure> {
    match site.app.desk(&asker.caller, action, &ProgrammeId::new(programme), as_of).await {
        Ok(desk) if desk.has_skills_data() => Ok(Opened::Desk(desk)),
        Ok(_) => Ok(Opened::Instead(no_skills_data(site, asker).await?)),
        Err(AppError::NotEnrolled) => Ok(Opened::Instead(not_enrolled(site, asker).await?)),
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "instead.html")]
struct InsteadPage {
    l: Language,
    frame: Frame,
    enrolled: bool,
    may_import: bool,
    runs_installation: bool,
}

async fn instead(site: &Site, asker: &Asker, title: &'static str, enrolled: bool) -> Result<Response, Failure> {
    let frame = frame(site, asker, title).await?;
    let (may_import, runs_installation) = (asker.caller.may(Action::Import), asker.caller.may(Action::RunInstallation));
    let page = InsteadPage { l: asker.language, frame, enrolled, may_import, runs_installation };
    Ok(Html(render(&page)).into_response())
}

/// How to enrol, instead of a report.
pub(crate) async fn not_enrolled(site: &Site, asker: &Asker) -> Result<Response, Failure> {
    instead(site, asker, "web-problem-not-enrolled", false).await
}

/// The published sentence, its two causes and what to do.
pub(crate) async fn no_skills_data(site: &Site, asker: &Asker) -> Result<Response, Failure> {
    instead(site, asker, "web-no-skills-title", true).await
}

#[derive(Template)]
#[template(path = "competencies.html")]
struct CompetenciesPage {
    l: Language,
    frame: Frame,
    head: Head,
    programme: Standings,
    sorts: Vec<Tab>,
    report: String,
    doubt: String,
}

/// The rows of the table of standings, under the name that it includes.
struct Standings {
    name: String,
    rows: Vec<StandingView>,
}

pub(crate) async fn competencies(
    State(site): State<Site>,
    asker: Asker,
    At(programme): At<String>,
    Asked(asked): Asked<AsOf>,
) -> Result<Response, Failure> {
    let desk = match open(&site, &asker, Action::SeeStandings, &programme, asked.day()?).await? {
        Opened::Desk(desk) => desk,
        Opened::Instead(page) => return Ok(page),
    };
    let l = asker.language;
    let losses = desk.overview().competencies.iter().map(|view| view.next_loss().map(|loss| loss.day));
    let mut rows: Vec<(Option<Day>, StandingView)> = losses.zip(standings(l, &desk)).collect();
    match asked.sort.as_str() {
        "name" => rows.sort_by_cached_key(|(_, row)| row.name.to_lowercase()),
        "standing" => rows.sort_by_cached_key(|(_, row)| row.standing.clone()),
        // What stays comes last.
        "next" => rows.sort_by_key(|(next, _)| (next.is_none(), *next)),
        _ => {}
    }
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let sorts = [("", "web-sort-catalogue"), ("name", "web-name"), ("standing", "web-standing"), ("next", "web-next-change")];
    let sorts = sorts.into_iter().map(|(sort, label)| Tab {
        href: query(&format!("/programmes/{programme}/competencies"), &[("sort", sort), ("as_of", &asked.as_of)]),
        label: l.text(label),
        current: sort == asked.sort,
    });
    let head = Head::new(&asker, &desk, "", &asked.as_of);
    let first = if asker.caller.may(Action::SeeSkillsData) { "skills" } else { "summary" };
    let doubts = desk.programme().doubt.as_ref().map(|doubt| tierwise_app::in_language(doubt, l).to_owned());
    let page = CompetenciesPage {
        l,
        frame: frame(&site, &asker, "web-nav-competencies").await?,
        report: query(&format!("/programmes/{programme}/report/{first}"), &[("as_of", &asked.as_of)]),
        programme: Standings { name: head.name.clone(), rows },
        sorts: sorts.collect(),
        head,
        doubt: doubts.unwrap_or_default(),
    };
    Ok(Html(render(&page)).into_response())
}

#[derive(Template)]
#[template(path = "summary.html")]
struct SummaryPage {
    l: Language,
    frame: Frame,
    head: Head,
    programme: Standings,
    people: u64,
    people_counted: u64,
    rows: u64,
    rows_counted: u64,
    tone: &'static str,
    headline: String,
    saved: String,
    names: bool,
    losses: Vec<LossLine>,
}

struct LossLine {
    day: String,
    name: String,
    from: String,
    to: String,
    saved: String,
    causes: Vec<String>,
}

/// Counts only; names stand elsewhere, for those who may see them.
pub(crate) async fn summary(
    State(site): State<Site>,
    asker: Asker,
    At(programme): At<String>,
    Asked(asked): Asked<AsOf>,
) -> Result<Response, Failure> {
    let desk = match open(&site, &asker, Action::SeeStandings, &programme, asked.day()?).await? {
        Opened::Desk(desk) => desk,
        Opened::Instead(page) => return Ok(page),
    };
    let l = asker.language;
    let overview = desk.overview();
    let names = asker.caller.may(Action::SeeWhoCounts);
    let losses = desk.losses().iter().map(|loss| LossLine {
        day: day(l, loss.day),
        name: tierwise_app::in_language(&loss.name, l).to_owned(),
        from: words::value_text(l, &loss.from),
        to: words::value_text(l, &loss.to),
        saved: words::saved(l, Some(loss)),
        causes: if names { words::causes(l, &desk, loss) } else { Vec::new() },
    });
    let head = Head::new(&asker, &desk, "summary", &asked.as_of);
    let page = SummaryPage {
        l,
        frame: frame(&site, &asker, "web-nav-report").await?,
        programme: Standings { name: head.name.clone(), rows: standings(l, &desk) },
        head,
        people: overview.people as u64,
        people_counted: overview.people_counted as u64,
        rows: overview.rows as u64,
        rows_counted: overview.rows_counted as u64,
        tone: words::headline_tone(overview),
        headline: sentence(&l.tell(&overview.headline)),
        saved: words::saved(l, overview.worst.as_ref()),
        names,
        losses: losses.take(50).collect(),
    };
    Ok(Html(render(&page)).into_response())
}

//! The tab Requirements: what is met, what is open, who counts and who nearly does.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use tierwise_app::desk::{CatalogueText, Desk, LineView, Near, NearReason, PartView, RequirementsView};
use tierwise_core::access::Action;
use tierwise_core::{CompetencyId, Exact, UserId};
use tierwise_i18n::{Language, Message};

use super::words::{level_text, line_state, value_text};
use super::{AsOf, Head, Opened, open};
use crate::api::{Asked, At};
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Frame, render, sentence};
use crate::site::{Asker, Site};

#[derive(Template)]
#[template(path = "requirements.html")]
struct RequirementsPage {
    l: Language,
    frame: Frame,
    head: Head,
    names: bool,
    links: bool,
    competencies: Vec<CompetencyView>,
}

struct CompetencyView {
    id: String,
    name: String,
    value: String,
    tone: &'static str,
    rests_on: Vec<Named>,
    parts: Vec<Part>,
    doubts: Vec<String>,
}

struct Part {
    name: String,
    note: String,
    tone: &'static str,
    state: String,
    used: bool,
    lines: Vec<Line>,
    doubts: Vec<String>,
}

struct Line {
    text: String,
    needed: String,
    have: String,
    tone: &'static str,
    state: String,
    people: Vec<Named>,
    more: String,
    near: Vec<Named>,
    doubts: Vec<String>,
}

struct Named {
    href: String,
    name: String,
    note: String,
}

/// So many people are named at each line.
const NAMED: usize = 12;

pub(crate) async fn requirements(
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
    let names = asker.caller.may(Action::SeeWhoCounts);
    let found = desk.requirements(if names { NAMED } else { 0 });
    let page = RequirementsPage {
        l,
        frame: frame(&site, &asker, "web-tab-requirements").await?,
        head: Head::new(&asker, &desk, "requirements", &asked.as_of),
        names,
        links: asker.caller.may(Action::SeeSkillsData),
        competencies: found.iter().map(|view| competency(l, &desk, view, names)).collect(),
    };
    Ok(Html(render(&page)).into_response())
}

fn texts(l: Language, texts: &[CatalogueText]) -> Vec<String> {
    texts.iter().map(|text| tierwise_app::in_language(text, l).to_owned()).collect()
}

fn competency(l: Language, desk: &Desk, view: &RequirementsView, names: bool) -> CompetencyView {
    CompetencyView {
        id: view.competency.to_string(),
        name: tierwise_app::in_language(&view.name, l).to_owned(),
        value: value_text(l, &view.value),
        tone: if view.value.qualified() { "good" } else { "" },
        rests_on: if names { rests_on(l, desk, &view.competency) } else { Vec::new() },
        parts: view.parts.iter().map(|part| self::part(l, desk, part, names)).collect(),
        doubts: texts(l, &view.doubts),
    }
}

/// Whoever alone keeps the level, with what is left without them.
fn rests_on(l: Language, desk: &Desk, competency: &CompetencyId) -> Vec<Named> {
    let people = desk.rests_on(competency).into_iter();
    people.map(|one| named(desk, one.user, value_text(l, &one.without))).collect()
}

fn named(desk: &Desk, user: UserId, note: String) -> Named {
    Named { href: format!("/people/{user}"), name: desk.name_of(user), note }
}

fn part(l: Language, desk: &Desk, part: &PartView, names: bool) -> Part {
    let (tone, state) = line_state(l, part.state);
    let level = part.level.as_ref().map(|level| level_text(l, level.as_str()));
    let track = part.track.as_ref().map(|track| track_text(l, track.as_str())).filter(|track| !track.is_empty());
    let points = part.max.as_ref().map(|max| match &part.points {
        Some(points) => l.tell(&Message::new("web-points-of").with("points", points).with("max", max)),
        None => l.text("web-points-unknown"),
    });
    let note: Vec<String> = [level, track, points].into_iter().flatten().collect();
    Part {
        name: tierwise_app::in_language(&part.name, l).to_owned(),
        note: note.join(" · "),
        tone,
        state,
        used: part.used,
        lines: part.lines.iter().map(|line| self::line(l, desk, line, names)).collect(),
        doubts: texts(l, &part.doubts),
    }
}

/// `single` says nothing.
fn track_text(l: Language, track: &str) -> String {
    match track {
        "single" => String::new(),
        "enterprise" => l.text("web-track-enterprise"),
        "smb" => l.text("web-track-smb"),
        other => other.to_owned(),
    }
}

fn line(l: Language, desk: &Desk, line: &LineView, names: bool) -> Line {
    let (tone, state) = line_state(l, line.state);
    let shown = line.who.users.iter().take(NAMED);
    let more = line.who.total.saturating_sub(line.who.users.len().min(NAMED));
    let near = line.near.iter().filter(|_| names).map(|near| named(desk, near.user, near_text(l, desk, near)));
    Line {
        text: sentence(&l.tell(&line.text)),
        needed: needed(l, line),
        have: line.have.as_ref().map_or_else(|| l.text("web-unknown"), Exact::rounded),
        tone,
        state,
        people: if names { shown.map(|user| named(desk, *user, String::new())).collect() } else { Vec::new() },
        more: if names && more > 0 { l.tell(&Message::new("web-and-more").with("count", more)) } else { String::new() },
        near: near.collect(),
        doubts: texts(l, &line.doubts),
    }
}

fn needed(l: Language, line: &LineView) -> String {
    let needed = line.needed.as_ref().map_or_else(|| "?".to_owned(), Exact::rounded);
    if line.at_most { l.say(&Message::new("web-at-most").with("needed", needed)) } else { needed }
}

/// The one thing that somebody lacks, or what can be done about it.
fn near_text(l: Language, desk: &Desk, near: &Near) -> String {
    match &near.reason {
        NearReason::Missing(skill) => l.tell(&Message::new("web-near-missing").with("skill", skill.as_str())),
        NearReason::Fails { fact, skill, .. } => {
            let fix = desk.ladder(*fact).and_then(|ladder| ladder.fix).map(|fix| sentence(&l.tell(&fix.what)));
            fix.unwrap_or_else(|| skill.to_string())
        }
    }
}

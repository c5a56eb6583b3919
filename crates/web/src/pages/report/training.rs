//! The tab Training: who holds what, and how much of it counts.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::desk::RowQuery;
use tierwise_core::UserId;
use tierwise_core::access::Action;
use tierwise_i18n::Language;

use super::{Head, Opened, open, read_day};
use crate::api::{Asked, At};
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Frame, Pager, Sorting, cut, render};
use crate::site::{Asker, Site};

const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "training.html")]
struct TrainingPage {
    l: Language,
    frame: Frame,
    head: Head,
    search: String,
    heads: Vec<Sorting>,
    people: Vec<PersonView>,
    pager: Pager,
    links: bool,
}

#[derive(Default)]
struct PersonView {
    href: String,
    name: String,
    held: usize,
    counted: usize,
    skills: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TrainingQuery {
    search: String,
    sort: String,
    order: String,
    page: usize,
    as_of: String,
}

pub(crate) async fn training(
    State(site): State<Site>,
    asker: Asker,
    At(programme): At<String>,
    Asked(asked): Asked<TrainingQuery>,
) -> Result<Response, Failure> {
    let desk = match open(&site, &asker, Action::SeeWhoCounts, &programme, read_day(&asked.as_of)?).await? {
        Opened::Desk(desk) => desk,
        Opened::Instead(page) => return Ok(page),
    };
    let l = asker.language;
    let found = desk.rows(&RowQuery { search: asked.search.clone(), per_page: usize::MAX, ..RowQuery::default() }, l);
    let mut people: BTreeMap<UserId, PersonView> = BTreeMap::new();
    for row in &found.rows {
        let Some(user) = row.user else { continue };
        let person = people.entry(user).or_default();
        if person.held == 0 {
            person.href = format!("/people/{user}");
            person.name = desk.name_of(user);
        }
        person.held += 1;
        person.counted += usize::from(row.status.counts());
        if person.skills.len() < SKILLS {
            person.skills.push(row.skill.to_owned());
        }
    }
    let mut people: Vec<PersonView> = people.into_values().collect();
    let sort = if asked.sort.is_empty() { "name" } else { &asked.sort };
    people.sort_by_cached_key(|person| {
        let number = match sort {
            "held" => person.held,
            "counted" => person.counted,
            _ => 0,
        };
        (number, person.name.to_lowercase())
    });
    let descending = asked.order == "descending";
    if descending {
        people.reverse();
    }
    let path = format!("/programmes/{programme}/report/training");
    let values = [("search", asked.search.as_str()), ("sort", &asked.sort), ("order", &asked.order), ("as_of", &asked.as_of)];
    let head = |key: &str, label: &'static str| Sorting::new(l.text(label), key, &path, &values, sort, descending);
    let page = TrainingPage {
        l,
        frame: frame(&site, &asker, "web-tab-training").await?,
        head: Head::new(&asker, &desk, "training", &asked.as_of),
        heads: vec![head("name", "web-name"), head("held", "web-held"), head("counted", "web-counted")],
        pager: Pager::new(l, &path, &values, asked.page.max(1), PER_PAGE, people.len()),
        people: cut(people, asked.page.max(1), PER_PAGE),
        links: asker.caller.may(Action::SeeSkillsData),
        search: asked.search,
    };
    Ok(Html(render(&page)).into_response())
}

/// So many skills of a person are named.
const SKILLS: usize = 6;

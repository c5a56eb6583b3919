//! The tab User skills data: the skills report on screen.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use tierwise_app::desk::{AssociationFilter, Desk, Row, RowStatus, SortKey};
use tierwise_core::access::Action;
use tierwise_i18n::{Language, Message};

use super::skills_query::SkillsQuery;
use super::words::row_status;
use super::{Head, Opened, open, read_day};
use crate::api::{Asked, At};
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Frame, Pager, Sorting, day, render, sentence};
use crate::site::{Asker, Site};

const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "skills.html")]
struct SkillsPage {
    l: Language,
    frame: Frame,
    head: Head,
    search: String,
    statuses: Vec<Choice>,
    competencies: Vec<Choice>,
    associations: Vec<Choice>,
    sort: String,
    order: String,
    heads: Vec<Sorting>,
    rows: Vec<RowView>,
    count: String,
    pager: Pager,
    clear: String,
}

struct RowView {
    href: Option<String>,
    name: String,
    email: String,
    mcid: String,
    skill: String,
    kind: String,
    completed: String,
    expires: String,
    pmc: bool,
    pc: bool,
    relevant: String,
    counted_for: String,
    tone: &'static str,
    status: String,
    detail: String,
}

pub(crate) async fn skills(
    State(site): State<Site>,
    asker: Asker,
    At(programme): At<String>,
    Asked(asked): Asked<SkillsQuery>,
) -> Result<Response, Failure> {
    let desk = match open(&site, &asker, Action::SeeSkillsData, &programme, read_day(&asked.as_of)?).await? {
        Opened::Desk(desk) => desk,
        Opened::Instead(page) => return Ok(page),
    };
    let l = asker.language;
    let query = asked.rows(PER_PAGE);
    let found = desk.rows(&query, l);
    let path = format!("/programmes/{programme}/report/skills");
    let values = [
        ("search", asked.search.as_str()),
        ("status", &asked.status),
        ("competency", &asked.competency),
        ("association", &asked.association),
        ("sort", &asked.sort),
        ("order", &asked.order),
        ("as_of", &asked.as_of),
    ];
    let head = |key: SortKey, label: &'static str| {
        Sorting::new(l.text(label), key.code(), &path, &values, query.sort.code(), query.descending)
    };
    let heads: Vec<Sorting> = HEADS.into_iter().map(|(key, label)| head(key, label)).collect();
    let count = Message::new("web-rows-people").with("rows", found.total).with("people", found.people);
    let page = SkillsPage {
        l,
        frame: frame(&site, &asker, "web-tab-skills").await?,
        head: Head::new(&asker, &desk, "skills", &asked.as_of),
        statuses: choices(l, RowStatus::ALL.map(|status| (status.code(), l.text(row_status(status).1))), &asked.status),
        competencies: competencies(l, &desk, &asked.competency),
        associations: choices(
            l,
            AssociationFilter::ALL.map(|filter| (filter.code(), l.text(association(filter)))),
            &asked.association,
        ),
        heads,
        count: l.tell(&count),
        pager: Pager::new(l, &path, &values, found.page, PER_PAGE, found.total),
        rows: found.rows.iter().map(|row| view(l, row)).collect(),
        clear: crate::page::query(&path, &[("as_of", &asked.as_of)]),
        search: asked.search,
        sort: asked.sort,
        order: asked.order,
    };
    Ok(Html(render(&page)).into_response())
}

/// The columns of the page that sort it, in their order; relevance stands behind them.
const HEADS: [(SortKey, &str); 8] = [
    (SortKey::Name, "web-name"),
    (SortKey::Mcid, "report-column-mcid"),
    (SortKey::Skill, "report-column-skill"),
    (SortKey::Status, "report-column-status"),
    (SortKey::Completed, "report-column-completed"),
    (SortKey::Expires, "report-column-expires"),
    (SortKey::AssociatedInPmc, "report-column-associated-in-pmc"),
    (SortKey::AssociatedInPc, "report-column-associated-in-pc"),
];

fn association(filter: AssociationFilter) -> &'static str {
    match filter {
        AssociationFilter::PmcOnly => "web-association-pmc-only",
        AssociationFilter::Pc => "web-association-pc",
        AssociationFilter::None => "web-association-none",
    }
}

fn choices<const N: usize>(l: Language, words: [(&'static str, String); N], chosen: &str) -> Vec<Choice> {
    let any = ("", l.text("web-any"));
    let words = std::iter::once(any).chain(words);
    words.map(|(value, label)| Choice { value: value.to_owned(), chosen: value == chosen, label }).collect()
}

fn competencies(l: Language, desk: &Desk, chosen: &str) -> Vec<Choice> {
    let any = Choice { value: String::new(), label: l.text("web-any"), chosen: chosen.is_empty() };
    let all = desk.programme().competencies.iter().map(|competency| Choice {
        value: competency.id.to_string(),
        label: tierwise_app::in_language(&competency.name, l).to_owned(),
        chosen: competency.id.as_str() == chosen,
    });
    std::iter::once(any).chain(all).collect()
}

fn view(l: Language, row: &Row<'_>) -> RowView {
    let (tone, status) = row_status(row.status);
    let until = row.until.map(|(last, _)| l.tell(&Message::new("web-until").with("day", day(l, last))));
    let detail = if row.status.counts() { until.unwrap_or_default() } else { sentence(&row.status_text) };
    RowView {
        href: row.user.map(|user| format!("/people/{user}")),
        name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
        email: row.email.to_owned(),
        mcid: row.mcid.to_owned(),
        skill: row.skill.to_owned(),
        kind: format!("{} {}", row.skill_type, row.code),
        completed: day(l, row.completed),
        expires: row.expires.map_or_else(|| l.text("web-unknown"), |last| day(l, last)),
        pmc: row.associated_in_pmc,
        pc: row.associated_in_pc,
        relevant: row.relevant.to_string(),
        counted_for: row.counted_for.to_string(),
        tone,
        status: l.text(status),
        detail,
    }
}

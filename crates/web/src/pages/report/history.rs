//! The tab History: the standings of the past twelve months, as known now.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use tierwise_core::access::Action;
use tierwise_core::{Day, ProgrammeId};
use tierwise_i18n::Language;

use super::words::value_text;
use super::{AsOf, Head, Opened, open};
use crate::api::{Asked, At};
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Frame, day, render};
use crate::site::{Asker, Site};

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    l: Language,
    frame: Frame,
    head: Head,
    days: Vec<String>,
    rows: Vec<RowView>,
    imports: bool,
}

struct RowView {
    name: String,
    values: Vec<(bool, String)>,
}

/// The first of so many months, and the day itself.
const MONTHS: i32 = 12;

pub(crate) async fn history(
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
    let id = ProgrammeId::new(programme.as_str());
    let mut days = vec![desk.day()];
    days.extend((0..MONTHS).filter_map(|back| {
        let month = desk.day().plus_months(-back);
        Day::new(month.year(), month.month(), 1).filter(|first| *first < desk.day())
    }));
    let mut standings = Vec::new();
    for on in &days {
        standings.push(site.app.standings_on(&asker.caller, &id, *on).await?);
    }
    let rows = desk.overview().competencies.iter().map(|view| RowView {
        name: tierwise_app::in_language(&view.name, l).to_owned(),
        values: standings
            .iter()
            .map(|on| match on.iter().find(|(competency, _)| *competency == view.competency) {
                Some((_, value)) => (value.qualified(), value_text(l, value)),
                None => (false, l.text("web-not-in-force")),
            })
            .collect(),
    });
    let page = HistoryPage {
        l,
        frame: frame(&site, &asker, "web-tab-history").await?,
        head: Head::new(&asker, &desk, "history", &asked.as_of),
        rows: rows.collect(),
        days: days.into_iter().map(|on| day(l, on)).collect(),
        imports: asker.caller.may(Action::Import),
    };
    Ok(Html(render(&page)).into_response())
}

//! Imports: upload an export, look at what it would change, apply it, undo it.

mod view;

use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::importing::Keep;
use tierwise_app::service::{AppError, Upload};
use tierwise_core::BatchId;
use tierwise_core::access::Action;
use tierwise_i18n::{Language, Message};
use uuid::Uuid;

use self::view::{ImportRow, PreviewView};
use crate::api::imports::state;
use crate::api::{Asked, At};
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Errors, Frame, Pager, Sorting, cut, render};
use crate::pages::{go, pairs};
use crate::site::{Asker, Site};

const PER_PAGE: usize = 25;

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    imports: Vec<ImportRow>,
    heads: Vec<Sorting>,
    states: Vec<Choice>,
    is_filtered: bool,
    sort: String,
    order: String,
    pager: Pager,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ImportQuery {
    state: String,
    sort: String,
    order: String,
    page: String,
}

pub(crate) async fn list(
    State(site): State<Site>,
    asker: Asker,
    Asked(query): Asked<ImportQuery>,
) -> Result<Html<String>, Failure> {
    Ok(Html(imports(&site, &asker, query, Errors::default()).await?))
}

async fn imports(site: &Site, asker: &Asker, asked: ImportQuery, errors: Errors) -> Result<String, Failure> {
    let l = asker.language;
    let mut found = site.app.imports(&asker.caller).await?;
    let roster = site.app.roster(&asker.caller, Action::Import).await?;
    let clock = site.clock(asker).await?;
    found.retain(|view| asked.state.is_empty() || state(view.import.state, view.interrupted) == asked.state);
    let sort = if asked.sort.is_empty() { "when" } else { &asked.sort };
    // The newest first, unless the other order is asked for.
    let descending = asked.order == "descending" || (asked.sort.is_empty() && asked.order.is_empty());
    found.sort_by_cached_key(|view| {
        let name = if sort == "file" { view.import.file_name.to_lowercase() } else { String::new() };
        (name, view.import.uploaded_at, view.import.id)
    });
    if descending {
        found.reverse();
    }
    let total = found.len();
    let page = asked.page.parse().unwrap_or(1);
    let values = [("state", asked.state.as_str()), ("sort", &asked.sort), ("order", &asked.order)];
    let head = |key: &str, label: &'static str| Sorting::new(l.text(label), key, "/imports", &values, sort, descending);
    let heads = vec![head("file", "web-import-file"), head("when", "web-when")];
    let pager = Pager::new(l, "/imports", &values, page, PER_PAGE, total);
    let states = ["", "previewed", "applying", "interrupted", "applied", "undone", "cancelled"].map(|word| Choice {
        value: word.to_owned(),
        label: if word.is_empty() { l.text("web-any") } else { view::state_text(l, word).1 },
        chosen: word == asked.state,
    });
    let rows = cut(found, page, PER_PAGE);
    let imports = rows.iter().map(|row| ImportRow::new(l, row, &roster, &clock)).collect();
    let frame = frame(site, asker, "web-nav-imports").await?;
    let is_filtered = !asked.state.is_empty();
    Ok(render(&ImportsPage {
        l,
        frame,
        errors,
        imports,
        heads,
        states: states.into(),
        is_filtered,
        sort: asked.sort,
        order: asked.order,
        pager,
    }))
}

pub(crate) async fn upload(
    State(site): State<Site>,
    asker: Asker,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    asker.caller.see(Action::Import)?;
    let uploaded = match read_upload(form).await {
        Ok(upload) => site.app.upload(&asker.caller, upload).await,
        Err(error) => Err(error),
    };
    match uploaded {
        Ok(id) => Ok(go(&format!("/imports/{id}"))),
        Err(error) => {
            let errors = Errors::from_form(error, asker.language)?;
            let page = imports(&site, &asker, ImportQuery::default(), errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
    }
}

/// The parts of the form: the file, and how to read its dates.
async fn read_upload(form: Result<Multipart, MultipartRejection>) -> Result<Upload, AppError> {
    let (file_name, content, values) = super::uploaded(form).await?;
    let dates = values.iter().find(|(name, _)| name == "dates").and_then(|(_, value)| Upload::order(value));
    Ok(Upload { file_name, content, dates })
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    row: ImportRow,
    state: &'static str,
    preview: PreviewView,
    can_be_undone: bool,
    percent: u64,
    progress: String,
    /// Where what was applied is seen.
    report: Option<String>,
}

pub(crate) async fn page(State(site): State<Site>, asker: Asker, At(import): At<Uuid>) -> Result<Html<String>, Failure> {
    Ok(Html(import_page(&site, &asker, BatchId::new(import), Errors::default()).await?))
}

async fn import_page(site: &Site, asker: &Asker, id: BatchId, errors: Errors) -> Result<String, Failure> {
    let l = asker.language;
    let found = site.app.import(&asker.caller, id).await?;
    let roster = site.app.roster(&asker.caller, Action::Import).await?;
    let clock = site.clock(asker).await?;
    let row = ImportRow::new(l, &found, &roster, &clock);
    let mut frame = frame(site, asker, "web-nav-imports").await?.titled(row.file.clone());
    let state = state(found.import.state, found.interrupted);
    frame.refreshes = state == "applying";
    let (written, total) = (found.import.rows_written, found.import.rows_total);
    let progress = Message::new("web-import-progress").with("written", written).with("total", total);
    let programmes = site.app.own_company(&asker.caller).await?.partner.programmes;
    Ok(render(&ImportPage {
        l,
        frame,
        errors,
        state,
        preview: PreviewView::new(l, &found.preview),
        can_be_undone: found.can_be_undone,
        percent: (written * 100).checked_div(total).unwrap_or(0).min(100),
        progress: l.tell(&progress),
        report: programmes.first().map(|programme| format!("/programmes/{programme}/report/skills")),
        row,
    }))
}

pub(crate) async fn apply(
    State(site): State<Site>,
    asker: Asker,
    At(import): At<Uuid>,
    body: Bytes,
) -> Result<Response, Failure> {
    let id = BatchId::new(import);
    site.app.import(&asker.caller, id).await?;
    let form = pairs(&body);
    let ticked = form.iter().filter(|(name, _)| name == "end").filter_map(|(_, fact)| fact.parse().ok());
    let keep = match form.iter().find(|(name, _)| name == "gone").map(|(_, value)| value.as_str()) {
        Some("end") => Keep::EndAll,
        Some("ticked") => Keep::End(ticked.collect()),
        _ => Keep::All,
    };
    let applied = site.app.apply_import(&asker.caller, id, keep).await;
    finish(&site, &asker, id, applied, &format!("/imports/{id}")).await
}

pub(crate) async fn cancel(State(site): State<Site>, asker: Asker, At(import): At<Uuid>) -> Result<Response, Failure> {
    let id = BatchId::new(import);
    let cancelled = site.app.cancel_import(&asker.caller, id).await;
    finish(&site, &asker, id, cancelled, &format!("/imports/{id}?done=import-cancelled")).await
}

#[derive(Template)]
#[template(path = "import_undo.html")]
struct UndoPage {
    l: Language,
    frame: Frame,
    row: ImportRow,
    can_be_undone: bool,
    /// How many achievements go.
    lost: String,
    /// How many are again what they were.
    back: String,
}

pub(crate) async fn confirm_undo(
    State(site): State<Site>,
    asker: Asker,
    At(import): At<Uuid>,
) -> Result<Html<String>, Failure> {
    let l = asker.language;
    let found = site.app.import(&asker.caller, BatchId::new(import)).await?;
    let roster = site.app.roster(&asker.caller, Action::Import).await?;
    let row = ImportRow::new(l, &found, &roster, &site.clock(&asker).await?);
    let frame = frame(&site, &asker, "web-import-undo").await?;
    let counts = found.preview.counts;
    let lost = l.tell(&Message::new("web-import-undo-lost").with("count", counts.new));
    let back = l.tell(&Message::new("web-import-undo-back").with("count", counts.changed));
    Ok(Html(render(&UndoPage { l, frame, row, can_be_undone: found.can_be_undone, lost, back })))
}

pub(crate) async fn undo(State(site): State<Site>, asker: Asker, At(import): At<Uuid>) -> Result<Response, Failure> {
    let id = BatchId::new(import);
    let undone = site.app.undo_import(&asker.caller, id).await;
    finish(&site, &asker, id, undone, &format!("/imports/{id}?done=import-undone")).await
}

/// On to the next page, or back to the import with what was wrong.
async fn finish(site: &Site, asker: &Asker, id: BatchId, done: Result<(), AppError>, next: &str) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(go(next)),
        Err(error) => {
            let errors = Errors::from_form(error, asker.language)?;
            let page = import_page(site, asker, id, errors).await?;
            Ok((StatusCode::CONFLICT, Html(page)).into_response())
        }
    }
}

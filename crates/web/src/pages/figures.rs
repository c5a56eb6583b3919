//! Figures that are no skills: performance metrics by month, and what Partner Center shows beside our own figures.

use askama::Template;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::desk::{Desk, Difference};
use tierwise_app::service::{FigureRow, MetricsUpload, NewFigure, NewShown};
use tierwise_core::access::Action;
use tierwise_core::{CompetencyId, ProgrammeId};
use tierwise_i18n::{Language, Message};

use super::report::words::{level_text, value_text};
use crate::api::Asked;
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Errors, Frame, Notice, Pager, Sorting, cut, day, render, sentence};
use crate::pages::{bad_day, fields, go};
use crate::site::{Asker, Site};

const METRICS: &str = "/performance-metrics";
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "metrics.html")]
struct MetricsPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    rows: Vec<MetricView>,
    unknown: usize,
    choices: Vec<Choice>,
    list: MetricsQuery,
    shows: Vec<Choice>,
    head: Sorting,
    pager: Pager,
    month: String,
    value: String,
}

struct MetricView {
    metric: String,
    name: String,
    asked: bool,
    figures: Vec<(String, String)>,
}

/// What a metric is called.
fn name(l: Language, row: &FigureRow) -> &str {
    tierwise_app::in_language(&row.text, l)
}

fn view(l: Language, row: &FigureRow) -> MetricView {
    let month = |month: Option<tierwise_core::Day>| match month {
        Some(first) => format!("{:04}-{:02}", first.year(), first.month()),
        None => l.text("web-any-month"),
    };
    let figures = row.figures.iter().map(|figure| (month(figure.month), figure.value.rounded()));
    MetricView { metric: row.metric.clone(), name: name(l, row).to_owned(), asked: row.asked, figures: figures.collect() }
}

/// Which metrics, and in which order.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MetricsQuery {
    search: String,
    show: String,
    order: String,
    page: String,
}

impl MetricsQuery {
    fn admits(&self, l: Language, row: &FigureRow) -> bool {
        let is_shown = match self.show.as_str() {
            "unknown" => row.figures.is_empty(),
            "known" => !row.figures.is_empty(),
            _ => true,
        };
        let texts = [row.metric.as_str(), name(l, row)].map(str::to_lowercase);
        is_shown && texts.iter().any(|text| text.contains(&self.search.trim().to_lowercase()))
    }
}

/// What a page of metrics says besides its list.
#[derive(Default)]
struct Said {
    form: FigureForm,
    errors: Errors,
    uploaded: Option<MetricsUpload>,
}

pub(crate) async fn metrics(
    State(site): State<Site>,
    asker: Asker,
    Asked(query): Asked<MetricsQuery>,
) -> Result<Html<String>, Failure> {
    Ok(Html(metrics_page(&site, &asker, query, Said::default()).await?))
}

async fn metrics_page(site: &Site, asker: &Asker, list: MetricsQuery, said: Said) -> Result<String, Failure> {
    let l = asker.language;
    let Said { form, errors, uploaded } = said;
    let mut found = site.app.figures(&asker.caller).await?;
    let mut frame = frame(site, asker, "web-nav-metrics").await?;
    if let Some(done) = uploaded {
        let text = Message::new("web-metrics-uploaded")
            .with("new", done.new)
            .with("changed", done.changed)
            .with("unchanged", done.unchanged);
        frame.notices.push(Notice { tone: "good", text: l.tell(&text) });
    }
    let choice = |row: &FigureRow| Choice {
        value: row.metric.clone(),
        label: name(l, row).to_owned(),
        chosen: row.metric == form.metric,
    };
    found.sort_by_cached_key(|row| (name(l, row).to_lowercase(), row.metric.clone()));
    let unknown = found.iter().filter(|row| row.asked && row.figures.is_empty()).count();
    let choices = found.iter().filter(|row| row.asked).map(choice).collect();
    let descending = list.order == "descending";
    if descending {
        found.reverse();
    }
    // What is asked for comes first in either order.
    found.sort_by_key(|row| !row.asked);
    found.retain(|row| list.admits(l, row));
    let values = [("search", list.search.as_str()), ("show", &list.show), ("order", &list.order)];
    let page = list.page.parse().unwrap_or(1);
    let head = Sorting::new(l.text("web-metric"), "metric", METRICS, &values, "metric", descending);
    let pager = Pager::new(l, METRICS, &values, page, PER_PAGE, found.len());
    let shows = [("", "web-any"), ("unknown", "web-metrics-show-unknown"), ("known", "web-metrics-show-known")];
    let shows = shows.map(|(word, label)| Choice { value: word.to_owned(), label: l.text(label), chosen: word == list.show });
    Ok(render(&MetricsPage {
        l,
        frame,
        errors,
        rows: cut(found, page, PER_PAGE).iter().map(|row| view(l, row)).collect(),
        unknown,
        choices,
        shows: shows.into(),
        head,
        pager,
        list,
        month: form.month,
        value: form.value,
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct FigureForm {
    metric: String,
    month: String,
    value: String,
}

pub(crate) async fn enter(
    State(site): State<Site>,
    asker: Asker,
    form: Result<Form<FigureForm>, FormRejection>,
) -> Result<Response, Failure> {
    asker.caller.see(Action::EnterMetrics)?;
    let form = fields(form)?;
    let figure = NewFigure { metric: form.metric.clone(), month: form.month.clone(), value: form.value.clone() };
    match site.app.enter_figure(&asker.caller, figure).await {
        Ok(()) => Ok(go("/performance-metrics?done=metric")),
        Err(error) => {
            let errors = Errors::from_form(error, asker.language)?;
            let page = metrics_page(&site, &asker, MetricsQuery::default(), Said { form, errors, uploaded: None }).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
    }
}

pub(crate) async fn upload(
    State(site): State<Site>,
    asker: Asker,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    asker.caller.see(Action::EnterMetrics)?;
    let done = match super::uploaded(form).await {
        Ok((_, content, _)) => site.app.upload_figures(&asker.caller, &content).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(done) => {
            let page =
                metrics_page(&site, &asker, MetricsQuery::default(), Said { uploaded: Some(done), ..Said::default() }).await?;
            Ok(Html(page).into_response())
        }
        Err(error) => {
            let errors = Errors::from_form(error, asker.language)?;
            let page = metrics_page(&site, &asker, MetricsQuery::default(), Said { errors, ..Said::default() }).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "reconcile.html")]
struct ReconcilePage {
    l: Language,
    frame: Frame,
    errors: Errors,
    programmes: Vec<ProgrammeView>,
    today: String,
}

struct ProgrammeView {
    id: String,
    name: String,
    rows: Vec<ReconcileView>,
    competencies: Vec<Choice>,
    /// What the ids of this form's fields end in; blank in the one that has errors, which name its fields.
    suffix: String,
    /// What was typed, where it could not be used.
    asked: Option<ShownForm>,
}

/// One competency as we and Partner Center see it.
pub(crate) struct ReconcileView {
    pub id: String,
    pub name: String,
    pub ours: String,
    pub shown: String,
    pub seen_on: String,
    pub tone: &'static str,
    pub difference: String,
    pub reasons: Vec<String>,
}

/// What Partner Center shows beside our own figures.
pub(crate) fn reconciled(l: Language, desk: &Desk) -> Vec<ReconcileView> {
    let rows = desk.reconcile().into_iter().map(|row| {
        let (tone, difference) = match &row.difference {
            Difference::NotSeen => ("", l.text("web-reconcile-not-seen")),
            Difference::None => ("good", l.text("web-reconcile-same")),
            Difference::Points(points) if points.is_negative() => {
                let less = &tierwise_core::Exact::zero() - points;
                ("warn", l.tell(&Message::new("web-reconcile-less").with("points", &less)))
            }
            Difference::Points(points) => ("warn", l.tell(&Message::new("web-reconcile-more").with("points", points))),
            Difference::Other => ("warn", l.text("web-reconcile-other")),
        };
        ReconcileView {
            id: row.competency.to_string(),
            name: tierwise_app::in_language(&row.name, l).to_owned(),
            ours: value_text(l, &row.ours),
            shown: row.shown.as_ref().map(|shown| shown_text(l, &shown.value)).unwrap_or_default(),
            seen_on: row.shown.as_ref().map(|shown| day(l, shown.seen_on)).unwrap_or_default(),
            tone,
            difference,
            reasons: row.reasons.iter().map(|reason| sentence(&l.tell(reason))).collect(),
        }
    });
    rows.collect()
}

/// A level by its word; that there is none is said, too.
fn shown_text(l: Language, value: &str) -> String {
    match value {
        "" | "none" => l.text("web-level-none"),
        value => level_text(l, value),
    }
}

pub(crate) async fn reconcile(State(site): State<Site>, asker: Asker) -> Result<Html<String>, Failure> {
    Ok(Html(reconcile_page(&site, &asker, None, Errors::default()).await?))
}

/// `asked`: what somebody wanted to record and could not.
async fn reconcile_page(site: &Site, asker: &Asker, asked: Option<ShownForm>, errors: Errors) -> Result<String, Failure> {
    let l = asker.language;
    let desks = site.app.desks(&asker.caller, Action::EnterMetrics).await?;
    let programmes = desks.iter().map(|desk| programme_view(l, desk, asked.as_ref())).collect();
    let today = site.app.own_company(&asker.caller).await?.today.to_string();
    Ok(render(&ReconcilePage { l, frame: frame(site, asker, "web-nav-reconcile").await?, errors, programmes, today }))
}

fn programme_view(l: Language, desk: &Desk, asked: Option<&ShownForm>) -> ProgrammeView {
    let programme = desk.programme();
    let asked = asked.filter(|form| form.programme == programme.id.as_str()).cloned();
    let rows = reconciled(l, desk);
    let choice = |row: &ReconcileView| Choice {
        value: row.id.clone(),
        label: row.name.clone(),
        chosen: asked.as_ref().is_some_and(|form| form.competency == row.id),
    };
    ProgrammeView {
        id: programme.id.to_string(),
        name: tierwise_app::in_language(&programme.name, l).to_owned(),
        competencies: rows.iter().map(choice).collect(),
        suffix: if asked.is_some() { String::new() } else { format!("-{}", programme.id) },
        rows,
        asked,
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ShownForm {
    programme: String,
    competency: String,
    value: String,
    seen_on: String,
}

pub(crate) async fn record(
    State(site): State<Site>,
    asker: Asker,
    form: Result<Form<ShownForm>, FormRejection>,
) -> Result<Response, Failure> {
    asker.caller.see(Action::EnterMetrics)?;
    let form = fields(form)?;
    let recorded = match form.seen_on.parse() {
        Ok(seen_on) => {
            let shown = NewShown {
                programme: ProgrammeId::new(form.programme.as_str()),
                competency: CompetencyId::new(form.competency.as_str()),
                value: form.value.clone(),
                seen_on,
            };
            site.app.record_shown(&asker.caller, shown).await
        }
        Err(_) => Err(bad_day("seen_on")),
    };
    match recorded {
        Ok(()) => Ok(go("/reconcile?done=shown")),
        Err(error) => {
            let errors = Errors::from_form(error, asker.language)?;
            let page = reconcile_page(&site, &asker, Some(form), errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
    }
}

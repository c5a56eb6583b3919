//! The question before what cannot be undone, as a page of its own: it needs no script.

use askama::Template;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_i18n::Language;

use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Frame, render};
use crate::pages::fields;
use crate::site::{Asker, Site};

#[derive(Template)]
#[template(path = "sure.html")]
struct SurePage<'q> {
    l: Language,
    frame: Frame,
    name: &'q str,
    lead: String,
    action: &'q str,
    back: &'static str,
}

/// What is asked: `title` says what will be done, `lead` what it means.
#[derive(Debug)]
pub(crate) struct Question<'q> {
    pub title: &'static str,
    pub lead: &'static str,
    /// What it is done to.
    pub name: &'q str,
    /// Where the answer is sent: to the route that asks.
    pub action: &'q str,
    pub back: &'static str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SureForm {
    sure: String,
}

/// Whether the form is the answer to the question.
pub(crate) fn is_sure(form: Result<Form<SureForm>, FormRejection>) -> Result<bool, Failure> {
    Ok(fields(form)?.sure == "yes")
}

pub(crate) async fn ask(site: &Site, asker: &Asker, question: Question<'_>) -> Result<Response, Failure> {
    let l = asker.language;
    let Question { title, lead, name, action, back } = question;
    let frame = frame(site, asker, title).await?;
    Ok(Html(render(&SurePage { l, frame, name, lead: l.text(lead), action, back })).into_response())
}

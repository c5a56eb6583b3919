//! Account and security: open sessions, the password.

use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::service::Password;
use tierwise_core::SessionId;
use tierwise_i18n::Language;
use uuid::Uuid;

use crate::api::At;
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Errors, Frame, render};
use crate::pages::entrance::leave;
use crate::pages::{fields, go, refusal};
use crate::site::{Asker, Site};

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    sessions: Vec<SessionView>,
}

struct SessionView {
    id: String,
    device: String,
    since: String,
    last: String,
    is_this: bool,
}

pub(crate) async fn page(State(site): State<Site>, asker: Asker) -> Result<Html<String>, Failure> {
    Ok(Html(account(&site, &asker, Errors::default()).await?))
}

async fn account(site: &Site, asker: &Asker, errors: Errors) -> Result<String, Failure> {
    let l = asker.language;
    let (_, this) = asker.caller.signed_in()?;
    let clock = site.clock(asker).await?;
    let sessions = site.app.sessions(&asker.caller).await?;
    let view = |session: tierwise_app::service::Session| SessionView {
        id: session.id.to_string(),
        device: if session.device.is_empty() { l.text("web-device-unknown") } else { session.device },
        since: clock.shown(session.created_at),
        last: clock.shown(session.last_seen_at),
        is_this: session.id == this,
    };
    let sessions = sessions.into_iter().map(view).collect();
    Ok(render(&AccountPage { l, frame: frame(site, asker, "web-account").await?, errors, sessions }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PasswordForm {
    old_password: String,
    new_password: String,
}

pub(crate) async fn change_password(
    State(site): State<Site>,
    asker: Asker,
    form: Result<Form<PasswordForm>, FormRejection>,
) -> Result<Response, Failure> {
    asker.caller.signed_in()?;
    let form = fields(form)?;
    let changed = site.app.change_password(&asker.caller, Password(form.old_password), Password(form.new_password)).await;
    match changed {
        Ok(()) => Ok(go("/account?done=password")),
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            Ok((status, Html(account(&site, &asker, errors).await?)).into_response())
        }
    }
}

pub(crate) async fn end_session(State(site): State<Site>, asker: Asker, At(session): At<Uuid>) -> Result<Response, Failure> {
    site.app.end_session(&asker.caller, SessionId::new(session)).await?;
    Ok(go("/account?done=session-ended"))
}

pub(crate) async fn sign_out_everywhere(State(site): State<Site>, asker: Asker) -> Result<Response, Failure> {
    site.app.sign_out_everywhere(&asker.caller).await?;
    Ok(leave(&site))
}

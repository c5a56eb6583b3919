//! The ways in and out: sign-in, the demo's doors, set-up and invitation by one-time links, language and theme.

use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::service::{AppError, Caller, FirstCompany, FirstOperator, Password, SetupKind, SignIn, SignedIn};
use tierwise_i18n::Language;

use crate::failure::Failure;
use crate::frame::bare;
use crate::page::{Errors, Frame, render};
use crate::pages::{asked, fields, go, local, refusal, with_cookie};
use crate::site::{Asker, Site, cookie};

const YEAR: u64 = 365 * 24 * 3600;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    email: String,
    next: String,
    doors: Vec<DoorView>,
}

struct DoorView {
    email: String,
    label: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Next {
    next: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SignInForm {
    email: String,
    password: String,
    next: String,
}

impl SignInPage {
    fn new(site: &Site, asker: &Asker, next: &str, email: String, errors: Errors) -> Self {
        let l = asker.language;
        let door = |door: &crate::site::Door| DoorView { email: door.email.clone(), label: l.text(door.label) };
        let doors = site.settings.doors.iter().map(door).collect();
        let frame = bare(site, asker).titled(l.text("web-sign-in"));
        Self { l, frame, errors, email, next: local(next).to_owned(), doors }
    }
}

pub(crate) async fn sign_in_page(
    State(site): State<Site>,
    asker: Asker,
    query: Result<Query<Next>, QueryRejection>,
) -> Response {
    if !matches!(asker.caller, Caller::Anonymous) {
        return go("/");
    }
    Html(render(&SignInPage::new(&site, &asker, &asked(query).next, String::new(), Errors::default()))).into_response()
}

pub(crate) async fn sign_in(
    State(site): State<Site>,
    asker: Asker,
    headers: HeaderMap,
    form: Result<Form<SignInForm>, FormRejection>,
) -> Result<Response, Failure> {
    let form = fields(form)?;
    let attempt = SignIn {
        email: form.email.clone(),
        password: Password(form.password),
        network: asker.network,
        device: cookie(&headers, "tierwise_device").map(str::to_owned),
        device_name: device_name(&headers),
    };
    match site.app.sign_in(attempt).await {
        Ok(signed_in) => Ok(enter(&site, &signed_in, local(&form.next))),
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            let page = SignInPage::new(&site, &asker, &form.next, form.email, errors);
            Ok((status, Html(render(&page))).into_response())
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DoorForm {
    email: String,
    next: String,
}

pub(crate) async fn sign_in_to_demo(
    State(site): State<Site>,
    asker: Asker,
    headers: HeaderMap,
    form: Result<Form<DoorForm>, FormRejection>,
) -> Result<Response, Failure> {
    let form = fields(form)?;
    let is_door = site.settings.doors.iter().any(|door| door.email == form.email);
    if !(asker.is_local && is_door) {
        return Err(AppError::NotFound.into());
    }
    let signed_in = site.app.sign_in_to_demo(&form.email, &device_name(&headers)).await?;
    Ok(enter(&site, &signed_in, local(&form.next)))
}

pub(crate) async fn sign_out(State(site): State<Site>, asker: Asker) -> Result<Response, Failure> {
    site.app.sign_out(&asker.caller).await?;
    Ok(leave(&site))
}

/// To the sign-in, without the session's cookie.
pub(crate) fn leave(site: &Site) -> Response {
    let gone = format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}", site.session_cookie(), secure(site));
    with_cookie(go("/sign-in?done=signed-out"), &gone)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    language: Option<String>,
    theme: Option<String>,
    back: String,
}

pub(crate) async fn preferences(
    State(site): State<Site>,
    form: Result<Form<Preferences>, FormRejection>,
) -> Result<Response, Failure> {
    let form = fields(form)?;
    let mut response = go(local(&form.back));
    let language = form.language.and_then(|code| code.parse::<Language>().ok());
    let theme = form.theme.filter(|theme| ["light", "dark"].contains(&theme.as_str()));
    let chosen = [("language", language.map(|language| language.code().to_owned())), ("theme", theme)];
    for (name, value) in chosen {
        if let Some(value) = value {
            response = with_cookie(response, &format!("{name}={value}; Path=/; SameSite=Lax; Max-Age={YEAR}{}", secure(&site)));
        }
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    makes_company: bool,
    token: String,
    form: SetupForm,
}

#[derive(Debug, Deserialize)]
#[serde(default)]
pub(crate) struct SetupForm {
    company: String,
    mpn_id: String,
    time_zone: String,
    name: String,
    email: String,
    password: String,
}

impl Default for SetupForm {
    fn default() -> Self {
        let blank = String::new;
        let time_zone = "Europe/Stockholm".to_owned();
        Self { company: blank(), mpn_id: blank(), time_zone, name: blank(), email: blank(), password: blank() }
    }
}

pub(crate) async fn setup_page(State(site): State<Site>, asker: Asker, Path(token): Path<String>) -> Result<Response, Failure> {
    let kind = site.app.setup_kind(&token).await?;
    Ok(Html(setup(&site, &asker, kind, token, SetupForm::default(), Errors::default())).into_response())
}

fn setup(site: &Site, asker: &Asker, kind: SetupKind, token: String, form: SetupForm, errors: Errors) -> String {
    let l = asker.language;
    let frame = bare(site, asker).titled(l.text("web-setup"));
    let makes_company = kind == SetupKind::Company;
    render(&SetupPage { l, frame, errors, makes_company, token, form: SetupForm { password: String::new(), ..form } })
}

pub(crate) async fn set_up(
    State(site): State<Site>,
    asker: Asker,
    headers: HeaderMap,
    Path(token): Path<String>,
    form: Result<Form<SetupForm>, FormRejection>,
) -> Result<Response, Failure> {
    let kind = site.app.setup_kind(&token).await?;
    let form = fields(form)?;
    let person = FirstOperator {
        name: form.name.clone(),
        email: form.email.clone(),
        password: Password(form.password.clone()),
        language: asker.language,
    };
    let device = device_name(&headers);
    let made = match kind {
        SetupKind::Company => {
            let first = FirstCompany {
                company: form.company.clone(),
                mpn_id: form.mpn_id.clone(),
                time_zone: form.time_zone.clone(),
                person,
            };
            site.app.set_up_company(&token, first, &device).await
        }
        SetupKind::Operator => site.app.set_up_operator(&token, person, &device).await,
    };
    match made {
        Ok(signed_in) => Ok(enter(&site, &signed_in, "/?done=setup")),
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            Ok((status, Html(setup(&site, &asker, kind, token, form, errors))).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    token: String,
    company: String,
    email: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct InvitationForm {
    password: String,
}

pub(crate) async fn invitation_page(
    State(site): State<Site>,
    asker: Asker,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    Ok(Html(invitation(&site, &asker, token, Errors::default()).await?).into_response())
}

async fn invitation(site: &Site, asker: &Asker, token: String, errors: Errors) -> Result<String, Failure> {
    let (company, email) = site.app.invitation(&token).await?;
    let l = asker.language;
    let frame = bare(site, asker).titled(l.text("web-invitation"));
    Ok(render(&InvitationPage { l, frame, errors, token, company, email }))
}

pub(crate) async fn accept_invitation(
    State(site): State<Site>,
    asker: Asker,
    headers: HeaderMap,
    Path(token): Path<String>,
    form: Result<Form<InvitationForm>, FormRejection>,
) -> Result<Response, Failure> {
    site.app.invitation(&token).await?;
    let form = fields(form)?;
    match site.app.accept_invitation(&token, Password(form.password), &device_name(&headers)).await {
        Ok(signed_in) => Ok(enter(&site, &signed_in, "/?done=setup")),
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            Ok((status, Html(invitation(&site, &asker, token, errors).await?)).into_response())
        }
    }
}

/// Leaves the session and the mark of the device with the browser.
fn enter(site: &Site, signed_in: &SignedIn, next: &str) -> Response {
    let secure = secure(site);
    let session = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        site.session_cookie(),
        signed_in.session,
        signed_in.lasts.as_secs()
    );
    let device = format!("tierwise_device={}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age={YEAR}{secure}", signed_in.device);
    with_cookie(with_cookie(go(next), &session), &device)
}

fn secure(site: &Site) -> &'static str {
    if site.is_https() { "; Secure" } else { "" }
}

/// What the list of sessions calls a device: browser and system, no more.
fn device_name(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let first = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = first(&[("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system =
        first(&[("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("Mac OS", "macOS"), ("Linux", "Linux")]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn name(agent: &'static str) -> String {
        device_name(&HeaderMap::from_iter([(USER_AGENT, HeaderValue::from_static(agent))]))
    }

    #[test]
    fn a_device_is_called_by_its_browser_and_system() {
        let known = [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
                "Chrome, Linux",
            ),
            ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
            ("Mozilla/5.0 (Linux; Android 15) Gecko/140.0 Firefox/140.0", "Firefox, Android"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            ("curl/8.0", ""),
        ];
        for (agent, wanted) in known {
            assert_eq!(name(agent), wanted);
        }
    }
}

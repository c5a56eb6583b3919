//! Settings of the company, tokens of the API, the audit.

use std::collections::BTreeMap;

use askama::Template;
use axum::body::Bytes;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::service::{CompanySettings, NewToken, OwnCompany};
use tierwise_core::access::{Action, Role};
use tierwise_core::record::Actor;
use tierwise_core::{ProgrammeId, TokenId};
use tierwise_i18n::Language;
use uuid::Uuid;

use crate::api::At;
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Errors, Frame, query, render};
use crate::pages::{fields, go, words};
use crate::site::{Asker, Site};

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    name: String,
    mpn_id: String,
    time_zone: String,
    moved: String,
    programmes: Vec<Choice>,
    markets: Vec<Choice>,
    tracks: Vec<Choice>,
}

pub(crate) async fn page(State(site): State<Site>, asker: Asker) -> Result<Html<String>, Failure> {
    asker.caller.see(Action::ChangeSettings)?;
    let OwnCompany { partner, .. } = site.app.own_company(&asker.caller).await?;
    let form = SettingsForm {
        name: partner.name,
        mpn_id: partner.mpn_id,
        time_zone: partner.time_zone,
        moved: partner.moved_from_pmc_on.map(|day| day.to_string()).unwrap_or_default(),
        programmes: partner.programmes.iter().map(|id| id.as_str().to_owned()).collect(),
        market: partner.market,
        track: partner.track.unwrap_or_default(),
    };
    Ok(Html(settings(&site, &asker, form, Errors::default()).await?))
}

async fn settings(site: &Site, asker: &Asker, form: SettingsForm, errors: Errors) -> Result<String, Failure> {
    let l = asker.language;
    let mut all: Vec<_> = site.app.programmes().iter().collect();
    // What is followed comes first, in its order.
    all.sort_by_key(|programme| form.programmes.iter().position(|id| id == programme.id.as_str()).unwrap_or(usize::MAX));
    let programmes = all.into_iter().map(|programme| Choice {
        value: programme.id.to_string(),
        label: tierwise_app::in_language(&programme.name, l).to_owned(),
        chosen: form.programmes.iter().any(|id| id == programme.id.as_str()),
    });
    let choice = |value: &str, key: &'static str, chosen: &str| Choice {
        value: value.to_owned(),
        label: l.text(key),
        chosen: value == chosen,
    };
    let markets = [("developed", "web-market-developed"), ("developing", "web-market-developing")];
    let tracks = [("", "web-track-none"), ("enterprise", "web-track-enterprise"), ("smb", "web-track-smb")];
    Ok(render(&SettingsPage {
        l,
        frame: frame(site, asker, "web-nav-settings").await?,
        errors,
        programmes: programmes.collect(),
        markets: markets.map(|(value, key)| choice(value, key, &form.market)).into(),
        tracks: tracks.map(|(value, key)| choice(value, key, &form.track)).into(),
        name: form.name,
        mpn_id: form.mpn_id,
        time_zone: form.time_zone,
        moved: form.moved,
    }))
}

#[derive(Debug, Default)]
struct SettingsForm {
    name: String,
    mpn_id: String,
    time_zone: String,
    moved: String,
    programmes: Vec<String>,
    market: String,
    track: String,
}

impl SettingsForm {
    /// A form in which `programmes` may stand several times.
    fn read(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in super::pairs(body) {
            match name.as_str() {
                "company" => form.name = value,
                "mpn_id" => form.mpn_id = value,
                "time_zone" => form.time_zone = value,
                "moved" => form.moved = value,
                "programmes" => form.programmes.push(value),
                "market" => form.market = value,
                "track" => form.track = value,
                _ => {}
            }
        }
        form
    }
}

pub(crate) async fn change(State(site): State<Site>, asker: Asker, body: Bytes) -> Result<Response, Failure> {
    asker.caller.see(Action::ChangeSettings)?;
    let form = SettingsForm::read(&body);
    let moved = match form.moved.trim() {
        "" => None,
        day => Some(day.parse().map_err(|_| super::bad_day("moved"))?),
    };
    let wanted = CompanySettings {
        name: form.name.clone(),
        mpn_id: form.mpn_id.clone(),
        time_zone: form.time_zone.clone(),
        programmes: form.programmes.iter().map(|id| ProgrammeId::new(id.as_str())).collect(),
        market: form.market.clone(),
        track: (!form.track.is_empty()).then(|| form.track.clone()),
        moved_from_pmc_on: moved,
    };
    match site.app.change_settings(&asker.caller, wanted).await {
        Ok(()) => Ok(go("/settings?done=settings")),
        Err(error) => {
            let errors = Errors::from_form(error, asker.language)?;
            let page = settings(&site, &asker, form, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "tokens.html")]
struct TokensPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    tokens: Vec<TokenView>,
    roles: Vec<Choice>,
    name: String,
    /// A token that was just made: shown once.
    secret: Option<String>,
}

struct TokenView {
    id: String,
    name: String,
    role: String,
    made: String,
    expires: String,
    used: String,
}

pub(crate) async fn tokens(State(site): State<Site>, asker: Asker) -> Result<Html<String>, Failure> {
    Ok(Html(token_list(&site, &asker, String::new(), Errors::default(), None).await?))
}

async fn token_list(
    site: &Site,
    asker: &Asker,
    name: String,
    errors: Errors,
    secret: Option<String>,
) -> Result<String, Failure> {
    let l = asker.language;
    let found = site.app.tokens(&asker.caller).await?;
    let clock = site.clock(asker).await?;
    let view = |token: tierwise_app::service::ApiToken| TokenView {
        id: token.id.to_string(),
        name: token.name,
        role: words::role(l, token.role).0,
        made: clock.shown(token.created_at),
        expires: token.expires_at.map(|at| clock.shown(at)).unwrap_or_default(),
        used: token.last_used_at.map_or_else(|| l.text("web-never"), |at| clock.shown(at)),
    };
    let choice = |role: Role| Choice {
        value: role.code().to_owned(),
        label: words::role(l, role).0,
        chosen: role == Role::ReportViewer,
    };
    Ok(render(&TokensPage {
        l,
        frame: frame(site, asker, "web-nav-tokens").await?,
        errors,
        tokens: found.into_iter().map(view).collect(),
        roles: Role::GRANTED.map(choice).into(),
        name,
        secret,
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TokenForm {
    name: String,
    role: String,
    days: String,
}

pub(crate) async fn make_token(
    State(site): State<Site>,
    asker: Asker,
    form: Result<Form<TokenForm>, FormRejection>,
) -> Result<Response, Failure> {
    asker.caller.see(Action::ManageTokens)?;
    let form = fields(form)?;
    let wanted = NewToken {
        name: form.name.clone(),
        role: form.role.parse().unwrap_or(Role::DefaultUser),
        days: form.days.trim().parse().unwrap_or(0),
    };
    match site.app.make_token(&asker.caller, wanted).await {
        Ok(made) => {
            Ok(Html(token_list(&site, &asker, String::new(), Errors::default(), Some(made.secret)).await?).into_response())
        }
        Err(error) => {
            let errors = Errors::from_form(error, asker.language)?;
            let page = token_list(&site, &asker, form.name, errors, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
    }
}

pub(crate) async fn end_token(State(site): State<Site>, asker: Asker, At(token): At<Uuid>) -> Result<Response, Failure> {
    site.app.end_token(&asker.caller, TokenId::new(token)).await?;
    Ok(go("/tokens?done=token-ended"))
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    l: Language,
    frame: Frame,
    changes: Vec<ChangeView>,
    older: Option<String>,
    newest: Option<String>,
}

struct ChangeView {
    number: u64,
    at: String,
    who: String,
    what: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Before {
    before: Option<u64>,
}

/// Entries on one page.
const ENTRIES: u32 = 50;

pub(crate) async fn audit(State(site): State<Site>, asker: Asker, Query(from): Query<Before>) -> Result<Html<String>, Failure> {
    let l = asker.language;
    let found = site.app.audit(&asker.caller, from.before, ENTRIES).await?;
    let clock = site.clock(&asker).await?;
    let roster = site.app.roster(&asker.caller, Action::ReadAudit).await?;
    let last = found.last().map(|change| change.number).filter(|number| *number > 1);
    let older =
        last.filter(|_| found.len() == ENTRIES as usize).map(|number| query("/audit", &[("before", &number.to_string())]));
    let mut names: BTreeMap<_, String> = BTreeMap::new();
    let changes = found.into_iter().map(|change| ChangeView {
        number: change.number,
        at: clock.shown(change.at),
        who: match change.actor {
            Actor::User(user) => names.entry(user).or_insert_with(|| roster.name(user)).clone(),
            Actor::Operator(_) => l.text("web-role-operator"),
            Actor::System => "Tierwise".to_owned(),
        },
        what: words::action(l, &change.action),
    });
    let changes = changes.collect();
    let newest = from.before.map(|_| "/audit".to_owned());
    Ok(Html(render(&AuditPage { l, frame: frame(&site, &asker, "web-nav-audit").await?, changes, older, newest })))
}

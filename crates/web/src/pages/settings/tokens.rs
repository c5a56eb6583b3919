//! Tokens of the API: what they open, until when, and the secret that is shown once.

use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::service::{ApiToken, AppError, NewToken};
use tierwise_core::TokenId;
use tierwise_core::access::{Action, Role};
use tierwise_i18n::Language;
use uuid::Uuid;

use crate::api::At;
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Errors, Frame, Pager, Sorting, cut, render};
use crate::pages::sure::{self, Question, SureForm, is_sure};
use crate::pages::{asked, fields, go, refusal, words};
use crate::site::{Asker, Clock, Site};

const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "tokens.html")]
struct TokensPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    tokens: Vec<TokenView>,
    heads: Vec<Sorting>,
    pager: Pager,
    asked: TokenQuery,
    held: Vec<Choice>,
    roles: Vec<Choice>,
    name: String,
    days: String,
    is_filtered: bool,
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

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TokenQuery {
    search: String,
    held: String,
    sort: String,
    order: String,
    page: usize,
}

#[derive(Debug, Deserialize)]
#[serde(default)]
pub(crate) struct TokenForm {
    name: String,
    role: String,
    days: String,
}

impl Default for TokenForm {
    fn default() -> Self {
        Self { name: String::new(), role: Role::ReportViewer.code().to_owned(), days: "90".to_owned() }
    }
}

/// What the page shows besides the tokens.
#[derive(Default)]
struct Shown {
    asked: TokenQuery,
    form: TokenForm,
    errors: Errors,
    secret: Option<String>,
}

pub(crate) async fn tokens(
    State(site): State<Site>,
    asker: Asker,
    query: Result<Query<TokenQuery>, QueryRejection>,
) -> Result<Html<String>, Failure> {
    let shown = Shown { asked: asked(query), ..Shown::default() };
    Ok(Html(list(&site, &asker, shown).await?))
}

async fn list(site: &Site, asker: &Asker, shown: Shown) -> Result<String, Failure> {
    let l = asker.language;
    let Shown { asked, form, errors, secret } = shown;
    let found = chosen(l, site.app.tokens(&asker.caller).await?, &asked);
    let clock = site.clock(asker).await?;
    let values = [("search", asked.search.as_str()), ("held", &asked.held), ("sort", &asked.sort), ("order", &asked.order)];
    let sort = if asked.sort.is_empty() { "name" } else { &asked.sort };
    let descending = asked.order == "descending";
    let head = |key: &str, label: &'static str| Sorting::new(l.text(label), key, "/tokens", &values, sort, descending);
    let page = asked.page.max(1);
    let any = Choice { value: String::new(), label: l.text("web-any"), chosen: asked.held.is_empty() };
    Ok(render(&TokensPage {
        l,
        frame: frame(site, asker, "web-nav-tokens").await?,
        errors,
        heads: vec![
            head("name", "web-token-name"),
            head("role", "web-role"),
            head("made", "web-token-created"),
            head("expires", "web-token-expires"),
            head("used", "web-token-used"),
        ],
        pager: Pager::new(l, "/tokens", &values, page, PER_PAGE, found.len()),
        tokens: cut(found, page, PER_PAGE).into_iter().map(|token| view(l, &clock, token)).collect(),
        held: [vec![any], roles(l, &asked.held)].concat(),
        roles: roles(l, &form.role),
        is_filtered: !(asked.search.is_empty() && asked.held.is_empty()),
        asked,
        name: form.name,
        days: form.days,
        secret,
    }))
}

fn roles(l: Language, chosen: &str) -> Vec<Choice> {
    let choice =
        |role: Role| Choice { value: role.code().to_owned(), label: words::role(l, role).0, chosen: role.code() == chosen };
    Role::GRANTED.map(choice).into()
}

/// The tokens that were asked for, in the order that was asked for.
fn chosen(l: Language, mut tokens: Vec<ApiToken>, asked: &TokenQuery) -> Vec<ApiToken> {
    let wanted = asked.search.trim().to_lowercase();
    tokens.retain(|token| {
        token.name.to_lowercase().contains(&wanted) && (asked.held.is_empty() || token.role.code() == asked.held)
    });
    tokens.sort_by_cached_key(|token| {
        let (at, role) = match asked.sort.as_str() {
            "role" => (None, words::role(l, token.role).0),
            "made" => (Some(token.created_at), String::new()),
            "expires" => (token.expires_at, String::new()),
            "used" => (token.last_used_at, String::new()),
            _ => (None, String::new()),
        };
        (at, role, token.name.to_lowercase(), token.id)
    });
    if asked.order == "descending" {
        tokens.reverse();
    }
    tokens
}

fn view(l: Language, clock: &Clock, token: ApiToken) -> TokenView {
    TokenView {
        id: token.id.to_string(),
        name: token.name,
        role: words::role(l, token.role).0,
        made: clock.shown(token.created_at),
        expires: token.expires_at.map_or_else(|| l.text("web-never"), |at| clock.shown(at)),
        used: token.last_used_at.map_or_else(|| l.text("web-never"), |at| clock.shown(at)),
    }
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
            let shown = Shown { secret: Some(made.secret), ..Shown::default() };
            Ok(Html(list(&site, &asker, shown).await?).into_response())
        }
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            let shown = Shown { form, errors, ..Shown::default() };
            Ok((status, Html(list(&site, &asker, shown).await?)).into_response())
        }
    }
}

/// Asks first: a token that was ended never works again.
pub(crate) async fn end_token(
    State(site): State<Site>,
    asker: Asker,
    At(token): At<Uuid>,
    form: Result<Form<SureForm>, FormRejection>,
) -> Result<Response, Failure> {
    let token = TokenId::new(token);
    let found = site.app.tokens(&asker.caller).await?.into_iter().find(|open| open.id == token);
    let open = found.ok_or(AppError::NotFound)?;
    if !is_sure(form)? {
        let action = format!("/tokens/{token}/end");
        let (title, lead) = ("web-token-end", "web-token-end-sure");
        return sure::ask(&site, &asker, Question { title, lead, name: &open.name, action: &action, back: "/tokens" }).await;
    }
    site.app.end_token(&asker.caller, token).await?;
    Ok(go("/tokens?done=token-ended"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierwise_core::{Instant, PartnerId, UserId};

    fn token(name: &str, role: Role, made: i64) -> ApiToken {
        let id = Uuid::from_u128(name.len() as u128);
        ApiToken {
            id: TokenId::new(id),
            partner: PartnerId::new(id),
            maker: UserId::new(id),
            name: name.to_owned(),
            role,
            created_at: Instant::from_micros(made),
            expires_at: None,
            last_used_at: None,
        }
    }

    #[test]
    fn tokens_are_found_by_name_and_role_in_any_order() {
        let all = || vec![token("Robot", Role::GlobalAdmin, 1), token("Archive", Role::ReportViewer, 2)];
        let names = |asked: &TokenQuery| {
            chosen(Language::English, all(), asked).into_iter().map(|token| token.name).collect::<Vec<_>>()
        };
        let usual = TokenQuery::default;
        assert_eq!(names(&usual()), ["Archive", "Robot"]);
        assert_eq!(names(&TokenQuery { sort: "made".to_owned(), ..usual() }), ["Robot", "Archive"]);
        assert_eq!(names(&TokenQuery { search: "ROB".to_owned(), ..usual() }), ["Robot"]);
        assert_eq!(names(&TokenQuery { held: "report_viewer".to_owned(), ..usual() }), ["Archive"]);
    }
}

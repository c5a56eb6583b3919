//! Users over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tierwise_app::service::{AccountState, AppError, NewUser, UserQuery, UserRow, UserSort};
use tierwise_core::UserId;
use tierwise_core::access::{Role, Roles};
use tierwise_i18n::{Language, Message};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Asked, At, Body, Paged, Paging};
use crate::failure::{Failure, ProblemDetails};
use crate::site::{Asker, Site};

/// Somebody of the company, with or without an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserAnswer {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub location: String,
    /// Expected to hold skills.
    pub technical: bool,
    /// `none`, `open` or `ended`.
    #[schema(example = "open")]
    pub account: &'static str,
    pub roles: Vec<&'static str>,
    pub employed: bool,
    /// The last day of employment, where one is known.
    pub ends_on: Option<String>,
    pub associated_in_pc: bool,
    pub associated_in_pmc: bool,
    pub mcids: Vec<String>,
}

impl From<UserRow> for UserAnswer {
    fn from(row: UserRow) -> Self {
        Self {
            id: row.user.uuid(),
            name: row.name,
            email: row.email,
            location: row.location,
            technical: row.technical,
            account: AccountState::of(row.account.as_ref()).code(),
            roles: row.account.iter().flat_map(|account| account.roles.iter()).map(Role::code).collect(),
            employed: row.employed,
            ends_on: row.ends_on.map(|day| day.to_string()),
            associated_in_pc: row.in_pc,
            associated_in_pmc: row.in_pmc,
            mcids: row.mcids,
        }
    }
}

/// A person to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserInput {
    /// First and last name.
    pub name: String,
    pub email: String,
    /// `report_viewer`, `executive_report_viewer`, `mpn_partner_admin`, `account_admin`, `user_management_admin`, `global_admin`.
    #[serde(default)]
    pub roles: Vec<String>,
    #[serde(default)]
    pub technical: bool,
    /// `en` or `sv`.
    #[serde(default)]
    pub language: Option<String>,
}

/// An account that waits for its password.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationAnswer {
    pub id: Uuid,
    /// Where the person sets the own password; works once, for seven days.
    pub url: String,
}

/// Everybody of the company.
#[utoipa::path(get, path = "/api/v1/users", tag = "users", params(Paging),
    responses((status = 200, body = Paged<UserAnswer>), (status = 404, body = ProblemDetails)))]
pub(crate) async fn list(
    State(site): State<Site>,
    asker: Asker,
    Asked(paging): Asked<Paging>,
) -> Result<Json<Paged<UserAnswer>>, Failure> {
    // Who may not do it learns nothing about what the query should have been.
    asker.caller.see(tierwise_core::access::Action::ListUsers)?;
    let Paging { page, per_page } = paging.checked()?;
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let query = UserQuery { sort: UserSort::Id, page: number(page), per_page: number(per_page), ..UserQuery::default() };
    let found = site.app.users(&asker.caller, &query).await?;
    // A page behind the last one is empty, so that a program that counts up comes to an end.
    let is_behind = found.page < query.page;
    let items = found.rows.into_iter().filter(|_| !is_behind).map(UserAnswer::from).collect();
    Ok(Json(Paged { items, total: found.total as u64, page, per_page }))
}

/// One person.
#[utoipa::path(get, path = "/api/v1/users/{user}", tag = "users", params(("user" = Uuid, Path)),
    responses((status = 200, body = UserAnswer), (status = 404, body = ProblemDetails)))]
pub(crate) async fn find(State(site): State<Site>, asker: Asker, At(user): At<Uuid>) -> Result<Json<UserAnswer>, Failure> {
    Ok(Json(site.app.user(&asker.caller, UserId::new(user)).await?.into()))
}

/// Creates a person with an account and answers with the link for the password.
#[utoipa::path(post, path = "/api/v1/users", tag = "users", request_body = UserInput,
    responses((status = 201, body = InvitationAnswer), (status = 403, body = ProblemDetails),
        (status = 404, body = ProblemDetails), (status = 422, body = ProblemDetails)))]
pub(crate) async fn create(
    State(site): State<Site>,
    asker: Asker,
    body: Result<Body<UserInput>, Failure>,
) -> Result<(StatusCode, Json<InvitationAnswer>), Failure> {
    // Who may not do it learns nothing about what the body should have been.
    asker.caller.act(tierwise_core::access::Action::ManageUsers, tierwise_core::access::Action::ListUsers)?;
    let Body(input) = body?;
    let form = NewUser {
        roles: roles(&input.roles)?,
        name: input.name,
        email: input.email,
        language: input.language.and_then(|code| code.parse().ok()).unwrap_or(Language::English),
        technical: input.technical,
    };
    let invitation = site.app.create_user(&asker.caller, form).await?;
    let url = format!("{}/invitation/{}", site.settings.public_url, invitation.token);
    Ok((StatusCode::CREATED, Json(InvitationAnswer { id: invitation.user.uuid(), url })))
}

pub(crate) fn roles(codes: &[String]) -> Result<Roles, AppError> {
    let mut roles = Roles::NONE;
    for code in codes {
        match code.parse() {
            Ok(role) if Role::GRANTED.contains(&role) => roles = roles.with(role),
            _ => return Err(AppError::invalid("roles", Message::new("web-api-role").with("role", code.as_str()))),
        }
    }
    Ok(roles)
}

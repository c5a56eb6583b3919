//! User Management: one person's account and roles, invitations, the end of an employment and its return.

mod list;

use askama::Template;
use axum::body::Bytes;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tierwise_app::service::{AppError, Invitation, NewUser, UserRow, write_users};
use tierwise_core::UserId;
use tierwise_core::access::{Action, Role, Roles};
use tierwise_i18n::Language;
use uuid::Uuid;

use crate::api::At;
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Errors, Frame, day, query, render};
use crate::pages::{bad_day, fields, go, pairs, refusal, words};
use crate::site::{Asker, Site};

pub(crate) use list::list;
use list::{UserView, view};

#[derive(Template)]
#[template(path = "user_new.html")]
struct NewUserPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    name: String,
    email: String,
    technical: bool,
    roles: Vec<RoleView>,
}

/// A role with what it may do.
struct RoleView {
    code: &'static str,
    name: String,
    may: String,
    held: bool,
    /// Whether the reader may give or take it.
    open: bool,
}

fn roles_view(asker: &Asker, held: Roles) -> Vec<RoleView> {
    let open = |role| match role {
        Role::GlobalAdmin | Role::UserManagementAdmin => asker.caller.may(Action::AssignDirectoryRoles),
        _ => asker.caller.may(Action::AssignRoles),
    };
    let view = |role: Role| {
        let (name, may) = words::role(asker.language, role);
        RoleView { code: role.code(), name, may, held: held.has(role), open: open(role) }
    };
    Role::GRANTED.into_iter().map(view).collect()
}

#[derive(Debug, Default)]
struct UserForm {
    name: String,
    email: String,
    technical: bool,
    roles: Roles,
}

impl UserForm {
    fn read(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs(body) {
            match name.as_str() {
                "name" => form.name = value,
                "email" => form.email = value,
                "technical" => form.technical = true,
                "roles" => form.roles = granted(&value).map_or(form.roles, |role| form.roles.with(role)),
                _ => {}
            }
        }
        form
    }
}

fn granted(code: &str) -> Option<Role> {
    code.parse().ok().filter(|role| Role::GRANTED.contains(role))
}

pub(crate) async fn new(State(site): State<Site>, asker: Asker) -> Result<Html<String>, Failure> {
    asker.caller.act(Action::ManageUsers, Action::ListUsers)?;
    Ok(Html(new_page(&site, &asker, UserForm::default(), Errors::default()).await?))
}

async fn new_page(site: &Site, asker: &Asker, form: UserForm, errors: Errors) -> Result<String, Failure> {
    let frame = frame(site, asker, "web-user-create").await?;
    let UserForm { name, email, technical, roles } = form;
    Ok(render(&NewUserPage { l: asker.language, frame, errors, name, email, technical, roles: roles_view(asker, roles) }))
}

pub(crate) async fn create(State(site): State<Site>, asker: Asker, body: Bytes) -> Result<Response, Failure> {
    asker.caller.act(Action::ManageUsers, Action::ListUsers)?;
    let form = UserForm::read(&body);
    let wanted = NewUser {
        name: form.name.clone(),
        email: form.email.clone(),
        language: asker.language,
        roles: form.roles,
        technical: form.technical,
    };
    match site.app.create_user(&asker.caller, wanted).await {
        Ok(invitation) => invited(&site, &asker, &invitation).await,
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            Ok((status, Html(new_page(&site, &asker, form, errors).await?)).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "user_invited.html")]
struct InvitedPage {
    l: Language,
    frame: Frame,
    url: String,
    user: String,
}

/// The link is shown once: it is handed to the person by whoever made it.
async fn invited(site: &Site, asker: &Asker, invitation: &Invitation) -> Result<Response, Failure> {
    let url = format!("{}/invitation/{}", site.settings.public_url, invitation.token);
    let frame = frame(site, asker, "web-invitation-made").await?;
    Ok(Html(render(&InvitedPage { l: asker.language, frame, url, user: invitation.user.to_string() })).into_response())
}

pub(crate) async fn export(State(site): State<Site>, asker: Asker) -> Result<Response, Failure> {
    let users = site.app.users_to_export(&asker.caller).await?;
    let mut file = Vec::new();
    write_users(&users, &mut file).map_err(|_| AppError::Interrupted)?;
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"users.csv\"")];
    Ok((headers, file).into_response())
}

#[derive(Template)]
#[template(path = "user.html")]
struct UserPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    id: String,
    user: UserView,
    location: String,
    mcids: String,
    ends: Option<String>,
    employed: bool,
    has_account: bool,
    is_open: bool,
    last_sign_in: String,
    roles: Vec<RoleView>,
    may_assign: bool,
    may_manage: bool,
    may_see_skills: bool,
    is_self: bool,
}

pub(crate) async fn page(State(site): State<Site>, asker: Asker, At(user): At<Uuid>) -> Result<Html<String>, Failure> {
    Ok(Html(user_page(&site, &asker, UserId::new(user), Errors::default()).await?))
}

async fn user_page(site: &Site, asker: &Asker, user: UserId, errors: Errors) -> Result<String, Failure> {
    let l = asker.language;
    let row = site.app.user(&asker.caller, user).await?;
    let clock = site.clock(asker).await?;
    let may = |action| asker.caller.may(action);
    let account = row.account.as_ref();
    let frame = frame(site, asker, "web-nav-users").await?.titled(row.name.clone());
    Ok(render(&UserPage {
        l,
        frame,
        errors,
        id: user.to_string(),
        user: view(l, &row),
        location: row.location.clone(),
        mcids: row.mcids.join(", "),
        ends: row.ends_on.map(|last| day(l, last)),
        employed: row.employed,
        has_account: account.is_some(),
        is_open: account.is_some_and(|account| account.ended_at.is_none()),
        last_sign_in: account
            .and_then(|account| account.last_sign_in_at)
            .map_or_else(|| l.text("web-never"), |at| clock.shown(at)),
        roles: roles_view(asker, account.map_or(Roles::NONE, |account| account.roles)),
        may_assign: may(Action::AssignRoles) || may(Action::AssignDirectoryRoles),
        may_manage: may(Action::ManageUsers),
        may_see_skills: may(Action::SeeSkillsData),
        is_self: asker.caller.seat().is_some_and(|seat| seat.user == user),
    }))
}

pub(crate) async fn set_roles(
    State(site): State<Site>,
    asker: Asker,
    At(user): At<Uuid>,
    body: Bytes,
) -> Result<Response, Failure> {
    asker.caller.act(Action::AssignRoles, Action::ListUsers)?;
    let user = UserId::new(user);
    let row = site.app.user(&asker.caller, user).await?;
    let held = row.account.as_ref().map_or(Roles::NONE, |account| account.roles);
    let named: Roles = pairs(&body).iter().filter(|(name, _)| name == "roles").filter_map(|(_, code)| granted(code)).collect();
    // A box that the reader may not tick was not sent; the role stays.
    let closed =
        roles_view(&asker, held).into_iter().filter(|role| !role.open && role.held).filter_map(|role| granted(role.code));
    let roles = closed.fold(named, Roles::with);
    finish(&site, &asker, user, site.app.set_roles(&asker.caller, user, roles).await, "roles").await
}

#[derive(Template)]
#[template(path = "user_end.html")]
struct EndPage {
    l: Language,
    frame: Frame,
    errors: Errors,
    id: String,
    name: String,
    last_day: String,
}

pub(crate) async fn confirm_end(State(site): State<Site>, asker: Asker, At(user): At<Uuid>) -> Result<Html<String>, Failure> {
    asker.caller.act(Action::ManageUsers, Action::ListUsers)?;
    let row = site.app.user(&asker.caller, UserId::new(user)).await?;
    let today = site.app.own_company(&asker.caller).await?.today;
    Ok(Html(end_page(&site, &asker, row, today.to_string(), Errors::default()).await?))
}

async fn end_page(site: &Site, asker: &Asker, row: UserRow, last_day: String, errors: Errors) -> Result<String, Failure> {
    let frame = frame(site, asker, "web-user-end").await?;
    Ok(render(&EndPage { l: asker.language, frame, errors, id: row.user.to_string(), name: row.name, last_day }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EndForm {
    last_day: String,
}

pub(crate) async fn end(
    State(site): State<Site>,
    asker: Asker,
    At(user): At<Uuid>,
    form: Result<Form<EndForm>, FormRejection>,
) -> Result<Response, Failure> {
    asker.caller.act(Action::ManageUsers, Action::ListUsers)?;
    let user = UserId::new(user);
    let row = site.app.user(&asker.caller, user).await?;
    let form = fields(form)?;
    let ended = match form.last_day.trim().parse() {
        Ok(last_day) => site.app.end_user(&asker.caller, user, last_day).await,
        Err(_) => Err(bad_day("last_day")),
    };
    match ended {
        Ok(()) => Ok(go(&query(&format!("/users/{user}"), &[("done", "user-ended")]))),
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            Ok((status, Html(end_page(&site, &asker, row, form.last_day, errors).await?)).into_response())
        }
    }
}

pub(crate) async fn rejoin(State(site): State<Site>, asker: Asker, At(user): At<Uuid>) -> Result<Response, Failure> {
    let user = UserId::new(user);
    finish(&site, &asker, user, site.app.rejoin_user(&asker.caller, user).await, "user-rejoined").await
}

pub(crate) async fn invite(State(site): State<Site>, asker: Asker, At(user): At<Uuid>) -> Result<Response, Failure> {
    let invitation = site.app.invite_again(&asker.caller, UserId::new(user)).await?;
    invited(&site, &asker, &invitation).await
}

/// Back to the person's page: with what was done, or with what was wrong.
async fn finish(site: &Site, asker: &Asker, user: UserId, done: Result<(), AppError>, word: &str) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(go(&query(&format!("/users/{user}"), &[("done", word)]))),
        Err(error) => {
            let (status, errors) = refusal(error, asker.language)?;
            Ok((status, Html(user_page(site, asker, user, errors).await?)).into_response())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_gives_no_role_that_cannot_be_given() {
        let form = UserForm::read(b"name=%C3%85sa+Berg&roles=report_viewer&roles=operator&roles=king&roles=account_admin");
        assert_eq!(form.roles, Roles::NONE.with(Role::ReportViewer).with(Role::AccountAdmin));
        assert_eq!((form.name.as_str(), form.technical), ("Åsa Berg", false));
    }
}

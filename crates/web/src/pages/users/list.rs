//! User Management: everybody of the company, searched, filtered, sorted, in pages.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;
use tierwise_app::desk::AssociationFilter;
use tierwise_app::service::{AccountState, UserQuery, UserRow, UserSort};
use tierwise_core::access::{Action, Role};
use tierwise_i18n::Language;

use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Frame, Pager, Sorting, render};
use crate::pages::{asked, words};
use crate::site::{Asker, Site};

const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage {
    l: Language,
    frame: Frame,
    users: Vec<UserView>,
    heads: Vec<Sorting>,
    pager: Pager,
    search: String,
    accounts: Vec<Choice>,
    links: Vec<Choice>,
    roles: Vec<Choice>,
    sort: String,
    order: String,
    may_create: bool,
    may_export: bool,
    is_filtered: bool,
}

pub(super) struct UserView {
    pub href: String,
    pub name: String,
    pub email: String,
    pub roles: String,
    pub account: &'static str,
    pub account_text: String,
    pub link: &'static str,
    pub link_text: String,
    pub technical: bool,
}

/// The list as its address asks for it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    search: String,
    account: String,
    role: String,
    association: String,
    sort: String,
    order: String,
    page: usize,
}

impl Wanted {
    /// Words that mean nothing are left out.
    fn query(&self) -> UserQuery {
        UserQuery {
            search: self.search.clone(),
            account: AccountState::find(&self.account),
            role: self.role.parse().ok(),
            association: AssociationFilter::find(&self.association),
            sort: UserSort::find(&self.sort).unwrap_or_default(),
            descending: self.order == "descending",
            page: self.page,
            per_page: PER_PAGE,
        }
    }
}

fn tone(account: AccountState) -> &'static str {
    match account {
        AccountState::Open => "good",
        AccountState::Ended => "bad",
        AccountState::None => "",
    }
}

fn association(row: &UserRow) -> (AssociationFilter, &'static str) {
    match (row.in_pc, row.in_pmc) {
        (true, _) => (AssociationFilter::Pc, "good"),
        (false, true) => (AssociationFilter::PmcOnly, "warn"),
        (false, false) => (AssociationFilter::None, "bad"),
    }
}

fn account_text(l: Language, account: AccountState) -> String {
    l.text(match account {
        AccountState::Open => "web-account-open",
        AccountState::Ended => "web-account-ended",
        AccountState::None => "web-account-none",
    })
}

fn association_text(l: Language, association: AssociationFilter) -> String {
    l.text(match association {
        AssociationFilter::Pc => "web-association-pc",
        AssociationFilter::PmcOnly => "web-association-pmc",
        AssociationFilter::None => "web-association-none",
    })
}

fn roles_text(l: Language, row: &UserRow) -> String {
    let roles = row.account.iter().flat_map(|account| account.roles.iter());
    roles.map(|role| words::role(l, role).0).collect::<Vec<_>>().join(", ")
}

pub(crate) async fn list(
    State(site): State<Site>,
    asker: Asker,
    query: Result<Query<Wanted>, QueryRejection>,
) -> Result<Html<String>, Failure> {
    let (l, asked): (_, Wanted) = (asker.language, asked(query));
    let found = site.app.users(&asker.caller, &asked.query()).await?;
    let values = [
        ("search", asked.search.as_str()),
        ("account", &asked.account),
        ("role", &asked.role),
        ("association", &asked.association),
        ("sort", &asked.sort),
        ("order", &asked.order),
    ];
    let sort = if asked.sort.is_empty() { "name" } else { &asked.sort };
    let head =
        |key: &str, label: &'static str| Sorting::new(l.text(label), key, "/users", &values, sort, asked.order == "descending");
    let heads = vec![
        head("name", "web-user"),
        head("email", "web-email"),
        head("roles", "web-roles"),
        head("account", "web-user-account"),
        head("association", "web-association"),
    ];
    let page = UsersPage {
        l,
        frame: frame(&site, &asker, "web-nav-users").await?,
        heads,
        pager: Pager::new(l, "/users", &values, asked.page, PER_PAGE, found.total),
        users: found.rows.iter().map(|row| view(l, row)).collect(),
        accounts: choices(l, &asked.account, AccountState::ALL.map(|state| (state.code(), account_text(l, state)))),
        links: choices(
            l,
            &asked.association,
            AssociationFilter::ALL.map(|filter| (filter.code(), association_text(l, filter))),
        ),
        roles: choices(l, &asked.role, role_words(l)),
        may_create: asker.caller.may(Action::ManageUsers),
        may_export: asker.caller.may(Action::ExportUsers),
        is_filtered: [&asked.search, &asked.account, &asked.role, &asked.association].iter().any(|value| !value.is_empty()),
        search: asked.search,
        sort: asked.sort,
        order: asked.order,
    };
    Ok(Html(render(&page)))
}

fn role_words(l: Language) -> impl Iterator<Item = (&'static str, String)> {
    let roles = Role::GRANTED.into_iter().chain([Role::DefaultUser]);
    roles.map(move |role| (role.code(), words::role(l, role).0))
}

fn choices(l: Language, chosen: &str, words: impl IntoIterator<Item = (&'static str, String)>) -> Vec<Choice> {
    let words = [("", l.text("web-any"))].into_iter().chain(words);
    words.map(|(value, label)| Choice { value: value.to_owned(), label, chosen: value == chosen }).collect()
}

pub(super) fn view(l: Language, row: &UserRow) -> UserView {
    let account = AccountState::of(row.account.as_ref());
    let (link, link_tone) = association(row);
    UserView {
        href: format!("/users/{}", row.user),
        name: row.name.clone(),
        email: row.email.clone(),
        roles: roles_text(l, row),
        account: tone(account),
        account_text: account_text(l, account),
        link: link_tone,
        link_text: association_text(l, link),
        technical: row.technical,
    }
}

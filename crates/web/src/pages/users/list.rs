//! User Management: everybody of the company, searched, filtered, sorted, in pages.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;
use tierwise_app::service::UserRow;
use tierwise_core::access::{Action, Role, Roles};
use tierwise_i18n::Language;

use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Frame, Pager, Sorting, cut, render};
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

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct UserQuery {
    search: String,
    account: String,
    role: String,
    association: String,
    sort: String,
    order: String,
    page: usize,
}

/// The state of an account: its word, and the tone of its badge.
fn account(row: &UserRow) -> (&'static str, &'static str) {
    match &row.account {
        None => ("none", ""),
        Some(account) if account.ended_at.is_some() => ("ended", "bad"),
        Some(_) => ("open", "good"),
    }
}

fn association(row: &UserRow) -> (&'static str, &'static str) {
    match (row.in_pc, row.in_pmc) {
        (true, _) => ("pc", "good"),
        (false, true) => ("pmc", "warn"),
        (false, false) => ("none", "bad"),
    }
}

fn account_text(l: Language, word: &str) -> String {
    l.text(match word {
        "open" => "web-account-open",
        "ended" => "web-account-ended",
        _ => "web-account-none",
    })
}

fn association_text(l: Language, word: &str) -> String {
    l.text(match word {
        "pc" => "web-association-pc",
        "pmc" => "web-association-pmc",
        _ => "web-association-none",
    })
}

fn roles_text(l: Language, row: &UserRow) -> String {
    let roles = row.account.iter().flat_map(|account| account.roles.iter());
    roles.map(|role| words::role(l, role).0).collect::<Vec<_>>().join(", ")
}

/// Whether somebody holds the role, with an open account; who holds no other is only a user.
fn holds(row: &UserRow, wanted: &str) -> bool {
    let account = row.account.as_ref().filter(|account| account.ended_at.is_none());
    let role: Option<Role> = wanted.parse().ok();
    match (account, role) {
        (Some(account), Some(Role::DefaultUser)) => account.roles == Roles::NONE,
        (Some(account), Some(role)) => account.roles.has(role),
        _ => false,
    }
}

pub(crate) async fn list(
    State(site): State<Site>,
    asker: Asker,
    query: Result<Query<UserQuery>, QueryRejection>,
) -> Result<Html<String>, Failure> {
    let (l, asked): (_, UserQuery) = (asker.language, asked(query));
    let rows = chosen(l, site.app.users(&asker.caller).await?, &asked);
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
    let page = asked.page.max(1);
    let page = UsersPage {
        l,
        frame: frame(&site, &asker, "web-nav-users").await?,
        heads,
        pager: Pager::new(l, "/users", &values, page, PER_PAGE, rows.len()),
        users: cut(rows, page, PER_PAGE).iter().map(|row| view(l, row)).collect(),
        accounts: choices(l, &asked.account, ["open", "ended", "none"].map(|word| (word, account_text(l, word)))),
        links: choices(l, &asked.association, ["pc", "pmc", "none"].map(|word| (word, association_text(l, word)))),
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

/// The people who were asked for, in the order that was asked for.
fn chosen(l: Language, mut rows: Vec<UserRow>, asked: &UserQuery) -> Vec<UserRow> {
    let wanted = asked.search.trim().to_lowercase();
    rows.retain(|row| {
        let text = format!("{} {} {}", row.name, row.email, row.mcids.join(" ")).to_lowercase();
        text.contains(&wanted)
            && (asked.account.is_empty() || account(row).0 == asked.account)
            && (asked.role.is_empty() || holds(row, &asked.role))
            && (asked.association.is_empty() || association(row).0 == asked.association)
    });
    rows.sort_by_cached_key(|row| {
        let first = match asked.sort.as_str() {
            "email" => row.email.to_lowercase(),
            "roles" => roles_text(l, row),
            "account" => account(row).0.to_owned(),
            "association" => association(row).0.to_owned(),
            _ => String::new(),
        };
        (first, row.name.to_lowercase(), row.user)
    });
    if asked.order == "descending" {
        rows.reverse();
    }
    rows
}

pub(super) fn view(l: Language, row: &UserRow) -> UserView {
    let (account_word, account_tone) = account(row);
    let (link_word, link_tone) = association(row);
    UserView {
        href: format!("/users/{}", row.user),
        name: row.name.clone(),
        email: row.email.clone(),
        roles: roles_text(l, row),
        account: account_tone,
        account_text: account_text(l, account_word),
        link: link_tone,
        link_text: association_text(l, link_word),
        technical: row.technical,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierwise_app::service::Account;
    use tierwise_core::{Instant, UserId};

    fn row(name: &str, roles: Option<Roles>) -> UserRow {
        let user = UserId::new(uuid::Uuid::from_u128(name.len() as u128));
        let created_at = Instant::from_micros(0);
        let account = roles.map(|roles| Account {
            user,
            email: String::new(),
            language: "en".to_owned(),
            roles,
            created_at,
            ended_at: None,
            last_sign_in_at: None,
        });
        UserRow {
            user,
            name: name.to_owned(),
            email: format!("{}@example.org", name.to_lowercase()),
            location: String::new(),
            technical: false,
            account,
            employed: true,
            ends_on: None,
            in_pc: false,
            in_pmc: false,
            mcids: vec!["4711".to_owned()],
        }
    }

    fn names(asked: &UserQuery) -> Vec<String> {
        let viewer = Roles::NONE.with(Role::ReportViewer);
        let rows = vec![row("Ada", None), row("Bosse", Some(viewer)), row("Örjan Ek", Some(Roles::NONE))];
        chosen(Language::English, rows, asked).into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn people_are_found_by_every_filter() {
        let usual = UserQuery::default;
        let text = str::to_owned;
        assert_eq!(names(&UserQuery { search: text(" ÖRJAN "), ..usual() }), ["Örjan Ek"]);
        assert_eq!(names(&UserQuery { search: text("4711"), ..usual() }).len(), 3);
        assert_eq!(names(&UserQuery { account: text("none"), ..usual() }), ["Ada"]);
        assert_eq!(names(&UserQuery { role: text("report_viewer"), ..usual() }), ["Bosse"]);
        assert_eq!(names(&UserQuery { role: text("default_user"), ..usual() }), ["Örjan Ek"]);
        assert_eq!(names(&UserQuery { role: text("king"), ..usual() }), [""; 0]);
        assert_eq!(names(&UserQuery { order: text("descending"), ..usual() }), ["Örjan Ek", "Bosse", "Ada"]);
    }
}

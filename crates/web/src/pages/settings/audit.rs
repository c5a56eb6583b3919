//! The audit: every change of the company's record, and who made it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;
use tierwise_app::service::Roster;
use tierwise_core::access::Action;
use tierwise_core::record::{Actor, Change};
use tierwise_i18n::Language;

use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Choice, Frame, Pager, Sorting, cut, render};
use crate::pages::{asked, words};
use crate::site::{Asker, Site};

const AUDIT: &str = "/audit";
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    l: Language,
    frame: Frame,
    changes: Vec<ChangeView>,
    heads: Vec<Sorting>,
    pager: Pager,
    asked: AuditQuery,
    actions: Vec<Choice>,
    is_filtered: bool,
}

struct ChangeView {
    number: u64,
    at: String,
    who: String,
    what: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AuditQuery {
    search: String,
    action: String,
    sort: String,
    order: String,
    page: usize,
}

/// A change with the names that it is found by.
struct Named {
    change: Change,
    who: String,
    what: String,
}

pub(crate) async fn audit(
    State(site): State<Site>,
    asker: Asker,
    query: Result<Query<AuditQuery>, QueryRejection>,
) -> Result<Html<String>, Failure> {
    let (l, asked): (_, AuditQuery) = (asker.language, asked(query));
    let changes = site.app.audit(&asker.caller).await?;
    let roster = site.app.roster(&asker.caller, Action::ReadAudit).await?;
    let clock = site.clock(&asker).await?;
    let found = chosen(named(l, changes, &roster), &asked);
    let values = [("search", asked.search.as_str()), ("action", &asked.action), ("sort", &asked.sort), ("order", &asked.order)];
    let sort = if asked.sort.is_empty() { "when" } else { &asked.sort };
    let head = |key: &str, label: &'static str| Sorting::new(l.text(label), key, AUDIT, &values, sort, asked.is_descending());
    let view = |named: Named| ChangeView {
        number: named.change.number,
        at: clock.shown(named.change.at),
        who: named.who,
        what: named.what,
    };
    let any = Choice { value: String::new(), label: l.text("web-any"), chosen: asked.action.is_empty() };
    let mut actions: Vec<Choice> =
        words::actions(l).map(|(word, label)| Choice { value: word.to_owned(), label, chosen: word == asked.action }).collect();
    actions.sort_by(|one, other| one.label.cmp(&other.label));
    actions.insert(0, any);
    Ok(Html(render(&AuditPage {
        l,
        frame: frame(&site, &asker, "web-nav-audit").await?,
        heads: vec![head("when", "web-when"), head("who", "web-who"), head("what", "web-what")],
        pager: Pager::new(l, AUDIT, &values, asked.page, PER_PAGE, found.len()),
        changes: cut(found, asked.page, PER_PAGE).into_iter().map(view).collect(),
        actions,
        is_filtered: !(asked.search.is_empty() && asked.action.is_empty()),
        asked,
    })))
}

fn named(l: Language, changes: Vec<Change>, roster: &Roster) -> Vec<Named> {
    let mut names: BTreeMap<_, String> = BTreeMap::new();
    let name = |change: Change| Named {
        who: match change.actor {
            Actor::User(user) => names.entry(user).or_insert_with(|| roster.name(user)).clone(),
            Actor::Operator(_) => l.text("web-role-operator"),
            Actor::System => "Tierwise".to_owned(),
        },
        what: words::action(l, &change.action),
        change,
    };
    changes.into_iter().map(name).collect()
}

impl AuditQuery {
    /// The latest first, unless the other order is asked for.
    fn is_descending(&self) -> bool {
        self.order == "descending" || (self.sort.is_empty() && self.order.is_empty())
    }
}

/// The changes that were asked for, in the order that was asked for.
fn chosen(mut changes: Vec<Named>, asked: &AuditQuery) -> Vec<Named> {
    let wanted = asked.search.trim().to_lowercase();
    changes.retain(|named| {
        (asked.action.is_empty() || named.change.action == asked.action) && named.who.to_lowercase().contains(&wanted)
    });
    changes.sort_by_cached_key(|named| {
        let first = match asked.sort.as_str() {
            "who" => named.who.to_lowercase(),
            "what" => named.what.clone(),
            _ => String::new(),
        };
        (first, named.change.number)
    });
    if asked.is_descending() {
        changes.reverse();
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierwise_core::Instant;

    fn numbers(asked: &AuditQuery) -> Vec<u64> {
        let change = |number, who: &str, action: &str| Named {
            change: Change {
                number,
                at: Instant::from_micros(0),
                actor: Actor::System,
                action: action.to_owned(),
                batch: None,
                request: String::new(),
            },
            who: who.to_owned(),
            what: words::action(Language::English, action),
        };
        let changes =
            vec![change(3, "Maja", "settings-changed"), change(2, "ada", "user-created"), change(1, "Maja", "import-applied")];
        chosen(changes, asked).into_iter().map(|named| named.change.number).collect()
    }

    #[test]
    fn changes_are_filtered_and_sorted_and_the_latest_come_first() {
        let usual = AuditQuery::default;
        let text = str::to_owned;
        assert_eq!(numbers(&usual()), [3, 2, 1]);
        assert_eq!(numbers(&AuditQuery { sort: text("when"), ..usual() }), [1, 2, 3]);
        assert_eq!(numbers(&AuditQuery { sort: text("who"), ..usual() }), [2, 1, 3]);
        assert_eq!(numbers(&AuditQuery { sort: text("what"), order: text("descending"), ..usual() }), [2, 3, 1]);
        assert_eq!(numbers(&AuditQuery { search: text(" MAJA"), ..usual() }), [3, 1]);
        assert_eq!(numbers(&AuditQuery { action: text("user-created"), ..usual() }), [2]);
    }
}

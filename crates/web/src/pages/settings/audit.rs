//! The audit: every change of the company's record, and who made it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;
use tierwise_core::access::Action;
use tierwise_core::record::Actor;
use tierwise_i18n::Language;

use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Frame, query, render};
use crate::pages::{asked, words};
use crate::site::{Asker, Site};

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

pub(crate) async fn audit(
    State(site): State<Site>,
    asker: Asker,
    before: Result<Query<Before>, QueryRejection>,
) -> Result<Html<String>, Failure> {
    let (l, from): (_, Before) = (asker.language, asked(before));
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

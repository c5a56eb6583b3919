//! The frame of a page for whoever asks: navigation to what they may see, company and name, what was just done.

use tierwise_app::service::{AppError, Caller, RunBy};
use tierwise_core::access::Action;
use tierwise_i18n::Language;

use crate::page::{Frame, Item, Notice, Section, sentence};
use crate::site::{Asker, Site};

/// What a redirect may say on the page that it leads to, by the word behind `?done=`.
const DONE: [(&str, &str); 19] = [
    ("signed-out", "web-done-signed-out"),
    ("password", "web-done-password"),
    ("session-ended", "web-done-session-ended"),
    ("invited", "web-done-invited"),
    ("roles", "web-done-roles"),
    ("user-ended", "web-done-user-ended"),
    ("user-rejoined", "web-done-user-rejoined"),
    ("import-cancelled", "web-done-import-cancelled"),
    ("import-undone", "web-done-import-undone"),
    ("metric", "web-done-metric"),
    ("metrics", "web-done-metrics"),
    ("shown", "web-done-shown"),
    ("settings", "web-done-settings"),
    ("location-added", "web-done-location-added"),
    ("location-ended", "web-done-location-ended"),
    ("token-ended", "web-done-token-ended"),
    ("enrolled", "web-done-enrolled"),
    ("enrolment-ended", "web-done-enrolment-ended"),
    ("setup", "web-done-setup"),
];

/// The frame with everything that the caller may go to.
pub(crate) async fn frame(site: &Site, asker: &Asker, title: &'static str) -> Result<Frame, AppError> {
    let l = asker.language;
    let mut frame = bare(site, asker).titled(l.text(title));
    let (path, _) = asker.here.split_once('?').unwrap_or((&asker.here, ""));
    match &asker.caller {
        Caller::Anonymous => {}
        Caller::Operator { name, .. } => {
            frame.person = Some(name.clone());
            frame.sections = vec![Section { title: None, items: vec![item(l, "web-nav-companies", "/companies", path)] }];
        }
        Caller::User(seat) => {
            let company = site.app.own_company(&asker.caller).await?;
            frame.company = Some(company.partner.name.clone());
            frame.person = Some(site.app.own_name(seat).await?);
            frame.has_profile = true;
            frame.sections = sections(site, asker, path, &company.partner.programmes);
            if frame.sections.is_empty() {
                let own = vec![item(l, "web-my-profile", "/profile", path), item(l, "web-account", "/account", path)];
                frame.sections.push(Section { title: None, items: own });
            }
        }
    }
    Ok(frame)
}

/// The frame of a page that anybody may see.
pub(crate) fn bare(site: &Site, asker: &Asker) -> Frame {
    Frame {
        theme: asker.theme,
        here: asker.here.clone(),
        is_demo: site.app.settings().demo,
        notices: done(asker).into_iter().collect(),
        ..Frame::default()
    }
}

fn done(asker: &Asker) -> Option<Notice> {
    let (_, query) = asker.here.split_once('?')?;
    let word = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let (_, key) = DONE.iter().find(|(known, _)| *known == word)?;
    Some(Notice { tone: "good", text: sentence(&asker.language.text(key)) })
}

fn item(l: Language, key: &'static str, href: &str, path: &str) -> Item {
    let current = path == href || href != "/" && path.starts_with(href) && path[href.len()..].starts_with('/');
    Item { label: l.text(key), href: href.to_owned(), current }
}

fn sections(site: &Site, asker: &Asker, path: &str, programmes: &[tierwise_core::ProgrammeId]) -> Vec<Section> {
    let l = asker.language;
    let may = |action| asker.caller.may(action);
    let mut sections = Vec::new();
    if may(Action::SeeStandings) {
        sections.push(Section { title: None, items: vec![item(l, "web-nav-home", "/", path)] });
        for id in programmes {
            let Some(programme) = site.app.programme(id) else { continue };
            let name = tierwise_app::in_language(&programme.name, l).to_owned();
            let base = format!("/programmes/{id}");
            let first = if may(Action::SeeSkillsData) { "skills" } else { "summary" };
            let mut report = item(l, "web-nav-report", &format!("{base}/report/{first}"), path);
            report.current = path.starts_with(&format!("{base}/report/"));
            let items = vec![item(l, "web-nav-competencies", &format!("{base}/competencies"), path), report];
            sections.push(Section { title: Some(name), items });
        }
    }
    let group = |title: &'static str, pages: &[(Action, &'static str, &'static str)]| {
        let items: Vec<Item> =
            pages.iter().filter(|(action, ..)| may(*action)).map(|(_, key, href)| item(l, key, href, path)).collect();
        (!items.is_empty()).then(|| Section { title: Some(l.text(title)), items })
    };
    sections.extend(group("web-nav-people", &[(Action::ListUsers, "web-nav-users", "/users")]));
    sections.extend(group(
        "web-nav-data",
        &[
            (Action::Import, "web-nav-imports", "/imports"),
            (Action::EnterMetrics, "web-nav-metrics", "/performance-metrics"),
            (Action::EnterMetrics, "web-nav-reconcile", "/reconcile"),
        ],
    ));
    sections.extend(group(
        "web-nav-setup",
        &[
            (Action::ChangeSettings, "web-nav-settings", "/settings"),
            (Action::ManageLocations, "web-nav-locations", "/locations"),
            (Action::ManageTokens, "web-nav-tokens", "/tokens"),
            (Action::ReadAudit, "web-nav-audit", "/audit"),
        ],
    ));
    if site.app.settings().run_by == RunBy::Company {
        sections.extend(group("web-nav-installation", &[(Action::RunInstallation, "web-nav-companies", "/companies")]));
    }
    sections
}

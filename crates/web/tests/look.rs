//! Every page that somebody can come to, in both languages: worded, labelled, without inline code, and no link leads nowhere.

#[path = "look/html.rs"]
mod html;
#[path = "look/mistakes.rs"]
mod mistakes;
#[path = "look/said.rs"]
mod said;
#[path = "look/site.rs"]
mod site;

use std::collections::BTreeSet;

use html::Document;
use mistakes::mistakes;
use site::{DemoSite, Visited, Visitor};
use tierwise_app::demo;
use tierwise_app::service::RunBy;
use tierwise_core::Day;
use tierwise_core::access::Roles;
use tokio::sync::OnceCell;

const LANGUAGES: [&str; 2] = ["en", "sv"];

/// One visitor's way through the site.
struct Walk {
    visitor: Visitor,
    pages: Vec<Visited>,
}

static WALKS: OnceCell<Vec<Walk>> = OnceCell::const_new();

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_mistake_in_any_language() {
    let mut found = BTreeSet::new();
    for walk in walks().await {
        for page in walk.pages.iter().filter(|page| page.answer.is_page()) {
            for mistake in mistakes(&page.answer.body, walk.visitor.language) {
                found.insert(format!("{} ({}, {}): {mistake}", page.path, walk.visitor.who, walk.visitor.language));
            }
        }
    }
    assert!(found.is_empty(), "{} mistakes:\n{}", found.len(), lines(&found));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_link_leads_nowhere() {
    let mut found = BTreeSet::new();
    for walk in walks().await {
        for page in walk.pages.iter().filter(|page| ![200, 303].contains(&page.answer.status)) {
            found.insert(format!("{} ({}) on {}: {}", page.path, walk.visitor.who, page.from, page.answer.status));
        }
    }
    assert!(found.is_empty(), "{} links are dead:\n{}", found.len(), lines(&found));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_posts_to_a_route_that_exists() {
    let routes = tierwise_web::routes();
    let posts: Vec<&str> = routes.iter().filter(|route| route.method == "POST").map(|route| route.path).collect();
    let mut found = BTreeSet::new();
    for page in walks().await.iter().flat_map(|walk| &walk.pages).filter(|page| page.answer.is_page()) {
        let document = Document::read(&page.answer.body);
        for form in
            document.all("form").filter(|form| form.find("method").is_some_and(|method| method.eq_ignore_ascii_case("post")))
        {
            let action = form.find("action").unwrap_or_default();
            if !posts.iter().any(|path| fits(path, action)) {
                found.insert(format!("{}: {action}", page.path));
            }
        }
    }
    assert!(found.is_empty(), "{} forms post nowhere:\n{}", found.len(), lines(&found));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_reached_by_links_alone() {
    // A one-time link comes by another way than a page, and programs ask for these themselves.
    const OTHERWISE: [&str; 5] = ["/healthz", "/readyz", "/metrics", "/setup/{token}", "/invitation/{token}"];
    let visited: BTreeSet<&str> =
        walks().await.iter().flat_map(|walk| &walk.pages).map(|page| page.path.split('?').next().unwrap_or_default()).collect();
    let routes = tierwise_web::routes();
    let missing: BTreeSet<String> = routes
        .iter()
        .filter(|route| route.method == "GET" && !route.path.starts_with("/api/") && !OTHERWISE.contains(&route.path))
        .filter(|route| !visited.iter().any(|path| fits(route.path, path)))
        .map(|route| route.path.to_owned())
        .collect();
    assert!(missing.is_empty(), "no link leads to:\n{}", lines(&missing));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_time_links_open_pages_without_mistakes() {
    let mut found = BTreeSet::new();
    for run_by in [RunBy::Company, RunBy::Operator] {
        let site = DemoSite::build(run_by, false).await;
        let token = site.app.setup_link().await.unwrap().unwrap();
        for language in LANGUAGES {
            let visitor = site.visitor("nobody", None, language).await;
            let path = format!("/setup/{token}");
            for answer in [site.get(&visitor, &path).await, site.post(&visitor, &path, &[]).await] {
                assert!([200, 422].contains(&answer.status), "{run_by:?}: {}", answer.status);
                found.extend(
                    mistakes(&answer.body, language).into_iter().map(|mistake| format!("{run_by:?}, {language}: {mistake}")),
                );
            }
        }
    }
    assert!(found.is_empty(), "{} mistakes:\n{}", found.len(), lines(&found));
}

/// The ways of everybody in the demo, after an import was applied and another is looked at.
async fn walks() -> &'static [Walk] {
    WALKS.get_or_init(walk_all).await
}

async fn walk_all() -> Vec<Walk> {
    let site = DemoSite::build(RunBy::Operator, true).await;
    prepare(&site).await;
    let mut walks = Vec::new();
    for language in LANGUAGES {
        let visitor = site.visitor("nobody", None, language).await;
        walks.push(Walk { pages: site.walk(&visitor, &["/sign-in", "/"]).await, visitor });
        for (who, email) in people(&site) {
            let visitor = site.visitor(who, Some(&email), language).await;
            walks.push(Walk { pages: site.walk(&visitor, &["/", "/profile", "/account"]).await, visitor });
        }
        let visitor = site.visitor("operator", Some(demo::OPERATOR), language).await;
        walks.push(Walk { pages: site.walk(&visitor, &["/", "/account"]).await, visitor });
    }
    walks
}

/// One person of each kind of account of the first company.
fn people(site: &DemoSite) -> Vec<(&'static str, String)> {
    let mut known: Vec<Roles> = Vec::new();
    let mut people = Vec::new();
    for account in &site.companies[0].accounts {
        if !known.contains(&account.roles) {
            known.push(account.roles);
            let who = account.roles.iter().last().map_or("employee", |role| role.code());
            people.push((who, account.email.clone()));
        }
    }
    people
}

/// An import that was applied, one that was discarded, and one that waits for a decision.
async fn prepare(site: &DemoSite) {
    let admin = site.visitor("admin", Some(demo::DOORS[0].0), "en").await;
    let export = demo::changed_export(&site.companies[0], Day::new(2026, 11, 22).unwrap());
    let export = String::from_utf8(export).unwrap();
    for what in ["apply", "cancel", "look"] {
        let uploaded = site.upload(&admin, "/imports", "TrainingCompletions.csv", &export).await;
        assert_eq!(uploaded.status, 303, "{}", uploaded.body);
        if what != "look" {
            let path = uploaded.location.split('?').next().unwrap();
            let answer = site.post(&admin, &format!("{path}/{what}"), &[("keep", "all")]).await;
            assert_eq!(answer.status, 303, "{}", answer.body);
            finished(site, &admin, path).await;
        }
    }
}

/// While the page of an import shows the work it asks to be fetched again.
async fn finished(site: &DemoSite, admin: &Visitor, path: &str) {
    for _ in 0..10_000 {
        if !site.get(admin, path).await.body.contains("http-equiv=\"refresh\"") {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("the import at {path} is never finished");
}

/// Whether a path is one of a route: `/users/{user}`.
fn fits(route: &str, path: &str) -> bool {
    let (mut route, mut path) = (route.split('/'), path.split('?').next().unwrap_or_default().split('/'));
    loop {
        match (route.next(), path.next()) {
            (None, None) => return true,
            (Some(route), Some(path)) if route == path || route.starts_with('{') && !path.is_empty() => {}
            _ => return false,
        }
    }
}

fn lines(found: &BTreeSet<String>) -> String {
    found.iter().take(60).cloned().collect::<Vec<_>>().join("\n")
}

//! What single pages say and do, where words or order matter.

use tierwise_app::demo;
use tierwise_app::service::RunBy;
use tierwise_core::UserId;
use tierwise_core::record::Association;

use super::site::{DemoSite, Visitor};

async fn admin(site: &DemoSite) -> Visitor {
    site.visitor("admin", Some(demo::DOORS[0].0), "en").await
}

/// What stands between two marks.
fn between<'t>(text: &'t str, first: &str, last: &str) -> &'t str {
    text.split_once(first).and_then(|(_, rest)| rest.split_once(last)).map_or("", |(inner, _)| inner)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_none_is_refused_on_a_page_that_leads_on() {
    let site = DemoSite::build(RunBy::Operator, true).await;
    let admin = admin(&site).await;
    let answer = site.get(&admin, "/programmes/solutions-partner-2026/report/summary?as_of=nonsense").await;
    assert_eq!(answer.status, 422);
    for link in ["href=\"/users\"", "href=\"/imports\"", "Competency performance report"] {
        assert!(answer.body.contains(link), "{link}");
    }
    let missing = site.get(&admin, "/nothing").await;
    assert!(missing.status == 404 && missing.body.contains("href=\"/users\""));
    let stranger = site.visitor("nobody", None, "en").await;
    let answer = site.get(&stranger, "/invitation/unknown").await;
    assert!(answer.status == 404 && !answer.body.contains("href=\"/users\""), "who is not signed in is led nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_in_two_channels_is_listed_once() {
    let site = DemoSite::build(RunBy::Operator, true).await;
    let links = &site.companies[0].facts.associations;
    let is_same = |one: &Association, other: &Association| {
        one.user == other.user && one.profile == other.profile && one.channel != other.channel
    };
    let both = links.iter().filter(|one| one.ends_on.is_none());
    let both: Vec<(UserId, &str)> = both
        .filter(|one| links.iter().any(|other| other.ends_on.is_none() && is_same(one, other)))
        .map(|one| (one.user, &*one.profile))
        .collect();
    let (user, profile) = both.first().expect("somebody of the demo is associated in both");
    let page = site.get(&admin(&site).await, &format!("/people/{user}")).await;
    let listed = between(&page.body, "<ul class=\"list\">", "</ul>");
    let own: Vec<&str> = listed.split("<li>").filter(|item| item.contains(profile)).collect();
    assert_eq!(own.len(), 1, "{listed}");
    assert!(own[0].contains("associated in PC") && own[0].contains("associated in PMC"), "{listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_page_says_you() {
    let site = DemoSite::build(RunBy::Operator, true).await;
    let (employee, _) = demo::DOORS[1];
    for (language, you, person) in [("en", "You: ", "The person"), ("sv", "Du: ", "Personen")] {
        let own = site.visitor("employee", Some(employee), language).await;
        let page = site.get(&own, "/profile").await;
        assert!(page.body.contains(you) && !page.body.contains(person), "{language}");
        let user = site.companies[0].accounts.iter().find(|account| account.email == employee).unwrap().user;
        let admin = site.visitor("admin", Some(demo::DOORS[0].0), language).await;
        let page = site.get(&admin, &format!("/people/{user}")).await;
        assert!(page.body.contains(&format!("{person}: ")) && !page.body.contains(you), "{language}: of somebody else");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programmes_stand_in_every_list_where_the_settings_put_them() {
    let site = DemoSite::build(RunBy::Operator, true).await;
    let admin = admin(&site).await;
    let places = async || {
        let page = site.get(&admin, "/").await.body;
        ["/programmes/solutions-partner-2026/competencies", "/programmes/example-silver-gold/competencies"]
            .map(|link| page.find(link).unwrap())
    };
    let [scores, levels] = places().await;
    assert!(scores < levels);
    let company = &site.companies[0].partner;
    let form = [
        ("company", company.name.as_str()),
        ("mpn_id", &company.mpn_id),
        ("time_zone", &company.time_zone),
        ("programmes", "solutions-partner-2026"),
        ("place-solutions-partner-2026", "1"),
        ("programmes", "example-silver-gold"),
        ("place-example-silver-gold", "1"),
        ("market", "developed"),
    ];
    assert_eq!(site.post(&admin, "/settings", &form).await.status, 303);
    let [scores, levels] = places().await;
    assert!(levels < scores, "the one that moved up is first");
}

#[tokio::test(flavor = "multi_thread")]
async fn times_are_in_words_like_days() {
    let site = DemoSite::build(RunBy::Operator, true).await;
    for (language, day) in [("en", "22 November 2026, "), ("sv", "22 november 2026, ")] {
        let admin = site.visitor("admin", Some(demo::DOORS[0].0), language).await;
        for path in ["/account", "/audit"] {
            let page = site.get(&admin, path).await.body;
            assert!(page.contains(day), "{path}");
            assert!(!page.contains("2026-11-22 "), "{path}");
        }
    }
}

//! Every page that the navigation leads to, at the widths of a desk and a phone, in both languages and both themes.

use super::eyes::{Eyes, assert_nothing};
use super::*;

const PROGRAMME: &str = "/programmes/solutions-partner-2026";

/// The pages of a person, by what they are called in pictures.
fn pages(email: &str) -> Vec<(String, &'static str)> {
    let report = |tab: &str| format!("{PROGRAMME}/report/{tab}");
    match email {
        ADMIN => vec![
            ("/".to_owned(), "home"),
            (format!("{PROGRAMME}/competencies"), "competencies"),
            ("/programmes/example-silver-gold/competencies".to_owned(), "competencies-levels"),
            (report("skills"), "skills"),
            (format!("{}?search=nothing-is-called-so", report("skills")), "skills-empty"),
            (report("summary"), "summary"),
            (report("requirements"), "requirements"),
            ("/programmes/example-silver-gold/report/requirements".to_owned(), "requirements-levels"),
            (report("training"), "training"),
            (report("history"), "history"),
            ("/profile".to_owned(), "profile"),
            ("/users".to_owned(), "users"),
            ("/imports".to_owned(), "imports"),
            ("/performance-metrics".to_owned(), "metrics"),
            ("/reconcile".to_owned(), "reconcile"),
            ("/account".to_owned(), "account"),
            ("/settings".to_owned(), "settings"),
            ("/locations".to_owned(), "locations"),
            ("/tokens".to_owned(), "tokens"),
            ("/audit".to_owned(), "audit"),
            ("/users/new".to_owned(), "user-new"),
            ("/nothing".to_owned(), "not-found"),
        ],
        OTHER_ADMIN => vec![("/".to_owned(), "other-home"), ("/users/new".to_owned(), "not-allowed")],
        EMPLOYEE => vec![("/profile".to_owned(), "employee"), ("/account".to_owned(), "employee-account")],
        VIEWER => vec![("/".to_owned(), "viewer-home"), (report("requirements"), "viewer-requirements")],
        _ => vec![("/companies".to_owned(), "companies")],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_anything_that_axe_finds_or_scrolls_sideways() {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    let mut wrong = Vec::new();
    for (width, theme, language) in
        [(1280, Theme::Light, "en"), (390, Theme::Dark, "en"), (1280, Theme::Dark, "sv"), (390, Theme::Light, "sv")]
    {
        let look = Look { width, theme, script: JavaScript::On, language };
        let mut eyes = Eyes::new(look);
        for email in [ADMIN, EMPLOYEE, VIEWER, OTHER_ADMIN, OPERATOR] {
            let page = demo.signed_in(&browser, email, look).await;
            for (path, name) in pages(email) {
                page.open(&demo.url(&path)).await.unwrap();
                let status = match name {
                    "not-found" => 404,
                    "not-allowed" => 403,
                    _ => 200,
                };
                eyes.look(&page, name, status).await;
            }
        }
        wrong.extend(eyes.wrong);
    }
    assert_nothing(&wrong);
}

//! Every page, at the widths of a desk and a phone, in both languages and both themes: axe-core finds nothing, nothing
//! scrolls sideways, and the browser has nothing to complain about. With `TIERWISE_PICTURES=FOLDER` it keeps a picture of each.

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
            ("/tokens".to_owned(), "tokens"),
            ("/audit".to_owned(), "audit"),
            ("/users/new".to_owned(), "user-new"),
            ("/nothing".to_owned(), "not-found"),
        ],
        EMPLOYEE => vec![("/profile".to_owned(), "employee"), ("/account".to_owned(), "employee-account")],
        VIEWER => vec![("/".to_owned(), "viewer-home"), (report("requirements"), "viewer-requirements")],
        _ => vec![("/companies".to_owned(), "companies")],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_anything_that_axe_finds_or_scrolls_sideways() {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    let pictures = std::env::var_os("TIERWISE_PICTURES").map(std::path::PathBuf::from);
    let mut wrong = Vec::new();
    for (width, theme, language) in
        [(1280, Theme::Light, "en"), (390, Theme::Dark, "en"), (1280, Theme::Dark, "sv"), (390, Theme::Light, "sv")]
    {
        let look = Look { width, theme, script: JavaScript::On, language };
        for email in [ADMIN, EMPLOYEE, VIEWER, OPERATOR] {
            let page = demo.signed_in(&browser, email, look).await;
            for (path, name) in pages(email) {
                page.open(&demo.url(&path)).await.unwrap();
                let place = format!("{name} {width} {theme:?} {language}");
                for violation in page.axe().await.unwrap() {
                    wrong.push(format!("{place}: {} {} {:?}", violation.id, violation.help, violation.nodes));
                }
                if page.overflows().await.unwrap() {
                    wrong.push(format!("{place}: scrolls sideways"));
                }
                let missing = name == "not-found";
                let complaints = page.complaints().await.unwrap();
                wrong.extend(complaints.into_iter().filter(|_| !missing).map(|text| format!("{place}: {text}")));
                if page.text().await.unwrap().contains('⟦') {
                    wrong.push(format!("{place}: a message is missing"));
                }
                if let Some(folder) = &pictures {
                    std::fs::create_dir_all(folder).unwrap();
                    page.screenshot(&folder.join(format!("{name}-{width}-{language}.png"))).await.unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
}

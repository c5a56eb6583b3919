//! The walk of the README: sign in, see, filter, download, import, undo; be kept out; without scripts.

use super::*;

pub const SKILLS: &str = "/programmes/solutions-partner-2026/report/skills";

fn rows(csv: &[u8]) -> Vec<String> {
    String::from_utf8(csv.to_vec()).unwrap().lines().skip(1).map(str::to_owned).collect()
}

async fn walk(look: Look) {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    let page = demo.signed_in(&browser, ADMIN, look).await;
    assert!(page.text().await.unwrap().contains("Fjordline Consulting AB"));

    // What the pages say is what the API says, and what the file says.
    let competencies = demo.api(&page, "/api/v1/programmes/solutions-partner-2026/competencies").await;
    page.open(&demo.url("/programmes/solutions-partner-2026/competencies")).await.unwrap();
    let text = page.text().await.unwrap();
    for competency in competencies.as_array().unwrap() {
        assert!(text.contains(competency["name"].as_str().unwrap()), "{competency}");
        let counted = format!("{}", competency["people_counted"]);
        assert!(text.contains(&counted), "{competency}");
    }
    page.open(&demo.url(SKILLS)).await.unwrap();
    let all = demo.api(&page, "/api/v1/programmes/solutions-partner-2026/skills-report?per_page=1000").await;
    let total = all["total"].as_u64().unwrap();
    assert_eq!(all["items"].as_array().unwrap().len() as u64, total);
    assert!(page.text().await.unwrap().contains(&format!("{total} ")), "the page says how many rows there are");
    let file = page.download("CSV").await.unwrap();
    assert_eq!(rows(&file).len() as u64, total);

    // Filtered: the same rows on the page and over the API.
    page.fill("#search", "azure").await.unwrap();
    page.follow_key("Enter").await.unwrap();
    assert!(page.url().await.unwrap().contains("search=azure"));
    page.open(&demo.url(&format!("{SKILLS}?search=azure&status=counted"))).await.unwrap();
    let some = demo.api(&page, "/api/v1/programmes/solutions-partner-2026/skills-report?status=counted&search=azure").await;
    let found = some["total"].as_u64().unwrap();
    assert!(found > 0 && found < total);
    assert_eq!(page.count("tbody tr").await.unwrap(), found.min(50));

    import(&demo, &page).await;
}

/// A changed export: look, apply, see the change, undo, see it gone.
async fn import(demo: &Demo, page: &Page) {
    let report = "/api/v1/programmes/solutions-partner-2026/skills-report?per_page=1000";
    let before = demo.api(page, report).await;
    let export = demo.folder.path().join("changed.csv");
    std::fs::write(&export, changed_export()).unwrap();
    page.open(&demo.url("/imports")).await.unwrap();
    page.set_file("#file", &export).await.unwrap();
    page.follow_click("form[action='/imports'] button.primary").await.unwrap();
    let preview = demo.api(page, "/api/v1/imports").await;
    let import = &preview["items"][0];
    assert_eq!(import["state"], "previewed");
    assert!(import["preview"]["counts"]["new"].as_u64().unwrap() > 0, "{import}");
    assert_eq!(demo.api(page, report).await, before, "looking changes nothing");

    page.follow_click("button[form='apply']").await.unwrap();
    let state = || async { demo.api(page, "/api/v1/imports").await["items"][0]["state"].as_str().unwrap().to_owned() };
    let mut tries = 0;
    while state().await != "applied" {
        tries += 1;
        assert!(tries < 500, "the import is {}", state().await);
    }
    let after = demo.api(page, report).await;
    assert!(after["total"].as_u64().unwrap() > before["total"].as_u64().unwrap());
    page.open(&demo.url(&format!("{SKILLS}?search=anna.import"))).await.unwrap();
    assert_eq!(page.count("tbody tr").await.unwrap(), 1, "the new person is on the page");

    page.open(&demo.url(&format!("/imports/{}/undo", import["id"].as_str().unwrap()))).await.unwrap();
    page.follow_click("main button.danger").await.unwrap();
    assert_eq!(state().await, "undone");
    assert_eq!(demo.api(page, report).await, before, "undone is as before");
}

/// An export of the demo's first company with one person whom nobody knows.
pub fn changed_export() -> &'static str {
    "TrainingActivityId,TrainingTitle,TrainingType,TrainingCompletionDate,ExpirationDate,MCPID,IndividualFirstName,\
     IndividualLastName,Email,CorpEmail,PartnerName,MPNId,City,CountryRegion,ActivationStatus,Month\n\
     3051,Azure Administrator Associate,Certification,2026-10-01,2027-10-01,99887766,Anna,Import,anna.import@outlook.example,\
     anna.import@fjordline.example,Fjordline Consulting AB,1234567,Stockholm,Sweden,Active,2026-10-01\n"
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_sees_filters_downloads_imports_and_undoes() {
    walk(ENGLISH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_works_in_swedish_without_scripts() {
    walk(Look { script: JavaScript::Off, language: "sv", ..ENGLISH }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_companys_admin_finds_nothing() {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    let ours = demo.signed_in(&browser, ADMIN, ENGLISH).await;
    let theirs = demo.signed_in(&browser, OTHER_ADMIN, ENGLISH).await;
    let users = demo.api(&ours, "/api/v1/users?per_page=1000").await;
    let names: Vec<&str> = users["items"].as_array().unwrap().iter().map(|user| user["email"].as_str().unwrap()).collect();
    assert!(names.len() > 20);
    for user in users["items"].as_array().unwrap().iter().take(5) {
        theirs.open(&demo.url(&format!("/people/{}", user["id"].as_str().unwrap()))).await.unwrap();
        assert_eq!(theirs.status().await.unwrap(), 404);
    }
    for path in ["/", SKILLS, "/users", "/imports"] {
        theirs.open(&demo.url(path)).await.unwrap();
        let text = theirs.text().await.unwrap();
        assert!(names.iter().all(|email| !text.contains(email)), "{path}");
        assert!(!text.contains("Fjordline Consulting"), "{path}");
    }
    theirs.open(&demo.url("/programmes/example-silver-gold/competencies")).await.unwrap();
    assert_eq!(theirs.status().await.unwrap(), 404, "a programme that only the first company follows");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employee_sees_the_own_ladders_and_nothing_else() {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    let page = demo.signed_in(&browser, EMPLOYEE, ENGLISH).await;
    assert!(page.url().await.unwrap().ends_with("/profile"), "an employee starts at the own profile");
    assert!(page.count(".ladder").await.unwrap() > 0);
    assert!(page.count(".ladder .failed").await.unwrap() > 0, "something does not count, and it says why");
    for path in ["/users", SKILLS, "/imports", "/settings"] {
        page.open(&demo.url(path)).await.unwrap();
        assert_eq!(page.status().await.unwrap(), 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_sees_counts_and_never_a_name() {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    let admin = demo.signed_in(&browser, ADMIN, ENGLISH).await;
    let users = demo.api(&admin, "/api/v1/users?per_page=1000").await;
    let viewer = demo.signed_in(&browser, VIEWER, ENGLISH).await;
    let programme = "/programmes/solutions-partner-2026";
    let tabs = ["summary", "requirements", "history"].map(|tab| format!("{programme}/report/{tab}"));
    for path in [&["/".to_owned(), format!("{programme}/competencies")][..], &tabs].concat() {
        viewer.open(&demo.url(&path)).await.unwrap();
        assert_eq!(viewer.status().await.unwrap(), 200, "{path}");
        let text = viewer.text_of("main").await.unwrap();
        for user in users["items"].as_array().unwrap().iter().filter(|user| user["email"] != VIEWER) {
            assert!(!text.contains(user["name"].as_str().unwrap()), "{path}: {user}");
        }
    }
}

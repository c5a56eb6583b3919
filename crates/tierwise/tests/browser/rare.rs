//! The pages that no navigation leads to: set-up, invitations and what is shown once, forms that were refused, an import on
//! its way, a company without data or without enrolment.

use super::eyes::{Eyes, assert_nothing};
use super::*;

/// A company and its first person, by the fields of the form.
pub const COMPANY: [(&str, &str); 6] = [
    ("company", "Granit & Co"),
    ("mpn_id", "1234567"),
    ("time_zone", "Europe/Stockholm"),
    ("name", "Greta Granlund"),
    ("email", "greta@granit.example"),
    ("password", "four words are enough"),
];

/// The published sentence, to the letter.
const NO_SKILLS_DATA: &str = "No users found with skills data. Check to see whether users have associated their Learning or \
                              Partner University accounts with their profiles";

/// People, changes and every kind of problem; the second row is of another company.
const EXPORT: &str = "TrainingActivityId,TrainingTitle,TrainingType,TrainingCompletionDate,ExpirationDate,MCPID,IndividualFirstName,\
    IndividualLastName,Email,CorpEmail,PartnerName,MPNId,City,CountryRegion,ActivationStatus,Month\n\
    3051,Azure Administrator Associate,Certification,2026-10-01,2027-10-01,99887766,Anna,Import,anna@outlook.example,anna@granit.example,\
    Granit,1234567,Stockholm,Sweden,Active,2026-10-01\n\
    3051,Azure Administrator Associate,Certification,2026-10-01,2027-10-01,99887767,Olle,Other,olle@outlook.example,olle@other.example,\
    Other,7654321,Stockholm,Sweden,Active,2026-10-01\n\
    3051,Azure Administrator Associate,Certification,2026-10-02,,99887768,Anna,Import,anna@outlook.example,anna@granit.example,\
    Granit,1234567,Stockholm,Sweden,Inactive,2026-10-01\n";

const LOOKS: [Look; 2] = [
    Look { width: 1280, theme: Theme::Light, script: JavaScript::On, language: "en" },
    Look { width: 1280, theme: Theme::Dark, script: JavaScript::On, language: "sv" },
];

async fn visitor(demo: &Demo, browser: &Browser, look: Look) -> Page {
    let page = browser.page(look.width, look.theme, look.script).await.unwrap();
    page.set_cookie(&demo.server.base_url, "language", look.language).await.unwrap();
    page
}

async fn fill(page: &Page, fields: &[(&str, &str)]) {
    for (field, text) in fields {
        page.fill(&format!("#{field}"), text).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_begins_without_a_page_that_is_wrong() {
    let browser = Browser::start().await.unwrap();
    let mut wrong = Vec::new();
    for look in LOOKS {
        let fresh = Demo::nobodys();
        let mut eyes = Eyes::new(look);
        let page = visitor(&fresh, &browser, look).await;
        set_up(&fresh, &page, &mut eyes).await;
        invite(&fresh, &page, &visitor(&fresh, &browser, look).await, &mut eyes).await;
        make_token(&fresh, &page, &mut eyes).await;
        locate(&fresh, &page, &mut eyes).await;
        refuse(&fresh, &page, &mut eyes).await;
        import(&fresh, &page, &mut eyes).await;
        wrong.extend(eyes.wrong);
    }
    assert_nothing(&wrong);
}

async fn set_up(fresh: &Demo, page: &Page, eyes: &mut Eyes) {
    page.open(&fresh.set_up_url()).await.unwrap();
    eyes.look_at_both_widths(page, "set-up", 200).await;
    fill(page, &[("mpn_id", "none"), ("time_zone", "Mars"), ("email", "greta@granit"), ("password", "short")]).await;
    page.follow_click("button.primary").await.unwrap();
    eyes.look_at_both_widths(page, "set-up-refused", 422).await;
    assert!(page.count("[aria-invalid='true']").await.unwrap() >= 4, "every wrong field says so");
    fill(page, &COMPANY).await;
    page.follow_click("button.primary").await.unwrap();
    eyes.look_at_both_widths(page, "set-up-done", 200).await;
    page.open(&fresh.url("/programmes/solutions-partner-2026/report/skills")).await.unwrap();
    eyes.look_at_both_widths(page, "no-skills-data", 200).await;
    let text = page.text_of("main").await.unwrap();
    assert!(eyes.is_swedish() || text.contains(NO_SKILLS_DATA), "{text}");
    page.open(&fresh.set_up_url()).await.unwrap();
    eyes.look_at_both_widths(page, "set-up-used", 404).await;
}

async fn invite(fresh: &Demo, page: &Page, invited: &Page, eyes: &mut Eyes) {
    page.open(&fresh.url("/users/new")).await.unwrap();
    eyes.look_at_both_widths(page, "user-new", 200).await;
    fill(page, &[("name", "Per Granlund"), ("email", "per@granit.example")]).await;
    page.follow_click("main button.primary").await.unwrap();
    eyes.look_at_both_widths(page, "invitation-made", 200).await;
    let link = page.text_of("main .code").await.unwrap();
    page.follow_click("main a.button").await.unwrap();
    eyes.look_at_both_widths(page, "user", 200).await;
    let user = page.url().await.unwrap();
    invited.open(&link).await.unwrap();
    eyes.look_at_both_widths(invited, "invitation", 200).await;
    fill(invited, &[("password", "short")]).await;
    invited.follow_click("button.primary").await.unwrap();
    eyes.look_at_both_widths(invited, "invitation-refused", 422).await;
    fill(invited, &[("password", "four words are enough")]).await;
    invited.follow_click("button.primary").await.unwrap();
    eyes.look_at_both_widths(invited, "employee-without-data", 200).await;
    invited.open(&link).await.unwrap();
    eyes.look_at_both_widths(invited, "invitation-used", 404).await;
    page.open(&format!("{user}/end")).await.unwrap();
    eyes.look_at_both_widths(page, "user-end", 200).await;
}

async fn make_token(fresh: &Demo, page: &Page, eyes: &mut Eyes) {
    page.open(&fresh.url("/tokens")).await.unwrap();
    eyes.look_at_both_widths(page, "tokens-none", 200).await;
    fill(page, &[("name", "Nightly report")]).await;
    page.follow_click("main button.primary").await.unwrap();
    eyes.look_at_both_widths(page, "token-made", 200).await;
    page.follow_click("main button.danger").await.unwrap();
    eyes.look_at_both_widths(page, "token-end", 200).await;
}

async fn locate(fresh: &Demo, page: &Page, eyes: &mut Eyes) {
    page.open(&fresh.url("/locations")).await.unwrap();
    eyes.look_at_both_widths(page, "locations-none", 200).await;
    fill(page, &[("name", "Malmö"), ("mpn_id", "1234567")]).await;
    page.follow_click("main button.primary").await.unwrap();
    eyes.look_at_both_widths(page, "location-refused", 422).await;
    fill(page, &[("mpn_id", "7654322")]).await;
    page.follow_click("main button.primary").await.unwrap();
    eyes.look_at_both_widths(page, "location-added", 200).await;
    page.follow_click("main button.danger").await.unwrap();
    eyes.look_at_both_widths(page, "location-end", 200).await;
}

/// Forms that come back with what is wrong, and an address that means nothing.
async fn refuse(fresh: &Demo, page: &Page, eyes: &mut Eyes) {
    page.open(&fresh.url("/settings")).await.unwrap();
    fill(page, &[("company", ""), ("time_zone", "Mars")]).await;
    page.follow_click("main button.primary").await.unwrap();
    eyes.look_at_both_widths(page, "settings-refused", 422).await;
    let ambiguous = fresh.folder.path().join("ambiguous.csv");
    std::fs::write(&ambiguous, EXPORT.replace("2026-10-01", "01/10/2026").replace("2026-10-02", "02/10/2026")).unwrap();
    page.open(&fresh.url("/imports")).await.unwrap();
    page.set_file("#file", &ambiguous).await.unwrap();
    page.follow_click("form[action='/imports'] button.primary").await.unwrap();
    eyes.look_at_both_widths(page, "import-refused", 422).await;
}

async fn import(fresh: &Demo, page: &Page, eyes: &mut Eyes) {
    let export = fresh.folder.path().join("TrainingCompletions.csv");
    std::fs::write(&export, EXPORT).unwrap();
    page.open(&fresh.url("/imports")).await.unwrap();
    page.set_file("#file", &export).await.unwrap();
    page.follow_click("form[action='/imports'] button.primary").await.unwrap();
    eyes.look_at_both_widths(page, "import-preview", 200).await;
    page.follow_click("button[form='apply']").await.unwrap();
    let import = page.url().await.unwrap();
    while page.count("a[href$='/undo']").await.unwrap_or(0) == 0 {
        page.open(&import).await.unwrap();
    }
    eyes.look_at_both_widths(page, "import-applied", 200).await;
    page.follow_click("a[href$='/undo']").await.unwrap();
    eyes.look_at_both_widths(page, "import-undo", 200).await;
    page.follow_click("main button.danger").await.unwrap();
    eyes.look_at_both_widths(page, "import-undone", 200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_that_is_not_enrolled_is_told_how_on_pages_that_are_right() {
    let browser = Browser::start().await.unwrap();
    let mut wrong = Vec::new();
    for look in LOOKS {
        let demo = Demo::start();
        let mut eyes = Eyes::new(look);
        let operator = demo.signed_in(&browser, OPERATOR, look).await;
        operator.open(&demo.url("/companies?search=Fjordline")).await.unwrap();
        operator.follow_click("main button.danger").await.unwrap();
        eyes.look_at_both_widths(&operator, "enrolment-end", 200).await;
        operator.follow_click("main button.danger").await.unwrap();
        eyes.look_at_both_widths(&operator, "enrolment-ended", 200).await;
        let admin = demo.signed_in(&browser, ADMIN, look).await;
        for (path, name) in [("/", "not-enrolled-home"), (walk::SKILLS, "not-enrolled"), ("/profile", "not-enrolled-profile")] {
            admin.open(&demo.url(path)).await.unwrap();
            eyes.look_at_both_widths(&admin, name, 200).await;
            assert!(admin.count("main ol li").await.unwrap() >= 3, "{name}: what to do, step by step");
        }
        wrong.extend(eyes.wrong);
    }
    assert_nothing(&wrong);
}

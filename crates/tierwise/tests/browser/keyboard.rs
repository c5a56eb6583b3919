//! The keyboard alone does everything: Tab, Enter, Space, arrows and letters, never a click.

use super::walk::changed_export;
use super::*;

/// Presses Tab until what is wanted has the focus.
async fn tab_to(page: &Page, kind: &str, name: &str) {
    for _ in 0..200 {
        page.press("Tab").await.unwrap();
        let focused = page.focused().await.unwrap();
        if focused.starts_with(kind) && focused.contains(name) {
            return;
        }
    }
    panic!("the keyboard does not reach {kind} {name} at {}", page.url().await.unwrap());
}

/// Goes to what is wanted and presses Enter there.
async fn enter(page: &Page, kind: &str, name: &str) {
    tab_to(page, kind, name).await;
    page.follow_key("Enter").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_alone_signs_in_filters_downloads_and_signs_out() {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    let page = browser.page(1280, Theme::Light, JavaScript::On).await.unwrap();
    page.open(&demo.url("/sign-in")).await.unwrap();
    enter(&page, "button", "Maja").await;
    page.press("Tab").await.unwrap();
    assert!(page.focused().await.unwrap().contains("Skip to the content"), "the first stop is the way past the navigation");
    enter(&page, "a ", "Competency performance report").await;
    tab_to(&page, "input[name=search]", "").await;
    page.write("security").await.unwrap();
    page.follow_key("Enter").await.unwrap();
    assert!(page.url().await.unwrap().contains("search=security"));
    tab_to(&page, "select[name=status]", "").await;
    page.press("ArrowDown").await.unwrap();
    enter(&page, "button", "Filter").await;
    assert!(page.url().await.unwrap().contains("status=counted"), "{}", page.url().await.unwrap());
    tab_to(&page, "a ", "CSV").await;
    let file = page.download_with("Enter").await.unwrap();
    assert!(String::from_utf8(file).unwrap().contains("MCID"), "the report itself");
    enter(&page, "button", "Sign out").await;
    assert!(page.url().await.unwrap().contains("/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_alone_imports_applies_and_undoes() {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    let page = demo.signed_in(&browser, ADMIN, ENGLISH).await;
    let export = demo.folder.path().join("changed.csv");
    std::fs::write(&export, changed_export()).unwrap();
    enter(&page, "a ", "Imports").await;
    tab_to(&page, "input[name=file]", "").await;
    // The dialog of the system is not the page's; the rest is.
    page.set_file("#file", &export).await.unwrap();
    enter(&page, "button", "Look at the changes").await;
    assert!(page.text().await.unwrap().contains("Anna Import"));
    enter(&page, "button", "Apply the import").await;
    let import = page.url().await.unwrap();
    while page.count("a[href$='/undo']").await.unwrap_or(0) == 0 {
        page.open(&import).await.unwrap();
    }
    enter(&page, "a ", "Undo the import").await;
    enter(&page, "button", "Undo the import").await;
    assert!(page.text().await.unwrap().contains("Everything is as it was before"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_alone_sets_up_and_edits_a_setting() {
    let fresh = Demo::nobodys();
    let browser = Browser::start().await.unwrap();
    let page = browser.page(1280, Theme::Light, JavaScript::On).await.unwrap();
    page.open(&fresh.set_up_url()).await.unwrap();
    for (field, text) in rare::COMPANY {
        tab_to(&page, &format!("input[name={field}]"), "").await;
        page.write(text).await.unwrap();
    }
    page.follow_key("Enter").await.unwrap();
    enter(&page, "a ", "Settings").await;
    tab_to(&page, "input[name=company]", "").await;
    page.press("Control+a").await.unwrap();
    page.write("Granlund AB").await.unwrap();
    enter(&page, "button", "Save").await;
    assert!(page.text().await.unwrap().contains("The settings are saved"));
    assert_eq!(page.value("#company").await.unwrap(), "Granlund AB");
}

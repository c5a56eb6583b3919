//! The browser, against a site of a few lines.

use serde_json::Value;
use tierwise_testkit::browser::{Browser, JavaScript, Page, Theme};

#[path = "support/site.rs"]
mod site;

use site::{Request, response, serve};

const HTML: &str = "200 OK\ncontent-type: text/html; charset=utf-8\n\
    content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'";

const HOME: &str = r#"<!doctype html><html lang="en"><head><title>Home</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css"><script src="/script.js" defer></script></head>
<body><main><h1>Welcome</h1><p id="script">no script</p>
<p><a href="/second">Read on</a> <a href="/report.csv" download>Download skills report</a></p>
<form method="post" action="/people"><label>Name <input name="name"></label>
<label>Starts <input type="date" name="starts"></label>
<label>Level <select name="level"><option value="s">Silver</option><option value="g">Gold</option></select></label>
<label><input type="checkbox" name="technical"> Technical user</label>
<button>Save</button></form>
<button type="button" id="below">Below the curtain</button></main></body></html>"#;

const STYLE: &str = "body { background: #fff; color: #000 } #below { position: relative }
#below::after { content: '' }
@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } a { color: #9cf } }";

const POOR: &str = r#"<!doctype html><html lang="en"><head><title>Poor</title><link rel="stylesheet" href="/poor.css">
</head><body><main><h1>Poor</h1><img src="/dot.png"><p class="pale">hardly to be read</p>
<div class="wide">wide</div></main><div class="curtain"></div></body></html>"#;

const POOR_STYLE: &str = ".pale { color: #ccc; background: #fff } .wide { width: 2000px }
.curtain { position: fixed; inset: 0; display: none } ";

fn pages(request: &Request) -> String {
    let path = request.line.split(' ').nth(1).unwrap_or_default();
    match path {
        "/" => response(&format!("{HTML}\nset-cookie: session=secret; Path=/; HttpOnly"), HOME),
        "/secure" => response(&format!("{HTML}\nset-cookie: __Host-session=s; Path=/; HttpOnly; Secure"), HOME),
        "/style.css" => response("200 OK\ncontent-type: text/css", STYLE),
        "/script.js" => {
            let script = "document.getElementById('script').textContent = 'with script'; console.error('a mistake', 7);";
            response("200 OK\ncontent-type: text/javascript", script)
        }
        "/second" => response(HTML, &format!("<!doctype html><title>2</title><h1>Second</h1><pre>{}</pre>", request.headers)),
        "/people" => response(HTML, &format!("<!doctype html><title>Saved</title><p>Saved: {}", request.body)),
        "/report.csv" => {
            response("200 OK\ncontent-type: text/csv\ncontent-disposition: attachment; filename=r.csv", "MCID\r\n1\r\n")
        }
        "/upload" => response(
            HTML,
            "<!doctype html><title>Up</title><form method=post enctype=multipart/form-data \
            action=/people><input type=file name=file><button>Send</button></form>",
        ),
        "/poor" => response(HTML, POOR),
        "/poor.css" => response("200 OK\ncontent-type: text/css", POOR_STYLE),
        _ => response("404 Not Found\ncontent-type: text/html", "<!doctype html><title>No</title><p>no such page"),
    }
}

async fn page_with(theme: Theme, script: JavaScript) -> (Page, String) {
    let browser = Browser::start().await.unwrap();
    (browser.page(1280, theme, script).await.unwrap(), serve(pages))
}

async fn page() -> (Page, String) {
    page_with(Theme::Light, JavaScript::On).await
}

#[tokio::test]
async fn a_page_is_read_as_a_person_reads_it() {
    let (page, base) = page().await;
    page.open(&base).await.unwrap();
    assert_eq!(page.url().await.unwrap(), format!("{base}/"));
    assert!(page.text().await.unwrap().starts_with("Welcome\n\nwith script"));
    assert_eq!(page.text_of("h1").await.unwrap(), "Welcome");
    assert_eq!(page.count("form input").await.unwrap(), 3);
    assert_eq!(page.status().await.unwrap(), 200);
    assert!(page.html().await.unwrap().contains("<option value=\"g\">Gold</option>"));
    page.open(&format!("{base}/nowhere")).await.unwrap();
    assert_eq!(page.status().await.unwrap(), 404);
}

#[tokio::test]
async fn a_form_is_filled_and_sent_by_mouse() {
    let (page, base) = page().await;
    page.open(&base).await.unwrap();
    page.fill("[name=name]", "somebody else").await.unwrap();
    page.fill("[name=name]", "Åsa").await.unwrap();
    page.fill("[name=starts]", "2026-11-30").await.unwrap();
    page.choose("select", "Gold").await.unwrap();
    page.click_text("Technical user").await.unwrap();
    assert_eq!(page.value("[name=technical]").await.unwrap(), "true");
    page.follow("Save").await.unwrap();
    let text = page.text().await.unwrap();
    assert_eq!(text.trim(), "Saved: name=%C3%85sa&starts=2026-11-30&level=g&technical=on");
}

#[tokio::test]
async fn a_form_is_filled_and_sent_by_keyboard_without_scripts() {
    let (page, base) = page_with(Theme::Light, JavaScript::Off).await;
    page.open(&base).await.unwrap();
    assert!(page.text().await.unwrap().contains("no script"));
    for expected in ["a \"Read on\"", "a \"Download skills report\"", "input[name=name] \"Name\""] {
        page.press("Tab").await.unwrap();
        assert_eq!(page.focused().await.unwrap(), expected);
    }
    page.write("Bo").await.unwrap();
    page.press("!").await.unwrap();
    page.press("Tab").await.unwrap();
    page.press("Shift+Tab").await.unwrap();
    assert_eq!(page.value("[name=name]").await.unwrap(), "Bo!");
    page.follow_key("Enter").await.unwrap();
    assert!(page.text().await.unwrap().contains("Saved: name=Bo%21&"));
}

#[tokio::test]
async fn arrows_and_space_do_what_they_do_for_a_person() {
    let (page, base) = page().await;
    page.open(&base).await.unwrap();
    page.evaluate("document.querySelector('select').focus()").await.unwrap();
    page.press("ArrowDown").await.unwrap();
    assert_eq!(page.value("select").await.unwrap(), "g");
    page.press("Tab").await.unwrap();
    page.press("Space").await.unwrap();
    assert_eq!(page.value("[name=technical]").await.unwrap(), "true");
}

#[tokio::test]
async fn a_dark_theme_is_drawn_dark_and_finds_no_violation() {
    let (page, base) = page_with(Theme::Dark, JavaScript::On).await;
    page.open(&base).await.unwrap();
    assert_eq!(page.style("body", "background-color").await.unwrap(), "rgb(0, 0, 0)");
    assert_eq!(page.axe().await.unwrap(), []);
}

#[tokio::test]
async fn what_is_hard_to_read_or_too_wide_is_found() {
    let (page, base) = page().await;
    page.open(&format!("{base}/poor")).await.unwrap();
    let violations = page.axe().await.unwrap();
    let ids: Vec<&str> = violations.iter().map(|violation| violation.id.as_str()).collect();
    assert!(ids.contains(&"image-alt") && ids.contains(&"color-contrast"), "{violations:?}");
    assert!(page.overflows().await.unwrap());
    page.open(&base).await.unwrap();
    page.resize(360).await.unwrap();
    assert!(!page.overflows().await.unwrap());
}

#[tokio::test]
async fn what_a_person_could_not_click_is_not_clicked() {
    let (page, base) = page().await;
    page.open(&format!("{base}/poor")).await.unwrap();
    page.evaluate("document.querySelector('.curtain').style.display = 'block'").await.unwrap();
    let covered = format!("{:#}", page.click("h1").await.unwrap_err());
    assert!(covered.contains("`Poor` is covered by `<div class=\"curtain\""), "{covered}");
    page.open(&base).await.unwrap();
    let missing = format!("{:#}", page.click_text("Buy").await.unwrap_err());
    assert!(missing.contains("nothing to click reads `Buy`; there is: Read on | Download skills report"), "{missing}");
}

#[tokio::test]
async fn complaints_of_the_browser_are_told_once() {
    let (page, base) = page().await;
    page.open(&base).await.unwrap();
    assert_eq!(page.complaints().await.unwrap(), ["console error: a mistake 7"]);
    assert_eq!(page.complaints().await.unwrap(), Vec::<String>::new());
    page.evaluate("{ const s = document.createElement('script'); s.textContent = '1'; document.body.append(s) }")
        .await
        .unwrap();
    let complaints = page.complaints().await.unwrap().join("\n");
    assert!(complaints.contains("Content Security Policy"), "{complaints}");
}

#[tokio::test]
async fn every_page_is_somebody_else() {
    let browser = Browser::start().await.unwrap();
    let base = serve(pages);
    let first = browser.page(800, Theme::Light, JavaScript::On).await.unwrap();
    let second = browser.page(800, Theme::Light, JavaScript::On).await.unwrap();
    first.open(&base).await.unwrap();
    second.open(&format!("{base}/second")).await.unwrap();
    assert_eq!(first.cookie("session").await.unwrap().as_deref(), Some("secret"));
    assert_eq!(second.cookie("session").await.unwrap(), None);
    second.set_cookie(&base, "session", "given").await.unwrap();
    second.prefer_language("sv").await.unwrap();
    second.open(&format!("{base}/second")).await.unwrap();
    let text = second.text().await.unwrap();
    assert!(text.contains("cookie: session=given") && text.contains("accept-language: sv"), "{text}");
}

#[tokio::test]
async fn a_secure_cookie_is_kept_at_a_local_address() {
    let (page, base) = page().await;
    page.open(&format!("{base}/secure")).await.unwrap();
    assert_eq!(page.cookie("__Host-session").await.unwrap().as_deref(), Some("s"));
}

#[tokio::test]
async fn a_download_gives_the_bytes_and_an_upload_takes_a_file() {
    let (page, base) = page().await;
    page.open(&base).await.unwrap();
    assert_eq!(page.download("Download skills report").await.unwrap(), b"MCID\r\n1\r\n");
    assert_eq!(page.download("Download skills report").await.unwrap(), b"MCID\r\n1\r\n");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.csv");
    std::fs::write(&path, "MCID;Name").unwrap();
    page.open(&format!("{base}/upload")).await.unwrap();
    page.set_file("input", &path).await.unwrap();
    page.click_text("Send").await.unwrap();
    page.wait_for_text("MCID;Name").await.unwrap();
}

#[tokio::test]
async fn a_picture_shows_the_whole_page() {
    let (page, base) = page().await;
    page.open(&base).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("home.png");
    page.screenshot(&path).await.unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(&bytes[1..4], b"PNG");
    assert_eq!(u32::from_be_bytes(bytes[16..20].try_into().unwrap()), 1280);
}

#[tokio::test]
async fn a_script_that_fails_is_an_error_and_not_a_value() {
    let (page, base) = page().await;
    page.open(&base).await.unwrap();
    assert_eq!(page.evaluate("Promise.resolve(7)").await.unwrap(), Value::from(7));
    assert!(page.evaluate("nothing.at.all").await.unwrap_err().to_string().contains("nothing is not defined"));
}

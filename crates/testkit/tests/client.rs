//! The HTTP client and the server runner, against a site and a program of a few lines.

use std::path::Path;

use serde_json::json;
use tierwise_testkit::client::Client;
use tierwise_testkit::server::Server;

#[path = "support/site.rs"]
mod site;

use site::{Request, response, serve};

/// Says what it got; sets, changes and takes back a cookie.
fn mirror(request: &Request) -> String {
    let path = request.line.split(' ').nth(1).unwrap_or_default();
    match path {
        "/sign-in" => response("303 See Other\nlocation: /home\nset-cookie: session=abc; Path=/; HttpOnly; SameSite=Lax", ""),
        "/sign-out" => response("303 See Other\nlocation: /\nset-cookie: session=; Max-Age=0; Path=/", ""),
        "/missing" => response("404 Not Found\ncontent-type: text/plain", "no such page"),
        _ => {
            let told = json!({ "line": request.line, "headers": request.headers, "body": request.body });
            response("200 OK\ncontent-type: application/json", &told.to_string())
        }
    }
}

fn headers(answer: &tierwise_testkit::client::Answer) -> String {
    answer.json()["headers"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_status_is_an_answer_and_a_redirect_is_not_followed() {
    let client = Client::new(serve(mirror));
    let missing = client.get("/missing");
    assert_eq!((missing.status, missing.text().as_str()), (404, "no such page"));
    let signed_in = client.get("/sign-in");
    assert_eq!((signed_in.status, signed_in.location()), (303, "/home"));
}

#[test]
fn a_cookie_is_kept_until_the_server_takes_it_back() {
    let client = Client::new(serve(mirror));
    assert!(!headers(&client.get("/")).contains("cookie:"));
    client.get("/sign-in");
    assert!(headers(&client.get("/")).contains("cookie: session=abc\n"));
    assert_eq!(client.cookie("session").as_deref(), Some("abc"));
    client.get("/sign-out");
    assert!(!headers(&client.get("/")).contains("cookie:"));
}

#[test]
fn a_form_is_posted_as_a_browser_does_it() {
    let base = serve(mirror);
    let answer = Client::new(&base).post_form("/people", &[("name", "Åsa & Bo"), ("note", "a=b c")]);
    assert_eq!(answer.json()["body"], "name=%C3%85sa+%26+Bo&note=a%3Db+c");
    assert!(headers(&answer).contains(&format!("origin: {base}\n")));
    assert!(headers(&answer).contains("content-type: application/x-www-form-urlencoded\n"));
}

#[test]
fn a_file_is_posted_with_the_fields_before_it() {
    let answer = Client::new(serve(mirror)).post_file("/exports", "file", "e.csv", b"MCID\r\n1\r\n", &[("kind", "skills")]);
    let body = answer.json()["body"].as_str().unwrap().to_owned();
    let kind = body.find("name=\"kind\"\r\n\r\nskills\r\n").unwrap();
    let file = body.find("name=\"file\"; filename=\"e.csv\"\r\n").unwrap();
    assert!(kind < file);
    assert!(body.contains("\r\n\r\nMCID\r\n1\r\n\r\n--"), "{body}");
}

#[test]
fn json_goes_with_its_token_and_any_method() {
    let client = Client::new(serve(mirror));
    let answer = client.json("PATCH", "/api/people/1", Some(&json!({ "active": false })), Some("token"));
    assert_eq!(answer.json()["line"], "PATCH /api/people/1 HTTP/1.1");
    assert_eq!(answer.json()["body"], r#"{"active":false}"#);
    assert!(headers(&answer).contains("authorization: Bearer token\n"));
    let deleted = client.json("DELETE", "/api/people/1", None, None);
    assert_eq!(deleted.json()["line"], "DELETE /api/people/1 HTTP/1.1");
    assert!(!headers(&deleted).contains("authorization"));
}

fn shell(script: &str, folder: &Path) -> anyhow::Result<Server> {
    Server::start(Path::new("/bin/sh"), &["-c", script], folder)
}

#[test]
fn a_server_is_ready_when_it_has_printed_its_address() {
    let folder = tempfile::tempdir().unwrap();
    let script = "echo starting; echo now at http://127.0.0.1:4711/sign-in; exec tail -f /dev/null";
    let server = shell(script, folder.path()).unwrap();
    assert_eq!(server.base_url, "http://127.0.0.1:4711");
    assert_eq!(server.lines(), ["starting", "now at http://127.0.0.1:4711/sign-in"]);
    server.kill().unwrap();
}

#[test]
fn a_server_is_asked_to_end_and_may_take_its_leave() {
    let folder = tempfile::tempdir().unwrap();
    let script = "trap 'echo bye > farewell; exit 7' TERM; tail -f /dev/null & echo http://127.0.0.1:1; wait";
    let status = shell(script, folder.path()).unwrap().stop().unwrap();
    assert_eq!(status.code(), Some(7));
    assert_eq!(std::fs::read_to_string(folder.path().join("farewell")).unwrap(), "bye\n");
}

#[test]
fn a_server_that_does_not_start_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let error = shell("echo trying; echo the port is taken >&2; exit 3", folder.path()).unwrap_err().to_string();
    assert!(error.contains("exit status: 3") && error.contains("trying\nthe port is taken"), "{error}");
}

#[test]
fn a_server_gets_nothing_of_the_developers_environment() {
    let folder = tempfile::tempdir().unwrap();
    let server = shell("env; echo http://127.0.0.1:1; exec tail -f /dev/null", folder.path()).unwrap();
    assert!(!server.lines().iter().any(|line| line.starts_with("CARGO")), "{:?}", server.lines());
}

//! Sessions: how long they last, and what ends them.

use std::time::Duration;

use tierwise_app::service::{Caller, Password};
use tierwise_testkit::databases::each;

use crate::world::{ADMIN, PASSWORD, Site, is_missing, password, reason};

const HOUR: Duration = Duration::from_secs(3600);
const HOME: &str = "192.0.2.7";
const NEW_PASSWORD: &str = "five other words are better";

async fn is_open(site: &Site, session: &str) -> bool {
    !matches!(site.caller(session).await, Caller::Anonymous)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_twelve_silent_hours_and_after_thirty_days_in_any_case() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let silent = site.sign_in(ADMIN, PASSWORD, HOME, None).await.unwrap().session;
        for _ in 0..65 {
            site.pass(11 * HOUR);
            assert!(is_open(&site, &admin.session).await, "somebody who works stays signed in");
        }
        assert!(!is_open(&site, &silent).await);
        site.pass(6 * HOUR);
        assert!(!is_open(&site, &admin.session).await, "30 days");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_hours_are_twelve_hours() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        site.pass(12 * HOUR);
        assert!(is_open(&site, &admin.session).await);
        site.pass(12 * HOUR + Duration::from_secs(1));
        assert!(!is_open(&site, &admin.session).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_and_ends_their_own_sessions() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let other = site.join(&admin, "ola@fjordline.example", &[]).await;
        let second = site.sign_in(ADMIN, PASSWORD, HOME, None).await.unwrap().session;
        let (caller, stranger) = (site.as_(&admin).await, site.as_(&other).await);
        let sessions = site.app.sessions(&caller).await.unwrap();
        assert_eq!(sessions.len(), 2);
        let second_id = site.caller(&second).await.signed_in().unwrap().1;
        assert!(sessions.iter().any(|session| session.id == second_id));
        assert!(is_missing(&site.app.end_session(&stranger, second_id).await), "somebody else's session");
        site.app.end_session(&caller, second_id).await.unwrap();
        assert!(!is_open(&site, &second).await && is_open(&site, &admin.session).await);
        assert!(is_missing(&site.app.end_session(&caller, second_id).await), "it has ended");
        site.app.sign_out(&caller).await.unwrap();
        assert!(!is_open(&site, &admin.session).await && is_open(&site, &other.session).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_everywhere_ends_all_sessions_of_one_person() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let other = site.join(&admin, "ola@fjordline.example", &[]).await;
        let second = site.sign_in(ADMIN, PASSWORD, HOME, None).await.unwrap().session;
        site.app.sign_out_everywhere(&site.as_(&admin).await).await.unwrap();
        for session in [&admin.session, &second] {
            assert!(!is_open(&site, session).await);
        }
        assert!(is_open(&site, &other.session).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_all_other_sessions_and_the_old_password() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let second = site.sign_in(ADMIN, PASSWORD, HOME, None).await.unwrap().session;
        let caller = site.as_(&admin).await;
        let new = || Password(NEW_PASSWORD.to_owned());
        let wrong = site.app.change_password(&caller, Password("not the password".to_owned()), new()).await;
        assert_eq!(reason(wrong), "app-password-wrong");
        let short = site.app.change_password(&caller, password(), Password("short".to_owned())).await;
        assert_eq!(reason(short), "app-password-short");
        assert!(is_open(&site, &second).await, "nothing has changed yet");
        site.app.change_password(&caller, password(), new()).await.unwrap();
        assert!(is_open(&site, &admin.session).await && !is_open(&site, &second).await);
        assert_eq!(reason(site.sign_in(ADMIN, PASSWORD, HOME, None).await), "app-sign-in-wrong");
        site.sign_in(ADMIN, NEW_PASSWORD, HOME, None).await.expect("the new password");
    })
    .await;
}

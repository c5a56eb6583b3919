//! Claims about what belongs to the installation: companies, credentials, sessions, failures, links, tokens.

use std::time::Duration;

use tierwise_core::access::Role;
use tierwise_core::record::Partner;
use tierwise_store::{ApiToken, Credential, Link, Operator, Purpose, Session, Store, Subject};
use tierwise_testkit::databases::each;

use crate::world::{Ids, at, company, entry, open, partner};

async fn credential(store: &Store, ids: &mut Ids, subject: Subject, email_key: &str) -> Credential {
    let credential = Credential { id: ids.next(), subject, password_hash: "$argon2id$1".to_owned() };
    store.create_credential(&credential, email_key, at(0)).await.unwrap();
    credential
}

async fn session(store: &Store, ids: &mut Ids, credential: &Credential, token: u8) -> Session {
    let session = Session {
        id: ids.next(),
        credential: credential.id,
        subject: credential.subject,
        created_at: at(0),
        last_seen_at: at(i64::from(token)),
        expires_at: at(100),
        device: "Firefox on Linux".to_owned(),
    };
    store.create_session(&session, &[token; 32]).await.unwrap();
    session
}

#[tokio::test]
async fn companies_are_listed_by_name_whatever_its_case() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        for name in ["beta", "Alpha", "Österlen", "Gamma"] {
            company(&store, &mut ids, name).await;
        }
        let names: Vec<String> = store.list_partners().await.unwrap().into_iter().map(|partner| partner.name).collect();
        assert_eq!(names, ["Alpha", "beta", "Gamma", "Österlen"]);
    })
    .await;
}

#[tokio::test]
async fn a_company_is_found_as_it_was_written() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let mut written = partner(ids.next(), "Fjordline", "4711");
        store.create_partner(&written, at(0)).await.unwrap();
        assert_eq!(store.find_partner(written.id).await.unwrap(), Some(written.clone()));
        written = Partner { enrolled_on: None, track: Some("smb".to_owned()), programmes: vec![], ..written };
        let mut write = store.write(written.id, entry("settings-changed")).await.unwrap();
        write.update_partner(&written).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(store.find_partner(written.id).await.unwrap(), Some(written));
        assert_eq!(store.find_partner(ids.next()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn no_two_companies_share_an_mpn_id() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        store.create_partner(&partner(ids.next(), "First", "4711"), at(0)).await.unwrap();
        let refused = store.create_partner(&partner(ids.next(), "Second", "4711"), at(0)).await.unwrap_err();
        assert!(refused.is_conflict(), "{refused}");
        assert!(!refused.to_string().contains("4711"), "{refused}");
        assert_eq!(store.list_partners().await.unwrap().len(), 1);
        let third = partner(ids.next(), "Third", "12");
        store.create_partner(&third, at(0)).await.unwrap();
        let mut write = store.write(third.id, entry("settings-changed")).await.unwrap();
        assert!(write.update_partner(&Partner { mpn_id: "4711".to_owned(), ..third }).await.unwrap_err().is_conflict());
    })
    .await;
}

#[tokio::test]
async fn an_address_opens_every_account_that_has_it() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let operator = Operator {
            id: ids.next(),
            email: "Ada@example.com".to_owned(),
            name: "Ada".to_owned(),
            language: "sv".to_owned(),
            created_at: at(3),
        };
        assert!(!store.has_credentials().await.unwrap());
        store.create_operator(&operator).await.unwrap();
        assert_eq!(store.find_operator(operator.id).await.unwrap().as_ref(), Some(&operator));
        let first = credential(&store, &mut ids, Subject::Operator(operator.id), "ada@example.com").await;
        let partner = company(&store, &mut ids, "Fjordline").await;
        let subject = Subject::User { partner, user: ids.next() };
        let second = credential(&store, &mut ids, subject, "ada@example.com").await;
        assert_eq!(store.find_credentials("ada@example.com").await.unwrap(), [first.clone(), second.clone()]);
        assert_eq!(store.credential_of(first.subject).await.unwrap(), Some(first));
        assert_eq!(store.credential_of(subject).await.unwrap(), Some(second.clone()));
        let again = Credential { id: ids.next(), ..second };
        assert!(store.create_credential(&again, "other@example.com", at(0)).await.unwrap_err().is_conflict());
        assert!(store.has_credentials().await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_password_can_be_changed_where_there_is_one() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let subject = Subject::User { partner, user: ids.next() };
        let held = credential(&store, &mut ids, subject, "bo@example.com").await;
        store.set_password(held.id, "$argon2id$2", at(1)).await.unwrap();
        assert_eq!(store.find_credential(held.id).await.unwrap().unwrap().password_hash, "$argon2id$2");
        assert!(store.set_password(ids.next(), "$argon2id$3", at(1)).await.unwrap_err().is_conflict());
    })
    .await;
}

#[tokio::test]
async fn a_session_is_found_until_it_expires_or_is_ended() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let subject = Subject::User { partner, user: ids.next() };
        let held = credential(&store, &mut ids, subject, "bo@example.com").await;
        let (first, second) = (session(&store, &mut ids, &held, 1).await, session(&store, &mut ids, &held, 2).await);
        assert_eq!(store.find_session(&[1; 32], at(99)).await.unwrap(), Some(first.clone()));
        assert_eq!(store.find_session(&[1; 32], at(100)).await.unwrap(), None);
        assert_eq!(store.list_sessions(held.id, at(9)).await.unwrap(), [second.clone(), first.clone()]);
        store.touch_session(first.id, at(50)).await.unwrap();
        assert_eq!(store.list_sessions(held.id, at(9)).await.unwrap()[0].last_seen_at, at(50));
        assert!(!store.end_session(first.id, ids.next()).await.unwrap(), "it is somebody else's");
        assert!(store.end_session(first.id, held.id).await.unwrap());
        assert!(!store.end_session(first.id, held.id).await.unwrap());
        session(&store, &mut ids, &held, 3).await;
        assert_eq!(store.end_sessions(held.id, Some(second.id)).await.unwrap(), 1);
        assert_eq!(store.list_sessions(held.id, at(9)).await.unwrap(), [second]);
        assert_eq!(store.end_sessions(held.id, None).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn failures_are_counted_from_the_first_to_the_end_of_its_window() {
    each(async |database| {
        let store = open(&database).await;
        let window = Duration::from_secs(60);
        assert_eq!(store.failures(&[7; 32], at(0), window).await.unwrap(), 0);
        for (seconds, expected) in [(0, 1), (30, 2), (59, 3), (60, 1), (61, 2)] {
            assert_eq!(store.count_failure(&[7; 32], at(seconds), window).await.unwrap(), expected, "{seconds}");
        }
        assert_eq!(store.failures(&[7; 32], at(119), window).await.unwrap(), 2);
        assert_eq!(store.failures(&[7; 32], at(120), window).await.unwrap(), 0);
        assert_eq!(store.failures(&[8; 32], at(61), window).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn no_failure_is_lost_among_concurrent_ones() {
    each(async |database| {
        let store = open(&database).await;
        let attempts = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.count_failure(&[7; 32], at(0), Duration::from_secs(60)).await.unwrap() })
        });
        let mut counts = Vec::new();
        for attempt in attempts.collect::<Vec<_>>() {
            counts.push(attempt.await.unwrap());
        }
        counts.sort_unstable();
        assert_eq!(counts, [1, 2, 3, 4, 5, 6, 7, 8]);
    })
    .await;
}

#[tokio::test]
async fn of_many_who_use_a_link_at_once_one_succeeds() {
    each(async |database| {
        let store = open(&database).await;
        let link = Link { token_hash: [9; 32], purpose: Purpose::Invitation, subject: None, expires_at: at(10) };
        store.create_link(&link).await.unwrap();
        assert_eq!(store.find_link(&[9; 32], at(9)).await.unwrap(), Some(link));
        assert!(!store.use_link(&[9; 32], at(10)).await.unwrap(), "it expired");
        let users = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.use_link(&[9; 32], at(9)).await.unwrap() })
        });
        let mut successes = 0;
        for user in users.collect::<Vec<_>>() {
            successes += u32::from(user.await.unwrap());
        }
        assert_eq!(successes, 1);
        assert_eq!(store.find_link(&[9; 32], at(9)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_token_works_until_it_expires_or_its_partner_ends_it() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let (partner, other) = (company(&store, &mut ids, "One").await, company(&store, &mut ids, "Two").await);
        let token = ApiToken {
            id: ids.next(),
            partner,
            maker: ids.next(),
            name: "nightly".to_owned(),
            role: Role::ReportViewer,
            created_at: at(0),
            expires_at: Some(at(10)),
            last_used_at: None,
        };
        store.create_token(&token, &[5; 32]).await.unwrap();
        assert_eq!(store.find_token(&[5; 32], at(10)).await.unwrap(), None);
        store.touch_token(token.id, at(4)).await.unwrap();
        let used = ApiToken { last_used_at: Some(at(4)), ..token };
        assert_eq!(store.find_token(&[5; 32], at(9)).await.unwrap().as_ref(), Some(&used));
        assert_eq!(store.list_tokens(partner).await.unwrap(), std::slice::from_ref(&used));
        assert_eq!(store.list_tokens(other).await.unwrap(), []);
        assert!(!store.end_token(other, used.id, at(5)).await.unwrap());
        assert!(store.end_token(partner, used.id, at(5)).await.unwrap());
        assert_eq!(store.find_token(&[5; 32], at(9)).await.unwrap(), None);
        assert_eq!(store.list_tokens(partner).await.unwrap(), []);
    })
    .await;
}

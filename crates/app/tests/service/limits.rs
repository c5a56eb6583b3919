//! What a sign-in tells to somebody who guesses, and how often they may.

use std::time::Duration;

use tierwise_testkit::databases::each;

use crate::world::{ADMIN, PASSWORD, Site, is_limited, reason};

/// Failures of one account from one network.
const ACCOUNT_LIMIT: usize = 8;
const WINDOW: Duration = Duration::from_secs(15 * 60);
const HOME: &str = "192.0.2.7";
const OFFICE: &str = "198.51.100.9";

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_address_and_a_wrong_password_look_alike() {
    each(async |database| {
        let (site, _) = Site::company(&database, true).await;
        let wrong = site.sign_in(ADMIN, "not the password", HOME, None).await.unwrap_err();
        let nobody = site.sign_in("nobody@fjordline.example", PASSWORD, OFFICE, None).await.unwrap_err();
        assert_eq!(format!("{wrong:?}"), format!("{nobody:?}"));
        assert_eq!(reason::<()>(Err(wrong)), "app-sign-in-wrong");
        for _ in 1..ACCOUNT_LIMIT {
            site.sign_in(ADMIN, "not the password", HOME, None).await.unwrap_err();
            site.sign_in("nobody@fjordline.example", PASSWORD, OFFICE, None).await.unwrap_err();
        }
        let (wrong, nobody) = (
            site.sign_in(ADMIN, "not the password", HOME, None).await,
            site.sign_in("nobody@fjordline.example", PASSWORD, OFFICE, None).await,
        );
        assert!(is_limited(&wrong) && is_limited(&nobody), "both are counted: {wrong:?}, {nobody:?}");
        assert_eq!(format!("{wrong:?}"), format!("{nobody:?}"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_locks_out_nobody_but_their_own_network() {
    each(async |database| {
        let (site, _) = Site::company(&database, true).await;
        let known = site.sign_in(ADMIN, PASSWORD, HOME, None).await.unwrap().device;
        for _ in 0..ACCOUNT_LIMIT {
            assert_eq!(reason(site.sign_in(ADMIN, "not the password", HOME, None).await), "app-sign-in-wrong");
        }
        assert!(is_limited(&site.sign_in(ADMIN, PASSWORD, HOME, None).await), "the right password, too");
        assert!(is_limited(&site.sign_in(ADMIN, PASSWORD, HOME, Some("made up")).await));
        site.sign_in(ADMIN, PASSWORD, HOME, Some(&known)).await.expect("a known device");
        site.sign_in(ADMIN, PASSWORD, OFFICE, None).await.expect("another network");
        site.pass(WINDOW);
        site.pass(Duration::from_secs(1));
        site.sign_in(ADMIN, PASSWORD, HOME, None).await.expect("after a while");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_device_ends_with_the_password_and_an_address_is_read_as_people_write_it() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let before = site.sign_in(" MAJA@Fjordline.example ", PASSWORD, HOME, None).await.expect("the same address").device;
        let (old, new) = (crate::world::password(), tierwise_app::service::Password("five other words are better".to_owned()));
        site.app.change_password(&site.as_(&admin).await, old, new).await.unwrap();
        for _ in 0..ACCOUNT_LIMIT {
            site.sign_in(ADMIN, PASSWORD, HOME, None).await.unwrap_err();
        }
        let again = site.sign_in(ADMIN, "five other words are better", HOME, Some(&before)).await;
        assert!(is_limited(&again), "whoever knew the old password may hold the device: {again:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_addresses_of_one_household_are_one_network() {
    each(async |database| {
        let (site, _) = Site::company(&database, true).await;
        for place in 0..ACCOUNT_LIMIT {
            site.sign_in(ADMIN, "not the password", &format!("2001:db8:1:2::{place:x}"), None).await.unwrap_err();
        }
        assert!(is_limited(&site.sign_in(ADMIN, PASSWORD, "2001:db8:1:2:ffff::1", None).await));
        site.sign_in(ADMIN, PASSWORD, "2001:db8:1:3::1", None).await.expect("the neighbours");
    })
    .await;
}

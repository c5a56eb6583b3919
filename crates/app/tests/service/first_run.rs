//! The first run: who may set an installation up, and how often.

use std::time::Duration;

use tierwise_app::service::{Caller, FirstCompany, Password, SetupKind};
use tierwise_core::access::{Action, Role};
use tierwise_testkit::databases::each;

use crate::world::{ADMIN, OPERATOR_RUN, SELF_RUN, Site, first_company, first_person, is_missing, reason};

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test(flavor = "multi_thread")]
async fn a_setup_link_makes_one_company_and_its_global_admin_once() {
    each(async |database| {
        let site = Site::open(&database, SELF_RUN).await;
        let (link, other) = (site.app.setup_link().await.unwrap().unwrap(), site.app.setup_link().await.unwrap().unwrap());
        assert_eq!(site.app.setup_kind(&link).await.unwrap(), SetupKind::Company);
        assert!(is_missing(&site.app.set_up_operator(&link, first_person(ADMIN), "").await), "there is no operator here");

        let mut form = first_company();
        form.person.password = Password("too short".to_owned());
        assert_eq!(reason(site.app.set_up_company(&link, form, "").await), "app-password-short");
        let form = FirstCompany { mpn_id: "no number".to_owned(), ..first_company() };
        assert_eq!(reason(site.app.set_up_company(&link, form, "").await), "app-mpn-id", "the link is still open");

        let signed_in = site.app.set_up_company(&link, first_company(), "a browser").await.unwrap();
        let caller = site.caller(&signed_in.session).await;
        assert!(caller.seat().unwrap().roles.has(Role::GlobalAdmin));
        assert!(caller.may(Action::RunInstallation), "the company runs the installation itself");
        for link in [&link, &other] {
            assert!(is_missing(&site.app.set_up_company(link, first_company(), "").await), "somebody can sign in");
            assert!(is_missing(&site.app.setup_kind(link).await));
        }
        assert!(site.app.setup_link().await.unwrap().is_none());
        assert_eq!(site.app.companies(&caller).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setup_link_makes_the_first_operator_once() {
    each(async |database| {
        let site = Site::open(&database, OPERATOR_RUN).await;
        let link = site.app.setup_link().await.unwrap().unwrap();
        assert_eq!(site.app.setup_kind(&link).await.unwrap(), SetupKind::Operator);
        assert!(is_missing(&site.app.set_up_company(&link, first_company(), "").await), "an operator makes the companies");
        let signed_in = site.app.set_up_operator(&link, first_person(ADMIN), "a browser").await.unwrap();
        let caller = site.caller(&signed_in.session).await;
        assert!(matches!(caller, Caller::Operator { .. }));
        assert!(caller.may(Action::RunInstallation) && !caller.may(Action::SeeSkillsData));
        assert!(is_missing(&site.app.set_up_operator(&link, first_person(ADMIN), "").await));
        assert!(site.app.setup_link().await.unwrap().is_none());
        assert!(site.app.companies(&caller).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setup_link_lasts_a_day_and_is_not_guessed() {
    each(async |database| {
        let site = Site::open(&database, SELF_RUN).await;
        let link = site.app.setup_link().await.unwrap().unwrap();
        for guess in ["", "setup", &link[1..], &format!("{link}A")] {
            assert!(is_missing(&site.app.setup_kind(guess).await), "{guess}");
        }
        site.pass(DAY - Duration::from_secs(1));
        assert!(site.app.setup_kind(&link).await.is_ok());
        site.pass(Duration::from_secs(2));
        assert!(is_missing(&site.app.setup_kind(&link).await));
        assert!(is_missing(&site.app.set_up_company(&link, first_company(), "").await));
        assert!(site.app.setup_link().await.unwrap().is_some(), "a restart prints a new one");
    })
    .await;
}

//! Two companies of one installation: whatever belongs to the other one is not found.

use tierwise_app::importing::Keep;
use tierwise_app::service::{NewToken, UserQuery};
use tierwise_core::access::{Action, Role, Roles};
use tierwise_core::{FactId, ProgrammeId};
use tierwise_testkit::databases::each;

use crate::world::{Site, export, is_missing, rows};

#[tokio::test(flavor = "multi_thread")]
async fn the_ids_of_another_company_are_not_found() {
    each(async |database| {
        let (site, [own, other]) = Site::two_companies(&database).await;
        let (caller, stranger) = (site.as_(&own).await, site.as_(&other).await);
        let import = site.upload(&caller, export(&[("101", "Alpha", "1234567")])).await;
        let form = NewToken { name: "nightly".to_owned(), role: Role::ReportViewer, days: 30 };
        let token = site.app.make_token(&caller, form).await.unwrap();
        let session = caller.signed_in().unwrap().1;
        let today = site.app.own_company(&stranger).await.unwrap().today;
        let app = &site.app;
        assert!(is_missing(&app.user(&stranger, own.user).await));
        assert!(is_missing(&app.set_roles(&stranger, own.user, Roles::NONE.with(Role::ReportViewer)).await));
        assert!(is_missing(&app.end_user(&stranger, own.user, today).await));
        assert!(is_missing(&app.rejoin_user(&stranger, own.user).await));
        assert!(is_missing(&app.invite_again(&stranger, own.user).await));
        assert!(is_missing(&app.import(&stranger, import).await));
        assert!(is_missing(&app.apply_import(&stranger, import, Keep::End(vec![FactId::new(import.uuid())])).await));
        assert!(is_missing(&app.cancel_import(&stranger, import).await));
        assert!(is_missing(&app.undo_import(&stranger, import).await));
        assert!(is_missing(&app.end_token(&stranger, token.token.id).await));
        assert!(is_missing(&app.end_session(&stranger, session).await));
        assert!(is_missing(&app.companies(&stranger).await), "companies are the operator's");
        assert!(is_missing(&app.enrol_today(&stranger, own.partner).await));
        let unknown = ProgrammeId::new("another");
        assert!(
            is_missing(&app.desk(&stranger, Action::SeeStandings, &unknown, None).await),
            "nor a programme that nobody follows"
        );
        assert!(app.imports(&stranger).await.unwrap().is_empty() && app.tokens(&stranger).await.unwrap().is_empty());
        assert_eq!(app.users(&stranger, &UserQuery::default()).await.unwrap().total, 1, "their own admin");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_reaches_no_other_company() {
    each(async |database| {
        let (site, [own, other]) = Site::two_companies(&database).await;
        let before = site.hash(other.partner).await;
        // One person may well have an account at both.
        site.import(&site.as_(&own).await, export(&[("101", "Alpha", "1234567"), ("102", "Alpha", "1234567")])).await;
        assert_eq!(rows(&*site.desk(&site.as_(&own).await).await).0, 2);
        assert_eq!(rows(&*site.desk(&site.as_(&other).await).await).0, 0);
        assert_eq!(site.hash(other.partner).await, before);
    })
    .await;
}

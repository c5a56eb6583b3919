//! Locations: whose rows of an export are the company's.

use tierwise_app::importing::Counts;
use tierwise_app::service::{AppError, Caller, Location, NewLocation};
use tierwise_core::BatchId;
use tierwise_core::access::Role;
use tierwise_testkit::databases::each;

use crate::world::{MPN_ID, Site, export, is_missing, reason};

async fn add(site: &Site, caller: &Caller, name: &str, mpn_id: &str) -> Result<Location, AppError> {
    site.app.add_location(caller, NewLocation { name: name.to_owned(), mpn_id: mpn_id.to_owned() }).await
}

async fn counts(site: &Site, caller: &Caller, import: BatchId) -> (u64, u64) {
    let Counts { new, unusable, .. } = site.app.import(caller, import).await.unwrap().preview.counts;
    (new, unusable)
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_a_location_are_used_while_it_is_one() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let file = || export(&[("101", "Alpha", MPN_ID), ("102", "Alpha", "5550001")]);
        let before = site.upload(&caller, file()).await;
        assert_eq!(counts(&site, &caller, before).await, (1, 1), "nobody's row yet");
        let malmo = add(&site, &caller, " Malmö ", " 5550001 ").await.unwrap();
        assert_eq!((malmo.name.as_str(), malmo.mpn_id.as_str()), ("Malmö", "5550001"));
        let import = site.import(&caller, file()).await;
        assert_eq!(counts(&site, &caller, import).await, (2, 0));
        site.app.end_location(&caller, malmo.id).await.unwrap();
        assert!(site.app.locations(&caller).await.unwrap().is_empty());
        assert!(is_missing(&site.app.end_location(&caller, malmo.id).await), "ended once");
        let after = site.upload(&caller, file()).await;
        assert_eq!(counts(&site, &caller, after).await, (0, 1), "refused again, and what was imported stays");
        add(&site, &caller, "Malmö", "5550001").await.expect("back again");
        let done: Vec<String> = site.app.audit(&caller).await.unwrap().into_iter().map(|change| change.action).collect();
        assert_eq!(done.iter().filter(|action| *action == "location-added").count(), 2);
        assert_eq!(done.iter().filter(|action| *action == "location-ended").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_mpn_id_belongs_to_one_company() {
    each(async |database| {
        let (site, [own, other]) = Site::two_companies(&database).await;
        let (caller, stranger) = (site.as_(&own).await, site.as_(&other).await);
        let malmo = add(&site, &caller, "Malmö", "5550001").await.unwrap();
        for mpn_id in [MPN_ID, "7654321", "5550001"] {
            assert_eq!(reason(add(&site, &caller, "Lund", mpn_id).await), "app-location-mpn-id-taken", "{mpn_id}");
        }
        assert_eq!(reason(add(&site, &stranger, "Bergen", "5550001").await), "app-location-mpn-id-taken");
        assert_eq!(reason(add(&site, &caller, "Lund", "55 50").await), "app-mpn-id");
        assert_eq!(reason(add(&site, &caller, " ", "5550002").await), "app-location-name");
        assert!(site.app.locations(&stranger).await.unwrap().is_empty());
        assert!(is_missing(&site.app.end_location(&stranger, malmo.id).await));
        // Nor may a company take the number over as its own.
        let settings = tierwise_app::service::CompanySettings {
            name: "Kustlinje".to_owned(),
            mpn_id: "5550001".to_owned(),
            time_zone: "Europe/Oslo".to_owned(),
            programmes: Vec::new(),
            market: "developed".to_owned(),
            track: None,
            moved_from_pmc_on: None,
        };
        assert_eq!(reason(site.app.change_settings(&stranger, settings).await), "app-mpn-id-taken");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn locations_are_for_those_who_manage_them() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let accountant = site.join(&admin, "ada@fjordline.example", &[Role::AccountAdmin]).await;
        add(&site, &site.as_(&accountant).await, "Malmö", "5550001").await.expect("an Account admin does");
        let partner_admin = site.join(&admin, "per@fjordline.example", &[Role::MpnPartnerAdmin]).await;
        let partner_admin = site.as_(&partner_admin).await;
        assert!(is_missing(&site.app.locations(&partner_admin).await));
        assert!(is_missing(&add(&site, &partner_admin, "Lund", "5550002").await));
    })
    .await;
}

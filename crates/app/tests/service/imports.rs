//! Imports: looked at, applied as a whole, undone, one at a time.

use std::time::Duration;

use tierwise_app::importing::Keep;
use tierwise_app::service::{AppError, ImportState, Upload};
use tierwise_core::access::Role;
use tierwise_i18n::Language;
use tierwise_testkit::databases::each;

use crate::world::{MPN_ID, Site, export, is_missing, level, reason, rows, upload};

/// Two people who attain silver.
fn two() -> String {
    export(&[("101", "Alpha", MPN_ID), ("102", "Alpha", MPN_ID)])
}

fn three() -> String {
    export(&[("101", "Alpha", MPN_ID), ("102", "Alpha", MPN_ID), ("103", "Beta", MPN_ID)])
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_looked_at_then_visible_then_undone_without_a_trace() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let before = site.hash(admin.partner).await;

        let import = site.upload(&caller, two()).await;
        let view = site.app.import(&caller, import).await.unwrap();
        assert_eq!(view.import.state, ImportState::Previewed);
        let counts = view.preview.counts;
        assert_eq!((counts.read, counts.new, counts.new_people, counts.unusable), (2, 2, 2, 0));
        assert_eq!(view.preview.new.lines.len(), 2);
        assert_eq!(site.hash(admin.partner).await, before, "looking changes nothing");
        assert_eq!(rows(&*site.desk(&caller).await), (0, 0));

        let view = site.apply(&caller, import, Keep::All).await;
        assert_eq!((view.import.state, view.can_be_undone), (ImportState::Applied, true));
        assert_eq!(view.import.rows_written, view.import.rows_total);
        let desk = site.desk(&caller).await;
        assert_eq!((rows(&desk), level(&desk)), ((2, 2), Some("silver".to_owned())));
        assert_ne!(site.hash(admin.partner).await, before);

        site.app.undo_import(&caller, import).await.unwrap();
        let view = site.app.import(&caller, import).await.unwrap();
        assert_eq!((view.import.state, view.can_be_undone), (ImportState::Undone, false));
        let desk = site.desk(&caller).await;
        assert_eq!((rows(&desk), level(&desk)), ((0, 0), None));
        assert_eq!(site.hash(admin.partner).await, before);
        assert_eq!(reason(site.app.undo_import(&caller, import).await), "app-import-not-latest", "once is enough");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_latest_import_can_be_undone() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let before = site.hash(admin.partner).await;
        let first = site.import(&caller, two()).await;
        let between = site.hash(admin.partner).await;
        let second = site.import(&caller, three()).await;
        let of_first = site.app.import(&caller, first).await.unwrap();
        assert!(!of_first.can_be_undone);
        assert_eq!(reason(site.app.undo_import(&caller, first).await), "app-import-not-latest");
        assert_eq!(rows(&*site.desk(&caller).await).0, 3, "the refusal changed nothing");
        site.app.undo_import(&caller, second).await.unwrap();
        assert_eq!(site.hash(admin.partner).await, between);
        site.app.undo_import(&caller, first).await.unwrap();
        assert_eq!(site.hash(admin.partner).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_one_import_is_applied_no_other_is() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let (first, second) = (site.upload(&caller, two()).await, site.upload(&caller, three()).await);
        // Another process took the first one, and does not come back.
        let lease = site.now().plus(Duration::from_secs(60));
        let started = site.store.start_import(admin.partner, first, site.now(), lease, 2).await.unwrap();
        assert!(started.is_some());
        for import in [first, second] {
            assert_eq!(reason(site.app.apply_import(&caller, import, Keep::All).await), "app-import-busy");
        }
        assert!(!site.app.import(&caller, first).await.unwrap().interrupted);

        site.pass(Duration::from_secs(61));
        let left = site.app.import(&caller, first).await.unwrap();
        assert!(left.interrupted && left.import.state == ImportState::Applying);
        assert_eq!(rows(&*site.desk(&caller).await).0, 0, "nothing of it is visible");
        let view = site.apply(&caller, second, Keep::All).await;
        assert_eq!(view.import.state, ImportState::Applied);
        let view = site.apply(&caller, first, Keep::All).await;
        assert_eq!((view.import.state, view.preview.counts.unchanged), (ImportState::Applied, 2), "planned again");
        assert_eq!(rows(&*site.desk(&caller).await).0, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discarded_import_changes_nothing_and_cannot_be_applied() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let before = site.hash(admin.partner).await;
        let import = site.upload(&caller, two()).await;
        site.app.cancel_import(&caller, import).await.unwrap();
        assert_eq!(site.app.import(&caller, import).await.unwrap().import.state, ImportState::Cancelled);
        assert_eq!(reason(site.app.apply_import(&caller, import, Keep::All).await), "app-import-done");
        assert_eq!(reason(site.app.cancel_import(&caller, import).await), "app-import-done");
        let applied = site.import(&caller, two()).await;
        assert_eq!(reason(site.app.cancel_import(&caller, applied).await), "app-import-done");
        site.app.undo_import(&caller, applied).await.unwrap();
        assert_eq!(site.hash(admin.partner).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_longer_in_the_file_stays_until_somebody_ends_it() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        site.import(&caller, three()).await;
        let one = export(&[("101", "Alpha", MPN_ID)]);
        let kept = site.upload(&caller, one.clone()).await;
        let view = site.apply(&caller, kept, Keep::All).await;
        assert_eq!(view.preview.counts.gone, 2);
        assert_eq!(rows(&*site.desk(&caller).await).0, 3);

        let ticked = site.upload(&caller, one.clone()).await;
        let preview = site.app.import(&caller, ticked).await.unwrap().preview;
        let beta = preview.gone.lines.iter().find(|line| line.title == "Beta").unwrap().fact;
        site.apply(&caller, ticked, Keep::End(vec![beta])).await;
        let desk = site.desk(&caller).await;
        assert_eq!((rows(&desk).0, level(&desk)), (2, Some("silver".to_owned())));

        let ended = site.upload(&caller, one).await;
        site.apply(&caller, ended, Keep::EndAll).await;
        let desk = site.desk(&caller).await;
        assert_eq!((rows(&desk).0, level(&desk)), (1, None));
        site.app.undo_import(&caller, ended).await.unwrap();
        assert_eq!(rows(&*site.desk(&caller).await).0, 2, "what it ended is open again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_another_mpn_id_is_unusable_and_says_why() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let import = site.upload(&caller, export(&[("101", "Alpha", MPN_ID), ("102", "Alpha", "7654321")])).await;
        let preview = site.app.import(&caller, import).await.unwrap().preview;
        assert_eq!((preview.counts.new, preview.counts.unusable), (1, 1));
        let line = &preview.unusable.lines[0];
        assert_eq!((line.line, line.column.as_str()), (3, "MPNId"));
        assert!(line.reason.en.contains("`7654321`") && line.reason.en.contains("`1234567`"), "{}", line.reason.en);
        assert!(line.reason.sv.contains("`7654321`"), "{}", line.reason.sv);
        site.apply(&caller, import, Keep::All).await;
        assert_eq!(rows(&*site.desk(&caller).await).0, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_exports_are_no_evidence_their_rows_are_shown_and_do_not_count() {
    each(async |database| {
        let (site, admin) = Site::company(&database, false).await;
        let caller = site.as_(&admin).await;
        site.import(&caller, two()).await;
        let desk = site.desk(&caller).await;
        assert_eq!((rows(&desk), level(&desk)), ((2, 0), None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_rows_or_of_another_kind_is_refused() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        assert_eq!(reason(site.app.upload(&caller, upload(export(&[]))).await), "app-import-no-rows");
        assert_eq!(reason(site.app.upload(&caller, upload(String::new())).await), "import-empty");
        assert_eq!(reason(site.app.upload(&caller, upload("a,b\n1,2\n".to_owned())).await), "import-not-an-export");
        assert!(site.app.imports(&caller).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_import_sees_no_imports() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let import = site.upload(&site.as_(&admin).await, two()).await;
        let viewer = site.join(&admin, "petra@fjordline.example", &[Role::ReportViewer, Role::AccountAdmin]).await;
        let viewer = site.as_(&viewer).await;
        assert!(is_missing(&site.app.imports(&viewer).await));
        assert!(is_missing(&site.app.upload(&viewer, upload(two())).await));
        assert!(is_missing(&site.app.import(&viewer, import).await));
        assert!(is_missing(&site.app.apply_import(&viewer, import, Keep::All).await));
        assert!(is_missing(&site.app.cancel_import(&viewer, import).await));
        assert!(is_missing(&site.app.undo_import(&viewer, import).await));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_order_of_dates_is_a_question_about_a_field_of_the_form() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let open = || two().replace("2026-03-01", "03/04/2026").replace("2027-10-01", "");
        let Err(AppError::Invalid(problems)) = site.app.upload(&caller, upload(open())).await else {
            panic!("the order of dates is open")
        };
        let [problem] = problems.as_slice() else { panic!("one problem: {problems:?}") };
        assert_eq!(problem.field, "dates");
        let text = Language::English.tell(&problem.message);
        assert!(
            text.contains("03/04/2026")
                && text.contains("line 2")
                && text.contains(&Language::English.text("web-import-dates"))
        );
        assert!(!text.contains("--dates"), "an option of the command line: {text}");

        let chosen = Upload { dates: Upload::order("dmy"), ..upload(open()) };
        site.app.upload(&caller, chosen).await.expect("the order was chosen");
        let both = export(&[("101", "Alpha", MPN_ID), ("102", "Alpha", MPN_ID), ("103", "Alpha", MPN_ID)])
            .replace("2027-10-01", "")
            .replacen("2026-03-01", "25/03/2026", 1)
            .replacen("2026-03-01", "03/25/2026", 1)
            .replacen("2026-03-01", "03/04/2026", 1);
        let import = site.upload(&caller, both).await;
        let view = site.app.import(&caller, import).await.unwrap();
        let reasons: Vec<&str> = view.preview.unusable.lines.iter().map(|issue| issue.reason.en.as_str()).collect();
        assert_eq!(reasons.len(), 1, "{reasons:?}");
        assert!(reasons[0].contains("“Order of dates”") && !reasons[0].contains("--dates"), "{reasons:?}");
    })
    .await;
}

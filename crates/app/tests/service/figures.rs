//! Figures that are no skills: what nobody entered is unknown, and a file is taken as a whole.

use tierwise_app::desk::Difference;
use tierwise_app::service::{Caller, CompanySettings, NewFigure, NewShown};
use tierwise_core::access::{Action, Role};
use tierwise_core::{CompetencyId, ProgrammeId};
use tierwise_testkit::databases::each;

use crate::world::{MPN_ID, SCORES, Site, is_missing, reason};

/// A company that follows a programme of scores, and a metric that it asks for.
async fn follower(site: &Site, caller: &Caller) -> String {
    site.app.change_settings(caller, settings()).await.unwrap();
    let figures = site.app.figures(caller).await.unwrap();
    assert!(figures.iter().all(|row| row.asked && row.figures.is_empty()), "unknown to begin with");
    figures.first().unwrap().metric.clone()
}

fn settings() -> CompanySettings {
    CompanySettings {
        name: "Fjordline".to_owned(),
        mpn_id: MPN_ID.to_owned(),
        time_zone: "Europe/Stockholm".to_owned(),
        programmes: vec![ProgrammeId::new("tiny"), ProgrammeId::new(SCORES)],
        market: "developed".to_owned(),
        track: None,
        moved_from_pmc_on: None,
    }
}

/// Months and values of a metric, the latest first.
async fn known(site: &Site, caller: &Caller, metric: &str) -> Vec<(Option<String>, String)> {
    let rows = site.app.figures(caller).await.unwrap();
    let row = rows.into_iter().find(|row| row.metric == metric).unwrap();
    row.figures.iter().map(|cell| (cell.month.map(|month| month.to_string()), cell.value.to_string())).collect()
}

fn figure(metric: &str, month: &str, value: &str) -> NewFigure {
    NewFigure { metric: metric.to_owned(), month: month.to_owned(), value: value.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_is_replaced_and_without_a_value_it_is_unknown_again() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let metric = follower(&site, &caller).await;
        for (month, value) in [("2026-03", "5"), ("2026-03", "20/3"), ("2026-04", "0"), ("", "7")] {
            site.app.enter_figure(&caller, figure(&metric, month, value)).await.unwrap();
        }
        let march = (Some("2026-03-01".to_owned()), "20/3".to_owned());
        let april = (Some("2026-04-01".to_owned()), "0".to_owned());
        let any = (None, "7".to_owned());
        assert_eq!(known(&site, &caller, &metric).await, [april, march.clone(), any.clone()]);
        site.app.enter_figure(&caller, figure(&metric, "2026-04", " ")).await.unwrap();
        assert_eq!(known(&site, &caller, &metric).await, [march, any], "not zero");
        for (figure, key) in [
            (figure("made up", "2026-03", "1"), "app-metric-unknown"),
            (figure(&metric, "March", "1"), "app-month"),
            (figure(&metric, "2026-03", "many"), "app-value"),
        ] {
            assert_eq!(reason(site.app.enter_figure(&caller, figure).await), key);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_another_track_are_not_listed_as_unknown_but_stay_where_somebody_entered_them() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let both: Vec<String> = {
            follower(&site, &caller).await;
            site.app.figures(&caller).await.unwrap().into_iter().map(|row| row.metric).collect()
        };
        let enterprise = both.iter().find(|metric| metric.ends_with("@enterprise") && metric.starts_with("business-")).unwrap();
        site.app.change_settings(&caller, CompanySettings { track: Some("smb".to_owned()), ..settings() }).await.unwrap();
        let rows = site.app.figures(&caller).await.unwrap();
        assert!(rows.len() < both.len() && rows.iter().all(|row| row.metric != *enterprise));
        assert!(rows.iter().all(|row| row.text.en != row.metric), "called by texts, not ids");
        site.app.enter_figure(&caller, figure(enterprise, "2026-03", "5")).await.unwrap();
        let rows = site.app.figures(&caller).await.unwrap();
        let kept = rows.iter().find(|row| row.metric == *enterprise).unwrap();
        assert!(!kept.asked && kept.figures.len() == 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_figures_is_taken_as_a_whole_or_not_at_all() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let metric = follower(&site, &caller).await;
        let upload = async |rows: &str| {
            let file = format!("metric,month,value\n{rows}");
            site.app.upload_figures(&caller, file.as_bytes()).await.map(|done| (done.new, done.changed, done.unchanged))
        };
        assert_eq!(upload(&format!("{metric},2026-03,1\n{metric},2026-04,2\n")).await.unwrap(), (2, 0, 0));
        assert_eq!(upload(&format!("{metric},2026-04,3\n{metric},2026-03,1\n{metric},2026-05,4\n")).await.unwrap(), (1, 1, 1));
        let before = site.hash(admin.partner).await;
        assert_eq!(reason(upload(&format!("{metric},2026-06,9\nmade up,2026-06,1\n")).await), "app-metrics-unknown");
        assert_eq!(reason(upload("").await), "app-metrics-empty");
        assert_eq!(site.hash(admin.partner).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_partner_center_shows_is_recorded_and_taken_away() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let today = site.app.own_company(&caller).await.unwrap().today;
        let shown = |competency: &str, value: &str, seen_on| NewShown {
            programme: ProgrammeId::new("tiny"),
            competency: CompetencyId::new(competency),
            value: value.to_owned(),
            seen_on,
        };
        let cloud = async || {
            let desks = site.app.desks(&caller, Action::EnterMetrics).await.unwrap();
            let found = desks[0].reconcile().into_iter().find(|row| row.competency.as_str() == "cloud").unwrap();
            (found.difference, found.reasons.len())
        };
        assert_eq!(cloud().await, (Difference::NotSeen, 0));
        site.app.record_shown(&caller, shown("cloud", "silver", today)).await.unwrap();
        let (difference, reasons) = cloud().await;
        assert!(difference == Difference::Other && reasons > 0, "we find no level: {difference:?}, {reasons}");
        site.app.record_shown(&caller, shown("cloud", "none", today)).await.unwrap();
        assert_eq!(cloud().await, (Difference::None, 0), "nothing attained here and nothing shown there");
        site.app.record_shown(&caller, shown("cloud", "", today)).await.unwrap();
        assert_eq!(cloud().await, (Difference::NotSeen, 0));
        assert_eq!(reason(site.app.record_shown(&caller, shown("made up", "silver", today)).await), "app-competency-unknown");
        assert_eq!(reason(site.app.record_shown(&caller, shown("cloud", "platinum", today)).await), "app-shown-value");
        assert_eq!(
            reason(site.app.record_shown(&caller, shown("cloud", "gold", today.plus_days(1))).await),
            "app-shown-future"
        );

        let viewer = site.join(&admin, "petra@fjordline.example", &[Role::ReportViewer]).await;
        let viewer = site.as_(&viewer).await;
        assert!(is_missing(&site.app.record_shown(&viewer, shown("cloud", "gold", today)).await));
        assert!(is_missing(&site.app.figures(&viewer).await));
    })
    .await;
}

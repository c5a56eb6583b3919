//! The demo: two invented companies with people, achievements and figures around a given day.
//!
//! Pure: day, time and seed in, facts out. Who holds what is steered by hand (`staff`), so that everything that happens to
//! partners happens here today; the seed decides names, numbers and days in between.

mod export;
mod staff;
mod team;

use std::time::Duration;

use tierwise_core::access::{Role, Roles};
use tierwise_core::record::{Facts, MetricFigure, Partner, ShownStanding};
use tierwise_core::{CompetencyId, Day, Exact, FactId, Instant, PartnerId, ProgrammeId, UserId};
use tierwise_i18n::Language;
use uuid::{Builder, Uuid};

use crate::example::Dice;

pub use self::export::changed_export;

/// The address of the demo's operator.
pub const OPERATOR: &str = "olivia@operator.example";

/// Who one can be with one click: an address, and the key of the message that says who this is.
pub const DOORS: [(&str, &str); 5] = [
    ("maja.lindqvist@fjordline.example", "web-door-admin"),
    ("jonas.ekberg@fjordline.example", "web-door-employee"),
    ("petra.sandell@fjordline.example", "web-door-viewer"),
    ("ingrid.solberg@kustlinje.example", "web-door-other-admin"),
    (OPERATOR, "web-door-operator"),
];

/// A company of the demo, with everything on record about it.
#[derive(Debug, Clone)]
pub struct DemoCompany {
    pub partner: Partner,
    pub facts: Facts,
    pub accounts: Vec<DemoAccount>,
}

/// Somebody of a company who can sign in.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    pub user: UserId,
    pub email: String,
    pub name: String,
    pub roles: Roles,
    pub language: Language,
}

/// The companies of the demo: the same day, time and seed give the same ones.
pub fn companies(today: Day, now: Instant, seed: u64) -> Vec<DemoCompany> {
    vec![fjordline(&mut Stage::new(today, now, seed)), kustlinje(&mut Stage::new(today, now, seed.wrapping_add(1)))]
}

/// When it is, and where numbers come from.
struct Stage {
    today: Day,
    now: Instant,
    dice: Dice,
}

impl Stage {
    fn new(today: Day, now: Instant, seed: u64) -> Self {
        Self { today, now, dice: Dice::new(seed) }
    }

    fn id<T: From<Uuid>>(&mut self) -> T {
        let millis = u64::try_from(self.now.as_micros()).unwrap_or(0) / 1000;
        T::from(Builder::from_unix_timestamp_millis(millis, &self.dice.bytes()).into_uuid())
    }

    fn days_ago(&self, days: i32) -> Instant {
        let hours = u64::try_from(days).unwrap_or(0).saturating_mul(24);
        self.now.minus(Duration::from_secs(hours.saturating_mul(3600)))
    }
}

fn fjordline(stage: &mut Stage) -> DemoCompany {
    let moved = stage.today.plus_months(-5);
    let partner = Partner {
        id: PartnerId::new(stage.id()),
        name: "Fjordline Consulting AB".to_owned(),
        mpn_id: "1234567".to_owned(),
        time_zone: "Europe/Stockholm".to_owned(),
        enrolled_on: Some(stage.today.plus_months(-26)),
        moved_from_pmc_on: Some(moved),
        programmes: vec![ProgrammeId::new("solutions-partner-2026"), ProgrammeId::new("example-silver-gold")],
        market: "developed".to_owned(),
        track: Some("enterprise".to_owned()),
    };
    let terms =
        team::Terms { domain: "fjordline.example", first_number: 10_000_000, first_name: 36, moved: Some(moved), accounts: 14 };
    let (mut facts, mut accounts) = team::gather(stage, &staff::FJORDLINE, &terms);
    facts.figures = figures(stage, &FJORDLINE_FIGURES);
    facts.shown = shown(stage);
    let roles = [
        &[Role::MpnPartnerAdmin, Role::GlobalAdmin][..],
        &[],
        &[Role::ReportViewer],
        &[Role::ExecutiveReportViewer],
        &[Role::GlobalAdmin],
        &[Role::AccountAdmin, Role::UserManagementAdmin],
    ];
    for (account, roles) in accounts.iter_mut().zip(roles) {
        account.roles = roles.iter().copied().collect();
    }
    DemoCompany { partner, facts, accounts }
}

fn kustlinje(stage: &mut Stage) -> DemoCompany {
    let partner = Partner {
        id: PartnerId::new(stage.id()),
        name: "Kustlinje IT AB".to_owned(),
        mpn_id: "7654321".to_owned(),
        time_zone: "Europe/Stockholm".to_owned(),
        enrolled_on: Some(stage.today.plus_months(-9)),
        moved_from_pmc_on: None,
        programmes: vec![ProgrammeId::new("solutions-partner-2026")],
        market: "developed".to_owned(),
        track: Some("smb".to_owned()),
    };
    let terms =
        team::Terms { domain: "kustlinje.example", first_number: 20_000_000, first_name: 120, moved: None, accounts: 3 };
    let (mut facts, mut accounts) = team::gather(stage, &staff::KUSTLINJE, &terms);
    facts.figures = figures(stage, &KUSTLINJE_FIGURES);
    if let Some(admin) = accounts.first_mut() {
        admin.roles = Roles::NONE.with(Role::MpnPartnerAdmin);
    }
    DemoCompany { partner, facts, accounts }
}

/// The figures of the last three months, the oldest first. What is not here, nobody entered.
const FJORDLINE_FIGURES: [(&str, [u64; 3]); 9] = [
    ("infrastructure/net-customer-adds@enterprise", [1, 2, 2]),
    ("infrastructure/usage-growth", [14, 16, 18]),
    ("infrastructure/deployments", [4, 4, 4]),
    ("security/net-customer-adds@enterprise", [8, 9, 9]),
    ("security/deployments", [4, 5, 5]),
    ("security/usage-growth.r", [1_200, 1_400, 1_500]),
    ("security/usage-growth.u", [90, 100, 100]),
    ("digital-and-app-innovation/deployments", [1, 1, 1]),
    ("example_cloud_consumption_usd_12m", [28_000, 30_500, 32_000]),
];

const KUSTLINJE_FIGURES: [(&str, [u64; 3]); 2] =
    [("infrastructure/usage-growth", [3, 4, 5]), ("infrastructure/deployments", [2, 2, 2])];

fn figures(stage: &mut Stage, table: &[(&str, [u64; 3])]) -> Vec<MetricFigure> {
    let mut figures = Vec::new();
    for (metric, values) in table {
        for (months_ago, value) in [-3, -2, -1].into_iter().zip(values) {
            let day = stage.today.plus_months(months_ago);
            let month = Day::new(day.year(), day.month(), 1);
            figures.push(MetricFigure {
                fact: FactId::new(stage.id()),
                metric: (*metric).to_owned(),
                month,
                value: Exact::from(*value),
            });
        }
    }
    figures
}

/// What the admin read in Partner Center six days ago: mostly the same, once something else.
fn shown(stage: &mut Stage) -> Vec<ShownStanding> {
    let shown = [
        ("solutions-partner-2026", "infrastructure", "74"),
        ("solutions-partner-2026", "security", "70"),
        ("example-silver-gold", "example-cloud-operations", "gold"),
        ("example-silver-gold", "example-security-operations", "silver"),
    ];
    let seen_on = stage.today.plus_days(-6);
    let fact = |(programme, competency, value): (&'static str, &'static str, &str)| ShownStanding {
        fact: FactId::new(stage.id()),
        programme: ProgrammeId::new(programme),
        competency: CompetencyId::new(competency),
        value: value.to_owned(),
        seen_on,
    };
    shown.map(fact).into()
}

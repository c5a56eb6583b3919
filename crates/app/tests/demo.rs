//! What occurs in the demo's companies, on whatever day it is started: evaluated by a reading of the record of its own.

#[path = "demo/reading.rs"]
mod reading;

use std::collections::BTreeSet;
use std::sync::Arc;

use reading::{Reading, losses_of, reading};
use tierwise_app::demo::{DOORS, DemoCompany, OPERATOR, changed_export, companies};
use tierwise_app::desk::{Desk, Evidence, StandingWord};
use tierwise_app::importing::{Keep, choose, plan};
use tierwise_app::{Example, example_export};
use tierwise_core::access::{Role, Roles};
use tierwise_core::record::{Channel, Origin, Snapshot, covers};
use tierwise_core::{Day, Instant};
use tierwise_exchange::import::{ReadOptions, read_trainings};
use uuid::Uuid;

const NOW: Instant = Instant::from_micros(1_795_390_200_000_000);
const SEED: u64 = 4;

fn days() -> [Day; 3] {
    ["2026-11-22", "2027-02-28", "2027-07-15"].map(|day| day.parse().unwrap())
}

fn demo(today: Day) -> [DemoCompany; 2] {
    companies(today, NOW, SEED).try_into().unwrap()
}

/// The first company on three days under a programme.
fn fjordline(programme: &str) -> [Reading; 3] {
    days().map(|today| reading(programme, &demo(today)[0], today))
}

#[test]
fn the_same_day_and_seed_make_the_same_companies_and_another_seed_makes_others() {
    let [day, ..] = days();
    let text = |seed| format!("{:?}", companies(day, NOW, seed));
    assert_eq!(text(4), text(4));
    assert_ne!(text(4), text(5));
}

#[test]
fn the_companies_have_their_people_and_the_doors_open_accounts_of_theirs() {
    for today in days() {
        let companies = demo(today);
        let [first, second] = &companies;
        assert_eq!((first.partner.mpn_id.as_str(), first.facts.people.len()), ("1234567", 42));
        assert_eq!(second.facts.people.len(), 18);
        let accounts: Vec<_> = companies.iter().flat_map(|company| &company.accounts).collect();
        for (email, _) in DOORS.iter().filter(|(email, _)| *email != OPERATOR) {
            assert!(accounts.iter().any(|account| account.email == *email), "{email}");
        }
        let roles = |email: &str| accounts.iter().find(|account| account.email == email).map(|account| account.roles);
        assert_eq!(roles(DOORS[0].0), Some(Roles::NONE.with(Role::MpnPartnerAdmin).with(Role::GlobalAdmin)));
        assert_eq!(roles(DOORS[1].0), Some(Roles::NONE));
        assert_eq!(roles(DOORS[2].0), Some(Roles::NONE.with(Role::ReportViewer)));
        assert_eq!(roles(DOORS[3].0), Some(Roles::NONE.with(Role::MpnPartnerAdmin)));
        assert!(first.accounts.len() < first.facts.people.len(), "some people have no account");
        for account in &accounts {
            let person = companies.iter().flat_map(|company| &company.facts.people).find(|person| person.user == account.user);
            assert_eq!(person.map(|person| &person.corporate_email), Some(&account.email));
        }
    }
}

#[test]
fn nobody_shares_an_address_with_somebody_else_or_with_the_example() {
    let [today, ..] = days();
    for seed in 0..60 {
        let example = example_export(Example { as_of: today, seed });
        let mut seen = BTreeSet::new();
        for person in companies(today, NOW, seed).iter().flat_map(|company| &company.facts.people) {
            assert!(seen.insert(person.corporate_email.clone()), "{}", person.corporate_email);
            assert!(!example.contains(&person.corporate_email), "{}", person.corporate_email);
        }
    }
}

#[test]
fn infrastructure_is_qualified_and_safe_for_a_year() {
    for reading in fjordline("solutions-partner-2026") {
        assert_eq!(reading.points("infrastructure"), "74");
        assert!(reading.qualified("infrastructure"));
        assert_eq!(losses_of(&reading, "infrastructure", 12), []);
    }
}

#[test]
fn security_is_qualified_and_lost_on_a_day_by_certificates_that_can_be_renewed_free() {
    for reading in fjordline("solutions-partner-2026") {
        assert_eq!(reading.points("security"), "230/3");
        assert!(reading.qualified("security"));
        let losses = losses_of(&reading, "security", 12);
        let (day, to, causes) = &losses[0];
        assert_eq!((*day, to.as_str(), *causes), (reading.today.plus_days(111), "170/3", 3));
        // Renewal is open from six months before.
        assert!(day.plus_months(-6) < reading.today);
    }
}

#[test]
fn data_and_ai_is_in_progress_and_nobody_entered_its_figures() {
    for reading in fjordline("solutions-partner-2026") {
        assert_eq!(reading.points("data-and-ai"), "32");
        assert!(!reading.qualified("data-and-ai"));
        assert_eq!(reading.unknown("data-and-ai"), 3, "figures of the enterprise track");
        assert_eq!(reading.unknown("infrastructure"), 0);
        assert_eq!(reading.unknown("digital-and-app-innovation"), 2);
        // 2 of figures, 8 of two developers, one of them with a retired certification, and 8 of DevOps.
        assert_eq!(reading.points("digital-and-app-innovation"), "18");
        assert!(!reading.qualified("digital-and-app-innovation"));
    }
}

#[test]
fn the_pmc_window_ends_within_weeks_and_takes_points_with_it() {
    for reading in fjordline("solutions-partner-2026") {
        let losses = losses_of(&reading, "data-and-ai", 2);
        let (day, to, _) = &losses[0];
        assert!(*day <= reading.today.plus_days(33), "{day}");
        assert_eq!(to, "24");
    }
}

#[test]
fn every_stage_occurs_in_the_example_network() {
    for reading in fjordline("example-silver-gold") {
        assert_eq!(reading.level("example-cloud-operations").as_deref(), Some("gold"), "gold and safe");
        assert_eq!(losses_of(&reading, "example-cloud-operations", 12), []);
        assert_eq!(reading.level("example-security-operations").as_deref(), Some("gold"));
        let (day, to, _) = &losses_of(&reading, "example-security-operations", 12)[0];
        assert_eq!((*day, to.as_str()), (reading.today.plus_days(111), "silver"));
        assert_eq!(reading.level("example-software-delivery").as_deref(), Some("silver"));
        let (day, to, _) = &losses_of(&reading, "example-software-delivery", 12)[0];
        assert_eq!((*day, to.as_str()), (reading.today.plus_days(46), "none"), "somebody leaves");
        assert_eq!(
            (reading.level("example-data-platform"), reading.most_people("example-data-platform")),
            (None, 2),
            "started"
        );
        assert_eq!((reading.level("example-collaboration"), reading.most_people("example-collaboration")), (None, 0));
    }
}

#[test]
fn everything_that_happens_to_people_happens_to_somebody() {
    for today in days() {
        let [company, _] = demo(today);
        let facts = &company.facts;
        let works = |until: fn(Day, Day) -> bool| {
            facts.employments.iter().any(|work| work.ends_on.is_some_and(|end| until(end, today)))
        };
        assert!(works(|end, today| end < today), "a leaver");
        assert!(works(|end, today| end > today), "an announced leaver");
        assert!(facts.employments.iter().any(|work| work.starts_on.is_some_and(|start| start > today)), "somebody will join");
        let recently = today.plus_days(-14);
        assert!(facts.employments.iter().any(|work| covers(Some(recently), Some(today), work.starts_on.unwrap())), "a joiner");
        let current: Vec<_> = facts.associations.iter().filter(|link| covers(link.starts_on, link.ends_on, today)).collect();
        let in_pc = |user| current.iter().any(|link| link.user == user && link.channel == Channel::Pc);
        assert_eq!(current.iter().filter(|link| link.channel == Channel::Pmc && !in_pc(link.user)).count(), 2, "only in PMC");
        let mcids = |user| -> BTreeSet<&str> {
            let own = current.iter().filter(|link| link.user == user && link.source.as_str() == "microsoft-learning");
            own.map(|link| link.profile.as_ref()).collect()
        };
        assert_eq!(facts.people.iter().filter(|person| mcids(person.user).len() == 2).count(), 1, "one with two MCIDs");
        let all = &facts.achievements;
        assert!(all.iter().any(|one| one.source.as_str() == "northern-skills-academy"), "not recognised");
        assert!(all.iter().any(|one| one.expires.is_some_and(|last| last < today)), "expired");
        assert!(all.iter().any(|one| one.expires.is_none()), "expiry unknown");
        let by_export = all.iter().filter(|one| one.origin == Origin::Export).count();
        assert!(by_export >= 5 && by_export * 4 < all.len(), "{by_export} of {}", all.len());
        for one in all {
            assert!(one.completed <= today && one.received <= NOW, "{one:?}");
        }
    }
}

#[test]
fn a_retired_certification_is_still_accepted() {
    let readings = fjordline("solutions-partner-2026");
    for reading in &readings {
        assert!(
            reading.holders("azure-security-engineer") == 1 && reading.holders("azure-developer") == 1,
            "{}",
            reading.today
        );
    }
}

#[test]
fn the_employee_has_one_achievement_that_counts_and_four_that_do_not() {
    for today in days() {
        let [company, _] = demo(today);
        let employee = company.accounts.iter().find(|account| account.email == DOORS[1].0).unwrap().user;
        let profiles: BTreeSet<_> =
            company.facts.associations.iter().filter(|link| link.user == employee).map(|link| &link.profile).collect();
        let own = company.facts.achievements.iter().filter(|one| profiles.contains(&one.profile));
        assert_eq!(own.count(), 5);
        assert_eq!(reading("solutions-partner-2026", &company, today).skills_of(employee), ["azure-administrator"]);
    }
}

#[test]
fn the_changed_export_shows_every_kind_of_row_and_saves_security() {
    for today in days() {
        let [mut company, _] = demo(today);
        let file = changed_export(&company, today);
        let trainings = read_trainings(file.as_slice(), &ReadOptions::default()).unwrap();
        let snapshot = Snapshot { number: 1, facts: company.facts.clone() };
        let mut next = 0;
        let mut ids = || {
            next += 1;
            Uuid::from_u128(next)
        };
        let plan = plan(&company.partner, &[], &snapshot, trainings, today, NOW, &mut ids);
        let counts = plan.counts;
        assert_eq!(
            (counts.new, counts.changed, counts.unusable, counts.gone, counts.new_people),
            (3, 2, 1, 1, 1),
            "{counts:?}"
        );
        assert_eq!((counts.unchanged, counts.repeated), (5, 0));
        assert!(plan.warnings.is_empty() && plan.duplicates.is_empty(), "{:?}", plan.warnings);
        let (facts, ends) = choose(plan, &Keep::All);
        company.facts.achievements.retain(|one| !ends.contains(&one.fact));
        company.facts.people.extend(facts.people);
        company.facts.employments.extend(facts.employments);
        company.facts.associations.extend(facts.associations);
        company.facts.achievements.extend(facts.achievements);
        let after = reading("solutions-partner-2026", &company, today);
        let (day, to, _) = &losses_of(&after, "security", 4)[0];
        assert_eq!((*day, to.as_str()), (today.plus_days(111), "70"), "still qualified");
        let after = reading("example-silver-gold", &company, today);
        assert_eq!(after.level("example-data-platform").as_deref(), Some("silver"), "the third of three different people");
    }
}

fn desk(reading: &Reading, company: &DemoCompany) -> Desk {
    let snapshot = Snapshot { number: 1, facts: company.facts.clone() };
    let partner = Arc::new(company.partner.clone());
    let evidence = Evidence { exports_count: true };
    Desk::open(Arc::new(reading.programme()), partner, Arc::new(snapshot), reading.today, evidence)
}

#[test]
fn every_word_for_a_standing_is_on_the_desk_today() {
    for today in days() {
        let [company, _] = demo(today);
        for (programme, expected) in [
            (
                "solutions-partner-2026",
                &[
                    ("data-and-ai", StandingWord::InProgress),
                    ("infrastructure", StandingWord::Qualified),
                    ("digital-and-app-innovation", StandingWord::InProgress),
                    ("security", StandingWord::Qualified),
                    ("business-applications", StandingWord::InProgress),
                    ("modern-work", StandingWord::InProgress),
                ][..],
            ),
            (
                "example-silver-gold",
                &[
                    ("example-cloud-operations", StandingWord::Qualified),
                    ("example-security-operations", StandingWord::Qualified),
                    ("example-data-platform", StandingWord::Started),
                    ("example-software-delivery", StandingWord::Qualified),
                    ("example-collaboration", StandingWord::NotStarted),
                ],
            ),
        ] {
            let desk = desk(&reading(programme, &company, today), &company);
            let overview = desk.overview();
            let words: Vec<_> = overview.competencies.iter().map(|view| (view.competency.as_str(), view.standing)).collect();
            assert_eq!(words, expected);
        }
    }
}

#[test]
fn the_desk_reads_the_record_as_these_tests_do() {
    for today in days() {
        for company in demo(today) {
            for programme in ["solutions-partner-2026", "example-silver-gold"] {
                let reading = reading(programme, &company, today);
                let desk = desk(&reading, &company);
                assert_eq!(reading.worths(desk.standings()), reading.worths(reading.standings()), "{programme}, {today}");
            }
        }
    }
}

#[test]
fn the_other_company_has_people_and_qualifies_for_nothing() {
    for today in days() {
        let [_, company] = demo(today);
        let reading = reading("solutions-partner-2026", &company, today);
        for area in ["data-and-ai", "infrastructure", "digital-and-app-innovation", "security"] {
            assert!(!reading.qualified(area), "{area}");
        }
        assert_ne!(reading.points("infrastructure"), "0");
    }
}

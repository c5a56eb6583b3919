//! Each rung failing alone, with who can act and the earliest day on which the achievement would count.

use tierwise_app::desk::{Helper, RowStatus, RungKind, RungState};
use tierwise_core::FactId;
use tierwise_core::record::{Channel, Origin};
use tierwise_i18n::Language;

use crate::world::{TODAY, World, all_rows, day, row_of};

/// What the ladder of an achievement says on a day; checks that just one rung fails and that the row agrees.
fn fails(world: &World, fact: FactId, on: &str) -> (RungKind, Helper, Option<String>) {
    let desk = world.open(on);
    let ladder = desk.ladder(fact).unwrap();
    let kind = ladder.fails.expect("a rung fails");
    let count = |state| ladder.rungs.iter().filter(|rung| rung.state == state).count();
    assert_eq!(count(RungState::Failed), 1, "{:?}", ladder.rungs);
    assert_eq!(count(RungState::AlsoFails), 0, "{:?}", ladder.rungs);
    for rung in &ladder.rungs {
        let expected = match rung.kind.cmp(&kind) {
            std::cmp::Ordering::Less => RungState::Passed,
            std::cmp::Ordering::Equal => RungState::Failed,
            std::cmp::Ordering::Greater => RungState::Ahead,
        };
        assert_eq!(rung.state, expected, "{rung:?}");
        for language in Language::ALL {
            let text = language.say(&rung.detail);
            assert!(!text.contains('⟦') && !text.contains('$'), "{text}");
        }
    }
    if let Some(row) = all_rows(&desk).into_iter().find(|row| row.fact == fact) {
        assert_eq!(row.fails, Some(kind));
        assert!(!row.status.counts());
        assert_eq!(&*row.counted_for, "");
    }
    let fix = ladder.fix.expect("there is something to say");
    for language in Language::ALL {
        assert!(!language.say(&fix.what).contains(['⟦', '$']));
    }
    (kind, fix.who, ladder.earliest.map(|day| day.to_string()))
}

fn today() -> Option<String> {
    Some(TODAY.to_owned())
}

#[test]
fn an_achievement_that_passes_every_rung_counts() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "7470319");
    let fact = world.pass("7470319", "Alpha", "2026-01-10", "2027-01-10");
    let desk = world.open(TODAY);
    let ladder = desk.ladder(fact).unwrap();
    assert_eq!((ladder.fails, ladder.fix, ladder.earliest), (None, None, None));
    assert!(ladder.rungs.iter().all(|rung| rung.state == RungState::Passed));
    assert_eq!(ladder.rungs.last().unwrap().kind, RungKind::Counted);
    assert_eq!(Language::English.say(&ladder.rungs.last().unwrap().detail), "Counted for Cloud (Main)");
    assert_eq!(Language::Swedish.say(&ladder.rungs.last().unwrap().detail), "Räknas för Moln (Main)");
    let first = Language::English.say(&ladder.rungs.first().unwrap().detail);
    assert_eq!(first, "Received from Microsoft Learning, 1 June 2026, 10:00", "in the partner's time zone");
    let row = row_of(&desk, fact);
    assert_eq!((row.status, &*row.counted_for), (RowStatus::Counted, "Cloud (Main)"));
}

#[test]
fn received_what_is_completed_later_waits_for_its_day() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    let fact = world.pass("1", "Alpha", "2026-06-16", "");
    assert_eq!(fails(&world, fact, TODAY), (RungKind::Received, Helper::Time, Some("2026-06-16".to_owned())));
    assert_eq!(world.open("2026-06-16").ladder(fact).unwrap().fails, None);
}

#[test]
fn source_recognised_another_source_counts_for_its_own_skill_only() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    let user = world.facts.people[0].user;
    world.link(user, "s-1", Channel::Pc, "", "");
    world.facts.associations[1].source = tierwise_core::SourceId::new("scrum-people");
    let alpha = world.deliver("scrum-people", Origin::Feed, ("s-1", "Alpha"), "2026-01-10", "");
    assert_eq!(fails(&world, alpha, TODAY), (RungKind::SourceRecognised, Helper::Person, None));
    let scrum = world.deliver("scrum-people", Origin::Feed, ("s-1", "Scrum"), "2026-01-10", "");
    assert_eq!(world.open(TODAY).ladder(scrum).unwrap().fails, None, "the programme accepts its issuer for it");
}

#[test]
fn source_recognised_an_export_counts_only_where_exports_are_evidence() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    for origin in [Origin::Export, Origin::Person] {
        let fact = world.deliver("microsoft-learning", origin, ("1", "Alpha"), "2026-01-10", "");
        world.evidence.exports_count = true;
        assert_eq!(world.open(TODAY).ladder(fact).unwrap().fails, None);
        world.evidence.exports_count = false;
        assert_eq!(fails(&world, fact, TODAY), (RungKind::SourceRecognised, Helper::Person, today()));
        assert_eq!(&*row_of(&world.open(TODAY), fact).status_text, "not counted, the source has not confirmed it");
    }
    let fed = world.pass("1", "Beta", "2026-01-10", "");
    assert_eq!(world.open(TODAY).ladder(fed).unwrap().fails, Some(RungKind::PredicateComplete), "a feed is evidence");
}

#[test]
fn profile_known_rows_wait_for_somebody_who_has_the_profile() {
    let mut world = World::tiny();
    let fact = world.pass("15974386", "Alpha", "2026-01-10", "");
    assert_eq!(fails(&world, fact, TODAY), (RungKind::ProfileKnown, Helper::Person, today()));
    let desk = world.open(TODAY);
    let row = row_of(&desk, fact);
    assert_eq!((row.status, row.user, row.mcid), (RowStatus::NotLinked, None, "15974386"));
    assert!(!desk.has_skills_data(), "nobody here has skill data");
}

#[test]
fn associated_an_ended_association_counts_until_its_last_day() {
    let mut world = World::tiny();
    let user = world.stranger("Åsa Berg");
    world.employ(user, "", "");
    world.link(user, "1", Channel::Pc, "2025-01-01", "2026-06-14");
    let fact = world.pass("1", "Alpha", "2026-01-10", "");
    assert_eq!(world.open("2026-06-14").ladder(fact).unwrap().fails, None);
    assert_eq!(fails(&world, fact, TODAY), (RungKind::Associated, Helper::Person, today()));
    assert_eq!(row_of(&world.open(TODAY), fact).user, Some(user), "it is known whose it was");
}

#[test]
fn associated_an_association_of_tomorrow_counts_from_tomorrow() {
    let mut world = World::tiny();
    let user = world.stranger("Åsa Berg");
    world.employ(user, "", "");
    world.link(user, "1", Channel::Pc, "2026-06-16", "");
    let fact = world.pass("1", "Alpha", "2026-01-10", "");
    assert_eq!(fails(&world, fact, TODAY), (RungKind::Associated, Helper::Time, Some("2026-06-16".to_owned())));
}

#[test]
fn employed_a_leaver_counts_until_the_last_day_and_a_joiner_from_the_first() {
    let mut world = World::tiny();
    let leaver = world.stranger("Nils Ek");
    world.employ(leaver, "", "2026-06-14");
    world.link(leaver, "1", Channel::Pc, "", "");
    let left = world.pass("1", "Alpha", "2026-01-10", "");
    let joiner = world.stranger("Ola Dahl");
    world.employ(joiner, "2026-06-16", "");
    world.link(joiner, "2", Channel::Pc, "", "");
    let joins = world.pass("2", "Alpha", "2026-01-10", "");
    assert_eq!(world.open("2026-06-14").ladder(left).unwrap().fails, None);
    assert_eq!(fails(&world, left, TODAY), (RungKind::Employed, Helper::UserAdmin, None));
    assert_eq!(fails(&world, joins, TODAY), (RungKind::Employed, Helper::Time, Some("2026-06-16".to_owned())));
    assert_eq!(world.open("2026-06-16").ladder(joins).unwrap().fails, None);
}

#[test]
fn in_partner_center_pmc_alone_counts_to_the_day_six_months_after_the_move() {
    let mut world = World::tiny();
    let user = world.stranger("Per Ek");
    world.employ(user, "", "");
    world.link(user, "1", Channel::Pmc, "", "");
    let fact = world.pass("1", "Alpha", "2026-01-10", "");
    assert_eq!(world.open(TODAY).pmc_counts_until(), Some(day("2026-07-31")), "six months after 2026-01-31");
    let last = world.open("2026-07-31");
    assert_eq!(last.ladder(fact).unwrap().fails, None);
    let row = row_of(&last, fact);
    assert_eq!((row.associated_in_pmc, row.associated_in_pc), (true, false));
    assert_eq!(&*row.status_text, "counted until 2026-07-31, then PMC no longer counts");
    let after = ("2026-08-01", Some("2026-08-01".to_owned()));
    assert_eq!(fails(&world, fact, after.0), (RungKind::InPartnerCenter, Helper::Person, after.1));
    world.partner.moved_from_pmc_on = None;
    assert_eq!(fails(&world, fact, TODAY), (RungKind::InPartnerCenter, Helper::PartnerAdmin, today()));
}

#[test]
fn named_by_a_rule_that_is_in_force() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    let unnamed = world.pass("1", "Unnamed", "2026-01-10", "");
    assert_eq!(fails(&world, unnamed, TODAY), (RungKind::NamedByRule, Helper::Nobody, None));
    let twin = world.pass("1", "Twin", "2026-01-10", "");
    assert_eq!(fails(&world, twin, TODAY), (RungKind::NamedByRule, Helper::PartnerAdmin, None));
    let later = world.pass("1", "Later", "2026-01-10", "");
    let desk = world.open(TODAY);
    let ladder = desk.ladder(later).unwrap();
    assert_eq!((ladder.fails, ladder.earliest), (Some(RungKind::NamedByRule), Some(day("2027-01-01"))));
    assert_eq!(ladder.fix.unwrap().who, Helper::Time);
    assert_eq!(all_rows(&desk).len(), 1, "what no rule names is in no report, what a later rule names is");
    assert_eq!(world.open("2027-01-01").ladder(later).unwrap().fails, None);
}

#[test]
fn earned_before_retirement_is_asked_only_where_the_table_says_so() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    let on_the_day = world.pass("1", "Old", "2026-03-31", "");
    let too_late = world.pass("1", "Old", "2026-04-01", "");
    let desk = world.open(TODAY);
    assert_eq!(desk.ladder(on_the_day).unwrap().fails, None);
    assert_eq!(fails(&world, too_late, TODAY), (RungKind::EarnedInTime, Helper::Person, None));
    let alpha = world.pass("1", "Alpha", "2026-04-01", "");
    let asked = world.open(TODAY).ladder(alpha).unwrap().rungs;
    assert!(asked.iter().all(|rung| rung.kind != RungKind::EarnedInTime));
}

#[test]
fn accepted_until_the_last_day() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    let fact = world.pass("1", "Gone", "2025-01-10", "");
    assert_eq!(world.open("2026-05-31").ladder(fact).unwrap().fails, None);
    assert_eq!(fails(&world, fact, "2026-06-01"), (RungKind::Accepted, Helper::Person, None));
}

#[test]
fn not_expired_on_the_day_of_expiry() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    let fact = world.pass("1", "Alpha", "2025-06-14", "2026-06-14");
    let desk = world.open("2026-06-14");
    assert_eq!(desk.ladder(fact).unwrap().fails, None);
    assert_eq!(row_of(&desk, fact).status, RowStatus::Ending);
    assert_eq!(fails(&world, fact, TODAY), (RungKind::NotExpired, Helper::Person, None));
}

#[test]
fn predicate_complete_names_what_else_the_rule_asks_for() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    let fact = world.pass("1", "Beta", "2026-01-10", "");
    assert_eq!(fails(&world, fact, TODAY), (RungKind::PredicateComplete, Helper::Person, None));
    let fix = world.open(TODAY).ladder(fact).unwrap().fix.unwrap();
    assert_eq!(Language::English.say(&fix.what), "Pass Alpha as well.");
    assert_eq!(Language::Swedish.say(&fix.what), "Avlägg även Alfa.");
    world.pass("1", "Alpha", "2026-01-10", "");
    assert_eq!(world.open(TODAY).ladder(fact).unwrap().fails, None);
}

#[test]
fn not_used_elsewhere_a_third_person_finds_both_seats_taken() {
    let mut world = World::tiny();
    let mut facts = Vec::new();
    for profile in ["1", "2", "3"] {
        world.person("Åsa Berg", profile);
        facts.push(world.pass(profile, "Gamma", "2026-01-10", ""));
    }
    let desk = world.open(TODAY);
    let spare: Vec<FactId> = facts.iter().copied().filter(|fact| desk.ladder(*fact).unwrap().fails.is_some()).collect();
    assert_eq!(spare.len(), 1);
    assert_eq!(fails(&world, spare[0], TODAY), (RungKind::NotUsedElsewhere, Helper::Nobody, None));
    assert_eq!(row_of(&desk, spare[0]).status, RowStatus::Incomplete);
}

#[test]
fn two_things_that_fail_are_both_told_and_the_later_day_counts() {
    let mut world = World::tiny();
    let user = world.stranger("Ola Dahl");
    world.employ(user, "2026-07-01", "");
    world.link(user, "1", Channel::Pc, "2026-06-20", "");
    let fact = world.pass("1", "Alpha", "2026-01-10", "2026-12-31");
    let ladder = world.open(TODAY).ladder(fact).unwrap();
    assert_eq!(ladder.fails, Some(RungKind::Associated));
    let also = ladder.rungs.iter().find(|rung| rung.state == RungState::AlsoFails).unwrap();
    assert_eq!(also.kind, RungKind::Employed);
    assert_eq!(ladder.earliest, Some(day("2026-07-01")));
    world.facts.achievements[0].expires = Some(day("2026-06-30"));
    assert_eq!(world.open(TODAY).ladder(fact).unwrap().earliest, None, "it expires before");
}

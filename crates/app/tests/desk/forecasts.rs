//! What will be lost: every kind of ending is told by its name, and comes true on its day.

use tierwise_app::desk::{Desk, LossCause, Renewal, Segment};
use tierwise_core::SkillCode;
use tierwise_core::record::Channel;
use tierwise_i18n::Language;

use crate::world::{TODAY, World, day, losses_of, standing, worth};

/// A company that is silver with just two people; the second of them is set up by the caller.
fn silver(second: impl FnOnce(&mut World)) -> World {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    world.pass("1", "Alpha", "2026-01-10", "");
    second(&mut world);
    world
}

/// Checks that silver is lost on the day, and holds on the day before and not on the day itself.
fn lost_on(world: &World, on: &str) -> Vec<LossCause> {
    let desk = world.open(TODAY);
    let losses = losses_of(&desk, "cloud");
    assert_eq!(losses.len(), 1);
    let loss = losses[0];
    assert_eq!((loss.day, worth(&loss.from), worth(&loss.to)), (day(on), "silver".to_owned(), "-".to_owned()));
    assert_eq!(standing(&world.open_on(day(on).previous()), "cloud"), "silver");
    assert_eq!(standing(&world.open(on), "cloud"), "-");
    loss.causes.clone()
}

/// What renewals would save of the loss of silver, in words.
fn saved(world: &World) -> Option<String> {
    let desk = world.open(TODAY);
    losses_of(&desk, "cloud")[0].saved.as_ref().map(|saved| Language::English.say(saved))
}

#[test]
fn an_expiry_takes_the_standing_on_the_day_after_and_can_be_renewed() {
    let world = silver(|world| {
        world.person("Ola Dahl", "2");
        world.pass("2", "Alpha", "2025-09-10", "2026-09-10");
    });
    let user = world.facts.people[1].user;
    let renewal = Renewal::Opens(day("2026-03-10"));
    let expected = LossCause::Expiry { user, skill: SkillCode::new("alpha"), last_day: day("2026-09-10"), renewal };
    assert_eq!(lost_on(&world, "2026-09-11"), [expected]);
    assert_eq!(saved(&world).unwrap(), "If everybody renews their certifications in time, it stays silver.");
}

#[test]
fn an_exam_that_expires_cannot_be_renewed() {
    let world = silver(|world| {
        world.person("Ola Dahl", "2");
        world.pass("2", "Old", "2025-09-10", "2026-09-10");
    });
    assert!(matches!(lost_on(&world, "2026-09-11")[..], [LossCause::Expiry { renewal: Renewal::No, .. }]));
    assert_eq!(saved(&world), None);
}

#[test]
fn an_announced_leave_takes_the_standing_on_the_day_after() {
    let world = silver(|world| {
        let leaver = world.stranger("Johan Berg");
        world.employ(leaver, "2020-01-01", "2026-08-31");
        world.link(leaver, "2", Channel::Pc, "", "");
        world.pass("2", "Alpha", "2025-10-10", "2026-12-10");
    });
    let user = world.facts.people[1].user;
    assert_eq!(lost_on(&world, "2026-09-01"), [LossCause::Leaves { user, last_day: day("2026-08-31") }]);
    assert_eq!(saved(&world), None, "whoever leaves renews for nobody here");
}

#[test]
fn the_end_of_pmc_takes_the_standing_on_the_day_after_the_window() {
    let world = silver(|world| {
        let user = world.stranger("Per Ek");
        world.employ(user, "", "");
        world.link(user, "2", Channel::Pmc, "", "");
        world.pass("2", "Alpha", "2025-10-10", "2026-12-10");
    });
    let user = world.facts.people[1].user;
    assert_eq!(lost_on(&world, "2026-08-01"), [LossCause::PmcEnds { user, last_day: day("2026-07-31") }]);
}

#[test]
fn the_end_of_an_association_takes_the_standing_on_the_day_after() {
    let world = silver(|world| {
        let user = world.stranger("Per Ek");
        world.employ(user, "", "");
        world.link(user, "2", Channel::Pc, "", "2026-07-15");
        world.pass("2", "Alpha", "2025-10-10", "");
    });
    let user = world.facts.people[1].user;
    assert_eq!(lost_on(&world, "2026-07-16"), [LossCause::AssociationEnds { user, last_day: day("2026-07-15") }]);
}

#[test]
fn the_end_of_acceptance_takes_the_standing_for_everybody() {
    let world = silver(|world| {
        world.person("Ola Dahl", "2");
        world.pass("2", "Old", "2025-09-10", "");
    });
    let skill = SkillCode::new("old");
    let expected = LossCause::AcceptanceEnds { skill, last_day: day("2027-03-31"), people: 1 };
    assert_eq!(lost_on(&world, "2027-04-01"), [expected]);
}

#[test]
fn nothing_is_lost_where_a_link_or_an_employment_goes_on_without_a_break() {
    let world = silver(|world| {
        let user = world.stranger("Per Ek");
        world.employ(user, "", "2026-06-30");
        world.employ(user, "2026-07-01", "");
        world.link(user, "2", Channel::Pmc, "", "2026-07-10");
        world.link(user, "2", Channel::Pc, "2026-07-11", "");
        world.pass("2", "Alpha", "2025-10-10", "");
    });
    assert!(losses_of(&world.open(TODAY), "cloud").is_empty());
    for on in ["2026-06-30", "2026-07-01", "2026-07-10", "2026-07-11", "2026-08-01"] {
        assert_eq!(standing(&world.open(on), "cloud"), "silver", "{on}");
    }
}

#[test]
fn somebody_who_joins_later_does_not_count_yet() {
    let world = silver(|world| {
        let user = world.stranger("Maria Lind");
        world.employ(user, "2026-07-01", "");
        world.link(user, "2", Channel::Pc, "2026-07-01", "");
        world.pass("2", "Alpha", "2025-10-10", "");
    });
    assert_eq!(standing(&world.open("2026-06-30"), "cloud"), "-");
    assert_eq!(standing(&world.open("2026-07-01"), "cloud"), "silver");
    assert!(world.open(TODAY).losses().is_empty());
}

fn segments(desk: &Desk, competency: &str) -> Vec<(String, String, String)> {
    let courses = desk.timeline();
    let course = courses.iter().find(|course| course.competency.as_str() == competency).unwrap();
    let words = |segment: &Segment| (segment.from.to_string(), segment.to.to_string(), worth(&segment.value));
    course.segments.iter().map(words).collect()
}

#[test]
fn the_timeline_has_the_next_twelve_months_without_gaps() {
    let world = silver(|world| {
        world.person("Ola Dahl", "2");
        world.pass("2", "Alpha", "2025-09-10", "2026-09-10");
    });
    let desk = world.open(TODAY);
    let part = |from: &str, to: &str, worth: &str| (from.to_owned(), to.to_owned(), worth.to_owned());
    let expected = [part("2026-06-15", "2026-09-10", "silver"), part("2026-09-11", "2027-06-14", "-")];
    assert_eq!(segments(&desk, "cloud"), expected);
    assert_eq!(segments(&desk, "apps"), [part("2026-06-15", "2027-06-14", "-")]);
}

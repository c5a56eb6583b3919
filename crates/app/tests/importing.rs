//! What an export changes: each sentence of the rules for imports, worked out by hand, and what holds for every file.

#[path = "importing/properties.rs"]
mod properties;
#[path = "importing/world.rs"]
mod world;

use tierwise_app::importing::{Keep, choose, chunks, size};
use tierwise_core::record::{Channel, Origin, Snapshot};
use tierwise_i18n::Language;
use world::{Row, World, day, read, row, snapshot};

#[test]
fn a_row_of_another_mpn_id_is_refused_with_the_reason() {
    let rows = [row("1", "a@x.example"), Row { mpn: "7654321", ..row("2", "b@x.example") }];
    let plan = World::empty().plan(&rows);
    assert_eq!((plan.counts.new, plan.counts.unusable), (1, 1));
    let reason = Language::English.say(&plan.unusable[0].reason);
    assert_eq!(plan.unusable[0].line, 3);
    assert!(reason.contains("MPN ID `7654321`") && reason.contains("`1234567`"), "{reason}");
}

#[test]
fn a_row_of_a_location_is_one_of_the_company() {
    let rows = [Row { mpn: "7654321", ..row("2", "b@x.example") }];
    let plan = World { locations: vec!["7654321".to_owned()], ..World::empty() }.plan(&rows);
    assert_eq!((plan.counts.new, plan.counts.unusable), (1, 0));
}

#[test]
fn a_row_that_names_no_mpn_id_is_used_with_a_warning() {
    let plan = World::empty().plan(&[Row { mpn: "", ..row("1", "a@x.example") }]);
    assert_eq!((plan.counts.new, plan.warnings.len()), (1, 1));
}

#[test]
fn an_mcid_that_is_already_associated_wins() {
    let mut world = World::empty();
    let ada = world.person("Ada", "ada@x.example", "");
    world.associate(ada, "1", Channel::Pc, Origin::Feed);
    let plan = world.plan(&[row("1", "changed@x.example")]);
    assert_eq!((plan.counts.new, plan.counts.new_people), (1, 0));
    assert!(plan.facts.associations.is_empty() && plan.facts.people.is_empty());
}

#[test]
fn then_the_corporate_address_decides_without_case() {
    let mut world = World::empty();
    let ada = world.person("Ada", "ada@x.example", "");
    let bo = world.person("Bo", "", "bo@mail.example");
    let plan = world.plan(&[Row { email: "bo@mail.example", ..row("1", " ADA@x.example") }]);
    assert_eq!(plan.counts.new_people, 0);
    assert_eq!(plan.facts.associations[0].user, ada);
    assert_ne!(plan.facts.associations[0].user, bo);
}

#[test]
fn then_the_other_address_decides() {
    let mut world = World::empty();
    let bo = world.person("Bo", "bo@x.example", "bo@mail.example");
    let plan = world.plan(&[Row { email: "Bo@Mail.example", ..row("1", "") }]);
    assert_eq!((plan.counts.new_people, plan.facts.associations[0].user), (0, bo));
}

#[test]
fn whom_nothing_matches_becomes_a_person_without_account_who_counts_from_the_import_on() {
    let world = World::empty();
    let plan = world.plan(&[Row { completed: "2026-03-01", ..row("77", "new@x.example") }]);
    let (person, work, link) = (&plan.facts.people[0], &plan.facts.employments[0], &plan.facts.associations[0]);
    assert_eq!((person.first_name.as_str(), person.last_name.as_str()), ("First77", "Last77"));
    assert_eq!((person.corporate_email.as_str(), person.location.as_str()), ("new@x.example", "Göteborg, Sweden"));
    assert_eq!((work.user, work.starts_on, work.ends_on), (person.user, None, None));
    assert_eq!((link.user, link.profile.as_ref(), link.channel), (person.user, "77", Channel::Pc));
    assert_eq!((link.origin, link.starts_on, link.ends_on), (Origin::Export, Some(world.day), None));
    let one = &plan.facts.achievements[0];
    assert_eq!((one.profile.as_ref(), one.completed, one.origin), ("77", day("2026-03-01"), Origin::Export));
    assert_eq!(plan.counts.new_people, 1);
}

#[test]
fn two_mcids_at_one_address_are_one_person_and_shown_as_a_duplicate() {
    let plan = World::empty().plan(&[row("2", "a@x.example"), Row { email: "A@x.example", ..row("1", "") }]);
    assert_eq!((plan.counts.new_people, plan.facts.people.len(), plan.facts.associations.len()), (1, 1, 2));
    assert_eq!(plan.duplicates[0].profiles, ["1", "2"]);
}

#[test]
fn a_second_mcid_at_the_address_of_somebody_known_is_theirs() {
    let mut world = World::empty();
    let ada = world.person("Ada", "ada@x.example", "");
    world.associate(ada, "1", Channel::Pc, Origin::Feed);
    let plan = world.plan(&[row("9", "ada@x.example")]);
    assert_eq!((plan.counts.new_people, plan.facts.associations[0].user), (0, ada));
    assert_eq!((plan.duplicates[0].user, &plan.duplicates[0].profiles[..]), (ada, &["1".to_owned(), "9".to_owned()][..]));
}

#[test]
fn an_mcid_of_one_user_with_the_address_of_another_is_unusable_and_names_both() {
    let mut world = World::empty();
    let ada = world.person("Ada", "ada@x.example", "");
    world.person("Bo", "bo@x.example", "");
    world.associate(ada, "1", Channel::Pc, Origin::Feed);
    let plan = world.plan(&[row("1", "bo@x.example"), Row { title: "Other", ..row("1", "ada@x.example") }]);
    assert_eq!((plan.counts.new, plan.counts.unusable), (1, 1));
    for language in Language::ALL {
        let reason = language.say(&plan.unusable[0].reason);
        assert!(reason.contains("Ada Known") && reason.contains("Bo Known") && !reason.contains('@'), "{reason}");
    }
}

#[test]
fn an_mcid_whose_rows_have_addresses_of_two_users_is_unusable_in_all_of_them() {
    let mut world = World::empty();
    world.person("Ada", "ada@x.example", "");
    world.person("Bo", "bo@x.example", "");
    let plan = world.plan(&[row("1", "ada@x.example"), Row { title: "Other", ..row("1", "bo@x.example") }]);
    assert_eq!((plan.counts.unusable, size(&plan.facts)), (2, 0));
}

#[test]
fn a_profile_that_is_only_in_pmc_is_mirrored_in_partner_center() {
    let mut world = World::empty();
    let ada = world.person("Ada", "ada@x.example", "");
    world.associate(ada, "1", Channel::Pmc, Origin::Feed);
    let plan = world.plan(&[row("1", "ada@x.example")]);
    assert_eq!((plan.facts.associations[0].user, plan.facts.associations[0].channel), (ada, Channel::Pc));
}

#[test]
fn a_link_that_its_person_ended_is_not_brought_back() {
    let mut world = World::empty();
    let ada = world.person("Ada", "ada@x.example", "");
    world.associate(ada, "1", Channel::Pc, Origin::Feed);
    world.facts.associations[0].ends_on = Some(day("2026-05-01"));
    let plan = world.plan(&[row("1", "ada@x.example")]);
    assert!(plan.facts.associations.is_empty());
    let warnings: Vec<String> = plan.warnings.iter().map(|issue| Language::English.say(&issue.reason)).collect();
    assert!(warnings.iter().any(|text| text.contains("Ada Known ended the link of MCID `1` on 2026-05-01")), "{warnings:?}");
    world.facts.associations[0].origin = Origin::Export;
    assert_eq!(world.plan(&[row("1", "ada@x.example")]).facts.associations.len(), 1, "a mirrored one is stated anew");
}

#[test]
fn the_same_file_again_changes_nothing() {
    let rows = [row("1", "a@x.example"), row("2", "b@x.example")];
    let mut world = World::empty();
    world.apply(&rows, &Keep::All);
    let plan = world.plan(&rows);
    assert_eq!((plan.counts.unchanged, size(&plan.facts), plan.ends.len(), plan.gone.len()), (2, 0, 0, 0));
}

#[test]
fn a_new_expiry_is_a_renewal_that_ends_the_old_fact() {
    let mut world = World::empty();
    world.apply(&[Row { expires: "2026-12-01", ..row("1", "a@x.example") }], &Keep::All);
    let old = world.facts.achievements[0].fact;
    let plan = world.plan(&[Row { expires: "2027-12-01", ..row("1", "a@x.example") }]);
    assert_eq!((plan.counts.changed, plan.counts.new, plan.counts.gone), (1, 0, 0));
    assert_eq!(plan.ends, [old]);
    assert_eq!(plan.facts.achievements[0].expires, Some(day("2027-12-01")));
    let line = &plan.preview().changed.lines[0];
    assert_eq!((line.expires_before, line.expires), (Some(day("2026-12-01")), Some(day("2027-12-01"))));
}

#[test]
fn an_export_without_expiries_forgets_none() {
    let mut world = World::empty();
    world.apply(&[Row { expires: "2026-12-01", ..row("1", "a@x.example") }], &Keep::All);
    let plan = world.plan(&[Row { expires: "", ..row("1", "a@x.example") }]);
    assert_eq!((plan.counts.unchanged, plan.warnings.len()), (1, 1));
}

#[test]
fn a_training_with_an_id_may_be_renamed_and_one_without_is_its_title() {
    let mut world = World::empty();
    let with_id = Row { id: "3051", title: "Azure Administrator", ..row("1", "a@x.example") };
    let without = Row { id: "", title: "Basket Weaving", ..row("1", "a@x.example") };
    world.apply(&[with_id, without], &Keep::All);
    let plan = world.plan(&[Row { title: "Administrator of Azure", ..with_id }, Row { title: "basket weaving ", ..without }]);
    assert_eq!((plan.counts.changed, plan.counts.unchanged), (1, 1));
    assert_eq!(plan.preview().changed.lines[0].title_before.as_deref(), Some("Azure Administrator"));
    let plan = world.plan(&[with_id, Row { title: "Basketry", ..without }]);
    assert_eq!((plan.counts.unchanged, plan.counts.new, plan.counts.gone), (1, 1, 1));
}

#[test]
fn another_day_of_completion_is_another_achievement() {
    let mut world = World::empty();
    world.apply(&[Row { completed: "2026-01-01", ..row("1", "a@x.example") }], &Keep::All);
    let plan = world.plan(&[Row { completed: "2026-02-01", ..row("1", "a@x.example") }]);
    assert_eq!((plan.counts.new, plan.counts.gone), (1, 1));
}

#[test]
fn a_row_that_stands_twice_is_one_achievement_with_the_later_expiry() {
    let (early, late) = ("2026-12-01", "2027-12-01");
    let rows = [late, "", early].map(|expires| Row { expires, ..row("1", "a@x.example") });
    let plan = World::empty().plan(&rows);
    assert_eq!((plan.counts.new, plan.counts.repeated, plan.facts.achievements.len()), (1, 2, 1));
    assert_eq!(plan.facts.achievements[0].expires, Some(day(late)));
}

#[test]
fn what_is_no_longer_in_the_file_is_shown_and_never_ended_silently() {
    let mut world = World::empty();
    let both = [row("1", "a@x.example"), row("2", "b@x.example")];
    world.apply(&both, &Keep::All);
    let fact = world.facts.achievements[1].fact;
    let plan = || world.plan(&both[..1]);
    assert_eq!((plan().counts.gone, plan().gone[0].fact, plan().gone[0].person.as_str()), (1, fact, "First2 Last2"));
    assert_eq!(choose(plan(), &Keep::All).1, []);
    assert_eq!(choose(plan(), &Keep::EndAll).1, [fact]);
    assert_eq!(choose(plan(), &Keep::End(vec![fact])).1, [fact]);
    let other = world.facts.achievements[0].fact;
    assert_eq!(choose(plan(), &Keep::End(vec![other])).1, [], "what is in the file does not end");
}

#[test]
fn the_source_itself_is_not_corrected_by_an_export_and_never_gone() {
    let mut world = World::empty();
    world.apply(&[Row { expires: "2026-12-01", ..row("1", "a@x.example") }], &Keep::All);
    world.facts.achievements[0].origin = Origin::Feed;
    let plan = world.plan(&[Row { expires: "2027-12-01", ..row("1", "a@x.example") }]);
    assert_eq!((plan.counts.unchanged, plan.ends.len(), plan.warnings.len()), (1, 0, 1));
    assert_eq!(world.plan(&[row("5", "z@x.example")]).counts.gone, 0);
}

#[test]
fn a_row_that_is_refused_for_its_person_is_not_gone() {
    let mut world = World::empty();
    world.apply(&[row("1", "a@x.example")], &Keep::All);
    world.person("Bo", "bo@x.example", "");
    let plan = world.plan(&[row("1", "bo@x.example")]);
    assert_eq!((plan.counts.unusable, plan.counts.gone), (1, 0));
}

#[test]
fn a_person_on_record_keeps_their_name() {
    let mut world = World::empty();
    world.person("Ada", "ada@x.example", "");
    let plan = world.plan(&[row("1", "ada@x.example"), Row { title: "Other", ..row("1", "ada@x.example") }]);
    assert_eq!((plan.facts.people.len(), plan.warnings.len()), (0, 1));
    let warning = Language::English.say(&plan.warnings[0].reason);
    assert_eq!(warning, "the file calls Ada Known “First1 Last1”; the name on record stays");
}

#[test]
fn an_import_that_was_applied_and_ended_leaves_no_trace() {
    let mut world = World::empty();
    world.apply(&[row("1", "a@x.example"), row("2", "b@x.example")], &Keep::All);
    let before = world.content();
    let undo = world.apply(&[Row { expires: "2028-01-01", ..row("1", "a@x.example") }, row("3", "c@x.example")], &Keep::EndAll);
    assert_ne!(world.content(), before);
    world.undo(undo);
    assert_eq!(world.content(), before);
}

#[test]
fn portions_hold_everything_once_and_people_come_first() {
    let rows: Vec<Row<'_>> = ["1", "2", "3", "4", "5"].map(|mcid| row(mcid, "")).to_vec();
    let plan = World::empty().plan(&rows);
    let (facts, mut ends) = choose(plan, &Keep::All);
    ends.push(facts.achievements[0].fact);
    let all = size(&facts);
    assert_eq!(all, 20);
    let portions = chunks(facts, ends, 6);
    let sizes: Vec<usize> = portions.iter().map(|(facts, ends)| size(facts) + ends.len()).collect();
    assert_eq!(sizes, [6, 6, 6, 3]);
    assert_eq!((portions[0].0.people.len(), portions[0].0.employments.len()), (5, 1));
    assert_eq!(portions[3].1.len(), 1);
    assert!(chunks(Default::default(), Vec::new(), 6).is_empty());
}

#[test]
fn the_preview_keeps_the_first_lines_and_survives_as_json() {
    let mcids: Vec<String> = (1..=230).map(|mcid| mcid.to_string()).collect();
    let mut rows: Vec<Row<'_>> = mcids.iter().map(|mcid| row(mcid, "")).collect();
    rows.push(Row { mpn: "1", ..row("999", "") });
    let preview = World::empty().plan(&rows).preview();
    assert_eq!((preview.new.lines.len(), preview.new.beyond, preview.new.total()), (200, 30, 230));
    assert_eq!((preview.new_people.lines.len(), preview.unusable.lines.len()), (200, 1));
    let text = serde_json::to_string(&preview).unwrap();
    assert_eq!(serde_json::from_str::<tierwise_app::importing::Preview>(&text).unwrap(), preview);
}

#[test]
fn the_sample_exports_are_imported_as_they_are() {
    let sample = include_bytes!("../../../examples/sample-trainings-export/Export_trainings_Lifetime_123456_Contoso_Ltd.csv");
    let fjordline = include_bytes!("../../../examples/fjordline-2026-11-22.csv");
    for (file, rows, people) in [(&sample[..], 160, 0), (&fjordline[..], 127, 36)] {
        let world = World::empty();
        let plan = world.plan_trainings(read(file));
        assert_eq!((plan.counts.read, plan.counts.unusable), (rows, 0));
        assert_eq!(plan.counts.new + plan.counts.repeated, rows);
        assert!(people == 0 || plan.counts.new_people <= people, "{}", plan.counts.new_people);
        let snapshot: Snapshot = snapshot(choose(plan, &Keep::All).0);
        let again = World { facts: snapshot.facts, ..world }.plan_trainings(read(file));
        assert_eq!((again.counts.new, again.counts.changed, again.counts.gone), (0, 0, 0));
        assert_eq!(again.counts.unchanged + again.counts.repeated, rows);
    }
}

//! What holds for every file and every record.

use proptest::collection::vec;
use proptest::prelude::*;
use tierwise_app::importing::{Counts, Keep, size};
use tierwise_core::record::{Channel, Origin};

use super::world::{Row, World, row};

const ADDRESSES: [&str; 6] = ["", "a@x.example", "A@X.example", "b@x.example", "c@x.example", "d@mail.example"];
const MCIDS: [&str; 5] = ["1", "2", "3", "4", "5"];
const TRAININGS: [(&str, &str); 4] = [("3051", "Azure Administrator"), ("3051", "Renamed"), ("", "Weaving"), ("", "weaving")];
const COMPLETED: [&str; 2] = ["2026-01-01", "2026-02-01"];
const EXPIRES: [&str; 3] = ["", "2026-12-01", "2027-12-01"];
const MPN_IDS: [&str; 4] = ["1234567", "1234567", "1234567", "7654321"];

fn any_row() -> impl Strategy<Value = Row<'static>> {
    let who = (prop::sample::select(&MCIDS[..]), prop::sample::select(&ADDRESSES[..]), prop::sample::select(&ADDRESSES[..]));
    let what = (prop::sample::select(&TRAININGS[..]), prop::sample::select(&COMPLETED[..]), prop::sample::select(&EXPIRES[..]));
    (who, what, prop::sample::select(&MPN_IDS[..])).prop_map(
        |((mcid, corporate, email), (training, completed, expires), mpn)| {
            let (id, title) = training;
            Row { id, title, email, completed, expires, mpn, ..row(mcid, corporate) }
        },
    )
}

/// Two people on record with any addresses and links, and what an earlier export and the source brought.
fn any_world() -> impl Strategy<Value = World> {
    let person = (prop::sample::select(&ADDRESSES[..]), prop::sample::select(&ADDRESSES[..]));
    let link = (0..2_usize, prop::sample::select(&MCIDS[..]), any::<[bool; 3]>());
    (vec(person, 2), vec(link, 0..3), vec(any_row(), 0..6), any::<u8>()).prop_map(|(people, links, earlier, fed)| {
        let mut world = World::empty();
        let users: Vec<_> = people.iter().map(|(corporate, email)| world.person("Ada", corporate, email)).collect();
        for (user, mcid, [in_pmc, by_export, ended]) in links {
            let channel = if in_pmc { Channel::Pmc } else { Channel::Pc };
            world.associate(users[user], mcid, channel, if by_export { Origin::Export } else { Origin::Feed });
            if let (true, Some(link)) = (ended, world.facts.associations.last_mut()) {
                link.ends_on = Some(super::day("2026-05-01"));
            }
        }
        world.apply(&earlier, &Keep::All);
        for (place, one) in world.facts.achievements.iter_mut().enumerate() {
            if fed & 1 << (place % 8) != 0 {
                one.origin = Origin::Feed;
            }
        }
        world
    })
}

proptest! {
    #[test]
    fn the_same_file_again_is_unchanged(world in any_world(), rows in vec(any_row(), 0..12)) {
        let mut world = world;
        let first = world.plan(&rows).counts;
        world.apply(&rows, &Keep::EndAll);
        let again = world.plan(&rows);
        let expected = Counts {
            unchanged: first.new + first.changed + first.unchanged,
            new: 0,
            changed: 0,
            gone: 0,
            new_people: 0,
            ..first
        };
        prop_assert_eq!(again.counts, expected);
        prop_assert_eq!((size(&again.facts), again.ends.len()), (0, 0));
    }

    #[test]
    fn what_is_applied_and_taken_back_leaves_the_record_as_it_was(world in any_world(), rows in vec(any_row(), 0..12)) {
        let mut world = world;
        world.facts.achievements.sort_by_key(|one| one.fact);
        let before = world.content();
        let undo = world.apply(&rows, &Keep::EndAll);
        world.undo(undo);
        prop_assert_eq!(world.content(), before);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        world in any_world(),
        (rows, shuffled) in vec(any_row(), 0..12).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        prop_assert_eq!(world.plan(&rows).counts, world.plan(&shuffled).counts);
    }

    #[test]
    fn every_fact_is_about_somebody_on_record_or_new(world in any_world(), rows in vec(any_row(), 0..12)) {
        let plan = world.plan(&rows);
        let people: Vec<_> = world.facts.people.iter().chain(&plan.facts.people).map(|person| person.user).collect();
        for link in &plan.facts.associations {
            prop_assert!(people.contains(&link.user));
        }
        let links: Vec<_> = world.facts.associations.iter().chain(&plan.facts.associations).map(|link| &link.profile).collect();
        for one in &plan.facts.achievements {
            prop_assert!(links.contains(&&one.profile));
        }
    }
}

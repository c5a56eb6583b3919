//! Claims about the numbered changes of a partner, and about the wall between partners.

use tierwise_core::record::{Actor, Change, Employment, Facts};
use tierwise_core::{BatchId, UserId};
use tierwise_store::{Entry, Location, StoreError};
use tierwise_testkit::databases::each;

use crate::world::{Ids, add, at, company, entry, open, partner, people, settled, upload};

#[tokio::test]
async fn numbers_have_no_gaps_and_are_in_the_order_of_visibility() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let writers = (0..8u128).map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut ids = Ids::from((writer + 1) << 64);
                for turn in 0..5 {
                    let mut write = store.write(partner, entry("facts-added")).await.unwrap();
                    let number = write.number();
                    assert_eq!(store.number(partner).await.unwrap() + 1, number, "those before are all visible");
                    write.add(ids.next(), &people(&mut ids, 2), &[]).await.unwrap();
                    // Every other change is given up, and its number with it.
                    if turn % 2 == 0 {
                        write.commit().await.unwrap();
                    }
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let changes = store.changes(partner, None, 100).await.unwrap();
        let numbers: Vec<u64> = changes.iter().map(|change| change.number).collect();
        assert_eq!(numbers, (1..=24).rev().collect::<Vec<u64>>());
        assert_eq!(store.number(partner).await.unwrap(), 24);
        assert_eq!(store.snapshot(partner).await.unwrap().facts.people.len(), 48);
    })
    .await;
}

#[tokio::test]
async fn the_audit_says_who_did_what_and_when() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let batch: BatchId = ids.next();
        let actors = [Actor::System, Actor::User(ids.next()), Actor::Operator(ids.next())];
        for actor in actors {
            let entry = Entry { at: at(4), actor, action: "settings-changed", request: "r-1" };
            let mut write = store.write(partner, entry).await.unwrap();
            if actor == Actor::System {
                write.add(batch, &Facts::default(), &[]).await.unwrap();
            }
            write.commit().await.unwrap();
        }
        let mut expected: Vec<Change> = (1..=3)
            .zip(actors)
            .map(|(number, actor)| Change {
                number,
                at: at(4),
                actor,
                action: "settings-changed".to_owned(),
                batch: (number == 1).then_some(batch),
                request: "r-1".to_owned(),
            })
            .collect();
        expected.reverse();
        assert_eq!(store.changes(partner, None, 2).await.unwrap(), expected[..2]);
        assert_eq!(store.changes(partner, Some(2), 2).await.unwrap(), expected[2..]);
    })
    .await;
}

#[tokio::test]
async fn a_change_that_failed_in_part_is_not_kept_in_part() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        settled(&store, &mut ids, partner, 2).await;
        let before = store.content_hash(partner).await.unwrap();
        let (batch, facts) = (ids.next(), people(&mut ids, 3));
        // Once the database refuses facts that the batch has, once the store does.
        for again in [batch, ids.next()] {
            let mut write = store.write(partner, entry("facts-added")).await.unwrap();
            write.add(batch, &facts, &[]).await.unwrap();
            assert!(write.add(again, &facts, &[]).await.unwrap_err().is_conflict());
            assert!(matches!(write.commit().await, Err(StoreError::Other(_))));
        }
        assert_eq!(store.content_hash(partner).await.unwrap(), before);
        assert_eq!(store.number(partner).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_has_one_batch() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let (first, second) = (ids.next(), ids.next());
        let mut write = store.write(partner, entry("facts-added")).await.unwrap();
        write.add(first, &people(&mut ids, 1), &[]).await.unwrap();
        write.add(first, &people(&mut ids, 1), &[]).await.unwrap();
        assert!(write.add(second, &Facts::default(), &[]).await.unwrap_err().is_conflict());
    })
    .await;
}

#[tokio::test]
async fn partners_never_see_each_others_rows() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let (one, other) = (company(&store, &mut ids, "One").await, company(&store, &mut ids, "Other").await);
        let mine = settled(&store, &mut ids, one, 3).await;
        let empty = store.content_hash(other).await.unwrap();
        // The same ids on the other side are other people and other facts.
        add(&store, &mut Ids::from(1 << 70), other, &mine, &[]).await;
        assert_eq!(store.content_hash(one).await.unwrap(), store.content_hash(other).await.unwrap());
        let ends: Vec<_> = mine.people.iter().map(|person| person.fact).collect();
        add(&store, &mut ids, one, &Facts::default(), &ends).await;
        assert_eq!(store.snapshot(one).await.unwrap().facts.people, []);
        assert_eq!(store.snapshot(other).await.unwrap().facts.people, mine.people);
        assert_ne!(store.content_hash(other).await.unwrap(), empty);
        assert_eq!(store.number(other).await.unwrap(), 1);
        assert_eq!(store.changes(other, None, 9).await.unwrap().len(), 1);
        assert_eq!(store.find_account(other, mine.people[0].user).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_reference_to_another_partners_row_cannot_be_stored() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let (one, other) = (company(&store, &mut ids, "One").await, company(&store, &mut ids, "Other").await);
        let stranger: UserId = settled(&store, &mut ids, one, 1).await.people[0].user;
        let employment = Employment { fact: ids.next(), user: stranger, starts_on: None, ends_on: None };
        let facts = Facts { employments: vec![employment], ..Facts::default() };
        let mut write = store.write(other, entry("facts-added")).await.unwrap();
        assert!(write.add(ids.next(), &facts, &[]).await.unwrap_err().is_conflict());
        drop(write);
        let import = upload(ids.next(), stranger, 0);
        assert!(store.create_import(other, &import, b"rows").await.unwrap_err().is_conflict());
        assert_eq!(store.list_imports(other).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_one_partner_cannot_change_another() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let (one, other) = (company(&store, &mut ids, "One").await, company(&store, &mut ids, "Other").await);
        let mut write = store.write(one, entry("settings-changed")).await.unwrap();
        assert!(write.update_partner(&partner(other, "Taken", "99")).await.unwrap_err().is_conflict());
        drop(write);
        let mut write = store.write(one, entry("settings-changed")).await.unwrap();
        write.update_partner(&partner(one, "Renamed", "99")).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(store.find_partner(one).await.unwrap().unwrap().name, "Renamed");
    })
    .await;
}

#[tokio::test]
async fn a_location_belongs_to_one_partner_and_its_mpn_id_to_nobody_else_until_it_ends() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let (own, other) = (company(&store, &mut ids, "Fjordline").await, company(&store, &mut ids, "Kustlinje").await);
        let location = Location { id: ids.next(), name: "Malmö".to_owned(), mpn_id: "777".to_owned(), created_at: at(1) };
        assert!(!store.mpn_id_is_taken("777", own).await.unwrap());
        let mut write = store.write(own, entry("location-added")).await.unwrap();
        write.add_location(&location).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(store.list_locations(own).await.unwrap(), std::slice::from_ref(&location));
        assert!(store.list_locations(other).await.unwrap().is_empty());
        assert!(store.mpn_id_is_taken("777", own).await.unwrap() && store.mpn_id_is_taken("777", other).await.unwrap());
        let mpn_id = store.find_partner(own).await.unwrap().unwrap().mpn_id;
        assert!(store.mpn_id_is_taken(&mpn_id, other).await.unwrap(), "a company's own is taken for others");
        assert!(!store.mpn_id_is_taken(&mpn_id, own).await.unwrap(), "and not for itself");

        let mut write = store.write(other, entry("location-ended")).await.unwrap();
        assert!(matches!(write.end_location(location.id).await, Err(StoreError::Conflict(_))), "another's");
        drop(write);
        let mut write = store.write(own, entry("location-ended")).await.unwrap();
        write.end_location(location.id).await.unwrap();
        assert!(matches!(write.end_location(location.id).await, Err(StoreError::Conflict(_))), "ended already");
        drop(write);
        assert_eq!(store.list_locations(own).await.unwrap().len(), 1, "nothing was committed");
        let mut write = store.write(own, entry("location-ended")).await.unwrap();
        write.end_location(location.id).await.unwrap();
        write.commit().await.unwrap();
        assert!(store.list_locations(own).await.unwrap().is_empty());
        assert!(!store.mpn_id_is_taken("777", other).await.unwrap(), "free again");
    })
    .await;
}

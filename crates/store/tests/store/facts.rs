//! Claims about facts: what is current, and that a snapshot moved forward is the one that is loaded.

use std::sync::Arc;

use tierwise_core::PartnerId;
use tierwise_core::record::{Facts, Snapshot};
use tierwise_store::Store;
use tierwise_testkit::databases::{Database, each};

use crate::world::{Ids, achievement, add, apply, company, entry, open, people, person, publish, settled, undo, upload};

/// Moves a kept snapshot forward and holds it against a fresh one.
async fn moved(store: &Store, partner: PartnerId, kept: &mut Arc<Snapshot>, after: &str) {
    *kept = store.advance(kept, partner).await.unwrap();
    let fresh = store.snapshot(partner).await.unwrap();
    assert_eq!(kept.number, fresh.number, "{after}");
    assert_eq!(format!("{:?}", kept.facts), format!("{:?}", fresh.facts), "{after}");
}

#[tokio::test]
async fn facts_come_back_as_they_were_added_sorted_by_id() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        // As many as SQLite hands over at once, and more than one statement writes.
        let facts = people(&mut ids, 1000);
        let (mut first, mut second) = (facts.clone(), Facts::default());
        second.achievements = first.achievements.split_off(1300);
        first.achievements.reverse();
        add(&store, &mut ids, partner, &first, &[]).await;
        add(&store, &mut ids, partner, &second, &[]).await;
        let found = store.snapshot(partner).await.unwrap();
        assert_eq!(format!("{:?}", found.facts), format!("{facts:?}"));
        assert_eq!(found.number, 2);
    })
    .await;
}

#[tokio::test]
async fn a_snapshot_moved_forward_is_the_one_that_is_loaded() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let mut kept = Arc::new(store.snapshot(partner).await.unwrap());
        // Reserved early, so that these facts belong in front of those that are known by then.
        let mut early = Ids::from(ids.next::<uuid::Uuid>().as_u128());
        ids = Ids::from(1 << 64);
        let first = settled(&store, &mut ids, partner, 4).await;
        moved(&store, partner, &mut kept, "people were added").await;
        settled(&store, &mut early, partner, 2).await;
        moved(&store, partner, &mut kept, "people with smaller ids were added").await;

        let renamed = Facts { people: vec![person(ids.next(), first.people[1].user, "Renamed")], ..Facts::default() };
        add(&store, &mut ids, partner, &renamed, &[first.people[1].fact]).await;
        moved(&store, partner, &mut kept, "somebody was renamed").await;
        add(&store, &mut ids, partner, &Facts::default(), &[renamed.people[0].fact, first.shown[0].fact]).await;
        moved(&store, partner, &mut kept, "facts were ended").await;

        let import = upload(ids.next(), first.people[0].user, 0);
        let rows = people(&mut ids, 5);
        let attempt = apply(&store, partner, &import, &rows, &[first.figures[0].fact]).await;
        moved(&store, partner, &mut kept, "rows were written that nobody sees").await;
        publish(&store, partner, import.id, attempt).await;
        moved(&store, partner, &mut kept, "an import was published").await;
        add(&store, &mut ids, partner, &Facts::default(), &[rows.people[0].fact]).await;
        let renewed = achievement(ids.next(), &rows.achievements[0].profile, 2);
        let renewed = Facts { achievements: vec![renewed], ..Facts::default() };
        add(&store, &mut ids, partner, &renewed, &[rows.achievements[2].fact]).await;
        moved(&store, partner, &mut kept, "two changes at once").await;
        undo(&store, partner, import.id).await;
        moved(&store, partner, &mut kept, "an import was undone").await;
        store.write(partner, entry("nothing")).await.unwrap().commit().await.unwrap();
        moved(&store, partner, &mut kept, "nothing was changed").await;
        let same = store.advance(&kept, partner).await.unwrap();
        assert!(Arc::ptr_eq(&same, &kept), "without a change it is the very same");
    })
    .await;
}

#[tokio::test]
async fn a_fact_that_two_changes_ended_stays_ended_when_one_is_undone() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let facts = settled(&store, &mut ids, partner, 1).await;
        let ended = [facts.employments[0].fact];
        let import = upload(ids.next(), facts.people[0].user, 0);
        let attempt = apply(&store, partner, &import, &Facts::default(), &ended).await;
        publish(&store, partner, import.id, attempt).await;
        add(&store, &mut ids, partner, &Facts::default(), &ended).await;
        undo(&store, partner, import.id).await;
        assert_eq!(store.snapshot(partner).await.unwrap().facts.employments, []);
    })
    .await;
}

#[tokio::test]
async fn equal_facts_have_one_hash_in_either_database() {
    let mut hashes = Vec::new();
    for database in [Database::sqlite(), Database::postgres()] {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let empty = store.content_hash(partner).await.unwrap();
        let mut facts = settled(&store, &mut ids, partner, 3).await;
        facts.people[0].fact = ids.next();
        facts.people[0].first_name = "odd \u{0} \"quoted\" \\ Ω \u{1F600}".to_owned();
        let odd = Facts { people: vec![facts.people[0].clone()], ..Facts::default() };
        add(&store, &mut ids, partner, &odd, &[]).await;
        let hash = store.content_hash(partner).await.unwrap();
        assert_ne!(hash, empty);
        hashes.push(hash);
    }
    assert_eq!(hashes[0], hashes[1]);
}

#[tokio::test]
async fn days_of_all_ages_survive() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let mut facts = people(&mut ids, 1);
        let days = ["0001-01-01", "1900-02-28", "2024-02-29", "9999-12-31"];
        let renewed = days.map(|text| {
            let mut achievement = achievement(ids.next(), &"MC1".into(), 0);
            achievement.completed = text.parse().unwrap();
            achievement
        });
        facts.achievements = renewed.to_vec();
        add(&store, &mut ids, partner, &facts, &[]).await;
        assert_eq!(store.snapshot(partner).await.unwrap().facts.achievements, renewed);
    })
    .await;
}

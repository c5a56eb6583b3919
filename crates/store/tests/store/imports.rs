//! Claims about imports: nobody sees half of one, and nobody writes into one that is no longer theirs.

use tierwise_core::record::Facts;
use tierwise_core::{BatchId, PartnerId, UserId};
use tierwise_store::{ImportState, Store};
use tierwise_testkit::databases::{Database, each};

use crate::world::{Ids, add, apply, at, company, entry, open, people, publish, settled, undo, upload};

async fn prepared(database: &Database) -> (Store, Ids, PartnerId, UserId) {
    let store = open(database).await;
    let mut ids = Ids::from(0);
    let partner = company(&store, &mut ids, "Fjordline").await;
    let user = settled(&store, &mut ids, partner, 2).await.people[0].user;
    (store, ids, partner, user)
}

async fn state(store: &Store, partner: PartnerId, import: BatchId) -> ImportState {
    store.find_import(partner, import).await.unwrap().unwrap().state
}

#[tokio::test]
async fn an_import_is_seen_whole_or_not_at_all_and_undoing_it_restores_what_was() {
    each(async |database| {
        let (store, mut ids, partner, user) = prepared(&database).await;
        let ends = [store.snapshot(partner).await.unwrap().facts.people[1].fact];
        let before = store.content_hash(partner).await.unwrap();
        let import = upload(ids.next(), user, 0);
        let rows = people(&mut ids, 40);
        let attempt = apply(&store, partner, &import, &rows, &ends).await;
        assert_eq!(store.content_hash(partner).await.unwrap(), before);
        assert_eq!(store.number(partner).await.unwrap(), 1);

        publish(&store, partner, import.id, attempt).await;
        let published = store.snapshot(partner).await.unwrap();
        assert_eq!((published.number, published.facts.people.len()), (2, 41));
        let found = store.find_import(partner, import.id).await.unwrap().unwrap();
        assert_eq!((found.state, found.published, found.rows_written), (ImportState::Applied, Some(2), 242));
        assert_eq!(store.import_content(partner, import.id).await.unwrap(), None, "the file is no longer needed");
        assert_eq!(store.changes(partner, None, 1).await.unwrap()[0].batch, Some(import.id));

        undo(&store, partner, import.id).await;
        assert_eq!(store.content_hash(partner).await.unwrap(), before);
        let found = store.find_import(partner, import.id).await.unwrap().unwrap();
        assert_eq!((found.state, found.undone), (ImportState::Undone, Some(3)));
    })
    .await;
}

#[tokio::test]
async fn an_upload_is_found_as_it_was_made_the_newest_first() {
    each(async |database| {
        let (store, mut ids, partner, user) = prepared(&database).await;
        let (older, newer) = (upload(ids.next(), user, 1), upload(ids.next(), user, 2));
        for import in [&older, &newer] {
            store.create_import(partner, import, b"a,b\n\x00\xff").await.unwrap();
        }
        assert_eq!(store.list_imports(partner).await.unwrap(), [newer, older.clone()]);
        assert_eq!(store.import_content(partner, older.id).await.unwrap().as_deref(), Some(&b"a,b\n\x00\xff"[..]));
        store.set_import_plan(partner, older.id, "{\"rows\":1}").await.unwrap();
        assert_eq!(store.find_import(partner, older.id).await.unwrap().unwrap().plan, "{\"rows\":1}");
        assert_eq!(store.find_import(partner, ids.next()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn who_lost_the_lease_neither_writes_nor_publishes() {
    each(async |database| {
        let (store, mut ids, partner, user) = prepared(&database).await;
        let import = upload(ids.next(), user, 0);
        let first = apply(&store, partner, &import, &people(&mut ids, 3), &[]).await;
        assert_eq!(store.start_import(partner, import.id, at(60), at(99), 7).await.unwrap(), None, "the lease is alive");
        let second = store.start_import(partner, import.id, at(61), at(99), 7).await.unwrap().unwrap();
        assert_eq!((first, second), (1, 2));

        let rows = people(&mut ids, 2);
        let write =
            async |attempt, facts| store.add_chunk(partner, import.id, attempt, facts, &[], at(62), at(99)).await.unwrap();
        assert!(!write(first, &rows).await);
        assert!(write(second, &rows).await);
        let mut late = store.write(partner, entry("import-applied")).await.unwrap();
        assert!(late.publish_import(import.id, first).await.unwrap_err().is_conflict());
        drop(late);
        publish(&store, partner, import.id, second).await;
        let facts = store.snapshot(partner).await.unwrap().facts;
        assert_eq!(facts.people.len(), 4, "what the first attempt wrote is gone");
        assert!(!write(second, &people(&mut ids, 1)).await, "it is published");
    })
    .await;
}

#[tokio::test]
async fn one_import_of_a_partner_is_applied_at_a_time() {
    each(async |database| {
        let (store, mut ids, partner, user) = prepared(&database).await;
        let imports = [upload(ids.next(), user, 0), upload(ids.next(), user, 0)];
        for import in &imports {
            store.create_import(partner, import, b"rows").await.unwrap();
        }
        let starts = imports.clone().map(|import| {
            let store = store.clone();
            tokio::spawn(async move { store.start_import(partner, import.id, at(0), at(60), 1).await.unwrap() })
        });
        let mut started = Vec::new();
        for start in starts {
            started.push(start.await.unwrap().is_some());
        }
        let (winner, loser) = if started[0] { (&imports[0], &imports[1]) } else { (&imports[1], &imports[0]) };
        assert_ne!(started[0], started[1]);
        assert_eq!(store.start_import(partner, loser.id, at(60), at(90), 1).await.unwrap(), Some(1), "the lease is over");
        assert!(!store.add_chunk(partner, winner.id, 1, &Facts::default(), &[], at(61), at(90)).await.unwrap());
        assert_eq!(store.start_import(partner, winner.id, at(61), at(90), 1).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_import_leaves_nothing() {
    each(async |database| {
        let (store, mut ids, partner, user) = prepared(&database).await;
        let import = upload(ids.next(), user, 0);
        let rows = people(&mut ids, 3);
        let attempt = apply(&store, partner, &import, &rows, &[]).await;
        assert!(store.cancel_import(partner, import.id).await.unwrap());
        assert!(!store.cancel_import(partner, import.id).await.unwrap());
        assert!(!store.add_chunk(partner, import.id, attempt, &Facts::default(), &[], at(1), at(2)).await.unwrap());
        assert_eq!(store.start_import(partner, import.id, at(99), at(199), 1).await.unwrap(), None);
        assert_eq!(store.import_content(partner, import.id).await.unwrap(), None);
        assert_eq!(state(&store, partner, import.id).await, ImportState::Cancelled);
        let mut write = store.write(partner, entry("import-applied")).await.unwrap();
        assert!(write.publish_import(import.id, attempt).await.unwrap_err().is_conflict());
        drop(write);
        // The ids are free again: the rows are gone.
        add(&store, &mut ids, partner, &rows, &[]).await;
    })
    .await;
}

#[tokio::test]
async fn only_the_newest_applied_import_can_be_undone() {
    each(async |database| {
        let (store, mut ids, partner, user) = prepared(&database).await;
        let imports = [upload(ids.next(), user, 0), upload(ids.next(), user, 1), upload(ids.next(), user, 2)];
        for import in &imports[..2] {
            let attempt = apply(&store, partner, import, &people(&mut ids, 1), &[]).await;
            publish(&store, partner, import.id, attempt).await;
        }
        store.create_import(partner, &imports[2], b"rows").await.unwrap();
        let refused = async |import: BatchId| {
            let mut write = store.write(partner, entry("import-undone")).await.unwrap();
            assert!(write.undo_import(import).await.unwrap_err().is_conflict());
        };
        refused(imports[0].id).await;
        refused(imports[2].id).await;
        refused(ids.next()).await;
        undo(&store, partner, imports[1].id).await;
        refused(imports[1].id).await;
        undo(&store, partner, imports[0].id).await;
        assert_eq!(store.snapshot(partner).await.unwrap().facts.people.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_undone_under_an_import_that_is_being_applied() {
    each(async |database| {
        let (store, mut ids, partner, user) = prepared(&database).await;
        let (older, newer) = (upload(ids.next(), user, 0), upload(ids.next(), user, 1));
        let attempt = apply(&store, partner, &older, &people(&mut ids, 1), &[]).await;
        publish(&store, partner, older.id, attempt).await;
        apply(&store, partner, &newer, &people(&mut ids, 1), &[]).await;
        let mut write = store.write(partner, entry("import-undone")).await.unwrap();
        assert!(write.undo_import(older.id).await.unwrap_err().is_conflict());
        drop(write);
        assert!(store.cancel_import(partner, newer.id).await.unwrap());
        undo(&store, partner, older.id).await;
    })
    .await;
}

#[tokio::test]
async fn what_was_not_committed_was_not_published() {
    each(async |database| {
        let (store, mut ids, partner, user) = prepared(&database).await;
        let before = store.content_hash(partner).await.unwrap();
        let import = upload(ids.next(), user, 0);
        let attempt = apply(&store, partner, &import, &people(&mut ids, 3), &[]).await;
        let mut write = store.write(partner, entry("import-applied")).await.unwrap();
        write.publish_import(import.id, attempt).await.unwrap();
        drop(write);
        assert_eq!(store.content_hash(partner).await.unwrap(), before);
        assert_eq!(state(&store, partner, import.id).await, ImportState::Applying);
        publish(&store, partner, import.id, attempt).await;
        let published = store.content_hash(partner).await.unwrap();
        let mut write = store.write(partner, entry("import-undone")).await.unwrap();
        write.undo_import(import.id).await.unwrap();
        drop(write);
        assert_eq!(store.content_hash(partner).await.unwrap(), published);
    })
    .await;
}

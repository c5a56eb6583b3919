//! A process that imports, publishes and undoes is killed at any moment: what it leaves is the state before or after a
//! change, never one in between, and nothing that it acknowledged is lost.
//!
//! The number tells the state. One change makes the people of the company; then every even number publishes the import
//! of its round, and every odd one undoes it.

#[path = "store/world.rs"]
#[expect(dead_code, reason = "the claims of the other test need more of it")]
mod world;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use tierwise_core::record::Facts;
use tierwise_core::{BatchId, PartnerId};
use tierwise_store::{Durability, Store};
use tierwise_testkit::databases::{Database, Kind};
use world::{Ids, add, at, company, entry, open, open_with, people, publish, settled, undo, upload};

const KILLS: u64 = 50;
const ADDRESS: &str = "TIERWISE_TEST_KILLED";

fn first_ids() -> Ids {
    Ids::from(0)
}

fn partner() -> PartnerId {
    first_ids().next()
}

/// The import of a round, and its people. Asked again it is the same.
fn import(round: u64) -> (BatchId, Facts) {
    let mut ids = Ids::from(u128::from(round) << 64);
    (ids.next(), people(&mut ids, 20))
}

/// What the company consists of at a number, computed elsewhere.
async fn expected(reference: &Store, kill: u64, number: u64) -> [u8; 32] {
    let mut ids = Ids::from(u128::from(kill + 1) << 96);
    let (partner, mut same) = (company(reference, &mut ids, "Reference").await, first_ids());
    let _: PartnerId = same.next();
    add(reference, &mut ids, partner, &people(&mut same, 10), &[]).await;
    if number.is_multiple_of(2) {
        add(reference, &mut ids, partner, &import(number / 2).1, &[]).await;
    }
    reference.content_hash(partner).await.unwrap()
}

/// Goes on from wherever the one before was killed, and says what it did.
async fn work(store: &Store) {
    let user = store.snapshot(partner()).await.unwrap().facts.people[0].user;
    loop {
        let number = store.number(partner()).await.unwrap() + 1;
        let (id, facts) = import(number.div_ceil(2));
        if !number.is_multiple_of(2) {
            undo(store, partner(), import(number / 2).0).await;
        } else {
            let left_behind = store.find_import(partner(), id).await.unwrap();
            if left_behind.is_none() {
                store.create_import(partner(), &upload(id, user, 0), b"rows").await.unwrap();
            }
            // Not before the end of the lease of who was killed.
            let now = left_behind.and_then(|import| import.lease_until).unwrap_or(at(0));
            let attempt = store.start_import(partner(), id, now, now, 0).await.unwrap().unwrap();
            for facts in portions(facts) {
                println!("\nwrites");
                assert!(store.add_chunk(partner(), id, attempt, &facts, &[], now, now).await.unwrap());
            }
            publish(store, partner(), id, attempt).await;
        }
        println!("\nat {number}");
    }
}

fn portions(facts: Facts) -> [Facts; 3] {
    let achievements = Facts { achievements: facts.achievements.clone(), ..Facts::default() };
    let figures = Facts { figures: facts.figures.clone(), shown: facts.shown.clone(), ..Facts::default() };
    let Facts { people, employments, associations, .. } = facts;
    [Facts { people, employments, associations, ..Facts::default() }, achievements, figures]
}

/// Not a claim: what the claims below start as a process of its own.
#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "the address tells whether this is the process that is to be killed")]
async fn the_process_that_is_killed() {
    if let Ok(url) = std::env::var(ADDRESS) {
        work(&open_with(&Database { kind: Kind::Sqlite, url }, Durability::Full).await).await;
    }
}

/// Lets a process work for some lines and a little more, kills it, and says which number it acknowledged last.
fn killed(url: &str, lines: u64, more: u64) -> u64 {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "the_process_that_is_killed", "--nocapture", "--test-threads=1"]).env(ADDRESS, url);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap)
        .filter(|line| line.starts_with("at ") || line == "writes");
    let mut acknowledged = 0;
    let mut note = |line: String| acknowledged = line.strip_prefix("at ").map_or(acknowledged, |text| text.parse().unwrap());
    said.by_ref().take(usize::try_from(lines).unwrap()).for_each(&mut note);
    for _ in 0..more {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    said.for_each(&mut note);
    let end = child.wait_with_output().unwrap();
    assert!(end.status.code().is_none(), "it ended by itself: {}", String::from_utf8_lossy(&end.stderr));
    acknowledged
}

async fn every_kill_leaves_a_whole_state(database: Database) {
    let store = open(&database).await;
    let reference = open(&Database::sqlite()).await;
    let mut ids = first_ids();
    assert_eq!(company(&store, &mut ids, "Fjordline").await, partner());
    settled(&store, &mut ids, partner(), 10).await;
    let (mut moment, mut states) = (88_172_645_463_325_252_u64, [0, 0]);
    for kill in 0..KILLS {
        // Xorshift: the same moments in every run, as far as the machine keeps time.
        moment ^= moment << 13;
        moment ^= moment >> 7;
        moment ^= moment << 17;
        let acknowledged = killed(&database.url, 1 + moment % 11, (moment >> 8) % 400_000);
        // Whoever gets the counter knows that the killed one has let go of it.
        drop(store.write(partner(), entry("nothing")).await.unwrap());
        let number = store.number(partner()).await.unwrap();
        assert!(acknowledged == 0 || number == acknowledged || number == acknowledged + 1, "{number} after {acknowledged}");
        assert_eq!(store.content_hash(partner()).await.unwrap(), expected(&reference, kill, number).await, "kill {kill}");
        states[usize::from(number.is_multiple_of(2))] += 1;
    }
    assert!(states.iter().all(|count| *count > 0), "both states were met: {states:?}");
}

#[tokio::test]
async fn a_killed_process_leaves_sqlite_before_or_after_a_change() {
    every_kill_leaves_a_whole_state(Database::sqlite()).await;
}

#[tokio::test]
async fn a_killed_process_leaves_postgres_before_or_after_a_change() {
    every_kill_leaves_a_whole_state(Database::postgres()).await;
}

//! A small world for claims about the store: ids, days, companies and their facts. Asserts nothing.

use std::sync::Arc;

use tierwise_core::record::{
    Achievement, Actor, Association, Channel, Employment, Facts, MetricFigure, Origin, Partner, Person, ShownStanding,
};
use tierwise_core::{BatchId, CompetencyId, Day, FactId, Instant, PartnerId, ProgrammeId, SourceId, UserId};
use tierwise_store::{Durability, Entry, Import, ImportState, Options, Store};
use tierwise_testkit::databases::Database;
use uuid::Uuid;

/// Ids that grow: the same calls give the same ids.
#[derive(Debug)]
pub struct Ids(u128);

impl Ids {
    pub const fn from(first: u128) -> Self {
        Self(first)
    }

    pub fn next<T: From<Uuid>>(&mut self) -> T {
        self.0 += 1;
        Uuid::from_u128(self.0).into()
    }
}

pub async fn open(database: &Database) -> Store {
    open_with(database, Durability::Off).await
}

pub async fn open_with(database: &Database, durability: Durability) -> Store {
    let address = database.url.parse().unwrap();
    let store = Store::open(&address, Options { max_connections: 10, durability }).await.unwrap();
    store.migrate().await.unwrap();
    store
}

/// Seconds after some morning.
pub const fn at(seconds: i64) -> Instant {
    Instant::from_micros(1_795_000_000_000_000 + seconds * 1_000_000)
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub const fn entry(action: &'static str) -> Entry<'static> {
    Entry { at: at(0), actor: Actor::System, action, request: "request-1" }
}

pub fn partner(id: PartnerId, name: &str, mpn_id: &str) -> Partner {
    Partner {
        id,
        name: name.to_owned(),
        mpn_id: mpn_id.to_owned(),
        time_zone: "Europe/Stockholm".to_owned(),
        enrolled_on: Some(day("2016-05-04")),
        moved_from_pmc_on: None,
        programmes: vec![ProgrammeId::new("mpn-2017"), ProgrammeId::new("solutions-partner-2023")],
        market: "developed".to_owned(),
        track: None,
    }
}

/// A new partner without facts.
pub async fn company(store: &Store, ids: &mut Ids, name: &str) -> PartnerId {
    let id: PartnerId = ids.next();
    store.create_partner(&partner(id, name, &format!("10{}", id.uuid().as_u128())), at(0)).await.unwrap();
    id
}

/// People with everything that can be on record about them.
pub fn people(ids: &mut Ids, count: usize) -> Facts {
    let mut facts = Facts::default();
    for place in 0..count {
        let user = ids.next();
        let profile: Arc<str> = format!("MC{place:05}").into();
        facts.people.push(person(ids.next(), user, &format!("Person {place}")));
        facts.employments.push(Employment { fact: ids.next(), user, starts_on: Some(day("2015-02-28")), ends_on: None });
        facts.associations.push(Association {
            fact: ids.next(),
            user,
            source: SourceId::new("microsoft-learning"),
            profile: Arc::clone(&profile),
            channel: Channel::Pc,
            starts_on: None,
            ends_on: Some(day("2027-01-31")),
            origin: Origin::Export,
        });
        facts.achievements.extend((0..3).map(|skill| achievement(ids.next(), &profile, skill)));
    }
    facts.figures.push(MetricFigure {
        fact: ids.next(),
        metric: "customers".to_owned(),
        month: Some(day("2017-10-01")),
        value: "20/3".parse().unwrap(),
    });
    facts.shown.push(ShownStanding {
        fact: ids.next(),
        programme: ProgrammeId::new("mpn-2017"),
        competency: CompetencyId::new("cloud-platform"),
        value: "silver".to_owned(),
        seen_on: day("2017-11-05"),
    });
    facts
}

pub fn person(fact: FactId, user: UserId, name: &str) -> Person {
    Person {
        fact,
        user,
        first_name: name.to_owned(),
        last_name: "Ångström".to_owned(),
        corporate_email: format!("{}@fjordline.example", user.uuid().as_u128()),
        email: String::new(),
        location: "Göteborg".to_owned(),
        technical: true,
    }
}

pub fn achievement(fact: FactId, profile: &Arc<str>, skill: usize) -> Achievement {
    Achievement {
        fact,
        source: SourceId::new("microsoft-learning"),
        profile: Arc::clone(profile),
        training_id: (skill > 0).then(|| format!("70-53{skill}").into()),
        title: format!("Architecting solutions, part {skill}").into(),
        completed: day("2017-03-12"),
        expires: (skill == 2).then(|| day("2027-03-12")),
        origin: Origin::Export,
        received: at(5),
    }
}

/// Adds people as one change and gives them back.
pub async fn settled(store: &Store, ids: &mut Ids, partner: PartnerId, count: usize) -> Facts {
    let facts = people(ids, count);
    add(store, ids, partner, &facts, &[]).await;
    facts
}

pub async fn add(store: &Store, ids: &mut Ids, partner: PartnerId, facts: &Facts, ends: &[FactId]) {
    let mut write = store.write(partner, entry("facts-added")).await.unwrap();
    write.add(ids.next(), facts, ends).await.unwrap();
    write.commit().await.unwrap();
}

pub fn upload(id: BatchId, uploaded_by: UserId, seconds: i64) -> Import {
    Import {
        id,
        uploaded_by,
        uploaded_at: at(seconds),
        file_name: "export.csv".to_owned(),
        size: 9,
        state: ImportState::Previewed,
        attempt: 0,
        rows_total: 0,
        rows_written: 0,
        lease_until: None,
        plan: "{}".to_owned(),
        published: None,
        undone: None,
    }
}

/// Writes an import in two chunks without publishing it.
pub async fn apply(store: &Store, partner: PartnerId, import: &Import, facts: &Facts, ends: &[FactId]) -> u32 {
    store.create_import(partner, import, b"some rows").await.unwrap();
    let attempt = store.start_import(partner, import.id, at(0), at(60), 7).await.unwrap().unwrap();
    let (first, second) = halves(facts);
    for (facts, ends) in [(first, ends), (second, &[][..])] {
        assert!(store.add_chunk(partner, import.id, attempt, &facts, ends, at(1), at(61)).await.unwrap());
    }
    attempt
}

pub async fn publish(store: &Store, partner: PartnerId, import: BatchId, attempt: u32) {
    let mut write = store.write(partner, entry("import-applied")).await.unwrap();
    write.publish_import(import, attempt).await.unwrap();
    write.commit().await.unwrap();
}

pub async fn undo(store: &Store, partner: PartnerId, import: BatchId) {
    let mut write = store.write(partner, entry("import-undone")).await.unwrap();
    write.undo_import(import).await.unwrap();
    write.commit().await.unwrap();
}

/// The people first, then what they achieved.
fn halves(facts: &Facts) -> (Facts, Facts) {
    let second = Facts { achievements: facts.achievements.clone(), ..Facts::default() };
    (Facts { achievements: Vec::new(), ..facts.clone() }, second)
}

//! A company and rows of its exports, in few words.

use std::cell::Cell;
use std::fmt::Write;

use tierwise_app::importing::{ImportPlan, Keep, choose, plan};
use tierwise_core::record::{Achievement, Association, Channel, Employment, Facts, Origin, Partner, Person, Snapshot};
use tierwise_core::{Day, FactId, Instant, PartnerId, SourceId, UserId};
use tierwise_exchange::import::{ReadOptions, Trainings, read_trainings};
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct World {
    pub facts: Facts,
    pub locations: Vec<String>,
    pub day: Day,
    pub next: Cell<u128>,
}

/// A row as an export has it, with days as `2026-03-01`.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    pub id: &'t str,
    pub title: &'t str,
    pub mcid: &'t str,
    pub corporate: &'t str,
    pub email: &'t str,
    pub completed: &'t str,
    pub expires: &'t str,
    pub mpn: &'t str,
}

/// What an import did, to take it back.
pub struct Undo {
    added: Vec<FactId>,
    ended: Vec<Achievement>,
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn row<'t>(mcid: &'t str, corporate: &'t str) -> Row<'t> {
    Row {
        id: "3051",
        title: "Azure Administrator Associate",
        mcid,
        corporate,
        email: "",
        completed: "2026-02-01",
        expires: "2027-02-01",
        mpn: "1234567",
    }
}

/// The file goes the whole way through the reader of exports.
pub fn trainings(rows: &[Row<'_>]) -> Trainings {
    let mut text =
        "TrainingActivityId,TrainingTitle,IndividualFirstName,IndividualLastName,Email,CorpEmail,TrainingCompletionDate,\
                    MCPID,MPNId,PartnerCityLocation,PartnerCountryLocation,ExpirationDate\n"
            .to_owned();
    for row in rows {
        let Row { id, title, mcid, corporate, email, completed, expires, mpn } = row;
        writeln!(
            text,
            "{id},{title},First{mcid},Last{mcid},{email},{corporate},{completed},{mcid},{mpn},Göteborg,Sweden,{expires}"
        )
        .unwrap();
    }
    read(text.as_bytes())
}

pub fn read(file: &[u8]) -> Trainings {
    read_trainings(file, &ReadOptions::default()).unwrap()
}

pub fn snapshot(facts: Facts) -> Snapshot {
    Snapshot { number: 1, facts }
}

impl World {
    pub fn empty() -> Self {
        Self { facts: Facts::default(), locations: Vec::new(), day: day("2026-11-22"), next: Cell::new(1) }
    }

    fn id(&self) -> Uuid {
        self.next.set(self.next.get() + 1);
        Uuid::from_u128(self.next.get())
    }

    pub fn person(&mut self, first: &str, corporate: &str, email: &str) -> UserId {
        let user = UserId::new(self.id());
        self.facts.people.push(Person {
            fact: FactId::new(self.id()),
            user,
            first_name: first.to_owned(),
            last_name: "Known".to_owned(),
            corporate_email: corporate.to_owned(),
            email: email.to_owned(),
            location: String::new(),
            technical: true,
        });
        self.facts.employments.push(Employment { fact: FactId::new(self.id()), user, starts_on: None, ends_on: None });
        user
    }

    pub fn associate(&mut self, user: UserId, profile: &str, channel: Channel, origin: Origin) {
        self.facts.associations.push(Association {
            fact: FactId::new(self.id()),
            user,
            source: SourceId::new("microsoft-learning"),
            profile: profile.into(),
            channel,
            starts_on: None,
            ends_on: None,
            origin,
        });
    }

    pub fn plan(&self, rows: &[Row<'_>]) -> ImportPlan {
        self.plan_trainings(trainings(rows))
    }

    pub fn plan_trainings(&self, trainings: Trainings) -> ImportPlan {
        let partner = Partner {
            id: PartnerId::new(Uuid::nil()),
            name: "Fjordline Consulting AB".to_owned(),
            mpn_id: "1234567".to_owned(),
            time_zone: "Europe/Stockholm".to_owned(),
            enrolled_on: None,
            moved_from_pmc_on: None,
            programmes: Vec::new(),
            market: "developed".to_owned(),
            track: None,
        };
        let received = Instant::from_micros(1_795_390_200_000_000);
        let snapshot = snapshot(self.facts.clone());
        let found = plan(&partner, &self.locations, &snapshot, trainings, self.day, received, &mut || self.id());
        let counts = found.counts;
        let rows = counts.new + counts.changed + counts.unchanged + counts.unusable + counts.repeated;
        assert_eq!(rows, counts.read, "{counts:?}");
        found
    }

    pub fn apply(&mut self, rows: &[Row<'_>], keep: &Keep) -> Undo {
        let (facts, ends) = choose(self.plan(rows), keep);
        let mut added: Vec<FactId> = facts.people.iter().map(|fact| fact.fact).collect();
        added.extend(facts.employments.iter().map(|fact| fact.fact));
        added.extend(facts.associations.iter().map(|fact| fact.fact));
        added.extend(facts.achievements.iter().map(|fact| fact.fact));
        let (ended, stay) = self.facts.achievements.drain(..).partition(|one| ends.contains(&one.fact));
        self.facts.achievements = stay;
        self.facts.people.extend(facts.people);
        self.facts.employments.extend(facts.employments);
        self.facts.associations.extend(facts.associations);
        self.facts.achievements.extend(facts.achievements);
        Undo { added, ended }
    }

    pub fn undo(&mut self, undo: Undo) {
        let stays = |fact: FactId| !undo.added.contains(&fact);
        self.facts.people.retain(|fact| stays(fact.fact));
        self.facts.employments.retain(|fact| stays(fact.fact));
        self.facts.associations.retain(|fact| stays(fact.fact));
        self.facts.achievements.retain(|fact| stays(fact.fact));
        self.facts.achievements.extend(undo.ended);
        self.facts.achievements.sort_by_key(|fact| fact.fact);
    }

    /// Everything on record, to compare.
    pub fn content(&self) -> String {
        format!("{:?}", self.facts)
    }
}

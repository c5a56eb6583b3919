//! The people of a company by their ids, with whether they have an account.

use std::collections::BTreeMap;
use std::sync::Arc;

use tierwise_core::UserId;
use tierwise_core::record::{Person, Snapshot};

/// Finds people in a snapshot.
#[derive(Debug)]
pub struct Roster {
    snapshot: Arc<Snapshot>,
    places: BTreeMap<UserId, usize>,
}

impl Roster {
    pub fn of(snapshot: Arc<Snapshot>) -> Self {
        let places = snapshot.facts.people.iter().enumerate().map(|(place, person)| (person.user, place)).collect();
        Self { snapshot, places }
    }

    pub fn find(&self, user: UserId) -> Option<&Person> {
        self.snapshot.facts.people.get(*self.places.get(&user)?)
    }

    /// First and last name, or the address where there is none.
    pub fn name(&self, user: UserId) -> String {
        self.find(user).map(full_name).unwrap_or_default()
    }

    pub fn people(&self) -> &[Person] {
        &self.snapshot.facts.people
    }

    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }
}

/// First and last name, or the address where there is none.
pub fn full_name(person: &Person) -> String {
    let name = format!("{} {}", person.first_name, person.last_name);
    match name.trim() {
        "" if person.corporate_email.is_empty() => person.email.clone(),
        "" => person.corporate_email.clone(),
        name => name.to_owned(),
    }
}

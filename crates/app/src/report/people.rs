//! Who is who in an export: an MCID is a person, and MCIDs at one address are the same person.

use std::collections::BTreeMap;

use tierwise_core::PersonId;
use tierwise_exchange::import::TrainingRow;

/// Every MCID with the person it belongs to: the first of the MCIDs that share an address.
#[derive(Debug)]
pub(super) struct Identities {
    person_of: BTreeMap<String, String>,
}

impl Identities {
    pub fn of<'r>(rows: impl Iterator<Item = &'r TrainingRow> + Clone) -> Self {
        let mut identities = Self { person_of: BTreeMap::new() };
        let mut by_address: BTreeMap<String, &str> = BTreeMap::new();
        for row in rows {
            identities.person_of.entry(row.mcid.clone()).or_insert_with(|| row.mcid.clone());
            for address in [&row.corporate_email, &row.email] {
                let address = address.trim().to_lowercase();
                if address.is_empty() {
                    continue;
                }
                let first = *by_address.entry(address).or_insert(&row.mcid);
                identities.join(first, &row.mcid);
            }
        }
        identities
    }

    pub fn person(&self, mcid: &str) -> PersonId {
        PersonId::new(self.root(mcid))
    }

    /// The MCIDs of every person who has several.
    pub fn duplicates(&self) -> Vec<Vec<PersonId>> {
        let mut people: BTreeMap<&str, Vec<PersonId>> = BTreeMap::new();
        for mcid in self.person_of.keys() {
            people.entry(self.root(mcid)).or_default().push(PersonId::new(mcid.as_str()));
        }
        people.into_values().filter(|mcids| mcids.len() > 1).collect()
    }

    fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.root(one).to_owned(), self.root(other).to_owned());
        let (first, later) = if one <= other { (one, other) } else { (other, one) };
        if first != later {
            self.person_of.insert(later, first);
        }
    }

    fn root<'s>(&'s self, mcid: &'s str) -> &'s str {
        let mut person = mcid;
        while let Some(next) = self.person_of.get(person).filter(|next| *next != person) {
            person = next;
        }
        person
    }
}

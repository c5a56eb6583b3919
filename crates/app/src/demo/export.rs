//! The next export of a company: what the last one had, renewals, new passes, somebody new, and what is not so smooth.

use rustc_hash::FxHashMap;
use tierwise_core::Day;
use tierwise_core::record::{Achievement, Origin, Person};

use super::DemoCompany;
use super::staff::{ADMINISTRATOR, ARCHITECT, CYBERSECURITY, DATABASES, TEAMWORK, Training};
use crate::example::{ExportRow, HEADER};

/// A TrainingCompletions export that an admin of the company downloads today.
///
/// Beside what earlier exports had: two renewals (the cybersecurity architects, which keeps Security qualified), three new
/// passes (databases, an architect, and somebody new here), one achievement that is gone, one row of another company.
pub fn changed_export(company: &DemoCompany, today: Day) -> Vec<u8> {
    let export = Export { company, people: people(company) };
    let mut text = format!("\u{feff}{HEADER}\r\n");
    let earlier = company.facts.achievements.iter().filter(|one| one.origin == Origin::Export);
    for one in earlier.filter(|one| one.title.as_ref() != TEAMWORK.1) {
        let is_renewed = one.title.as_ref() == CYBERSECURITY.1;
        let expires = if is_renewed { one.expires.map(|last| last.plus_months(12)) } else { one.expires };
        let training = (one.training_id.as_deref().unwrap_or_default(), one.title.as_ref());
        if let Some(person) = export.people.get(one.profile.as_ref()) {
            text.push_str(&export.row(training, person, &one.profile, (one.completed, expires)));
        }
    }
    // Whoever let one of these expire has passed it anew.
    for (training, days_ago) in [(DATABASES, 3), (ARCHITECT, 2)] {
        let completed = today.plus_days(-days_ago);
        if let Some((person, profile)) = export.expired(training, today) {
            text.push_str(&export.row((training.0, training.1), person, profile, (completed, Some(completed.plus_months(12)))));
        }
    }
    text.push_str(&export.newcomer("31000001", &company.partner.mpn_id, &company.partner.name, today.plus_days(-5)));
    text.push_str(&export.newcomer("31000002", "7654321", "Kustlinje IT AB", today.plus_days(-9)));
    text.into_bytes()
}

struct Export<'c> {
    company: &'c DemoCompany,
    /// By the number of their profile.
    people: FxHashMap<&'c str, &'c Person>,
}

fn people(company: &DemoCompany) -> FxHashMap<&str, &Person> {
    let facts = &company.facts;
    let by_user: FxHashMap<_, _> = facts.people.iter().map(|person| (person.user, person)).collect();
    let links = facts.associations.iter();
    links.filter_map(|link| Some((link.profile.as_ref(), *by_user.get(&link.user)?))).collect()
}

impl<'c> Export<'c> {
    fn row(
        &self,
        (training_id, title): (&str, &str),
        person: &Person,
        mcid: &str,
        (completed, expires): (Day, Option<Day>),
    ) -> String {
        let row = ExportRow {
            training_id,
            title,
            first_name: &person.first_name,
            last_name: &person.last_name,
            email: &person.email,
            corporate_email: &person.corporate_email,
            mcid,
            mpn_id: &self.company.partner.mpn_id,
            partner: &self.company.partner.name,
            completed,
            expires,
        };
        row.text()
    }

    fn expired(&self, training: Training, today: Day) -> Option<(&'c Person, &'c str)> {
        let is_expired = |one: &&Achievement| one.title.as_ref() == training.1 && one.expires.is_some_and(|last| last < today);
        let one = self.company.facts.achievements.iter().find(is_expired)?;
        Some((self.people.get(one.profile.as_ref())?, &one.profile))
    }

    /// Somebody whom nobody here knows yet.
    fn newcomer(&self, mcid: &str, mpn_id: &str, partner: &str, completed: Day) -> String {
        let row = ExportRow {
            training_id: ADMINISTRATOR.0,
            title: ADMINISTRATOR.1,
            first_name: "Nova",
            last_name: "Nilsson",
            email: &format!("nova.{mcid}@mail.example"),
            corporate_email: "",
            mcid,
            mpn_id,
            partner,
            completed,
            expires: Some(completed.plus_months(12)),
        };
        row.text()
    }
}

//! What people are called.

use tierwise_core::record::Person;

/// First and last name, or the address where there is none.
pub fn full_name(person: &Person) -> String {
    let name = format!("{} {}", person.first_name, person.last_name);
    match name.trim() {
        "" if person.corporate_email.is_empty() => person.email.clone(),
        "" => person.corporate_email.clone(),
        name => name.to_owned(),
    }
}

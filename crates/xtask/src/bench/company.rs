//! A made-up company of any size for the benches that need a whole installation: seeded, all of it on record at once.
//!
//! Everybody is associated in Partner Center and holds six different skills of the programme; some of them have expired.

use std::sync::Arc;

use tierwise_app::demo::{DemoAccount, DemoCompany};
use tierwise_core::access::{Role, Roles};
use tierwise_core::record::{Achievement, Association, Channel, Employment, Facts, Origin, Partner, Person};
use tierwise_core::{Day, Instant, SourceId, UserId};
use tierwise_i18n::Language;
use tierwise_rules::Programme;
use uuid::{Builder, Uuid};

use super::random::Random;

pub const ADMIN: &str = "admin@bench.example";
pub const MPN_ID: &str = "7000001";
pub const NAME: &str = "Bench Consulting AB";
/// Of each person.
pub const ACHIEVEMENTS: usize = 6;

pub const FIRST: [&str; 12] =
    ["Åsa", "Ola", "Per", "Maria", "Nils", "Sara", "Johan", "Elin", "Amina", "Yusuf", "Greta", "Linnéa"];
pub const LAST: [&str; 13] =
    ["Berg", "Dahl", "Ek", "Lind", "Öberg", "Nyström", "Holm", "Sjöberg", "Åkesson", "Haddad", "Falk", "Björk", "O'Neill"];
const PLACES: [&str; 3] = ["Göteborg, Sweden", "Stockholm, Sweden", "Malmö, Sweden"];
const SEED: u64 = 20_261_122;

/// A company of so many people. The first of them is its only account, with every role.
pub fn company(programme: &Programme, people: usize, today: Day, now: Instant) -> DemoCompany {
    let mut makes = Makes { ids: Ids { now, made: 0, random: Random::new(SEED) }, random: Random::new(SEED + 1), today, now };
    let partner = Partner {
        id: makes.ids.next(),
        name: NAME.to_owned(),
        mpn_id: MPN_ID.to_owned(),
        time_zone: "Europe/Stockholm".to_owned(),
        enrolled_on: Some(today.plus_months(-24)),
        moved_from_pmc_on: None,
        programmes: vec![programme.id.clone()],
        market: "developed".to_owned(),
        track: Some("enterprise".to_owned()),
    };
    let titles: Vec<Arc<str>> = programme.skills.iter().map(|skill| skill.title.en.as_str().into()).collect();
    let mut facts = Facts::default();
    for number in 0..people {
        makes.person(number, &titles, &mut facts);
    }
    let first = facts.people.first();
    let accounts = first.map(|person| DemoAccount {
        user: person.user,
        email: ADMIN.to_owned(),
        name: format!("{} {}", person.first_name, person.last_name),
        roles: Role::GRANTED.into_iter().collect::<Roles>(),
        language: Language::English,
    });
    DemoCompany { partner, facts, accounts: accounts.into_iter().collect() }
}

/// Some different things of a list, in its order from a random place on.
pub fn some_of<'t, T>(things: &'t [T], count: usize, random: &mut Random) -> Vec<&'t T> {
    let (first, step) = (random.below(things.len()), 1 + random.below(3));
    let length = things.len().max(1);
    // Steps of up to three never come round to the first one again, as long as there are thrice as many things.
    (0..count).filter_map(|place| things.get((first + place * step) % length)).collect()
}

/// When something was completed and until when it is valid.
pub fn dates(today: Day, random: &mut Random) -> (Day, Option<Day>) {
    let days = |days: usize| i32::try_from(days).unwrap_or(0);
    let completed = today.plus_days(-days(random.below(400)));
    match random.below(20) {
        0 => (completed, None),
        _ => (completed, Some(completed.plus_months(12))),
    }
}

struct Makes {
    ids: Ids,
    random: Random,
    today: Day,
    now: Instant,
}

impl Makes {
    fn person(&mut self, number: usize, titles: &[Arc<str>], facts: &mut Facts) {
        let user: UserId = self.ids.next();
        facts.people.push(Person {
            fact: self.ids.next(),
            user,
            first_name: (*self.random.pick(&FIRST)).to_owned(),
            last_name: (*self.random.pick(&LAST)).to_owned(),
            corporate_email: format!("person{number}@bench.example"),
            email: format!("person{number}@mail.example"),
            location: (*self.random.pick(&PLACES)).to_owned(),
            technical: true,
        });
        let starts_on = Some(self.today.plus_months(-36));
        facts.employments.push(Employment { fact: self.ids.next(), user, starts_on, ends_on: None });
        let source = SourceId::new("microsoft-learning");
        let profile: Arc<str> = (1_000_000 + number).to_string().into();
        facts.associations.push(Association {
            fact: self.ids.next(),
            user,
            source: source.clone(),
            profile: Arc::clone(&profile),
            channel: Channel::Pc,
            starts_on,
            ends_on: None,
            origin: Origin::Feed,
        });
        for title in some_of(titles, ACHIEVEMENTS, &mut self.random) {
            let (completed, expires) = dates(self.today, &mut self.random);
            facts.achievements.push(Achievement {
                fact: self.ids.next(),
                source: source.clone(),
                profile: Arc::clone(&profile),
                training_id: None,
                title: Arc::clone(title),
                completed,
                expires,
                origin: Origin::Feed,
                received: self.now,
            });
        }
    }
}

/// Ids that are sorted by time, a hundred in each millisecond, as an import makes them.
struct Ids {
    now: Instant,
    made: u64,
    random: Random,
}

impl Ids {
    fn next<T: From<Uuid>>(&mut self) -> T {
        self.made += 1;
        let millis = u64::try_from(self.now.as_micros()).unwrap_or(0) / 1000 + self.made / 100;
        let mut bytes = [0; 10];
        self.random.fill(&mut bytes);
        T::from(Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_holds_a_skill_twice_and_no_id_is_there_twice() {
        let programme =
            tierwise_rules::read_catalogue(include_str!("../../../../catalogues/solutions-partner-2026.toml")).unwrap();
        let today = Day::new(2026, 11, 22).unwrap();
        let company = company(&programme, 500, today, Instant::from_micros(1_795_348_800_000_000));
        let achievements = &company.facts.achievements;
        assert_eq!(achievements.len(), 500 * ACHIEVEMENTS);
        let held: std::collections::BTreeSet<_> = achievements.iter().map(|one| (&one.profile, &one.title)).collect();
        assert_eq!(held.len(), achievements.len());
        let ids: std::collections::BTreeSet<_> = achievements.iter().map(|one| one.fact).collect();
        assert_eq!(ids.len(), achievements.len());
    }
}

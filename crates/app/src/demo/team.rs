//! From the plan of a company's staff to facts: people, employments, associations and achievements.

use std::sync::Arc;

use tierwise_core::access::Roles;
use tierwise_core::record::{Achievement, Association, Channel, Employment, Facts, Origin, Person};
use tierwise_core::{Day, FactId, Instant, SourceId, UserId};
use tierwise_i18n::Language;

use super::staff::{At, Held, Linked, Member, Skill, Work};
use super::{DemoAccount, Stage};
use crate::example;

const MICROSOFT_LEARNING: &str = "microsoft-learning";
const PLACES: [&str; 3] = ["Göteborg, Sweden", "Stockholm, Sweden", "Malmö, Sweden"];
const STEP: u32 = 100_000;
/// Names of the example's export begin at zero; those of the demo lie beyond them.
const NAMES: u32 = 20;

/// What differs between the companies.
pub(super) struct Terms {
    pub domain: &'static str,
    /// The numbers of profiles begin here.
    pub first_number: u32,
    /// The place of the first name.
    pub first_name: u32,
    /// The day of the move from PMC.
    pub moved: Option<Day>,
    /// So many people can sign in: the first ones.
    pub accounts: usize,
}

pub(super) fn gather(stage: &mut Stage, staff: &[Member], terms: &Terms) -> (Facts, Vec<DemoAccount>) {
    let mut team = Team { facts: Facts::default(), terms, shift: stage.dice.below(NAMES), profiles: 0 };
    let mut accounts = Vec::new();
    for (place, member) in staff.iter().enumerate() {
        let person = team.person(stage, place, member);
        if place < terms.accounts {
            accounts.push(DemoAccount {
                user: person.user,
                email: person.corporate_email.clone(),
                name: format!("{} {}", person.first_name, person.last_name),
                roles: Roles::NONE,
                language: if place % 4 == 3 { Language::Swedish } else { Language::English },
            });
        }
        let (user, employed_on) = (person.user, team.employ(stage, person.user, member.work));
        team.facts.people.push(person);
        team.skills(stage, user, member, employed_on);
    }
    (team.facts, accounts)
}

struct Team<'t> {
    facts: Facts,
    terms: &'t Terms,
    /// How far the seed moves the names.
    shift: u32,
    /// How many there are so far.
    profiles: u32,
}

impl Team<'_> {
    fn person(&self, stage: &mut Stage, place: usize, member: &Member) -> Person {
        let number = u32::try_from(place).unwrap_or(0);
        let (first, last) = match member.name {
            ("", _) => example::name(self.terms.first_name.saturating_add(self.shift).saturating_add(number)),
            name => name,
        };
        let address = example::address(first, last);
        Person {
            fact: FactId::new(stage.id()),
            user: UserId::new(stage.id()),
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            corporate_email: format!("{address}@{}", self.terms.domain),
            email: format!("{address}@mail.example"),
            location: PLACES.get(place % PLACES.len()).copied().unwrap_or_default().to_owned(),
            // The office people at the head of the list hold no skills.
            technical: !member.skills.is_empty() || member.name.0.is_empty(),
        }
    }

    /// The employment, and the day from which an association may be.
    fn employ(&mut self, stage: &mut Stage, user: UserId, work: Work) -> Day {
        let today = stage.today;
        let long_ago = today.plus_months(-stage.dice.days(48, 120));
        let (starts_on, ends_on) = match work {
            Work::Here => (long_ago, None),
            Work::Left(days) => (long_ago, Some(today.plus_days(days.saturating_neg()))),
            Work::Leaves(days) => (long_ago, Some(today.plus_days(days))),
            Work::Joined(days) => (today.plus_days(days.saturating_neg()), None),
            Work::Joins(days) => (today.plus_days(days), None),
        };
        self.facts.employments.push(Employment { fact: FactId::new(stage.id()), user, starts_on: Some(starts_on), ends_on });
        starts_on
    }

    fn skills(&mut self, stage: &mut Stage, user: UserId, member: &Member, employed_on: Day) {
        for at in [At::Own, At::Second, At::University, At::Academy] {
            let skills: Vec<&Skill> = member.skills.iter().filter(|skill| skill.at == at).collect();
            if skills.is_empty() {
                continue;
            }
            // In steps, so that no two are the same.
            self.profiles = self.profiles.saturating_add(1);
            let step = self.profiles.saturating_mul(STEP).saturating_add(stage.dice.below(STEP));
            let number = self.terms.first_number.saturating_add(step);
            let profile: Arc<str> = number.to_string().into();
            let source = SourceId::new(match at {
                At::Own | At::Second => MICROSOFT_LEARNING,
                At::University => "partner-university",
                At::Academy => "northern-skills-academy",
            });
            self.associate(stage, user, member, employed_on, (&source, &profile));
            let origin = if member.linked == Linked::Export { Origin::Export } else { Origin::Feed };
            for skill in skills {
                let (completed, expires, received) = dates(stage, skill.held);
                let Skill { training, .. } = skill;
                self.facts.achievements.push(Achievement {
                    fact: FactId::new(stage.id()),
                    source: source.clone(),
                    profile: Arc::clone(&profile),
                    training_id: (!training.0.is_empty()).then(|| training.0.into()),
                    title: training.1.into(),
                    completed,
                    expires,
                    origin,
                    received,
                });
            }
        }
    }

    /// Before the move everybody was associated in PMC; most did so again in Partner Center. An export states its
    /// associations from the day of its import on.
    fn associate(
        &mut self,
        stage: &mut Stage,
        user: UserId,
        member: &Member,
        employed_on: Day,
        profile: (&SourceId, &Arc<str>),
    ) {
        let today = stage.today;
        let ends_on = match member.work {
            Work::Left(days) => Some(today.plus_days(days.saturating_neg())),
            _ => None,
        };
        let mut link = |channel, starts_on: Day, origin| {
            self.facts.associations.push(Association {
                fact: FactId::new(stage.id()),
                user,
                source: profile.0.clone(),
                profile: Arc::clone(profile.1),
                channel,
                starts_on: Some(starts_on.max(employed_on)),
                ends_on,
                origin,
            });
        };
        if member.linked == Linked::Export {
            return link(Channel::Pc, today.plus_days(-30), Origin::Export);
        }
        let Some(moved) = self.terms.moved else { return link(Channel::Pc, today.plus_months(-30), Origin::Feed) };
        let long_here = employed_on < moved;
        if long_here {
            link(Channel::Pmc, today.plus_months(-40), Origin::Feed);
        }
        if member.linked == Linked::PartnerCenter {
            link(Channel::Pc, if long_here { moved.plus_days(9) } else { employed_on.plus_days(2) }, Origin::Feed);
        }
    }
}

/// Completion, expiry, and when Tierwise received it.
fn dates(stage: &mut Stage, held: Held) -> (Day, Option<Day>, Instant) {
    let today = stage.today;
    let for_a_year = |completed: Day| (completed, Some(completed.plus_months(12)));
    let until = |expires: Day| (expires.plus_months(-12), Some(expires));
    // The last number: so many days ago it was completed, or not much longer.
    let ((completed, expires), age) = match held {
        Held::Safe => {
            let age = stage.dice.days(420, 700);
            ((today.plus_days(age.saturating_neg()), Some(today.plus_days(stage.dice.days(400, 520)))), age)
        }
        Held::Later => {
            let age = stage.dice.days(20, 120);
            (for_a_year(today.plus_days(age.saturating_neg())), age)
        }
        Held::Fresh => (for_a_year(today.previous()), 0),
        Held::Soon(days) => (until(today.plus_days(days)), 180),
        Held::Expired(days) => (until(today.plus_days(days.saturating_neg())), 360),
        Held::Unknown => ((today.plus_days(-200), None), 200),
        Held::BeforeRetirement(year, month, day) => {
            let last = Day::new(year, month, day).unwrap_or(today);
            (for_a_year(last.min(today.plus_days(-95))), 95)
        }
    };
    let days_ago = stage.dice.days(3, 150).min(age);
    (completed, expires, stage.days_ago(days_ago))
}

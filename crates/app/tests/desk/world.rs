//! Builds the record of a small company, fact by fact.

use std::sync::Arc;

use tierwise_app::desk::{Desk, Evidence, LossView, Row, RowQuery, Value};
use tierwise_core::record::{
    Achievement, Association, Channel, Employment, Facts, MetricFigure, Origin, Partner, Person, ShownStanding, Snapshot,
};
use tierwise_core::{Day, FactId, Instant, PartnerId, SourceId, UserId};
use tierwise_i18n::Language;
use tierwise_rules::{Programme, read_catalogue};

pub const TINY: &str = include_str!("tiny.toml");
pub const TODAY: &str = "2026-06-15";

pub struct World {
    pub programme: Arc<Programme>,
    pub partner: Partner,
    pub facts: Facts,
    pub evidence: Evidence,
    next: u128,
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn some(text: &str) -> Option<Day> {
    (!text.is_empty()).then(|| day(text))
}

impl World {
    pub fn tiny() -> Self {
        Self::under(TINY)
    }

    /// A company that moved from PMC on 2026-01-31.
    pub fn under(catalogue: &str) -> Self {
        let programme = Arc::new(read_catalogue(catalogue).unwrap());
        let partner = Partner {
            id: PartnerId::new(uuid::Uuid::from_u128(1)),
            name: "Fjordline".to_owned(),
            mpn_id: "1234567".to_owned(),
            time_zone: "Europe/Stockholm".to_owned(),
            enrolled_on: some("2020-01-01"),
            moved_from_pmc_on: some("2026-01-31"),
            programmes: vec![programme.id.clone()],
            market: "developed".to_owned(),
            track: None,
        };
        let evidence = Evidence { exports_count: true };
        Self { programme, partner, facts: Facts::default(), evidence, next: 1 }
    }

    pub fn fact(&mut self) -> FactId {
        self.next += 1;
        FactId::new(uuid::Uuid::from_u128(self.next))
    }

    /// Somebody without an employment.
    pub fn stranger(&mut self, name: &str) -> UserId {
        let (first, last) = name.split_once(' ').unwrap_or((name, ""));
        let fact = self.fact();
        let user = UserId::new(fact.uuid());
        let address = name.to_lowercase().replace(' ', ".");
        self.facts.people.push(Person {
            fact,
            user,
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            corporate_email: format!("{address}@fjordline.example"),
            email: format!("{address}@mail.example"),
            location: "Bergen".to_owned(),
            technical: true,
        });
        user
    }

    pub fn employ(&mut self, user: UserId, starts_on: &str, ends_on: &str) {
        let fact = self.fact();
        self.facts.employments.push(Employment { fact, user, starts_on: some(starts_on), ends_on: some(ends_on) });
    }

    pub fn link(&mut self, user: UserId, profile: &str, channel: Channel, starts_on: &str, ends_on: &str) {
        let fact = self.fact();
        self.facts.associations.push(Association {
            fact,
            user,
            source: SourceId::new("microsoft-learning"),
            profile: profile.into(),
            channel,
            starts_on: some(starts_on),
            ends_on: some(ends_on),
            origin: Origin::Person,
        });
    }

    /// Somebody who works here, linked in Partner Center.
    pub fn person(&mut self, name: &str, profile: &str) -> UserId {
        let user = self.stranger(name);
        self.employ(user, "", "");
        self.link(user, profile, Channel::Pc, "", "");
        user
    }

    /// An achievement of a profile, delivered by Microsoft Learning.
    pub fn pass(&mut self, profile: &str, title: &str, completed: &str, expires: &str) -> FactId {
        self.deliver("microsoft-learning", Origin::Feed, (profile, title), completed, expires)
    }

    pub fn deliver(
        &mut self,
        source: &str,
        origin: Origin,
        (profile, title): (&str, &str),
        completed: &str,
        expires: &str,
    ) -> FactId {
        let fact = self.fact();
        self.facts.achievements.push(Achievement {
            fact,
            source: SourceId::new(source),
            profile: profile.into(),
            training_id: None,
            title: title.into(),
            completed: day(completed),
            expires: some(expires),
            origin,
            // 2026-06-01 10:00 in Stockholm.
            received: Instant::from_micros(1_780_300_800_000_000),
        });
        fact
    }

    pub fn figure(&mut self, metric: &str, month: &str, value: &str) {
        let fact = self.fact();
        let value = value.parse().unwrap();
        self.facts.figures.push(MetricFigure { fact, metric: metric.to_owned(), month: some(month), value });
    }

    pub fn shown(&mut self, competency: &str, value: &str, seen_on: &str) {
        let fact = self.fact();
        let id = &self.programme.competencies.iter().find(|one| one.id.as_str() == competency).unwrap().id;
        self.facts.shown.push(ShownStanding {
            fact,
            programme: self.programme.id.clone(),
            competency: id.clone(),
            value: value.to_owned(),
            seen_on: day(seen_on),
        });
    }

    pub fn open_on(&self, on: Day) -> Desk {
        let snapshot = Snapshot { number: 1, facts: self.facts.clone() };
        Desk::open(self.programme.clone(), Arc::new(self.partner.clone()), Arc::new(snapshot), on, self.evidence)
    }

    pub fn open(&self, on: &str) -> Desk {
        self.open_on(day(on))
    }
}

pub fn value_of(desk: &Desk, competency: &str) -> Option<Value> {
    let mut competencies = desk.overview().competencies.iter();
    competencies.find(|view| view.competency.as_str() == competency).map(|view| view.value.clone())
}

/// A level, points, or a dash for nothing.
pub fn worth(value: &Value) -> String {
    match value {
        Value::Level(level) => level.as_ref().map_or("-".to_owned(), ToString::to_string),
        Value::Points { total, qualified, .. } => format!("{total}{}", if *qualified { " qualified" } else { "" }),
        Value::NotInForce => "not in force".to_owned(),
    }
}

pub fn standing(desk: &Desk, competency: &str) -> String {
    value_of(desk, competency).map_or("not in force".to_owned(), |value| worth(&value))
}

pub fn all_rows(desk: &Desk) -> Vec<Row<'_>> {
    desk.rows(&RowQuery { per_page: usize::MAX, ..RowQuery::default() }, Language::English).rows
}

pub fn row_of(desk: &Desk, fact: FactId) -> Row<'_> {
    all_rows(desk).into_iter().find(|row| row.fact == fact).unwrap()
}

pub fn losses_of<'d>(desk: &'d Desk, competency: &str) -> Vec<&'d LossView> {
    desk.losses().iter().filter(|loss| loss.competency.as_str() == competency).collect()
}

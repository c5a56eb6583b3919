//! Each kind of fact with its table. The order of the columns is the order of `values` and of `read`.

use tierwise_core::record::{Achievement, Association, Employment, MetricFigure, Person, ShownStanding};
use tierwise_core::{CompetencyId, FactId, ProgrammeId, SourceId};

use super::{Fact, Texts};
use crate::StoreError;
use crate::driver::{Fields, Named, Value};

impl Fact for Person {
    const TABLE: &'static str = "person_detail";
    const COLUMNS: &'static [Named] = &[
        Named::Bytes("id"),
        Named::Bytes("user_id"),
        Named::Text("first_name"),
        Named::Text("last_name"),
        Named::Text("corporate_email"),
        Named::Text("email"),
        Named::Text("location"),
        Named::Number("technical"),
    ];

    fn id(&self) -> FactId {
        self.fact
    }

    fn values(&self) -> Vec<&dyn Value> {
        vec![
            &self.fact,
            &self.user,
            &self.first_name,
            &self.last_name,
            &self.corporate_email,
            &self.email,
            &self.location,
            &self.technical,
        ]
    }

    fn read(fields: &mut Fields<'_>, _: &mut Texts) -> Result<Self, StoreError> {
        Ok(Self {
            fact: fields.next()?,
            user: fields.next()?,
            first_name: fields.next()?,
            last_name: fields.next()?,
            corporate_email: fields.next()?,
            email: fields.next()?,
            location: fields.next()?,
            technical: fields.next()?,
        })
    }
}

impl Fact for Employment {
    const TABLE: &'static str = "employment";
    const COLUMNS: &'static [Named] =
        &[Named::Bytes("id"), Named::Bytes("user_id"), Named::Text("starts_on"), Named::Text("ends_on")];

    fn id(&self) -> FactId {
        self.fact
    }

    fn values(&self) -> Vec<&dyn Value> {
        vec![&self.fact, &self.user, &self.starts_on, &self.ends_on]
    }

    fn read(fields: &mut Fields<'_>, _: &mut Texts) -> Result<Self, StoreError> {
        Ok(Self { fact: fields.next()?, user: fields.next()?, starts_on: fields.next()?, ends_on: fields.next()? })
    }
}

impl Fact for Association {
    const TABLE: &'static str = "association";
    const COLUMNS: &'static [Named] = &[
        Named::Bytes("id"),
        Named::Bytes("user_id"),
        Named::Text("source"),
        Named::Text("profile"),
        Named::Text("channel"),
        Named::Text("starts_on"),
        Named::Text("ends_on"),
        Named::Text("origin"),
    ];

    fn id(&self) -> FactId {
        self.fact
    }

    fn values(&self) -> Vec<&dyn Value> {
        vec![&self.fact, &self.user, &self.source, &self.profile, &self.channel, &self.starts_on, &self.ends_on, &self.origin]
    }

    fn read(fields: &mut Fields<'_>, texts: &mut Texts) -> Result<Self, StoreError> {
        Ok(Self {
            fact: fields.next()?,
            user: fields.next()?,
            source: SourceId::new(texts.get(fields.next()?)),
            profile: texts.get(fields.next()?),
            channel: fields.next()?,
            starts_on: fields.next()?,
            ends_on: fields.next()?,
            origin: fields.next()?,
        })
    }
}

impl Fact for Achievement {
    const TABLE: &'static str = "achievement";
    const COLUMNS: &'static [Named] = &[
        Named::Bytes("id"),
        Named::Text("source"),
        Named::Text("profile"),
        Named::Text("training_id"),
        Named::Text("title"),
        Named::Text("completed_on"),
        Named::Text("expires_on"),
        Named::Text("origin"),
        Named::Number("received_at"),
    ];

    fn id(&self) -> FactId {
        self.fact
    }

    fn values(&self) -> Vec<&dyn Value> {
        vec![
            &self.fact,
            &self.source,
            &self.profile,
            &self.training_id,
            &self.title,
            &self.completed,
            &self.expires,
            &self.origin,
            &self.received,
        ]
    }

    fn read(fields: &mut Fields<'_>, texts: &mut Texts) -> Result<Self, StoreError> {
        Ok(Self {
            fact: fields.next()?,
            source: SourceId::new(texts.get(fields.next()?)),
            profile: texts.get(fields.next()?),
            training_id: fields.next::<Option<&str>>()?.map(|text| texts.get(text)),
            title: texts.get(fields.next()?),
            completed: fields.next()?,
            expires: fields.next()?,
            origin: fields.next()?,
            received: fields.next()?,
        })
    }
}

impl Fact for MetricFigure {
    const TABLE: &'static str = "metric_figure";
    const COLUMNS: &'static [Named] = &[Named::Bytes("id"), Named::Text("metric"), Named::Text("month"), Named::Text("value")];

    fn id(&self) -> FactId {
        self.fact
    }

    fn values(&self) -> Vec<&dyn Value> {
        vec![&self.fact, &self.metric, &self.month, &self.value]
    }

    fn read(fields: &mut Fields<'_>, _: &mut Texts) -> Result<Self, StoreError> {
        Ok(Self { fact: fields.next()?, metric: fields.next()?, month: fields.next()?, value: fields.next()? })
    }
}

impl Fact for ShownStanding {
    const TABLE: &'static str = "shown_standing";
    const COLUMNS: &'static [Named] = &[
        Named::Bytes("id"),
        Named::Text("programme"),
        Named::Text("competency"),
        Named::Text("value"),
        Named::Text("seen_on"),
    ];

    fn id(&self) -> FactId {
        self.fact
    }

    fn values(&self) -> Vec<&dyn Value> {
        vec![&self.fact, &self.programme, &self.competency, &self.value, &self.seen_on]
    }

    fn read(fields: &mut Fields<'_>, texts: &mut Texts) -> Result<Self, StoreError> {
        Ok(Self {
            fact: fields.next()?,
            programme: ProgrammeId::new(texts.get(fields.next()?)),
            competency: CompetencyId::new(texts.get(fields.next()?)),
            value: fields.next()?,
            seen_on: fields.next()?,
        })
    }
}

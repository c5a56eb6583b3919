//! Each kind of fact with its table. The order of the columns is the order of `values` and of `read`.

use tierwise_core::record::{Achievement, Association, Employment, MetricFigure, Person, ShownStanding};
use tierwise_core::{CompetencyId, FactId, ProgrammeId, SourceId};

use super::{Fact, Texts};
use crate::StoreError;
use crate::driver::{Fields, Value};

impl Fact for Person {
    const TABLE: &'static str = "person_detail";
    const COLUMNS: &'static str = "id, user_id, first_name, last_name, corporate_email, email, location, technical";

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
    const COLUMNS: &'static str = "id, user_id, starts_on, ends_on";

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
    const COLUMNS: &'static str = "id, user_id, source, profile, channel, starts_on, ends_on, origin";

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
    const COLUMNS: &'static str = "id, source, profile, training_id, title, completed_on, expires_on, origin, received_at";

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
    const COLUMNS: &'static str = "id, metric, month, value";

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
    const COLUMNS: &'static str = "id, programme, competency, value, seen_on";

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

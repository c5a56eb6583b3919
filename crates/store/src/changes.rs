//! The numbered changes of a partner: what is also its audit.

use tierwise_core::record::{Actor, Change};
use tierwise_core::{OperatorId, PartnerId, UserId};
use uuid::Uuid;

use crate::driver::only;
use crate::{Store, StoreError};

impl Store {
    /// The number of the partner's last change; zero before the first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn number(&self, partner: PartnerId) -> Result<u64, StoreError> {
        let number = self.find("select number from counter where partner_id = $1", &[&partner], only).await?;
        Ok(number.unwrap_or(0))
    }

    /// The newest first; those below `before`, where a page ended there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn changes(&self, partner: PartnerId, before: Option<u64>, limit: u32) -> Result<Vec<Change>, StoreError> {
        let below = before.unwrap_or(i64::MAX.unsigned_abs());
        self.list(
            "select number, at, actor_kind, actor_id, action, batch_id, request from change \
             where partner_id = $1 and number < $2 order by number desc limit $3",
            &[&partner, &below, &limit],
            |fields| {
                Ok(Change {
                    number: fields.next()?,
                    at: fields.next()?,
                    actor: actor(fields.next()?, fields.next()?)?,
                    action: fields.next()?,
                    batch: fields.next()?,
                    request: fields.next()?,
                })
            },
        )
        .await
    }
}

/// The columns of an actor: its kind and its id.
pub(crate) const fn actor_columns(actor: Actor) -> (&'static str, Option<Uuid>) {
    match actor {
        Actor::User(user) => ("user", Some(user.uuid())),
        Actor::Operator(operator) => ("operator", Some(operator.uuid())),
        Actor::System => ("system", None),
    }
}

fn actor(kind: &str, id: Option<Uuid>) -> Result<Actor, StoreError> {
    match (kind, id) {
        ("user", Some(id)) => Ok(Actor::User(UserId::new(id))),
        ("operator", Some(id)) => Ok(Actor::Operator(OperatorId::new(id))),
        ("system", None) => Ok(Actor::System),
        _ => Err(StoreError::unknown("actor")),
    }
}

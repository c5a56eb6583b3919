//! A partner's locations: places of business with MPN IDs of their own.

use tierwise_core::{Instant, LocationId, PartnerId};

use crate::driver::{Connection, Fields, only};
use crate::{Store, StoreError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    pub id: LocationId,
    pub name: String,
    pub mpn_id: String,
    pub created_at: Instant,
}

impl Store {
    /// Those that were not ended, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_locations(&self, partner: PartnerId) -> Result<Vec<Location>, StoreError> {
        let sql = "select id, name, mpn_id, created_at from location where partner_id = $1 and ended_at is null order by id";
        self.list(sql, &[&partner], read).await
    }

    /// Whether an MPN ID is that of a location, or of another company than this one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mpn_id_is_taken(&self, mpn_id: &str, partner: PartnerId) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from partner where mpn_id = $1 and id <> $2) \
                   or exists (select 1 from location where mpn_id = $1 and ended_at is null)";
        Ok(self.find(sql, &[&mpn_id, &partner], only).await? == Some(true))
    }
}

pub(crate) async fn create(connection: &mut Connection, partner: PartnerId, location: &Location) -> Result<(), StoreError> {
    let sql = "insert into location (partner_id, id, name, mpn_id, created_at) values ($1, $2, $3, $4, $5)";
    let Location { id, name, mpn_id, created_at } = location;
    connection.execute(sql, &[&partner, id, name, mpn_id, created_at]).await?;
    Ok(())
}

fn read(fields: &mut Fields<'_>) -> Result<Location, StoreError> {
    Ok(Location { id: fields.next()?, name: fields.next()?, mpn_id: fields.next()?, created_at: fields.next()? })
}

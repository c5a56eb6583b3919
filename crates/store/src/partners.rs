//! The partner companies of the installation.

use tierwise_core::record::Partner;
use tierwise_core::{Instant, PartnerId, ProgrammeId};

use crate::driver::{Connection, Fields};
use crate::{Store, StoreError};

impl Store {
    /// A company with its counter of changes at zero.
    ///
    /// # Errors
    /// A conflict when another company has the MPN ID.
    pub async fn create_partner(&self, partner: &Partner, at: Instant) -> Result<(), StoreError> {
        let mut connection = self.begin_write().await?;
        let programmes = joined(&partner.programmes);
        connection
            .execute(
                "insert into partner (id, name, mpn_id, time_zone, enrolled_on, moved_from_pmc_on, programmes, market, track, \
                 created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                &[
                    &partner.id,
                    &partner.name,
                    &partner.mpn_id,
                    &partner.time_zone,
                    &partner.enrolled_on,
                    &partner.moved_from_pmc_on,
                    &programmes,
                    &partner.market,
                    &partner.track,
                    &at,
                ],
            )
            .await?;
        connection.execute("insert into counter (partner_id, number) values ($1, 0)", &[&partner.id]).await?;
        connection.commit().await
    }

    /// # Errors
    /// When the database fails.
    pub async fn find_partner(&self, partner: PartnerId) -> Result<Option<Partner>, StoreError> {
        self.find(
            "select id, name, mpn_id, time_zone, enrolled_on, moved_from_pmc_on, programmes, market, track from partner \
             where id = $1",
            &[&partner],
            read,
        )
        .await
    }

    /// By name, whatever its case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_partners(&self) -> Result<Vec<Partner>, StoreError> {
        let mut partners = self
            .list(
                "select id, name, mpn_id, time_zone, enrolled_on, moved_from_pmc_on, programmes, market, track from partner",
                &[],
                read,
            )
            .await?;
        // The databases do not agree on the order of letters.
        partners.sort_by_cached_key(|partner| (partner.name.to_lowercase(), partner.id));
        Ok(partners)
    }
}

pub(crate) async fn update(connection: &mut Connection, partner: &Partner) -> Result<(), StoreError> {
    let programmes = joined(&partner.programmes);
    connection
        .execute(
            "update partner set name = $2, mpn_id = $3, time_zone = $4, enrolled_on = $5, moved_from_pmc_on = $6, \
             programmes = $7, market = $8, track = $9 where id = $1",
            &[
                &partner.id,
                &partner.name,
                &partner.mpn_id,
                &partner.time_zone,
                &partner.enrolled_on,
                &partner.moved_from_pmc_on,
                &programmes,
                &partner.market,
                &partner.track,
            ],
        )
        .await?;
    Ok(())
}

/// Ids of programmes hold no space, so one column keeps their order, too.
fn joined(programmes: &[ProgrammeId]) -> String {
    programmes.iter().map(ProgrammeId::as_str).collect::<Vec<_>>().join(" ")
}

fn read(fields: &mut Fields<'_>) -> Result<Partner, StoreError> {
    Ok(Partner {
        id: fields.next()?,
        name: fields.next()?,
        mpn_id: fields.next()?,
        time_zone: fields.next()?,
        enrolled_on: fields.next()?,
        moved_from_pmc_on: fields.next()?,
        programmes: fields.next::<&str>()?.split_whitespace().map(ProgrammeId::new).collect(),
        market: fields.next()?,
        track: fields.next()?,
    })
}

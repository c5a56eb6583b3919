//! The rows of an import: written in chunks, published and undone as one. Knows nothing of the file they came from.

use tierwise_core::record::Facts;
use tierwise_core::{BatchId, FactId, Instant, PartnerId};

use crate::driver::Connection;
use crate::{Store, StoreError, facts};

impl Store {
    /// Writes rows that nobody sees yet, and prolongs the lease. False when the import was cancelled or another
    /// attempt or import took over: then nothing was written, and the caller stops.
    ///
    /// # Errors
    /// A conflict when the import has a fact already, or one is about somebody who is nobody here.
    #[expect(clippy::too_many_arguments, reason = "who writes what, then the two sides of the lease")]
    pub async fn add_chunk(
        &self,
        partner: PartnerId,
        import: BatchId,
        attempt: u32,
        facts: &Facts,
        ends: &[FactId],
        now: Instant,
        lease_until: Instant,
    ) -> Result<bool, StoreError> {
        let mut connection = self.begin_write().await?;
        let sql = "update import set rows_written = rows_written + $6, lease_until = $5 \
                   where partner_id = $1 and id = $2 and state = 'applying' and attempt = $3 \
                   and not exists (select 1 from import o where o.partner_id = $1 and o.id <> $2 and o.state = 'applying' \
                   and o.lease_until > $4)";
        let rows = rows(facts);
        let held = connection.execute(sql, &[&partner, &import, &attempt, &now, &lease_until, &rows]).await?;
        if held == 0 {
            return Ok(false);
        }
        facts::insert(&mut connection, partner, import, facts).await?;
        facts::end(&mut connection, partner, import, ends).await?;
        connection.commit().await?;
        Ok(true)
    }
}

/// Facts of every kind are counted, as in what their owner takes for the total.
fn rows(facts: &Facts) -> u64 {
    let Facts { people, employments, associations, achievements, figures, shown } = facts;
    let counts = [people.len(), employments.len(), associations.len(), achievements.len(), figures.len(), shown.len()];
    counts.into_iter().map(|count| count as u64).sum()
}

/// One row of `batch` makes all rows of the import visible.
pub(crate) async fn publish(
    connection: &mut Connection,
    partner: PartnerId,
    import: BatchId,
    attempt: u32,
    number: u64,
    now: Instant,
) -> Result<(), StoreError> {
    let sql = "update import set state = 'applied', published = $4, lease_until = null \
               where partner_id = $1 and id = $2 and state = 'applying' and attempt = $3 \
               and not exists (select 1 from import o where o.partner_id = $1 and o.id <> $2 and o.state = 'applying' \
               and o.lease_until > $5)";
    if connection.execute(sql, &[&partner, &import, &attempt, &number, &now]).await? == 0 {
        return Err(connection.refuse("the import was cancelled, or another attempt took over"));
    }
    let sql = "update batch set begun = $3 where partner_id = $1 and id = $2 and begun is null";
    connection.execute(sql, &[&partner, &import, &number]).await?;
    forget_content(connection, partner, import).await
}

/// One row of `batch` makes all rows of the import invisible. What is being applied was planned on what this import
/// stated, so that has to end first.
pub(crate) async fn undo(
    connection: &mut Connection,
    partner: PartnerId,
    import: BatchId,
    number: u64,
    now: Instant,
) -> Result<(), StoreError> {
    let sql = "update import set state = 'undone', undone = $3 where partner_id = $1 and id = $2 and state = 'applied' \
               and not exists (select 1 from import o where o.partner_id = $1 and (o.state = 'applied' \
               and o.published > import.published or o.state = 'applying' and o.lease_until > $4))";
    if connection.execute(sql, &[&partner, &import, &number, &now]).await? == 0 {
        return Err(connection.refuse("only the newest applied import can be undone, and not while another is being applied"));
    }
    let sql = "update batch set ended = $3 where partner_id = $1 and id = $2 and ended is null";
    connection.execute(sql, &[&partner, &import, &number]).await?;
    Ok(())
}

pub(super) async fn forget_content(connection: &mut Connection, partner: PartnerId, import: BatchId) -> Result<(), StoreError> {
    connection.execute("delete from import_content where partner_id = $1 and import_id = $2", &[&partner, &import]).await?;
    Ok(())
}

//! Facts on their way into the database and out of it: added, ended, never changed.
//!
//! One mechanism decides what is visible. Every fact belongs to a batch, and is current when its batch has begun and
//! was not ended, and no other such batch ended the fact. So a whole import appears, and disappears, with one row.

mod kinds;

use std::collections::{BTreeSet, HashSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use sqlx::AssertSqlSafe;
use tierwise_core::record::Facts;
use tierwise_core::{BatchId, FactId, PartnerId, UserId};
use uuid::Uuid;

use crate::StoreError;
use crate::driver::{Connection, Fields, Many, Named, Value, only};

/// A fact as a row of its table.
pub(crate) trait Fact: Sized + Send {
    const TABLE: &'static str;
    /// What follows partner and batch, the id first, in the order of `values` and of `read`.
    const COLUMNS: &'static [Named];

    fn id(&self) -> FactId;
    fn values(&self) -> Vec<&dyn Value>;
    fn read(fields: &mut Fields<'_>, texts: &mut Texts) -> Result<Self, StoreError>;
}

/// Texts that many rows share, each kept once.
#[derive(Debug, Default)]
pub(crate) struct Texts(HashSet<Arc<str>>);

impl Texts {
    pub fn get(&mut self, text: &str) -> Arc<str> {
        if let Some(kept) = self.0.get(text) {
            return Arc::clone(kept);
        }
        let kept: Arc<str> = text.into();
        self.0.insert(Arc::clone(&kept));
        kept
    }
}

/// Rows per statement, the largest first: few different statements, so that each is prepared once, and few round trips.
const ROWS: &[usize] = &[250, 50, 10, 1];

/// Adds facts to a batch. Whoever they are about is on record from then on.
pub(crate) async fn insert(
    connection: &mut Connection,
    partner: PartnerId,
    batch: BatchId,
    facts: &Facts,
) -> Result<(), StoreError> {
    let users: BTreeSet<UserId> = facts.people.iter().map(|person| person.user).collect();
    let users: Vec<UserId> = users.into_iter().collect();
    insert_people(connection, partner, &users).await?;
    insert_kind(connection, partner, batch, &facts.people).await?;
    insert_kind(connection, partner, batch, &facts.employments).await?;
    insert_kind(connection, partner, batch, &facts.associations).await?;
    insert_kind(connection, partner, batch, &facts.achievements).await?;
    insert_kind(connection, partner, batch, &facts.figures).await?;
    insert_kind(connection, partner, batch, &facts.shown).await
}

async fn insert_people(connection: &mut Connection, partner: PartnerId, users: &[UserId]) -> Result<(), StoreError> {
    let into = "person (partner_id, id)";
    insert_rows(connection, into, "on conflict do nothing", &[&partner], users, |user| vec![user]).await
}

async fn insert_kind<F: Fact + Sync>(
    connection: &mut Connection,
    partner: PartnerId,
    batch: BatchId,
    facts: &[F],
) -> Result<(), StoreError> {
    let columns = F::COLUMNS.iter().map(|column| column.name()).collect::<Vec<_>>().join(", ");
    let into = format!("{} (partner_id, batch_id, {columns})", F::TABLE);
    insert_rows(connection, &into, "", &[&partner, &batch], facts, Fact::values).await
}

/// Ends facts as of a batch.
pub(crate) async fn end(
    connection: &mut Connection,
    partner: PartnerId,
    batch: BatchId,
    ends: &[FactId],
) -> Result<(), StoreError> {
    let into = "fact_end (partner_id, batch_id, fact_id)";
    insert_rows(connection, into, "on conflict do nothing", &[&partner, &batch], ends, |fact| vec![fact]).await
}

/// Many rows of a table. `shared`: the values that every row begins with; `own`: those that follow them.
async fn insert_rows<T: Sync>(
    connection: &mut Connection,
    into: &str,
    otherwise: &str,
    shared: &[&dyn Value],
    rows: &[T],
    own: fn(&T) -> Vec<&dyn Value>,
) -> Result<(), StoreError> {
    for rows in in_chunks(rows, ROWS) {
        let columns = rows.first().map_or(0, |row| own(row).len());
        let (count, all) = (rows.len(), shared.len());
        let places = connection.by::<fn(usize, usize, usize) -> String>(places, numbered_places)(count, all, columns);
        let sql = format!("insert into {into} values {places} {otherwise}");
        // Each row of SQLite brings all of its values; PostgreSQL is sent the shared ones once.
        let (once, each) = connection.by::<(&[&dyn Value], &[&dyn Value])>((&[], shared), (shared, &[]));
        let mut values = once.to_vec();
        for row in rows {
            values.extend(each);
            values.extend(own(row));
        }
        connection.execute(AssertSqlSafe(sql), &values).await?;
    }
    Ok(())
}

/// Removes the rows of a batch that nobody has ever seen.
pub(crate) async fn remove_unseen(connection: &mut Connection, partner: PartnerId, batch: BatchId) -> Result<(), StoreError> {
    const SQL: [&str; 7] = [
        "delete from person_detail where partner_id = $1 and batch_id = $2",
        "delete from employment where partner_id = $1 and batch_id = $2",
        "delete from association where partner_id = $1 and batch_id = $2",
        "delete from achievement where partner_id = $1 and batch_id = $2",
        "delete from metric_figure where partner_id = $1 and batch_id = $2",
        "delete from shown_standing where partner_id = $1 and batch_id = $2",
        "delete from fact_end where partner_id = $1 and batch_id = $2",
    ];
    for sql in SQL {
        connection.execute(sql, &[&partner, &batch]).await?;
    }
    Ok(())
}

/// Batches from one to another.
pub(crate) type Batches = RangeInclusive<BatchId>;

pub(crate) const ALL_BATCHES: Batches = BatchId::new(Uuid::nil())..=BatchId::new(Uuid::max());

/// The current facts of some batches, sorted by id.
pub(crate) async fn load<F: Fact>(
    connection: &mut Connection,
    partner: PartnerId,
    batches: &[Batches],
    texts: &mut Texts,
) -> Result<Vec<F>, StoreError> {
    let columns = F::COLUMNS.iter().map(|column| format!("f.{}, ", column.name())).collect::<String>();
    // A cross join with conditions is a join whose order SQLite keeps: facts are read in the order of their table.
    let select = format!(
        "select {columns}f.batch_id from {} f cross join batch b where f.partner_id = $1 and (f.batch_id, f.id) > ($2, $3) \
         and f.batch_id <= $4 and b.partner_id = $1 and b.id = f.batch_id and b.begun is not null and b.ended is null \
         and not exists (select 1 from fact_end e join batch n on n.partner_id = e.partner_id and n.id = e.batch_id \
         where e.partner_id = f.partner_id and e.fact_id = f.id and n.begun is not null and n.ended is null)",
        F::TABLE
    );
    let many = Many { select: &select, columns: F::COLUMNS, key: "batch_id", order: "f.batch_id, f.id" };
    let mut facts: Vec<F> = Vec::new();
    for batches in batches {
        let mut next = Some((*batches.start(), FactId::new(Uuid::nil())));
        while let Some((batch, fact)) = next {
            let read = |fields: &mut Fields<'_>| {
                facts.push(F::read(fields, texts)?);
                Ok(())
            };
            let values: &[&dyn Value] = &[&partner, &batch, &fact, batches.end()];
            let last = connection.each_of_many(&many, values, read).await?;
            next = last.zip(facts.last().map(F::id));
        }
    }
    facts.sort_by_key(F::id);
    Ok(facts)
}

/// The current batches that began after a number.
pub(crate) async fn batches_above(
    connection: &mut Connection,
    partner: PartnerId,
    above: u64,
) -> Result<Vec<Batches>, StoreError> {
    let sql = "select id from batch where partner_id = $1 and begun > $2 and ended is null";
    connection.list(sql, &[&partner, &above], |fields| fields.next().map(|id| id..=id)).await
}

/// The facts that were ended after a number, whether or not they were ended before.
pub(crate) async fn load_ended(
    connection: &mut Connection,
    partner: PartnerId,
    above: u64,
) -> Result<HashSet<FactId>, StoreError> {
    let sql = "select e.fact_id from batch b join fact_end e on e.partner_id = b.partner_id and e.batch_id = b.id \
               where b.partner_id = $1 and b.begun > $2 and b.ended is null";
    Ok(connection.list(sql, &[&partner, &above], only).await?.into_iter().collect())
}

/// Slices of some lengths, of which the last is one.
fn in_chunks<'r, T>(rows: &'r [T], lengths: &'static [usize]) -> impl Iterator<Item = &'r [T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let length = *lengths.iter().find(|length| **length <= rest.len())?;
        let (chunk, after) = rest.split_at(length);
        rest = after;
        Some(chunk)
    })
}

/// `(?, ?, ?), (?, ?, ?)`. SQLite would look every numbered place up in a list, in quadratic time.
fn places(rows: usize, shared: usize, own: usize) -> String {
    let row = format!("({})", vec!["?"; shared + own].join(", "));
    vec![row; rows].join(", ")
}

/// `($1, $2, $3), ($1, $4, $5)`: the places of the values of some rows, behind those that the rows share.
fn numbered_places(rows: usize, shared: usize, own: usize) -> String {
    let row = |row: usize| {
        let first = shared + row * own + 1;
        let numbers = (1..=shared).chain(first..first + own);
        format!("({})", numbers.map(|number| format!("${number}")).collect::<Vec<_>>().join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_numbered_behind_the_shared_ones() {
        assert_eq!(numbered_places(2, 2, 3), "($1, $2, $3, $4, $5), ($1, $2, $6, $7, $8)");
        assert_eq!(places(2, 1, 2), "(?, ?, ?), (?, ?, ?)");
    }

    #[test]
    fn every_row_is_in_one_chunk_of_a_few_lengths() {
        let rows: Vec<usize> = (0..613).collect();
        let chunks: Vec<&[usize]> = in_chunks(&rows, ROWS).collect();
        assert_eq!(chunks.concat(), rows);
        assert!(chunks.iter().all(|chunk| ROWS.contains(&chunk.len())));
        assert_eq!(chunks.len(), 2 + 2 + 1 + 3);
    }

    #[test]
    fn equal_texts_are_kept_once() {
        let mut texts = Texts::default();
        assert!(Arc::ptr_eq(&texts.get("a"), &texts.get("a")));
    }
}

//! Facts on their way into the database and out of it: added, ended, never changed.
//!
//! One mechanism decides what is visible. Every fact belongs to a batch, and is current when its batch has begun and
//! was not ended, and no other such batch ended the fact. So a whole import appears, and disappears, with one row.

mod kinds;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use sqlx::AssertSqlSafe;
use tierwise_core::record::Facts;
use tierwise_core::{BatchId, FactId, PartnerId, UserId};

use crate::StoreError;
use crate::driver::{Connection, Fields, Value, only};

/// A fact as a row of its table.
pub(crate) trait Fact: Sized + Send {
    const TABLE: &'static str;
    /// What follows partner and batch, the id first, in the order of `values` and of `read`.
    const COLUMNS: &'static str;

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

/// Rows per statement, the largest first: few different statements, so that each is prepared once. PostgreSQL wants few
/// round trips. SQLite looks every numbered place up in a list, so that long statements take quadratic time.
const SQLITE_ROWS: &[usize] = &[24, 4, 1];
const POSTGRES_ROWS: &[usize] = &[250, 50, 10, 1];

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
    for rows in in_chunks(users, connection.by(SQLITE_ROWS, POSTGRES_ROWS)) {
        let places = places(rows.len(), "($1, ", 1, 1);
        let sql = format!("insert into person (partner_id, id) values {places} on conflict do nothing");
        let mut values: Vec<&dyn Value> = vec![&partner];
        values.extend(rows.iter().map(|user| user as &dyn Value));
        connection.execute(AssertSqlSafe(sql), &values).await?;
    }
    Ok(())
}

async fn insert_kind<F: Fact + Sync>(
    connection: &mut Connection,
    partner: PartnerId,
    batch: BatchId,
    facts: &[F],
) -> Result<(), StoreError> {
    let columns = F::COLUMNS.split(',').count();
    for rows in in_chunks(facts, connection.by(SQLITE_ROWS, POSTGRES_ROWS)) {
        let places = places(rows.len(), "($1, $2, ", 2, columns);
        let sql = format!("insert into {} (partner_id, batch_id, {}) values {places}", F::TABLE, F::COLUMNS);
        let mut values: Vec<&dyn Value> = vec![&partner, &batch];
        values.extend(rows.iter().flat_map(Fact::values));
        connection.execute(AssertSqlSafe(sql), &values).await?;
    }
    Ok(())
}

/// Ends facts as of a batch.
pub(crate) async fn end(
    connection: &mut Connection,
    partner: PartnerId,
    batch: BatchId,
    ends: &[FactId],
) -> Result<(), StoreError> {
    for rows in in_chunks(ends, connection.by(SQLITE_ROWS, POSTGRES_ROWS)) {
        let places = places(rows.len(), "($1, $2, ", 2, 1);
        let sql = format!("insert into fact_end (partner_id, batch_id, fact_id) values {places} on conflict do nothing");
        let mut values: Vec<&dyn Value> = vec![&partner, &batch];
        values.extend(rows.iter().map(|fact| fact as &dyn Value));
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

/// The current facts whose batch began after a number, sorted by id.
pub(crate) async fn load<F: Fact>(
    connection: &mut Connection,
    partner: PartnerId,
    above: u64,
    texts: &mut Texts,
) -> Result<Vec<F>, StoreError> {
    // A cross join with conditions is a join whose order SQLite keeps: all facts are read in the order of their table,
    // new ones by their batches.
    let fact = F::TABLE;
    let from = if above == 0 { format!("{fact} f cross join batch b") } else { format!("batch b cross join {fact} f") };
    let sql = format!(
        "select f.{} from {from} where f.partner_id = $1 and b.partner_id = $1 and b.id = f.batch_id and b.begun > $2 \
         and b.ended is null and not exists (select 1 from fact_end e \
         join batch n on n.partner_id = e.partner_id and n.id = e.batch_id \
         where e.partner_id = f.partner_id and e.fact_id = f.id and n.begun is not null and n.ended is null)",
        F::COLUMNS.replace(", ", ", f.")
    );
    let mut facts = Vec::new();
    let read = |fields: &mut Fields<'_>| {
        facts.push(F::read(fields, texts)?);
        Ok(())
    };
    connection.each(AssertSqlSafe(sql), &[&partner, &above], read).await?;
    facts.sort_by_key(F::id);
    Ok(facts)
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

/// `(PREFIX$3, $4), (PREFIX$5, $6)`: the numbered places of the values of some rows, behind those that rows share.
fn places(rows: usize, prefix: &str, shared: usize, columns: usize) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(rows * (prefix.len() + columns * 7));
    for row in 0..rows {
        text.push_str(if row == 0 { "" } else { ", " });
        text.push_str(prefix);
        for column in 0..columns {
            let separator = if column == 0 { "" } else { ", " };
            let _ = write!(text, "{separator}${}", shared + row * columns + column + 1);
        }
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_numbered_behind_the_shared_ones() {
        assert_eq!(places(2, "($1, $2, ", 2, 3), "($1, $2, $3, $4, $5), ($1, $2, $6, $7, $8)");
    }

    #[test]
    fn every_row_is_in_one_chunk_of_a_few_lengths() {
        let rows: Vec<usize> = (0..613).collect();
        for lengths in [SQLITE_ROWS, POSTGRES_ROWS] {
            let chunks: Vec<&[usize]> = in_chunks(&rows, lengths).collect();
            assert_eq!(chunks.concat(), rows);
            assert!(chunks.iter().all(|chunk| lengths.contains(&chunk.len())));
        }
        assert_eq!(in_chunks(&rows, POSTGRES_ROWS).count(), 2 + 2 + 1 + 3);
    }

    #[test]
    fn equal_texts_are_kept_once() {
        let mut texts = Texts::default();
        assert!(Arc::ptr_eq(&texts.get("a"), &texts.get("a")));
    }
}

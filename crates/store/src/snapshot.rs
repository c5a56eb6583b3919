//! Everything current on record about a partner, loaded once and then moved forward by what was added and ended.

use std::collections::HashSet;
use std::fmt::Debug;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use tierwise_core::record::{Facts, Snapshot};
use tierwise_core::{FactId, PartnerId};

use crate::driver::{Connection, only};
use crate::facts::{self, ALL_BATCHES, Batches, Fact, Texts};
use crate::{Store, StoreError};

impl Store {
    /// The current facts of a partner, each kind sorted by id, all as of one number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn snapshot(&self, partner: PartnerId) -> Result<Snapshot, StoreError> {
        let mut connection = self.pools.begin_read().await?;
        let number = number(&mut connection, partner).await?;
        load(&mut connection, partner, number).await
    }

    /// The same snapshot if nothing changed since, or one that has what was added and lacks what was ended. Where a
    /// batch was taken back in between, everything is loaded again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn advance(&self, kept: &Arc<Snapshot>, partner: PartnerId) -> Result<Arc<Snapshot>, StoreError> {
        if self.number(partner).await? == kept.number {
            return Ok(Arc::clone(kept));
        }
        let mut connection = self.pools.begin_read().await?;
        let number = number(&mut connection, partner).await?;
        let sql = "select exists (select 1 from batch where partner_id = $1 and ended > $2)";
        let undone = connection.find(sql, &[&partner, &kept.number], only).await?;
        // A smaller number is another past: somebody restored a backup.
        if undone == Some(true) || number < kept.number {
            return Ok(Arc::new(load(&mut connection, partner, number).await?));
        }
        let mut step = Step {
            ended: facts::load_ended(&mut connection, partner, kept.number).await?,
            added: facts::batches_above(&mut connection, partner, kept.number).await?,
            texts: Texts::default(),
            partner,
            connection,
        };
        let facts = Facts {
            people: step.forward(&kept.facts.people).await?,
            employments: step.forward(&kept.facts.employments).await?,
            associations: step.forward(&kept.facts.associations).await?,
            achievements: step.forward(&kept.facts.achievements).await?,
            figures: step.forward(&kept.facts.figures).await?,
            shown: step.forward(&kept.facts.shown).await?,
        };
        Ok(Arc::new(Snapshot { number, facts }))
    }

    /// One hash over all current facts: equal for equal facts, in whichever database and by whichever way they came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn content_hash(&self, partner: PartnerId) -> Result<[u8; 32], StoreError> {
        let facts = self.snapshot(partner).await?.facts;
        let mut hash = Sha256::new();
        digest(&mut hash, &facts.people);
        digest(&mut hash, &facts.employments);
        digest(&mut hash, &facts.associations);
        digest(&mut hash, &facts.achievements);
        digest(&mut hash, &facts.figures);
        digest(&mut hash, &facts.shown);
        Ok(hash.finalize().into())
    }
}

async fn number(connection: &mut Connection, partner: PartnerId) -> Result<u64, StoreError> {
    let sql = "select number from counter where partner_id = $1";
    Ok(connection.find(sql, &[&partner], only).await?.unwrap_or(0))
}

async fn load(connection: &mut Connection, partner: PartnerId, number: u64) -> Result<Snapshot, StoreError> {
    let mut texts = Texts::default();
    let facts = Facts {
        people: facts::load(connection, partner, &[ALL_BATCHES], &mut texts).await?,
        employments: facts::load(connection, partner, &[ALL_BATCHES], &mut texts).await?,
        associations: facts::load(connection, partner, &[ALL_BATCHES], &mut texts).await?,
        achievements: facts::load(connection, partner, &[ALL_BATCHES], &mut texts).await?,
        figures: facts::load(connection, partner, &[ALL_BATCHES], &mut texts).await?,
        shown: facts::load(connection, partner, &[ALL_BATCHES], &mut texts).await?,
    };
    Ok(Snapshot { number, facts })
}

/// What lies between two numbers.
struct Step {
    connection: Connection,
    partner: PartnerId,
    added: Vec<Batches>,
    ended: HashSet<FactId>,
    texts: Texts,
}

impl Step {
    async fn forward<F: Fact + Clone>(&mut self, kept: &[F]) -> Result<Vec<F>, StoreError> {
        let added = facts::load(&mut self.connection, self.partner, &self.added, &mut self.texts).await?;
        let mut facts = Vec::with_capacity(kept.len() + added.len());
        facts.extend(kept.iter().filter(|fact| !self.ended.contains(&fact.id())).cloned());
        facts.extend(added);
        // Two sorted runs, as a rule one behind the other: the sort finds them.
        facts.sort_by_key(F::id);
        Ok(facts)
    }
}

/// The debug form has every field, in order, with texts escaped: no two facts share one.
fn digest<F: Debug + Fact>(hash: &mut Sha256, facts: &[F]) {
    for fact in facts {
        hash.update(format!("{} {fact:?}\n", F::TABLE));
    }
}

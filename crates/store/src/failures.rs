//! Failed attempts, counted in buckets whose keys are hashes: nobody's address is kept for having mistyped a password.

use std::time::Duration;

use tierwise_core::Instant;

use crate::driver::only;
use crate::{Store, StoreError};

/// Counts older than this and than the window asked for are forgotten.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

impl Store {
    /// Counts a failure and says how many there are in the window, which begins with its first failure.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_failure(&self, bucket: &[u8; 32], now: Instant, window: Duration) -> Result<u32, StoreError> {
        let mut connection = self.begin_write().await?;
        connection.execute("delete from failure where began_at <= $1", &[&now.minus(window.max(KEPT))]).await?;
        let count = connection
            .find(
                "insert into failure (bucket, failures, began_at) values ($1, 1, $2) on conflict (bucket) do update set \
                 failures = case when failure.began_at <= $3 then 1 else failure.failures + 1 end, \
                 began_at = case when failure.began_at <= $3 then excluded.began_at else failure.began_at end \
                 returning failures",
                &[bucket, &now, &now.minus(window)],
                only,
            )
            .await?;
        connection.commit().await?;
        Ok(count.unwrap_or(1))
    }

    /// How many failures there are in the window.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn failures(&self, bucket: &[u8; 32], now: Instant, window: Duration) -> Result<u32, StoreError> {
        let sql = "select failures from failure where bucket = $1 and began_at > $2";
        let count = self.find(sql, &[bucket, &now.minus(window)], only).await?;
        Ok(count.unwrap_or(0))
    }
}

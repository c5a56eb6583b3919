//! What is outside of the program: time and randomness. Tests bring their own.

use std::fmt;
use std::time::Duration;

use tierwise_core::Instant;
use uuid::Uuid;

type Clock = Box<dyn Fn() -> Instant + Send + Sync>;
type Randomness = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// The clock and the randomness of an installation.
pub struct World {
    now: Clock,
    random: Randomness,
}

impl World {
    pub fn new(now: impl Fn() -> Instant + Send + Sync + 'static, random: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self { now: Box::new(now), random: Box::new(random) }
    }

    pub fn now(&self) -> Instant {
        (self.now)()
    }

    /// 256 random bits: what a token is made of.
    pub fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        (self.random)(&mut bytes);
        bytes
    }

    /// A new id, sorted by time (UUID version 7).
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        let mut random = [0; 10];
        (self.random)(&mut random);
        let millis = u64::try_from(self.now().as_micros().max(0)).unwrap_or(0) / 1000;
        T::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A later instant.
    pub fn after(&self, duration: Duration) -> Instant {
        self.now().plus(duration)
    }
}

impl fmt::Debug for World {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("World").finish_non_exhaustive()
    }
}

//! Seeds for tests on random worlds: the same ones each time, or fresh ones for as many minutes as `cargo xtask fuzz` says.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// So many seeds from 1 on. With `TIERWISE_FUZZ_MINUTES` in the environment fresh ones until that time is over; the first is
/// printed, and whoever finds something prints the seed that found it.
pub fn rounds(usual: u64) -> impl Iterator<Item = u64> {
    let minutes = std::env::var("TIERWISE_FUZZ_MINUTES").ok().and_then(|minutes| minutes.parse().ok());
    let end = minutes.map(|minutes: u64| Instant::now() + Duration::from_secs(60 * minutes));
    let first = if end.is_some() { fresh_seed() } else { 1 };
    (0..).take_while(move |round| end.map_or(*round < usual, |end| Instant::now() < end)).map(move |round| first + round)
}

/// A seed that nobody had before, printed so that it can be used again.
pub fn fresh_seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros());
    let seed = u64::try_from(now & u128::from(u32::MAX)).unwrap_or(0) << 20;
    println!("a fresh seed: {seed}");
    seed
}

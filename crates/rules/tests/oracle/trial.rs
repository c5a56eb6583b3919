//! Many worlds at once: fixed seeds and fresh ones; what fails is made as small as it goes and shown.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use tierwise_rules::read_catalogue;

use super::dice::Dice;
use super::shrink::smaller;
use super::world::World;

/// Repeats one world alone.
const SEED: &str = "TIERWISE_ORACLE_SEED";
/// Tries so many percent of the usual worlds: few for mutants, many for a night.
const PERCENT: &str = "TIERWISE_ORACLE_PERCENT";

/// What a world must show; the seed is its own.
pub type Claim<'c> = &'c (dyn Fn(u64, &World) -> Result<(), String> + Sync);

pub fn world(seed: u64) -> World {
    World::random(&mut Dice::new(seed))
}

#[expect(clippy::disallowed_methods, reason = "a fresh seed comes from the clock")]
/// Where the fresh worlds of this run begin; printed once, whatever the test runner captures.
fn fresh() -> u64 {
    static FRESH: OnceLock<u64> = OnceLock::new();
    *FRESH.get_or_init(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let first = now * 1_000_000;
        // A line that is lost hurts nobody: a failure prints its own seed.
        _ = writeln!(std::io::stderr(), "oracle: fresh worlds from {SEED}={first} on");
        first
    })
}

#[expect(clippy::disallowed_methods, reason = "what to try is told by the environment")]
fn told(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|number| number.parse().expect("a number"))
}

/// Tries a claim on so many worlds with fixed seeds, and on a tenth as many fresh ones.
pub fn every_world(count: u64, claim: Claim<'_>) {
    let (one, count) = (told(SEED), count * told(PERCENT).unwrap_or(100) / 100);
    let (first, fixed, all) = match one {
        Some(seed) => (seed, 1, 1),
        None => (0, count, count + count / 10),
    };
    let begin = if one.is_some() { 0 } else { fresh() };
    let (next, failed) = (AtomicU64::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while !failed.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= all {
                        break;
                    }
                    let seed = if number < fixed { first + number } else { begin + number - fixed };
                    let world = world(seed);
                    if let Err(problem) = tried(claim, seed, &world)
                        && !failed.swap(true, Ordering::Relaxed)
                    {
                        report(claim, seed, world, problem);
                    }
                }
            });
        }
    });
    assert!(!failed.load(Ordering::Relaxed), "a world failed: see above");
}

/// A claim that panics has failed, too.
fn tried(claim: Claim<'_>, seed: u64, world: &World) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| claim(seed, world))).unwrap_or_else(|_| Err("panicked".to_owned()))
}

fn report(claim: Claim<'_>, seed: u64, world: World, mut problem: String) {
    let mut smallest = world;
    if read_catalogue(&smallest.catalogue()).is_ok() {
        while let Some((world, still)) = smaller(&smallest).into_iter().find_map(|world| {
            read_catalogue(&world.catalogue()).ok()?;
            Some((tried(claim, seed, &world).err()?, world)).map(|(problem, world)| (world, problem))
        }) {
            (smallest, problem) = (world, still);
        }
    }
    let (catalogue, facts) = (smallest.catalogue(), smallest.facts());
    let text =
        format!("\n{problem}\n\nrepeat with {SEED}={seed}; the smallest world that fails like it:\n\n{catalogue}\n{facts}");
    _ = writeln!(std::io::stderr(), "{text}");
}

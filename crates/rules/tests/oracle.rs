//! The engine against a brute-force oracle: random small worlds that say everything the language can say.
//!
//! The oracle shares nothing with the engine, not even days and fractions. It knows its own description of a world, writes
//! it as the text of a catalogue for the engine, and decides by trying everything out:
//!
//! - one line of every group is picked; a line without a group is a group of its own;
//! - every picked line that states a number of people gets a set of so many different people who each meet its test;
//! - a relation leads to a picked line, and holds between the two sets;
//! - where people compete, every way of every competency is tried beside every way of the others.
//!
//! Every run takes the same worlds and some fresh ones. What fails is made as small as it goes and shown with its seed;
//! `TIERWISE_ORACLE_SEED=... cargo test -p tierwise-rules --test oracle` repeats it, `TIERWISE_ORACLE_PERCENT=1000`
//! tries ten times as many.

#[path = "oracle/allocation.rs"]
mod allocation;
#[path = "oracle/calendar.rs"]
mod calendar;
#[path = "oracle/coverage.rs"]
mod coverage;
#[path = "oracle/dice.rs"]
mod dice;
#[path = "oracle/engine.rs"]
mod engine;
#[path = "oracle/holding.rs"]
mod holding;
#[path = "oracle/judge.rs"]
mod judge;
#[path = "oracle/properties.rs"]
mod properties;
#[path = "oracle/random.rs"]
mod random;
#[path = "oracle/random_levels.rs"]
mod random_levels;
#[path = "oracle/random_scores.rs"]
mod random_scores;
#[path = "oracle/ratio.rs"]
mod ratio;
#[path = "oracle/scoring.rs"]
mod scoring;
#[path = "oracle/shrink.rs"]
mod shrink;
#[path = "oracle/simpler.rs"]
mod simpler;
#[path = "oracle/trial.rs"]
mod trial;
#[path = "oracle/witness.rs"]
mod witness;
#[path = "oracle/world.rs"]
mod world;
#[path = "oracle/write.rs"]
mod write;

use coverage::Coverage;
use dice::Dice;
use tierwise_rules::evaluate;
use trial::every_world;

#[test]
fn engine_and_oracle_agree_on_every_world() {
    let coverage = Coverage::default();
    every_world(100_000, &|seed, world| {
        let programme = engine::programme(world);
        let facts = engine::facts(world, &programme);
        let records = holding::records(world);
        coverage.note(world);
        for date in world.days_to_ask(&mut Dice::new(seed ^ 0xDA7E)) {
            let standings = evaluate(&programme, &facts, engine::day(date));
            let judged = judge::judge_with(world, &records, date);
            coverage.outcome(&judged);
            engine::compare(&programme, &standings, &judged)?;
        }
        Ok(())
    });
    coverage.assert_is_wide();
}

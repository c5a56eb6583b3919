//! The engine against a brute-force oracle.

#[path = "oracle/allocation.rs"]
mod allocation;
#[path = "oracle/calendar.rs"]
mod calendar;
#[path = "oracle/dice.rs"]
mod dice;
#[path = "oracle/engine.rs"]
mod engine;
#[path = "oracle/holding.rs"]
mod holding;
#[path = "oracle/judge.rs"]
mod judge;
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
#[path = "oracle/trial.rs"]
mod trial;
#[path = "oracle/world.rs"]
mod world;
#[path = "oracle/write.rs"]
mod write;

use dice::Dice;
use tierwise_rules::evaluate;

#[test]
fn engine_and_oracle_agree_on_every_world() {
    trial::every_world(100_000, &|seed, world| {
        let programme = engine::programme(world);
        let facts = engine::facts(world, &programme);
        let records = holding::records(world);
        for date in world.days_to_ask(&mut Dice::new(seed ^ 0xDA7E)) {
            let standings = evaluate(&programme, &facts, engine::day(date));
            engine::compare(&programme, &standings, &judge::judge_with(world, &records, date))?;
        }
        Ok(())
    });
}

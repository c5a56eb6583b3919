//! The forecast bench: five years of one partner of 1,000, 10,000 and 100,000 people. It has no peer: what is shown is
//! that the time grows no faster than the people.

use std::time::Instant;

use tierwise_core::Day;

use super::catalogue_lines;
use super::evaluate::{LEVELS, SEED, catalogue_path, time_of};
use super::evaluate_data::{ACHIEVEMENTS, people_csv};
use super::evaluate_ours::{evaluate_once, facts};
use super::measure;
use super::python::Environment;
use super::report::{Report, Table, memory, time};

const RUNS: usize = 3;
const PEOPLE: [u32; 3] = [1_000, 10_000, 100_000];

/// What expires does so after so many years, so that there is something to see on every day of the next five.
const YEARS: &[usize] = &[2, 3, 4, 5];

/// Runs our side for each number of people and adds a table to the report.
pub fn compare(_: &Environment, report: &mut Report) -> anyhow::Result<()> {
    let (catalogue, day) = LEVELS;
    let mut rows = Vec::new();
    for people in PEOPLE {
        eprintln!("forecast {catalogue}: {people} people");
        let ours = measure::run(measure::ours("bench-forecast").arg(people.to_string()))?;
        let seconds = time_of(&ours, "forecast")?;
        let cells = [
            people.to_string(),
            time(seconds),
            time(seconds / f64::from(people)),
            ours.count("changes")?.to_string(),
            memory(ours.peak_kib),
        ];
        rows.push(cells.to_vec());
    }
    let head = ["people", "median", "per person", "changes", "peak"].map(str::to_owned).to_vec();
    report.tables.push(Table { title: "Forecast of five years".to_owned(), head, rows });
    report.remarks.push(format!(
        "Forecast: {catalogue} from {day} on, {ACHIEVEMENTS} achievements per person of which three in five expire on days \
         spread over the next five years; all changes, and what renewals in time would save; one thread, from evaluated \
         standings, median of {RUNS}. Each day on which anything can change costs the same whatever the size, and small \
         partners have nearly as many such days as large ones: so the time per person falls."
    ));
    Ok(())
}

/// Our side, in its own process.
pub fn ours(people: usize) -> anyhow::Result<()> {
    let (catalogue, day) = LEVELS;
    let day: Day = day.parse()?;
    let programme = catalogue_lines::read(&catalogue_path(catalogue))?;
    let codes: Vec<&str> = programme.skills.iter().map(|skill| skill.code.as_str()).collect();
    let csv = people_csv(&codes, day, people, YEARS, SEED);
    let facts = facts(&programme, csv.lines().skip(1))?;
    let standings = evaluate_once(&programme, &facts, day);
    for _ in 0..RUNS {
        let begun = Instant::now();
        let forecast = tierwise_rules::forecast(&programme, &facts, &standings);
        measure::tell_seconds("forecast", begun.elapsed());
        measure::tell_count("changes", u64::try_from(forecast.turns.len())?);
    }
    measure::tell_peak()
}

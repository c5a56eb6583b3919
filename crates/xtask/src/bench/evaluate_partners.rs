//! The bench of all partners of a programme: every standing of 40,000 partners, beside DuckDB's plain counts grouped by
//! partner over one table, on as many threads.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::Context;
use tierwise_core::Day;
use tierwise_rules::{Facts, Programme, ProgrammeOnDay};

use super::catalogue_lines::lines;
use super::duckdb_sql::Of;
use super::evaluate::{LEVELS, best_form, case, check_counts, prepare, time_of};
use super::evaluate_data::{PARTNERS, PARTNERS_ACHIEVEMENTS, PARTNERS_PEOPLE};
use super::evaluate_ours::{counts, facts};
use super::measure;
use super::python::Environment;
use super::report::{Report, Row, Side};

const RUNS: usize = 3;
/// Partners that a thread takes at once.
const CHUNK: usize = 64;

/// Makes the data, runs both sides and adds their rows to the report.
pub fn compare(python: &Environment, report: &mut Report) -> anyhow::Result<()> {
    let (catalogue, day) = LEVELS;
    let folder = prepare(&format!("{catalogue}-partners"), catalogue, day, Of::EachPartner)?;
    for threads in ["1", "2"] {
        eprintln!("{PARTNERS} partners, {threads} thread(s): Tierwise, then DuckDB");
        let ours = measure::run(measure::ours("bench-partners").arg(&folder).arg(threads))?;
        let theirs = measure::run(python.script("partners_duckdb.py").arg(&folder).arg(threads))?;
        let (form, seconds) = best_form(&theirs)?;
        let counted = check_counts(&theirs, &ours)?;
        report.rows.push(Row {
            what: format!("{PARTNERS} partners, {threads} thread(s)"),
            ours: Side { seconds: time_of(&ours, "partners")?, peak_kib: Some(ours.peak_kib) },
            peer: format!("DuckDB, {threads} thread(s), {form}"),
            theirs: Side { seconds, peak_kib: Some(theirs.peak_kib) },
            aim: "20",
        });
        if threads == "2" {
            report.remarks.push(format!(
                "{PARTNERS} partners: {PARTNERS_PEOPLE} people with {PARTNERS_ACHIEVEMENTS} achievements, the n-th partner \
                 having one n-th of the people of the first; {catalogue} as of {day}. Ours: the whole standings of every \
                 partner from loaded snapshots, median of {RUNS}. DuckDB: only the number of people per partner and line \
                 from one loaded table into a table, median of {RUNS}, the quicker of two statements \
                 (target/bench/evaluate/{catalogue}-partners/*.sql). The sums of {} of {} figures agree: per line, and per \
                 line weighted with the partner's number.",
                counted.told, counted.lines
            ));
        }
    }
    Ok(())
}

/// Our side, in its own process.
pub fn ours(folder: &Path, threads: usize) -> anyhow::Result<()> {
    let (programme, day) = case(folder)?;
    let partners = load(&programme, folder)?;
    measure::tell_counts("tierwise", &sums(&programme, &partners, day));
    for _ in 0..RUNS {
        let begun = Instant::now();
        evaluate_all(&programme, &partners, day, threads);
        measure::tell_seconds("partners", begun.elapsed());
    }
    measure::tell_peak()
}

/// Every partner's standings, made and dropped.
fn evaluate_all(programme: &Programme, partners: &[Facts], day: Day, threads: usize) {
    let shared = ProgrammeOnDay::new(programme, day);
    let chunks: Vec<&[Facts]> = partners.chunks(CHUNK).collect();
    // Partners differ much in size, so each thread takes the next chunk when it is done with one.
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(chunk) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for facts in *chunk {
                        std::hint::black_box(shared.evaluate(facts));
                    }
                }
            });
        }
    });
}

/// The people of each line over all partners, then the same with each partner weighted by its number.
fn sums(programme: &Programme, partners: &[Facts], day: Day) -> Vec<Option<u64>> {
    let lines = lines(programme, day);
    let shared = ProgrammeOnDay::new(programme, day);
    let mut sums = vec![Some(0); lines.len() * 2];
    for (number, facts) in (1_u64..).zip(partners) {
        let counts = counts(&lines, &shared.evaluate(facts));
        let weighted = counts.iter().map(|count| Some((*count)? * number));
        for (sum, more) in sums.iter_mut().zip(counts.iter().copied().chain(weighted)) {
            *sum = sum.zip(more).map(|(sum, more)| sum + more);
        }
    }
    sums
}

/// Reads people.csv, which is sorted by partner. Not on the clock.
fn load(programme: &Programme, folder: &Path) -> anyhow::Result<Vec<Facts>> {
    let text = std::fs::read_to_string(folder.join("people.csv")).context("reading people.csv")?;
    let rows: Option<Vec<(&str, &str)>> = text.lines().skip(1).map(|row| row.split_once(',')).collect();
    let rows = rows.context("people.csv: a row without a partner")?;
    let partners = rows.chunk_by(|one, other| one.0 == other.0);
    partners.map(|rows| facts(programme, rows.iter().map(|(_, row)| *row))).collect()
}

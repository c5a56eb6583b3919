//! The export bench: a skills report of 200,000 rows as a workbook and as CSV, beside XlsxWriter and Python's csv module.
//!
//! Every run is a process of its own, so that its peak memory is its own.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::export_data::{COLUMNS, ROWS, rows_tsv};
use super::export_ours::{CsvSide, Exporter, XlsxSide, row};
use super::measure::{self, Figures, median};
use super::python::Environment;
use super::report::{Report, Row, Side};
use crate::shell;

const RUNS: usize = 3;
const SEED: u64 = 20_260_313;

/// Rows that are read before they are written, so that reading is not on the clock.
const BATCH: usize = 10_000;

/// Each format with the peer's script and name.
const CASES: &[(&str, &str, &str)] =
    &[("xlsx", "export_xlsx.py", "XlsxWriter, constant memory"), ("csv", "export_csv.py", "Python csv")];

/// Makes the rows, runs both sides and adds their rows to the report.
pub fn compare(python: &Environment, report: &mut Report) -> anyhow::Result<()> {
    let folder = shell::root().join("target/bench/export");
    std::fs::create_dir_all(&folder)?;
    let rows = folder.join("rows.tsv");
    std::fs::write(&rows, rows_tsv(ROWS, SEED)).context("writing rows.tsv")?;

    for (format, script, peer) in CASES {
        eprintln!("export {format}: Tierwise and {peer}, {RUNS} times in turn");
        let (our_file, their_file) = (folder.join(format!("ours.{format}")), folder.join(format!("theirs.{format}")));
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            ours.push(run(measure::ours("bench-export").arg(format), &rows, &our_file)?);
            theirs.push(run(&mut python.script(script), &rows, &their_file)?);
        }
        for (what, time) in [("writing", writing as fn(&Figures) -> f64), ("whole process", whole)] {
            report.rows.push(Row {
                what: format!("export {format}, {what}"),
                ours: side(&ours, time),
                peer: (*peer).to_owned(),
                theirs: side(&theirs, time),
                aim: "6",
            });
        }
        report.remarks.push(format!(
            "export {format}: {ROWS} rows of {} columns, medians of {RUNS} processes each, the largest peak. Our file has \
             {} KiB, theirs {} KiB.",
            COLUMNS.len(),
            size(&our_file)?,
            size(&their_file)?,
        ));
    }
    Ok(())
}

/// Our side, in its own process: reads the rows batch by batch and writes them against the clock.
pub fn ours(format: &str, rows: &Path, out: &Path) -> anyhow::Result<()> {
    let clock = match format {
        "csv" => write_all::<CsvSide>(rows, out)?,
        "xlsx" => write_all::<XlsxSide>(rows, out)?,
        _ => bail!("`{format}` is not a format of this bench"),
    };
    measure::tell_seconds("writing", clock);
    measure::tell_peak()
}

fn write_all<E: Exporter>(rows: &Path, out: &Path) -> anyhow::Result<Duration> {
    let mut lines = BufReader::new(File::open(rows)?).lines();
    lines.next().context("rows.tsv is empty")??; // the exporters have headers of their own

    let begun = Instant::now();
    let mut exporter = E::begin(out)?;
    let mut clock = begun.elapsed();
    loop {
        let batch: Vec<String> = lines.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            break;
        }
        let batch: Vec<_> = batch.iter().map(|line| row(line)).collect::<Result<_, _>>()?;
        let begun = Instant::now();
        for row in &batch {
            exporter.write(row)?;
        }
        clock += begun.elapsed();
    }
    let begun = Instant::now();
    exporter.finish()?;
    Ok(clock + begun.elapsed())
}

fn run(command: &mut Command, rows: &Path, out: &Path) -> anyhow::Result<Figures> {
    measure::run(command.arg(rows).arg(out))
}

fn side(runs: &[Figures], time: fn(&Figures) -> f64) -> Side {
    let times: Vec<f64> = runs.iter().map(time).collect();
    Side { seconds: median(&times), peak_kib: runs.iter().map(|run| run.peak_kib).max() }
}

fn writing(run: &Figures) -> f64 {
    run.seconds.get("writing").map_or(f64::NAN, |times| median(times))
}

fn whole(run: &Figures) -> f64 {
    run.whole
}

fn size(path: &Path) -> anyhow::Result<u64> {
    Ok(std::fs::metadata(path)?.len().div_ceil(1024))
}

//! The imports bench: an export of 200,000 rows, uploaded and applied, on SQLite and on PostgreSQL, beside bare inserts.
//!
//! Every database is durable: what is committed is on disk. The peers write our rows of achievements into one table of the
//! same columns and primary key, in one transaction, and nothing else: no plan, no people, no index, no reference.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;

use super::imports_data::ROWS;
use super::installation;
use super::measure::{self, Figures, median};
use super::postgres::Server;
use super::python::Environment;
use super::report::{Report, Row, Side, Table, time};
use crate::shell;

const RUNS: usize = 3;
/// Rows of one statement of the peer on PostgreSQL.
const ROWS_PER_STATEMENT: usize = 1_000;
/// A bare insert is twice as fast at most.
const AIM: &str = "0.5";

/// Our runs on one database, and the times of its peer.
#[derive(Default)]
struct Runs {
    whole: Vec<Figures>,
    writing: Vec<Figures>,
    peer: Vec<f64>,
    peer_peak: Option<u64>,
}

/// Imports on both databases, beside bare inserts, and adds the rows to the report.
pub fn compare(python: &Environment, report: &mut Report) -> anyhow::Result<()> {
    let folder = shell::root().join("target/bench/imports");
    std::fs::create_dir_all(&folder).context("making target/bench/imports")?;
    eprintln!("imports: SQLite and Python's sqlite3, {RUNS} times in turn");
    let sqlite = on_sqlite(python, &folder)?;
    eprintln!("imports: PostgreSQL and psql, {RUNS} times in turn");
    let postgres = on_postgres(&folder)?;

    let head = ["import", "upload", "apply", "whole", "rows/s, whole", "rows/s, writing", "rows/s, bare"];
    let mut table = Table { title: "Imports".to_owned(), head: head.map(str::to_owned).into(), rows: Vec::new() };
    for (database, runs, peer) in
        [("SQLite", &sqlite, "Python sqlite3, executemany"), ("PostgreSQL", &postgres, "psql, 1000 rows a statement")]
    {
        add(report, &mut table, (database, peer), runs)?;
    }
    report.tables.push(table);
    report.remarks.push(format!(
        "imports: a CSV of {ROWS} rows about people who are new here, medians of {RUNS} runs, each on a new database of its own. \
         The whole: upload with its preview, then applying with a second plan, writing and publishing. Writing: the chunks and \
         the publication alone, {} rows in five tables with their keys and references. The peers insert the {ROWS} \
         achievements of it and nothing else. SQLite: WAL, synchronous=FULL on both sides; PostgreSQL: fsync and \
         synchronous_commit on.",
        sqlite.writing.first().context("a run of writing")?.count("rows")?
    ));
    Ok(())
}

/// Our side, in its own process.
pub fn ours(what: &str, database: &str, rows: &Path) -> anyhow::Result<()> {
    super::imports_ours::import(what, database, rows)
}

fn on_sqlite(python: &Environment, folder: &Path) -> anyhow::Result<Runs> {
    let rows = folder.join("rows.tsv");
    let mut runs = Runs::default();
    for _ in 0..RUNS {
        let here = tempfile::tempdir_in(folder)?;
        let address = |name: &str| installation::address(&here.path().join(name));
        runs.whole.push(run("whole", &address("whole.db"), &rows)?);
        runs.writing.push(run("writing", &address("writing.db"), &rows)?);
        let peer = measure::run(python.script("insert_sqlite.py").arg(here.path().join("bare.db")).arg(&rows))?;
        runs.peer.push(median(peer.times("inserting")?));
        runs.peer_peak = runs.peer_peak.max(Some(peer.peak_kib));
    }
    Ok(runs)
}

fn on_postgres(folder: &Path) -> anyhow::Result<Runs> {
    let server = Server::start()?;
    let rows = folder.join("rows.tsv");
    let mut runs = Runs::default();
    for number in 0..RUNS {
        let whole = server.create(&format!("whole_{number}"))?;
        runs.whole.push(run("whole", &whole, &rows)?);
        let writing = server.create(&format!("writing_{number}"))?;
        runs.writing.push(run("writing", &writing, &rows)?);
        let bare = format!("bare_{number}");
        server.create(&bare)?;
        server.run(&bare, &["-c", BARE_TABLE])?;
        let statements = statements(folder, &rows)?.display().to_string();
        let begun = Instant::now();
        server.run(&bare, &["-f", &statements])?;
        runs.peer.push(begun.elapsed().as_secs_f64());
    }
    Ok(runs)
}

fn run(what: &str, database: &str, rows: &Path) -> anyhow::Result<Figures> {
    measure::run(measure::ours("bench-imports").arg(what).arg(database).arg(rows))
}

fn add(report: &mut Report, table: &mut Table, (database, peer): (&str, &str), runs: &Runs) -> anyhow::Result<()> {
    let theirs = Side { seconds: median(&runs.peer), peak_kib: runs.peer_peak };
    for (part, figures) in [("writing", &runs.writing), ("whole", &runs.whole)] {
        report.rows.push(Row {
            what: format!("import on {database}, {part}"),
            ours: Side { seconds: median_of(figures, part)?, peak_kib: figures.iter().map(|run| run.peak_kib).max() },
            peer: peer.to_owned(),
            theirs: theirs.clone(),
            aim: AIM,
        });
    }
    let (whole, writing) = (median_of(&runs.whole, "whole")?, median_of(&runs.writing, "writing")?);
    let per_second = |seconds: f64| format!("{:.0}", ROWS as f64 / seconds);
    table.rows.push(vec![
        database.to_owned(),
        time(median_of(&runs.whole, "upload")?),
        time(median_of(&runs.whole, "apply")?),
        time(whole),
        per_second(whole),
        per_second(writing),
        per_second(theirs.seconds),
    ]);
    Ok(())
}

fn median_of(runs: &[Figures], name: &str) -> anyhow::Result<f64> {
    let times: Vec<f64> = runs.iter().map(|run| run.times(name).map(median)).collect::<Result<_, _>>()?;
    Ok(median(&times))
}

/// The columns and the primary key of `achievement`.
const BARE_TABLE: &str = "create table bare (partner_id uuid not null, id uuid not null, batch_id uuid not null, \
source text not null, profile text not null, training_id text, title text not null, completed_on date not null, \
expires_on date, origin text not null, received_at bigint not null, primary key (partner_id, batch_id, id))";

/// The rows as statements in one transaction, in a file for psql.
fn statements(folder: &Path, rows: &Path) -> anyhow::Result<PathBuf> {
    let path = folder.join("bare.sql");
    let mut file = BufWriter::new(File::create(&path)?);
    writeln!(file, "begin;")?;
    let mut lines = BufReader::new(File::open(rows)?).lines();
    loop {
        let some: Vec<String> = lines.by_ref().take(ROWS_PER_STATEMENT).collect::<Result<_, _>>()?;
        if some.is_empty() {
            break;
        }
        let values: Vec<String> = some.iter().map(|line| values(line)).collect();
        writeln!(file, "insert into bare values {};", values.join(", "))?;
    }
    writeln!(file, "commit;")?;
    file.flush()?;
    Ok(path)
}

/// `('...', null, ...)`: what is blank is not there.
fn values(line: &str) -> String {
    let quoted = line.split('\t').map(|cell| match cell {
        "" => "null".to_owned(),
        cell => format!("'{}'", cell.replace('\'', "''")),
    });
    format!("({})", quoted.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_values() {
        assert_eq!(values("a\t\to'b"), "('a', null, 'o''b')");
    }
}

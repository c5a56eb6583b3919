//! `cargo xtask bench`: Tierwise beside others on this machine, in one run: DuckDB (evaluation), XlsxWriter (export and
//! download), sqlite3 and psql (imports); and the server's pages, which have no peer.
//!
//! Both sides of a comparison read the same seeded data and run as processes of their own. Nothing is asserted: the
//! report says what was measured. What is called `bench-...` is Tierwise's side, run by this task in a release build.

mod catalogue_lines;
mod company;
mod download;
mod duckdb_sql;
mod evaluate;
mod evaluate_data;
mod evaluate_forecast;
mod evaluate_ours;
mod evaluate_partners;
mod export;
mod export_data;
mod export_ours;
mod imports;
mod imports_data;
mod imports_ours;
mod installation;
mod measure;
mod pages;
mod pages_ours;
mod postgres;
mod python;
mod random;
mod report;

use anyhow::{Context, bail};

use crate::shell;
use report::Report;

/// One of the benches or all of them; or one of our sides, which this task starts itself.
pub fn run(arguments: &[&str]) -> anyhow::Result<()> {
    match arguments {
        [] => compare(&[EVALUATE, &[export::compare, pages::compare, imports::compare, download::compare]].concat()),
        ["evaluate"] => compare(EVALUATE),
        ["export"] => compare(&[export::compare]),
        ["pages"] => compare(&[pages::compare]),
        ["imports"] => compare(&[imports::compare]),
        ["download"] => compare(&[download::compare]),
        _ => bail!("usage: cargo xtask bench [evaluate|export|pages|imports|download]"),
    }
}

/// Tierwise's side of one comparison, in this process.
pub fn run_ours(side: &str, arguments: &[&str]) -> anyhow::Result<()> {
    match (side, arguments) {
        ("bench-evaluate", [folder]) => evaluate::ours(folder.as_ref()),
        ("bench-partners", [folder, threads]) => evaluate_partners::ours(folder.as_ref(), threads.parse()?),
        ("bench-forecast", [people]) => evaluate_forecast::ours(people.parse()?),
        ("bench-export", [format, rows, out]) => export::ours(format, rows.as_ref(), out.as_ref()),
        ("bench-fill", [database, people]) => installation::fill_here(database, people),
        ("bench-pages", [database]) => pages::ours(database),
        ("bench-imports", [what, database, rows]) => imports::ours(what, database, rows.as_ref()),
        ("bench-serve", [database]) => download::serve(database),
        _ => bail!("`{side}` is run by `cargo xtask bench`"),
    }
}

type Bench = fn(&python::Environment, &mut Report) -> anyhow::Result<()>;

const EVALUATE: &[Bench] = &[evaluate::compare, evaluate_partners::compare, evaluate_forecast::compare];

fn compare(benches: &[Bench]) -> anyhow::Result<()> {
    let folder = shell::root().join("target/bench");
    std::fs::create_dir_all(&folder).context("making target/bench")?;
    let python = python::Environment::make(&folder)?;
    shell::run(shell::cargo().args(["build", "--release", "--package", "xtask"]))?;

    let mut report = Report::default();
    for bench in benches {
        bench(&python, &mut report)?;
    }
    let text = report.to_markdown();
    std::fs::write(folder.join("report.md"), &text).context("writing target/bench/report.md")?;
    println!("{text}");
    eprintln!("written to target/bench/report.md");
    Ok(())
}

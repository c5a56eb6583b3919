//! The pages bench: how long the server takes for its main pages, by the number of people at one company.
//!
//! There is no peer: nothing else answers these questions. A process of its own for each size asks the router without a
//! network in between, and every page of an application that has seen nothing yet.

use anyhow::Context;

use super::installation;
use super::measure::{self, Figures, median, percentile};
use super::python::Environment;
use super::report::{Report, Table, memory, time};
use crate::shell;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Fills a database for each size, asks for every page and adds a table to the report.
pub fn compare(_: &Environment, report: &mut Report) -> anyhow::Result<()> {
    let folder = shell::root().join("target/bench/pages");
    std::fs::create_dir_all(&folder).context("making target/bench/pages")?;
    let head = ["page", "people", "first request", "p50", "p99", "requests", "after a change", "page"];
    let mut table = Table { title: "Pages".to_owned(), head: head.map(str::to_owned).into(), rows: Vec::new() };
    for people in SIZES {
        eprintln!("pages: {people} people");
        let database = folder.join(format!("{people}.db"));
        installation::fill_file(&database, people)?;
        let figures = measure::run(measure::ours("bench-pages").arg(installation::address(&database)))?;
        let size = std::fs::metadata(&database)?.len();
        std::fs::remove_file(&database)?;
        for (page, _) in super::pages_ours::PAGES {
            table.rows.push(row(page, people, &figures)?);
        }
        report.remarks.push(format!(
            "pages, {people} people: peak memory of the process {}, file of SQLite {}, {} rows in the skills report.",
            memory(figures.peak_kib),
            memory(size / 1024),
            people * super::company::ACHIEVEMENTS,
        ));
    }
    report.tables.push(table);
    report.remarks.push(
        "pages: in the process of the server, without a network, compressed as for a browser; one company on SQLite. First \
         request: the first one of all to a process with its record on disk, median of 3. After a change: the first request \
         after one figure was entered, median of 3."
            .to_owned(),
    );
    Ok(())
}

/// Our side, in its own process.
pub fn ours(database: &str) -> anyhow::Result<()> {
    super::pages_ours::ask_all(database)?;
    measure::tell_peak()
}

fn row(page: &str, people: usize, figures: &Figures) -> anyhow::Result<Vec<String>> {
    let of = |name: &str| figures.times(&format!("{page}/{name}"));
    let warm = of("warm")?;
    Ok(vec![
        page.replace('-', " "),
        people.to_string(),
        time(median(of("first")?)),
        time(median(warm)),
        time(percentile(warm, 99)),
        warm.len().to_string(),
        time(median(of("changed")?)),
        format!("{} KiB", figures.count(&format!("{page}/bytes"))?.div_ceil(1024)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_times_is_an_error() {
        assert!(row("home", 1, &Figures::default()).is_err());
    }
}

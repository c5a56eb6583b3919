//! The tasks of this repository: `cargo xtask TASK`.
//!
//! Knows the workspace from outside (its files, its manifests, its programs); nothing in the product depends on it.

mod bench;
mod debian;
mod lint;
mod shell;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask TASK

  test    install what the tests need, then run every test of the workspace
  lint    formatting, Clippy without warnings, tidy
  tidy    what Clippy cannot know: which crate may use which, how files begin, how long they are
  ci      test and lint: what has to pass before a change lands
  fuzz N  random and changed catalogues and facts, for N minutes (10 without a number)
  bench   measure Tierwise beside DuckDB, XlsxWriter, sqlite3 and psql, and its pages; takes many minutes, asserts nothing";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> anyhow::Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test", filter @ ..] => test::run(filter),
        ["lint"] => lint::run(),
        ["fuzz", minutes @ ..] => test::fuzz(minutes),
        ["tidy"] => tidy::run(),
        ["ci"] => test::run(&[]).and_then(|()| lint::run()),
        ["bench", rest @ ..] => bench::run(rest),
        [side, rest @ ..] if side.starts_with("bench-") => bench::run_ours(side, rest),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        [task, ..] => anyhow::bail!("`{task}` is not a task\n\n{USAGE}"),
    }
}

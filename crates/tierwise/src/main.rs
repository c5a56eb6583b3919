//! The `tierwise` command: the only reader of arguments, files, the clock and the environment.

mod catalogue;
mod check;
mod config;
mod demo;
mod evaluate;
mod example;
mod files;
mod installation;
mod report;
mod serve;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tierwise_core::Day;
use tierwise_i18n::Language;

/// Which vendor-partner statuses your people's certifications hold, until when, and what is at risk.
#[derive(Debug, Parser)]
#[command(name = "tierwise", version, max_term_width = 100)]
struct Arguments {
    /// The language of texts and workbooks: en or sv
    #[arg(long, global = true, env = "TIERWISE_LANG", default_value = "en", value_name = "LANGUAGE")]
    lang: Language,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Arguments),
    Serve(serve::ServeArguments),
    Migrate(serve::MigrateArguments),
    Report(report::Arguments),
    Evaluate(evaluate::Arguments),
    Check(check::Arguments),
    ExampleExport(example::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Demo(command) => demo::run(command, arguments.lang),
        Command::Serve(command) => serve::serve(command, arguments.lang),
        Command::Migrate(command) => serve::migrate(command),
        Command::Report(command) => report::run(command, arguments.lang),
        Command::Evaluate(command) => evaluate::run(command, arguments.lang),
        Command::Check(command) => check::run(command, arguments.lang),
        Command::ExampleExport(command) => example::run(command, arguments.lang),
    };
    done.unwrap_or_else(|error| {
        show_error(&error);
        ExitCode::from(2)
    })
}

/// An error is one line, whatever the input that it shows.
fn show_error(error: &anyhow::Error) {
    eprintln!("error: {}", format!("{error:#}").replace(char::is_control, " "));
}

/// Prints a result. Whoever closes the pipe early, as `head` does, has seen enough.
fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// The day in the time zone of this machine.
fn today() -> Day {
    let date = jiff::Zoned::now().date();
    // Every date of the clock is a day of the calendar.
    Day::new(date.year(), date.month(), date.day()).unwrap_or_else(|| unreachable!("{date}"))
}

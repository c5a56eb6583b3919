//! `tierwise example-export`: an invented export, to try the report with.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use tierwise_app::{Example, example_export};
use tierwise_core::Day;
use tierwise_i18n::Language;

use crate::{files, print, today};

/// Write an export of an invented company; the same day and seed give the same file
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The day that the example's dates lie around; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Day>,
    /// Another number makes another company
    #[arg(long, default_value_t = 4)]
    seed: u64,
    /// The file to write; the terminal if left out
    #[arg(long, value_name = "OUT.csv")]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, language: Language) -> Result<ExitCode> {
    use std::io::Write;
    let text = example_export(Example { as_of: arguments.as_of.unwrap_or_else(today), seed: arguments.seed });
    match &arguments.out {
        None => print(&text)?,
        Some(path) => {
            files::prepare(path, language, |writer| Ok(writer.write_all(text.as_bytes())?))?.put(language)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

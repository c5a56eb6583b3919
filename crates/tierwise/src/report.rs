//! `tierwise report`: an export in; standings, risks, a workbook and CSV out.

mod text;

use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use tierwise_app::{EXAMPLE_METRICS, Example, Partner, Report, example_export, report, track};
use tierwise_core::Day;
use tierwise_exchange::export::{CsvReport, ExportError, XlsxReport};
use tierwise_exchange::import::{DateOrder, ReadOptions, Trainings, read_metrics, read_trainings};
use tierwise_i18n::{Language, Message};
use tierwise_rules::{Absent, Figures, Market};

use crate::{catalogue, files, print, today};

/// Report on a Partner Center trainings export: standings, who counts, what is missing, what will be lost
///
/// Exit code 0: reported, also with unusable rows; 2: the file cannot be used.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A trainings export, CSV or TSV
    #[arg(required_unless_present = "example", value_name = "EXPORT")]
    export: Option<PathBuf>,
    /// Report on an invented company instead of a file
    #[arg(long, conflicts_with = "export")]
    example: bool,
    /// Another number makes another invented company
    #[arg(long, default_value_t = 4, requires = "example")]
    seed: u64,
    /// A catalogue file, or the id of a built-in catalogue: solutions-partner-2026, solutions-partner-2023, pci-2020, mpn-2017,
    /// mpn-2010, aws-services-path, cisco, google-ads-partner, oracle-opn, salesforce-consulting, training-services-partner,
    /// example-silver-gold
    #[arg(long, value_name = "FILE", required_unless_present = "example")]
    programme: Option<PathBuf>,
    /// The day of the report; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Day>,
    /// Figures that are no skills, as CSV with the header metric,month,value
    #[arg(long, value_name = "METRICS.csv")]
    metrics: Option<PathBuf>,
    /// The partner's market, where thresholds depend on it
    #[arg(long, value_enum, default_value = "developed")]
    market: MarketName,
    /// The partner's classification, where tracks are chosen by it: enterprise or smb
    #[arg(long)]
    track: Option<String>,
    /// The anniversary of what was bought: what will be attained on that day, and what becomes of it if nobody renews
    #[arg(long, value_name = "YYYY-MM-DD")]
    anniversary: Option<Day>,
    /// How to read dates such as 03/04/2021 that nothing in the file decides
    #[arg(long, value_enum)]
    dates: Option<Dates>,
    /// Write the skills report as a workbook
    #[arg(long, value_name = "OUT.xlsx")]
    xlsx: Option<PathBuf>,
    /// Write the skills report as CSV
    #[arg(long, value_name = "OUT.csv")]
    csv: Option<PathBuf>,
    /// How to print the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Dates {
    /// Day first: 03/04/2021 is 3 April
    Dmy,
    /// Month first: 03/04/2021 is 4 March
    Mdy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum MarketName {
    Developed,
    Developing,
}

/// What `--example` is reported under, unless another programme is named.
const EXAMPLE_PROGRAMME: &str = "solutions-partner-2026";

pub fn run(arguments: &Arguments, language: Language) -> Result<ExitCode> {
    refuse_overwriting_input(arguments, language)?;
    let day = arguments.as_of.unwrap_or_else(today);
    let programme = arguments.programme.as_deref().unwrap_or(Path::new(EXAMPLE_PROGRAMME));
    let programme = catalogue::load(programme, language)?;
    let trainings = trainings(arguments, day, language)?;
    let figures = figures(arguments, language)?;
    let is_empty = trainings.read == 0;
    let market = match arguments.market {
        MarketName::Developed => Market::Developed,
        MarketName::Developing => Market::Developing,
    };
    let track = track(arguments.track.as_deref(), &programme)?;
    let report = report(&programme, Partner { figures, market, track, anniversary: arguments.anniversary }, trainings, day);
    let written = if is_empty { Vec::new() } else { write_files(arguments, &report, language)? };
    match arguments.format {
        Format::Json => {
            print(&format!("{}\n", serde_json::to_string_pretty(&report.answer())?))?;
            if is_empty {
                eprint!("{}", text::no_skills_data(language));
            }
        }
        Format::Text if is_empty => print(&text::no_skills_data(language))?,
        Format::Text => print(&text::render(&report, language))?,
    }
    for path in written {
        eprintln!("{}", language.say(&Message::new("cli-wrote").with("path", files::shown(path))));
    }
    for path in [&arguments.xlsx, &arguments.csv].into_iter().flatten().filter(|_| is_empty) {
        eprintln!("{}", language.say(&Message::new("cli-not-written").with("path", files::shown(path))));
    }
    Ok(ExitCode::SUCCESS)
}

fn refuse_overwriting_input(arguments: &Arguments, language: Language) -> Result<()> {
    let inputs = [&arguments.export, &arguments.programme, &arguments.metrics].into_iter().flatten();
    let inputs: Vec<PathBuf> = inputs.map(|path| files::resolved(path)).collect();
    let outputs = [&arguments.xlsx, &arguments.csv].into_iter().flatten();
    let outputs: Vec<(&PathBuf, PathBuf)> = outputs.map(|path| (path, files::resolved(path))).collect();
    let refusal = |key, path: &Path| anyhow!(language.say(&Message::new(key).with("path", files::shown(path))));
    if let Some((path, _)) = outputs.iter().find(|(_, resolved)| inputs.contains(resolved)) {
        return Err(refusal("cli-error-same-output", path));
    }
    match outputs.as_slice() {
        [(_, one), (path, other)] if one == other => Err(refusal("cli-error-two-outputs", path)),
        _ => Ok(()),
    }
}

fn trainings(arguments: &Arguments, day: Day, language: Language) -> Result<Trainings> {
    let dates = arguments.dates.map(|dates| match dates {
        Dates::Dmy => DateOrder::DayFirst,
        Dates::Mdy => DateOrder::MonthFirst,
    });
    let (path, source): (&Path, Box<dyn Read>) = match &arguments.export {
        Some(path) => (path, Box::new(BufReader::new(files::open(path, language)?))),
        None => (Path::new("--example"), Box::new(Cursor::new(example_export(Example { as_of: day, seed: arguments.seed })))),
    };
    read_trainings(source, &ReadOptions { dates })
        .map_err(|error| files::unusable(path, &language.say(&error.message()), language))
}

fn figures(arguments: &Arguments, language: Language) -> Result<Figures> {
    let (path, source): (&Path, Box<dyn Read>) = match &arguments.metrics {
        Some(path) => (path, Box::new(BufReader::new(files::open(path, language)?))),
        None if arguments.example && arguments.programme.is_none() => {
            (Path::new("--example"), Box::new(EXAMPLE_METRICS.as_bytes()))
        }
        None => return Ok(Figures::new(Absent::Unknown)),
    };
    let rows = read_metrics(source).map_err(|error| files::unusable(path, &language.say(&error.message()), language))?;
    let mut figures = Figures::new(Absent::Unknown);
    for row in rows {
        figures.state(row.metric, row.month, row.value);
    }
    Ok(figures)
}

/// Writes the files that were asked for, and names them. Only when all are complete is any put at its place.
fn write_files<'a>(arguments: &'a Arguments, report: &Report<'_>, language: Language) -> Result<Vec<&'a Path>> {
    let in_words = |error: ExportError| anyhow!(language.say(&error.message()));
    let mut prepared = Vec::new();
    if let Some(path) = &arguments.xlsx {
        prepared.push(files::prepare(path, language, |writer| {
            let mut workbook = XlsxReport::new(language, report.standings.day).map_err(in_words)?;
            report.each_row(language, |row| workbook.row(row)).map_err(in_words)?;
            workbook.add_table(report.standings_table(language)).map_err(in_words)?;
            workbook.add_explanation().map_err(in_words)?;
            workbook.finish(writer).map_err(in_words)
        })?);
    }
    if let Some(path) = &arguments.csv {
        prepared.push(files::prepare(path, language, |writer| {
            let mut csv = CsvReport::new(writer).map_err(in_words)?;
            // CSV is for programs: English always.
            report.each_row(Language::English, |row| csv.row(row)).map_err(in_words)?;
            csv.finish().map_err(in_words)?;
            Ok(())
        })?);
    }
    prepared.into_iter().map(|output| output.put(language)).collect()
}

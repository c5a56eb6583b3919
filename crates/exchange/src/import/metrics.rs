//! Reads figures that no export holds: METRICS.csv, with one metric, month and value on each row.
//!
//! Knows nothing of programmes: which metrics there are, and what they count for, is not its business.

use std::collections::BTreeMap;
use std::io::{self, Read};

use csv::ByteRecord;
use tierwise_core::{Day, Exact};
use tierwise_i18n::Message;

use super::columns;
use super::error::ReadError;
use super::month::YearMonth;
use super::records::{Fault, Records};
use super::row;
use super::source;

const METRIC: &str = "metric";
const MONTH: &str = "month";
const VALUE: &str = "value";

/// One figure, as the file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricRow {
    /// The line of the file on which the row begins, counted from 1.
    pub line: u64,
    pub metric: String,
    /// The first day of the month; None where the figure counts for any day.
    pub month: Option<Day>,
    pub value: Exact,
}

/// Why figures could not be read. One bad row refuses the file: a report on half of them would be wrong unseen.
#[derive(Debug, thiserror::Error)]
pub enum MetricsError {
    #[error("the file could not be read: {0}")]
    Io(#[source] io::Error),
    #[error("the file is empty")]
    Empty,
    #[error("the file is not text")]
    NotText,
    #[error("the file is a workbook, not text")]
    Workbook,
    #[error("the file holds no figures")]
    NotFigures,
    #[error("the first line does not name the columns {}", missing.join(", "))]
    MissingColumns { missing: Vec<&'static str> },
    #[error("the first line names the column `{column}` twice")]
    RepeatedColumn { column: &'static str },
    #[error("a quotation mark on line {line} does not close")]
    OpenQuote { line: u64 },
    #[error("line {line} is too long")]
    TooLong { line: u64 },
    #[error("line {line} has {found} cells instead of {expected}")]
    Fields { line: u64, found: usize, expected: usize },
    #[error("line {line}, column `{}`: `{value}` is unusable", problem.column())]
    Cell { line: u64, value: String, problem: CellProblem },
    /// The same metric and month stand on two lines.
    #[error("lines {first} and {line} both give `{metric}` for the same month")]
    Repeated { first: u64, line: u64, metric: String, month: Option<Day> },
}

/// What is wrong with one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellProblem {
    NoMetric,
    NotAMonth,
    NoValue,
    /// A number, if its spaces were removed.
    Spaces,
    /// A number whose comma stands for decimals or for thousands.
    Comma,
    /// `2.5E+07`, which is how a spreadsheet shows a number that it has no room for.
    Shortened,
    NotANumber,
}

/// Reads all figures of a file, or none.
pub fn read_metrics(source: impl Read) -> Result<Vec<MetricRow>, MetricsError> {
    let text = source::open(source, known_names)?;
    let commas = if text.delimiter == b';' { Commas::Decimal } else { Commas::Unclear };
    let mut records = Records::new(text.lines, text.delimiter);
    let mut record = ByteRecord::new();
    let places = read_header(&mut records, &mut record)?;
    records.expect_width(places.width);

    let mut rows = Vec::new();
    let mut lines = BTreeMap::new();
    while let Some(found) = records.next(&mut record)? {
        let line = found.line;
        refuse(found.fault, line)?;
        if row::is_blank(&record) {
            continue;
        }
        let row = places.read_row(&record, line, commas)?;
        if let Some(first) = lines.insert((row.metric.clone(), row.month), line) {
            return Err(MetricsError::Repeated { first, line, metric: row.metric, month: row.month });
        }
        rows.push(row);
    }
    Ok(rows)
}

impl MetricsError {
    /// What to tell the person who gave the file.
    pub fn message(&self) -> Message {
        match self {
            Self::Io(error) => Message::new("import-io").with("error", error.to_string()),
            Self::Empty => Message::new("import-metrics-empty"),
            Self::NotText => Message::new("import-not-text"),
            Self::Workbook => Message::new("import-workbook"),
            Self::NotFigures => Message::new("import-metrics-not-figures"),
            Self::MissingColumns { missing } => {
                let columns: Vec<String> = missing.iter().map(|column| format!("`{column}`")).collect();
                Message::new("import-metrics-missing-columns").with("columns", columns.join(", "))
            }
            Self::RepeatedColumn { column } => Message::new("import-metrics-repeated-column").with("column", *column),
            Self::OpenQuote { line } => Message::new("import-metrics-open-quote").with("line", *line),
            Self::TooLong { line } => Message::new("import-metrics-too-long").with("line", *line),
            Self::Fields { line, found, expected } => {
                let message = Message::new("import-metrics-fields").with("line", *line);
                message.with("found", *found).with("expected", *expected)
            }
            Self::Cell { line, value, problem } => problem.message(*line, value),
            Self::Repeated { first, line, metric, month } => {
                let message = match month {
                    Some(month) => Message::new("import-metrics-repeated").with("month", year_month(*month)),
                    None => Message::new("import-metrics-repeated-blank"),
                };
                message.with("first", *first).with("line", *line).with("metric", row::shown(metric))
            }
        }
    }
}

/// The reader of exports finds what is wrong with files of any kind; what only exports have, figures have not.
impl From<ReadError> for MetricsError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Io(error) => Self::Io(error),
            ReadError::Empty => Self::Empty,
            ReadError::NotText => Self::NotText,
            ReadError::Workbook => Self::Workbook,
            ReadError::NotAnExport
            | ReadError::MissingColumns { .. }
            | ReadError::OtherDataset { .. }
            | ReadError::RepeatedColumn { .. }
            | ReadError::OpenDates { .. }
            | ReadError::TooManyUnusable { .. } => Self::NotFigures,
        }
    }
}

impl CellProblem {
    /// The column that the cell stands in.
    pub fn column(self) -> &'static str {
        match self {
            Self::NoMetric => METRIC,
            Self::NotAMonth => MONTH,
            Self::NoValue | Self::Spaces | Self::Comma | Self::Shortened | Self::NotANumber => VALUE,
        }
    }

    fn message(self, line: u64, value: &str) -> Message {
        let message = match self {
            Self::NoMetric => return Message::new("import-metrics-no-metric").with("line", line),
            Self::NoValue => return Message::new("import-metrics-no-value").with("line", line),
            Self::NotAMonth => Message::new("import-metrics-month"),
            Self::Spaces => Message::new("import-metrics-spaces"),
            Self::Comma => Message::new("import-metrics-comma"),
            Self::Shortened => Message::new("import-metrics-shortened"),
            Self::NotANumber => Message::new("import-metrics-number"),
        };
        message.with("line", line).with("value", row::shown(value))
    }
}

/// Where the columns stand.
struct Places {
    metric: usize,
    month: usize,
    value: usize,
    width: usize,
}

/// What a comma within a number stands for.
#[derive(Clone, Copy)]
enum Commas {
    /// Spreadsheets of countries with a decimal comma separate cells by semicolons.
    Decimal,
    Unclear,
}

impl Places {
    fn find(header: &ByteRecord) -> Result<Self, MetricsError> {
        let names: Vec<String> = header.iter().map(columns::plain).collect();
        let mut missing = Vec::new();
        let mut find = |column: &'static str| {
            let mut places = (0..).zip(&names).filter(|(_, name)| *name == column).map(|(place, _)| place);
            let place = places.next();
            if place.is_none() {
                missing.push(column);
            }
            match places.next() {
                Some(_) => Err(MetricsError::RepeatedColumn { column }),
                None => Ok(place),
            }
        };
        match (find(METRIC)?, find(MONTH)?, find(VALUE)?) {
            (Some(metric), Some(month), Some(value)) => Ok(Self { metric, month, value, width: names.len() }),
            (None, _, None) => Err(MetricsError::NotFigures),
            _ => Err(MetricsError::MissingColumns { missing }),
        }
    }

    fn read_row(&self, record: &ByteRecord, line: u64, commas: Commas) -> Result<MetricRow, MetricsError> {
        if record.len() != self.width {
            return Err(MetricsError::Fields { line, found: record.len(), expected: self.width });
        }
        let cell = |place| columns::decode(record.get(place).unwrap_or_default()).trim().to_owned();
        let (metric, month, value) = (cell(self.metric), cell(self.month), cell(self.value));
        let unusable = |value: &str, problem| MetricsError::Cell { line, value: value.to_owned(), problem };
        if metric.is_empty() {
            return Err(unusable(&metric, CellProblem::NoMetric));
        }
        let first_day = match month.as_str() {
            "" => None,
            text => Some(read_month(text).ok_or_else(|| unusable(text, CellProblem::NotAMonth))?),
        };
        let value = read_value(&value, commas).map_err(|problem| unusable(&value, problem))?;
        Ok(MetricRow { line, metric, month: first_day, value })
    }
}

fn known_names(header: &ByteRecord) -> usize {
    header.iter().filter(|name| [METRIC, MONTH, VALUE].contains(&columns::plain(name).as_str())).count()
}

/// The first line that is not blank names the columns.
fn read_header(records: &mut Records<'_>, record: &mut ByteRecord) -> Result<Places, MetricsError> {
    while let Some(found) = records.next(record)? {
        if found.fault.is_some() {
            return Err(MetricsError::NotFigures);
        }
        if !row::is_blank(record) {
            return Places::find(record);
        }
    }
    Err(MetricsError::Empty)
}

fn refuse(fault: Option<Fault>, line: u64) -> Result<(), MetricsError> {
    match fault {
        Some(Fault::OpenQuote) => Err(MetricsError::OpenQuote { line }),
        Some(Fault::TooLong) => Err(MetricsError::TooLong { line }),
        None => Ok(()),
    }
}

/// Reads `2026-03`, `2026-03-01` and what spreadsheets make of them, `Mar-26`.
///
/// Another day of a month is refused: nobody can tell whether the figure already counts on the days before it.
fn read_month(text: &str) -> Option<Day> {
    let leading = text.bytes().take_while(u8::is_ascii_digit).count();
    // `26-Mar` is how a spreadsheet shows the 26th of March.
    if !matches!(leading, 0 | 4) {
        return None;
    }
    let day = text.parse().or_else(|_| format!("{text}-01").parse()).ok();
    let day = day.or_else(|| YearMonth::read(text)?.first_day());
    day.filter(|day: &Day| day.day_of_month() == 1 && (1900..=9999).contains(&day.year()))
}

/// Reads a number exactly; yes is one and no is zero.
fn read_value(text: &str, commas: Commas) -> Result<Exact, CellProblem> {
    if text.is_empty() {
        return Err(CellProblem::NoValue);
    }
    if text.eq_ignore_ascii_case("yes") {
        return Ok(Exact::from(1));
    }
    if text.eq_ignore_ascii_case("no") {
        return Ok(Exact::zero());
    }
    // Swedish spreadsheets write negative numbers with the sign that is a minus and not a hyphen.
    let number = text.replace('\u{2212}', "-");
    let closed: String = number.chars().filter(|letter| !letter.is_whitespace()).collect();
    let read = read_number(&closed, commas);
    if closed.len() != number.len() && read != Err(CellProblem::NotANumber) {
        return Err(CellProblem::Spaces);
    }
    read
}

fn read_number(text: &str, commas: Commas) -> Result<Exact, CellProblem> {
    let plain = |text: &str| text.parse::<Exact>().map_err(|_| CellProblem::NotANumber);
    if text.contains("E+") || text.contains("E-") {
        plain(&text.replacen(',', ".", 1))?;
        return Err(CellProblem::Shortened);
    }
    if !text.contains(',') {
        return plain(text);
    }
    match (commas, plain(&text.replacen(',', ".", 1))) {
        (Commas::Decimal, Ok(value)) => Ok(value),
        _ => Err(plain(&text.replace(',', "")).err().unwrap_or(CellProblem::Comma)),
    }
}

fn year_month(day: Day) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

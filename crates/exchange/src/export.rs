//! The skills report as files: CSV for programs and workbooks for people, from the same rows.
//!
//! Knows no rules: whether a row counts, and for what, comes in as text that is already in the reader's language.

use std::io;

use rust_xlsxwriter::XlsxError;
use tierwise_core::Day;
use tierwise_i18n::{Language, Message};

mod csv_report;
mod csv_table;
mod explanation;
mod formats;
mod neutral;
mod sheet;
mod xlsx_report;

pub use csv_report::CsvReport;
pub use csv_table::write_csv_table;
pub use neutral::neutralised;
pub use xlsx_report::{Cell, Table, XlsxReport};

/// One row of the skills report. Texts that depend on a language are in the language of the file:
/// English for CSV, the reader's for a workbook.
#[derive(Debug, Clone, Copy)]
pub struct SkillsRow<'a> {
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub email: &'a str,
    pub mcid: &'a str,
    pub skill_type: &'a str,
    pub skill: &'a str,
    pub code: &'a str,
    pub completed: Option<Day>,
    pub expires: Option<Day>,
    pub status: &'a str,
    pub associated_in_pmc: bool,
    pub associated_in_pc: bool,
    pub relevant: &'a str,
    pub counted_for: &'a str,
    pub location: &'a str,
}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("cannot write the report: {0}")]
    Write(#[from] io::Error),
    #[error("cannot build the workbook: {0}")]
    Workbook(#[from] XlsxError),
    /// The library that builds workbooks gave up, as it does when the disk of the temporary files is full.
    #[error("cannot write the workbook's temporary file: {0}")]
    Interrupted(String),
}

impl ExportError {
    /// The error in words for the reader.
    pub fn message(&self) -> Message {
        let (key, reason) = match self {
            Self::Write(error) => ("report-error-write", error.to_string()),
            Self::Workbook(error) => ("report-error-workbook", error.to_string()),
            Self::Interrupted(reason) => ("report-error-interrupted", reason.clone()),
        };
        Message::new(key).with("reason", reason)
    }
}

/// One value of a row, as both kinds of file need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value<'a> {
    Text(&'a str),
    Day(Option<Day>),
    Association(bool),
}

impl<'a> SkillsRow<'a> {
    /// The values in the order of `COLUMNS`.
    fn values(&self) -> [Value<'a>; COLUMNS.len()] {
        [
            Value::Text(self.first_name),
            Value::Text(self.last_name),
            Value::Text(self.email),
            Value::Text(self.mcid),
            Value::Text(self.skill_type),
            Value::Text(self.skill),
            Value::Text(self.code),
            Value::Day(self.completed),
            Value::Day(self.expires),
            Value::Text(self.status),
            Value::Association(self.associated_in_pmc),
            Value::Association(self.associated_in_pc),
            Value::Text(self.relevant),
            Value::Text(self.counted_for),
            Value::Text(self.location),
        ]
    }
}

/// A column of the report.
#[derive(Debug)]
struct Column {
    header: &'static str,
    explanation: &'static str,
    origin: Origin,
    /// Width in a workbook, in digits of the normal font.
    width: f64,
    contents: Contents,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contents {
    Text,
    Days,
}

/// Who named a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Published,
    Ours,
}

const COLUMNS: [Column; 15] = [
    ours("report-column-first-name", "report-explain-first-name", 14.0),
    ours("report-column-last-name", "report-explain-last-name", 20.0),
    ours("report-column-email", "report-explain-email", 34.0),
    published("report-column-mcid", "report-explain-mcid", 14.0),
    ours("report-column-skill-type", "report-explain-skill-type", 19.0),
    ours("report-column-skill", "report-explain-skill", 54.0),
    ours("report-column-code", "report-explain-code", 24.0),
    days("report-column-completed", "report-explain-completed"),
    days("report-column-expires", "report-explain-expires"),
    ours("report-column-status", "report-explain-status", 42.0),
    published("report-column-associated-in-pmc", "report-explain-associated-in-pmc", 19.0),
    published("report-column-associated-in-pc", "report-explain-associated-in-pc", 19.0),
    published("report-column-relevant", "report-explain-relevant", 62.0),
    ours("report-column-counted-for", "report-explain-counted-for", 46.0),
    ours("report-column-location", "report-explain-location", 18.0),
];

const fn ours(header: &'static str, explanation: &'static str, width: f64) -> Column {
    Column { header, explanation, origin: Origin::Ours, width, contents: Contents::Text }
}

const fn published(header: &'static str, explanation: &'static str, width: f64) -> Column {
    Column { header, explanation, origin: Origin::Published, width, contents: Contents::Text }
}

const fn days(header: &'static str, explanation: &'static str) -> Column {
    Column { header, explanation, origin: Origin::Ours, width: 14.0, contents: Contents::Days }
}

fn headers(language: Language) -> [String; COLUMNS.len()] {
    COLUMNS.map(|column| language.text(column.header))
}

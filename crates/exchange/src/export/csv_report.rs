//! The skills report as CSV: UTF-8, English headers, lines that end in CR LF, days as year-month-day.
//!
//! It starts without a byte order mark: programs read this file, and many would take the mark for a part of the first
//! header. Whoever opens the report in a spreadsheet has the workbook.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};
use tierwise_i18n::Language;

use super::{ExportError, SkillsRow, Value, headers, neutralised};

/// Writes the skills report row by row.
pub struct CsvReport<W: Write> {
    writer: Writer<W>,
    yes: String,
    no: String,
    /// The text of a day, kept to be used again.
    day: String,
}

impl<W: Write> CsvReport<W> {
    pub fn new(writer: W) -> Result<Self, ExportError> {
        let mut report = Self {
            writer: WriterBuilder::new().terminator(Terminator::CRLF).from_writer(writer),
            yes: Language::English.text("report-yes"),
            no: Language::English.text("report-no"),
            day: String::new(),
        };
        report.writer.write_record(headers(Language::English)).map_err(from_csv)?;
        Ok(report)
    }

    pub fn row(&mut self, row: &SkillsRow<'_>) -> Result<(), ExportError> {
        for value in row.values() {
            self.cell(value).map_err(from_csv)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(from_csv)
    }

    /// Writes what is still held back, and returns the writer.
    pub fn finish(self) -> Result<W, ExportError> {
        self.writer.into_inner().map_err(|error| ExportError::Write(error.into_error()))
    }

    fn cell(&mut self, value: Value<'_>) -> csv::Result<()> {
        match value {
            Value::Text(text) => self.writer.write_field(neutralised(text).as_ref()),
            Value::Association(true) => self.writer.write_field(&self.yes),
            Value::Association(false) => self.writer.write_field(&self.no),
            Value::Day(None) => self.writer.write_field(""),
            Value::Day(Some(day)) => {
                self.day.clear();
                write!(self.day, "{day}").map_err(|fmt::Error| io::Error::other("day"))?;
                self.writer.write_field(&self.day)
            }
        }
    }
}

impl<W: Write> fmt::Debug for CsvReport<W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CsvReport").finish_non_exhaustive()
    }
}

fn from_csv(error: csv::Error) -> ExportError {
    ExportError::Write(error.into())
}

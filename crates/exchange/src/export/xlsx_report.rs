//! The skills report as a workbook in the reader's language, with sheets for what belongs to it.
//!
//! Rows go to temporary files as they come, so that memory does not grow with the report.

use std::collections::HashSet;
use std::fmt;
use std::io::Write;

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet};
use tierwise_core::Day;
use tierwise_i18n::{Language, Message};

use super::formats::Formats;
use super::sheet::{Filter, MOST_ROWS, Sheet, date, guarded, sheet_name};
use super::{COLUMNS, Contents, ExportError, SkillsRow, Value, explanation, headers};

/// Level 1 of 9: a report is read a few times at most, and the file is hardly larger.
const COMPRESSION: u8 = 1;

/// Writes the skills report and tables beside it.
pub struct XlsxReport {
    language: Language,
    day: Day,
    workbook: Workbook,
    formats: Formats,
    headers: [String; COLUMNS.len()],
    yes: String,
    no: String,
    skills: Sheet,
    full: Vec<Worksheet>,
    others: Vec<Worksheet>,
    names: HashSet<String>,
    most_rows: u32,
    /// Why an earlier row could not be written. The workbook is not complete then and must not look as if it were.
    interrupted: Option<String>,
}

/// A table on a sheet of its own.
#[derive(Debug, Clone)]
pub struct Table<Rows> {
    /// The name of the sheet; made to fit if it is too long or taken.
    pub name: String,
    pub headers: Vec<String>,
    /// In digits of the normal font; a column without one gets a usual width.
    pub widths: Vec<f64>,
    pub rows: Rows,
    /// Sentences below the table.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    /// A text that the rows below it belong to.
    Heading(String),
    Number(f64),
    Day(Day),
    Blank,
}

impl XlsxReport {
    /// A report of what was true on `day`.
    pub fn new(language: Language, day: Day) -> Result<Self, ExportError> {
        let mut workbook = Workbook::new();
        workbook.set_zip_compression_level(COMPRESSION);
        let title = language.say(&Message::new("report-title").with("day", day));
        let mut properties = DocProperties::new().set_title(title);
        // The same rows make the same file, byte for byte: the file is as old as its day.
        if let Some(date) = date(day) {
            properties = properties.set_creation_datetime(&date);
        }
        workbook.set_properties(&properties);
        let formats = Formats::new();
        let headers = headers(language);
        let name = sheet_name(&language.text("report-sheet-skills"));
        let skills = guarded(|| skills_sheet(&mut workbook, &name, &headers, &formats))?;
        Ok(Self {
            language,
            day,
            workbook,
            formats,
            headers,
            yes: language.text("report-yes"),
            no: language.text("report-no"),
            skills,
            full: Vec::new(),
            others: Vec::new(),
            names: HashSet::from([name.to_lowercase()]),
            most_rows: MOST_ROWS,
            interrupted: None,
        })
    }

    pub fn row(&mut self, row: &SkillsRow<'_>) -> Result<(), ExportError> {
        self.attempt(|report| {
            if report.skills.is_full(report.most_rows) {
                report.continue_on_next_sheet()?;
            }
            let place = report.skills.take_row();
            // No cell names a format: the columns have them.
            for (column, value) in (0_u16..).zip(row.values()) {
                let text = match value {
                    Value::Text(text) => text,
                    Value::Association(true) => &report.yes,
                    Value::Association(false) => &report.no,
                    Value::Day(Some(day)) => {
                        report.skills.day(place, column, day, None)?;
                        continue;
                    }
                    Value::Day(None) => continue,
                };
                report.skills.text(place, column, text, None)?;
            }
            Ok(())
        })
    }

    /// Adds a sheet with a table behind the skills report.
    pub fn add_table(&mut self, table: Table<impl IntoIterator<Item = Vec<Cell>>>) -> Result<(), ExportError> {
        const USUAL_WIDTH: f64 = 18.0;
        let name = self.unique_name(&table.name);
        self.attempt(|report| {
            let widths = table.widths.iter().copied();
            let widths = widths.chain(std::iter::repeat(USUAL_WIDTH));
            let columns = table.headers.iter().map(String::as_str).zip(widths);
            let mut sheet = Sheet::new(&mut report.workbook, &name, columns, &report.formats)?;
            for cells in table.rows {
                let row = sheet.take_row();
                for (column, cell) in (0_u16..).zip(&cells) {
                    write_cell(&mut sheet, row, column, cell, &report.formats)?;
                }
            }
            if !table.notes.is_empty() {
                sheet.take_row();
            }
            for note in &table.notes {
                let row = sheet.take_row();
                sheet.text(row, 0, note, Some(&report.formats.note))?;
            }
            report.others.push(sheet.finish(Filter::None)?);
            Ok(())
        })
    }

    /// Adds the sheet that explains every column.
    pub fn add_explanation(&mut self) -> Result<(), ExportError> {
        let name = self.unique_name(&self.language.text("report-sheet-explanation"));
        let (language, day) = (self.language, self.day);
        self.attempt(|report| {
            let workbook = &mut report.workbook;
            let sheet = explanation::explanation(workbook, &name, language, day, &report.formats)?;
            report.others.push(sheet.finish(Filter::None)?);
            Ok(())
        })
    }

    pub fn finish(mut self, writer: impl Write + Send) -> Result<(), ExportError> {
        if let Some(reason) = self.interrupted {
            return Err(ExportError::Interrupted(reason));
        }
        guarded(move || {
            let last = self.skills.finish(Filter::EveryColumn)?;
            let sheets = self.full.into_iter().chain([last]).chain(self.others);
            for sheet in sheets {
                self.workbook.push_worksheet(sheet);
            }
            Ok(self.workbook.save_to_writer(writer)?)
        })
    }

    fn continue_on_next_sheet(&mut self) -> Result<(), ExportError> {
        let name = self.unique_name(&self.language.text("report-sheet-skills"));
        let next = skills_sheet(&mut self.workbook, &name, &self.headers, &self.formats)?;
        let full = std::mem::replace(&mut self.skills, next);
        self.full.push(full.finish(Filter::EveryColumn)?);
        Ok(())
    }

    /// A name for a sheet that no other sheet has: `Name`, `Name 2`, `Name 3`.
    fn unique_name(&mut self, wanted: &str) -> String {
        let wanted = sheet_name(wanted);
        let mut name = wanted.clone();
        let mut number = 1_usize;
        while !self.names.insert(name.to_lowercase()) {
            number = number.saturating_add(1);
            let ending = format!(" {number}");
            let start: String = wanted.chars().take(24).collect();
            name = sheet_name(&format!("{start}{ending}"));
        }
        name
    }

    fn attempt(&mut self, work: impl FnOnce(&mut Self) -> Result<(), ExportError>) -> Result<(), ExportError> {
        if let Some(reason) = &self.interrupted {
            return Err(ExportError::Interrupted(reason.clone()));
        }
        let result = guarded(|| work(self));
        if let Err(error) = &result {
            self.interrupted = Some(error.to_string());
        }
        result
    }
}

impl fmt::Debug for XlsxReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("XlsxReport").field("language", &self.language).field("day", &self.day).finish_non_exhaustive()
    }
}

fn skills_sheet(
    workbook: &mut Workbook,
    name: &str,
    headers: &[String; COLUMNS.len()],
    formats: &Formats,
) -> Result<Sheet, ExportError> {
    let columns = headers.iter().zip(&COLUMNS);
    let columns = columns.map(|(header, column)| (header.as_str(), column.width));
    let mut sheet = Sheet::new(workbook, name, columns, formats)?;
    for (place, column) in (0_u16..).zip(&COLUMNS) {
        let format = match column.contents {
            Contents::Text => &formats.text,
            Contents::Days => &formats.day,
        };
        sheet.column_format(place, format)?;
    }
    Ok(sheet)
}

fn write_cell(sheet: &mut Sheet, row: u32, column: u16, cell: &Cell, formats: &Formats) -> Result<(), ExportError> {
    match cell {
        Cell::Text(text) => sheet.wrapped(row, column, text, &formats.wrapped)?,
        Cell::Heading(text) => sheet.wrapped(row, column, text, &formats.heading)?,
        Cell::Number(number) if number.fract() == 0.0 => {
            sheet.number(row, column, *number, &formats.whole)?;
        }
        Cell::Number(number) => sheet.number(row, column, *number, &formats.fraction)?,
        Cell::Day(day) => sheet.day(row, column, *day, Some(&formats.top_day))?,
        Cell::Blank => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader, Xlsx};

    use super::*;

    #[test]
    fn a_report_that_outgrows_a_sheet_goes_on_in_the_next() {
        let mut report = XlsxReport::new(Language::Swedish, "2017-12-01".parse().unwrap()).unwrap();
        report.most_rows = 3;
        for mcid in ["1", "2", "3", "4", "5"] {
            report.row(&row(mcid)).unwrap();
        }
        report.add_explanation().unwrap();
        let mut bytes = Vec::new();
        report.finish(&mut bytes).unwrap();

        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        let skills = ["Kunskapsrapport", "Kunskapsrapport 2", "Kunskapsrapport 3"];
        assert_eq!(names[..3], skills);
        assert_eq!(names[3], "Om rapporten");
        let people = skills.map(|name| -> Vec<String> {
            let range = book.worksheet_range(name).unwrap();
            range.rows().map(|row| row[3].to_string()).collect()
        });
        assert_eq!(people[0], ["MCID", "1", "2"]);
        assert_eq!(people[1], ["MCID", "3", "4"]);
        assert_eq!(people[2], ["MCID", "5"]);
    }

    #[test]
    fn after_an_error_the_workbook_is_not_finished_as_if_it_were_whole() {
        let mut report = XlsxReport::new(Language::English, "2017-12-01".parse().unwrap()).unwrap();
        let failed = report.attempt(|_| panic!("disk full"));
        assert!(matches!(failed, Err(ExportError::Interrupted(_))));
        assert!(report.row(&row("1")).is_err());
        assert!(report.finish(Vec::new()).is_err());
    }

    fn row(mcid: &str) -> SkillsRow<'_> {
        SkillsRow {
            first_name: "",
            last_name: "",
            email: "",
            mcid,
            skill_type: "",
            skill: "",
            code: "",
            completed: None,
            expires: None,
            status: "",
            associated_in_pmc: true,
            associated_in_pc: true,
            relevant: "",
            counted_for: "",
            location: "",
        }
    }
}

//! One worksheet, written from top to bottom in constant memory.
//!
//! Knows the limits of workbooks and what the library does at them; knows nothing of the report.

use std::borrow::Cow;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rust_xlsxwriter::{ExcelDateTime, Format, IgnoreError, Workbook, Worksheet, XlsxError};
use tierwise_core::Day;

use super::ExportError;
use super::formats::Formats;

/// Rows of a worksheet, the header included.
pub const MOST_ROWS: u32 = 1_048_576;
/// Units of UTF-16 in one cell.
const LONGEST_TEXT: usize = 32_767;
/// Units of UTF-16 in the name of a worksheet.
const LONGEST_NAME: usize = 31;
/// Points; two lines of the header.
const HEADER_HEIGHT: f64 = 32.0;
/// Points; one line of the normal font.
const LINE_HEIGHT: f64 = 15.0;
/// A row is at most 409 points high.
const MOST_LINES: usize = 27;

pub struct Sheet {
    worksheet: Worksheet,
    columns: u16,
    /// In letters, for each column.
    widths: Vec<usize>,
    next_row: u32,
    /// Lines of the row that was taken last.
    lines: usize,
}

impl Sheet {
    /// An empty sheet with a header that stays in view.
    pub fn new<'a>(
        workbook: &mut Workbook,
        name: &str,
        columns: impl Iterator<Item = (&'a str, f64)>,
        formats: &Formats,
    ) -> Result<Self, ExportError> {
        let mut worksheet = workbook.new_worksheet_with_constant_memory()?;
        worksheet
            .set_name(name)?
            .set_freeze_panes(1, 0)?
            .set_row_height(0, HEADER_HEIGHT)?
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_repeat_rows(0, 0)?;
        let mut sheet = Self { worksheet, columns: 0, widths: Vec::new(), next_row: 1, lines: 1 };
        for (header, width) in columns {
            sheet.worksheet.set_column_width(sheet.columns, width)?;
            sheet.text(0, sheet.columns, header, Some(&formats.header))?;
            sheet.widths.push(width.max(1.0) as usize);
            sheet.columns += 1;
        }
        Ok(sheet)
    }

    /// Gives a column a format that its cells have without naming it, which costs nothing for each cell.
    pub fn column_format(&mut self, column: u16, format: &Format) -> Result<(), ExportError> {
        self.worksheet.set_column_format(column, format)?;
        Ok(())
    }

    /// The number of the next free row, which is then taken.
    pub fn take_row(&mut self) -> u32 {
        let row = self.next_row;
        self.next_row = row.saturating_add(1);
        self.lines = 1;
        row
    }

    pub fn is_full(&self, most_rows: u32) -> bool {
        self.next_row >= most_rows
    }

    /// A text, cut at the limit of a cell. It is never a formula, whatever it starts with.
    pub fn text(&mut self, row: u32, column: u16, text: &str, format: Option<&Format>) -> Result<(), XlsxError> {
        let text = fitting(text, LONGEST_TEXT);
        match format {
            Some(format) => self.worksheet.write_string_with_format(row, column, text, format)?,
            None => self.worksheet.write_string(row, column, text)?,
        };
        Ok(())
    }

    /// A text that goes on in the next line, in the row that was taken last. Not every program makes a row high enough by
    /// itself when it opens the file.
    pub fn wrapped(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let width = self.widths.get(usize::from(column));
        let lines = width.map_or(1, |width| lines(text, *width));
        if lines > self.lines {
            self.lines = lines;
            let height = LINE_HEIGHT * lines as f64;
            self.worksheet.set_row_height(row, height)?;
        }
        self.text(row, column, text, Some(format))
    }

    pub fn number(&mut self, row: u32, column: u16, number: f64, format: &Format) -> Result<(), XlsxError> {
        // A cell cannot hold what is not a number; unknown is shown as blank, not as zero.
        if number.is_finite() {
            self.worksheet.write_number_with_format(row, column, number, format)?;
        }
        Ok(())
    }

    /// A day as a date. The calendar of workbooks starts in 1900; an earlier day is written as text.
    pub fn day(&mut self, row: u32, column: u16, day: Day, format: Option<&Format>) -> Result<(), XlsxError> {
        let Some(date) = date(day) else {
            return self.text(row, column, &day.to_string(), format);
        };
        match format {
            Some(format) => self.worksheet.write_datetime_with_format(row, column, date, format)?,
            None => self.worksheet.write_datetime(row, column, date)?,
        };
        Ok(())
    }

    /// The worksheet with what can only be said when its last row is known.
    pub fn finish(mut self, filter: Filter) -> Result<Worksheet, ExportError> {
        let last_column = self.columns.saturating_sub(1);
        let last_row = self.next_row.saturating_sub(1);
        // Numbers of people and codes are text on purpose; without this each shows a green triangle.
        self.worksheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
        if filter == Filter::EveryColumn {
            self.worksheet.autofilter(0, 0, last_row, last_column)?;
        }
        Ok(self.worksheet)
    }
}

impl fmt::Debug for Sheet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sheet").field("next_row", &self.next_row).finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    EveryColumn,
    None,
}

/// Runs what writes to temporary files. The library panics when such a file cannot be written, for example because its
/// disk is full; here that becomes an error like any other.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, ExportError>) -> Result<T, ExportError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|reason| {
        let reason = match reason.downcast::<String>() {
            Ok(reason) => *reason,
            Err(reason) => reason.downcast_ref::<&str>().map_or_else(String::new, |reason| (*reason).to_owned()),
        };
        Err(ExportError::Interrupted(reason))
    })
}

/// A name that a worksheet can have: short, without the characters that references use.
pub fn sheet_name(name: &str) -> String {
    let allowed: String = name
        .chars()
        .map(|letter| match letter {
            '*' | '?' | ':' | '[' | ']' | '\\' | '/' => '-',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    let allowed = allowed.trim_matches(['\'', ' ']);
    let name = fitting(allowed, LONGEST_NAME);
    if name.is_empty() {
        return "-".to_owned();
    }
    name.into_owned()
}

/// About how many lines a text takes; letters are on average as wide as digits or narrower.
fn lines(text: &str, width: usize) -> usize {
    text.lines().map(|line| line.chars().count().div_ceil(width).max(1)).sum::<usize>().min(MOST_LINES)
}

/// The text, or as much of its start as fits, with `…` for the rest.
pub fn fitting(text: &str, most_units: usize) -> Cow<'_, str> {
    // A character has at least as many bytes as it has units.
    if text.len() <= most_units || text.encode_utf16().count() <= most_units {
        return Cow::Borrowed(text);
    }
    let mut units = 1;
    let mut cut: String = text
        .chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units <= most_units
        })
        .collect();
    cut.push('…');
    Cow::Owned(cut)
}

pub fn date(day: Day) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let month = u8::try_from(day.month()).ok()?;
    let day = u8::try_from(day.day_of_month()).ok()?;
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters_and_says_so() {
        assert_eq!(fitting("abcd", 4), "abcd");
        assert_eq!(fitting("abcde", 4), "abc…");
        // Each of these takes two units.
        assert_eq!(fitting("💡💡", 4), "💡💡");
        assert_eq!(fitting("💡💡💡", 4), "💡…");
    }

    #[test]
    fn a_row_is_as_high_as_its_text_needs() {
        assert_eq!(lines("", 10), 0);
        assert_eq!(lines("ten  chars", 10), 1);
        assert_eq!(lines("eleven char", 10), 2);
        assert_eq!(lines("a\n\nb", 10), 3);
        assert_eq!(lines(&"å".repeat(9_999), 1), MOST_LINES);
    }

    #[test]
    fn every_name_becomes_one_that_a_sheet_can_have() {
        for name in ["", "'", "a/b:c", "Gold [2017] *?\\", "\u{1}", &"å".repeat(40), &"💡".repeat(40)] {
            let name = sheet_name(name);
            assert!(rust_xlsxwriter::utility::check_sheet_name(&name).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_panic_of_the_library_becomes_an_error() {
        let result: Result<(), _> = guarded(|| panic!("disk {}", "full"));
        assert!(matches!(result, Err(ExportError::Interrupted(reason)) if reason == "disk full"));
    }
}

//! The sheet that explains every column of the skills report in the reader's language.

use rust_xlsxwriter::Workbook;
use tierwise_core::Day;
use tierwise_i18n::{Language, Message};

use super::formats::Formats;
use super::sheet::Sheet;
use super::{COLUMNS, ExportError, Origin};

const WIDTHS: [f64; 3] = [52.0, 100.0, 50.0];

pub fn explanation(
    workbook: &mut Workbook,
    name: &str,
    language: Language,
    day: Day,
    formats: &Formats,
) -> Result<Sheet, ExportError> {
    let headers = [
        language.text("report-explanation-column"),
        language.text("report-explanation-meaning"),
        language.text("report-explanation-origin"),
    ];
    let columns = headers.iter().map(String::as_str).zip(WIDTHS);
    let mut sheet = Sheet::new(workbook, name, columns, formats)?;
    for column in &COLUMNS {
        let origin = match column.origin {
            Origin::Published => "report-origin-published",
            Origin::Ours => "report-origin-ours",
        };
        let row = sheet.take_row();
        for (place, key) in (0_u16..).zip([column.header, column.explanation, origin]) {
            sheet.wrapped(row, place, &language.text(key), &formats.wrapped)?;
        }
    }
    sheet.take_row();
    let notes = [Message::new("report-explanation-day").with("day", day), Message::new("report-explanation-rows")];
    for note in &notes {
        let row = sheet.take_row();
        sheet.text(row, 0, &language.say(note), Some(&formats.note))?;
    }
    Ok(sheet)
}

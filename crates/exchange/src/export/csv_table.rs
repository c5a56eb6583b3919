//! Any table as CSV: UTF-8, lines that end in CR LF, days as year-month-day, formulas neutralised.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::{Cell, ExportError, neutralised};

/// Writes a table.
///
/// # Errors
/// When it cannot be written.
pub fn write_csv_table<H: AsRef<str>>(
    writer: impl Write,
    headers: impl IntoIterator<Item = H>,
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<(), ExportError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(writer);
    let from_csv = |error: csv::Error| ExportError::Write(error.into());
    let record = |cells: Vec<String>| cells.iter().map(|cell| neutralised(cell).into_owned()).collect::<Vec<_>>();
    let headers = headers.into_iter().map(|header| header.as_ref().to_owned()).collect();
    writer.write_record(record(headers)).map_err(from_csv)?;
    for row in rows {
        let cells = row.into_iter().map(|cell| match cell {
            Cell::Blank => String::new(),
            Cell::Text(text) | Cell::Heading(text) => text,
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
        });
        writer.write_record(record(cells.collect())).map_err(from_csv)?;
    }
    writer.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_a_formula_is_only_shown() {
        let mut file = Vec::new();
        let row = vec![Cell::Text("=1+1".to_owned()), Cell::Number(20.5), Cell::Blank];
        write_csv_table(&mut file, ["Name", "Points", "Day"], [row]).unwrap();
        assert_eq!(String::from_utf8(file).unwrap(), "Name,Points,Day\r\n'=1+1,20.5,\r\n");
    }
}

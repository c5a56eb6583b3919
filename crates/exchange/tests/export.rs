//! The workbook and the CSV say the same, in every language, and no text of a person runs or breaks anything.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook_from_rs};
use tierwise_core::Day;
use tierwise_exchange::export::{Cell, CsvReport, ExportError, SkillsRow, Table, XlsxReport};
use tierwise_i18n::Language;

const ENGLISH_HEADERS: [&str; 15] = [
    "First name",
    "Last name",
    "E-mail",
    "MCID",
    "Skill type",
    "Skill",
    "Code",
    "Completed",
    "Expires",
    "Status",
    "Associated in PMC",
    "Associated in PC",
    "Relevant for Competencies (Option) or Programs",
    "Counted for",
    "Location",
];

#[test]
fn the_workbook_and_the_csv_hold_the_same_rows() {
    let rows = rows();
    let mut book = open(&workbook(Language::English, &rows));
    let sheet = sheet(&mut book, "Skills report");
    assert_eq!(sheet, csv(&rows));
    assert_eq!(sheet[0], ENGLISH_HEADERS);
    assert_eq!(sheet.len(), rows.len() + 1);
}

#[test]
fn the_csv_is_written_to_the_letter() {
    let mut report = CsvReport::new(Vec::new()).unwrap();
    report.row(&ordinary()).unwrap();
    let text = String::from_utf8(report.finish().unwrap()).unwrap();
    let row = "Åsa,Öberg,asa@example.com,0012345678,Exam,\"Designing, Deploying\",70-533,2017-03-01,,Counts,Yes,No,\
               Cloud Platform (Azure); Data Analytics (Core),Cloud Platform (Azure) gold seat 2,Malmö\r\n";
    assert_eq!(text, format!("{}\r\n{row}", ENGLISH_HEADERS.join(",")));
}

#[test]
fn a_swedish_workbook_has_the_published_swedish_names() {
    let mut book = open(&workbook(Language::Swedish, &[ordinary()]));
    assert_eq!(book.sheet_names(), ["Kunskapsrapport", "Sammanfattning", "Om rapporten"]);
    let skills = sheet(&mut book, "Kunskapsrapport");
    assert_eq!(skills[0][3], "MCID");
    assert_eq!(skills[0][10], "Tillhörande i PMC");
    assert_eq!(skills[0][11], "Tillhörande i PC");
    assert_eq!(skills[0][12], "Relevant för kompetenser (alternativ) eller program");
    assert_eq!(skills[1][10..12], ["Ja", "Nej"]);
}

#[test]
fn days_are_dates_and_numbers_of_people_are_text() {
    let mut book = open(&workbook(Language::English, &[ordinary()]));
    let range = book.worksheet_range("Skills report").unwrap();
    assert!(range.get((1, 7)).unwrap().is_datetime());
    assert_eq!(range.get((1, 8)), Some(&Data::Empty));
    assert_eq!(range.get((1, 3)), Some(&Data::String("0012345678".into())));
}

#[test]
fn formulas_are_neutralised_in_csv_and_are_plain_text_in_a_workbook() {
    let row = SkillsRow { first_name: "=HYPERLINK(\"http://x\")", last_name: " @SUM(A1)", skill: "＝1+1", ..ordinary() };
    let csv = csv(&[row]);
    assert_eq!(csv[1][0], "'=HYPERLINK(\"http://x\")");
    assert_eq!(csv[1][1], "' @SUM(A1)");
    assert_eq!(csv[1][5], "'＝1+1");

    let mut book = open(&workbook(Language::English, &[row]));
    let cells = sheet(&mut book, "Skills report");
    assert_eq!(cells[1][0], "=HYPERLINK(\"http://x\")");
    assert_eq!(cells[1][1], " @SUM(A1)");
    assert!(book.worksheet_formula("Skills report").unwrap().is_empty());
}

#[test]
fn hostile_text_breaks_neither_file() {
    let long = "💡".repeat(20_000);
    let row = SkillsRow {
        first_name: "\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}\u{ffff}",
        last_name: "a\"b,c;d\r\ne\tf",
        email: "</t></is></c><c>&amp;]]>",
        mcid: "_x0041_ _x005F_",
        skill: &long,
        code: "👩‍👩‍👧‍👦 å\u{308}\u{202e}",
        status: "  spaces kept  ",
        ..ordinary()
    };
    let mut book = open(&workbook(Language::English, &[row, ordinary()]));
    let cells = sheet(&mut book, "Skills report");
    assert_eq!(cells[1][2], row.email);
    assert_eq!(cells[1][3], row.mcid);
    assert_eq!(cells[1][6], row.code);
    assert_eq!(cells[1][9], row.status);
    assert_eq!(cells[1][5].encode_utf16().count(), 32_767);
    assert!(cells[1][5].ends_with("💡…"));
    assert_eq!(cells[2], csv(&[ordinary()])[1]);

    let csv = csv(&[row, ordinary()]);
    assert_eq!(csv[1][1], row.last_name);
    assert_eq!(csv[1][5], long);
}

#[test]
fn a_table_keeps_its_types_and_its_notes() {
    let mut book = open(&workbook(Language::Swedish, &[]));
    let range = book.worksheet_range("Sammanfattning").unwrap();
    assert_eq!(range.get((1, 0)), Some(&Data::String("=Azure".into())));
    assert_eq!(range.get((1, 1)), Some(&Data::Float(13.5)));
    assert!(range.get((1, 2)).unwrap().is_datetime());
    assert_eq!(range.get((1, 3)), Some(&Data::Empty));
    assert_eq!(range.get((3, 0)), Some(&Data::String("not in force".into())));
}

#[test]
fn tables_of_one_name_get_different_sheets() {
    let mut report = XlsxReport::new(Language::English, day("2017-12-01")).unwrap();
    for name in ["Gold/silver", "gold-silver", "Skills report", "x"] {
        report.add_table(empty_table(name)).unwrap();
    }
    let mut bytes = Vec::new();
    report.finish(&mut bytes).unwrap();
    assert_eq!(open(&bytes).sheet_names(), ["Skills report", "Gold-silver", "gold-silver 2", "Skills report 2", "x"]);
}

#[test]
fn every_column_is_explained_in_every_language() {
    for language in Language::ALL {
        let mut book = open(&workbook(language, &[]));
        let names = book.sheet_names();
        let headers = sheet(&mut book, &names[0]).remove(0);
        let explained = sheet(&mut book, &names[2]);
        for (header, row) in headers.iter().zip(&explained[1..]) {
            assert_eq!(header, &row[0]);
            assert!(row[1].len() > 20, "{header}");
        }
        let text = format!("{explained:?}");
        assert!(!text.contains(['⟦', '$']), "{text}");
    }
}

#[test]
fn the_same_rows_make_the_same_bytes() {
    let rows = rows();
    assert_eq!(workbook(Language::English, &rows), workbook(Language::English, &rows));
}

#[test]
fn a_writer_that_fails_is_an_error() {
    let mut report = XlsxReport::new(Language::English, day("2017-12-01")).unwrap();
    report.row(&ordinary()).unwrap();
    let mut small = [0_u8; 100];
    let error = report.finish(Cursor::new(&mut small[..])).unwrap_err();
    assert!(matches!(error, ExportError::Workbook(_)), "{error:?}");

    let mut small = [0_u8; 300];
    let mut report = CsvReport::new(Cursor::new(&mut small[..])).unwrap();
    report.row(&ordinary()).unwrap();
    assert!(matches!(report.finish(), Err(ExportError::Write(_))));
}

fn ordinary() -> SkillsRow<'static> {
    SkillsRow {
        first_name: "Åsa",
        last_name: "Öberg",
        email: "asa@example.com",
        mcid: "0012345678",
        skill_type: "Exam",
        skill: "Designing, Deploying",
        code: "70-533",
        completed: Some(day("2017-03-01")),
        expires: None,
        status: "Counts",
        associated_in_pmc: true,
        associated_in_pc: false,
        relevant: "Cloud Platform (Azure); Data Analytics (Core)",
        counted_for: "Cloud Platform (Azure) gold seat 2",
        location: "Malmö",
    }
}

/// Rows around the ends of years and months, with blanks in every column that may be blank.
fn rows() -> Vec<SkillsRow<'static>> {
    let days = ["1900-01-01", "1900-02-28", "1900-03-01", "2016-02-29", "2024-12-31", "9999-12-31"];
    let mut rows: Vec<_> = days
        .iter()
        .map(|text| SkillsRow { completed: Some(day(text)), expires: Some(day(text).plus_months(24)), ..ordinary() })
        .collect();
    rows.push(SkillsRow {
        completed: Some(day("1899-12-31")),
        mcid: "",
        relevant: "",
        counted_for: "",
        location: "",
        ..ordinary()
    });
    rows.push(ordinary());
    rows
}

fn workbook(language: Language, rows: &[SkillsRow<'_>]) -> Vec<u8> {
    let mut report = XlsxReport::new(language, day("2017-12-01")).unwrap();
    for row in rows {
        report.row(row).unwrap();
    }
    let cells = vec![Cell::Text("=Azure".to_owned()), Cell::Number(13.5), Cell::Day(day("2018-06-30")), Cell::Blank];
    let table = Table {
        headers: ["Competency", "Points", "Until", "Other"].map(str::to_owned).into(),
        widths: vec![30.0],
        rows: vec![cells],
        notes: vec!["not in force".to_owned()],
        ..empty_table("Sammanfattning")
    };
    report.add_table(table).unwrap();
    report.add_explanation().unwrap();
    let mut bytes = Vec::new();
    report.finish(&mut bytes).unwrap();
    bytes
}

fn empty_table(name: &str) -> Table<Vec<Vec<Cell>>> {
    Table {
        name: name.to_owned(),
        headers: vec!["Competency".to_owned()],
        widths: Vec::new(),
        rows: Vec::new(),
        notes: Vec::new(),
    }
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

/// The cells of a sheet as text; dates as the workbook shows them.
fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(|row| row.iter().map(shown).collect()).collect()
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        cell => cell.to_string(),
    }
}

fn csv(rows: &[SkillsRow<'_>]) -> Vec<Vec<String>> {
    let mut report = CsvReport::new(Vec::new()).unwrap();
    for row in rows {
        report.row(row).unwrap();
    }
    let bytes = report.finish().unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

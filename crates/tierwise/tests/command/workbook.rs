//! The workbook, opened in LibreOffice as a person would: the rows are those of the CSV, and nothing in it runs.

use std::fs::File;
use std::io::BufReader;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use tierwise_exchange::export::neutralised;

use super::support::{Folder, HEADER, SAMPLE};

type Rows = Vec<Vec<String>>;

/// The columns of days, counted from nought.
const DAYS: [usize; 2] = [7, 8];
const MCID: usize = 3;

/// Names that spreadsheets have run, hidden, changed or choked on.
fn hostile_names() -> Vec<String> {
    let names = [
        "=cmd|'/c calc'!A1",
        "=1+1",
        "+1",
        "-2",
        "@x",
        "@SUM(1)",
        "\t=1",
        "=",
        "'=1",
        "'quoted",
        "\u{200b}=1",
        "＝1",
        "#REF!",
        "{=1}",
        "tab\tinside",
        "line\nbreak",
        "He said \"hi\"",
        "a,b;c",
        "\"",
        "'",
        "💡 Åsa",
        "👩‍👩‍👧‍👦",
        "e\u{301}",
        "مهارة",
        "0012",
        "1234",
        "1e5",
        "TRUE",
        "50%",
        "1/2",
        "2021-03-04",
        "12:30",
        "http://home.example",
        "<b>&amp;</b>",
        "]]>",
        "_x0041_",
        "x\u{1}y",
        "%s%n",
        "NULL",
    ];
    let mut names: Vec<String> = names.map(str::to_owned).to_vec();
    names.push("x".repeat(40_000));
    names
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn hostile_export() -> String {
    let mut export = HEADER.to_owned();
    for (number, name) in hostile_names().iter().enumerate() {
        let short: String = name.chars().take(100).collect();
        let (name, short) = (quoted(name), quoted(&short));
        let expires = if number % 2 == 0 { "2024-02-29" } else { "" };
        export.push_str(&format!(
            "Azure Administrator Associate,{},2020-02-29,{expires},,p{number}@corp.example,1,{name},{short},{short},\n",
            1_000 + number
        ));
    }
    export
}

/// The first sheet of a workbook as LibreOffice shows it.
fn opened(folder: &Folder, workbook: &str) -> Rows {
    // A profile of its own, so that neither a running office nor another test is in the way.
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    // Commas, quotes where needed, UTF-8, cells as they are shown, the first sheet only.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1";
    let mut command = Command::new("soffice");
    command.current_dir(folder.path()).args([&profile, "--headless", "--convert-to", filter, "--outdir", "opened", workbook]);
    let output = command.output().expect("`soffice` must be there; `cargo xtask test` installs LibreOffice");
    assert!(output.status.success(), "{output:?}");
    let files = std::fs::read_dir(folder.join("opened")).unwrap_or_else(|error| panic!("{error}: {output:?}"));
    let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    rows(&std::fs::read(&files[0]).unwrap())
}

fn rows(csv: &[u8]) -> Rows {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Whether a cell of a workbook and one of the CSV say the same. The CSV has a mark where a spreadsheet would run the text,
/// and the workbook cuts a text that is longer than its cells can be.
fn is_same(shown: &str, written: &str) -> bool {
    match shown.strip_suffix('…') {
        Some(start) if shown.chars().count() == 32_767 => written.starts_with(start),
        _ => neutralised(shown) == written,
    }
}

/// Reports on an export and compares both files, cell by cell.
fn assert_same_rows(folder: &Folder, arguments: &[&str]) -> Rows {
    let files = ["--lang", "en", "--xlsx", "out.xlsx", "--csv", "out.csv"];
    folder.tierwise(&[&["report"], arguments, &files].concat()).done();
    let csv = rows(&folder.read("out.csv"));
    let workbook = opened(folder, "out.xlsx");
    assert_eq!(workbook.len(), csv.len());
    for (number, (shown, written)) in workbook.iter().zip(&csv).enumerate() {
        let same = shown.len() == written.len() && shown.iter().zip(written).all(|(shown, written)| is_same(shown, written));
        assert!(same, "row {number}: {shown:.200?} is not {written:.200?}");
    }
    csv
}

#[test]
fn the_sample_export_is_the_same_in_the_workbook_and_in_csv() {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    let rows = assert_same_rows(&folder, &["sample.csv", "--programme", "solutions-partner-2023", "--as-of", "2021-06-30"]);
    assert_eq!(rows.len(), 1 + 150);
}

#[test]
fn the_example_is_the_same_in_the_workbook_and_in_csv() {
    let folder = Folder::new();
    folder.tierwise(&["example-export", "--as-of", "2026-11-22", "--seed", "11", "--out", "export.csv"]).done();
    let rows = assert_same_rows(&folder, &["export.csv", "--programme", "solutions-partner-2026", "--as-of", "2026-11-22"]);
    assert!(rows.len() > 50);
}

#[test]
fn hostile_names_are_the_same_in_the_workbook_and_in_csv() {
    let folder = Folder::new();
    folder.write("export.csv", hostile_export());
    let rows = assert_same_rows(&folder, &["export.csv", "--programme", "solutions-partner-2023", "--as-of", "2023-01-01"]);
    assert_eq!(rows.len(), 1 + hostile_names().len());
    // The file that a spreadsheet opens as text has the mark; names that only look odd have none.
    let first = |mcid: usize| &rows.iter().find(|row| row[MCID] == mcid.to_string()).unwrap()[0];
    for (number, name) in hostile_names().iter().enumerate() {
        assert_eq!(*first(1_000 + number), neutralised(name.trim()), "{name:.40}");
    }
}

#[test]
fn text_is_text_days_are_days_and_nothing_is_a_formula() {
    let folder = Folder::new();
    folder.write("export.csv", hostile_export());
    let report =
        ["report", "export.csv", "--programme", "solutions-partner-2023", "--as-of", "2023-01-01", "--xlsx", "out.xlsx"];
    folder.tierwise(&report).done();
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(File::open(folder.join("out.xlsx")).unwrap())).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{name} has formulas");
    }
    let skills = book.worksheet_range_at(0).unwrap().unwrap();
    for row in skills.rows().skip(1) {
        for (column, cell) in row.iter().enumerate() {
            let is_right =
                if DAYS.contains(&column) { matches!(cell, Data::DateTime(_)) } else { matches!(cell, Data::String(_)) };
            assert!(is_right || matches!(cell, Data::Empty), "column {column}: {cell:?}");
        }
    }
}

#[test]
fn a_workbook_is_in_the_language_of_its_reader_and_csv_in_english() {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    for (language, sheets, columns, yes) in [
        ("en", ["Skills report", "Summary", "About this report"], ["Associated in PMC", "Associated in PC"], "Yes"),
        ("sv", ["Kunskapsrapport", "Sammanfattning", "Om rapporten"], ["Tillhörande i PMC", "Tillhörande i PC"], "Ja"),
    ] {
        folder.report("sample.csv", &["--lang", language, "--xlsx", "out.xlsx", "--csv", "out.csv"]).done();
        let mut book: Xlsx<_> = Xlsx::new(BufReader::new(File::open(folder.join("out.xlsx")).unwrap())).unwrap();
        assert_eq!(book.sheet_names(), sheets);
        let skills = book.worksheet_range_at(0).unwrap().unwrap();
        let row = |number: usize| skills.rows().nth(number).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(row(0)[10..12], columns);
        assert_eq!(row(1)[11], yes);
        assert!(folder.read("out.csv").starts_with(b"First name,Last name,E-mail,MCID,"));
    }
}

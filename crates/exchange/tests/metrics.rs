//! What reading figures promises: exact values, months, one bad row refuses the file.

use std::io::{self, Read};

use proptest::prelude::*;
use tierwise_core::{Day, Exact};
use tierwise_exchange::import::{CellProblem, MetricRow, MetricsError, read_metrics};
use tierwise_i18n::Language;

const CONSUMPTION: &str = "azure_consumption_usd_12m";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn row(line: u64, metric: &str, month: Option<&str>, value: &str) -> MetricRow {
    MetricRow { line, metric: metric.to_owned(), month: month.map(day), value: exact(value) }
}

fn try_read(file: impl AsRef<[u8]>) -> Result<Vec<MetricRow>, MetricsError> {
    read_metrics(file.as_ref())
}

fn read(file: impl AsRef<[u8]>) -> Vec<MetricRow> {
    try_read(file).unwrap()
}

/// The sentence about a file that is refused.
fn refusal(file: impl AsRef<[u8]>) -> String {
    Language::English.say(&try_read(file).unwrap_err().message())
}

/// What is wrong with the only cell that is wrong, and where it stands.
fn problem(file: impl AsRef<[u8]>) -> (u64, CellProblem) {
    match try_read(file) {
        Err(MetricsError::Cell { line, problem, .. }) => (line, problem),
        other => panic!("{other:?}"),
    }
}

fn comma_file(month: &str, value: &str) -> String {
    format!("metric,month,value\n{CONSUMPTION},\"{month}\",\"{value}\"\n")
}

fn semicolon_file(value: &str) -> String {
    format!("metric;month;value\r\n{CONSUMPTION};2026-03;{value}\r\n")
}

#[test]
fn figures_are_read_with_their_lines_months_and_exact_values() {
    let file = "metric,month,value\n\
        azure_consumption_usd_12m,2026-03,20000\n\
        security/usage-growth.r@smb,,20/3\n\
        data-and-ai/classification,2026-02-01,0.5\n\
        open_licence,Mar-26,yes\n\
        other_licence,Mar-26,no\n";
    assert_eq!(
        read(file),
        [
            row(2, CONSUMPTION, Some("2026-03-01"), "20000"),
            row(3, "security/usage-growth.r@smb", None, "20/3"),
            row(4, "data-and-ai/classification", Some("2026-02-01"), "1/2"),
            row(5, "open_licence", Some("2026-03-01"), "1"),
            row(6, "other_licence", Some("2026-03-01"), "0"),
        ]
    );
}

#[test]
fn columns_are_found_by_name_in_any_order_and_case_beside_others() {
    for file in [
        "VALUE,Note,Metric,Month\n7,x,a,2026-03\n",
        "value\tmonth\tmetric\n7\t2026-03\ta\n",
        "\u{FEFF}\"Metric\";\" month \";\"value\"\r\n a ;\"2026-03\"; 7 \r\n",
        "metric,month,value\ra,2026-03,7\r",
    ] {
        assert_eq!(read(file), [row(2, "a", Some("2026-03-01"), "7")], "{file}");
    }
}

#[test]
fn unicode_text_of_a_spreadsheet_is_read() {
    let text = "\u{FEFF}metric\tmonth\tvalue\r\nå\tmar-26\t7\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for file in [little, big] {
        assert_eq!(read(file), [row(2, "å", Some("2026-03-01"), "7")]);
    }
}

#[test]
fn the_code_page_of_western_europe_is_read() {
    assert_eq!(read(b"metric;month;value\r\n\xE5;maj-26;0,5\r\n"), [row(2, "å", Some("2026-05-01"), "0.5")]);
}

#[test]
fn blank_rows_are_skipped_and_counted_as_lines() {
    let file = "\n,,\nmetric,month,value\n\n , ,\na,,1\n,,\n";
    assert_eq!(read(file), [row(6, "a", None, "1")]);
    assert_eq!(read("metric,month,value\n"), []);
}

#[test]
fn every_way_to_write_a_month_gives_its_first_day() {
    for text in ["2026-03", "2026-03-01", "Mar-26", "mar-26", "mars 2026", "MARCH-2026", "2026 mars", " 2026-03 "] {
        assert_eq!(read(comma_file(text, "1")), [row(2, CONSUMPTION, Some("2026-03-01"), "1")], "{text}");
    }
    assert_eq!(read(comma_file(" ", "1")), [row(2, CONSUMPTION, None, "1")]);
}

#[test]
fn what_is_no_month_is_refused() {
    for text in [
        "2026-13",
        "2026-00",
        "2026-3",
        "2026",
        "26-03",
        "03/2026",
        "2026-03-15",
        "2026-03-32",
        "26-Mar",
        "Mar",
        "Marz-26",
        "Mar-026",
        "0026-03",
        "Mar-0026",
        "any",
        "46082",
        "2026-03-01-01",
    ] {
        assert_eq!(problem(comma_file(text, "1")), (2, CellProblem::NotAMonth), "{text}");
    }
}

#[test]
fn values_are_exact() {
    for (text, value) in [
        ("20000", "20000"),
        ("0.1", "1/10"),
        ("20/3", "20/3"),
        ("-3", "-3"),
        ("\u{2212}3", "-3"),
        ("1e6", "1000000"),
        ("YES", "1"),
        ("No", "0"),
        ("12345678901234567890.5", "24691357802469135781/2"),
    ] {
        assert_eq!(read(comma_file("", text))[0].value, exact(value), "{text}");
    }
}

#[test]
fn a_comma_is_a_decimal_comma_only_between_semicolons() {
    assert_eq!(read(semicolon_file("0,5"))[0].value, exact("1/2"));
    assert_eq!(read(semicolon_file("-12,25"))[0].value, exact("-49/4"));
    assert_eq!(read(semicolon_file("0.5"))[0].value, exact("1/2"));
    for file in [
        comma_file("", "0,5"),
        comma_file("", "20,000"),
        comma_file("", "1,234.5"),
        "metric\tmonth\tvalue\na\t\t0,5\n".to_owned(),
        semicolon_file("20,000,000"),
        semicolon_file("1.234,5"),
    ] {
        assert_eq!(problem(&file), (2, CellProblem::Comma), "{file}");
    }
}

#[test]
fn spaces_within_a_number_are_refused_whatever_their_width() {
    for space in [' ', '\u{A0}', '\u{202F}', '\u{2009}'] {
        assert_eq!(problem(semicolon_file(&format!("20{space}000"))), (2, CellProblem::Spaces), "{space:?}");
        assert_eq!(problem(semicolon_file(&format!("1{space}000,5"))), (2, CellProblem::Spaces), "{space:?}");
    }
    assert_eq!(problem(b"metric;month;value\na;;20\xA0000\n"), (2, CellProblem::Spaces));
    assert_eq!(problem(comma_file("", "20 / 3")), (2, CellProblem::Spaces));
}

#[test]
fn a_number_that_a_spreadsheet_shortened_is_refused() {
    assert_eq!(problem(comma_file("", "1.23E+08")), (2, CellProblem::Shortened));
    assert_eq!(problem(semicolon_file("1,23E+08")), (2, CellProblem::Shortened));
    assert_eq!(problem(semicolon_file("2E-05")), (2, CellProblem::Shortened));
}

#[test]
fn what_is_no_number_is_refused() {
    for text in ["x", "-", "1/0", ".5", "1.", "80 %", "80%", "$5", "n/d", "ja", "1e99", "#####", "20'000", ",", "2E+"] {
        assert_eq!(problem(comma_file("", text)), (2, CellProblem::NotANumber), "{text}");
    }
}

#[test]
fn a_row_without_a_metric_or_value_is_refused() {
    assert_eq!(problem("metric,month,value\n,2026-03,1\n"), (2, CellProblem::NoMetric));
    assert_eq!(problem("metric,month,value\na,2026-03, \n"), (2, CellProblem::NoValue));
}

#[test]
fn one_bad_row_refuses_the_file_and_the_first_one_is_named() {
    let file = "metric,month,value\na,,1\n\nb,,many\nc,,more\n";
    assert_eq!(refusal(file), "line 4, column `value`: `many` is not a number; write `20000`, `0.5`, `20/3`, `yes` or `no`");
}

#[test]
fn every_refusal_of_a_cell_names_line_column_and_value() {
    for (file, column, value) in [
        (comma_file("March", "1"), "month", "`March`"),
        (comma_file("", "0,5"), "value", "`0,5`"),
        (comma_file("", "20 000"), "value", "`20 000`"),
        (comma_file("", "2E+04"), "value", "`2E+04`"),
        (comma_file("", "x"), "value", "`x`"),
    ] {
        let error = try_read(&file).unwrap_err();
        for language in Language::ALL {
            let text = language.say(&error.message());
            assert!(text.contains(&format!("`{column}`")) && text.contains(value), "{text}");
            let line = if language == Language::English { "line 2" } else { "rad 2" };
            assert!(text.starts_with(line), "{text}");
        }
        assert!(error.to_string().contains(&format!("line 2, column `{column}`")), "{error}");
    }
}

#[test]
fn a_long_value_is_shown_shortened_and_on_one_line() {
    let text = refusal(comma_file("", &format!("x\n{}", "9".repeat(500))));
    assert!(text.contains("`x 99999") && text.contains('…') && text.len() < 200, "{text}");
}

#[test]
fn the_same_metric_and_month_twice_is_refused_naming_both_lines() {
    let file = "metric,month,value\na,2026-03,1\nb,2026-03,1\na,2026-04,1\na,Mar-26,1\n";
    assert_eq!(
        refusal(file),
        "line 5, columns `metric` and `month`: `a` was already given for 2026-03 on line 2; delete one of the two lines"
    );
    let text = refusal("metric,month,value\na,,1\na,2026-03,1\na,,1\n");
    assert!(text.contains("line 4") && text.contains("without a month on line 2"), "{text}");
}

#[test]
fn rows_whose_cells_cannot_be_told_apart_are_refused() {
    for row in ["a,2026-03,0,5", "a,1", "a"] {
        let read = try_read(format!("metric,month,value\n{row}\n"));
        assert!(matches!(read, Err(MetricsError::Fields { line: 2, expected: 3, .. })), "{row}");
    }
    let open = try_read("metric,month,value\n\"a,,1\nb,,1\n");
    assert!(matches!(open, Err(MetricsError::OpenQuote { line: 2 })), "{open:?}");
    let long = try_read(format!("metric,month,value\na,,{}\n", "9".repeat(70_000)));
    assert!(matches!(long, Err(MetricsError::TooLong { line: 2 })), "{long:?}");
}

#[test]
fn nothing_and_only_blanks_are_empty() {
    for file in ["", "\u{FEFF}", "\r\n\r\n", " \t ", ",,\n,,\n"] {
        assert!(matches!(try_read(file), Err(MetricsError::Empty)), "{file:?}");
    }
    assert!(refusal("").contains("`metric,month,value`"));
}

#[test]
fn workbooks_and_noise_are_told_apart() {
    for file in [&b"PK\x03\x04\x14\0"[..], b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
        assert!(matches!(try_read(file), Err(MetricsError::Workbook)));
    }
    for file in [&b"metric,month,value\na\0,,1\n"[..], b"\x01\x02\x03\x04,T\n"] {
        assert!(matches!(try_read(file), Err(MetricsError::NotText)));
    }
}

#[test]
fn files_of_another_kind_hold_no_figures() {
    for file in [
        "{\"metrics\": {\"a\": 1}}",
        "<html></html>",
        "%PDF-1.7\n",
        "hello\n",
        "azure_consumption_usd_12m,2026-03,20000\n",
        "MCPID,TrainingTitle,TrainingCompletionDate,Month\n1,T,2020-01-02,Jan-20\n",
        "\"metric,month,value\na,,1\n",
    ] {
        assert!(matches!(try_read(file), Err(MetricsError::NotFigures)), "{file}");
    }
}

#[test]
fn columns_that_are_missing_or_repeated_are_named() {
    assert!(refusal("metric,value\na,1\n").contains("does not name `month`;"));
    assert!(refusal("value\n1\n").contains("does not name `metric`, `month`;"));
    assert!(refusal("metric,month,value,Value\na,,1,2\n").contains("names the column `value` twice"));
}

#[test]
fn a_source_that_fails_is_reported() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    let early = read_metrics(Failing);
    let late = read_metrics(format!("metric,month,value\n{}", "\n".repeat(70_000)).as_bytes().chain(Failing));
    for read in [early, late] {
        assert!(matches!(read, Err(MetricsError::Io(_))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_bytes_and_cells_never_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..500),
        cells in "([0-9]{1,3}|[/.,;\"\n E+-]|2026-03|Mar-26|yes){0,60}",
    ) {
        let _ = try_read(&bytes);
        for header in ["metric,month,value\na,", "value;month;metric\n"] {
            let _ = try_read(format!("{header}{cells}"));
            let _ = try_read([header.as_bytes(), &bytes].concat());
        }
    }

    #[test]
    fn every_number_that_is_written_is_read_back(numerator in any::<i64>(), denominator in 1..=i64::MAX) {
        let value: Exact = format!("{numerator}/{denominator}").parse().unwrap();
        for file in [comma_file("2026-03", &value.to_string()), semicolon_file(&value.to_string())] {
            prop_assert_eq!(&read(file)[0].value, &value);
        }
    }
}

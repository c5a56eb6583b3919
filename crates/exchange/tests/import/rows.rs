//! Single rows: what makes one unusable, what is only odd, what is skipped.

use tierwise_i18n::Message;

use crate::support::{export, issue, read};

#[test]
fn blank_rows_are_skipped_and_not_counted() {
    let read = read(export(&["", "1,3051,T,2020-01-02,,", " , ,\"\",,,", ",,,", "   ", ""]));
    assert_eq!((read.read, read.rows.len()), (1, 1));
    assert_eq!(read.rows[0].line, 3);
}

#[test]
fn a_row_with_another_number_of_cells_is_unusable() {
    let read = read(export(&["1,3051,T,2020-01-02,", "1,3051,T,2020-01-02,,,", "1,3051,T,2020-01-02,,"]));
    let fields = |found: u64| Message::new("import-row-fields").with("found", found).with("expected", 6_u64);
    assert_eq!(read.unusable, [issue(2, "", fields(5)), issue(3, "", fields(7))]);
    assert_eq!(read.rows.len(), 1);
}

#[test]
fn an_unclosed_quote_costs_its_own_row_only() {
    let good = "1,3051,T,2020-01-02,,";
    let quoted = "1,3051,\"T\",2020-01-02,,";
    let stray = "2,3051,\"T,2020-01-02,,";
    let reason = || Message::new("import-row-open-quote");
    for rows in
        [vec![good, stray], vec![good, stray, good, good], vec![good, stray, quoted], vec![good, stray, good, quoted, good]]
    {
        let read = read(export(&rows));
        assert_eq!(read.unusable, [issue(3, "", reason())], "{rows:?}");
        assert_eq!(read.rows.len(), rows.len() - 1);
        assert!(read.rows.iter().all(|row| row.mcid == "1"));
    }
    let mut rows = vec![good, stray];
    rows.extend([good; 5_000]);
    let read = read(export(&rows));
    assert_eq!(read.unusable, [issue(3, "", reason())]);
    assert_eq!(read.rows.len(), 5_001);
}

#[test]
fn a_line_break_within_quotes_belongs_to_the_cell() {
    let read = read(export(&["1,3051,\"T\r\nU \"\"V\"\"\",2020-01-02,,", "2,3051,T,2020-01-02,,"]));
    let titles: Vec<_> = read.rows.iter().map(|row| (row.line, row.title.as_str())).collect();
    assert_eq!(titles, [(2, "T\r\nU \"V\""), (4, "T")]);
}

#[test]
fn a_line_far_too_long_costs_its_own_row_only() {
    let long = format!("1,3051,{},2020-01-02,,", "x".repeat(200_000));
    let read = read(export(&[&long, "2,3051,T,2020-01-02,,"]));
    assert_eq!(read.unusable, [issue(2, "", Message::new("import-row-too-long"))]);
    assert_eq!(read.rows[0].line, 3);
}

#[test]
fn an_mcid_is_digits_without_leading_zeros() {
    for (text, expected) in [("7", "7"), (" 007470319 ", "7470319"), ("123456789012345678", "123456789012345678")] {
        let read = read(export(&[&format!("{text},3051,T,2020-01-02,,")]));
        assert_eq!(read.rows[0].mcid, expected);
    }
}

#[test]
fn an_mcid_that_is_no_number_makes_a_row_unusable() {
    let plain = |key| Message::new(key);
    let value = |key, text: &str| Message::new(key).with("value", text);
    for (text, reason) in [
        ("", plain("import-row-no-mcid")),
        ("0", value("import-row-mcid-zero", "0")),
        ("000", value("import-row-mcid-zero", "000")),
        ("-5", value("import-row-mcid", "-5")),
        ("12a", value("import-row-mcid", "12a")),
        ("7 470 319", value("import-row-mcid", "7 470 319")),
        ("1234567890123456789", value("import-row-mcid", "1234567890123456789")),
        ("1.5E+07", value("import-row-mcid-shortened", "1.5E+07")),
        ("\"1,5E+07\"", value("import-row-mcid-shortened", "1,5E+07")),
        ("2e7", value("import-row-mcid-shortened", "2e7")),
        ("٣", value("import-row-mcid", "٣")),
    ] {
        let read = read(export(&[&format!("{text},3051,T,2020-01-02,,")]));
        assert_eq!(read.unusable, [issue(2, "MCPID", reason)], "{text}");
    }
}

#[test]
fn a_training_needs_an_id_or_a_title() {
    let read = read(export(&["1,3051,,2020-01-02,,", "1,,T,2020-01-02,,", "1, , ,2020-01-02,,"]));
    assert_eq!(read.rows[0].training_id.as_deref(), Some("3051"));
    assert_eq!(read.rows[1].training_id, None);
    let reason = Message::new("import-row-no-training");
    assert_eq!(read.unusable, [issue(4, "TrainingActivityId", reason)]);
}

#[test]
fn a_training_id_that_is_no_number_yields_to_the_title() {
    let read = read(export(&["1,AZ-104,T,2020-01-02,,", "1,AZ-104,,2020-01-02,,"]));
    assert_eq!(read.rows[0].training_id, None);
    let reason = Message::new("import-row-id-ignored").with("value", "AZ-104");
    assert_eq!(read.warnings, [issue(2, "TrainingActivityId", reason)]);
    let reason = Message::new("import-row-training-id").with("value", "AZ-104");
    assert_eq!(read.unusable, [issue(3, "TrainingActivityId", reason)]);
}

#[test]
fn a_status_other_than_active_is_used_with_a_warning() {
    let header = "MCPID,TrainingTitle,TrainingCompletionDate,ActivationStatus";
    let rows = "1,T,2020-01-02,Active\n1,T,2020-01-02,\n1,T,2020-01-02,Revoked\n";
    let read = read(format!("{header}\n{rows}"));
    assert_eq!(read.rows.len(), 3);
    let reason = Message::new("import-row-not-active").with("value", "Revoked");
    assert_eq!(read.warnings, [issue(4, "ActivationStatus", reason)]);
    assert_eq!(read.rows[2].activation_status, "Revoked");
}

#[test]
fn a_message_shows_a_short_piece_of_its_cell_only() {
    let long = "x".repeat(100);
    let read = read(export(&[&format!("{long},3051,Secret,2020-01-02,,")]));
    let reason = Message::new("import-row-mcid").with("value", format!("{}…", "x".repeat(40)));
    assert_eq!(read.unusable, [issue(2, "MCPID", reason)]);
}

#[test]
fn only_the_first_problem_of_a_row_is_told() {
    let read = read(export(&["x,,,nonsense,,nonsense"]));
    assert_eq!(read.unusable.len(), 1);
    assert_eq!(read.unusable[0].column, "MCPID");
}

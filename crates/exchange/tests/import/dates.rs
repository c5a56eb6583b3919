//! Dates: what is one, and whether days or months come first.

use tierwise_exchange::import::{DateOrder, ReadError};
use tierwise_i18n::Message;

use crate::support::{dated, days, issue, read, read_with, try_read};

fn one(completed: &str, expires: Option<&str>) -> (String, Option<String>) {
    (completed.to_owned(), expires.map(str::to_owned))
}

#[test]
fn every_way_to_write_a_date_is_read() {
    for text in [
        "2018-12-25",
        "2018/12/25",
        "2018-12-25  23:07:22",
        "2018-12-25T23:07:22.123Z",
        "2018-12-25T23:59:59+02:00",
        "2018-12-25 00:00:00 -11:00",
        "25/12/2018 23:07",
        "25-12-2018",
        "12/25/2018 11:07 PM",
        "12-25-2018 11:07:22pm",
        "12/25/2018 1:07\u{202F}AM",
        "25.12.2018 8:07",
        " 25/12/2018 ",
    ] {
        let read = read(dated(&[[text, "", ""]]));
        assert_eq!(days(&read), [one("2018-12-25", None)], "{text}");
    }
}

#[test]
fn what_is_no_date_makes_the_row_unusable() {
    for text in [
        "31/11/2019",
        "30/02/2019",
        "02/30/2019",
        "2019-02-29",
        "25/12/18",
        "0001-01-01",
        "43459",
        "2018-12",
        "2018-12-25-01",
        "2018-12-25 24:00",
        "2018-12-25 23:60",
        "2018-12-25 13:00 PM",
        "2018-12-25 noon",
        "2018-12-25T",
        "2018-12-25 10:00 +99:00",
        "2018-12-25 10:00:00.",
        "25/12-2018",
        "+1/12/2018",
        "Dec 25 2018",
        "2018.12.25",
        "2018-12-25x",
    ] {
        let reason = || Message::new("import-row-date").with("value", text);
        let completed = read(dated(&[[text, "", ""]]));
        assert_eq!(completed.unusable, [issue(2, "TrainingCompletionDate", reason())], "{text}");
        let expires = read(dated(&[["2018-12-25", "", text]]));
        assert_eq!(expires.unusable, [issue(2, "ExpirationDate", reason())], "{text}");
    }
}

#[test]
fn a_row_needs_a_completion_date_and_no_expiry() {
    let read = read(dated(&[["", "Dec-18", "2020-01-01"], ["2018-12-25", "", " "]]));
    let reason = Message::new("import-row-no-date");
    assert_eq!(read.unusable, [issue(2, "TrainingCompletionDate", reason)]);
    assert_eq!(days(&read), [one("2018-12-25", None)]);
}

#[test]
fn dots_put_the_day_first() {
    let read = read(dated(&[["02.10.2019", "", "03.04.2020"]]));
    assert_eq!(days(&read), [one("2019-10-02", Some("2020-04-03"))]);
}

#[test]
fn month_column_decides_day_first() {
    for month in ["Feb-19", "19-Feb", "February-19", "Februari 2019", "feb.-19", "FEB-2019"] {
        let read = read(dated(&[["10/02/2019 21:02", month, "10/08/2021"]]));
        assert_eq!(days(&read), [one("2019-02-10", Some("2021-08-10"))], "{month}");
    }
}

#[test]
fn month_column_decides_month_first() {
    for month in ["Oct-19", "okt-19", "19-okt", "oktober-19"] {
        let read = read(dated(&[["10/02/2019", month, "10/08/2021"]]));
        assert_eq!(days(&read), [one("2019-10-02", Some("2021-10-08"))], "{month}");
    }
    let read = read(dated(&[["05/06/2019", "maj-19", ""]]));
    assert_eq!(days(&read), [one("2019-05-06", None)]);
}

#[test]
fn a_month_of_another_year_or_no_month_at_all_is_no_evidence() {
    for month in ["Feb-18", "Tom-19", "", "2019-02", "Feb", "Feb-19-1", "Feb-119", "Dec-19"] {
        let open = try_read(dated(&[["10/02/2019", month, ""]]));
        assert!(matches!(open, Err(ReadError::OpenDates { line: 2, .. })), "{month}");
    }
}

#[test]
fn a_number_above_twelve_decides_itself() {
    let read = read(dated(&[["25/12/2018", "", ""], ["12/25/2018", "", ""]]));
    assert_eq!(days(&read), [one("2018-12-25", None), one("2018-12-25", None)]);
}

#[test]
fn the_whole_file_decides_what_its_rows_leave_open() {
    let file = dated(&[["10/02/2019", "", "11/03/2021"], ["25/12/2018", "", ""]]);
    assert_eq!(days(&read(file))[0], one("2019-02-10", Some("2021-03-11")));
    let file = dated(&[["10/02/2019", "", ""], ["10/02/2019", "Oct-19", ""]]);
    assert_eq!(days(&read(file))[0], one("2019-10-02", None));
    let file = dated(&[["10/02/2019", "", "25/02/2021"]]);
    assert_eq!(days(&read(file)), [one("2019-02-10", Some("2021-02-25"))]);
}

#[test]
fn rows_that_waited_keep_their_place() {
    let file = dated(&[["2019-01-01", "", ""], ["10/02/2019", "", ""], ["25/12/2018", "", ""], ["2019-01-01", "", ""]]);
    let lines: Vec<_> = read(file).rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 3, 4, 5]);
}

#[test]
fn without_any_evidence_open_dates_are_refused() {
    let file = dated(&[["2019-01-01", "", ""], ["02.10.2019", "", ""], ["10/02/2019", "", ""]]);
    let error = try_read(&file).unwrap_err();
    assert_eq!(error.message(), Message::new("import-open-dates").with("line", 4_u64).with("value", "10/02/2019"));
    let expiry = try_read(dated(&[["2019-01-01", "", "10/02/2021"]]));
    assert!(matches!(expiry, Err(ReadError::OpenDates { line: 2, .. })));
}

#[test]
fn the_option_decides_what_is_open() {
    let file = dated(&[["10/02/2019", "", "11/03/2021"]]);
    for (order, expected) in [
        (DateOrder::DayFirst, one("2019-02-10", Some("2021-03-11"))),
        (DateOrder::MonthFirst, one("2019-10-02", Some("2021-11-03"))),
    ] {
        assert_eq!(days(&read_with(&file, Some(order)).unwrap()), [expected]);
    }
}

#[test]
fn the_option_wins_over_the_file_and_not_over_the_row() {
    let file = dated(&[["10/02/2019", "", ""], ["25/12/2018", "", ""], ["10/02/2019", "Feb-19", "11/03/2021"]]);
    let read = read_with(file, Some(DateOrder::MonthFirst)).unwrap();
    assert_eq!(days(&read), [one("2019-10-02", None), one("2018-12-25", None), one("2019-02-10", Some("2021-03-11"))]);
}

#[test]
fn in_a_file_with_both_orders_open_rows_are_unusable() {
    let rows = [["10/02/2019", "", ""], ["25/12/2018", "", ""], ["12/25/2018", "", ""], ["2019-01-01", "", "10/02/2021"]];
    let read = read(dated(&rows));
    let reason = |value| Message::new("import-row-open-date").with("value", value);
    assert_eq!(
        read.unusable,
        [issue(2, "TrainingCompletionDate", reason("10/02/2019")), issue(5, "ExpirationDate", reason("10/02/2021")),]
    );
    let read = read_with(dated(&rows), Some(DateOrder::DayFirst)).unwrap();
    assert_eq!((read.rows.len(), read.unusable.len()), (4, 0));
}

#[test]
fn a_day_that_equals_its_month_is_never_open_and_no_evidence() {
    assert_eq!(days(&read(dated(&[["09/09/2019", "", "08/08/2021"]]))), [one("2019-09-09", Some("2021-08-08"))]);
    let file = dated(&[["09/09/2019", "Sep-19", ""], ["10/02/2019", "", ""]]);
    assert!(matches!(try_read(file), Err(ReadError::OpenDates { line: 3, .. })));
}

#[test]
fn the_expiry_follows_its_completion_then_itself_then_the_file() {
    let read = read(dated(&[
        ["25/12/2018", "", "10/02/2021"],
        ["2018-12-25", "", "25/02/2021"],
        ["2018-12-25", "", "10/02/2021"],
        ["09/09/2019", "", "10/02/2021"],
    ]));
    let expires: Vec<_> = days(&read).into_iter().map(|(_, expires)| expires.unwrap()).collect();
    assert_eq!(expires, ["2021-02-10", "2021-02-25", "2021-02-10", "2021-02-10"]);
}

#[test]
fn an_expiry_that_only_the_other_order_reads_makes_the_row_unusable() {
    let reason = Message::new("import-row-two-orders").with("value", "02/25/2021").with("completed", "10/02/2019");
    let file = dated(&[["10/02/2019", "Feb-19", "02/25/2021"]]);
    assert_eq!(read(file).unusable, [issue(2, "ExpirationDate", reason.clone())]);
    let file = dated(&[["10/02/2019", "", "02/25/2021"]]);
    let read = read_with(file, Some(DateOrder::DayFirst)).unwrap();
    assert_eq!(read.unusable, [issue(2, "ExpirationDate", reason)]);
}

#[test]
fn a_month_that_contradicts_its_date_is_a_warning() {
    for completed in ["2018-12-25", "25/12/2018", "12/12/2018"] {
        let read = read(dated(&[[completed, "Nov-18", ""]]));
        let reason = Message::new("import-row-other-month").with("value", "Nov-18").with("day", read.rows[0].completed);
        assert_eq!(read.warnings, [issue(2, "Month", reason)]);
    }
}

#[test]
fn an_expiry_before_its_completion_is_kept_with_a_warning() {
    let read = read(dated(&[["2020-01-02", "", "2020-01-01"], ["2020-01-02", "", "2020-01-02"]]));
    assert_eq!(read.rows.len(), 2);
    let day = |day| tierwise_core::Day::new(2020, 1, day).unwrap();
    let reason = Message::new("import-row-expires-before").with("expires", day(1)).with("completed", day(2));
    assert_eq!(read.warnings, [issue(2, "ExpirationDate", reason)]);
}

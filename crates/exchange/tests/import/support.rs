//! Short ways to write an export and to look at what was read.

use tierwise_core::Day;
use tierwise_exchange::import::{DateOrder, ReadError, ReadOptions, RowIssue, Trainings, read_trainings};
use tierwise_i18n::Message;

pub const SAMPLE: &[u8] =
    include_bytes!("../../../../examples/sample-trainings-export/Export_trainings_Lifetime_123456_Contoso_Ltd.csv");

pub const HEADER: &str = "MCPID,TrainingActivityId,TrainingTitle,TrainingCompletionDate,Month,ExpirationDate";

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn read(bytes: impl AsRef<[u8]>) -> Trainings {
    try_read(bytes).unwrap()
}

pub fn try_read(bytes: impl AsRef<[u8]>) -> Result<Trainings, ReadError> {
    read_with(bytes, None)
}

pub fn read_with(bytes: impl AsRef<[u8]>, dates: Option<DateOrder>) -> Result<Trainings, ReadError> {
    let read = read_trainings(bytes.as_ref(), &ReadOptions { dates });
    if let Ok(read) = &read {
        assert_eq!(read.read, (read.rows.len() + read.unusable.len()) as u64);
        assert!(read.rows.is_sorted_by_key(|row| row.line));
        assert!(read.unusable.is_sorted_by_key(|issue| issue.line));
        assert!(read.warnings.is_sorted_by_key(|issue| issue.line));
    }
    read
}

/// An export with these rows under the short header.
pub fn export(rows: &[&str]) -> String {
    let mut lines = vec![HEADER];
    lines.extend(rows);
    lines.join("\n")
}

/// An export with rows of completion date, Month and expiry.
pub fn dated(rows: &[[&str; 3]]) -> String {
    let rows: Vec<String> =
        rows.iter().map(|[completed, month, expires]| format!("1,3051,Title,{completed},{month},{expires}")).collect();
    export(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The days of each row that was read.
pub fn days(read: &Trainings) -> Vec<(String, Option<String>)> {
    let text = |day: Day| day.to_string();
    read.rows.iter().map(|row| (text(row.completed), row.expires.map(text))).collect()
}

pub fn issue(line: u64, column: &'static str, reason: Message) -> RowIssue {
    RowIssue { line, column, reason }
}

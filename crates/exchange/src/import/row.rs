//! Reads the cells of one row, and says what is wrong with one. Knows one row at a time.
//!
//! A message shows at most the cell it is about: a file is full of people.

use csv::ByteRecord;
use tierwise_core::Day;
use tierwise_i18n::Message;

use super::columns::{Column, Columns};
use super::date::{Dates, Written};
use super::month::YearMonth;
use super::records::Fault;
use super::{RowIssue, TrainingRow};

/// Longer ids than any that exist, and short enough for a 64-bit integer.
const MOST_DIGITS: usize = 18;

const SHOWN: usize = 40;

/// Who completed what.
#[derive(Debug)]
pub(super) struct Identity {
    mcid: String,
    training_id: Option<String>,
    /// An id that is no number, in a row that is known by its title.
    ignored_id: Option<String>,
}

pub(super) fn is_blank(record: &ByteRecord) -> bool {
    record.iter().all(|cell| cell.trim_ascii().is_empty())
}

/// Refuses a row whose cells cannot be told apart.
pub(super) fn check_shape(columns: &Columns, record: &ByteRecord, fault: Option<Fault>, line: u64) -> Result<(), RowIssue> {
    let reason = match fault {
        Some(Fault::OpenQuote) => Message::new("import-row-open-quote"),
        Some(Fault::TooLong) => Message::new("import-row-too-long"),
        None if record.len() != columns.width() => {
            Message::new("import-row-fields").with("found", record.len()).with("expected", columns.width())
        }
        None => return Ok(()),
    };
    let column = "";
    Err(RowIssue { line, column, reason })
}

pub(super) fn read_identity(columns: &Columns, record: &ByteRecord, line: u64) -> Result<Identity, RowIssue> {
    let mcid = read_mcid(&columns.cell(record, Column::Mcid)).map_err(|reason| issue(line, Column::Mcid, reason))?;
    let id = columns.cell(record, Column::TrainingId);
    let titled = !columns.cell(record, Column::Title).is_empty();
    let (training_id, ignored_id) = match (id.is_empty(), is_number(&id), titled) {
        (false, true, _) => (Some(id), None),
        (true, _, true) => (None, None),
        (false, false, true) => (None, Some(id)),
        (true, _, false) => {
            let reason = Message::new("import-row-no-training");
            return Err(issue(line, Column::TrainingId, reason));
        }
        (false, false, false) => {
            let reason = Message::new("import-row-training-id").with("value", shown(&id));
            return Err(issue(line, Column::TrainingId, reason));
        }
    };
    Ok(Identity { mcid, training_id, ignored_id })
}

pub(super) fn read_dates(columns: &Columns, record: &ByteRecord, line: u64) -> Result<Dates, RowIssue> {
    let read = |column: Column| {
        let text = columns.cell(record, column);
        if text.is_empty() {
            return Ok(None);
        }
        let unreadable = || Message::new("import-row-date").with("value", shown(&text));
        Written::read(&text).map(Some).ok_or_else(|| issue(line, column, unreadable()))
    };
    let Some(completed) = read(Column::Completed)? else {
        let reason = Message::new("import-row-no-date");
        return Err(issue(line, Column::Completed, reason));
    };
    Ok(Dates { completed, expires: read(Column::Expires)?, month: YearMonth::read(&columns.cell(record, Column::Month)) })
}

/// The row of a file, with what is odd about it noted in `warnings`.
pub(super) fn build(
    columns: &Columns,
    record: &ByteRecord,
    line: u64,
    identity: Identity,
    dates: &Dates,
    (completed, expires): (Day, Option<Day>),
    warnings: &mut Vec<RowIssue>,
) -> TrainingRow {
    let cell = |column| columns.cell(record, column);
    let row = TrainingRow {
        line,
        training_id: identity.training_id,
        title: cell(Column::Title),
        training_type: cell(Column::TrainingType),
        mcid: identity.mcid,
        first_name: cell(Column::FirstName),
        last_name: cell(Column::LastName),
        email: cell(Column::Email),
        corporate_email: cell(Column::CorporateEmail),
        directory_id: cell(Column::DirectoryId),
        completed,
        expires,
        mpn_id: cell(Column::MpnId),
        partner_name: cell(Column::PartnerName),
        city: cell(Column::City),
        country: cell(Column::Country),
        activation_status: cell(Column::ActivationStatus),
    };
    let mut warn = |column, reason| warnings.push(issue(line, column, reason));
    if let Some(id) = identity.ignored_id {
        let reason = Message::new("import-row-id-ignored").with("value", shown(&id));
        warn(Column::TrainingId, reason);
    }
    if dates.month.is_some_and(|month| !month.holds(completed)) {
        let reason = Message::new("import-row-other-month").with("value", shown(&cell(Column::Month))).with("day", completed);
        warn(Column::Month, reason);
    }
    if let Some(expires) = expires.filter(|expires| *expires < completed) {
        let reason = Message::new("import-row-expires-before").with("expires", expires).with("completed", completed);
        warn(Column::Expires, reason);
    }
    let status = row.activation_status.as_str();
    if !status.is_empty() && !status.eq_ignore_ascii_case("active") {
        let reason = Message::new("import-row-not-active").with("value", shown(status));
        warn(Column::ActivationStatus, reason);
    }
    row
}

/// The file holds both orders, and this row proves neither.
pub(super) fn open_date(columns: &Columns, record: &ByteRecord, column: Column, line: u64) -> RowIssue {
    let value = shown(&columns.cell(record, column));
    let reason = Message::new("import-row-open-date").with("value", value);
    issue(line, column, reason)
}

pub(super) fn contradiction(columns: &Columns, record: &ByteRecord, line: u64) -> RowIssue {
    let completed = shown(&columns.cell(record, Column::Completed));
    let expires = shown(&columns.cell(record, Column::Expires));
    let reason = Message::new("import-row-two-orders").with("value", expires).with("completed", completed);
    issue(line, Column::Expires, reason)
}

/// A cell as a message shows it: short and on one line.
pub(super) fn shown(text: &str) -> String {
    let mut letters = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut short: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

fn read_mcid(text: &str) -> Result<String, Message> {
    if text.is_empty() {
        return Err(Message::new("import-row-no-mcid"));
    }
    let with_value = |message: Message| message.with("value", shown(text));
    if is_shortened(text) {
        return Err(with_value(Message::new("import-row-mcid-shortened")));
    }
    let digits = text.trim_start_matches('0');
    if text.bytes().all(|byte| byte == b'0') {
        return Err(with_value(Message::new("import-row-mcid-zero")));
    }
    if !is_number(digits) {
        return Err(with_value(Message::new("import-row-mcid")));
    }
    Ok(digits.to_owned())
}

fn is_number(text: &str) -> bool {
    (1..=MOST_DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a spreadsheet wrote a number as `1.5E+07`, which loses its digits.
fn is_shortened(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(&number.replacen([',', '.'], "", 1)) && digits(power.trim_start_matches('+'))
}

fn issue(line: u64, column: Column, reason: Message) -> RowIssue {
    let column = column.name();
    RowIssue { line, column, reason }
}

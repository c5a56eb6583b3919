//! Reads a "TrainingCompletions" export of Partner Center into typed rows, unusable rows and warnings; beside it, the
//! figures that no export holds.
//!
//! Knows nothing of users, skills or rules: it says what the file says, and where it says nothing readable.

mod columns;
mod date;
mod error;
mod metrics;
mod month;
mod records;
mod row;
mod source;

use std::io::Read;

use csv::ByteRecord;
use tierwise_core::Day;
use tierwise_i18n::Message;

pub use self::date::DateOrder;
pub use self::error::{Dataset, ReadError};
pub use self::metrics::{CellProblem, MetricRow, MetricsError, read_metrics};

use self::columns::Columns;
use self::date::{Dates, Orders, Settled};
use self::records::{Fault, Records};
use self::row::Identity;

/// A file with more unusable rows than this, and more than usable ones, is damage whose list would cost memory without
/// end.
const MOST_UNUSABLE: usize = 100_000;

/// What the reader cannot know from the file.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// How to read dates that neither their row nor they themselves decide.
    pub dates: Option<DateOrder>,
}

/// One completed training of one person, as the export states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingRow {
    /// The line of the file on which the row begins, counted from 1.
    pub line: u64,
    pub training_id: Option<String>,
    pub title: String,
    pub training_type: String,
    /// Digits without leading zeros.
    pub mcid: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub corporate_email: String,
    pub directory_id: String,
    pub completed: Day,
    /// None where the export states none; that is unknown, not "never".
    pub expires: Option<Day>,
    pub mpn_id: String,
    pub partner_name: String,
    pub city: String,
    pub country: String,
    pub activation_status: String,
}

/// Something to tell about one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowIssue {
    pub line: u64,
    /// The column's published name; empty where the whole row is meant.
    pub column: &'static str,
    pub reason: Message,
}

/// What a file held.
// INVARIANT: read == rows.len() + unusable.len(); all three lists are in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trainings {
    pub rows: Vec<TrainingRow>,
    /// One issue per row that was not used: the first problem found in it.
    pub unusable: Vec<RowIssue>,
    /// Things to look at in rows that were used.
    pub warnings: Vec<RowIssue>,
    /// Rows of data, blank ones not counted.
    pub read: u64,
}

/// Reads an export in one pass; only rows whose dates are still open wait for the end of the file.
///
/// The layouts of all known periods are accepted, because columns are found by name (DS001-DS081).
pub fn read_trainings(source: impl Read, options: &ReadOptions) -> Result<Trainings, ReadError> {
    let text = source::open(source, columns::known_names)?;
    let mut records = Records::new(text.lines, text.delimiter);
    let mut record = ByteRecord::new();
    let columns = read_header(&mut records, &mut record)?;
    records.expect_width(columns.width());

    let mut reading = Reading::new(&columns);
    while let Some(found) = records.next(&mut record)? {
        reading.take(found.line, found.fault, &record)?;
    }
    reading.finish(options)
}

/// The first line that is not blank names the columns.
fn read_header(records: &mut Records<'_>, record: &mut ByteRecord) -> Result<Columns, ReadError> {
    while let Some(found) = records.next(record)? {
        if found.fault.is_some() {
            return Err(ReadError::NotAnExport);
        }
        if !row::is_blank(record) {
            return Columns::find(record);
        }
    }
    Err(ReadError::Empty)
}

/// The rows so far.
struct Reading<'c> {
    columns: &'c Columns,
    places: Vec<Place>,
    orders: Orders,
    trainings: Trainings,
}

/// A row in its place in the file.
#[expect(clippy::large_enum_variant, reason = "nearly every row is ready, so a box would only add an allocation to each")]
enum Place {
    Ready(TrainingRow),
    Open(Box<OpenRow>),
}

/// A row that waits for the evidence of the whole file.
struct OpenRow {
    line: u64,
    identity: Identity,
    dates: Dates,
    record: ByteRecord,
}

impl<'c> Reading<'c> {
    fn new(columns: &'c Columns) -> Self {
        Self { columns, places: Vec::new(), orders: Orders::default(), trainings: Trainings::default() }
    }

    fn take(&mut self, line: u64, fault: Option<Fault>, record: &ByteRecord) -> Result<(), ReadError> {
        if fault.is_none() && row::is_blank(record) {
            return Ok(());
        }
        self.trainings.read += 1;
        if let Err(issue) = self.read_row(line, fault, record) {
            self.trainings.unusable.push(issue);
        }
        let unusable = self.trainings.unusable.len();
        if unusable > MOST_UNUSABLE && unusable > self.places.len() {
            return Err(ReadError::TooManyUnusable { line });
        }
        Ok(())
    }

    fn read_row(&mut self, line: u64, fault: Option<Fault>, record: &ByteRecord) -> Result<(), RowIssue> {
        row::check_shape(self.columns, record, fault, line)?;
        let identity = row::read_identity(self.columns, record, line)?;
        let dates = row::read_dates(self.columns, record, line)?;
        match dates.settle(None) {
            Settled::Days { completed, expires } => {
                self.orders.note(dates.evidence());
                self.keep(line, identity, &dates, record, (completed, expires));
            }
            Settled::Open(_) => {
                self.orders.note(dates.evidence());
                self.places.push(Place::Open(Box::new(OpenRow { line, identity, dates, record: record.clone() })));
            }
            Settled::Contradiction => {
                return Err(row::contradiction(self.columns, record, line));
            }
        }
        Ok(())
    }

    fn keep(&mut self, line: u64, identity: Identity, dates: &Dates, record: &ByteRecord, days: (Day, Option<Day>)) {
        let warnings = &mut self.trainings.warnings;
        let built = row::build(self.columns, record, line, identity, dates, days, warnings);
        self.places.push(Place::Ready(built));
    }

    /// Settles the rows that waited, each in its place.
    fn finish(mut self, options: &ReadOptions) -> Result<Trainings, ReadError> {
        let order = options.dates.or(self.orders.only());
        for place in std::mem::take(&mut self.places) {
            match place {
                Place::Ready(row) => self.trainings.rows.push(row),
                Place::Open(open) => self.settle(*open, order)?,
            }
        }
        self.trainings.unusable.sort_by_key(|issue| issue.line);
        self.trainings.warnings.sort_by_key(|issue| issue.line);
        Ok(self.trainings)
    }

    fn settle(&mut self, open: OpenRow, order: Option<DateOrder>) -> Result<(), ReadError> {
        let OpenRow { line, identity, dates, record } = open;
        match dates.settle(order) {
            Settled::Days { completed, expires } => {
                let warnings = &mut self.trainings.warnings;
                let days = (completed, expires);
                let built = row::build(self.columns, &record, line, identity, &dates, days, warnings);
                self.trainings.rows.push(built);
            }
            Settled::Open(column) if self.orders.both() => {
                let issue = row::open_date(self.columns, &record, column, line);
                self.trainings.unusable.push(issue);
            }
            Settled::Open(column) => {
                let value = row::shown(&self.columns.cell(&record, column));
                return Err(ReadError::OpenDates { line, value });
            }
            Settled::Contradiction => {
                let issue = row::contradiction(self.columns, &record, line);
                self.trainings.unusable.push(issue);
            }
        }
        Ok(())
    }
}

//! Splits lines into records with fields, and keeps a stray quote from swallowing the rows after it.
//!
//! The ends of records are decided here and not by the csv crate, whose reader would take an unclosed quote to the end
//! of the file. Knows nothing of columns.

use std::collections::VecDeque;
use std::io::{BufRead, Read};

use csv::ByteRecord;

use super::error::ReadError;

/// No cell of an export holds a line break; re-saved ones may hold a few.
const MOST_LINES: usize = 20;

const MOST_BYTES: usize = 64 * 1024;

/// The records of a text, in order.
pub(super) struct Records<'s> {
    lines: Box<dyn BufRead + 's>,
    delimiter: u8,
    width: Option<usize>,
    /// Lines that were read ahead and then given back.
    waiting: VecDeque<Line>,
    read: u64,
}

pub(super) struct Found {
    /// The line on which the record begins, counted from 1.
    pub(super) line: u64,
    pub(super) fault: Option<Fault>,
}

/// Why a record has no dependable fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    OpenQuote,
    TooLong,
}

struct Line {
    number: u64,
    bytes: Vec<u8>,
    too_long: bool,
}

/// How the quotes of a record ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    Closed,
    /// A closing quote was followed by more text, so it was perhaps another cell's opening one.
    Doubtful,
    Open,
}

impl<'s> Records<'s> {
    pub(super) fn new(lines: Box<dyn BufRead + 's>, delimiter: u8) -> Self {
        Self { lines, delimiter, width: None, waiting: VecDeque::new(), read: 0 }
    }

    /// Tells how many fields a record has, which shows where a quote swallowed whole rows.
    pub(super) fn expect_width(&mut self, width: usize) {
        self.width = Some(width);
    }

    /// The next record, or None at the end. A faulty record costs its first line only.
    pub(super) fn next(&mut self, record: &mut ByteRecord) -> Result<Option<Found>, ReadError> {
        let Some(first) = self.take_line()? else {
            return Ok(None);
        };
        let line = first.number;
        if first.too_long {
            record.clear();
            let fault = Some(Fault::TooLong);
            return Ok(Some(Found { line, fault }));
        }
        let mut bytes = first.bytes;
        let mut quotes = split(&bytes, self.delimiter, record);
        let mut further: Vec<Line> = Vec::new();
        while quotes == Quotes::Open && further.len() + 1 < MOST_LINES {
            let Some(next) = self.take_line()? else { break };
            let fits = !next.too_long && bytes.len() + next.bytes.len() <= MOST_BYTES;
            if fits {
                bytes.extend_from_slice(&next.bytes);
                quotes = split(&bytes, self.delimiter, record);
            }
            further.push(next);
            if !fits {
                break;
            }
        }
        if quotes == Quotes::Open || self.swallowed(&further, quotes, record.len()) {
            for line in further.into_iter().rev() {
                self.waiting.push_front(line);
            }
            let fault = Some(Fault::OpenQuote);
            return Ok(Some(Found { line, fault }));
        }
        Ok(Some(Found { line, fault: None }))
    }

    /// Whether a quote that opened on one line and closed on another took whole rows with it. Joining the begin of one
    /// row with the end of another would give one person's training to someone else.
    fn swallowed(&self, further: &[Line], quotes: Quotes, fields: usize) -> bool {
        let (Some(width), Some((last, between))) = (self.width, further.split_last()) else {
            return false;
        };
        let mut scratch = ByteRecord::new();
        let mut whole =
            |line: &Line| split(&line.bytes, self.delimiter, &mut scratch) == Quotes::Closed && scratch.len() == width;
        quotes == Quotes::Doubtful || between.iter().any(&mut whole) || (fields != width && whole(last))
    }

    fn take_line(&mut self) -> Result<Option<Line>, ReadError> {
        if let Some(line) = self.waiting.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let full = self.read_part(&mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let mut part = Vec::new();
        let mut ended = !full;
        while !ended {
            part.clear();
            ended = !self.read_part(&mut part)?;
        }
        self.read += 1;
        Ok(Some(Line { number: self.read, too_long: full, bytes }))
    }

    /// Whether the line goes on after this part.
    fn read_part(&mut self, part: &mut Vec<u8>) -> Result<bool, ReadError> {
        let limit = MOST_BYTES as u64;
        (&mut self.lines).take(limit).read_until(b'\n', part)?;
        Ok(part.len() == MOST_BYTES && part.last() != Some(&b'\n'))
    }
}

/// Splits one record into fields. A quote counts only where a field begins; two quotes within quotes are one.
pub(super) fn split(bytes: &[u8], delimiter: u8, record: &mut ByteRecord) -> Quotes {
    record.clear();
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    // The mark of UTF-8 stands before the first quote of a file, not within its first cell.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut quotes = Quotes::Closed;
    let mut field = Vec::new();
    let mut rest = bytes.iter().copied().peekable();
    loop {
        let quoted = rest.next_if_eq(&b'"').is_some();
        let mut open = quoted;
        let mut ended = true;
        while let Some(byte) = rest.next() {
            if open && byte == b'"' {
                if rest.next_if_eq(&b'"').is_some() {
                    field.push(byte);
                } else {
                    open = false;
                }
            } else if !open && byte == delimiter {
                ended = false;
                break;
            } else {
                if quoted && !open && !byte.is_ascii_whitespace() {
                    quotes = Quotes::Doubtful;
                }
                field.push(byte);
            }
        }
        record.push_field(&field);
        field.clear();
        if open {
            return Quotes::Open;
        }
        if ended {
            return quotes;
        }
    }
}

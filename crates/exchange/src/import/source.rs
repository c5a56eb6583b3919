//! Turns bytes into lines of text: refuses what cannot be an export early, undoes UTF-16, finds the delimiter.
//!
//! Is told which names a header may have, and only to recognise the delimiter; never looks beyond the first 64 KiB.

use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use csv::ByteRecord;
use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE};

use super::error::ReadError;
use super::records;

/// How many of a header's names are columns that its reader knows.
pub(super) type KnownNames = fn(&ByteRecord) -> usize;

/// Enough to recognise any header, little enough to refuse noise at once.
const HEAD: u64 = 64 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A file that looks like text with columns.
pub(super) struct Text<'s> {
    pub(super) lines: Box<dyn BufRead + 's>,
    pub(super) delimiter: u8,
}

/// Opens a source, or says why it cannot be what its reader expects.
pub(super) fn open<'s>(mut source: impl Read + 's, known: KnownNames) -> Result<Text<'s>, ReadError> {
    let head = read_head(&mut source)?;
    if head.is_empty() {
        return Err(ReadError::Empty);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(ReadError::Workbook);
    }
    let encoding = match head.as_slice() {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => None,
    };
    let whole = Cursor::new(head.clone()).chain(source);
    match encoding {
        None => open_text(head, whole, Vec::new(), known),
        Some(encoding) => {
            let mut decoded = Decoded::new(whole, encoding.new_decoder_with_bom_removal());
            let head = read_head(&mut decoded)?;
            open_text(Vec::new(), decoded, head, known)
        }
    }
}

/// `seen` is a head that `rest` repeats; `taken` one that it does not.
fn open_text<'s>(seen: Vec<u8>, rest: impl Read + 's, taken: Vec<u8>, known: KnownNames) -> Result<Text<'s>, ReadError> {
    let head = if taken.is_empty() { &seen } else { &taken };
    let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    check_text(text)?;
    let mut line_end = b'\n';
    if !text.contains(&b'\n') {
        if text.contains(&b'\r') {
            line_end = b'\r';
        } else if head.len() as u64 >= HEAD {
            return Err(ReadError::NotAnExport);
        }
    }
    let delimiter = find_delimiter(text, line_end, known)?;
    let whole = Cursor::new(taken).chain(rest);
    let lines: Box<dyn BufRead + 's> =
        if line_end == b'\n' { Box::new(BufReader::new(whole)) } else { Box::new(BufReader::new(CarriageReturns(whole))) };
    Ok(Text { lines, delimiter })
}

fn read_head(source: &mut impl Read) -> Result<Vec<u8>, ReadError> {
    let mut head = Vec::new();
    source.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Refuses what opens like another kind of file.
fn check_text(text: &[u8]) -> Result<(), ReadError> {
    let trimmed = text.trim_ascii();
    match trimmed {
        [] if (text.len() as u64) < HEAD => return Err(ReadError::Empty),
        [] => return Err(ReadError::NotAnExport),
        [b'<' | b'{' | b'[', ..] => return Err(ReadError::NotAnExport),
        _ if trimmed.starts_with(b"%PDF") => return Err(ReadError::NotAnExport),
        _ => {}
    }
    let noise = text.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    // A stray control character in a name is forgiven; a NUL never comes from a text export.
    if text.contains(&0) || noise.saturating_mul(50) > text.len() {
        return Err(ReadError::NotText);
    }
    Ok(())
}

/// The delimiter with which the header names most columns that are known.
fn find_delimiter(text: &[u8], line_end: u8, known_names: KnownNames) -> Result<u8, ReadError> {
    let header =
        text.split(|byte| *byte == line_end).find(|line| line.iter().any(|byte| is_content(*byte))).ok_or(ReadError::Empty)?;
    let mut record = ByteRecord::new();
    let mut found = (0, 0, b',');
    for delimiter in [b',', b'\t', b';'] {
        records::split(header, delimiter, &mut record);
        let known = known_names(&record);
        if (known, record.len()) > (found.0, found.1) {
            found = (known, record.len(), delimiter);
        }
    }
    Ok(found.2)
}

/// Delimiters alone do not make a header: a spreadsheet saves a blank first row so.
fn is_content(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !matches!(byte, b',' | b';' | b'"')
}

/// The line ends of old spreadsheets on the Macintosh, made into those of everyone else.
struct CarriageReturns<R>(R);

impl<R: Read> Read for CarriageReturns<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        for byte in buffer.iter_mut().take(read) {
            if *byte == b'\r' {
                *byte = b'\n';
            }
        }
        Ok(read)
    }
}

/// UTF-16 made into UTF-8 as it is read; spreadsheets call the former "Unicode text".
struct Decoded<R> {
    source: BufReader<R>,
    decoder: Decoder,
    text: Cursor<Vec<u8>>,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    fn new(source: R, decoder: Decoder) -> Self {
        Self { source: BufReader::new(source), decoder, text: Cursor::new(Vec::new()), ended: false }
    }

    fn fill(&mut self) -> io::Result<()> {
        let mut output = vec![0; 16 * 1024];
        let input = self.source.fill_buf()?;
        let last = input.is_empty();
        let (result, read, written, _) = self.decoder.decode_to_utf8(input, &mut output, last);
        output.truncate(written);
        self.source.consume(read);
        self.ended = last && result == CoderResult::InputEmpty;
        self.text = Cursor::new(output);
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            let read = self.text.read(buffer)?;
            if read > 0 || self.ended {
                return Ok(read);
            }
            self.fill()?;
        }
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Text").field("delimiter", &self.delimiter).finish_non_exhaustive()
    }
}

//! Files that are no exports, and exports that were damaged.

use std::io::{self, Read};

use proptest::prelude::*;
use tierwise_exchange::import::{DateOrder, ReadError, ReadOptions, read_trainings};

use crate::support::{HEADER, SAMPLE, read_with, try_read};

/// Counts what was asked of it, and never ends.
struct Endless<F> {
    byte: F,
    read: usize,
}

impl<F: FnMut() -> u8> Read for &mut Endless<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer.fill_with(&mut self.byte);
        self.read += buffer.len();
        Ok(buffer.len())
    }
}

#[test]
fn nothing_and_only_blanks_are_empty() {
    for file in ["", "\u{FEFF}", "\r\n\r\n", "  \t ", "\u{FEFF}\n", ",,,\n,,,\n"] {
        assert!(matches!(try_read(file), Err(ReadError::Empty)), "{file:?}");
    }
    assert!(matches!(try_read([0xFF, 0xFE]), Err(ReadError::Empty)));
}

#[test]
fn workbooks_are_told_to_be_saved_as_text() {
    for file in [&b"PK\x03\x04\x14\0"[..], b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
        assert!(matches!(try_read(file), Err(ReadError::Workbook)));
    }
}

#[test]
fn pages_and_documents_are_not_exports() {
    for file in [
        "<!DOCTYPE html>\n<html></html>",
        "\u{FEFF}  <?xml version=\"1.0\"?>\n",
        "{\"a\": 1}\n",
        "[1]",
        "%PDF-1.7\n",
        "hello\nworld\n",
        "3051,Title,Certification\n",
    ] {
        assert!(matches!(try_read(file), Err(ReadError::NotAnExport)), "{file}");
    }
}

#[test]
fn zero_bytes_and_control_noise_are_not_text() {
    let nul = format!("{HEADER}\n1,3051,T\0,2020-01-02,,\n");
    let noise = "MCPID\x01\x02\x03\x04,T\n";
    for file in [nul.as_bytes(), noise.as_bytes(), &[0; 10_000]] {
        assert!(matches!(try_read(file), Err(ReadError::NotText)));
    }
}

#[test]
fn endless_noise_and_an_endless_line_are_refused_after_their_head() {
    let mut state = 1_u64;
    let mut noise = Endless {
        byte: || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        },
        read: 0,
    };
    let read = read_trainings(&mut noise, &ReadOptions::default());
    assert!(matches!(read, Err(ReadError::NotText)));
    assert!(noise.read <= 64 * 1024, "{}", noise.read);

    for byte in [b'x', b' '] {
        let mut line = Endless { byte: || byte, read: 0 };
        let read = read_trainings(&mut line, &ReadOptions::default());
        assert!(matches!(read, Err(ReadError::NotAnExport)));
        assert!(line.read <= 64 * 1024);
    }
}

#[test]
fn an_endless_file_of_bad_rows_is_given_up() {
    let mut bad = Endless {
        byte: {
            let mut turn = false;
            move || {
                turn = !turn;
                if turn { b'x' } else { b'\n' }
            }
        },
        read: 0,
    };
    let header = format!("{HEADER}\n");
    let read = read_trainings(header.as_bytes().chain(&mut bad), &ReadOptions::default());
    assert!(matches!(read, Err(ReadError::TooManyUnusable { .. })));
}

#[test]
fn a_quote_that_never_closes_in_the_header_is_refused() {
    let file = format!("\"{HEADER}\n1,3051,T,2020-01-02,,\n");
    assert!(matches!(try_read(file), Err(ReadError::NotAnExport)));
}

#[test]
fn a_source_that_fails_is_reported() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    let header = format!("{HEADER}\n{}", " \n".repeat(70_000));
    let read = read_trainings(header.as_bytes().chain(Failing), &ReadOptions::default());
    assert!(matches!(read, Err(ReadError::Io(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read_with(&bytes, None);
        let mut rows = HEADER.as_bytes().to_vec();
        rows.push(b'\n');
        rows.extend(&bytes);
        let _ = read_with(&rows, Some(DateOrder::DayFirst));
    }

    #[test]
    fn random_cells_never_panic(cells in "([0-9]{1,3}|[/:.,;\"\n TZ+-]|3051,|2020-01-02|Dec-18){0,200}") {
        let _ = read_with(format!("{HEADER}\n{cells}"), Some(DateOrder::MonthFirst));
    }

    #[test]
    fn a_damaged_sample_never_panics_and_accounts_for_every_row(
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
        special in proptest::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(b"\",;\t\r\n/\xE5".to_vec())), 0..30),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = SAMPLE.to_vec();
        for (place, byte) in damage.iter().chain(&special) {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
        let _ = read_with(&bytes, None);
        bytes.truncate(end.index(bytes.len()));
        let _ = read_with(&bytes, None);
    }
}

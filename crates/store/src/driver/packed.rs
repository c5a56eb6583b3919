//! Many rows of SQLite as one text. Its driver copies every value and hands every row from one thread to another, which
//! takes several times as long as finding the row. Knows no table.

use std::borrow::Cow;

use serde::Deserialize;
use uuid::Uuid;

use super::{Fields, Row, values};
use crate::StoreError;

/// Rows in one text, at most.
pub(crate) const ROWS: usize = 1_000;

/// One value as text, borrowed where nothing in it is escaped.
#[derive(Debug, Deserialize)]
pub(crate) struct Text<'p>(#[serde(borrow)] Cow<'p, str>);

/// A packed row.
pub(crate) type Cells<'p> = [Option<Text<'p>>];

/// A type that can be read from the text of its value; bytes are digits there.
pub(crate) trait Unpacked<'r>: Sized {
    fn unpacked(text: &'r str) -> Option<Self>;
}

/// A column with the form in which SQLite keeps its values.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Named {
    Bytes(&'static str),
    Number(&'static str),
    Text(&'static str),
}

impl Named {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bytes(name) | Self::Number(name) | Self::Text(name) => name,
        }
    }

    fn as_text(self) -> String {
        match self {
            Self::Bytes(name) => format!("hex({name})"),
            Self::Number(name) => format!("{name} || ''"),
            Self::Text(name) => name.to_owned(),
        }
    }
}

/// A statement that finds a great many rows.
#[derive(Debug)]
pub(crate) struct Many<'m> {
    pub select: &'m str,
    /// What it selects.
    pub columns: &'m [Named],
    /// A further column, and the order, which begins with it: so the next rows are found behind the last ones.
    pub key: &'m str,
    pub order: &'m str,
}

impl Many<'_> {
    /// The first rows as a list of lists, and the key of the last one.
    pub fn packed(&self) -> String {
        let Self { select, columns, key, order } = self;
        // INVARIANT: SQLite takes the rows into the list in the order in which the inner select finds them, so that the last
        // one of the list is the one behind which the next are found.
        let texts = columns.iter().map(|column| column.as_text()).collect::<Vec<_>>().join(", ");
        format!("select json_group_array(json_array({texts})), max({key}) from ({select} order by {order} limit {ROWS})")
    }
}

/// Hands every row to `take` and counts them.
pub(crate) fn unpack<F>(packed: &str, take: &mut F) -> Result<usize, StoreError>
where
    F: FnMut(&mut Fields<'_>) -> Result<(), StoreError>,
{
    let rows: Vec<Vec<Option<Text<'_>>>> = serde_json::from_str(packed).map_err(|_| StoreError::unknown("packed rows"))?;
    for row in &rows {
        take(&mut Fields { row: Row::Packed(row), index: 0 })?;
    }
    Ok(rows.len())
}

pub(crate) fn get<'r, T: Unpacked<'r>>(cells: &'r Cells<'r>, index: usize) -> Result<T, StoreError> {
    let text = cells.get(index).and_then(Option::as_ref);
    text.and_then(|text| T::unpacked(&text.0)).ok_or_else(|| StoreError::unknown("packed value"))
}

impl Unpacked<'_> for bool {
    fn unpacked(text: &str) -> Option<Self> {
        Some(text != "0")
    }
}

impl Unpacked<'_> for i64 {
    fn unpacked(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Unpacked<'_> for Uuid {
    fn unpacked(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Unpacked<'_> for time::Date {
    fn unpacked(text: &str) -> Option<Self> {
        values::date(text.parse().ok()?).ok()
    }
}

impl<'r> Unpacked<'r> for &'r str {
    fn unpacked(text: &'r str) -> Option<Self> {
        Some(text)
    }
}

impl Unpacked<'_> for String {
    fn unpacked(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

/// Contents are never packed.
impl Unpacked<'_> for Vec<u8> {
    fn unpacked(_: &str) -> Option<Self> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_handed_out_row_by_row() {
        let mut found = Vec::new();
        let count = unpack(r#"[["a\"b\u00e5",null,"7"],["",null,"-1"]]"#, &mut |fields| {
            found.push((fields.next::<String>()?, fields.next::<Option<i64>>()?, fields.next::<i64>()?));
            Ok(())
        });
        assert_eq!(count, Ok(2));
        assert_eq!(found, [("a\"bå".to_owned(), None, 7), (String::new(), None, -1)]);
    }

    #[test]
    fn what_is_not_packed_rows_is_an_error() {
        for packed in ["", "[1]", "[[\"a\"]]"] {
            let read = unpack(packed, &mut |fields| fields.next::<i64>().map(|_| ()));
            assert!(read.is_err(), "{packed}");
        }
    }
}

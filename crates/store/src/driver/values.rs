//! How the values of the domain are kept in either database. Knows no table.

use std::borrow::Cow;
use std::sync::Arc;

use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Decode, Encode, Postgres, Row as _, Sqlite, Type};
use tierwise_core::record::{Channel, Origin};
use tierwise_core::{
    BatchId, CompetencyId, CredentialId, Day, Exact, FactId, Instant, LocationId, OperatorId, PartnerId, ProgrammeId,
    SessionId, SourceId, TokenId, UserId,
};
use uuid::Uuid;

use super::packed::{self, Unpacked};
use super::{Arguments, Row};
use crate::StoreError;

/// What both drivers take as it is.
pub(crate) trait Native<'t>: Encode<'t, Sqlite> + Type<Sqlite> + Encode<'t, Postgres> + Type<Postgres> + 't {}

impl<'t, T> Native<'t> for T where T: Encode<'t, Sqlite> + Type<Sqlite> + Encode<'t, Postgres> + Type<Postgres> + 't {}

/// What both drivers give as it is, and a packed row as text.
trait NativeColumn<'r>: Unpacked<'r> + Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres> {}

impl<'r, T> NativeColumn<'r> for T where
    T: Unpacked<'r> + Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>
{
}

/// A value with its form in both databases.
pub(crate) trait Stored: Sync {
    type Native<'a>: Native<'a>
    where
        Self: 'a;

    fn native(&self) -> Result<Self::Native<'_>, StoreError>;
}

/// A value of a statement.
pub(crate) trait Value: Sync {
    fn bind_sqlite(&self, arguments: &mut SqliteArguments) -> Result<(), StoreError>;
    fn bind_postgres(&self, arguments: &mut PgArguments) -> Result<(), StoreError>;
}

impl<T: Stored> Value for T {
    fn bind_sqlite(&self, arguments: &mut SqliteArguments) -> Result<(), StoreError> {
        arguments.add_native(self.native()?)
    }

    fn bind_postgres(&self, arguments: &mut PgArguments) -> Result<(), StoreError> {
        arguments.add_native(self.native()?)
    }
}

/// A value of a row.
pub(crate) trait Column<'r>: Sized {
    fn read(row: Row<'r>, index: usize) -> Result<Self, StoreError>;
}

impl<T: Stored> Stored for Option<T>
where
    for<'a> Option<T::Native<'a>>: Native<'a>,
{
    type Native<'a>
        = Option<T::Native<'a>>
    where
        Self: 'a;

    fn native(&self) -> Result<Self::Native<'_>, StoreError> {
        self.as_ref().map(T::native).transpose()
    }
}

impl<'r, T: Column<'r>> Column<'r> for Option<T> {
    fn read(row: Row<'r>, index: usize) -> Result<Self, StoreError> {
        if row.is_null(index)? { Ok(None) } else { T::read(row, index).map(Some) }
    }
}

impl<'r> Row<'r> {
    fn native<T: NativeColumn<'r>>(self, index: usize) -> Result<T, StoreError> {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(index)?,
            Self::Postgres(row) => row.try_get(index)?,
            Self::Packed(cells) => packed::get(cells, index)?,
        })
    }
}

/// One pair of conversions per type; the macro keeps the two directions together.
macro_rules! stored {
    ($($(#[$doc:meta])* $type:ty as $native:ty: $write:expr, $read:expr;)*) => {$(
        $(#[$doc])*
        impl Stored for $type {
            type Native<'a> = $native;

            fn native(&self) -> Result<$native, StoreError> {
                let write: fn(&Self) -> Result<$native, StoreError> = $write;
                write(self)
            }
        }

        impl Column<'_> for $type {
            fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError> {
                let read: fn($native) -> Result<Self, StoreError> = $read;
                read(row.native(index)?)
            }
        }
    )*};
}

stored! {
    bool as bool: |flag| Ok(*flag), Ok;
    i64 as i64: |number| Ok(*number), Ok;
    u64 as i64: |number| i64::try_from(*number).map_err(|_| StoreError::unknown("number")),
        |number| u64::try_from(number).map_err(|_| StoreError::unknown("number"));
    u32 as i64: |number| Ok(i64::from(*number)), |number| u32::try_from(number).map_err(|_| StoreError::unknown("number"));
    Uuid as Uuid: |uuid| Ok(*uuid), Ok;
    Instant as i64: |instant| Ok(instant.as_micros()), |micros| Ok(Self::from_micros(micros));
    Day as time::Date: |day| date(*day), day;
    Exact as String: |exact| Ok(exact.to_string()), |text| text.parse().map_err(|_| StoreError::unknown("number"));
}

/// Ids of rows are UUIDs in PostgreSQL and their 16 bytes in SQLite, which sort alike.
macro_rules! stored_uids {
    ($($type:ty),*) => {$(
        stored! { $type as Uuid: |id| Ok(id.uuid()), |uuid| Ok(Self::new(uuid)); }
    )*};
}

stored_uids!(PartnerId, UserId, OperatorId, CredentialId, BatchId, FactId, TokenId, LocationId, SessionId);

/// PostgreSQL keeps no text with the character NUL; the replacement character stands in for it in both.
fn clean(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}

macro_rules! stored_texts {
    ($($type:ty: $as_str:expr;)*) => {$(
        impl Stored for $type {
            type Native<'a> = Cow<'a, str> where Self: 'a;

            fn native(&self) -> Result<Cow<'_, str>, StoreError> {
                let as_str: fn(&Self) -> &str = $as_str;
                Ok(clean(as_str(self)))
            }
        }
    )*};
}

stored_texts! {
    &str: |text| text;
    String: String::as_str;
    SourceId: SourceId::as_str;
    ProgrammeId: ProgrammeId::as_str;
    CompetencyId: CompetencyId::as_str;
    Channel: |channel| channel.code();
    Origin: |origin| origin.code();
}

/// Texts that many rows share go to SQLite as they are, without a copy for each row.
impl Stored for Arc<str> {
    type Native<'a> = Self;

    fn native(&self) -> Result<Self, StoreError> {
        Ok(match clean(self) {
            Cow::Borrowed(_) => Self::clone(self),
            Cow::Owned(text) => text.into(),
        })
    }
}

impl Column<'_> for Channel {
    fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError> {
        Self::find(row.native(index)?).ok_or_else(|| StoreError::unknown("channel"))
    }
}

impl Column<'_> for Origin {
    fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError> {
        Self::find(row.native(index)?).ok_or_else(|| StoreError::unknown("origin"))
    }
}

/// Borrowed from the row, so that equal texts of many rows can be kept once.
impl<'r> Column<'r> for &'r str {
    fn read(row: Row<'r>, index: usize) -> Result<Self, StoreError> {
        row.native(index)
    }
}

impl Column<'_> for String {
    fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError> {
        row.native(index)
    }
}

/// Hashes and contents.
impl Stored for &[u8] {
    type Native<'a>
        = &'a [u8]
    where
        Self: 'a;

    fn native(&self) -> Result<&[u8], StoreError> {
        Ok(self)
    }
}

impl Column<'_> for Vec<u8> {
    fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError> {
        row.native(index)
    }
}

impl Stored for [u8; 32] {
    type Native<'a> = &'a [u8];

    fn native(&self) -> Result<&[u8], StoreError> {
        Ok(self)
    }
}

impl Column<'_> for [u8; 32] {
    fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError> {
        let bytes: Vec<u8> = row.native(index)?;
        bytes.try_into().map_err(|_| StoreError::unknown("hash"))
    }
}

pub(super) fn date(day: Day) -> Result<time::Date, StoreError> {
    let no_day = || StoreError::unknown("day");
    let month = u8::try_from(day.month()).ok().and_then(|month| time::Month::try_from(month).ok()).ok_or_else(no_day)?;
    let day_of_month = u8::try_from(day.day_of_month()).map_err(|_| no_day())?;
    time::Date::from_calendar_date(i32::from(day.year()), month, day_of_month).map_err(|_| no_day())
}

fn day(date: time::Date) -> Result<Day, StoreError> {
    let parts = (i16::try_from(date.year()), i8::try_from(u8::from(date.month())), i8::try_from(date.day()));
    match parts {
        (Ok(year), Ok(month), Ok(day)) => Day::new(year, month, day).ok_or_else(|| StoreError::unknown("day")),
        _ => Err(StoreError::unknown("day")),
    }
}

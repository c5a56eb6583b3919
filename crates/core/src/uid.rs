//! Ids of rows: UUIDs, typed so that a user's id is never passed where an import's is meant.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// One newtype per kind of row; the macro keeps them alike.
macro_rules! uids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::from_str(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }
    )*};
}

uids! {
    /// A partner company.
    PartnerId;
    /// A person at a partner, with or without an account: the account of a person has the same id.
    UserId;
    /// An operator of the installation.
    OperatorId;
    /// What one sign-in name opens: an account of a person or of an operator.
    CredentialId;
    /// Rows that become visible together and are undone together.
    BatchId;
    /// One versioned fact: an employment, an association, an achievement, a figure.
    FactId;
    /// A token of the API.
    TokenId;
    /// A place of business of a partner, with an MPN ID of its own.
    LocationId;
    /// A session of somebody who signed in.
    SessionId;
}

//! The database: SQL, migrations and transactions. The only crate that names sqlx; knows neither rules nor HTTP.
//!
//! Two scopes. What belongs to the installation (companies, operators, credentials, sessions, links, tokens) is
//! changed by single calls. What belongs to a partner is changed by a `Write`, which takes the partner's next number.

mod accounts;
mod changes;
mod credentials;
mod driver;
mod error;
mod facts;
mod failures;
mod imports;
mod links;
mod locations;
mod migration;
mod operators;
mod partners;
mod sessions;
mod snapshot;
mod store;
mod subject;
mod tokens;
mod write;

pub use accounts::Account;
pub use credentials::Credential;
pub use error::StoreError;
pub use imports::{Import, ImportState};
pub use links::{Link, Purpose};
pub use locations::Location;
pub use operators::Operator;
pub use sessions::Session;
pub use store::{Database, DatabaseError, Durability, Options, Store};
pub use subject::Subject;
pub use tokens::ApiToken;
pub use write::{Entry, Write};

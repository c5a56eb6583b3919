//! The use cases of an installation: authorize, load, compute, write. Knows the database and the rules, not HTTP.

mod accounts;
mod caller;
mod company;
mod demo_load;
mod desks;
mod downloads;
mod error;
mod figures;
mod imports;
mod locations;
mod passwords;
mod people;
mod setup;
mod tokens;
mod users;
mod world;

use std::sync::Arc;

use tierwise_core::ProgrammeId;
use tierwise_rules::Programme;
use tierwise_store::Store;
use tokio::sync::Semaphore;

pub use accounts::{Password, SignIn, SignedIn};
pub use caller::{Caller, Seat};
pub use company::{CompanySettings, NewCompany, OwnCompany, shown_in};
pub use downloads::{Format, write_skills_report, write_standings, write_users};
pub use error::{AppError, Problem};
pub use figures::{FigureCell, FigureRow, MetricsUpload, NewFigure, NewShown};
pub use imports::{ImportView, MOST_BYTES as MOST_IMPORT_BYTES, Upload};
pub use locations::NewLocation;
pub use setup::{FirstCompany, FirstOperator, SetupKind};
pub use tokens::{MadeToken, NewToken};
pub use users::{AccountState, Invitation, NewUser, Roster, UserPage, UserQuery, UserRow, UserSort};
pub use world::World;

// What a caller sees of the database's vocabulary.
pub use tierwise_store::{Account, ApiToken, Import, ImportState, Location, Session};

use desks::Desks;

/// An installation at work. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    store: Store,
    world: World,
    settings: Settings,
    programmes: Vec<Arc<Programme>>,
    desks: Desks,
    /// Hashing a password takes memory on purpose: only so many at a time.
    hashing: Semaphore,
}

/// What whoever runs the installation decides.
#[derive(Debug, Clone)]
pub struct Settings {
    pub run_by: RunBy,
    /// Whether an export of Partner Center is evidence that counts.
    pub exports_count: bool,
    /// Whether the one-click sign-ins of the demo are offered.
    pub demo: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunBy {
    /// Exactly one company, whose Global admin is the operator.
    Company,
    /// An operator, for many companies.
    Operator,
}

/// Argon2 takes about 20 MiB each time.
const HASHES_AT_ONCE: usize = 4;

impl App {
    /// `programmes`: every programme of the installation, the newest first.
    pub fn new(store: Store, world: World, settings: Settings, programmes: Vec<Programme>) -> Self {
        let programmes = programmes.into_iter().map(Arc::new).collect();
        let inner =
            Inner { store, world, settings, programmes, desks: Desks::default(), hashing: Semaphore::new(HASHES_AT_ONCE) };
        Self { inner: Arc::new(inner) }
    }

    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    pub fn programmes(&self) -> &[Arc<Programme>] {
        &self.inner.programmes
    }

    pub fn programme(&self, id: &ProgrammeId) -> Option<&Arc<Programme>> {
        self.inner.programmes.iter().find(|programme| programme.id == *id)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), AppError> {
        Ok(self.inner.store.ping().await?)
    }

    fn store(&self) -> &Store {
        &self.inner.store
    }

    fn world(&self) -> &World {
        &self.inner.world
    }

    pub fn now(&self) -> tierwise_core::Instant {
        self.world().now()
    }

    /// Microseconds, for durations.
    pub fn clock(&self) -> u64 {
        u64::try_from(self.world().now().as_micros()).unwrap_or(0)
    }

    /// An id for one request, by which its log is found.
    pub fn request_id(&self) -> String {
        self.world().new_id::<uuid::Uuid>().to_string()
    }
}

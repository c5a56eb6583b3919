//! Imports: an export is uploaded, looked at, applied as a whole, and can be undone.
//!
//! Rows are written in chunks that nobody sees; one short transaction publishes them, another one takes them back.

use std::time::Duration;

use tierwise_core::access::Action;
use tierwise_core::{BatchId, PartnerId};
use tierwise_exchange::import::{DateOrder, ReadError, ReadOptions, read_trainings};
use tierwise_i18n::Message;
use tierwise_store::{Import, ImportState, StoreError};

use super::{App, AppError, Caller, Seat};
use crate::importing::{self, Keep, Preview};

/// A larger file is no export of one company.
pub const MOST_BYTES: usize = 256 << 20;
/// Rows per transaction: large enough to be quick, small enough that others write in between.
const CHUNK: usize = 5_000;
/// Whoever applies an import renews its lease with every chunk.
const LEASE: Duration = Duration::from_secs(60);

#[derive(Debug)]
pub struct Upload {
    pub file_name: String,
    pub content: Vec<u8>,
    pub dates: Option<DateOrder>,
}

impl Upload {
    /// The order of dates that a form or a query names.
    pub fn order(text: &str) -> Option<DateOrder> {
        match text {
            "dmy" => Some(DateOrder::DayFirst),
            "mdy" => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

/// An import with what it would do, or did.
#[derive(Debug)]
pub struct ImportView {
    pub import: Import,
    pub preview: Preview,
    /// Whether its worker stopped without finishing: it can be applied again or discarded.
    pub interrupted: bool,
    /// Whether it is the latest one that was applied: only that can be undone.
    pub can_be_undone: bool,
}

/// One attempt to apply an import.
struct Work {
    id: BatchId,
    attempt: u32,
    keep: Keep,
    day_first: Option<bool>,
}

/// What is kept of an import beside its file.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
struct Plan {
    preview: Preview,
    day_first: Option<bool>,
}

impl App {
    /// Reads an export and says what applying it would change. Nothing is changed yet.
    ///
    /// # Errors
    /// `Invalid` when the file cannot be used; `Forbidden` or `NotFound` for who may not import.
    pub async fn upload(&self, caller: &Caller, upload: Upload) -> Result<BatchId, AppError> {
        let seat = caller.see(Action::Import)?;
        if upload.content.len() > MOST_BYTES {
            return Err(AppError::invalid("file", Message::new("app-import-large").with("most", MOST_BYTES >> 20)));
        }
        let day_first = upload.dates.map(|order| order == DateOrder::DayFirst);
        let id: BatchId = self.world().new_id();
        let content = upload.content;
        let (plan, content) = self.plan(seat.partner, content, day_first).await?;
        if plan.counts.read == 0 {
            return Err(AppError::invalid("file", Message::new("app-import-no-rows")));
        }
        let import = Import {
            id,
            uploaded_by: seat.user,
            uploaded_at: self.world().now(),
            file_name: upload.file_name.chars().filter(|letter| !letter.is_control()).take(200).collect(),
            size: content.len() as u64,
            state: ImportState::Previewed,
            attempt: 0,
            rows_total: importing::size(&plan.facts) as u64,
            rows_written: 0,
            lease_until: None,
            plan: written(&Plan { preview: plan.preview(), day_first }),
            published: None,
            undone: None,
        };
        self.store().create_import(seat.partner, &import, &content).await?;
        Ok(id)
    }

    /// # Errors
    /// When the caller may not import.
    pub async fn imports(&self, caller: &Caller) -> Result<Vec<ImportView>, AppError> {
        let seat = caller.see(Action::Import)?;
        let imports = self.store().list_imports(seat.partner).await?;
        let newest = newest_applied(&imports);
        Ok(imports.into_iter().map(|import| self.view(import, newest)).collect())
    }

    /// # Errors
    /// `NotFound` when it is no import of the caller's company.
    pub async fn import(&self, caller: &Caller, id: BatchId) -> Result<ImportView, AppError> {
        let seat = caller.see(Action::Import)?;
        let import = self.store().find_import(seat.partner, id).await?.ok_or(AppError::NotFound)?;
        // Only an applied import can be the latest one that was applied.
        let newest = match import.state {
            ImportState::Applied => newest_applied(&self.store().list_imports(seat.partner).await?),
            _ => None,
        };
        Ok(self.view(import, newest))
    }

    /// Begins to apply an import; the answer does not wait for its end.
    ///
    /// # Errors
    /// `Refused` when it was applied, undone or discarded, or another import is being applied.
    pub async fn apply_import(&self, caller: &Caller, id: BatchId, keep: Keep) -> Result<(), AppError> {
        let seat = caller.see(Action::Import)?.clone();
        let view = self.import(caller, id).await?;
        let plan: Plan = serde_json::from_str(&view.import.plan).unwrap_or_default();
        let content = self.store().import_content(seat.partner, id).await?;
        let content = content.ok_or_else(|| AppError::refused("app-import-done"))?;
        let now = self.world().now();
        let started = self.store().start_import(seat.partner, id, now, now.plus(LEASE), view.import.rows_total).await?;
        let Some(attempt) = started else { return Err(AppError::refused("app-import-busy")) };
        let app = self.clone();
        tokio::spawn(async move {
            let work = Work { id, attempt, keep, day_first: plan.day_first };
            if let Err(error) = app.write_import(&seat, content, work).await {
                tracing::error!(import = %id, error = %error, "an import was not applied; nothing of it is visible");
            }
        });
        Ok(())
    }

    /// What is on record may have moved since the preview, so it is planned again. No other import is applied or undone
    /// meanwhile: the lease keeps them out.
    async fn write_import(&self, seat: &Seat, content: Vec<u8>, work: Work) -> Result<(), AppError> {
        let Work { id, attempt, keep, day_first } = work;
        let (plan, _) = self.plan(seat.partner, content, day_first).await?;
        let preview = plan.preview();
        let (facts, ends) = importing::choose(plan, &keep);
        for (facts, ends) in importing::chunks(facts, ends, CHUNK) {
            let now = self.world().now();
            if !self.store().add_chunk(seat.partner, id, attempt, &facts, &ends, now, now.plus(LEASE)).await? {
                return Ok(());
            }
        }
        self.store().set_import_plan(seat.partner, id, &written(&Plan { preview, day_first })).await?;
        let mut write = self.store().write(seat.partner, self.entry(seat.actor(), "import-applied")).await?;
        write.publish_import(id, attempt).await?;
        Ok(write.commit().await?)
    }

    /// Stops an import that is being applied; nothing of it stays.
    ///
    /// # Errors
    /// `Refused` when it is too late.
    pub async fn cancel_import(&self, caller: &Caller, id: BatchId) -> Result<(), AppError> {
        let seat = caller.see(Action::Import)?;
        self.import(caller, id).await?;
        let cancelled = self.store().cancel_import(seat.partner, id).await?;
        if cancelled { Ok(()) } else { Err(AppError::refused("app-import-done")) }
    }

    /// Takes back what the latest applied import changed.
    ///
    /// # Errors
    /// `Refused` when a later import was applied: that one first.
    pub async fn undo_import(&self, caller: &Caller, id: BatchId) -> Result<(), AppError> {
        let seat = caller.see(Action::Import)?;
        self.import(caller, id).await?;
        let mut write = self.store().write(seat.partner, self.entry(seat.actor(), "import-undone")).await?;
        match write.undo_import(id).await {
            Ok(()) => Ok(write.commit().await?),
            Err(error @ StoreError::Conflict(_)) => {
                tracing::debug!(import = %id, error = %error, "an import cannot be undone");
                Err(AppError::refused("app-import-not-latest"))
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn plan(
        &self,
        partner: PartnerId,
        content: Vec<u8>,
        day_first: Option<bool>,
    ) -> Result<(importing::ImportPlan, Vec<u8>), AppError> {
        let snapshot = self.snapshot(partner).await?;
        let locations = self.location_mpn_ids(partner).await?;
        let partner = self.partner(partner).await?;
        let (day, received) = (self.today(&partner), self.world().now());
        let dates = day_first.map(|first| if first { DateOrder::DayFirst } else { DateOrder::MonthFirst });
        let app = self.clone();
        let planned = tokio::task::spawn_blocking(move || {
            let mut trainings = read_trainings(content.as_slice(), &ReadOptions { dates }).map_err(|error| unusable(&error))?;
            for issue in trainings.unusable.iter_mut().filter(|issue| issue.reason.key() == "import-row-open-date") {
                issue.reason = issue.reason.clone().reworded("app-import-row-open-date");
            }
            let mut ids = || app.world().new_id();
            let plan = importing::plan(&partner, &locations, &snapshot, trainings, day, received, &mut ids);
            Ok((plan, content))
        });
        planned.await.map_err(|_| AppError::Interrupted)?
    }

    fn view(&self, import: Import, newest: Option<BatchId>) -> ImportView {
        let plan: Plan = serde_json::from_str(&import.plan).unwrap_or_default();
        let now = self.world().now();
        ImportView {
            preview: plan.preview,
            interrupted: import.state == ImportState::Applying && import.lease_until.is_none_or(|until| until < now),
            can_be_undone: newest == Some(import.id),
            import,
        }
    }
}

/// What a file lacks; the order of dates is a field of the form, not an option of a command.
fn unusable(error: &ReadError) -> AppError {
    match error {
        ReadError::OpenDates { .. } => AppError::invalid("dates", error.message().reworded("app-import-open-dates")),
        _ => AppError::invalid("file", error.message()),
    }
}

fn newest_applied(imports: &[Import]) -> Option<BatchId> {
    let applied = imports.iter().filter(|import| import.state == ImportState::Applied);
    applied.max_by_key(|import| import.published).map(|import| import.id)
}

fn written(plan: &Plan) -> String {
    serde_json::to_string(plan).unwrap_or_default()
}

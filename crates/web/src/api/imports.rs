//! Imports over the API: upload, look, apply, undo.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tierwise_app::importing::Keep;
use tierwise_app::service::{ImportState, ImportView, Upload};
use tierwise_core::BatchId;
use tierwise_core::access::Action;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Asked, At, Body, Paged, Paging};
use crate::failure::{Failure, ProblemDetails};
use crate::site::{Asker, Site};

/// An import with what it would change, or changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportAnswer {
    pub id: Uuid,
    pub file_name: String,
    pub uploaded_at: String,
    pub uploaded_by: Uuid,
    /// `previewed`, `applying`, `interrupted`, `applied`, `undone` or `cancelled`.
    #[schema(example = "previewed")]
    pub state: &'static str,
    /// Facts written so far and in all, while it is being applied.
    pub written: u64,
    pub total: u64,
    pub can_be_undone: bool,
    /// The number of the change that published it.
    pub published: Option<u64>,
    /// The number of the change that undid it.
    pub undone: Option<u64>,
    /// Counts and up to 200 lines of each kind.
    #[schema(value_type = Object)]
    pub preview: serde_json::Value,
}

/// How to apply an import.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyInput {
    /// What becomes of achievements that the file no longer has: `keep` (if left out) or `end`.
    #[serde(default)]
    pub gone: Gone,
}

#[derive(Debug, Default, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Gone {
    #[default]
    Keep,
    End,
}

/// How to read the file.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UploadQuery {
    /// `dmy` or `mdy`, for dates such as 03/04/2021 that nothing in the file decides.
    pub dates: Option<String>,
}

impl From<ImportView> for ImportAnswer {
    fn from(view: ImportView) -> Self {
        let import = view.import;
        Self {
            id: import.id.uuid(),
            uploaded_at: import.uploaded_at.to_string(),
            uploaded_by: import.uploaded_by.uuid(),
            state: state(import.state, view.interrupted),
            written: import.rows_written,
            total: import.rows_total,
            can_be_undone: view.can_be_undone,
            published: import.published,
            undone: import.undone,
            preview: serde_json::to_value(&view.preview).unwrap_or_default(),
            file_name: import.file_name,
        }
    }
}

/// A state as a word.
pub(crate) fn state(state: ImportState, interrupted: bool) -> &'static str {
    match state {
        ImportState::Previewed => "previewed",
        ImportState::Applying if interrupted => "interrupted",
        ImportState::Applying => "applying",
        ImportState::Applied => "applied",
        ImportState::Undone => "undone",
        ImportState::Cancelled => "cancelled",
    }
}

/// The company's imports, the latest first.
#[utoipa::path(get, path = "/api/v1/imports", tag = "imports", params(Paging),
    responses((status = 200, body = Paged<ImportAnswer>), (status = 404, body = ProblemDetails)))]
pub(crate) async fn list(
    State(site): State<Site>,
    asker: Asker,
    Asked(paging): Asked<Paging>,
) -> Result<Json<Paged<ImportAnswer>>, Failure> {
    let imports = site.app.imports(&asker.caller).await?;
    Ok(Json(paging.cut(imports.into_iter().map(ImportAnswer::from).collect())?))
}

/// Uploads an export (the body is the file) and answers with what applying it would change.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports", params(UploadQuery),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 201, body = ImportAnswer), (status = 404, body = ProblemDetails), (status = 422, body = ProblemDetails)))]
pub(crate) async fn create(
    State(site): State<Site>,
    asker: Asker,
    Asked(query): Asked<UploadQuery>,
    headers: HeaderMap,
    content: Bytes,
) -> Result<(StatusCode, Json<ImportAnswer>), Failure> {
    let name = headers.get("x-file-name").and_then(|name| name.to_str().ok()).unwrap_or("export.csv").to_owned();
    let upload = Upload { file_name: name, content: content.into(), dates: query.dates.as_deref().and_then(Upload::order) };
    let id = site.app.upload(&asker.caller, upload).await?;
    let view = site.app.import(&asker.caller, id).await?;
    Ok((StatusCode::CREATED, Json(view.into())))
}

/// One import.
#[utoipa::path(get, path = "/api/v1/imports/{import}", tag = "imports", params(("import" = Uuid, Path)),
    responses((status = 200, body = ImportAnswer), (status = 404, body = ProblemDetails)))]
pub(crate) async fn find(State(site): State<Site>, asker: Asker, At(import): At<Uuid>) -> Result<Json<ImportAnswer>, Failure> {
    Ok(Json(site.app.import(&asker.caller, BatchId::new(import)).await?.into()))
}

/// Begins to apply an import; ask for it again to see how far it is.
#[utoipa::path(post, path = "/api/v1/imports/{import}/apply", tag = "imports", params(("import" = Uuid, Path)),
    request_body = ApplyInput,
    responses((status = 202, body = ImportAnswer), (status = 404, body = ProblemDetails), (status = 409, body = ProblemDetails)))]
pub(crate) async fn apply(
    State(site): State<Site>,
    asker: Asker,
    At(import): At<Uuid>,
    body: Result<Body<ApplyInput>, Failure>,
) -> Result<(StatusCode, Json<ImportAnswer>), Failure> {
    asker.caller.see(Action::Import)?;
    let id = BatchId::new(import);
    site.app.import(&asker.caller, id).await?;
    let Body(input) = body?;
    let keep = match input.gone {
        Gone::Keep => Keep::All,
        Gone::End => Keep::EndAll,
    };
    site.app.apply_import(&asker.caller, id, keep).await?;
    Ok((StatusCode::ACCEPTED, Json(site.app.import(&asker.caller, id).await?.into())))
}

/// Stops an import that is being applied, or discards one that is not; nothing of it stays.
#[utoipa::path(post, path = "/api/v1/imports/{import}/cancel", tag = "imports", params(("import" = Uuid, Path)),
    responses((status = 200, body = ImportAnswer), (status = 404, body = ProblemDetails), (status = 409, body = ProblemDetails)))]
pub(crate) async fn cancel(
    State(site): State<Site>,
    asker: Asker,
    At(import): At<Uuid>,
) -> Result<Json<ImportAnswer>, Failure> {
    let id = BatchId::new(import);
    site.app.cancel_import(&asker.caller, id).await?;
    Ok(Json(site.app.import(&asker.caller, id).await?.into()))
}

/// Takes back what the latest applied import changed.
#[utoipa::path(post, path = "/api/v1/imports/{import}/undo", tag = "imports", params(("import" = Uuid, Path)),
    responses((status = 200, body = ImportAnswer), (status = 404, body = ProblemDetails), (status = 409, body = ProblemDetails)))]
pub(crate) async fn undo(State(site): State<Site>, asker: Asker, At(import): At<Uuid>) -> Result<Json<ImportAnswer>, Failure> {
    let id = BatchId::new(import);
    site.app.undo_import(&asker.caller, id).await?;
    Ok(Json(site.app.import(&asker.caller, id).await?.into()))
}

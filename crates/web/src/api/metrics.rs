//! Performance metrics over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tierwise_app::service::{FigureRow, NewFigure};
use tierwise_core::access::Action;
use tierwise_i18n::Language;
use utoipa::ToSchema;

use super::Body;
use crate::failure::{Failure, ProblemDetails};
use crate::site::{Asker, Site};

/// A metric with its figures, the latest month first.
#[derive(Debug, Serialize, ToSchema)]
pub struct MetricAnswer {
    /// `azure_consumption_usd_12m`, `security/usage-growth.r`.
    pub metric: String,
    /// What a programme of the company calls it, in the reader's language.
    pub name: String,
    /// Whether a programme of the company asks for it, in the company's track.
    pub asked: bool,
    pub figures: Vec<FigureAnswer>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FigureAnswer {
    /// `2026-03`; `null` counts for any month.
    pub month: Option<String>,
    /// An exact number: `20000`, `0.5`, `20/3`.
    pub value: String,
}

/// A figure to enter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureInput {
    pub metric: String,
    /// `2026-03`; left out, it counts for any month.
    #[serde(default)]
    pub month: Option<String>,
    /// An exact number as text; `null` takes the figure away, so that it is unknown again.
    pub value: Option<String>,
}

impl MetricAnswer {
    fn new(row: FigureRow, language: Language) -> Self {
        let figures = row.figures.into_iter().map(|figure| FigureAnswer {
            month: figure.month.map(|day| format!("{:04}-{:02}", day.year(), day.month())),
            value: figure.value.to_string(),
        });
        let name = tierwise_app::in_language(&row.text, language).to_owned();
        Self { metric: row.metric, name, asked: row.asked, figures: figures.collect() }
    }
}

/// Every metric that a programme of the company asks for, and every other that has a figure.
#[utoipa::path(get, path = "/api/v1/metrics", tag = "metrics",
    responses((status = 200, body = Vec<MetricAnswer>), (status = 404, body = ProblemDetails)))]
pub(crate) async fn list(State(site): State<Site>, asker: Asker) -> Result<Json<Vec<MetricAnswer>>, Failure> {
    let rows = site.app.figures(&asker.caller).await?;
    Ok(Json(rows.into_iter().map(|row| MetricAnswer::new(row, asker.language)).collect()))
}

/// Enters a figure of a month, in place of the one that was there.
#[utoipa::path(post, path = "/api/v1/metrics", tag = "metrics", request_body = FigureInput,
    responses((status = 204), (status = 404, body = ProblemDetails), (status = 422, body = ProblemDetails)))]
pub(crate) async fn enter(
    State(site): State<Site>,
    asker: Asker,
    body: Result<Body<FigureInput>, Failure>,
) -> Result<StatusCode, Failure> {
    asker.caller.see(Action::EnterMetrics)?;
    let Body(input) = body?;
    let form =
        NewFigure { metric: input.metric, month: input.month.unwrap_or_default(), value: input.value.unwrap_or_default() };
    site.app.enter_figure(&asker.caller, form).await?;
    Ok(StatusCode::NO_CONTENT)
}

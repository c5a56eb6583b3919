//! Locations over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tierwise_app::service::{Location, NewLocation};
use tierwise_core::LocationId;
use tierwise_core::access::Action;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Asked, At, Body, Paged, Paging};
use crate::failure::{Failure, ProblemDetails};
use crate::site::{Asker, Site};

/// A place of business with an MPN ID of its own.
#[derive(Debug, Serialize, ToSchema)]
pub struct LocationAnswer {
    pub id: Uuid,
    pub name: String,
    #[schema(example = "1234567")]
    pub mpn_id: String,
    pub created_at: String,
}

/// A location to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LocationInput {
    pub name: String,
    /// Digits only.
    pub mpn_id: String,
}

impl From<Location> for LocationAnswer {
    fn from(location: Location) -> Self {
        let Location { id, name, mpn_id, created_at } = location;
        Self { id: id.uuid(), name, mpn_id, created_at: created_at.to_string() }
    }
}

/// The company's locations that were not ended, the first one first.
#[utoipa::path(get, path = "/api/v1/locations", tag = "locations", params(Paging),
    responses((status = 200, body = Paged<LocationAnswer>), (status = 404, body = ProblemDetails)))]
pub(crate) async fn list(
    State(site): State<Site>,
    asker: Asker,
    Asked(paging): Asked<Paging>,
) -> Result<Json<Paged<LocationAnswer>>, Failure> {
    let locations = site.app.locations(&asker.caller).await?;
    Ok(Json(paging.cut(locations.into_iter().map(LocationAnswer::from).collect())?))
}

/// Adds a location: rows of an export with its MPN ID are the company's from then on.
#[utoipa::path(post, path = "/api/v1/locations", tag = "locations", request_body = LocationInput,
    responses((status = 201, body = LocationAnswer), (status = 404, body = ProblemDetails), (status = 422, body = ProblemDetails)))]
pub(crate) async fn add(
    State(site): State<Site>,
    asker: Asker,
    body: Result<Body<LocationInput>, Failure>,
) -> Result<(StatusCode, Json<LocationAnswer>), Failure> {
    asker.caller.see(Action::ManageLocations)?;
    let Body(input) = body?;
    let form = NewLocation { name: input.name, mpn_id: input.mpn_id };
    Ok((StatusCode::CREATED, Json(site.app.add_location(&asker.caller, form).await?.into())))
}

/// Ends a location; what was imported for it stays.
#[utoipa::path(post, path = "/api/v1/locations/{location}/end", tag = "locations", params(("location" = Uuid, Path)),
    responses((status = 204), (status = 404, body = ProblemDetails)))]
pub(crate) async fn end(State(site): State<Site>, asker: Asker, At(location): At<Uuid>) -> Result<StatusCode, Failure> {
    site.app.end_location(&asker.caller, LocationId::new(location)).await?;
    Ok(StatusCode::NO_CONTENT)
}

//! Locations of a company: places of business with MPN IDs of their own, whose rows of an export are the company's, too.

use tierwise_core::access::Action;
use tierwise_core::{LocationId, PartnerId};
use tierwise_store::Location;

use super::company::is_mpn_id;
use super::error::all_well;
use super::{App, AppError, Caller, Problem};

/// How long a name may be.
const LONGEST_NAME: usize = 200;

#[derive(Debug)]
pub struct NewLocation {
    pub name: String,
    pub mpn_id: String,
}

impl App {
    /// # Errors
    /// When the caller may not manage locations.
    pub async fn locations(&self, caller: &Caller) -> Result<Vec<Location>, AppError> {
        let seat = caller.see(Action::ManageLocations)?;
        Ok(self.store().list_locations(seat.partner).await?)
    }

    /// # Errors
    /// `Invalid` with every problem of the form.
    pub async fn add_location(&self, caller: &Caller, form: NewLocation) -> Result<Location, AppError> {
        let seat = caller.see(Action::ManageLocations)?;
        let (name, mpn_id) = (form.name.trim(), form.mpn_id.trim());
        let mut problems = Vec::new();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            problems.push(Problem::new("name", "app-location-name"));
        }
        if !is_mpn_id(mpn_id) {
            problems.push(Problem::new("mpn_id", "app-mpn-id"));
        } else if mpn_id == self.partner(seat.partner).await?.mpn_id
            || self.store().mpn_id_is_taken(mpn_id, seat.partner).await?
        {
            problems.push(Problem::new("mpn_id", "app-location-mpn-id-taken"));
        }
        all_well(problems)?;
        let (id, created_at) = (self.world().new_id(), self.world().now());
        let location = Location { id, name: name.to_owned(), mpn_id: mpn_id.to_owned(), created_at };
        let mut write = self.store().write(seat.partner, self.entry(seat.actor(), "location-added")).await?;
        write.add_location(&location).await?;
        write.commit().await?;
        Ok(location)
    }

    /// Rows with its MPN ID are refused from then on; what was imported stays.
    ///
    /// # Errors
    /// `NotFound` when it is no location of the company.
    pub async fn end_location(&self, caller: &Caller, location: LocationId) -> Result<(), AppError> {
        let seat = caller.see(Action::ManageLocations)?;
        if !self.locations(caller).await?.iter().any(|known| known.id == location) {
            return Err(AppError::NotFound);
        }
        let mut write = self.store().write(seat.partner, self.entry(seat.actor(), "location-ended")).await?;
        write.end_location(location).await?;
        Ok(write.commit().await?)
    }

    /// The MPN IDs whose rows are the company's, beside its own.
    pub(super) async fn location_mpn_ids(&self, partner: PartnerId) -> Result<Vec<String>, AppError> {
        let locations = self.store().list_locations(partner).await?;
        Ok(locations.into_iter().map(|location| location.mpn_id).collect())
    }
}

//! What rows of the skills report are asked for, on the page and over the API.

use serde::Deserialize;
use tierwise_app::desk::{AssociationFilter, RowQuery, RowStatus, SortKey};
use tierwise_core::CompetencyId;
use utoipa::IntoParams;

/// What rows are asked for, on the page and over the API.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SkillsQuery {
    /// Words of names, addresses, MCIDs or skills.
    pub search: String,
    /// `counted`, `ending`, `incomplete`, `not-linked`, `expired` or `not-counted`.
    pub status: String,
    /// The id of a competency.
    pub competency: String,
    /// `pmc-only`, `pc` or `none`.
    pub association: String,
    /// `name`, `email`, `mcid`, `skill-type`, `skill`, `completed`, `expires`, `status`, `pmc`, `pc` or `location`.
    pub sort: String,
    /// `descending`, or blank.
    pub order: String,
    #[param(ignore)]
    pub page: usize,
    /// `2027-03-01`; today if left out.
    pub as_of: String,
}

impl SkillsQuery {
    /// Words that mean nothing are left out.
    pub(crate) fn rows(&self, per_page: usize) -> RowQuery {
        let usual = RowQuery::default();
        RowQuery {
            search: self.search.clone(),
            status: RowStatus::find(&self.status),
            competency: (!self.competency.is_empty()).then(|| CompetencyId::new(self.competency.as_str())),
            association: AssociationFilter::find(&self.association),
            sort: SortKey::find(&self.sort).unwrap_or(usual.sort),
            descending: self.order == "descending",
            page: self.page.max(1),
            per_page,
        }
    }
}

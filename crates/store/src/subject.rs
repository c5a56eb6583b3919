//! Who a credential or a link is for. Stored as three columns of which one or two are set.

use tierwise_core::{OperatorId, PartnerId, UserId};

use crate::StoreError;
use crate::driver::Fields;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    User { partner: PartnerId, user: UserId },
    Operator(OperatorId),
}

/// The three columns: partner, user, operator.
pub(crate) type SubjectColumns = (Option<PartnerId>, Option<UserId>, Option<OperatorId>);

impl Subject {
    pub(crate) const fn columns(self) -> SubjectColumns {
        match self {
            Self::User { partner, user } => (Some(partner), Some(user), None),
            Self::Operator(operator) => (None, None, Some(operator)),
        }
    }

    pub(crate) fn find(fields: &mut Fields<'_>) -> Result<Option<Self>, StoreError> {
        let columns: SubjectColumns = (fields.next()?, fields.next()?, fields.next()?);
        Ok(match columns {
            (Some(partner), Some(user), None) => Some(Self::User { partner, user }),
            (None, None, Some(operator)) => Some(Self::Operator(operator)),
            _ => None,
        })
    }

    pub(crate) fn get(fields: &mut Fields<'_>) -> Result<Self, StoreError> {
        Self::find(fields)?.ok_or_else(|| StoreError::unknown("subject"))
    }
}

//! The people who run the installation.

use tierwise_core::{Instant, OperatorId};

use crate::{Store, StoreError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    pub id: OperatorId,
    pub email: String,
    pub name: String,
    pub language: String,
    pub created_at: Instant,
}

impl Store {
    /// # Errors
    /// A conflict when the id is taken.
    pub async fn create_operator(&self, operator: &Operator) -> Result<(), StoreError> {
        self.execute(
            "insert into operator (id, email, name, language, created_at) values ($1, $2, $3, $4, $5)",
            &[&operator.id, &operator.email, &operator.name, &operator.language, &operator.created_at],
        )
        .await?;
        Ok(())
    }

    /// # Errors
    /// When the database fails.
    pub async fn find_operator(&self, operator: OperatorId) -> Result<Option<Operator>, StoreError> {
        self.find("select id, email, name, language, created_at from operator where id = $1", &[&operator], |fields| {
            Ok(Operator {
                id: fields.next()?,
                email: fields.next()?,
                name: fields.next()?,
                language: fields.next()?,
                created_at: fields.next()?,
            })
        })
        .await
    }
}

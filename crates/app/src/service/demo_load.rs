//! Fills an empty installation with the demo's companies.

use tierwise_core::record::Actor;
use tierwise_i18n::Language;
use tierwise_store::{Account, Credential, Operator, Subject};

use super::{App, AppError};
use crate::demo::{self, DemoCompany};
use crate::fold::folded;

/// No password has this hash: the demo's people sign in with one click.
const NO_PASSWORD: &str = "none";

impl App {
    /// # Errors
    /// `NotFound` outside of the demo.
    pub async fn load_demo(&self, companies: Vec<DemoCompany>) -> Result<(), AppError> {
        if !self.settings().demo {
            return Err(AppError::NotFound);
        }
        for company in companies {
            self.load_company(company).await?;
        }
        let operator = Operator {
            id: self.world().new_id(),
            email: demo::OPERATOR.to_owned(),
            name: "Olivia Operator".to_owned(),
            language: Language::English.code().to_owned(),
            created_at: self.world().now(),
        };
        self.store().create_operator(&operator).await?;
        self.open_door(Subject::Operator(operator.id), demo::OPERATOR).await
    }

    async fn load_company(&self, company: DemoCompany) -> Result<(), AppError> {
        let now = self.world().now();
        self.store().create_partner(&company.partner, now).await?;
        let mut write = self.store().write(company.partner.id, self.entry(Actor::System, "company-created")).await?;
        write.add(self.world().new_id(), &company.facts, &[]).await?;
        for account in &company.accounts {
            let account = Account {
                user: account.user,
                email: account.email.clone(),
                language: account.language.code().to_owned(),
                roles: account.roles,
                created_at: now,
                ended_at: None,
                last_sign_in_at: None,
            };
            write.create_account(&account).await?;
        }
        write.commit().await?;
        for account in company.accounts {
            let subject = Subject::User { partner: company.partner.id, user: account.user };
            self.open_door(subject, &account.email).await?;
        }
        Ok(())
    }

    async fn open_door(&self, subject: Subject, email: &str) -> Result<(), AppError> {
        let credential = Credential { id: self.world().new_id(), subject, password_hash: NO_PASSWORD.to_owned() };
        Ok(self.store().create_credential(&credential, &folded(email), self.world().now()).await?)
    }
}

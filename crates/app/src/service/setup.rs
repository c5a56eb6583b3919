//! The first run: a one-time link makes the first account.

use std::time::Duration;

use tierwise_core::access::{Role, Roles};
use tierwise_core::record::{Actor, Facts, Partner, Person};
use tierwise_i18n::{Language, Message};
use tierwise_store::{Account, Credential, Entry, Link, Operator, Purpose, Subject};

use super::error::all_well;
use super::passwords::{self, digest, read, written};
use super::{App, AppError, Password, Problem, RunBy, SignedIn};
use crate::fold::folded;

/// A setup link lasts so long; a restart prints a new one.
const SETUP_LASTS: Duration = Duration::from_secs(24 * 3600);

/// What the setup link makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetupKind {
    /// The company and its Global admin.
    Company,
    /// The first operator.
    Operator,
}

#[derive(Debug)]
pub struct FirstCompany {
    pub company: String,
    pub mpn_id: String,
    pub time_zone: String,
    pub person: FirstOperator,
}

#[derive(Debug)]
pub struct FirstOperator {
    pub name: String,
    pub email: String,
    pub password: Password,
    pub language: Language,
}

impl App {
    /// The secret of a new setup link, if nobody can sign in yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn setup_link(&self) -> Result<Option<String>, AppError> {
        if self.is_set_up().await? {
            return Ok(None);
        }
        let secret = self.world().secret();
        let link = Link {
            token_hash: digest(&secret),
            purpose: Purpose::Setup,
            subject: None,
            expires_at: self.world().after(SETUP_LASTS),
        };
        self.store().create_link(&link).await?;
        Ok(Some(written(&secret)))
    }

    /// What an open setup link makes.
    ///
    /// # Errors
    /// `NotFound` when the link is unknown, used or too old.
    pub async fn setup_kind(&self, token: &str) -> Result<SetupKind, AppError> {
        let secret = read(token).ok_or(AppError::NotFound)?;
        let link = self.store().find_link(&digest(&secret), self.world().now()).await?;
        match link {
            Some(link) if link.purpose == Purpose::Setup && !self.is_set_up().await? => Ok(self.makes()),
            _ => Err(AppError::NotFound),
        }
    }

    /// Makes the company and its Global admin, and signs them in.
    ///
    /// # Errors
    /// `Invalid` with every problem of the form; the link then stays open.
    pub async fn set_up_company(&self, token: &str, form: FirstCompany, device: &str) -> Result<SignedIn, AppError> {
        if self.setup_kind(token).await? != SetupKind::Company {
            return Err(AppError::NotFound);
        }
        let mut problems = self.company_problems(&form.company, &form.mpn_id, &form.time_zone);
        problems.extend(person_problems(&form.person));
        all_well(problems)?;
        let hash = self.hash_password(form.person.password.0.clone()).await?;
        self.use_setup_link(token).await?;
        let partner = self.new_partner(&form.company, &form.mpn_id, &form.time_zone);
        let roles = Roles::NONE.with(Role::GlobalAdmin);
        let credential = self.make_company(&partner, &form.person, roles, hash, Actor::System).await?;
        self.open_session(&credential, device).await
    }

    /// Makes the first operator, and signs them in.
    ///
    /// # Errors
    /// `Invalid` with every problem of the form; the link then stays open.
    pub async fn set_up_operator(&self, token: &str, form: FirstOperator, device: &str) -> Result<SignedIn, AppError> {
        if self.setup_kind(token).await? != SetupKind::Operator {
            return Err(AppError::NotFound);
        }
        all_well(person_problems(&form))?;
        let hash = self.hash_password(form.password.0.clone()).await?;
        self.use_setup_link(token).await?;
        let operator = Operator {
            id: self.world().new_id(),
            email: form.email.trim().to_owned(),
            name: form.name.trim().to_owned(),
            language: form.language.code().to_owned(),
            created_at: self.world().now(),
        };
        self.store().create_operator(&operator).await?;
        let credential = Credential { id: self.world().new_id(), subject: Subject::Operator(operator.id), password_hash: hash };
        self.store().create_credential(&credential, &folded(&form.email), self.world().now()).await?;
        self.open_session(&credential, device).await
    }

    /// A company with its first person. The partner is written last but for the credential: nothing points to nothing.
    pub(super) async fn make_company(
        &self,
        partner: &Partner,
        person: &FirstOperator,
        roles: Roles,
        password_hash: String,
        actor: Actor,
    ) -> Result<Credential, AppError> {
        let now = self.world().now();
        self.store().create_partner(partner, now).await?;
        let entry = Entry { at: now, actor, action: "company-created", request: "" };
        let mut write = self.store().write(partner.id, entry).await?;
        let user = self.world().new_id();
        let facts = Facts { people: vec![self.new_person(user, &person.name, &person.email)], ..Facts::default() };
        write.add(self.world().new_id(), &facts, &[]).await?;
        let account = Account {
            user,
            email: person.email.trim().to_owned(),
            language: person.language.code().to_owned(),
            roles,
            created_at: now,
            ended_at: None,
            last_sign_in_at: None,
        };
        write.create_account(&account).await?;
        write.commit().await?;
        let subject = Subject::User { partner: partner.id, user };
        let credential = Credential { id: self.world().new_id(), subject, password_hash };
        self.store().create_credential(&credential, &folded(&person.email), now).await?;
        Ok(credential)
    }

    /// A person whose name is given in one piece.
    pub(super) fn new_person(&self, user: tierwise_core::UserId, name: &str, email: &str) -> Person {
        let (first_name, last_name) = name.trim().rsplit_once(' ').unwrap_or((name.trim(), ""));
        Person {
            fact: self.world().new_id(),
            user,
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            corporate_email: email.trim().to_owned(),
            email: String::new(),
            location: String::new(),
            technical: false,
        }
    }

    async fn use_setup_link(&self, token: &str) -> Result<(), AppError> {
        let secret = read(token).ok_or(AppError::NotFound)?;
        let won = self.store().use_link(&digest(&secret), self.world().now()).await?;
        if won { Ok(()) } else { Err(AppError::NotFound) }
    }

    async fn is_set_up(&self) -> Result<bool, AppError> {
        Ok(self.store().has_credentials().await?)
    }

    fn makes(&self) -> SetupKind {
        match self.settings().run_by {
            RunBy::Company => SetupKind::Company,
            RunBy::Operator => SetupKind::Operator,
        }
    }
}

/// What is wrong with the first account of a company or an installation.
pub(super) fn person_problems(person: &FirstOperator) -> Vec<Problem> {
    let mut problems = Vec::new();
    if person.name.trim().is_empty() {
        problems.push(Problem::new("name", "app-name-missing"));
    }
    problems.extend(email_problem(&person.email, "email"));
    problems.extend(passwords::problem(&person.password.0, "password"));
    problems
}

pub(super) fn email_problem(email: &str, field: &'static str) -> Option<Problem> {
    let email = email.trim();
    let parts = email.split_once('@').filter(|(name, domain)| !name.is_empty() && domain.contains('.'));
    let usable = parts.is_some() && email.len() <= 254 && !email.contains(char::is_whitespace);
    (!usable).then(|| Problem { field, message: Message::new("app-email") })
}

//! User management: who has an account, in which roles, and how one is invited.

mod table;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use tierwise_core::access::{Action, Role, Roles};
use tierwise_core::record::{Actor, Employment, Facts};
use tierwise_core::{Day, FactId, PartnerId, UserId};
use tierwise_i18n::Language;
use tierwise_store::{Account, Credential, Link, Purpose, Subject, Write};

use super::error::all_well;
use super::passwords::{self, digest, read, written};
use super::people::full_name;
use super::setup::email_problem;
use super::{App, AppError, Caller, Password, Problem, Seat, SignedIn};
use crate::fold::folded;

pub(super) use table::UserTable;
pub use table::{AccountState, Roster, UserPage, UserQuery, UserSort};

/// An invitation is good for so long.
const INVITATION_LASTS: Duration = Duration::from_secs(7 * 24 * 3600);

#[derive(Debug)]
pub struct NewUser {
    pub name: String,
    pub email: String,
    pub language: Language,
    pub roles: Roles,
    pub technical: bool,
}

/// The link by which somebody sets the own password: shown once to who invited them.
#[derive(Debug)]
pub struct Invitation {
    pub user: UserId,
    pub token: String,
}

/// Somebody of the company.
#[derive(Debug, Clone)]
pub struct UserRow {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub location: String,
    pub technical: bool,
    pub account: Option<Account>,
    pub employed: bool,
    pub ends_on: Option<Day>,
    pub in_pc: bool,
    pub in_pmc: bool,
    pub mcids: Vec<String>,
}

impl App {
    /// A page of the people of the company, with and without accounts.
    ///
    /// # Errors
    /// When the caller may not list users.
    pub async fn users(&self, caller: &Caller, query: &UserQuery) -> Result<UserPage, AppError> {
        let seat = caller.see(Action::ListUsers)?;
        let (table, query) = (self.user_table(seat).await?, query.clone());
        tokio::task::spawn_blocking(move || table.page(&query)).await.map_err(|_| AppError::Interrupted)
    }

    /// One person of the company.
    ///
    /// # Errors
    /// `NotFound` when there is no such person at the caller's company.
    pub async fn user(&self, caller: &Caller, user: UserId) -> Result<UserRow, AppError> {
        let seat = caller.see(Action::ListUsers)?;
        let row = self.user_table(seat).await?.find(user).ok_or(AppError::NotFound)?;
        // When somebody signed in last is no change of the record, so what is kept does not know it.
        Ok(UserRow { account: self.store().find_account(seat.partner, user).await?, ..row })
    }

    /// Everybody, as of today; kept until the record changes or the day ends.
    pub(super) async fn user_table(&self, seat: &Seat) -> Result<Arc<UserTable>, AppError> {
        let snapshot = self.snapshot(seat.partner).await?;
        let day = self.today(&self.partner(seat.partner).await?);
        if let Some(kept) = self.inner.desks.users(seat.partner)
            && kept.number() == snapshot.number
            && kept.day == day
        {
            return Ok(kept);
        }
        // Read after the snapshot, so that they are at least as new.
        let accounts = self.store().list_accounts(seat.partner).await?;
        let made = tokio::task::spawn_blocking(move || Arc::new(UserTable::of(snapshot, accounts, day))).await;
        let table = made.map_err(|_| AppError::Interrupted)?;
        self.inner.desks.keep_users(seat.partner, table.clone());
        Ok(table)
    }

    /// The caller's own name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn own_name(&self, seat: &Seat) -> Result<String, AppError> {
        let snapshot = self.snapshot(seat.partner).await?;
        let person = snapshot.facts.people.iter().find(|person| person.user == seat.user);
        Ok(person.map_or_else(|| seat.name.clone(), full_name))
    }

    /// The people of the company, for names beside what the caller may see.
    ///
    /// # Errors
    /// When the caller may not see it.
    pub async fn roster(&self, caller: &Caller, action: Action) -> Result<Roster, AppError> {
        let seat = caller.see(action)?;
        Ok(Roster(self.user_table(seat).await?))
    }

    /// Creates a person with an account, or gives an account to a person without one.
    ///
    /// # Errors
    /// `Invalid` with every problem; `Forbidden` for roles that the caller may not assign.
    pub async fn create_user(&self, caller: &Caller, form: NewUser) -> Result<Invitation, AppError> {
        let seat = caller.act(Action::ManageUsers, Action::ListUsers)?;
        may_assign(seat, Roles::NONE, form.roles)?;
        let mut problems = Vec::new();
        if form.name.trim().is_empty() {
            problems.push(Problem::new("name", "app-name-missing"));
        }
        problems.extend(email_problem(&form.email, "email"));
        let accounts = self.store().list_accounts(seat.partner).await?;
        let key = folded(&form.email);
        if accounts.iter().any(|account| folded(&account.email) == key) {
            problems.push(Problem::new("email", "app-email-taken"));
        }
        all_well(problems)?;
        self.invite(seat.partner, seat.actor(), form).await
    }

    /// # Errors
    /// `Forbidden` for roles that the caller may not assign; `Refused` for the last Global admin.
    pub async fn set_roles(&self, caller: &Caller, user: UserId, roles: Roles) -> Result<(), AppError> {
        let seat = caller.see(Action::ListUsers)?;
        if !(seat.may(Action::AssignRoles) || seat.may(Action::AssignDirectoryRoles)) {
            return Err(AppError::Forbidden);
        }
        let account = self.open_account(seat.partner, user).await?;
        may_assign(seat, account.roles, roles)?;
        let mut write = self.store().write(seat.partner, self.entry(seat.actor(), "roles-changed")).await?;
        if account.roles.has(Role::GlobalAdmin) && !roles.has(Role::GlobalAdmin) {
            keep_the_last_admin(&mut write, user).await?;
        }
        write.set_roles(user, roles).await?;
        Ok(write.commit().await?)
    }

    /// Ends a person's account and employment as of a day; achievements stop counting after it.
    ///
    /// # Errors
    /// `Refused` for the last Global admin and for oneself.
    pub async fn end_user(&self, caller: &Caller, user: UserId, last_day: Day) -> Result<(), AppError> {
        let seat = caller.act(Action::ManageUsers, Action::ListUsers)?;
        let person = self.user(caller, user).await?;
        if user == seat.user {
            return Err(AppError::refused("app-not-yourself"));
        }
        let account = person.account.as_ref().filter(|account| account.ended_at.is_none());
        if let Some(account) = account {
            may_assign(seat, account.roles, Roles::NONE).or(Err(AppError::Forbidden))?;
        }
        let snapshot = self.snapshot(seat.partner).await?;
        // Employments that are over stay as they are.
        let own = snapshot.facts.employments.iter().filter(|employment| employment.user == user);
        let open: Vec<&Employment> = own.filter(|employment| employment.ends_on.is_none_or(|ends| ends > last_day)).collect();
        let ends: Vec<FactId> = open.iter().map(|employment| employment.fact).collect();
        let starts_on = open.iter().find_map(|employment| employment.starts_on);
        let employment = Employment { fact: self.world().new_id(), user, starts_on, ends_on: Some(last_day) };
        let facts = Facts { employments: vec![employment], ..Facts::default() };
        let mut write = self.store().write(seat.partner, self.entry(seat.actor(), "user-ended")).await?;
        write.add(self.world().new_id(), &facts, &ends).await?;
        if let Some(account) = account {
            if account.roles.has(Role::GlobalAdmin) {
                keep_the_last_admin(&mut write, user).await?;
            }
            write.end_account(user, self.world().now()).await?;
        }
        Ok(write.commit().await?)
    }

    /// Takes an ended person back from today on, with the account if there was one.
    ///
    /// # Errors
    /// When the caller may not manage users or there is no such person.
    pub async fn rejoin_user(&self, caller: &Caller, user: UserId) -> Result<(), AppError> {
        let seat = caller.act(Action::ManageUsers, Action::ListUsers)?;
        let person = self.user(caller, user).await?;
        let today = self.today(&self.partner(seat.partner).await?);
        let ended = person.account.as_ref().filter(|account| account.ended_at.is_some());
        if let Some(account) = ended {
            may_assign(seat, Roles::NONE, account.roles)?;
        }
        let employment = Employment { fact: self.world().new_id(), user, starts_on: Some(today), ends_on: None };
        let employments = if person.employed { Vec::new() } else { vec![employment] };
        let mut write = self.store().write(seat.partner, self.entry(seat.actor(), "user-rejoined")).await?;
        write.add(self.world().new_id(), &Facts { employments, ..Facts::default() }, &[]).await?;
        if ended.is_some() {
            write.reopen_account(user).await?;
        }
        Ok(write.commit().await?)
    }

    /// A new link for somebody who has not set a password yet, or lost it.
    ///
    /// # Errors
    /// When the caller may not manage users or there is no such account.
    pub async fn invite_again(&self, caller: &Caller, user: UserId) -> Result<Invitation, AppError> {
        let seat = caller.act(Action::ManageUsers, Action::ListUsers)?;
        let account = self.open_account(seat.partner, user).await?;
        // A link opens the account, so only who may give its roles may make one.
        may_assign(seat, Roles::NONE, account.roles)?;
        let token = self.invitation_link(seat.partner, user).await?;
        self.note(seat, "user-invited").await?;
        Ok(Invitation { user, token })
    }

    /// Whose invitation it is: company and address.
    ///
    /// # Errors
    /// `NotFound` when the link is unknown, used or too old.
    pub async fn invitation(&self, token: &str) -> Result<(String, String), AppError> {
        let (partner, user) = self.invited(token).await?;
        let account = self.open_account(partner, user).await?;
        Ok((self.partner(partner).await?.name, account.email))
    }

    /// Sets the password of the invited and signs them in.
    ///
    /// # Errors
    /// `Invalid` when the password cannot be used; the link then stays open.
    pub async fn accept_invitation(&self, token: &str, password: Password, device: &str) -> Result<SignedIn, AppError> {
        let (partner, user) = self.invited(token).await?;
        let account = self.open_account(partner, user).await?;
        all_well(passwords::problem(&password.0, "password").into_iter().collect())?;
        let hash = self.hash_password(password.0).await?;
        let secret = read(token).ok_or(AppError::NotFound)?;
        let now = self.world().now();
        if !self.store().use_link(&digest(&secret), now).await? {
            return Err(AppError::NotFound);
        }
        let subject = Subject::User { partner, user };
        let credential = match self.store().credential_of(subject).await? {
            Some(credential) => {
                self.store().set_password(credential.id, &hash, now).await?;
                self.store().end_sessions(credential.id, None).await?;
                Credential { password_hash: hash, ..credential }
            }
            None => {
                let credential = Credential { id: self.world().new_id(), subject, password_hash: hash };
                self.store().create_credential(&credential, &folded(&account.email), now).await?;
                credential
            }
        };
        self.open_session(&credential, device).await
    }

    pub(super) async fn invite(&self, partner: PartnerId, actor: Actor, form: NewUser) -> Result<Invitation, AppError> {
        let snapshot = self.snapshot(partner).await?;
        let key = folded(&form.email);
        let known =
            snapshot.facts.people.iter().find(|person| folded(&person.corporate_email) == key || folded(&person.email) == key);
        let user = known.map_or_else(|| self.world().new_id(), |person| person.user);
        let mut facts = Facts::default();
        if known.is_none() {
            let mut person = self.new_person(user, &form.name, &form.email);
            person.technical = form.technical;
            facts.people.push(person);
            let today = self.today(&self.partner(partner).await?);
            facts.employments.push(Employment { fact: self.world().new_id(), user, starts_on: Some(today), ends_on: None });
        }
        let account = Account {
            user,
            email: form.email.trim().to_owned(),
            language: form.language.code().to_owned(),
            roles: form.roles,
            created_at: self.world().now(),
            ended_at: None,
            last_sign_in_at: None,
        };
        let mut write = self.store().write(partner, self.entry(actor, "user-created")).await?;
        write.add(self.world().new_id(), &facts, &[]).await?;
        write.create_account(&account).await?;
        write.commit().await?;
        Ok(Invitation { user, token: self.invitation_link(partner, user).await? })
    }

    async fn invitation_link(&self, partner: PartnerId, user: UserId) -> Result<String, AppError> {
        let secret = self.world().secret();
        let link = Link {
            token_hash: digest(&secret),
            purpose: Purpose::Invitation,
            subject: Some(Subject::User { partner, user }),
            expires_at: self.world().after(INVITATION_LASTS),
        };
        self.store().create_link(&link).await?;
        Ok(written(&secret))
    }

    async fn invited(&self, token: &str) -> Result<(PartnerId, UserId), AppError> {
        let secret = read(token).ok_or(AppError::NotFound)?;
        let link = self.store().find_link(&digest(&secret), self.world().now()).await?.ok_or(AppError::NotFound)?;
        match (link.purpose, link.subject) {
            (Purpose::Invitation, Some(Subject::User { partner, user })) => Ok((partner, user)),
            _ => Err(AppError::NotFound),
        }
    }

    async fn open_account(&self, partner: PartnerId, user: UserId) -> Result<Account, AppError> {
        let account = self.store().find_account(partner, user).await?;
        account.filter(|account| account.ended_at.is_none()).ok_or(AppError::NotFound)
    }
}

/// Asked within the change, so that two who leave at once do not each find the other. Who never accepted the invitation
/// could not let anybody in.
async fn keep_the_last_admin(write: &mut Write, leaving: UserId) -> Result<(), AppError> {
    if write.has_another(Role::GlobalAdmin, leaving).await? { Ok(()) } else { Err(AppError::refused("app-last-global-admin")) }
}

/// Global admin and User management admin are given and taken by a Global admin alone.
fn may_assign(seat: &Seat, before: Roles, after: Roles) -> Result<(), AppError> {
    let changed: BTreeSet<Role> = Role::GRANTED.into_iter().filter(|role| before.has(*role) != after.has(*role)).collect();
    let allowed = changed.iter().all(|role| match role {
        Role::GlobalAdmin | Role::UserManagementAdmin => seat.may(Action::AssignDirectoryRoles),
        _ => seat.may(Action::AssignRoles),
    });
    if allowed { Ok(()) } else { Err(AppError::Forbidden) }
}

//! Companies: their settings, and how an operator makes and enrols them.

use jiff::tz::TimeZone;
use tierwise_core::access::{Action, Role, Roles};
use tierwise_core::record::{Actor, Change, Partner};
use tierwise_core::{Day, Instant, PartnerId, ProgrammeId};
use tierwise_i18n::{Language, Message};
use tierwise_store::Entry;

use super::error::all_well;
use super::setup::email_problem;
use super::{App, AppError, Caller, Invitation, NewUser, Problem, RunBy, Seat};
use crate::desk::moment;
use crate::track;

/// What a company decides about itself.
#[derive(Debug)]
pub struct CompanySettings {
    pub name: String,
    pub mpn_id: String,
    pub time_zone: String,
    pub programmes: Vec<ProgrammeId>,
    pub market: String,
    pub track: Option<String>,
    pub moved_from_pmc_on: Option<Day>,
}

#[derive(Debug)]
pub struct NewCompany {
    pub name: String,
    pub mpn_id: String,
    pub time_zone: String,
    pub admin_name: String,
    pub admin_email: String,
    pub language: Language,
}

/// The company of the caller, for the frame of every page.
#[derive(Debug, Clone)]
pub struct OwnCompany {
    pub partner: Partner,
    pub today: Day,
}

impl App {
    /// # Errors
    /// When nobody is signed in, or an operator, who belongs to no company.
    pub async fn own_company(&self, caller: &Caller) -> Result<OwnCompany, AppError> {
        let seat = caller.see(Action::SeeOwnProfile)?;
        let partner = self.partner(seat.partner).await?;
        let today = self.today(&partner);
        Ok(OwnCompany { partner, today })
    }

    /// # Errors
    /// `Invalid` with every problem of the form.
    pub async fn change_settings(&self, caller: &Caller, form: CompanySettings) -> Result<(), AppError> {
        let seat = caller.see(Action::ChangeSettings)?;
        let mut problems = self.company_problems(&form.name, &form.mpn_id, &form.time_zone);
        if self.store().mpn_id_is_taken(form.mpn_id.trim(), seat.partner).await? {
            problems.push(Problem::new("mpn_id", "app-mpn-id-taken"));
        }
        if form.programmes.iter().any(|id| self.programme(id).is_none()) {
            problems.push(Problem::new("programmes", "app-programme-unknown"));
        }
        if !["developed", "developing"].contains(&form.market.as_str()) {
            problems.push(Problem::new("market", "app-market-unknown"));
        }
        let programmes = self.programmes().iter();
        let known = |wanted: &str| {
            programmes.clone().any(|programme| track(Some(wanted), programme).is_ok_and(|found| found.is_some()))
        };
        if form.track.as_deref().is_some_and(|wanted| !known(wanted)) {
            problems.push(Problem::new("track", "app-track-unknown"));
        }
        all_well(problems)?;
        let before = self.partner(seat.partner).await?;
        let partner = Partner {
            id: seat.partner,
            name: form.name.trim().to_owned(),
            mpn_id: form.mpn_id.trim().to_owned(),
            time_zone: form.time_zone,
            enrolled_on: before.enrolled_on,
            moved_from_pmc_on: form.moved_from_pmc_on,
            programmes: form.programmes,
            market: form.market,
            track: form.track,
        };
        let mut write = self.store().write(partner.id, self.entry(seat.actor(), "settings-changed")).await?;
        write.update_partner(&partner).await?;
        Ok(write.commit().await?)
    }

    /// Every change of the company, the latest first.
    ///
    /// # Errors
    /// When the caller may not read the audit.
    pub async fn audit(&self, caller: &Caller) -> Result<Vec<Change>, AppError> {
        let seat = caller.see(Action::ReadAudit)?;
        Ok(self.store().changes(seat.partner, None, u32::MAX).await?)
    }

    /// Every company of the installation.
    ///
    /// # Errors
    /// When the caller does not run the installation.
    pub async fn companies(&self, caller: &Caller) -> Result<Vec<Partner>, AppError> {
        caller.run_installation()?;
        Ok(self.store().list_partners().await?)
    }

    /// Makes a company and invites its Global admin.
    ///
    /// # Errors
    /// `Refused` where the company runs the installation itself: there is exactly one.
    pub async fn create_company(&self, caller: &Caller, form: NewCompany) -> Result<Invitation, AppError> {
        let actor = caller.run_installation()?;
        if self.settings().run_by == RunBy::Company {
            return Err(AppError::refused("app-one-company"));
        }
        let mut problems = self.company_problems(&form.name, &form.mpn_id, &form.time_zone);
        if form.admin_name.trim().is_empty() {
            problems.push(Problem::new("admin_name", "app-name-missing"));
        }
        problems.extend(email_problem(&form.admin_email, "admin_email"));
        let partner = self.new_partner(&form.name, &form.mpn_id, &form.time_zone);
        if self.store().mpn_id_is_taken(&partner.mpn_id, partner.id).await? {
            problems.push(Problem::new("mpn_id", "app-mpn-id-taken"));
        }
        all_well(problems)?;
        self.store().create_partner(&partner, self.world().now()).await?;
        let admin = NewUser {
            name: form.admin_name,
            email: form.admin_email,
            language: form.language,
            roles: Roles::NONE.with(Role::GlobalAdmin),
            technical: false,
        };
        self.invite(partner.id, actor, admin).await
    }

    /// Enrols a company from today on; one that is enrolled stays so since its day.
    ///
    /// # Errors
    /// `NotFound` when there is no such company or the caller does not run the installation.
    pub async fn enrol_today(&self, caller: &Caller, partner: PartnerId) -> Result<(), AppError> {
        let actor = caller.run_installation()?;
        let partner = self.partner(partner).await?;
        let since = partner.enrolled_on.unwrap_or_else(|| self.today(&partner));
        self.enrol(actor, "company-enrolled", Partner { enrolled_on: Some(since), ..partner }).await
    }

    /// Ends a company's enrolment: it has no reports until it is enrolled again.
    ///
    /// # Errors
    /// `NotFound` when there is no such company or the caller does not run the installation.
    pub async fn end_enrolment(&self, caller: &Caller, partner: PartnerId) -> Result<(), AppError> {
        let actor = caller.run_installation()?;
        let partner = self.partner(partner).await?;
        self.enrol(actor, "enrolment-ended", Partner { enrolled_on: None, ..partner }).await
    }

    async fn enrol(&self, actor: Actor, action: &'static str, partner: Partner) -> Result<(), AppError> {
        let mut write = self.store().write(partner.id, self.entry(actor, action)).await?;
        write.update_partner(&partner).await?;
        Ok(write.commit().await?)
    }

    /// Today in a company of the installation, for whoever enrols it.
    pub fn today(&self, partner: &Partner) -> Day {
        self.world().now().day_in(&zone(&partner.time_zone))
    }

    pub(super) async fn partner(&self, id: PartnerId) -> Result<Partner, AppError> {
        self.store().find_partner(id).await?.ok_or(AppError::NotFound)
    }

    /// Where a company runs the installation itself nobody else could enrol it.
    pub(super) fn new_partner(&self, name: &str, mpn_id: &str, time_zone: &str) -> Partner {
        let mut partner = Partner {
            id: self.world().new_id(),
            name: name.trim().to_owned(),
            mpn_id: mpn_id.trim().to_owned(),
            time_zone: time_zone.to_owned(),
            enrolled_on: None,
            moved_from_pmc_on: None,
            programmes: self.programmes().iter().take(1).map(|programme| programme.id.clone()).collect(),
            market: "developed".to_owned(),
            track: None,
        };
        if self.settings().run_by == RunBy::Company {
            partner.enrolled_on = Some(self.today(&partner));
        }
        partner
    }

    pub(super) fn company_problems(&self, name: &str, mpn_id: &str, time_zone: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        if name.trim().is_empty() || name.chars().count() > 200 {
            problems.push(Problem::new("company", "app-company-name"));
        }
        if !is_mpn_id(mpn_id.trim()) {
            problems.push(Problem { field: "mpn_id", message: Message::new("app-mpn-id") });
        }
        if TimeZone::get(time_zone).is_err() {
            problems.push(Problem::new("time_zone", "app-time-zone"));
        }
        problems
    }

    /// An entry of the audit for a change of state.
    pub(super) async fn note(&self, seat: &Seat, action: &'static str) -> Result<(), AppError> {
        Ok(self.store().write(seat.partner, self.entry(seat.actor(), action)).await?.commit().await?)
    }

    pub(super) fn entry(&self, actor: Actor, action: &'static str) -> Entry<'static> {
        Entry { at: self.world().now(), actor, action, request: "" }
    }
}

pub(super) fn is_mpn_id(text: &str) -> bool {
    (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The time zone of a name that was checked when it was entered.
pub(super) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// Day and minute in a time zone, as pages write days.
pub fn shown_in(instant: Instant, time_zone: &str, language: Language) -> String {
    moment(instant, &zone(time_zone), language)
}

//! Snapshots and desks kept in memory, each as long as its number is the latest.
//!
//! A request reads the partner's number, one indexed row; what is kept moves forward by the facts above it. So any number
//! of processes may write, and none has to tell the others.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tierwise_core::access::Action;
use tierwise_core::record::{Partner, Snapshot};
use tierwise_core::{CompetencyId, Day, PartnerId, ProgrammeId, UserId};

use super::users::UserTable;
use super::{App, AppError, Caller};
use crate::desk::{Desk, Evidence, Value};

/// What is kept takes about so much memory at most; the least recently used goes first.
const MOST_BYTES: usize = 512 << 20;
/// Of one achievement in a snapshot and in a desk, measured.
const BYTES_PER_ACHIEVEMENT: usize = 300;
const BYTES_EACH: usize = 64 << 10;

#[derive(Debug, Default)]
pub(super) struct Desks {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    snapshots: BTreeMap<PartnerId, Used<Arc<Snapshot>>>,
    desks: BTreeMap<(PartnerId, ProgrammeId, Day), Used<OpenDesk>>,
    /// Each is dropped with the snapshot that it was made of.
    users: BTreeMap<PartnerId, Arc<UserTable>>,
    clock: u64,
}

#[derive(Debug)]
struct Used<T> {
    value: T,
    last: u64,
}

#[derive(Debug, Clone)]
struct OpenDesk {
    desk: Arc<Desk>,
    partner: Arc<Partner>,
    number: u64,
}

impl App {
    /// The partner's facts, as known now.
    pub(super) async fn snapshot(&self, partner: PartnerId) -> Result<Arc<Snapshot>, AppError> {
        let kept = self.inner.desks.snapshot(partner);
        let snapshot = match &kept {
            Some(kept) => self.store().advance(kept, partner).await?,
            None => Arc::new(self.store().snapshot(partner).await?),
        };
        if kept.is_none_or(|kept| !Arc::ptr_eq(&kept, &snapshot)) {
            self.inner.desks.keep_snapshot(partner, snapshot.clone());
        }
        Ok(snapshot)
    }

    /// What is to be said about the caller's company under a programme, today or on another day.
    ///
    /// # Errors
    /// When the caller may not see it, the company does not follow the programme, or is not enrolled.
    pub async fn desk(
        &self,
        caller: &Caller,
        action: Action,
        programme: &ProgrammeId,
        as_of: Option<Day>,
    ) -> Result<Arc<Desk>, AppError> {
        let seat = caller.see(action)?;
        let partner = self.partner(seat.partner).await?;
        // What the company does not follow is missing whether it is enrolled or not.
        if !partner.programmes.contains(programme) {
            return Err(AppError::NotFound);
        }
        if partner.enrolled_on.is_none() {
            return Err(AppError::NotEnrolled);
        }
        self.open_desk(partner, programme, as_of).await
    }

    /// The desks of every programme of the caller's company, the main one first.
    ///
    /// # Errors
    /// When the caller may not see them, or the company is not enrolled.
    pub async fn desks(&self, caller: &Caller, action: Action) -> Result<Vec<Arc<Desk>>, AppError> {
        let seat = caller.see(action)?;
        let partner = self.partner(seat.partner).await?;
        if partner.enrolled_on.is_none() {
            return Err(AppError::NotEnrolled);
        }
        let mut desks = Vec::new();
        for programme in partner.programmes.clone() {
            desks.push(self.open_desk(partner.clone(), &programme, None).await?);
        }
        Ok(desks)
    }

    /// The desks of the caller's company for the caller's own page: a default user sees only themselves on them.
    ///
    /// # Errors
    /// When nobody is signed in, or the company is not enrolled.
    pub async fn own_desks(&self, caller: &Caller) -> Result<(UserId, Vec<Arc<Desk>>), AppError> {
        let seat = caller.see(Action::SeeOwnProfile)?;
        Ok((seat.user, self.desks(caller, Action::SeeOwnProfile).await?))
    }

    /// What every competency was worth on a day, as known now. Such a desk is opened once and not kept.
    ///
    /// # Errors
    /// When the caller may not see it.
    pub async fn standings_on(
        &self,
        caller: &Caller,
        programme: &ProgrammeId,
        day: Day,
    ) -> Result<Vec<(CompetencyId, Value)>, AppError> {
        let seat = caller.see(Action::SeeStandings)?;
        let partner = self.partner(seat.partner).await?;
        let rules = self.programme(programme).filter(|_| partner.programmes.contains(programme)).cloned();
        let rules = rules.ok_or(AppError::NotFound)?;
        let snapshot = self.snapshot(partner.id).await?;
        let evidence = Evidence { exports_count: self.settings().exports_count };
        let values =
            tokio::task::spawn_blocking(move || Desk::open(rules, Arc::new(partner), snapshot, day, evidence).values());
        values.await.map_err(|_| AppError::Interrupted)
    }

    pub(super) async fn open_desk(
        &self,
        partner: Partner,
        programme: &ProgrammeId,
        as_of: Option<Day>,
    ) -> Result<Arc<Desk>, AppError> {
        let rules = self.programme(programme).filter(|_| partner.programmes.contains(programme)).cloned();
        let rules = rules.ok_or(AppError::NotFound)?;
        let day = match as_of {
            Some(day) => day,
            None => self.today(&partner),
        };
        let snapshot = self.snapshot(partner.id).await?;
        let key = (partner.id, programme.clone(), day);
        if let Some(kept) = self.inner.desks.desk(&key)
            && kept.number == snapshot.number
            && *kept.partner == partner
        {
            return Ok(kept.desk);
        }
        let (partner, number) = (Arc::new(partner), snapshot.number);
        let evidence = Evidence { exports_count: self.settings().exports_count };
        let owner = partner.clone();
        let opened = tokio::task::spawn_blocking(move || Desk::open(rules, owner, snapshot, day, evidence)).await;
        let desk = Arc::new(opened.map_err(|_| AppError::Interrupted)?);
        self.inner.desks.keep_desk(key, OpenDesk { desk: desk.clone(), partner, number });
        Ok(desk)
    }
}

impl Desks {
    fn snapshot(&self, partner: PartnerId) -> Option<Arc<Snapshot>> {
        let mut kept = self.lock();
        let now = kept.tick();
        let used = kept.snapshots.get_mut(&partner)?;
        used.last = now;
        Some(used.value.clone())
    }

    fn keep_snapshot(&self, partner: PartnerId, value: Arc<Snapshot>) {
        let mut kept = self.lock();
        let last = kept.tick();
        kept.snapshots.insert(partner, Used { value, last });
        kept.desks.retain(|(owner, ..), _| *owner != partner);
        kept.users.remove(&partner);
        kept.forget_the_oldest();
    }

    fn desk(&self, key: &(PartnerId, ProgrammeId, Day)) -> Option<OpenDesk> {
        let mut kept = self.lock();
        let now = kept.tick();
        let used = kept.desks.get_mut(key)?;
        used.last = now;
        Some(used.value.clone())
    }

    fn keep_desk(&self, key: (PartnerId, ProgrammeId, Day), value: OpenDesk) {
        let mut kept = self.lock();
        let last = kept.tick();
        kept.desks.insert(key, Used { value, last });
        kept.forget_the_oldest();
    }

    pub(super) fn users(&self, partner: PartnerId) -> Option<Arc<UserTable>> {
        self.lock().users.get(&partner).cloned()
    }

    /// Beside a snapshot it takes a tenth more; without one it is not kept.
    pub(super) fn keep_users(&self, partner: PartnerId, value: Arc<UserTable>) {
        let mut kept = self.lock();
        if kept.snapshots.contains_key(&partner) {
            kept.users.insert(partner, value);
        }
    }

    /// What is kept is whole at any time, so that a panic elsewhere leaves it usable.
    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn tick(&mut self) -> u64 {
        self.clock = self.clock.saturating_add(1);
        self.clock
    }

    fn forget_the_oldest(&mut self) {
        while self.bytes() > MOST_BYTES {
            let desk = self.desks.iter().min_by_key(|(_, used)| used.last).map(|(key, used)| (key.clone(), used.last));
            let snapshot = self.snapshots.iter().min_by_key(|(_, used)| used.last).map(|(key, used)| (*key, used.last));
            match (desk, snapshot) {
                (Some((key, used)), Some((_, last))) if used <= last => drop(self.desks.remove(&key)),
                (_, Some((key, _))) if self.snapshots.len() > 1 => {
                    drop(self.snapshots.remove(&key));
                    drop(self.users.remove(&key));
                }
                (Some((key, _)), _) if self.desks.len() > 1 => drop(self.desks.remove(&key)),
                // The only one is kept, however large: it is in use.
                _ => return,
            }
        }
    }

    fn bytes(&self) -> usize {
        let of = |snapshot: &Snapshot| {
            snapshot.facts.achievements.len().saturating_mul(BYTES_PER_ACHIEVEMENT).saturating_add(BYTES_EACH)
        };
        let snapshots: usize = self.snapshots.values().map(|used| of(&used.value)).sum();
        let desks: usize = self.desks.values().map(|used| of(used.value.desk.snapshot())).sum();
        snapshots.saturating_add(desks)
    }
}

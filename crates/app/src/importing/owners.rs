//! Whose the profiles of a file are: people on record, or new ones.
//!
//! A profile that is already associated here keeps its owner; then the corporate address decides, then the other. Profiles
//! at one address are one person. The order of rows does not matter.

use rustc_hash::FxHashMap;
use tierwise_core::UserId;

use super::known::{Claim, Known, Numbers, Seen};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Known(UserId),
    /// Nobody on record: profiles with the same number are one new person.
    New(u32),
    /// The file does not say which of two.
    Unclear(UserId, UserId),
}

/// The owner of every profile of the file.
pub(super) struct Owners(FxHashMap<u32, Owner>);

impl Owners {
    pub fn of(known: &Known<'_>, rows: &[Seen<'_>], numbers: &Numbers<'_>) -> Self {
        let claims = claims(known, rows);
        let joined = joined(known, rows, numbers);
        let mut groups: FxHashMap<u32, Claim> = FxHashMap::default();
        for (profile, claim) in &claims {
            let group = groups.entry(joined.root(*profile)).or_default();
            *group = group.and(*claim);
        }
        let owner = |profile: u32, claim: Claim| match claim {
            Claim::One(user) => Owner::Known(user),
            Claim::Several(one, two) => Owner::Unclear(one, two),
            Claim::Nobody => {
                let group = joined.root(profile);
                match groups.get(&group).copied().unwrap_or_default() {
                    Claim::Nobody => Owner::New(group),
                    Claim::One(user) => Owner::Known(user),
                    Claim::Several(one, two) => Owner::Unclear(one, two),
                }
            }
        };
        Self(claims.into_iter().map(|(profile, claim)| (profile, owner(profile, claim))).collect())
    }

    /// The owner of a profile of the file.
    pub fn find(&self, profile: u32) -> Option<Owner> {
        self.0.get(&profile).copied()
    }
}

/// Whom each profile points to by itself: its association, else the addresses of its rows.
fn claims(known: &Known<'_>, rows: &[Seen<'_>]) -> FxHashMap<u32, Claim> {
    let mut claims: FxHashMap<u32, Claim> = FxHashMap::default();
    for seen in rows {
        let claim = claims.entry(seen.key.profile).or_default();
        *claim = match known.link(seen.key.profile) {
            Some(link) => Claim::One(link.user),
            None => claim.and(known.claim(seen)),
        };
    }
    claims
}

/// Profiles joined by their addresses. A row of one person with the address of another joins nobody.
fn joined(known: &Known<'_>, rows: &[Seen<'_>], numbers: &Numbers<'_>) -> Joined {
    let profiles = u32::try_from(numbers.profiles()).unwrap_or(u32::MAX);
    let mut joined = Joined::new(numbers.profiles().saturating_add(numbers.addresses()));
    for seen in rows.iter().filter(|seen| known.conflict(seen).is_none()) {
        for address in [seen.corporate, seen.email].into_iter().flatten() {
            joined.join(seen.key.profile, profiles.saturating_add(address));
        }
    }
    joined
}

/// Disjoint sets: the profiles first, then the addresses.
struct Joined(Vec<u32>);

impl Joined {
    fn new(count: usize) -> Self {
        Self((0..u32::try_from(count).unwrap_or(u32::MAX)).collect())
    }

    fn parent(&self, place: u32) -> u32 {
        self.0.get(place as usize).copied().unwrap_or(place)
    }

    fn root(&self, place: u32) -> u32 {
        let mut place = place;
        while self.parent(place) != place {
            place = self.parent(place);
        }
        place
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.shortened(one), self.shortened(other));
        // The smaller one is the root, so that a profile is always before an address.
        if let Some(parent) = self.0.get_mut(one.max(other) as usize) {
            *parent = one.min(other);
        }
    }

    /// The root; the way to it becomes shorter for the next time.
    fn shortened(&mut self, place: u32) -> u32 {
        let root = self.root(place);
        let mut place = place;
        while place != root {
            let next = self.parent(place);
            if let Some(parent) = self.0.get_mut(place as usize) {
                *parent = root;
            }
            place = next;
        }
        root
    }
}

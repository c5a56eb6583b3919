//! What is on record, found by what a row of an export says: profile, addresses, training and day.
//!
//! Texts become numbers once, so that hundreds of thousands of rows are compared without them.

use rustc_hash::FxHashMap;
use tierwise_core::record::{Achievement, Association, Channel, Facts, Origin, Person, covers};
use tierwise_core::{Day, UserId};
use tierwise_exchange::import::TrainingRow;

use crate::fold::folded;

/// The source of everything that this export holds; its profiles are MCIDs.
pub(super) const SOURCE: &str = "microsoft-learning";

/// Texts by number.
#[derive(Debug, Default)]
pub(super) struct Numbers<'t> {
    profiles: FxHashMap<&'t str, u32>,
    training_ids: FxHashMap<&'t str, u32>,
    titles: Folds<'t>,
    addresses: Folds<'t>,
}

/// Texts that are the same without case and surrounding blanks. Each spelling is folded once.
#[derive(Debug, Default)]
struct Folds<'t> {
    spellings: FxHashMap<&'t str, u32>,
    folded: FxHashMap<String, u32>,
}

/// What makes two rows the same achievement: profile, training (its id, else its title) and day of completion.
///
/// The id of a training stands for its skill; which code a programme gives to it does not matter here, and a new
/// catalogue must not make old achievements new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub profile: u32,
    training: Training,
    completed: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Training {
    Id(u32),
    Title(u32),
}

/// A row of the file with its numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'t> {
    pub row: &'t TrainingRow,
    pub key: Key,
    pub corporate: Option<u32>,
    pub email: Option<u32>,
}

/// Whom something points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Claim {
    #[default]
    Nobody,
    One(UserId),
    Several(UserId, UserId),
}

/// Whose profile it is, and whether an export has to state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub user: UserId,
    pub state: LinkState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkState {
    /// In Partner Center on the day.
    Stands,
    /// Only in PMC, or stated by an earlier export until some day: the export states it anew.
    Open,
    /// Tierwise itself is master of it, and it ended: no export brings it back.
    Ended(Day),
}

/// The record, for the rows of an export.
pub(super) struct Known<'t> {
    pub facts: &'t Facts,
    people: FxHashMap<UserId, &'t Person>,
    by_address: FxHashMap<u32, Claim>,
    links: FxHashMap<u32, Link>,
    /// Places among the achievements.
    achievements: FxHashMap<Key, usize>,
    /// The places that stand behind another one of the same key.
    others: FxHashMap<Key, Vec<usize>>,
    /// The key of every achievement, in the order of the record; none for those of other sources.
    pub keys: Vec<Option<Key>>,
}

impl<'t> Folds<'t> {
    fn number(&mut self, text: &'t str) -> u32 {
        if let Some(number) = self.spellings.get(text) {
            return *number;
        }
        let next = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        let number = *self.folded.entry(folded(text)).or_insert(next);
        self.spellings.insert(text, number);
        number
    }
}

impl<'t> Numbers<'t> {
    pub fn profiles(&self) -> usize {
        self.profiles.len()
    }

    pub fn addresses(&self) -> usize {
        self.addresses.folded.len()
    }

    pub fn title(&mut self, text: &'t str) -> u32 {
        self.titles.number(text)
    }

    pub fn see(&mut self, row: &'t TrainingRow) -> Seen<'t> {
        let key = self.key(&row.mcid, row.training_id.as_deref(), &row.title, row.completed);
        Seen { row, key, corporate: self.address(&row.corporate_email), email: self.address(&row.email) }
    }

    fn key(&mut self, profile: &'t str, training_id: Option<&'t str>, title: &'t str, completed: Day) -> Key {
        let training = match training_id {
            Some(id) => Training::Id(number(&mut self.training_ids, id)),
            None => Training::Title(self.titles.number(title)),
        };
        Key { profile: number(&mut self.profiles, profile), training, completed: completed.ordinal() }
    }

    fn address(&mut self, text: &'t str) -> Option<u32> {
        (!text.trim().is_empty()).then(|| self.addresses.number(text))
    }
}

fn number<'t>(numbers: &mut FxHashMap<&'t str, u32>, text: &'t str) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(text).or_insert(next)
}

impl Claim {
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, claim) | (claim, Self::Nobody) => claim,
            (Self::One(one), Self::One(two)) if one == two => self,
            (Self::One(one), Self::One(two)) => Self::Several(one.min(two), one.max(two)),
            (Self::Several(..), _) => self,
            (_, Self::Several(..)) => other,
        }
    }
}

impl<'t> Known<'t> {
    pub fn of(facts: &'t Facts, numbers: &mut Numbers<'t>, day: Day) -> Self {
        let people = facts.people.iter().map(|person| (person.user, person)).collect();
        let mut known = Self {
            facts,
            people,
            by_address: addresses(facts, numbers),
            links: links(facts, numbers, day),
            achievements: FxHashMap::default(),
            others: FxHashMap::default(),
            keys: Vec::with_capacity(facts.achievements.len()),
        };
        known.achievements.reserve(facts.achievements.len());
        for (place, one) in facts.achievements.iter().enumerate() {
            if one.source.as_str() != SOURCE {
                known.keys.push(None);
                continue;
            }
            let key = numbers.key(&one.profile, one.training_id.as_deref(), &one.title, one.completed);
            known.keys.push(Some(key));
            let held = known.achievements.entry(key).or_insert(place);
            if *held == place {
                continue;
            }
            // The source itself comes before everybody else, then what lasts longest.
            let rank = |place: usize| facts.achievements.get(place).map(|one| (one.origin == Origin::Feed, one.expires));
            let behind = if rank(place) > rank(*held) { std::mem::replace(held, place) } else { place };
            known.others.entry(key).or_default().push(behind);
        }
        known
    }

    pub fn achievement(&self, key: Key) -> Option<&'t Achievement> {
        self.achievements.get(&key).and_then(|place| self.facts.achievements.get(*place))
    }

    /// Everything of a key that somebody of the company brought.
    pub fn evidence(&self, key: Key) -> impl Iterator<Item = &'t Achievement> {
        let others = self.others.get(&key).into_iter().flatten();
        let places = self.achievements.get(&key).into_iter().chain(others);
        places.filter_map(|place| self.facts.achievements.get(*place)).filter(|one| one.origin != Origin::Feed)
    }

    pub fn link(&self, profile: u32) -> Option<Link> {
        self.links.get(&profile).copied()
    }

    pub fn person(&self, user: UserId) -> Option<&'t Person> {
        self.people.get(&user).copied()
    }

    /// Whose address a row has: the corporate one decides, then the other.
    pub fn claim(&self, seen: &Seen<'_>) -> Claim {
        let claim =
            |address: Option<u32>| address.and_then(|address| self.by_address.get(&address)).copied().unwrap_or_default();
        match claim(seen.corporate) {
            Claim::Nobody => claim(seen.email),
            corporate => corporate,
        }
    }

    /// The owner of the row's profile and somebody else who has its address.
    pub fn conflict(&self, seen: &Seen<'_>) -> Option<(UserId, UserId)> {
        let owner = self.link(seen.key.profile)?.user;
        match self.claim(seen) {
            Claim::One(other) if other != owner => Some((owner, other)),
            Claim::Several(one, two) if owner != one && owner != two => Some((owner, one)),
            _ => None,
        }
    }
}

/// Who has an address: as the work address before as the address of a profile.
fn addresses<'t>(facts: &'t Facts, numbers: &mut Numbers<'t>) -> FxHashMap<u32, Claim> {
    let mut corporate: FxHashMap<u32, Claim> = FxHashMap::default();
    let mut others: FxHashMap<u32, Claim> = FxHashMap::default();
    for person in &facts.people {
        for (claims, text) in [(&mut corporate, &person.corporate_email), (&mut others, &person.email)] {
            if let Some(address) = numbers.address(text) {
                let claim = claims.entry(address).or_default();
                *claim = claim.and(Claim::One(person.user));
            }
        }
    }
    for (address, claim) in others {
        corporate.entry(address).or_insert(claim);
    }
    corporate
}

fn links<'t>(facts: &'t Facts, numbers: &mut Numbers<'t>, day: Day) -> FxHashMap<u32, Link> {
    let mut by_profile: FxHashMap<u32, Vec<&Association>> = FxHashMap::default();
    by_profile.reserve(facts.associations.len());
    for link in facts.associations.iter().filter(|link| link.source.as_str() == SOURCE) {
        by_profile.entry(number(&mut numbers.profiles, &link.profile)).or_default().push(link);
    }
    by_profile.into_iter().filter_map(|(profile, links)| Some((profile, link(&links, day)?))).collect()
}

fn link(links: &[&Association], day: Day) -> Option<Link> {
    let stands = |link: &Association| covers(link.starts_on, link.ends_on, day);
    let in_partner_center = |link: &Association| link.channel == Channel::Pc;
    // Of several the one that stands, then the one that ended last; an absent end is after every day.
    let end = |link: &Association| (link.ends_on.is_none(), link.ends_on);
    let owner = links.iter().max_by_key(|link| (stands(link), in_partner_center(link), end(link), link.fact))?;
    let last = links.iter().filter(|link| in_partner_center(link)).max_by_key(|link| (stands(link), end(link), link.fact));
    let state = match last {
        Some(last) if stands(last) => LinkState::Stands,
        Some(last) if last.origin != Origin::Export => match last.ends_on.filter(|last| *last < day) {
            Some(last) => LinkState::Ended(last),
            None => LinkState::Open,
        },
        _ => LinkState::Open,
    };
    Some(Link { user: owner.user, state })
}

//! The record by people, profiles and achievements: what belongs to whom, and what is evidence here.
//!
//! Places are numbers, and texts stay in the snapshot: a hundred thousand people are opened without a text for each.

use rustc_hash::FxHashMap;
use tierwise_core::record::{Achievement, Association, Employment, Facts, Origin, Partner};
use tierwise_core::{Day, SourceId, UserId};
use tierwise_rules::{Programme, SkillIndex};

use super::Evidence;
use super::coverage::{Coverage, End, Link, holder, window_end};
use crate::skills::{Match, SkillNames};

/// No person, no profile.
const NONE: u32 = u32::MAX;

#[derive(Debug)]
pub(super) struct Roll {
    /// Everybody on record, sorted.
    pub users: Vec<UserId>,
    /// Per person the place of what is stated about them, or a place beyond all.
    pub details: Vec<u32>,
    pub profiles: Vec<Profile>,
    /// One per achievement, in the order of the record.
    pub entries: Vec<Entry>,
    employments: Groups,
    associations: Groups,
    profiles_by_person: Groups,
    entries_by_person: Groups,
}

/// A learner profile on the day.
#[derive(Debug)]
pub(super) struct Profile {
    /// The place of an achievement or association that names it.
    named_by: NamedBy,
    /// Whose it is, or was last.
    person: u32,
    pub coverage: Coverage,
}

#[derive(Debug, Clone, Copy)]
enum NamedBy {
    Association(u32),
    Achievement(u32),
}

/// An achievement, as the programme sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub training: Training,
    pub profile: u32,
    pub delivered: Delivered,
}

/// What a training is to the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Training {
    /// A skill that some rule names.
    Named(SkillIndex),
    Unnamed,
    /// Its title stands for several skills that rules name.
    Several,
}

/// Whether who delivered an achievement may do so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delivered {
    Recognised,
    /// The programme does not recognise the source, neither at all nor for this skill.
    OtherSource,
    /// Brought by somebody of the company, which is no evidence here.
    NoEvidence,
}

impl Entry {
    /// The skill, if a rule names it.
    pub fn skill(&self) -> Option<SkillIndex> {
        match self.training {
            Training::Named(skill) => Some(skill),
            Training::Unnamed | Training::Several => None,
        }
    }
}

impl Roll {
    pub fn read(programme: &Programme, partner: &Partner, facts: &Facts, day: Day, evidence: Evidence) -> Self {
        let users = users(facts);
        let place = |user: &UserId| users.binary_search(user).ok().and_then(|place| u32::try_from(place).ok()).unwrap_or(NONE);
        let mut details = vec![NONE; users.len()];
        for (number, person) in (0_u32..).zip(&facts.people) {
            if let Some(detail) = details.get_mut(place(&person.user) as usize) {
                *detail = number;
            }
        }
        let employments = Groups::of(users.len(), facts.employments.iter().map(|work| place(&work.user)));
        let (mut profiles, of_association, of_achievement) = profiles(facts);
        let associations = Groups::of(profiles.len(), of_association.iter().copied());
        let window = window_end(partner, &programme.lifecycle(day));
        for (number, profile) in profiles.iter_mut().enumerate() {
            let links = associations.of_group(number).filter_map(|link| facts.associations.get(link));
            let Some(holder) = holder(links.clone(), day) else { continue };
            profile.person = place(&holder.user);
            let own = links.filter(|link| link.user == holder.user);
            let work = employments.of_group(profile.person as usize).filter_map(|work| facts.employments.get(work));
            profile.coverage = Coverage::of(own, work, window, day);
        }
        let entries = entries(programme, facts, &of_achievement, evidence);
        let person = |profile: u32| profiles.get(profile as usize).map_or(NONE, |profile| profile.person);
        let entries_by_person = Groups::of(users.len(), entries.iter().map(|entry| person(entry.profile)));
        let profiles_by_person = Groups::of(users.len(), profiles.iter().map(|profile| profile.person));
        Self { users, details, profiles, entries, employments, associations, profiles_by_person, entries_by_person }
    }

    pub fn find(&self, user: UserId) -> Option<usize> {
        self.users.binary_search(&user).ok()
    }

    pub fn profile(&self, entry: &Entry) -> Option<&Profile> {
        self.profiles.get(entry.profile as usize)
    }

    pub fn coverage(&self, entry: &Entry) -> Coverage {
        self.profile(entry).map_or(Coverage::UNKNOWN, |profile| profile.coverage)
    }

    pub fn person_of(&self, entry: &Entry) -> Option<usize> {
        self.profile(entry).and_then(Profile::person)
    }

    /// Whether the achievement may be asked whether it counts: delivered by a recognised source for somebody who works here.
    pub fn is_evidence(&self, entry: &Entry) -> bool {
        entry.delivered == Delivered::Recognised && self.coverage(entry).link == Link::Counts
    }

    /// The last day of an achievement and why it ends: what ends first, the person before the certificate.
    pub fn end(&self, entry: &Entry, expires: Option<Day>) -> Option<(Day, End)> {
        match (self.coverage(entry).until, expires) {
            (Some(until), Some(expires)) if expires < until.0 => Some((expires, End::Expires)),
            (Some(until), _) => Some(until),
            (None, expires) => expires.map(|day| (day, End::Expires)),
        }
    }

    pub fn entries_of(&self, person: usize) -> impl Iterator<Item = usize> + Clone {
        self.entries_by_person.of_group(person)
    }

    pub fn profiles_of(&self, person: usize) -> impl Iterator<Item = usize> + Clone {
        self.profiles_by_person.of_group(person)
    }

    pub fn employments<'f>(&self, facts: &'f Facts, person: usize) -> impl Iterator<Item = &'f Employment> + Clone {
        self.employments.of_group(person).filter_map(|work| facts.employments.get(work))
    }

    pub fn associations<'f>(&self, facts: &'f Facts, profile: usize) -> impl Iterator<Item = &'f Association> + Clone {
        self.associations.of_group(profile).filter_map(|link| facts.associations.get(link))
    }

    /// Every association with the place of its profile.
    pub fn links<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = (usize, &'f Association)> {
        (0..self.profiles.len()).flat_map(|profile| self.associations(facts, profile).map(move |link| (profile, link)))
    }
}

impl Profile {
    pub fn person(&self) -> Option<usize> {
        (self.person != NONE).then_some(self.person as usize)
    }

    /// The source and the number of the profile.
    pub fn name<'f>(&self, facts: &'f Facts) -> Option<(&'f SourceId, &'f str)> {
        match self.named_by {
            NamedBy::Association(place) => {
                facts.associations.get(place as usize).map(|link| (&link.source, link.profile.as_ref()))
            }
            NamedBy::Achievement(place) => {
                facts.achievements.get(place as usize).map(|one| (&one.source, one.profile.as_ref()))
            }
        }
    }
}

fn users(facts: &Facts) -> Vec<UserId> {
    let mut users: Vec<UserId> = facts.people.iter().map(|person| person.user).collect();
    users.extend(facts.employments.iter().map(|work| work.user));
    users.extend(facts.associations.iter().map(|link| link.user));
    users.sort_unstable();
    users.dedup();
    users
}

/// Every profile that an association or an achievement names, and which each of them names.
fn profiles(facts: &Facts) -> (Vec<Profile>, Vec<u32>, Vec<u32>) {
    let mut profiles: Vec<Profile> = Vec::new();
    let mut places: FxHashMap<(&str, &str), u32> = FxHashMap::default();
    places.reserve(facts.associations.len());
    let mut place = |key, named_by: NamedBy| {
        *places.entry(key).or_insert_with(|| {
            profiles.push(Profile { named_by, person: NONE, coverage: Coverage::UNKNOWN });
            u32::try_from(profiles.len().saturating_sub(1)).unwrap_or(NONE)
        })
    };
    let links = (0_u32..).zip(&facts.associations);
    let of_association =
        links.map(|(at, link)| place((link.source.as_str(), link.profile.as_ref()), NamedBy::Association(at))).collect();
    let achievements = (0_u32..).zip(&facts.achievements);
    let of_achievement =
        achievements.map(|(at, one)| place((one.source.as_str(), one.profile.as_ref()), NamedBy::Achievement(at))).collect();
    (profiles, of_association, of_achievement)
}

fn entries(programme: &Programme, facts: &Facts, profiles: &[u32], evidence: Evidence) -> Vec<Entry> {
    let names = SkillNames::of(programme);
    let named = programme.named_skills();
    // Many people take the same training: each is looked up once.
    let mut known: FxHashMap<(Option<&str>, &str), Training> = FxHashMap::default();
    let achievements = facts.achievements.iter().zip(profiles);
    achievements
        .map(|(one, profile)| {
            let (id, title) = (one.training_id.as_deref(), one.title.as_ref());
            let training = *known.entry((id, title)).or_insert_with(|| match names.find(id, title) {
                Match::Skill(skill) if named.contains(&skill) => Training::Named(skill),
                Match::Several(skills) if skills.iter().any(|skill| named.contains(skill)) => Training::Several,
                Match::Skill(_) | Match::Several(_) | Match::Unknown => Training::Unnamed,
            });
            Entry { training, profile: *profile, delivered: delivered(programme, one, training, evidence) }
        })
        .collect()
}

fn delivered(programme: &Programme, one: &Achievement, training: Training, evidence: Evidence) -> Delivered {
    let issuer = match training {
        Training::Named(skill) => skill.of(programme).and_then(|skill| skill.source.as_ref()),
        Training::Unnamed | Training::Several => None,
    };
    if !programme.sources.contains(&one.source) && issuer != Some(&one.source) {
        return Delivered::OtherSource;
    }
    match one.origin {
        Origin::Export | Origin::Person if !evidence.exports_count => Delivered::NoEvidence,
        _ => Delivered::Recognised,
    }
}

/// Places by the group that they belong to, in two columns.
#[derive(Debug)]
struct Groups {
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Groups {
    /// `groups`: the group of each place; what belongs to none is left out.
    fn of(count: usize, groups: impl Iterator<Item = u32> + Clone) -> Self {
        let mut starts = vec![0_u32; count.saturating_add(1)];
        for group in groups.clone().filter(|group| (*group as usize) < count) {
            if let Some(size) = starts.get_mut(group as usize + 1) {
                *size = size.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; sum as usize];
        for (place, group) in (0_u32..).zip(groups).filter(|(_, group)| (*group as usize) < count) {
            if let Some(next) = next.get_mut(group as usize)
                && let Some(slot) = places.get_mut(*next as usize)
            {
                *slot = place;
                *next = next.saturating_add(1);
            }
        }
        Self { starts, places }
    }

    fn of_group(&self, group: usize) -> impl Iterator<Item = usize> + Clone {
        let range = self.starts.get(group).zip(self.starts.get(group.saturating_add(1)));
        let places = range.and_then(|(start, end)| self.places.get(*start as usize..*end as usize)).unwrap_or(&[]);
        places.iter().map(|place| *place as usize)
    }
}

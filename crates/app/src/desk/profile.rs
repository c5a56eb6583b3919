//! One person: what they achieved, whether it counts and why not, and their profiles.

use std::sync::Arc;

use tierwise_core::record::{Association, Employment, Person};
use tierwise_core::{Day, FactId, Instant, SkillCode, SourceId, UserId};
use tierwise_i18n::Message;
use tierwise_rules::Text;

use super::Desk;
use super::coverage::{Coverage, End, Link};
use super::ladder::Ladder;
use super::rows::RowStatus;
use super::verdict::Case;

#[derive(Debug, Clone)]
pub struct ProfileView {
    pub user: UserId,
    /// What is stated about the person, if anything is.
    pub person: Option<Person>,
    pub name: String,
    /// In the order of their days.
    pub employments: Vec<Employment>,
    pub associations: Vec<AssociationView>,
    /// The latest first.
    pub achievements: Vec<AchievementView>,
    /// Source and number of profiles, where several of one source are linked at the same time.
    pub duplicates: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
pub struct AssociationView {
    pub association: Association,
    /// Whether it covers the day.
    pub current: bool,
    /// Whether achievements of the profile count on the day.
    pub counts: bool,
    /// The last day on which they do, and why it ends.
    pub until: Option<(Day, End)>,
}

#[derive(Debug, Clone)]
pub struct AchievementView {
    pub fact: FactId,
    pub source: SourceId,
    pub profile: Arc<str>,
    /// As its source printed it.
    pub title: Arc<str>,
    /// The skill that it is, if some rule names it.
    pub skill: Option<(SkillCode, Text)>,
    pub completed: Day,
    pub expires: Option<Day>,
    pub received: Instant,
    pub status: RowStatus,
    pub status_text: Message,
    pub ladder: Ladder,
}

impl Desk {
    /// Everything about one person; nothing when the record does not know them.
    pub fn profile(&self, user: UserId) -> Option<ProfileView> {
        let person = self.roll.find(user)?;
        let facts = &self.snapshot.facts;
        let appraiser = self.appraiser();
        let mut employments: Vec<Employment> = self.roll.employments(facts, person).cloned().collect();
        employments.sort_by_key(|work| (work.starts_on, work.fact));
        let cases = self.roll.entries_of(person).filter_map(|place| self.case(&appraiser, place));
        let mut achievements: Vec<AchievementView> = cases.map(|case| case.view()).collect();
        achievements.sort_by(|one, other| {
            let key = |view: &AchievementView| (std::cmp::Reverse(view.completed), view.title.clone(), view.fact);
            key(one).cmp(&key(other))
        });
        let duplicates = self.duplicate_profiles(person).into_iter();
        Some(ProfileView {
            user,
            person: self.person_at(person).cloned(),
            name: self.name(person),
            employments,
            associations: self.associations_of(user),
            achievements,
            duplicates: duplicates.map(|(source, number)| (source.to_owned(), number.to_owned())).collect(),
        })
    }

    /// Every association that somebody has or had, also of profiles that are somebody else's now.
    fn associations_of(&self, user: UserId) -> Vec<AssociationView> {
        let facts = &self.snapshot.facts;
        let mut views: Vec<AssociationView> = Vec::new();
        for (place, link) in self.roll.links(facts).filter(|(_, link)| link.user == user) {
            let coverage = self.roll.profiles.get(place).map_or(Coverage::UNKNOWN, |profile| profile.coverage);
            let current = tierwise_core::record::covers(link.starts_on, link.ends_on, self.day);
            let counts = current && coverage.link == Link::Counts;
            let until = if counts { coverage.until } else { None };
            views.push(AssociationView { association: link.clone(), current, counts, until });
        }
        views.sort_by_key(|view| (!view.current, view.association.starts_on, view.association.fact));
        views
    }
}

impl Case<'_, '_> {
    fn view(&self) -> AchievementView {
        let one = self.achievement;
        let fails = self.fails();
        let skill = self.skill().and_then(|skill| skill.of(&self.desk.programme));
        AchievementView {
            fact: one.fact,
            source: one.source.clone(),
            profile: one.profile.clone(),
            title: one.title.clone(),
            skill: skill.map(|skill| (skill.code.clone(), skill.title.clone())),
            completed: one.completed,
            expires: one.expires,
            received: one.received,
            status: self.status(fails),
            status_text: self.phrase(fails).message(),
            ladder: self.ladder(),
        }
    }
}

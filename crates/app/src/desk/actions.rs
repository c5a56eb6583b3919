//! What to do next: for every coming loss and every gain within reach one thing that somebody can do.

mod gains;
mod harms;

use tierwise_core::{CompetencyId, Day, UserId};
use tierwise_i18n::Message;

use super::Desk;
use super::overview::CompetencyView;

/// Something to do, with its people and its effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    pub kind: ActionKind,
    /// The day of harm, if nobody acts; nothing where there is only something to gain.
    pub due: Option<Day>,
    /// From when on it can be done, where that is later than today.
    pub opens_on: Option<Day>,
    pub people: Vec<UserId>,
    pub competency: Option<CompetencyId>,
    pub title: Message,
    pub effect: Message,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionKind {
    /// Free, from six months before expiry on.
    Renew,
    /// What expires cannot be renewed.
    PassAgain,
    AssociatePmc,
    ReplaceLeaver,
    ReplaceSkill,
    Relink,
    LinkProfiles,
    EnterFigures,
    MergeDuplicates,
    CompleteUnused,
}

impl ActionKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Renew => "renew",
            Self::PassAgain => "pass-again",
            Self::AssociatePmc => "associate-pmc",
            Self::ReplaceLeaver => "replace-leaver",
            Self::ReplaceSkill => "replace-skill",
            Self::Relink => "relink",
            Self::LinkProfiles => "link-profiles",
            Self::EnterFigures => "enter-figures",
            Self::MergeDuplicates => "merge-duplicates",
            Self::CompleteUnused => "complete-unused",
        }
    }
}

impl Desk {
    /// By the day of harm; what only gains comes last.
    pub(super) fn actions(&self, competencies: &[CompetencyView]) -> Vec<Action> {
        let mut actions = Vec::new();
        for competency in competencies {
            actions.extend(self.expiries(competency));
            actions.extend(self.acceptances(competency));
            actions.extend(self.figures_to_enter(competency));
        }
        actions.extend(self.departures(competencies));
        actions.extend(self.pmc_only());
        actions.extend(self.unlinked());
        actions.extend(self.duplicates());
        actions.extend(self.unused());
        actions.sort_by_key(|action| (action.due.is_none(), action.due, action.kind));
        actions
    }
}

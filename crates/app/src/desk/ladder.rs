//! The ladder behind every "why not?": the rungs from earned to counted, the first that fails, who can act, and the
//! earliest day on which the achievement would count.

mod rungs;

use tierwise_core::{Day, FactId};
use tierwise_i18n::Message;

use super::Desk;
use super::verdict::{Case, RungKind};

/// An achievement's way from earned to counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    pub rungs: Vec<Rung>,
    /// The first rung that fails, if any does.
    pub fails: Option<RungKind>,
    /// Who can act, and what to do, where a rung fails.
    pub fix: Option<Fix>,
    /// The first day on which it would count if that is done, as far as it is known.
    pub earliest: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    pub kind: RungKind,
    pub state: RungState,
    pub detail: Message,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RungState {
    Passed,
    Failed,
    /// It is behind the one that fails, and will pass.
    Ahead,
    /// It is behind the one that fails, and fails as well.
    AlsoFails,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub who: Helper,
    pub what: Message,
}

/// Who can bring an achievement past a rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Helper {
    /// The person whose achievement it is.
    Person,
    /// An MPN partner admin.
    PartnerAdmin,
    /// Whoever keeps the users.
    UserAdmin,
    /// It happens by itself on a day.
    Time,
    Nobody,
}

impl Helper {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::PartnerAdmin => "partner-admin",
            Self::UserAdmin => "user-admin",
            Self::Time => "time",
            Self::Nobody => "nobody",
        }
    }
}

/// One rung, asked on its own.
struct Asked {
    kind: RungKind,
    passes: bool,
    detail: Message,
    fix: Option<(Fix, When)>,
}

/// When a failing rung could pass at the earliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Never,
    On(Day),
}

impl Desk {
    /// The ladder of an achievement on record.
    pub fn ladder(&self, fact: FactId) -> Option<Ladder> {
        let place = self.snapshot.facts.achievements.iter().position(|one| one.fact == fact)?;
        let appraiser = self.appraiser();
        self.case(&appraiser, place).map(|case| case.ladder())
    }
}

impl Case<'_, '_> {
    pub fn ladder(&self) -> Ladder {
        let asked = self.ask();
        let fails = asked.iter().find(|rung| !rung.passes).map(|rung| rung.kind);
        let earliest = fails.and_then(|_| earliest(&asked, self.desk.day, self.achievement.expires));
        let fix = asked.iter().find(|rung| !rung.passes).and_then(|rung| Some(rung.fix.as_ref()?.0.clone()));
        let rungs = asked.into_iter().map(|rung| {
            let state = match (fails, rung.passes) {
                (Some(first), true) if rung.kind > first => RungState::Ahead,
                (_, true) => RungState::Passed,
                (Some(first), false) if rung.kind == first => RungState::Failed,
                (_, false) => RungState::AlsoFails,
            };
            Rung { kind: rung.kind, state, detail: rung.detail }
        });
        Ladder { rungs: rungs.collect(), fails, fix, earliest }
    }
}

/// The last of the days on which the failing rungs could pass; none when one cannot, or the certificate ends before.
fn earliest(asked: &[Asked], today: Day, expires: Option<Day>) -> Option<Day> {
    let mut earliest = today;
    for rung in asked.iter().filter(|rung| !rung.passes) {
        match rung.fix.as_ref().map(|(_, when)| *when) {
            Some(When::On(day)) => earliest = earliest.max(day),
            Some(When::Never) | None => return None,
        }
    }
    expires.is_none_or(|last| earliest <= last).then_some(earliest)
}

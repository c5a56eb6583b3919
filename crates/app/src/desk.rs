//! The desk: everything that is to be said about one partner under one programme on one day, computed from what is on record.
//!
//! Knows no database, no requests and no clock. Opening one reads the record and evaluates; what only some pages ask
//! for, the forecast and the sorted rows, is worked out when it is first asked for.

mod actions;
mod answers;
mod coverage;
mod figures;
mod ladder;
mod losses;
mod missing;
mod names;
mod orders;
mod overview;
mod profile;
mod query;
mod reconcile;
mod requirements;
mod rests;
mod roll;
mod rows;
mod table;
mod timeline;
mod verdict;
mod worth;

use std::fmt;
use std::sync::{Arc, OnceLock};

use tierwise_core::record::{Partner, Person, Snapshot};
use tierwise_core::{CompetencyId, Day, PersonId, TrackId, UserId};
use tierwise_exchange::export::{Cell, Table as Sheet};
use tierwise_i18n::{Language, Message};
use tierwise_rules::{
    Absent, Appraiser, Critical, Facts, Figures, Forecast, Lifecycle, Market, People, PeopleBuilder, Programme, Seats,
    Standings, evaluate, forecast,
};

pub use actions::{Action, ActionKind};
pub use coverage::End;
pub use figures::{FigureText, figure_texts};
pub use ladder::{Fix, Helper, Ladder, Rung, RungState};
pub use losses::{LossCause, LossView, Renewal};
pub use names::{moment, source_name};
pub use overview::{Bar, CompetencyView, Overview, StandingWord};
pub use profile::{AchievementView, AssociationView, ProfileView};
pub use query::{AssociationFilter, RowPage, RowQuery, SortKey};
pub use reconcile::{Difference, Reconciled};
pub use requirements::{LineState, LineView, Near, NearReason, PartView, RequirementsView, Who};
pub use rests::RestsOn;
pub use rows::{Row, RowStatus};
/// A text of a catalogue in every language.
pub use tierwise_rules::Text as CatalogueText;
pub use timeline::{Course, Segment};
pub use verdict::RungKind;
pub use worth::Value;

use coverage::window_end;
use roll::Roll;
use table::Table;

/// What counts as evidence in this installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Whether an achievement counts that an admin or a person brought, rather than the source itself.
    pub exports_count: bool,
}

/// One partner under one programme on one day.
pub struct Desk {
    programme: Arc<Programme>,
    partner: Arc<Partner>,
    snapshot: Arc<Snapshot>,
    day: Day,
    roll: Roll,
    facts: Facts,
    standings: Standings,
    lifecycle: Lifecycle,
    seats: OnceLock<Seats>,
    forecast: OnceLock<Forecast>,
    critical: OnceLock<Vec<Critical>>,
    losses: OnceLock<Vec<LossView>>,
    overview: OnceLock<Overview>,
    table: OnceLock<Table>,
}

impl Desk {
    pub fn open(
        programme: Arc<Programme>,
        partner: Arc<Partner>,
        snapshot: Arc<Snapshot>,
        day: Day,
        evidence: Evidence,
    ) -> Self {
        let lifecycle = programme.lifecycle(day);
        let roll = Roll::read(&programme, &partner, &snapshot.facts, day, evidence);
        let facts = Facts {
            market: if partner.market == "developing" { Market::Developing } else { Market::Developed },
            track: partner.track.as_deref().map(TrackId::new),
            figures: figures(&snapshot),
            priority: Vec::new(),
            people: people(&programme, &roll, &snapshot),
        };
        let standings = evaluate(&programme, &facts, day);
        Self {
            programme,
            partner,
            snapshot,
            day,
            roll,
            facts,
            standings,
            lifecycle,
            seats: OnceLock::new(),
            forecast: OnceLock::new(),
            critical: OnceLock::new(),
            losses: OnceLock::new(),
            overview: OnceLock::new(),
            table: OnceLock::new(),
        }
    }

    pub fn programme(&self) -> &Arc<Programme> {
        &self.programme
    }

    pub fn partner(&self) -> &Arc<Partner> {
        &self.partner
    }

    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    pub fn day(&self) -> Day {
        self.day
    }

    pub fn standings(&self) -> &Standings {
        &self.standings
    }

    /// What every competency in force is worth.
    pub fn values(&self) -> Vec<(CompetencyId, Value)> {
        let values = self.standings.competencies.iter().filter_map(|standing| {
            let competency = self.programme.competencies.get(standing.competency)?;
            Some((competency.id.clone(), self.value(&self.standings.worth(standing.competency))))
        });
        values.collect()
    }

    /// Whether the partner is enrolled on the day; without that it has no reports.
    pub fn enrolled(&self) -> bool {
        self.partner.enrolled_on.is_some_and(|first| first <= self.day)
    }

    /// Whether anybody who is known here has a skill that some rule names.
    pub fn has_skills_data(&self) -> bool {
        self.roll.entries.iter().any(|entry| entry.skill().is_some() && self.roll.person_of(entry).is_some())
    }

    /// The banner of a day outside the edition's dates.
    pub fn not_in_force(&self) -> Option<Message> {
        (!self.standings.in_force).then(|| crate::wording::not_in_force(&self.programme, self.day))
    }

    /// The standings as a table for the workbook.
    pub fn standings_table(&self, language: Language) -> Sheet<Vec<Vec<Cell>>> {
        crate::wording::standings_table(&self.programme, &self.standings, &self.forecast().losses, language)
    }

    /// The last day on which an association in PMC counts, where the day of the move is known.
    pub fn pmc_counts_until(&self) -> Option<Day> {
        window_end(&self.partner, &self.lifecycle)
    }

    /// Who somebody is, if anything is on record.
    pub fn person(&self, user: UserId) -> Option<&Person> {
        self.roll.find(user).and_then(|person| self.person_at(person))
    }

    fn person_at(&self, person: usize) -> Option<&Person> {
        self.snapshot.facts.people.get(*self.roll.details.get(person)? as usize)
    }

    fn user_at(&self, person: usize) -> Option<UserId> {
        self.roll.users.get(person).copied()
    }

    fn appraiser(&self) -> Appraiser<'_> {
        let seats = self.seats.get_or_init(|| Seats::of(&self.programme, &self.standings));
        Appraiser::seated(&self.programme, &self.standings, seats)
    }

    fn forecast(&self) -> &Forecast {
        self.forecast.get_or_init(|| forecast(&self.programme, &self.facts, &self.standings))
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| Table::of(self))
    }
}

impl fmt::Debug for Desk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut desk = formatter.debug_struct("Desk");
        desk.field("partner", &self.partner.id).field("programme", &self.programme.id).field("day", &self.day);
        desk.finish_non_exhaustive()
    }
}

/// Every figure by its month. What nobody entered is unknown, not zero.
fn figures(snapshot: &Snapshot) -> Figures {
    let mut known: Vec<_> = snapshot.facts.figures.iter().collect();
    known.sort_by_key(|figure| figure.fact);
    let mut figures = Figures::new(Absent::Unknown);
    for figure in known {
        figures.state(figure.metric.as_str(), figure.month, figure.value.clone());
    }
    figures
}

/// Everybody on record, with the skills that count on the day until they end for whatever reason.
fn people(programme: &Programme, roll: &Roll, snapshot: &Snapshot) -> People {
    let mut builder = PeopleBuilder::new();
    for (person, user) in roll.users.iter().enumerate() {
        builder.person(PersonId::new(user.to_string()));
        for place in roll.entries_of(person) {
            let (Some(entry), Some(achievement)) = (roll.entries.get(place), snapshot.facts.achievements.get(place)) else {
                continue;
            };
            if let (Some(skill), true) = (entry.skill(), roll.is_evidence(entry)) {
                let last_day = roll.end(entry, None).map(|(day, _)| day);
                builder.skill_until(skill, Some(achievement.completed), achievement.expires, last_day);
            }
        }
    }
    // The users are sorted and distinct, so that places among the people are places in the roll.
    builder.build(programme).unwrap_or_default()
}

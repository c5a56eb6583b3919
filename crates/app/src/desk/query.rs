//! Which rows somebody asks for, and a page of them: the same rows on screen, over the API and in files.

use tierwise_core::CompetencyId;
use tierwise_exchange::export::SkillsRow;
use tierwise_i18n::Language;

use super::Desk;
use super::rows::{Row, RowStatus, Writer, relevant_skills};
use super::table::{Table, TableRow, count_people};

/// What rows to show, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowQuery {
    /// Words of a name, an address, an MCID, a skill or a location; all of them have to be found.
    pub search: String,
    pub status: Option<RowStatus>,
    pub competency: Option<CompetencyId>,
    pub association: Option<AssociationFilter>,
    pub sort: SortKey,
    pub descending: bool,
    /// Counted from 1.
    pub page: usize,
    pub per_page: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssociationFilter {
    /// In PMC, not in Partner Center.
    PmcOnly,
    Pc,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    Name,
    Email,
    Mcid,
    SkillType,
    Skill,
    Completed,
    Expires,
    Status,
    AssociatedInPmc,
    AssociatedInPc,
    Location,
}

/// A page of rows.
#[derive(Debug)]
pub struct RowPage<'d> {
    pub rows: Vec<Row<'d>>,
    /// The rows of all pages, and whose they are.
    pub total: usize,
    pub people: usize,
    /// Counted from 1; the last one where a later was asked for.
    pub page: usize,
    pub pages: usize,
}

impl AssociationFilter {
    pub const ALL: [Self; 3] = [Self::PmcOnly, Self::Pc, Self::None];

    pub const fn code(self) -> &'static str {
        match self {
            Self::PmcOnly => "pmc-only",
            Self::Pc => "pc",
            Self::None => "none",
        }
    }

    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.code() == code)
    }

    fn admits(self, row: &TableRow) -> bool {
        self.holds(row.in_pmc, row.in_pc)
    }

    pub(crate) fn holds(self, in_pmc: bool, in_pc: bool) -> bool {
        match self {
            Self::PmcOnly => in_pmc && !in_pc,
            Self::Pc => in_pc,
            Self::None => !in_pmc && !in_pc,
        }
    }
}

impl SortKey {
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Email,
        Self::Mcid,
        Self::SkillType,
        Self::Skill,
        Self::Completed,
        Self::Expires,
        Self::Status,
        Self::AssociatedInPmc,
        Self::AssociatedInPc,
        Self::Location,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Mcid => "mcid",
            Self::SkillType => "skill-type",
            Self::Skill => "skill",
            Self::Completed => "completed",
            Self::Expires => "expires",
            Self::Status => "status",
            Self::AssociatedInPmc => "pmc",
            Self::AssociatedInPc => "pc",
            Self::Location => "location",
        }
    }

    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.code() == code)
    }
}

impl Default for RowQuery {
    fn default() -> Self {
        Self {
            search: String::new(),
            status: None,
            competency: None,
            association: None,
            sort: SortKey::Name,
            descending: false,
            page: 1,
            per_page: 50,
        }
    }
}

impl Desk {
    /// A page of rows in the reader's language.
    pub fn rows(&self, query: &RowQuery, language: Language) -> RowPage<'_> {
        let table = self.table();
        let found = Found::of(self, table, query);
        let per_page = query.per_page.max(1);
        let pages = found.total.div_ceil(per_page).max(1);
        let page = query.page.clamp(1, pages);
        let first = page.saturating_sub(1).saturating_mul(per_page);
        let appraiser = self.appraiser();
        let mut writer = Writer::new(self, &appraiser, language);
        let mut rows = Vec::with_capacity(per_page.min(found.total));
        found
            .each(self, table, query, |number, row| {
                if number >= first {
                    rows.extend(writer.row(row.place as usize));
                }
                if rows.len() < per_page { Ok(()) } else { Err(()) }
            })
            // The page is full.
            .unwrap_or_default();
        RowPage { rows, total: found.total, people: found.people, page, pages }
    }

    /// How many rows there are in all.
    pub fn row_count(&self) -> usize {
        self.table().rows.len()
    }

    /// Hands every row to `write`, in the order of the query and without its pages; without a query by name.
    ///
    /// # Errors
    /// The first error of `write`.
    pub fn each_row<E>(
        &self,
        language: Language,
        query: Option<&RowQuery>,
        mut write: impl FnMut(&SkillsRow<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let default = RowQuery::default();
        let query = query.unwrap_or(&default);
        let table = self.table();
        let found = Found::of(self, table, query);
        let appraiser = self.appraiser();
        let mut writer = Writer::new(self, &appraiser, language);
        found.each(self, table, query, |_, row| match writer.row(row.place as usize) {
            Some(row) => write(&row.sheet()),
            None => Ok(()),
        })
    }
}

/// The rows that a query finds.
struct Found {
    /// Per row, whether it is found; nothing when all are.
    rows: Option<Vec<bool>>,
    total: usize,
    people: usize,
}

impl Found {
    fn of(desk: &Desk, table: &Table, query: &RowQuery) -> Self {
        let filter = Filter::of(desk, table, query);
        if filter.admits_all() {
            return Self { rows: None, total: table.rows.len(), people: table.people };
        }
        let rows: Vec<bool> = table.rows.iter().map(|row| filter.admits(row)).collect();
        let found = table.rows.iter().zip(&rows).filter(|(_, found)| **found).map(|(row, _)| row);
        Self { total: found.clone().count(), people: count_people(desk, found), rows: Some(rows) }
    }

    /// Hands the rows to `take` in the order of the query, each with its number, until it has enough.
    fn each<E>(
        &self,
        desk: &Desk,
        table: &Table,
        query: &RowQuery,
        mut take: impl FnMut(usize, &TableRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let order = &table.order(desk, query.sort).rows;
        let last = order.len().saturating_sub(1);
        let mut number = 0_usize;
        for step in 0..order.len() {
            let step = if query.descending { last.saturating_sub(step) } else { step };
            let Some(place) = order.get(step).map(|place| *place as usize) else { continue };
            if self.rows.as_ref().is_some_and(|rows| rows.get(place) != Some(&true)) {
                continue;
            }
            if let Some(row) = table.rows.get(place) {
                take(number, row)?;
                number = number.saturating_add(1);
            }
        }
        Ok(())
    }
}

/// A query, as far as it can be answered once for all rows.
struct Filter {
    status: Option<RowStatus>,
    association: Option<AssociationFilter>,
    /// Per skill, whether it is relevant to the competency.
    skills: Option<Vec<bool>>,
    words: Vec<Hits>,
}

/// Where a word was found.
struct Hits {
    people: Vec<bool>,
    profiles: Vec<bool>,
    skills: Vec<bool>,
}

impl Filter {
    fn of(desk: &Desk, table: &Table, query: &RowQuery) -> Self {
        let competency = query.competency.as_ref().map(|id| {
            let place = desk.programme.competencies.iter().position(|competency| competency.id == *id);
            place.map_or_else(Vec::new, |place| relevant_skills(desk, &desk.appraiser(), place))
        });
        let words = query.search.to_lowercase();
        let words = words.split_whitespace().map(|word| Hits::of(desk, table, word));
        Self { status: query.status, association: query.association, skills: competency, words: words.collect() }
    }

    fn admits_all(&self) -> bool {
        self.status.is_none() && self.association.is_none() && self.skills.is_none() && self.words.is_empty()
    }

    fn admits(&self, row: &TableRow) -> bool {
        let is_set = |column: &[bool], place: u32| column.get(place as usize).copied().unwrap_or(false);
        self.status.is_none_or(|status| status.includes(row.status))
            && self.association.is_none_or(|association| association.admits(row))
            && self.skills.as_ref().is_none_or(|skills| row.in_time && is_set(skills, row.skill))
            && self.words.iter().all(|hits| {
                is_set(&hits.people, row.person) || is_set(&hits.skills, row.skill) || is_set(&hits.profiles, row.profile)
            })
    }
}

impl Hits {
    fn of(desk: &Desk, table: &Table, word: &str) -> Self {
        let text = table.search(desk);
        Self { people: text.people.hits(word), profiles: text.profiles.hits(word), skills: text.skills.hits(word) }
    }
}

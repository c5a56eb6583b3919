//! Files that a caller takes along: the skills report, the standings as counts, the users.

use std::io::Write;

use tierwise_core::access::{Action, Role};
use tierwise_core::{Day, ProgrammeId};
use tierwise_exchange::export::{Cell, CsvReport, ExportError, XlsxReport, write_csv_table};
use tierwise_i18n::Language;

use super::{AccountState, App, AppError, Caller, UserRow};
use crate::desk::Desk;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Csv,
}

impl Format {
    pub fn find(code: &str) -> Option<Self> {
        match code {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// Writes the skills report of a desk: the rows of the page, in the same order and with the same numbers.
///
/// # Errors
/// When it cannot be written.
pub fn write_skills_report(
    desk: &Desk,
    format: Format,
    language: Language,
    writer: impl Write + Send,
) -> Result<(), ExportError> {
    match format {
        Format::Xlsx => {
            let mut workbook = XlsxReport::new(language, desk.day())?;
            desk.each_row(language, None, |row| workbook.row(row))?;
            workbook.add_table(desk.standings_table(language))?;
            workbook.add_explanation()?;
            workbook.finish(writer)
        }
        Format::Csv => {
            let mut csv = CsvReport::new(writer)?;
            // CSV is for programs: English always.
            desk.each_row(Language::English, None, |row| csv.row(row))?;
            csv.finish().map(drop)
        }
    }
}

/// Writes the standings as counts, without anybody's name.
///
/// # Errors
/// When it cannot be written.
pub fn write_standings(desk: &Desk, writer: impl Write) -> Result<(), ExportError> {
    let table = desk.standings_table(Language::English);
    write_csv_table(writer, &table.headers, table.rows)
}

/// Writes the report of users.
///
/// # Errors
/// When it cannot be written.
pub fn write_users(users: &[UserRow], writer: impl Write) -> Result<(), ExportError> {
    let header = [
        "Name",
        "E-mail",
        "MCID",
        "Account",
        "Roles",
        "Associated in PMC",
        "Associated in PC",
        "Technical user",
        "Location",
        "Last day",
    ];
    write_csv_table(writer, header, users.iter().map(user_cells))
}

fn user_cells(user: &UserRow) -> Vec<Cell> {
    let yes = |yes: bool| if yes { "Yes" } else { "No" }.to_owned();
    let roles: Vec<&str> = user.account.iter().flat_map(|account| account.roles.iter()).map(Role::code).collect();
    let cells = [
        user.name.clone(),
        user.email.clone(),
        user.mcids.join("; "),
        AccountState::of(user.account.as_ref()).code().to_owned(),
        roles.join("; "),
        yes(user.in_pmc),
        yes(user.in_pc),
        yes(user.technical),
        user.location.clone(),
        user.ends_on.map(|day| day.to_string()).unwrap_or_default(),
    ];
    cells.map(Cell::Text).into()
}

impl App {
    /// The desk whose skills report may be downloaded; `Refused` with the published sentence where there is nothing in it.
    ///
    /// # Errors
    /// When the caller may not download it, or nobody has skills data.
    pub async fn desk_to_download(
        &self,
        caller: &Caller,
        programme: &ProgrammeId,
        as_of: Option<Day>,
    ) -> Result<std::sync::Arc<Desk>, AppError> {
        let desk = self.desk(caller, Action::SeeSkillsData, programme, as_of).await?;
        if desk.has_skills_data() { Ok(desk) } else { Err(AppError::NoSkillsData) }
    }

    /// Everybody of the company, for the report of users.
    ///
    /// # Errors
    /// When the caller may not export it.
    pub async fn users_to_export(&self, caller: &Caller) -> Result<Vec<UserRow>, AppError> {
        let seat = caller.act(Action::ExportUsers, Action::ListUsers)?;
        Ok(self.user_table(seat).await?.rows().collect())
    }
}

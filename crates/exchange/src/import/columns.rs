//! Finds the columns of an export by their names, in any order; tells other downloads apart.
//!
//! Knows the published names (DS001-DS135), not what the cells mean.

use csv::ByteRecord;
use encoding_rs::WINDOWS_1252;

use super::error::{Dataset, ReadError};

/// A column of a TrainingCompletions export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    TrainingId,
    Title,
    TrainingType,
    FirstName,
    LastName,
    Email,
    CorporateEmail,
    Completed,
    Month,
    IsCertified,
    Mcid,
    MpnId,
    PartnerName,
    City,
    Country,
    Expires,
    ActivationStatus,
    DirectoryId,
    GlobalMpnId,
}

/// Where each column stands.
#[derive(Debug)]
pub(super) struct Columns {
    places: Vec<(Column, usize)>,
    width: usize,
}

const COLUMNS: [Column; 19] = [
    Column::TrainingId,
    Column::Title,
    Column::TrainingType,
    Column::FirstName,
    Column::LastName,
    Column::Email,
    Column::CorporateEmail,
    Column::Completed,
    Column::Month,
    Column::IsCertified,
    Column::Mcid,
    Column::MpnId,
    Column::PartnerName,
    Column::City,
    Column::Country,
    Column::Expires,
    Column::ActivationStatus,
    Column::DirectoryId,
    Column::GlobalMpnId,
];

/// How many of the header's names are columns of an export.
pub(super) fn known_names(header: &ByteRecord) -> usize {
    header.iter().filter(|name| Column::named(&plain(name)).is_some()).count()
}

/// The text of a cell; one that is not UTF-8 was saved by a spreadsheet in the code page of Western Europe.
pub(super) fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

impl Columns {
    pub(super) fn find(header: &ByteRecord) -> Result<Self, ReadError> {
        let names: Vec<String> = header.iter().map(plain).collect();
        let mut columns = Self { places: Vec::new(), width: names.len() };
        for (place, name) in names.iter().enumerate() {
            let Some(column) = Column::named(name) else {
                continue;
            };
            if columns.place(column).is_some() {
                let column = column.name();
                return Err(ReadError::RepeatedColumn { column });
            }
            columns.places.push((column, place));
        }
        columns.check(&names)?;
        Ok(columns)
    }

    /// How many fields each row must have.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The trimmed text of a cell; empty where the export has no such column.
    pub(super) fn cell(&self, record: &ByteRecord, column: Column) -> String {
        let bytes = self.place(column).and_then(|place| record.get(place));
        let mut text = decode(bytes.unwrap_or_default());
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            text = trimmed.to_owned();
        }
        text
    }

    fn place(&self, column: Column) -> Option<usize> {
        let found = self.places.iter().find(|(known, _)| *known == column);
        found.map(|(_, place)| *place)
    }

    fn check(&self, names: &[String]) -> Result<(), ReadError> {
        let mut missing = Vec::new();
        for column in [Column::Mcid, Column::Completed] {
            if self.place(column).is_none() {
                missing.push(column.name());
            }
        }
        let training = [Column::TrainingId, Column::Title];
        if training.iter().all(|column| self.place(*column).is_none()) {
            missing.push(Column::TrainingId.name());
        }
        if missing.is_empty() {
            return Ok(());
        }
        if let Some(dataset) = other_dataset(names) {
            return Err(ReadError::OtherDataset { dataset });
        }
        if self.places.is_empty() {
            return Err(ReadError::NotAnExport);
        }
        Err(ReadError::MissingColumns { missing })
    }
}

impl Column {
    /// The published name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::TrainingId => "TrainingActivityId",
            Self::Title => "TrainingTitle",
            Self::TrainingType => "TrainingType",
            Self::FirstName => "IndividualFirstName",
            Self::LastName => "IndividualLastName",
            Self::Email => "Email",
            Self::CorporateEmail => "CorpEmail",
            Self::Completed => "TrainingCompletionDate",
            Self::Month => "Month",
            Self::IsCertified => "IcMCP",
            Self::Mcid => "MCPID",
            Self::MpnId => "MPNId",
            Self::PartnerName => "PartnerName",
            Self::City => "PartnerCityLocation",
            Self::Country => "PartnerCountryLocation",
            Self::Expires => "ExpirationDate",
            Self::ActivationStatus => "ActivationStatus",
            Self::DirectoryId => "AADUserId",
            Self::GlobalMpnId => "PGAMpnId",
        }
    }

    fn named(plain: &str) -> Option<Self> {
        let mut columns = COLUMNS.into_iter();
        columns.find(|column| column.name().eq_ignore_ascii_case(plain))
    }
}

/// A name as it is compared: the case, white space, quotes and byte order marks that re-saving brings do not matter.
pub(super) fn plain(name: &[u8]) -> String {
    decode(name)
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '"' | '\'' | '\u{FEFF}'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Another download of the same place, told by columns that only it has (DS082-DS135, terms-sv.tsv).
fn other_dataset(names: &[String]) -> Option<Dataset> {
    let any = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    if any(&["trainingname"]) && any(&["username", "userid"]) {
        Some(Dataset::MsLearn)
    } else if any(&["competencyattainmentoptionname", "metricname"]) {
        Some(Dataset::CompetencyPerformanceRequirement)
    } else if any(&["competencyname"]) && any(&["competencylevel", "competencystatus"]) {
        Some(Dataset::CompetencySummaryHistory)
    } else if any(&["mcid"])
        && any(&[
            "associatedinpc",
            "associatedinpmc",
            "tillhörandeipc",
            "tillhörandeipmc",
            "associeradmedpc",
            "associeradmedpmc",
        ])
    {
        Some(Dataset::SkillsReport)
    } else {
        None
    }
}

//! Why a file as a whole could not be read, and what to do about it. Single rows are not its business.

use tierwise_i18n::Message;

/// A whole file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
    #[error("the file is empty")]
    Empty,
    #[error("the file is not text")]
    NotText,
    #[error("the file is a workbook, not text")]
    Workbook,
    #[error("the file is not an export of TrainingCompletions")]
    NotAnExport,
    #[error("the first line does not name the columns {}", missing.join(", "))]
    MissingColumns { missing: Vec<&'static str> },
    #[error("the file is another download: {}", dataset.name())]
    OtherDataset { dataset: Dataset },
    #[error("the first line names the column `{column}` twice")]
    RepeatedColumn { column: &'static str },
    /// Nothing in the file tells whether days or months come first.
    #[error("the date `{value}` on line {line} can be read in two ways")]
    OpenDates { line: u64, value: String },
    #[error("too many unusable rows, up to line {line}")]
    TooManyUnusable { line: u64 },
}

/// Other downloads of Partner Center, known by their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dataset {
    MsLearn,
    CompetencySummaryHistory,
    CompetencyPerformanceRequirement,
    SkillsReport,
}

impl ReadError {
    /// What to tell the person who gave the file.
    pub fn message(&self) -> Message {
        match self {
            Self::Io(error) => Message::new("import-io").with("error", error.to_string()),
            Self::Empty => Message::new("import-empty"),
            Self::NotText => Message::new("import-not-text"),
            Self::Workbook => Message::new("import-workbook"),
            Self::NotAnExport => Message::new("import-not-an-export"),
            Self::MissingColumns { missing } => {
                let columns = missing.iter().map(|column| format!("`{column}`"));
                let columns = columns.collect::<Vec<_>>().join(", ");
                Message::new("import-missing-columns").with("columns", columns)
            }
            Self::OtherDataset { dataset: Dataset::SkillsReport } => Message::new("import-skills-report"),
            Self::OtherDataset { dataset } => Message::new("import-other-dataset").with("dataset", dataset.name()),
            Self::RepeatedColumn { column } => Message::new("import-repeated-column").with("column", *column),
            Self::OpenDates { line, value } => {
                Message::new("import-open-dates").with("line", *line).with("value", value.as_str())
            }
            Self::TooManyUnusable { line } => Message::new("import-too-many-unusable").with("line", *line),
        }
    }
}

impl Dataset {
    fn name(self) -> &'static str {
        match self {
            Self::MsLearn => "MSLearn",
            Self::CompetencySummaryHistory => "CompetencySummaryHistory",
            Self::CompetencyPerformanceRequirement => "CompetencyPerformanceRequirement",
            Self::SkillsReport => "Skills report",
        }
    }
}

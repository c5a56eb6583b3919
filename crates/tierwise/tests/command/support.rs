//! Runs the program in a folder of its own. Knows what every run must keep to, and no rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// The export that is published beside the real format.
pub const SAMPLE: &[u8] =
    include_bytes!("../../../../examples/sample-trainings-export/Export_trainings_Lifetime_123456_Contoso_Ltd.csv");

/// What every report needs to know; the sample is from the summer of 2021.
pub const ON_A_DAY: [&str; 4] = ["--programme", "solutions-partner-2023", "--as-of", "2021-06-30"];

/// The columns that an export must have, and those that reports show.
pub const HEADER: &str = "TrainingTitle,MCPID,TrainingCompletionDate,ExpirationDate,Email,CorpEmail,MPNId,IndividualFirstName,\
IndividualLastName,PartnerCityLocation,PartnerCountryLocation\n";

/// A folder that the program runs in; it is gone when the test ends.
#[derive(Debug)]
pub struct Folder(TempDir);

/// What one run said.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.join(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.join(name)).unwrap()
    }

    /// The names of everything in the folder, hidden files too.
    pub fn names(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    pub fn tierwise(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tierwise"));
        command.current_dir(self.path()).env_remove("TIERWISE_LANG").args(arguments);
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let run = Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) };
        assert!(!run.stderr.contains("panicked"), "{arguments:?}: {}", run.stderr);
        run
    }

    /// Reports on a file of the folder, on the usual day, with more arguments.
    pub fn report(&self, export: &str, more: &[&str]) -> Run {
        self.tierwise(&[&["report", export], ON_A_DAY.as_slice(), more].concat())
    }
}

impl Run {
    /// The one line that says why nothing was done.
    pub fn refused(&self) -> &str {
        assert_eq!(self.code, Some(2), "{self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
        let line = self.stderr.strip_suffix('\n').unwrap_or_else(|| panic!("{self:?}"));
        assert!(!line.contains(['\n', '\r']), "more than one line: {self:?}");
        line.strip_prefix("error: ").unwrap_or_else(|| panic!("{self:?}"))
    }

    /// What a run that succeeded printed.
    pub fn done(&self) -> &str {
        assert_eq!(self.code, Some(0), "{self:?}");
        &self.stdout
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(self.done()).unwrap()
    }
}

/// Asserts that a text has all of some words.
pub fn assert_says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "`{word}` is not in: {text}");
    }
}

/// The keys of an object.
pub fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap_or_else(|| panic!("{object} is no object")).keys().map(String::as_str).collect()
}

pub fn competency<'v>(answer: &'v Value, id: &str) -> &'v Value {
    let competencies = answer["competencies"].as_array().unwrap();
    competencies.iter().find(|competency| competency["id"] == id).unwrap_or_else(|| panic!("no {id} in {answer}"))
}

/// Bytes like noise, the same for the same seed.
pub fn noise(length: usize, mut seed: u64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        bytes.extend_from_slice(&seed.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

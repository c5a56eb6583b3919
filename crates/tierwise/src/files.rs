//! Files in and out: an output appears whole or not at all.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Result, anyhow};
use tierwise_i18n::{Language, Message};

/// Opens a file for reading; a folder is refused before anything reads it.
pub fn open(path: &Path, language: Language) -> Result<File> {
    let error = |reason: std::io::Error| {
        let message = Message::new("cli-error-open").with("path", shown(path)).with("reason", plain(&reason));
        anyhow!(language.say(&message))
    };
    let file = File::open(path).map_err(error)?;
    if file.metadata().map_err(error)?.is_dir() {
        return Err(anyhow!(language.say(&Message::new("cli-error-directory").with("path", shown(path)))));
    }
    Ok(file)
}

/// Reads a file of text.
pub fn read_text(path: &Path, language: Language) -> Result<String> {
    /// Larger texts are not catalogues or facts.
    const LARGEST: u64 = 1 << 30;
    let mut text = String::new();
    let mut file = open(path, language)?.take(LARGEST);
    file.read_to_string(&mut text).map_err(|reason| unusable(path, &plain(&reason), language))?;
    Ok(text)
}

/// A file that cannot be used, in one line.
pub fn unusable(path: &Path, reason: &str, language: Language) -> anyhow::Error {
    anyhow!(language.say(&Message::new("cli-error-read").with("path", shown(path)).with("reason", reason)))
}

/// Writes a file beside its place and moves it there when it is complete.
pub fn write(path: &Path, language: Language, content: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let error = |reason: String| {
        anyhow!(language.say(&Message::new("cli-error-write").with("path", shown(path)).with("reason", reason)))
    };
    if path.is_dir() {
        return Err(anyhow!(language.say(&Message::new("cli-error-directory").with("path", shown(path)))));
    }
    let mut builder = tempfile::Builder::new();
    readable_by_all(&mut builder);
    let (file, place) = builder.prefix(".tierwise-").tempfile_in(folder).map_err(|reason| error(plain(&reason)))?.into_parts();
    let mut writer = BufWriter::new(file);
    content(&mut writer)?;
    writer.flush().map_err(|reason| error(plain(&reason)))?;
    place.persist(path).map_err(|reason| error(plain(&reason.error)))
}

/// A temporary file is private by default; a report is an ordinary file under the user's umask.
#[cfg(unix)]
fn readable_by_all(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable_by_all(_: &mut tempfile::Builder<'_, '_>) {}

pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The system's words without its number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

//! Files in and out: an output appears whole or not at all.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use tempfile::{NamedTempFile, TempPath};
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
    file.read_to_string(&mut text).map_err(|reason| match reason.kind() {
        ErrorKind::InvalidData => unusable(path, &language.text("cli-error-not-utf8"), language),
        _ => unusable(path, &plain(&reason), language),
    })?;
    Ok(text)
}

/// A file that cannot be used, in one line.
pub fn unusable(path: &Path, reason: &str, language: Language) -> anyhow::Error {
    anyhow!(language.say(&Message::new("cli-error-read").with("path", shown(path)).with("reason", reason)))
}

/// An output that is complete, but not yet at its place. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Prepared<'p> {
    path: &'p Path,
    /// None where the output is no file: what was written there is gone.
    beside: Option<(TempPath, PathBuf)>,
}

/// Writes a file beside its place. A pipe or a device is written to as it is: it must not become a file.
pub fn prepare<'p>(
    path: &'p Path,
    language: Language,
    content: impl FnOnce(&mut BufWriter<File>) -> Result<()>,
) -> Result<Prepared<'p>> {
    let error = |reason: std::io::Error| unwritable(path, &reason, language);
    let existing = path.metadata().ok();
    if existing.as_ref().is_some_and(Metadata::is_dir) {
        return Err(anyhow!(language.say(&Message::new("cli-error-directory").with("path", shown(path)))));
    }
    let (file, beside) = match &existing {
        Some(metadata) if !metadata.is_file() => (OpenOptions::new().write(true).open(path).map_err(error)?, None),
        _ => {
            // What a symbolic link names is replaced, not the link.
            let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            let (file, temporary) = create_beside(&place).map_err(error)?.into_parts();
            if let Some(metadata) = &existing {
                file.set_permissions(metadata.permissions()).map_err(error)?;
            }
            (file, Some((temporary, place)))
        }
    };
    let mut writer = BufWriter::new(file);
    content(&mut writer)?;
    writer.flush().map_err(error)?;
    Ok(Prepared { path, beside })
}

impl<'p> Prepared<'p> {
    /// Puts the output at its place.
    pub fn put(self, language: Language) -> Result<&'p Path> {
        if let Some((temporary, place)) = self.beside {
            temporary.persist(place).map_err(|reason| unwritable(self.path, &reason.error, language))?;
        }
        Ok(self.path)
    }
}

fn create_beside(place: &Path) -> std::io::Result<NamedTempFile> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    readable_by_all(&mut builder);
    builder.prefix(".tierwise-").tempfile_in(folder)
}

fn unwritable(path: &Path, reason: &std::io::Error, language: Language) -> anyhow::Error {
    anyhow!(language.say(&Message::new("cli-error-write").with("path", shown(path)).with("reason", plain(reason))))
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

/// Where a path leads, also when nothing is there yet.
pub fn resolved(path: &Path) -> PathBuf {
    let in_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

/// The system's words without its number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

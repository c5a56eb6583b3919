//! An import and its preview in the reader's words.

use tierwise_app::importing::{Counts, IssueLine, Lines, Preview, RowLine};
use tierwise_app::service::{ImportView, Roster};
use tierwise_i18n::{Language, Message};

use crate::api::imports::state;
use crate::page::{day, sentence};
use crate::site::Clock;

/// An import in the history.
pub(crate) struct ImportRow {
    pub id: String,
    pub file: String,
    pub when: String,
    pub who: String,
    pub tone: &'static str,
    pub state: String,
    pub summary: String,
    /// The number under which it was published, of one that was.
    pub change: Option<String>,
}

/// The tone and the word of a state.
pub(crate) fn state_text(l: Language, word: &str) -> (&'static str, String) {
    let (tone, key) = match word {
        "previewed" => ("info", "web-import-previewed"),
        "applying" => ("info", "web-import-applying"),
        "interrupted" => ("warn", "web-import-interrupted"),
        "applied" => ("good", "web-import-applied"),
        "undone" => ("", "web-import-undone"),
        _ => ("", "web-import-cancelled"),
    };
    (tone, l.text(key))
}

impl ImportRow {
    pub fn new(l: Language, view: &ImportView, roster: &Roster, clock: &Clock) -> Self {
        let import = &view.import;
        let (tone, state) = state_text(l, state(import.state, view.interrupted));
        let Counts { new, changed, unchanged, unusable, .. } = view.preview.counts;
        let summary = Message::new("web-import-summary")
            .with("new", new)
            .with("changed", changed)
            .with("unchanged", unchanged)
            .with("unusable", unusable);
        Self {
            id: import.id.to_string(),
            file: import.file_name.clone(),
            when: clock.shown(import.uploaded_at),
            who: roster.name(import.uploaded_by),
            tone,
            state,
            summary: l.tell(&summary),
            change: import.published.map(|number| l.tell(&Message::new("web-import-change").with("number", number))),
        }
    }
}

/// What an import would change, or changed.
pub(crate) struct PreviewView {
    pub counts: Counts,
    pub new: Vec<LineView>,
    pub new_beyond: String,
    pub changed: Vec<LineView>,
    pub changed_beyond: String,
    pub gone: Vec<GoneView>,
    pub gone_beyond: String,
    pub people: Vec<String>,
    pub people_beyond: String,
    pub unusable: Vec<IssueView>,
    pub unusable_beyond: String,
    pub warnings: Vec<IssueView>,
    pub warnings_total: u64,
    pub warnings_beyond: String,
    pub duplicates: Vec<String>,
}

pub(crate) struct LineView {
    pub person: String,
    pub title: String,
    pub completed: String,
    pub expires: String,
    pub before: String,
}

pub(crate) struct GoneView {
    pub fact: String,
    pub person: String,
    pub title: String,
    pub completed: String,
}

pub(crate) struct IssueView {
    pub line: u64,
    pub column: String,
    pub reason: String,
}

impl PreviewView {
    pub fn new(l: Language, preview: &Preview) -> Self {
        let gone = preview.gone.lines.iter().map(|gone| GoneView {
            fact: gone.fact.to_string(),
            person: gone.person.clone(),
            title: gone.title.clone(),
            completed: day(l, gone.completed),
        });
        let people = preview.new_people.lines.iter().map(|person| format!("{} (MCID {})", person.person, person.mcid));
        let duplicates = preview
            .duplicates
            .lines
            .iter()
            .map(|duplicate| format!("{}: MCID {}", duplicate.person, duplicate.mcids.join(", ")));
        Self {
            counts: preview.counts,
            new: lines(l, &preview.new),
            new_beyond: beyond(l, &preview.new),
            changed: lines(l, &preview.changed),
            changed_beyond: beyond(l, &preview.changed),
            gone: gone.collect(),
            gone_beyond: beyond(l, &preview.gone),
            people: people.collect(),
            people_beyond: beyond(l, &preview.new_people),
            unusable: issues(l, &preview.unusable),
            unusable_beyond: beyond(l, &preview.unusable),
            warnings: issues(l, &preview.warnings),
            warnings_total: preview.warnings.total(),
            warnings_beyond: beyond(l, &preview.warnings),
            duplicates: duplicates.collect(),
        }
    }
}

fn lines(l: Language, lines: &Lines<RowLine>) -> Vec<LineView> {
    let view = |line: &RowLine| {
        let title = line.title_before.as_ref();
        let expires = line.expires_before.map(|before| day(l, before));
        let before: Vec<String> = title.cloned().into_iter().chain(expires).collect();
        LineView {
            person: line.person.clone(),
            title: line.title.clone(),
            completed: day(l, line.completed),
            expires: line.expires.map_or_else(|| l.text("web-unknown"), |last| day(l, last)),
            before: if before.is_empty() { l.text("web-unknown") } else { before.join(", ") },
        }
    };
    lines.lines.iter().map(view).collect()
}

fn issues(l: Language, lines: &Lines<IssueLine>) -> Vec<IssueView> {
    let view = |issue: &IssueLine| IssueView {
        line: issue.line,
        column: issue.column.clone(),
        reason: sentence(&l.quoted(issue.reason.in_language(l))),
    };
    lines.lines.iter().map(view).collect()
}

/// Says how many lines are not shown; blank where all are.
fn beyond<T>(l: Language, lines: &Lines<T>) -> String {
    if lines.beyond == 0 { String::new() } else { l.tell(&Message::new("web-lines-beyond").with("count", lines.beyond)) }
}

//! What every page is made of: its frame, forms with their errors, sortable heads, pages of lists.
//!
//! Pages are plain data that is already worded; they know no database and no rules.

mod list;

use askama::Template;
use tierwise_app::service::{AppError, Problem};
use tierwise_core::Day;
use tierwise_i18n::Language;

pub(crate) use list::{Pager, Sorting, cut, query};

/// What surrounds every page.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    pub title: String,
    pub theme: Option<&'static str>,
    pub company: Option<String>,
    pub person: Option<String>,
    /// Whether the reader has an own profile; an operator has none.
    pub has_profile: bool,
    pub sections: Vec<Section>,
    pub notices: Vec<Notice>,
    /// Where the reader is, for the way back.
    pub here: String,
    pub is_demo: bool,
    /// Whether the page shows something that is under way.
    pub refreshes: bool,
}

#[derive(Debug)]
pub(crate) struct Section {
    pub title: Option<String>,
    pub items: Vec<Item>,
}

#[derive(Debug)]
pub(crate) struct Item {
    pub label: String,
    pub href: String,
    pub current: bool,
}

/// A sentence above the page: `good`, `warn`, `bad` or `info`.
#[derive(Debug)]
pub(crate) struct Notice {
    pub tone: &'static str,
    pub text: String,
}

impl Frame {
    pub fn asset(&self, name: &str) -> &'static str {
        crate::assets::url(name)
    }

    pub fn titled(mut self, title: String) -> Self {
        self.title = title;
        self
    }
}

/// One choice of a field.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// What is wrong with a form, by field.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<FieldError>);

#[derive(Debug)]
pub(crate) struct FieldError {
    pub field: &'static str,
    pub text: String,
}

impl Errors {
    pub fn new(problems: &[Problem], language: Language) -> Self {
        let texts = problems
            .iter()
            .map(|problem| FieldError { field: problem.field, text: sentence(&language.tell(&problem.message)) });
        Self(texts.collect())
    }

    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|error| error.field == field).map(|error| error.text.as_str())
    }

    pub fn all(&self) -> &[FieldError] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a form shows again after a refusal; anything that is no matter of the form goes on as the error it is.
    pub fn from_form(error: AppError, language: Language) -> Result<Self, AppError> {
        match error {
            AppError::Invalid(problems) => Ok(Self::new(&problems, language)),
            AppError::Refused(message) => Ok(Self::new(&[Problem { field: "", message }], language)),
            other => Err(other),
        }
    }
}

/// How much of what is needed is there.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    /// 0 to 100.
    pub percent: u64,
    pub text: String,
    pub complete: bool,
}

impl Bar {
    pub fn new(have: u64, needed: u64, text: String) -> Self {
        let percent = (have.min(needed) * 100).checked_div(needed).unwrap_or(100);
        Self { percent, text, complete: have >= needed }
    }
}

/// A message begins small in the middle of a line, and large on its own.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A day in words: `12 March 2027`, `12 mars 2027`.
pub(crate) fn day(language: Language, day: Day) -> String {
    language.day(day)
}

#[derive(Template)]
#[template(path = "failure.html")]
struct Failed<'f> {
    l: Language,
    frame: Frame,
    title: &'f str,
    detail: Option<String>,
    advice: String,
    request: Option<String>,
}

/// The page of an error.
pub(crate) fn failure(
    l: Language,
    frame: Frame,
    status: u16,
    title: &str,
    detail: Option<String>,
    request: Option<String>,
) -> String {
    let advice = l.text(match status {
        404 => "web-advice-not-found",
        403 => "web-advice-not-allowed",
        500.. => "web-advice-internal",
        _ => "web-advice-other",
    });
    let frame = frame.titled(title.to_owned());
    let detail = detail.map(|detail| sentence(&detail));
    render(&Failed { l, frame, title, detail, advice, request })
}

/// A template whose data is complete cannot fail to be written into memory.
pub(crate) fn render(template: &impl Template) -> String {
    template.render().unwrap_or_else(|error| unreachable!("a page cannot be written: {error}"))
}

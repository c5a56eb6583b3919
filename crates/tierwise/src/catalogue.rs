//! Finds a catalogue, by path or built in, and shows its mistakes at their place.

use std::ops::Range;
use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::{Result, anyhow};
use tierwise_i18n::{Language, Message};
use tierwise_rules::{Diagnostic, Lint, Programme, read_catalogue};

use crate::files;

/// The catalogues that this program carries: those of one vendor, newest first, then those of others, then the invented one.
const BUILT_IN: [(&str, &str); 12] = [
    ("solutions-partner-2026", include_str!("../../../catalogues/solutions-partner-2026.toml")),
    ("solutions-partner-2023", include_str!("../../../catalogues/solutions-partner-2023.toml")),
    ("pci-2020", include_str!("../../../catalogues/pci-2020.toml")),
    ("mpn-2017", include_str!("../../../catalogues/mpn-2017.toml")),
    ("mpn-2010", include_str!("../../../catalogues/mpn-2010.toml")),
    ("aws-services-path", include_str!("../../../catalogues/aws-services-path.toml")),
    ("cisco", include_str!("../../../catalogues/cisco.toml")),
    ("google-ads-partner", include_str!("../../../catalogues/google-ads-partner.toml")),
    ("oracle-opn", include_str!("../../../catalogues/oracle-opn.toml")),
    ("salesforce-consulting", include_str!("../../../catalogues/salesforce-consulting.toml")),
    ("training-services-partner", include_str!("../../../catalogues/training-services-partner.toml")),
    ("example-silver-gold", include_str!("../../../catalogues/example-silver-gold.toml")),
];

/// Nobody reads more, and most of them have one cause.
const MOST_SHOWN: usize = 50;

/// Every programme that this program carries, newest first.
pub fn built_in(language: Language) -> Result<Vec<Programme>> {
    BUILT_IN.iter().map(|(id, _)| load(Path::new(id), language)).collect()
}

/// The programme of a file, or of a built-in catalogue's id.
pub fn load(path: &Path, language: Language) -> Result<Programme> {
    let text = read(path, language)?;
    read_catalogue(&text).map_err(|mistakes| {
        eprint!("{}", render(path, &text, &mistakes));
        let path = files::shown(path);
        anyhow!(language.say(&Message::new("cli-error-catalogue").with("path", path).with("count", mistakes.len())))
    })
}

/// The text of a catalogue. A file of that name comes before a built-in one.
pub fn read(path: &Path, language: Language) -> Result<String> {
    let built_in = BUILT_IN.iter().find(|(id, _)| Path::new(id) == path);
    match built_in {
        Some((_, text)) if !path.exists() => Ok((*text).to_owned()),
        _ => files::read_text(path, language),
    }
}

/// The mistakes with their lines, their words and what to do, as rustc shows them.
pub fn render(path: &Path, text: &str, mistakes: &[Diagnostic]) -> String {
    let mistakes: Vec<_> = mistakes.iter().map(|mistake| (Level::ERROR, None, mistake)).collect();
    render_all(path, text, &mistakes, "mistakes")
}

/// The same for lints, each with the name that `allow` knows it by.
pub fn render_lints(path: &Path, text: &str, lints: &[Lint]) -> String {
    let lints: Vec<_> = lints.iter().map(|lint| (Level::WARNING, Some(lint.kind.name()), &lint.diagnostic)).collect();
    render_all(path, text, &lints, "lints")
}

fn render_all(path: &Path, text: &str, found: &[(Level<'static>, Option<&'static str>, &Diagnostic)], noun: &str) -> String {
    let path = files::shown(path);
    let renderer = Renderer::plain().decor_style(DecorStyle::Ascii);
    let mut shown = String::new();
    for (severity, name, mistake) in found.iter().take(MOST_SHOWN) {
        let span = on_boundaries(text, &mistake.span);
        // The renderer looks at all of the text that it is given, for every mistake: one line is enough.
        let start = text[..span.start].rfind('\n').map_or(0, |end| end.saturating_add(1));
        let end = text[span.end..].find('\n').map_or(text.len(), |end| span.end.saturating_add(end));
        let number = text[..start].matches('\n').count().saturating_add(1);
        let within = span.start.saturating_sub(start)..span.end.saturating_sub(start);
        let annotation = AnnotationKind::Primary.span(within).label(mistake.label.as_str());
        let line = Snippet::source(&text[start..end]).line_start(number).path(path.as_str()).annotation(annotation);
        let title = severity.clone().primary_title(mistake.message.as_str());
        let title = match name {
            Some(name) => title.id(*name),
            None => title,
        };
        let mut report: Vec<Group<'_>> = vec![title.element(line)];
        if let Some(hint) = &mistake.hint {
            report = vec![report.remove(0).element(Level::HELP.message(hint.as_str()))];
        }
        shown.push_str(&renderer.render(&report));
        shown.push_str("\n\n");
    }
    if found.len() > MOST_SHOWN {
        shown.push_str(&format!("{path}: the first {MOST_SHOWN} {noun} are shown; mend them and check again\n\n"));
    }
    shown
}

/// The span within the text and between letters; only the first line of a longer one.
fn on_boundaries(text: &str, span: &Range<usize>) -> Range<usize> {
    let down = |mut place: usize| {
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        place
    };
    let start = down(span.start.min(text.len()));
    let end = down(span.end.clamp(start, text.len()));
    let line = text[start..end].find('\n').map_or(end, |line| start + line);
    start..line.max(start)
}

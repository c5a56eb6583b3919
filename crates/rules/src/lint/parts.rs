//! The tables of a catalogue by their place: where a lint points to, and what explains it there. Knows no rules.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Kind, Lint};
use crate::catalogue::{Programme, SkillIndex};
use crate::diagnostic::Diagnostic;

/// A table of a catalogue: the lists that lead to it, each with a place. `[programme]` is the empty path, above all of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Part(Vec<(&'static str, usize)>);

impl Part {
    pub fn new(list: &'static str, place: usize) -> Self {
        Self(vec![(list, place)])
    }

    pub fn child(&self, list: &'static str, place: usize) -> Self {
        let mut path = self.0.clone();
        path.push((list, place));
        Self(path)
    }

    fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

/// Collects lints with the parts that they are about.
pub(super) struct Findings<'t> {
    document: &'t DeTable<'t>,
    found: Vec<(Part, Lint)>,
}

/// What a lint says: message, label and hint.
pub(super) type Words = (String, &'static str, String);

impl<'t> Findings<'t> {
    pub fn new(document: &'t DeTable<'t>) -> Self {
        Self { document, found: Vec::new() }
    }

    /// Reports at a key of the part, or at its header where it has no such key.
    pub fn report(&mut self, kind: Kind, part: &Part, keys: &[&str], (message, label, hint): Words) {
        let diagnostic = Diagnostic { span: self.span(part, keys), message, label: label.to_owned(), hint: Some(hint) };
        self.found.push((part.clone(), Lint { kind, diagnostic }));
    }

    /// Whether a part, or something in it, has such a lint already.
    pub fn has(&self, kinds: &[Kind], part: &Part) -> bool {
        self.found.iter().any(|(other, lint)| kinds.contains(&lint.kind) && other.is_within(part))
    }

    /// Whether what a part stands in has such a lint already.
    pub fn has_above(&self, kind: Kind, part: &Part) -> bool {
        self.found.iter().any(|(other, lint)| lint.kind == kind && part.is_within(other))
    }

    /// The skill's table; the programme has its skills in the order of their codes.
    pub fn skill(&self, programme: &Programme, skill: SkillIndex) -> Part {
        let code = skill.of(programme).map(|skill| skill.code.as_str());
        let tables = list(self.document, "skill");
        let place =
            tables.iter().position(|table| table.get_ref().get("code").and_then(|code| code.get_ref().as_str()) == code);
        place.map_or_else(Part::default, |place| Part::new("skill", place))
    }

    /// The lints that nobody explained, and the explanations that explain nothing, in the order of the text.
    pub fn into_unexplained(self) -> Vec<Lint> {
        let mut allowed = Vec::new();
        if let Some(head) = self.document.get("programme").and_then(|head| head.get_ref().as_table()) {
            collect(head, &Part::default(), &mut allowed);
        }
        for name in LISTS {
            collect_list(self.document, name, &Part::default(), &mut allowed);
        }
        let mut lints = Vec::new();
        for (part, lint) in self.found {
            let mut explained = false;
            for allow in allowed.iter_mut().filter(|allow| allow.kind == lint.kind && part.is_within(&allow.part)) {
                (allow.is_used, explained) = (true, true);
            }
            if !explained {
                lints.push(lint);
            }
        }
        lints.extend(allowed.into_iter().filter(|allow| !allow.is_used).map(|allow| Lint {
            kind: Kind::AllowsNothing,
            diagnostic: Diagnostic {
                span: allow.span,
                message: format!("`{}` is allowed here, but there is no such lint", allow.kind.name()),
                label: "explains nothing".to_owned(),
                hint: Some("leave it out: what it explained is gone, or stands elsewhere".to_owned()),
            },
        }));
        lints.sort_by_key(|lint| (lint.diagnostic.span.start, lint.kind));
        lints
    }

    fn span(&self, part: &Part, keys: &[&str]) -> Range<usize> {
        let Some((header, table)) = self.table(part) else { return 0..0 };
        let mut found = header;
        let mut within = Some(table);
        for key in keys {
            let Some(value) = within.and_then(|table| table.get(*key)) else { break };
            found = value.span();
            within = value.get_ref().as_table();
        }
        found
    }

    fn table(&self, part: &Part) -> Option<(Range<usize>, &'t DeTable<'t>)> {
        let mut found = self.document.get("programme").and_then(|head| Some((head.span(), head.get_ref().as_table()?)))?;
        let mut within = self.document;
        for (name, place) in &part.0 {
            let item = within.get(*name)?.get_ref().as_array()?.get(*place)?;
            within = item.get_ref().as_table()?;
            found = (item.span(), within);
        }
        Some(found)
    }
}

/// An explanation in a catalogue.
struct Allowed {
    part: Part,
    kind: Kind,
    span: Range<usize>,
    is_used: bool,
}

/// The lists whose tables may explain lints, outer ones and those in them.
const LISTS: [&str; 4] = ["skill", "capacity", "lifecycle", "competency"];
const INNER: [&str; 4] = ["option", "metric", "requirement", "step"];

fn collect_list(table: &DeTable<'_>, name: &'static str, above: &Part, allowed: &mut Vec<Allowed>) {
    for (place, table) in list(table, name).into_iter().enumerate() {
        collect(table.get_ref(), &above.child(name, place), allowed);
    }
}

fn collect(table: &DeTable<'_>, part: &Part, allowed: &mut Vec<Allowed>) {
    for (name, _) in table.get("allow").and_then(|allow| allow.get_ref().as_table()).into_iter().flatten() {
        let kind = Kind::named(name.get_ref());
        allowed.extend(kind.map(|kind| Allowed { part: part.clone(), kind, span: name.span(), is_used: false }));
    }
    for name in INNER {
        collect_list(table, name, part, allowed);
    }
}

/// The tables of a list, with their spans.
fn list<'t>(table: &'t DeTable<'_>, name: &str) -> Vec<Spanned<&'t DeTable<'t>>> {
    let items = table.get(name).and_then(|value| value.get_ref().as_array());
    let table = |item: &'t Spanned<DeValue<'_>>| Some(Spanned::new(item.span(), item.get_ref().as_table()?));
    items.into_iter().flatten().filter_map(table).collect()
}

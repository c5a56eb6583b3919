//! `[[capacity]]`: how many competencies one person may serve.

use tierwise_core::{CapacityId, LevelId};

use crate::catalogue::Capacity;
use crate::diagnostic::nearest;
use crate::syntax::TableReader;

/// The capacities of a catalogue, in its order.
#[derive(Debug, Default)]
pub(super) struct Capacities {
    pub list: Vec<Capacity>,
    /// Some capacity is unusable: an id that is not found may be the one that was meant.
    is_incomplete: bool,
}

impl Capacities {
    /// The capacity that a requirement names, or a finding.
    pub fn named(&self, table: &TableReader<'_>) -> Option<usize> {
        let id = table.string("capacity")?;
        let found = self.list.iter().position(|capacity| capacity.id.as_str() == id.value);
        if found.is_none() && !self.is_incomplete {
            let hint = match nearest(id.value, self.list.iter().map(|capacity| capacity.id.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it: `[[capacity]]` with `id = \"{}\"` and `most`", id.value),
            };
            let message = format!("no capacity has the id `{}`", id.value);
            table.findings().report(id.span, message, "not a capacity of this catalogue", hint);
        }
        found
    }
}

pub(super) fn read_all(document: &TableReader<'_>, levels: &[LevelId]) -> Capacities {
    let mut capacities = Capacities::default();
    for table in document.tables("capacity", "a capacity") {
        let span = table.string("id").map_or(table.span(), |id| id.span);
        let Some(capacity) = read(&table, levels) else {
            capacities.is_incomplete = true;
            continue;
        };
        let twin = capacities.list.iter().find(|other| {
            (other.id == capacity.id || (other.level.is_some() && other.level == capacity.level))
                && other.effective.overlaps(&capacity.effective)
        });
        if let Some(twin) = twin {
            let (message, hint) = if twin.id == capacity.id {
                (format!("capacity `{}` stands twice", capacity.id), "keep one of them")
            } else {
                (format!("capacity `{}` limits this level already", twin.id), "a level has one capacity on any day")
            };
            table.findings().report(span, message, "again here", hint);
            capacities.is_incomplete = true;
        }
        capacities.list.push(capacity);
    }
    capacities
}

fn read(table: &TableReader<'_>, levels: &[LevelId]) -> Option<Capacity> {
    let id = table.id("id", "for example `id = \"account-manager\"`");
    let name = table.text("name");
    if !table.has("most") {
        table.missing("most", "how many competencies one person may serve: `most = 4`");
    }
    let most = table.whole("most", 1);
    let apart = table.string("apart").map(|apart| apart.value.to_owned());
    let level = table.string("level").map(|level| {
        let place = levels.iter().position(|known| known.as_str() == level.value);
        if place.is_none() {
            let hint = match nearest(level.value, levels.iter().map(LevelId::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`[programme]` names the levels: `levels = [\"silver\", \"gold\"]`".to_owned(),
            };
            table.findings().report(
                level.span,
                format!("`{}` is not a level of this programme", level.value),
                "not a level",
                hint,
            );
        }
        place
    });
    let effective = table.effective();
    let (note, doubt) = (table.text("note"), table.text("doubt"));
    super::allow::read(table);
    if !table.finish() {
        return None;
    }
    let id = CapacityId::new(id?.value);
    let name = name.unwrap_or_else(|| crate::catalogue::Text { en: id.to_string(), sv: id.to_string() });
    let level = match level {
        Some(level) => Some(level?),
        None => None,
    };
    Some(Capacity { id, name, most: most?.value, apart, level, effective: effective?, note, doubt })
}

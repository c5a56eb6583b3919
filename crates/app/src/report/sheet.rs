//! The standings as a table for the workbook.

use tierwise_core::Exact;
use tierwise_exchange::export::{Cell, Table};
use tierwise_i18n::{Language, Message};
use tierwise_rules::{Outcome, Ways};

use super::Report;
use super::rows::in_language;

impl Report<'_> {
    /// One row per competency, with its requirements or metrics below it.
    pub fn standings_table(&self, language: Language) -> Table<Vec<Vec<Cell>>> {
        let headers = [
            "summary-competency",
            "summary-part",
            "summary-track",
            "summary-standing",
            "summary-points",
            "summary-of",
            "summary-first-loss",
        ];
        let mut rows = Vec::new();
        for standing in &self.standings.competencies {
            let Some(competency) = self.programme.competencies.get(standing.competency) else { continue };
            let name = in_language(&competency.name, language);
            let loss = self.losses.iter().find(|loss| loss.competency == standing.competency);
            let loss = loss.map_or(Cell::Blank, |loss| Cell::Day(loss.day));
            match (&standing.outcome, &competency.ways) {
                (Outcome::Level(level), Ways::Options(options)) => {
                    let attained = level.attained.and_then(|attained| self.programme.levels.get(attained.level));
                    let standing = attained.map_or_else(|| language.text("standing-none"), ToString::to_string);
                    rows.push(vec![
                        heading(name),
                        Cell::Blank,
                        Cell::Blank,
                        heading(&standing),
                        Cell::Blank,
                        Cell::Blank,
                        loss,
                    ]);
                    for result in &level.options {
                        let Some(option) = options.get(result.option) else { continue };
                        let level = self.programme.levels.get(result.level).map_or("", |level| level.as_str());
                        let part = format!("{} ({level})", in_language(&option.name, language));
                        let met = result.requirements.iter().filter(|line| line.met).count();
                        rows.push(vec![
                            text(name),
                            text(&part),
                            Cell::Blank,
                            text(&language.text(if result.met { "standing-met" } else { "standing-open" })),
                            Cell::Number(met as f64),
                            Cell::Number(result.requirements.len() as f64),
                            Cell::Blank,
                        ]);
                    }
                }
                (Outcome::Score(score), Ways::Area(area)) => {
                    let qualified =
                        language.text(if standing.qualified() { "standing-qualified" } else { "standing-in-progress" });
                    let total = score.track().map_or(Cell::Blank, |track| number(&track.total));
                    let used = score.track().map_or("", |track| track.track.as_str());
                    let threshold = self.programme.score.as_ref().map_or(Cell::Blank, |rule| number(&rule.threshold));
                    rows.push(vec![heading(name), Cell::Blank, heading(used), heading(&qualified), total, threshold, loss]);
                    for (track, result) in
                        score.tracks.iter().flat_map(|track| track.metrics.iter().map(move |metric| (track, metric)))
                    {
                        let Some(metric) = area.metrics.get(result.metric) else { continue };
                        let part = metric.text.as_ref().map_or(metric.id.as_str(), |text| in_language(text, language));
                        let known = result.points.as_ref();
                        rows.push(vec![
                            text(name),
                            text(part),
                            text(track.track.as_str()),
                            text(&known.map_or_else(|| language.text("standing-unknown"), |_| String::new())),
                            known.map_or(Cell::Blank, number),
                            number(&metric.max),
                            Cell::Blank,
                        ]);
                    }
                }
                _ => {}
            }
        }
        Table {
            name: language.text("summary-sheet"),
            headers: headers.map(|key| language.text(key)).to_vec(),
            widths: vec![34.0, 38.0, 14.0, 20.0, 14.0, 10.0, 14.0],
            rows,
            notes: self.notes(language),
        }
    }

    fn notes(&self, language: Language) -> Vec<String> {
        let name = in_language(&self.programme.name, language);
        let mut notes =
            vec![language.say(&Message::new("summary-note").with("programme", name).with("day", self.standings.day))];
        notes.extend((!self.standings.in_force).then(|| language.say(&self.not_in_force())));
        notes
    }

    /// The banner of a day outside the edition's dates.
    pub fn not_in_force(&self) -> Message {
        let effective = &self.programme.effective;
        let day = self.standings.day;
        match (effective.from, effective.to) {
            (Some(from), _) if day < from => Message::new("not-in-force-before").with("day", day).with("from", from),
            (_, Some(to)) => Message::new("not-in-force-after").with("day", day).with("to", to),
            _ => Message::new("not-in-force").with("day", day),
        }
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn heading(text: &str) -> Cell {
    Cell::Heading(text.to_owned())
}

fn number(exact: &Exact) -> Cell {
    Cell::Number(exact.approximate())
}

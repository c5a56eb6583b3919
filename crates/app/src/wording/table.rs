//! The standings as a table for the workbook.

use tierwise_core::Exact;
use tierwise_exchange::export::{Cell, Table};
use tierwise_i18n::{Language, Message};
use tierwise_rules::{
    Area, AttainOption, Competency, LevelStanding, Loss, Outcome, Programme, ScoreStanding, Standing, Standings, Ways,
};

use super::{in_language, not_in_force};

/// One row per competency, with its requirements or metrics below it.
pub(crate) fn standings_table(
    programme: &Programme,
    standings: &Standings,
    losses: &[Loss],
    language: Language,
) -> Table<Vec<Vec<Cell>>> {
    let headers = [
        "summary-competency",
        "summary-part",
        "summary-track",
        "summary-standing",
        "summary-points",
        "summary-of",
        "summary-first-loss",
    ];
    let mut sheet = Sheet { programme, language, rows: Vec::new() };
    for standing in &standings.competencies {
        let Some(competency) = programme.competencies.get(standing.competency) else { continue };
        let loss = losses.iter().find(|loss| loss.competency == standing.competency);
        let loss = loss.map_or(Cell::Blank, |loss| Cell::Day(loss.day));
        match (&standing.outcome, &competency.ways) {
            (Outcome::Level(level), Ways::Options(options)) => sheet.level(competency, level, options, loss),
            (Outcome::Score(score), Ways::Area(area)) => sheet.score(competency, standing, score, area, loss),
            _ => {}
        }
    }
    Table {
        name: language.text("summary-sheet"),
        headers: headers.map(|key| language.text(key)).to_vec(),
        widths: vec![34.0, 38.0, 14.0, 20.0, 14.0, 10.0, 14.0],
        rows: sheet.rows,
        notes: notes(programme, standings, language),
    }
}

struct Sheet<'s> {
    programme: &'s Programme,
    language: Language,
    rows: Vec<Vec<Cell>>,
}

impl Sheet<'_> {
    fn level(&mut self, competency: &Competency, level: &LevelStanding, options: &[AttainOption], loss: Cell) {
        let name = in_language(&competency.name, self.language);
        let attained = level.attained.and_then(|attained| self.programme.levels.get(attained.level));
        let standing = attained.map_or_else(|| self.language.text("standing-none"), ToString::to_string);
        let blank = || Cell::Blank;
        self.rows.push(vec![heading(name), blank(), blank(), heading(&standing), blank(), blank(), loss]);
        for result in &level.options {
            let Some(option) = options.get(result.option) else { continue };
            let level = self.programme.levels.get(result.level).map_or("", |level| level.as_str());
            let part = format!("{} ({level})", in_language(&option.name, self.language));
            let met = result.requirements.iter().filter(|line| line.met).count();
            self.rows.push(vec![
                text(name),
                text(&part),
                Cell::Blank,
                text(&self.language.text(if result.met { "standing-met" } else { "standing-open" })),
                Cell::Number(met as f64),
                Cell::Number(result.requirements.len() as f64),
                Cell::Blank,
            ]);
        }
    }

    fn score(&mut self, competency: &Competency, standing: &Standing, score: &ScoreStanding, area: &Area, loss: Cell) {
        let name = in_language(&competency.name, self.language);
        let qualified = self.language.text(if standing.qualified() { "standing-qualified" } else { "standing-in-progress" });
        let total = score.track().map_or(Cell::Blank, |track| number(&track.total));
        let used = score.track().map_or("", |track| track.track.as_str());
        let threshold = self.programme.score.as_ref().map_or(Cell::Blank, |rule| number(&rule.threshold));
        self.rows.push(vec![heading(name), Cell::Blank, heading(used), heading(&qualified), total, threshold, loss]);
        for (track, result) in score.tracks.iter().flat_map(|track| track.metrics.iter().map(move |metric| (track, metric))) {
            let Some(metric) = area.metrics.get(result.metric) else { continue };
            let part = metric.text.as_ref().map_or(metric.id.as_str(), |text| in_language(text, self.language));
            let known = result.points.as_ref();
            self.rows.push(vec![
                text(name),
                text(part),
                text(track.track.as_str()),
                text(&known.map_or_else(|| self.language.text("standing-unknown"), |_| String::new())),
                known.map_or(Cell::Blank, number),
                number(&metric.max),
                Cell::Blank,
            ]);
        }
    }
}

fn notes(programme: &Programme, standings: &Standings, language: Language) -> Vec<String> {
    let name = in_language(&programme.name, language);
    let mut notes = vec![language.say(&Message::new("summary-note").with("programme", name).with("day", standings.day))];
    notes.extend((!standings.in_force).then(|| language.say(&not_in_force(programme, standings.day))));
    notes
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

//! Figures that are no skills: performance metrics by month, and what Partner Center shows.

use std::collections::BTreeMap;

use tierwise_core::access::Action;
use tierwise_core::record::{Facts, MetricFigure, Partner, ShownStanding, Snapshot};
use tierwise_core::{CompetencyId, Day, Exact, FactId, ProgrammeId};
use tierwise_exchange::import::read_metrics;
use tierwise_i18n::Message;

use super::error::all_well;
use super::{App, AppError, Caller, Problem};
use crate::desk::{CatalogueText, FigureText, figure_texts};

/// One figure by hand. Without a value it is taken away: unknown again, not zero.
#[derive(Debug)]
pub struct NewFigure {
    pub metric: String,
    /// `2026-03`, or blank for any month.
    pub month: String,
    pub value: String,
}

/// What Partner Center shows for a competency.
#[derive(Debug)]
pub struct NewShown {
    pub programme: ProgrammeId,
    pub competency: CompetencyId,
    pub value: String,
    pub seen_on: Day,
}

/// What an upload of figures did.
#[derive(Debug, Clone, Copy)]
pub struct MetricsUpload {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
}

/// The figures of one metric, by month.
#[derive(Debug, Clone)]
pub struct FigureRow {
    pub metric: String,
    /// What a programme of the company calls it; its id where none does.
    pub text: CatalogueText,
    /// Whether a programme of the company asks for it, in the company's track.
    pub asked: bool,
    pub figures: Vec<FigureCell>,
}

#[derive(Debug, Clone)]
pub struct FigureCell {
    pub fact: FactId,
    pub month: Option<Day>,
    pub value: Exact,
}

impl App {
    /// Every metric that the company's programmes ask for in its track, and every other that has a figure.
    ///
    /// # Errors
    /// When the caller may not enter figures.
    pub async fn figures(&self, caller: &Caller) -> Result<Vec<FigureRow>, AppError> {
        let seat = caller.see(Action::EnterMetrics)?;
        let snapshot = self.snapshot(seat.partner).await?;
        let known = self.known(&self.partner(seat.partner).await?, &snapshot);
        Ok(figure_sheet(&known, &snapshot))
    }

    /// # Errors
    /// `Invalid` when metric, month or value cannot be used.
    pub async fn enter_figure(&self, caller: &Caller, form: NewFigure) -> Result<(), AppError> {
        let seat = caller.see(Action::EnterMetrics)?;
        let mut problems = Vec::new();
        let metric = form.metric.trim();
        let snapshot = self.snapshot(seat.partner).await?;
        if !self.known(&self.partner(seat.partner).await?, &snapshot).contains_key(metric) {
            problems.push(Problem::new("metric", "app-metric-unknown"));
        }
        let month = month(&form.month).map_err(|problem| problems.push(problem)).unwrap_or_default();
        let value = value(&form.value).map_err(|problem| problems.push(problem)).unwrap_or_default();
        all_well(problems)?;
        let same = snapshot.facts.figures.iter().filter(|figure| figure.metric == metric && figure.month == month);
        let ends: Vec<FactId> = same.map(|figure| figure.fact).collect();
        let new = value.map(|value| MetricFigure { fact: self.world().new_id(), metric: metric.to_owned(), month, value });
        let facts = Facts { figures: new.into_iter().collect(), ..Facts::default() };
        self.add(seat, "metric-entered", &facts, &ends).await
    }

    /// All figures of a METRICS.csv, or none.
    ///
    /// # Errors
    /// `Invalid` when the file cannot be used.
    pub async fn upload_figures(&self, caller: &Caller, content: &[u8]) -> Result<MetricsUpload, AppError> {
        let seat = caller.see(Action::EnterMetrics)?;
        let rows = read_metrics(content).map_err(|error| AppError::invalid("file", error.message()))?;
        let snapshot = self.snapshot(seat.partner).await?;
        let asked = self.known(&self.partner(seat.partner).await?, &snapshot);
        if let Some(row) = rows.iter().find(|row| !asked.contains_key(&row.metric)) {
            let message = Message::new("app-metrics-unknown").with("line", row.line).with("metric", row.metric.as_str());
            return Err(AppError::invalid("file", message));
        }
        if rows.is_empty() {
            return Err(AppError::invalid("file", Message::new("app-metrics-empty")));
        }
        let known: BTreeMap<_, _> =
            snapshot.facts.figures.iter().map(|figure| ((figure.metric.as_str(), figure.month), figure)).collect();
        let mut done = MetricsUpload { new: 0, changed: 0, unchanged: 0 };
        let (mut facts, mut ends) = (Facts::default(), Vec::new());
        for row in rows {
            match known.get(&(row.metric.as_str(), row.month)) {
                Some(figure) if figure.value == row.value => {
                    done.unchanged += 1;
                    continue;
                }
                Some(figure) => {
                    done.changed += 1;
                    ends.push(figure.fact);
                }
                None => done.new += 1,
            }
            let fact = self.world().new_id();
            facts.figures.push(MetricFigure { fact, metric: row.metric, month: row.month, value: row.value });
        }
        self.add(seat, "metrics-imported", &facts, &ends).await?;
        Ok(done)
    }

    /// Records what Partner Center shows for a competency; blank takes it away.
    ///
    /// # Errors
    /// `Invalid` when the competency or the figure cannot be used.
    pub async fn record_shown(&self, caller: &Caller, form: NewShown) -> Result<(), AppError> {
        let seat = caller.see(Action::EnterMetrics)?;
        let partner = self.partner(seat.partner).await?;
        let programme = self.programme(&form.programme).filter(|programme| partner.programmes.contains(&programme.id));
        let known =
            programme.filter(|programme| programme.competencies.iter().any(|competency| competency.id == form.competency));
        let text = form.value.trim();
        let mut problems = Vec::new();
        match known {
            None => problems.push(Problem::new("competency", "app-competency-unknown")),
            Some(programme) => {
                let level = programme.levels.iter().any(|level| level.as_str() == text) || text == "none";
                let points = programme.score.is_some() && text.parse::<Exact>().is_ok();
                if !(text.is_empty() || level || points) {
                    problems.push(Problem::new("value", "app-shown-value"));
                }
            }
        }
        if form.seen_on > self.today(&partner) {
            problems.push(Problem::new("seen_on", "app-shown-future"));
        }
        all_well(problems)?;
        let snapshot = self.snapshot(seat.partner).await?;
        let same = snapshot.facts.shown.iter().filter(|shown| {
            shown.programme == form.programme
                && shown.competency == form.competency
                && (shown.seen_on == form.seen_on || text.is_empty())
        });
        let ends: Vec<FactId> = same.map(|shown| shown.fact).collect();
        let new = (!text.is_empty()).then(|| ShownStanding {
            fact: self.world().new_id(),
            programme: form.programme,
            competency: form.competency,
            // Blank is how a standing without any level is recorded.
            value: if text == "none" { String::new() } else { text.to_owned() },
            seen_on: form.seen_on,
        });
        let facts = Facts { shown: new.into_iter().collect(), ..Facts::default() };
        self.add(seat, "shown-recorded", &facts, &ends).await
    }

    /// Adds and ends facts as one change, if there is anything to change.
    pub(super) async fn add(
        &self,
        seat: &super::Seat,
        action: &'static str,
        facts: &Facts,
        ends: &[FactId],
    ) -> Result<(), AppError> {
        if crate::importing::size(facts) == 0 && ends.is_empty() {
            return Ok(());
        }
        let mut write = self.store().write(seat.partner, self.entry(seat.actor(), action)).await?;
        write.add(self.world().new_id(), facts, ends).await?;
        Ok(write.commit().await?)
    }

    /// Every figure of the company's programmes, as the first of them calls it.
    fn known(&self, partner: &Partner, snapshot: &Snapshot) -> BTreeMap<String, FigureText> {
        let value = |id: &str| {
            let figures = snapshot.facts.figures.iter().filter(|figure| figure.metric == id);
            figures.max_by_key(|figure| (figure.month, figure.fact)).map(|figure| figure.value.clone())
        };
        let mut known: BTreeMap<String, FigureText> = BTreeMap::new();
        for programme in partner.programmes.iter().filter_map(|id| self.programme(id)) {
            for (id, figure) in figure_texts(programme, partner.track.as_deref(), value) {
                known.entry(id).and_modify(|known| known.asked |= figure.asked).or_insert(figure);
            }
        }
        known
    }
}

/// The figures that are asked for and those on record, by metric and month.
fn figure_sheet(known: &BTreeMap<String, FigureText>, snapshot: &Snapshot) -> Vec<FigureRow> {
    let mut rows: BTreeMap<&str, FigureRow> = BTreeMap::new();
    let blank = |metric: &str| {
        let figure = known.get(metric);
        let id = || CatalogueText { en: metric.to_owned(), sv: metric.to_owned() };
        let text = figure.map_or_else(id, |figure| figure.text.clone());
        FigureRow { metric: metric.to_owned(), text, asked: figure.is_some_and(|figure| figure.asked), figures: Vec::new() }
    };
    for metric in known.iter().filter(|(_, figure)| figure.asked).map(|(metric, _)| metric) {
        rows.insert(metric, blank(metric));
    }
    for figure in &snapshot.facts.figures {
        let row = rows.entry(&figure.metric).or_insert_with(|| blank(&figure.metric));
        row.figures.push(FigureCell { fact: figure.fact, month: figure.month, value: figure.value.clone() });
    }
    let mut rows: Vec<FigureRow> = rows.into_values().collect();
    for row in &mut rows {
        row.figures.sort_by_key(|figure| std::cmp::Reverse(figure.month));
    }
    rows
}

fn month(text: &str) -> Result<Option<Day>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = format!("{text}-01").parse().map_err(|_| Problem::new("month", "app-month"))?;
    Ok(Some(day))
}

fn value(text: &str) -> Result<Option<Exact>, Problem> {
    match text.trim() {
        "" => Ok(None),
        "yes" => Ok(Some(Exact::from(1))),
        "no" => Ok(Some(Exact::zero())),
        number => number.parse().map(Some).map_err(|_| Problem::new("value", "app-value")),
    }
}

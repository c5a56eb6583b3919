//! The metrics of a score programme's competency: tracks, formulas and steps.

use std::collections::BTreeMap;

use tierwise_core::{Exact, MetricId, StepId, TrackId};

use super::figure::{by_market, look_back};
use super::skill::Skills;
use super::{allow, formula, holds};
use crate::catalogue::{Area, Bound, ByCase, Choose, Classification, Input, Metric, MetricValue, Step, StepKind};
use crate::diagnostic::nearest;
use crate::syntax::{Formula, Located, TableReader};

pub(super) fn read(competency: &TableReader<'_>, skills: &Skills) -> Option<Area> {
    let Some(tracks) = competency.strings("tracks") else {
        // Which tracks there are decides about everything else.
        competency.pass_over(&["choose", "classification", "metric"]);
        return None;
    };
    let tracks: Vec<TrackId> = tracks.iter().map(|track| TrackId::new(track.value)).collect();
    let choose = choose(competency, &tracks);
    let tables = competency.tables("metric", "a metric");
    if tables.is_empty() && !competency.has("metric") && !competency.has("option") {
        competency.missing("metric", "add a `[[competency.metric]]`");
    }
    let mut metrics: Vec<Metric> = Vec::new();
    for table in &tables {
        let Some(metric) = read_metric(table, skills, &tracks) else { continue };
        let clash = metrics.iter().any(|other| {
            other.id == metric.id
                && other.effective.overlaps(&metric.effective)
                && (other.track == metric.track || other.track.is_none() || metric.track.is_none())
        });
        if clash {
            let span = table.string("id").map_or(table.span(), |id| id.span);
            table.findings().report(
                span,
                format!("metric `{}` stands twice in a track on the same days", metric.id),
                "again here",
                "give the two different tracks or different days",
            );
        }
        metrics.push(metric);
    }
    let tracks = if tracks.is_empty() { vec![TrackId::new("single")] } else { tracks };
    Some(Area { tracks, choose: choose?, metrics })
}

fn choose(table: &TableReader<'_>, tracks: &[TrackId]) -> Option<Choose> {
    const HINT: &str = "`choose` is `best-of` or `classification`";
    let classification = table.table("classification", "`classification`").map(|table| classification(&table, tracks));
    let choose = table.string("choose");
    if tracks.len() > 1 && choose.is_none() && !table.has("choose") {
        table.missing(
            "choose",
            "with several tracks, say which one is the partner's: `choose = \"best-of\"` or `\"classification\"`",
        );
    }
    match choose.as_ref().map(|choose| choose.value) {
        None | Some("best-of") => {
            if let Some(value) = table.get("classification")
                && choose.is_some()
            {
                table.findings().report(
                    value.span(),
                    "`best-of` needs no classification",
                    "not with `best-of`",
                    "leave it out, or write `choose = \"classification\"`",
                );
            }
            Some(Choose::BestOf)
        }
        Some("classification") => match classification {
            None => Some(Choose::Classification(None)),
            Some(classification) => Some(Choose::Classification(Some(classification?))),
        },
        Some(other) => {
            let span = choose.map_or(table.span(), |choose| choose.span);
            table.findings().report(span, format!("`{other}` is not a way to choose a track"), "not a way to choose", HINT);
            None
        }
    }
}

fn classification(table: &TableReader<'_>, tracks: &[TrackId]) -> Option<Classification> {
    const HINT: &str = "write `at_least = 80`, `track = \"smb\"` and `otherwise = \"enterprise\"`";
    let threshold = match (table.has("at_least"), table.has("at_most")) {
        (true, true) => {
            let span = table.get("at_most").map_or(table.span(), toml::Spanned::span);
            let hint = "keep `at_least` or `at_most`";
            table.findings().report(span, "a classification has two thresholds", "the second threshold", hint);
            None
        }
        (false, true) => table.exact("at_most").map(|most| (Bound::AtMost, most.value)),
        (is_stated, false) => {
            if !is_stated {
                table.missing("at_least", HINT);
            }
            table.exact("at_least").map(|least| (Bound::AtLeast, least.value))
        }
    };
    table.pass_over(&["at_least", "at_most"]);
    let track = table.required_string("track", HINT).and_then(|track| known_track(table, &track, tracks));
    let otherwise = table.required_string("otherwise", HINT).and_then(|track| known_track(table, &track, tracks));
    let text = table.text("text");
    table.get("note");
    table.finish();
    let (bound, threshold) = threshold?;
    Some(Classification { bound, threshold, track: track?, otherwise: otherwise?, text })
}

fn known_track(table: &TableReader<'_>, track: &Located<&str>, tracks: &[TrackId]) -> Option<TrackId> {
    let known = tracks.iter().find(|known| known.as_str() == track.value);
    if known.is_none() {
        let hint = match nearest(track.value, tracks.iter().map(TrackId::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name the tracks at the competency: `tracks = [\"enterprise\", \"smb\"]`".to_owned(),
        };
        table.findings().report(
            track.span.clone(),
            format!("`{}` is not a track of this competency", track.value),
            "not a track",
            hint,
        );
    }
    known.cloned()
}

fn read_metric(table: &TableReader<'_>, skills: &Skills, tracks: &[TrackId]) -> Option<Metric> {
    let id = table.id("id", "for example `id = \"usage-growth\"`");
    let track = table.string("track");
    let track_id = track.as_ref().and_then(|track| known_track(table, track, tracks));
    let category = table.string("category").map(|category| category.value.to_owned());
    let effective = table.effective();
    let max = table.exact("max");
    if max.is_none() && !table.has("max") {
        table.missing("max", "the most points it can give: `max = 20`");
    }
    if let Some(max) = &max
        && (max.value.is_negative() || max.value.is_zero())
    {
        table.findings().report(max.span.clone(), "a metric without points", "not above zero", "`max` is above zero");
    }
    let (text, note, doubt) = (table.text("text"), table.text("note"), table.text("doubt"));
    allow::read(table);
    let look_back = look_back(table);
    let value = value(table, skills, tracks);
    // A day or track whose key is mistyped would make the metric a twin of another.
    if !table.finish() || (table.has("track") && track_id.is_none()) {
        return None;
    }
    Some(Metric {
        id: MetricId::new(id?.value),
        track: track_id,
        category,
        text,
        max: max?.value,
        effective: effective?,
        look_back,
        value: value?,
        note,
        doubt,
    })
}

fn value(table: &TableReader<'_>, skills: &Skills, tracks: &[TrackId]) -> Option<MetricValue> {
    let inputs = formula::inputs(table, Some(skills));
    table.pass_over(&["points", "step"]);
    match (table.has("points"), table.has("step")) {
        (true, false) => {
            let inputs = inputs?;
            Some(MetricValue::Measured { points: points(table, &inputs, tracks)?, inputs })
        }
        (false, true) => steps(table, skills).map(MetricValue::People),
        (true, true) => {
            let hint = "keep `points` with its inputs, or the steps";
            table.findings().report(table.span(), "a metric has a formula and steps", "this metric", hint);
            None
        }
        (false, false) => {
            table.missing_all(
                &["points", "step"],
                "a metric has neither formula nor steps",
                "this metric",
                "write `points = \"10*x\"` with its inputs, or `[[competency.metric.step]]`",
            );
            None
        }
    }
}

fn points(table: &TableReader<'_>, inputs: &[Input], tracks: &[TrackId]) -> Option<ByCase<Formula>> {
    let value = table.get("points")?;
    if value.get_ref().as_table().is_none() {
        return formula::read(table, value, inputs).map(ByCase::Always);
    }
    let cases = table.as_table(value, "points", "`points`")?;
    let mut read: BTreeMap<&str, Formula> = BTreeMap::new();
    let mut broken = false;
    for (case, value) in cases.entries() {
        match formula::read(table, value, inputs) {
            Some(formula) => _ = read.insert(case.value, formula),
            None => broken = true,
        }
    }
    if broken {
        return None;
    }
    if let (2, Some(developed), Some(developing)) = (read.len(), read.get("developed"), read.get("developing")) {
        return Some(ByCase::Market { developed: developed.clone(), developing: developing.clone() });
    }
    let by_track: Option<Vec<(TrackId, Formula)>> =
        tracks.iter().map(|track| read.get(track.as_str()).map(|formula| (track.clone(), formula.clone()))).collect();
    match by_track {
        Some(by_track) if !tracks.is_empty() && by_track.len() == read.len() => Some(ByCase::Track(by_track)),
        _ => {
            table.findings().report(
                value.span(),
                "`points` is split neither by market nor by track",
                "these cases",
                "name `developed` and `developing`, or every track of the competency",
            );
            None
        }
    }
}

fn steps(table: &TableReader<'_>, skills: &Skills) -> Option<Vec<Step>> {
    if let Some(value) = table.get("inputs") {
        table.findings().report(value.span(), "steps have no inputs", "only with `points`", "leave the inputs out");
    }
    let mut steps: Vec<Step> = Vec::new();
    let mut sound = true;
    for table in table.tables("step", "a step") {
        let Some(step) = read_step(&table, skills) else {
            sound = false;
            continue;
        };
        if steps.iter().any(|other| other.id == step.id && other.effective.overlaps(&step.effective)) {
            let span = table.string("step").map_or(table.span(), |id| id.span);
            table.findings().report(
                span,
                format!("step `{}` stands twice on the same days", step.id),
                "again here",
                "number the steps; a step that changes on a day is written twice with days that do not overlap",
            );
        }
        steps.push(step);
    }
    sound.then_some(steps)
}

fn read_step(table: &TableReader<'_>, skills: &Skills) -> Option<Step> {
    const HINT: &str = "`kind` is `gate`, `flat` or `elective`";
    let id = table.string("step").map_or(StepId::new(""), |id| StepId::new(id.value));
    let kind = table.required_string("kind", HINT);
    if kind.is_none() {
        table.pass_over(&["people", "points", "each"]);
    }
    let effective = table.effective();
    let (text, note, doubt) = (table.text("text"), table.text("note"), table.text("doubt"));
    allow::read(table);
    let holds = holds::read(table, skills);
    let kind = kind.and_then(|kind| match kind.value {
        "gate" => Some(StepKind::Gate { people: gate_people(table)? }),
        "flat" => {
            let people = gate_people(table);
            let points = points_of(table, "points", "what it is worth, once: `points = 4`");
            Some(StepKind::Flat { people: people?, points: points? })
        }
        "elective" => Some(StepKind::Elective { each: each(table)? }),
        other => {
            let hint =
                nearest(other, ["gate", "flat", "elective"]).map_or(HINT.to_owned(), |near| format!("did you mean `{near}`?"));
            table.findings().report(kind.span, format!("`{other}` is not a kind of step"), "not a kind", hint);
            table.pass_over(&["people", "points", "each"]);
            None
        }
    });
    if !table.finish() {
        return None;
    }
    Some(Step { id, kind: kind?, holds: holds?, effective: effective?, text, note, doubt })
}

fn gate_people(table: &TableReader<'_>) -> Option<u32> {
    if !table.has("people") {
        table.missing("people", "how many different people it takes: `people = 2`");
    }
    holds::people_count(table).map(|count| count.value)
}

fn each(table: &TableReader<'_>) -> Option<ByCase<Exact>> {
    if table.get("each").is_some_and(|each| each.get_ref().as_table().is_some()) {
        return by_market(table, "each", "points by market state both: `{ developed = 1, developing = 3 }`");
    }
    points_of(table, "each", "the points of each person: `each = 4` or `each = \"20/3\"`").map(ByCase::Always)
}

fn points_of(table: &TableReader<'_>, key: &'static str, hint: &str) -> Option<Exact> {
    if !table.has(key) {
        table.missing(key, hint);
    }
    let points = table.exact(key)?;
    if points.value.is_negative() || points.value.is_zero() {
        table.findings().report(points.span, format!("`{key}` gives no points"), "not above zero", "points are above zero");
        return None;
    }
    Some(points.value)
}

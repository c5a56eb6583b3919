//! `tierwise check --diff`: what changes from one catalogue to another, on which day and for whom.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use serde::Serialize;
use tierwise_app::read_facts;
use tierwise_core::{Day, Exact, PersonId};
use tierwise_i18n::Language;
use tierwise_rules::{Change, Difference, Facts, Programme, Reached, StandingDifference, diff, differences};

use crate::{catalogue, files, print};

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Text,
    Json,
}

/// The answer as JSON.
#[derive(Debug, Serialize)]
struct Answer {
    rules: Vec<Rule>,
    /// Absent without facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    standings: Option<Vec<Standing>>,
}

#[derive(Debug, Serialize)]
struct Rule {
    /// `null`: since ever.
    from: Option<String>,
    /// `null`: without end.
    to: Option<String>,
    kind: &'static str,
    subject: String,
    #[serde(flatten)]
    change: RuleChange,
}

#[derive(Debug, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
enum RuleChange {
    Added { says: String },
    Removed { says: String },
    Changed { aspect: String, before: Option<String>, after: Option<String> },
}

#[derive(Debug, Serialize)]
struct Standing {
    from: Option<String>,
    to: Option<String>,
    competency: String,
    before: Option<Worth>,
    after: Option<Worth>,
    no_longer: Vec<String>,
    newly: Vec<String>,
    lines: Vec<Line>,
    causes: Vec<Rule>,
}

#[derive(Debug, Serialize)]
struct Worth {
    level: Option<String>,
    points: Option<String>,
    qualified: bool,
}

#[derive(Debug, Serialize)]
struct Line {
    kind: &'static str,
    subject: String,
    before: Option<bool>,
    after: Option<bool>,
}

pub fn run(paths: [&Path; 2], facts: Option<&Path>, format: Format, language: Language) -> Result<ExitCode> {
    let [before, after] = [catalogue::load(paths[0], language)?, catalogue::load(paths[1], language)?];
    let rules = diff(&before, &after);
    let standings = match facts {
        Some(path) => {
            let text = files::read_text(path, language)?;
            let (old, new) = (read(path, &text, &before, language)?, read(path, &text, &after, language)?);
            Some(differences((&before, &old), (&after, &new)))
        }
        None => None,
    };
    match format {
        Format::Json => {
            let standings = standings.as_ref().map(|found| found.iter().map(standing).collect());
            let answer = Answer { rules: rules.iter().map(rule).collect(), standings };
            print(&format!("{}\n", serde_json::to_string_pretty(&answer)?))?;
        }
        Format::Text => print(&text(&rules, standings.as_deref())?)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Skills and figures that one of the catalogues does not know are no mistake here: it is what may differ.
fn read(path: &Path, text: &str, programme: &Programme, language: Language) -> Result<Facts> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = read_facts(text, programme).map_err(|error| files::unusable(path, &error.to_string(), language))?;
    Ok(read.facts)
}

fn rule(difference: &Difference) -> Rule {
    let change = match &difference.change {
        Change::Added(says) => RuleChange::Added { says: says.clone() },
        Change::Removed(says) => RuleChange::Removed { says: says.clone() },
        Change::Changed { aspect, before, after } => {
            RuleChange::Changed { aspect: aspect.clone(), before: before.clone(), after: after.clone() }
        }
    };
    Rule {
        from: difference.from.map(|day| day.to_string()),
        to: difference.to.map(|day| day.to_string()),
        kind: difference.subject.kind,
        subject: difference.subject.to_string(),
        change,
    }
}

fn standing(difference: &StandingDifference) -> Standing {
    let one = &difference.competency;
    let worth = |reached: &Reached| Worth {
        level: reached.level.as_ref().map(ToString::to_string),
        points: reached.points.as_ref().map(Exact::to_string),
        qualified: reached.qualified,
    };
    let ids = |people: &[PersonId]| people.iter().map(ToString::to_string).collect();
    let lines = one.lines.iter().map(|line| Line {
        kind: line.subject.kind,
        subject: line.subject.to_string(),
        before: line.before,
        after: line.after,
    });
    Standing {
        from: difference.from.map(|day| day.to_string()),
        to: difference.to.map(|day| day.to_string()),
        competency: one.id.to_string(),
        before: one.before.as_ref().map(worth),
        after: one.after.as_ref().map(worth),
        no_longer: ids(&one.no_longer),
        newly: ids(&one.newly),
        lines: lines.collect(),
        causes: difference.causes.iter().map(rule).collect(),
    }
}

fn text(rules: &[Difference], standings: Option<&[StandingDifference]>) -> Result<String> {
    let mut text = String::new();
    if rules.is_empty() {
        text.push_str("the rules are the same on all days\n");
    }
    let mut last = None;
    for one in rules {
        if last.replace((one.from, one.to)) != Some((one.from, one.to)) {
            writeln!(text, "{}:", span(one.from, one.to))?;
        }
        writeln!(text, "  {}", words(one))?;
    }
    let Some(standings) = standings else { return Ok(text) };
    text.push_str("\nstandings of these facts:\n");
    if standings.is_empty() {
        text.push_str("  the same on all days\n");
    }
    for one in standings {
        let competency = &one.competency;
        let (before, after) = (worth(competency.before.as_ref()), worth(competency.after.as_ref()));
        let change = if before == after { format!("{before}, as before") } else { format!("{before} -> {after}") };
        writeln!(text, "  {}: {} {change}", span(one.from, one.to), competency.id)?;
        for (what, people) in [("counts no longer", &competency.no_longer), ("counts newly", &competency.newly)] {
            if !people.is_empty() {
                let people: Vec<&str> = people.iter().map(PersonId::as_str).collect();
                writeln!(text, "    {what}: {}", people.join(", "))?;
            }
        }
        for line in &competency.lines {
            let met = |met: Option<bool>| match met {
                Some(true) => "met",
                Some(false) => "not met",
                None => "not asked",
            };
            writeln!(text, "    {} {}: {} -> {}", line.subject.kind, line.subject, met(line.before), met(line.after))?;
        }
        for cause in &one.causes {
            writeln!(text, "    because: {}", words(cause))?;
        }
    }
    Ok(text)
}

fn span(from: Option<Day>, to: Option<Day>) -> String {
    match (from, to) {
        (None, None) => "on all days".to_owned(),
        (None, Some(to)) => format!("until {to}"),
        (Some(from), None) => format!("from {from}"),
        (Some(from), Some(to)) => format!("from {from} to {to}"),
    }
}

fn words(difference: &Difference) -> String {
    let subject = format!("{} {}", difference.subject.kind, difference.subject);
    let subject = subject.trim_end();
    match &difference.change {
        Change::Added(says) if says.is_empty() => format!("{subject} is added"),
        Change::Added(says) => format!("{subject} is added: {says}"),
        Change::Removed(says) if says.is_empty() => format!("{subject} is removed"),
        Change::Removed(says) => format!("{subject} is removed: {says}"),
        Change::Changed { aspect, before, after } => {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "(none)".to_owned());
            format!("{subject}: {aspect} {} -> {}", value(before), value(after))
        }
    }
}

fn worth(reached: Option<&Reached>) -> String {
    let Some(reached) = reached else { return "not in force".to_owned() };
    let level = reached.level.as_ref().map(ToString::to_string);
    match (&reached.points, level) {
        (None, level) => level.unwrap_or_else(|| "nothing".to_owned()),
        (Some(points), level) => {
            let state =
                if reached.qualified { level.unwrap_or_else(|| "qualified".to_owned()) } else { "not qualified".to_owned() };
            format!("{points} points ({state})")
        }
    }
}

//! The report as text: what matters first, then each competency with its reasons.

mod anniversary;

use std::collections::BTreeMap;
use std::fmt::Write;

use tierwise_app::{Report, in_language, level_argument, loss_message, saved_message, worth_argument};
use tierwise_core::{Exact, PersonId};
use tierwise_exchange::import::RowIssue;
use tierwise_i18n::{Language, Message};
use tierwise_rules::{
    Asks, AttainOption, Bound, Cause, Competency, Counted, FigureRule, LevelStanding, Loss, Metric, MetricResult, MetricValue,
    OptionResult, Outcome, RequirementResult, ScoreStanding, Standing, Step, StepKind, StepResult, TrackResult, Ways, Worth,
};

/// How many people, losses and rows are named before "and n more".
const PEOPLE_NAMED: usize = 4;
const LOSSES_NAMED: usize = 3;
const ISSUES_NAMED: usize = 20;
/// A doubtful last day is shown when it is as near as this.
const DOUBT_SHOWN_MONTHS: i32 = 18;

/// What is said when nobody has skills data: the published sentence, its causes, and what to do.
pub fn no_skills_data(language: Language) -> String {
    let keys = ["cli-no-skills-cause-created", "cli-no-skills-cause-migration", "cli-no-skills-next"];
    let causes = keys.map(|key| format!("  {}\n", language.text(key))).concat();
    format!("{}\n{causes}", language.text("cli-no-skills-data"))
}

pub fn render(report: &Report<'_>, language: Language) -> String {
    let mut page = Page { report, language, names: names(report), text: String::new() };
    page.head();
    for standing in &report.standings.competencies {
        page.competency(standing);
    }
    page.doubts();
    page.rest();
    page.text
}

/// The names of people, by their id.
fn names<'r>(report: &'r Report<'_>) -> BTreeMap<&'r PersonId, String> {
    let mut names = BTreeMap::new();
    for row in &report.rows {
        let Some(id) = report.facts.people.ids().get(row.person) else { continue };
        let name = format!("{} {}", row.training.first_name, row.training.last_name);
        if !name.trim().is_empty() {
            names.entry(id).or_insert(format!("{} ({id})", name.trim()));
        }
    }
    names
}

struct Page<'r> {
    report: &'r Report<'r>,
    language: Language,
    names: BTreeMap<&'r PersonId, String>,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a text cannot fail.
        _ = writeln!(self.text, "{:depth$}{text}", "", depth = depth * 2);
    }

    fn say(&mut self, depth: usize, message: &Message) {
        self.line(depth, &self.language.say(message));
    }

    /// A word of standing, then what it is about.
    fn mark(&mut self, depth: usize, key: &'static str, text: &str) {
        self.line(depth, &format!("{:<9} {text}", self.language.text(key)));
    }

    fn head(&mut self) {
        let report = self.report;
        let programme = in_language(&report.programme.name, self.language);
        self.say(0, &Message::new("cli-title").with("programme", programme).with("day", report.standings.day));
        if !report.standings.in_force {
            self.say(0, &report.not_in_force());
        }
        if !report.standings.is_exact {
            self.say(0, &Message::new("cli-not-exact"));
            for bound in &report.standings.at_most {
                let Some(level) = report.programme.levels.get(bound.level) else { continue };
                let message = Message::new("cli-at-most").with("level", level.to_string());
                self.say(1, &message.with("attained", bound.attained).with("most", bound.most));
            }
        }
        self.line(0, "");
        self.headline();
        self.line(0, "");
        let counts = report.counts;
        self.say(
            0,
            &Message::new("cli-rows")
                .with("read", counts.read)
                .with("used", counts.used)
                .with("unnamed", counts.unnamed)
                .with("unusable", counts.unusable),
        );
        self.say(0, &Message::new("cli-people").with("people", report.facts.people.len()));
        let without_expiry = report.rows.iter().filter(|row| row.training.expires.is_none()).count();
        if without_expiry > 0 {
            self.say(0, &Message::new("cli-expiry-unknown").with("rows", without_expiry));
        }
        if report.mpn_ids.len() > 1 {
            let ids: Vec<String> = report.mpn_ids.iter().map(|(id, rows)| format!("{id} ({rows})")).collect();
            self.say(0, &Message::new("cli-several-mpn-ids").with("count", ids.len()).with("ids", ids.join(", ")));
        }
        for mcids in &report.duplicates {
            let mcids: Vec<&str> = mcids.iter().map(PersonId::as_str).collect();
            self.say(0, &Message::new("cli-duplicate").with("mcids", mcids.join(", ")));
        }
        if !report.ignored.is_empty() {
            let ids: Vec<&str> = report.ignored.iter().map(String::as_str).collect();
            self.say(0, &Message::new("cli-ignored").with("ids", ids.join(", ")));
        }
    }

    /// The first status that will be lost, else the first points; and what free renewals would save of it.
    fn headline(&mut self) {
        let (programme, losses) = (self.report.programme, &self.report.losses);
        match losses.iter().find(|loss| loss.loses_status()).or(losses.first()) {
            None => self.say(0, &Message::new("cli-headline-none")),
            Some(loss) => {
                self.say(0, &loss_message(programme, loss));
                saved_message(programme, loss).iter().for_each(|saved| self.say(0, saved));
            }
        }
    }

    fn competency(&mut self, standing: &Standing) {
        let Some(competency) = self.report.programme.competencies.get(standing.competency) else { return };
        self.line(0, "");
        match (&standing.outcome, &competency.ways) {
            (Outcome::Level(level), Ways::Options(options)) => self.level(competency, level, options),
            (Outcome::Score(score), Ways::Area(area)) => self.score(competency, standing, score, &area.metrics),
            _ => {}
        }
        self.rests_on(standing.competency);
        self.losses(standing.competency);
        self.anniversary(standing.competency);
    }

    fn level(&mut self, competency: &Competency, level: &LevelStanding, options: &[AttainOption]) {
        let name = in_language(&competency.name, self.language);
        let attained = level.attained_result().and_then(|result| {
            let level = self.report.programme.levels.get(result.level)?;
            Some((level.to_string(), in_language(&options.get(result.option)?.name, self.language)))
        });
        self.say(
            0,
            &match attained {
                Some((level, option)) => {
                    Message::new("cli-level-attained").with("competency", name).with("level", level).with("option", option)
                }
                None => Message::new("cli-level-none").with("competency", name),
            },
        );
        for result in &level.options {
            if let Some(option) = options.get(result.option) {
                self.option(option, result);
            }
        }
    }

    fn option(&mut self, option: &AttainOption, result: &OptionResult) {
        let name = in_language(&option.name, self.language);
        let level = self.report.programme.levels.get(result.level).map_or("", |level| level.as_str());
        let text = self.language.say(&Message::new("cli-option-level").with("option", name).with("level", level));
        self.mark(1, if result.met { "cli-met" } else { "cli-open" }, &text);
        for line in &result.requirements {
            self.requirement(option, line);
        }
    }

    fn requirement(&mut self, option: &AttainOption, result: &RequirementResult) {
        let Some(requirement) = option.requirements.get(result.requirement) else { return };
        let label = match &requirement.text {
            Some(text) => in_language(text, self.language).to_owned(),
            None => self.language.say(&Message::new("cli-line").with("line", requirement.line.to_string())),
        };
        let needed = result.needed.as_ref().map_or_else(|| "?".to_owned(), Exact::to_string);
        let have = match (&requirement.asks, &result.have) {
            (Asks::Figure(FigureRule { bound: Bound::AtLeast, .. }), None) => {
                Message::new("cli-figure-unknown").with("needed", needed)
            }
            (Asks::Figure(_), None) => Message::new("cli-figure-unknown-most").with("needed", needed),
            (Asks::Figure(FigureRule { bound: Bound::AtLeast, .. }), Some(have)) => {
                Message::new("cli-figure-have").with("have", have).with("needed", needed)
            }
            (Asks::Figure(_), Some(have)) => Message::new("cli-figure-have-most").with("have", have).with("needed", needed),
            (asks, have) => {
                let have = have.clone().unwrap_or_else(Exact::zero);
                let key = match asks {
                    Asks::Credentials { .. } => "cli-credentials-have",
                    Asks::Attains(_) => "cli-attains-have",
                    _ => "cli-people-have",
                };
                Message::new(key).with("have", &have).with("needed", needed)
            }
        };
        let mark = match (result.met, result.unknown.is_empty()) {
            (true, _) => "cli-met",
            (false, false) => "cli-unknown",
            (false, true) => "cli-open",
        };
        let have = self.language.say(&have);
        let people = result.counted.as_ref().map_or_else(String::new, |counted| self.people(counted));
        self.mark(2, mark, &format!("{label}: {have}{people}"));
    }

    /// The people who count, named as far as a line allows.
    fn people(&self, counted: &Counted) -> String {
        let people = self.report.standings.people(counted, &self.report.facts.people);
        match people.is_empty() {
            true => String::new(),
            false => format!(" - {}", self.list(people.into_iter().map(|id| self.name(id)))),
        }
    }

    fn name(&self, id: &PersonId) -> String {
        self.names.get(id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// The first ones, and how many more there are.
    fn list(&self, people: impl ExactSizeIterator<Item = String>) -> String {
        let more = people.len().saturating_sub(PEOPLE_NAMED);
        let mut named: Vec<String> = people.take(PEOPLE_NAMED).collect();
        if more > 0 {
            named.push(self.language.say(&Message::new("cli-and-more").with("count", more)));
        }
        named.join(", ")
    }

    fn score(&mut self, competency: &Competency, standing: &Standing, score: &ScoreStanding, metrics: &[Metric]) {
        let (Some(track), Some(rule)) = (score.track(), &self.report.programme.score) else { return };
        let name = in_language(&competency.name, self.language);
        let unknown = track.metrics.iter().any(|metric| !metric.unknown.is_empty());
        let key = match (standing.qualified(), unknown) {
            (true, _) => "cli-points-qualified",
            (false, true) => "cli-points-known",
            (false, false) => "cli-points-open",
        };
        let mut head = Message::new(key).with("competency", name).with("points", &track.total);
        if !standing.qualified() {
            head = head.with("threshold", &rule.threshold);
        }
        self.say(0, &head);
        if unknown {
            self.skilling(track, metrics, &rule.threshold);
        }
        if score.tracks.len() > 1 {
            self.say(1, &Message::new("cli-track").with("track", track.track.as_str()));
        }
        for result in &track.metrics {
            if let Some(metric) = metrics.get(result.metric) {
                self.metric(metric, result);
            }
        }
        for other in score.tracks.iter().filter(|other| other.track != track.track) {
            self.say(1, &Message::new("cli-other-track").with("track", other.track.as_str()).with("points", &other.total));
        }
    }

    /// What the people give, and what must come from figures that nobody gave.
    fn skilling(&mut self, track: &TrackResult, metrics: &[Metric], threshold: &Exact) {
        let of_people = track.metrics.iter().filter_map(|result| {
            let metric = metrics.get(result.metric)?;
            matches!(metric.value, MetricValue::People(_)).then_some((result.points.as_ref()?, &metric.max))
        });
        let (points, max) =
            of_people.fold((Exact::zero(), Exact::zero()), |(points, max), (more, most)| (&points + more, &max + most));
        let needed = threshold - &track.total;
        let message = if needed.is_negative() || needed.is_zero() {
            Message::new("cli-skilling-enough")
        } else {
            Message::new("cli-skilling").with("needed", &needed)
        };
        self.say(1, &message.with("points", &points).with("max", &max));
    }

    fn metric(&mut self, metric: &Metric, result: &MetricResult) {
        let label = metric.text.as_ref().map_or(metric.id.as_str(), |text| in_language(text, self.language)).to_owned();
        match &result.points {
            None => self.mark(1, "cli-unknown", &format!("{label}: {}", result.unknown.join(", "))),
            Some(points) => {
                let of = Message::new("cli-points").with("points", points).with("max", &metric.max);
                let of = self.language.say(&of);
                self.mark(1, if points.is_zero() { "cli-open" } else { "cli-met" }, &format!("{label}: {of}"));
            }
        }
        if let MetricValue::People(steps) = &metric.value {
            for step_result in &result.steps {
                if let Some(step) = steps.get(step_result.step) {
                    self.step(step, step_result);
                }
            }
        }
    }

    fn step(&mut self, step: &Step, result: &StepResult) {
        let label = match &step.text {
            Some(text) => in_language(text, self.language).to_owned(),
            None => self.language.say(&Message::new("cli-step").with("step", step.id.as_str())),
        };
        let have = match &step.kind {
            StepKind::Elective { each } => {
                let each = each.get(self.report.facts.market, None).cloned().unwrap_or_else(Exact::zero);
                Message::new("cli-elective").with("have", u64::from(result.have)).with("each", &each)
            }
            StepKind::Gate { .. } | StepKind::Flat { .. } => {
                Message::new("cli-people-have").with("have", result.have.to_string()).with("needed", result.needed.to_string())
            }
        };
        let have = self.language.say(&have);
        let people = self.people(&result.counted);
        self.mark(2, if result.met { "cli-met" } else { "cli-open" }, &format!("{label}: {have}{people}"));
        if !result.met && !matches!(step.kind, StepKind::Elective { .. }) {
            let missing = result.needed.saturating_sub(result.have);
            let message = self.language.say(&Message::new("cli-gate-open").with("missing", missing.to_string()));
            self.line(7, &message);
        }
    }

    /// The people without any one of whom the competency falls.
    fn rests_on(&mut self, competency: usize) {
        let report = self.report;
        let own = report.critical.iter().filter(|critical| critical.competency == competency);
        let people: Vec<String> = own
            .flat_map(|critical| &critical.people)
            .filter_map(|(person, left)| {
                let name = self.name(report.facts.people.ids().get(*person)?);
                let left = worth_argument(report.programme, left);
                Some(self.language.say(&Message::new("cli-rests-on-one").with("person", name).with("left", left)))
            })
            .collect();
        if !people.is_empty() {
            let people = self.list(people.into_iter());
            self.say(1, &Message::new("cli-rests-on").with("people", people));
        }
    }

    fn losses(&mut self, competency: usize) {
        let losses: Vec<&Loss> = self.report.losses.iter().filter(|loss| loss.competency == competency).collect();
        if losses.is_empty() {
            return;
        }
        self.say(1, &Message::new("cli-losses"));
        for loss in losses.iter().take(LOSSES_NAMED) {
            let programme = self.report.programme;
            let (from, to) = (worth_argument(programme, &loss.from), worth_argument(programme, &loss.to));
            let what = match &loss.to {
                Worth::Points { qualified: false, .. } if loss.loses_status() => Message::new("cli-loss-unqualified"),
                Worth::Points { level, .. } if loss.loses_status() => {
                    Message::new("cli-loss-level").with("level", level_argument(programme, *level))
                }
                _ => Message::new("cli-loss"),
            };
            let what = what.with("day", loss.day).with("from", from).with("to", to);
            let what = self.language.say(&what);
            let causes: Vec<String> = loss.causes.iter().take(LOSSES_NAMED).map(|cause| self.cause(cause)).collect();
            self.line(2, &format!("{what}: {}", causes.join("; ")));
        }
        let more = losses.len().saturating_sub(LOSSES_NAMED);
        if more > 0 {
            self.say(2, &Message::new("cli-more-losses").with("count", more));
        }
    }

    fn cause(&self, cause: &Cause) -> String {
        self.language.say(&match cause {
            Cause::Expiry { person, skill, last_day } => {
                let person = self.name(person);
                Message::new("cli-cause-expiry").with("skill", skill.as_str()).with("person", person).with("day", *last_day)
            }
            Cause::AcceptanceEnds { skill, last_day, .. } => {
                Message::new("cli-cause-acceptance").with("skill", skill.as_str()).with("day", *last_day)
            }
            Cause::RuleChange => Message::new("cli-cause-rule"),
            Cause::FigureChange => Message::new("cli-cause-figure"),
        })
    }

    /// What no source settles about the rules and the skills that were used.
    fn doubts(&mut self) {
        let programme = self.report.programme;
        let mut doubts: Vec<Message> = Vec::new();
        doubts.extend(
            programme.doubt.iter().map(|doubt| Message::new("cli-doubt").with("text", in_language(doubt, self.language))),
        );
        for competency in &programme.competencies {
            let mut texts: Vec<&str> = competency.doubts().into_iter().map(|doubt| in_language(doubt, self.language)).collect();
            // The same doubt often stands at every track or line that it concerns.
            texts.sort_unstable();
            texts.dedup();
            let name = in_language(&competency.name, self.language);
            doubts.extend(texts.iter().map(|text| Message::new("cli-doubt").with("text", format!("{name}: {text}"))));
        }
        let mut derived: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        let mut used: Vec<_> = self.report.rows.iter().map(|row| row.skill).collect();
        used.sort_unstable();
        used.dedup();
        for skill in used.iter().filter_map(|skill| skill.of(programme)) {
            let near = self.report.standings.day.plus_months(DOUBT_SHOWN_MONTHS);
            if let Some(day) = skill.retirement.derived_last_day().filter(|day| *day <= near) {
                derived.entry(day).or_default().push(skill.code.as_str());
            }
            doubts.extend(skill.doubt.iter().map(|doubt| {
                let text = format!("{}: {}", skill.code, in_language(doubt, self.language));
                Message::new("cli-doubt").with("text", text)
            }));
        }
        for (day, skills) in derived {
            let message = Message::new("cli-doubt-derived").with("count", skills.len()).with("skills", skills.join(", "));
            doubts.push(message.with("day", day));
        }
        if !doubts.is_empty() {
            self.line(0, "");
        }
        for doubt in &doubts {
            self.say(0, doubt);
        }
    }

    /// The rows that do not count, with their reasons.
    fn rest(&mut self) {
        let report = self.report;
        if !report.unnamed.is_empty() {
            self.line(0, "");
            self.say(0, &Message::new("cli-unnamed"));
            for (training, rows) in &report.unnamed {
                self.say(1, &Message::new("cli-unnamed-training").with("title", training.name()).with("rows", *rows));
            }
        }
        self.issues("cli-unusable", &report.unusable);
        self.issues("cli-warnings", &report.warnings);
    }

    fn issues(&mut self, title: &'static str, issues: &[RowIssue]) {
        if issues.is_empty() {
            return;
        }
        self.line(0, "");
        self.say(0, &Message::new(title));
        for issue in issues.iter().take(ISSUES_NAMED) {
            let reason = self.language.say(&issue.reason);
            let message = match issue.column {
                "" => Message::new("cli-row-issue-whole"),
                column => Message::new("cli-row-issue").with("column", column),
            };
            self.say(1, &message.with("line", issue.line.to_string()).with("reason", reason));
        }
        let more = issues.len().saturating_sub(ISSUES_NAMED);
        if more > 0 {
            self.say(1, &Message::new("cli-issues-more").with("count", more));
        }
    }
}

//! The rules of a programme on one day, flat: what each subject says, aspect by aspect, in words that compare.

use std::collections::BTreeMap;
use std::fmt;

use tierwise_core::Day;

use super::words::{self, Words};
use crate::catalogue::{
    AttainOption, Choose, Competency, Every, Metric, MetricValue, Programme, Requirement, Skill, SkillIndex, Step, StepKind,
    Validity, Ways,
};

/// What a rule is about: `cloud-platform`, `cloud-platform/azure`, `cloud-platform/azure/silver/1`, `security/growth@smb`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// `competency`, `option`, `line`, `metric`, `step`, `skill`, `capacity`, `score`, `lifecycle` or `programme`.
    pub kind: &'static str,
    path: Vec<String>,
}

pub(super) type Aspects = BTreeMap<String, String>;
pub(super) type Rules = BTreeMap<Subject, Aspects>;

impl Subject {
    pub(super) fn new(kind: &'static str, path: &[&str]) -> Self {
        Self { kind, path: path.iter().map(ToString::to_string).collect() }
    }

    /// The id of the competency that the rule belongs to.
    pub fn competency(&self) -> Option<&str> {
        let is_part = matches!(self.kind, "competency" | "option" | "line" | "metric" | "step");
        self.path.first().filter(|_| is_part).map(String::as_str)
    }

    /// The skill that it is.
    pub fn skill(&self) -> Option<&str> {
        self.path.first().filter(|_| self.kind == "skill").map(String::as_str)
    }

    /// What it stands in.
    pub(super) fn above(&self) -> Vec<Self> {
        let kinds: &[&'static str] = match self.kind {
            "option" | "metric" => &["competency"],
            "line" => &["competency", "option"],
            "step" => &["competency", "metric"],
            _ => &[],
        };
        let path = |length: usize| self.path.iter().take(length).cloned().collect();
        kinds.iter().zip(1_usize..).map(|(kind, length)| Self { kind, path: path(length) }).collect()
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.path.join("/"))
    }
}

/// Everything that is in force on a day.
pub(super) fn on(programme: &Programme, today: Day) -> Rules {
    let scene = Scene { words: Words { programme }, programme, day: programme.effective.nearest(today) };
    let mut rules = Rules::new();
    let in_force = if programme.in_force(today) { "yes" } else { "no" };
    rules.insert(Subject::new("programme", &[]), aspects([("in force", Some(in_force.to_owned()))]));
    if let Some(score) = &programme.score {
        let every = match &score.every {
            Every::Above(floor) => format!("above {floor}"),
            Every::AtLeast(floor) => format!("at least {floor}"),
        };
        let levels = score.levels.iter().map(|(level, total)| format!("{} {total}", scene.words.level(*level)));
        let levels: Vec<String> = levels.collect();
        let threshold = if levels.is_empty() { score.threshold.to_string() } else { levels.join(", ") };
        let window = score.window_months.map(|months| format!("{months} months"));
        let all = [("threshold", Some(threshold)), ("every metric", Some(every)), ("window", window)];
        rules.insert(Subject::new("score", &[]), aspects(all));
    }
    if !programme.lifecycle.is_empty() {
        let settings = programme.lifecycle(scene.day);
        rules.insert(Subject::new("lifecycle", &[]), words::lifecycle(&settings));
    }
    for capacity in programme.capacities.iter().filter(|capacity| capacity.effective.covers(scene.day)) {
        let level = capacity.level.map(|level| scene.words.level(level));
        let all = [("most", Some(capacity.most.to_string())), ("apart", capacity.apart.clone()), ("level", level)];
        rules.insert(Subject::new("capacity", &[capacity.id.as_str()]), aspects(all));
    }
    for skill in &programme.skills {
        // Acceptance is asked for the day itself, not for the nearest day of the programme.
        rules.insert(Subject::new("skill", &[skill.code.as_str()]), scene.skill(skill, today));
    }
    for competency in programme.competencies.iter().filter(|competency| competency.effective.covers(scene.day)) {
        scene.competency(competency, today, &mut rules);
    }
    rules
}

fn aspects<const N: usize>(all: [(&str, Option<String>); N]) -> Aspects {
    all.into_iter().filter_map(|(aspect, value)| Some((aspect.to_owned(), value?))).collect()
}

struct Scene<'p> {
    programme: &'p Programme,
    words: Words<'p>,
    day: Day,
}

impl Scene<'_> {
    fn skill(&self, skill: &Skill, today: Day) -> Aspects {
        let accepted = if skill.retirement.accepted().covers(today) { "yes" } else { "no" };
        let validity = skill.validity.map(|validity| match validity {
            Validity::Months(months) => format!("{months} months"),
            Validity::Forever => "does not expire".to_owned(),
        });
        let list = |skills: &[SkillIndex]| (!skills.is_empty()).then(|| self.words.skills(skills.iter().copied()));
        aspects([
            ("accepted", Some(accepted.to_owned())),
            ("earned by", skill.retirement.earned_by().map(|day| day.to_string())),
            ("retires", skill.retirement.retired_on.map(|day| day.to_string())),
            ("stands for", list(&skill.stands_for)),
            ("made of", skill.made_of.as_ref().map(|parts| self.words.predicate(parts))),
            ("replaced by", list(&skill.replaced_by)),
            ("validity", validity),
        ])
    }

    fn competency(&self, competency: &Competency, today: Day, rules: &mut Rules) {
        let id = competency.id.as_str();
        let subject = Subject::new("competency", &[id]);
        match &competency.ways {
            Ways::Options(options) => {
                rules.insert(subject, Aspects::new());
                for option in options.iter().filter(|option| option.effective.covers(self.day)) {
                    rules.insert(Subject::new("option", &[id, option.id.as_str()]), Aspects::new());
                    for line in option.requirements.iter().filter(|line| line.effective.covers(self.day)) {
                        rules.insert(self.line_of(id, option, line), self.line(line, today));
                    }
                }
            }
            Ways::Area(area) => {
                let tracks: Vec<&str> = area.tracks.iter().map(tierwise_core::TrackId::as_str).collect();
                let choose = match &area.choose {
                    Choose::BestOf => "best-of".to_owned(),
                    Choose::Classification(None) => "classification".to_owned(),
                    Choose::Classification(Some(rule)) => words::classification(rule),
                };
                rules.insert(subject, aspects([("tracks", Some(tracks.join(", "))), ("choose", Some(choose))]));
                for metric in area.metrics.iter().filter(|metric| metric.effective.covers(self.day)) {
                    self.metric(id, metric, today, rules);
                }
            }
        }
    }

    fn line_of(&self, competency: &str, option: &AttainOption, line: &Requirement) -> Subject {
        let (level, number) = (self.words.level(line.level), line.line.to_string());
        Subject::new("line", &[competency, option.id.as_str(), &level, &number])
    }

    fn line(&self, line: &Requirement, today: Day) -> Aspects {
        let mut all = self.words.asks(&line.asks);
        let capacity = self.programme.capacity_of(line, self.day).and_then(|place| self.programme.capacities.get(place));
        all.extend(aspects([
            ("alternative in group", line.group.clone()),
            ("capacity", capacity.map(|capacity| capacity.id.to_string())),
            ("acceptance", line.asks.holds().and_then(|holds| self.words.acceptance(holds, today))),
        ]));
        all
    }

    fn metric(&self, competency: &str, metric: &Metric, today: Day, rules: &mut Rules) {
        let track = metric.track.as_ref().map(|track| format!("@{track}")).unwrap_or_default();
        let id = format!("{}{track}", metric.id);
        let (points, inputs) = match &metric.value {
            MetricValue::Measured { inputs, points } => (Some(words::points(points, inputs)), self.words.inputs(inputs)),
            MetricValue::People(_) => (None, None),
        };
        rules.insert(
            Subject::new("metric", &[competency, &id]),
            aspects([
                ("max", Some(metric.max.to_string())),
                ("points", points),
                ("inputs", inputs),
                ("look back", metric.look_back.map(words::look_back)),
                ("category", metric.category.clone()),
            ]),
        );
        let MetricValue::People(steps) = &metric.value else { return };
        for step in steps.iter().filter(|step| step.effective.covers(self.day)) {
            rules.insert(Subject::new("step", &[competency, &id, step.id.as_str()]), self.step(step, today));
        }
    }

    fn step(&self, step: &Step, today: Day) -> Aspects {
        let (kind, people, points) = match &step.kind {
            StepKind::Gate { people } => ("gate", Some(people.to_string()), None),
            StepKind::Flat { people, points } => ("flat", Some(people.to_string()), Some(points.to_string())),
            StepKind::Elective { each } => ("elective", None, Some(words::by_case(each))),
        };
        aspects([
            ("kind", Some(kind.to_owned())),
            ("people", people),
            ("points", points),
            ("test", Some(self.words.predicate(&step.holds.predicate))),
            ("completed within", step.holds.within_months.map(|months| format!("{months} months"))),
            ("acceptance", self.words.acceptance(&step.holds, today)),
        ])
    }
}

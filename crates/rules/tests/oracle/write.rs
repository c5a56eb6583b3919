//! A world as the text of a catalogue, and what is known about the partner in lines to read.

use std::fmt::{Display, Write as _};

use super::calendar::Date;
use super::world::*;

pub fn code(skill: usize) -> String {
    format!("s{skill}")
}

pub fn competency_id(place: usize) -> String {
    format!("c{place}")
}

pub fn track_id(place: usize) -> String {
    format!("t{place}")
}

fn capacity_id(place: usize) -> String {
    format!("k{place}")
}

/// The id under which an input of a metric is stated.
pub fn input_id(competency: usize, metric: &Metric, inputs: usize, input: usize) -> String {
    let mut id = format!("{}/m{}", competency_id(competency), metric.id);
    if inputs > 1 {
        write!(id, ".i{input}").unwrap();
    }
    if let Some(track) = metric.track {
        write!(id, "@{}", track_id(track)).unwrap();
    }
    id
}

pub fn classification_id(competency: usize) -> String {
    format!("{}/classification", competency_id(competency))
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn key(&mut self, key: &str, value: impl Display) {
        writeln!(self.0, "{key} = {value}").unwrap();
    }

    fn quoted(&mut self, key: &str, value: impl Display) {
        writeln!(self.0, "{key} = \"{value}\"").unwrap();
    }

    fn maybe(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.key(key, value);
        }
    }

    fn table(&mut self, name: &str) {
        writeln!(self.0, "[[{name}]]").unwrap();
    }

    fn span(&mut self, span: Span) {
        self.maybe("effective_from", span.from);
        self.maybe("effective_to", span.to);
    }

    fn look_back(&mut self, look_back: Option<LookBack>) {
        self.maybe("look_back", look_back.map(LookBack::text));
    }

    fn holds(&mut self, key: &str, holds: &Holds) {
        self.quoted(key, holds.predicate.text(&code));
        for (key, days) in [("accepted_from", &holds.from), ("accepted_until", &holds.until)] {
            if !days.is_empty() {
                let days: Vec<String> = days.iter().map(|(skill, day)| format!("\"{}\" = {day}", code(*skill))).collect();
                self.key(key, format!("{{ {} }}", days.join(", ")));
            }
        }
        self.maybe("completed_within_months", holds.within);
    }

    fn computed(&mut self, key: &str, computed: &Computed) {
        self.quoted(key, computed.formula.text(&|place| computed.inputs[place].clone()));
        if !computed.inputs.is_empty() {
            let inputs: Vec<String> = computed.inputs.iter().map(|input| format!("{input} = \"figure\"")).collect();
            self.key("inputs", format!("{{ {} }}", inputs.join(", ")));
        }
    }
}

impl LookBack {
    fn text(self) -> String {
        let take = match self.take {
            Take::Unsaid => "",
            Take::Latest => ", take = \"latest\"",
            Take::Sum => ", take = \"sum\"",
            Take::Average => ", take = \"average\"",
            Take::Highest => ", take = \"highest\"",
        };
        format!("{{ months = {}{take} }}", self.months)
    }
}

impl Predicate {
    pub fn text(&self, name: &impl Fn(usize) -> String) -> String {
        let list = |parts: &[Self]| parts.iter().map(|part| part.text(name)).collect::<Vec<String>>().join(", ");
        match self {
            Self::One(one) => name(*one),
            Self::Any(parts) => format!("any({})", list(parts)),
            Self::All(parts) => format!("all({})", list(parts)),
            Self::AtLeast(count, parts) => format!("atleast({count}; {})", list(parts)),
        }
    }
}

impl Formula {
    pub fn text(&self, name: &impl Fn(usize) -> String) -> String {
        let list = |parts: &[Self]| parts.iter().map(|part| part.text(name)).collect::<Vec<String>>().join(", ");
        match self {
            Self::Number(number) => number.to_string(),
            Self::Input(place) => name(*place),
            Self::Minus(part) => format!("-({})", part.text(name)),
            Self::Over(part, divisor) => format!("({}) / {divisor}", part.text(name)),
            Self::Two(left, sign, right) => format!("({}) {sign} ({})", left.text(name), right.text(name)),
            Self::Few(call, parts) => format!("{call}({})", list(parts)),
            Self::If(sides, sign, branches) => {
                format!("if({} {sign} {}, {})", sides[0].text(name), sides[1].text(name), list(&branches[..]))
            }
        }
    }
}

fn number(value: super::ratio::Ratio) -> String {
    if value.is_whole() { value.to_string() } else { format!("\"{value}\"") }
}

fn by_market(value: &ByMarket<super::ratio::Ratio>) -> String {
    match &value.developing {
        None => number(value.developed),
        Some(developing) => format!("{{ developed = {}, developing = {} }}", number(value.developed), number(*developing)),
    }
}

impl World {
    pub fn catalogue(&self) -> String {
        let mut page = Page::default();
        page.key("format", 1);
        page.0.push_str("[programme]\nid = \"p\"\nname = \"P\"\n");
        page.span(self.effective);
        if self.levels > 0 {
            page.key("levels", format!("{:?}", &LEVELS[..self.levels]));
        }
        if let Some(score) = &self.score {
            score.write(&mut page);
        }
        for (place, skill) in self.skills.iter().enumerate() {
            skill.write(place, &mut page);
        }
        for (place, capacity) in self.capacities.iter().enumerate() {
            page.table("capacity");
            page.quoted("id", capacity_id(place));
            page.key("most", capacity.most);
            page.maybe("apart", capacity.apart.map(|apart| format!("\"a{apart}\"")));
            page.maybe("level", capacity.level.map(|level| format!("\"{}\"", LEVELS[level])));
            page.span(capacity.effective);
        }
        for (place, competency) in self.competencies.iter().enumerate() {
            page.table("competency");
            page.quoted("id", competency_id(place));
            page.quoted("name", "C");
            page.span(competency.effective);
            match &competency.ways {
                Ways::Options(options) => options.iter().enumerate().for_each(|(place, option)| option.write(place, &mut page)),
                Ways::Area(area) => area.write(&mut page),
            }
        }
        page.0
    }

    /// What is known about the partner, for whoever repeats a failure.
    pub fn facts(&self) -> String {
        let mut text = String::new();
        let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
        for (person, achievements) in self.people.iter().enumerate() {
            write!(text, "p{person}:").unwrap();
            for one in achievements {
                write!(text, "  {} {}..{}", code(one.skill), day(one.completed), day(one.expires)).unwrap();
            }
            text.push('\n');
        }
        for ((id, month), value) in &self.figures {
            writeln!(text, "{id} {} = {value}", day(*month)).unwrap();
        }
        let priority: Vec<String> = self.priority.iter().copied().map(competency_id).collect();
        let Self { absent_is_zero, is_developing, track, .. } = self;
        writeln!(
            text,
            "absent is zero: {absent_is_zero}, developing: {is_developing}, track: {track:?}, priority: {priority:?}"
        )
        .unwrap();
        text
    }
}

impl Score {
    fn write(&self, page: &mut Page) {
        page.0.push_str("[score]\n");
        match &self.thresholds {
            Thresholds::One(total) => page.key("threshold", number(*total)),
            Thresholds::Levels(levels) => {
                let levels: Vec<String> =
                    levels.iter().map(|(level, total)| format!("{} = {}", LEVELS[*level], number(*total))).collect();
                page.key("thresholds", format!("{{ {} }}", levels.join(", ")));
            }
        }
        match self.every {
            Some(Floor::Above(floor)) => page.key("every_metric_above", number(floor)),
            Some(Floor::AtLeast(floor)) => page.key("every_metric_at_least", number(floor)),
            None => {}
        }
        page.maybe("window_months", self.window);
    }
}

impl Skill {
    fn write(&self, place: usize, page: &mut Page) {
        page.table("skill");
        page.quoted("code", code(place));
        page.quoted("kind", if self.stands_for.is_empty() && self.made_of.is_none() { "exam" } else { "certification" });
        page.maybe("accepted_from", self.accepted_from);
        page.maybe("retired_on", self.retired_on);
        page.maybe("accepted_until", self.accepted_until);
        if self.earned_before {
            page.key("earned_before_retirement", true);
        }
        if !self.stands_for.is_empty() {
            page.key("stands_for", format!("{:?}", self.stands_for.iter().copied().map(code).collect::<Vec<_>>()));
        }
        if let Some(parts) = &self.made_of {
            page.quoted("made_of", parts.text(&code));
        }
    }
}

impl Choice {
    fn write(&self, place: usize, page: &mut Page) {
        page.table("competency.option");
        page.quoted("id", format!("o{place}"));
        page.quoted("name", "O");
        page.span(self.effective);
        for line in &self.lines {
            page.table("competency.option.requirement");
            page.quoted("level", LEVELS[line.level]);
            page.key("line", line.number);
            page.maybe("group", line.group.map(|group| format!("\"{group}\"")));
            page.span(line.effective);
            page.maybe("capacity", line.capacity.map(|place| format!("\"{}\"", capacity_id(place))));
            line.asks.write(page);
        }
    }
}

impl Asks {
    fn write(&self, page: &mut Page) {
        match self {
            Self::People { count, holds, relation } => {
                match count {
                    Count::Fixed(count) => page.key("people", count),
                    Count::Figured(computed) => page.computed("people", computed),
                }
                page.holds("holds", holds);
                match relation {
                    Relation::Free => {}
                    Relation::SamePeopleAs(line) => page.quoted("relation", format!("same_people_as:{line}")),
                    Relation::KOfSame(line) => page.quoted("relation", format!("k_of_same:{line}")),
                    Relation::OtherPeopleThan(line) => page.quoted("relation", format!("other_people_than:{line}")),
                    Relation::DistinctPerCode => page.quoted("relation", "distinct_per_code"),
                }
            }
            Self::Credentials { count, holds } => {
                page.key("credentials", count);
                page.holds("holds", holds);
            }
            Self::Figure(rule) => {
                page.quoted("metric", &rule.figure);
                page.key(if rule.is_least { "at_least" } else { "at_most" }, by_market(&rule.threshold));
                page.look_back(rule.look_back);
                if let Some(value) = &rule.value {
                    page.computed("value", value);
                }
            }
            Self::Attains { of, level } => {
                page.quoted("attains", of.text(&competency_id));
                page.maybe("at_level", level.map(|level| format!("\"{}\"", LEVELS[level])));
            }
        }
    }
}

impl Area {
    fn write(&self, page: &mut Page) {
        if self.tracks > 0 {
            page.key("tracks", format!("{:?}", (0..self.tracks).map(track_id).collect::<Vec<_>>()));
            page.quoted("choose", if matches!(self.choose, Choose::BestOf) { "best-of" } else { "classification" });
        }
        if let Choose::Classification(Some(rule)) = &self.choose {
            let bound = if rule.is_least { "at_least" } else { "at_most" };
            let (track, otherwise) = (track_id(rule.track), track_id(rule.otherwise));
            let threshold = number(rule.threshold);
            let rule = format!("{{ {bound} = {threshold}, track = \"{track}\", otherwise = \"{otherwise}\" }}");
            page.key("classification", rule);
        }
        for metric in &self.metrics {
            page.table("competency.metric");
            page.quoted("id", format!("m{}", metric.id));
            page.maybe("track", metric.track.map(|track| format!("\"{}\"", track_id(track))));
            page.span(metric.effective);
            page.key("max", number(metric.max));
            page.look_back(metric.look_back);
            match &metric.value {
                Value::Measured { inputs, points } => measured(inputs, points, page),
                Value::Steps(steps) => steps.iter().for_each(|step| step.write(page)),
            }
        }
    }
}

fn measured(inputs: &[Option<Holds>], points: &Points, page: &mut Page) {
    let text = |formula: &Formula| format!("\"{}\"", formula.text(&|place| format!("i{place}")));
    let points = match points {
        Points::ByMarket(ByMarket { developed, developing: None }) => text(developed),
        Points::ByMarket(ByMarket { developed, developing: Some(developing) }) => {
            format!("{{ developed = {}, developing = {} }}", text(developed), text(developing))
        }
        Points::ByTrack(formulas) => {
            let each: Vec<String> = formulas
                .iter()
                .enumerate()
                .map(|(track, formula)| format!("{} = {}", track_id(track), text(formula)))
                .collect();
            format!("{{ {} }}", each.join(", "))
        }
    };
    page.key("points", points);
    for (place, input) in inputs.iter().enumerate() {
        writeln!(page.0, "[competency.metric.inputs.i{place}]").unwrap();
        match input {
            None => page.0.push_str("en = \"figure\"\nsv = \"tal\"\n"),
            Some(holds) => {
                page.quoted("text", "people");
                page.holds("people", holds);
            }
        }
    }
}

impl Step {
    fn write(&self, page: &mut Page) {
        page.table("competency.metric.step");
        page.quoted("step", self.id);
        page.span(self.effective);
        match &self.kind {
            StepKind::Gate(people) => {
                page.quoted("kind", "gate");
                page.key("people", people);
            }
            StepKind::Flat(people, points) => {
                page.quoted("kind", "flat");
                page.key("people", people);
                page.key("points", number(*points));
            }
            StepKind::Elective(each) => {
                page.quoted("kind", "elective");
                page.key("each", by_market(each));
            }
        }
        page.holds("holds", &self.holds);
    }
}

//! Where the partner stands: per competency a word, what it is worth, who is counted, and what changes next.

use tierwise_core::{CompetencyId, Exact, LevelId, TrackId};
use tierwise_i18n::Message;
use tierwise_rules::{
    Area, AttainOption, LevelStanding, Market, Metric, MetricValue, OptionResult, Outcome, RequirementResult, ScoreStanding,
    Standing, StepKind, Text, TrackResult, Ways,
};

use super::Desk;
use super::actions::Action;
use super::losses::LossView;
use super::worth::Value;

/// The state of everything, the thing that matters first.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The worst that is coming, or that nothing is.
    pub headline: Message,
    /// The loss that the headline is about.
    pub worst: Option<LossView>,
    /// People on record, and how many of them count for something.
    pub people: usize,
    pub people_counted: usize,
    pub rows: usize,
    pub rows_counted: usize,
    pub competencies: Vec<CompetencyView>,
    /// What to do next, by the day of harm.
    pub actions: Vec<Action>,
}

#[derive(Debug, Clone)]
pub struct CompetencyView {
    pub competency: CompetencyId,
    pub name: Text,
    pub standing: StandingWord,
    pub value: Value,
    /// The attained level and the option through which it is attained.
    pub level: Option<LevelId>,
    pub option: Option<Text>,
    /// The points that qualify.
    pub threshold: Option<Exact>,
    /// The track that is the partner's, where there are several.
    pub track: Option<TrackId>,
    pub bar: Bar,
    /// Skilling x of y, needs z elsewhere: where figures are unknown.
    pub skilling: Option<Message>,
    /// The ids of figures that nobody entered.
    pub unknown: Vec<String>,
    pub losses: Vec<LossView>,
    pub doubts: Vec<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StandingWord {
    NotStarted,
    Started,
    InProgress,
    Qualified,
}

impl StandingWord {
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::Started => "started",
            Self::InProgress => "in-progress",
            Self::Qualified => "qualified",
        }
    }

    pub fn message(self) -> Message {
        Message::new(match self {
            Self::NotStarted => "desk-standing-not-started",
            Self::Started => "desk-standing-started",
            Self::InProgress => "standing-in-progress",
            Self::Qualified => "standing-qualified",
        })
    }
}

/// People counted of people needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bar {
    pub have: u64,
    pub needed: u64,
    /// Gates that are open, of all; zero of zero where the programme has none.
    pub gates_open: u64,
    pub gates: u64,
}

impl CompetencyView {
    /// The first loss.
    pub fn next_loss(&self) -> Option<&LossView> {
        self.losses.first()
    }
}

impl Desk {
    /// Where the partner stands and what to do next; worked out once.
    pub fn overview(&self) -> &Overview {
        self.overview.get_or_init(|| self.look_over())
    }

    fn look_over(&self) -> Overview {
        let worst = self.losses().iter().find(|loss| loss.is_status).or(self.losses().first()).cloned();
        let table = self.table();
        let mut counted = vec![false; self.roll.users.len()];
        let counting = table.rows.iter().filter(|row| row.status.counts());
        let rows_counted = counting.clone().count();
        for row in counting {
            if let Some(counted) = counted.get_mut(row.person as usize) {
                *counted = true;
            }
        }
        let competencies: Vec<CompetencyView> =
            self.standings.competencies.iter().filter_map(|standing| self.competency(standing)).collect();
        Overview {
            headline: worst.as_ref().map_or_else(|| Message::new("cli-headline-none"), |loss| loss.message.clone()),
            worst,
            people: self.roll.users.len(),
            people_counted: counted.into_iter().filter(|counted| *counted).count(),
            rows: table.rows.len(),
            rows_counted,
            actions: self.actions(&competencies),
            competencies,
        }
    }

    fn competency(&self, standing: &Standing) -> Option<CompetencyView> {
        let competency = self.programme.competencies.get(standing.competency)?;
        let losses = self.losses().iter().filter(|loss| loss.competency == competency.id).cloned().collect();
        let mut doubts: Vec<Text> = competency.doubts().into_iter().cloned().collect();
        doubts.sort_by(|one, other| one.en.cmp(&other.en));
        doubts.dedup();
        let view = CompetencyView {
            competency: competency.id.clone(),
            name: competency.name.clone(),
            standing: StandingWord::Qualified,
            value: self.value(&self.standings.worth(standing.competency)),
            level: None,
            option: None,
            threshold: None,
            track: None,
            bar: Bar::default(),
            skilling: None,
            unknown: Vec::new(),
            losses,
            doubts,
        };
        Some(match (&standing.outcome, &competency.ways) {
            (Outcome::Level(level), Ways::Options(options)) => self.level_view(view, level, options),
            (Outcome::Score(score), Ways::Area(area)) => self.score_view(view, standing, score, area),
            _ => view,
        })
    }

    fn level_view(&self, view: CompetencyView, level: &LevelStanding, options: &[AttainOption]) -> CompetencyView {
        let attained = level.attained_result();
        let has_begun = level.options.iter().flat_map(|result| &result.requirements).any(begun);
        let standing = match attained {
            Some(_) => StandingWord::Qualified,
            None if has_begun => StandingWord::Started,
            None => StandingWord::NotStarted,
        };
        let aim = attained.or_else(|| nearest(&level.options, options));
        CompetencyView {
            standing,
            level: attained.and_then(|result| self.programme.levels.get(result.level)).cloned(),
            option: attained.and_then(|result| options.get(result.option)).map(|option| option.name.clone()),
            bar: aim.map_or_else(Bar::default, |result| level_bar(result, options)),
            unknown: aim.map_or_else(Vec::new, unknown_figures),
            ..view
        }
    }

    fn score_view(&self, view: CompetencyView, standing: &Standing, score: &ScoreStanding, area: &Area) -> CompetencyView {
        let threshold = self.programme.score.as_ref().map(|rule| rule.threshold.clone());
        let Some(track) = score.track() else { return view };
        let mut unknown: Vec<String> = track.metrics.iter().flat_map(|metric| metric.unknown.clone()).collect();
        unknown.sort_unstable();
        let skilling = threshold.as_ref().filter(|_| !unknown.is_empty() && !standing.qualified());
        CompetencyView {
            standing: if standing.qualified() { StandingWord::Qualified } else { StandingWord::InProgress },
            skilling: skilling.map(|threshold| skilling_message(track, &area.metrics, threshold)),
            threshold,
            track: (score.tracks.len() > 1).then(|| track.track.clone()),
            bar: score_bar(track, &area.metrics, self.facts.market),
            unknown,
            ..view
        }
    }
}

fn begun(line: &RequirementResult) -> bool {
    line.counted.is_some() && line.have.as_ref().is_some_and(|have| !have.is_zero())
}

/// The option of the lowest level that lacks the fewest people.
fn nearest<'r>(results: &'r [OptionResult], options: &[AttainOption]) -> Option<&'r OptionResult> {
    let lowest = results.iter().map(|result| result.level).min()?;
    results.iter().filter(|result| result.level == lowest).min_by_key(|result| {
        let bar = level_bar(result, options);
        bar.needed.saturating_sub(bar.have)
    })
}

/// The people of every line; of alternatives the one that is nearest.
fn level_bar(result: &OptionResult, options: &[AttainOption]) -> Bar {
    let Some(option) = options.get(result.option) else { return Bar::default() };
    let mut lines: Vec<(Option<&str>, u64, u64)> = Vec::new();
    for line in &result.requirements {
        let Some(requirement) = option.requirements.get(line.requirement) else { continue };
        let (Some(_), Some(needed)) = (requirement.asks.holds(), &line.needed) else { continue };
        let needed = whole(needed);
        let have = line.have.as_ref().map_or(0, |have| whole(have).min(needed));
        let group = requirement.group.as_deref();
        match lines.iter_mut().find(|(other, ..)| group.is_some() && *other == group) {
            Some(best) if needed.saturating_sub(have) < best.2.saturating_sub(best.1) => *best = (group, have, needed),
            Some(_) => {}
            None => lines.push((group, have, needed)),
        }
    }
    let sum = |of: fn(&(Option<&str>, u64, u64)) -> u64| lines.iter().map(of).sum();
    Bar { have: sum(|line| line.1), needed: sum(|line| line.2), gates_open: 0, gates: 0 }
}

fn unknown_figures(result: &OptionResult) -> Vec<String> {
    result.requirements.iter().flat_map(|line| line.unknown.iter().cloned()).collect()
}

/// The people that fill the metrics of people: those of gates, and as many on electives as score.
fn score_bar(track: &TrackResult, metrics: &[Metric], market: Market) -> Bar {
    let mut bar = Bar::default();
    for result in &track.metrics {
        let Some(metric) = metrics.get(result.metric) else { continue };
        let MetricValue::People(steps) = &metric.value else { continue };
        let mut flat = Exact::zero();
        let in_force = result.steps.iter().filter_map(|result| Some((result, steps.get(result.step)?)));
        for (result, step) in in_force.clone() {
            if let StepKind::Flat { points, .. } = &step.kind {
                flat = &flat + points;
            }
            if !matches!(step.kind, StepKind::Elective { .. }) {
                bar.gates = bar.gates.saturating_add(1);
                bar.gates_open = bar.gates_open.saturating_add(u64::from(result.met));
                bar.needed = bar.needed.saturating_add(u64::from(result.needed));
                bar.have = bar.have.saturating_add(u64::from(result.have.min(result.needed)));
            }
        }
        for (result, step) in in_force {
            let StepKind::Elective { each } = &step.kind else { continue };
            let Some(each) = each.get(market, Some(&track.track)) else { continue };
            let left = &metric.max - &flat;
            let needed = if left.is_negative() { 0 } else { left.divided_by(each).map_or(0, |people| whole_up(&people)) };
            bar.needed = bar.needed.saturating_add(needed);
            bar.have = bar.have.saturating_add(u64::from(result.have).min(needed));
        }
    }
    bar
}

/// What the people give, and what must come from figures that nobody gave.
fn skilling_message(track: &TrackResult, metrics: &[Metric], threshold: &Exact) -> Message {
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
    message.with("points", &points).with("max", &max)
}

/// A count of people as a number; counts are whole.
fn whole(count: &Exact) -> u64 {
    count.to_string().parse().unwrap_or(0)
}

/// The next whole number of people.
fn whole_up(count: &Exact) -> u64 {
    let text = count.to_string();
    match text.split_once('/') {
        None => text.parse().unwrap_or(0),
        Some((numerator, denominator)) => match (numerator.parse::<u64>(), denominator.parse::<u64>()) {
            (Ok(numerator), Ok(denominator)) if denominator > 0 => numerator.div_ceil(denominator),
            _ => 0,
        },
    }
}

//! Rules as short English words that are equal when the rules are. Knows no days but those that it is given.

use tierwise_core::{Day, Exact};

use super::rules::Aspects;
use crate::catalogue::{
    Asks, Attained, Bound, ByCase, Classification, Computed, Count, FigureRule, Holds, Input, Lifecycle, LookBack, Predicate,
    Programme, Relation, RenewedFrom, SkillIndex, Take,
};
use crate::syntax::{Comparison, Formula};

pub(super) struct Words<'p> {
    pub programme: &'p Programme,
}

impl Words<'_> {
    pub fn level(&self, level: usize) -> String {
        self.programme.levels.get(level).map_or_else(String::new, ToString::to_string)
    }

    fn skill(&self, skill: SkillIndex) -> String {
        skill.of(self.programme).map_or_else(String::new, |skill| skill.code.to_string())
    }

    pub fn skills(&self, skills: impl Iterator<Item = SkillIndex>) -> String {
        sorted(skills.map(|skill| self.skill(skill)).collect())
    }

    /// As it is written in a catalogue, with its parts in order.
    pub fn predicate(&self, predicate: &Predicate) -> String {
        let all = |parts: &[Predicate]| sorted(parts.iter().map(|part| self.predicate(part)).collect());
        match predicate {
            Predicate::Skill(skill) => self.skill(*skill),
            Predicate::Any(parts) | Predicate::All(parts) if parts.len() == 1 => all(parts),
            Predicate::Any(parts) | Predicate::AtLeast(1, parts) => format!("any({})", all(parts)),
            Predicate::All(parts) => format!("all({})", all(parts)),
            Predicate::AtLeast(count, parts) => format!("atleast({count}; {})", all(parts)),
        }
    }

    /// Skills that the test accepts on the day although they are not accepted in general, and the other way round.
    pub fn acceptance(&self, holds: &Holds, day: Day) -> Option<String> {
        let (mut also, mut not) = (Vec::new(), Vec::new());
        for skill in holds.predicate.skills() {
            let Some(retirement) = skill.of(self.programme).map(|skill| skill.retirement) else { continue };
            match (holds.accepted(skill, retirement).covers(day), retirement.accepted().covers(day)) {
                (true, false) => also.push(skill),
                (false, true) => not.push(skill),
                _ => {}
            }
        }
        let told = [("also ", also), ("not ", not)].into_iter().filter(|(_, skills)| !skills.is_empty());
        let told: Vec<String> = told.map(|(word, skills)| format!("{word}{}", self.skills(skills.into_iter()))).collect();
        (!told.is_empty()).then(|| told.join("; "))
    }

    pub fn asks(&self, asks: &Asks) -> Aspects {
        let mut all: Vec<(&str, Option<String>)> = Vec::new();
        match asks {
            Asks::People { count, holds, relation } => {
                let people = match count {
                    Count::Fixed(count) => count.to_string(),
                    Count::Figured(computed) => self::computed(computed),
                };
                all.extend([("people", Some(people)), ("relation", self::relation(*relation))]);
                all.extend(self.test(holds));
            }
            Asks::Credentials { count, holds } => {
                all.push(("credentials", Some(count.to_string())));
                all.extend(self.test(holds));
            }
            Asks::Figure(rule) => all.extend(figure(rule)),
            Asks::Attains(attains) => {
                let parts = sorted(attains.of.iter().map(|part| self.attained(part)).collect());
                all.push(("attains", Some(format!("atleast({}; {parts})", attains.count))));
                all.push(("at level", attains.level.map(|level| self.level(level))));
            }
        }
        all.into_iter().filter_map(|(aspect, value)| Some((aspect.to_owned(), value?))).collect()
    }

    fn test(&self, holds: &Holds) -> [(&'static str, Option<String>); 2] {
        let within = holds.within_months.map(|months| format!("{months} months"));
        [("test", Some(self.predicate(&holds.predicate))), ("completed within", within)]
    }

    fn attained(&self, attained: &Attained) -> String {
        match attained {
            Attained::Competency(place) => {
                self.programme.competencies.get(*place).map_or_else(String::new, |competency| competency.id.to_string())
            }
            Attained::AtLeast(count, parts) => {
                format!("atleast({count}; {})", sorted(parts.iter().map(|part| self.attained(part)).collect()))
            }
        }
    }

    /// The inputs that count people.
    pub fn inputs(&self, inputs: &[Input]) -> Option<String> {
        let counted = inputs.iter().filter_map(|input| {
            let holds = input.people.as_ref()?;
            Some(format!("{}: {}", input.name, self.predicate(&holds.predicate)))
        });
        let counted: Vec<String> = counted.collect();
        (!counted.is_empty()).then(|| sorted(counted))
    }
}

fn sorted(mut parts: Vec<String>) -> String {
    parts.sort_unstable();
    parts.join(", ")
}

fn relation(relation: Relation) -> Option<String> {
    match relation {
        Relation::Free => None,
        Relation::SamePeopleAs(line) => Some(format!("same_people_as:{line}")),
        Relation::KOfSame(line) => Some(format!("k_of_same:{line}")),
        Relation::OtherPeopleThan(line) => Some(format!("other_people_than:{line}")),
        Relation::DistinctPerCode => Some("distinct_per_code".to_owned()),
    }
}

fn figure(rule: &FigureRule) -> [(&'static str, Option<String>); 4] {
    let bound = match rule.bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
    };
    [
        ("metric", Some(rule.metric.to_string())),
        ("threshold", Some(format!("{bound} {}", by_case(&rule.threshold)))),
        ("value", rule.value.as_ref().map(computed)),
        ("look back", rule.look_back.map(look_back)),
    ]
}

pub(super) fn look_back(back: LookBack) -> String {
    let take = match back.take {
        Take::Latest => "latest",
        Take::Sum => "sum",
        Take::Average => "average",
        Take::Highest => "highest",
    };
    format!("{take} of {} months", back.months)
}

pub(super) fn by_case(value: &ByCase<Exact>) -> String {
    cases(value, Exact::to_string)
}

pub(super) fn points(points: &ByCase<Formula>, inputs: &[Input]) -> String {
    cases(points, |points| formula(points, inputs))
}

fn cases<T>(value: &ByCase<T>, show: impl Fn(&T) -> String) -> String {
    match value {
        ByCase::Always(value) => show(value),
        ByCase::Market { developed, developing } => format!("developed {}, developing {}", show(developed), show(developing)),
        ByCase::Track(tracks) => sorted(tracks.iter().map(|(track, value)| format!("{track} {}", show(value))).collect()),
    }
}

pub(super) fn classification(rule: &Classification) -> String {
    let bound = match rule.bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
    };
    format!("{} where {bound} {}, otherwise {}", rule.track, rule.threshold, rule.otherwise)
}

fn computed(computed: &Computed) -> String {
    formula(&computed.formula, &computed.inputs)
}

/// As it is written in a catalogue, with a bracket around every sum, difference and product.
fn formula(formula: &Formula, inputs: &[Input]) -> String {
    let show = |part: &Formula| self::formula(part, inputs);
    let list = |parts: &[Formula]| parts.iter().map(show).collect::<Vec<_>>().join(", ");
    match formula {
        Formula::Number(number) => number.to_string(),
        Formula::Input(place) => inputs.get(*place).map_or_else(String::new, |input| input.name.clone()),
        Formula::Sum(left, right) => format!("({} + {})", show(left), show(right)),
        Formula::Difference(left, right) => format!("({} - {})", show(left), show(right)),
        Formula::Product(left, right) => format!("({} * {})", show(left), show(right)),
        Formula::Min(parts) => format!("min({})", list(parts)),
        Formula::Max(parts) => format!("max({})", list(parts)),
        Formula::Ceiling(part) => format!("ceil({})", show(part)),
        Formula::Floor(part) => format!("floor({})", show(part)),
        Formula::If { left, is, right, then, otherwise } => {
            let is = match is {
                Comparison::Less => "<",
                Comparison::AtMost => "<=",
                Comparison::Greater => ">",
                Comparison::AtLeast => ">=",
            };
            format!("if({} {is} {}, {}, {})", show(left), show(right), show(then), show(otherwise))
        }
    }
}

pub(super) fn lifecycle(settings: &Lifecycle) -> Aspects {
    let renewed_from = match settings.renewed_from {
        RenewedFrom::Anniversary => "anniversary",
        RenewedFrom::Payment => "payment",
    };
    let reminders: Vec<String> = settings.reminder_days.iter().map(ToString::to_string).collect();
    let numbers = [
        ("anniversary_days", settings.anniversary_days),
        ("renewal_days", settings.renewal_days),
        ("early_warning_months", settings.early_warning_months),
        ("pmc_months", settings.pmc_months),
        ("associations_per_year", settings.associations_per_year),
        ("association_wait_days", settings.association_wait_days),
        ("latency_days", settings.latency_days),
        ("renewal_opens_months", settings.renewal_opens_months),
        ("exemption_months", settings.exemption_months),
    ];
    let texts = [("renewed_from", renewed_from.to_owned()), ("reminder_days", reminders.join(", "))];
    let numbers = numbers.into_iter().map(|(key, number)| (key, number.to_string()));
    numbers.chain(texts).map(|(key, value)| (key.to_owned(), value)).collect()
}

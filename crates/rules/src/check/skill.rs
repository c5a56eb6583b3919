//! `[[skill]]`: what rules can name.

use std::collections::BTreeMap;
use std::ops::Range;

use tierwise_core::{SkillCode, SourceId};

use super::{allow, holds};
use crate::catalogue::{Retirement, Skill, SkillIndex, SkillKind, Text, Validity};
use crate::diagnostic::nearest;
use crate::syntax::{Located, TableReader, parse_predicate};

/// The skills of a catalogue, sorted by code.
#[derive(Debug, Default)]
pub(super) struct Skills {
    pub in_order: Vec<Skill>,
    /// The code of some skill is unusable: a code that is not found may be the one that was meant.
    is_incomplete: bool,
}

impl Skills {
    pub fn find(&self, code: &str) -> Option<SkillIndex> {
        let place = self.in_order.binary_search_by(|skill| skill.code.as_str().cmp(code)).ok()?;
        u32::try_from(place).ok().map(SkillIndex)
    }

    /// The skill at a place, then all those that it stands for or is a part of, at any remove.
    fn means(&self, place: usize) -> Vec<SkillIndex> {
        let index = |place: usize| u32::try_from(place).ok().map(SkillIndex);
        let mut means: Vec<SkillIndex> = index(place).into_iter().collect();
        let mut next = 0;
        while let Some(skill) = means.get(next).copied() {
            let stands_for = self.in_order.get(skill.place()).into_iter().flat_map(|skill| skill.stands_for.iter().copied());
            let part_of = self
                .in_order
                .iter()
                .enumerate()
                .filter(|(_, whole)| whole.made_of.as_ref().is_some_and(|parts| parts.skills().contains(&skill)));
            let found: Vec<SkillIndex> = stands_for.chain(part_of.filter_map(|(place, _)| index(place))).collect();
            for other in found {
                if !means.contains(&other) {
                    means.push(other);
                }
            }
            next = next.saturating_add(1);
        }
        means
    }

    /// The skill of a code that a rule names, or a finding.
    pub fn named(&self, code: &str, span: Range<usize>, table: &TableReader<'_>) -> Option<SkillIndex> {
        let found = self.find(code);
        if found.is_none() && !self.is_incomplete {
            let known = self.in_order.iter().map(|skill| skill.code.as_str());
            let hint = match nearest(code, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it: `[[skill]]` with `code = \"{code}\"`"),
            };
            table.findings().report(span, format!("no skill has the code `{code}`"), "not a skill of this catalogue", hint);
        }
        found
    }
}

pub(super) fn read_all(document: &TableReader<'_>) -> Skills {
    let tables = document.tables("skill", "a skill");
    let mut skills = read_each(&tables);
    for table in &tables {
        resolve(table, &mut skills);
        table.finish();
    }
    let means = (0..skills.in_order.len()).map(|place| skills.means(place)).collect::<Vec<_>>();
    for (skill, means) in skills.in_order.iter_mut().zip(means) {
        skill.means = means;
    }
    skills
}

/// Reads the skills without what they say of each other.
fn read_each(tables: &[TableReader<'_>]) -> Skills {
    let mut codes: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    // Training ids and aliases lead from an export to one skill, never to two.
    let mut names: BTreeMap<String, SkillCode> = BTreeMap::new();
    let mut skills = Skills::default();
    for table in tables {
        let Some(skill) = read(table, &mut names) else {
            skills.is_incomplete = true;
            continue;
        };
        if let Some(code) = table.string("code")
            && codes.insert(code.value, code.span.clone()).is_some()
        {
            table.findings().report(
                code.span,
                format!("skill `{}` stands twice", code.value),
                "again here",
                "keep one of them",
            );
            continue;
        }
        skills.in_order.push(skill);
    }
    skills.in_order.sort_by(|left, right| left.code.cmp(&right.code));
    skills
}

fn read(table: &TableReader<'_>, names: &mut BTreeMap<String, SkillCode>) -> Option<Skill> {
    let code = table.required_string("code", "what rules name, for example `code = \"70-534\"`");
    let kind = kind(table);
    let title = table.text("title");
    let source = table.string("source").map(|source| SourceId::new(source.value));
    let training_ids = training_ids(table);
    let aliases = table.strings("aliases").unwrap_or_default();
    let retirement = retirement(table);
    let validity = validity(table);
    let (note, doubt) = (table.text("note"), table.text("doubt"));
    allow::read(table);
    table.pass_over(&RELATIONS);
    let code = code?;
    if code.value.is_empty() || !code.value.chars().all(|letter| letter.is_alphanumeric() || "-_.:+/#".contains(letter)) {
        table.findings().report(
            code.span,
            format!("`{}` is not a skill code", code.value),
            "not a code",
            "codes are letters, digits and `- _ . : + / #`, without blanks, so that predicates can name them",
        );
        return None;
    }
    let code_id = SkillCode::new(code.value);
    for name in training_ids
        .iter()
        .map(|id| Located { value: format!("training id `{}`", id.value), span: id.span.clone() })
        .chain(aliases.iter().map(|alias| Located { value: format!("alias `{}`", alias.value), span: alias.span.clone() }))
    {
        match names.insert(name.value.to_lowercase(), code_id.clone()) {
            Some(other) if other != code_id => table.findings().report(
                name.span,
                format!("{} stands for two skills", name.value),
                format!("also stands for `{other}`"),
                "an export's row must lead to one skill: keep it at one of them",
            ),
            _ => {}
        }
    }
    Some(Skill {
        title: title.unwrap_or_else(|| Text { en: code.value.to_owned(), sv: code.value.to_owned() }),
        code: code_id,
        // A stand-in, so that rules may name the skill: with a finding no programme comes out.
        kind: kind.unwrap_or(SkillKind::Exam),
        source,
        training_ids: training_ids.into_iter().map(|id| id.value).collect(),
        aliases: aliases.into_iter().map(|alias| alias.value.to_owned()).collect(),
        retirement,
        stands_for: Vec::new(),
        made_of: None,
        replaced_by: Vec::new(),
        means: Vec::new(),
        validity,
        note,
        doubt,
    })
}

/// What a skill says of other skills.
const RELATIONS: [&str; 3] = ["stands_for", "made_of", "replaced_by"];

/// Reads what a skill says of others, now that all of them are known.
fn resolve(table: &TableReader<'_>, skills: &mut Skills) {
    let own = table.string("code").and_then(|code| skills.find(code.value));
    let stands_for = listed("stands_for", own, table, skills);
    let replaced_by = listed("replaced_by", own, table, skills);
    let made_of = table.string("made_of").and_then(|text| match parse_predicate(text.value) {
        Ok(named) => holds::resolve(&named, &text, table, skills).filter(|made_of| {
            let of_itself = own.is_some_and(|own| made_of.skills().contains(&own));
            if of_itself {
                table.findings().report(text.span.clone(), "a skill is made of itself", "names itself", "name the parts only");
            }
            !of_itself
        }),
        Err(error) => {
            table.findings().report(holds::inside(table, &text, &error.span), error.message, "here", error.hint);
            None
        }
    });
    if let Some(skill) = own.and_then(|own| skills.in_order.get_mut(own.place())) {
        (skill.stands_for, skill.replaced_by, skill.made_of) = (stands_for, replaced_by, made_of);
    }
}

/// A list of other skills.
fn listed(key: &'static str, own: Option<SkillIndex>, table: &TableReader<'_>, skills: &Skills) -> Vec<SkillIndex> {
    let codes = table.strings(key).unwrap_or_default();
    codes
        .into_iter()
        .filter_map(|code| {
            let skill = skills.named(code.value, code.span.clone(), table)?;
            if Some(skill) == own {
                table.findings().report(
                    code.span,
                    format!("`{key}` names the skill itself"),
                    "itself",
                    "name other skills only",
                );
                return None;
            }
            Some(skill)
        })
        .collect()
}

fn kind(table: &TableReader<'_>) -> Option<SkillKind> {
    const HINT: &str = "`kind` is `exam`, `certification`, `assessment` or `training`";
    let kind = table.required_string("kind", HINT)?;
    match kind.value {
        "exam" => Some(SkillKind::Exam),
        "certification" => Some(SkillKind::Certification),
        "assessment" => Some(SkillKind::Assessment),
        "training" => Some(SkillKind::Training),
        _ => {
            table.findings().report(kind.span, format!("`{}` is not a kind of skill", kind.value), "not a kind", HINT);
            None
        }
    }
}

/// Ids may be written as numbers or as text.
fn training_ids(table: &TableReader<'_>) -> Vec<Located<String>> {
    let ids = table.array("training_ids").unwrap_or_default();
    ids.into_iter()
        .filter_map(|value| match (value.get_ref().as_integer(), value.get_ref().as_str()) {
            (Some(number), _) => Some(Located { value: number.as_str().to_owned(), span: value.span() }),
            (None, Some(text)) => Some(Located { value: text.to_owned(), span: value.span() }),
            (None, None) => table.wrong_type(value, "training_ids", "a list of ids: `[3051, 3077]`"),
        })
        .collect()
}

fn retirement(table: &TableReader<'_>) -> Retirement {
    let accepted_from = table.day("accepted_from");
    let retired_on = table.day("retired_on");
    let accepted_until = table.day("accepted_until");
    let earned_before = table.boolean("earned_before_retirement").unwrap_or(false);
    if earned_before && !table.has("retired_on") {
        table.missing("retired_on", "`earned_before_retirement` needs the day of retirement");
    }
    if let (Some(retired), Some(accepted)) = (&retired_on, &accepted_until)
        && accepted.value < retired.value
    {
        table.findings().report(
            accepted.span.clone(),
            format!("accepted until {} but retired only on {}", accepted.value, retired.value),
            "before the retirement",
            "a skill counts at least until it retires; a rule that drops it earlier ends with `effective_to`",
        );
    }
    if let (Some(from), Some(until)) = (&accepted_from, &accepted_until)
        && until.value < from.value
    {
        table.findings().report(
            until.span.clone(),
            format!("accepted until {} but only from {} on", until.value, from.value),
            "before the first day",
            "the two days are swapped, or one of them is mistyped",
        );
    }
    Retirement {
        accepted_from: accepted_from.map(|day| day.value),
        retired_on: retired_on.map(|day| day.value),
        accepted_until: accepted_until.map(|day| day.value),
        earned_before,
    }
}

fn validity(table: &TableReader<'_>) -> Option<Validity> {
    let value = table.get("validity_months")?;
    match value.get_ref().as_str() {
        Some("none") => Some(Validity::Forever),
        Some(_) => {
            table.wrong_type(value, "validity_months", "a number of months, or `\"none\"` for a skill that does not expire")
        }
        None => table.whole("validity_months", 1).map(|months| Validity::Months(months.value)),
    }
}

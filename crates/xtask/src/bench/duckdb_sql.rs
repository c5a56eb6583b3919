//! The plain counts of a programme's lines as SQL for DuckDB: how many people meet each predicate on the day.
//!
//! Two forms of one statement, each one pass over the table: `flags` is what a person would write first (a bool_or per
//! skill), `bits` packs a person's skills into words. The report takes DuckDB's better one.

use std::collections::BTreeMap;
use std::fmt::Write;

use tierwise_core::Day;
use tierwise_rules::{Holds, Predicate, Programme, SkillIndex};

use super::catalogue_lines::{Line, is_accepted};

/// Skills in one word; DuckDB's shift of an unsigned 64-bit number stops one short of its width.
const WORD: usize = 63;

/// The number of each skill in DuckDB's tables: those that a line names come first.
pub fn number_skills(programme: &Programme, lines: &[Line]) -> BTreeMap<SkillIndex, usize> {
    let mut numbers = BTreeMap::new();
    let named = lines.iter().flat_map(|line| line.holds.predicate.skills());
    let all = programme.skills.iter();
    let all = all.filter_map(|skill| programme.skill(skill.code.as_str()));
    for skill in named.chain(all) {
        let next = numbers.len();
        numbers.entry(skill).or_insert(next);
    }
    numbers
}

/// The lines of a programme on a day, ready to be written as SQL.
#[derive(Debug)]
pub struct Question<'a> {
    pub programme: &'a Programme,
    pub lines: &'a [Line],
    pub numbers: &'a BTreeMap<SkillIndex, usize>,
    pub day: Day,
    pub of: Of,
}

/// Whose people are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    OnePartner,
    EachPartner,
}

impl Question<'_> {
    /// One bool_or per skill.
    pub fn flags(&self) -> String {
        let named = self.named();
        let columns = (0..named).map(|number| format!("bool_or(skill_id = {number}) as s{number}"));
        self.statement(&columns.collect::<Vec<_>>(), &|line, predicate| self.flags_test(line, predicate))
    }

    /// One bit per skill.
    pub fn bits(&self) -> String {
        let words = self.named().div_ceil(WORD);
        let columns = (0..words).map(|word| {
            let first = word * WORD;
            let last = first + WORD - 1;
            format!(
                "bit_or(case when skill_id between {first} and {last} \
                 then 1::ubigint << (skill_id - {first})::ubigint else 0::ubigint end) as w{word}"
            )
        });
        self.statement(&columns.collect::<Vec<_>>(), &|line, predicate| self.bits_test(line, predicate))
    }

    fn statement(&self, columns: &[String], test: &dyn Fn(&Holds, &Predicate) -> String) -> String {
        let (person, partner, each) = match self.of {
            Of::OnePartner => ("person_id", "", ""),
            Of::EachPartner => ("partner_id, person_id", " partner_id,", "\ngroup by partner_id"),
        };
        let counts = self.lines.iter().enumerate().map(|(number, line)| {
            let test = test(&line.holds, &line.holds.predicate);
            format!("  count(*) filter (where {test}) as line{number}")
        });
        format!(
            "with held as (\n  select {person},\n    {}\n  from achievement\n  where {}\n  group by {person}\n)\n\
             select{partner}\n{}\nfrom held{each}\n",
            columns.join(",\n    "),
            self.rows_that_count(),
            counts.collect::<Vec<_>>().join(",\n")
        )
    }

    /// Achieved by the day, not expired on it, earned in time, and of a skill that some line names.
    fn rows_that_count(&self) -> String {
        let day = self.day;
        let mut text = format!(
            "skill_id < {} and completed <= date '{day}' and (expires is null or expires >= date '{day}')",
            self.named()
        );
        let mut retired: BTreeMap<Day, Vec<String>> = BTreeMap::new();
        for (skill, number) in self.numbers.iter().filter(|(_, number)| **number < self.named()) {
            let earned_by = skill.of(self.programme).and_then(|skill| skill.retirement.earned_by());
            if let Some(last) = earned_by.filter(|last| *last < day) {
                retired.entry(last).or_default().push(number.to_string());
            }
        }
        for (last, skills) in retired {
            let skills = skills.join(", ");
            let _ = write!(text, "\n    and not (completed > date '{last}' and skill_id in ({skills}))");
        }
        text
    }

    /// How many skills the lines name; their numbers are below.
    fn named(&self) -> usize {
        let named = self.lines.iter().flat_map(|line| line.holds.predicate.skills());
        let numbers = named.filter_map(|skill| self.numbers.get(&skill));
        numbers.max().map_or(0, |last| last + 1)
    }

    fn number(&self, line: &Holds, skill: SkillIndex) -> Option<usize> {
        let accepted = is_accepted(self.programme, line, skill, self.day);
        self.numbers.get(&skill).copied().filter(|_| accepted)
    }

    fn flags_test(&self, line: &Holds, predicate: &Predicate) -> String {
        let test = |parts: &[Predicate], between: &str| {
            let parts = parts.iter().map(|part| self.flags_test(line, part));
            format!("({})", parts.collect::<Vec<_>>().join(between))
        };
        match predicate {
            Predicate::Skill(skill) => match self.number(line, *skill) {
                Some(number) => format!("s{number}"),
                None => "false".to_owned(),
            },
            Predicate::Any(parts) => test(parts, " or "),
            Predicate::All(parts) => test(parts, " and "),
            Predicate::AtLeast(count, parts) => {
                let parts = parts.iter().map(|part| self.flags_test(line, part));
                let ones = parts.map(|part| format!("{part}::integer"));
                format!("({} >= {count})", ones.collect::<Vec<_>>().join(" + "))
            }
        }
    }

    fn bits_test(&self, line: &Holds, predicate: &Predicate) -> String {
        let masks = |parts: &[Predicate]| self.masks(line, parts);
        match predicate {
            Predicate::Skill(_) => self.bits_test(line, &Predicate::Any(vec![predicate.clone()])),
            Predicate::Any(parts) => {
                let (masks, _, nested) = masks(parts);
                let own = masks.iter().map(|(word, mask)| format!("(w{word} & {mask}) <> 0"));
                joined(own.chain(nested), " or ", "false")
            }
            Predicate::All(parts) => {
                let (masks, refused, nested) = masks(parts);
                if refused {
                    return "false".to_owned();
                }
                let own = masks.iter().map(|(word, mask)| format!("(w{word} & {mask}) = {mask}"));
                joined(own.chain(nested), " and ", "true")
            }
            Predicate::AtLeast(count, parts) => {
                let (masks, _, nested) = masks(parts);
                let own = masks.iter().map(|(word, mask)| format!("bit_count(w{word} & {mask})"));
                let nested = nested.into_iter().map(|part| format!("{part}::integer"));
                format!("({} >= {count})", joined(own.chain(nested), " + ", "0"))
            }
        }
    }

    /// The masks of the parts that are skills, by word; whether one of those is not accepted; and the other parts.
    fn masks(&self, line: &Holds, parts: &[Predicate]) -> (BTreeMap<usize, u64>, bool, Vec<String>) {
        let mut masks = BTreeMap::new();
        let mut refused = false;
        let mut nested = Vec::new();
        for part in parts {
            match part {
                Predicate::Skill(skill) => match self.number(line, *skill) {
                    Some(number) => {
                        *masks.entry(number / WORD).or_insert(0) |= 1 << (number % WORD);
                    }
                    None => refused = true,
                },
                _ => nested.push(self.bits_test(line, part)),
            }
        }
        (masks, refused, nested)
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str, none: &str) -> String {
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(between)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::catalogue_lines::lines;

    const CATALOGUE: &str = r#"
format = 1
[programme]
id = "p"
name = "P"
effective_from = 2017-01-01
levels = ["silver"]
[[skill]]
code = "a"
kind = "exam"
title = "A"
[[skill]]
code = "b"
kind = "exam"
title = "B"
retired_on = 2017-06-30
accepted_until = 2018-12-31
earned_before_retirement = true
[[skill]]
code = "c"
kind = "exam"
title = "C"
accepted_until = 2017-12-31
[[competency]]
id = "k"
name = "K"
[[competency.option]]
id = "o"
name = "O"
[[competency.option.requirement]]
level = "silver"
line = 1
people = 2
holds = "any(all(a, b), c)"
"#;

    #[test]
    fn both_forms_ask_for_what_counts_on_the_day() {
        let programme = tierwise_rules::read_catalogue(CATALOGUE).unwrap();
        let day = Day::new(2018, 3, 1).unwrap();
        let lines = lines(&programme, day);
        let numbers = number_skills(&programme, &lines);
        let question = Question { programme: &programme, lines: &lines, numbers: &numbers, day, of: Of::OnePartner };
        let flags = question.flags();
        assert!(flags.contains("(where ((s0 and s1) or false))"), "{flags}");
        let bits = question.bits();
        assert!(bits.contains("(where (((w0 & 3) = 3)))"), "{bits}");
        for statement in [flags, bits] {
            let earned = "not (completed > date '2017-06-30' and skill_id in (1))";
            assert!(statement.contains(earned), "{statement}");
        }
        let each = Question { of: Of::EachPartner, ..question }.bits();
        assert!(each.contains("select partner_id,\n") && each.ends_with("group by partner_id\n"), "{each}");
    }
}

//! Skills, capacities and inputs that nothing uses, and skills that retire without a successor.

use std::collections::BTreeSet;

use super::Kind;
use super::parts::{Findings, Part};
use crate::catalogue::{Asks, ByCase, Capacity, Computed, Count, Input, MetricValue, Programme, Requirement, Ways};
use crate::syntax::Formula;

pub(super) fn look(programme: &Programme, findings: &mut Findings<'_>) {
    skills(programme, findings);
    capacities(programme, findings);
    for (place, competency) in programme.competencies.iter().enumerate() {
        let above = Part::new("competency", place);
        match &competency.ways {
            Ways::Options(options) => {
                for (place, option) in options.iter().enumerate() {
                    for (line, requirement) in option.requirements.iter().enumerate() {
                        let part = above.child("option", place).child("requirement", line);
                        requirement_inputs(requirement, &part, findings);
                    }
                }
            }
            Ways::Area(area) => {
                for (place, metric) in area.metrics.iter().enumerate() {
                    if let MetricValue::Measured { inputs, points } = &metric.value {
                        let formulas: Vec<&Formula> = match points {
                            ByCase::Always(formula) => vec![formula],
                            ByCase::Market { developed, developing } => vec![developed, developing],
                            ByCase::Track(formulas) => formulas.iter().map(|(_, formula)| formula).collect(),
                        };
                        unused(inputs, &formulas, &above.child("metric", place), findings);
                    }
                }
            }
        }
    }
}

fn skills(programme: &Programme, findings: &mut Findings<'_>) {
    let named = programme.named_skills();
    for (index, skill) in programme.skill_indexes().zip(&programme.skills) {
        let part = findings.skill(programme, index);
        if !named.contains(&index) {
            let hint = "name it in a rule, leave it out, or say in `allow` why it stands here";
            let words = (format!("no rule names skill `{}`", skill.code), "never counts", hint.to_owned());
            findings.report(Kind::UnnamedSkill, &part, &["code"], words);
            continue;
        }
        // Whatever retires after the edition's last day concerns the next edition.
        let retired = skill.retirement.retired_on.filter(|day| programme.effective.to.is_none_or(|last| *day <= last));
        if let (Some(day), true) = (retired, skill.replaced_by.is_empty()) {
            let hint = "name what to take instead: `replaced_by = [\"...\"]`; or say in `allow` that there is nothing";
            let words = (format!("skill `{}` retires on {day} and has no successor", skill.code), "retires", hint.to_owned());
            findings.report(Kind::RetiredWithoutSuccessor, &part, &["retired_on"], words);
        }
    }
}

fn capacities(programme: &Programme, findings: &mut Findings<'_>) {
    let lines: Vec<&Requirement> = programme
        .competencies
        .iter()
        .filter_map(|competency| match &competency.ways {
            Ways::Options(options) => Some(options),
            Ways::Area(_) => None,
        })
        .flatten()
        .flat_map(|option| &option.requirements)
        .filter(|line| matches!(line.asks, Asks::People { .. }))
        .collect();
    for (place, capacity) in programme.capacities.iter().enumerate() {
        let limits = |line: &&Requirement| {
            let is_meant = match line.capacity {
                // Twins of a capacity on other days share its id.
                Some(own) => programme.capacities.get(own).is_some_and(|own: &Capacity| own.id == capacity.id),
                None => capacity.level == Some(line.level),
            };
            is_meant && line.effective.overlaps(&capacity.effective)
        };
        if !lines.iter().any(limits) {
            let hint = "name it in a people requirement: `capacity = \"...\"`, or leave it out";
            let words = (format!("no requirement uses capacity `{}`", capacity.id), "limits nobody", hint.to_owned());
            findings.report(Kind::UnusedCapacity, &Part::new("capacity", place), &["id"], words);
        }
    }
}

fn requirement_inputs(requirement: &Requirement, part: &Part, findings: &mut Findings<'_>) {
    let computed = match &requirement.asks {
        Asks::People { count: Count::Figured(computed), .. } => computed,
        Asks::Figure(rule) => match &rule.value {
            Some(computed) => computed,
            None => return,
        },
        _ => return,
    };
    let Computed { inputs, formula } = computed;
    unused(inputs, &[formula], part, findings);
}

fn unused(inputs: &[Input], formulas: &[&Formula], part: &Part, findings: &mut Findings<'_>) {
    let mut used = BTreeSet::new();
    formulas.iter().for_each(|formula| formula.each_input(&mut |place| _ = used.insert(place)));
    for (_, input) in inputs.iter().enumerate().filter(|(place, _)| !used.contains(place)) {
        let hint = "name it in the formula, or leave it out: nobody need be asked for it";
        let words = (format!("no formula uses the input `{}`", input.name), "asked for in vain", hint.to_owned());
        findings.report(Kind::UnusedInput, part, &["inputs", &input.name], words);
    }
}

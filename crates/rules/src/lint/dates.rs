//! Rules that are never in force, gaps between the days of twins, and the days on which anything can be different.

use std::collections::{BTreeMap, BTreeSet};

use tierwise_core::Day;

use super::Kind;
use super::parts::{Findings, Part};
use crate::catalogue::{Effective, Holds, MetricValue, Programme, Ways};
use crate::forecast::turning_days;

/// One day of every span on which the same rules are in force and the same skills are accepted, inside of the programme's days.
pub(super) fn all(programme: &Programme) -> Vec<Day> {
    let mut turning = turning_days(programme);
    turning.extend(programme.skills.iter().flat_map(|skill| skill.retirement.accepted().turning_days().collect::<Vec<_>>()));
    for holds in programme.all_holds() {
        turning.extend(own_days(holds));
    }
    days_of(programme.effective, &turning)
}

/// The days on which a test turns for reasons of its own.
pub(crate) fn own_days(holds: &Holds) -> impl Iterator<Item = Day> {
    holds.accepted_from.values().copied().chain(holds.accepted_until.values().map(|last| last.next()))
}

/// The first of the days, and all turning days among them.
pub(super) fn days_of(effective: Effective, turning: &BTreeSet<Day>) -> Vec<Day> {
    let before_all = turning.first().map(|day| day.previous());
    let first = effective.from.or_else(|| before_all.map(|day| effective.nearest(day))).or(effective.to);
    let first = first.or_else(|| Day::new(2000, 1, 1));
    let inside: BTreeSet<Day> = turning.iter().copied().filter(|day| effective.covers(*day)).chain(first).collect();
    inside.into_iter().collect()
}

pub(super) fn look(programme: &Programme, findings: &mut Findings<'_>) {
    let mut looking = Looking { findings, twins: BTreeMap::new() };
    let whole = Some(programme.effective);
    for (place, one) in programme.capacities.iter().enumerate() {
        looking.part(Part::new("capacity", place), one.effective, whole, &format!("capacity {}", one.id));
    }
    for (place, one) in programme.lifecycle.iter().enumerate() {
        looking.part(Part::new("lifecycle", place), one.effective, whole, "life cycle");
    }
    for (place, competency) in programme.competencies.iter().enumerate() {
        let above = Part::new("competency", place);
        let within = looking.part(above.clone(), competency.effective, whole, &format!("competency {}", competency.id));
        match &competency.ways {
            Ways::Options(options) => {
                for (place, option) in options.iter().enumerate() {
                    let part = above.child("option", place);
                    let what = format!("competency {}, option {}", competency.id, option.id);
                    let within = looking.part(part.clone(), option.effective, within, &what);
                    for (place, line) in option.requirements.iter().enumerate() {
                        let level = programme.levels.get(line.level).map_or("", |level| level.as_str());
                        // An option of the same id goes on with the lines of the one before it: they are looked at as one.
                        let what = format!("{what}, line {} at {level}", line.line);
                        looking.part(part.child("requirement", place), line.effective, within, &what);
                    }
                }
            }
            Ways::Area(area) => {
                for (place, metric) in area.metrics.iter().enumerate() {
                    let part = above.child("metric", place);
                    let track = metric.track.as_ref().map(|track| format!(" of track {track}")).unwrap_or_default();
                    let what = format!("competency {}, metric {}{track}", competency.id, metric.id);
                    let within = looking.part(part.clone(), metric.effective, within, &what);
                    let MetricValue::People(steps) = &metric.value else { continue };
                    for (place, step) in steps.iter().enumerate() {
                        let what = format!("{what}, step {}", step.id);
                        looking.part(part.child("step", place), step.effective, within, &what);
                    }
                }
            }
        }
    }
    looking.gaps();
}

struct Looking<'f, 't> {
    findings: &'f mut Findings<'t>,
    /// What has the same name, with the days on which it is in force.
    twins: BTreeMap<String, Vec<(Part, Effective)>>,
}

impl Looking<'_, '_> {
    /// The days on which a part is in force, given those of what it stands in.
    fn part(&mut self, part: Part, effective: Effective, above: Option<Effective>, what: &str) -> Option<Effective> {
        let in_force = above.and_then(|above| effective.within(&above));
        match in_force {
            Some(in_force) => self.twins.entry(what.to_owned()).or_default().push((part, in_force)),
            // What stands in a part that is never in force is told with that part.
            None if above.is_some() => {
                let hint = "its days lie outside of those of the programme or of what it stands in: mend them, or leave it out";
                let key = if effective.from.is_some() { "effective_from" } else { "effective_to" };
                let words = (format!("{what} is never in force"), "no day of this counts", hint.to_owned());
                self.findings.report(Kind::NeverInForce, &part, &[key], words);
            }
            None => {}
        }
        in_force
    }

    fn gaps(self) {
        for (what, mut twins) in self.twins {
            twins.sort_by_key(|(_, effective)| effective.from);
            for ((_, earlier), (part, later)) in twins.iter().zip(twins.iter().skip(1)) {
                let (Some(last), Some(first)) = (earlier.to, later.from) else { continue };
                // Lines of options that leave a gap leave the same one.
                if last.next() < first && !self.findings.has_above(Kind::Gap, part) {
                    let message = format!("{what} is not in force from {} to {}", last.next(), first.previous());
                    let hint = "begin on the day after the earlier one ends, or say in `allow` why there is nothing in between";
                    let words = (message, "begins after a gap", hint.to_owned());
                    self.findings.report(Kind::Gap, part, &["effective_from"], words);
                }
            }
        }
    }
}

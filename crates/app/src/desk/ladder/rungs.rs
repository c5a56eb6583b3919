//! Each rung of the ladder, asked on its own and put into words.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use tierwise_core::Day;
use tierwise_core::record::{Association, Channel, Origin, covers};
use tierwise_i18n::Message;
use tierwise_rules::{SkillIndex, Validity};

use super::super::coverage::{Link, holder};
use super::super::names::{moment, source_name};
use super::super::roll::{Delivered, Training};
use super::super::verdict::{Case, RungKind};
use super::{Asked, Fix, Helper, When};
use crate::wording::translated;

fn passes(kind: RungKind, detail: Message) -> Asked {
    Asked { kind, passes: true, detail, fix: None }
}

fn fails(kind: RungKind, detail: Message, who: Helper, what: Message, when: When) -> Asked {
    Asked { kind, passes: false, detail, fix: Some((Fix { who, what }, when)) }
}

impl Case<'_, '_> {
    /// Every rung that is asked about this achievement, in order.
    pub(super) fn ask(&self) -> Vec<Asked> {
        let mut rungs = vec![self.received(), self.source(), self.known(), self.associated(), self.employed(), self.channel()];
        rungs.push(self.named());
        if self.skill().is_some() {
            rungs.extend(self.earned());
            rungs.push(self.accepted());
        }
        rungs.push(self.unexpired());
        rungs.extend(self.person_rungs());
        rungs
    }

    fn received(&self) -> Asked {
        let one = self.achievement;
        let message = |key| Message::new(key).with("source", source_name(&one.source));
        if one.completed > self.desk.day {
            let what = Message::new("desk-fix-wait").with("day", one.completed);
            let detail = message("desk-rung-received-future").with("day", one.completed);
            return fails(RungKind::Received, detail, Helper::Time, what, When::On(one.completed));
        }
        let zone = TimeZone::get(&self.desk.partner.time_zone).unwrap_or(TimeZone::UTC);
        let key = match one.origin {
            Origin::Feed => "desk-rung-received-feed",
            Origin::Export => "desk-rung-received-export",
            Origin::Person => "desk-rung-received-person",
        };
        passes(RungKind::Received, message(key).with("day", translated(|language| moment(one.received, &zone, language))))
    }

    fn source(&self) -> Asked {
        let source = source_name(&self.achievement.source);
        let kind = RungKind::SourceRecognised;
        match self.entry.delivered {
            Delivered::Recognised => passes(kind, Message::new("desk-rung-source").with("source", source)),
            Delivered::OtherSource => {
                let detail = Message::new("desk-rung-source-other").with("source", source);
                let sources: Vec<String> = self.desk.programme.sources.iter().map(source_name).collect();
                let what = Message::new("desk-fix-source").with("sources", sources.join(", "));
                fails(kind, detail, Helper::Person, what, When::Never)
            }
            Delivered::NoEvidence => {
                let what = Message::new("desk-fix-evidence").with("source", source);
                fails(kind, Message::new("desk-rung-evidence"), Helper::Person, what, When::On(self.desk.day))
            }
        }
    }

    fn known(&self) -> Asked {
        let profile = self.achievement.profile.as_ref();
        let kind = RungKind::ProfileKnown;
        if self.desk.roll.coverage(self.entry).link == Link::Unknown {
            let detail = Message::new("desk-rung-profile-unknown").with("profile", profile);
            let what = Message::new("desk-fix-link").with("profile", profile);
            return fails(kind, detail, Helper::Person, what, When::On(self.desk.day));
        }
        passes(kind, Message::new("desk-rung-profile").with("profile", profile))
    }

    /// The association that covers the day, or the one that did or will.
    fn association(&self) -> Option<&Association> {
        let links = self.desk.roll.associations(&self.desk.snapshot.facts, self.entry.profile as usize);
        holder(links, self.desk.day)
    }

    fn associated(&self) -> Asked {
        let kind = RungKind::Associated;
        let profile = self.achievement.profile.as_ref();
        let relink = Message::new("desk-fix-link").with("profile", profile);
        let Some(link) = self.association() else {
            // Nobody has the profile, which the rung before tells.
            return passes(kind, Message::new("desk-rung-associated-next"));
        };
        let name = self.person.map(|person| self.desk.name(person)).unwrap_or_default();
        if covers(link.starts_on, link.ends_on, self.desk.day) {
            let message = match link.starts_on {
                Some(first) => Message::new("desk-rung-associated-since").with("day", first),
                None => Message::new("desk-rung-associated"),
            };
            return passes(kind, message.with("person", name));
        }
        match (link.starts_on.filter(|first| *first > self.desk.day), link.ends_on) {
            (Some(first), _) => {
                let detail = Message::new("desk-rung-associated-later").with("person", name).with("day", first);
                fails(kind, detail, Helper::Time, Message::new("desk-fix-wait").with("day", first), When::On(first))
            }
            (None, last) => {
                let detail = Message::new("desk-rung-associated-ended").with("person", name);
                let detail = detail.with("day", last.unwrap_or(self.desk.day));
                fails(kind, detail, Helper::Person, relink, When::On(self.desk.day))
            }
        }
    }

    fn employed(&self) -> Asked {
        let (kind, day) = (RungKind::Employed, self.desk.day);
        let Some(person) = self.person else { return passes(kind, Message::new("desk-rung-employed")) };
        let work = self.desk.roll.employments(&self.desk.snapshot.facts, person);
        if let Some(current) = work.clone().find(|work| covers(work.starts_on, work.ends_on, day)) {
            let message = match (current.starts_on, current.ends_on) {
                (_, Some(last)) => Message::new("desk-rung-employed-until").with("day", last),
                (Some(first), None) => Message::new("desk-rung-employed-since").with("day", first),
                (None, None) => Message::new("desk-rung-employed"),
            };
            return passes(kind, message);
        }
        if let Some(first) = work.clone().filter_map(|work| work.starts_on).filter(|first| *first > day).min() {
            let detail = Message::new("desk-rung-employed-later").with("day", first);
            let what = Message::new("desk-fix-wait").with("day", first);
            return fails(kind, detail, Helper::Time, what, When::On(first));
        }
        let detail = match work.filter_map(|work| work.ends_on).max() {
            Some(last) => Message::new("desk-rung-left").with("day", last),
            None => Message::new("desk-rung-not-employed"),
        };
        fails(kind, detail, Helper::UserAdmin, Message::new("desk-fix-employed"), When::Never)
    }

    fn channel(&self) -> Asked {
        let kind = RungKind::InPartnerCenter;
        let coverage = self.desk.roll.coverage(self.entry);
        if coverage.in_pc {
            return passes(kind, Message::new("desk-rung-pc"));
        }
        let links = self.desk.roll.associations(&self.desk.snapshot.facts, self.entry.profile as usize);
        let only_pmc = coverage.in_pmc || !links.clone().any(|link| link.channel == Channel::Pc);
        let window = self.desk.pmc_counts_until();
        match window {
            // Without any association nobody knows in which portal the next one is made: in Partner Center.
            _ if !only_pmc || links.clone().next().is_none() => passes(kind, Message::new("desk-rung-pc-next")),
            Some(last) if self.desk.day <= last => passes(kind, Message::new("desk-rung-pmc").with("day", last)),
            Some(last) => {
                let detail = Message::new("desk-rung-pmc-over").with("day", last);
                fails(kind, detail, Helper::Person, Message::new("desk-fix-pc"), When::On(self.desk.day))
            }
            None => {
                let detail = Message::new("desk-rung-pmc-unknown");
                fails(kind, detail, Helper::PartnerAdmin, Message::new("desk-fix-pmc-unknown"), When::On(self.desk.day))
            }
        }
    }

    fn named(&self) -> Asked {
        let kind = RungKind::NamedByRule;
        if !self.rules().is_empty() {
            let places: Vec<_> = self.rules().iter().map(|rule| rule.place).collect();
            return passes(kind, Message::new("desk-rung-named").with("places", self.desk.places_argument(&places)));
        }
        let later = self.skill().and_then(|skill| self.desk.programme.named_from(skill, self.desk.day));
        if let Some(first) = later {
            let detail = Message::new("desk-rung-named-later").with("day", first);
            let what = Message::new("desk-fix-wait").with("day", first);
            return fails(kind, detail, Helper::Time, what, When::On(first));
        }
        let (detail, what) = match self.entry.training {
            Training::Named(_) => ("desk-rung-not-in-force", "desk-fix-not-named"),
            Training::Unnamed => ("desk-rung-not-named", "desk-fix-not-named"),
            Training::Several => ("desk-rung-several", "desk-fix-several"),
        };
        let who = if self.entry.training == Training::Several { Helper::PartnerAdmin } else { Helper::Nobody };
        fails(kind, Message::new(detail), who, Message::new(what), When::Never)
    }

    /// Asked only where the table says so.
    fn earned(&self) -> Option<Asked> {
        let retired = self.earned_by()?;
        let kind = RungKind::EarnedInTime;
        if self.is_in_time() {
            return Some(passes(kind, Message::new("desk-rung-earned").with("day", retired)));
        }
        let detail = Message::new("desk-rung-earned-late").with("day", retired);
        Some(fails(kind, detail, Helper::Person, Message::new("desk-fix-other-skill"), When::Never))
    }

    fn accepted(&self) -> Asked {
        let kind = RungKind::Accepted;
        let day = self.desk.day;
        let last = |last: Option<Day>| last.map_or(i32::MAX, Day::ordinal);
        let latest = self
            .rules()
            .iter()
            .map(|rule| rule.last_day(Some(self.achievement.completed)))
            .max_by_key(|day| last(*day))
            .flatten();
        match latest {
            Some(until) if until < day => {
                let detail = Message::new("desk-rung-accepted-over").with("day", until);
                fails(kind, detail, Helper::Person, Message::new("desk-fix-other-skill"), When::Never)
            }
            _ if !self.rules().iter().any(|rule| rule.accepts(day, Some(self.achievement.completed))) => {
                let first = self.rules().iter().filter_map(|rule| rule.accepted.from).min().unwrap_or(day);
                let detail = Message::new("desk-rung-accepted-later").with("day", first);
                fails(kind, detail, Helper::Time, Message::new("desk-fix-wait").with("day", first), When::On(first))
            }
            Some(until) => passes(kind, Message::new("desk-rung-accepted-until").with("day", until)),
            None => passes(kind, Message::new("desk-rung-accepted")),
        }
    }

    fn unexpired(&self) -> Asked {
        let kind = RungKind::NotExpired;
        match self.achievement.expires {
            Some(last) if last < self.desk.day => {
                let detail = Message::new("desk-rung-expired").with("day", last);
                fails(kind, detail, Helper::Person, Message::new("desk-fix-again"), When::Never)
            }
            Some(last) => passes(kind, Message::new("desk-rung-valid-until").with("day", last)),
            None => {
                let skill = self.skill().and_then(|skill| skill.of(&self.desk.programme));
                let forever = skill.is_some_and(|skill| skill.validity == Some(Validity::Forever));
                passes(kind, Message::new(if forever { "desk-rung-valid-forever" } else { "desk-rung-valid-unknown" }))
            }
        }
    }

    /// Whether the person has all that a rule asks, sits in a seat, and so counts.
    fn person_rungs(&self) -> Vec<Asked> {
        let (Some(skill), false) = (self.skill(), self.rules().is_empty()) else { return Vec::new() };
        let fails_now = self.fails();
        let mut held: BTreeSet<SkillIndex> =
            self.person.map(|person| self.desk.held_by(self.appraiser, person)).unwrap_or_default();
        held.insert(skill);
        let nearest = self.desk.nearest(self.accepting(), &held);
        let lacking = nearest.as_ref().map(|(_, lacking)| lacking.as_slice()).unwrap_or_default();
        let mut rungs = Vec::new();
        rungs.push(if lacking.is_empty() && fails_now != Some(RungKind::PredicateComplete) {
            passes(RungKind::PredicateComplete, Message::new("desk-rung-complete"))
        } else {
            let skills = self.desk.skills_argument(lacking);
            let what = Message::new("desk-fix-complete").with("skills", skills.clone());
            let detail = Message::new("desk-rung-incomplete").with("skills", skills);
            fails(RungKind::PredicateComplete, detail, Helper::Person, what, When::Never)
        });
        rungs.push(if fails_now == Some(RungKind::NotUsedElsewhere) {
            let what = Message::new("desk-fix-spare");
            fails(RungKind::NotUsedElsewhere, Message::new("desk-rung-spare"), Helper::Nobody, what, When::Never)
        } else {
            passes(RungKind::NotUsedElsewhere, Message::new("desk-rung-seat"))
        });
        let places = if fails_now.is_none() { self.counted(None) } else { self.relevant() };
        let detail = Message::new("desk-rung-counted").with("places", self.desk.places_argument(&places));
        rungs.push(passes(RungKind::Counted, detail));
        rungs
    }
}

//! What becomes of a competency at the anniversary that was asked for.

use tierwise_app::{Anniversary, OfferAtRisk, level_argument, worth_argument};
use tierwise_i18n::{Argument, Message};
use tierwise_rules::{Stage, Worth};

use super::Page;

impl Page<'_> {
    pub(super) fn anniversary(&mut self, competency: usize) {
        let report = self.report;
        let Some(anniversary) = &report.anniversary else { return };
        for offer in anniversary.offers.iter().filter(|offer| offer.risk.competency == competency) {
            self.stages(anniversary, offer);
            self.people_then(offer);
        }
    }

    /// The stage of today, then what happens if nobody renews.
    fn stages(&mut self, anniversary: &Anniversary, OfferAtRisk { risk, course }: &OfferAtRisk) {
        let Some(now) = course.stages.first() else { return };
        let first_day = |stage: Stage| course.stages.iter().find(|turn| turn.stage == stage).map_or(now.day, |turn| turn.day);
        let message = match now.stage {
            Stage::Active if risk.then.qualified() => {
                Message::new("cli-anniversary-active").with("then", self.attained(&risk.then))
            }
            Stage::Active => Message::new("cli-anniversary-window").with("then", self.attained(&risk.then)),
            Stage::AtRisk => Message::new("cli-anniversary-at-risk")
                .with("today", self.attained(&risk.today))
                .with("then", self.attained(&risk.then)),
            Stage::Grace => Message::new("cli-anniversary-grace").with("inactive", first_day(Stage::Inactive)),
            Stage::Inactive => Message::new("cli-anniversary-inactive"),
        };
        self.say(1, &message.with("day", anniversary.day));
        if now.stage == Stage::Inactive {
            return;
        }
        let renewable: Vec<String> = course.renewable.iter().map(|(from, to)| format!("{from} - {to}")).collect();
        let message = match renewable.is_empty() {
            true => Message::new("cli-anniversary-not-renewable"),
            false => Message::new("cli-anniversary-renewable").with("days", renewable.join(", ")),
        };
        self.say(2, &message);
        if now.stage != Stage::Grace {
            let message = Message::new("cli-anniversary-unrenewed").with("grace", first_day(Stage::Grace));
            self.say(2, &message.with("inactive", first_day(Stage::Inactive)));
        }
    }

    /// The people on whom it rests on that day, where there are any.
    fn people_then(&mut self, offer: &OfferAtRisk) {
        let ids = self.report.facts.people.ids();
        let people: Vec<String> =
            offer.risk.critical_then.iter().filter_map(|place| Some(self.name(ids.get(*place)?))).collect();
        if !people.is_empty() {
            let people = self.list(people.into_iter());
            self.say(2, &Message::new("cli-anniversary-rests-on").with("people", people));
        }
    }

    /// A level, or points in words.
    fn attained(&self, worth: &Worth) -> Argument {
        let programme = self.report.programme;
        match worth {
            Worth::Points { .. } => {
                let points = worth_argument(programme, worth);
                self.language.say(&Message::new("web-points").with("points", points)).into()
            }
            _ => level_argument(programme, worth.level()),
        }
    }
}

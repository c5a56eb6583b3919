//! Seats a choice group by group, and turns the reason why that fails into a cut.

use super::super::Budget;
use super::super::cut::Cut;
use super::super::demand::Model;
use super::super::group::{Group, Reason, Verdict};
use super::super::market::Shortage;
use super::{Choice, Key, MOST_CUTS, Proof, Search, with};

impl Search<'_> {
    pub(super) fn seat(&mut self, place: usize, group: &Group, key: Key, budget: &mut Budget) -> bool {
        let usage = match budget.share(self.share, |budget| group.seat(&group.needs(&key), budget)) {
            Verdict::Seated(usage) => Some(usage),
            Verdict::Impossible(reason) => {
                self.learn(group, &key, reason, budget);
                None
            }
            Verdict::Unknown => {
                self.is_doubtful = true;
                self.exclude(&key, Proof::Missing);
                None
            }
        };
        let is_seated = usage.is_some();
        self.seated.insert((place, key), usage);
        is_seated
    }

    /// Turns the reason why a choice cannot be seated into a cut that excludes it, and as many others as possible.
    fn learn(&mut self, group: &Group, key: &Key, reason: Option<Reason>, budget: &mut Budget) {
        let cut = match &reason {
            Some(Reason::Kinds(short)) => Some(self.cut(group, short, budget)),
            Some(Reason::Prices(shortage)) => Some(self.priced_cut(group, key, shortage, budget)),
            None => None,
        };
        let mut choice: Choice = vec![None; self.open.len()];
        for (competency, way) in key {
            choice = with(&choice, *competency, Some(*way));
        }
        if let Some(cut) = cut.filter(|cut| cut.used(&choice) > cut.room) {
            self.add(cut);
            return;
        }
        let mut core = key.clone();
        for member in key {
            let fewer: Key = core.iter().copied().filter(|other| other != member).collect();
            if let Verdict::Impossible(_) = budget.share(self.share, |budget| group.seat(&group.needs(&fewer), budget)) {
                core = fewer;
            }
        }
        self.exclude(&core, Proof::Found);
    }

    /// What all ways use of some kinds of people.
    pub(super) fn cut(&self, group: &Group, kinds: &[bool], budget: &mut Budget) -> Cut {
        let weight = |models: &Vec<Model>, budget: &mut Budget| {
            models.iter().map(|model| group.weighed(model, kinds, budget)).fold(0, u64::saturating_add)
        };
        let mut weights: Vec<Vec<u64>> = self.competencies.iter().map(|ways| vec![0; ways.len()]).collect();
        for ((competency, way), models) in &group.models {
            if let Some(slot) = weights.get_mut(*competency).and_then(|ways| ways.get_mut(*way)) {
                *slot = weight(models, budget);
            }
        }
        Cut::new(group.room(kinds), weights, &self.open, self.levels.len())
    }

    /// What the ways pay at these prices, if people could do just the same in them; else what people give up for them.
    fn priced_cut(&self, group: &Group, key: &Key, shortage: &Shortage, budget: &mut Budget) -> Cut {
        let needs = group.needs(key);
        let weight = |model: &Model, budget: &mut Budget| {
            let alike = |(need, _): &(&&Model, &Vec<u64>)| need.competency == model.competency && need.is_like(model);
            let prices = needs.iter().zip(&shortage.prices).find(alike).map(|(_, prices)| prices);
            let seats = model.seats().zip(prices.into_iter().flatten());
            let paid = seats.map(|((_, count), price)| count.saturating_mul(*price)).fold(0, u64::saturating_add);
            let cost = |kind: usize| shortage.costs.get(model.limit).and_then(|costs| costs.get(kind)).copied().unwrap_or(0);
            paid.max(model.cheapest(&group.people, &cost, budget).map_or(0, |(cost, _)| cost))
        };
        let mut weights: Vec<Vec<u64>> = self.competencies.iter().map(|ways| vec![0; ways.len()]).collect();
        for ((competency, way), models) in &group.models {
            if let Some(slot) = weights.get_mut(*competency).and_then(|ways| ways.get_mut(*way)) {
                *slot = models.iter().map(|model| weight(model, budget)).fold(0, u64::saturating_add);
            }
        }
        Cut::new(shortage.room, weights, &self.open, self.levels.len())
    }

    /// Not all of these together.
    fn exclude(&mut self, members: &Key, proof: Proof) {
        let mut weights: Vec<Vec<u64>> = self.competencies.iter().map(|ways| vec![0; ways.len()]).collect();
        for (competency, way) in members {
            if let Some(slot) = weights.get_mut(*competency).and_then(|ways| ways.get_mut(*way)) {
                *slot = 1;
            }
        }
        let mut cut = Cut::new((members.len() as u64).saturating_sub(1), weights, &self.open, self.levels.len());
        cut.is_proven = matches!(proof, Proof::Found);
        self.add(cut);
    }

    pub(super) fn add(&mut self, cut: Cut) {
        if self.cuts.len() < MOST_CUTS {
            self.cuts.push(cut);
        }
    }
}

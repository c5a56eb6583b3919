//! Who holds what on a day, by the oracle.

use super::calendar::Date;
use super::world::{Achievement, Holds, Predicate, World};

/// Everything that each person holds, with what follows from it.
pub fn records(world: &World) -> Vec<Vec<Achievement>> {
    let follows = world.skills.iter().any(|skill| !skill.stands_for.is_empty() || skill.made_of.is_some());
    world.people.iter().map(|earned| if follows { with_all_that_follows(world, earned) } else { earned.clone() }).collect()
}

/// Time cut at every day on which an achievement begins or the day after one ended; bit 0 is all time before.
struct Spells {
    cuts: Vec<Date>,
}

impl Spells {
    fn of(earned: &[Achievement]) -> Self {
        let ends = earned.iter().filter_map(|one| Some(one.expires?.plus(1)));
        let mut cuts: Vec<Date> = earned.iter().filter_map(|one| one.completed).chain(ends).collect();
        cuts.sort_unstable();
        cuts.dedup();
        assert!(cuts.len() < 60, "too many achievements for one person");
        Self { cuts }
    }

    fn count(&self) -> usize {
        self.cuts.len() + 1
    }

    fn first_day(&self, spell: usize) -> Option<Date> {
        spell.checked_sub(1).map(|place| self.cuts[place])
    }

    fn last_day(&self, spell: usize) -> Option<Date> {
        self.cuts.get(spell).map(|cut| cut.plus(-1))
    }

    fn bits(&self, one: &Achievement) -> u64 {
        let is_in = |spell: &usize| {
            let (first, last) = (self.first_day(*spell), self.last_day(*spell));
            let begun = one.completed.is_none_or(|completed| first.is_some_and(|first| completed <= first));
            let not_over = one.expires.is_none_or(|expires| last.is_some_and(|last| last <= expires));
            begun && not_over
        };
        (0..self.count()).filter(is_in).map(|spell| 1 << spell).sum()
    }

    /// The unbroken times of some bits, as achievements of a skill.
    fn unbroken(&self, bits: u64, skill: usize) -> Vec<Achievement> {
        let has = |spell: usize| bits & (1 << spell) != 0;
        let begins = (0..self.count()).filter(|spell| has(*spell) && (*spell == 0 || !has(*spell - 1)));
        begins
            .map(|first| {
                let last = (first..self.count()).take_while(|spell| has(*spell)).last().unwrap();
                Achievement { skill, completed: self.first_day(first), expires: self.last_day(last) }
            })
            .collect()
    }
}

fn with_all_that_follows(world: &World, earned: &[Achievement]) -> Vec<Achievement> {
    let spells = Spells::of(earned);
    // When each skill is held, however it came about.
    let mut held = vec![0_u64; world.skills.len()];
    for one in earned {
        held[one.skill] |= spells.bits(one);
    }
    let when_made = |parts: &Predicate, held: &[u64]| -> u64 {
        let is_met = |spell: &usize| parts.is_met(&|skill| held[skill] & (1 << spell) != 0);
        (0..spells.count()).filter(is_met).map(|spell| 1 << spell).sum()
    };
    loop {
        let before = held.clone();
        for (place, skill) in world.skills.iter().enumerate() {
            for other in &skill.stands_for {
                held[*other] |= held[place];
            }
            if let Some(parts) = &skill.made_of {
                held[place] |= when_made(parts, &held);
            }
        }
        if held == before {
            break;
        }
    }
    // An achievement, earned or made of others, is also one of whatever its skill stands for, at any remove.
    let mut all = earned.to_vec();
    for (place, skill) in world.skills.iter().enumerate() {
        if let Some(parts) = &skill.made_of {
            all.extend(spells.unbroken(when_made(parts, &held), place));
        }
    }
    let mut next = 0;
    while next < all.len() {
        let one = all[next];
        for other in &world.skills[one.skill].stands_for {
            let also = Achievement { skill: *other, ..one };
            if !all.contains(&also) {
                all.push(also);
            }
        }
        next += 1;
    }
    all
}

/// Whether somebody with these records meets a test on a day.
pub fn meets(world: &World, records: &[Achievement], holds: &Holds, day: Date) -> bool {
    holds.predicate.is_met(&|skill| records.iter().any(|one| one.skill == skill && counts(world, one, holds, day)))
}

fn counts(world: &World, one: &Achievement, holds: &Holds, day: Date) -> bool {
    let skill = &world.skills[one.skill];
    let own = |days: &[(usize, Date)]| days.iter().find(|(of, _)| *of == one.skill).map(|(_, day)| *day);
    let derived = if skill.earned_before { skill.retired_on.map(|day| day.plus_months(12)) } else { None };
    let from = own(&holds.from).or(skill.accepted_from);
    let until = own(&holds.until).or(skill.accepted_until).or(derived);
    let accepted = from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until);
    let earned_in_time =
        !skill.earned_before || one.completed.zip(skill.retired_on).is_none_or(|(completed, retired)| completed <= retired);
    let recent = holds.within.zip(one.completed).is_none_or(|(months, completed)| day <= completed.plus_months(months));
    let held = one.completed.is_none_or(|completed| completed <= day) && one.expires.is_none_or(|expires| day <= expires);
    held && accepted && earned_in_time && recent
}

//! Made-up people for the evaluation bench: seeded, spread over the catalogue's skills, some of them expired or too new.

use std::collections::BTreeSet;
use std::fmt::Write;

use tierwise_core::Day;

use super::random::Random;

pub const PEOPLE: usize = 100_000;
pub const ACHIEVEMENTS: usize = 6;

/// Days before the asked one in which people achieved something, and days after it.
const BEFORE: usize = 1_200;
const AFTER: usize = 30;

/// `person_id,skill,completed,expires`, by person. Two in five do not expire; the others do after two years.
pub fn people_csv(skills: &[&str], day: Day, people: usize, seed: u64) -> String {
    let mut random = Random::new(seed);
    let first = day.plus_days(-i32::try_from(BEFORE).unwrap_or(0));
    let days: Vec<String> = std::iter::successors(Some(first), |day| Some(day.next()))
        .take(BEFORE + AFTER + 730)
        .map(|day| day.to_string())
        .collect();
    let mut csv = String::from("person_id,skill,completed,expires\n");
    for person in 0..people {
        let mut held = BTreeSet::new();
        while held.len() < ACHIEVEMENTS.min(skills.len()) {
            held.insert(*random.pick(skills));
        }
        for skill in held {
            let completed = random.below(BEFORE + AFTER);
            let expires = if random.below(5) < 2 { "" } else { &days[completed + 729] };
            let _ = writeln!(csv, "{person},{skill},{},{expires}", days[completed]);
        }
    }
    csv
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_has_six_different_skills_and_the_seed_decides_which() {
        let skills = ["a", "b", "c", "d", "e", "f", "g"];
        let day = Day::new(2018, 3, 1).unwrap();
        let csv = people_csv(&skills, day, 50, 1);
        let rows: BTreeSet<(&str, &str)> = csv
            .lines()
            .skip(1)
            .map(|line| {
                let mut cells = line.split(',');
                (cells.next().unwrap(), cells.next().unwrap())
            })
            .collect();
        assert_eq!(rows.len(), 300);
        assert_eq!(csv, people_csv(&skills, day, 50, 1));
    }
}

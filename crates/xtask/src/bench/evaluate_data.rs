//! Made-up people for the evaluation bench: seeded, spread over the catalogue's skills, some of them expired or too new.

use std::collections::BTreeSet;
use std::fmt::Write;

use tierwise_core::Day;

use super::random::Random;

pub const PEOPLE: usize = 100_000;
pub const ACHIEVEMENTS: usize = 6;

/// All partners of a programme together.
pub const PARTNERS: usize = 40_000;
pub const PARTNERS_PEOPLE: usize = 800_000;
pub const PARTNERS_ACHIEVEMENTS: usize = 5_000_000;

/// Days before the asked one in which people achieved something, and days after it.
const BEFORE: usize = 1_200;
const AFTER: usize = 30;

/// `person_id,skill,completed,expires`, by person. Two in five do not expire; the others do after one of `years`.
pub fn people_csv(skills: &[&str], day: Day, people: usize, years: &[usize], seed: u64) -> String {
    let mut csv = String::from("person_id,skill,completed,expires\n");
    let people = (0..people).map(|person| (person.to_string(), ACHIEVEMENTS));
    add_people(&mut csv, skills, day, people, years, &mut Random::new(seed));
    csv
}

/// The same behind `partner_id`: the partners' sizes fall as 1/n, and the achievements are spread evenly.
pub fn partners_csv(skills: &[&str], day: Day, seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut csv = String::from("partner_id,person_id,skill,completed,expires\n");
    let mut first = 0;
    for (partner, size) in sizes(PARTNERS, PARTNERS_PEOPLE).into_iter().enumerate() {
        let people = (first..first + size).map(|person| {
            let until = |person: usize| person * PARTNERS_ACHIEVEMENTS / PARTNERS_PEOPLE;
            (format!("{partner},{person}"), until(person + 1) - until(person))
        });
        add_people(&mut csv, skills, day, people, &[2], &mut random);
        first += size;
    }
    csv
}

/// So many people in so many partners, the n-th of which has one n-th of the people of the first.
fn sizes(partners: usize, people: usize) -> Vec<usize> {
    const ONE: usize = 1_000_000;
    let shares: usize = (1..=partners).map(|place| ONE / place).sum();
    let mut sizes: Vec<usize> = (1..=partners).map(|place| people * ONE / place / shares).collect();
    let rest = people.saturating_sub(sizes.iter().sum());
    for place in 0..rest {
        sizes[place % partners] += 1;
    }
    sizes
}

/// One row for each achievement of each person, who is told by id and number of achievements.
fn add_people(
    csv: &mut String,
    skills: &[&str],
    day: Day,
    people: impl Iterator<Item = (String, usize)>,
    years: &[usize],
    random: &mut Random,
) {
    let first = day.plus_days(-i32::try_from(BEFORE).unwrap_or(0));
    let days: Vec<String> = std::iter::successors(Some(first), |day| Some(day.next()))
        .take(BEFORE + AFTER + 365 * years.iter().max().unwrap_or(&0))
        .map(|day| day.to_string())
        .collect();
    for (person, achievements) in people {
        let mut held = BTreeSet::new();
        while held.len() < achievements.min(skills.len()) {
            held.insert(*random.pick(skills));
        }
        for skill in held {
            let completed = random.below(BEFORE + AFTER);
            let expires = if random.below(5) < 2 { "" } else { &days[completed + 365 * random.pick(years) - 1] };
            let _ = writeln!(csv, "{person},{skill},{},{expires}", days[completed]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_has_six_different_skills_and_the_seed_decides_which() {
        let skills = ["a", "b", "c", "d", "e", "f", "g"];
        let day = Day::new(2018, 3, 1).unwrap();
        let csv = people_csv(&skills, day, 50, &[2], 1);
        let rows: BTreeSet<(&str, &str)> = csv
            .lines()
            .skip(1)
            .map(|line| {
                let mut cells = line.split(',');
                (cells.next().unwrap(), cells.next().unwrap())
            })
            .collect();
        assert_eq!(rows.len(), 300);
        assert_eq!(csv, people_csv(&skills, day, 50, &[2], 1));
    }

    #[test]
    fn the_sizes_of_partners_fall_as_a_power_and_everybody_has_one() {
        let sizes = sizes(PARTNERS, PARTNERS_PEOPLE);
        assert_eq!(sizes.iter().sum::<usize>(), PARTNERS_PEOPLE);
        assert!(sizes.iter().all(|size| *size > 0) && sizes[0] > 60_000 && sizes[99].abs_diff(sizes[0] / 100) <= 1);
    }
}

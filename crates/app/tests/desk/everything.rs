//! Many made-up companies: all views of one desk agree, and every forecast comes true.

use std::collections::BTreeSet;

use tierwise_app::desk::{Desk, RowQuery, RowStatus};
use tierwise_core::UserId;
use tierwise_core::record::{Channel, Origin};
use tierwise_i18n::Language;

use crate::world::{TINY, TODAY, World, all_rows, day, value_of};

const MPN_2017: &str = include_str!("../../../../catalogues/mpn-2017.toml");
const SCORE_2026: &str = include_str!("../../../../catalogues/solutions-partner-2026.toml");

/// Numbers that look like chance and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn day(&mut self, from: i32, to: i32) -> String {
        let days = from + i32::try_from(self.below((to - from).unsigned_abs().into())).unwrap();
        day(TODAY).plus_days(days).to_string()
    }
}

/// A company in which everything that begins has begun, so that nothing but endings is ahead.
fn company(catalogue: &str, seed: u64) -> World {
    let mut dice = Dice(seed);
    let mut world = World::under(catalogue);
    let titles: Vec<String> = world.programme.skills.iter().map(|skill| skill.code.to_string()).collect();
    for number in 0..4 + dice.below(12) {
        let user = world.stranger(&format!("Person {number}"));
        match dice.below(8) {
            0 => world.employ(user, "", &dice.day(0, 300)),
            1 => world.employ(user, "", &dice.day(-100, 0)),
            _ => world.employ(user, "", ""),
        }
        for profile in 0..1 + dice.below(6) / 5 {
            let profile = format!("{number}-{profile}");
            let (channel, ends) = match dice.below(8) {
                0 => (Channel::Pmc, String::new()),
                1 => (Channel::Pc, dice.day(-50, 300)),
                _ => (Channel::Pc, String::new()),
            };
            world.link(user, &profile, channel, "2020-01-01", &ends);
            for _ in 0..1 + dice.below(7) {
                let title = titles[usize::try_from(dice.below(titles.len() as u64)).unwrap()].clone();
                let expires = if dice.below(3) == 0 { String::new() } else { dice.day(-60, 500) };
                let origin = if dice.below(4) == 0 { Origin::Export } else { Origin::Feed };
                let completed = dice.day(-700, -60);
                world.deliver("microsoft-learning", origin, (profile.as_str(), title.as_str()), &completed, &expires);
            }
        }
    }
    world.evidence.exports_count = dice.below(2) == 0;
    world
}

fn companies() -> impl Iterator<Item = World> {
    let catalogues = [TINY, MPN_2017, SCORE_2026];
    (0..90).zip(catalogues.into_iter().cycle()).map(|(seed, catalogue)| company(catalogue, seed))
}

#[test]
fn rows_ladders_requirements_and_the_answer_agree() {
    for world in companies() {
        let desk = world.open(TODAY);
        let answer = desk.answer();
        let overview = desk.overview();
        let rows = all_rows(&desk);
        assert_eq!((rows.len(), overview.rows), (desk.row_count(), desk.row_count()));
        assert_eq!(answer.rows.used, rows.len() as u64);
        assert_eq!(overview.rows_counted, rows.iter().filter(|row| row.status.counts()).count());
        for row in &rows {
            let ladder = desk.ladder(row.fact).unwrap();
            assert_eq!(ladder.fails, row.fails, "{ladder:?}");
            assert_eq!(row.fails.is_none(), row.status.counts());
            assert_eq!(row.counted_for.is_empty(), row.fails.is_some());
        }
        let counted: BTreeSet<UserId> = rows.iter().filter(|row| row.status.counts()).filter_map(|row| row.user).collect();
        let lines: Vec<_> =
            desk.requirements(usize::MAX).into_iter().flat_map(|view| view.parts).flat_map(|part| part.lines).collect();
        let named: BTreeSet<UserId> = lines.iter().flat_map(|line| line.who.users.iter().copied()).collect();
        assert_eq!(counted, named, "whoever counts for a line has a row that counts, and the other way round");
        assert_eq!(overview.people_counted, counted.len());
        agree_with_the_answer(&desk);
        filters_find_what_the_columns_say(&desk);
    }
}

fn filters_find_what_the_columns_say(desk: &Desk) {
    let rows = all_rows(desk);
    for view in &desk.overview().competencies {
        let name = format!("{} (", view.name.en);
        let relevant = rows.iter().filter(|row| row.relevant.split("; ").any(|place| place.starts_with(&name))).count();
        let query = RowQuery { competency: Some(view.competency.clone()), ..RowQuery::default() };
        assert_eq!(desk.rows(&query, Language::English).total, relevant, "{name}");
    }
    for status in RowStatus::ALL {
        let query = RowQuery { status: Some(status), ..RowQuery::default() };
        let shown = rows.iter().filter(|row| status.includes(row.status)).count();
        assert_eq!(desk.rows(&query, Language::English).total, shown, "{status:?}");
    }
}

fn agree_with_the_answer(desk: &Desk) {
    let answer = desk.answer().answer;
    let overview = desk.overview();
    let requirements = desk.requirements(usize::MAX);
    assert_eq!(answer.competencies.len(), overview.competencies.len());
    for ((one, view), parts) in answer.competencies.iter().zip(&overview.competencies).zip(&requirements) {
        assert_eq!(one.id, view.competency.as_str());
        assert_eq!(one.qualified, view.value.qualified());
        assert_eq!(one.level, view.level.as_ref().map(ToString::to_string));
        for (key, people) in &one.counted {
            let line = parts.parts.iter().flat_map(|part| &part.lines).find(|line| line.key == *key).unwrap();
            let users: Vec<String> = line.who.users.iter().map(ToString::to_string).collect();
            assert_eq!(users, *people, "{key}");
        }
    }
}

#[test]
fn every_loss_comes_true_on_its_day_and_not_before() {
    let mut checked = 0;
    for world in companies() {
        let desk = world.open(TODAY);
        for loss in desk.losses() {
            assert!(!loss.causes.is_empty(), "{loss:?}");
            let id = loss.competency.as_str();
            let before = value_of(&world.open_on(loss.day.previous()), id);
            let after = value_of(&world.open_on(loss.day), id);
            assert_eq!(before.as_ref(), Some(&loss.from), "{id} on {}", loss.day.previous());
            assert_eq!(after.as_ref(), Some(&loss.to), "{id} on {}", loss.day);
            checked += 1;
        }
    }
    assert!(checked > 60, "only {checked} losses");
}

#[test]
fn every_day_of_the_timeline_is_what_the_desk_of_that_day_says() {
    for world in companies().take(30) {
        let desk = world.open(TODAY);
        for course in desk.timeline() {
            assert_eq!(course.segments.first().map(|segment| segment.from), Some(day(TODAY)));
            assert_eq!(course.segments.last().map(|segment| segment.to), Some(day("2027-06-14")));
            for segment in &course.segments {
                for on in [segment.from, segment.to] {
                    let value = value_of(&world.open_on(on), course.competency.as_str());
                    assert_eq!(value.as_ref(), Some(&segment.value), "{} on {on}", course.competency);
                }
            }
        }
    }
}

#[test]
fn a_hundred_thousand_people_fit_on_a_desk() {
    let mut world = World::under(SCORE_2026);
    let titles = ["Azure Administrator Associate", "Azure Solutions Architect Expert", "AZ-204", "DP-300", "AI-102", "AZ-140"];
    for number in 0..100_000 {
        let profile = (1_000_000 + number).to_string();
        world.person(&format!("Person{} Number{number}", number % 977), &profile);
        for (place, title) in titles.iter().enumerate() {
            let expires = day("2026-07-01").plus_days((number * 7 + i32::try_from(place).unwrap()) % 365).to_string();
            world.pass(&profile, title, "2026-01-10", &expires);
        }
    }
    let desk = world.open(TODAY);
    assert_eq!(desk.row_count(), 600_000);
    let query = RowQuery { search: "number99999".to_owned(), ..RowQuery::default() };
    let page = desk.rows(&query, Language::English);
    assert_eq!((page.total, page.people), (6, 1));
    let all = desk.rows(&RowQuery { page: 6_000, per_page: 100, ..RowQuery::default() }, Language::English);
    assert_eq!((all.total, all.people, all.rows.len()), (600_000, 100_000, 100));
    println!("{} losses, {} things to do", desk.losses().len(), desk.overview().actions.len());
}

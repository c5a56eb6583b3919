//! Worked cases, and small random worlds against every possible allocation.

mod oracle;
mod world;

use self::world::{World, demand, free, way};
use super::{Limit, Way};

const GOLD: Limit = Limit { most: 1, apart: None };

/// A way at a level that takes so many people who meet a test, under limit 0.
fn people(level: usize, test: usize, count: u32) -> Way {
    way(level, vec![demand(0, vec![free(test, count)])])
}

#[test]
fn nobody_serves_two_golds_though_greed_in_the_order_of_the_file_would_attain_fewer() {
    // The first needs both people; the second and third need one each.
    let competencies = vec![vec![people(1, 0, 2)], vec![people(1, 0, 1)], vec![people(1, 0, 1)]];
    let world = World { people: vec![0b1, 0b1], competencies, limits: vec![GOLD], prerequisites: vec![] };
    assert_eq!(world.allocated().chosen, [None, Some(0), Some(0)]);
}

#[test]
fn a_higher_level_counts_more_than_any_number_of_lower_ones() {
    let competencies = vec![vec![people(0, 0, 1)], vec![people(0, 0, 1)], vec![people(1, 0, 2)]];
    let world = World { people: vec![0b1, 0b1], competencies, limits: vec![GOLD], prerequisites: vec![] };
    assert_eq!(world.allocated().chosen, [None, None, Some(0)]);
}

#[test]
fn who_misses_gold_may_attain_silver() {
    let both = || vec![people(1, 0, 1), way(0, vec![])];
    let world = World { people: vec![0b1], competencies: vec![both(), both()], limits: vec![GOLD], prerequisites: vec![] };
    assert_eq!(world.allocated().chosen, [Some(0), Some(1)]);
}

/// Limit 0: account managers in up to four; limit 1: sales engineers in up to two; never both.
fn roles() -> Vec<Limit> {
    vec![Limit { most: 4, apart: Some(0) }, Limit { most: 2, apart: Some(0) }]
}

/// One account manager and one sales engineer.
fn staffed() -> Vec<Way> {
    vec![way(0, vec![demand(0, vec![free(0, 1)]), demand(1, vec![free(1, 1)])])]
}

#[test]
fn an_account_manager_serves_four_and_a_sales_engineer_two() {
    let competencies = || (0..4).map(|_| staffed()).collect();
    let three = World { people: vec![0b11; 3], competencies: competencies(), limits: roles(), prerequisites: vec![] };
    assert_eq!(three.allocated().chosen, [Some(0); 4]);
    // Of two people one manages accounts, so that one engineer is left, for two competencies.
    let two = World { people: vec![0b11; 2], competencies: competencies(), limits: roles(), prerequisites: vec![] };
    assert_eq!(two.allocated().chosen, [Some(0), Some(0), None, None]);
}

#[test]
fn one_person_is_never_both_account_manager_and_sales_engineer() {
    let world = World { people: vec![0b11], competencies: vec![staffed()], limits: roles(), prerequisites: vec![] };
    assert_eq!(world.allocated().chosen, [None]);
    let limits = vec![Limit { most: 4, apart: None }, Limit { most: 2, apart: None }];
    let mixed = World { people: vec![0b11], competencies: vec![staffed()], limits, prerequisites: vec![] };
    assert_eq!(mixed.allocated().chosen, [Some(0)]);
}

#[test]
fn priority_decides_between_equals() {
    // People 0b01, 0b11, 0b10: the first and the last need both of the one in the middle or nothing.
    let competencies = vec![vec![people(0, 0, 2)], vec![people(0, 1, 2)]];
    let world = World { people: vec![0b01, 0b11, 0b10], competencies, limits: vec![GOLD], prerequisites: vec![] };
    assert_eq!(world.allocated().chosen, [Some(0), None]);
    let competencies = vec![vec![people(0, 1, 2)], vec![people(0, 0, 2)]];
    let turned = World { people: vec![0b01, 0b11, 0b10], competencies, limits: vec![GOLD], prerequisites: vec![] };
    assert_eq!(turned.allocated().chosen, [Some(0), None]);
}

#[test]
fn the_first_way_is_taken_where_several_are_possible() {
    let ways = || vec![people(1, 0, 1), people(1, 1, 1)];
    let world =
        World { people: vec![0b01, 0b10], competencies: vec![ways(), ways()], limits: vec![GOLD], prerequisites: vec![] };
    assert_eq!(world.allocated().chosen, [Some(0), Some(1)]);
}

#[test]
fn whoever_sits_in_two_lines_serves_once() {
    let two_lines = || vec![way(0, vec![demand(0, vec![free(0, 1), free(1, 1)])])];
    let competencies = vec![two_lines(), two_lines()];
    let world = World { people: vec![0b11, 0b11], competencies, limits: vec![GOLD], prerequisites: vec![] };
    assert_eq!(world.allocated().chosen, [Some(0), Some(0)]);
}

#[test]
fn a_competency_that_asks_for_another_follows_it() {
    // Competency 0 asks for 1, for which the only person then works: 0 needs nobody itself.
    let competencies = vec![vec![way(0, vec![])], vec![people(0, 0, 1)], vec![people(0, 0, 1)]];
    let world = World { people: vec![0b1], competencies, limits: vec![GOLD], prerequisites: vec![(0, 2, 0)] };
    assert_eq!(world.allocated().chosen, [Some(0), None, Some(0)]);
    let hopeless = World {
        people: vec![0b1],
        competencies: vec![vec![way(0, vec![])], vec![people(0, 5, 1)]],
        limits: vec![GOLD],
        prerequisites: vec![(0, 1, 0)],
    };
    assert_eq!(hopeless.allocated().chosen, [None, None]);
}

#[test]
fn a_limit_that_is_not_there_or_lets_nobody_serve_makes_its_ways_impossible() {
    let competencies = || vec![vec![people(0, 0, 1)], vec![way(0, vec![demand(7, vec![free(0, 1)])])]];
    let limits = vec![Limit { most: 0, apart: None }];
    let world = World { people: vec![0b1], competencies: competencies(), limits, prerequisites: vec![] };
    assert_eq!(world.allocated().chosen, [None, None]);
    let nothing = World { people: vec![], competencies: vec![], limits: vec![], prerequisites: vec![] };
    assert_eq!(nothing.allocated().chosen, []);
}

#[test]
fn small_worlds_agree_with_every_allocation_tried() {
    for seed in 0..4_000 {
        let world = World::random(seed);
        let allocation = world.allocated();
        assert!(allocation.is_exact, "world {seed}: {world:?}");
        assert_eq!(allocation.chosen, oracle::best(&world), "world {seed}: {world:?}");
        for (level, most) in allocation.at_most {
            assert_eq!(most, world.count(&allocation.chosen, level), "level {level} of world {seed}: {world:?}");
        }
    }
}

#[test]
fn wherever_the_search_is_cut_short_the_bound_is_not_below_the_best_allocation() {
    let (mut cut_short, mut open) = (0, 0);
    for seed in 0..1_000 {
        let world = World::random(seed);
        let best = oracle::best(&world);
        for steps in (0..18).map(|power| 1 << power) {
            let allocation = world.allocated_within(steps);
            for (level, most) in &allocation.at_most {
                let attained = world.count(&allocation.chosen, *level);
                assert!(world.count(&best, *level).max(attained) <= *most, "{steps} steps, world {seed}: {world:?}");
                open += usize::from(attained < *most);
            }
            // With so few steps the prices of an auction are tried in worlds that would not need them, too.
            assert!(!allocation.is_exact || allocation.chosen == best, "{steps} steps, world {seed}: {world:?}");
            cut_short += usize::from(!allocation.is_exact);
        }
    }
    assert!(cut_short > 5_000 && open > 1_000, "{cut_short} cut short, {open} open");
}

#[test]
fn many_people_and_wide_lines_are_allocated_by_their_kinds() {
    // 2,000 people in three classes; twelve competencies of 300, of which 3,000 can be served by people of the right kind.
    let answers = [0b01_u64, 0b10, 0b11];
    let people_of = (0..2_000).map(|person: usize| answers[person % 3]).collect();
    let competencies = (0..12).map(|place| vec![people(0, place % 2, 300)]).collect();
    let world = World { people: people_of, competencies, limits: vec![GOLD], prerequisites: vec![] };
    let attained = world.allocated().chosen.iter().flatten().count();
    assert_eq!(attained, 6);
}

#[test]
fn twenty_competencies_of_three_roles_share_three_thousand_people() {
    let limits = [4, 2, 1].map(|most| Limit { most, apart: Some(0) });
    let staffed = |place: usize| {
        let role = |limit: usize, count: u32| demand(limit, vec![free(place * 3 + limit, count)]);
        vec![way(1, vec![role(0, 3), role(1, 4), role(2, 3)])]
    };
    // Everybody knows three things, every thing is known by 150 people.
    let people =
        (0..3_000_usize).map(|person| (0..3).fold(0, |bits, step| bits | 1 << ((person + step * (1 + person / 60)) % 60)));
    let world = World {
        people: people.collect(),
        competencies: (0..20).map(staffed).collect(),
        limits: limits.into(),
        prerequisites: vec![],
    };
    let allocation = world.allocated();
    assert!(allocation.is_exact);
    assert_eq!(allocation.chosen, [Some(0); 20]);
}

#[test]
fn sixty_competencies_are_allocated_to_people_who_may_serve_them() {
    // Sixty competencies of two lines each, of which only some can be served; each takes other people than the next.
    let two_lines = |place: usize| {
        let test = |step: usize| (place * 7 + step * 11) % 40;
        vec![way(1, vec![demand(0, vec![free(test(0), 3), free(test(1), 2), free(test(2), 2)])])]
    };
    let people =
        (0..90_u64).map(|person| (0..6).fold(0, |bits, step| bits | 1 << ((person * 13 + step * (7 + person % 5)) % 40)));
    let world = World {
        people: people.collect(),
        competencies: (0..60).map(two_lines).collect(),
        limits: vec![GOLD],
        prerequisites: vec![],
    };
    // Whatever comes out is checked person by person.
    assert!(world.allocated().chosen.iter().flatten().count() > 5);
}

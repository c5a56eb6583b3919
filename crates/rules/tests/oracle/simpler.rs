//! The eleven kinds of rules that real programmes have, each with a small world that a plausible simpler engine gets wrong.
//!
//! The simpler engine stands beside its world in a few lines; engine and oracle agree with each other, not with it.

use tierwise_rules::{evaluate, qualified_days, window_start};

use super::calendar::Date;
use super::engine;
use super::judge::{Reached, Verdict, judge};
use super::ratio::{Ratio, whole};
use super::world::*;

const TODAY: Date = Date(7_364);
const MET: Reached = Reached::Level(0);

/// What everything attains, by engine and oracle alike.
fn judged(world: &World, date: Date) -> Vec<Verdict> {
    let programme = engine::programme(world);
    let standings = evaluate(&programme, &engine::facts(world, &programme), engine::day(date));
    let judged = judge(world, date);
    engine::compare(&programme, &standings, &judged).unwrap_or_else(|problem| panic!("{problem}\n{}", world.catalogue()));
    judged.verdicts
}

fn reached(world: &World, date: Date) -> Vec<Reached> {
    judged(world, date).iter().map(Verdict::reached).collect()
}

fn one(skill: usize) -> Predicate {
    Predicate::One(skill)
}

fn people(number: usize, count: usize, holds: Predicate) -> Line {
    let asks = Asks::People { count: Count::Fixed(count), holds: holds.into(), relation: Relation::Free };
    line(number, asks)
}

fn line(number: usize, asks: Asks) -> Line {
    Line { level: 0, number, group: None, effective: Span::default(), capacity: None, asks }
}

fn figure(name: &str, threshold: ByMarket<Ratio>, look_back: Option<LookBack>) -> Asks {
    Asks::Figure(FigureRule { figure: name.to_owned(), is_least: true, threshold, look_back, value: None })
}

fn always<T>(value: T) -> ByMarket<T> {
    ByMarket { developed: value, developing: None }
}

fn competency(lines: Vec<Line>) -> Competency {
    let option = Choice { effective: Span::default(), lines };
    Competency { effective: Span::default(), ways: Ways::Options(vec![option]) }
}

/// People by the skills that they have held since ever.
fn world(competencies: Vec<Competency>, people: &[&[usize]]) -> World {
    let held = |skill: &usize| Achievement { skill: *skill, completed: None, expires: None };
    World {
        levels: 1,
        skills: vec![Skill::default(); 5],
        competencies,
        people: people.iter().map(|skills| skills.iter().map(held).collect()).collect(),
        ..World::default()
    }
}

fn has(world: &World, person: usize, skill: usize) -> bool {
    world.people[person].iter().any(|held| held.skill == skill)
}

fn scored(tracks: usize, metrics: Vec<Metric>, threshold: i128) -> World {
    let area = Area { tracks, choose: Choose::BestOf, metrics };
    let score = Score { thresholds: Thresholds::One(whole(threshold)), every: None, window: Some(2) };
    let competency = Competency { effective: Span::default(), ways: Ways::Area(area) };
    World { levels: 0, score: Some(score), ..world(vec![competency], &[]) }
}

fn electives(id: usize, track: Option<usize>, max: i128, skill: usize, each: Ratio) -> Metric {
    let kind = StepKind::Elective(always(each));
    let step = Step { id: 1, kind, holds: one(skill).into(), effective: Span::default() };
    Metric { id, track, effective: Span::default(), max: whole(max), look_back: None, value: Value::Steps(vec![step]) }
}

#[test]
fn a_certification_stands_for_its_exams_where_an_engine_of_literal_codes_sees_none() {
    let mut world = world(vec![competency(vec![people(1, 1, Predicate::All(vec![one(0), one(1)]))])], &[&[2]]);
    world.skills[2].stands_for = vec![0, 1];
    let literal = (0..1).any(|person| has(&world, person, 0) && has(&world, person, 1));
    assert_eq!((literal, reached(&world, TODAY)), (false, vec![MET]));
}

#[test]
fn different_people_for_different_exams_are_found_where_greed_runs_out_of_them() {
    let codes = Predicate::All(vec![one(0), one(1)]);
    let asks = Asks::People { count: Count::Fixed(2), holds: codes.into(), relation: Relation::DistinctPerCode };
    let world = world(vec![competency(vec![line(1, asks)])], &[&[0, 1], &[0]]);
    let mut free = vec![0, 1];
    let greedy = [0, 1].iter().all(|code| {
        let first = free.iter().position(|person| has(&world, *person, *code));
        first.map(|place| free.remove(place)).is_some()
    });
    assert_eq!((greedy, reached(&world, TODAY)), (false, vec![MET]));
}

#[test]
fn alternatives_of_whole_groups_are_not_mixed_where_an_or_of_people_mixes_them() {
    let either = |number, skill| Line { group: Some('A'), ..people(number, 2, one(skill)) };
    let world = world(vec![competency(vec![either(1, 0), either(2, 1)])], &[&[0], &[1]]);
    let mixed = (0..2).filter(|person| has(&world, *person, 0) || has(&world, *person, 1)).count() >= 2;
    assert_eq!((mixed, reached(&world, TODAY)), (true, vec![Reached::Nothing]));
}

#[test]
fn a_developing_market_has_its_own_threshold_where_one_threshold_for_all_refuses() {
    let threshold = ByMarket { developed: whole(15_000), developing: Some(whole(10_000)) };
    let mut world = world(vec![competency(vec![line(1, figure("usd", threshold, None))])], &[]);
    world.is_developing = true;
    world.figures.insert(("usd".to_owned(), None), whole(12_000));
    let developed_for_all = world.figures.values().all(|usd| *usd >= whole(15_000));
    assert_eq!((developed_for_all, reached(&world, TODAY)), (false, vec![MET]));
}

#[test]
fn points_are_exact_where_floats_fall_short_of_the_threshold() {
    let mut world = scored(0, vec![electives(0, None, 100, 0, Ratio::new(8, 3))], 16);
    world.people = vec![vec![Achievement { skill: 0, completed: None, expires: None }]; 6];
    let in_floats: f64 = world.people.iter().map(|_| 8.0 / 3.0).sum();
    assert_eq!((in_floats >= 16.0, qualifies(&world, TODAY)), (false, true));
}

fn qualifies(world: &World, date: Date) -> bool {
    reached(world, date) == [Reached::Qualified]
}

#[test]
fn the_best_track_is_chosen_as_a_whole_where_the_best_of_each_metric_is_nobodys() {
    let metrics = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)];
    let metrics = metrics.map(|(id, track, skill)| electives(id, Some(track), 10, skill, whole(10)));
    let mut world = scored(2, metrics.to_vec(), 15);
    world.people = vec![vec![Achievement { skill: 0, completed: None, expires: None }]];
    let worth = |metric: &Metric| if has(&world, 0, skill_of(metric)) { 10 } else { 0 };
    let points = |id: usize| metrics.iter().filter(|metric| metric.id == id).map(worth).max();
    let best_of_each: i32 = [0, 1].into_iter().filter_map(points).sum();
    assert_eq!((best_of_each >= 15, qualifies(&world, TODAY)), (true, false));
}

fn skill_of(metric: &Metric) -> usize {
    let Value::Steps(steps) = &metric.value else { panic!("no steps") };
    steps[0].holds.predicate.named()[0]
}

#[test]
fn people_are_shared_out_best_where_greed_in_the_order_of_the_file_attains_less() {
    let own = |count, skill| competency(vec![Line { capacity: Some(0), ..people(1, count, one(skill)) }]);
    let mut world = world(vec![own(2, 0), own(1, 1), own(1, 2)], &[&[0, 1], &[0, 2]]);
    world.capacities = vec![Capacity { most: 1, apart: None, level: None, effective: Span::default() }];
    let mut free = vec![0, 1];
    let mut greedy = 0;
    for (count, skill) in [(2, 0), (1, 1), (1, 2)] {
        let able: Vec<usize> = free.iter().copied().filter(|person| has(&world, *person, skill)).take(count).collect();
        if able.len() == count {
            free.retain(|person| !able.contains(person));
            greedy += 1;
        }
    }
    let alone = [(2, 0), (1, 1), (1, 2)]
        .iter()
        .filter(|(count, skill)| (0..2).filter(|person| has(&world, *person, *skill)).count() >= *count);
    let alone = alone.count();
    let attained = reached(&world, TODAY).into_iter().filter(|reached| *reached == MET).count();
    assert_eq!((greedy, attained, alone), (1, 2, 3), "greed, the engine, and everybody counted for everything");
}

#[test]
fn credentials_are_counted_where_a_count_of_heads_is_too_low() {
    let asks = Asks::Credentials { count: 3, holds: Predicate::Any(vec![one(0), one(1)]).into() };
    let world = world(vec![competency(vec![line(1, asks)])], &[&[0, 1], &[1]]);
    let heads = (0..2).filter(|person| has(&world, *person, 0) || has(&world, *person, 1)).count();
    assert_eq!((heads >= 3, reached(&world, TODAY)), (false, vec![MET]));
}

#[test]
fn a_prerequisite_is_known_where_one_pass_in_the_order_of_the_file_comes_too_early() {
    let asks = Asks::Attains { of: one(1), level: None };
    let world = world(vec![competency(vec![line(1, asks)]), competency(vec![people(1, 1, one(0))])], &[&[0]]);
    let mut met: Vec<bool> = Vec::new();
    for place in 0..2 {
        met.push(if place == 0 { met.get(1) == Some(&true) } else { has(&world, 0, 0) });
    }
    assert_eq!((met, reached(&world, TODAY)), (vec![false, true], vec![MET, MET]));
}

#[test]
fn evidence_ends_where_a_check_box_stays_ticked() {
    let two_years = LookBack { months: 24, take: Take::Latest };
    let mut world = world(vec![competency(vec![line(1, figure("audit", always(whole(1)), Some(two_years)))])], &[]);
    world.figures.insert(("audit".to_owned(), Some(Date::new(2018, 2, 1))), whole(1));
    let ticked = !world.figures.is_empty();
    let (last, next) = (reached(&world, Date::new(2020, 1, 31)), reached(&world, Date::new(2020, 2, 1)));
    assert_eq!((ticked, last, next), (true, vec![MET], vec![Reached::Nothing]));
}

#[test]
fn a_past_day_is_asked_by_its_own_rules_where_todays_rules_refuse_it() {
    let before = Span { from: None, to: Some(TODAY.plus(-1)) };
    let after = Span { from: Some(TODAY), to: None };
    let old = Line { effective: before, ..people(1, 1, one(0)) };
    let new = Line { effective: after, ..people(1, 2, one(0)) };
    let world = world(vec![competency(vec![old, new])], &[&[0]]);
    let by_todays_rules = (0..1).filter(|person| has(&world, *person, 0)).count() >= 2;
    assert_eq!((by_todays_rules, reached(&world, TODAY.plus(-1))), (false, vec![MET]));
    assert_eq!(reached(&world, TODAY), [Reached::Nothing]);
}

#[test]
fn one_day_in_the_window_is_enough_where_only_today_is_asked() {
    let mut world = scored(0, vec![electives(0, None, 10, 0, whole(10))], 10);
    let expires = Some(TODAY.first_of_month().plus_months(-1));
    world.people = vec![vec![Achievement { skill: 0, completed: None, expires }]];
    let programme = engine::programme(&world);
    let start = window_start(&programme, engine::day(TODAY)).unwrap();
    let found = qualified_days(&programme, &engine::facts(&world, &programme), start, engine::day(TODAY));
    let first = TODAY.first_of_month().plus_months(-1);
    let expected: Vec<Date> = (first.0..=TODAY.0).map(Date).filter(|day| qualifies(&world, *day)).collect();
    assert_eq!((qualifies(&world, TODAY), expected), (false, vec![first]));
    assert_eq!(found.get(&0), Some(&vec![(start, start)]));
}

//! Random scores: metrics with formulas and steps, tracks, floors and thresholds.

use super::dice::Dice;
use super::random::{Plan, by_market, formula, holds, look_back, number, sides};
use super::ratio::{Ratio, whole};
use super::world::*;

pub fn score(dice: &mut Dice, levels: usize, has_options: bool) -> Score {
    let thresholds = if levels > 0 && (!has_options || dice.chance(40)) {
        let first = dice.below(levels);
        let mut total = 0;
        let each = (first..levels).map(|level| {
            total += dice.between(1, 12) as i128;
            (level, whole(total))
        });
        Thresholds::Levels(each.collect())
    } else {
        Thresholds::One(whole(dice.between(1, 25) as i128))
    };
    let every = match dice.below(3) {
        0 => None,
        1 => Some(Floor::Above(number(dice, 2))),
        _ => Some(Floor::AtLeast(number(dice, 2))),
    };
    Score { thresholds, every, window: dice.maybe(30, |dice| dice.between(1, 3) as i32) }
}

pub fn area(dice: &mut Dice, plan: &Plan) -> Area {
    let tracks = dice.pick(&[0, 0, 1, 2, 2, 2]);
    let choose = match tracks {
        0 => Choose::BestOf,
        _ if dice.chance(50) => Choose::BestOf,
        _ => Choose::Classification(dice.maybe(70, |dice| Classification {
            is_least: dice.chance(50),
            threshold: number(dice, 20),
            track: dice.below(tracks),
            otherwise: dice.below(tracks),
        })),
    };
    let mut metrics = Vec::new();
    for id in 0..dice.between(1, 3) {
        for effective in sides(dice, 10, plan) {
            // One for all tracks, or one for each of some tracks.
            if tracks == 0 || dice.chance(60) {
                metrics.push(metric(dice, plan, id, None, effective, tracks));
            } else {
                for track in (0..tracks).filter(|_| dice.chance(75)).collect::<Vec<_>>() {
                    metrics.push(metric(dice, plan, id, Some(track), effective, tracks));
                }
            }
        }
    }
    if metrics.is_empty() {
        metrics.push(metric(dice, plan, 0, None, Span::default(), tracks));
    }
    Area { tracks, choose, metrics }
}

fn metric(dice: &mut Dice, plan: &Plan, id: usize, track: Option<usize>, effective: Span, tracks: usize) -> Metric {
    let max = number(dice, 30) + whole(1);
    if dice.chance(45) {
        let inputs: Vec<Option<Holds>> = (0..dice.below(4)).map(|_| dice.maybe(35, |dice| holds(dice, plan))).collect();
        let points = if tracks > 0 && track.is_none() && dice.chance(25) {
            Points::ByTrack((0..tracks).map(|_| formula(dice, 3, inputs.len())).collect())
        } else {
            Points::ByMarket(by_market(dice, 25, |dice| formula(dice, 3, inputs.len())))
        };
        let value = Value::Measured { inputs, points };
        return Metric { id, track, effective, max, look_back: look_back(dice, 30), value };
    }
    let mut steps = Vec::new();
    for id in 1..=dice.between(1, 4) {
        for effective in sides(dice, 8, plan) {
            let kind = match dice.below(5) {
                0 => StepKind::Gate(dice.between(1, 2)),
                1 => StepKind::Flat(dice.between(1, 2), points(dice)),
                _ => StepKind::Elective(by_market(dice, 25, points)),
            };
            steps.push(Step { id, kind, holds: holds(dice, plan), effective });
        }
    }
    Metric { id, track, effective, max, look_back: None, value: Value::Steps(steps) }
}

/// Above zero.
fn points(dice: &mut Dice) -> Ratio {
    Ratio::new(dice.between(1, 20) as i128, dice.pick(&[1, 1, 3, 7]))
}

//! Distinct people for tied lines: people fill seats, one person may sit in several where the ties allow it.
//!
//! Exact, never greedy: every reachable state of filled seats is kept, class by class of equal people. The catalogue
//! check bounds the number of states.

use std::collections::BTreeMap;

use super::Chosen;
use crate::census::has;

/// A people requirement with its seats.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The test of each seat and how many people it takes.
    pub tests: Vec<(usize, u32)>,
    /// Another line, and whether its people are excluded (else they are the only ones allowed).
    pub tie: Option<(usize, bool)>,
    /// The bits of this line's seats.
    pub seats: u32,
}

#[derive(Debug)]
pub(super) struct Solution {
    /// Per line, the people in its seats.
    pub have: Vec<u32>,
    pub choice: Vec<Chosen>,
}

impl Line {
    pub fn new(tests: Vec<(usize, u32)>, tie: Option<(usize, bool)>, first_seat: &mut u32) -> Self {
        let mut seats = 0;
        for _ in &tests {
            seats |= 1_u32.checked_shl(*first_seat).unwrap_or(0);
            *first_seat = first_seat.saturating_add(1);
        }
        Self { tests, tie, seats }
    }

    pub fn count(&self) -> u32 {
        self.tests.iter().map(|(_, count)| count).sum()
    }
}

/// Adds lines to others that they are not tied to.
pub(super) fn append(lines: &mut Vec<Line>, more: Vec<Line>) {
    let (first, shift) = (lines.len(), lines.iter().map(|line| line.seats.count_ones()).sum());
    lines.extend(more.into_iter().map(|line| Line {
        tie: line.tie.map(|(target, excluded)| (target.saturating_add(first), excluded)),
        seats: line.seats.checked_shl(shift).unwrap_or(0),
        ..line
    }));
}

/// One seat: its place in the mixed-radix number of a state.
#[derive(Debug, Clone, Copy)]
struct Seat {
    test: usize,
    count: usize,
    stride: usize,
}

/// People who could sit in the same seats.
#[derive(Debug)]
struct Group<'c> {
    patterns: Vec<u32>,
    classes: Vec<(&'c [u64], u32)>,
}

/// Fills the seats so that the first line has as many as possible, then the second, and so on.
pub(super) fn solve<'c>(lines: &[Line], classes: impl Iterator<Item = (&'c [u64], u32)>) -> Solution {
    let seats = seats(lines);
    let groups = groups(lines, &seats, classes);
    if groups.is_empty() {
        return Solution { have: vec![0; lines.len()], choice: Vec::new() };
    }
    let states = seats.last().map_or(1, |seat| seat.stride.saturating_mul(seat.count.saturating_add(1)));
    // Layer by layer: which states can be reached with the people so far; the group whose person made the layer.
    let mut layers: Vec<(usize, Vec<bool>)> = Vec::new();
    let mut reached = vec![false; states];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    let most: usize = seats.iter().map(|seat| seat.count).sum();
    for (number, group) in groups.iter().enumerate() {
        let people: u32 = group.classes.iter().map(|(_, size)| size).sum();
        for _ in 0..most.min(people as usize) {
            let next = one_more(&reached, group, &seats);
            if next == reached {
                break;
            }
            layers.push((number, std::mem::replace(&mut reached, next)));
        }
    }
    let best = best(&reached, lines, &seats);
    Solution { have: filled_lines(best, lines, &seats).collect(), choice: trace(best, layers, &groups, &seats) }
}

fn seats(lines: &[Line]) -> Vec<Seat> {
    let mut stride = 1_usize;
    let mut seats = Vec::new();
    for (test, count) in lines.iter().flat_map(|line| &line.tests) {
        seats.push(Seat { test: *test, count: *count as usize, stride });
        stride = stride.saturating_mul((*count as usize).saturating_add(1));
    }
    seats
}

/// The people of the census by the seats that they could sit in.
fn groups<'c>(lines: &[Line], seats: &[Seat], classes: impl Iterator<Item = (&'c [u64], u32)>) -> Vec<Group<'c>> {
    let mut by_seats: BTreeMap<u32, Vec<(&'c [u64], u32)>> = BTreeMap::new();
    for (class, size) in classes {
        let could = (0_u32..).zip(seats).filter(|(_, seat)| has(class, seat.test));
        let could = could.fold(0_u32, |could, (place, _)| could | 1_u32.checked_shl(place).unwrap_or(0));
        if could != 0 {
            by_seats.entry(could).or_default().push((class, size));
        }
    }
    by_seats
        .into_iter()
        .map(|(could, classes)| {
            // All non-empty parts of the seats that the ties allow.
            let parts =
                std::iter::successors(Some(could), |part| Some(part.checked_sub(1)? & could)).take_while(|part| *part != 0);
            Group { patterns: parts.filter(|part| is_allowed(*part, lines)).collect(), classes }
        })
        .collect()
}

/// Whether one person may sit in just these seats.
pub(super) fn is_allowed(pattern: u32, lines: &[Line]) -> bool {
    lines.iter().all(|line| {
        let own = pattern & line.seats;
        let one_seat = own.count_ones() <= 1;
        let tie_holds = match line.tie {
            None => true,
            Some((target, excluded)) => {
                let other = lines.get(target).map_or(0, |target| pattern & target.seats);
                own == 0 || (other == 0) == excluded
            }
        };
        one_seat && tie_holds
    })
}

/// The states after at most one more person of the group sat down.
fn one_more(reached: &[bool], group: &Group<'_>, seats: &[Seat]) -> Vec<bool> {
    let mut next = reached.to_vec();
    for (state, _) in reached.iter().enumerate().filter(|(_, is_reached)| **is_reached) {
        for pattern in &group.patterns {
            if let Some(after) = sit(state, *pattern, seats)
                && let Some(slot) = next.get_mut(after)
            {
                *slot = true;
            }
        }
    }
    next
}

/// The state after one person took the seats of a pattern, if each is free.
fn sit(state: usize, pattern: u32, seats: &[Seat]) -> Option<usize> {
    let mut after = state;
    for (place, seat) in (0_u32..).zip(seats) {
        if pattern & 1_u32.checked_shl(place)? != 0 {
            if filled(state, seat) >= seat.count {
                return None;
            }
            after = after.checked_add(seat.stride)?;
        }
    }
    Some(after)
}

/// The state before one person took the seats of a pattern.
fn stand_up(state: usize, pattern: u32, seats: &[Seat]) -> Option<usize> {
    let mut before = state;
    for (place, seat) in (0_u32..).zip(seats) {
        if pattern & 1_u32.checked_shl(place)? != 0 {
            if filled(state, seat) == 0 {
                return None;
            }
            before = before.checked_sub(seat.stride)?;
        }
    }
    Some(before)
}

fn filled(state: usize, seat: &Seat) -> usize {
    state.checked_div(seat.stride).unwrap_or(0).checked_rem(seat.count.saturating_add(1)).unwrap_or(0)
}

fn filled_lines<'s>(state: usize, lines: &'s [Line], seats: &'s [Seat]) -> impl Iterator<Item = u32> + 's {
    let mut seats = seats.iter();
    lines.iter().map(move |line| {
        let people: usize = seats.by_ref().take(line.tests.len()).map(|seat| filled(state, seat)).sum();
        u32::try_from(people).unwrap_or(u32::MAX)
    })
}

fn best(reached: &[bool], lines: &[Line], seats: &[Seat]) -> usize {
    let states = reached.iter().enumerate().filter(|(_, is_reached)| **is_reached).map(|(state, _)| state);
    states.max_by(|one, other| filled_lines(*one, lines, seats).cmp(filled_lines(*other, lines, seats))).unwrap_or(0)
}

/// Walks back from the best state and names who sat where.
fn trace(best: usize, mut layers: Vec<(usize, Vec<bool>)>, groups: &[Group<'_>], seats: &[Seat]) -> Vec<Chosen> {
    let mut state = best;
    let mut seated: BTreeMap<(usize, u32), u32> = BTreeMap::new();
    while let Some((number, before)) = layers.pop() {
        let was_reached = |state: usize| before.get(state) == Some(&true);
        if was_reached(state) {
            continue;
        }
        let patterns = groups.get(number).map_or(&[][..], |group| &group.patterns);
        let step = patterns
            .iter()
            .find_map(|pattern| Some((*pattern, stand_up(state, *pattern, seats).filter(|state| was_reached(*state))?)));
        if let Some((pattern, earlier)) = step {
            let people = seated.entry((number, pattern)).or_insert(0);
            *people = people.saturating_add(1);
            state = earlier;
        }
    }
    deal(seated, groups)
}

/// Deals the seats of each group to its classes, in order; what is dealt of one class follows one another.
fn deal(seated: BTreeMap<(usize, u32), u32>, groups: &[Group<'_>]) -> Vec<Chosen> {
    // Per group, how many of its people sit: a few, while its classes may be many.
    let mut sitting: BTreeMap<usize, u32> = BTreeMap::new();
    let mut choice = Vec::new();
    for ((number, pattern), people) in seated {
        let first = sitting.entry(number).or_insert(0);
        let (mut from, to) = (*first, first.saturating_add(people));
        *first = to;
        let mut begin = 0_u32;
        for (class, size) in groups.get(number).into_iter().flat_map(|group| &group.classes) {
            let end = begin.saturating_add(*size);
            if from < to && from < end {
                let people = to.min(end).saturating_sub(from);
                choice.push(Chosen { class: class.to_vec(), pattern, skip: from.saturating_sub(begin), people });
                from = from.saturating_add(people);
            }
            begin = end;
            if from == to {
                break;
            }
        }
    }
    choice
}

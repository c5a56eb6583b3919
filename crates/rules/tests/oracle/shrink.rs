//! Worlds that are a little smaller than one that fails.

use super::world::*;

/// Every world with one thing less.
pub fn smaller(world: &World) -> Vec<World> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut World)| {
        let mut less = world.clone();
        change(&mut less);
        all.push(less);
    };
    // The last one only, so that the numbers of the others stay.
    with(&|less| {
        _ = less.competencies.pop();
        let left = less.competencies.len();
        less.priority.retain(|place| *place < left);
    });
    for place in 0..world.people.len() {
        with(&|less| _ = less.people.remove(place));
        for one in 0..world.people[place].len() {
            with(&|less| _ = less.people[place].remove(one));
            if world.people[place][one].completed.is_some() {
                with(&|less| less.people[place][one].completed = None);
            }
            if world.people[place][one].expires.is_some() {
                with(&|less| less.people[place][one].expires = None);
            }
        }
    }
    for key in world.figures.keys() {
        with(&|less| _ = less.figures.remove(key));
    }
    if world.effective != Span::default() {
        with(&|less| less.effective = Span::default());
    }
    if !world.priority.is_empty() {
        with(&|less| less.priority.clear());
    }
    if !world.capacities.is_empty() {
        with(&|less| _ = less.capacities.pop());
    }
    for place in 0..world.skills.len() {
        let skill = &world.skills[place];
        if skill.made_of.is_some() {
            with(&|less| less.skills[place].made_of = None);
        }
        if !skill.stands_for.is_empty() {
            with(&|less| _ = less.skills[place].stands_for.pop());
        }
        if skill.accepted_from.is_some() || skill.accepted_until.is_some() || skill.retired_on.is_some() {
            let Skill { stands_for, made_of, .. } = skill.clone();
            with(&|less| {
                less.skills[place] = Skill { stands_for: stands_for.clone(), made_of: made_of.clone(), ..Skill::default() };
            });
        }
    }
    for place in 0..world.competencies.len() {
        if world.competencies[place].effective != Span::default() {
            with(&|less| less.competencies[place].effective = Span::default());
        }
        match &world.competencies[place].ways {
            Ways::Options(options) => {
                for ways in smaller_options(options) {
                    with(&|less| less.competencies[place].ways = Ways::Options(ways.clone()));
                }
            }
            Ways::Area(area) => {
                for smaller in smaller_areas(area) {
                    with(&|less| less.competencies[place].ways = Ways::Area(smaller.clone()));
                }
            }
        }
    }
    all
}

fn smaller_options(options: &[Choice]) -> Vec<Vec<Choice>> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut Vec<Choice>)| {
        let mut less = options.to_vec();
        change(&mut less);
        all.push(less);
    };
    for (place, option) in options.iter().enumerate() {
        with(&|less| _ = less.remove(place));
        if option.effective != Span::default() {
            with(&|less| less[place].effective = Span::default());
        }
        for (number, line) in option.lines.iter().enumerate() {
            with(&|less| _ = less[place].lines.remove(number));
            if line.effective != Span::default() {
                with(&|less| less[place].lines[number].effective = Span::default());
            }
            if line.group.is_some() {
                with(&|less| less[place].lines[number].group = None);
            }
            if line.capacity.is_some() {
                with(&|less| less[place].lines[number].capacity = None);
            }
            for asks in smaller_asks(&line.asks) {
                with(&|less| less[place].lines[number].asks = asks.clone());
            }
        }
    }
    all.retain(|options| !options.is_empty() && options.iter().all(|option| !option.lines.is_empty()));
    all
}

fn smaller_asks(asks: &Asks) -> Vec<Asks> {
    match asks {
        Asks::People { count, holds, relation } => {
            let mut all: Vec<Asks> = smaller_holds(holds)
                .into_iter()
                .map(|holds| Asks::People { count: count.clone(), holds, relation: *relation })
                .collect();
            if *relation != Relation::Free {
                all.push(Asks::People { count: count.clone(), holds: holds.clone(), relation: Relation::Free });
            }
            all
        }
        Asks::Credentials { count, holds } => {
            smaller_holds(holds).into_iter().map(|holds| Asks::Credentials { count: *count, holds }).collect()
        }
        Asks::Figure(_) | Asks::Attains { .. } => Vec::new(),
    }
}

fn smaller_holds(holds: &Holds) -> Vec<Holds> {
    let mut all = Vec::new();
    if let Predicate::Any(parts) | Predicate::All(parts) | Predicate::AtLeast(_, parts) = &holds.predicate {
        all.extend(parts.iter().map(|part| Holds { predicate: part.clone(), ..holds.clone() }));
    }
    if !holds.from.is_empty() {
        all.push(Holds { from: Vec::new(), ..holds.clone() });
    }
    if !holds.until.is_empty() {
        all.push(Holds { until: Vec::new(), ..holds.clone() });
    }
    if holds.within.is_some() {
        all.push(Holds { within: None, ..holds.clone() });
    }
    all
}

fn smaller_areas(area: &Area) -> Vec<Area> {
    let mut all = Vec::new();
    for (place, metric) in area.metrics.iter().enumerate() {
        let mut less = area.clone();
        less.metrics.remove(place);
        all.push(less);
        let Value::Steps(steps) = &metric.value else { continue };
        for number in 0..steps.len() {
            let mut less = area.clone();
            if let Value::Steps(steps) = &mut less.metrics[place].value {
                steps.remove(number);
            }
            all.push(less);
        }
    }
    let has_steps = |metric: &Metric| !matches!(&metric.value, Value::Steps(steps) if steps.is_empty());
    all.retain(|area| !area.metrics.is_empty() && area.metrics.iter().all(has_steps));
    all
}

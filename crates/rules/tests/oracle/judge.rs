//! What a partner attains on a day, by the oracle: everything is tried out.

use std::collections::BTreeMap;

use super::allocation;
use super::calendar::Date;
use super::holding::{meets, records};
use super::ratio::{Ratio, ZERO, whole};
use super::scoring::{self, Scored};
use super::world::*;

/// What a competency reached, for those that ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    Nothing,
    Qualified,
    Level(usize),
}

/// One option at one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    pub option: usize,
    pub level: usize,
    pub met: bool,
}

#[derive(Debug, Clone)]
pub enum Verdict {
    NotInForce,
    /// The highest level with the first option that meets it; each option's levels only where nobody competes for people.
    Level {
        attained: Option<(usize, usize)>,
        tried: Vec<Tried>,
    },
    Score(Scored),
}

impl Verdict {
    pub fn reached(&self) -> Reached {
        match self {
            Self::NotInForce => Reached::Nothing,
            Self::Level { attained, .. } => attained.map_or(Reached::Nothing, |(level, _)| Reached::Level(level)),
            Self::Score(scored) => match (scored.level, scored.qualified()) {
                (Some(level), _) => Reached::Level(level),
                (None, true) => Reached::Qualified,
                (None, false) => Reached::Nothing,
            },
        }
    }
}

/// What everything attains on a day, and what the lines have that are not filled by chosen people.
#[derive(Debug, Clone)]
pub struct Judged {
    pub verdicts: Vec<Verdict>,
    /// Whether people compete for competencies.
    pub is_contested: bool,
    /// Competency; option, level and number of a line.
    pub measured: Vec<(usize, (usize, usize, usize, Measured))>,
}

/// The world on one day.
pub struct Judge<'w> {
    pub world: &'w World,
    /// The day whose rules are asked, and the day whose facts are.
    pub rules: Date,
    pub today: Date,
    records: &'w [Vec<Achievement>],
}

/// What everything attains on a day.
pub fn judge(world: &World, today: Date) -> Judged {
    judge_with(world, &records(world), today)
}

/// What everything attains on a day, given everybody's records.
pub fn judge_with(world: &World, records: &[Vec<Achievement>], today: Date) -> Judged {
    let judge = Judge::new(world, records, today);
    let is_contested = judge.is_contested();
    let verdicts = if is_contested { allocation::settle(&judge) } else { judge.everything_alone() };
    let reached: Vec<Reached> = verdicts.iter().map(Verdict::reached).collect();
    let mut measured = Vec::new();
    for place in judge.in_order() {
        let Ways::Options(options) = &world.competencies[place].ways else { continue };
        for (option, level, lines) in judge.levels(options) {
            let each = lines.iter().filter_map(|line| Some((option, level, line.number, judge.measured(line, &reached)?)));
            measured.extend(each.map(|one| (place, one)));
        }
    }
    Judged { verdicts, is_contested, measured }
}

impl<'w> Judge<'w> {
    pub fn new(world: &'w World, records: &'w [Vec<Achievement>], today: Date) -> Self {
        let rules = today.max(world.effective.from.unwrap_or(today));
        let rules = rules.min(world.effective.to.unwrap_or(rules));
        Self { world, rules, today, records }
    }

    /// Whether people compete for competencies.
    pub fn is_contested(&self) -> bool {
        self.world.capacities.iter().any(|capacity| capacity.effective.has(self.rules))
    }

    fn everything_alone(&self) -> Vec<Verdict> {
        let mut verdicts: Vec<Verdict> = vec![Verdict::NotInForce; self.world.competencies.len()];
        for place in self.in_order() {
            let reached: Vec<Reached> = verdicts.iter().map(Verdict::reached).collect();
            verdicts[place] = self.alone(place, &reached);
        }
        verdicts
    }

    /// The competencies in force, each behind all those that it asks for.
    pub fn in_order(&self) -> Vec<usize> {
        let all = &self.world.competencies;
        let mut order: Vec<usize> = Vec::new();
        while order.len() < all.len() {
            let is_ready =
                |place: &usize| !order.contains(place) && all[*place].asks_for().iter().all(|one| order.contains(one));
            order.push((0..all.len()).find(is_ready).expect("no ring"));
        }
        order.retain(|place| all[*place].effective.has(self.rules));
        order
    }

    pub fn alone(&self, place: usize, reached: &[Reached]) -> Verdict {
        match &self.world.competencies[place].ways {
            Ways::Area(area) => Verdict::Score(scoring::score(self, place, area)),
            Ways::Options(options) => {
                let mut tried = Vec::new();
                let mut attained: Option<(usize, usize)> = None;
                for (option, level, lines) in self.levels(options) {
                    let met = self.picks(&lines).iter().any(|pick| self.is_met_by(pick, reached));
                    if met && attained.is_none_or(|(best, _)| best < level) {
                        attained = Some((level, option));
                    }
                    tried.push(Tried { option, level, met });
                }
                Verdict::Level { attained, tried }
            }
        }
    }

    /// Every option in force at every level, with its lines in force.
    pub fn levels<'o>(&self, options: &'o [Choice]) -> Vec<(usize, usize, Vec<&'o Line>)> {
        let mut all = Vec::new();
        for (place, option) in options.iter().enumerate().filter(|(_, option)| option.effective.has(self.rules)) {
            for level in 0..self.world.levels {
                let in_force = option.lines.iter().filter(|line| line.level == level && line.effective.has(self.rules));
                let lines: Vec<&Line> = in_force.collect();
                if !lines.is_empty() {
                    all.push((place, level, lines));
                }
            }
        }
        all
    }

    /// Every way to pick one line of each group; a line without a group is a group of its own.
    pub fn picks<'o>(&self, lines: &[&'o Line]) -> Vec<Vec<&'o Line>> {
        let mut groups: BTreeMap<(Option<char>, usize), Vec<&Line>> = BTreeMap::new();
        for line in lines {
            let own = if line.group.is_some() { 0 } else { line.number };
            groups.entry((line.group, own)).or_default().push(line);
        }
        let mut picks: Vec<Vec<&Line>> = vec![Vec::new()];
        for group in groups.values() {
            let longer = |pick: &Vec<&'o Line>| -> Vec<Vec<&'o Line>> {
                group.iter().map(|line| pick.iter().copied().chain([*line]).collect()).collect()
            };
            picks = picks.iter().flat_map(longer).collect();
        }
        picks
    }

    fn is_met_by(&self, pick: &[&Line], reached: &[Reached]) -> bool {
        pick.iter().all(|line| self.measured(line, reached).is_none_or(|measured| measured.met))
            && self.any_sets(pick, &mut |_| true)
    }

    /// Calls `found` for every choice of a set for each line that asks for a stated number of people, in the order of
    /// these lines, until it says that this one is enough.
    pub fn any_sets(&self, pick: &[&Line], found: &mut impl FnMut(&[(&Line, u32)]) -> bool) -> bool {
        let lines: Vec<&Line> = pick.iter().copied().filter(|line| line.fixed().is_some()).collect();
        let has_target =
            |line: &&Line| line.relation().target().is_none_or(|target| lines.iter().any(|one| one.number == target));
        if !lines.iter().all(has_target) {
            return false;
        }
        let sets: Vec<(&Line, Vec<u32>)> = lines.iter().map(|line| (*line, self.sets(line))).collect();
        self.go_on(&sets, &mut Vec::new(), found)
    }

    fn go_on<'l>(
        &self,
        open: &[(&'l Line, Vec<u32>)],
        chosen: &mut Vec<(&'l Line, u32)>,
        found: &mut impl FnMut(&[(&Line, u32)]) -> bool,
    ) -> bool {
        let Some(((line, sets), rest)) = open.split_first() else { return found(chosen) };
        sets.iter().any(|set| {
            chosen.push((line, *set));
            let enough = ties_hold(chosen) && self.go_on(rest, chosen, found);
            chosen.pop();
            enough
        })
    }

    /// Every set of people that fills a line.
    pub fn sets(&self, line: &Line) -> Vec<u32> {
        let (Asks::People { holds, relation, .. }, Some(count)) = (&line.asks, line.fixed()) else { return Vec::new() };
        let sets = (0..1_u32 << self.world.people.len()).filter(|set| set.count_ones() as usize == count);
        if *relation == Relation::DistinctPerCode {
            let Predicate::All(codes) = &holds.predicate else { panic!("distinct_per_code without codes") };
            let each: Vec<u32> =
                codes.iter().map(|one| self.holders(&Holds { predicate: one.clone(), ..holds.clone() })).collect();
            return sets.filter(|set| one_for_each(*set, &each)).collect();
        }
        let holders = self.holders(holds);
        sets.filter(|set| set & !holders == 0).collect()
    }

    /// The people who meet the test of a line, as bits.
    pub fn line_holders(&self, line: &Line) -> u32 {
        if let Asks::People { holds, .. } = &line.asks { self.holders(holds) } else { 0 }
    }

    /// The people who meet a test, as bits.
    pub fn holders(&self, holds: &Holds) -> u32 {
        let people = self.records.iter().enumerate();
        people.filter(|(_, records)| meets(self.world, records, holds, self.today)).map(|(person, _)| 1 << person).sum()
    }

    /// What a line has and needs that does not ask for a stated number of people.
    pub fn measured(&self, line: &Line, reached: &[Reached]) -> Option<Measured> {
        let at_least = |needed: Option<Ratio>, have: Option<Ratio>| Measured {
            met: needed.zip(have).is_some_and(|(needed, have)| have >= needed),
            needed,
            have,
            is_known: true,
        };
        match &line.asks {
            Asks::People { count: Count::Fixed(_), .. } => None,
            Asks::People { count: Count::Figured(computed), holds, .. } => {
                let needed = self.computed(computed, None).map(|people| people.ceiling().max(ZERO));
                Some(at_least(needed, Some(whole(self.holders(holds).count_ones().into()))))
            }
            Asks::Credentials { count, holds } => {
                let mut codes = holds.predicate.named();
                codes.sort_unstable();
                codes.dedup();
                let each = codes.into_iter().map(|code| Holds { predicate: Predicate::One(code), ..holds.clone() });
                let have: u32 = each.map(|holds| self.holders(&holds).count_ones()).sum();
                Some(at_least(Some(whole(*count as i128)), Some(whole(have.into()))))
            }
            Asks::Figure(rule) => {
                let stated = self.stated(&rule.figure, rule.look_back);
                let have = match &rule.value {
                    Some(value) if stated.is_none() => self.computed(value, rule.look_back),
                    _ => stated.or(self.if_absent()),
                };
                let needed = *rule.threshold.get(self.world.is_developing);
                let met = have.is_some_and(|have| if rule.is_least { have >= needed } else { have <= needed });
                Some(Measured { needed: Some(needed), have, met, is_known: true })
            }
            Asks::Attains { of, level } => {
                let is_true = |place: usize| match (reached[place], level) {
                    (Reached::Level(reached), Some(level)) => reached >= *level,
                    (Reached::Level(_) | Reached::Qualified, None) => true,
                    _ => false,
                };
                let met = of.is_met(&is_true);
                Some(Measured { needed: None, have: None, met, is_known: false })
            }
        }
    }

    fn if_absent(&self) -> Option<Ratio> {
        self.world.absent_is_zero.then_some(ZERO)
    }

    pub fn figure(&self, id: &str, look_back: Option<LookBack>) -> Option<Ratio> {
        self.stated(id, look_back).or(self.if_absent())
    }

    /// A figure, if somebody stated it.
    pub fn stated(&self, id: &str, look_back: Option<LookBack>) -> Option<Ratio> {
        let stated = |month: Option<Date>| self.world.figures.get(&(id.to_owned(), month)).copied();
        let this_month = self.today.first_of_month();
        // Longer than any month that a world states.
        let months = look_back.map_or(60, |back| back.months);
        // The latest month first.
        let values: Vec<Ratio> = (0..months).filter_map(|back| stated(Some(this_month.plus_months(-back)))).collect();
        let latest = values.first().copied();
        let sum = values.iter().fold(ZERO, |sum, value| sum + *value);
        let of_months = latest.map(|latest| match look_back.map(|back| back.take) {
            None | Some(Take::Unsaid | Take::Latest) => latest,
            Some(Take::Sum) => sum,
            Some(Take::Average) => sum.over(whole(months.into())),
            Some(Take::Highest) => values.iter().copied().max().unwrap(),
        });
        of_months.or_else(|| stated(None))
    }

    fn computed(&self, computed: &Computed, look_back: Option<LookBack>) -> Option<Ratio> {
        let values: Option<Vec<Ratio>> = computed.inputs.iter().map(|input| self.figure(input, look_back)).collect();
        Some(computed.formula.value(&values?))
    }
}

/// What a line needs and has, each where it is known.
#[derive(Debug, Clone)]
pub struct Measured {
    pub needed: Option<Ratio>,
    pub have: Option<Ratio>,
    pub met: bool,
    /// Whether `needed` and `have` say anything.
    pub is_known: bool,
}

/// Whether every tie between two sets that are chosen holds.
pub fn ties_hold(chosen: &[(&Line, u32)]) -> bool {
    chosen.iter().all(|(line, set)| {
        let target = line.relation().target();
        let other = chosen.iter().find(|(other, _)| Some(other.number) == target);
        other.is_none_or(|(_, other)| line.relation().holds(*set, *other))
    })
}

/// Whether the people of a set can take one code each.
fn one_for_each(set: u32, each: &[u32]) -> bool {
    let Some((first, rest)) = each.split_first() else { return set == 0 };
    (0..32).any(|person| set & first & (1 << person) != 0 && one_for_each(set & !(1 << person), rest))
}

impl Line {
    /// The number of people, where the line states one.
    pub fn fixed(&self) -> Option<usize> {
        match &self.asks {
            Asks::People { count: Count::Fixed(count), .. } => Some(*count),
            _ => None,
        }
    }

    pub fn relation(&self) -> Relation {
        match &self.asks {
            Asks::People { relation, .. } => *relation,
            _ => Relation::Free,
        }
    }
}

impl Competency {
    /// The competencies that this one asks for.
    pub fn asks_for(&self) -> Vec<usize> {
        let Ways::Options(options) = &self.ways else { return Vec::new() };
        let lines = options.iter().flat_map(|option| &option.lines);
        lines
            .filter_map(|line| if let Asks::Attains { of, .. } = &line.asks { Some(of.named()) } else { None })
            .flatten()
            .collect()
    }
}

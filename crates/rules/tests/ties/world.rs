//! Small random worlds, their text as a catalogue, and the enumeration of assignments.

use std::fmt::Write as _;

pub const SKILLS: u32 = 5;
const MOST_PEOPLE: u32 = 6;
const MOST_LINES: u32 = 4;

pub fn code(skill: u32) -> String {
    format!("s{skill}")
}

/// Random numbers from a seed (SplitMix64).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, sides: u32) -> u32 {
        (self.next() % u64::from(sides)) as u32
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    pub fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for place in (1..count).rev() {
            order.swap(place, self.below(place as u32 + 1) as usize);
        }
        order
    }
}

#[derive(Debug, Clone)]
pub struct World {
    /// Each person's skills as bits.
    pub people: Vec<u32>,
    /// Options, each with its levels from the lowest on.
    pub options: Vec<Vec<Level>>,
}

#[derive(Debug, Clone)]
pub struct Level {
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub group: Option<char>,
    pub asks: Asks,
}

#[derive(Debug, Clone)]
pub enum Asks {
    People {
        count: u32,
        holds: Predicate,
        relation: Relation,
    },
    /// A figure that is 100.
    Figure {
        at_least: u32,
    },
}

/// Targets are places of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Free,
    SamePeopleAs(usize),
    KOfSame(usize),
    OtherPeopleThan(usize),
    DistinctPerCode,
}

#[derive(Debug, Clone)]
pub enum Predicate {
    Skill(u32),
    Any(Vec<Predicate>),
    All(Vec<Predicate>),
    AtLeast(u32, Vec<Predicate>),
}

impl World {
    pub fn random(dice: &mut Dice) -> Self {
        let density = 25 + dice.below(60);
        let people = (0..dice.below(MOST_PEOPLE + 1))
            .map(|_| (0..SKILLS).filter(|_| dice.chance(density)).map(|skill| 1 << skill).sum())
            .collect();
        let options = (0..=dice.below(2)).map(|_| (0..=dice.below(2)).map(|_| Level::random(dice)).collect()).collect();
        Self { people, options }
    }

    pub fn catalogue(&self) -> String {
        let mut text = "format = 1\nprogramme = { id = \"p\", name = \"P\", levels = [\"silver\", \"gold\"] }\n".to_owned();
        for skill in 0..SKILLS {
            write!(text, "[[skill]]\ncode = \"{}\"\nkind = \"exam\"\n", code(skill)).unwrap();
        }
        text.push_str("[[competency]]\nid = \"c\"\nname = \"C\"\n");
        for (option, levels) in self.options.iter().enumerate() {
            write!(text, "[[competency.option]]\nid = \"o{option}\"\nname = \"O\"\n").unwrap();
            for (level, name) in levels.iter().zip(["silver", "gold"]) {
                for (number, line) in level.lines.iter().enumerate() {
                    write!(text, "[[competency.option.requirement]]\nlevel = \"{name}\"\nline = {}\n", number + 1).unwrap();
                    text.push_str(&line.text());
                }
            }
        }
        text
    }
}

impl Level {
    fn random(dice: &mut Dice) -> Self {
        let lines = 1 + dice.below(MOST_LINES);
        let mut level = Self { lines: (0..lines).map(|_| Line::random(dice)).collect() };
        for place in 0..level.lines.len() {
            level.tie(place, dice);
        }
        level
    }

    /// Ties a line to another one, if the two fit.
    fn tie(&mut self, place: usize, dice: &mut Dice) {
        if !dice.chance(60) {
            return;
        }
        let target = dice.below(self.lines.len() as u32) as usize;
        let Asks::People { count: theirs, .. } = self.lines[target].asks else { return };
        // Alternatives of one group are never tied: only one of them is chosen.
        let alternatives = self.lines[place].group.is_some() && self.lines[place].group == self.lines[target].group;
        let Asks::People { count, relation, .. } = &mut self.lines[place].asks else { return };
        if alternatives || target == place || *relation != Relation::Free {
            return;
        }
        *relation = match dice.below(3) {
            0 if *count == theirs => Relation::SamePeopleAs(target),
            1 if *count <= theirs => Relation::KOfSame(target),
            _ => Relation::OtherPeopleThan(target),
        };
    }

    /// The places of each group's lines.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            let mates = groups.iter_mut().find(|group| line.group.is_some() && self.lines[group[0]].group == line.group);
            match mates {
                Some(group) => group.push(place),
                None => groups.push(vec![place]),
            }
        }
        groups
    }

    /// Whether some assignment of people satisfies the level.
    pub fn is_met(&self, people: &[u32]) -> bool {
        let groups = self.groups();
        let mut picks: Vec<Vec<usize>> = vec![Vec::new()];
        for group in &groups {
            let longer = |pick: &Vec<usize>| {
                group.iter().map(|line| pick.iter().copied().chain([*line]).collect()).collect::<Vec<Vec<usize>>>()
            };
            picks = picks.iter().flat_map(longer).collect();
        }
        picks.iter().any(|pick| self.is_met_by(pick, people))
    }

    fn is_met_by(&self, pick: &[usize], people: &[u32]) -> bool {
        let mut lines = Vec::new();
        for place in pick {
            match &self.lines[*place].asks {
                Asks::Figure { at_least } if *at_least > 100 => return false,
                Asks::Figure { .. } => {}
                Asks::People { relation, .. } => {
                    if relation.target().is_some_and(|target| !pick.contains(&target)) {
                        return false;
                    }
                    lines.push(*place);
                }
            }
        }
        self.assign(&lines, people, &mut vec![None; self.lines.len()])
    }

    /// Tries every set for the first line, and goes on with the others.
    fn assign(&self, lines: &[usize], people: &[u32], sets: &mut Vec<Option<u32>>) -> bool {
        let Some((first, rest)) = lines.split_first() else { return true };
        let Asks::People { count, .. } = &self.lines[*first].asks else { return false };
        for set in (0..1_u32 << people.len()).filter(|set| set.count_ones() == *count) {
            sets[*first] = Some(set);
            if self.fits(&self.lines[*first], set, people) && self.ties_hold(sets) && self.assign(rest, people, sets) {
                return true;
            }
        }
        sets[*first] = None;
        false
    }

    /// Whether everyone of a set meets the line, or, one person for each code, the set as a whole does.
    pub fn fits(&self, line: &Line, set: u32, people: &[u32]) -> bool {
        let Asks::People { holds, relation, .. } = &line.asks else { return false };
        let members: Vec<u32> =
            people.iter().enumerate().filter(|(person, _)| set & (1 << person) != 0).map(|(_, skills)| *skills).collect();
        match (relation, holds) {
            (Relation::DistinctPerCode, Predicate::All(codes)) => orders(members.len())
                .iter()
                .any(|order| order.iter().zip(codes).all(|(person, code)| code.is_met(members[*person]))),
            _ => members.iter().all(|skills| holds.is_met(*skills)),
        }
    }

    /// Whether every tie between two sets that are chosen holds.
    fn ties_hold(&self, sets: &[Option<u32>]) -> bool {
        self.lines.iter().zip(sets).all(|(line, set)| {
            let Asks::People { relation, .. } = &line.asks else { return true };
            let other = relation.target().and_then(|target| sets[target]);
            match (set, other) {
                (Some(set), Some(other)) => relation.holds(*set, other),
                _ => true,
            }
        })
    }
}

/// Every order of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut orders: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..count {
        orders = orders
            .iter()
            .flat_map(|order| {
                (0..count)
                    .filter(|next| !order.contains(next))
                    .map(|next| order.iter().copied().chain([next]).collect())
                    .collect::<Vec<Vec<usize>>>()
            })
            .collect();
    }
    orders
}

impl Line {
    fn random(dice: &mut Dice) -> Self {
        let group = if dice.chance(45) { Some(if dice.chance(50) { 'A' } else { 'B' }) } else { None };
        if dice.chance(10) {
            return Self { group, asks: Asks::Figure { at_least: 50 + 75 * dice.below(2) } };
        }
        let count = 1 + dice.below(3);
        let asks = if dice.chance(25) {
            let codes = dice.shuffled(SKILLS as usize).into_iter().take(count as usize);
            let holds = Predicate::All(codes.map(|skill| Predicate::Skill(skill as u32)).collect());
            Asks::People { count, holds, relation: Relation::DistinctPerCode }
        } else {
            Asks::People { count, holds: Predicate::random(dice, 2), relation: Relation::Free }
        };
        Self { group, asks }
    }

    pub fn is_tied(&self) -> bool {
        matches!(&self.asks, Asks::People { relation, .. } if *relation != Relation::Free)
    }

    fn text(&self) -> String {
        let mut text = self.group.map_or(String::new(), |group| format!("group = \"{group}\"\n"));
        match &self.asks {
            Asks::Figure { at_least } => write!(text, "metric = \"usd\"\nat_least = {at_least}\n").unwrap(),
            Asks::People { count, holds, relation } => {
                write!(text, "people = {count}\nholds = \"{}\"\n", holds.text()).unwrap();
                match relation {
                    Relation::Free => {}
                    Relation::SamePeopleAs(line) => writeln!(text, "relation = \"same_people_as:{}\"", line + 1).unwrap(),
                    Relation::KOfSame(line) => writeln!(text, "relation = \"k_of_same:{}\"", line + 1).unwrap(),
                    Relation::OtherPeopleThan(line) => writeln!(text, "relation = \"other_people_than:{}\"", line + 1).unwrap(),
                    Relation::DistinctPerCode => text.push_str("relation = \"distinct_per_code\"\n"),
                }
            }
        }
        text
    }
}

impl Relation {
    pub fn target(self) -> Option<usize> {
        match self {
            Self::SamePeopleAs(line) | Self::KOfSame(line) | Self::OtherPeopleThan(line) => Some(line),
            Self::Free | Self::DistinctPerCode => None,
        }
    }

    pub fn holds(self, set: u32, other: u32) -> bool {
        match self {
            Self::Free | Self::DistinctPerCode => true,
            Self::SamePeopleAs(_) => set == other,
            Self::KOfSame(_) => set & !other == 0,
            Self::OtherPeopleThan(_) => set & other == 0,
        }
    }
}

impl Predicate {
    fn random(dice: &mut Dice, depth: u32) -> Self {
        if depth == 0 || dice.chance(40) {
            return Self::Skill(dice.below(SKILLS));
        }
        let parts: Vec<Self> = (0..=dice.below(3)).map(|_| Self::random(dice, depth - 1)).collect();
        match dice.below(3) {
            0 => Self::Any(parts),
            1 => Self::All(parts),
            _ => Self::AtLeast(1 + dice.below(parts.len() as u32), parts),
        }
    }

    pub fn is_met(&self, skills: u32) -> bool {
        match self {
            Self::Skill(skill) => skills & (1 << skill) != 0,
            Self::Any(parts) => parts.iter().any(|part| part.is_met(skills)),
            Self::All(parts) => parts.iter().all(|part| part.is_met(skills)),
            Self::AtLeast(count, parts) => parts.iter().filter(|part| part.is_met(skills)).count() >= *count as usize,
        }
    }

    fn text(&self) -> String {
        let list = |parts: &[Self]| parts.iter().map(Self::text).collect::<Vec<String>>().join(", ");
        match self {
            Self::Skill(skill) => code(*skill),
            Self::Any(parts) => format!("any({})", list(parts)),
            Self::All(parts) => format!("all({})", list(parts)),
            Self::AtLeast(count, parts) => format!("atleast({count}; {})", list(parts)),
        }
    }
}

//! A company's record read for the rules, apart from the program's own reading, so that each is the other's check.

use tierwise_app::demo::DemoCompany;
use tierwise_core::record::{Achievement, Channel, covers};
use tierwise_core::{Day, PersonId, SourceId, TrackId, UserId};
use tierwise_rules::{
    Absent, Facts, Figures, Market, Outcome, PeopleBuilder, Programme, Skill, SkillIndex, Standings, Worth, evaluate, losses,
    read_catalogue,
};

/// A company under a programme on a day.
pub struct Reading {
    pub today: Day,
    programme: Programme,
    standings: Standings,
    facts: Facts,
    /// Who holds what, of what counts today.
    held: Vec<(UserId, String)>,
}

fn catalogue(programme: &str) -> Programme {
    let text = match programme {
        "solutions-partner-2026" => include_str!("../../../../catalogues/solutions-partner-2026.toml"),
        "example-silver-gold" => include_str!("../../../../catalogues/example-silver-gold.toml"),
        other => panic!("{other}"),
    };
    read_catalogue(text).unwrap()
}

pub fn reading(programme: &str, company: &DemoCompany, today: Day) -> Reading {
    let programme = catalogue(programme);
    let mut people: Vec<_> = company.facts.people.iter().collect();
    people.sort_by_key(|person| person.user);
    let mut builder = PeopleBuilder::new();
    let mut held = Vec::new();
    for person in people {
        builder.person(PersonId::new(person.user.to_string()));
        for one in &company.facts.achievements {
            let Some(skill) = skill(&programme, one) else { continue };
            let Some(last) = counts_until(company, person.user, one, &programme.sources, today) else { continue };
            builder.skill(skill, Some(one.completed), last);
            if last.is_none_or(|last| last >= today) {
                held.push((person.user, skill.of(&programme).unwrap().code.to_string()));
            }
        }
    }
    let mut figures = Figures::new(Absent::Unknown);
    for figure in &company.facts.figures {
        figures.state(figure.metric.as_str(), figure.month, figure.value.clone());
    }
    let facts = Facts {
        market: Market::Developed,
        track: company.partner.track.as_deref().map(TrackId::new),
        figures,
        priority: Vec::new(),
        people: builder.build(&programme).unwrap(),
    };
    let standings = evaluate(&programme, &facts, today);
    Reading { today, programme, standings, facts, held }
}

/// The skill with the training's id or its very title.
fn skill(programme: &Programme, one: &Achievement) -> Option<SkillIndex> {
    let is_meant = |skill: &&Skill| match &one.training_id {
        Some(id) => skill.training_ids.iter().any(|known| **known == **id),
        None => *skill.title.en == *one.title,
    };
    programme.skills.iter().find(is_meant).and_then(|skill| programme.skill(skill.code.as_str()))
}

/// Whether an achievement counts for a user today, and to which day at most (`Some(None)` is without end).
fn counts_until(
    company: &DemoCompany,
    user: UserId,
    one: &Achievement,
    sources: &[SourceId],
    today: Day,
) -> Option<Option<Day>> {
    if !sources.contains(&one.source) {
        return None;
    }
    let works = company.facts.employments.iter().find(|work| work.user == user)?;
    if !covers(works.starts_on, works.ends_on, today) {
        return None;
    }
    let window = company.partner.moved_from_pmc_on.map(|moved| moved.plus_months(6));
    let links = company.facts.associations.iter().filter(|link| {
        link.user == user
            && link.source == one.source
            && link.profile == one.profile
            && covers(link.starts_on, link.ends_on, today)
    });
    let ends: Vec<Option<Day>> = links
        .filter(|link| link.channel == Channel::Pc || window.is_some_and(|window| today <= window))
        .map(|link| if link.channel == Channel::Pc { link.ends_on } else { window })
        .collect();
    let linked = if ends.contains(&None) { Some(None) } else { ends.into_iter().max() }?;
    Some([linked, works.ends_on, one.expires].into_iter().flatten().min())
}

/// The losses of a competency within some months: day, what is left, and how many causes.
pub fn losses_of(reading: &Reading, competency: &str, months: i32) -> Vec<(Day, String, usize)> {
    let last = reading.today.plus_months(months);
    let all = losses(&reading.programme, &reading.facts, &reading.standings);
    let own = all.into_iter().filter(|loss| reading.programme.competencies[loss.competency].id.as_str() == competency);
    own.filter(|loss| loss.day <= last).map(|loss| (loss.day, reading.worth(&loss.to), loss.causes.len())).collect()
}

impl Reading {
    pub fn programme(&self) -> Programme {
        catalogue(self.programme.id.as_str())
    }

    pub fn standings(&self) -> &Standings {
        &self.standings
    }

    /// What each competency is worth.
    pub fn worths(&self, standings: &Standings) -> Vec<(String, String)> {
        let competencies = self.programme.competencies.iter().enumerate();
        competencies.map(|(place, one)| (one.id.to_string(), self.worth(&standings.worth(place)))).collect()
    }

    fn standing(&self, competency: &str) -> &tierwise_rules::Standing {
        let standings = &self.standings.competencies;
        standings.iter().find(|standing| self.programme.competencies[standing.competency].id.as_str() == competency).unwrap()
    }

    fn worth(&self, worth: &Worth) -> String {
        match worth {
            Worth::Nothing | Worth::Level(None) => "none".to_owned(),
            Worth::Level(Some(level)) => self.programme.levels[*level].to_string(),
            Worth::Points { total, .. } => total.to_string(),
        }
    }

    pub fn points(&self, competency: &str) -> String {
        match &self.standing(competency).outcome {
            Outcome::Score(score) => score.track().unwrap().total.to_string(),
            Outcome::Level(_) => panic!("{competency} has levels"),
        }
    }

    pub fn qualified(&self, competency: &str) -> bool {
        self.standing(competency).qualified()
    }

    /// How many metrics of the partner's track have a figure that nobody entered.
    pub fn unknown(&self, competency: &str) -> usize {
        match &self.standing(competency).outcome {
            Outcome::Score(score) => score.track().unwrap().metrics.iter().filter(|metric| !metric.unknown.is_empty()).count(),
            Outcome::Level(_) => panic!("{competency} has levels"),
        }
    }

    pub fn level(&self, competency: &str) -> Option<String> {
        match &self.standing(competency).outcome {
            Outcome::Level(level) => level.attained_result().map(|result| self.programme.levels[result.level].to_string()),
            Outcome::Score(_) => panic!("{competency} has points"),
        }
    }

    /// The most people that a line of a competency has.
    pub fn most_people(&self, competency: &str) -> usize {
        let Outcome::Level(level) = &self.standing(competency).outcome else { panic!("{competency} has points") };
        let lines = level.options.iter().flat_map(|option| &option.requirements);
        let have = lines.filter_map(|line| line.counted.as_ref()).map(|counted| self.standings.counted(counted).len());
        have.max().unwrap_or(0)
    }

    pub fn holders(&self, code: &str) -> usize {
        self.held.iter().filter(|(_, held)| held == code).count()
    }

    /// What somebody holds today, of what rules name.
    pub fn skills_of(&self, user: UserId) -> Vec<&str> {
        self.held.iter().filter(|(holder, _)| *holder == user).map(|(_, code)| code.as_str()).collect()
    }
}

//! What becomes of a level that was bought: stages by the published days, and the days on which it can be renewed.

use tierwise_core::{Day, PersonId};
use tierwise_rules::{
    Absent, Facts, Figures, Market, Offer, OfferCourse, PeopleBuilder, Programme, Stage, evaluate, offer_course, read_catalogue,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Silver is one holder, gold two; or a score of ten points for each holder with a window of so many months.
fn programme(window: Option<u32>) -> Programme {
    let skills = "skill = [{ code = \"exam\", kind = \"exam\" }]\n[[competency]]\nid = \"club\"\nname = \"Club\"\n";
    let head = "format = 1\nprogramme = { id = \"club\", name = \"Club\"";
    let text = match window {
        None => {
            let level = |level: &str, people: u32| {
                format!(
                    "[[competency.option.requirement]]\nlevel = \"{level}\"\nline = 1\npeople = {people}\nholds = \"exam\"\n"
                )
            };
            let option = "[[competency.option]]\nid = \"o\"\nname = \"O\"\n";
            format!("{head}, levels = [\"silver\", \"gold\"] }}\n{skills}{option}{}{}", level("silver", 1), level("gold", 2))
        }
        Some(months) => format!(
            "{head} }}\nscore = {{ threshold = 10, window_months = {months} }}\n{skills}[[competency.metric]]\nid = \"m\"\n\
             max = 20\n[[competency.metric.step]]\nstep = \"1\"\nkind = \"elective\"\nholds = \"exam\"\neach = 10\n"
        ),
    };
    read_catalogue(&text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"))
}

/// People who hold the exam between two days.
fn facts(programme: &Programme, holders: &[(&str, &str)]) -> Facts {
    let mut people = PeopleBuilder::new();
    for (number, (from, to)) in holders.iter().enumerate() {
        people.person(PersonId::new(number.to_string()));
        people.skill(programme.skill("exam").unwrap(), Some(day(from)), Some(day(to)));
    }
    let people = people.build(programme).unwrap();
    let figures = Figures::new(Absent::Zero);
    Facts { market: Market::Developed, track: None, figures, priority: Vec::new(), people }
}

fn course(programme: &Programme, holders: &[(&str, &str)], level: Option<usize>, today: &str) -> OfferCourse {
    let offer = Offer { competency: 0, level, anniversary: day("2019-09-01") };
    offer_course(programme, &facts(programme, holders), &offer, day(today))
}

fn stages(course: &OfferCourse) -> Vec<(String, Stage)> {
    course.stages.iter().map(|turn| (turn.day.to_string(), turn.stage)).collect()
}

fn on(days: &[(&str, Stage)]) -> Vec<(String, Stage)> {
    days.iter().map(|(day, stage)| ((*day).to_owned(), *stage)).collect()
}

/// The published example: bought on 2018-09-01, so the window for renewal begins on 2019-09-02; it is 30 days long.
#[test]
fn an_offer_is_active_to_its_anniversary_then_in_grace_for_thirty_days() {
    let programme = programme(None);
    let holders = [("2018-01-01", "2030-01-01")];
    let silver = course(&programme, &holders, Some(0), "2018-09-01");
    let expected = [("2018-09-01", Stage::Active), ("2019-09-02", Stage::Grace), ("2019-10-02", Stage::Inactive)];
    assert_eq!(stages(&silver), on(&expected));
    assert_eq!(silver.renewable, [(day("2019-09-02"), day("2019-10-01"))]);
    let last_day = course(&programme, &holders, Some(0), "2019-09-01");
    assert_eq!(stages(&last_day)[0], ("2019-09-01".to_owned(), Stage::Active));
    let in_grace = course(&programme, &holders, Some(0), "2019-10-01");
    assert_eq!(stages(&in_grace), on(&[("2019-10-01", Stage::Grace), ("2019-10-02", Stage::Inactive)]));
    assert_eq!(in_grace.renewable, [(day("2019-10-01"), day("2019-10-01"))], "the days behind us are gone");
    let gone = course(&programme, &holders, Some(0), "2019-10-02");
    assert_eq!(stages(&gone), on(&[("2019-10-02", Stage::Inactive)]));
    assert_eq!(gone.renewable, []);
}

/// Whoever is lost before the anniversary does not end the offer; it is at risk when too few will be left on that day.
#[test]
fn people_who_are_lost_before_the_anniversary_put_it_at_risk() {
    let programme = programme(None);
    let second = |last: &str| {
        let holders = [("2018-01-01", "2030-01-01"), ("2018-01-01", last)];
        course(&programme, &holders, Some(1), "2018-09-01")
    };
    assert_eq!(second("2019-08-31").stages[0].stage, Stage::AtRisk);
    assert_eq!(second("2019-08-31").renewable, []);
    assert_eq!(second("2019-09-01").stages[0].stage, Stage::Active);
    assert_eq!(second("2019-09-01").renewable, [], "it holds to the anniversary and cannot be renewed after it");
    assert_eq!(second("2019-09-10").renewable, [(day("2019-09-02"), day("2019-09-10"))]);
    let silver = course(&programme, &[("2018-01-01", "2030-01-01")], Some(0), "2018-09-01");
    assert_eq!(silver.stages[0].stage, Stage::Active, "one is enough for silver");
    let later = course(&programme, &[("2019-09-20", "2030-01-01")], Some(0), "2018-09-01");
    assert_eq!((later.stages[0].stage, later.renewable), (Stage::AtRisk, vec![(day("2019-09-20"), day("2019-10-01"))]));
}

/// Published: qualified on at least one day within the renewal month and the five months before it.
#[test]
fn a_score_may_be_renewed_while_a_qualified_day_is_in_the_window() {
    let programme = programme(Some(6));
    let until = |last: &str| course(&programme, &[("2018-01-01", last)], None, "2018-09-01");
    assert_eq!(until("2019-04-01").stages[0].stage, Stage::Active, "April is in September's window");
    assert_eq!(until("2019-04-01").renewable, [(day("2019-09-02"), day("2019-09-30"))]);
    assert_eq!(until("2019-03-31").stages[0].stage, Stage::AtRisk, "March is not");
    assert_eq!(until("2019-03-31").renewable, []);
}

/// Day by day from the definition, for many dates.
#[test]
fn the_renewable_days_are_those_whose_window_has_a_qualified_day() {
    for (window, months) in [(None, 1), (Some(1), 1), (Some(3), 3)] {
        let programme = programme(window);
        for shift in 0..60 {
            let last = day("2019-07-20").plus_days(shift * 2).to_string();
            let first = day("2019-09-05").plus_days(shift).to_string();
            let holders = [("2019-01-01", last.as_str()), (first.as_str(), "2019-09-30")];
            let found = course(&programme, &holders, if window.is_none() { Some(0) } else { None }, "2019-01-01").renewable;
            let facts = facts(&programme, &holders);
            let qualified = |on: Day| evaluate(&programme, &facts, on).competencies[0].qualified();
            for on in std::iter::successors(Some(day("2019-09-02")), |day| Some(day.next())).take(30) {
                let begin = match window {
                    None => on,
                    Some(_) => Day::new(on.year(), on.month(), 1).unwrap().plus_months(1 - months),
                };
                let mut days = std::iter::successors(Some(begin), |day| Some(day.next())).take_while(|day| *day <= on);
                let is_in = found.iter().any(|(from, to)| *from <= on && on <= *to);
                assert_eq!(is_in, days.any(qualified), "{window:?}, {holders:?}, on {on}");
            }
            assert!(found.windows(2).all(|pair| pair[0].1.next() < pair[1].0), "{found:?} touch");
        }
    }
}

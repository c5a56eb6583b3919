//! What the pages show: the overview, what to do next, requirements, a person, and what Partner Center says.

use tierwise_app::desk::{Action, ActionKind, Desk, Difference, LineState, NearReason, RestsOn, RungKind, StandingWord, Value};
use tierwise_core::record::Channel;
use tierwise_core::{Exact, SkillCode, UserId};
use tierwise_i18n::Language;

use crate::world::{TODAY, World, day};

const SCORE_2026: &str = include_str!("../../../../catalogues/solutions-partner-2026.toml");

fn action(desk: &Desk, kind: ActionKind) -> Option<Action> {
    let actions = &desk.overview().actions;
    for action in actions {
        for language in Language::ALL {
            for message in [&action.title, &action.effect] {
                let text = language.say(message);
                assert!(!text.contains('⟦') && !text.contains("{$"), "{text}");
            }
        }
    }
    actions.iter().find(|action| action.kind == kind).cloned()
}

fn said(action: &Action) -> (String, String) {
    (Language::English.say(&action.title), Language::English.say(&action.effect))
}

/// Silver with two, one of whom expires on 2026-09-10.
fn expiring() -> World {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    world.pass("1", "Alpha", "2026-01-10", "");
    world.person("Ola Dahl", "2");
    world.pass("2", "Alpha", "2025-09-10", "2026-09-10");
    world
}

#[test]
fn the_overview_says_what_matters_first() {
    let desk = expiring().open(TODAY);
    let overview = desk.overview();
    assert_eq!(Language::English.say(&overview.headline), "Cloud falls to no level on 2026-09-11, if nobody acts.");
    assert_eq!((overview.people, overview.people_counted), (2, 2));
    assert_eq!((overview.rows, overview.rows_counted), (2, 2));
    let cloud = &overview.competencies[0];
    assert_eq!((cloud.standing, cloud.bar.have, cloud.bar.needed), (StandingWord::Qualified, 2, 2));
    assert_eq!(cloud.option.as_ref().unwrap().en, "Main");
    assert_eq!(cloud.next_loss().unwrap().day, day("2026-09-11"));
    let apps = &overview.competencies[1];
    assert_eq!((apps.standing, apps.bar.have, apps.bar.needed), (StandingWord::NotStarted, 0, 2));
    assert_eq!(overview.competencies.len(), 2, "the third begins next year");
}

#[test]
fn a_competency_has_started_when_somebody_counts_for_it() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    world.pass("1", "Gamma", "2026-01-10", "");
    let overview = world.open(TODAY).overview().clone();
    assert_eq!(overview.competencies[1].standing, StandingWord::Started);
    assert_eq!(overview.competencies[1].bar.have, 1);
    assert_eq!(Language::English.say(&overview.headline), "Nothing that is attained will be lost.");
}

#[test]
fn renewing_is_free_from_six_months_before() {
    let world = expiring();
    let renew = action(&world.open(TODAY), ActionKind::Renew).unwrap();
    assert_eq!(renew.people, [world.facts.people[1].user]);
    assert_eq!((renew.due, renew.opens_on), (Some(day("2026-09-11")), None));
    let (title, effect) = said(&renew);
    assert_eq!(title, "Ask Ola Dahl to renew before 2026-09-11");
    assert_eq!(effect, "free, open now; keeps Cloud at silver instead of no level");
    let early = action(&world.open("2026-03-09"), ActionKind::Renew).unwrap();
    assert_eq!(early.opens_on, Some(day("2026-03-10")));
}

#[test]
fn a_leaver_is_to_be_replaced_and_people_in_pmc_are_to_associate() {
    let mut world = World::tiny();
    let per = world.stranger("Per Ek");
    world.employ(per, "", "");
    world.link(per, "1", Channel::Pmc, "", "");
    world.pass("1", "Alpha", "2026-01-10", "");
    let johan = world.stranger("Johan Berg");
    world.employ(johan, "", "2026-07-15");
    world.link(johan, "2", Channel::Pc, "", "");
    world.pass("2", "Alpha", "2026-01-10", "");
    let desk = world.open(TODAY);
    let replace = action(&desk, ActionKind::ReplaceLeaver).unwrap();
    assert_eq!((replace.due, &replace.people[..]), (Some(day("2026-07-16")), &[johan][..]));
    assert_eq!(
        said(&replace),
        (
            "Replace Johan Berg in Cloud before 2026-07-16".to_owned(),
            "Cloud falls from silver to no level on 2026-07-16".to_owned()
        )
    );
    let pmc = action(&desk, ActionKind::AssociatePmc).unwrap();
    assert_eq!((pmc.due, &pmc.people[..]), (Some(day("2026-08-01")), &[per][..]));
    let after = action(&world.open("2026-08-01"), ActionKind::AssociatePmc).unwrap();
    assert_eq!((after.due, after.people), (None, vec![per]), "it still can be gained");
    let order: Vec<ActionKind> = desk.overview().actions.iter().map(|action| action.kind).collect();
    assert_eq!(order, [ActionKind::ReplaceLeaver, ActionKind::AssociatePmc], "by the day of harm");
}

#[test]
fn links_duplicates_and_unused_achievements_are_named() {
    let mut world = World::tiny();
    let maria = world.stranger("Maria Lind");
    world.employ(maria, "", "");
    world.link(maria, "1", Channel::Pc, "", "2026-05-31");
    world.pass("1", "Alpha", "2026-01-10", "");
    let ola = world.person("Ola Dahl", "2");
    world.link(ola, "3", Channel::Pc, "", "");
    world.pass("2", "Alpha", "2026-01-10", "");
    world.pass("3", "Beta", "2026-01-10", "");
    let nils = world.person("Nils Ek", "4");
    world.pass("4", "Beta", "2026-01-10", "");
    let desk = world.open(TODAY);
    let people = |kind| action(&desk, kind).map(|action| action.people);
    assert_eq!(people(ActionKind::LinkProfiles), Some(vec![maria]));
    assert_eq!(people(ActionKind::MergeDuplicates), Some(vec![ola]));
    assert_eq!(people(ActionKind::CompleteUnused), Some(vec![nils]));
    let view = desk.profile(ola).unwrap();
    let numbers: Vec<&str> = view.duplicates.iter().map(|(_, number)| number.as_str()).collect();
    assert_eq!(numbers, ["2", "3"]);
    assert!(view.achievements.iter().all(|one| one.ladder.fails.is_none()), "two profiles, one person, one gold seat");
}

#[test]
fn requirements_name_who_counts_and_who_nearly_does() {
    let mut world = World::tiny();
    let asa = world.person("Åsa Berg", "1");
    world.pass("1", "Alpha", "2026-01-10", "");
    world.pass("1", "Beta", "2026-01-10", "");
    let ola = world.person("Ola Dahl", "2");
    world.pass("2", "Alpha", "2026-01-10", "");
    let nils = world.person("Nils Ek", "3");
    world.pass("3", "Alpha", "2026-01-10", "");
    let expired = world.pass("3", "Beta", "2025-01-10", "2026-01-10");
    let desk = world.open(TODAY);
    let requirements = desk.requirements(10);
    let gold = &requirements[0].parts[1];
    let line = &gold.lines[0];
    assert_eq!((line.key.as_str(), gold.state, line.state), ("main/gold/1", LineState::Open, LineState::Open));
    let number = |number: &Option<Exact>| number.as_ref().unwrap().to_string();
    assert_eq!((number(&line.needed), number(&line.have)), ("2".to_owned(), "1".to_owned()));
    assert_eq!((line.who.total, &line.who.users[..]), (1, &[asa][..]));
    let reason = |user: UserId| line.near.iter().find(|near| near.user == user).map(|near| near.reason.clone());
    let beta = SkillCode::new("beta");
    assert_eq!(reason(ola), Some(NearReason::Missing(beta.clone())));
    assert_eq!(reason(nils), Some(NearReason::Fails { fact: expired, skill: beta, rung: RungKind::NotExpired }));
    assert_eq!(line.near.len(), 2);
    let silver = &requirements[0].parts[0];
    assert!(silver.used && silver.lines[0].near.is_empty(), "nobody else is needed");
    assert_eq!(desk.who_counts(&requirements[0].competency, "main/silver/1").len(), 3);
    assert_eq!(desk.requirements(1)[0].parts[0].lines[0].who.users.len(), 1);
}

#[test]
fn a_competency_rests_on_those_whom_nobody_can_stand_in_for() {
    let mut world = World::tiny();
    let asa = world.person("Åsa Berg", "1");
    world.pass("1", "Alpha", "2026-01-10", "");
    let ola = world.person("Ola Dahl", "2");
    world.pass("2", "Alpha", "2026-01-10", "");
    let desk = world.open(TODAY);
    let cloud = &desk.requirements(0)[0].competency;
    let without = Value::Level(None);
    let expected = [asa, ola].map(|user| RestsOn { user, without: without.clone() });
    assert_eq!(desk.rests_on(cloud), expected);
    world.person("Nils Ek", "3");
    world.pass("3", "Alpha", "2026-01-10", "");
    assert_eq!(world.open(TODAY).rests_on(cloud), [], "one of three can be missed");
}

#[test]
fn figures_are_unknown_until_entered_and_the_latest_month_counts() {
    let mut world = World::under(SCORE_2026);
    for number in 0..3 {
        let profile = number.to_string();
        world.person("Åsa Berg", &profile);
        world.pass(&profile, "Azure Administrator Associate", "2026-01-10", "");
        world.pass(&profile, "Azure Solutions Architect Expert", "2026-01-10", "");
    }
    let desk = world.open(TODAY);
    let overview = desk.overview();
    let data = &overview.competencies[0];
    assert_eq!(data.standing, StandingWord::InProgress);
    // Without a classification the partner is in the enterprise track: two gates of two people, nobody on electives.
    assert_eq!((data.bar.gates_open, data.bar.gates, data.bar.have, data.bar.needed), (2, 2, 4, 14));
    assert!(data.unknown.contains(&"data-and-ai/usage-growth".to_owned()));
    assert_eq!(Language::English.say(data.skilling.as_ref().unwrap()), "skilling gives 0 of 40, needs 70 elsewhere");
    assert!(action(&desk, ActionKind::EnterFigures).is_some());
    world.figure("data-and-ai/usage-growth", "2026-04-01", "10");
    world.figure("data-and-ai/usage-growth", "2026-05-01", "12");
    world.figure("data-and-ai/usage-growth", "2026-07-01", "20");
    let points = |world: &World, on: &str| {
        let parts = world.open(on).requirements(1).remove(0).parts;
        parts
            .iter()
            .find(|part| part.name.en.contains("growth"))
            .and_then(|part| part.points.clone())
            .map(|points| points.to_string())
    };
    assert_eq!(points(&world, "2026-03-31"), None, "unknown is not zero");
    assert_eq!(points(&world, TODAY).as_deref(), Some("12"));
    assert_eq!(points(&world, "2026-07-01").as_deref(), Some("20"));
}

#[test]
fn what_partner_center_shows_is_compared_and_explained() {
    let mut world = expiring();
    let said = |desk: &Desk| {
        let cloud = desk.reconcile().remove(0);
        let reasons: Vec<String> = cloud.reasons.iter().map(|reason| Language::English.say(reason)).collect();
        (cloud.difference, reasons)
    };
    assert_eq!(said(&world.open(TODAY)), (Difference::NotSeen, Vec::new()));
    world.shown("cloud", "silver", "2026-06-10");
    assert_eq!(said(&world.open(TODAY)), (Difference::None, Vec::new()));
    world.shown("cloud", "", "2026-06-14");
    let (difference, reasons) = said(&world.open(TODAY));
    assert_eq!(difference, Difference::Other);
    assert_eq!(
        reasons,
        ["Nothing on record explains the difference. Check the figures that were entered, then ask Partner Center's support."]
    );
    world.facts.achievements[1].completed = day("2026-06-05");
    let (_, reasons) = said(&world.open(TODAY));
    assert_eq!(reasons, ["The achievement of Ola Dahl was not there yet on 2026-06-14: it takes up to 10 days."]);
    assert_eq!(said(&world.open("2026-06-12")).0, Difference::None, "what was seen later is not known yet");
}

#[test]
fn a_person_who_is_not_on_record_has_no_profile() {
    let world = expiring();
    let desk = world.open(TODAY);
    assert!(desk.profile(UserId::new(uuid::Uuid::from_u128(999_999))).is_none());
    let view = desk.profile(world.facts.people[0].user).unwrap();
    assert_eq!((view.name.as_str(), view.employments.len(), view.associations.len()), ("Åsa Berg", 1, 1));
    assert!(view.associations[0].current && view.associations[0].counts);
    assert_eq!(view.achievements[0].skill.as_ref().unwrap().0.as_str(), "alpha");
}

//! A person's page, and everybody's own: what they achieved, and for each achievement the ladder from earned to counted.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use tierwise_app::desk::{AchievementView, AssociationView, Desk, Helper, Ladder, RungState, source_name};
use tierwise_app::service::AppError;
use tierwise_core::UserId;
use tierwise_core::access::Action;
use tierwise_core::record::{Channel, Origin};
use tierwise_i18n::{Language, Message};
use uuid::Uuid;

use crate::api::At;
use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Frame, day, render, sentence};
use crate::pages::report::words::row_status;
use crate::pages::report::{no_skills_data, not_enrolled};
use crate::site::{Asker, Site};

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    l: Language,
    frame: Frame,
    name: String,
    lead: String,
    is_own: bool,
    programmes: Vec<ProgrammeView>,
    profiles: Vec<ProfileView>,
    duplicates: Vec<String>,
}

struct ProgrammeView {
    name: String,
    achievements: Vec<Achieved>,
}

struct Achieved {
    title: String,
    note: String,
    tone: &'static str,
    status: String,
    detail: String,
    is_open: bool,
    rungs: Vec<RungView>,
}

struct RungView {
    class: &'static str,
    mark: String,
    state: String,
    text: String,
    who: String,
    what: String,
    earliest: String,
}

struct ProfileView {
    source: String,
    profile: String,
    tone: &'static str,
    state: String,
    note: String,
}

/// The own page; everybody at a company has one.
pub(crate) async fn own(State(site): State<Site>, asker: Asker) -> Result<Response, Failure> {
    match site.app.own_desks(&asker.caller).await {
        Ok((user, desks)) => person(&site, &asker, user, &desks, true).await,
        Err(AppError::NotEnrolled) => not_enrolled(&site, &asker).await,
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn page(State(site): State<Site>, asker: Asker, At(user): At<Uuid>) -> Result<Response, Failure> {
    match site.app.desks(&asker.caller, Action::SeeSkillsData).await {
        Ok(desks) => person(&site, &asker, UserId::new(user), &desks, false).await,
        Err(AppError::NotEnrolled) => not_enrolled(&site, &asker).await,
        Err(error) => Err(error.into()),
    }
}

async fn person(site: &Site, asker: &Asker, user: UserId, desks: &[Arc<Desk>], is_own: bool) -> Result<Response, Failure> {
    let l = asker.language;
    let Some(first) = desks.first() else { return no_skills_data(site, asker).await };
    let profile = first.profile(user);
    // The own page is never missing, even where the record says nothing about its owner.
    if profile.is_none() && !(is_own || first.person(user).is_some()) {
        return Err(AppError::NotFound.into());
    }
    let title = if is_own { "web-my-profile" } else { "web-person" };
    let frame = frame(site, asker, title).await?;
    let name = match &profile {
        Some(profile) => profile.name.clone(),
        None => first.name_of(user),
    };
    let detail = profile.as_ref().and_then(|profile| profile.person.as_ref());
    let employed = profile.iter().flat_map(|profile| &profile.employments).next_back();
    let since =
        employed.and_then(|one| one.starts_on).map(|from| l.tell(&Message::new("web-here-since").with("day", day(l, from))));
    let until = employed.and_then(|one| one.ends_on).map(|last| l.tell(&Message::new("web-leaves").with("day", day(l, last))));
    let location = detail.map(|person| person.location.clone()).filter(|location| !location.is_empty());
    let lead: Vec<String> = location.into_iter().chain(since).chain(until).collect();
    let programmes = desks.iter().filter_map(|desk| {
        let profile = desk.profile(user)?;
        let achievements = profile.achievements.iter().map(|achievement| achieved(l, desk, achievement, is_own));
        Some(ProgrammeView {
            name: tierwise_app::in_language(&desk.programme().name, l).to_owned(),
            achievements: achievements.collect(),
        })
    });
    let duplicates =
        profile.iter().flat_map(|profile| &profile.duplicates).map(|(source, number)| format!("{source}: {number}"));
    let page = PersonPage {
        l,
        frame: if is_own { frame } else { frame.titled(name.clone()) },
        name,
        lead: lead.join(" · "),
        is_own,
        programmes: programmes.collect(),
        profiles: profile.iter().flat_map(|profile| linked(l, &profile.associations)).collect(),
        duplicates: duplicates.collect(),
    };
    Ok(Html(render(&page)).into_response())
}

fn achieved(l: Language, desk: &Desk, achievement: &AchievementView, is_own: bool) -> Achieved {
    let (tone, status) = row_status(achievement.status);
    let title = achievement
        .skill
        .as_ref()
        .map_or_else(|| achievement.title.to_string(), |(_, text)| tierwise_app::in_language(text, l).to_owned());
    let expires = match achievement.expires {
        Some(last) => l.tell(&Message::new("web-expires-on").with("day", day(l, last))),
        None => l.text("web-expiry-unknown"),
    };
    let completed = l.tell(&Message::new("web-passed-on").with("day", day(l, achievement.completed)));
    let received = Message::new("web-received")
        .with("when", tierwise_app::service::shown_in(achievement.received, &desk.partner().time_zone, l));
    Achieved {
        title,
        note: format!(
            "{completed} · {expires} · {} {} · {}",
            source_name(&achievement.source),
            achievement.profile,
            l.tell(&received)
        ),
        tone,
        status: l.text(status),
        detail: sentence(&l.tell(&achievement.status_text)),
        is_open: !achievement.status.counts(),
        rungs: rungs(l, &achievement.ladder, is_own),
    }
}

fn rungs(l: Language, ladder: &Ladder, is_own: bool) -> Vec<RungView> {
    let rungs = ladder.rungs.iter().zip(1..).map(|(rung, number)| {
        let (class, mark, state) = match rung.state {
            RungState::Passed => ("passed", "✓".to_owned(), "web-rung-passed"),
            RungState::Failed => ("failed", "!".to_owned(), "web-rung-failed"),
            RungState::Ahead => ("ahead", number.to_string(), "web-rung-ahead"),
            RungState::AlsoFails => ("ahead", number.to_string(), "web-rung-also-fails"),
        };
        let fix = ladder.fix.as_ref().filter(|_| rung.state == RungState::Failed);
        let earliest = ladder.earliest.filter(|_| fix.is_some());
        RungView {
            class,
            mark,
            state: l.text(state),
            text: sentence(&l.tell(&rung.detail)),
            who: fix.and_then(|fix| helper(fix.who, is_own)).map(|who| l.text(who)).unwrap_or_default(),
            what: fix.map(|fix| sentence(&l.tell(&fix.what))).unwrap_or_default(),
            earliest: earliest.map(|on| l.tell(&Message::new("web-earliest").with("day", day(l, on)))).unwrap_or_default(),
        }
    });
    rungs.collect()
}

/// Where nobody has to do anything, nobody is named.
fn helper(who: Helper, is_own: bool) -> Option<&'static str> {
    match who {
        Helper::Person if is_own => Some("web-helper-you"),
        Helper::Person => Some("web-helper-person"),
        Helper::PartnerAdmin => Some("web-helper-partner-admin"),
        Helper::UserAdmin => Some("web-helper-user-admin"),
        Helper::Time | Helper::Nobody => None,
    }
}

/// Each profile once, however many channels associate it; what is over is told only of a profile that is not linked now.
fn linked(l: Language, links: &[AssociationView]) -> Vec<ProfileView> {
    let mut profiles: Vec<Vec<&AssociationView>> = Vec::new();
    for link in links {
        let key = |link: &AssociationView| (link.association.source.clone(), link.association.profile.clone());
        match profiles.iter_mut().find(|known| known.first().is_some_and(|first| key(first) == key(link))) {
            Some(known) if link.current || known.iter().all(|one| !one.current) => known.push(link),
            Some(_) => {}
            None => profiles.push(vec![link]),
        }
    }
    profiles.iter().filter_map(|links| Some(profile(l, links.first()?, links))).collect()
}

/// `links`: those that are current, or else all.
fn profile(l: Language, first: &AssociationView, links: &[&AssociationView]) -> ProfileView {
    let (tone, key) = match (first.current, links.iter().any(|link| link.counts)) {
        (true, true) => ("good", "web-linked"),
        (true, false) => ("warn", "web-linked-not-counting"),
        (false, _) => ("", "web-linked-before"),
    };
    let mut parts: Vec<String> = Vec::new();
    let texts = links.iter().map(|link| channel(l, link)).chain(links.iter().map(|link| origin(l, link)));
    // The last day is the profile's: the channels of one share it.
    let until = links.iter().filter_map(|link| link.until).map(|(last, _)| last).max();
    let until = until.map(|last| l.tell(&Message::new("web-until").with("day", day(l, last))));
    for text in texts.chain(until) {
        if !parts.contains(&text) {
            parts.push(text);
        }
    }
    ProfileView {
        source: source_name(&first.association.source),
        profile: first.association.profile.to_string(),
        tone,
        state: l.text(key),
        note: parts.join(" · "),
    }
}

fn channel(l: Language, link: &AssociationView) -> String {
    l.text(match link.association.channel {
        Channel::Pc => "web-channel-pc",
        Channel::Pmc => "web-channel-pmc",
    })
}

fn origin(l: Language, link: &AssociationView) -> String {
    l.text(match link.association.origin {
        Origin::Feed => "web-origin-feed",
        Origin::Export => "web-origin-export",
        Origin::Person => "web-origin-person",
    })
}

//! Home: what will we lose, where do we stand, what do we do?

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use tierwise_app::desk::{ActionKind, Desk};
use tierwise_app::service::{AppError, Caller};
use tierwise_core::access::Action;
use tierwise_i18n::{Language, Message};

use crate::failure::Failure;
use crate::frame::frame;
use crate::page::{Bar, Frame, day, render, sentence};
use crate::pages::figures::{ReconcileView, reconciled};
use crate::pages::report::course::{Chart, chart};
use crate::pages::report::words::{causes, headline_tone, next_change, saved, standing, value_text};
use crate::pages::{go, report};
use crate::site::{Asker, Site};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    l: Language,
    frame: Frame,
    company: String,
    lead: String,
    programmes: Vec<ProgrammeView>,
    actions: Vec<ActionView>,
    shows_actions: bool,
    shown: Vec<ReconcileView>,
}

struct ProgrammeView {
    id: String,
    name: String,
    tone: &'static str,
    headline: String,
    saved: String,
    reasons: Vec<String>,
    rows: Vec<StandingView>,
    chart: Chart,
}

/// Where a competency stands.
pub(crate) struct StandingView {
    pub href: String,
    pub name: String,
    pub tone: &'static str,
    pub standing: String,
    pub value: String,
    pub note: String,
    pub bar: Option<Bar>,
    pub next_tone: &'static str,
    pub next: String,
    pub next_day: String,
}

struct ActionView {
    title: String,
    effect: String,
    due: String,
    href: String,
    label: String,
}

/// How many actions Home names; the report has them all.
const ACTIONS: usize = 8;

pub(crate) async fn page(State(site): State<Site>, asker: Asker) -> Result<Response, Failure> {
    match &asker.caller {
        Caller::Anonymous => return Err(AppError::Anonymous.into()),
        Caller::Operator { .. } => return Ok(go("/companies")),
        Caller::User(seat) if !seat.may(Action::SeeStandings) => return Ok(go("/profile")),
        Caller::User(_) => {}
    }
    let desks = match site.app.desks(&asker.caller, Action::SeeStandings).await {
        Err(AppError::NotEnrolled) => return report::not_enrolled(&site, &asker).await,
        found => found?,
    };
    let Some(first) = desks.first().filter(|desk| desk.has_skills_data()) else {
        return report::no_skills_data(&site, &asker).await;
    };
    let l = asker.language;
    let overview = first.overview();
    let lead = Message::new("web-home-lead")
        .with("people", overview.people)
        .with("counted", overview.people_counted)
        .with("day", day(l, first.day()));
    let names = asker.caller.may(Action::SeeWhoCounts);
    let actions: Vec<ActionView> = desks
        .iter()
        .flat_map(|desk| desk.overview().actions.iter().map(move |action| (desk, action)))
        .filter(|(_, action)| names || action.people.is_empty())
        .take(ACTIONS)
        .map(|(desk, action)| action_view(&asker, desk, action))
        .collect();
    let shown = if asker.caller.may(Action::EnterMetrics) { reconciled(l, first) } else { Vec::new() };
    let page = HomePage {
        l,
        frame: frame(&site, &asker, "web-nav-home").await?,
        company: first.partner().name.clone(),
        lead: l.tell(&lead),
        programmes: desks.iter().map(|desk| programme(l, desk, names)).collect(),
        shows_actions: names || !actions.is_empty(),
        actions,
        shown: shown.into_iter().filter(|row| !row.shown.is_empty()).collect(),
    };
    Ok(Html(render(&page)).into_response())
}

fn programme(l: Language, desk: &Desk, names: bool) -> ProgrammeView {
    let overview = desk.overview();
    let reasons = overview.worst.iter().filter(|_| names).flat_map(|loss| causes(l, desk, loss));
    ProgrammeView {
        id: desk.programme().id.to_string(),
        name: tierwise_app::in_language(&desk.programme().name, l).to_owned(),
        tone: headline_tone(overview),
        headline: sentence(&l.tell(&overview.headline)),
        saved: saved(l, overview.worst.as_ref()),
        reasons: reasons.collect(),
        rows: standings(l, desk),
        chart: chart(l, desk),
    }
}

/// Where every competency of a programme stands.
pub(crate) fn standings(l: Language, desk: &Desk) -> Vec<StandingView> {
    let base = format!("/programmes/{}/report/requirements", desk.programme().id);
    let rows = desk.overview().competencies.iter().map(|view| {
        let (tone, text) = standing(l, view.standing, &view.value);
        let (next_tone, next, next_day) = next_change(l, view.next_loss());
        let bar = &view.bar;
        let counted = Message::new("web-bar").with("have", bar.have).with("needed", bar.needed);
        StandingView {
            href: format!("{base}#{}", view.competency),
            name: tierwise_app::in_language(&view.name, l).to_owned(),
            tone,
            standing: text,
            value: value_text(l, &view.value),
            note: view.skilling.as_ref().map(|skilling| sentence(&l.tell(skilling))).unwrap_or_default(),
            bar: (bar.needed > 0).then(|| Bar::new(bar.have, bar.needed, l.tell(&counted))),
            next_tone,
            next,
            next_day,
        }
    });
    rows.collect()
}

fn action_view(asker: &Asker, desk: &Desk, action: &tierwise_app::desk::Action) -> ActionView {
    let l = asker.language;
    let skills = format!("/programmes/{}/report/skills", desk.programme().id);
    let requirements = format!("/programmes/{}/report/requirements", desk.programme().id);
    let may = |wanted| asker.caller.may(wanted);
    let (href, label) = match (action.kind, action.people.as_slice()) {
        (ActionKind::EnterFigures, _) if may(Action::EnterMetrics) => ("/performance-metrics".to_owned(), "web-act-figures"),
        (ActionKind::AssociatePmc, _) if may(Action::SeeSkillsData) => {
            (format!("{skills}?association=pmc-only"), "web-act-list")
        }
        (_, [user]) if may(Action::SeeSkillsData) => (format!("/people/{user}"), "web-act-person"),
        (ActionKind::Renew, _) if may(Action::SeeSkillsData) => (format!("{skills}?status=ending"), "web-act-list"),
        _ => (requirements, "web-act-requirements"),
    };
    let title = sentence(&l.tell(&action.title));
    // Most titles say the day themselves.
    let due = action.due.filter(|due| !title.contains(&day(l, *due)));
    ActionView {
        title,
        effect: sentence(&l.tell(&action.effect)),
        due: due.map(|due| sentence(&l.tell(&Message::new("web-act-before").with("day", day(l, due))))).unwrap_or_default(),
        href,
        label: l.text(label),
    }
}

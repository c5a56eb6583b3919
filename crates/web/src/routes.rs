//! Every route of the site, in one list. What is not in it does not exist; the authorization test asks for each of them.

use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::routing::{MethodRouter, get as answer_get, post as answer_post};
use tierwise_app::service::MOST_IMPORT_BYTES;

use crate::site::Site;
use crate::{api, assets, pages, server};

/// One method of one path, with what answers it.
#[derive(Debug)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub(crate) handler: MethodRouter<Site>,
}

/// A multipart body is a little larger than its file.
const UPLOAD_BYTES: usize = MOST_IMPORT_BYTES + (1 << 20);

macro_rules! get {
    ($path:literal, $handler:expr) => {
        Route { method: Method::GET, path: $path, handler: answer_get($handler) }
    };
}

macro_rules! post {
    ($path:literal, $handler:expr) => {
        Route { method: Method::POST, path: $path, handler: answer_post($handler) }
    };
}

macro_rules! upload {
    ($path:literal, $handler:expr) => {
        Route { method: Method::POST, path: $path, handler: answer_post($handler).layer(DefaultBodyLimit::max(UPLOAD_BYTES)) }
    };
}

/// All of them.
pub fn routes() -> Vec<Route> {
    let mut routes = entrance();
    routes.extend(reports());
    routes.extend(company());
    routes.extend(programs());
    routes
}

/// What the process says of itself, and the ways in and out.
fn entrance() -> Vec<Route> {
    vec![
        get!("/healthz", server::healthz),
        get!("/readyz", server::readyz),
        get!("/metrics", server::figures),
        get!("/assets/{name}", assets::serve),
        get!("/sign-in", pages::entrance::sign_in_page),
        post!("/sign-in", pages::entrance::sign_in),
        post!("/sign-in/demo", pages::entrance::sign_in_to_demo),
        post!("/sign-out", pages::entrance::sign_out),
        post!("/preferences", pages::entrance::preferences),
        get!("/setup/{token}", pages::entrance::setup_page),
        post!("/setup/{token}", pages::entrance::set_up),
        get!("/invitation/{token}", pages::entrance::invitation_page),
        post!("/invitation/{token}", pages::entrance::accept_invitation),
        get!("/account", pages::account::page),
        post!("/account/password", pages::account::change_password),
        post!("/account/sessions/{session}/end", pages::account::end_session),
        post!("/account/sign-out-everywhere", pages::account::sign_out_everywhere),
    ]
}

fn reports() -> Vec<Route> {
    vec![
        get!("/", pages::home::page),
        get!("/profile", pages::people::own),
        get!("/people/{user}", pages::people::page),
        get!("/programmes/{programme}/competencies", pages::report::competencies),
        get!("/programmes/{programme}/report/skills", pages::report::skills),
        get!("/programmes/{programme}/report/summary", pages::report::summary),
        get!("/programmes/{programme}/report/requirements", pages::report::requirements),
        get!("/programmes/{programme}/report/training", pages::report::training),
        get!("/programmes/{programme}/report/history", pages::report::history),
        get!("/programmes/{programme}/skills-report", pages::download::skills_report),
        get!("/programmes/{programme}/standings", pages::download::standings),
    ]
}

fn company() -> Vec<Route> {
    vec![
        get!("/users", pages::users::list),
        post!("/users", pages::users::create),
        get!("/users/new", pages::users::new),
        get!("/users/export", pages::users::export),
        get!("/users/{user}", pages::users::page),
        post!("/users/{user}/roles", pages::users::set_roles),
        get!("/users/{user}/end", pages::users::confirm_end),
        post!("/users/{user}/end", pages::users::end),
        post!("/users/{user}/rejoin", pages::users::rejoin),
        post!("/users/{user}/invite", pages::users::invite),
        get!("/imports", pages::imports::list),
        upload!("/imports", pages::imports::upload),
        get!("/imports/{import}", pages::imports::page),
        post!("/imports/{import}/apply", pages::imports::apply),
        post!("/imports/{import}/cancel", pages::imports::cancel),
        get!("/imports/{import}/undo", pages::imports::confirm_undo),
        post!("/imports/{import}/undo", pages::imports::undo),
        get!("/performance-metrics", pages::figures::metrics),
        post!("/performance-metrics", pages::figures::enter),
        upload!("/performance-metrics/upload", pages::figures::upload),
        get!("/reconcile", pages::figures::reconcile),
        post!("/reconcile", pages::figures::record),
        get!("/settings", pages::settings::page),
        post!("/settings", pages::settings::change),
        get!("/locations", pages::settings::locations),
        post!("/locations", pages::settings::add_location),
        post!("/locations/{location}/end", pages::settings::end_location),
        get!("/tokens", pages::settings::tokens),
        post!("/tokens", pages::settings::make_token),
        post!("/tokens/{token}/end", pages::settings::end_token),
        get!("/audit", pages::settings::audit),
        get!("/companies", pages::companies::list),
        post!("/companies", pages::companies::create),
        post!("/companies/{partner}/enrol", pages::companies::enrol),
        post!("/companies/{partner}/end-enrolment", pages::companies::end_enrolment),
    ]
}

/// The JSON API.
fn programs() -> Vec<Route> {
    vec![
        get!("/api/v1/openapi.json", api::openapi),
        get!("/api/v1/programmes", api::report::programmes),
        get!("/api/v1/programmes/{programme}/competencies", api::report::competencies),
        get!("/api/v1/programmes/{programme}/requirements", api::report::requirements),
        get!("/api/v1/programmes/{programme}/skills-report", api::report::skills_report),
        get!("/api/v1/users", api::users::list),
        post!("/api/v1/users", api::users::create),
        get!("/api/v1/users/{user}", api::users::find),
        get!("/api/v1/imports", api::imports::list),
        upload!("/api/v1/imports", api::imports::create),
        get!("/api/v1/imports/{import}", api::imports::find),
        post!("/api/v1/imports/{import}/apply", api::imports::apply),
        post!("/api/v1/imports/{import}/cancel", api::imports::cancel),
        post!("/api/v1/imports/{import}/undo", api::imports::undo),
        get!("/api/v1/locations", api::locations::list),
        post!("/api/v1/locations", api::locations::add),
        post!("/api/v1/locations/{location}/end", api::locations::end),
        get!("/api/v1/metrics", api::metrics::list),
        post!("/api/v1/metrics", api::metrics::enter),
    ]
}

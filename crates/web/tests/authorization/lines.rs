//! What each route is about, in the words of the published table (the beginning of an action's text).

/// Who comes through.
#[derive(Debug, Clone, Copy)]
pub enum Gate {
    /// Everybody.
    Public,
    /// Programs on the same machine; a test without a connection is none.
    Local,
    /// Everybody who is signed in.
    SignedIn,
    /// Who may see it; for all others it is not there.
    See(&'static str),
    /// Who may see it and is allowed to do it; who may only see it is told that it is not allowed.
    Act { see: &'static str, act: &'static str },
}

#[derive(Debug)]
pub struct Line {
    pub method: &'static str,
    pub path: &'static str,
    pub gate: Gate,
    /// Whether what has ended is still shown: people who left, imports that were undone.
    pub ended_is_found: bool,
}

const OWN: &str = "sign in, see own profile";
const STANDINGS: &str = "see standings";
const WHO: &str = "see who counts";
const DATA: &str = "see User skills data";
const AGGREGATES: &str = "download aggregates";
const LIST_USERS: &str = "list users";
const EXPORT_USERS: &str = "export report of users";
const MANAGE_USERS: &str = "create, edit, end";
const ASSIGN: &str = "assign non-directory roles";
const IMPORT: &str = "import exports";
const METRICS: &str = "enter and import performance metrics";
const SETTINGS: &str = "company settings";
const LOCATIONS: &str = "manage locations";
const TOKENS: &str = "identity provider, API";
const AUDIT: &str = "read and export the audit";
const RUN: &str = "enrol companies";

const fn line(method: &'static str, path: &'static str, gate: Gate) -> Line {
    Line { method, path, gate, ended_is_found: true }
}

const fn gone_when_ended(method: &'static str, path: &'static str, gate: Gate) -> Line {
    Line { method, path, gate, ended_is_found: false }
}

pub const LINES: &[Line] = &[
    line("GET", "/healthz", Gate::Public),
    line("GET", "/readyz", Gate::Public),
    line("GET", "/metrics", Gate::Local),
    line("GET", "/assets/{name}", Gate::Public),
    line("GET", "/sign-in", Gate::Public),
    line("POST", "/sign-in", Gate::Public),
    line("POST", "/sign-in/demo", Gate::Public),
    line("POST", "/sign-out", Gate::SignedIn),
    line("POST", "/preferences", Gate::Public),
    line("GET", "/setup/{token}", Gate::Public),
    line("POST", "/setup/{token}", Gate::Public),
    line("GET", "/invitation/{token}", Gate::Public),
    line("POST", "/invitation/{token}", Gate::Public),
    line("GET", "/account", Gate::SignedIn),
    line("POST", "/account/password", Gate::SignedIn),
    gone_when_ended("POST", "/account/sessions/{session}/end", Gate::SignedIn),
    line("POST", "/account/sign-out-everywhere", Gate::SignedIn),
    line("GET", "/", Gate::SignedIn),
    line("GET", "/profile", Gate::See(OWN)),
    line("GET", "/people/{user}", Gate::See(DATA)),
    line("GET", "/programmes/{programme}/competencies", Gate::See(STANDINGS)),
    line("GET", "/programmes/{programme}/report/skills", Gate::See(DATA)),
    line("GET", "/programmes/{programme}/report/summary", Gate::See(STANDINGS)),
    line("GET", "/programmes/{programme}/report/requirements", Gate::See(STANDINGS)),
    line("GET", "/programmes/{programme}/report/training", Gate::See(WHO)),
    line("GET", "/programmes/{programme}/report/history", Gate::See(STANDINGS)),
    line("GET", "/programmes/{programme}/skills-report", Gate::See(DATA)),
    line("GET", "/programmes/{programme}/standings", Gate::See(AGGREGATES)),
    line("GET", "/users", Gate::See(LIST_USERS)),
    line("POST", "/users", Gate::Act { see: LIST_USERS, act: MANAGE_USERS }),
    line("GET", "/users/new", Gate::Act { see: LIST_USERS, act: MANAGE_USERS }),
    line("GET", "/users/export", Gate::Act { see: LIST_USERS, act: EXPORT_USERS }),
    line("GET", "/users/{user}", Gate::See(LIST_USERS)),
    gone_when_ended("POST", "/users/{user}/roles", Gate::Act { see: LIST_USERS, act: ASSIGN }),
    line("GET", "/users/{user}/end", Gate::Act { see: LIST_USERS, act: MANAGE_USERS }),
    line("POST", "/users/{user}/end", Gate::Act { see: LIST_USERS, act: MANAGE_USERS }),
    line("POST", "/users/{user}/rejoin", Gate::Act { see: LIST_USERS, act: MANAGE_USERS }),
    gone_when_ended("POST", "/users/{user}/invite", Gate::Act { see: LIST_USERS, act: MANAGE_USERS }),
    line("GET", "/imports", Gate::See(IMPORT)),
    line("POST", "/imports", Gate::See(IMPORT)),
    line("GET", "/imports/{import}", Gate::See(IMPORT)),
    line("POST", "/imports/{import}/apply", Gate::See(IMPORT)),
    line("POST", "/imports/{import}/cancel", Gate::See(IMPORT)),
    line("GET", "/imports/{import}/undo", Gate::See(IMPORT)),
    line("POST", "/imports/{import}/undo", Gate::See(IMPORT)),
    line("GET", "/performance-metrics", Gate::See(METRICS)),
    line("POST", "/performance-metrics", Gate::See(METRICS)),
    line("POST", "/performance-metrics/upload", Gate::See(METRICS)),
    line("GET", "/reconcile", Gate::See(METRICS)),
    line("POST", "/reconcile", Gate::See(METRICS)),
    line("GET", "/settings", Gate::See(SETTINGS)),
    line("POST", "/settings", Gate::See(SETTINGS)),
    line("GET", "/locations", Gate::See(LOCATIONS)),
    line("POST", "/locations", Gate::See(LOCATIONS)),
    gone_when_ended("POST", "/locations/{location}/end", Gate::See(LOCATIONS)),
    line("GET", "/tokens", Gate::See(TOKENS)),
    line("POST", "/tokens", Gate::See(TOKENS)),
    gone_when_ended("POST", "/tokens/{token}/end", Gate::See(TOKENS)),
    line("GET", "/audit", Gate::See(AUDIT)),
    line("GET", "/companies", Gate::See(RUN)),
    line("POST", "/companies", Gate::See(RUN)),
    line("POST", "/companies/{partner}/enrol", Gate::See(RUN)),
    line("POST", "/companies/{partner}/end-enrolment", Gate::See(RUN)),
    line("GET", "/api/v1/openapi.json", Gate::Public),
    line("GET", "/api/v1/programmes", Gate::See(STANDINGS)),
    line("GET", "/api/v1/programmes/{programme}/competencies", Gate::See(STANDINGS)),
    line("GET", "/api/v1/programmes/{programme}/requirements", Gate::See(STANDINGS)),
    line("GET", "/api/v1/programmes/{programme}/skills-report", Gate::See(DATA)),
    line("GET", "/api/v1/users", Gate::See(LIST_USERS)),
    line("POST", "/api/v1/users", Gate::Act { see: LIST_USERS, act: MANAGE_USERS }),
    line("GET", "/api/v1/users/{user}", Gate::See(LIST_USERS)),
    line("GET", "/api/v1/imports", Gate::See(IMPORT)),
    line("POST", "/api/v1/imports", Gate::See(IMPORT)),
    line("GET", "/api/v1/imports/{import}", Gate::See(IMPORT)),
    line("POST", "/api/v1/imports/{import}/apply", Gate::See(IMPORT)),
    line("POST", "/api/v1/imports/{import}/cancel", Gate::See(IMPORT)),
    line("POST", "/api/v1/imports/{import}/undo", Gate::See(IMPORT)),
    line("GET", "/api/v1/locations", Gate::See(LOCATIONS)),
    line("POST", "/api/v1/locations", Gate::See(LOCATIONS)),
    gone_when_ended("POST", "/api/v1/locations/{location}/end", Gate::See(LOCATIONS)),
    line("GET", "/api/v1/metrics", Gate::See(METRICS)),
    line("POST", "/api/v1/metrics", Gate::See(METRICS)),
];

//! Every route, asked by every role, for what is its own, another company's, missing and ended, where a company runs the
//! installation itself and where an operator does. The published table of permissions says what has to come out.
//!
//! A route that is missing from `LINES` fails the test.

#[path = "authorization/lines.rs"]
mod lines;
#[path = "authorization/town.rs"]
mod town;

use std::collections::BTreeSet;

use lines::{Gate, LINES, Line};
use tierwise_app::service::RunBy;
use town::{Kind, Target, Town, Whose};

/// What the published table says, by the beginning of an action's text and a role's column.
struct Table(Vec<Vec<String>>);

impl Table {
    fn published() -> Self {
        let text = include_str!("../../core/tests/permissions.tsv");
        Self(text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }

    fn allows(&self, action: &str, role: &str, run_by: RunBy) -> bool {
        let column = self.0[0].iter().position(|name| name == role).unwrap();
        let rows: Vec<_> = self.0.iter().filter(|row| row[0].starts_with(action)).collect();
        assert_eq!(rows.len(), 1, "`{action}` is the beginning of one action");
        let says = |column: usize| rows[0][column] == "yes";
        let operator = self.0[0].iter().position(|name| name == "operator").unwrap();
        // "self-run installation: its Global admin is the operator"
        says(column) || (run_by == RunBy::Company && role == "global_admin" && says(operator))
    }
}

const ROLES: [&str; 9] = [
    "anonymous",
    "default_user",
    "report_viewer",
    "executive_report_viewer",
    "mpn_partner_admin",
    "account_admin",
    "user_management_admin",
    "global_admin",
    "operator",
];

#[test]
fn every_route_has_its_line() {
    let routes: BTreeSet<(String, &str)> =
        tierwise_web::routes().iter().map(|route| (route.method.to_string(), route.path)).collect();
    let lines: BTreeSet<(String, &str)> = LINES.iter().map(|line| (line.method.to_owned(), line.path)).collect();
    assert_eq!(lines.len(), LINES.len(), "a line stands twice");
    assert_eq!(routes, lines, "every route needs a line in tests/authorization/lines.rs");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_role_as_the_published_table_says_where_an_operator_runs_it() {
    ask_all(RunBy::Operator).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_role_as_the_published_table_says_where_a_company_runs_it() {
    ask_all(RunBy::Company).await;
}

async fn ask_all(run_by: RunBy) {
    let table = Table::published();
    let town = Town::build(run_by).await;
    let mut wrong = Vec::new();
    for line in LINES {
        for role in ROLES {
            for whose in line.whose() {
                let target = town.target(line.kind(), whose, role).await;
                let found = town.ask(role, line, &target).await;
                let wanted = wanted(&table, run_by, line, role, whose);
                if !wanted.fits(found.status) {
                    wrong.push(format!(
                        "{} {} as {role}, {whose:?}: {} instead of {wanted:?}",
                        line.method, line.path, found.status
                    ));
                }
                if whose == Whose::Other && found.status == 404 {
                    let missing = town.target(line.kind(), Whose::Missing, role).await;
                    let missing = town.ask(role, line, &missing).await;
                    if found.body_without(&target) != missing.body {
                        wrong.push(format!(
                            "{} {} as {role}: another company's thing differs from a missing one",
                            line.method, line.path
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// What has to come back.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// It was let in: whatever it says about the input.
    LetIn,
    /// Everybody gets the same, whatever it is.
    Answer,
    Status(u16),
}

impl Wanted {
    fn fits(&self, status: u16) -> bool {
        match self {
            Self::LetIn => ![401, 403, 404, 405].contains(&status) && status < 500,
            Self::Answer => status != 401 && status < 500,
            Self::Status(wanted) => status == *wanted,
        }
    }
}

fn wanted(table: &Table, run_by: RunBy, line: &Line, role: &str, whose: Whose) -> Wanted {
    let (see, act) = match line.gate {
        Gate::Public => return Wanted::Answer,
        Gate::SignedIn | Gate::Local if role == "anonymous" => return anonymous(line),
        Gate::Local => return Wanted::Status(404),
        Gate::SignedIn => return by_target(line, whose),
        Gate::See(see) => (see, see),
        Gate::Act { see, act } => (see, act),
    };
    if role == "anonymous" {
        return anonymous(line);
    }
    if !table.allows(see, role, run_by) {
        return Wanted::Status(404);
    }
    if !table.allows(act, role, run_by) {
        return Wanted::Status(403);
    }
    by_target(line, whose)
}

fn anonymous(line: &Line) -> Wanted {
    Wanted::Status(if line.path.starts_with("/api/") { 401 } else { 303 })
}

fn by_target(line: &Line, whose: Whose) -> Wanted {
    match whose {
        Whose::Own => Wanted::LetIn,
        Whose::Other | Whose::Missing => Wanted::Status(404),
        Whose::Ended if line.ended_is_found => Wanted::LetIn,
        Whose::Ended => Wanted::Status(404),
    }
}

/// Whether the line's path names a thing.
fn kind_of(path: &str) -> Kind {
    match path.split_once('{').map(|(_, rest)| rest.split('}').next().unwrap()) {
        None => Kind::None,
        Some("programme") => Kind::Programme,
        Some("user") => Kind::User,
        Some("import") => Kind::Import,
        Some("location") => Kind::Location,
        Some("session") => Kind::Session,
        Some("partner") => Kind::Partner,
        Some("token") if path.starts_with("/tokens") => Kind::Token,
        Some(_) => Kind::None,
    }
}

impl Line {
    fn kind(&self) -> Kind {
        kind_of(self.path)
    }

    /// What to ask for.
    fn whose(&self) -> Vec<Whose> {
        match self.kind() {
            Kind::None => vec![Whose::Own],
            // An operator sees every company, so that there is no other's.
            Kind::Partner => vec![Whose::Own, Whose::Missing],
            Kind::Programme => vec![Whose::Own, Whose::Other, Whose::Missing],
            _ => vec![Whose::Own, Whose::Other, Whose::Missing, Whose::Ended],
        }
    }

    fn url(&self, target: &Target) -> String {
        match self.path.split_once('{') {
            None => self.path.to_owned(),
            Some((before, rest)) => format!("{before}{}{}", target.id, rest.split_once('}').unwrap().1),
        }
    }
}

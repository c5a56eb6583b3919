//! Two companies and an installation around them, with one person of every role, and fresh things to ask for.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use tempfile::TempDir;
use tierwise_app::demo::{DemoAccount, DemoCompany};
use tierwise_app::service::{App, RunBy, Settings, World};
use tierwise_core::access::{Role, Roles};
use tierwise_core::record::{Actor, Employment, Facts, Partner, Person};
use tierwise_core::{BatchId, Day, FactId, Instant, LocationId, PartnerId, ProgrammeId, SessionId, TokenId, UserId};
use tierwise_i18n::Language;
use tierwise_rules::read_catalogue;
use tierwise_store::{ApiToken, Database, Durability, Entry, Import, ImportState, Location, Options, Session, Store};
use tierwise_web::{Site, SiteSettings};
use tower::ServiceExt;
use uuid::Uuid;

use super::lines::Line;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    None,
    Programme,
    User,
    Import,
    Session,
    Token,
    Location,
    Partner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Own,
    Other,
    Missing,
    Ended,
}

#[derive(Debug)]
pub struct Target {
    pub id: String,
}

#[derive(Debug)]
pub struct Found {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Found {
    /// The body; it must not even repeat the id that was asked for, so there is nothing to leave out.
    pub fn body_without(&self, _: &Target) -> Vec<u8> {
        self.body.clone()
    }
}

pub struct Town {
    router: Router,
    app: App,
    store: Store,
    partners: [PartnerId; 2],
    /// Per company, its people by their role.
    people: [BTreeMap<&'static str, UserId>; 2],
    _folder: TempDir,
}

/// A clock that stands still but for its ticks, and ids that are never the same.
static TICKS: AtomicU64 = AtomicU64::new(0);

fn now() -> Instant {
    let ticks = i64::try_from(TICKS.fetch_add(1, Ordering::Relaxed)).unwrap();
    Instant::from_micros(1_795_350_000_000_000 + ticks)
}

fn id<T: From<Uuid>>() -> T {
    let tick = u128::from(TICKS.fetch_add(1, Ordering::Relaxed));
    T::from(Uuid::from_u128((0x0192_0000_0000_7000_8000_u128 << 48) | tick))
}

impl Town {
    pub async fn build(run_by: RunBy) -> Self {
        let folder = TempDir::new().unwrap();
        let database = Database::Sqlite { path: folder.path().join("town.db") };
        let options = Options { durability: Durability::Off, ..Options::default() };
        let store = Store::open(&database, options).await.unwrap();
        store.migrate().await.unwrap();
        let world = World::new(now, |bytes| {
            let tick = TICKS.fetch_add(1, Ordering::Relaxed).to_le_bytes();
            for (place, byte) in bytes.iter_mut().enumerate() {
                *byte = tick[place % 8].wrapping_add(u8::try_from(place / 8).unwrap());
            }
        });
        let settings = Settings { run_by, exports_count: true, demo: true };
        let catalogues = [
            include_str!("../../../../catalogues/solutions-partner-2026.toml"),
            include_str!("../../../../catalogues/mpn-2017.toml"),
        ];
        let programmes = catalogues.iter().map(|text| read_catalogue(text).unwrap()).collect();
        let app = App::new(store.clone(), world, settings, programmes);
        let companies = [company(0, "solutions-partner-2026"), company(1, "mpn-2017")];
        let partners = [companies[0].partner.id, companies[1].partner.id];
        let people = [roles(&companies[0]), roles(&companies[1])];
        app.load_demo(companies.into()).await.unwrap();
        let site =
            SiteSettings { public_url: "http://localhost".to_owned(), behind_proxy: false, doors: Vec::new(), figures: None };
        let router = tierwise_web::router(Site::new(app.clone(), site));
        Self { router, app, store, partners, people, _folder: folder }
    }

    /// A session of its own for every question: some routes end it.
    async fn cookie(&self, role: &str) -> Option<String> {
        let email = match role {
            "anonymous" => return None,
            "operator" => tierwise_app::demo::OPERATOR.to_owned(),
            role => email(0, role),
        };
        let signed_in = self.app.sign_in_to_demo(&email, "test").await.unwrap();
        Some(format!("tierwise_session={}", signed_in.session))
    }

    pub async fn ask(&self, role: &str, line: &Line, target: &Target) -> Found {
        let api = line.path.starts_with("/api/");
        let (kind, body) = match (api, line.path) {
            (true, "/api/v1/imports") => ("text/csv", ""),
            (true, _) => ("application/json", "{}"),
            (false, "/imports" | "/performance-metrics/upload") => ("multipart/form-data; boundary=b", "--b--\r\n"),
            (false, _) => ("application/x-www-form-urlencoded", ""),
        };
        let mut request = Request::builder().method(line.method).uri(line.url(target)).header("host", "localhost");
        if let Some(cookie) = self.cookie(role).await {
            request = request.header("cookie", cookie);
        }
        if line.method == "POST" {
            request = request.header("origin", "http://localhost").header("content-type", kind);
        }
        let request = request.body(Body::from(if line.method == "POST" { body } else { "" })).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        assert!(response.headers().contains_key("content-security-policy"), "{} {}", line.method, line.path);
        let body = to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec();
        Found { status, body }
    }

    /// Something to ask for. What is ended by asking is made anew each time.
    pub async fn target(&self, kind: Kind, whose: Whose, role: &str) -> Target {
        let company = usize::from(whose == Whose::Other);
        let id = match kind {
            Kind::None => "nothing".to_owned(),
            _ if whose == Whose::Missing => missing(kind),
            Kind::Programme => ["solutions-partner-2026", "mpn-2017"][company].to_owned(),
            Kind::Partner => self.partner().await.to_string(),
            Kind::User => self.person(company, whose == Whose::Ended).await.to_string(),
            Kind::Import => self.import(company, whose == Whose::Ended).await.to_string(),
            Kind::Token => self.token(company, whose == Whose::Ended).await.to_string(),
            Kind::Location => self.location(company, whose == Whose::Ended).await.to_string(),
            Kind::Session => self.session(company, role, whose == Whose::Ended).await.to_string(),
        };
        Target { id }
    }

    /// A further company: to be enrolled, or not any more.
    async fn partner(&self) -> PartnerId {
        let partner = Partner { mpn_id: TICKS.fetch_add(1, Ordering::Relaxed).to_string(), ..company(2, "mpn-2017").partner };
        self.store.create_partner(&partner, now()).await.unwrap();
        partner.id
    }

    async fn person(&self, company: usize, ended: bool) -> UserId {
        let partner = self.partners[company];
        let user: UserId = id();
        let email = format!("new{user}@company{company}.example");
        let ends_on = ended.then(|| Day::new(2026, 1, 31).unwrap());
        let facts = Facts {
            people: vec![person(user, &email)],
            employments: vec![Employment { fact: id(), user, starts_on: None, ends_on }],
            ..Facts::default()
        };
        let mut write = self.store.write(partner, entry()).await.unwrap();
        write.add(id(), &facts, &[]).await.unwrap();
        let account = tierwise_store::Account {
            user,
            email,
            language: "en".to_owned(),
            roles: Roles::NONE,
            created_at: now(),
            ended_at: None,
            last_sign_in_at: None,
        };
        write.create_account(&account).await.unwrap();
        if ended {
            write.end_account(user, now()).await.unwrap();
        }
        write.commit().await.unwrap();
        user
    }

    async fn import(&self, company: usize, ended: bool) -> BatchId {
        let partner = self.partners[company];
        let import = Import {
            id: id(),
            uploaded_by: self.people[company]["global_admin"],
            uploaded_at: now(),
            file_name: "export.csv".to_owned(),
            size: 0,
            state: ImportState::Previewed,
            attempt: 0,
            rows_total: 0,
            rows_written: 0,
            lease_until: None,
            plan: "{}".to_owned(),
            published: None,
            undone: None,
        };
        self.store.create_import(partner, &import, b"").await.unwrap();
        if ended {
            assert!(self.store.cancel_import(partner, import.id).await.unwrap());
        }
        import.id
    }

    async fn token(&self, company: usize, ended: bool) -> TokenId {
        let partner = self.partners[company];
        let token = ApiToken {
            id: id(),
            partner,
            maker: self.people[company]["global_admin"],
            name: "robot".to_owned(),
            role: Role::ReportViewer,
            created_at: now(),
            expires_at: None,
            last_used_at: None,
        };
        let mut hash = [0; 32];
        hash[..16].copy_from_slice(token.id.uuid().as_bytes());
        self.store.create_token(&token, &hash).await.unwrap();
        if ended {
            assert!(self.store.end_token(partner, token.id, now()).await.unwrap());
        }
        token.id
    }

    async fn location(&self, company: usize, ended: bool) -> LocationId {
        let location = Location { id: id(), name: "Malmö".to_owned(), mpn_id: "777".to_owned(), created_at: now() };
        let mut write = self.store.write(self.partners[company], entry()).await.unwrap();
        write.add_location(&location).await.unwrap();
        if ended {
            write.end_location(location.id).await.unwrap();
        }
        write.commit().await.unwrap();
        location.id
    }

    /// A further session of the one who asks, or of somebody at the other company.
    async fn session(&self, company: usize, role: &str, ended: bool) -> SessionId {
        let email = match role {
            "anonymous" => email(0, "global_admin"),
            _ if company == 1 => email(1, "global_admin"),
            "operator" => tierwise_app::demo::OPERATOR.to_owned(),
            role => email(0, role),
        };
        let credential = self.store.find_credentials(&email).await.unwrap().remove(0);
        let session = Session {
            id: id(),
            credential: credential.id,
            subject: credential.subject,
            created_at: now(),
            last_seen_at: now(),
            expires_at: Instant::from_micros(now().as_micros() + 3_600_000_000),
            device: "another".to_owned(),
        };
        let mut hash = [1; 32];
        hash[..16].copy_from_slice(session.id.uuid().as_bytes());
        self.store.create_session(&session, &hash).await.unwrap();
        if ended {
            assert!(self.store.end_session(session.id, credential.id).await.unwrap());
        }
        session.id
    }
}

fn entry() -> Entry<'static> {
    Entry { at: now(), actor: Actor::System, action: "test", request: "" }
}

fn missing(kind: Kind) -> String {
    if kind == Kind::Programme { "nothing".to_owned() } else { id::<Uuid>().to_string() }
}

fn email(company: usize, role: &str) -> String {
    format!("{role}@company{company}.example")
}

fn person(user: UserId, email: &str) -> Person {
    Person {
        fact: id::<FactId>(),
        user,
        first_name: "Kim".to_owned(),
        last_name: "Lind".to_owned(),
        corporate_email: email.to_owned(),
        email: String::new(),
        location: String::new(),
        technical: false,
    }
}

fn company(place: usize, programme: &str) -> DemoCompany {
    let roles = std::iter::once(Role::DefaultUser).chain(Role::GRANTED);
    let accounts: Vec<DemoAccount> = roles
        .map(|role| DemoAccount {
            user: id(),
            email: email(place, role.code()),
            name: role.code().to_owned(),
            roles: if role == Role::DefaultUser { Roles::NONE } else { Roles::NONE.with(role) },
            language: Language::English,
        })
        .collect();
    let facts =
        Facts { people: accounts.iter().map(|account| person(account.user, &account.email)).collect(), ..Facts::default() };
    let partner = Partner {
        id: id(),
        name: format!("Company {place}"),
        mpn_id: format!("10{place}"),
        time_zone: "Europe/Stockholm".to_owned(),
        enrolled_on: Day::new(2026, 1, 1),
        moved_from_pmc_on: None,
        programmes: vec![ProgrammeId::new(programme)],
        market: "developed".to_owned(),
        track: None,
    };
    DemoCompany { partner, facts, accounts }
}

fn roles(company: &DemoCompany) -> BTreeMap<&'static str, UserId> {
    let roles = std::iter::once(Role::DefaultUser).chain(Role::GRANTED);
    roles.map(Role::code).zip(company.accounts.iter().map(|account| account.user)).collect()
}

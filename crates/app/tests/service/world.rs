//! An installation with its people, in few words. Asserts nothing of its own.

use std::fmt::Write;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use tierwise_app::desk::{Desk, RowQuery, RowStatus, Value};
use tierwise_app::importing::Keep;
use tierwise_app::service::{
    App, AppError, Caller, FirstCompany, FirstOperator, ImportState, ImportView, NewCompany, NewUser, Password, RunBy,
    Settings, SignIn, SignedIn, Upload, World,
};
use tierwise_core::access::{Action, Role, Roles};
use tierwise_core::{BatchId, Instant, PartnerId, ProgrammeId, UserId};
use tierwise_i18n::Language;
use tierwise_rules::read_catalogue;
use tierwise_store::{Durability, Options, Store};
use tierwise_testkit::databases::Database;

pub const PASSWORD: &str = "four words are enough";
pub const ADMIN: &str = "maja@fjordline.example";
pub const MPN_ID: &str = "1234567";
/// A programme of scores, which asks for figures.
pub const SCORES: &str = "solutions-partner-2023";

/// An installation and the hands of its clock.
pub struct Site {
    pub app: App,
    pub store: Store,
    micros: Arc<AtomicI64>,
}

pub struct Terms {
    pub run_by: RunBy,
    pub exports_count: bool,
}

/// A company that runs the installation itself.
pub const SELF_RUN: Terms = Terms { run_by: RunBy::Company, exports_count: true };
pub const OPERATOR_RUN: Terms = Terms { run_by: RunBy::Operator, exports_count: false };

/// Somebody who has a password and is signed in.
pub struct Member {
    pub user: UserId,
    pub partner: PartnerId,
    /// The session's token.
    pub session: String,
}

impl Site {
    pub async fn open(database: &Database, terms: Terms) -> Self {
        let options = Options { max_connections: 4, durability: Durability::Off };
        let store = Store::open(&database.url.parse().unwrap(), options).await.unwrap();
        store.migrate().await.unwrap();
        let micros = Arc::new(AtomicI64::new(1_795_390_200_000_000));
        let hands = Arc::clone(&micros);
        let world = World::new(move || Instant::from_micros(hands.load(Ordering::SeqCst)), bytes());
        let Terms { run_by, exports_count } = terms;
        let settings = Settings { run_by, exports_count, demo: false };
        let catalogues =
            [include_str!("../desk/tiny.toml"), include_str!("../../../../catalogues/solutions-partner-2023.toml")];
        let programmes = catalogues.map(|catalogue| read_catalogue(catalogue).unwrap()).into();
        Self { app: App::new(store.clone(), world, settings, programmes), store, micros }
    }

    /// A company that runs the installation itself, and its Global admin.
    pub async fn company(database: &Database, exports_count: bool) -> (Self, Member) {
        let site = Self::open(database, Terms { exports_count, ..SELF_RUN }).await;
        let link = site.app.setup_link().await.unwrap().unwrap();
        let signed_in = site.app.set_up_company(&link, first_company(), "a browser").await.unwrap();
        let admin = site.member(signed_in).await;
        (site, admin)
    }

    /// Two companies of one installation, each with its Global admin.
    pub async fn two_companies(database: &Database) -> (Self, [Member; 2]) {
        let site = Self::open(database, OPERATOR_RUN).await;
        let link = site.app.setup_link().await.unwrap().unwrap();
        let operator = site.app.set_up_operator(&link, first_person("olivia@vendor.example"), "a browser").await.unwrap();
        let operator = site.caller(&operator.session).await;
        let mut admins = Vec::new();
        for (name, mpn_id, email) in [("Fjordline", MPN_ID, ADMIN), ("Kustlinje", "7654321", "ingrid@kustlinje.example")] {
            let form = NewCompany {
                name: name.to_owned(),
                mpn_id: mpn_id.to_owned(),
                time_zone: "Europe/Stockholm".to_owned(),
                admin_name: "An Admin".to_owned(),
                admin_email: email.to_owned(),
                language: Language::English,
            };
            let invitation = site.app.create_company(&operator, form).await.unwrap();
            let signed_in = site.app.accept_invitation(&invitation.token, password(), "a browser").await.unwrap();
            let member = site.member(signed_in).await;
            site.app.enrol_today(&operator, member.partner).await.unwrap();
            admins.push(member);
        }
        (site, admins.try_into().unwrap_or_else(|_| unreachable!()))
    }

    /// Invites somebody, who sets a password.
    pub async fn join(&self, admin: &Member, email: &str, roles: &[Role]) -> Member {
        let invitation = self.app.create_user(&self.as_(admin).await, new_user(email, roles)).await.unwrap();
        let signed_in = self.app.accept_invitation(&invitation.token, password(), "a browser").await.unwrap();
        self.member(signed_in).await
    }

    async fn member(&self, signed_in: SignedIn) -> Member {
        let caller = self.caller(&signed_in.session).await;
        let seat = caller.seat().unwrap();
        Member { user: seat.user, partner: seat.partner, session: signed_in.session }
    }

    /// Whoever a session belongs to now.
    pub async fn caller(&self, session: &str) -> Caller {
        self.app.caller_of_session(session).await.unwrap()
    }

    pub async fn as_(&self, member: &Member) -> Caller {
        self.caller(&member.session).await
    }

    pub fn now(&self) -> Instant {
        Instant::from_micros(self.micros.load(Ordering::SeqCst))
    }

    pub fn pass(&self, time: Duration) {
        self.micros.fetch_add(i64::try_from(time.as_micros()).unwrap(), Ordering::SeqCst);
    }

    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        network: &str,
        device: Option<&str>,
    ) -> Result<SignedIn, AppError> {
        let form = SignIn {
            email: email.to_owned(),
            password: Password(password.to_owned()),
            network: network.parse::<IpAddr>().unwrap(),
            device: device.map(str::to_owned),
            device_name: "a browser".to_owned(),
        };
        self.app.sign_in(form).await
    }

    pub async fn upload(&self, caller: &Caller, file: String) -> BatchId {
        self.app.upload(caller, upload(file)).await.unwrap()
    }

    /// Applies an import and waits for its end.
    pub async fn apply(&self, caller: &Caller, import: BatchId, keep: Keep) -> ImportView {
        self.app.apply_import(caller, import, keep).await.unwrap();
        self.settled(caller, import).await
    }

    /// Uploads, applies, waits.
    pub async fn import(&self, caller: &Caller, file: String) -> BatchId {
        let import = self.upload(caller, file).await;
        let view = self.apply(caller, import, Keep::All).await;
        assert_eq!(view.import.state, ImportState::Applied);
        import
    }

    pub async fn settled(&self, caller: &Caller, import: BatchId) -> ImportView {
        let settled = async {
            loop {
                let view = self.app.import(caller, import).await.unwrap();
                if view.import.state != ImportState::Applying {
                    return view;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), settled).await.expect("an import that ends")
    }

    pub async fn desk(&self, caller: &Caller) -> Arc<Desk> {
        self.app.desk(caller, Action::SeeSkillsData, &ProgrammeId::new("tiny"), None).await.unwrap()
    }

    pub async fn hash(&self, partner: PartnerId) -> [u8; 32] {
        self.store.content_hash(partner).await.unwrap()
    }
}

/// Bytes that never repeat; nobody has to be kept from guessing them here.
fn bytes() -> impl Fn(&mut [u8]) + Send + Sync + 'static {
    let next = AtomicU64::new(1);
    move |bytes| {
        for part in bytes.chunks_mut(8) {
            let number = next.fetch_add(1, Ordering::SeqCst).to_be_bytes();
            part.copy_from_slice(&number[8 - part.len()..]);
        }
    }
}

pub fn password() -> Password {
    Password(PASSWORD.to_owned())
}

pub fn first_person(email: &str) -> FirstOperator {
    FirstOperator { name: "Maja Lind".to_owned(), email: email.to_owned(), password: password(), language: Language::Swedish }
}

pub fn first_company() -> FirstCompany {
    FirstCompany {
        company: "Fjordline".to_owned(),
        mpn_id: MPN_ID.to_owned(),
        time_zone: "Europe/Stockholm".to_owned(),
        person: first_person(ADMIN),
    }
}

pub fn new_user(email: &str, roles: &[Role]) -> NewUser {
    NewUser {
        name: "Ola Dahl".to_owned(),
        email: email.to_owned(),
        language: Language::English,
        roles: roles.iter().copied().collect::<Roles>(),
        technical: false,
    }
}

pub fn upload(file: String) -> Upload {
    Upload { file_name: "TrainingCompletions.csv".to_owned(), content: file.into_bytes(), dates: None }
}

/// An export: MCID, title and MPN ID of each row.
pub fn export(rows: &[(&str, &str, &str)]) -> String {
    let mut text = "TrainingTitle,IndividualFirstName,IndividualLastName,Email,CorpEmail,TrainingCompletionDate,MCPID,MPNId,\
                    ExpirationDate\n"
        .to_owned();
    for (mcid, title, mpn_id) in rows {
        writeln!(text, "{title},First{mcid},Last{mcid},,p{mcid}@fjordline.example,2026-03-01,{mcid},{mpn_id},2027-10-01")
            .unwrap();
    }
    text
}

/// How many rows the report has, and how many of them count.
pub fn rows(desk: &Desk) -> (usize, usize) {
    let of = |status| desk.rows(&RowQuery { status, ..RowQuery::default() }, Language::English).total;
    (of(None), of(Some(RowStatus::Counted)))
}

/// The level of the competency that two people with Alpha attain.
pub fn level(desk: &Desk) -> Option<String> {
    desk.values().into_iter().find(|(id, _)| id.as_str() == "cloud").and_then(|(_, value)| match value {
        Value::Level(level) => level.map(|level| level.to_string()),
        Value::Points { .. } | Value::NotInForce => None,
    })
}

/// The key of the message of a refusal, or of the first problem.
pub fn reason<T: std::fmt::Debug>(answer: Result<T, AppError>) -> &'static str {
    match answer.unwrap_err() {
        AppError::Refused(message) => message.key(),
        AppError::Invalid(problems) => problems[0].message.key(),
        other => panic!("neither refused nor invalid: {other:?}"),
    }
}

pub fn is_missing<T>(answer: &Result<T, AppError>) -> bool {
    matches!(answer, Err(AppError::NotFound))
}

pub fn is_forbidden<T>(answer: &Result<T, AppError>) -> bool {
    matches!(answer, Err(AppError::Forbidden))
}

pub fn is_limited<T>(answer: &Result<T, AppError>) -> bool {
    matches!(answer, Err(AppError::Limited { .. }))
}

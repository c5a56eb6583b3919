//! Users: invitations, roles, leaving, and the tokens that people make.

use std::time::Duration;

use tierwise_app::service::{Caller, NewToken, Password, UserQuery};
use tierwise_core::access::{Action, Role, Roles};
use tierwise_testkit::databases::each;

use crate::world::{ADMIN, PASSWORD, Site, is_forbidden, is_missing, new_user, password, reason};

const OLA: &str = "ola@fjordline.example";
const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_opens_one_account_once_and_for_a_week() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let invitation = site.app.create_user(&caller, new_user(OLA, &[Role::ReportViewer])).await.unwrap();
        assert_eq!(site.app.invitation(&invitation.token).await.unwrap(), ("Fjordline".to_owned(), OLA.to_owned()));
        let short = site.app.accept_invitation(&invitation.token, Password("short".to_owned()), "").await;
        assert_eq!(reason(short), "app-password-short", "the link is still open");
        let signed_in = site.app.accept_invitation(&invitation.token, password(), "").await.unwrap();
        assert!(site.caller(&signed_in.session).await.seat().unwrap().roles.has(Role::ReportViewer));
        assert!(is_missing(&site.app.accept_invitation(&invitation.token, password(), "").await));
        assert!(is_missing(&site.app.invitation(&invitation.token).await));

        assert_eq!(reason(site.app.create_user(&caller, new_user(" OLA@fjordline.example", &[])).await), "app-email-taken");
        let late = site.app.create_user(&caller, new_user("per@fjordline.example", &[])).await.unwrap();
        site.pass(7 * DAY + Duration::from_secs(1));
        assert!(is_missing(&site.app.invitation(&late.token).await));
        assert!(is_missing(&site.app.accept_invitation(&late.token, password(), "").await));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_invitation_sets_a_new_password_and_ends_the_sessions() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let ola = site.join(&admin, OLA, &[]).await;
        let invitation = site.app.invite_again(&site.as_(&admin).await, ola.user).await.unwrap();
        site.sign_in(OLA, PASSWORD, "192.0.2.7", None).await.expect("a link alone changes nothing");
        let new = Password("five other words are better".to_owned());
        site.app.accept_invitation(&invitation.token, new, "").await.unwrap();
        assert!(matches!(site.as_(&ola).await, Caller::Anonymous));
        assert_eq!(reason(site.sign_in(OLA, PASSWORD, "192.0.2.7", None).await), "app-sign-in-wrong");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_is_taken_away_is_gone_at_once() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let ola = site.join(&admin, OLA, &[Role::MpnPartnerAdmin]).await;
        assert!(site.app.imports(&site.as_(&ola).await).await.is_ok());
        site.app.set_roles(&site.as_(&admin).await, ola.user, Roles::NONE).await.unwrap();
        let caller = site.as_(&ola).await;
        assert!(is_missing(&site.app.imports(&caller).await) && caller.may(Action::SeeOwnProfile));
        let today = site.app.own_company(&caller).await.unwrap().today;
        site.app.end_user(&site.as_(&admin).await, ola.user, today).await.unwrap();
        assert!(matches!(site.as_(&ola).await, Caller::Anonymous), "who left is signed out");
        site.app.rejoin_user(&site.as_(&admin).await, ola.user).await.unwrap();
        site.sign_in(OLA, PASSWORD, "192.0.2.7", None).await.expect("and back again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_keeps_a_global_admin() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let viewer = Roles::NONE.with(Role::ReportViewer);
        assert_eq!(reason(site.app.set_roles(&caller, admin.user, viewer).await), "app-last-global-admin");
        let today = site.app.own_company(&caller).await.unwrap().today;
        assert_eq!(reason(site.app.end_user(&caller, admin.user, today).await), "app-not-yourself");
        let second = site.join(&admin, OLA, &[Role::GlobalAdmin]).await;
        site.app.set_roles(&caller, admin.user, viewer).await.expect("there is another one");
        let second_caller = site.as_(&second).await;
        assert_eq!(reason(site.app.set_roles(&second_caller, second.user, viewer).await), "app-last-global-admin");
        site.app.end_user(&second_caller, admin.user, today).await.expect("a report viewer may go");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_global_admins_who_step_down_at_once_do_not_both_go() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let second = site.join(&admin, OLA, &[Role::GlobalAdmin]).await;
        let (viewer, global) = (Roles::NONE.with(Role::ReportViewer), Roles::NONE.with(Role::GlobalAdmin));
        for _ in 0..5 {
            let (one, other) = (site.as_(&admin).await, site.as_(&second).await);
            let (first, last) =
                tokio::join!(site.app.set_roles(&one, admin.user, viewer), site.app.set_roles(&other, second.user, viewer));
            let stays = if first.is_ok() { (&second, admin.user) } else { (&admin, second.user) };
            assert!(first.is_ok() != last.is_ok(), "one of them stays: {first:?}, {last:?}");
            assert_eq!(reason(if first.is_ok() { last } else { first }), "app-last-global-admin");
            site.app.set_roles(&site.as_(stays.0).await, stays.1, global).await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_people_follows_every_change_and_every_day() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let caller = site.as_(&admin).await;
        let query = UserQuery { role: Some(Role::ReportViewer), per_page: 10, ..UserQuery::default() };
        let viewers = async || site.app.users(&caller, &query).await.unwrap().total;
        assert_eq!(viewers().await, 0);
        let ola = site.join(&admin, OLA, &[Role::ReportViewer]).await;
        assert_eq!(viewers().await, 1, "somebody new");
        site.app.set_roles(&caller, ola.user, Roles::NONE).await.unwrap();
        assert_eq!(viewers().await, 0, "without the role");
        let before = site.app.user(&caller, ola.user).await.unwrap().account.unwrap().last_sign_in_at;
        site.pass(Duration::from_secs(60));
        site.sign_in(OLA, PASSWORD, "192.0.2.7", None).await.unwrap();
        let after = site.app.user(&caller, ola.user).await.unwrap().account.unwrap().last_sign_in_at;
        assert!(after > before, "signing in is no change of the record, and shows all the same");
        let today = site.app.own_company(&caller).await.unwrap().today;
        site.app.end_user(&caller, ola.user, today).await.unwrap();
        assert!(site.app.user(&caller, ola.user).await.unwrap().employed, "the last day is included");
        site.pass(DAY);
        assert!(!site.app.user(&caller, ola.user).await.unwrap().employed, "and the next is not");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_a_role_that_is_above_their_own() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let manager = site.join(&admin, "una@fjordline.example", &[Role::UserManagementAdmin]).await;
        let accountant = site.join(&admin, "ada@fjordline.example", &[Role::AccountAdmin]).await;
        let (manager, accountant) = (site.as_(&manager).await, site.as_(&accountant).await);
        for role in [Role::GlobalAdmin, Role::UserManagementAdmin, Role::MpnPartnerAdmin] {
            assert!(is_forbidden(&site.app.create_user(&manager, new_user(OLA, &[role])).await), "{role:?}");
        }
        let ola = site.app.create_user(&manager, new_user(OLA, &[])).await.expect("somebody without roles").user;
        let directory = Roles::NONE.with(Role::GlobalAdmin);
        assert!(is_forbidden(&site.app.set_roles(&manager, ola, Roles::NONE.with(Role::ReportViewer)).await));
        assert!(is_forbidden(&site.app.set_roles(&accountant, ola, directory).await));
        site.app.set_roles(&accountant, ola, Roles::NONE.with(Role::ReportViewer)).await.unwrap();
        assert!(is_forbidden(&site.app.create_user(&accountant, new_user("per@fjordline.example", &[])).await));
        let today = site.app.own_company(&manager).await.unwrap().today;
        assert!(is_forbidden(&site.app.end_user(&manager, admin.user, today).await), "a Global admin is not theirs to end");
        assert!(is_forbidden(&site.app.invite_again(&manager, admin.user).await), "nor to take over by a link");
        site.sign_in(ADMIN, PASSWORD, "192.0.2.7", None).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_never_exceeds_its_maker() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let maker = site.join(&admin, OLA, &[Role::GlobalAdmin]).await;
        let form = NewToken { name: "nightly".to_owned(), role: Role::MpnPartnerAdmin, days: 30 };
        let token = site.app.make_token(&site.as_(&maker).await, form).await.unwrap();
        let caller = async || site.app.caller_of_token(&token.secret).await.unwrap();
        let now = caller().await;
        assert!(now.may(Action::Import), "its own role");
        assert!(!now.may(Action::ManageTokens) && !now.may(Action::ManageUsers), "not those of its maker");
        assert!(now.signed_in().is_err(), "a token has no sessions and no password");
        let admin_caller = site.as_(&admin).await;
        site.app.set_roles(&admin_caller, maker.user, Roles::NONE.with(Role::ReportViewer)).await.unwrap();
        let now = caller().await;
        assert!(now.may(Action::SeeStandings), "what both may");
        assert!(!now.may(Action::Import) && is_missing(&site.app.imports(&now).await));
        site.app.set_roles(&admin_caller, maker.user, Roles::NONE).await.unwrap();
        assert!(!caller().await.may(Action::SeeStandings));
        let today = site.app.own_company(&admin_caller).await.unwrap().today;
        site.app.end_user(&admin_caller, maker.user, today).await.unwrap();
        assert!(matches!(caller().await, Caller::Anonymous));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_ends_on_its_day_and_when_it_is_ended() {
    each(async |database| {
        let (site, admin) = Site::company(&database, true).await;
        let mut secrets = Vec::new();
        for days in [1, 30] {
            let form = NewToken { name: format!("for {days} days"), role: Role::ReportViewer, days };
            secrets.push(site.app.make_token(&site.as_(&admin).await, form).await.unwrap());
        }
        let open =
            async |place: usize| !matches!(site.app.caller_of_token(&secrets[place].secret).await.unwrap(), Caller::Anonymous);
        assert!(open(0).await && open(1).await);
        site.pass(DAY / 2);
        let caller = site.as_(&admin).await;
        site.pass(DAY / 2 + Duration::from_secs(1));
        assert!(!open(0).await && open(1).await);
        site.app.end_token(&caller, secrets[1].token.id).await.unwrap();
        assert!(!open(1).await);
        assert!(is_missing(&site.app.end_token(&caller, secrets[1].token.id).await));
        let form = NewToken { name: " ".to_owned(), role: Role::Operator, days: 0 };
        let Err(tierwise_app::service::AppError::Invalid(problems)) = site.app.make_token(&caller, form).await else {
            panic!("an unusable token")
        };
        assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), ["name", "role", "days"]);
    })
    .await;
}

//! Claims about accounts and their roles.

use tierwise_core::access::{Role, Roles};
use tierwise_core::{PartnerId, UserId};
use tierwise_store::{Account, Store, Write};
use tierwise_testkit::databases::each;

use crate::world::{Ids, at, company, entry, open, settled};

fn account(user: UserId) -> Account {
    Account {
        user,
        email: "Bo@fjordline.example".to_owned(),
        language: "en".to_owned(),
        roles: [Role::GlobalAdmin, Role::ReportViewer].into_iter().collect(),
        created_at: at(1),
        ended_at: None,
        last_sign_in_at: None,
    }
}

async fn change(store: &Store, partner: PartnerId, change: impl AsyncFnOnce(&mut Write)) {
    let mut write = store.write(partner, entry("account-changed")).await.unwrap();
    change(&mut write).await;
    write.commit().await.unwrap();
}

#[tokio::test]
async fn an_account_keeps_what_was_last_said_about_it() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let user = settled(&store, &mut ids, partner, 1).await.people[0].user;
        let mut expected = account(user);
        change(&store, partner, async |write| write.create_account(&expected).await.unwrap()).await;
        assert_eq!(store.find_account(partner, user).await.unwrap().as_ref(), Some(&expected));

        expected.roles = Roles::NONE.with(Role::MpnPartnerAdmin);
        change(&store, partner, async |write| write.set_roles(user, expected.roles).await.unwrap()).await;
        expected.ended_at = Some(at(9));
        change(&store, partner, async |write| write.end_account(user, at(9)).await.unwrap()).await;
        store.note_sign_in(partner, user, at(8)).await.unwrap();
        expected.last_sign_in_at = Some(at(8));
        assert_eq!(store.list_accounts(partner).await.unwrap(), [expected.clone()]);

        expected.ended_at = None;
        change(&store, partner, async |write| write.reopen_account(user).await.unwrap()).await;
        assert_eq!(store.find_account(partner, user).await.unwrap(), Some(expected));
    })
    .await;
}

#[tokio::test]
async fn nobody_has_an_account_without_being_on_record_or_twice() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let user = settled(&store, &mut ids, partner, 1).await.people[0].user;
        let mut write = store.write(partner, entry("account-created")).await.unwrap();
        assert!(write.create_account(&account(ids.next())).await.unwrap_err().is_conflict());
        drop(write);
        change(&store, partner, async |write| write.create_account(&account(user)).await.unwrap()).await;
        let mut write = store.write(partner, entry("account-created")).await.unwrap();
        assert!(write.create_account(&account(user)).await.unwrap_err().is_conflict());
    })
    .await;
}

#[tokio::test]
async fn what_does_not_exist_cannot_be_changed() {
    each(async |database| {
        let store = open(&database).await;
        let mut ids = Ids::from(0);
        let partner = company(&store, &mut ids, "Fjordline").await;
        let mut write = store.write(partner, entry("account-changed")).await.unwrap();
        assert!(write.end_account(ids.next(), at(0)).await.unwrap_err().is_conflict());
        assert!(write.reopen_account(ids.next()).await.unwrap_err().is_conflict());
        assert!(write.set_roles(ids.next(), Roles::NONE.with(Role::AccountAdmin)).await.unwrap_err().is_conflict());
        drop(write);
        assert!(store.write(ids.next(), entry("nothing")).await.unwrap_err().is_conflict());
    })
    .await;
}

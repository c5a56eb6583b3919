//! Everybody of a company in columns, kept beside the snapshot: a page of them is found without wording any other.

use std::sync::{Arc, OnceLock};

use tierwise_core::access::{Role, Roles};
use tierwise_core::record::{Association, Channel, Person, Snapshot, covers};
use tierwise_core::{Day, UserId};
use tierwise_store::Account;

use super::UserRow;
use crate::desk::AssociationFilter;
use crate::fold::{Haystack, collated};
use crate::service::people::full_name;

/// Whom somebody asks for, and in which order.
#[derive(Debug, Default, Clone)]
pub struct UserQuery {
    /// Words of a name, an address or an MCID; all of them have to be found.
    pub search: String,
    pub account: Option<AccountState>,
    /// A role that is held with an open account; a default user holds no other.
    pub role: Option<Role>,
    pub association: Option<AssociationFilter>,
    pub sort: UserSort,
    pub descending: bool,
    /// Counted from 1.
    pub page: usize,
    pub per_page: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountState {
    Open,
    Ended,
    None,
}

/// By what people are sorted; equal ones by name.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum UserSort {
    #[default]
    Name,
    Email,
    /// By what they may do at most.
    Roles,
    Account,
    Association,
    /// In the order in which they came.
    Id,
}

/// A page of people.
#[derive(Debug)]
pub struct UserPage {
    pub rows: Vec<UserRow>,
    /// The people of all pages.
    pub total: usize,
    /// Counted from 1; the last one where a later was asked for.
    pub page: usize,
}

/// The names of the people of a company, by their ids.
#[derive(Debug)]
pub struct Roster(pub(super) Arc<UserTable>);

impl Roster {
    /// First and last name, or the address where there is none; blank for nobody of the company.
    pub fn name(&self, user: UserId) -> String {
        self.0.place(user).and_then(|place| self.0.person(place)).map(full_name).unwrap_or_default()
    }
}

impl AccountState {
    pub const ALL: [Self; 3] = [Self::Open, Self::Ended, Self::None];

    pub fn of(account: Option<&Account>) -> Self {
        match account {
            None => Self::None,
            Some(account) if account.ended_at.is_some() => Self::Ended,
            Some(_) => Self::Open,
        }
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ended => "ended",
            Self::None => "none",
        }
    }

    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl UserSort {
    /// The columns of the list.
    pub const ALL: [Self; 5] = [Self::Name, Self::Email, Self::Roles, Self::Account, Self::Association];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Roles => "roles",
            Self::Account => "account",
            Self::Association => "association",
            Self::Id => "id",
        }
    }

    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// Everybody of a company on one day. Texts stay in the snapshot.
#[derive(Debug)]
pub(in crate::service) struct UserTable {
    snapshot: Arc<Snapshot>,
    pub day: Day,
    /// By user.
    accounts: Vec<Account>,
    /// By user.
    people: Vec<Entry>,
    /// The associations that hold, by person: the place of the person and that of the association.
    links: Vec<(u32, u32)>,
    by_name: OnceLock<Vec<u32>>,
    by_email: OnceLock<Vec<u32>>,
    search: OnceLock<Haystack>,
}

#[derive(Debug)]
struct Entry {
    user: UserId,
    /// The place of what is stated about the person.
    detail: u32,
    employed: bool,
    ends_on: Option<Day>,
    in_pc: bool,
    in_pmc: bool,
}

impl UserTable {
    /// `accounts`: every account of the company, by user.
    pub fn of(snapshot: Arc<Snapshot>, accounts: Vec<Account>, day: Day) -> Self {
        let mut people: Vec<Entry> = (0_u32..).zip(&snapshot.facts.people).map(|(place, one)| Entry::new(one, place)).collect();
        // Of several statements about one person the last holds.
        people.sort_unstable_by_key(|entry| (entry.user, std::cmp::Reverse(entry.detail)));
        people.dedup_by_key(|entry| entry.user);
        let find = |people: &[Entry], user: UserId| people.binary_search_by_key(&user, |entry| entry.user).ok();
        let mut seen = vec![false; people.len()];
        for work in &snapshot.facts.employments {
            let Some(place) = find(&people, work.user) else { continue };
            let (Some(entry), Some(seen)) = (people.get_mut(place), seen.get_mut(place)) else { continue };
            entry.employed |= covers(work.starts_on, work.ends_on, day);
            // Who came back without a last day has none, whenever they left before.
            let before = if std::mem::replace(seen, true) { entry.ends_on } else { work.ends_on };
            entry.ends_on = before.zip(work.ends_on).map(|(one, other)| one.max(other));
        }
        let mut links = Vec::with_capacity(people.len());
        for (number, link) in (0_u32..).zip(&snapshot.facts.associations) {
            let held = covers(link.starts_on, link.ends_on, day);
            let Some(place) = find(&people, link.user).filter(|_| held) else { continue };
            let Some(entry) = people.get_mut(place) else { continue };
            entry.in_pc |= link.channel == Channel::Pc;
            entry.in_pmc |= link.channel == Channel::Pmc;
            links.push((u32::try_from(place).unwrap_or(u32::MAX), number));
        }
        links.sort_unstable();
        let (by_name, by_email, search) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { snapshot, day, accounts, people, links, by_name, by_email, search }
    }

    /// The number of the company's record that it was made of.
    pub fn number(&self) -> u64 {
        self.snapshot.number
    }

    pub fn find(&self, user: UserId) -> Option<UserRow> {
        self.row(self.place(user)?)
    }

    fn place(&self, user: UserId) -> Option<u32> {
        let place = self.people.binary_search_by_key(&user, |entry| entry.user).ok()?;
        u32::try_from(place).ok()
    }

    /// Everybody, in the order in which they came.
    pub fn rows(&self) -> impl Iterator<Item = UserRow> + '_ {
        (0_u32..).take(self.people.len()).filter_map(|place| self.row(place))
    }

    pub fn page(&self, query: &UserQuery) -> UserPage {
        let mut found = self.found(query);
        // Equal ones stay in the order of their names.
        match query.sort {
            UserSort::Name | UserSort::Email | UserSort::Id => {}
            UserSort::Roles => found.sort_by_key(|place| rank(self.account_at(*place).map_or(Roles::NONE, |one| one.roles))),
            UserSort::Account => found.sort_by_key(|place| AccountState::of(self.account_at(*place))),
            UserSort::Association => found.sort_by_key(|place| self.entry(*place).map(|entry| (!entry.in_pc, !entry.in_pmc))),
        }
        if query.descending {
            found.reverse();
        }
        let per_page = query.per_page.max(1);
        let pages = found.len().div_ceil(per_page).max(1);
        let page = query.page.clamp(1, pages);
        let first = page.saturating_sub(1).saturating_mul(per_page);
        let rows = found.iter().skip(first).take(per_page).filter_map(|place| self.row(*place)).collect();
        UserPage { rows, total: found.len(), page }
    }

    /// The places of those who are asked for, by name unless the order is another one that is kept.
    fn found(&self, query: &UserQuery) -> Vec<u32> {
        let order: Vec<u32> = match query.sort {
            UserSort::Id => (0_u32..).take(self.people.len()).collect(),
            UserSort::Email => self.by_email.get_or_init(|| self.sorted(|person| collated(address(person)))).clone(),
            _ => self.by_name().to_vec(),
        };
        let words = query.search.to_lowercase();
        let words: Vec<Vec<bool>> = words.split_whitespace().map(|word| self.search().hits(word)).collect();
        let has_words = |place: u32| words.iter().all(|hits| hits.get(place as usize) == Some(&true));
        order.into_iter().filter(|place| has_words(*place) && self.admits(*place, query)).collect()
    }

    fn admits(&self, place: u32, query: &UserQuery) -> bool {
        let is_linked =
            |filter: AssociationFilter| self.entry(place).is_some_and(|entry| filter.holds(entry.in_pmc, entry.in_pc));
        if query.account.is_none() && query.role.is_none() {
            return query.association.is_none_or(is_linked);
        }
        let account = self.account_at(place);
        let state = AccountState::of(account);
        let holds = |role: Role| {
            let roles = account.filter(|_| state == AccountState::Open).map(|account| account.roles);
            roles.is_some_and(|roles| if role == Role::DefaultUser { roles == Roles::NONE } else { roles.has(role) })
        };
        query.association.is_none_or(is_linked)
            && query.account.is_none_or(|wanted| wanted == state)
            && query.role.is_none_or(holds)
    }

    fn by_name(&self) -> &[u32] {
        self.by_name.get_or_init(|| self.sorted(|person| collated(&full_name(person))))
    }

    fn sorted(&self, key: impl Fn(&Person) -> String) -> Vec<u32> {
        let mut keyed: Vec<(Option<String>, u32)> =
            (0_u32..).take(self.people.len()).map(|place| (self.person(place).map(&key), place)).collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, place)| place).collect()
    }

    fn search(&self) -> &Haystack {
        self.search.get_or_init(|| {
            let mut search = Haystack::default();
            for place in (0_u32..).take(self.people.len()) {
                let texts = self
                    .person(place)
                    .map(|one| [&one.first_name, &one.last_name, &one.corporate_email, &one.email].map(String::as_str));
                search.add(texts.into_iter().flatten().chain(self.links(place).map(|link| &*link.profile)));
            }
            search
        })
    }

    fn entry(&self, place: u32) -> Option<&Entry> {
        self.people.get(place as usize)
    }

    fn person(&self, place: u32) -> Option<&Person> {
        self.snapshot.facts.people.get(self.entry(place)?.detail as usize)
    }

    fn account_at(&self, place: u32) -> Option<&Account> {
        let user = self.entry(place)?.user;
        let found = self.accounts.binary_search_by_key(&user, |account| account.user).ok()?;
        self.accounts.get(found)
    }

    fn links(&self, place: u32) -> impl Iterator<Item = &Association> {
        let first = self.links.partition_point(|(person, _)| *person < place);
        let own = self.links.iter().skip(first).take_while(move |(person, _)| *person == place);
        own.filter_map(|(_, number)| self.snapshot.facts.associations.get(*number as usize))
    }

    fn row(&self, place: u32) -> Option<UserRow> {
        let (entry, person) = (self.entry(place)?, self.person(place)?);
        let mut mcids: Vec<String> = Vec::new();
        for link in self.links(place) {
            if !mcids.iter().any(|known| **known == *link.profile) {
                mcids.push(link.profile.to_string());
            }
        }
        Some(UserRow {
            user: entry.user,
            name: full_name(person),
            email: address(person).to_owned(),
            location: person.location.clone(),
            technical: person.technical,
            account: self.account_at(place).cloned(),
            employed: entry.employed,
            ends_on: entry.ends_on,
            in_pc: entry.in_pc,
            in_pmc: entry.in_pmc,
            mcids,
        })
    }
}

impl Entry {
    fn new(person: &Person, detail: u32) -> Self {
        Self { user: person.user, detail, employed: false, ends_on: None, in_pc: false, in_pmc: false }
    }
}

fn address(person: &Person) -> &str {
    if person.corporate_email.is_empty() { &person.email } else { &person.corporate_email }
}

/// The roles are listed from what allows least to what allows most.
fn rank(roles: Roles) -> u16 {
    roles.iter().fold(0, |rank, role| rank | 1 << role as u16)
}

#[cfg(test)]
mod tests {
    use tierwise_core::record::{Employment, Facts, Origin};
    use tierwise_core::{FactId, Instant, SourceId};
    use uuid::Uuid;

    use super::*;

    fn id<T: From<Uuid>>(number: u128) -> T {
        T::from(Uuid::from_u128(number))
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn person(number: u128, first_name: &str, last_name: &str) -> Person {
        Person {
            fact: id(number),
            user: id(number),
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            corporate_email: format!("{}@fjordline.example", first_name.to_lowercase()),
            email: String::new(),
            location: String::new(),
            technical: false,
        }
    }

    fn link(user: u128, profile: &str, channel: Channel) -> Association {
        Association {
            fact: id::<FactId>(100 + user),
            user: id(user),
            source: SourceId::new("microsoft-learning"),
            profile: profile.into(),
            channel,
            starts_on: None,
            ends_on: None,
            origin: Origin::Feed,
        }
    }

    fn work(user: u128, ends_on: Option<&str>) -> Employment {
        Employment { fact: id(200 + user), user: id(user), starts_on: None, ends_on: ends_on.map(day) }
    }

    fn account(user: u128, roles: Roles, ended: bool) -> Account {
        let now = Instant::from_micros(0);
        Account {
            user: id(user),
            email: String::new(),
            language: "en".to_owned(),
            roles,
            created_at: now,
            ended_at: ended.then_some(now),
            last_sign_in_at: None,
        }
    }

    /// Ada has no account, Bosse is a viewer known in both channels, Örjan a user known in PMC, Åsa left.
    fn table() -> UserTable {
        let viewer = Roles::NONE.with(Role::ReportViewer);
        let facts = Facts {
            people: vec![
                person(4, "Åsa", "Ek"),
                person(3, "Örjan", "Berg"),
                person(2, "Bosse", "Ek"),
                person(1, "Ada", "Lind"),
            ],
            employments: vec![work(1, None), work(2, Some("2026-06-30")), work(2, None), work(4, Some("2026-06-30"))],
            associations: vec![
                link(2, "4711", Channel::Pmc),
                link(2, "4711", Channel::Pc),
                link(3, "815", Channel::Pmc),
                Association { ends_on: Some(day("2026-06-30")), ..link(4, "99", Channel::Pc) },
            ],
            ..Facts::default()
        };
        let accounts = vec![account(2, viewer, false), account(3, Roles::NONE, false), account(4, viewer, true)];
        UserTable::of(Arc::new(Snapshot { number: 1, facts }), accounts, day("2026-07-01"))
    }

    fn names(query: UserQuery) -> Vec<String> {
        let page = table().page(&UserQuery { per_page: 50, ..query });
        page.rows.into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn people_are_found_by_every_filter() {
        let usual = UserQuery::default;
        assert_eq!(names(UserQuery { search: " BERG örjan ".to_owned(), ..usual() }), ["Örjan Berg"]);
        assert_eq!(names(UserQuery { search: "bosse@fjordline".to_owned(), ..usual() }), ["Bosse Ek"]);
        assert_eq!(names(UserQuery { search: "4711".to_owned(), ..usual() }), ["Bosse Ek"]);
        assert_eq!(names(UserQuery { account: Some(AccountState::None), ..usual() }), ["Ada Lind"]);
        assert_eq!(names(UserQuery { account: Some(AccountState::Ended), ..usual() }), ["Åsa Ek"]);
        assert_eq!(names(UserQuery { role: Some(Role::ReportViewer), ..usual() }), ["Bosse Ek"], "Åsa's account is ended");
        assert_eq!(names(UserQuery { role: Some(Role::DefaultUser), ..usual() }), ["Örjan Berg"]);
        assert_eq!(names(UserQuery { association: Some(AssociationFilter::Pc), ..usual() }), ["Bosse Ek"]);
        assert_eq!(names(UserQuery { association: Some(AssociationFilter::PmcOnly), ..usual() }), ["Örjan Berg"]);
        assert_eq!(names(UserQuery { association: Some(AssociationFilter::None), ..usual() }), ["Ada Lind", "Åsa Ek"]);
    }

    #[test]
    fn people_are_sorted_by_every_column_and_then_by_name() {
        let by = |sort| names(UserQuery { sort, ..UserQuery::default() });
        assert_eq!(by(UserSort::Name), ["Ada Lind", "Bosse Ek", "Åsa Ek", "Örjan Berg"]);
        assert_eq!(by(UserSort::Email), ["Ada Lind", "Bosse Ek", "Åsa Ek", "Örjan Berg"]);
        assert_eq!(by(UserSort::Roles), ["Ada Lind", "Örjan Berg", "Bosse Ek", "Åsa Ek"]);
        assert_eq!(by(UserSort::Account), ["Bosse Ek", "Örjan Berg", "Åsa Ek", "Ada Lind"]);
        assert_eq!(by(UserSort::Association), ["Bosse Ek", "Örjan Berg", "Ada Lind", "Åsa Ek"]);
        assert_eq!(by(UserSort::Id), ["Ada Lind", "Bosse Ek", "Örjan Berg", "Åsa Ek"]);
        let query = UserQuery { descending: true, ..UserQuery::default() };
        assert_eq!(names(query), ["Örjan Berg", "Åsa Ek", "Bosse Ek", "Ada Lind"]);
    }

    #[test]
    fn a_page_behind_the_last_is_the_last() {
        let page = table().page(&UserQuery { page: 9, per_page: 3, ..UserQuery::default() });
        assert_eq!((page.rows.len(), page.total, page.page), (1, 4, 2));
    }

    #[test]
    fn who_came_back_is_employed_and_has_no_last_day() {
        let table = table();
        let state = |user| table.find(id(user)).map(|row| (row.employed, row.ends_on)).unwrap();
        assert_eq!(state(2), (true, None));
        assert_eq!(state(4), (false, Some(day("2026-06-30"))));
        assert_eq!(state(3), (false, None), "nothing is known of an employment");
        assert_eq!(table.find(id(2)).unwrap().mcids, ["4711"], "one profile in two channels is one");
    }
}

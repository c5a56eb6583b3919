//! From rows and record to facts: new people, mirrored associations, new and changed achievements, and what is gone.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tierwise_core::record::{Achievement, Association, Channel, Employment, Facts, Origin, Person};
use tierwise_core::{Day, FactId, Instant, SourceId, UserId};
use tierwise_exchange::import::{RowIssue, TrainingRow};
use tierwise_i18n::Message;
use uuid::Uuid;

use super::known::{Key, Known, LinkState, Numbers, SOURCE, Seen};
use super::owners::{Owner, Owners};
use super::preview::{MOST_LINES, RowLine, Samples};
use super::{Duplicate, Gone, ImportPlan};
use crate::fold::folded;

const MCID: &str = "MCPID";

/// What a file is planned under.
pub(super) struct Terms<'t> {
    /// The MPN IDs whose rows are used.
    pub own: Vec<&'t str>,
    pub day: Day,
    pub received: Instant,
}

pub(super) fn fill(
    plan: &mut ImportPlan,
    rows: &[TrainingRow],
    facts: &Facts,
    terms: &Terms<'_>,
    ids: &mut dyn FnMut() -> Uuid,
) {
    let mut numbers = Numbers::default();
    let known = Known::of(facts, &mut numbers, terms.day);
    let seen: Vec<Seen<'_>> = rows.iter().filter(|row| is_own(plan, row, terms)).map(|row| numbers.see(row)).collect();
    let owners = Owners::of(&known, &seen, &numbers);
    let mut planning = Planning {
        plan,
        known: &known,
        terms,
        ids,
        source: SourceId::new(SOURCE),
        users: FxHashMap::default(),
        names: FxHashMap::default(),
        texts: FxHashMap::default(),
    };
    let usable = planning.usable(&seen, &owners);
    planning.people(&usable);
    planning.links(&usable);
    planning.achievements(&usable, &mut numbers);
    planning.gone(&seen);
}

/// A row of another company is refused. One that names none stands in this company's file.
fn is_own(plan: &mut ImportPlan, row: &TrainingRow, terms: &Terms<'_>) -> bool {
    let (line, column) = (row.line, "MPNId");
    if row.mpn_id.is_empty() {
        plan.warnings.push(RowIssue { line, column, reason: Message::new("importing-row-no-mpn") });
        return true;
    }
    let own = terms.own.contains(&row.mpn_id.as_str());
    if !own {
        let short: String = row.mpn_id.chars().take(20).collect();
        let reason = Message::new("importing-row-other-mpn").with("mpn", short).with("own", terms.own.join("`, `"));
        plan.unusable.push(RowIssue { line, column, reason });
    }
    own
}

/// A row with its person.
struct Owned<'t> {
    seen: Seen<'t>,
    user: UserId,
}

struct Planning<'p, 't> {
    plan: &'p mut ImportPlan,
    known: &'p Known<'t>,
    terms: &'p Terms<'p>,
    ids: &'p mut dyn FnMut() -> Uuid,
    source: SourceId,
    /// The new people by the number of their owner.
    users: FxHashMap<u32, UserId>,
    /// Of new people: the name to show.
    names: FxHashMap<UserId, String>,
    /// Texts that many facts share.
    texts: FxHashMap<&'t str, Arc<str>>,
}

impl<'t> Planning<'_, 't> {
    fn fact(&mut self) -> FactId {
        FactId::new((self.ids)())
    }

    fn text(&mut self, text: &'t str) -> Arc<str> {
        Arc::clone(self.texts.entry(text).or_insert_with(|| Arc::from(text)))
    }

    fn name(&self, user: UserId) -> String {
        match (self.names.get(&user), self.known.person(user)) {
            (Some(name), _) => name.clone(),
            (None, Some(person)) => shown_name(&person.first_name, &person.last_name, [&person.corporate_email, &person.email]),
            (None, None) => user.to_string(),
        }
    }

    /// The rows whose person is clear; the others become unusable, with both people named.
    fn usable(&mut self, seen: &[Seen<'t>], owners: &Owners) -> Vec<Owned<'t>> {
        let mut usable = Vec::with_capacity(seen.len());
        for seen in seen {
            let refused = |key, one: UserId, two: UserId, planning: &Self| {
                let message = Message::new(key).with("mcid", seen.row.mcid.as_str());
                let reason = message.with("one", planning.name(one)).with("two", planning.name(two));
                RowIssue { line: seen.row.line, column: MCID, reason }
            };
            let issue = match (self.known.conflict(seen), owners.find(seen.key.profile)) {
                (Some((owner, other)), _) => refused("importing-row-other-person", owner, other, self),
                (None, Some(Owner::Unclear(one, two))) => refused("importing-row-unclear-person", one, two, self),
                (None, Some(Owner::Known(user))) => {
                    usable.push(Owned { seen: *seen, user });
                    continue;
                }
                (None, Some(Owner::New(number))) => {
                    let user = *self.users.entry(number).or_insert_with(|| UserId::new((self.ids)()));
                    usable.push(Owned { seen: *seen, user });
                    continue;
                }
                (None, None) => continue,
            };
            self.plan.unusable.push(issue);
        }
        usable
    }

    /// New people, each as the newest rows name them; people on record keep their names.
    fn people(&mut self, usable: &[Owned<'t>]) {
        let mut rows: BTreeMap<UserId, Vec<&'t TrainingRow>> = BTreeMap::new();
        let mut order = Vec::new();
        let new: FxHashSet<UserId> = self.users.values().copied().collect();
        for owned in usable {
            let of_person = rows.entry(owned.user).or_insert_with(|| {
                order.push(owned.user);
                Vec::new()
            });
            of_person.push(owned.seen.row);
        }
        for user in order {
            let Some(mut rows) = rows.remove(&user) else { continue };
            rows.sort_by_key(|row| (std::cmp::Reverse(row.completed), row.line));
            match self.known.person(user) {
                Some(person) => self.compare_names(person, &rows),
                None if new.contains(&user) => self.add_person(user, &rows),
                None => {}
            }
        }
    }

    fn add_person(&mut self, user: UserId, rows: &[&TrainingRow]) {
        let newest = |field: fn(&TrainingRow) -> &str| {
            rows.iter().map(|row| field(row).trim()).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
        };
        let location: Vec<String> =
            [newest(|row| &row.city), newest(|row| &row.country)].into_iter().filter(|part| !part.is_empty()).collect();
        let person = Person {
            fact: self.fact(),
            user,
            first_name: newest(|row| &row.first_name),
            last_name: newest(|row| &row.last_name),
            corporate_email: newest(|row| &row.corporate_email),
            email: newest(|row| &row.email),
            location: location.join(", "),
            // Whoever stands in an export of trainings is expected to hold some.
            technical: true,
        };
        let mcid = rows.first().map_or("", |row| row.mcid.as_str());
        let name = shown_name(&person.first_name, &person.last_name, [&person.corporate_email, &person.email]);
        let name = if name.is_empty() { format!("MCID {mcid}") } else { name };
        self.plan.samples.person(&name, mcid);
        self.names.insert(user, name);
        self.plan.facts.people.push(person);
        self.plan.counts.new_people = self.plan.counts.new_people.saturating_add(1);
        let fact = self.fact();
        self.plan.facts.employments.push(Employment { fact, user, starts_on: None, ends_on: None });
    }

    fn compare_names(&mut self, person: &Person, rows: &[&TrainingRow]) {
        let differs = |given: &str, known: &str| !given.trim().is_empty() && folded(given) != folded(known);
        let Some(row) = rows.iter().find(|row| !row.first_name.trim().is_empty() || !row.last_name.trim().is_empty()) else {
            return;
        };
        if differs(&row.first_name, &person.first_name) || differs(&row.last_name, &person.last_name) {
            let given = shown_name(&row.first_name, &row.last_name, []);
            let message = Message::new("importing-row-name").with("given", given);
            let reason = message.with("name", self.name(person.user));
            self.plan.warnings.push(RowIssue { line: row.line, column: "IndividualLastName", reason });
        }
    }

    /// One mirrored association for each profile that is not associated yet, and the people who have several profiles.
    fn links(&mut self, usable: &[Owned<'t>]) {
        let mut done: FxHashSet<u32> = FxHashSet::default();
        let mut profiles: BTreeMap<UserId, Vec<&str>> = BTreeMap::new();
        for owned in usable {
            let Seen { row, key, .. } = owned.seen;
            if !done.insert(key.profile) {
                continue;
            }
            profiles.entry(owned.user).or_default().push(&row.mcid);
            match self.known.link(key.profile).map(|link| link.state) {
                Some(LinkState::Stands) => {}
                Some(LinkState::Ended(last)) => {
                    let message = Message::new("importing-row-link-ended").with("mcid", row.mcid.as_str());
                    let reason = message.with("name", self.name(owned.user)).with("day", last);
                    self.plan.warnings.push(RowIssue { line: row.line, column: MCID, reason });
                }
                Some(LinkState::Open) | None => self.mirror(owned),
            }
        }
        for link in self.known.facts.associations.iter().filter(|link| link.source == self.source) {
            if let Some(profiles) = profiles.get_mut(&link.user) {
                profiles.push(&link.profile);
            }
        }
        for (user, mut mcids) in profiles {
            mcids.sort_unstable();
            mcids.dedup();
            if mcids.len() > 1 {
                let profiles = mcids.into_iter().map(str::to_owned).collect();
                self.plan.duplicates.push(Duplicate { user, person: self.name(user), profiles });
            }
        }
    }

    /// The export proves that the association stands on the day of the import, and says nothing about when it began. So
    /// the association begins on that day: what it brings counts at once, and no past report claims what nobody had
    /// stated then. A later export finds it and leaves it alone, so that the day does not move.
    fn mirror(&mut self, owned: &Owned<'t>) {
        let association = Association {
            fact: self.fact(),
            user: owned.user,
            source: self.source.clone(),
            profile: self.text(&owned.seen.row.mcid),
            channel: Channel::Pc,
            starts_on: Some(self.terms.day),
            ends_on: None,
            origin: Origin::Export,
        };
        self.plan.facts.associations.push(association);
    }

    fn achievements(&mut self, usable: &[Owned<'t>], numbers: &mut Numbers<'t>) {
        // Of rows that state the same achievement the one with the latest expiry stands for all.
        let mut latest: FxHashMap<Key, usize> = FxHashMap::default();
        latest.reserve(usable.len());
        let rank = |place: usize| usable.get(place).map(|owned| (owned.seen.row.expires, &owned.seen.row.title));
        for (place, owned) in usable.iter().enumerate() {
            let held = latest.entry(owned.seen.key).or_insert(place);
            if rank(place) > rank(*held) {
                *held = place;
            }
        }
        for (place, owned) in usable.iter().enumerate() {
            if latest.get(&owned.seen.key) == Some(&place) {
                self.achievement(owned, numbers);
            } else {
                self.plan.counts.repeated = self.plan.counts.repeated.saturating_add(1);
            }
        }
    }

    fn achievement(&mut self, owned: &Owned<'t>, numbers: &mut Numbers<'t>) {
        let row = owned.seen.row;
        let counts = &mut self.plan.counts;
        let Some(before) = self.known.achievement(owned.seen.key) else {
            counts.new = counts.new.saturating_add(1);
            self.sample(|samples| &mut samples.new, owned, None);
            return self.add(owned, row.expires, &row.title);
        };
        // What the file leaves blank is unknown to the file, and stays what it was.
        let expires = row.expires.or(before.expires);
        let same_title = row.title.is_empty() || numbers.title(&row.title) == numbers.title(&before.title);
        // The source itself is authoritative: an export does not correct it.
        if before.origin == Origin::Feed || (expires == before.expires && same_title) {
            counts.unchanged = counts.unchanged.saturating_add(1);
            self.sample(|samples| &mut samples.unchanged, owned, None);
        } else {
            counts.changed = counts.changed.saturating_add(1);
            self.sample(|samples| &mut samples.changed, owned, Some(before));
            self.add(owned, expires, if row.title.is_empty() { &before.title } else { &row.title });
            self.plan.ends.extend(self.known.evidence(owned.seen.key).map(|one| one.fact));
        }
        self.warn_of_expiry(row, before);
    }

    fn add(&mut self, owned: &Owned<'t>, expires: Option<Day>, title: &'t str) {
        let row = owned.seen.row;
        let achievement = Achievement {
            fact: self.fact(),
            source: self.source.clone(),
            profile: self.text(&row.mcid),
            training_id: row.training_id.as_deref().map(|id| self.text(id)),
            title: self.text(title),
            completed: row.completed,
            expires,
            origin: Origin::Export,
            received: self.terms.received,
        };
        self.plan.facts.achievements.push(achievement);
    }

    fn warn_of_expiry(&mut self, row: &TrainingRow, before: &Achievement) {
        let Some(known) = before.expires else { return };
        let message = match row.expires {
            None => Message::new("importing-row-no-expiry"),
            Some(given) if given != known && before.origin == Origin::Feed => {
                Message::new("importing-row-source-says").with("given", given)
            }
            Some(_) => return,
        };
        let reason = message.with("day", known);
        self.plan.warnings.push(RowIssue { line: row.line, column: "ExpirationDate", reason });
    }

    /// What earlier exports brought and this file does not have. A row that was not used for the sake of its person is in
    /// the file all the same.
    fn gone(&mut self, seen: &[Seen<'_>]) {
        let in_file: FxHashSet<Key> = seen.iter().map(|seen| seen.key).collect();
        for (one, key) in self.known.facts.achievements.iter().zip(&self.known.keys) {
            let Some(key) = key.filter(|key| one.origin == Origin::Export && !in_file.contains(key)) else { continue };
            let person = match self.known.link(key.profile) {
                Some(link) => self.name(link.user),
                None => format!("MCID {}", one.profile),
            };
            self.plan.gone.push(Gone { fact: one.fact, person, title: one.title.to_string(), completed: one.completed });
        }
        self.plan
            .gone
            .sort_by(|one, other| (&one.person, one.completed, one.fact).cmp(&(&other.person, other.completed, other.fact)));
        self.plan.counts.gone = self.plan.gone.len() as u64;
    }

    fn sample(&mut self, kind: fn(&mut Samples) -> &mut Vec<RowLine>, owned: &Owned<'t>, before: Option<&Achievement>) {
        if kind(&mut self.plan.samples).len() >= MOST_LINES {
            return;
        }
        let row = owned.seen.row;
        let title = if row.title.is_empty() { row.training_id.as_deref().unwrap_or_default() } else { &row.title };
        let line = RowLine {
            line: row.line,
            person: self.name(owned.user),
            title: title.to_owned(),
            completed: row.completed,
            expires: row.expires,
            title_before: before.map(|before| before.title.to_string()).filter(|before| before != title),
            expires_before: before.and_then(|before| before.expires),
        };
        kind(&mut self.plan.samples).push(line);
    }
}

/// First and last name; without them the first address there is.
fn shown_name<const N: usize>(first: &str, last: &str, addresses: [&str; N]) -> String {
    let name = [first.trim(), last.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let address = || addresses.into_iter().map(str::trim).find(|address| !address.is_empty()).unwrap_or_default().to_owned();
    if name.is_empty() { address() } else { name }
}

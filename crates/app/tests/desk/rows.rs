//! The rows of the skills report: the same on pages and in files, found and sorted as people expect.

use tierwise_app::desk::{AssociationFilter, Desk, RowQuery, RowStatus, SortKey};
use tierwise_core::CompetencyId;
use tierwise_core::record::Channel;
use tierwise_i18n::Language;

use crate::world::{TODAY, World, all_rows};

/// Six people, each in another state.
fn world() -> World {
    let mut world = World::tiny();
    world.person("Åsa Berg", "107");
    world.pass("107", "Alpha", "2026-01-10", "2027-01-10");
    world.person("Ola Dahl", "22");
    world.pass("22", "Alpha", "2026-02-10", "2026-08-10");
    world.pass("22", "Beta", "2026-02-11", "");
    let per = world.stranger("Per Öberg");
    world.employ(per, "", "");
    world.link(per, "3", Channel::Pmc, "", "");
    world.pass("3", "Alpha", "2026-03-10", "");
    world.person("Nils Ek", "4");
    world.pass("4", "Old", "2025-03-10", "2026-03-10");
    world.pass("5", "Gamma", "2026-03-10", "");
    world.person("Maria Lind", "6");
    world.pass("6", "Beta", "2026-01-01", "");
    world
}

fn names(desk: &Desk, query: &RowQuery) -> Vec<String> {
    let page = desk.rows(query, Language::English);
    assert!(page.rows.len() <= page.total);
    page.rows.iter().map(|row| format!("{} {}", row.last_name, row.skill)).collect()
}

fn query() -> RowQuery {
    RowQuery::default()
}

#[test]
fn rows_are_sorted_by_name_and_what_belongs_to_nobody_is_last() {
    let desk = world().open(TODAY);
    let by_name = names(&desk, &query());
    assert_eq!(
        by_name,
        ["Lind Beta", "Ek Old", "Dahl Alpha", "Dahl Beta", "Öberg Alpha", "Berg Alpha", " Gamma"],
        "Maria, Nils, Ola, Per, Åsa"
    );
    let mut reversed = names(&desk, &RowQuery { descending: true, ..query() });
    reversed.reverse();
    assert_eq!(reversed, by_name);
}

#[test]
fn every_order_is_an_order_of_all_rows() {
    let desk = world().open(TODAY);
    for sort in SortKey::ALL {
        assert_eq!(SortKey::find(sort.code()), Some(sort));
        let page = desk.rows(&RowQuery { sort, ..query() }, Language::Swedish);
        assert_eq!((page.total, page.people, page.rows.len()), (7, 5, 7), "{sort:?}");
    }
    let mcids: Vec<_> =
        desk.rows(&RowQuery { sort: SortKey::Mcid, ..query() }, Language::English).rows.iter().map(|row| row.mcid).collect();
    assert_eq!(mcids, ["3", "4", "5", "6", "22", "22", "107"], "as numbers");
    let last = names(&desk, &RowQuery { sort: SortKey::Expires, ..query() });
    assert_eq!(last.first().map(String::as_str), Some("Ek Old"));
    assert_eq!(last.iter().position(|name| name == "Berg Alpha"), Some(2), "unknown expiry comes after every day");
}

#[test]
fn a_filter_finds_its_rows_and_counts_their_people() {
    let desk = world().open(TODAY);
    let find = |query: RowQuery| names(&desk, &query);
    let status = |status| RowQuery { status: Some(status), ..query() };
    assert_eq!(find(status(RowStatus::Counted)), ["Dahl Alpha", "Dahl Beta", "Öberg Alpha", "Berg Alpha"]);
    assert_eq!(find(status(RowStatus::Ending)), ["Dahl Alpha", "Öberg Alpha"], "within six months, PMC too");
    assert_eq!(find(status(RowStatus::NotLinked)), [" Gamma"]);
    assert_eq!(find(status(RowStatus::Expired)), ["Ek Old"]);
    assert_eq!(find(status(RowStatus::Incomplete)), ["Lind Beta"]);
    let association = |association| RowQuery { association: Some(association), ..query() };
    assert_eq!(find(association(AssociationFilter::PmcOnly)), ["Öberg Alpha"]);
    assert_eq!(find(association(AssociationFilter::None)), [" Gamma"]);
    assert_eq!(find(association(AssociationFilter::Pc)).len(), 5);
    let apps = RowQuery { competency: Some(CompetencyId::new("apps")), ..query() };
    assert_eq!(find(apps), [" Gamma"]);
    let nowhere = RowQuery { competency: Some(CompetencyId::new("nowhere")), ..query() };
    assert_eq!(find(nowhere), [""; 0]);
}

#[test]
fn a_search_looks_into_names_addresses_mcids_skills_and_places() {
    let desk = world().open(TODAY);
    let find = |search: &str| names(&desk, &RowQuery { search: search.to_owned(), ..query() });
    assert_eq!(find("ÖBERG"), ["Öberg Alpha"]);
    assert_eq!(find("dahl@fjord"), ["Dahl Alpha", "Dahl Beta"]);
    assert_eq!(find("ola.dahl@mail"), ["Dahl Alpha", "Dahl Beta"]);
    assert_eq!(find("22"), ["Dahl Alpha", "Dahl Beta"]);
    assert_eq!(find("dahl beta"), ["Dahl Beta"], "every word has to be found");
    assert_eq!(find("alfa"), ["Dahl Alpha", "Öberg Alpha", "Berg Alpha"], "the Swedish title");
    assert_eq!(find("bergen alpha").len(), 3);
    assert_eq!(find("  "), names(&desk, &query()));
}

#[test]
fn pages_follow_each_other_and_a_page_beyond_the_last_is_the_last() {
    let desk = world().open(TODAY);
    let all = names(&desk, &query());
    let page = |page| desk.rows(&RowQuery { page, per_page: 3, ..query() }, Language::English);
    let joined: Vec<String> =
        (1..=3).flat_map(|number| page(number).rows).map(|row| format!("{} {}", row.last_name, row.skill)).collect();
    assert_eq!(joined, all);
    assert_eq!((page(9).page, page(9).pages, page(9).rows.len()), (3, 3, 1));
    assert_eq!((page(0).page, page(0).rows.len()), (1, 3));
}

#[test]
fn files_have_the_rows_of_the_page() {
    let desk = world().open(TODAY);
    for language in Language::ALL {
        let ask = RowQuery { search: "alpha".to_owned(), sort: SortKey::Completed, per_page: 2, ..query() };
        let shown = desk.rows(&RowQuery { per_page: 100, ..ask.clone() }, language);
        let mut written = Vec::new();
        let kept: Result<(), ()> = desk.each_row(language, Some(&ask), |row| {
            written.push(format!("{row:?}"));
            Ok(())
        });
        kept.unwrap();
        let expected: Vec<String> = shown.rows.iter().map(|row| format!("{:?}", row.sheet())).collect();
        assert_eq!(written, expected);
    }
    let mut written = 0;
    let stopped = desk.each_row(Language::English, None, |_| {
        written += 1;
        if written == 3 { Err("full") } else { Ok(()) }
    });
    assert_eq!((stopped, written), (Err("full"), 3));
}

#[test]
fn a_row_has_the_columns_of_the_report_in_the_readers_language() {
    let desk = world().open(TODAY);
    let page = desk.rows(&RowQuery { search: "åsa".to_owned(), ..query() }, Language::Swedish);
    let row = page.rows[0].sheet();
    assert_eq!((row.first_name, row.last_name, row.email), ("Åsa", "Berg", "åsa.berg@fjordline.example"));
    assert_eq!((row.mcid, row.skill_type, row.skill, row.code), ("107", "Certifiering", "Alfa", "alpha"));
    assert_eq!((row.status, row.relevant, row.counted_for), ("räknas", "Moln (Main)", "Moln (Main)"));
    assert_eq!((row.associated_in_pmc, row.associated_in_pc, row.location), (false, true, "Bergen"));
}

#[test]
fn who_has_no_skills_data_is_told_so() {
    let mut world = World::tiny();
    world.person("Åsa Berg", "1");
    let desk = world.open(TODAY);
    assert!(desk.enrolled() && !desk.has_skills_data());
    assert_eq!(all_rows(&desk).len(), 0);
    world.pass("1", "Unnamed", "2026-01-10", "");
    assert!(!world.open(TODAY).has_skills_data(), "what no rule names is no skills data");
    world.pass("1", "Alpha", "2026-01-10", "");
    assert!(world.open(TODAY).has_skills_data());
    world.partner.enrolled_on = None;
    assert!(!world.open(TODAY).enrolled());
}

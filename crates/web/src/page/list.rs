//! Lists: what is sorted by, which page is shown, and the links to the others.

use tierwise_i18n::{Language, Message};

/// The head of a sortable column.
#[derive(Debug)]
pub(crate) struct Sorting {
    pub label: String,
    pub href: String,
    /// `ascending`, `descending` or blank.
    pub order: &'static str,
}

/// The links below a list.
#[derive(Debug)]
pub(crate) struct Pager {
    pub label: String,
    /// `1 to 50 of 168`.
    pub shown: String,
    pub first: Option<String>,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub last: Option<String>,
    pub first_label: String,
    pub previous_label: String,
    pub next_label: String,
    pub last_label: String,
}

/// A path with a query; blank values are left out.
pub(crate) fn query(path: &str, values: &[(&str, &str)]) -> String {
    let mut url = path.to_owned();
    let mut mark = '?';
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        url.push(mark);
        url.push_str(name);
        url.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => url.push(char::from(byte)),
                _ => url.push_str(&format!("%{byte:02X}")),
            }
        }
        mark = '&';
    }
    url
}

impl Sorting {
    /// A column's head: a second click turns the order round.
    pub fn new(label: String, key: &str, path: &str, values: &[(&str, &str)], sort: &str, descending: bool) -> Self {
        let is_current = sort == key;
        let order = match (is_current, descending) {
            (false, _) => "",
            (true, false) => "ascending",
            (true, true) => "descending",
        };
        let turned = if is_current && !descending { "descending" } else { "" };
        let mut values: Vec<(&str, &str)> =
            values.iter().copied().filter(|(name, _)| !["sort", "order", "page"].contains(name)).collect();
        values.push(("sort", key));
        values.push(("order", turned));
        Self { label, href: query(path, &values), order }
    }
}

impl Pager {
    /// `page` from 1; the values of the query without the page.
    pub fn new(language: Language, path: &str, values: &[(&str, &str)], page: usize, per_page: usize, total: usize) -> Self {
        let pages = total.div_ceil(per_page.max(1)).max(1);
        let page = page.clamp(1, pages);
        let link = |to: usize| {
            let number = to.to_string();
            let mut values: Vec<(&str, &str)> = values.iter().copied().filter(|(name, _)| *name != "page").collect();
            values.push(("page", &number));
            query(path, &values)
        };
        let from = if total == 0 { 0 } else { (page - 1) * per_page + 1 };
        let to = (page * per_page).min(total);
        let shown = Message::new("web-pager-shown")
            .with("from", from.to_string())
            .with("to", to.to_string())
            .with("total", total.to_string());
        Self {
            label: language.text("web-pager"),
            shown: language.tell(&shown),
            first: (page > 2).then(|| link(1)),
            previous: (page > 1).then(|| link(page - 1)),
            next: (page < pages).then(|| link(page + 1)),
            last: (page + 1 < pages).then(|| link(pages)),
            first_label: language.text("web-pager-first"),
            previous_label: language.text("web-pager-previous"),
            next_label: language.text("web-pager-next"),
            last_label: language.text("web-pager-last"),
        }
    }
}

/// The items of one page.
pub(crate) fn cut<T>(items: Vec<T>, page: usize, per_page: usize) -> Vec<T> {
    let pages = items.len().div_ceil(per_page.max(1)).max(1);
    items.into_iter().skip((page.clamp(1, pages) - 1) * per_page).take(per_page).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_keeps_what_people_type() {
        assert_eq!(query("/users", &[("search", "Åsa & co"), ("page", "")]), "/users?search=%C3%85sa%20%26%20co");
    }

    #[test]
    fn the_last_page_has_no_next_one_and_pages_beyond_it_are_it() {
        for page in [4, 99] {
            let pager = Pager::new(Language::English, "/users", &[("search", "a")], page, 50, 168);
            assert_eq!((pager.next, pager.last), (None, None));
            assert_eq!(pager.previous.as_deref(), Some("/users?search=a&page=3"));
        }
        assert_eq!(cut((0..168).collect(), 99, 50), (150..168).collect::<Vec<_>>());
    }

    #[test]
    fn a_second_click_on_a_head_turns_the_order_round() {
        let head = Sorting::new("Name".to_owned(), "name", "/users", &[("search", "a"), ("page", "3")], "name", false);
        assert_eq!((head.order, head.href.as_str()), ("ascending", "/users?search=a&sort=name&order=descending"));
    }
}

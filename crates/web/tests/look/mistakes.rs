//! What must not be on any page, whatever it is about.

use std::collections::BTreeSet;

use super::html::{Document, Element};

/// Every mistake of a page, in words.
pub fn mistakes(html: &str, language: &str) -> Vec<String> {
    let document = Document::read(html);
    let mut found = document.faults.clone();
    words(html, &mut found);
    frame(&document, language, &mut found);
    code(&document, &mut found);
    fields(&document, &mut found);
    references(&document, &mut found);
    tables(&document, &mut found);
    headings(&document, &mut found);
    names(&document, &mut found);
    found
}

/// Keys without a text, arguments that were forgotten, and template code.
fn words(html: &str, found: &mut Vec<String>) {
    for (mark, meaning) in
        [("⟦", "a key has no text"), ("{$", "an argument is missing"), ("{{", "template code"), ("{%", "template code")]
    {
        if let Some((_, after)) = html.split_once(mark) {
            let excerpt: String = after.chars().take(40).collect();
            found.push(format!("{meaning}: {mark}{excerpt}"));
        }
    }
}

fn frame(document: &Document, language: &str, found: &mut Vec<String>) {
    for name in ["html", "title", "main", "h1"] {
        let count = document.all(name).count();
        if count != 1 {
            found.push(format!("{count} <{name}> instead of one"));
        }
    }
    if document.all("html").any(|html| html.find("lang") != Some(language)) {
        found.push(format!("<html> does not say that it is in {language}"));
    }
    if !document.all("a").any(|link| link.find("href") == Some("#main")) {
        found.push("no link skips to the content".to_owned());
    }
    let marks: Vec<&str> = document.all("nav").map(|nav| nav.find("aria-label").unwrap_or_default()).collect();
    if marks.iter().any(|mark| mark.is_empty()) {
        found.push("a <nav> has no name".to_owned());
    }
}

/// The content security policy stops code and style that stand in the page.
fn code(document: &Document, found: &mut Vec<String>) {
    for element in &document.elements {
        for (name, value) in &element.attributes {
            if name == "style" || name.starts_with("on") || value.starts_with("javascript:") {
                found.push(format!("<{} {name}=\"{value}\"> is inline code", element.name));
            }
        }
    }
    for element in document.all("script").chain(document.all("style")) {
        if element.has_text() || element.is("style") {
            found.push(format!("<{}> has content", element.name));
        }
    }
}

fn fields(document: &Document, found: &mut Vec<String>) {
    let is_field = |element: &&Element| {
        let kind = element.find("type").unwrap_or_default();
        ["select", "textarea"].contains(&element.name.as_str()) || element.is("input") && !["hidden", "submit"].contains(&kind)
    };
    for field in document.elements.iter().filter(is_field) {
        let by_id = |id: &str| document.all("label").any(|label| label.find("for") == Some(id) && label.has_text());
        let around =
            field.around.iter().any(|place| document.elements[*place].is("label") && document.elements[*place].has_text());
        let spoken = field.find("aria-label").is_some_and(|label| !label.is_empty());
        if !(around || spoken || field.find("id").is_some_and(by_id)) {
            found.push(format!("<{} name={:?}> has no label", field.name, field.find("name").unwrap_or_default()));
        }
        if !document.is_inside(field, "form") && field.find("form").is_none() {
            found.push(format!("<{} name={:?}> belongs to no form", field.name, field.find("name").unwrap_or_default()));
        }
    }
    for form in document.all("form") {
        let post = form.find("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        if post && form.find("action").is_none() {
            found.push("a form that posts does not say where".to_owned());
        }
    }
}

/// Ids are unique, and what is named by an id exists.
fn references(document: &Document, found: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for id in document.elements.iter().filter_map(|element| element.find("id")) {
        if !ids.insert(id) {
            found.push(format!("the id `{id}` stands twice"));
        }
    }
    for element in &document.elements {
        for attribute in ["for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form"] {
            for id in element.find(attribute).unwrap_or_default().split_whitespace() {
                if !ids.contains(id) {
                    found.push(format!("<{} {attribute}=\"{id}\"> names nothing", element.name));
                }
            }
        }
        let anchor = element.find("href").and_then(|href| href.strip_prefix('#'));
        if anchor.is_some_and(|id| !id.is_empty() && !document.has_id(id)) {
            found.push(format!("the link to #{} leads nowhere", anchor.unwrap_or_default()));
        }
    }
}

fn tables(document: &Document, found: &mut Vec<String>) {
    let captions: BTreeSet<usize> = document
        .all("caption")
        .filter(|caption| caption.has_text())
        .filter_map(|caption| caption.around.last().copied())
        .collect();
    for (place, element) in document.elements.iter().enumerate() {
        if element.is("table") && !captions.contains(&place) {
            found.push("a table has no caption".to_owned());
        }
        if element.is("th") && element.find("scope").is_none() {
            found.push(format!("the head `{}` does not say whether it is of a row or a column", element.text.trim()));
        }
    }
}

/// Levels go down one at a time.
fn headings(document: &Document, found: &mut Vec<String>) {
    let mut before = 0;
    for element in document.elements.iter().filter(|element| document.is_inside(element, "main")) {
        let level = element.name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
        let Some(level) = level else { continue };
        if level > before + 1 {
            found.push(format!("the heading `{}` jumps from level {before} to {level}", element.text.trim()));
        }
        if !element.has_text() {
            found.push(format!("a heading of level {level} is empty"));
        }
        before = level;
    }
}

/// Links, buttons and summaries say what they do; a cell that opens a card on a phone says what it is.
fn names(document: &Document, found: &mut Vec<String>) {
    for element in &document.elements {
        let speaks = element.has_text() || element.find("aria-label").is_some_and(|label| !label.is_empty());
        if ["a", "button", "summary", "label", "legend", "option"].contains(&element.name.as_str()) && !speaks {
            found.push(format!("<{} {:?}> has no words", element.name, element.attributes));
        }
        if element.is("a") && element.find("href").is_none_or(str::is_empty) {
            found.push(format!("the link `{}` leads nowhere", element.text.trim()));
        }
        if element.is("table") && element.find("role").is_some() {
            found.push("a table is no table any more".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mistakes;

    const GOOD: &str = "<!doctype html><html lang=\"en\"><head><title>Home</title></head><body><a href=\"#main\">Skip</a>\
        <main id=\"main\"><h1>Home</h1><form method=\"post\" action=\"/users\"><label for=\"name\">Name</label>\
        <input id=\"name\" name=\"name\"><button>Save</button></form></main></body></html>";

    #[test]
    fn a_good_page_has_no_mistakes() {
        assert_eq!(mistakes(GOOD, "en"), Vec::<String>::new());
    }

    #[test]
    fn each_mistake_is_seen() {
        for (good, bad, told) in [
            ("for=\"name\"", "for=\"other\"", "has no label"),
            ("lang=\"en\"", "lang=\"sv\"", "does not say that it is in en"),
            ("<h1>", "<h1 style=\"color: red\">", "inline code"),
            ("<h1>", "<h1 onclick=\"go()\">", "inline code"),
            ("Save", "⟦web-save⟧", "a key has no text"),
            ("</form>", "</form></p>", "closes"),
            ("href=\"#main\"", "href=\"#other\"", "leads nowhere"),
            ("Save", "", "has no words"),
            ("<form", "<h3>Deep</h3><form", "jumps"),
            ("<form", "<table><tr><td>1</td></tr></table><form", "no caption"),
            ("<button", "<input name=\"second\"><button", "has no label"),
        ] {
            let found = mistakes(&GOOD.replace(good, bad), "en");
            assert!(found.iter().any(|mistake| mistake.contains(told)), "{bad}: {found:?}");
        }
    }
}

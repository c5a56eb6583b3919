//! A page taken apart into its elements: enough HTML for pages of ours, which close what they open.

/// Elements without content, which are never closed.
const VOID: [&str; 12] = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// All text inside, also that of elements inside.
    pub text: String,
    /// The places of the elements around it, the outermost first.
    pub around: Vec<usize>,
}

#[derive(Debug, Default)]
pub struct Document {
    pub elements: Vec<Element>,
    /// What is closed without being open, and the other way round.
    pub faults: Vec<String>,
}

impl Element {
    pub fn find(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }

    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub fn has_text(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

impl Document {
    pub fn read(html: &str) -> Self {
        let mut document = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let mut rest = html;
        while !rest.is_empty() {
            let Some(start) = rest.find('<') else {
                document.write(&open, rest);
                break;
            };
            document.write(&open, &rest[..start]);
            rest = &rest[start..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let end = end_of_tag(rest);
            document.tag(&mut open, &rest[1..end]);
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        for place in open {
            document.faults.push(format!("<{}> is never closed", document.elements[place].name));
        }
        document
    }

    pub fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    pub fn is_inside(&self, element: &Element, name: &str) -> bool {
        element.around.iter().any(|place| self.elements[*place].name == name)
    }

    pub fn has_id(&self, id: &str) -> bool {
        self.elements.iter().any(|element| element.find("id") == Some(id))
    }

    fn write(&mut self, open: &[usize], text: &str) {
        let text = plain(text);
        for place in open {
            self.elements[*place].text.push_str(&text);
        }
    }

    fn tag(&mut self, open: &mut Vec<usize>, tag: &str) {
        if tag.starts_with('!') {
            return;
        }
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(place) if self.elements[place].name == name.trim() => {}
                Some(place) => self.faults.push(format!("</{name}> closes <{}>", self.elements[place].name)),
                None => self.faults.push(format!("</{name}> closes nothing")),
            }
            return;
        }
        let closed = tag.ends_with('/');
        let (name, attributes) =
            tag.trim_end_matches('/').split_once(char::is_whitespace).unwrap_or((tag.trim_end_matches('/'), ""));
        let element = Element {
            name: name.to_owned(),
            attributes: read_attributes(attributes),
            text: String::new(),
            around: open.clone(),
        };
        if !closed && !VOID.contains(&name) {
            open.push(self.elements.len());
        }
        self.elements.push(element);
    }
}

/// The place of the `>` that ends the tag: one inside of quotes does not.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (place, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return place,
            _ => {}
        }
    }
    text.len()
}

fn read_attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let value = match rest.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, after) = quoted.split_once('"').unwrap_or((quoted, ""));
                rest = after;
                plain(value)
            }
            None if rest.starts_with('=') => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let value = plain(&rest[1..end]);
                rest = &rest[end..];
                value
            }
            None => String::new(),
        };
        found.push((name, value));
        rest = rest.trim_start();
    }
    found
}

/// Text without the escapes that askama writes.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for (escape, letter) in
        [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&#38;", "&"), ("&amp;", "&")]
    {
        text = text.replace(escape, letter);
    }
    text
}

//! A Rust source with its comments and literals blanked out, line for line, so that a word in a text is not taken for code.

/// The same text with spaces in place of comments, strings and characters; lines stay where they are.
pub fn code_only(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    let mut after_word = false;
    while let Some(letter) = rest.chars().next() {
        let blank = blank_length(rest, after_word);
        let (taken, next) = rest.split_at(blank.unwrap_or(letter.len_utf8()));
        if blank.is_some() {
            code.extend(taken.chars().map(|c| if c == '\n' { c } else { ' ' }));
        } else {
            code.push(letter);
        }
        after_word = blank.is_none() && (letter.is_alphanumeric() || letter == '_');
        rest = next;
    }
    code
}

/// How long the comment or literal is that begins here, if one does.
fn blank_length(rest: &str, after_word: bool) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment_length(rest));
    }
    if let Some(text) = rest.strip_prefix('"') {
        return Some(1 + quoted_length(text, '"'));
    }
    if rest.starts_with('\'') {
        return character_length(rest);
    }
    if after_word {
        return None;
    }
    let prefix = ["r", "br", "cr"].into_iter().find(|prefix| rest.starts_with(prefix))?;
    raw_string_length(&rest[prefix.len()..]).map(|length| prefix.len() + length)
}

fn block_comment_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// Up to and with the closing quote.
fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + letter.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// A character literal, or nothing where the quote begins a lifetime.
fn character_length(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1);
    let (_, first) = letters.next()?;
    let (at, second) = letters.next()?;
    if first == '\\' {
        return Some(1 + quoted_length(&rest[1..], '\''));
    }
    (second == '\'').then_some(at + 1)
}

fn raw_string_length(rest: &str) -> Option<usize> {
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let body = rest[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(hashes + 1 + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_vanish_and_code_stays() {
        for (source, code) in [
            ("a // b\nc", "a     \nc"),
            ("a /* b /* c */ d */ e", "a                   e"),
            (r#"f("a \" b", c)"#, r"f(        , c)"),
            (r##"f(r#"a " b"#, c)"##, "f(          , c)"),
            ("f('\"', '\\'', b)", "f(   ,     , b)"),
            ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)"),
            ("str\"\"", "str  "),
        ] {
            assert_eq!(code_only(source), code, "{source}");
        }
    }
}

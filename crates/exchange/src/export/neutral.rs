//! Text that a spreadsheet would run is written so that it is only shown.
//!
//! Knows nothing of the report. A workbook needs none of this: its cells say that they are text.

use std::borrow::Cow;

/// The text, with `'` before it if a spreadsheet that opens the CSV would read it as a formula.
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn is_dangerous(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    if first.is_alphanumeric() {
        return false;
    }
    // A tab or line end at the start moves what follows into a cell of its own in some programs.
    if first.is_control() {
        return true;
    }
    // Spreadsheets trim before they look, and the eye sees none of these characters.
    let start = text.chars().find(|letter| !is_blank(*letter));
    start.is_some_and(|letter| letter.is_control() || starts_formula(letter))
}

fn is_blank(letter: char) -> bool {
    let zero_width = matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    letter.is_whitespace() || zero_width
}

/// The characters that start a formula, with their full-width and small forms, which East Asian versions accept.
fn starts_formula(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\0=1",
            "  =1",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200b}@x",
            " \u{1}=1",
            "＝1",
            " ＋1",
            "－1",
            "＠x",
        ] {
            assert_eq!(neutralised(text), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["", " ", "Åsa", "0012345", "a=b", "anna-lena", "'=1", "(x)", "💡=1"] {
            assert_eq!(neutralised(text), text, "{text:?}");
        }
    }
}

//! `allow`: lints that are explained where they stand.

use crate::diagnostic::nearest;
use crate::lint::Kind;
use crate::syntax::TableReader;

/// Checks the names and the reasons; [`crate::lint()`] reads them again from the text.
pub(super) fn read(table: &TableReader<'_>) {
    let Some(allow) = table.table("allow", "`allow`") else { return };
    for (name, reason) in allow.entries() {
        if Kind::named(name.value).is_none() {
            let names: Vec<&str> = Kind::ALLOWED.iter().map(|kind| kind.name()).collect();
            let hint = match nearest(name.value, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the lints are `{}`", names.join("`, `")),
            };
            table.findings().report(name.span, format!("`{}` is not a lint", name.value), "not a lint", hint);
        }
        let text = allow.as_string(reason, name.value);
        if text.is_some_and(|text| text.value.trim().is_empty()) {
            let hint = "say why it is right as it stands: `allow = { gap = \"no page is known of these months\" }`";
            table.findings().report(reason.span(), "a lint is allowed without a reason", "no reason", hint);
        }
    }
}

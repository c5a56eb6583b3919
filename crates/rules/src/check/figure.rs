//! Requirements that ask for a figure: thresholds, look-backs and figures that are computed.

use tierwise_core::{Exact, MetricId};

use super::formula;
use crate::catalogue::{Asks, Bound, ByCase, FigureRule, LookBack, Take};
use crate::diagnostic::nearest;
use crate::syntax::TableReader;

pub(super) fn read(table: &TableReader<'_>) -> Option<Asks> {
    for key in ["holds", "relation", "accepted_from", "accepted_until", "completed_within_months", "capacity"] {
        if let Some(value) = table.get(key) {
            table.findings().report(
                value.span(),
                format!("a metric has no `{key}`"),
                "only with `people`",
                "write a requirement of its own for the people",
            );
        }
    }
    let metric = table.string("metric");
    let threshold = threshold(table);
    let look_back = look_back(table);
    let value = if table.has("value") {
        Some(formula::computed(table, "value")?)
    } else {
        table.pass_over(&["value"]);
        no_inputs(table);
        None
    };
    let (bound, threshold) = threshold?;
    Some(Asks::Figure(FigureRule { metric: MetricId::new(metric?.value), bound, threshold, look_back, value }))
}

/// Inputs stand beside a formula only.
pub(super) fn no_inputs(table: &TableReader<'_>) {
    if let Some(inputs) = table.get("inputs") {
        table.findings().report(inputs.span(), "inputs without a formula", "no formula names them", "leave them out");
    }
}

fn threshold(table: &TableReader<'_>) -> Option<(Bound, ByCase<Exact>)> {
    const HINT: &str = "a threshold by market states both: `{ developed = 15000, developing = 10000 }`";
    match (table.get("at_least"), table.get("at_most")) {
        (None, None) => {
            table.missing("at_least", "the threshold: `at_least = 15000`, or `{ developed = 15000, developing = 10000 }`");
            None
        }
        (Some(_), None) => by_market(table, "at_least", HINT).map(|threshold| (Bound::AtLeast, threshold)),
        (None, Some(_)) => by_market(table, "at_most", HINT).map(|threshold| (Bound::AtMost, threshold)),
        (Some(_), Some(second)) => {
            table.findings().report(
                second.span(),
                "a metric has two thresholds",
                "the second threshold",
                "keep `at_least` or `at_most`; a figure between two is two requirements",
            );
            None
        }
    }
}

/// A number for all, or one for each market.
pub(super) fn by_market(table: &TableReader<'_>, key: &'static str, hint: &str) -> Option<ByCase<Exact>> {
    let value = table.get(key)?;
    if value.get_ref().as_table().is_none() {
        return table.as_exact(value, key).map(|number| ByCase::Always(number.value));
    }
    let what = match key {
        "at_least" => "`at_least`",
        "at_most" => "`at_most`",
        _ => "`each`",
    };
    let markets = table.as_table(value, key, what)?;
    for market in ["developed", "developing"] {
        if !markets.has(market) {
            markets.missing(market, hint);
        }
    }
    let developed = markets.exact("developed");
    let developing = markets.exact("developing");
    markets.finish();
    Some(ByCase::Market { developed: developed?.value, developing: developing?.value })
}

/// Longer than any programme looks back; it keeps days within the calendar.
pub(super) const MOST_MONTHS: u32 = 1_200;

pub(super) fn look_back(table: &TableReader<'_>) -> Option<LookBack> {
    const TAKES: [&str; 4] = ["latest", "sum", "average", "highest"];
    let back = table.table("look_back", "`look_back`")?;
    if !back.has("months") {
        back.missing("months", "how many months, this one included: `look_back = { months = 12, take = \"sum\" }`");
    }
    let months = months(&back, "months");
    let take = match back.string("take") {
        None if back.has("take") => None,
        None => Some(Take::Latest),
        Some(text) => match text.value {
            "latest" => Some(Take::Latest),
            "sum" => Some(Take::Sum),
            "average" => Some(Take::Average),
            "highest" => Some(Take::Highest),
            other => {
                let hint = match nearest(other, TAKES) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("`take` is `{}`", TAKES.join("`, `")),
                };
                back.findings().report(
                    text.span,
                    format!("`{other}` cannot be taken of months"),
                    "not a way to look back",
                    hint,
                );
                None
            }
        },
    };
    back.finish();
    Some(LookBack { months: months?, take: take? })
}

/// A number of months, if it is no slip of the pen.
pub(super) fn months(table: &TableReader<'_>, key: &'static str) -> Option<u32> {
    let months = table.whole(key, 1)?;
    if months.value > MOST_MONTHS {
        table.findings().report(
            months.span,
            format!("{} months are more than {MOST_MONTHS}", months.value),
            "too many",
            "is a digit too much?",
        );
        return None;
    }
    Some(months.value)
}

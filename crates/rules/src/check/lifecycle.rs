//! `[[lifecycle]]`: how the programme lives, apart from its rules.

use crate::catalogue::{Lifecycle, RenewedFrom};
use crate::syntax::TableReader;

pub(super) fn read_all(document: &TableReader<'_>) -> Vec<Lifecycle> {
    let mut settings: Vec<Lifecycle> = Vec::new();
    for table in document.tables("lifecycle", "a life cycle") {
        let Some(one) = read(&table) else { continue };
        if settings.iter().any(|other| other.effective.overlaps(&one.effective)) {
            table.findings().report(
                table.span(),
                "two life cycles are in force on the same days",
                "again here",
                "give each its `effective_from` and `effective_to`, so that their days do not overlap",
            );
        }
        settings.push(one);
    }
    settings
}

fn read(table: &TableReader<'_>) -> Option<Lifecycle> {
    let usual = Lifecycle::default();
    let whole = |key: &'static str, usual: u32| match table.whole(key, 0) {
        Some(number) if number.value > MOST => {
            let message = format!("{} is more than {MOST}", number.value);
            table.findings().report(number.span, message, "too many", "is a digit too much?");
            usual
        }
        number => number.map_or(usual, |number| number.value),
    };
    let settings = Lifecycle {
        effective: table.effective().unwrap_or_default(),
        anniversary_days: whole("anniversary_days", usual.anniversary_days),
        renewed_from: renewed_from(table).unwrap_or(usual.renewed_from),
        renewal_days: whole("renewal_days", usual.renewal_days),
        reminder_days: if table.has("reminder_days") { reminder_days(table) } else { usual.reminder_days },
        early_warning_months: whole("early_warning_months", usual.early_warning_months),
        pmc_months: whole("pmc_months", usual.pmc_months),
        associations_per_year: whole("associations_per_year", usual.associations_per_year),
        association_wait_days: whole("association_wait_days", usual.association_wait_days),
        latency_days: whole("latency_days", usual.latency_days),
        renewal_opens_months: whole("renewal_opens_months", usual.renewal_opens_months),
        exemption_months: whole("exemption_months", usual.exemption_months),
    };
    table.pass_over(&["note", "reminder_days"]);
    super::allow::read(table);
    table.finish().then_some(settings)
}

/// Longer than any life cycle; it keeps days within the calendar.
const MOST: u32 = 100_000;

fn renewed_from(table: &TableReader<'_>) -> Option<RenewedFrom> {
    let text = table.string("renewed_from")?;
    match text.value {
        "anniversary" => Some(RenewedFrom::Anniversary),
        "payment" => Some(RenewedFrom::Payment),
        other => {
            table.findings().report(
                text.span,
                format!("`{other}` is not what an anniversary counts from"),
                "neither of the two",
                "`renewed_from` is `anniversary` or `payment`",
            );
            None
        }
    }
}

/// Days before the anniversary are negative.
fn reminder_days(table: &TableReader<'_>) -> Vec<i32> {
    let days = table.array("reminder_days").unwrap_or_default();
    days.into_iter()
        .filter_map(|value| {
            let day = value.get_ref().as_integer().and_then(|day| i32::from_str_radix(day.as_str(), day.radix()).ok());
            day.filter(|day| day.abs() <= 3_660)
                .or_else(|| table.wrong_type(value, "reminder_days", "a list of days from the anniversary: `[-15, 23]`"))
        })
        .collect()
}

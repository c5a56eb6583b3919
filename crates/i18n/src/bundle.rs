//! The message files, parsed once, and the formatting of one message.
//!
//! Knows Fluent; nothing outside of this file does.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Argument, Days, Language};

type Bundle = FluentBundle<FluentResource>;

/// The largest count up to which Fluent's numbers, which are floating, are exact.
const LARGEST_EXACT_NUMBER: u64 = 1 << 53;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| {
    bundle(
        Language::English,
        &[
            include_str!("../locales/en/import.ftl"),
            include_str!("../locales/en/report.ftl"),
            include_str!("../locales/en/cli.ftl"),
            include_str!("../locales/en/web.ftl"),
            include_str!("../locales/en/records.ftl"),
            include_str!("../locales/en/reports.ftl"),
            include_str!("../locales/en/entrance.ftl"),
            include_str!("../locales/en/importing.ftl"),
            include_str!("../locales/en/desk.ftl"),
            include_str!("../locales/en/app.ftl"),
        ],
    )
});

static SWEDISH: LazyLock<Bundle> = LazyLock::new(|| {
    bundle(
        Language::Swedish,
        &[
            include_str!("../locales/sv/import.ftl"),
            include_str!("../locales/sv/report.ftl"),
            include_str!("../locales/sv/cli.ftl"),
            include_str!("../locales/sv/web.ftl"),
            include_str!("../locales/sv/records.ftl"),
            include_str!("../locales/sv/reports.ftl"),
            include_str!("../locales/sv/entrance.ftl"),
            include_str!("../locales/sv/importing.ftl"),
            include_str!("../locales/sv/desk.ftl"),
            include_str!("../locales/sv/app.ftl"),
        ],
    )
});

/// The message of a key, if the language has it.
pub fn format(language: Language, days: Days, key: &str, arguments: &[(&'static str, Argument)]) -> Option<String> {
    let bundle: &Bundle = match language {
        Language::English => &ENGLISH,
        Language::Swedish => &SWEDISH,
    };
    format_from(language, days, bundle, key, arguments)
}

fn format_from(
    language: Language,
    days: Days,
    bundle: &Bundle,
    key: &str,
    arguments: &[(&'static str, Argument)],
) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut values = FluentArgs::with_capacity(arguments.len());
    for (name, argument) in arguments {
        values.set(*name, value(language, days, argument));
    }
    // An argument that the caller forgot stays visible as `{$name}`; the rest of the message is still worth reading.
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
    Some(text.into_owned())
}

fn value(language: Language, days: Days, argument: &Argument) -> FluentValue<'_> {
    match argument {
        Argument::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        Argument::Translated { english, swedish } => FluentValue::String(Cow::Borrowed(match language {
            Language::English => english,
            Language::Swedish => swedish,
        })),
        Argument::Count(count) if *count <= LARGEST_EXACT_NUMBER => FluentValue::from(*count),
        Argument::Count(count) => FluentValue::String(Cow::Owned(count.to_string())),
        Argument::Day(day) => FluentValue::String(Cow::Owned(match days {
            Days::Digits => day.to_string(),
            Days::Words => language.day(*day),
        })),
        Argument::Number(number) => FluentValue::String(Cow::Owned(match language {
            Language::English => number.rounded(),
            Language::Swedish => number.rounded().replace('.', ","),
        })),
    }
}

fn bundle(language: Language, files: &[&str]) -> Bundle {
    // The codes of the languages always parse; the undetermined language only loses the plurals.
    let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![identifier]);
    // The marks that Fluent puts around arguments confuse terminals and comparisons; both languages run left to right.
    bundle.set_use_isolating(false);
    for file in files {
        // What does not parse is left out and shows as `⟦key⟧`; the tests accept no such file.
        let resource = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "rows = { $count ->
    [one] { $count } row of { $file }
   *[other] { $count } rows of { $file }
}
";

    fn rows(language: Language, count: u64) -> String {
        let arguments = [("count", Argument::Count(count)), ("file", Argument::Text("a.csv".to_owned()))];
        format_from(language, Days::Digits, &bundle(language, &[ROWS]), "rows", &arguments).unwrap()
    }

    #[test]
    fn a_count_chooses_singular_or_plural() {
        for language in Language::ALL {
            assert_eq!(rows(language, 0), "0 rows of a.csv");
            assert_eq!(rows(language, 1), "1 row of a.csv");
            assert_eq!(rows(language, 2), "2 rows of a.csv");
        }
    }

    #[test]
    fn a_count_is_written_in_plain_digits_and_never_rounded() {
        for count in [1_234_567, 1 << 53, (1 << 53) + 1, u64::MAX] {
            assert_eq!(rows(Language::Swedish, count), format!("{count} rows of a.csv"));
        }
    }

    #[test]
    fn a_forgotten_argument_stays_visible() {
        let bundle = bundle(Language::English, &["hello = hello { $name }\n"]);
        let text = format_from(Language::English, Days::Digits, &bundle, "hello", &[]);
        assert_eq!(text.as_deref(), Some("hello {$name}"));
    }

    #[test]
    fn a_broken_message_costs_only_itself() {
        let bundle = bundle(Language::English, &["broken = { $ }\nwhole = text\n"]);
        assert_eq!(format_from(Language::English, Days::Digits, &bundle, "whole", &[]).as_deref(), Some("text"));
        assert_eq!(format_from(Language::English, Days::Digits, &bundle, "broken", &[]), None);
    }
}

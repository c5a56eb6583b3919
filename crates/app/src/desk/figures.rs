//! The figures that a programme asks for, by what they are called: ids are for files, texts for people.

use std::collections::BTreeMap;

use tierwise_core::{Exact, TrackId};
use tierwise_i18n::Language;
use tierwise_rules::{
    Area, Asks, Choose, Competency, Computed, Count, Metric, MetricValue, Programme, Requirement, Text, Ways,
    classification_id, input_id,
};

use crate::wording::in_language;

/// A figure of a programme.
#[derive(Debug, Clone)]
pub struct FigureText {
    pub text: Text,
    /// Whether it can change a standing of this partner: figures of a track that is not theirs cannot.
    pub asked: bool,
}

/// Every figure of the programme by its id. `track`: the partner's classification; `value`: what is on record of a figure.
pub fn figure_texts(
    programme: &Programme,
    track: Option<&str>,
    value: impl Fn(&str) -> Option<Exact>,
) -> BTreeMap<String, FigureText> {
    let mut figures = BTreeMap::new();
    for competency in &programme.competencies {
        match &competency.ways {
            Ways::Options(options) => {
                for requirement in options.iter().flat_map(|option| &option.requirements) {
                    for (id, text) in of_requirement(requirement) {
                        // Levels share a figure; what the first one calls it is enough.
                        figures.entry(id).or_insert(FigureText { text, asked: true });
                    }
                }
            }
            Ways::Area(area) => figures.extend(of_area(competency, area, track, &value)),
        }
    }
    figures
}

/// The figures of a requirement: that of its threshold, and the inputs of its formulas.
fn of_requirement(requirement: &Requirement) -> Vec<(String, Text)> {
    let inputs = |computed: &Computed| -> Vec<(String, Text)> {
        computed.inputs.iter().map(|input| (input.name.clone(), input.text.clone())).collect()
    };
    match &requirement.asks {
        Asks::Figure(rule) => {
            let text = requirement.text.clone().unwrap_or_else(|| plain(rule.metric.as_str()));
            let computed = rule.value.as_ref().map(inputs).unwrap_or_default();
            computed.into_iter().chain([(rule.metric.to_string(), text)]).collect()
        }
        Asks::People { count: Count::Figured(computed), .. } => inputs(computed),
        Asks::People { .. } | Asks::Credentials { .. } | Asks::Attains(_) => Vec::new(),
    }
}

fn of_area<'a>(
    competency: &'a Competency,
    area: &'a Area,
    stated: Option<&str>,
    value: &impl Fn(&str) -> Option<Exact>,
) -> Vec<(String, FigureText)> {
    let mut figures = Vec::new();
    let stated = stated.and_then(|track| area.tracks.iter().find(|known| known.as_str() == track));
    let mut own = None;
    if let Choose::Classification(rule) = &area.choose {
        own = stated.cloned();
        if let Some(rule) = rule {
            let id = classification_id(competency.id.as_str());
            if own.is_none() {
                let found = value(&id)
                    .map(|found| if rule.bound.holds(&found, &rule.threshold) { &rule.track } else { &rule.otherwise });
                own = found.cloned();
            }
            let text = rule.text.clone().unwrap_or_else(|| plain("classification"));
            let text = joined(&competency.name, " · ", &text);
            figures.push((id, FigureText { text, asked: stated.is_none() }));
        }
    }
    for metric in &area.metrics {
        let MetricValue::Measured { inputs, .. } = &metric.value else { continue };
        let asked = own.as_ref().is_none_or(|own| metric.track.as_ref().is_none_or(|track| track == own));
        let name = joined(&competency.name, " · ", &name(metric, area.tracks.len() > 1 && own.is_none()));
        for (place, input) in inputs.iter().enumerate().filter(|(_, input)| input.people.is_none()) {
            let text = joined(&name, ": ", &input.text);
            figures.push((input_id(competency.id.as_str(), metric, place), FigureText { text, asked }));
        }
    }
    figures
}

/// The metric's name, with its track where nobody knows yet which one is the partner's.
fn name(metric: &Metric, says_track: bool) -> Text {
    let name = metric.text.clone().unwrap_or_else(|| plain(metric.id.as_str()));
    match metric.track.as_ref().filter(|_| says_track) {
        None => name,
        Some(track) => {
            let of = |language| format!("{} ({})", in_language(&name, language), track_name(track, language));
            Text { en: of(Language::English), sv: of(Language::Swedish) }
        }
    }
}

fn track_name(track: &TrackId, language: Language) -> String {
    match track.as_str() {
        "enterprise" => language.text("web-track-enterprise"),
        "smb" => language.text("web-track-smb"),
        other => other.to_owned(),
    }
}

fn joined(one: &Text, between: &str, other: &Text) -> Text {
    Text { en: format!("{}{between}{}", one.en, other.en), sv: format!("{}{between}{}", one.sv, other.sv) }
}

fn plain(id: &str) -> Text {
    Text { en: id.to_owned(), sv: id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programme(text: &str) -> Programme {
        tierwise_rules::read_catalogue(text).unwrap()
    }

    const SCORES: &str = include_str!("../../../../catalogues/solutions-partner-2026.toml");

    #[test]
    fn the_ids_are_those_that_the_rules_ask_for() {
        let catalogues = [
            SCORES,
            include_str!("../../../../catalogues/solutions-partner-2023.toml"),
            include_str!("../../../../catalogues/mpn-2017.toml"),
            include_str!("../../../../catalogues/example-silver-gold.toml"),
            include_str!("../../../../catalogues/pci-2020.toml"),
            include_str!("../../../../catalogues/google-ads-partner.toml"),
            include_str!("../../tests/programmes/harbour.toml"),
        ];
        for catalogue in catalogues {
            let programme = programme(catalogue);
            let ids: Vec<String> = figure_texts(&programme, None, |_| None).into_keys().collect();
            assert_eq!(ids, programme.figure_ids(), "{}", programme.id);
        }
    }

    fn asked(track: Option<&str>, classification: Option<u64>) -> [bool; 4] {
        let value = |id: &str| classification.filter(|_| id.ends_with("/classification")).map(Exact::from);
        let figures = figure_texts(&programme(SCORES), track, value);
        let area = "infrastructure";
        let ids = ["net-customer-adds@smb", "net-customer-adds@enterprise", "usage-growth", "classification"];
        ids.map(|id| figures.get(&format!("{area}/{id}")).unwrap_or_else(|| panic!("{id}")).asked)
    }

    #[test]
    fn figures_of_the_other_track_are_not_asked_for() {
        assert_eq!(asked(Some("smb"), None), [true, false, true, false]);
        assert_eq!(asked(Some("enterprise"), None), [false, true, true, false]);
        assert_eq!(asked(None, None), [true, true, true, true], "nobody knows the track");
        assert_eq!(asked(None, Some(100)), [true, false, true, true], "the figure decides");
    }

    #[test]
    fn a_figure_is_called_by_competency_metric_and_input() {
        let figures = figure_texts(&programme(SCORES), Some("smb"), |_| None);
        let growth = &figures["infrastructure/usage-growth"].text;
        assert!(growth.en.contains(" · Usage growth: growth of qualifying revenue"), "{}", growth.en);
        assert!(growth.sv.contains(" · Användningstillväxt: tillväxt i kvalificerande"), "{}", growth.sv);
        let adds =
            |track| figure_texts(&programme(SCORES), track, |_| None)["infrastructure/net-customer-adds@smb"].text.en.clone();
        assert!(adds(None).contains("(SMB)") && !adds(Some("smb")).contains("(SMB)"));
    }
}

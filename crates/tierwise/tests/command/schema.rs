//! `check --schema`: the language as a JSON Schema. It takes every catalogue, refuses what the reader refuses, and knows the same keys.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};
use tierwise_rules::read_catalogue;

use super::support::Folder;

fn schema() -> Value {
    serde_json::from_str(Folder::new().tierwise(&["check", "--schema"]).done()).unwrap()
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn catalogues() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in fs::read_dir(root().join("catalogues")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".toml") && !name.ends_with(".cases.toml") {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(found.len() >= 4, "{found:?}");
    found
}

/// A catalogue as JSON; days become texts.
fn json(text: &str) -> Value {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::Datetime(day) => Value::String(day.to_string()),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, item)| (key, value(item))).collect::<Map<_, _>>())
            }
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(yes) => yes.into(),
        }
    }
    value(toml::from_str(text).unwrap())
}

/// Checks a value against a schema of the few keywords that ours uses; says where it does not fit.
struct Validator<'s>(&'s Value);

impl Validator<'_> {
    fn problems(&self, schema: &Value, value: &Value, place: &str) -> Vec<String> {
        let mut found = Vec::new();
        for (keyword, rule) in schema.as_object().unwrap() {
            match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "format" | "pattern" => {}
                "$ref" => {
                    let target = self.0.pointer(rule.as_str().unwrap().trim_start_matches('#')).unwrap();
                    found.extend(self.problems(target, value, place));
                }
                "type" => {
                    let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                    if !types.iter().any(|one| is_a(value, one.as_str().unwrap())) {
                        found.push(format!("{place} is no {rule}"));
                    }
                }
                "const" if value == rule => {}
                "enum" if rule.as_array().unwrap().contains(value) => {}
                "const" | "enum" => found.push(format!("{place} is not {rule}")),
                "minimum" if value.as_f64() < rule.as_f64() => found.push(format!("{place} is below {rule}")),
                "maximum" if value.as_f64() > rule.as_f64() => found.push(format!("{place} is above {rule}")),
                "minimum" | "maximum" => {}
                "minItems" => {
                    if value.as_array().is_some_and(|items| (items.len() as u64) < rule.as_u64().unwrap()) {
                        found.push(format!("{place} has too few"));
                    }
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        found.extend(self.problems(rule, item, &format!("{place}/{number}")));
                    }
                }
                "properties" | "additionalProperties" | "required" | "dependentRequired" => {
                    found.extend(self.of_object(schema, keyword, rule, value, place));
                }
                "oneOf" | "anyOf" => {
                    let fits = |one: &&Value| self.problems(one, value, place).is_empty();
                    let fitting = rule.as_array().unwrap().iter().filter(fits).count();
                    if fitting == 0 || (keyword == "oneOf" && fitting > 1) {
                        found.push(format!("{place} fits {fitting} of {keyword}"));
                    }
                }
                other => panic!("the schema uses `{other}`, which this test does not know"),
            }
        }
        found
    }

    fn of_object(&self, schema: &Value, keyword: &str, rule: &Value, value: &Value, place: &str) -> Vec<String> {
        let Some(table) = value.as_object() else { return Vec::new() };
        let lacks = |keys: &Value| -> Vec<String> {
            let keys = keys.as_array().unwrap().iter().map(|key| key.as_str().unwrap());
            keys.filter(|key| !table.contains_key(*key)).map(|key| format!("{place} has no {key}")).collect()
        };
        let known = schema.get("properties").and_then(Value::as_object);
        match keyword {
            "required" => lacks(rule),
            "dependentRequired" => rule
                .as_object()
                .unwrap()
                .iter()
                .filter(|(key, _)| table.contains_key(*key))
                .flat_map(|(_, keys)| lacks(keys))
                .collect(),
            "properties" => {
                let rules = rule.as_object().unwrap().iter().filter_map(|(key, rule)| Some((key, rule, table.get(key)?)));
                rules.flat_map(|(key, rule, value)| self.problems(rule, value, &format!("{place}/{key}"))).collect()
            }
            _ => {
                let others = table.iter().filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key)));
                let problems = others.flat_map(|(key, value)| match rule {
                    Value::Bool(false) => vec![format!("{place}/{key} is not known")],
                    rule => self.problems(rule, value, &format!("{place}/{key}")),
                });
                problems.collect()
            }
        }
    }
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        other => panic!("the schema has the type `{other}`"),
    }
}

fn problems(schema: &Value, text: &str) -> Vec<String> {
    Validator(schema).problems(schema, &json(text), "")
}

#[test]
fn what_is_printed_is_what_stands_in_the_documentation() {
    let kept = fs::read_to_string(root().join("docs/catalogue.schema.json")).unwrap();
    assert_eq!(Folder::new().tierwise(&["check", "--schema"]).done(), kept);
    assert_eq!(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn every_catalogue_fits_the_schema() {
    let schema = schema();
    for (name, text) in catalogues() {
        assert_eq!(problems(&schema, &text), [""; 0], "{name}");
    }
    assert_eq!(problems(&schema, EVERYTHING), [""; 0]);
}

#[test]
fn mistakes_of_the_shape_do_not_fit() {
    let schema = schema();
    let changes = [
        ("format = 1", "format = 2"),
        ("kind = \"exam\"", "kind = \"exm\""),
        ("most = 1", "most = 0"),
        ("most = 1", ""),
        ("people = 1\n", "people = 1\nmetric = \"usd\"\nat_least = 1\n"),
        ("people = 1\n", "peple = 1\n"),
        ("take = \"sum\"", "take = \"some\""),
        ("name = { en = \"Levels\", sv = \"Nivåer\" }", "name = { en = \"Levels\" }"),
        ("threshold = 70", "threshold = true"),
        ("kind = \"elective\"", "kind = \"flat\""),
        ("choose = \"best-of\"", "choose = \"best\""),
        ("holds = \"a\"\n", ""),
        ("[[competency.option.requirement]]", "[[competency.option.requirements]]"),
        ("allow = { unnamed-skill", "allow = { unnamed-skil"),
        ("months = 12", "months = 1201"),
    ];
    for (from, to) in changes {
        assert!(EVERYTHING.contains(from), "{from:?}");
        let text = EVERYTHING.replacen(from, to, 1);
        assert!(read_catalogue(&text).is_err(), "the reader takes {to:?}");
        assert!(!problems(&schema, &text).is_empty(), "the schema takes {to:?}");
    }
}

/// Every kind of table, with one that asks for people, credentials, figures and competencies.
const EVERYTHING: &str = r#"format = 1

[programme]
id = "p"
name = { en = "Levels", sv = "Nivåer" }
levels = ["silver"]
allow = { unnamed-skill = "an example" }

[score]
threshold = 70

[[skill]]
code = "a"
kind = "exam"

[[capacity]]
id = "one"
most = 1

[[lifecycle]]
latency_days = 1

[[competency]]
id = "levels"
name = "Levels"

[[competency.option]]
id = "o"
name = "O"

[[competency.option.requirement]]
level = "silver"
line = 1
people = 1
holds = "a"

[[competency.option.requirement]]
level = "silver"
line = 2
credentials = 1
holds = "a"

[[competency.option.requirement]]
level = "silver"
line = 3
metric = "usd"
at_least = { developed = 2, developing = 1 }
look_back = { months = 12, take = "sum" }

[[competency.option.requirement]]
level = "silver"
line = 4
attains = "scored"

[[competency]]
id = "scored"
name = "Scored"
tracks = ["x", "y"]
choose = "best-of"

[[competency.metric]]
id = "m"
max = 10
points = "n"
inputs = { n = { people = "a", text = "people" } }

[[competency.metric]]
id = "s"
max = 10

[[competency.metric.step]]
step = "1"
kind = "gate"
people = 1
holds = "a"

[[competency.metric.step]]
step = "2"
kind = "flat"
people = 1
points = 1
holds = "a"

[[competency.metric.step]]
step = "3"
kind = "elective"
each = { developed = 1, developing = 2 }
holds = "a"

[[competency]]
id = "classified"
name = "Classified"
tracks = ["x", "y"]
choose = "classification"
classification = { at_least = 80, track = "x", otherwise = "y" }

[[competency.metric]]
id = "m"
max = 10
points = { x = "1", y = "2" }
"#;

/// The keys that the reader knows in a table, from what it says of one that it does not know.
fn known(header: &str, occurrence: usize) -> BTreeSet<String> {
    let (place, _) = EVERYTHING.match_indices(header).nth(occurrence).unwrap_or_else(|| panic!("no {header}"));
    let (before, after) = EVERYTHING.split_at(place + header.len());
    let text =
        format!("{before}{}{after}", if header.ends_with('{') { " qqqqqqqqqqqqqqqq = 1, " } else { "\nqqqqqqqqqqqqqqqq = 1" });
    let mistakes = read_catalogue(&text).unwrap_err();
    let hint =
        mistakes.iter().find(|mistake| mistake.message.contains("no key `qqqqqqqqqqqqqqqq`")).and_then(|one| one.hint.clone());
    let hint = hint.unwrap_or_else(|| panic!("{header}: {mistakes:#?}"));
    let (_, keys) = hint.split_once("knows `").unwrap_or_else(|| panic!("{hint}"));
    keys.trim_end_matches('`').split("`, `").map(str::to_owned).collect()
}

#[test]
fn the_schema_and_the_reader_know_the_same_keys() {
    let schema = schema();
    let mut readers: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (definition, header, occurrence) in [
        ("", "format = 1", 0),
        ("programme", "[programme]", 0),
        ("score", "[score]", 0),
        ("skill", "[[skill]]", 0),
        ("capacity", "[[capacity]]", 0),
        ("lifecycle", "[[lifecycle]]", 0),
        ("competency", "[[competency]]", 0),
        ("competency", "[[competency]]", 1),
        ("option", "[[competency.option]]", 0),
        ("requirement", "[[competency.option.requirement]]", 0),
        ("requirement", "[[competency.option.requirement]]", 1),
        ("requirement", "[[competency.option.requirement]]", 2),
        ("requirement", "[[competency.option.requirement]]", 3),
        ("look_back", "look_back = {", 0),
        ("metric", "[[competency.metric]]", 0),
        ("metric", "[[competency.metric]]", 1),
        ("step", "[[competency.metric.step]]", 0),
        ("step", "[[competency.metric.step]]", 1),
        ("step", "[[competency.metric.step]]", 2),
        ("counted", "inputs = { n = {", 0),
        ("classification", "classification = {", 0),
        ("by_market", "at_least = {", 0),
        ("text", "name = {", 0),
    ] {
        readers.entry(definition).or_default().extend(known(header, occurrence));
    }
    for (definition, keys) in &readers {
        let of_schema = match *definition {
            "" => &schema,
            definition => &schema["$defs"][definition],
        };
        let table = of_schema.get("anyOf").map_or(of_schema, |cases| &cases[1]);
        let stated: BTreeSet<String> = table["properties"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(&stated - keys, BTreeSet::new(), "`{definition}`: in the schema only");
        assert_eq!(keys - &stated, BTreeSet::new(), "`{definition}`: known to the reader only");
    }
    let tables = schema["$defs"].as_object().unwrap().iter().filter(|(_, one)| one.to_string().contains("\"properties\""));
    let unseen: Vec<&String> = tables.map(|(name, _)| name).filter(|name| !readers.contains_key(name.as_str())).collect();
    assert_eq!(unseen, ["allow"], "tables of the schema whose keys are not compared");
}

#[test]
fn the_schema_knows_every_lint() {
    let schema = schema();
    let stated: BTreeSet<&str> =
        schema["$defs"]["allow"]["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let lints: BTreeSet<&str> = tierwise_rules::LintKind::ALLOWED.into_iter().map(tierwise_rules::LintKind::name).collect();
    assert_eq!(stated, lints);
}

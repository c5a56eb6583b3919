//! The description of the API is complete, and describes nothing that does not exist.

use std::collections::BTreeSet;

use serde_json::Value;

fn description() -> Value {
    serde_json::to_value(tierwise_web::description()).unwrap()
}

#[test]
fn every_route_of_the_api_is_described_and_nothing_else() {
    let routes: BTreeSet<String> = tierwise_web::routes()
        .iter()
        .filter(|route| route.path.starts_with("/api/v1/") && route.path != "/api/v1/openapi.json")
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let description = description();
    let described: BTreeSet<String> = description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    assert_eq!(described, routes);
}

#[test]
fn every_operation_says_what_it_does_and_what_can_go_wrong() {
    let description = description();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{method} {path}");
            assert!(operation["responses"].as_object().unwrap().contains_key("404"), "{method} {path}");
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let description = description();
    let schemas = description["components"]["schemas"].as_object().unwrap();
    let text = description.to_string();
    for reference in text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name}");
    }
}

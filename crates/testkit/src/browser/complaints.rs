//! What a browser writes into its console about a page, as lines.

use serde_json::Value;

use super::connection::Event;

/// One line for an event that is a complaint.
pub fn find(event: &Event) -> Option<String> {
    let told = &event.parameters;
    match event.method.as_str() {
        "Runtime.consoleAPICalled" => {
            let kind = told["type"].as_str().filter(|kind| ["error", "warning", "assert"].contains(kind))?;
            let words = told["args"].as_array()?.iter().map(argument);
            Some(format!("console {kind}: {}", words.collect::<Vec<_>>().join(" ")))
        }
        "Runtime.exceptionThrown" => {
            let details = &told["exceptionDetails"];
            let text = details["exception"]["description"].as_str().or(details["text"].as_str());
            Some(format!("exception: {}", text.unwrap_or_default()))
        }
        "Log.entryAdded" => {
            let entry = &told["entry"];
            let level = entry["level"].as_str().filter(|level| ["error", "warning"].contains(level))?;
            let line = format!("{level}: {} {}", text(&entry["text"]), text(&entry["url"]));
            Some(line.trim_end().to_owned())
        }
        "Inspector.targetCrashed" => Some("the page crashed".to_owned()),
        _ => None,
    }
}

fn argument(argument: &Value) -> String {
    match &argument["value"] {
        Value::Null => text(&argument["description"]).to_owned(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

//! Hands on mouse and keyboard: real events, as the browser would get them from a person.

use anyhow::{Context, bail};
use serde_json::{Value, json};

use super::Page;
use super::scripts;

/// Name, code of the place, number, and the text that it writes.
const KEYS: &[(&str, &str, u32, &str)] = &[
    ("Tab", "Tab", 9, ""),
    ("Enter", "Enter", 13, "\r"),
    ("Escape", "Escape", 27, ""),
    ("Space", "Space", 32, " "),
    ("Backspace", "Backspace", 8, ""),
    ("Delete", "Delete", 46, ""),
    ("PageUp", "PageUp", 33, ""),
    ("PageDown", "PageDown", 34, ""),
    ("End", "End", 35, ""),
    ("Home", "Home", 36, ""),
    ("ArrowLeft", "ArrowLeft", 37, ""),
    ("ArrowUp", "ArrowUp", 38, ""),
    ("ArrowRight", "ArrowRight", 39, ""),
    ("ArrowDown", "ArrowDown", 40, ""),
];

const MODIFIERS: &[(&str, u32)] = &[("Alt+", 1), ("Control+", 2), ("Shift+", 8)];

impl Page {
    /// Clicks into the middle of the first element that matches; it must be visible and not covered.
    pub async fn click(&self, css: &str) -> anyhow::Result<()> {
        let point = self.ask(scripts::POINT, &[css]).await.with_context(|| format!("clicking `{css}`"))?;
        self.click_at(&point).await
    }

    /// Clicks what reads so: a link, a button, a label, a tab.
    pub async fn click_text(&self, text: &str) -> anyhow::Result<()> {
        let point = self.ask(scripts::POINT_OF_TEXT, &[text]).await.with_context(|| format!("clicking `{text}`"))?;
        self.click_at(&point).await
    }

    /// Replaces what stands in a field. A field with a picker (a date) takes the value as HTML writes it: `2026-11-30`.
    pub async fn fill(&self, css: &str, text: &str) -> anyhow::Result<()> {
        let done = self.ask(scripts::READY_TO_FILL, &[css, text]).await.with_context(|| format!("filling `{css}`"))?;
        match (done.as_bool(), text) {
            (Some(true), _) => Ok(()),
            (_, "") => self.press("Delete").await,
            _ => self.write(text).await,
        }
    }

    /// Writes where the focus is.
    pub async fn write(&self, text: &str) -> anyhow::Result<()> {
        self.command("Input.insertText", json!({ "text": text })).await.map(|_| ())
    }

    /// Chooses in a list, by the option's value or by what it reads.
    pub async fn choose(&self, css: &str, choice: &str) -> anyhow::Result<()> {
        self.ask(scripts::CHOOSE, &[css, choice]).await.map(|_| ())
    }

    /// `Tab`, `Shift+Tab`, `Enter`, `Space`, `Escape`, `ArrowDown`, ..., or one character.
    pub async fn press(&self, key: &str) -> anyhow::Result<()> {
        let mut name = key;
        let mut modifiers = 0;
        for (prefix, bit) in MODIFIERS {
            if let Some(rest) = name.strip_prefix(prefix) {
                name = rest;
                modifiers += bit;
            }
        }
        let mut event = if let Some((_, code, number, text)) = KEYS.iter().find(|(known, ..)| *known == name) {
            let name = if name == "Space" { " " } else { name };
            json!({ "key": name, "code": code, "windowsVirtualKeyCode": number, "text": text })
        } else if name.chars().count() == 1 {
            json!({ "key": name, "text": name, "windowsVirtualKeyCode": name.to_ascii_uppercase().bytes().next() })
        } else {
            bail!("`{key}` is not a key that is known here");
        };
        event["modifiers"] = modifiers.into();
        event["type"] = "keyDown".into();
        self.command("Input.dispatchKeyEvent", event.clone()).await?;
        event["type"] = "keyUp".into();
        event["text"] = "".into();
        self.command("Input.dispatchKeyEvent", event).await.map(|_| ())
    }

    async fn click_at(&self, point: &Value) -> anyhow::Result<()> {
        for (kind, buttons) in [("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let event = json!({
                "type": kind, "x": point["x"], "y": point["y"], "button": button, "buttons": buttons, "clickCount": 1,
            });
            self.command("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }
}

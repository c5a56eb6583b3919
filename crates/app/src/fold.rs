//! How names and addresses are compared: without case and surrounding blanks.

/// The key under which a name or an address is found.
pub fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

//! What the `tierwise` command promises, checked on the built program: arguments and files in, text and files out.

#[path = "command/check.rs"]
mod check;
#[path = "command/diff.rs"]
mod diff;
#[path = "command/evaluate.rs"]
mod evaluate;
#[path = "command/example.rs"]
mod example;
#[path = "command/hostile.rs"]
mod hostile;
#[path = "command/outputs.rs"]
mod outputs;
#[path = "command/people.rs"]
mod people;
#[path = "command/refused.rs"]
mod refused;
#[path = "command/schema.rs"]
mod schema;
#[path = "command/support.rs"]
mod support;
#[path = "command/workbook.rs"]
mod workbook;

//! What tests of several crates share. Never part of a program.

pub mod axe;
pub mod browser;
pub mod cases;
pub mod client;
pub mod databases;
mod program;
pub mod rounds;
pub mod server;

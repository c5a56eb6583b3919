//! What tests of several crates share. Never part of a program.

pub mod cases;

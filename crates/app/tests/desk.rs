//! The desk against small companies that were worked out by hand, and against itself on many made-up ones.

#[path = "desk/everything.rs"]
mod everything;
#[path = "desk/forecasts.rs"]
mod forecasts;
#[path = "desk/ladders.rs"]
mod ladders;
#[path = "desk/pages.rs"]
mod pages;
#[path = "desk/rows.rs"]
mod rows;
#[path = "desk/world.rs"]
mod world;

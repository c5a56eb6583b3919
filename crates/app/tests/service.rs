//! The use cases, on both databases, with a clock that stands still until a claim moves it.

#[path = "service/figures.rs"]
mod figures;
#[path = "service/first_run.rs"]
mod first_run;
#[path = "service/imports.rs"]
mod imports;
#[path = "service/limits.rs"]
mod limits;
#[path = "service/locations.rs"]
mod locations;
#[path = "service/sessions.rs"]
mod sessions;
#[path = "service/strangers.rs"]
mod strangers;
#[path = "service/users.rs"]
mod users;
#[path = "service/world.rs"]
mod world;

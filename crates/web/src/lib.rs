//! Pages and the JSON API: a request in, one call of `app`, a page or JSON out. Knows neither SQL nor how rules work.

mod api;
mod assets;
mod failure;
mod frame;
mod guard;
mod page;
mod pages;
mod routes;
mod server;
mod site;

pub use api::description;
pub use routes::{Route, routes};
pub use server::{FiguresError, keep_figures, router, serve};
pub use site::{Door, Site, SiteSettings};

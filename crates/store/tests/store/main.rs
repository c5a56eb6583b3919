//! What the store promises, on both databases. Says nothing of how long it takes.

mod facts;
mod imports;
mod installation;
mod partner;
mod people;
mod schema;
mod world;

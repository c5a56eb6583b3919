//! The database: SQL, migrations and transactions. The only crate that names sqlx; knows neither rules nor HTTP.

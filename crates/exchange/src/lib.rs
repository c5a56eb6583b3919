//! Files in and out: exports of partner portals become typed rows with issues, rows become workbooks and CSV.
//!
//! Streaming, without a database; knows nothing of rules: standings come in as plain rows.

pub mod export;
pub mod import;

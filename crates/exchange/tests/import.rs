//! What reading an export promises, from whole files down to single dates.

#[path = "import/dates.rs"]
mod dates;
#[path = "import/files.rs"]
mod files;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/rows.rs"]
mod rows;
#[path = "import/support.rs"]
mod support;

//! Claims about the schema: the same in both databases, applied once, and never older than its data.

use std::collections::BTreeMap;

use sqlx::{PgPool, Row, SqlitePool};
use tierwise_store::{Link, Options, Purpose, Store, StoreError};
use tierwise_testkit::databases::{Database, each};

use crate::world::{at, open};

/// Table and column -> kind, whether it may be absent, whether it is in the primary key.
type Columns = BTreeMap<(String, String), (&'static str, bool, bool)>;

fn kind(text: &str) -> &'static str {
    match text.to_lowercase().as_str() {
        "text" => "text",
        "blob" | "bytea" => "bytes",
        "uuid" => "uuid",
        "integer" | "bigint" => "number",
        "boolean" => "flag",
        "date" => "day",
        other => panic!("a column is `{other}`"),
    }
}

async fn sqlite_columns(url: &str) -> Columns {
    let pool = SqlitePool::connect(url).await.unwrap();
    let sql = "select t.name, c.name, c.type, c.\"notnull\", c.pk from sqlite_schema t, pragma_table_info(t.name) c \
               where t.type = 'table' and t.name not like 'sqlite_%'";
    let rows = sqlx::query(sql).fetch_all(&pool).await.unwrap();
    rows.iter()
        .map(|row| {
            let nullable = !row.get::<bool, _>(3);
            ((row.get(0), row.get(1)), (kind(row.get(2)), nullable, row.get::<i64, _>(4) > 0))
        })
        .collect()
}

async fn postgres_columns(url: &str) -> Columns {
    let pool = PgPool::connect(url).await.unwrap();
    let sql = "select c.table_name::text, c.column_name::text, c.data_type::text, c.is_nullable = 'YES', exists ( \
               select 1 from information_schema.table_constraints k join information_schema.key_column_usage u \
               on u.constraint_name = k.constraint_name and u.table_name = k.table_name \
               where k.constraint_type = 'PRIMARY KEY' and k.table_name = c.table_name and u.column_name = c.column_name) \
               from information_schema.columns c where c.table_schema = 'public'";
    let rows = sqlx::query(sql).fetch_all(&pool).await.unwrap();
    rows.iter().map(|row| ((row.get(0), row.get(1)), (kind(row.get(2)), row.get(3), row.get(4)))).collect()
}

/// SQLite has fewer kinds: ids are bytes there, days are texts, flags are numbers.
fn in_sqlite(kind: &'static str) -> &'static str {
    match kind {
        "uuid" => "bytes",
        "day" => "text",
        "flag" => "number",
        other => other,
    }
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_keys() {
    let (sqlite, postgres) = (Database::sqlite(), Database::postgres());
    open(&sqlite).await.close().await;
    open(&postgres).await.close().await;
    let mut expected = postgres_columns(&postgres.url).await;
    for (kind, _, _) in expected.values_mut() {
        *kind = in_sqlite(kind);
    }
    assert!(expected.len() > 100);
    assert_eq!(sqlite_columns(&sqlite.url).await, expected);
}

#[tokio::test]
async fn both_databases_have_the_same_indexes() {
    let (sqlite, postgres) = (Database::sqlite(), Database::postgres());
    open(&sqlite).await.close().await;
    open(&postgres).await.close().await;
    let sql = "select name, tbl_name from sqlite_schema where type = 'index' and sql is not null order by name";
    let pool = SqlitePool::connect(&sqlite.url).await.unwrap();
    let first: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
    let sql = "select indexname::text, tablename::text from pg_indexes where schemaname = 'public' \
               and indexname not like '%\\_pkey' order by indexname";
    let pool = PgPool::connect(&postgres.url).await.unwrap();
    let second: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
    assert_eq!(first, second);
}

#[tokio::test]
async fn the_keys_of_a_partners_tables_begin_with_the_partner() {
    let database = Database::sqlite();
    open(&database).await.close().await;
    let pool = SqlitePool::connect(&database.url).await.unwrap();
    let sql = "select t.name, i.name from sqlite_schema t, pragma_index_list(t.name) l, pragma_index_info(l.name) i \
               where t.type = 'table' and l.\"unique\" = 1 and i.seqno = 0";
    let keys: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
    let installation = ["partner", "operator", "credential", "session", "failure", "link", "api_token", "schema_migration"];
    let partners: Vec<_> = keys.iter().filter(|(table, _)| !installation.contains(&table.as_str())).collect();
    assert!(partners.len() > 12);
    assert!(partners.iter().all(|(_, column)| column == "partner_id"), "{partners:?}");
}

#[tokio::test]
async fn a_schema_is_brought_up_to_date_once() {
    each(async |database| {
        let address = database.url.parse().unwrap();
        let store = Store::open(&address, Options::default()).await.unwrap();
        assert_eq!(store.pending().await.unwrap(), ["0001_start"]);
        let both = tokio::join!(store.migrate(), store.migrate());
        let mut applied = [both.0.unwrap(), both.1.unwrap()].concat();
        applied.extend(store.migrate().await.unwrap());
        assert_eq!(applied, ["0001_start"]);
        assert_eq!(store.pending().await.unwrap(), <[String; 0]>::default());
        store.ping().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    each(async |database| {
        let store = open(&database).await;
        let sql = "insert into schema_migration (name) values ('9999_later')";
        if database.url.starts_with("sqlite") {
            sqlx::query(sql).execute(&SqlitePool::connect(&database.url).await.unwrap()).await.unwrap();
        } else {
            sqlx::query(sql).execute(&PgPool::connect(&database.url).await.unwrap()).await.unwrap();
        }
        let newer = StoreError::NewerSchema { name: "9999_later".to_owned() };
        assert_eq!(store.migrate().await, Err(newer.clone()));
        assert_eq!(store.pending().await, Err(newer));
    })
    .await;
}

#[tokio::test]
async fn what_was_erased_is_not_in_the_file_any_more() {
    let database = Database::sqlite();
    let store = open(&database).await;
    let link =
        Link { token_hash: *b"findable bytes of thirty-two len", purpose: Purpose::Setup, subject: None, expires_at: at(9) };
    store.create_link(&link).await.unwrap();
    assert!(store.use_link(&link.token_hash, at(0)).await.unwrap());
    store.close().await;
    let path = database.url.trim_start_matches("sqlite:");
    let bytes = std::fs::read(path).unwrap();
    assert!(!bytes.windows(14).any(|window| window == b"findable bytes"));
    assert!(!std::path::Path::new(&format!("{path}-wal")).exists(), "the last connection folds the log into the file");
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_of_sqlite_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let database = Database::sqlite();
    let store = open(&database).await;
    let path = database.url.trim_start_matches("sqlite:");
    for file in [path.to_owned(), format!("{path}-wal")] {
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
    store.close().await;
}

#[tokio::test]
async fn what_cannot_be_reached_is_unavailable() {
    let folder = Database::sqlite().url.replace("sqlite:", "sqlite:/nonexistent/");
    for url in [folder.as_str(), "postgres://nobody@%2Fnonexistent/none"] {
        let opened = Store::open(&url.parse().unwrap(), Options::default()).await;
        assert!(matches!(opened, Err(StoreError::Unavailable(_))), "{opened:?}");
    }
}

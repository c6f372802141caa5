//! Databases for tests, here and in the crates above.

use crate::error::Result;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// Makes an empty database with a name of its own on a PostgreSQL server; answers its URL.
pub async fn fresh_postgres(server: &str) -> Result<String> {
    let options = PgConnectOptions::from_str(server)?;
    let name = format!("recado_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect_with(&options).await?;
    // The name is made of digits and letters of ours.
    connection.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name}"))).await?;
    connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await?;
    connection.close().await?;
    Ok(options.database(&name).to_url_lossy().to_string())
}

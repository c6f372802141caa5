//! The database: does it open, is it migrated, does it understand every statement?

use super::report::Report;
use crate::config::Config;
use crate::start;
use store::Db;

pub async fn check(config: &Config, report: &mut Report) -> Option<Db> {
    let db = match start::open(&config.database).await {
        Ok(db) => db,
        Err(error) => {
            let remedy = "Check `database`: is the server up, the path writable, the name and password right?";
            report.wrong("database", &format!("{error:#}"), remedy);
            return None;
        }
    };
    report.well("database", "opened, and its tables are up to date");
    match prepare_all(&db).await {
        Ok(count) => report.well("database", &format!("understands all {count} statements")),
        Err(error) => {
            let remedy = "The tables were changed by hand or by a newer version: run the version that made them.";
            report.wrong("database", &error, remedy);
        }
    }
    Some(db)
}

async fn prepare_all(db: &Db) -> Result<usize, String> {
    let statements = store::statement::all();
    for (name, sql) in &statements {
        // Each in a transaction of its own: PostgreSQL refuses everything after one mistake.
        let prepared = async { db.read().await?.prepare(sql).await };
        prepared.await.map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(statements.len())
}

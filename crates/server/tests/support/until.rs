//! Waiting for the database to say so.

use std::time::Duration;
use store::Db;

const PATIENCE: Duration = Duration::from_secs(30);

/// Asks until this counts something.
pub async fn until(db: &Db, sql: &'static str) {
    let there = async {
        let mut ticks = tokio::time::interval(Duration::from_millis(20));
        loop {
            ticks.tick().await;
            let mut tx = db.read().await.expect("a transaction");
            let row: Option<(i64,)> = tx.row(sql, vec![]).await.expect("a count");
            if row.is_some_and(|(count,)| count > 0) {
                return;
            }
        }
    };
    tokio::time::timeout(PATIENCE, there).await.expect(sql);
}

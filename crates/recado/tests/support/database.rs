//! A fresh database with a business in it: workspace, numbers, a flow, and a token for the API.

use super::SEALING_KEY;
use domain::id::{FlowId, NumberId, TokenId, UserId, WorkspaceId};
use domain::role::Permission;
use secrecy::SecretString;
use server::first_start;
use server::universe::Universe;
use std::time::Duration;
use store::flow::Publication;
use store::number::NewNumber;
use store::token::NewToken;
use store::{Db, Tx};
use tempfile::TempDir;

/// Enough for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// What the API is called with.
pub const TOKEN: &str = "rcd_test_token_of_the_binary";

pub struct Database {
    pub engine: &'static str,
    pub url: String,
    /// Where SQLite's file is, and everything else a server writes.
    pub folder: TempDir,
}

/// What the business has.
pub struct Business<'a> {
    pub phone_number_ids: Vec<String>,
    pub access_token: &'a str,
    pub messages_per_second: u32,
    pub flow: &'a str,
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("recado.db").display());
        Self { engine: "SQLite", url, folder }
    }

    /// `None` when no PostgreSQL is there; the test says so and passes.
    pub async fn postgres() -> Option<Self> {
        #[expect(clippy::disallowed_methods, reason = "tests learn from the environment whether PostgreSQL is there")]
        let Ok(server) = std::env::var("RECADO_TEST_POSTGRES") else {
            println!("skipped: RECADO_TEST_POSTGRES is not set");
            return None;
        };
        let url = store::testing::fresh_postgres(&server).await.expect("a fresh database");
        Some(Self { engine: "PostgreSQL", url, folder: tempfile::tempdir().expect("a temporary folder") })
    }

    /// A connection of the test's own, beside the server's.
    pub async fn open(&self) -> Db {
        Db::open(&self.url).await.expect("the database opens")
    }

    /// Makes the business, before the server starts.
    pub async fn found(&self, business: &Business<'_>) -> WorkspaceId {
        let universe = Universe::real(1);
        let db = self.open().await;
        let workspace = first_start::ensure_workspace(&db, &universe, "Prueba").await.expect("a workspace");
        let mut tx = db.write().await.expect("a transaction");
        for phone_number_id in &business.phone_number_ids {
            add_number(&mut tx, &universe, workspace, phone_number_id, business).await;
        }
        if !business.flow.is_empty() {
            publish(&mut tx, &universe, workspace, business.flow).await;
        }
        let now = universe.now();
        let token = NewToken {
            id: universe.with_ids(|ids| TokenId::new(ids, now)),
            name: "test",
            prefix: "rcd_test",
            digest: server::http::secret::sha256(TOKEN.as_bytes()),
            permissions: Permission::ALL.iter().map(|permission| permission.as_str()).collect(),
            created_by: universe.with_ids(|ids| UserId::new(ids, now)),
        };
        store::token::create(&mut tx, workspace, token, now).await.expect("a token");
        tx.commit().await.expect("committed");
        db.close().await;
        workspace
    }
}

async fn add_number(
    tx: &mut Tx,
    universe: &Universe,
    workspace: WorkspaceId,
    phone_number_id: &str,
    business: &Business<'_>,
) {
    let now = universe.now();
    let id = universe.with_ids(|ids| NumberId::new(ids, now));
    let key = SecretString::from(SEALING_KEY);
    let sealed = server::seal::seal_access_token(&key, id, business.access_token).expect("sealed");
    let number = NewNumber {
        id,
        phone_number_id: phone_number_id.to_owned(),
        waba_id: "102290129340398".to_owned(),
        display_phone_number: format!("+{phone_number_id}"),
        verified_name: "Prueba".to_owned(),
        messages_per_second: business.messages_per_second,
        simulated: true,
        sealed_access_token: sealed,
    };
    store::number::create(tx, workspace, number, now).await.expect("a number");
}

async fn publish(tx: &mut Tx, universe: &Universe, workspace: WorkspaceId, document: &str) {
    let now = universe.now();
    let id = universe.with_ids(|ids| FlowId::new(ids, now));
    store::flow::create(tx, workspace, id, "Eco", document, now).await.expect("a flow");
    let publication = Publication { document, note: "", author: None };
    store::flow::publish(tx, workspace, id, publication, now).await.expect("published");
}

pub async fn count(db: &Db, sql: &'static str) -> i64 {
    let row: Option<(i64,)> = db.read().await.expect("a look").row(sql, store::args![]).await.expect("a count");
    row.map_or(0, |(count,)| count)
}

/// Messages whose fate is not known, and webhooks that were not looked at.
pub async fn waiting(db: &Db) -> i64 {
    count(db, "SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM journal WHERE state = 'pending')").await
}

/// Returns when nothing waits any more.
pub async fn all_settled(db: &Db) {
    let settled = async { while waiting(db).await > 0 {} };
    tokio::time::timeout(PATIENCE, settled).await.expect("everything is settled in time");
}

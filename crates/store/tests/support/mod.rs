//! A fresh database for each test: SQLite in a temporary folder, and PostgreSQL when `RECADO_TEST_POSTGRES` names a server.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a test cannot go on without its database")]

use store::Db;

/// A database that is gone when this is dropped (SQLite) or left to the throw-away cluster (PostgreSQL).
pub struct Fresh {
    pub db: Db,
    _folder: Option<tempfile::TempDir>,
}

pub async fn sqlite() -> Fresh {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("recado.db").display());
    Fresh { db: Db::open(&url).await.expect("SQLite opens"), _folder: Some(folder) }
}

/// `None` when there is no server; the test says so and passes, `make test` always brings one.
pub async fn postgres() -> Option<Fresh> {
    #[expect(clippy::disallowed_methods, reason = "tests learn from the environment whether PostgreSQL is there")]
    let Ok(server) = std::env::var("RECADO_TEST_POSTGRES") else {
        println!("skipped: RECADO_TEST_POSTGRES is not set");
        return None;
    };
    let url = store::testing::fresh_postgres(&server).await.expect("a fresh PostgreSQL database");
    Some(Fresh { db: Db::open(&url).await.expect("PostgreSQL opens"), _folder: None })
}

/// Runs one test on both engines.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                let fresh = $crate::support::sqlite().await;
                super::$name(fresh.db.clone()).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                if let Some(fresh) = $crate::support::postgres().await {
                    super::$name(fresh.db.clone()).await;
                }
            })+
        }
    };
}

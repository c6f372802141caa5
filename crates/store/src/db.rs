//! The two engines behind one enum, and a transaction on either.

use crate::error::{Error, Result};
use crate::sqlite::{self, Sqlite};
use crate::{migration, planner};
use sqlx::Postgres;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use std::path::Path;
use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub enum Db {
    Sqlite(Sqlite),
    Postgres(PgPool),
}

/// A transaction; dropped without [`Tx::commit`], it never happened.
pub enum Tx {
    Sqlite(sqlite::Transaction),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

const POSTGRES_CONNECTIONS: u32 = 24;
/// Bulk statements exist in a handful of sizes each; all of them fit.
const STATEMENT_CACHE: usize = 512;

impl Db {
    /// Opens `sqlite:PATH`, `sqlite::memory:` is not offered (it cannot survive), or `postgres://...`, and migrates it.
    pub async fn open(url: &str) -> Result<Self> {
        let db = if let Some(path) = url.strip_prefix("sqlite:") {
            Self::Sqlite(Sqlite::open(Path::new(path.strip_prefix("//").unwrap_or(path)))?)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::open_postgres(url).await?
        } else {
            // The text before the first colon cannot hold a password.
            return Err(Error::BadUrl(url.split(':').next().unwrap_or_default().to_owned()));
        };
        db.migrate().await?;
        Ok(db)
    }

    async fn open_postgres(url: &str) -> Result<Self> {
        let options =
            PgConnectOptions::from_str(url)?.statement_cache_capacity(STATEMENT_CACHE).options(planner::POSTGRES);
        let pool = PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).connect_with(options).await?;
        Ok(Self::Postgres(pool))
    }

    async fn migrate(&self) -> Result<()> {
        match self {
            Self::Sqlite(sqlite) => {
                sqlite
                    .with_writer(|writer| {
                        migration::sqlite(writer)?;
                        planner::tell(writer)
                    })
                    .await
            }
            Self::Postgres(pool) => Ok(migration::postgres().run(pool).await?),
        }
    }

    /// Lets PostgreSQL look at tables that it has never looked at, as `planner` does for SQLite.
    pub async fn acquaint(&self) -> Result<()> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(pool) => planner::acquaint(pool).await,
        }
    }

    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// A transaction that may write. On SQLite it holds the one writer from its first moment.
    pub async fn write(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite(sqlite) => Tx::Sqlite(sqlite.write().await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that only reads, beside any writer.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite(sqlite) => Tx::Sqlite(sqlite.read().await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite(sqlite) => sqlite.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Returns when everything is durable. On SQLite those who wait to write may share the commit.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => Ok(tx.commit().await?),
        }
    }

    /// A commit that waits for nobody else's work.
    pub async fn commit_now(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit_now(),
            Self::Postgres(tx) => Ok(tx.commit().await?),
        }
    }

    /// A commit that somebody goes on from: `next` wakes them as soon as they can see what was written. On SQLite that
    /// is before it is durable, and their work shares the commit: it happens with this, or not at all.
    pub async fn commit_before(self, next: impl FnOnce() + Send) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit_before(next).await,
            Self::Postgres(tx) => {
                tx.commit().await?;
                next();
                Ok(())
            }
        }
    }
}

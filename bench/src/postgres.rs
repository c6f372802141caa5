//! Empty databases on the PostgreSQL that `scripts/postgres.sh` brought up.

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, Row};
use std::str::FromStr;

pub struct Cluster {
    server: PgConnectOptions,
}

const DATABASE: &str = "recado_bench";

impl Cluster {
    pub fn at(url: &str) -> anyhow::Result<Self> {
        Ok(Self { server: PgConnectOptions::from_str(url)? })
    }

    /// The address of a database that was not there before.
    pub async fn fresh_database(&self) -> anyhow::Result<String> {
        self.run(&format!("DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")).await?;
        self.run(&format!("CREATE DATABASE {DATABASE}")).await?;
        Ok(self.server.clone().database(DATABASE).to_url_lossy().to_string())
    }

    /// What is left to write is written now, so that the next candidate does not pay for it.
    pub async fn settle(&self) -> anyhow::Result<()> {
        self.run(&format!("DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")).await?;
        self.run("CHECKPOINT").await
    }

    pub async fn version(&self) -> anyhow::Result<String> {
        let mut connection = PgConnection::connect_with(&self.server).await?;
        let row = connection.fetch_one("SHOW server_version").await?;
        Ok(row.try_get(0)?)
    }

    async fn run(&self, statement: &str) -> anyhow::Result<()> {
        let mut connection = PgConnection::connect_with(&self.server).await?;
        connection.execute(AssertSqlSafe(statement.to_owned())).await?;
        Ok(connection.close().await?)
    }
}

//! How the engines go about each statement: none reads a whole workspace to find a few rows in it.

use crate::support;
use store::Db;

/// Statements that are about all there is of something.
const ABOUT_ALL: &[&str] = &[
    "counter::TOTALS",
    "counter::PER_MINUTE",
    "contact::COUNT",
    "conversation::COUNTS",
    "overview::CONVERSATIONS",
    "overview::OUTBOX",
    "idempotency::FORGET",
    "login::DELETE_EXPIRED",
    "login::DELETE_OTHERS",
    "material::EVERY_EXAMPLE",
    "suggestion::GROUPS",
    "tally::COUNTED",
    "tally::COUNTED_ACTS",
    "report::BY_NUMBER",
    "used::SENT",
    "used::SENT_BY_VARIANT",
];

/// Tables that stay small: what people set up, and what is under way.
const SMALL: &[&str] = &[
    "workspaces",
    "numbers",
    "flows",
    "f",
    "users",
    "api_tokens",
    "http_calls",
    "errands",
    "attributes",
    "segments",
    "template_syncs",
    "imports",
    "hooks",
    "campaigns",
    // What a claim takes, a few rows at a time.
    "due",
    // People of a day.
    "reached",
    // People of one day, no more than Meta's limit.
    "reached",
    "rate_cards",
    "series",
    "i",
    "intents",
    "custom_entities",
    "goals",
    // The people of one event in a time, each once.
    "those",
    "intent_checks",
    "intent_versions",
];

/// Indexes of some rows only, or in the order of a list that is read page by page.
const IN_ORDER: &[&str] = &[
    "journal_pending",
    "journal_parked",
    "sessions_to_wake",
    "contacts_by_name",
    "conversations_by_recency",
    "contacts_by_creation",
    "contacts_by_change",
    "bulk_changes_under_way",
];

async fn plan(db: &Db, sql: &str) -> Vec<String> {
    let parameters = (1..=20).filter(|number| sql.contains(&format!("${number}"))).count();
    let explain: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {sql}").into_boxed_str());
    let args = vec!["[]".into(); parameters];
    let rows: Vec<(i64, i64, i64, String)> =
        db.write().await.expect("a transaction").rows(explain, args).await.expect("a plan");
    rows.into_iter().map(|(_, _, _, step)| step).collect()
}

/// A step that goes through a table, or through all a workspace has in it, or through a campaign's ledger.
fn reads_all(step: &str) -> bool {
    let is_scan = step.starts_with("SCAN ") && !step.contains("VIRTUAL TABLE") && !step.contains("CONSTANT ROW");
    let mut words = step.split(' ');
    let is_excused = words.any(|word| SMALL.contains(&word) || IN_ORDER.contains(&word));
    let is_of_a_ledger =
        step.contains("recipients USING PRIMARY KEY") && step.ends_with("(workspace_id=? AND campaign_id=?)");
    (is_scan || step.ends_with("(workspace_id=?)") || is_of_a_ledger) && !is_excused
}

#[tokio::test]
async fn no_statement_reads_a_whole_workspace() {
    let fresh = support::sqlite().await;
    none_has(async |sql| plan(&fresh.db, sql).await, reads_all).await;
}

/// Of no statement, but for those about all there is, the plan has such a step.
async fn none_has(plan: impl AsyncFn(&'static str) -> Vec<String>, is_bad: impl Fn(&str) -> bool) {
    let mut found = Vec::new();
    for (name, sql) in store::statement::all() {
        let plan = plan(sql).await;
        if plan.iter().any(|step| is_bad(step)) && !ABOUT_ALL.iter().any(|all| name.ends_with(all)) {
            found.push(format!("{name}\n    {}", plan.join("\n    ")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// As PostgreSQL plans it once and for all, whatever is bound later.
async fn lasting_plan(db: &Db, sql: &str) -> Vec<String> {
    let is_there = |number: &usize| sql.contains(&format!("${number}")) || sql.contains(&format!("_{number}}}"));
    let parameters = (1..=20).rev().find(is_there).unwrap_or_default();
    let nulls = vec!["NULL"; parameters].join(", ");
    let execute = if parameters == 0 { "it".to_owned() } else { format!("it({nulls})") };
    let mut tx = db.write().await.expect("a transaction");
    let prepare: &'static str = Box::leak(format!("PREPARE it AS {sql}").into_boxed_str());
    let explain: &'static str = Box::leak(format!("EXPLAIN EXECUTE {execute}").into_boxed_str());
    tx.execute(prepare, vec![]).await.expect("prepared");
    let rows: Vec<(String,)> = tx.rows(explain, vec![]).await.expect("a plan");
    tx.execute("DEALLOCATE it", vec![]).await.expect("forgotten");
    rows.into_iter().map(|(step,)| step).collect()
}

/// `  ->  Seq Scan on contacts c  (cost=…)`, and joins that read one side whole.
fn goes_by_no_index(step: &str) -> bool {
    let is_excused = step.split(' ').any(|word| SMALL.contains(&word));
    (step.contains("Seq Scan on ") && !is_excused) || step.contains("Hash Join") || step.contains("Merge Join")
}

#[tokio::test]
async fn postgres_goes_by_indexes_while_its_tables_are_empty() {
    let Some(fresh) = support::postgres().await else { return };
    let mut tx = fresh.db.write().await.expect("a transaction");
    // Now it knows that there is nothing to read.
    tx.execute("ANALYZE", vec![]).await.expect("statistics");
    tx.commit().await.expect("a commit");
    none_has(async |sql| lasting_plan(&fresh.db, sql).await, goes_by_no_index).await;
}

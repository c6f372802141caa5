//! Who changed what, written in the transaction of the change.

use super::caller::Caller;
use super::problem::Problem;
use crate::app::App;
use domain::id::ActivityId;
use serde_json::{Value, json};
use store::Tx;
use store::audit::Entry;

pub async fn note(app: &App, tx: &mut Tx, caller: &Caller, action: &'static str, subject: &str) -> Result<(), Problem> {
    note_with(app, tx, caller, action, subject, json!({})).await
}

/// `detail` never holds message texts or secrets.
pub async fn note_with(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    action: &'static str,
    subject: &str,
    detail: Value,
) -> Result<(), Problem> {
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| ActivityId::new(ids, now));
    let entry = Entry { id, actor: caller.name(), action, subject: subject.to_owned(), detail };
    Ok(store::audit::note(tx, caller.workspace, entry, now).await?)
}

//! Processing one body again.

use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ReplayJournal};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::extract::State;
use axum::http::StatusCode;

/// Process a webhook body again
///
/// What it already did is not done twice.
#[utoipa::path(post, path = "/journal/{id}/replay", tag = "journal", params(("id" = String, Path, description = "its place in the order of arrival")),
    security(("session" = []), ("token" = ["replay_journal"])),
    responses((status = 202, description = "Pending again")))]
pub async fn replay_body(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReplayJournal>,
    At(sequence): At<i64>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    if !store::journal_view::replay(&mut tx, caller.workspace, sequence, app.universe.now()).await? {
        return Err(Problem::not_found("webhook body"));
    }
    audit::note(&app, &mut tx, &caller, "journal.replayed", &sequence.to_string()).await?;
    tx.commit().await?;
    app.wake.journal.notify_one();
    app.live.publish([LiveEvent::JournalChanged]);
    Ok(StatusCode::ACCEPTED)
}

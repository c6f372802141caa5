//! Processing everything again that could not be processed, after the cause was mended.

use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ReplayJournal};
use crate::http::extract::Body;
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ReplayMany {
    pub state: Replayable,
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Replayable {
    Parked,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Replayed {
    pub count: u64,
}

/// Process all parked bodies again
#[utoipa::path(post, path = "/journal/replay", tag = "journal", request_body = ReplayMany,
    security(("session" = []), ("token" = ["replay_journal"])),
    responses((status = 200, description = "How many are pending again", body = Replayed)))]
pub async fn replay_parked(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReplayJournal>,
    Body { value: ReplayMany { state: Replayable::Parked }, .. }: Body<ReplayMany>,
) -> Result<Json<Replayed>, Problem> {
    let mut tx = app.db.write().await?;
    let count = store::journal_view::replay_parked(&mut tx, caller.workspace, app.universe.now()).await?;
    let detail = json!({ "count": count });
    audit::note_with(&app, &mut tx, &caller, "journal.parked_replayed", "journal", detail).await?;
    tx.commit().await?;
    app.wake.journal.notify_one();
    app.live.publish([LiveEvent::JournalChanged]);
    Ok(Json(Replayed { count }))
}

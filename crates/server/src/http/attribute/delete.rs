//! Giving an attribute up.

use super::view::not_found;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageAttributes};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;

/// Delete the definition of an attribute
///
/// The values stay with the contacts, as fields without a definition.
#[utoipa::path(delete, path = "/attributes/{name}", tag = "contacts", params(("name" = String, Path)),
    security(("session" = []), ("token" = ["manage_attributes"])),
    responses((status = 204, description = "Deleted")))]
pub async fn delete_attribute(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageAttributes>,
    At(name): At<String>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    if !store::attribute::delete(&mut tx, caller.workspace, &name).await? {
        return Err(not_found());
    }
    audit::note(&app, &mut tx, &caller, "attribute.deleted", &name).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

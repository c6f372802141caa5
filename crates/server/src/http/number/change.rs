//! Changing what is known of a number, or its token.

use super::view::Number;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageNumbers};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use crate::seal;
use axum::Json;
use axum::extract::State;
use domain::id::NumberId;
use serde::Deserialize;
use store::number::Change;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeNumber {
    pub access_token: Option<String>,
    pub display_phone_number: Option<String>,
    pub verified_name: Option<String>,
    /// 80 unless Meta granted more; 20 with coexistence.
    pub messages_per_second: Option<u32>,
}

/// Change a number
#[utoipa::path(patch, path = "/numbers/{id}", tag = "numbers", params(("id" = String, Path, format = "uuid")),
    request_body = ChangeNumber, security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 200, description = "Changed", body = Number)))]
pub async fn change_number(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    At(id): At<NumberId>,
    Body { value: asked, .. }: Body<ChangeNumber>,
) -> Result<Json<Number>, Problem> {
    if asked.messages_per_second.is_some_and(|pace| !(1..=1000).contains(&pace)) {
        return Err(Problem::invalid("messages_per_second", "1 to 1000"));
    }
    let ChangeNumber { access_token, display_phone_number, verified_name, messages_per_second } = asked;
    let change = Change { display_phone_number, verified_name, messages_per_second };
    let mut tx = app.db.write().await?;
    if !store::number::change(&mut tx, caller.workspace, id, change).await? {
        return Err(Problem::not_found("number"));
    }
    if let Some(token) = access_token.filter(|token| !token.trim().is_empty()) {
        let sealed = seal::seal_access_token(&app.settings.sealing_key, id, token.trim());
        let sealed = sealed.map_err(|error| Problem::internal(&error))?;
        store::number::set_token(&mut tx, caller.workspace, id, sealed).await?;
    }
    audit::note(&app, &mut tx, &caller, "number.changed", &id.to_string()).await?;
    let numbers = Number::all(&mut tx, caller.workspace, app.universe.now()).await?;
    tx.commit().await?;
    app.live.publish([LiveEvent::NumbersChanged]);
    let changed = numbers.into_iter().find(|number| number.id == id.to_string());
    Ok(Json(changed.ok_or_else(|| Problem::not_found("number"))?))
}

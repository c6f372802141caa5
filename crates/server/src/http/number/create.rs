//! Connecting a number.

use super::view::{Health, MessagingLimit, Number};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageNumbers};
use crate::http::extract::Body;
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use crate::seal;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::NumberId;
use serde::Deserialize;
use store::number::NewNumber;
use utoipa::ToSchema;

/// What Meta grants a number that was not upgraded.
const USUAL_PACE: u32 = 80;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateNumber {
    pub phone_number_id: String,
    pub waba_id: String,
    /// A system user's token. It is stored sealed and never shown.
    pub access_token: String,
    #[serde(default)]
    pub display_phone_number: String,
    #[serde(default)]
    pub verified_name: String,
}

/// Connect a number
#[utoipa::path(post, path = "/numbers", tag = "numbers", request_body = CreateNumber,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_numbers"])),
    responses((status = 201, description = "Connected", body = Number)))]
pub async fn create_number(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageNumbers>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CreateNumber>,
) -> Result<Response, Problem> {
    check(&asked)?;
    let now = app.universe.now();
    let id = app.universe.with_ids(|ids| NumberId::new(ids, now));
    let sealed = seal::seal_access_token(&app.settings.sealing_key, id, asked.access_token.trim());
    let number = shown(id, &asked, app.settings.emulator);
    let new = NewNumber {
        id,
        phone_number_id: number.phone_number_id.clone(),
        waba_id: number.waba_id.clone(),
        display_phone_number: number.display_phone_number.clone(),
        verified_name: number.verified_name.clone(),
        messages_per_second: USUAL_PACE,
        simulated: number.simulated,
        sealed_access_token: sealed.map_err(|error| Problem::internal(&error))?,
    };
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    store::number::create(&mut tx, caller.workspace, new, now).await.map_err(known_already)?;
    once.remember(&mut tx, StatusCode::CREATED, &number, now).await?;
    audit::note(&app, &mut tx, &caller, "number.created", &number.id).await?;
    tx.commit().await?;
    app.live.publish([LiveEvent::NumbersChanged]);
    app.wake.numbers.notify_one();
    Ok((StatusCode::CREATED, Json(number)).into_response())
}

fn check(asked: &CreateNumber) -> Result<(), Problem> {
    for (field, id) in [("phone_number_id", &asked.phone_number_id), ("waba_id", &asked.waba_id)] {
        if id.is_empty() || id.len() > 64 || !id.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(Problem::invalid(field, "the id as Meta shows it: digits"));
        }
    }
    if asked.access_token.trim().is_empty() {
        return Err(Problem::invalid("access_token", "the token of a system user"));
    }
    Ok(())
}

fn shown(id: NumberId, asked: &CreateNumber, simulated: bool) -> Number {
    Number {
        id: id.to_string(),
        phone_number_id: asked.phone_number_id.clone(),
        waba_id: asked.waba_id.clone(),
        display_phone_number: asked.display_phone_number.clone(),
        verified_name: asked.verified_name.clone(),
        messages_per_second: i64::from(USUAL_PACE),
        health: Health::Connected,
        simulated,
        last_webhook_at: None,
        quality: None,
        limit: MessagingLimit::default(),
    }
}

fn known_already(error: store::Error) -> Problem {
    if error.is_unique_violation() {
        return Problem::conflict("number_exists", "Connected already", "This phone_number_id is connected already.");
    }
    error.into()
}

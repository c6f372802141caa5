//! A new door, or a new address for one that is there. The secret in it is shown once; its digest is kept.

use super::view::Hook;
use crate::app::App;
use crate::http::caller::{Allowed, ManageImports};
use crate::http::extract::{At, Body};
use crate::http::import::view::{ImportSubject, same};
use crate::http::problem::Problem;
use crate::http::{audit, secret};
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::HookId;
use domain::import::payload::{self, Payload};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const NAME_LENGTH: usize = 100;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateHook {
    /// As people call it; part of the proof of consents.
    pub name: String,
    pub subject: ImportSubject,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CreatedHook {
    #[serde(flatten)]
    pub details: Hook,
    /// Where to post, below the address of this server. It cannot be shown again.
    pub path: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HookAddress {
    /// Where to post, below the address of this server. It cannot be shown again.
    pub path: String,
}

/// Open a door for another system
///
/// It is off until it has a mapping and is switched on; what is posted until then is kept as an example. Takes no
/// `Idempotency-Key`: the answer holds a secret that is kept nowhere.
#[utoipa::path(post, path = "/hooks", tag = "imports", request_body = CreateHook,
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 201, description = "Created", body = CreatedHook)))]
pub async fn create_hook(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    Body { value: asked, .. }: Body<CreateHook>,
) -> Result<(StatusCode, Json<CreatedHook>), Problem> {
    let name = checked_name(&asked.name)?;
    let secret = secret::token().map_err(|error| Problem::internal(&error))?;
    let mut tx = app.db.write().await?;
    let (now, subject) = (app.universe.now(), same(&asked.subject)?);
    let country = crate::import::country(&app, &mut tx).await?;
    // Nothing came yet: nothing is recognised.
    let (paths, mapping) = payload::suggest(&Payload::default(), subject, &country);
    let id = app.universe.with_ids(|ids| HookId::new(ids, now));
    let hook = store::hook::Hook { id, name, is_on: false, subject, paths, mapping, created_at: now };
    store::hook::create(&mut tx, caller.workspace, &hook, secret::sha256(secret.as_bytes())).await?;
    audit::note(&app, &mut tx, &caller, "hook.created", &id.to_string()).await?;
    tx.commit().await?;
    app.live.publish([LiveEvent::ImportsChanged]);
    Ok((StatusCode::CREATED, Json(CreatedHook { details: hook.try_into()?, path: path_of(&secret) })))
}

/// A new address for a door
///
/// The one before no longer leads anywhere.
#[utoipa::path(post, path = "/hooks/{id}/address", tag = "imports", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "The new address", body = HookAddress)))]
pub async fn renew_hook_address(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<HookId>,
) -> Result<Json<HookAddress>, Problem> {
    let secret = secret::token().map_err(|error| Problem::internal(&error))?;
    let mut tx = app.db.write().await?;
    if !store::hook::renew(&mut tx, caller.workspace, id, secret::sha256(secret.as_bytes())).await? {
        return Err(Problem::not_found("hook"));
    }
    audit::note(&app, &mut tx, &caller, "hook.address_renewed", &id.to_string()).await?;
    tx.commit().await?;
    Ok(Json(HookAddress { path: path_of(&secret) }))
}

fn path_of(secret: &str) -> String {
    format!("/hooks/{secret}")
}

pub(super) fn checked_name(name: &str) -> Result<String, Problem> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_LENGTH {
        return Err(Problem::invalid("name", format!("1 to {NAME_LENGTH} characters")));
    }
    Ok(name.to_owned())
}

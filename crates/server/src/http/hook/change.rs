//! A door's name, mapping and switch; and its end.

use super::create::checked_name;
use super::view::Hook;
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageImports};
use crate::http::extract::{At, Body};
use crate::http::import::view::ImportMapping;
use crate::http::problem::Problem;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::HookId;
use domain::import::MOST_COLUMNS;
use domain::import::mapping::{Mapping, MatchOn};
use domain::import::payload;
use serde::Deserialize;
use utoipa::ToSchema;

/// What is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeHook {
    #[serde(default)]
    pub name: Option<String>,
    /// Only with a mapping that people can be recognised by.
    #[serde(default)]
    pub is_on: Option<bool>,
    #[serde(default)]
    pub mapped: Option<HookMapping>,
}

/// Columns and where they stand, which go together.
#[derive(Debug, Deserialize, ToSchema)]
pub struct HookMapping {
    pub paths: Vec<String>,
    /// People are recognised by their phone.
    pub mapping: ImportMapping,
}

/// Change a door
#[utoipa::path(patch, path = "/hooks/{id}", tag = "imports", params(("id" = String, Path, format = "uuid")),
    request_body = ChangeHook, security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "As it is now", body = Hook)))]
pub async fn change_hook(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<HookId>,
    Body { value: asked, .. }: Body<ChangeHook>,
) -> Result<Json<Hook>, Problem> {
    let mut tx = app.db.write().await?;
    let hook = store::hook::one(&mut tx, caller.workspace, id).await?;
    let mut hook = hook.ok_or_else(|| Problem::not_found("hook"))?;
    if let Some(name) = &asked.name {
        hook.name = checked_name(name)?;
    }
    if let Some(mapped) = asked.mapped {
        (hook.paths, hook.mapping) = mapped.checked(hook.subject)?;
    }
    hook.is_on = asked.is_on.unwrap_or(hook.is_on);
    if hook.is_on {
        check(&hook.mapping, &hook.paths, hook.subject)?;
    }
    store::hook::save(&mut tx, caller.workspace, &hook).await?;
    audit::note(&app, &mut tx, &caller, "hook.changed", &id.to_string()).await?;
    tx.commit().await?;
    app.live.publish([LiveEvent::ImportsChanged]);
    Ok(Json(hook.try_into()?))
}

/// Close a door
///
/// People and events that came through it stay; what was posted to it is forgotten.
#[utoipa::path(delete, path = "/hooks/{id}", tag = "imports", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 204, description = "Closed")))]
pub async fn delete_hook(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<HookId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    if !store::hook::delete(&mut tx, caller.workspace, id).await? {
        return Err(Problem::not_found("hook"));
    }
    audit::note(&app, &mut tx, &caller, "hook.deleted", &id.to_string()).await?;
    tx.commit().await?;
    app.live.publish([LiveEvent::ImportsChanged]);
    Ok(StatusCode::NO_CONTENT)
}

impl HookMapping {
    /// As the domain knows it, when it makes sense.
    pub(super) fn checked(self, subject: domain::import::Subject) -> Result<(Vec<String>, Mapping), Problem> {
        if self.paths.len() > MOST_COLUMNS {
            return Err(Problem::invalid("paths", format!("at most {MOST_COLUMNS}")));
        }
        for path in &self.paths {
            payload::check(path).map_err(|bad| Problem::invalid("paths", bad.to_string()))?;
        }
        let mapping = self.mapping.checked(self.paths.len(), subject)?;
        check(&mapping, &self.paths, subject)?;
        Ok((self.paths, mapping))
    }
}

fn check(mapping: &Mapping, paths: &[String], subject: domain::import::Subject) -> Result<(), Problem> {
    if mapping.match_on != MatchOn::Phone {
        return Err(Problem::invalid("mapping", "people who come through a door are recognised by their phone"));
    }
    mapping.check(paths.len(), subject).map_err(|fault| Problem::invalid("mapping", fault.to_string()))
}

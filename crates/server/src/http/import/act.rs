//! What people do with an import: try it, start it, stop it, take it back, forget it.

use super::view::{Import, ImportMapping};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, Caller, ManageImports};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use crate::import;
use crate::live::LiveEvent;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::ImportId;
use serde::Deserialize;
use store::Tx;
use store::import::State as Standing;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct BeginImport {
    /// What the columns are; as it was when absent.
    #[serde(default)]
    pub mapping: Option<ImportMapping>,
}

/// Try an import without writing
///
/// A dry run: the report says what would become of the rows.
#[utoipa::path(post, path = "/imports/{id}/check", tag = "imports", params(("id" = String, Path, format = "uuid")),
    request_body = BeginImport, security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 202, description = "Under way", body = Import)))]
pub async fn check_import(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<ImportId>,
    Body { value: asked, .. }: Body<BeginImport>,
) -> Result<(StatusCode, Json<Import>), Problem> {
    change(&app, &caller, id, "import.checked", |import| import::check(import, mapping_of(&asked, import)?)).await
}

/// Take an import in
///
/// From the first row, or from where it was stopped.
#[utoipa::path(post, path = "/imports/{id}/start", tag = "imports", params(("id" = String, Path, format = "uuid")),
    request_body = BeginImport, security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 202, description = "Under way", body = Import)))]
pub async fn start_import(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<ImportId>,
    Body { value: asked, .. }: Body<BeginImport>,
) -> Result<(StatusCode, Json<Import>), Problem> {
    let now = app.universe.now();
    change(&app, &caller, id, "import.started", |import| import::start(import, mapping_of(&asked, import)?, now)).await
}

/// Stop an import
///
/// What was taken in stays, and can be undone.
#[utoipa::path(post, path = "/imports/{id}/cancel", tag = "imports", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 202, description = "Stopped", body = Import)))]
pub async fn cancel_import(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<ImportId>,
) -> Result<(StatusCode, Json<Import>), Problem> {
    let now = app.universe.now();
    change(&app, &caller, id, "import.cancelled", |import| import::cancel(import, now)).await
}

/// Take an import back
///
/// People it made go, unless somebody has had to do with them since; what it changed is as it was, where it still is
/// as the import wrote it.
#[utoipa::path(post, path = "/imports/{id}/undo", tag = "imports", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 202, description = "Under way", body = Import)))]
pub async fn undo_import(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<ImportId>,
) -> Result<(StatusCode, Json<Import>), Problem> {
    change(&app, &caller, id, "import.undone", import::undo).await
}

/// Forget an import
///
/// Its people stay; it can no longer be undone, and its errors are gone.
#[utoipa::path(delete, path = "/imports/{id}", tag = "imports", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 204, description = "Forgotten")))]
pub async fn delete_import(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<ImportId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.write().await?;
    let held = held(&mut tx, &caller, id).await?;
    if matches!(held.state, Standing::Checking | Standing::Running | Standing::Undoing) {
        return Err(refused("It is being worked on; stop it first."));
    }
    store::import::delete(&mut tx, caller.workspace, id).await?;
    audit::note(&app, &mut tx, &caller, "import.deleted", &id.to_string()).await?;
    tx.commit().await?;
    import::forget_file(&app, id, &held.file_digest).await;
    app.live.publish([LiveEvent::ImportsChanged]);
    Ok(StatusCode::NO_CONTENT)
}

async fn change(
    app: &App,
    caller: &Caller,
    id: ImportId,
    action: &'static str,
    step: impl FnOnce(&mut store::import::Import) -> Result<(), StepError>,
) -> Result<(StatusCode, Json<Import>), Problem> {
    let mut tx = app.db.write().await?;
    let mut import = held(&mut tx, caller, id).await?;
    step(&mut import).map_err(|error| match error {
        StepError::Wrong(wrong) => refused(wrong.0),
        StepError::Mapping(problem) => problem,
    })?;
    store::import::save(&mut tx, caller.workspace, &import).await?;
    audit::note(app, &mut tx, caller, action, &id.to_string()).await?;
    tx.commit().await?;
    app.wake.imports.notify_one();
    app.live.publish([LiveEvent::ImportsChanged]);
    Ok((StatusCode::ACCEPTED, Json(import.try_into()?)))
}

async fn held(tx: &mut Tx, caller: &Caller, id: ImportId) -> Result<store::import::Import, Problem> {
    store::import::hold(tx, caller.workspace, id).await?.ok_or_else(|| Problem::not_found("import"))
}

/// Why a step was not taken.
enum StepError {
    Wrong(import::WrongState),
    Mapping(Problem),
}

impl From<import::WrongState> for StepError {
    fn from(wrong: import::WrongState) -> Self {
        Self::Wrong(wrong)
    }
}

impl From<Problem> for StepError {
    fn from(problem: Problem) -> Self {
        Self::Mapping(problem)
    }
}

fn mapping_of(
    asked: &BeginImport,
    import: &store::import::Import,
) -> Result<domain::import::mapping::Mapping, StepError> {
    let mapping = match &asked.mapping {
        Some(mapping) => mapping.clone(),
        None => super::view::same(&import.mapping)?,
    };
    Ok(mapping.checked(import.titles.len(), import.subject)?)
}

fn refused(why: &str) -> Problem {
    Problem::conflict("import_state", "Not now", why)
}

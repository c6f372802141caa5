//! Imports, and one of them.

use super::view::Import;
use crate::app::App;
use crate::http::caller::{Allowed, ManageImports};
use crate::http::extract::{Asked, At};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::ImportId;

/// Imports, newest first
#[utoipa::path(get, path = "/imports", tag = "imports", params(PageQuery),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "One page", body = Page<Import>)))]
pub async fn list_imports(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<Page<Import>>, Problem> {
    let (before, limit) = (query.after::<String>()?, query.limit());
    let imports = store::import::list(&mut app.db.read().await?, caller.workspace, before, limit + 1).await?;
    let page = Page::of(imports, limit, |import| import.id.to_string());
    Ok(Json(page.try_map(Import::try_from)?))
}

/// One import
#[utoipa::path(get, path = "/imports/{id}", tag = "imports", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["manage_imports"])),
    responses((status = 200, description = "The import", body = Import)))]
pub async fn read_import(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageImports>,
    At(id): At<ImportId>,
) -> Result<Json<Import>, Problem> {
    let import = store::import::one(&mut app.db.read().await?, caller.workspace, id).await?;
    Ok(Json(import.ok_or_else(|| Problem::not_found("import"))?.try_into()?))
}

//! Changing what people call an attribute, and what it may be.

use super::view::{self, Attribute, not_found};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageAttributes};
use crate::http::extract::{At, Body};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeAttribute {
    pub title: Option<String>,
    /// All it may be then. Values that are no longer among them stay.
    pub choices: Option<Vec<String>>,
}

/// Change an attribute
#[utoipa::path(patch, path = "/attributes/{name}", tag = "contacts", params(("name" = String, Path)),
    request_body = ChangeAttribute, security(("session" = []), ("token" = ["manage_attributes"])),
    responses((status = 200, description = "Changed", body = Attribute)))]
pub async fn change_attribute(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageAttributes>,
    At(name): At<String>,
    Body { value: asked, .. }: Body<ChangeAttribute>,
) -> Result<Json<Attribute>, Problem> {
    let mut tx = app.db.write().await?;
    let attribute = store::attribute::one(&mut tx, caller.workspace, &name).await?;
    let mut attribute = attribute.ok_or_else(not_found)?;
    if let Some(title) = asked.title {
        attribute.title = view::title(&title)?;
    }
    if let Some(choices) = asked.choices {
        attribute.choices = view::choices(&choices, attribute.kind)?;
    }
    store::attribute::change(&mut tx, caller.workspace, &attribute).await?;
    audit::note(&app, &mut tx, &caller, "attribute.changed", &name).await?;
    tx.commit().await?;
    Ok(Json(attribute.into()))
}

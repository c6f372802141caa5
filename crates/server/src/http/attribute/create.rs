//! A new attribute.

use super::view::{self, Attribute, AttributeKind};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, ManageAttributes};
use crate::http::extract::Body;
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::contact::attribute::is_name;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateAttribute {
    /// `snake_case`, of at most 63 characters; it stays.
    pub name: String,
    pub title: String,
    /// It stays too: values of that kind will be there.
    pub kind: AttributeKind,
    #[serde(default)]
    pub choices: Vec<String>,
}

/// Define an attribute
///
/// Values that contacts have under this name already are kept as they are, and checked when they are next changed.
#[utoipa::path(post, path = "/attributes", tag = "contacts", request_body = CreateAttribute,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_attributes"])),
    responses((status = 201, description = "Created", body = Attribute),
        (status = 409, description = "`attribute_exists`: there is one of this name",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn create_attribute(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageAttributes>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CreateAttribute>,
) -> Result<Response, Problem> {
    let kind = asked.kind.into();
    if !is_name(&asked.name) {
        let message = "small letters, digits and _, beginning with a letter, at most 63";
        return Err(Problem::invalid("name", message));
    }
    let (title, choices) = (view::title(&asked.title)?, view::choices(&asked.choices, kind)?);
    let attribute = domain::contact::Attribute { name: asked.name, title, kind, choices };
    let once = Once::new(&caller, key, &digest);
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let known = store::attribute::list(&mut tx, caller.workspace).await?;
    if known.iter().any(|known| known.name == attribute.name) {
        return Err(Problem::conflict("attribute_exists", "Known already", "There is an attribute of this name."));
    }
    if known.len() >= view::MOST {
        return Err(Problem::invalid("name", format!("a workspace has at most {} attributes", view::MOST)));
    }
    let now = app.universe.now();
    store::attribute::create(&mut tx, caller.workspace, &attribute, now).await?;
    audit::note(&app, &mut tx, &caller, "attribute.created", &attribute.name).await?;
    let shown = Attribute::from(attribute);
    once.remember(&mut tx, StatusCode::CREATED, &shown, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

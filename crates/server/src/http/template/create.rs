//! A new template.

use super::list::account_of;
use super::read::detail;
use super::refusal::{by_meta, refused};
use super::view::{TemplateDetail, read};
use crate::app::App;
use crate::http::audit;
use crate::http::caller::{Allowed, Caller, ManageTemplates};
use crate::http::extract::Body;
use crate::http::once::{IdempotencyKey, Once};
use crate::http::problem::Problem;
use crate::templates::meta::MetaError;
use crate::templates::{desk, sync};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::NumberId;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use whatsapp::template::NewTemplate;

#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateTemplate {
    /// It is made in the account of this number; the first one unless said.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub number_id: Option<NumberId>,
    /// As it is posted to Meta's `message_templates`, with faults or without.
    #[schema(value_type = Object)]
    pub template: Value,
}

/// Begin a template
///
/// It is a draft until it is submitted.
#[utoipa::path(post, path = "/templates", tag = "templates", request_body = CreateTemplate,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same and creates once")),
    security(("session" = []), ("token" = ["manage_templates"])),
    responses((status = 201, description = "Begun", body = TemplateDetail),
        (status = 409, description = "`template_exists`, with its `template_id`",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn create_template(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ManageTemplates>,
    key: IdempotencyKey,
    Body { value: asked, digest }: Body<CreateTemplate>,
) -> Result<Response, Problem> {
    let draft = read(asked.template)?;
    if draft.name.trim().is_empty() || draft.language.trim().is_empty() {
        return Err(Problem::invalid("template.name", "a template has a name and a language from its beginning"));
    }
    let account = match account_of(&mut app.db.read().await?, caller.workspace, asked.number_id).await? {
        Some(account) => account,
        None => first_account(&app).await?,
    };
    begin(&app, &caller, &account, draft, Once::new(&caller, key, &digest)).await
}

pub(super) async fn first_account(app: &App) -> Result<String, Problem> {
    let first = sync::accounts(app).await?.into_keys().next();
    first.ok_or_else(|| by_meta(MetaError::NoNumber(String::new())))
}

/// Makes the draft once, and answers it.
pub(super) async fn begin(
    app: &App,
    caller: &Caller,
    account: &str,
    draft: NewTemplate,
    once: Once,
) -> Result<Response, Problem> {
    let mut tx = app.db.write().await?;
    if let Some(answer) = once.answered(&mut tx).await? {
        return Ok(answer);
    }
    let (template, after) = desk::begin(app, &mut tx, account, draft, caller.user()).await.map_err(refused)?;
    let answer = detail(app, &mut tx, caller.workspace, &template).await?;
    once.remember(&mut tx, StatusCode::CREATED, &answer, app.universe.now()).await?;
    audit::note(app, &mut tx, caller, "template.created", &answer.item.id).await?;
    tx.commit().await?;
    app.announce(after);
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

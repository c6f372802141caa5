//! One template, with its timeline and where it is used.

use super::refusal::not_found;
use super::uses;
use super::view::{
    FindingItem, HindranceItem, TemplateChangeItem, TemplateDetail, TemplateItem, TemplateLanguage, as_json,
};
use crate::app::App;
use crate::http::caller::{Allowed, ReadTemplates};
use crate::http::extract::At;
use crate::http::problem::Problem;
use axum::Json;
use axum::extract::State;
use domain::id::{TemplateId, WorkspaceId};
use domain::template::{Template, lint};
use store::Tx;

/// Of what happened to a template, so much is shown.
const CHANGES: u32 = 200;

/// A template
#[utoipa::path(get, path = "/templates/{id}", tag = "templates", params(("id" = String, Path, format = "uuid")),
    security(("session" = []), ("token" = ["read_templates"])),
    responses((status = 200, description = "With its timeline, its faults and its uses", body = TemplateDetail)))]
pub async fn read_template(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadTemplates>,
    At(id): At<TemplateId>,
) -> Result<Json<TemplateDetail>, Problem> {
    let mut tx = app.db.read().await?;
    let template = store::template::one(&mut tx, caller.workspace, id).await?.ok_or_else(not_found)?;
    Ok(Json(detail(&app, &mut tx, caller.workspace, &template).await?))
}

pub(super) async fn detail(
    app: &App,
    tx: &mut Tx,
    workspace: WorkspaceId,
    template: &Template,
) -> Result<TemplateDetail, Problem> {
    let siblings = store::template::of_name(tx, workspace, &template.account, &template.name).await?;
    let changes = store::template::changes(tx, workspace, template.id, CHANGES).await?;
    let findings = template.latest().map(lint::lint).unwrap_or_default();
    Ok(TemplateDetail {
        item: TemplateItem::of(template)?,
        draft: as_json(template.draft.as_ref())?,
        content: as_json(template.content.as_ref())?,
        findings: findings.iter().map(FindingItem::of).collect(),
        hindrance: template.hindrance(app.universe.now()).map(HindranceItem::of),
        languages: siblings.iter().map(TemplateLanguage::of).collect::<Result<_, _>>()?,
        changes: changes.into_iter().map(TemplateChangeItem::of).collect::<Result<_, _>>()?,
        used_in: uses::of(tx, workspace, template).await?,
    })
}

//! What people are told of a template without having looked.

use super::view::TemplateChangeItem;
use crate::http::problem::Problem;
use domain::id::{TemplateChangeId, TemplateId, WorkspaceId};
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;

/// Notices come at once: what they are about is among the last changes.
const LAST: u32 = 50;

/// `event: template`
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateNotice {
    #[schema(format = "uuid")]
    pub template_id: String,
    pub name: String,
    pub language: String,
    pub change: TemplateChangeItem,
}

impl TemplateNotice {
    pub async fn find(
        tx: &mut Tx,
        workspace: WorkspaceId,
        template: TemplateId,
        change: TemplateChangeId,
    ) -> Result<Option<Self>, Problem> {
        let Some(known) = store::template::one(tx, workspace, template).await? else { return Ok(None) };
        let changes = store::template::changes(tx, workspace, template, LAST).await?;
        let wanted = change.to_string();
        let Some(row) = changes.into_iter().find(|row| row.id == wanted) else { return Ok(None) };
        let change = TemplateChangeItem::of(row)?;
        Ok(Some(Self { template_id: known.id.to_string(), name: known.name, language: known.language, change }))
    }
}

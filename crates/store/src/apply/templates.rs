//! Templates and what happened to them.

use crate::error::Result;
use crate::sql::{Arg, json};
use crate::{Tx, args};
use domain::id::WorkspaceId;
use domain::template::{NewTemplate, Template, TemplateChange};

pub(super) async fn save_templates(tx: &mut Tx, workspace: WorkspaceId, templates: &[Template]) -> Result<()> {
    let optional = |content: Option<&NewTemplate>| match content {
        Some(content) => json(content),
        None => Ok(Arg::Json(None)),
    };
    let mut rows = Vec::with_capacity(templates.len());
    for template in templates {
        let body = template.latest().and_then(|content| content.body()).unwrap_or_default();
        rows.push(args![
            workspace,
            template.id,
            template.account.as_str(),
            template.meta_id.clone(),
            template.name.as_str(),
            template.language.as_str(),
            template.category.as_str(),
            template.status.as_str(),
            template.quality.as_str(),
            optional(template.content.as_ref())?,
            optional(template.draft.as_ref())?,
            json(&template.review)?,
            body,
            template.created_at,
            template.updated_at,
        ]);
    }
    tx.insert(
        "INSERT INTO templates (workspace_id, id, account_id, meta_id, name, language, category, status, quality, content, \
         draft, review, body, created_at, updated_at)",
        rows,
        "ON CONFLICT (workspace_id, id) DO UPDATE SET meta_id = excluded.meta_id, category = excluded.category, \
         status = excluded.status, quality = excluded.quality, content = excluded.content, draft = excluded.draft, \
         review = excluded.review, body = excluded.body, updated_at = excluded.updated_at",
    )
    .await?;
    Ok(())
}

pub(super) async fn note_changes(tx: &mut Tx, workspace: WorkspaceId, changes: Vec<TemplateChange>) -> Result<()> {
    let mut rows = Vec::with_capacity(changes.len());
    for change in changes {
        rows.push(args![workspace, change.id, change.template, change.actor, json(&change.kind)?, change.at]);
    }
    tx.insert("INSERT INTO template_changes (workspace_id, id, template_id, actor_id, detail, at)", rows, "").await?;
    Ok(())
}

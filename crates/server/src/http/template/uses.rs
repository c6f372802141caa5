//! Where a template is used: the flows that say it, in what answers customers and in what is being written.

use super::view::TemplateUse;
use domain::flow::document::Flow;
use domain::id::WorkspaceId;
use store::Tx;

pub async fn of(tx: &mut Tx, workspace: WorkspaceId, name: &str) -> store::Result<Vec<TemplateUse>> {
    let says = |document: &str| {
        Flow::parse(document).is_ok_and(|flow| flow.templates().any(|(_, template)| template.name == name))
    };
    let mut uses = Vec::new();
    for row in store::flow::list(tx, workspace).await? {
        let published = row.published_document.as_deref().is_some_and(says);
        let in_draft = says(&row.draft);
        if published || in_draft {
            uses.push(TemplateUse { flow_id: row.id, flow_name: row.name, published, in_draft });
        }
    }
    Ok(uses)
}

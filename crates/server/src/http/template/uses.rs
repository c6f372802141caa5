//! Where a template is used: the flows that say it, in what answers customers and in what is being written, and the
//! campaigns and series that are not over.

use super::view::{TemplateUse, TemplateUser};
use domain::campaign::{Kind, State};
use domain::flow::document::Flow;
use domain::id::WorkspaceId;
use domain::template::Template;
use store::Tx;

pub async fn of(tx: &mut Tx, workspace: WorkspaceId, template: &Template) -> store::Result<Vec<TemplateUse>> {
    let mut uses = of_flows(tx, workspace, &template.name).await?;
    for campaign in store::campaign::not_over(tx, workspace).await? {
        let is_it = |name: &str, language: &str| name == template.name && language == template.language;
        if campaign.plan.variants.iter().any(|variant| is_it(&variant.template, &variant.language)) {
            let kind = match campaign.kind {
                Kind::Campaign => TemplateUser::Campaign,
                Kind::Series => TemplateUser::Series,
            };
            let is_live = campaign.state != State::Draft;
            uses.push(TemplateUse { kind, id: campaign.id.to_string(), name: campaign.name, is_live });
        }
    }
    Ok(uses)
}

/// In whichever language: which one a flow says can depend on the person.
async fn of_flows(tx: &mut Tx, workspace: WorkspaceId, name: &str) -> store::Result<Vec<TemplateUse>> {
    let says = |document: &str| {
        Flow::parse(document).is_ok_and(|flow| flow.templates().any(|(_, template)| template.name == name))
    };
    let mut uses = Vec::new();
    for row in store::flow::list(tx, workspace).await? {
        let is_live = row.published_document.as_deref().is_some_and(says);
        if is_live || says(&row.draft) {
            uses.push(TemplateUse { kind: TemplateUser::Flow, id: row.id, name: row.name, is_live });
        }
    }
    Ok(uses)
}

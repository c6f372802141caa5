//! What a flow leans on, for the checker: the flows that are published, and the templates Meta knows.

use crate::app::App;
use crate::http::intent::change::taught_names;
use crate::http::problem::Problem;
use crate::memory;
use crate::templates::{FRESH, sync};
use domain::flow::checker::{KnownTemplate, Surroundings};
use domain::flow::document::Flow;
use domain::id::FlowId;
use domain::template::Template;
use std::collections::BTreeSet;

pub(super) struct Known {
    flows: Vec<Flow>,
    templates: Option<Vec<KnownTemplate>>,
    segments: Vec<String>,
    intents: Vec<String>,
    entities: Vec<String>,
}

impl Known {
    pub(super) fn around(&self) -> Surroundings<'_> {
        Surroundings {
            templates: self.templates.as_deref(),
            flows: Some(&self.flows),
            segments: Some(&self.segments),
            intents: Some(&self.intents),
            entities: Some(&self.entities),
        }
    }
}

/// Looks around for a document; `this` is the flow it is a draft of.
pub(super) async fn known(app: &App, document: &str, this: Option<FlowId>) -> Result<Known, Problem> {
    let mut tx = app.db.read().await?;
    let active = memory::active_flows(app, &mut tx).await?;
    let segments = store::segment::all(&mut tx, app.workspace).await?.into_iter().map(|row| row.name).collect();
    let intents = taught_names(&mut tx, app.workspace).await?;
    let entities = store::intent::material::entities(&mut tx, app.workspace).await?;
    let entities = entities.into_iter().map(|entity| entity.name).collect();
    drop(tx);
    let flows = active.iter().filter(|flow| Some(flow.id) != this).map(|flow| flow.document.clone()).collect();
    Ok(Known { flows, templates: templates(app, document).await?, segments, intents, entities })
}

/// The templates that a flow says. Before Meta was asked for the first time nothing is held against the flow.
async fn templates(app: &App, document: &str) -> Result<Option<Vec<KnownTemplate>>, Problem> {
    let Ok(flow) = Flow::parse(document) else { return Ok(None) };
    let names: BTreeSet<&str> = flow.templates().map(|(_, template)| template.name.as_str()).collect();
    if names.is_empty() {
        return Ok(None);
    }
    let mut found = named(app, &names).await?;
    if names.iter().any(|name| !found.iter().any(|template| template.name == *name)) {
        if let Err(error) = sync::all(app, Some(FRESH)).await {
            tracing::warn!(%error, "templates could not be compared with Meta's");
        }
        found = named(app, &names).await?;
    }
    let was_asked = !store::template::syncs(&mut app.db.read().await?, app.workspace).await?.is_empty();
    Ok(was_asked.then(|| found.iter().map(known_template).collect()))
}

async fn named(app: &App, names: &BTreeSet<&str>) -> store::Result<Vec<Template>> {
    store::template::named(&mut app.db.read().await?, app.workspace, names.iter().copied()).await
}

fn known_template(template: &Template) -> KnownTemplate {
    KnownTemplate {
        name: template.name.clone(),
        language: template.language.clone(),
        status: template.status.for_sending(),
        blanks: template.blanks(),
    }
}

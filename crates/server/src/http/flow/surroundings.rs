//! What a flow leans on, for the checker: the flows that are published, and the templates Meta knows.

use crate::http::problem::Problem;
use crate::http::state::HttpState;
use crate::memory;
use crate::templates;
use domain::flow::checker::{KnownTemplate, Surroundings};
use domain::flow::document::Flow;
use domain::id::FlowId;
use domain::policy::TemplateStatus;
use whatsapp::template::{TemplateRecord, variables};

pub(super) struct Known {
    flows: Vec<Flow>,
    templates: Option<Vec<KnownTemplate>>,
    segments: Vec<String>,
}

impl Known {
    pub(super) fn around(&self) -> Surroundings<'_> {
        Surroundings { templates: self.templates.as_deref(), flows: Some(&self.flows), segments: Some(&self.segments) }
    }
}

/// Looks around for a document; `this` is the flow it is a draft of. Meta is asked only about a flow that says templates,
/// and what it does not tell is not held against the flow.
pub(super) async fn known(state: &HttpState, document: &str, this: Option<FlowId>) -> Result<Known, Problem> {
    let app = &state.app;
    let mut tx = app.db.read().await?;
    let active = memory::active_flows(app, &mut tx).await?;
    let numbers = store::workspace::numbers(&mut tx, app.workspace).await?;
    let segments = store::segment::all(&mut tx, app.workspace).await?.into_iter().map(|row| row.name).collect();
    drop(tx);
    let flows = active.iter().filter(|flow| Some(flow.id) != this).map(|flow| flow.document.clone()).collect();
    let mut told = None;
    if let Some(number) = numbers.first().filter(|_| says_templates(document)) {
        let records = state.templates.of_number(app, number).await.ok();
        told = records.map(|records| records.iter().map(known_template).collect());
    }
    Ok(Known { flows, templates: told, segments })
}

fn says_templates(document: &str) -> bool {
    Flow::parse(document).is_ok_and(|flow| templates::says_templates(&flow))
}

fn known_template(record: &TemplateRecord) -> KnownTemplate {
    let blanks = record.body().map(|body| {
        let mut blanks = variables(body);
        blanks.sort_unstable();
        blanks.dedup();
        blanks.len()
    });
    KnownTemplate {
        name: record.name.clone(),
        language: record.language.clone(),
        status: TemplateStatus::from_meta(record.status.as_str()),
        blanks,
    }
}

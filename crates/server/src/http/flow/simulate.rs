//! A conversation with a draft: played from its beginning in virtual time, nothing stored and nothing sent.
//!
//! The conversation is a flow test, so what somebody tried on the draft's phone can be kept as one.

use super::simulated::{DRAFT, SimulatedState, SimulatedTurn};
use crate::app::App;
use crate::http::caller::{Allowed, ReadFlows};
use crate::http::extract::Body;
use crate::http::intent::train::draft;
use crate::http::problem::Problem;
use crate::pack;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::flow::document::{Flow, Node, NodeKind, ReadError};
use domain::flow::test::{Cast, Played, TestFile, play, rewrite};
use domain::id::WorkspaceId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::iter;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
pub struct SimulateFlow {
    /// The draft, YAML or JSON.
    pub document: String,
    /// A flow test with one conversation, YAML or JSON, as `docs/flow-tests.md` describes it.
    pub test: String,
    /// The pack the flow came from: its templates count as approved. Without it each template counts as marketing.
    #[serde(default)]
    pub pack: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Simulation {
    pub turns: Vec<SimulatedTurn>,
    pub state: SimulatedState,
    /// The test, with everything that happened as what is expected.
    pub test: String,
}

/// Inputs of one conversation on the draft's phone: more belong into several tests.
const STEPS: usize = 1_000;

/// Try a conversation with a draft
///
/// It is played from its beginning in virtual time; nothing is stored and nothing is sent. Requests to other systems are
/// answered by the test itself.
#[utoipa::path(post, path = "/flows/simulate", tag = "flows", request_body = SimulateFlow,
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "What happened, turn by turn, and how things stand then", body = Simulation),
        (status = 422, description = "`unreadable_document` or `unreadable_test`, with the line",
            body = crate::http::problem::ProblemBody, content_type = "application/problem+json")))]
pub async fn simulate_flow(
    State(app): State<App>,
    Allowed { caller, .. }: Allowed<ReadFlows>,
    Body { value: asked, .. }: Body<SimulateFlow>,
) -> Result<Json<Simulation>, Problem> {
    let flow = Flow::parse(&asked.document).map_err(|error| unreadable("unreadable_document", &error))?;
    let mut file = TestFile::parse(&asked.test).map_err(|error| unreadable("unreadable_test", &error))?;
    let mut settings = (*app.settings.flow_settings).clone();
    settings.append(&mut file.given.settings);
    file.given.settings = settings;
    let case = file.tests.first().filter(|case| case.value.steps.len() <= STEPS);
    let case = case.ok_or_else(|| Problem::invalid("test", "one conversation of at most 1000 steps"))?;
    let expects = case.value.steps.iter().any(|step| step.value.is_expectation());
    let others = published(&app, caller.workspace, &flow).await?;
    let mut cast = Cast::new(iter::once((DRAFT.to_owned(), flow)).chain(others));
    learn_templates(&mut cast, asked.pack.as_deref())?;
    // What is taught and not published yet is tried here too; where nothing can be learnt, keywords are all there is.
    let cast = cast.hearing(draft(&app, caller.workspace).await.ok().map(|(_, understander)| understander));
    let played = play(&file, case, &cast);
    Ok(Json(Simulation {
        turns: played.exchanges.iter().map(|exchange| SimulatedTurn::of(exchange, expects)).collect(),
        test: as_test(&asked.test, &file, &played),
        state: SimulatedState::of(played, &cast),
    }))
}

fn learn_templates(cast: &mut Cast, name: Option<&str>) -> Result<(), Problem> {
    let Some(name) = name else { return Ok(()) };
    let pack = pack::one(name).map_err(|error| Problem::internal(&error))?;
    let pack = pack.ok_or_else(|| Problem::invalid("pack", "the name of a pack of this program"))?;
    for part in pack.parts {
        // JSON is YAML.
        cast.learn_templates(&Value::Array(part.templates).to_string()).map_err(|error| Problem::internal(&error))?;
    }
    Ok(())
}

/// The flows that this one may call or start, without what sets them off: only the draft answers here.
async fn published(app: &App, workspace: WorkspaceId, draft: &Flow) -> Result<Vec<(String, Flow)>, Problem> {
    let reaches_out = |node: &Node| matches!(node.kind, NodeKind::CallFlow(_) | NodeKind::StartFlow(_));
    if !draft.nodes.values().any(reaches_out) {
        return Ok(Vec::new());
    }
    let mut tx = app.db.read().await?;
    let mut flows = Vec::new();
    for (id, version) in store::flow::active(&mut tx, workspace).await? {
        let source = store::flow::version_document(&mut tx, workspace, id, version).await?;
        let flow = source.and_then(|source| Flow::parse(&source).ok()).filter(|flow| flow.name != draft.name);
        flows.extend(flow.map(|flow| (id.to_string(), Flow { triggers: Vec::new(), ..flow })));
    }
    Ok(flows)
}

/// A test whose steps do not stand in lines of their own comes back as it was.
fn as_test(source: &str, file: &TestFile, played: &Played) -> String {
    rewrite::rewrite(source, file, std::slice::from_ref(played)).unwrap_or_else(|_| source.to_owned())
}

fn unreadable(code: &'static str, error: &ReadError) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, "Unreadable", error.to_string())
}

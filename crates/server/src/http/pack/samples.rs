//! The sample conversations of a playbook: its golden tests, to be watched and talked to on the draft's phone.

use crate::http::caller::{Allowed, ReadFlows};
use crate::http::extract::At;
use crate::http::problem::Problem;
use crate::pack;
use axum::Json;
use domain::flow::test::{Given, Sample, common_ground, samples};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Conversations with one flow of a pack.
#[derive(Debug, Serialize, ToSchema)]
pub struct Samples {
    /// What holds for somebody who just writes: `given` of a flow test, with the moment, the person, the settings and the
    /// answers of other systems.
    #[schema(value_type = Object)]
    pub given: Value,
    pub items: Vec<SampleItem>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SampleConversation)]
pub struct SampleItem {
    pub name: String,
    /// A flow test with this one conversation, as `docs/flow-tests.md` describes it.
    #[schema(value_type = Object)]
    pub test: Value,
}

/// Sample conversations of a playbook
///
/// Each can be posted to `/flows/simulate`, with the name of the pack, as the `test` of the flow it came with.
#[utoipa::path(get, path = "/packs/{name}/samples/{flow}", tag = "flows",
    params(("name" = String, Path), ("flow" = String, Path, description = "`flow` of the playbook")),
    security(("session" = []), ("token" = ["read_flows"])),
    responses((status = 200, description = "Every sample conversation", body = Samples)))]
pub async fn read_samples(
    _: Allowed<ReadFlows>,
    At((name, flow)): At<(String, String)>,
) -> Result<Json<Samples>, Problem> {
    let pack = pack::one(&name).map_err(|error| Problem::internal(&error))?;
    let pack = pack.ok_or_else(|| Problem::not_found("pack"))?;
    let part = pack.parts.iter().find(|part| part.playbook.flow == flow);
    let part = part.ok_or_else(|| Problem::not_found("playbook"))?;
    let file = part.test_file().map_err(|error| Problem::internal(&error))?;
    let given = file.as_ref().map_or_else(Given::default, common_ground);
    let items = file.iter().flat_map(samples).map(SampleItem::of).collect::<Result<_, _>>()?;
    Ok(Json(Samples { given: json(&given)?, items }))
}

impl SampleItem {
    fn of(sample: Sample) -> Result<Self, Problem> {
        let test = json(&sample)?;
        let Sample { tests: [case], .. } = sample;
        Ok(Self { name: case.name, test })
    }
}

fn json(value: &impl Serialize) -> Result<Value, Problem> {
    serde_json::to_value(value).map_err(|error| Problem::internal(&error))
}

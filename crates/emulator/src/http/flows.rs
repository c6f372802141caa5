//! `/{waba_id}/flows` and `/{flow_id}`: the life of WhatsApp Flows.

use serde_json::{Value, json};

use super::fields::{Field, choose};
use super::form::Form;
use super::object::unknown_edge;
use super::page::page;
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::flow_endpoint;
use crate::refusal::Refusal;
use crate::world::parameter;

const KIND: &str = "WhatsAppFlow";
const LARGEST_JSON: usize = 10 << 20;

pub(super) async fn route(core: &Core, call: &Call, flow: u64, edge: &[&str]) -> Outcome {
    match (call.method.as_str(), edge) {
        ("GET", []) => get(core, call, flow),
        ("POST", []) => {
            let parameters = call.parameters()?;
            core.turn(|world, turn| world.change_flow(turn, flow, &parameters))?;
            Ok(Answer::success())
        }
        ("DELETE", []) => {
            core.turn(|world, _| world.delete_flow(flow))?;
            Ok(Answer::success())
        }
        ("GET", ["assets"]) => assets(core, call, flow),
        ("POST", ["assets"]) => upload(core, call, flow).await,
        ("POST", ["publish"]) => {
            check_endpoint(core, flow).await?;
            core.turn(|world, turn| world.publish_flow(turn, flow))?;
            Ok(Answer::success())
        }
        ("POST", ["deprecate"]) => {
            core.turn(|world, turn| world.deprecate_flow(turn, flow))?;
            Ok(Answer::success())
        }
        _ => Err(unknown_edge(call, KIND)),
    }
}

pub(super) async fn create(core: &Core, call: &Call) -> Outcome {
    let mut parameters = call.parameters()?;
    let publish = parameter::flag(&parameters, "publish")? == Some(true);
    if publish && parameter::text(&parameters, "flow_json").is_none() {
        return Err(Refusal::missing("flow_json"));
    }
    if let Some(parameters) = parameters.as_object_mut() {
        parameters.remove("publish");
    }
    let (id, errors) = core.turn(|world, turn| world.create_flow(turn, &parameters))?;
    if publish {
        let published = match check_endpoint(core, id).await {
            Ok(()) => core.turn(|world, turn| world.publish_flow(turn, id)),
            Err(refusal) => Err(refusal),
        };
        if errors.is_empty() {
            published?;
        }
    }
    Ok(Answer::Json(json!({ "id": id.to_string(), "success": true, "validation_errors": errors })))
}

/// A Flow that asks an endpoint is published only when that is there.
async fn check_endpoint(core: &Core, flow: u64) -> Result<(), Refusal> {
    let asked = core.look(|world| {
        let flow = world.check_publishable(flow)?;
        let number = world.numbers.iter().position(|number| number.record.public_key.is_some());
        Ok(flow.endpoint_uri.clone().filter(|_| flow.has_endpoint()).zip(number))
    })?;
    let Some((uri, number)) = asked else { return Ok(()) };
    flow_endpoint::ping(core, number, &uri).await.map_err(|trouble| {
        Refusal::new(139_002, format!("The endpoint is not healthy: {trouble}"))
            .explained("Publishing failed", "The endpoint of the Flow must answer a health check.")
    })
}

fn shown(core: &Core, call: &Call, flow: &Value, fields: Option<&[Field]>) -> Result<Value, Refusal> {
    let mut whole = flow.clone();
    if let Some(whole) = whole.as_object_mut() {
        let account = json!({
            "id": core.config.waba_id,
            "name": core.config.waba_name,
            "currency": "EUR",
            "timezone_id": "1",
            "message_template_namespace": "emulated_namespace",
        });
        whole.insert("whatsapp_business_account".to_owned(), account);
        if let Some(metric) = fields.into_iter().flatten().find(|field| field.name == "metric") {
            whole.insert("metric".to_owned(), no_figures(metric));
        }
        if whole.get("application").is_none_or(Value::is_null) {
            let link = format!("{}/{}", call.origin(core), core.config.app_id);
            let app = json!({ "id": core.config.app_id, "name": core.config.waba_name, "link": link });
            whole.insert("application".to_owned(), app);
        }
    }
    choose(whole, fields, &["name", "status", "categories", "validation_errors"], KIND)
}

/// A metric of a Flow, of which Meta tells nothing either before many people have used it.
fn no_figures(metric: &Field) -> Value {
    let (name, granularity) = (metric.argument("name"), metric.argument("granularity"));
    json!({ "name": name, "granularity": granularity, "data_points": [] })
}

fn get(core: &Core, call: &Call, flow: u64) -> Outcome {
    let fields = call.fields()?;
    let (origin, now) = (call.origin(core), core.clock.now());
    let whole = core.look(|world| world.assets.flows.get(flow).map(|flow| flow.to_json(&origin, now)));
    shown(core, call, &whole.unwrap_or_default(), fields.as_deref()).map(Answer::Json)
}

pub(super) fn list(core: &Core, call: &Call) -> Outcome {
    let fields = call.fields()?;
    let (origin, now) = (call.origin(core), core.clock.now());
    let flows = core
        .look(|world| world.assets.flows.iter().map(|flow| (flow.id, flow.to_json(&origin, now))).collect::<Vec<_>>());
    page(core, call, flows, |flow| shown(core, call, &flow, fields.as_deref())).map(Answer::Json)
}

fn assets(core: &Core, call: &Call, flow: u64) -> Outcome {
    let url = format!("{}/m1/v/{flow}/flow.json", call.origin(core));
    let asset = json!({ "name": "flow.json", "asset_type": "FLOW_JSON", "download_url": url });
    page(core, call, vec![(1, asset)], Ok).map(Answer::Json)
}

/// The JSON of a Flow, for whoever has its address.
pub(super) fn download(core: &Core, flow: &str) -> Outcome {
    let json = flow.parse().ok().and_then(|id| core.look(|world| Some(world.assets.flows.get(id)?.json.to_string())));
    let json = json.ok_or_else(|| Refusal::unknown_object(flow))?;
    Ok(Answer::File { mime_type: "application/json".to_owned(), bytes: json.into() })
}

async fn upload(core: &Core, call: &Call, flow: u64) -> Outcome {
    let form = Form::read(call).await?;
    if form.text("asset_type") != Some("FLOW_JSON") {
        return Err(Refusal::of_graph("Param asset_type must be FLOW_JSON."));
    }
    if form.text("name") != Some("flow.json") {
        return Err(Refusal::of_graph("Param name must be flow.json."));
    }
    let (_, bytes) = form.file().ok_or_else(|| Refusal::missing("file"))?;
    if bytes.len() > LARGEST_JSON {
        return Err(Refusal::new(100, "A Flow JSON may have 10 MB."));
    }
    let json = String::from_utf8(bytes.to_vec()).map_err(|_| Refusal::of_graph("Param file must be text in UTF-8."))?;
    let errors = core.turn(|world, turn| world.change_flow_json(turn, flow, &json))?;
    Ok(Answer::Json(json!({ "success": true, "validation_errors": errors })))
}

/// Copies Flows from another account. There is only this one, where their names are taken.
pub(super) fn migrate(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let source = parameter::required(&parameters, "source_waba_id")?;
    if source != core.config.waba_id {
        return Err(Refusal::unknown_object(&source));
    }
    let wanted = parameter::text(&parameters, "source_flow_names").map(|names| super::fields::words(&names));
    let failed: Vec<Value> = core.look(|world| {
        let chosen =
            world.assets.flows.iter().filter(|flow| wanted.as_ref().is_none_or(|names| names.contains(&flow.name)));
        let failed = chosen.map(|flow| {
            json!({
                "source_name": flow.name,
                "error_code": "4233041",
                "error_message": "Flows Migration Error: Flow with the same name exists in destination WABA.",
            })
        });
        failed.collect()
    });
    Ok(Answer::Json(json!({ "migrated_flows": [], "failed_flows": failed })))
}

//! What an id names, and the end points of each kind of thing.

use axum::http::Method;

use super::{
    Call, Outcome, account, app, business, flows, groups, media, numbers, template_groups, templates, uploads,
};
use crate::engine::Core;
use crate::faults::RequestPlan;
use crate::refusal::Refusal;

/// A thing with an id.
enum Object {
    Number(usize),
    Account,
    App,
    Business,
    Template(u64),
    TemplateGroup(u64),
    Flow(u64),
    Group,
    Upload,
    File,
}

fn find(core: &Core, id: &str) -> Option<Object> {
    if let Some(number) = core.look(|world| world.number(id)) {
        return Some(Object::Number(number));
    }
    let config = &core.config;
    match id {
        id if id == config.waba_id => return Some(Object::Account),
        id if id == config.app_id => return Some(Object::App),
        id if id == config.business_id => return Some(Object::Business),
        id if id.starts_with("upload:") => return Some(Object::Upload),
        _ => {}
    }
    let now = core.clock.now();
    core.look(|world| match id.parse() {
        Ok(id) if world.templates.get(id).is_some() => Some(Object::Template(id)),
        Ok(id) if world.assets.template_groups.get(id).is_some() => Some(Object::TemplateGroup(id)),
        Ok(id) if world.assets.flows.get(id).is_some() => Some(Object::Flow(id)),
        Ok(id) if world.media.get(id, now).is_some() => Some(Object::File),
        _ => world.assets.groups.get(id).map(|_| Object::Group),
    })
}

/// The end point of a thing that a call means.
pub(super) async fn route(core: &Core, call: &Call, id: &str, edge: &[&str], plan: RequestPlan) -> Outcome {
    match find(core, id).ok_or_else(|| Refusal::unknown_object(id))? {
        Object::Number(number) => numbers::route(core, call, number, edge, plan).await,
        Object::Account => account::route(core, call, edge).await,
        Object::App => app::route(core, call, edge).await,
        Object::Business => business::route(core, call, edge),
        Object::Template(template) => templates::route(core, call, template, edge),
        Object::TemplateGroup(group) => template_groups::route(core, call, group, edge),
        Object::Flow(flow) => flows::route(core, call, flow, edge).await,
        Object::Group => groups::route(core, call, id, edge),
        Object::Upload => uploads::route(core, call, id),
        Object::File => media::route(core, call, id, edge),
    }
}

/// There is no such end point on this thing.
pub(super) fn unknown_edge(call: &Call, kind: &str) -> Refusal {
    let id = call.segments.first().map(String::as_str).unwrap_or_default();
    match call.edge() {
        Some(edge) if call.method == Method::GET => Refusal::unknown_field(edge, kind),
        _ => Refusal::unknown_object(id),
    }
}

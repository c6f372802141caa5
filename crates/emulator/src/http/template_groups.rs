//! `/{waba_id}/template_groups` and `/{template_group_id}`.

use serde_json::json;

use super::fields::choose;
use super::object::unknown_edge;
use super::page::page;
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;

const KIND: &str = "WhatsAppBusinessTemplateGroup";
const USUAL: [&str; 3] = ["id", "name", "description"];

pub(super) fn list(core: &Core, call: &Call) -> Outcome {
    let fields = call.fields()?;
    let groups = core.look(|world| {
        let groups = world.assets.template_groups.iter().map(|(id, group)| (id, world.template_group(group)));
        groups.collect::<Vec<_>>()
    });
    page(core, call, groups, |group| choose(group, fields.as_deref(), &USUAL, KIND)).map(Answer::Json)
}

pub(super) fn create(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let id = core.turn(|world, turn| world.create_template_group(turn, &parameters))?;
    Ok(Answer::Json(json!({ "id": id.to_string() })))
}

pub(super) fn route(core: &Core, call: &Call, id: u64, edge: &[&str]) -> Outcome {
    match (call.method.as_str(), edge) {
        ("GET", []) => {
            let fields = call.fields()?;
            let shown =
                core.look(|world| world.assets.template_groups.get(id).map(|group| world.template_group(group)));
            let shown = shown.ok_or_else(|| Refusal::unknown_object(&id.to_string()))?;
            choose(shown, fields.as_deref(), &USUAL, KIND).map(Answer::Json)
        }
        ("POST", []) => {
            let parameters = call.parameters()?;
            core.turn(|world, _| world.change_template_group(id, &parameters))?;
            Ok(Answer::success())
        }
        ("DELETE", []) => {
            core.turn(|world, _| world.assets.template_groups.delete(id));
            Ok(Answer::success())
        }
        _ => Err(unknown_edge(call, KIND)),
    }
}

//! `/{phone_number_id}/groups` and `/{group_id}`.

use serde_json::{Value, json};

use super::fields::choose;
use super::object::unknown_edge;
use super::page::page;
use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::Group;

const KIND: &str = "WhatsAppGroup";

pub(super) fn create(core: &Core, call: &Call, number: usize) -> Outcome {
    let parameters = call.parameters()?;
    let request = core.turn(|world, turn| world.create_group(turn, number, &parameters))?;
    Ok(Answer::Json(json!({ "messaging_product": "whatsapp", "request_id": request })))
}

pub(super) fn list(core: &Core, call: &Call, number: usize) -> Outcome {
    let groups = core.look(|world| {
        let groups = world.assets.groups.of(number).map(|(place, group)| {
            (place, json!({ "id": group.id, "subject": group.subject, "created_at": group.created_at / 1_000 }))
        });
        groups.collect::<Vec<_>>()
    });
    let listed = page(core, call, groups, Ok)?;
    let mut answer = json!({ "data": { "groups": listed.get("data") } });
    if let (Some(paging), Some(answer)) = (listed.get("paging"), answer.as_object_mut()) {
        answer.insert("paging".to_owned(), paging.clone());
    }
    Ok(Answer::Json(answer))
}

pub(super) fn route(core: &Core, call: &Call, id: &str, edge: &[&str]) -> Outcome {
    let product = |mut answer: Value| {
        if let Some(answer) = answer.as_object_mut() {
            answer.insert("messaging_product".to_owned(), "whatsapp".into());
        }
        Ok(Answer::Json(answer))
    };
    // What is asked of a group is told by webhook, with the id of the request.
    let done = |request: String| product(json!({ "success": true, "request_id": request }));
    match (call.method.as_str(), edge) {
        ("GET", []) => get(core, call, id).and_then(product),
        ("POST", []) => {
            let parameters = call.parameters()?;
            done(core.turn(|world, turn| world.change_group(turn, id, &parameters))?)
        }
        ("DELETE", []) => done(core.turn(|world, turn| world.delete_group(turn, id))?),
        ("GET", ["invite_link"]) => {
            let link = core.look(|world| world.assets.groups.get(id).map(Group::invite_link));
            product(json!({ "invite_link": link }))
        }
        ("POST", ["invite_link"]) => {
            let link = core.turn(|world, turn| world.renew_invitation(turn, id))?;
            product(json!({ "invite_link": link }))
        }
        ("DELETE", ["participants"]) => {
            let parameters = call.parameters()?;
            done(core.turn(|world, turn| world.remove_participants(turn, id, &parameters))?)
        }
        ("GET", ["join_requests"]) => join_requests(core, call, id),
        ("POST" | "DELETE", ["join_requests"]) => {
            let (parameters, approve) = (call.parameters()?, call.method_name() == "POST");
            let (request, settled) = core.turn(|world, turn| world.settle_requests(turn, id, &parameters, approve))?;
            let name = if approve { "approved_join_requests" } else { "rejected_join_requests" };
            product(json!({ "request_id": request, name: settled }))
        }
        _ => Err(unknown_edge(call, KIND)),
    }
}

fn get(core: &Core, call: &Call, id: &str) -> Result<Value, Refusal> {
    let fields = call.fields()?;
    let whole = core.look(|world| {
        let group = world.assets.groups.get(id)?;
        let participants = world.participants(group);
        Some(json!({
            "id": group.id,
            "subject": group.subject,
            "description": group.description,
            "join_approval_mode": if group.approval_required { "approval_required" } else { "auto_approve" },
            "suspended": group.suspended,
            "creation_timestamp": group.created_at / 1_000,
            "total_participant_count": participants.len(),
            "participants": participants,
        }))
    });
    let whole = whole.ok_or_else(|| Refusal::unknown_object(id))?;
    // Who asks for no fields is told the id and no more.
    choose(whole, fields.as_deref(), &[], KIND)
}

fn join_requests(core: &Core, call: &Call, id: &str) -> Outcome {
    let requests = core.look(|world| {
        let group = world.assets.groups.get(id);
        group.map(|group| world.join_requests(group)).unwrap_or_default()
    });
    page(core, call, (1..).zip(requests).collect(), Ok).map(Answer::Json)
}

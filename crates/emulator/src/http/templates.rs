//! `GET`, `POST` and `DELETE /{waba_id}/message_templates`

use serde_json::{Value, json};

use super::{Answer, Call, Outcome};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{Draft, Template};

const DEFAULT_LIMIT: usize = 25;
const MOST: usize = 1_000;

pub(super) fn list(core: &Core, call: &Call, waba: &str) -> Outcome {
    check_account(core, waba)?;
    let fields = call.fields();
    let limit = call.query("limit").and_then(|limit| limit.parse().ok()).unwrap_or(DEFAULT_LIMIT).clamp(1, MOST);
    let after: Option<u64> = call.query("after").and_then(|cursor| cursor.parse().ok());
    let (found, more) = core.look(|world| {
        let chosen = world.templates.iter().filter(|template| after.is_none_or(|id| template.id > id));
        let mut found: Vec<Template> = chosen.filter(|t| wanted(call, t)).take(limit + 1).cloned().collect();
        let more = found.len() > limit;
        found.truncate(limit);
        (found, more)
    });
    let data: Vec<Value> = found.iter().map(|template| template.to_json(fields.as_deref())).collect();
    let mut answer = json!({ "data": data });
    if let (Some(first), Some(last), Some(object)) = (found.first(), found.last(), answer.as_object_mut()) {
        let cursors = json!({ "before": first.id.to_string(), "after": last.id.to_string() });
        let mut paging = json!({ "cursors": cursors });
        if let (true, Some(paging)) = (more, paging.as_object_mut()) {
            let next = format!("{}/v26.0/{waba}/message_templates?limit={limit}&after={}", core.base_url, last.id);
            paging.insert("next".to_owned(), next.into());
        }
        object.insert("paging".to_owned(), paging);
    }
    Ok(Answer::Json(answer))
}

fn wanted(call: &Call, template: &Template) -> bool {
    let is = |name: &str, value: &str| call.query(name).is_none_or(|asked| asked.eq_ignore_ascii_case(value));
    is("status", template.status.as_str())
        && is("category", &template.category)
        && is("language", &template.language)
        && call.query("name").is_none_or(|asked| template.name.contains(asked))
}

pub(super) fn create(core: &Core, call: &Call, waba: &str) -> Outcome {
    check_account(core, waba)?;
    let draft = Draft::read(&call.parameters()?)?;
    core.turn(|world, turn| {
        let id = world.create_template(turn, draft)?;
        let category = world.templates.get(id).map(|template| template.category.clone());
        Ok(Answer::Json(json!({ "id": id.to_string(), "status": "PENDING", "category": category })))
    })
}

pub(super) fn delete(core: &Core, call: &Call, waba: &str) -> Outcome {
    check_account(core, waba)?;
    let name = call.query("name");
    let listed = call.query("hsm_ids").unwrap_or_default().trim_matches(['[', ']']).split(',');
    let ids: Vec<u64> =
        listed.chain(call.query("hsm_id")).filter_map(|id| id.trim().trim_matches('"').parse().ok()).collect();
    if name.is_none() && ids.is_empty() {
        return Err(Refusal::new(100, "The parameter name is required."));
    }
    let deleted = core.turn(|world, turn| world.delete_templates(turn.now, name, &ids));
    if deleted {
        return Ok(Answer::success());
    }
    Err(Refusal::new(100, "Invalid parameter")
        .with_subcode(2_593_002)
        .explained("Message template was not found", "There is no template of that name."))
}

fn check_account(core: &Core, waba: &str) -> Result<(), Refusal> {
    if waba == core.config.waba_id { Ok(()) } else { Err(Refusal::unknown_object(waba)) }
}

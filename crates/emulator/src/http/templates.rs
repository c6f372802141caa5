//! `/{waba_id}/message_templates` and `/{template_id}`.

use serde_json::{Value, json};

use super::fields::{choose, words};
use super::object::unknown_edge;
use super::page::page;
use super::{Answer, Call, Outcome, library};
use crate::engine::Core;
use crate::refusal::Refusal;
use crate::world::{Draft, TEMPLATE_FIELDS, Template, World, parameter};

const KIND: &str = "WhatsAppMessageTemplate";

pub(super) fn route(core: &Core, call: &Call, template: u64, edge: &[&str]) -> Outcome {
    match (call.method.as_str(), edge) {
        ("GET", []) => {
            let fields = call.fields()?;
            let whole = core.look(|world| world.templates.get(template).map(Template::whole)).unwrap_or_default();
            choose(whole, fields.as_deref(), &TEMPLATE_FIELDS, KIND).map(Answer::Json)
        }
        ("POST", []) => {
            let parameters = call.parameters()?;
            core.turn(|world, turn| world.edit_template(turn, template, &parameters))?;
            let edited = core.look(|world| {
                let edited = world.templates.get(template)?;
                let (id, name, category) = (edited.id.to_string(), &edited.name, &edited.category);
                Some(json!({ "success": true, "id": id, "name": name, "category": category }))
            });
            Ok(Answer::Json(edited.unwrap_or_default()))
        }
        ("POST", ["unpause"]) => Ok(unpause(core, template)),
        ("GET", ["compare"]) => compare(core, call, template),
        _ => Err(unknown_edge(call, KIND)),
    }
}

pub(super) fn list(core: &Core, call: &Call) -> Outcome {
    let fields = call.fields()?;
    let found = core.look(|world| {
        let chosen = world.templates.iter().filter(|template| wanted(call, template));
        chosen.map(|template| (template.id, template.clone())).collect::<Vec<_>>()
    });
    let count = found.len();
    let show = |template: Template| choose(template.whole(), fields.as_deref(), &TEMPLATE_FIELDS, KIND);
    let mut answer = page(core, call, found, show)?;
    if let (Some(summary), Some(answer)) = (call.query("summary"), answer.as_object_mut()) {
        let all = json!({
            "total_count": count,
            "message_template_count": core.look(|world| world.templates.iter().count()),
            "message_template_limit": 6_000,
            "are_translations_complete": true,
        });
        let summary: Value =
            words(summary).into_iter().filter_map(|name| Some((name.clone(), all.get(&name)?.clone()))).collect();
        answer.insert("summary".to_owned(), summary);
    }
    Ok(Answer::Json(answer))
}

fn wanted(call: &Call, template: &Template) -> bool {
    let is = |name: &str, value: &str| {
        call.query(name).is_none_or(|asked| words(asked).iter().any(|asked| asked.eq_ignore_ascii_case(value)))
    };
    let says = |asked: &str| template.components.iter().any(|part| part.to_string().contains(asked));
    let generated = template.name.starts_with("auto_generated_");
    is("status", template.status.as_str())
        && is("category", &template.category)
        && is("language", &template.language)
        && is("quality_score", template.quality.as_str())
        && is("source", if generated { "AUTO_GENERATED" } else { "USER_CREATED" })
        && call.query("name").is_none_or(|asked| template.name.contains(asked))
        && call.query("name_or_content").is_none_or(|asked| template.name.contains(asked) || says(asked))
        && call.query("content").is_none_or(says)
}

fn created(world: &World, id: u64) -> Value {
    let template = world.templates.get(id);
    json!({
        "id": id.to_string(),
        "status": template.map(|template| template.status.as_str()),
        "category": template.map(|template| template.category.as_str()),
    })
}

pub(super) fn create(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    if let Some(name) = parameter::text(&parameters, "library_template_name") {
        let body = library::filled(&name, &parameters)?;
        let draft = Draft::read(&body)?;
        return core.turn(|world, turn| {
            let id = world.create_from_library(turn, draft, name)?;
            Ok(Answer::Json(created(world, id)))
        });
    }
    let draft = Draft::read(&parameters)?;
    core.turn(|world, turn| {
        let id = world.create_template(turn, draft)?;
        Ok(Answer::Json(created(world, id)))
    })
}

/// Ids in a parameter, as a list or as text.
fn ids(call: &Call, parameters: &Value, name: &str) -> Vec<u64> {
    let listed = match parameters.get(name) {
        Some(Value::Array(items)) => items.iter().map(|item| item.to_string().trim_matches('"').to_owned()).collect(),
        Some(Value::Number(id)) => vec![id.to_string()],
        _ => call.query(name).or(parameters.get(name).and_then(Value::as_str)).map(words).unwrap_or_default(),
    };
    listed.iter().filter_map(|id| id.parse().ok()).collect()
}

pub(super) fn delete(core: &Core, call: &Call) -> Outcome {
    let parameters = call.parameters()?;
    let name = parameter::text(&parameters, "name");
    let mut chosen = ids(call, &parameters, "hsm_ids");
    chosen.extend(ids(call, &parameters, "hsm_id"));
    if name.is_none() && chosen.is_empty() {
        return Err(Refusal::missing("name"));
    }
    if chosen.len() > 100 {
        return Err(Refusal::of_graph("Param hsm_ids may have 100 ids."));
    }
    core.turn(|world, turn| world.delete_templates(turn, name.as_deref(), &chosen))?;
    Ok(Answer::success())
}

fn unpause(core: &Core, template: u64) -> Answer {
    if core.turn(|world, turn| world.unpause_template(turn, template)) {
        return Answer::success();
    }
    Answer::Json(json!({ "success": false, "reason": "The template is not paused." }))
}

pub(super) fn archive(core: &Core, call: &Call, archive: bool) -> Outcome {
    let parameters = call.parameters()?;
    let mut chosen = Vec::new();
    for name in ["template_ids", "message_template_ids", "ids", "hsm_ids"] {
        chosen.extend(ids(call, &parameters, name));
    }
    if chosen.is_empty() {
        return Err(Refusal::missing("template_ids"));
    }
    if chosen.len() > 100 {
        return Err(Refusal::of_graph("Param template_ids may have 100 ids."));
    }
    let (done, failed) = core.turn(|world, turn| world.archive_templates(turn, &chosen, archive));
    let done: Vec<String> = done.iter().map(u64::to_string).collect();
    let failed: Value = failed.into_iter().map(|(id, why)| (id.to_string(), Value::from(why))).collect();
    let name = if archive { "archived_templates" } else { "unarchived_templates" };
    Ok(Answer::Json(json!({ name: done, "failed_templates": failed })))
}

/// Makes or changes one authentication template in many languages.
pub(super) fn upsert(core: &Core, call: &Call) -> Outcome {
    let mut parameters = call.parameters()?;
    let languages = parameter::list(&parameters, "languages")?.ok_or_else(|| Refusal::missing("languages"))?;
    if parameter::text(&parameters, "category").as_deref() != Some("AUTHENTICATION") {
        return Err(Refusal::new(100, "Only AUTHENTICATION templates can be created in bulk."));
    }
    let mut made = Vec::new();
    for language in languages.iter().filter_map(Value::as_str) {
        if let Some(parameters) = parameters.as_object_mut() {
            parameters.insert("language".to_owned(), language.into());
        }
        let draft = Draft::read(&parameters)?;
        let shown = core.turn(|world, turn| {
            let known = world.templates.find(&draft.name, &draft.language).map(|template| template.id);
            let id = match known {
                Some(id) => world.edit_template(turn, id, &parameters).map(|()| id),
                None => world.create_template(turn, draft),
            }?;
            let status = world.templates.get(id).map(|template| template.status.as_str());
            Ok(json!({ "id": id.to_string(), "status": status, "language": language }))
        })?;
        made.push(shown);
    }
    Ok(Answer::Json(json!({ "data": made })))
}

/// Copies templates from another account. There is only this one, where their names are taken.
pub(super) fn migrate(core: &Core, call: &Call) -> Outcome {
    let source = parameter::required(&call.parameters()?, "source_waba_id")?;
    if source != core.config.waba_id {
        return Err(Refusal::unknown_object(&source));
    }
    let failed: Vec<Value> = core.look(|world| {
        let reason = "The template is in the destination account already.";
        world.templates.iter().map(|template| json!({ "id": template.id.to_string(), "reason": reason })).collect()
    });
    Ok(Answer::Json(json!({ "migrated_templates": [], "failed_templates": failed })))
}

/// How templates fared beside one another.
fn compare(core: &Core, call: &Call, template: u64) -> Outcome {
    let others: Vec<u64> =
        words(call.query("template_ids").unwrap_or_default()).iter().filter_map(|id| id.parse().ok()).collect();
    let moment =
        |name: &str| call.query(name).and_then(|at| at.parse::<i64>().ok()).ok_or_else(|| Refusal::missing(name));
    let days = (moment("end")? - moment("start")?) / 86_400;
    if others.is_empty() {
        return Err(Refusal::missing("template_ids"));
    }
    if ![7, 30, 60, 90].contains(&days) {
        return Err(Refusal::new(100, "The time between start and end must be 7, 30, 60 or 90 days."));
    }
    let compared = core.look(|world| {
        let chosen: Option<Vec<Template>> =
            [template].iter().chain(&others).map(|id| world.templates.get(*id).cloned()).collect();
        chosen.ok_or_else(|| Refusal::new(100, "One of the templates does not exist."))
    })?;
    let enough = compared.iter().all(|template| template.record.sent.max(template.record.delivered) >= 1_000);
    if !enough {
        return Err(Refusal::new(100, "Each template must have been sent 1,000 times."));
    }
    let of = |template: &Template| template.record;
    let mut by_rate: Vec<&Template> = compared.iter().collect();
    by_rate.sort_by_key(|t| u64::from(of(t).disliked) * 1_000_000 / u64::from(of(t).delivered.max(1)));
    let rates: Vec<String> = by_rate.iter().map(|template| template.id.to_string()).collect();
    let sends: Vec<Value> = compared
        .iter()
        .map(|template| json!({ "key": template.id.to_string(), "value": of(template).sent.max(of(template).delivered) }))
        .collect();
    let reasons: Vec<Value> =
        compared.iter().map(|template| json!({ "key": template.id.to_string(), "value": "NO_REASON_GIVEN" })).collect();
    Ok(Answer::Json(json!({ "data": [
        { "metric": "BLOCK_RATE", "type": "RELATIVE", "order_by_relative_metric": rates },
        { "metric": "MESSAGE_SENDS", "type": "NUMBER_VALUES", "number_values": sends },
        { "metric": "TOP_BLOCK_REASON", "type": "STRING_VALUES", "string_values": reasons },
    ] })))
}

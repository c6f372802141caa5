//! Flows of before specification 13, action sets and rule sets, made over into nodes.

use super::before8;
use crate::flow::import::json::{list, number, text, words};
use serde_json::{Map, Value, json};

pub(super) fn is_legacy(flow: &Value) -> bool {
    flow.get("nodes").is_none() && (flow.get("action_sets").is_some() || flow.get("rule_sets").is_some())
}

/// The same flow as specification 13 would write it; `around` is what it stood in, which has what it does not say itself.
pub(super) fn upgraded(flow: &Value, around: [&Value; 2]) -> Value {
    let metadata = flow.get("metadata").unwrap_or(&Value::Null);
    let language = text(flow, "base_language");
    let mut localization = Map::new();
    let actions = list(flow, "action_sets").iter().map(|set| of_actions(set, language, &mut localization));
    let mut nodes: Vec<Value> = actions.collect();
    let rules = list(flow, "rule_sets").iter().flat_map(|set| of_rules(set, language, &mut localization));
    nodes.extend(rules.collect::<Vec<_>>());
    let around = |key: &str| around.iter().find_map(|it| words(it, key));
    let said = |key: &str| words(metadata, key).or_else(|| words(flow, key)).or_else(|| around(key));
    let entry = words(flow, "entry").or_else(|| around("entry")).or_else(|| topmost(flow)).unwrap_or_default();
    nodes.sort_by_key(|node| text(node, "uuid") != entry);
    let name = said("name").unwrap_or_default();
    let uuid = said("uuid").or_else(|| said("id")).unwrap_or_default();
    let version = words(flow, "version").or_else(|| around("version")).and_then(|it| it.parse::<f64>().ok());
    let mut spoken = json!({"localization": localization, "nodes": nodes});
    if version.is_some_and(|version| version < 8.0) {
        before8::rewrite(&mut spoken);
    }
    json!({"name": name, "uuid": uuid, "language": language,
        "localization": spoken.get("localization"), "nodes": spoken.get("nodes")})
}

/// Where a flow begins that does not say so: at what is drawn above everything else.
fn topmost(flow: &Value) -> Option<String> {
    let sets = list(flow, "action_sets").iter().chain(list(flow, "rule_sets"));
    let drawn = sets.filter_map(|set| Some((number(set, "y")?, set)));
    drawn.min_by(|(one, _), (other, _)| one.total_cmp(other)).and_then(|(_, set)| words(set, "uuid"))
}

fn of_actions(set: &Value, language: &str, localization: &mut Map<String, Value>) -> Value {
    let named = list(set, "actions").iter().enumerate().map(|(index, old)| {
        // Translations are kept by the action they belong to.
        let uuid = words(old, "uuid").unwrap_or_else(|| format!("{}-{index}", text(set, "uuid")));
        action(old, &uuid, language, localization)
    });
    let actions: Vec<Value> = named.collect();
    let exit = json!({"uuid": "exit", "destination_uuid": set.get("destination")});
    json!({"uuid": set.get("uuid"), "actions": actions, "exits": [exit]})
}

/// A text in the flow's own language; the others go where specification 13 keeps them.
fn own(value: Option<&Value>, language: &str, uuid: &str, key: &str, localization: &mut Map<String, Value>) -> String {
    let texts = match value {
        Some(Value::Object(texts)) => texts,
        Some(Value::String(text)) => return text.clone(),
        _ => return String::new(),
    };
    for (code, text) in texts.iter().filter(|(code, _)| *code != language) {
        translate(localization, code, uuid, key, json!([text]));
    }
    let own = texts.get(language).or_else(|| texts.values().next());
    own.and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn translate(localization: &mut Map<String, Value>, code: &str, uuid: &str, key: &str, texts: Value) {
    let language = localization.entry(code.to_owned()).or_insert_with(|| json!({}));
    let Some(language) = language.as_object_mut() else { return };
    let of_action = language.entry(uuid.to_owned()).or_insert_with(|| json!({}));
    if let Some(of_action) = of_action.as_object_mut() {
        of_action.insert(key.to_owned(), texts);
    }
}

/// Replies by language, or each with its languages; those in the flow's own.
fn replies(old: Option<&Value>, language: &str, uuid: &str, localization: &mut Map<String, Value>) -> Vec<Value> {
    let by_language = match old {
        Some(Value::Object(by_language)) => by_language.clone(),
        Some(Value::Array(each)) => turned(each),
        _ => return Vec::new(),
    };
    for (code, replies) in by_language.iter().filter(|(code, _)| *code != language) {
        translate(localization, code, uuid, "quick_replies", replies.clone());
    }
    let own = by_language.get(language).or_else(|| by_language.values().next());
    own.and_then(Value::as_array).cloned().unwrap_or_default()
}

fn turned(each: &[Value]) -> Map<String, Value> {
    let codes = each.iter().filter_map(Value::as_object).flat_map(Map::keys);
    let of_code = |code: &String| each.iter().map(|reply| reply.get(code).cloned().unwrap_or_default()).collect();
    codes.map(|code| (code.clone(), of_code(code))).collect()
}

fn action(old: &Value, uuid: &str, language: &str, localization: &mut Map<String, Value>) -> Value {
    match text(old, "type") {
        "reply" => {
            let said = own(old.get("msg"), language, uuid, "text", localization);
            let media = own(old.get("media"), language, uuid, "attachments", localization);
            let attachments: Vec<String> = Some(media).filter(|media| !media.is_empty()).into_iter().collect();
            let replies = replies(old.get("quick_replies"), language, uuid, localization);
            let buttons = match old.get("url_buttons") {
                Some(Value::Object(buttons)) => buttons.get(language).or_else(|| buttons.values().next()),
                buttons => buttons,
            };
            json!({"type": "send_msg", "uuid": uuid, "text": said, "attachments": attachments,
                "quick_replies": replies, "url_buttons": buttons})
        }
        "save" if text(old, "field") == "name" => json!({"type": "set_contact_name", "name": text(old, "value")}),
        "save" => {
            let field = json!({"key": words(old, "field"), "name": words(old, "label")});
            json!({"type": "set_contact_field", "field": field, "value": text(old, "value")})
        }
        "lang" => json!({"type": "set_contact_language", "language": text(old, "lang")}),
        "add_group" => json!({"type": "add_contact_groups", "groups": old.get("groups")}),
        "del_group" => json!({"type": "remove_contact_groups", "groups": old.get("groups")}),
        "add_label" => json!({"type": "add_input_labels", "labels": old.get("labels")}),
        "flow" => json!({"type": "enter_flow", "flow": old.get("flow"), "terminal": true}),
        "api" => json!({"type": "call_webhook", "url": text(old, "webhook"), "method": text(old, "action")}),
        "email" => json!({"type": "send_email"}),
        "send" => json!({"type": "send_broadcast"}),
        "trigger-flow" => json!({"type": "start_session", "flow": old.get("flow")}),
        "channel" => json!({"type": "set_contact_channel"}),
        "say" | "play" => json!({"type": "play_audio"}),
        other => json!({"type": other}),
    }
}

fn of_rules(set: &Value, language: &str, localization: &mut Map<String, Value>) -> Vec<Value> {
    let kind = kind(set);
    let (mut cases, mut categories, mut exits) = (Vec::new(), Vec::new(), Vec::new());
    let (mut default, mut timeout) = (None, None);
    for (index, rule) in list(set, "rules").iter().enumerate() {
        let uuid = words(rule, "uuid").unwrap_or_else(|| index.to_string());
        let category = format!("category-{uuid}");
        let title = own(rule.get("category"), language, &category, "name", localization);
        categories.push(json!({"uuid": category, "name": title, "exit_uuid": uuid}));
        exits.push(json!({"uuid": uuid, "destination_uuid": rule.get("destination")}));
        let test = rule.get("test").unwrap_or(&Value::Null);
        match text(test, "type") {
            "true" => default = Some(category),
            "timeout" => {
                let minutes = words(test, "minutes").and_then(|minutes| minutes.parse::<u64>().ok()).unwrap_or(5);
                timeout = Some(json!({"seconds": minutes.saturating_mul(60), "category_uuid": category}));
            }
            old => {
                let case = format!("case-{uuid}");
                let arguments = arguments(test, language, &case, localization);
                cases.push(
                    json!({"uuid": case, "type": name_of_test(old), "category_uuid": category, "arguments": arguments}),
                );
            }
        }
    }
    let mut router = json!({
        "type": if kind == "random" { "random" } else { "switch" },
        "operand": operand(kind, set),
        "cases": cases,
        "categories": categories,
        "default_category_uuid": default,
        "result_name": words(set, "label"),
    });
    let asks = is_untyped(set).then(|| request(set)).flatten();
    let wait = json!({"type": "msg", "timeout": timeout});
    if let Some(request) = asks {
        return asking(set, &wait, &request, &router, exits);
    }
    if let Some(router) = router.as_object_mut().filter(|_| kind.starts_with("wait_")) {
        router.insert("wait".to_owned(), wait);
    }
    vec![json!({"uuid": set.get("uuid"), "actions": of_rule_set(kind, set), "router": router, "exits": exits})]
}

fn is_untyped(set: &Value) -> bool {
    text(set, "ruleset_type").is_empty()
}

/// Before version 5 a rule set did not say what it is: one that looks at the reply waits for it.
fn kind(set: &Value) -> &str {
    let operand = text(set, "operand").trim();
    let looks_at_the_reply =
        operand.is_empty() || operand.contains("@step") || operand.starts_with('=') && operand.contains("step");
    match text(set, "ruleset_type") {
        "" if looks_at_the_reply => "wait_message",
        "" => "expression",
        kind => kind,
    }
}

/// Before version 5 a rule set with an address waited for a reply, asked the address, and looked at its rules only then.
fn asking(set: &Value, wait: &Value, request: &Value, router: &Value, mut exits: Vec<Value>) -> Vec<Value> {
    let decides = format!("{}-decides", text(set, "uuid"));
    let second = json!({"uuid": decides, "actions": [request], "router": router, "exits": exits});
    let mut categories = list(router, "categories").to_vec();
    categories.push(json!({"uuid": decides, "name": "All Responses", "exit_uuid": decides}));
    exits.push(json!({"uuid": decides, "destination_uuid": decides}));
    let waits = json!({"type": "switch", "wait": wait, "categories": categories, "default_category_uuid": decides});
    vec![json!({"uuid": set.get("uuid"), "actions": [], "router": waits, "exits": exits}), second]
}

/// The request of a rule set that has an address.
fn request(set: &Value) -> Option<Value> {
    let config = set.get("config").unwrap_or(&Value::Null);
    let url = words(config, "webhook").or_else(|| words(set, "webhook"))?;
    let method = words(config, "webhook_action").or_else(|| words(set, "webhook_action"));
    Some(json!({"type": "call_webhook", "url": url, "method": method, "headers": headers(config, set)}))
}

fn headers(config: &Value, set: &Value) -> Map<String, Value> {
    let headers = list(config, "webhook_headers").iter().chain(list(set, "webhook_headers"));
    headers.filter_map(|header| Some((words(header, "name")?, json!(words(header, "value")?)))).collect()
}

/// What a rule set does before it decides.
fn of_rule_set(kind: &str, set: &Value) -> Vec<Value> {
    let config = set.get("config").unwrap_or(&Value::Null);
    match kind {
        "webhook" => {
            let url = words(config, "webhook").or_else(|| words(set, "webhook"));
            let method = words(config, "webhook_action").or_else(|| words(set, "webhook_action"));
            vec![json!({"type": "call_webhook", "url": url, "method": method,
                "headers": headers(config, set), "result_name": words(set, "label")})]
        }
        "subflow" => vec![json!({"type": "enter_flow", "flow": config.get("flow")})],
        "airtime" => vec![json!({"type": "transfer_airtime"})],
        "resthook" => vec![json!({"type": "call_resthook"})],
        _ => Vec::new(),
    }
}

fn operand(kind: &str, set: &Value) -> String {
    match kind {
        "webhook" => "@webhook.status".to_owned(),
        "subflow" => "@child.status".to_owned(),
        "group" => "@contact.groups".to_owned(),
        _ => words(set, "operand").unwrap_or_else(|| "@input.text".to_owned()),
    }
}

fn name_of_test(old: &str) -> &str {
    match old {
        "contains_any" => "has_any_word",
        "contains" => "has_all_words",
        "contains_phrase" => "has_phrase",
        "contains_only_phrase" => "has_only_phrase",
        "starts" => "has_beginning",
        "not_empty" => "has_text",
        "number" => "has_number",
        "eq" => "has_number_eq",
        "lt" => "has_number_lt",
        "lte" => "has_number_lte",
        "gt" => "has_number_gt",
        "gte" => "has_number_gte",
        "between" => "has_number_between",
        "phone" => "has_phone",
        "date" => "has_date",
        "regex" => "has_pattern",
        "in_group" => "has_group",
        "subflow" => "has_only_text",
        "webhook_status" => "has_webhook_status",
        other => other,
    }
}

fn arguments(test: &Value, language: &str, case: &str, localization: &mut Map<String, Value>) -> Vec<Value> {
    match text(test, "type") {
        "between" => vec![json!(words(test, "min")), json!(words(test, "max"))],
        "subflow" => vec![json!(text(test, "exit_type"))],
        "webhook_status" => vec![json!(text(test, "status"))],
        "in_group" => {
            let group = test.get("test").unwrap_or(&Value::Null);
            vec![json!(words(group, "name").or_else(|| words(group, "uuid")).or_else(|| words(test, "test")))]
        }
        _ => match test.get("test") {
            Some(Value::Number(number)) => vec![json!(number.to_string())],
            Some(value) => vec![json!(own(Some(value), language, case, "arguments", localization))],
            None => Vec::new(),
        },
    }
}

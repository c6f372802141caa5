//! An exchange in a line: what was asked for, or told, and to whom.

use serde_json::{Value, json};

use crate::log::{Exchange, ExchangeKind};

pub(super) fn brief(exchange: &Exchange) -> Value {
    let request: Value = serde_json::from_slice(&exchange.request).unwrap_or_default();
    let answer: Value = serde_json::from_slice(&exchange.answer).unwrap_or_default();
    let summary = match exchange.kind {
        ExchangeKind::Request => asked(&request),
        ExchangeKind::Webhook => told(&request),
        // What is in it is sealed.
        ExchangeKind::FlowRequest => "flow".to_owned(),
    };
    json!({
        "id": exchange.id,
        "at": exchange.at,
        "kind": exchange.kind,
        "method": exchange.method,
        "target": exchange.target,
        "status": exchange.status,
        "note": exchange.note,
        "summary": summary,
        "error_code": answer.pointer("/error/code"),
        "request_bytes": exchange.request.len(),
        "answer_bytes": exchange.answer.len(),
    })
}

/// `template order_ready → 34600111222`.
fn asked(request: &Value) -> String {
    let text = |pointer: &str| request.pointer(pointer).and_then(Value::as_str);
    let words = [
        text("/type").or(text("/status")),
        text("/interactive/type").or(text("/template/name")).or(text("/name")),
        text("/to").or(text("/recipient")),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// `messages · status delivered`; several changes are counted.
fn told(body: &Value) -> String {
    let entries = body.get("entry").and_then(Value::as_array).into_iter().flatten();
    let changes: Vec<&Value> = entries.filter_map(|entry| entry.get("changes")?.as_array()).flatten().collect();
    let Some(first) = changes.first() else { return String::new() };
    let text = |pointer: &str| first.pointer(pointer).and_then(Value::as_str);
    let mut words = vec![text("/field").unwrap_or_default().to_owned()];
    words.extend(text("/value/messages/0/type").or(text("/value/statuses/0/status")).map(str::to_owned));
    words.extend(text("/value/event").or(text("/value/statuses/0/type")).map(str::to_owned));
    words.extend(text("/value/contacts/0/profile/name").map(str::to_owned));
    if changes.len() > 1 {
        words.push(format!("+{}", changes.len() - 1));
    }
    words.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_it_is_about() {
        let text = json!({"to": "34600", "type": "text", "text": {"body": "hola"}});
        let template = json!({"to": "34600", "type": "template", "template": {"name": "order_ready"}});
        let read = json!({"status": "read", "message_id": "wamid.1"});
        for (request, line) in [(text, "text · 34600"), (template, "template · order_ready · 34600"), (read, "read")]
        {
            assert_eq!(asked(&request), line);
        }
        let status = json!({"field": "messages", "value": {"statuses": [{"status": "sent"}]}});
        let paused = json!({"field": "message_template_status_update", "value": {"event": "PAUSED"}});
        let body = |changes: Value| json!({"entry": [{"changes": changes}]});
        assert_eq!(told(&body(json!([status, status]))), "messages · sent · +1");
        assert_eq!(told(&body(json!([paused]))), "message_template_status_update · PAUSED");
        assert_eq!(told(&json!("not a webhook")), "");
    }
}

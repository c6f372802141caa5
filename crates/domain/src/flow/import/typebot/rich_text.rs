//! The text of a bubble, in WhatsApp's own marks for bold, italic and struck-through.

use crate::flow::import::json::{flag, list, text};
use serde_json::Value;

/// How deep lists and links may nest.
const DEPTH: usize = 20;

pub(super) fn of(block: &Value) -> String {
    let Some(content) = block.get("content") else { return String::new() };
    let rich = list(content, "richText");
    if rich.is_empty() {
        let plain = text(content, "plainText");
        return if plain.is_empty() { content.as_str().unwrap_or_default() } else { plain }.trim().to_owned();
    }
    let lines: Vec<String> = rich.iter().map(|element| line(element, DEPTH)).collect();
    lines.join("\n").trim().to_owned()
}

fn line(element: &Value, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else { return String::new() };
    if let Some(leaf) = element.get("text").and_then(Value::as_str) {
        return marked(element, leaf);
    }
    let children: Vec<String> = list(element, "children").iter().map(|child| line(child, depth)).collect();
    match text(element, "type") {
        "a" => linked(&children.concat(), text(element, "url")),
        "ul" | "ol" => children.join("\n"),
        "li" => format!("- {}", children.concat()),
        "inline-variable" => children.concat(),
        _ if list(element, "children").iter().any(|child| text(child, "type") == "p") => children.join("\n"),
        _ => children.concat(),
    }
}

fn linked(label: &str, url: &str) -> String {
    match (label.trim(), url.trim()) {
        (label, "") => label.to_owned(),
        ("", url) => url.to_owned(),
        (label, url) if label == url => url.to_owned(),
        (label, url) => format!("{label} ({url})"),
    }
}

/// Marks stand beside the words, never beside a space, or WhatsApp shows them as they are.
fn marked(leaf: &Value, words: &str) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let mut marked = inner.to_owned();
    for (key, mark) in [("bold", "*"), ("italic", "_"), ("strikethrough", "~")] {
        if flag(leaf, key) {
            marked = format!("{mark}{marked}{mark}");
        }
    }
    words.replacen(inner, &marked, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn marks_links_and_lists_become_whatsapps() {
        for (rich, expected) in [
            (
                json!([{"type": "p", "children": [{"text": "Hi "}, {"bold": true, "text": "you "}, {"text": "!"}]}]),
                "Hi *you* !",
            ),
            (
                json!([{"type": "p", "children": [{"type": "a", "url": "https://a.example", "children": [{"text": "here"}]}]}]),
                "here (https://a.example)",
            ),
            (
                json!([{"type": "ul", "children": [{"type": "li", "children": [{"type": "lic", "children": [{"text": "one"}]}]}]}]),
                "- one",
            ),
            (json!([{"type": "p", "children": [{"text": "a"}]}, {"type": "p", "children": [{"text": "b"}]}]), "a\nb"),
            (json!("nonsense"), ""),
        ] {
            assert_eq!(of(&json!({"content": {"richText": rich}})), expected);
        }
    }
}

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
        if plain.is_empty() {
            return without_tags(content.as_str().unwrap_or_else(|| text(content, "html")));
        }
        return plain.trim().to_owned();
    }
    let lines: Vec<String> = rich.iter().map(|element| line(element, DEPTH)).collect();
    lines.join("\n").trim().to_owned()
}

/// The words of the HTML that older files hold, a line for each block of it.
fn without_tags(html: &str) -> String {
    let mut words = String::new();
    for piece in html.replace("</div>", "\n").replace("</p>", "\n").replace("<br>", "\n").split('<') {
        let shown =
            if words.is_empty() && !html.starts_with('<') { Some(piece) } else { piece.split_once('>').map(|it| it.1) };
        words.push_str(shown.unwrap_or_default());
    }
    words.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim().to_owned()
}

fn line(element: &Value, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else { return String::new() };
    if let Some(leaf) = element.get("text").and_then(Value::as_str) {
        return marked(element, leaf);
    }
    let children: Vec<String> = list(element, "children").iter().map(|child| line(child, depth)).collect();
    match text(element, "type") {
        "a" => linked(&children.concat(), text(element, "url")),
        "ul" => children.iter().map(|child| format!("- {child}")).collect::<Vec<_>>().join("\n"),
        "ol" => {
            let numbered = children.iter().enumerate().map(|(index, child)| format!("{}. {child}", index + 1));
            numbered.collect::<Vec<_>>().join("\n")
        }
        "li" => children.join("\n"),
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
            (
                json!([{"type": "ol", "children": [
                    {"type": "li", "children": [
                        {"type": "lic", "children": [{"text": "one"}]},
                        {"type": "ul", "children": [{"type": "li", "children": [{"type": "lic", "children": [{"text": "sub"}]}]}]},
                    ]},
                    {"type": "li", "children": [{"type": "lic", "children": [{"text": "two"}]}]},
                ]}]),
                "1. one\n- sub\n2. two",
            ),
            (json!("nonsense"), ""),
        ] {
            assert_eq!(of(&json!({"content": {"richText": rich}})), expected);
        }
    }
}

//! Template review: what is refused at once, what is rejected later, what is put into another category.

use serde_json::Value;

use super::blanks::variables;
use super::template::{Draft, Template};
use crate::refusal::Refusal;

/// The end of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Approved,
    Rejected(&'static str),
}

const CATEGORIES: [&str; 3] = ["MARKETING", "UTILITY", "AUTHENTICATION"];

/// Words that make a utility template a marketing one.
const PROMOTIONAL: [&str; 20] = [
    "discount",
    "on sale",
    "flash sale",
    "sale ends",
    "% off",
    "promo",
    "offer",
    "coupon",
    "free shipping",
    "descuento",
    "oferta",
    "rebaja",
    "cupón",
    "promoción",
    "gratis",
    "desconto",
    "promoção",
    "cupom",
    "grátis",
    "frete grátis",
];

/// Words that no template may hold, for tests of rejection and because Meta would not have them either.
const ABUSIVE: [&str; 3] = ["idiot", "estúpido", "imbecil"];

pub(crate) fn kind(component: &Value) -> String {
    component.get("type").and_then(Value::as_str).unwrap_or_default().to_uppercase()
}

pub(crate) fn part<'a>(components: &'a [Value], wanted: &str) -> Option<&'a Value> {
    components.iter().find(|component| kind(component) == wanted)
}

pub(crate) fn text(component: &Value) -> &str {
    component.get("text").and_then(Value::as_str).unwrap_or_default()
}

/// What is refused at once.
pub(crate) fn check_form(draft: &Draft) -> Result<(), Refusal> {
    let invalid = |details: &str| Err(Refusal::new(100, details));
    let name_ok = draft.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if draft.name.is_empty() || draft.name.len() > 512 || !name_ok {
        return invalid("Param name must be lower-case letters, digits and underscores, at most 512 of them.");
    }
    if !CATEGORIES.contains(&draft.category.as_str()) {
        return invalid("Param category must be one of {UTILITY, MARKETING, AUTHENTICATION}.");
    }
    if !["NAMED", "POSITIONAL"].contains(&draft.parameter_format.as_str()) {
        return invalid("Param parameter_format must be one of {NAMED, POSITIONAL}.");
    }
    let Some(body) = part(&draft.components, "BODY") else {
        return invalid("Message templates must have a component of type BODY.");
    };
    check_header(draft)?;
    check_body(draft, body)?;
    check_footer(draft)?;
    check_buttons(draft)
}

fn check_header(draft: &Draft) -> Result<(), Refusal> {
    let Some(header) = part(&draft.components, "HEADER") else { return Ok(()) };
    let wrong = |message: &str| {
        Err(Refusal::new(100, "Invalid parameter")
            .with_subcode(2_388_047)
            .explained("Message header format is incorrect", message))
    };
    if text(header).chars().count() > 60 {
        return wrong("The message header can't have more than 60 characters.");
    }
    let blanks = variables(text(header)).len();
    if blanks > 1 {
        return wrong("The message header can't have more than one variable.");
    }
    let has_example = ["header_text", "header_text_named_params"].iter().any(|key| {
        header.pointer(&format!("/example/{key}")).and_then(Value::as_array).is_some_and(|list| !list.is_empty())
    });
    if blanks == 1 && !has_example {
        return wrong("A header with a variable needs an example.");
    }
    Ok(())
}

fn check_body(draft: &Draft, body: &Value) -> Result<(), Refusal> {
    if draft.category == "AUTHENTICATION" {
        return Ok(());
    }
    let text = text(body);
    let wrong = |subcode: u32, title: &str, message: &str| {
        Err(Refusal::new(100, "Invalid parameter").with_subcode(subcode).explained(title, message))
    };
    let length = text.chars().count();
    if length == 0 {
        return Err(Refusal::new(100, "Component of type BODY needs a text."));
    }
    if length > 1_024 {
        return wrong(2_388_040, "Message is too long", "The message body can't have more than 1024 characters.");
    }
    let names = variables(text);
    if draft.parameter_format == "POSITIONAL" && !names.iter().zip(1..).all(|(name, n)| name.parse() == Ok(n)) {
        return wrong(2_388_072, "Message body format is incorrect", "Variables are {{1}}, {{2}} and so on, in order.");
    }
    let trimmed = text.trim();
    if trimmed.starts_with("{{") || trimmed.ends_with("}}") {
        let message = "Variables can't be at the start or end of the template.";
        return wrong(2_388_299, "Leading or trailing params not allowed", message);
    }
    let words = text.split_whitespace().filter(|word| !word.contains("{{")).count();
    if words < names.len() * 2 {
        let message = "This template contains too many variable parameters relative to the message length.";
        return wrong(2_388_293, "Parameters words ratio exceeds limit", message);
    }
    Ok(())
}

fn check_footer(draft: &Draft) -> Result<(), Refusal> {
    let Some(footer) = part(&draft.components, "FOOTER") else { return Ok(()) };
    if text(footer).chars().count() > 60 || !variables(text(footer)).is_empty() {
        return Err(Refusal::new(100, "Invalid parameter")
            .with_subcode(2_388_073)
            .explained("Message footer format is incorrect", "At most 60 characters, and no variables."));
    }
    Ok(())
}

fn check_buttons(draft: &Draft) -> Result<(), Refusal> {
    let Some(part) = part(&draft.components, "BUTTONS") else { return Ok(()) };
    let buttons = part.get("buttons").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let kinds: Vec<String> = buttons.iter().map(kind).collect();
    let count = |wanted: &str| kinds.iter().filter(|kind| *kind == wanted).count();
    if buttons.is_empty() || buttons.len() > 10 {
        return Err(Refusal::new(100, "A template has between 1 and 10 buttons."));
    }
    if count("URL") > 2 || count("PHONE_NUMBER") > 1 || count("COPY_CODE") > 1 {
        return Err(Refusal::new(100, "At most 2 URL buttons, 1 PHONE_NUMBER button and 1 COPY_CODE button."));
    }
    if buttons.iter().any(|button| text(button).chars().count() > 25) {
        return Err(Refusal::new(100, "The text of a button can't have more than 25 characters."));
    }
    let is_reply: Vec<bool> = kinds.iter().map(|kind| kind == "QUICK_REPLY").collect();
    let changes = is_reply.windows(2).filter(|pair| pair.first() != pair.last()).count();
    if changes > 1 {
        return Err(Refusal::new(100, "Invalid button combination: quick replies must stand together."));
    }
    Ok(())
}

fn is_promotional(text: &str) -> bool {
    let text = text.to_lowercase();
    PROMOTIONAL.iter().any(|word| text.contains(word))
}

/// The category that a message sent directly would have.
pub(crate) fn category_of_sample(text: &str) -> &'static str {
    if is_promotional(text) { "MARKETING" } else { "UTILITY" }
}

/// The category the template gets, which may not be the one that was asked for.
pub(crate) fn category(draft: &Draft) -> String {
    let promotional = draft.components.iter().any(|component| is_promotional(text(component)));
    if draft.category == "UTILITY" && promotional { "MARKETING".to_owned() } else { draft.category.clone() }
}

/// What the reviewers say.
pub(crate) fn verdict(template: &Template) -> Verdict {
    let components = &template.components;
    let body = part(components, "BODY");
    let body_text = body.map(text).unwrap_or_default();
    let lower = body_text.to_lowercase();
    if ABUSIVE.iter().any(|word| lower.contains(word)) {
        return Verdict::Rejected("ABUSIVE_CONTENT");
    }
    let lacks_example = template.category != "AUTHENTICATION" && body.is_some_and(lacks_examples);
    let adjacent = lower.split_whitespace().collect::<String>().contains("}}{{");
    let cards = part(components, "CAROUSEL").and_then(|part| part.get("cards")).and_then(Value::as_array);
    let of_cards = cards.into_iter().flatten().filter_map(|card| card.get("components").and_then(Value::as_array));
    let headers = std::iter::once(components).chain(of_cards).filter_map(|parts| part(parts, "HEADER"));
    let header_without_sample = headers.into_iter().any(|header| {
        let format = header.get("format").and_then(Value::as_str).unwrap_or("TEXT").to_uppercase();
        matches!(format.as_str(), "IMAGE" | "VIDEO" | "DOCUMENT" | "GIF")
            && header.pointer("/example/header_handle/0").is_none()
    });
    if lacks_example || adjacent || header_without_sample {
        return Verdict::Rejected("INVALID_FORMAT");
    }
    if template.category == "AUTHENTICATION" && lower.contains("http") {
        return Verdict::Rejected("TAG_CONTENT_MISMATCH");
    }
    Verdict::Approved
}

/// Whether a variable of the body has no example.
fn lacks_examples(body: &Value) -> bool {
    let names = variables(text(body));
    let example = |key: &str| body.pointer(&format!("/example/{key}")).and_then(Value::as_array);
    let named = example("body_text_named_params").into_iter().flatten();
    let named: Vec<&str> = named.filter_map(|example| example.get("param_name")?.as_str()).collect();
    let listed =
        example("body_text").map_or(0, |list| list.first().and_then(Value::as_array).map_or(list.len(), Vec::len));
    listed < names.len() && !names.iter().all(|name| named.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn draft(category: &str, body: &str) -> Draft {
        Draft {
            name: "order_ready".into(),
            language: "es".into(),
            category: category.into(),
            parameter_format: "POSITIONAL".into(),
            components: vec![json!({"type": "BODY", "text": body, "example": {"body_text": [["a", "b"]]}})],
            message_send_ttl_seconds: None,
        }
    }

    #[test]
    fn form_is_checked_at_once() {
        let cases = [
            ("Tu pedido {{1}} ya está listo para recoger.", None),
            ("{{1}} es tu pedido y ya está listo", Some(2_388_299)),
            ("Tu pedido ya está listo {{1}}", Some(2_388_299)),
            ("Hola {{1}} y {{2}} listos", Some(2_388_293)),
            ("Tu pedido {{2}} ya está listo para recoger.", Some(2_388_072)),
        ];
        for (body, subcode) in cases {
            let refused = check_form(&draft("UTILITY", body)).err();
            assert_eq!(refused.and_then(|refusal| refusal.subcode), subcode, "{body}");
        }
    }

    #[test]
    fn promotion_is_marketing_whatever_was_asked_for() {
        assert_eq!(category(&draft("UTILITY", "Tienes un descuento hoy")), "MARKETING");
        assert_eq!(category(&draft("UTILITY", "Tu pedido va en camino")), "UTILITY");
    }
}

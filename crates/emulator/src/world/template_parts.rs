//! What the parts of a template must hold, each for itself; refused at once when it is not there.

use std::collections::HashSet;

use serde_json::Value;

use super::blanks::variables;
use super::review::{kind, part, text};
use super::template::Draft;
use super::template_form::{buttons, refused};
use crate::refusal::Refusal;

const COMPONENTS: [&str; 8] = [
    "HEADER",
    "BODY",
    "FOOTER",
    "BUTTONS",
    "CAROUSEL",
    "LIMITED_TIME_OFFER",
    "CALL_PERMISSION_REQUEST",
    "ORDER_STATUS",
];

/// Kinds of buttons that say what the business wants them to say.
const LABELLED: [&str; 6] = ["QUICK_REPLY", "URL", "PHONE_NUMBER", "FLOW", "VOICE_CALL", "ORDER_DETAILS"];

pub(super) fn check(draft: &Draft) -> Result<(), Refusal> {
    let mut seen = HashSet::new();
    for component in &draft.components {
        let kind = kind(component);
        if !COMPONENTS.contains(&kind.as_str()) {
            return refused(format!("Param type of a component must be one of {{{}}}.", COMPONENTS.join(", ")));
        }
        if !seen.insert(kind.clone()) {
            return refused(format!("Message templates can have one component of type {kind}."));
        }
    }
    check_header(draft)?;
    check_blanks(draft)?;
    check_footer(draft)?;
    check_buttons(buttons(&draft.components))?;
    check_cards(&draft.components)?;
    check_password(draft)
}

fn format_of(header: &Value) -> String {
    header.get("format").and_then(Value::as_str).unwrap_or("TEXT").to_uppercase()
}

fn check_header(draft: &Draft) -> Result<(), Refusal> {
    let Some(header) = part(&draft.components, "HEADER") else { return Ok(()) };
    let wrong = |message: &str| {
        Err(Refusal::new(100, "Invalid parameter")
            .with_subcode(2_388_047)
            .explained("Message header format is incorrect", message))
    };
    match format_of(header).as_str() {
        "TEXT" if text(header).trim().is_empty() => wrong("A header needs a text."),
        "TEXT" => {
            let names = variables(text(header));
            if draft.parameter_format == "POSITIONAL" && names.first().is_some_and(|name| name != "1") {
                return wrong("The variable of a header is {{1}}.");
            }
            let sample = header.pointer("/example/header_text/0").and_then(Value::as_str);
            if sample.is_some_and(str::is_empty) && !names.is_empty() {
                return wrong("A header with a variable needs an example.");
            }
            Ok(())
        }
        "GIF" if draft.category != "MARKETING" => wrong("A GIF is for MARKETING templates."),
        _ => Ok(()),
    }
}

/// Named ones are named, and braces hold something.
fn check_blanks(draft: &Draft) -> Result<(), Refusal> {
    let Some(body) = part(&draft.components, "BODY").filter(|_| draft.category != "AUTHENTICATION") else {
        return Ok(());
    };
    let is_name = |name: &String| {
        let may_stand = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        !name.is_empty() && name.bytes().all(may_stand) && !name.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_open = text(body).matches("{{").count() != text(body).matches("}}").count();
    let is_unnamed = draft.parameter_format == "NAMED" && !variables(text(body)).iter().all(is_name);
    if is_open || is_unnamed {
        return Err(Refusal::new(100, "Invalid parameter").with_subcode(2_388_072).explained(
            "Message body format is incorrect",
            "Variables are {{1}} or {{name}}, in lower-case letters, digits and underscores.",
        ));
    }
    Ok(())
}

fn check_footer(draft: &Draft) -> Result<(), Refusal> {
    let footer = part(&draft.components, "FOOTER").filter(|_| draft.category != "AUTHENTICATION");
    if footer.is_some_and(|footer| text(footer).trim().is_empty()) {
        return Err(Refusal::new(100, "Invalid parameter")
            .with_subcode(2_388_073)
            .explained("Message footer format is incorrect", "A footer needs a text."));
    }
    Ok(())
}

fn check_buttons(buttons: &[Value]) -> Result<(), Refusal> {
    for button in buttons {
        let kind = kind(button);
        if LABELLED.contains(&kind.as_str()) && text(button).trim().is_empty() {
            return refused(format!("A {kind} button needs a text."));
        }
        let url = button.get("url").and_then(Value::as_str).unwrap_or_default();
        let example = button.get("example").map(|example| example.get(0).unwrap_or(example));
        let has_example = example.and_then(Value::as_str).is_some_and(|example| !example.is_empty());
        let names_flow = ["flow_id", "flow_name", "flow_json"].iter().any(|name| button.get(*name).is_some());
        match kind.as_str() {
            "URL" if button.get("otp_type").is_none() && url.is_empty() => return refused("A URL button needs a url."),
            "URL" if !variables(url).is_empty() && !has_example => {
                return refused("A URL with a variable needs an example.");
            }
            "COPY_CODE" if !has_example => return refused("A COPY_CODE button needs an example."),
            // The documentation asks for one of them, and its own example has all three.
            "FLOW" if !names_flow => return refused("A FLOW button needs one of flow_id, flow_name and flow_json."),
            _ => {}
        }
    }
    Ok(())
}

fn check_cards(components: &[Value]) -> Result<(), Refusal> {
    let cards = part(components, "CAROUSEL").and_then(|part| part.get("cards")).and_then(Value::as_array);
    for card in cards.into_iter().flatten() {
        let parts = card.get("components").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let fits = part(parts, "HEADER")
            .is_some_and(|header| ["IMAGE", "VIDEO", "PRODUCT"].contains(&format_of(header).as_str()));
        if !fits {
            return refused("A card has a HEADER of format IMAGE, VIDEO or PRODUCT.");
        }
        if parts.iter().any(|component| !["HEADER", "BODY", "BUTTONS"].contains(&kind(component).as_str())) {
            return refused("A card has a HEADER, a BODY and BUTTONS.");
        }
        if buttons(parts).is_empty() {
            return refused("A card has at least one button.");
        }
        check_buttons(buttons(parts))?;
    }
    Ok(())
}

fn check_password(draft: &Draft) -> Result<(), Refusal> {
    if draft.category != "AUTHENTICATION" {
        return Ok(());
    }
    let Some(button) = buttons(&draft.components).first() else {
        return refused("AUTHENTICATION templates have one OTP button.");
    };
    let apps = button.get("supported_apps").and_then(Value::as_array).map_or(0, Vec::len);
    let has_app = apps > 0 || button.get("package_name").is_some();
    let accepted = button.get("zero_tap_terms_accepted").and_then(Value::as_bool).unwrap_or_default();
    match button.get("otp_type").and_then(Value::as_str).unwrap_or_default().to_uppercase().as_str() {
        "ONE_TAP" | "ZERO_TAP" if !has_app => refused("A code that is handed over needs supported_apps."),
        "ZERO_TAP" if !accepted => refused("A ZERO_TAP button needs zero_tap_terms_accepted."),
        "COPY_CODE" | "ONE_TAP" | "ZERO_TAP" => Ok(()),
        _ => refused("Param otp_type must be one of {COPY_CODE, ONE_TAP, ZERO_TAP}."),
    }
}

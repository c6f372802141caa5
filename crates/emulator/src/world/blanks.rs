//! The blanks of a template, whether a message fills them rightly, and how it reads then.

use serde_json::{Value, json};
use whatsapp::message::{Component, Parameter, ParameterValue, Template as Filling};

use super::review::{kind, part, text};
use crate::refusal::Refusal;

/// What has to be filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Blanks {
    header: HeaderBlank,
    body: Vec<String>,
    named: bool,
    /// The zero-based places of buttons that need a value, and what they are.
    buttons: Vec<(u32, String)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum HeaderBlank {
    #[default]
    None,
    Text(Vec<String>),
    /// `image`, `video`, `document` or `location`.
    Other(String),
}

/// The names of the variables in a text: `{{1}}` or `{{name}}`.
pub(crate) fn variables(text: &str) -> Vec<String> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim().to_owned()).collect()
}

impl Blanks {
    pub(crate) fn of(components: &[Value], parameter_format: &str) -> Self {
        let header = part(components, "HEADER").map_or(HeaderBlank::None, |header| {
            match header.get("format").and_then(Value::as_str).unwrap_or("TEXT").to_lowercase().as_str() {
                "text" if variables(text(header)).is_empty() => HeaderBlank::None,
                "text" => HeaderBlank::Text(variables(text(header))),
                other => HeaderBlank::Other(other.to_owned()),
            }
        });
        let authentication = part(components, "BODY").is_some_and(|b| b.get("add_security_recommendation").is_some());
        let mut body = part(components, "BODY").map(|body| variables(text(body))).unwrap_or_default();
        if authentication && body.is_empty() {
            body.push("1".to_owned());
        }
        let buttons = (0..).zip(buttons_of(components)).filter_map(|(index, button)| {
            let has_variable = button.get("url").and_then(Value::as_str).is_some_and(|url| url.contains("{{"));
            match kind(button).as_str() {
                "URL" if has_variable => Some((index, "url".to_owned())),
                "OTP" => Some((index, "url".to_owned())),
                "COPY_CODE" => Some((index, "copy_code".to_owned())),
                _ => None,
            }
        });
        Self { header, body, named: parameter_format == "NAMED", buttons: buttons.collect() }
    }

    /// Whether these values fill the blanks.
    pub(crate) fn check(&self, filling: &Filling) -> Result<(), Refusal> {
        self.check_header(parameters(filling, "header"))?;
        let body = parameters(filling, "body");
        if let Some(wrong) = body.iter().find(|parameter| !is_text(parameter)) {
            return Err(mismatch("body", "TEXT", kind_of(wrong)));
        }
        self.check_texts("body", &self.body, body)?;
        for (index, sub_type) in &self.buttons {
            let filled = filling.components.iter().any(|component| {
                matches!(component, Component::Button { sub_type: s, index: at, parameters }
                    if s.as_str() == sub_type && at.unwrap_or(0) == *index && !parameters.is_empty())
            });
            if !filled {
                let details = format!("buttons: Button at index {index} of type {sub_type} requires a parameter");
                return Err(Refusal::new(131_008, details));
            }
        }
        Ok(())
    }

    fn check_header(&self, given: &[Parameter]) -> Result<(), Refusal> {
        match &self.header {
            HeaderBlank::None => self.check_texts("header", &[], given),
            HeaderBlank::Text(names) => match given.iter().find(|parameter| !is_text(parameter)) {
                Some(wrong) => Err(mismatch("header", "TEXT", kind_of(wrong))),
                None => self.check_texts("header", names, given),
            },
            HeaderBlank::Other(expected) => {
                let received = given.first().map_or("UNKNOWN", kind_of);
                if received == expected { Ok(()) } else { Err(mismatch("header", expected, received)) }
            }
        }
    }

    fn check_texts(&self, part: &str, names: &[String], given: &[Parameter]) -> Result<(), Refusal> {
        let name_of = |parameter: &Parameter| parameter.parameter_name.clone().unwrap_or_default();
        let names_fit = !self.named || names.iter().all(|name| given.iter().any(|g| name_of(g) == *name));
        let mixed = !self.named && given.iter().any(|parameter| parameter.parameter_name.is_some());
        if given.len() != names.len() || !names_fit || mixed {
            let (given, expected) = (given.len(), names.len());
            let details = format!(
                "{part}: number of localizable_params ({given}) does not match the expected number of params ({expected})"
            );
            return Err(Refusal::new(132_000, details));
        }
        for parameter in given {
            let value = words(parameter);
            if value.contains(['\n', '\t']) || value.contains("     ") {
                let details = "Param text cannot have new-line/tab characters or more than 4 consecutive spaces";
                return Err(Refusal::new(132_018, details));
            }
            if value.is_empty() && !names.is_empty() {
                return Err(Refusal::new(131_008, format!("{part}: parameter text is empty")));
            }
        }
        Ok(())
    }
}

/// How the template reads once filled in: `header`, `body`, `footer`, `buttons`.
pub(crate) fn render(components: &[Value], filling: &Filling) -> Result<Value, Refusal> {
    let body = part(components, "BODY").map(|body| fill(text(body), parameters(filling, "body"))).unwrap_or_default();
    if body.chars().count() > 1_024 {
        return Err(Refusal::new(132_005, "Translated text too long: the body has more than 1024 characters"));
    }
    let mut shown = json!({ "body": body });
    let Some(object) = shown.as_object_mut() else { return Ok(shown) };
    if let Some(header) = part(components, "HEADER") {
        let given = parameters(filling, "header");
        let header = match given.first().map(|parameter| &parameter.value) {
            None | Some(ParameterValue::Text(_)) => json!({ "type": "text", "text": fill(text(header), given) }),
            Some(value) => serde_json::to_value(value).unwrap_or_default(),
        };
        object.insert("header".to_owned(), header);
    }
    if let Some(footer) = part(components, "FOOTER") {
        object.insert("footer".to_owned(), text(footer).into());
    }
    let buttons: Vec<Value> =
        (0..).zip(buttons_of(components)).map(|(index, button)| shown_button(button, index, filling)).collect();
    if !buttons.is_empty() {
        object.insert("buttons".to_owned(), buttons.into());
    }
    Ok(shown)
}

fn shown_button(button: &Value, index: u32, filling: &Filling) -> Value {
    let given = filling.components.iter().find_map(|component| match component {
        Component::Button { index: at, parameters, .. } if at.unwrap_or(0) == index => parameters.first(),
        _ => None,
    });
    let value = given.map(words).unwrap_or_default();
    let label = text(button);
    match kind(button).as_str() {
        "QUICK_REPLY" => {
            let payload = if value.is_empty() { label.to_owned() } else { value };
            json!({ "type": "quick_reply", "text": label, "payload": payload })
        }
        "URL" | "OTP" => {
            let url = button.get("url").and_then(Value::as_str).unwrap_or_default();
            let url = url.split_once("{{").map_or(url.to_owned(), |(stem, _)| format!("{stem}{value}"));
            json!({ "type": "url", "text": label, "url": url })
        }
        "PHONE_NUMBER" => json!({ "type": "phone_number", "text": label, "phone_number": button.get("phone_number") }),
        "COPY_CODE" => json!({ "type": "copy_code", "text": label, "code": value }),
        other => json!({ "type": other.to_lowercase(), "text": label }),
    }
}

fn buttons_of(components: &[Value]) -> &[Value] {
    let buttons = part(components, "BUTTONS").and_then(|part| part.get("buttons")).and_then(Value::as_array);
    buttons.map(Vec::as_slice).unwrap_or_default()
}

fn parameters<'a>(filling: &'a Filling, wanted: &str) -> &'a [Parameter] {
    let found = filling.components.iter().find_map(|component| match (component, wanted) {
        (Component::Header(parameters), "header") | (Component::Body(parameters), "body") => Some(parameters),
        _ => None,
    });
    found.map(Vec::as_slice).unwrap_or_default()
}

fn is_text(parameter: &Parameter) -> bool {
    use ParameterValue::{Currency, DateTime, Text};
    matches!(parameter.value, Text(_) | Currency(_) | DateTime(_))
}

fn kind_of(parameter: &Parameter) -> &str {
    parameter.value.kind()
}

fn mismatch(part: &str, expected: &str, received: &str) -> Refusal {
    let (expected, received) = (expected.to_uppercase(), received.to_uppercase());
    Refusal::new(132_012, format!("{part}: Format mismatch, expected {expected}, received {received}"))
}

/// A value as it reads.
fn words(parameter: &Parameter) -> String {
    match &parameter.value {
        ParameterValue::Text(text) | ParameterValue::Payload(text) | ParameterValue::CouponCode(text) => text.clone(),
        ParameterValue::Currency(currency) => currency.fallback_value.clone(),
        ParameterValue::DateTime(moment) => moment.fallback_value.clone(),
        _ => String::new(),
    }
}

fn fill(text: &str, given: &[Parameter]) -> String {
    variables(text).iter().enumerate().fold(text.to_owned(), |filled, (position, name)| {
        let by_name = given.iter().find(|parameter| parameter.parameter_name.as_ref() == Some(name));
        let value = by_name.or_else(|| given.get(position)).map(words).unwrap_or_default();
        filled.replace(&format!("{{{{{name}}}}}"), &value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn components() -> Vec<Value> {
        vec![
            json!({"type": "HEADER", "format": "IMAGE"}),
            json!({"type": "BODY", "text": "Hola {{1}}, tu pedido {{2}} está listo."}),
            json!({"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Vale"},
                {"type": "URL", "text": "Ver", "url": "https://shop.example/{{1}}"},
            ]}),
        ]
    }

    fn filling(components: &Value) -> Filling {
        serde_json::from_value(json!({"name": "n", "language": {"code": "es"}, "components": components})).unwrap()
    }

    #[test]
    fn each_wrong_filling_has_its_code() {
        let blanks = Blanks::of(&components(), "POSITIONAL");
        let header = json!({"type": "header", "parameters": [{"type": "image", "image": {"link": "https://x/a.png"}}]});
        let body =
            json!({"type": "body", "parameters": [{"type": "text", "text": "Ana"}, {"type": "text", "text": "7"}]});
        let button =
            json!({"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": "7"}]});
        let short = json!({"type": "body", "parameters": [{"type": "text", "text": "Ana"}]});
        let tab =
            json!({"type": "body", "parameters": [{"type": "text", "text": "A\tb"}, {"type": "text", "text": "7"}]});
        let image = json!({"type": "body", "parameters": [{"type": "image", "image": {"id": "1"}}, {"type": "text", "text": "7"}]});
        let cases = [
            (json!([header, body, button]), None),
            (json!([body, button]), Some(132_012)),
            (json!([header, short, button]), Some(132_000)),
            (json!([header, button]), Some(132_000)),
            (json!([header, tab, button]), Some(132_018)),
            (json!([header, image, button]), Some(132_012)),
            (json!([header, body]), Some(131_008)),
        ];
        for (given, code) in cases {
            let refused = blanks.check(&filling(&given)).err().map(|refusal| refusal.code);
            assert_eq!(refused, code, "{given}");
        }
    }

    #[test]
    fn a_filled_template_reads_as_on_the_phone() {
        let given = filling(&json!([
            {"type": "body", "parameters": [{"type": "text", "text": "Ana"}, {"type": "text", "text": "7"}]},
            {"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": "7"}]},
            {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{"type": "payload", "payload": "OK"}]},
        ]));
        let shown = render(&components(), &given).unwrap();
        assert_eq!(shown["body"], "Hola Ana, tu pedido 7 está listo.");
        assert_eq!(shown["buttons"][0]["payload"], "OK");
        assert_eq!(shown["buttons"][1]["url"], "https://shop.example/7");
    }
}

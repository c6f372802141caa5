//! From a contact to the values of the blanks, and from those to the message: the first when the ledger is planned, the
//! second when the row is sent, so that what changes in between changes nothing.

use super::launch::LaunchedVariant;
use super::plan::{Mapping, Source, Variant};
use crate::contact::{Contact, IdentifierKind};
use crate::flow::expression::{fill_in, is_plain};
use crate::flow::scope::contact_value;
use minijinja::value::Value;
use serde_json::Value as Json;
use whatsapp::message::{self, Component, Media, MediaSource, Message, Parameter, ParameterValue};
use whatsapp::template::{ButtonKind, ComponentKind, HeaderFormat};

/// A blank for which a contact has no value, and the plan no default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub String);

/// The values of a variant's blanks for one contact, in the order of the blanks' names.
pub fn values(variant: &Variant, contact: &Contact) -> Result<Vec<String>, Missing> {
    let values = variant
        .parameters
        .iter()
        .map(|(blank, mapping)| value(mapping, contact, &variant.language).ok_or_else(|| Missing(blank.clone())));
    values.collect()
}

/// The blanks that have neither a value nor a default.
pub fn missing(variant: &Variant, contact: &Contact) -> Vec<String> {
    let is_missing = |mapping: &Mapping| value(mapping, contact, &variant.language).is_none();
    variant.parameters.iter().filter(|(_, mapping)| is_missing(mapping)).map(|(blank, _)| blank.clone()).collect()
}

fn value(mapping: &Mapping, contact: &Contact, language: &str) -> Option<String> {
    let found = match &mapping.source {
        // As nobody's; the planner puts each recipient's own there.
        Source::Text(text) | Source::Link(text) => Some(text.clone()),
        Source::Attribute(name) => attribute(name, contact),
        Source::Expression(text) if is_plain(text) => Some(text.clone()),
        Source::Expression(text) => {
            let context = Value::from_pairs([("contact", contact_value(contact, language))]);
            fill_in(text, &context).ok()
        }
    };
    let clean = |text: String| one_line(&text);
    found
        .map(clean)
        .filter(|text| !text.is_empty())
        .or_else(|| mapping.default.clone().map(clean))
        .filter(|text| !text.is_empty())
}

/// Meta refuses values with line breaks, tabs, or more than four spaces in a row.
fn one_line(text: &str) -> String {
    if !text.contains(['\n', '\t', '\r']) && !text.contains("    ") {
        return text.trim().to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn attribute(name: &str, contact: &Contact) -> Option<String> {
    match name {
        "name" => Some(contact.name.clone()),
        "first_name" => contact.name.split_whitespace().next().map(str::to_owned),
        "phone" => contact.identifier(IdentifierKind::Phone).map(str::to_owned),
        "language" => contact.language.clone(),
        _ => match contact.fields.get(name.strip_prefix("fields.")?)? {
            Json::Null => None,
            Json::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        },
    }
}

/// The message of a row with these values.
pub fn message(variant: &LaunchedVariant, values: &[String]) -> Message {
    let mut parts = Parts::default();
    for (blank, value) in variant.blanks.iter().zip(values) {
        parts.put(variant, blank, value);
    }
    Message::template(variant.template.as_str(), variant.language.as_str(), parts.components())
}

#[derive(Default)]
struct Parts {
    header: Vec<(String, Parameter)>,
    body: Vec<(String, Parameter)>,
    buttons: Vec<Component>,
}

impl Parts {
    fn put(&mut self, variant: &LaunchedVariant, blank: &str, value: &str) {
        let Some((part, name)) = blank.split_once('.') else { return };
        match part {
            "header" if name == "media" => self.header.push((name.to_owned(), media(variant, value).into())),
            "header" => self.header.push((name.to_owned(), text(name, value))),
            "body" => self.body.push((name.to_owned(), text(name, value))),
            "button" => self.buttons.extend(button(variant, name, value)),
            _ => {}
        }
    }

    fn components(self) -> Vec<Component> {
        let (header, body) = (in_order(self.header), in_order(self.body));
        let header = Some(header).filter(|values| !values.is_empty()).map(Component::Header);
        let body = Some(body).filter(|values| !values.is_empty()).map(Component::Body);
        header.into_iter().chain(body).chain(self.buttons).collect()
    }
}

/// Blanks that are numbers go by their order, of which "10" comes before "2" in the ledger.
fn in_order(mut values: Vec<(String, Parameter)>) -> Vec<Parameter> {
    values.sort_by_key(|(name, _)| name.parse::<u32>().unwrap_or(u32::MAX));
    values.into_iter().map(|(_, parameter)| parameter).collect()
}

fn text(name: &str, value: &str) -> Parameter {
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Parameter::text(value) } else { Parameter::named(name, value) }
}

fn media(variant: &LaunchedVariant, value: &str) -> ParameterValue {
    let header = variant.content.components.iter().find(|component| component.kind == ComponentKind::Header);
    let format = header.and_then(|header| header.format.as_ref());
    let text = value.to_owned();
    let media = Media::from(if value.contains("://") { MediaSource::Link(text) } else { MediaSource::Id(text) });
    match format {
        Some(HeaderFormat::Video) => ParameterValue::Video(media),
        Some(HeaderFormat::Document) => ParameterValue::Document(media),
        _ => ParameterValue::Image(media),
    }
}

fn button(variant: &LaunchedVariant, name: &str, value: &str) -> Option<message::Component> {
    let index: u32 = name.split('.').next()?.parse().ok()?;
    let buttons = variant.content.components.iter().find(|component| component.kind == ComponentKind::Buttons);
    let kind = &buttons?.buttons.get(usize::try_from(index).ok()?)?.kind;
    Some(match kind {
        ButtonKind::CopyCode => Component::copy_code(index, value),
        ButtonKind::QuickReply => Component::quick_reply(index, value),
        _ => Component::url(index, value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ContactId, IdSource};
    use crate::policy::TemplateCategory;
    use crate::time::Timestamp;
    use serde_json::json;
    use whatsapp::template::{Button, Category, Component as Part, NewTemplate};

    fn contact() -> Contact {
        let mut contact =
            Contact::new(ContactId::new(&mut IdSource::new(1), Timestamp(1)), "Ana María Ruiz", Timestamp(1));
        contact.fields.insert("city".to_owned(), json!("Lima"));
        contact.fields.insert("points".to_owned(), json!(120));
        contact.fields.insert("note".to_owned(), json!("uno\n\tdos"));
        contact
    }

    fn variant(parameters: &Json) -> Variant {
        let written = json!({"name": "A", "template": "promo", "language": "es", "parameters": parameters});
        serde_json::from_value(written).unwrap()
    }

    #[test]
    fn where_values_come_from() {
        for (mapping, value) in [
            (json!({"attribute": "name"}), Some("Ana María Ruiz")),
            (json!({"attribute": "first_name"}), Some("Ana")),
            (json!({"attribute": "fields.city"}), Some("Lima")),
            (json!({"attribute": "fields.points"}), Some("120")),
            (json!({"attribute": "fields.note"}), Some("uno dos")),
            (json!({"attribute": "fields.age"}), None),
            (json!({"attribute": "fields.age", "default": "?"}), Some("?")),
            (json!({"attribute": "phone", "default": " "}), None),
            (json!({"text": "hoy"}), Some("hoy")),
            (json!({"expression": "{{ contact.fields.points + 1 }} puntos"}), Some("121 puntos")),
            (json!({"expression": "{{ contact.nothing }}", "default": "x"}), Some("x")),
        ] {
            let variant = variant(&json!({ "body.1": mapping }));
            let expected = value.map(|value| vec![value.to_owned()]).ok_or_else(|| Missing("body.1".to_owned()));
            assert_eq!(values(&variant, &contact()), expected, "{mapping}");
            assert_eq!(missing(&variant, &contact()).is_empty(), value.is_some());
        }
    }

    #[test]
    fn a_message_has_its_values_where_meta_wants_them() {
        let body: Vec<String> = (1..=10).map(|at| format!("{{{{{at}}}}}")).collect();
        let content = NewTemplate::new("promo", "es", Category::Marketing)
            .with(Part::media_header(HeaderFormat::Video, "h"))
            .with(Part::body(body.join(" "), ["x"; 10]))
            .with(Part::buttons(vec![Button::quick_reply("Sí"), Button::url("Ver", "https://x.example/{{1}}", None)]));
        let mut mappings: serde_json::Map<String, Json> =
            (1..=10).map(|at| (format!("body.{at}"), json!({"text": at.to_string()}))).collect();
        mappings.insert("button.1.1".to_owned(), json!({"text": "abc"}));
        mappings.insert("header.media".to_owned(), json!({"text": "https://x.example/v.mp4"}));
        let variant = variant(&Json::Object(mappings));
        let launched = LaunchedVariant {
            name: "A".to_owned(),
            template: "promo".to_owned(),
            language: "es".to_owned(),
            category: TemplateCategory::Marketing,
            blanks: variant.parameters.keys().cloned().collect(),
            content,
            quality: None,
        };
        let message = message(&launched, &values(&variant, &contact()).unwrap());
        let sent = serde_json::to_value(&message).unwrap();
        let components = &sent["template"]["components"];
        assert_eq!(components[0]["parameters"][0]["video"]["link"], "https://x.example/v.mp4");
        let texts: Vec<&str> =
            components[1]["parameters"].as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap()).collect();
        assert_eq!(texts, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
        assert_eq!((&components[2]["index"], &components[2]["parameters"][0]["text"]), (&json!("1"), &json!("abc")));
    }
}

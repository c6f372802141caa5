//! Headers, bodies and footers: their length, their blanks and the examples for these.

use serde_json::Value;

use super::super::{Category, Component, HeaderFormat, NewTemplate, variables};
use super::{BLANK_AT_THE_EDGE, BODY_FORMAT, FOOTER_FORMAT, Findings, HEADER_FORMAT, TOO_LONG, TOO_MANY_BLANKS};
use crate::limits::measure::{at_most, broken, malformed, many_or_none, missing, not_allowed, required};
use crate::limits::{Rule, TEMPLATE_FOOTER, TEMPLATE_HEADER};

/// How the blanks of a template are written.
#[derive(Clone, Copy)]
pub(super) struct Blanks {
    pub(super) named: bool,
}

pub(super) fn header(field: &str, header: &Component, template: &NewTemplate, blanks: Blanks, findings: &mut Findings) {
    let text_field = format!("{field}.text");
    match header.format.as_ref().unwrap_or(&HeaderFormat::Text) {
        HeaderFormat::Text => {
            let text = header.text.as_deref().unwrap_or_default();
            findings.check_as(HEADER_FORMAT, required(&text_field, text));
            findings.check_as(HEADER_FORMAT, at_most(&text_field, text, TEMPLATE_HEADER));
            findings.check_as(HEADER_FORMAT, many_or_none(&format!("{text_field}.{{{{}}}}"), variables(text).len(), 1));
            examples(field, "header_text", text, header, blanks, HEADER_FORMAT, findings);
        }
        HeaderFormat::Image | HeaderFormat::Video | HeaderFormat::Document => handle(field, header, findings),
        HeaderFormat::Gif => {
            findings.demand(template.category == Category::Marketing, || not_allowed(format!("{field}.format")));
            handle(field, header, findings);
        }
        HeaderFormat::Location | HeaderFormat::Product => {}
        HeaderFormat::Other(_) => findings.add_as(HEADER_FORMAT, malformed(format!("{field}.format"))),
    }
}

/// A file needs an uploaded example.
fn handle(field: &str, header: &Component, findings: &mut Findings) {
    let has_handle = list(header, "header_handle").is_some_and(|handles| !handles.is_empty());
    if !has_handle {
        findings.add_as(HEADER_FORMAT, missing(format!("{field}.example.header_handle")));
    }
}

pub(super) fn body(field: &str, body: &Component, longest: usize, blanks: Blanks, findings: &mut Findings) {
    let text = body.text.as_deref().unwrap_or_default();
    let text_field = format!("{field}.text");
    findings.check_as(BODY_FORMAT, required(&text_field, text));
    findings.check_as(TOO_LONG, at_most(&text_field, text, longest));
    let trimmed = text.trim();
    let names = variables(text);
    let edge = |at_edge: Option<&str>| at_edge.is_some_and(|edge| variables(edge).len() == 1);
    let first = trimmed.find("}}").and_then(|end| trimmed.get(..end + 2)).filter(|start| start.starts_with("{{"));
    let last = trimmed.rfind("{{").and_then(|start| trimmed.get(start..)).filter(|end| end.ends_with("}}"));
    if edge(first) || edge(last) {
        findings.add_as(BLANK_AT_THE_EDGE, not_allowed(text_field.as_str()));
    }
    if text.contains("}}{{") || text.contains("}} {{") {
        findings.add_as(BODY_FORMAT, malformed(text_field.as_str()));
    }
    let words = text.split_whitespace().filter(|word| variables(word).is_empty()).count();
    if words < 2 * names.len() {
        let problem = broken(format!("{text_field}[words]"), Rule::TooFew, 2 * names.len(), words);
        findings.add_as(TOO_MANY_BLANKS, problem);
    }
    examples(field, "body_text", text, body, blanks, BODY_FORMAT, findings);
}

pub(super) fn footer(field: &str, footer: &Component, findings: &mut Findings) {
    let text = footer.text.as_deref().unwrap_or_default();
    let field = format!("{field}.text");
    findings.check_as(FOOTER_FORMAT, required(&field, text));
    findings.check_as(FOOTER_FORMAT, at_most(&field, text, TEMPLATE_FOOTER));
    if !variables(text).is_empty() {
        findings.add_as(FOOTER_FORMAT, not_allowed(field));
    }
}

/// Each blank has an example, positional ones count from one, and named ones are named as the format says.
pub(super) fn examples(
    field: &str,
    key: &str,
    text: &str,
    part: &Component,
    blanks: Blanks,
    subcode: u32,
    findings: &mut Findings,
) {
    let mut names = variables(text);
    if names.is_empty() {
        return;
    }
    if blanks.named {
        let key = format!("{key}_named_params");
        let named = list(part, &key).unwrap_or_default();
        let of = |example: &'_ Value| example.get("param_name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let named: Vec<String> = named.iter().map(of).collect();
        for name in names {
            if !is_name(name) {
                findings.add_as(subcode, malformed(format!("{field}.text.{{{{{name}}}}}")));
            } else if !named.iter().any(|example| example == name) {
                findings.add_as(subcode, missing(format!("{field}.example.{key}.{name}")));
            }
        }
        return;
    }
    names.sort_by_key(|name| name.parse::<usize>().unwrap_or(usize::MAX));
    names.dedup();
    if !names.iter().zip(1..).all(|(name, number)| name.parse() == Ok(number)) {
        findings.add_as(subcode, malformed(format!("{field}.text")));
    }
    let given = count_examples(part, key);
    if given < names.len() {
        let problem = if given == 0 {
            missing(format!("{field}.example.{key}"))
        } else {
            broken(format!("{field}.example.{key}"), Rule::TooFew, names.len(), given)
        };
        findings.add_as(subcode, problem);
    }
}

/// The examples of a body are a list in a list, those of a header a list, and a single one may be a text.
fn count_examples(part: &Component, key: &str) -> usize {
    match part.example.as_ref().and_then(|example| example.get(key)) {
        Some(Value::String(_)) => 1,
        Some(Value::Array(list)) => list.first().and_then(Value::as_array).map_or(list.len(), Vec::len),
        _ => 0,
    }
}

/// Lower-case letters, digits and underscores, and not a number.
fn is_name(name: &str) -> bool {
    let may_stand = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.bytes().all(may_stand) && !name.bytes().all(|byte| byte.is_ascii_digit())
}

fn list<'a>(part: &'a Component, key: &str) -> Option<&'a [Value]> {
    part.example.as_ref()?.get(key)?.as_array().map(Vec::as_slice)
}

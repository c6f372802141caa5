//! The samples: whether each blank has one, and how the text reads with them put in.

use super::blanks::{Braced, scan};
use super::code::Code;
use super::finding::Finding;
use super::place::{Part, Text, texts};
use serde_json::Value;
use whatsapp::limits::{CARD_BODY, SPACES_IN_A_ROW, TEMPLATE_BODY, TEMPLATE_BODY_WITH_OFFER, TEMPLATE_HEADER};
use whatsapp::message::Parameter;
use whatsapp::template::{Component, ComponentKind, NewTemplate, ParameterFormat, fill};

pub(super) fn lint(template: &NewTemplate) -> Vec<Finding> {
    let named = template.parameter_format == Some(ParameterFormat::Named);
    texts(template).iter().flat_map(|text| lint_text(text, template, named)).collect()
}

fn lint_text(it: &Text<'_>, template: &NewTemplate, named: bool) -> Vec<Finding> {
    let longest = match (it.place.part, it.place.card) {
        (Part::Header, _) => TEMPLATE_HEADER,
        (Part::Body, Some(_)) => CARD_BODY,
        (Part::Body, None) => longest_body(template),
        _ => return Vec::new(),
    };
    let (braced, _) = scan(it.words);
    let mut found = Vec::new();
    let mut values = Vec::new();
    for (number, blank) in braced.iter().enumerate() {
        let sample = sample(it.component, it.place.part, named, number, blank);
        let place = it.place.clone().at((blank.from, blank.until));
        match sample.filter(|sample| !sample.trim().is_empty()) {
            None => found.push(Finding::new(Code::SampleMissing, place)),
            Some(sample) => {
                if has_odd_spaces(&sample) {
                    found.push(Finding::new(Code::SampleSpaces, place));
                }
                values.push(if named { Parameter::named(blank.name, sample) } else { Parameter::text(sample) });
            }
        }
    }
    let written = it.words.chars().count();
    let rendered = fill(it.words, &values).chars().count();
    // A text that is too long by itself is told as such.
    if found.is_empty() && written <= longest && rendered > longest {
        let place = it.place.clone().at((0, written));
        found.push(Finding::new(Code::RenderedTooLong, place).counted(longest, rendered));
    }
    found
}

fn longest_body(template: &NewTemplate) -> usize {
    let has_offer = template.components.iter().any(|part| part.kind == ComponentKind::LimitedTimeOffer);
    if has_offer { TEMPLATE_BODY_WITH_OFFER } else { TEMPLATE_BODY }
}

/// The examples of a body are a list in a list, those of a header a list, and a single one may be a text.
fn sample(component: &Component, part: Part, named: bool, number: usize, blank: &Braced<'_>) -> Option<String> {
    let key = if part == Part::Header { "header_text" } else { "body_text" };
    let example = component.example.as_ref()?;
    let found = if named {
        let samples = example.get(format!("{key}_named_params"))?.as_array()?;
        samples
            .iter()
            .find(|sample| sample.get("param_name").and_then(Value::as_str) == Some(blank.name))?
            .get("example")?
    } else {
        let samples = example.get(key)?;
        let samples = samples.get(0).filter(|first| first.is_array()).unwrap_or(samples);
        if samples.is_string() && number == 0 { samples } else { samples.get(number)? }
    };
    found.as_str().map(str::to_owned)
}

fn has_odd_spaces(sample: &str) -> bool {
    sample.contains(['\n', '\r', '\t']) || sample.contains(&" ".repeat(SPACES_IN_A_ROW + 1))
}

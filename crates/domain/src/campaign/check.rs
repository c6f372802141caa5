//! What is wrong with a plan, and where: told while it is written, and in the way of its launch.

use super::plan::{Mapping, Plan, RECIPIENT_CLOCK, Schedule, Source, Variant};
use crate::flow::expression;
use crate::flow::scope::time_zone;
use crate::link::is_target;
use crate::segment::Fault;
use crate::template::{NewTemplate, Status, Template};
use std::collections::BTreeSet;
use whatsapp::template::{ButtonKind, ComponentKind, HeaderFormat, variables};

const MOST_VARIANTS: usize = 10;
const MOST_HELD_OUT: f64 = 50.0;

/// What a plan speaks of, as it is at the moment.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub numbers: &'a [crate::number::Number],
    pub segments: &'a crate::segment::Library,
    /// The templates of these names, in every account and language.
    pub templates: &'a [Template],
}

/// Everything that keeps a plan from being launched; nothing when it may be.
pub fn check(plan: &Plan, known: Known<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    numbers(plan, known, &mut faults);
    audience(plan, known, &mut faults);
    variants(plan, known, &mut faults);
    schedule(&plan.schedule, &mut faults);
    limits(plan, &mut faults);
    faults
}

fn numbers(plan: &Plan, known: Known<'_>, faults: &mut Vec<Fault>) {
    if plan.numbers.is_empty() {
        faults.push(Fault::new("numbers", "choose the number it goes from"));
    }
    let distinct: BTreeSet<_> = plan.numbers.iter().collect();
    if distinct.len() < plan.numbers.len() {
        faults.push(Fault::new("numbers", "each number once"));
    }
    for (place, id) in plan.numbers.iter().enumerate() {
        if !known.numbers.iter().any(|number| number.id == *id) {
            faults.push(Fault::new(format!("numbers[{place}]"), "there is no such number"));
        }
    }
}

fn audience(plan: &Plan, known: Known<'_>, faults: &mut Vec<Fault>) {
    let audience = &plan.audience;
    if audience.include.is_empty() {
        faults.push(Fault::new("audience.include", "choose whom it goes to"));
    }
    for (field, segments) in [("include", &audience.include), ("exclude", &audience.exclude)] {
        for (place, id) in segments.iter().enumerate() {
            if known.segments.members(*id).is_none() {
                faults.push(Fault::new(format!("audience.{field}[{place}]"), "there is no such segment"));
            }
        }
    }
    let days =
        [("not_written_for_days", audience.not_written_for_days), ("seen_within_days", audience.seen_within_days)];
    for (field, days) in days {
        if days.is_some_and(|days| !(1..=3_650).contains(&days)) {
            faults.push(Fault::new(format!("audience.{field}"), "1 to 3650 days"));
        }
    }
}

fn variants(plan: &Plan, known: Known<'_>, faults: &mut Vec<Fault>) {
    if plan.variants.is_empty() {
        faults.push(Fault::new("variants", "choose a template"));
    }
    if plan.variants.len() > MOST_VARIANTS {
        faults.push(Fault::new("variants", format!("at most {MOST_VARIANTS}")));
    }
    let names: BTreeSet<&str> = plan.variants.iter().map(|variant| variant.name.as_str()).collect();
    if names.len() < plan.variants.len() {
        faults.push(Fault::new("variants", "each variant needs a name of its own"));
    }
    if !plan.variants.is_empty() && plan.variants.iter().all(|variant| variant.weight == 0) {
        faults.push(Fault::new("variants", "at least one variant needs a weight"));
    }
    for (place, variant) in plan.variants.iter().enumerate() {
        let place = format!("variants[{place}]");
        for account in accounts(plan, known) {
            match template_of(variant, known.templates, account) {
                None => {
                    faults.push(Fault::new(format!("{place}.template"), "the number's account has no such template"));
                }
                Some(template) => {
                    if template.status != Status::Approved {
                        faults.push(Fault::new(format!("{place}.template"), "Meta has not approved this template"));
                    }
                    if let Some(content) = &template.content {
                        parameters(&place, variant, content, faults);
                    }
                }
            }
        }
    }
}

/// The accounts of the plan's numbers.
fn accounts<'a>(plan: &Plan, known: Known<'a>) -> BTreeSet<&'a str> {
    let chosen = known.numbers.iter().filter(|number| plan.numbers.contains(&number.id));
    chosen.map(|number| number.waba_id.as_str()).collect()
}

/// The template that a variant names, of an account.
pub fn template_of<'a>(variant: &Variant, templates: &'a [Template], account: &str) -> Option<&'a Template> {
    templates.iter().find(|template| {
        template.name == variant.template && template.language == variant.language && template.account == account
    })
}

fn parameters(place: &str, variant: &Variant, content: &NewTemplate, faults: &mut Vec<Fault>) {
    let expected = blanks(content);
    for blank in &expected {
        if !variant.parameters.contains_key(blank) {
            faults.push(Fault::new(format!("{place}.parameters.{blank}"), "needs a value"));
        }
    }
    for (blank, mapping) in &variant.parameters {
        let place = format!("{place}.parameters.{blank}");
        if !expected.contains(blank) {
            faults.push(Fault::new(place, "the template has no such blank"));
        } else if let Some(message) = wrong(mapping) {
            faults.push(Fault::new(place, message));
        }
    }
}

fn wrong(mapping: &Mapping) -> Option<String> {
    match &mapping.source {
        Source::Attribute(name) => {
            let is_known = matches!(name.as_str(), "name" | "first_name" | "phone" | "language")
                || name.strip_prefix("fields.").is_some_and(|field| !field.is_empty());
            (!is_known).then(|| "name, first_name, phone, language or fields.NAME".to_owned())
        }
        Source::Text(text) => text.trim().is_empty().then(|| "a text that is not empty".to_owned()),
        Source::Link(address) => (!is_target(address)).then(|| "an address that begins with https://".to_owned()),
        Source::Expression(source) => expression::names_in_text(source).err().map(|error| error.to_string()),
    }
}

/// The blanks of a template that a message has to fill, by the names plans give them.
pub fn blanks(content: &NewTemplate) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for component in &content.components {
        match component.kind {
            ComponentKind::Header => match component.format.as_ref().unwrap_or(&HeaderFormat::Text) {
                HeaderFormat::Text => {
                    let names = variables(component.text.as_deref().unwrap_or_default());
                    found.extend(names.into_iter().map(|name| format!("header.{name}")));
                }
                HeaderFormat::Image | HeaderFormat::Video | HeaderFormat::Document => {
                    found.insert("header.media".to_owned());
                }
                _ => {}
            },
            ComponentKind::Body => {
                let names = variables(component.text.as_deref().unwrap_or_default());
                found.extend(names.into_iter().map(|name| format!("body.{name}")));
            }
            ComponentKind::Buttons => {
                for (index, button) in component.buttons.iter().enumerate() {
                    let has_blank = !variables(button.url.as_deref().unwrap_or_default()).is_empty();
                    if has_blank || button.kind == ButtonKind::CopyCode {
                        found.insert(format!("button.{index}.1"));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn schedule(schedule: &Schedule, faults: &mut Vec<Fault>) {
    if let Some(window) = &schedule.window {
        if window.from == window.until {
            faults.push(Fault::new("schedule.window", "from and until are the same"));
        }
        if window.days.iter().any(|day| !(1..=7).contains(day)) {
            faults.push(Fault::new("schedule.window.days", "days are 1 (Monday) to 7"));
        }
        if window.clock != RECIPIENT_CLOCK && time_zone(&window.clock).is_none() {
            faults.push(Fault::new("schedule.window.clock", "`recipient`, or a time zone such as America/Lima"));
        }
    }
    for (field, value) in [("per_minute", schedule.per_minute), ("daily_cap", schedule.daily_cap)] {
        if value == Some(0) {
            faults.push(Fault::new(format!("schedule.{field}"), "at least 1"));
        }
    }
    let percents: Vec<f64> = schedule.waves.iter().map(|wave| wave.percent).collect();
    let are_shares = percents.iter().all(|percent| *percent > 0.0 && *percent <= 100.0);
    if !are_shares || percents.iter().sum::<f64>() > 100.0 + 1e-9 {
        faults.push(Fault::new("schedule.waves", "shares above 0 that are not more than 100 together"));
    }
}

fn limits(plan: &Plan, faults: &mut Vec<Fault>) {
    if !(0.0..=MOST_HELD_OUT).contains(&plan.hold_out_percent) {
        faults.push(Fault::new("hold_out_percent", format!("0 to {MOST_HELD_OUT}")));
    }
    for (field, percent) in [("failure_percent", plan.stop.failure_percent), ("block_percent", plan.stop.block_percent)]
    {
        if percent.is_some_and(|percent| !(percent > 0.0 && percent <= 100.0)) {
            faults.push(Fault::new(format!("stop.{field}"), "above 0, at most 100"));
        }
    }
    if plan.frequency_cap.is_some_and(|cap| cap.messages == 0 || !(1..=365).contains(&cap.days)) {
        faults.push(Fault::new("frequency_cap", "at least 1 message, in 1 to 365 days"));
    }
    if plan.goal.as_ref().is_some_and(|goal| goal.event.trim().is_empty()) {
        faults.push(Fault::new("goal.event", "which event counts"));
    }
}

#[cfg(test)]
mod tests;

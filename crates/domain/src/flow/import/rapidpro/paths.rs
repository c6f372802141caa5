//! What their names stand for here.

use crate::flow::import::{Unset, names};
use std::collections::BTreeSet;

/// What is known of the flow that is read.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) unset: &'a Unset,
    /// Results that are answers of requests, by our name.
    pub(super) requests: &'a BTreeSet<String>,
    /// Results that have a category in some flow of the file.
    pub(super) with_category: &'a BTreeSet<String>,
}

/// A variable for what they call a result.
pub(super) fn result(name: &str) -> String {
    names::variable(name.trim_start_matches('_'))
}

pub(super) fn category(result: &str) -> String {
    format!("{result}_category")
}

/// Where the answer of a request is kept, whatever the result is called.
pub(super) const WEBHOOK: &str = "webhook";
/// Where what a called flow knew is kept.
pub(super) const CHILD: &str = "child";

pub(super) fn read(path: &str, known: &Known<'_>) -> Result<String, String> {
    let expression = unguarded(path, known)?;
    let root = expression.trim_start_matches('(').split(['.', ' ', ')']).next().unwrap_or_default();
    if known.unset.never.contains(root) { Err(format!("`@{path}`, which nothing sets,")) } else { Ok(expression) }
}

fn unguarded(path: &str, known: &Known<'_>) -> Result<String, String> {
    let lower = path.to_ascii_lowercase();
    let parts: Vec<&str> = lower.split('.').filter(|part| !part.is_empty()).collect();
    let unset = |name: String| if known.unset.maybe.contains(&name) { format!("({name} | default(''))") } else { name };
    let below = |root: &str, rest: &[&str]| {
        let whole: Vec<&str> = std::iter::once(root).chain(rest.iter().copied()).collect();
        let root = unset(root.to_owned());
        // Below something unset there is nothing either.
        if root.starts_with('(') { format!("(({}) | default(''))", whole.join(".")) } else { whole.join(".") }
    };
    let field = |name: &str| format!("contact.fields.{}", names::slug(name, "field"));
    Ok(match parts.as_slice() {
        ["contact"] | ["contact", "name" | "tel_e164"] => "contact.name".to_owned(),
        ["contact", "first_name"] => "((contact.name ~ ' ') | split(' ') | first)".to_owned(),
        ["contact", "language"] => "contact.language".to_owned(),
        ["contact", "urn" | "tel" | "phone" | "whatsapp", ..] | ["urns", _] => "contact.phone".to_owned(),
        ["contact", "groups"] => "contact.labels".to_owned(),
        ["contact", "uuid" | "id" | "created_on" | "urns" | "channel" | "timezone" | "status" | "last_seen_on", ..]
        | ["input" | "step", "attachments" | "urn" | "external_id" | "contact" | "channel", ..] => {
            return Err(format!("`@{path}`"));
        }
        ["contact", "fields", name, ..] | ["contact" | "fields", name, ..] => field(name),
        ["input" | "step", ..] => "message.text".to_owned(),
        ["globals", name] => format!("settings.{}", names::slug(name, "setting")),
        ["run", "results", rest @ ..] | ["results" | "flow" | "locals", rest @ ..] => {
            return of_result(rest, known).ok_or_else(|| format!("`@{path}`"));
        }
        ["webhook", "status"] => "http.status".to_owned(),
        ["webhook", "json", rest @ ..] | ["webhook" | "extra" | "legacy_extra", rest @ ..] => below(WEBHOOK, rest),
        ["child", "results", name, "category" | "category_localized"] | ["child", name, "category"] => {
            if !known.with_category.contains(&result(name)) {
                return Err(format!("`@{path}`, which no flow of this file keeps,"));
            }
            format!("(({CHILD}.{}) | default(''))", category(&result(name)))
        }
        ["child", "results", name, "value" | "input"] | ["child", "results", name] => below(CHILD, &[&result(name)]),
        ["child", name] if *name != "status" && *name != "run" => below(CHILD, &[&result(name)]),
        ["date"] | ["date", "now" | "today"] => "now.date".to_owned(),
        _ => return Err(format!("`@{path}`")),
    })
}

fn of_result(parts: &[&str], known: &Known<'_>) -> Option<String> {
    let (name, rest) = parts.split_first()?;
    let name = result(name);
    let guard = |name: String| if known.unset.maybe.contains(&name) { format!("({name} | default(''))") } else { name };
    Some(match rest {
        ["category" | "category_localized", ..] if known.requests.contains(&name) => {
            "('Success' if http.ok else 'Failure')".to_owned()
        }
        ["category" | "category_localized", ..] => guard(category(&name)),
        ["extra", below @ ..] => {
            let whole: Vec<&str> = std::iter::once(WEBHOOK).chain(below.iter().copied()).collect();
            format!("({} | default(''))", whole.join("."))
        }
        _ => guard(name),
    })
}

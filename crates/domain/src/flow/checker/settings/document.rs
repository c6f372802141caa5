//! What stands at the top of a document.

use crate::flow::checker::{ProblemCode, Report};
use crate::flow::document::{Flow, Span, TriggerKind, is_name};
use crate::flow::limits;
use crate::flow::scope::time_zone;
use crate::text::fold;

pub(super) fn check(flow: &Flow, report: &mut Report) {
    let mut add = |path: &str, message: String| report.add(ProblemCode::BadSetting, None, path, message);
    if flow.name.trim().is_empty() {
        add("name", "the flow has no name".to_owned());
    }
    if let Some(zone) = flow.time_zone.as_deref().filter(|zone| time_zone(zone).is_none()) {
        add("time_zone", format!("there is no time zone `{zone}`"));
    }
    for language in flow.spoken_languages().iter().filter(|language| !is_language(language)) {
        add("language", format!("`{language}` is not a language; write it like es or pt-BR"));
    }
    if let Some(gather) = flow.gather.filter(|gather| gather.0.is_zero() || gather.0 > limits::GATHER_MAXIMUM) {
        let most = Span(limits::GATHER_MAXIMUM);
        add("gather", format!("{gather}, where more than 0s and at most {most} is allowed"));
    }
    if flow.business_hours.as_ref().is_some_and(crate::flow::document::BusinessHours::is_empty) {
        add("business_hours", "no day has hours: the business would never be open".to_owned());
    }
    for name in flow.inputs.iter().filter(|name| !is_name(name) || name.contains('-')) {
        add("inputs", format!("`{name}` cannot be the name of a variable"));
    }
    triggers(flow, &mut add);
    knowledge(flow, &mut add);
    if let Some(menu) = flow.not_understood.as_ref().and_then(|ladder| ladder.menu.as_ref())
        && !flow.nodes.contains_key(menu)
    {
        report.add(ProblemCode::UnknownNode, None, "not_understood.menu", format!("there is no node `{menu}`"));
    }
}

fn triggers(flow: &Flow, add: &mut impl FnMut(&str, String)) {
    for (index, trigger) in flow.triggers.iter().enumerate() {
        let path = format!("triggers[{index}]");
        match &trigger.on {
            TriggerKind::Keyword { words, .. }
                if words.is_empty() || words.iter().any(|word| fold(word).is_empty()) =>
            {
                add(&path, "a keyword needs a letter or a digit".to_owned());
            }
            TriggerKind::AnyMessage if trigger.anytime => {
                add(&path, "`anytime` with `any_message` would swallow every answer".to_owned());
            }
            TriggerKind::Event(name) if name.trim().is_empty() => add(&path, "the event has no name".to_owned()),
            TriggerKind::Event(_) | TriggerKind::Referral(_) if trigger.anytime => {
                add(&path, "`anytime` is for words; events and advertisements begin a flow by themselves".to_owned());
            }
            _ => {}
        }
    }
}

fn knowledge(flow: &Flow, add: &mut impl FnMut(&str, String)) {
    let entries: usize = flow.knowledge.values().map(Vec::len).sum();
    if entries > limits::KNOWLEDGE {
        add("knowledge", format!("{entries} entries, where at most {} are allowed", limits::KNOWLEDGE));
    }
    for (name, entries) in &flow.knowledge {
        if !is_name(name) {
            add("knowledge", format!("`{name}` cannot be the name of a collection"));
        }
        for (index, entry) in entries.iter().enumerate() {
            if entry.questions.iter().all(|question| fold(question).is_empty()) {
                add(&format!("knowledge.{name}[{index}]"), "an answer to no question is never given".to_owned());
            }
        }
    }
}

fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    first && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

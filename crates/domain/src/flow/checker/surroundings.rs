//! What a flow leans on: other flows that it calls, and templates that Meta has to have approved.

use super::{ProblemCode, Report};
use crate::flow::document::{
    AnswerKind, Ask, Case, Condition, Flow, NodeKind, TemplateParameters, TemplatePart, TriggerKind,
};
use crate::flow::expression;
use crate::intent::entity::BuiltIn;
use crate::policy::TemplateStatus;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the world around a flow. What is `None` is not looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    pub templates: Option<&'a [KnownTemplate]>,
    /// The other flows that are published.
    pub flows: Option<&'a [Flow]>,
    /// The names of the segments.
    pub segments: Option<&'a [String]>,
    /// The names of the intents.
    pub intents: Option<&'a [String]>,
    /// The names of the entities of the business.
    pub entities: Option<&'a [String]>,
}

/// A template as Meta knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTemplate {
    pub name: String,
    /// Meta's code.
    pub language: String,
    pub status: TemplateStatus,
    /// How many values its body needs; `None` when that is not known.
    pub blanks: Option<usize>,
}

pub(super) fn check(flow: &Flow, around: Surroundings<'_>, report: &mut Report) {
    let others: BTreeMap<String, &Flow> =
        around.flows.unwrap_or_default().iter().map(|other| (fold(&other.name), other)).collect();
    let names = |kind: &NodeKind| match kind {
        NodeKind::CallFlow(call) => fold(&call.flow) == fold(&flow.name),
        NodeKind::StartFlow(start) => fold(&start.flow) == fold(&flow.name),
        _ => false,
    };
    let is_called = || others.values().any(|other| other.nodes.values().any(|node| names(&node.kind)));
    if flow.triggers.is_empty() && !is_called() {
        report.add(ProblemCode::NoTrigger, None, "name", "nothing sets this flow off".to_owned());
    }
    for (index, trigger) in flow.triggers.iter().enumerate() {
        if let TriggerKind::Intent(names) = &trigger.on {
            known_intents(around, None, &format!("triggers[{index}].intent"), names, report);
        }
    }
    for (id, node) in &flow.nodes {
        match &node.kind {
            NodeKind::CallFlow(call) => {
                known_flow(flow, around, &others, id, ("call_flow.flow", &call.flow), report);
                round(flow, &others, id, &call.flow, report);
            }
            NodeKind::StartFlow(start) => {
                known_flow(flow, around, &others, id, ("start_flow.flow", &start.flow), report);
            }
            NodeKind::Branch(cases) => {
                known_segments(around, id, cases, report);
                for (index, case) in cases.iter().enumerate() {
                    if let Condition::Intent(name) = &case.on {
                        known_intents(
                            around,
                            Some(id),
                            &format!("branch[{index}].intent"),
                            std::slice::from_ref(name),
                            report,
                        );
                    }
                }
            }
            NodeKind::Ask(ask) => known_entity(around, id, ask, report),
            NodeKind::Say(say) => template(flow, around, id, ("say.template", say.template.as_ref()), report),
            NodeKind::NotifyStaff(notice) => {
                template(flow, around, id, ("notify_staff.template", notice.template.as_ref()), report);
            }
            _ => {}
        }
    }
}

fn known_flow(
    flow: &Flow,
    around: Surroundings<'_>,
    others: &BTreeMap<String, &Flow>,
    node: &str,
    (path, name): (&str, &str),
    report: &mut Report,
) {
    let is_known = others.contains_key(&fold(name)) || fold(name) == fold(&flow.name);
    if around.flows.is_some() && !is_known && !name.trim().is_empty() {
        report.add(ProblemCode::UnknownFlow, Some(node), path, format!("no published flow is called `{name}`"));
    }
}

fn known_segments(around: Surroundings<'_>, node: &str, cases: &[Case], report: &mut Report) {
    for (index, case) in cases.iter().enumerate() {
        let Condition::Segment(name) = &case.on else { continue };
        let is_known = around.segments.is_none_or(|known| known.iter().any(|known| fold(known) == fold(name)));
        if !is_known || name.trim().is_empty() {
            let message = format!("no segment is called `{name}`");
            report.add(ProblemCode::UnknownSegment, Some(node), &format!("branch[{index}].segment"), message);
        }
    }
}

fn known_intents(around: Surroundings<'_>, node: Option<&str>, path: &str, names: &[String], report: &mut Report) {
    if names.is_empty() {
        report.add(ProblemCode::UnknownIntent, node, path, "no intent is named".to_owned());
    }
    for name in names {
        let is_known = around.intents.is_none_or(|known| known.contains(name));
        if !is_known || name.trim().is_empty() {
            report.add(ProblemCode::UnknownIntent, node, path, format!("no intent is called `{name}`"));
        }
    }
}

fn known_entity(around: Surroundings<'_>, node: &str, ask: &Ask, report: &mut Report) {
    let Some(name) = ask.entity.as_deref().filter(|_| ask.kind == AnswerKind::Entity) else { return };
    let is_taught = around.entities.is_none_or(|known| known.iter().any(|known| known == name));
    if BuiltIn::parse(name).is_none() && (!is_taught || name.trim().is_empty()) {
        let message = format!("no entity is called `{name}`");
        report.add(ProblemCode::UnknownEntity, Some(node), "ask.entity", message);
    }
}

/// Calls that come back to where they began would go deeper for ever.
fn round(flow: &Flow, others: &BTreeMap<String, &Flow>, node: &str, called: &str, report: &mut Report) {
    let this = fold(&flow.name);
    let (mut open, mut seen) = (vec![fold(called)], BTreeSet::new());
    while let Some(name) = open.pop() {
        if name == this {
            let message = format!("calling `{called}` comes back to this flow");
            return report.add(ProblemCode::CallsItself, Some(node), "call_flow.flow", message);
        }
        if !seen.insert(name.clone()) {
            continue;
        }
        let calls = others.get(&name).into_iter().flat_map(|other| other.nodes.values());
        open.extend(calls.filter_map(|node| match &node.kind {
            NodeKind::CallFlow(call) => Some(fold(&call.flow)),
            _ => None,
        }));
    }
}

fn template(
    flow: &Flow,
    around: Surroundings<'_>,
    node: &str,
    (path, part): (&str, Option<&TemplatePart>),
    report: &mut Report,
) {
    let (Some(templates), Some(part)) = (around.templates, part) else { return };
    let named: Vec<&KnownTemplate> = templates.iter().filter(|template| template.name == part.name).collect();
    if named.is_empty() {
        let message = format!("Meta knows no template `{}`", part.name);
        return report.add(ProblemCode::UnknownTemplate, Some(node), &format!("{path}.name"), message);
    }
    for language in flow.spoken_languages() {
        let Some(code) = code(part, language, &flow.language) else { continue };
        match named.iter().find(|template| template.language == code) {
            None => {
                let message = format!("the template `{}` does not exist in `{code}`", part.name);
                report.add(ProblemCode::UnknownTemplate, Some(node), path, message);
            }
            Some(template) => known_template(template, part, node, path, report),
        }
    }
}

fn known_template(template: &KnownTemplate, part: &TemplatePart, node: &str, path: &str, report: &mut Report) {
    if !matches!(template.status, TemplateStatus::Approved | TemplateStatus::Unknown) {
        let message = format!("the template `{}` in `{}` is not approved", template.name, template.language);
        report.add(ProblemCode::TemplateNotApproved, Some(node), path, message);
    }
    let given = match &part.body {
        Some(TemplateParameters::Positional(values)) => values.len(),
        Some(TemplateParameters::Named(values)) => values.len(),
        None => 0,
    };
    if let Some(blanks) = template.blanks.filter(|blanks| *blanks != given) {
        let message =
            format!("{given} values for the {blanks} blanks of `{}` in `{}`", template.name, template.language);
        report.add(ProblemCode::TemplateMismatch, Some(node), &format!("{path}.body"), message);
    }
}

/// Meta's code for a language; `None` when it is worked out only later.
fn code(part: &TemplatePart, language: &str, default: &str) -> Option<String> {
    match &part.language {
        Some(written) => written.pick(language, default).filter(|code| expression::is_plain(code)).map(str::to_owned),
        None => Some(language.replace('-', "_")),
    }
}

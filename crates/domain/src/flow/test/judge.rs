//! What was expected and did not happen, and what happened and was not expected.
//!
//! Every message and every hand-over has to be expected; of the contact, the session and requests only what is written
//! down is looked at.

use super::document::{
    ConsentStates, Expected, ExpectedContact, ExpectedHandOver, ExpectedNotice, ExpectedRequest, OutsideNews, Step,
};
use super::happening::Happening;
use super::matching;
use super::play::{line_of, news_of, said};
use super::shown::Shown;
use super::stub::{has, request_fits};
use super::text_or::TextOr;
use crate::consent::Category;
use crate::contact::Contact;
use crate::flow::session::{HttpCall, Session};
use crate::id::UserId;
use serde_json::{Map, Value, json};
use serde_saphyr::Spanned;
use std::collections::BTreeMap;

/// A difference between what was expected and what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub line: u32,
    pub expected: String,
    pub found: String,
}

/// A line of the expectations as they should be.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// The step with this index is right.
    Keep(usize),
    New(Box<Step>),
}

/// The conversation after an act.
pub(super) struct View<'a> {
    pub happenings: &'a [Happening],
    pub contact: Option<&'a Contact>,
    pub session: Option<&'a Session>,
    /// A user of the inbox by e-mail address.
    pub user: &'a dyn Fn(&str) -> Option<UserId>,
}

pub(super) fn judge(expected: &[(usize, &Spanned<Step>)], view: &View<'_>, line: u32) -> (Vec<Finding>, Vec<Line>) {
    let mut judge = Judge { view, messages: view.happenings.iter().filter_map(said).collect(), ..Judge::new(view) };
    for (index, step) in expected {
        judge.step(*index, &step.value, line_of(step));
    }
    judge.finish(line)
}

struct Judge<'a> {
    view: &'a View<'a>,
    /// Not yet expected.
    messages: Vec<&'a Shown>,
    hand_overs: Vec<&'a str>,
    ends: Vec<&'a str>,
    findings: Vec<Finding>,
    lines: Vec<Line>,
    /// Where messages that nobody expected belong.
    after_messages: usize,
}

impl<'a> Judge<'a> {
    fn new(view: &'a View<'a>) -> Self {
        let hand_overs = view.happenings.iter().filter_map(|happening| match happening {
            Happening::HandedOver { note } => Some(note.as_str()),
            _ => None,
        });
        let ends = view.happenings.iter().filter_map(|happening| match happening {
            Happening::Ended { reason } => Some(reason.as_str()),
            _ => None,
        });
        let (hand_overs, ends) = (hand_overs.collect(), ends.collect());
        let (messages, findings, lines) = (Vec::new(), Vec::new(), Vec::new());
        Self { view, messages, hand_overs, ends, findings, lines, after_messages: 0 }
    }

    fn step(&mut self, index: usize, step: &Step, line: u32) {
        let result = match step {
            Step::Bot(expected) => self.bot(expected),
            Step::Contact(expected) => self.contact(expected),
            Step::Variables(expected) => self.variables(expected),
            Step::HandsOver(expected) => self.hands_over(expected),
            Step::Assigns(expected) => self.assigns(expected),
            Step::Tells(expected) => self.tells(expected),
            Step::Records(expected) => self.records(expected),
            Step::Ends(expected) => self.ends(expected),
            Step::Requests(expected) => self.requests(expected),
            Step::Node(expected) => self.node(expected),
            Step::Refuses(expected) => self.refuses(expected),
            _ => Ok(()),
        };
        match result {
            Ok(()) => self.lines.push(Line::Keep(index)),
            Err(Difference { expected, found, instead }) => {
                self.findings.push(Finding { line, expected, found });
                self.lines.extend(instead.map(Line::New));
            }
        }
        if matches!(step, Step::Bot(_)) {
            self.after_messages = self.lines.len();
        }
    }

    fn finish(mut self, line: u32) -> (Vec<Finding>, Vec<Line>) {
        let more: Vec<Line> =
            self.messages.iter().map(|shown| Line::New(Box::new(Step::Bot(shown.as_expected())))).collect();
        for shown in &self.messages {
            self.findings.push(Finding { line, expected: String::new(), found: format!("bot: {shown}") });
        }
        for note in &self.hand_overs {
            self.findings.push(Finding { line, expected: String::new(), found: format!("hands over: {note}") });
            self.lines.push(Line::New(Box::new(hands_over(note))));
        }
        self.lines.splice(self.after_messages..self.after_messages, more);
        (self.findings, self.lines)
    }

    fn bot(&mut self, expected: &TextOr<Expected>) -> Result<(), Difference> {
        match expected {
            TextOr::Text(word) if word == "anything" => {
                self.messages.clear();
                return Ok(());
            }
            TextOr::Text(word) if word == "nothing" => {
                let Some(first) = self.messages.first() else { return Ok(()) };
                return Err(Difference::new("bot says nothing", format!("bot: {first}"), None));
            }
            _ => {}
        }
        let told = format!("bot: {}", matching::told(expected));
        if self.messages.is_empty() {
            return Err(Difference::new(&told, "nothing more is said".to_owned(), None));
        }
        let shown = self.messages.remove(0);
        let differs = match expected {
            TextOr::Text(text) => (shown.text.as_ref() != Some(text)).then(|| "text".to_owned()),
            TextOr::Map(expected) => matching::differing_part(expected, shown),
        };
        let Some(part) = differs else { return Ok(()) };
        let found = format!("bot: {shown}   ({part} differs)");
        Err(Difference::new(&told, found, Some(Step::Bot(shown.as_expected()))))
    }

    fn contact(&self, expected: &ExpectedContact) -> Result<(), Difference> {
        let found = self.view.contact.map(|contact| as_it_is(expected, contact)).unwrap_or_default();
        let equal = &found == expected;
        let instead = (found != ExpectedContact::default()).then(|| Step::Contact(found.clone()));
        if equal { Ok(()) } else { Err(Difference::of_values("contact", expected, &found, instead)) }
    }

    fn variables(&self, expected: &Map<String, Value>) -> Result<(), Difference> {
        let known = self.view.session.map(|session| &session.variables);
        let found: Map<String, Value> =
            expected.keys().filter_map(|name| Some((name.clone(), known?.get(name)?.clone()))).collect();
        if has(&Value::Object(found.clone()), &Value::Object(expected.clone())) {
            return Ok(());
        }
        let instead = (!found.is_empty()).then(|| Step::Variables(found.clone()));
        Err(Difference::of_values("variables", expected, &found, instead))
    }

    fn hands_over(&mut self, expected: &TextOr<ExpectedHandOver>) -> Result<(), Difference> {
        let told = format!("hands over: {}", serde_json::to_value(expected).unwrap_or_default());
        if self.hand_overs.is_empty() {
            return Err(Difference::new(&told, "nobody takes over".to_owned(), None));
        }
        let note = self.hand_overs.remove(0);
        let fits = match expected {
            TextOr::Text(part) => note.contains(part.as_str()),
            TextOr::Map(ExpectedHandOver { note: whole, contains }) => {
                whole.as_ref().is_none_or(|whole| whole == note)
                    && contains.iter().all(|part| note.contains(part.as_str()))
            }
        };
        if fits { Ok(()) } else { Err(Difference::new(&told, format!("hands over: {note}"), Some(hands_over(note)))) }
    }

    fn assigns(&self, expected: &str) -> Result<(), Difference> {
        let user = (self.view.user)(expected).map(|user| user.to_string());
        let assigned: Vec<&str> = self.all(|happening| match happening {
            Happening::Assigned { to } => Some(to.as_str()),
            _ => None,
        });
        if assigned.iter().any(|to| *to == expected || user.as_deref() == Some(*to)) {
            return Ok(());
        }
        let found = if assigned.is_empty() { "nobody".to_owned() } else { assigned.join(", ") };
        let instead = assigned.first().map(|to| Step::Assigns((*to).to_owned()));
        Err(Difference::new(&format!("assigns: {expected}"), format!("assigns: {found}"), instead))
    }

    fn tells(&self, expected: &ExpectedNotice) -> Result<(), Difference> {
        let told: Vec<(&str, &Shown)> = self.all(|happening| match happening {
            Happening::Told { phone, shown } => Some((phone.as_str(), shown)),
            _ => None,
        });
        let to = expected.to.trim_start_matches('+');
        if told.iter().any(|(phone, shown)| *phone == to && matching::fits(&expected.message, shown)) {
            return Ok(());
        }
        let found: Vec<String> = told.iter().map(|(phone, shown)| format!("tells {phone}: {shown}")).collect();
        let found = if found.is_empty() { "nobody else is told anything".to_owned() } else { found.join("\n") };
        let instead = told.first().map(|(phone, shown)| {
            Step::Tells(ExpectedNotice { to: (*phone).to_owned(), message: shown.as_expected() })
        });
        Err(Difference::new(&format!("tells {to}: {}", matching::told(&expected.message)), found, instead))
    }

    fn records(&self, expected: &TextOr<OutsideNews>) -> Result<(), Difference> {
        let OutsideNews { name, properties } = news_of(expected);
        let recorded: Vec<(&String, &BTreeMap<String, Value>)> = self.all(|happening| match happening {
            Happening::Recorded { name, properties } => Some((name, properties)),
            _ => None,
        });
        if recorded.iter().any(|(recorded, found)| **recorded == name && has(&json!(found), &json!(properties))) {
            return Ok(());
        }
        let found: Vec<String> =
            recorded.iter().map(|(name, found)| format!("records: {name} {}", json!(found))).collect();
        let found = if found.is_empty() { "nothing is recorded".to_owned() } else { found.join("\n") };
        let instead = recorded.first().map(|(name, found)| {
            Step::Records(TextOr::Map(OutsideNews { name: (*name).clone(), properties: (*found).clone() }))
        });
        Err(Difference::new(&format!("records: {name} {}", json!(properties)), found, instead))
    }

    fn all<T>(&self, pick: impl Fn(&'a Happening) -> Option<T>) -> Vec<T> {
        self.view.happenings.iter().filter_map(pick).collect()
    }

    fn ends(&mut self, expected: &str) -> Result<(), Difference> {
        if self.ends.is_empty() {
            return Err(Difference::new(&format!("ends: {expected}"), "no flow ends here".to_owned(), None));
        }
        let found = self.ends.remove(0);
        let instead = Step::Ends(found.to_owned());
        if found == expected {
            Ok(())
        } else {
            Err(Difference::new(&format!("ends: {expected}"), format!("ends: {found}"), Some(instead)))
        }
    }

    fn requests(&self, expected: &ExpectedRequest) -> Result<(), Difference> {
        let calls: Vec<_> = self
            .view
            .happenings
            .iter()
            .filter_map(|happening| match happening {
                Happening::Requested(call) => Some(call),
                _ => None,
            })
            .collect();
        let fits =
            |call: &&HttpCall| request_fits(expected.method.as_deref(), &expected.url, expected.with.as_ref(), call);
        if calls.iter().any(fits) {
            return Ok(());
        }
        let found: Vec<String> = calls.iter().map(|call| Happening::Requested((*call).clone()).to_string()).collect();
        let instead = calls.first().map(|call| {
            Step::Requests(ExpectedRequest {
                method: Some(call.method.clone()),
                url: call.url.clone(),
                with: call.body.clone(),
            })
        });
        let found = if found.is_empty() { "no request is made".to_owned() } else { found.join("\n") };
        Err(Difference::new(
            &format!("requests: {}", serde_json::to_value(expected).unwrap_or_default()),
            found,
            instead,
        ))
    }

    fn node(&self, expected: &str) -> Result<(), Difference> {
        let found = self.view.session.map(|session| session.node.as_str());
        if found == Some(expected) {
            return Ok(());
        }
        let told = found.map_or_else(|| "no session".to_owned(), |node| format!("node: {node}"));
        Err(Difference::new(&format!("node: {expected}"), told, found.map(|node| Step::Node(node.to_owned()))))
    }

    fn refuses(&self, expected: &str) -> Result<(), Difference> {
        let mut reasons = self.view.happenings.iter().filter_map(|happening| match happening {
            Happening::Refused { reason } => Some(reason.as_str()),
            _ => None,
        });
        if reasons.clone().any(|reason| reason == expected) {
            return Ok(());
        }
        let found = reasons.next();
        let told = found.map_or_else(|| "the gate refused nothing".to_owned(), |reason| format!("refuses: {reason}"));
        Err(Difference::new(
            &format!("refuses: {expected}"),
            told,
            found.map(|reason| Step::Refuses(reason.to_owned())),
        ))
    }
}

struct Difference {
    expected: String,
    found: String,
    /// What the expectation would have to be.
    instead: Option<Box<Step>>,
}

impl Difference {
    fn new(expected: &str, found: String, instead: Option<Step>) -> Self {
        Self { expected: expected.to_owned(), found, instead: instead.map(Box::new) }
    }

    fn of_values<T: serde::Serialize>(what: &str, expected: &T, found: &T, instead: Option<Step>) -> Self {
        let json = |value: &T| serde_json::to_value(value).unwrap_or_default();
        Self::new(&format!("{what}: {}", json(expected)), format!("{what}: {}", json(found)), instead)
    }
}

/// No note at all has to be said in full: every note contains it.
fn hands_over(note: &str) -> Step {
    let nothing = ExpectedHandOver { note: Some(String::new()), ..ExpectedHandOver::default() };
    Step::HandsOver(if note.is_empty() { TextOr::Map(nothing) } else { TextOr::Text(note.to_owned()) })
}

/// The same questions, with what is true for answers.
fn as_it_is(asked: &ExpectedContact, contact: &Contact) -> ExpectedContact {
    let fields = asked.fields.iter().map(|(name, wanted)| {
        let value = contact.fields.get(name).unwrap_or(&Value::Null);
        // A number is the same however it is written.
        (name.clone(), if has(value, wanted) { wanted.clone() } else { value.clone() })
    });
    let state = |asked: Option<_>, category| asked.map(|_| contact.consents.state(category));
    ExpectedContact {
        name: asked.name.as_ref().map(|_| contact.name.clone()),
        language: asked.language.as_ref().and_then(|_| contact.language.clone()),
        fields: fields.collect(),
        labels: asked.labels.intersection(&contact.labels).cloned().collect(),
        without_labels: asked.without_labels.difference(&contact.labels).cloned().collect(),
        consent: asked.consent.map(|consent| ConsentStates {
            marketing: state(consent.marketing, Category::Marketing),
            utility: state(consent.utility, Category::Utility),
        }),
    }
}

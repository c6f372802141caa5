//! Plays a scripted customer against a flow and writes down what happened, for people to read.

use domain::consent::Consents;
use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::flow::book::FlowBook;
use domain::flow::checker;
use domain::flow::document::{Flow, Span};
use domain::flow::engine::{self, Begin, ContactField, FlowEffect, FlowInput, Step};
use domain::flow::scope::Scope;
use domain::flow::session::{HttpAnswer, Session, Waiting};
use domain::flow::trigger::Reply;
use domain::id::{ContactId, ConversationId, FlowId, IdSource};
use domain::time::Timestamp;
use domain::window;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use whatsapp::message::{Button, Interactive, Message};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    about: String,
    /// A file of the repository, or the document itself.
    flow: Option<String>,
    document: Option<String>,
    #[serde(default)]
    contact: Person,
    #[serde(default)]
    settings: Map<String, Value>,
    /// When it begins.
    at: String,
    steps: Vec<Act>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Person {
    name: String,
    phone: String,
    language: Option<String>,
    fields: BTreeMap<String, Value>,
}

impl Default for Person {
    fn default() -> Self {
        Self { name: "Ana".into(), phone: "34600111222".into(), language: None, fields: BTreeMap::new() }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Says(String),
    /// A payload, as the last messages offered it.
    Taps(String),
    Sends(String),
    Waits(Span),
    /// The HTTP answer the flow waits for.
    Answers(Answer),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Answer {
    status: Option<u16>,
    body: Value,
    error: Option<String>,
}

pub fn play(script: &str, repository: &Path) -> String {
    let script: Script = serde_saphyr::from_str(script).unwrap();
    let source = match (&script.flow, &script.document) {
        (Some(file), None) => std::fs::read_to_string(repository.join(file)).unwrap(),
        (None, Some(document)) => document.clone(),
        _ => panic!("a script has either a flow or a document"),
    };
    let (flow, problems) = checker::check(&source);
    let flow = flow.unwrap_or_else(|| panic!("{problems:#?}"));
    let mut stage = Stage::new(&script, flow);
    for problem in problems {
        writeln!(stage.told, "checker: {} {}: {}", problem.severity, problem.code, problem.message).unwrap();
    }
    for act in script.steps {
        stage.act(act);
    }
    stage.told
}

struct Stage {
    flow: Flow,
    contact: Contact,
    settings: Map<String, Value>,
    flows: FlowBook,
    now: Timestamp,
    window_expires_at: Option<Timestamp>,
    session: Option<Session>,
    ids: IdSource,
    told: String,
}

impl Stage {
    fn new(script: &Script, flow: Flow) -> Self {
        let now = Timestamp(script.at.parse::<jiff::Timestamp>().unwrap().as_millisecond());
        let mut ids = IdSource::new(7);
        let person = &script.contact;
        let contact = Contact {
            id: ContactId::new(&mut ids, now),
            name: person.name.clone(),
            language: person.language.clone(),
            identifiers: BTreeSet::from([Identifier {
                kind: IdentifierKind::Phone,
                value: format!("+{}", person.phone),
            }]),
            fields: person.fields.clone(),
            labels: BTreeSet::new(),
            consents: Consents::default(),
            blocked: false,
            created_at: now,
            updated_at: now,
        };
        let told = format!("# {}\n", script.about.trim());
        let settings = script.settings.clone();
        Self {
            flow,
            contact,
            settings,
            flows: FlowBook::default(),
            now,
            window_expires_at: None,
            session: None,
            ids,
            told,
        }
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Says(text) => self.hear(&format!("“{text}”"), Reply::text(text)),
            Act::Taps(payload) => self.hear(&format!("taps {payload}"), Reply::tap(payload, "")),
            Act::Sends(kind) => self.hear(&format!("sends {kind}"), Reply { kind, ..Reply::default() }),
            Act::Waits(span) => self.wait(span),
            Act::Answers(answer) => self.answer(answer),
        }
    }

    fn hear(&mut self, what: &str, reply: Reply) {
        writeln!(self.told, "\ncustomer {what}").unwrap();
        self.window_expires_at = Some(window::extend(self.window_expires_at, self.now));
        match self.session.take() {
            Some(session) => self.resume(session, FlowInput::Reply(reply)),
            None if self.flow.matches_trigger(&reply).is_some() => {
                let (conversation, flow) =
                    (ConversationId::new(&mut self.ids, self.now), FlowId::new(&mut self.ids, self.now));
                let begin = Begin { conversation, flow, flow_version: 1 };
                let mut ids = self.ids.clone();
                let step = engine::start(&self.flow, begin, &reply, &self.scope(), &mut ids);
                self.ids = ids;
                self.tell(step);
            }
            None => self.told.push_str("  (no trigger fits)\n"),
        }
    }

    fn wait(&mut self, span: Span) {
        writeln!(self.told, "\n{span} later").unwrap();
        let until = self.now.plus(span.0);
        while let Some(session) = self.session.take_if(|session| session.wake_at().is_some_and(|wake| wake <= until)) {
            self.now = session.wake_at().unwrap().max(self.now);
            self.resume(session, FlowInput::TimedOut);
        }
        self.now = until;
    }

    fn answer(&mut self, answer: Answer) {
        let session = self.session.take().unwrap();
        let Waiting::Http { call, .. } = session.waiting else { panic!("no request is under way at {}", session.node) };
        let Answer { status, body, error } = answer;
        let status_told = status.map_or_else(|| "nothing".to_owned(), |status| status.to_string());
        writeln!(self.told, "\nHTTP answers {status_told} {body}").unwrap();
        self.resume(session, FlowInput::HttpAnswered(HttpAnswer { call, status, body, error }));
    }

    fn resume(&mut self, session: Session, input: FlowInput) {
        let mut ids = self.ids.clone();
        let step = engine::resume(&self.flow, session, input, &self.scope(), &mut ids);
        self.ids = ids;
        self.tell(step);
    }

    fn scope(&self) -> Scope<'_> {
        Scope {
            contact: &self.contact,
            settings: &self.settings,
            flows: &self.flows,
            window_expires_at: self.window_expires_at,
            now: self.now,
        }
    }

    fn tell(&mut self, step: Step) {
        for effect in step.effects {
            let line = match &effect {
                FlowEffect::Say(message) => told_message(message),
                FlowEffect::SetContactField { field, value } => format!("  sets {field:?} to {value}"),
                FlowEffect::AddLabel(label) => format!("  adds label {label}"),
                FlowEffect::RemoveLabel(label) => format!("  removes label {label}"),
                FlowEffect::RequestHttp(call) => {
                    format!("  requests {} {}{}", call.method, call.url, told_body(call.body.as_ref()))
                }
                FlowEffect::RecordConsent { category, given, words } => {
                    format!("  records consent to {category}: {given} (“{words}”)")
                }
                FlowEffect::Record { name, properties } => format!("  records {name} {}", told(properties)),
                FlowEffect::StartFlow { flow, phone, input } => format!("  starts {flow} with {phone} {}", told(input)),
                FlowEffect::NotifyStaff { phone, text, template } => {
                    let message = text.as_deref().or(template.as_deref()).map(told_message).unwrap_or_default();
                    format!("  tells {phone}:\n  {message}")
                }
                FlowEffect::Assign { team, person, note } => {
                    format!("  assigns to {}: {note}", told_people(team.as_deref(), person.as_deref()))
                }
                FlowEffect::HandOver { note, reason, team: None, person: None } => {
                    format!("  hands over ({reason}): {note}")
                }
                FlowEffect::HandOver { note, reason, team, person } => {
                    format!("  hands over to {} ({reason}): {note}", told_people(team.as_deref(), person.as_deref()))
                }
                FlowEffect::Ended { reason, outcome } => {
                    format!("  ends ({reason}){}", told_outcome(outcome.as_deref()))
                }
            };
            writeln!(self.told, "{line}").unwrap();
            self.apply(effect);
        }
        if let Some(session) = &step.session {
            let wake = session.wake_at().map(|wake| Span(wake.since(self.now)).to_string()).unwrap_or_default();
            writeln!(self.told, "  [{} waits {wake}]", session.node).unwrap();
        }
        self.session = step.session;
    }

    fn apply(&mut self, effect: FlowEffect) {
        match effect {
            FlowEffect::SetContactField { field: ContactField::Name, value } => {
                self.contact.name = value.as_str().unwrap().into();
            }
            FlowEffect::SetContactField { field: ContactField::Language, value } => {
                self.contact.language = value.as_str().map(Into::into);
            }
            FlowEffect::SetContactField { field: ContactField::Custom(name), value } => {
                drop(self.contact.fields.insert(name, value));
            }
            FlowEffect::AddLabel(label) => drop(self.contact.labels.insert(label)),
            FlowEffect::RemoveLabel(label) => drop(self.contact.labels.remove(&label)),
            _ => {}
        }
    }
}

/// Ids differ from run to run of the seed; people do not read them.
fn told(properties: &BTreeMap<String, Value>) -> String {
    let shown = properties.iter().filter(|(name, _)| *name != "session").map(|(name, value)| format!("{name}={value}"));
    shown.collect::<Vec<_>>().join(" ")
}

fn told_people(team: Option<&str>, person: Option<&str>) -> String {
    team.into_iter().chain(person).collect::<Vec<_>>().join(" / ")
}

fn told_body(body: Option<&Value>) -> String {
    body.map(|body| format!(" {body}")).unwrap_or_default()
}

fn told_outcome(outcome: Option<&str>) -> String {
    outcome.map(|outcome| format!(": {outcome}")).unwrap_or_default()
}

fn told_message(message: &Message) -> String {
    let mut lines = match message {
        Message::Text(text) => vec![format!("  says: {}", text.body)],
        Message::Interactive(interactive) => told_interactive(interactive),
        other => vec![format!("  says: {}", serde_json::to_string(other).unwrap())],
    };
    for line in &mut lines {
        *line = line.replace('\n', "\n        ");
    }
    lines.join("\n")
}

fn told_interactive(interactive: &Interactive) -> Vec<String> {
    let mut lines = vec![format!("  says: {}", interactive.body().unwrap_or_default())];
    match interactive {
        Interactive::Button(buttons) => {
            for button in &buttons.action.buttons {
                let Button::Reply(reply) = button else { continue };
                lines.push(format!("    [{}] {}", reply.title, reply.id));
            }
            lines.extend(buttons.footer.iter().map(|footer| format!("    ({})", footer.text)));
        }
        Interactive::List(list) => {
            lines.push(format!("    [{} ▾]", list.action.button));
            for section in &list.action.sections {
                lines.extend(section.title.iter().map(|title| format!("    {title}")));
                for row in &section.rows {
                    let description = row.description.as_deref().map(|text| format!(" · {text}")).unwrap_or_default();
                    lines.push(format!("    - {}{description} {}", row.title, row.id));
                }
            }
            lines.extend(list.footer.iter().map(|footer| format!("    ({})", footer.text)));
        }
        other => lines.push(format!("    {other:?}")),
    }
    lines
}

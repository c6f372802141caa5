//! A conversation as it goes: each act, and what came of it until the next one.

use super::document::{Case, OutsideNews, Step, TestFile};
use super::happening::Happening;
use super::judge::{Finding, Line, View, judge};
use super::shown::{Offer, Shown};
use super::stage::Stage;
use super::text_or::TextOr;
use crate::contact::Contact;
use crate::conversation::Conversation;
use crate::flow::document::{Flow, ReadError, read_document};
use crate::flow::engine::Passage;
use crate::flow::session::Session;
use crate::id::{FlowId, IdSource};
use crate::intent::Understander;
use crate::policy::{TemplateCategory, TemplateStatus};
use crate::template::TemplateBook;
use crate::text::fold;
use crate::time::Timestamp;
use crate::world::{FlowBook, PublishedFlow};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use serde_saphyr::Spanned;
use std::collections::BTreeMap;
use std::sync::Arc;
use whatsapp::webhook::Content;

/// The flows a test file speaks of, as if they had just been published.
#[derive(Clone, Debug)]
pub struct Cast {
    pub(super) book: Arc<FlowBook>,
    /// The file each came from.
    paths: BTreeMap<FlowId, String>,
    pub(super) templates: Arc<TemplateBook>,
    pub(super) understander: Option<Arc<Understander>>,
}

impl Cast {
    pub fn new(flows: impl IntoIterator<Item = (String, Flow)>) -> Self {
        let mut ids = IdSource::new(11);
        let mut paths = BTreeMap::new();
        let published = flows.into_iter().map(|(path, document)| {
            let id = FlowId::new(&mut ids, Timestamp(0));
            paths.insert(id, path);
            Arc::new(PublishedFlow { id, version: 1, name: document.name.clone(), document })
        });
        let book = Arc::new(FlowBook::new(published.collect(), []));
        Self { book, paths, templates: Arc::default(), understander: None }
    }

    /// Tells the gate of these templates, as if Meta had just approved them.
    pub fn learn_templates(&mut self, source: &str) -> Result<(), ReadError> {
        let book = Arc::make_mut(&mut self.templates);
        for Template { name, language, category } in read_document::<Vec<Template>>(source)? {
            book.insert(&name, &language, TemplateCategory::from_meta(&category), TemplateStatus::Approved);
        }
        Ok(())
    }

    /// Lets customers be understood.
    #[must_use]
    pub fn hearing(self, understander: Option<Arc<Understander>>) -> Self {
        Self { understander, ..self }
    }

    pub fn path(&self, flow: FlowId) -> Option<&str> {
        self.paths.get(&flow).map(String::as_str)
    }
}

/// What the gate has to know of what is posted to Meta.
#[derive(Deserialize)]
struct Template {
    name: String,
    language: String,
    category: String,
}

/// A test that was played to its end, or as far as it could be.
#[derive(Clone, Debug)]
pub struct Played {
    pub name: String,
    /// Where it begins in its file, counted from 1.
    pub line: u32,
    pub exchanges: Vec<Exchange>,
    pub passages: Vec<Passage>,
    pub left: Left,
}

/// How things stand when the conversation has been played.
#[derive(Clone, Debug)]
pub struct Left {
    pub now: Timestamp,
    pub contact: Option<Contact>,
    /// None before the first message.
    pub conversation: Option<Conversation>,
    pub session: Option<Session>,
}

impl Played {
    pub fn passed(&self) -> bool {
        self.exchanges.iter().all(|exchange| exchange.findings.is_empty())
    }
}

/// Something happens, and what comes of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// In words; empty for what is expected before anything happened.
    pub act: String,
    pub line: u32,
    /// Where the act stands among the steps.
    pub step: Option<usize>,
    /// When it was done with.
    pub at: Timestamp,
    pub happenings: Vec<Happening>,
    pub findings: Vec<Finding>,
    /// The act could not be done, and the conversation ends here.
    pub stuck: bool,
    /// What the expectations would be if all were right, in order.
    pub lines: Vec<Line>,
}

/// Plays one test.
pub fn play(file: &TestFile, case: &Spanned<Case>, cast: &Cast) -> Played {
    let mut stage = Stage::set(cast, file.given.with(&case.value.given));
    let steps = &case.value.steps;
    let mut offers: Vec<Offer> = Vec::new();
    let mut exchanges = Vec::new();
    let mut next = 0;
    while next < steps.len() {
        let (act, begins) = (steps.get(next).filter(|step| !step.value.is_expectation()), next);
        let done = act.map_or(Ok(()), |step| perform(&mut stage, &step.value, &offers));
        next += usize::from(act.is_some());
        let expected = expectations(steps, next);
        next += expected.len();
        let happenings = stage.take_happenings();
        for shown in happenings.iter().filter_map(said) {
            // The newest stands first: it is what a thumb finds.
            offers.splice(0..0, shown.offers().cloned());
        }
        let line = steps.get(begins).map_or(0, line_of);
        let stuck = done.is_err();
        let judgement = match done {
            Ok(()) => {
                let view = View {
                    happenings: &happenings,
                    contact: stage.contact(),
                    session: stage.session(),
                    user: &|email| stage.user(email),
                };
                judge(&expected, &view, line)
            }
            Err(why) => (vec![Finding { line, expected: "this can be done".to_owned(), found: why }], Vec::new()),
        };
        let (findings, lines) = judgement;
        let (act, step) = (act.map(|step| told(&step.value)).unwrap_or_default(), act.map(|_| begins));
        let at = stage.now;
        exchanges.push(Exchange { act, line, step, at, happenings, findings, stuck, lines });
        if stuck {
            break;
        }
    }
    let line = u32::try_from(case.referenced.line()).unwrap_or(u32::MAX);
    let left = Left {
        now: stage.now,
        contact: stage.contact().cloned(),
        conversation: stage.conversation().cloned(),
        session: stage.session().cloned(),
    };
    Played { name: case.value.name.clone(), line, exchanges, passages: stage.passages, left }
}

pub(super) fn said(happening: &Happening) -> Option<&Shown> {
    match happening {
        Happening::Said(shown) => Some(shown),
        _ => None,
    }
}

pub(super) fn line_of(step: &Spanned<Step>) -> u32 {
    u32::try_from(step.referenced.line()).unwrap_or(u32::MAX)
}

fn expectations(steps: &[Spanned<Step>], from: usize) -> Vec<(usize, &Spanned<Step>)> {
    steps.iter().enumerate().skip(from).take_while(|(_, step)| step.value.is_expectation()).collect()
}

fn perform(stage: &mut Stage, step: &Step, offers: &[Offer]) -> Result<(), String> {
    match step {
        Step::Says(text) => stage.hear(Content::text(text.as_str())),
        Step::Taps(TextOr::Text(wanted)) => {
            let offer = offered(offers, wanted).ok_or_else(|| {
                let titles: Vec<&str> = offers.iter().take(12).map(|offer| offer.title.as_str()).collect();
                format!("no message offers “{wanted}” to tap; on offer: {}", titles.join(", "))
            })?;
            stage.hear(tap(&offer.payload, &offer.title)?)
        }
        Step::Taps(TextOr::Map(button)) => stage.hear(tap(&button.payload, &button.title)?),
        Step::Sends(TextOr::Text(kind)) => stage.hear(content(kind, &sample(kind))?),
        Step::Sends(TextOr::Map(map)) => stage.hear(sent(map)?),
        Step::Waits(span) => {
            stage.wait(stage.now.plus(span.0));
            Ok(())
        }
        Step::WaitsUntil(moment) if moment.0 < stage.now => Err("that moment has passed".to_owned()),
        Step::WaitsUntil(moment) => {
            stage.wait(moment.0);
            Ok(())
        }
        Step::Answers(answer) => stage.answer(answer),
        Step::Http(stubs) => {
            stage.stubs.put_first(stubs);
            Ok(())
        }
        Step::Agent(act) => stage.agent(*act),
        Step::Jumps(node) => stage.jump(node),
        Step::Event(news) => {
            stage.happen(&news_of(news));
            Ok(())
        }
        Step::Changes(change) => {
            stage.change(change);
            Ok(())
        }
        _ => Ok(()),
    }
}

pub(super) fn news_of(news: &TextOr<OutsideNews>) -> OutsideNews {
    match news {
        TextOr::Text(name) => OutsideNews { name: name.clone(), ..OutsideNews::default() },
        TextOr::Map(news) => news.clone(),
    }
}

/// By title as a reader compares them, else by the id in the document.
fn offered<'a>(offers: &'a [Offer], wanted: &str) -> Option<&'a Offer> {
    let id_of = |offer: &'a Offer| offer.payload.split_once(':').map_or(offer.payload.as_str(), |(_, id)| id);
    let by_title = offers.iter().find(|offer| fold(&offer.title) == fold(wanted) && !fold(wanted).is_empty());
    by_title.or_else(|| offers.iter().find(|offer| offer.payload == wanted || id_of(offer) == wanted))
}

fn tap(payload: &str, title: &str) -> Result<Content, String> {
    content("interactive", &json!({"type": "button_reply", "button_reply": {"id": payload, "title": title}}))
}

/// `{location: {...}}` is Meta's content of that kind; `{flow: {...}}` the values of a filled-in WhatsApp Flow.
fn sent(map: &Map<String, Value>) -> Result<Content, String> {
    let mut entries = map.iter();
    let (Some((kind, value)), None) = (entries.next(), entries.next()) else {
        return Err("`sends` holds one kind of content".to_owned());
    };
    if kind == "flow" {
        let reply = json!({"name": "flow", "body": "Sent", "response_json": value.to_string()});
        return content("interactive", &json!({"type": "nfm_reply", "nfm_reply": reply}));
    }
    let mut whole = sample(kind);
    if let (Value::Object(whole), Value::Object(value)) = (&mut whole, value) {
        whole.extend(value.clone());
    } else {
        whole = value.clone();
    }
    content(kind, &whole)
}

fn content(kind: &str, value: &Value) -> Result<Content, String> {
    let content: Content =
        serde_json::from_value(json!({"type": kind, kind: value})).map_err(|error| error.to_string())?;
    match content {
        Content::Unknown { .. } => Err(format!("customers cannot send `{kind}` like this")),
        known => Ok(known),
    }
}

/// What such a message has when the test does not say.
fn sample(kind: &str) -> Value {
    match kind {
        "image" => json!({"id": "1", "mime_type": "image/jpeg", "sha256": "0"}),
        "video" => json!({"id": "1", "mime_type": "video/mp4", "sha256": "0"}),
        "audio" => json!({"id": "1", "mime_type": "audio/ogg; codecs=opus", "sha256": "0", "voice": true}),
        "document" => json!({"id": "1", "mime_type": "application/pdf", "sha256": "0", "filename": "document.pdf"}),
        "sticker" => json!({"id": "1", "mime_type": "image/webp", "sha256": "0", "animated": false}),
        "location" => json!({"latitude": 40.4168, "longitude": -3.7038}),
        "contacts" => {
            json!([{"name": {"formatted_name": "Luis", "first_name": "Luis"}, "phones": [{"phone": "+34600333444"}]}])
        }
        "reaction" => json!({"message_id": "wamid.unknown", "emoji": "👍"}),
        _ => json!({}),
    }
}

fn told(step: &Step) -> String {
    match step {
        Step::Says(text) => format!("customer: {text}"),
        Step::Taps(TextOr::Text(title)) => format!("customer taps [{title}]"),
        Step::Taps(TextOr::Map(button)) => format!("customer taps an old button [{}]", button.payload),
        Step::Sends(TextOr::Text(kind)) => format!("customer sends {kind}"),
        Step::Sends(TextOr::Map(map)) => format!("customer sends {}", Value::Object(map.clone())),
        Step::Waits(span) => format!("{span} later"),
        Step::WaitsUntil(moment) => format!("at {}", String::from(*moment)),
        Step::Answers(answer) => format!("the request is answered {} {}", answer.status.unwrap_or(200), answer.body),
        Step::Http(_) => "other systems answer otherwise".to_owned(),
        Step::Event(news) => {
            let OutsideNews { name, properties } = news_of(news);
            if properties.is_empty() { format!("event {name}") } else { format!("event {name} {}", json!(properties)) }
        }
        Step::Changes(change) => format!("the contact changes: {}", json!(change)),
        Step::Jumps(node) => format!("jumps to {node}"),
        Step::Agent(act) => format!("an agent {}", json!(act).as_str().unwrap_or_default().replace('_', " ")),
        _ => String::new(),
    }
}

//! A Flow on a customer's phone: the screen that shows, what a tap leads to, and the message that comes of it.
//!
//! A state machine that asks nobody: where the business's endpoint has a say, the step is a [`Need::Ask`], and what the
//! endpoint answers is brought back with [`World::flow_answered`].

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::binding::Scope;
use super::{Flow, FlowStatus, component};
use crate::world::inbound::Said;
use crate::world::{CustomerId, ThreadKey, Turn, World};

pub(crate) type SessionId = u64;

/// More than anybody has open; the oldest is closed for a new one.
const MOST_OPEN: usize = 10_000;

/// A Flow that is open.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    key: ThreadKey,
    message: String,
    flow: u64,
    document: Arc<Value>,
    token: String,
    endpoint: Option<String>,
    version: String,
    screen: String,
    data: Map<String, Value>,
    /// What was entered, screen by screen.
    forms: BTreeMap<String, Map<String, Value>>,
    /// The data each screen was shown with.
    shown: BTreeMap<String, Map<String, Value>>,
    /// The screens one can go back to.
    history: Vec<String>,
    last_action: &'static str,
}

/// What the customer does.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FlowDeed {
    /// What is entered on the screen, by the names of its inputs.
    pub form: Map<String, Value>,
    /// The action of what was tapped, as the screen has it; that of the footer when absent.
    pub action: Option<Value>,
    /// Goes to the screen before instead.
    pub back: bool,
}

/// What the phone shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Step {
    Open {
        session: String,
        flow_id: String,
        /// `id`, `title`, `terminal` and `layout`, with data filled in; actions keep their names.
        screen: Value,
        data: Map<String, Value>,
        /// What was entered here before.
        form: Map<String, Value>,
        /// What the business's endpoint has against what was entered.
        #[serde(skip_serializing_if = "Option::is_none")]
        error_message: Option<String>,
        can_go_back: bool,
    },
    Completed {
        session: String,
        /// The message that went to the business.
        message_id: String,
        response: Value,
    },
}

/// What has to happen for the phone to go on.
#[derive(Debug)]
pub(crate) enum Need {
    Show(Step),
    /// The business's endpoint is asked.
    Ask {
        number: usize,
        uri: String,
        payload: Value,
    },
}

/// Why a Flow does not open or go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("there is no such message on this phone")]
    NoMessage,
    #[error("the message opens no Flow")]
    NoFlow,
    #[error("the Flow is not published")]
    NotPublished,
    #[error("the Flow is not open")]
    NotOpen,
    #[error("these must be filled in: {}", .0.join(", "))]
    Incomplete(Vec<String>),
    #[error("nothing on this screen does that")]
    NoAction,
    #[error("the Flow needs an endpoint_uri")]
    NoEndpoint,
    /// The endpoint said 427: this button works no longer.
    #[error("{0}")]
    Expired(String),
    /// The endpoint did not answer as it must.
    #[error("the endpoint failed: {0}")]
    Endpoint(String),
}

/// How a message opens a Flow.
struct Opening {
    flow: u64,
    token: String,
    asks_first: bool,
    screen: Option<String>,
    data: Map<String, Value>,
    draft: bool,
}

impl World {
    /// The customer taps the button of a message that opens a Flow.
    pub(crate) fn open_flow(&mut self, customer: CustomerId, message: &str) -> Result<(SessionId, Need), Trouble> {
        let (key, entry) = self.find_message(message).ok_or(Trouble::NoMessage)?;
        if key.thread.customer != customer {
            return Err(Trouble::NoMessage);
        }
        let envelope = entry.envelope().ok_or(Trouble::NoFlow)?;
        let sent = serde_json::to_value(&envelope.message).unwrap_or_default();
        let opening = self.opening(&sent).ok_or(Trouble::NoFlow)?;
        let flow = self.assets.flows.get(opening.flow).ok_or(Trouble::NoFlow)?;
        if flow.status != FlowStatus::Published && !(opening.draft && flow.status == FlowStatus::Draft) {
            return Err(Trouble::NotPublished);
        }
        let mut session = new_session(flow, key.thread, message, opening.token);
        let asked = if opening.asks_first {
            Some(session.ask("INIT", None, Map::new())?)
        } else {
            let first = session.document.pointer("/screens/0/id").and_then(Value::as_str).map(str::to_owned);
            let screen = opening.screen.or(first).unwrap_or_default();
            session.go_to(&screen, opening.data)?;
            None
        };
        let flows = &mut self.assets.flows;
        flows.next_session += 1;
        let id = flows.next_session;
        let need = asked.unwrap_or_else(|| Need::Show(session.show(id, None)));
        flows.sessions.insert(id, session);
        if flows.sessions.len() > MOST_OPEN {
            flows.sessions.pop_first();
        }
        Ok((id, need))
    }

    fn opening(&self, sent: &Value) -> Option<Opening> {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        if let Some(parameters) = sent.pointer("/interactive/action/parameters") {
            sent.pointer("/interactive/type").filter(|kind| *kind == "flow")?;
            let payload = parameters.get("flow_action_payload");
            let data = payload.and_then(|payload| payload.get("data")).and_then(Value::as_object);
            return Some(Opening {
                flow: self.flow_named(parameters)?,
                token: text(parameters.get("flow_token")).unwrap_or_else(|| "unused".to_owned()),
                asks_first: parameters.get("flow_action").is_some_and(|action| action == "data_exchange"),
                screen: payload.and_then(|payload| text(payload.get("screen"))),
                data: data.cloned().unwrap_or_default(),
                draft: parameters.get("mode").is_some_and(|mode| mode == "draft"),
            });
        }
        let filling = sent.get("template")?;
        let (name, language) = (text(filling.get("name"))?, text(filling.pointer("/language/code"))?);
        let template = self.templates.find(&name, &language)?;
        let parts = template.components.iter().filter_map(|part| part.get("buttons")?.as_array()).flatten();
        let is_flow = |kind: &Value| kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("flow"));
        let button = parts.into_iter().find(|button| button.get("type").is_some_and(is_flow))?;
        let components = filling.get("components").and_then(Value::as_array).into_iter().flatten();
        let mut given = components.filter(|part| part.get("sub_type").is_some_and(is_flow));
        let action = given.next().and_then(|part| part.pointer("/parameters/0/action"));
        let data = action.and_then(|action| action.get("flow_action_data")).and_then(Value::as_object);
        Some(Opening {
            flow: self.flow_named(button)?,
            token: action.and_then(|action| text(action.get("flow_token"))).unwrap_or_else(|| "unused".to_owned()),
            asks_first: button
                .get("flow_action")
                .and_then(Value::as_str)
                .is_some_and(|a| a.eq_ignore_ascii_case("data_exchange")),
            screen: text(button.get("navigate_screen")),
            data: data.cloned().unwrap_or_default(),
            draft: false,
        })
    }

    fn flow_named(&self, parameters: &Value) -> Option<u64> {
        let id = crate::world::parameter::text(parameters, "flow_id").and_then(|id| id.parse().ok());
        let name = parameters.get("flow_name").and_then(Value::as_str);
        id.or_else(|| name.and_then(|name| self.assets.flows.by_name(name)).map(|flow| flow.id))
    }

    /// The customer does something on the screen that shows.
    pub(crate) fn act_in_flow(&mut self, turn: &mut Turn<'_>, id: SessionId, deed: FlowDeed) -> Result<Need, Trouble> {
        let session = self.assets.flows.sessions.get_mut(&id).ok_or(Trouble::NotOpen)?;
        session.forms.insert(session.screen.clone(), deed.form);
        if deed.back {
            return session.back(id);
        }
        let action = deed.action.or_else(|| session.footer_action()).ok_or(Trouble::NoAction)?;
        let payload = session.payload(&action);
        match action.get("name").and_then(Value::as_str).unwrap_or_default() {
            "navigate" => {
                session.check_complete()?;
                let next = action.pointer("/next/name").and_then(Value::as_str).unwrap_or_default();
                session.history.push(session.screen.clone());
                session.go_to(next, payload)?;
                Ok(Need::Show(session.show(id, None)))
            }
            "data_exchange" => {
                session.check_complete()?;
                let screen = session.screen.clone();
                session.ask("data_exchange", Some(screen), payload)
            }
            "complete" => {
                session.check_complete()?;
                Ok(Need::Show(self.complete(turn, id, payload)?))
            }
            "update_data" => {
                session.data.extend(payload);
                Ok(Need::Show(session.show(id, None)))
            }
            "open_url" => Ok(Need::Show(session.show(id, None))),
            _ => Err(Trouble::NoAction),
        }
    }

    /// The business's endpoint has answered.
    pub(crate) fn flow_answered(
        &mut self,
        turn: &mut Turn<'_>,
        id: SessionId,
        answer: &Value,
    ) -> Result<Need, Trouble> {
        let session = self.assets.flows.sessions.get_mut(&id).ok_or(Trouble::NotOpen)?;
        let screen = answer.get("screen").and_then(Value::as_str);
        let screen = screen.ok_or_else(|| Trouble::Endpoint("the answer names no screen".to_owned()))?;
        let data = answer.get("data").and_then(Value::as_object).cloned().unwrap_or_default();
        if screen == "SUCCESS" {
            let response = answer.pointer("/data/extension_message_response/params").and_then(Value::as_object);
            let response = response.cloned().unwrap_or_default();
            return Ok(Need::Show(self.complete(turn, id, response)?));
        }
        let stays = screen == session.screen;
        if !stays && !session.leads_to(screen) {
            let way = format!("the routing model has no way from {} to {screen}", session.screen);
            return Err(Trouble::Endpoint(way));
        }
        let error_message = data.get("error_message").and_then(Value::as_str).map(str::to_owned);
        if stays {
            session.data.extend(data);
        } else {
            if !session.screen.is_empty() && session.last_action != "BACK" {
                session.history.push(session.screen.clone());
            }
            session.go_to(screen, data)?;
        }
        Ok(Need::Show(session.show(id, error_message)))
    }

    /// What to tell the endpoint of an answer that was no good.
    pub(crate) fn flow_complaint(&self, id: SessionId, what: &str) -> Option<(usize, String, Value)> {
        let session = self.assets.flows.sessions.get(&id)?;
        let payload = json!({
            "version": session.version,
            "flow_token": session.token,
            "screen": session.screen,
            "action": session.last_action,
            "data": { "error": "INVALID_RESPONSE", "error_message": what },
        });
        Some((session.key.number, session.endpoint.clone()?, payload))
    }

    /// The Flow closes, and its outcome goes to the business.
    fn complete(
        &mut self,
        turn: &mut Turn<'_>,
        id: SessionId,
        mut response: Map<String, Value>,
    ) -> Result<Step, Trouble> {
        let session = self.assets.flows.sessions.remove(&id).ok_or(Trouble::NotOpen)?;
        response.entry("flow_token".to_owned()).or_insert_with(|| session.token.as_str().into());
        let response = Value::Object(response);
        let reply = json!({ "name": "flow", "body": "Sent", "response_json": response.to_string() });
        let message = json!({
            "type": "interactive",
            "interactive": { "type": "nfm_reply", "nfm_reply": reply },
        });
        let number = Some(session.key.number);
        let said = Said { message, context: Some(session.message), number, ..Said::default() };
        let message_id = self.say(turn, session.key.customer, said).ok_or(Trouble::NotOpen)?;
        Ok(Step::Completed { session: id.to_string(), message_id: message_id.to_string(), response })
    }
}

fn new_session(flow: &Flow, key: ThreadKey, message: &str, token: String) -> Session {
    Session {
        key,
        message: message.to_owned(),
        flow: flow.id,
        document: Arc::clone(&flow.document),
        token,
        endpoint: flow.endpoint_uri.clone(),
        version: flow.data_api_version().unwrap_or("3.0").to_owned(),
        screen: String::new(),
        data: Map::new(),
        forms: BTreeMap::new(),
        shown: BTreeMap::new(),
        history: Vec::new(),
        last_action: "INIT",
    }
}

impl Session {
    fn find(&self, screen: &str) -> Option<&Value> {
        let screens = self.document.get("screens").and_then(Value::as_array)?;
        screens.iter().find(|known| known.get("id").is_some_and(|id| id == screen))
    }

    fn go_to(&mut self, screen: &str, data: Map<String, Value>) -> Result<(), Trouble> {
        self.find(screen).ok_or_else(|| Trouble::Endpoint(format!("there is no screen '{screen}'")))?;
        screen.clone_into(&mut self.screen);
        self.shown.insert(self.screen.clone(), data.clone());
        self.data = data;
        Ok(())
    }

    fn leads_to(&self, next: &str) -> bool {
        if self.screen.is_empty() || self.last_action == "BACK" {
            return true;
        }
        let Some(ways) = self.document.get("routing_model").and_then(|model| model.get(&self.screen)) else {
            return true;
        };
        ways.as_array().is_some_and(|ways| ways.iter().any(|way| way == next))
    }

    fn ask(&mut self, action: &'static str, screen: Option<String>, data: Map<String, Value>) -> Result<Need, Trouble> {
        self.last_action = action;
        let uri = self.endpoint.clone().ok_or(Trouble::NoEndpoint)?;
        let mut payload = json!({ "version": self.version, "action": action, "flow_token": self.token });
        if let Some(payload) = payload.as_object_mut() {
            if let Some(screen) = screen {
                payload.insert("screen".to_owned(), screen.into());
            }
            payload.insert("data".to_owned(), data.into());
        }
        Ok(Need::Ask { number: self.key.number, uri, payload })
    }

    fn back(&mut self, id: SessionId) -> Result<Need, Trouble> {
        let before = self.history.pop().ok_or(Trouble::NoAction)?;
        let asks = self.find(&self.screen).and_then(|screen| screen.get("refresh_on_back")).is_some_and(|r| r == true);
        if asks && self.endpoint.is_some() {
            let left = std::mem::replace(&mut self.screen, before);
            return self.ask("BACK", Some(left), Map::new());
        }
        let data = self.shown.get(&before).cloned().unwrap_or_default();
        self.go_to(&before, data)?;
        Ok(Need::Show(self.show(id, None)))
    }

    fn with_scope<T>(&self, use_it: impl FnOnce(&Scope<'_>) -> T) -> T {
        let none = Map::new();
        let form = self.forms.get(&self.screen).unwrap_or(&none);
        let screens = |screen: &str, part: &str| {
            let from = if part == "data" { &self.shown } else { &self.forms };
            from.get(screen).cloned().map(Value::Object)
        };
        use_it(&Scope { data: &self.data, form, screens: &screens })
    }

    fn payload(&self, action: &Value) -> Map<String, Value> {
        let payload = action.get("payload").cloned().unwrap_or_else(|| json!({}));
        match self.with_scope(|scope| scope.resolve(&payload)) {
            Value::Object(payload) => payload,
            _ => Map::new(),
        }
    }

    fn components(&self) -> Vec<&Value> {
        let mut found = Vec::new();
        let layout = self.find(&self.screen).and_then(|screen| screen.pointer("/layout/children"));
        let mut left: Vec<&Value> = layout.into_iter().collect();
        while let Some(value) = left.pop() {
            match value {
                Value::Array(items) => left.extend(items.iter().rev()),
                // The cases of a switch.
                Value::Object(object) if !object.contains_key("type") => left.extend(object.values()),
                Value::Object(object) => {
                    found.push(value);
                    left.extend(["children", "then", "else", "cases"].iter().filter_map(|name| object.get(*name)));
                }
                _ => {}
            }
        }
        found
    }

    fn footer_action(&self) -> Option<Value> {
        let footer =
            self.components().into_iter().find(|part| part.get("type").is_some_and(|kind| kind == "Footer"))?;
        footer.get("on-click-action").cloned()
    }

    /// Inputs that must be filled in are. Those a condition may hide are left to the phone.
    fn check_complete(&self) -> Result<(), Trouble> {
        let none = Map::new();
        let form = self.forms.get(&self.screen).unwrap_or(&none);
        let is_empty = |name: &str| match form.get(name) {
            None | Some(Value::Null) => true,
            Some(Value::String(text)) => text.is_empty(),
            Some(Value::Array(items)) => items.is_empty(),
            Some(_) => false,
        };
        let must = |part: &&Value| {
            let kind = part.get("type").and_then(Value::as_str).and_then(component::find);
            kind.is_some_and(|kind| kind.is_input)
                && part.get("required") == Some(&Value::Bool(true))
                && part.get("visible").is_none_or(|visible| *visible == true)
        };
        let conditional = self.find(&self.screen).is_some_and(|screen| screen.to_string().contains(r#""type":"If""#));
        let names = self.components().into_iter().filter(must).filter_map(|part| part.get("name")?.as_str());
        let empty: Vec<String> = names.filter(|name| is_empty(name)).map(str::to_owned).collect();
        if empty.is_empty() || conditional { Ok(()) } else { Err(Trouble::Incomplete(empty)) }
    }

    fn show(&self, id: SessionId, error_message: Option<String>) -> Step {
        let screen = self.find(&self.screen).cloned().unwrap_or_default();
        let drawn = self.with_scope(|scope| scope.resolve_drawn(&screen));
        Step::Open {
            session: id.to_string(),
            flow_id: self.flow.to_string(),
            screen: json!({
                "id": self.screen,
                "title": drawn.get("title"),
                "terminal": drawn.get("terminal").is_some_and(|terminal| *terminal == true),
                "layout": drawn.get("layout"),
            }),
            data: self.data.clone(),
            form: self.forms.get(&self.screen).cloned().unwrap_or_default(),
            error_message,
            can_go_back: !self.history.is_empty(),
        }
    }
}

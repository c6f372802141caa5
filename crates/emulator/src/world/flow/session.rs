//! A Flow that is open on a phone: its screens, what was entered on them, what shows.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::binding::Scope;
use super::{Flow, component};
use crate::world::ThreadKey;

pub(crate) type SessionId = u64;

/// A Flow that is open.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(super) key: ThreadKey,
    pub(super) message: String,
    pub(super) flow: u64,
    pub(super) document: Arc<Value>,
    pub(super) token: String,
    pub(super) endpoint: Option<String>,
    pub(super) version: String,
    pub(super) screen: String,
    pub(super) data: Map<String, Value>,
    /// What was entered, screen by screen.
    pub(super) forms: BTreeMap<String, Map<String, Value>>,
    /// The data each screen was shown with.
    pub(super) shown: BTreeMap<String, Map<String, Value>>,
    /// The screens one can go back to.
    pub(super) history: Vec<String>,
    pub(super) last_action: Cow<'static, str>,
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

pub(super) fn new_session(flow: &Flow, key: ThreadKey, message: &str, token: String) -> Session {
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
        last_action: "INIT".into(),
    }
}

impl Session {
    pub(super) fn find(&self, screen: &str) -> Option<&Value> {
        let screens = self.document.get("screens").and_then(Value::as_array)?;
        screens.iter().find(|known| known.get("id").is_some_and(|id| id == screen))
    }

    pub(super) fn go_to(&mut self, screen: &str, data: Map<String, Value>) -> Result<(), Trouble> {
        self.find(screen).ok_or_else(|| Trouble::Endpoint(format!("there is no screen '{screen}'")))?;
        screen.clone_into(&mut self.screen);
        self.shown.insert(self.screen.clone(), data.clone());
        self.data = data;
        Ok(())
    }

    pub(super) fn leads_to(&self, next: &str) -> bool {
        if self.screen.is_empty() || self.last_action == "BACK" {
            return true;
        }
        let Some(ways) = self.document.get("routing_model").and_then(|model| model.get(&self.screen)) else {
            return true;
        };
        ways.as_array().is_some_and(|ways| ways.iter().any(|way| way == next))
    }

    pub(super) fn ask(
        &mut self,
        action: &'static str,
        screen: Option<String>,
        data: Map<String, Value>,
    ) -> Result<Need, Trouble> {
        self.last_action = action.into();
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

    pub(super) fn back(&mut self, id: SessionId) -> Result<Need, Trouble> {
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

    pub(super) fn with_scope<T>(&self, use_it: impl FnOnce(&Scope<'_>) -> T) -> T {
        let none = Map::new();
        let form = self.forms.get(&self.screen).unwrap_or(&none);
        let screens = |screen: &str, part: &str| {
            let from = if part == "data" { &self.shown } else { &self.forms };
            from.get(screen).cloned().map(Value::Object)
        };
        use_it(&Scope { data: &self.data, form, screens: &screens })
    }

    pub(super) fn payload(&self, action: &Value) -> Map<String, Value> {
        let payload = action.get("payload").cloned().unwrap_or_else(|| json!({}));
        match self.with_scope(|scope| scope.resolve(&payload)) {
            Value::Object(payload) => payload,
            _ => Map::new(),
        }
    }

    pub(super) fn components(&self) -> Vec<&Value> {
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

    pub(super) fn footer_action(&self) -> Option<Value> {
        let footer =
            self.components().into_iter().find(|part| part.get("type").is_some_and(|kind| kind == "Footer"))?;
        footer.get("on-click-action").cloned()
    }

    /// Inputs that must be filled in are. Those a condition may hide are left to the phone.
    pub(super) fn check_complete(&self) -> Result<(), Trouble> {
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

    pub(super) fn show(&self, id: SessionId, error_message: Option<String>) -> Step {
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

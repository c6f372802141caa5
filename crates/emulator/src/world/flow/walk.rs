//! A customer walks through a Flow: the message that opens it, what each tap leads to, and the message that comes of it.
//!
//! A state machine that asks nobody: where the business's endpoint has a say, the step is a [`Need::Ask`], and what the
//! endpoint answers is brought back with [`World::flow_answered`].

use serde_json::{Map, Value, json};

use super::FlowStatus;
use super::session::{FlowDeed, Need, SessionId, Step, Trouble, new_session};
use crate::world::inbound::Said;
use crate::world::parameter;
use crate::world::{CustomerId, Turn, World};

/// More than anybody has open; the oldest is closed for a new one.
const MOST_OPEN: usize = 10_000;

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
        let id = parameter::text(parameters, "flow_id").and_then(|id| id.parse().ok());
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

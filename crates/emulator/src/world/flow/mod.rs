//! WhatsApp Flows: forms the business designs. Made as drafts, checked, published, deprecated, deleted; and walked
//! through on a customer's phone ([`walk`]).

mod binding;
mod check;
mod component;
mod expression;
mod position;
mod session;
mod walk;

pub use session::{FlowDeed, Step, Trouble};
pub(crate) use session::{Need, Session, SessionId};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::calendar::Date;
use super::parameter::{flag, list, text};
use super::{Turn, World, ids};
use crate::clock::Millis;
use crate::refusal::Refusal;

/// All Flows, and those that are open on a phone.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Flows {
    by_id: BTreeMap<u64, Flow>,
    sessions: BTreeMap<u64, Session>,
    next_session: u64,
}

/// Where a Flow is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum FlowStatus {
    Draft,
    Published,
    Deprecated,
}

/// A Flow.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Flow {
    pub id: u64,
    pub name: String,
    pub status: FlowStatus,
    pub categories: Vec<String>,
    pub endpoint_uri: Option<String>,
    pub application_id: Option<String>,
    /// As it was given, for those who ask for it.
    pub json: Arc<str>,
    pub document: Arc<Value>,
    pub errors: Vec<Value>,
    pub updated_at: Millis,
}

const CATEGORIES: [&str; 8] = [
    "SIGN_UP",
    "SIGN_IN",
    "APPOINTMENT_BOOKING",
    "LEAD_GENERATION",
    "CONTACT_US",
    "CUSTOMER_SUPPORT",
    "SURVEY",
    "OTHER",
];

/// What a Flow that nobody has drawn yet looks like.
const BLANK: &str = r#"{
  "version": "7.3",
  "screens": [
    {
      "id": "WELCOME_SCREEN",
      "title": "Welcome",
      "terminal": true,
      "success": true,
      "data": {},
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "TextHeading", "text": "Hello World" },
          { "type": "Footer", "label": "Complete", "on-click-action": { "name": "complete", "payload": {} } }
        ]
      }
    }
  ]
}"#;

impl FlowStatus {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "DRAFT",
            Self::Published => "PUBLISHED",
            Self::Deprecated => "DEPRECATED",
        }
    }
}

impl Flow {
    fn set_json(&mut self, json: &str) {
        self.json = json.into();
        let (document, errors) = check::check(json);
        self.document = Arc::new(document);
        self.errors = errors;
    }

    /// A text at the top of the document.
    fn top(&self, name: &str) -> Option<&str> {
        self.document.get(name).and_then(Value::as_str)
    }

    /// Whether it asks the business for data as it goes on.
    pub(crate) fn has_endpoint(&self) -> bool {
        self.document.get("data_api_version").is_some()
    }

    pub(crate) fn data_api_version(&self) -> Option<&str> {
        self.top("data_api_version")
    }

    /// Everything there is to show, null where there is nothing.
    pub(crate) fn to_json(&self, origin: &str, now: Millis) -> Value {
        let can_send =
            if self.status == FlowStatus::Deprecated || !self.errors.is_empty() { "BLOCKED" } else { "AVAILABLE" };
        json!({
            "id": self.id.to_string(),
            "name": self.name,
            "status": self.status.as_str(),
            "categories": self.categories,
            "validation_errors": self.errors,
            "json_version": self.top("version"),
            "data_api_version": self.data_api_version(),
            "data_channel_uri": self.endpoint_uri,
            "endpoint_uri": self.endpoint_uri,
            "preview": {
                "preview_url": format!("{origin}/emulator/flows/{}/preview", self.id),
                "expires_at": moment(now + 30 * 24 * 3_600 * 1_000),
            },
            "application": self.application_id.as_ref().map(|id| json!({ "id": id })),
            "whatsapp_business_account": null,
            "updated_at": moment(self.updated_at),
            "health_status": {
                "can_send_message": can_send,
                "entities": [{ "entity_type": "FLOW", "id": self.id.to_string(), "can_send_message": can_send }],
            },
            "metric": null,
        })
    }
}

/// A moment as Graph writes it: `2026-11-23T04:05:06+0000`.
pub(crate) fn moment(at: Millis) -> String {
    let Date { year, month, day } = Date::of(at);
    let seconds = at.rem_euclid(86_400_000) / 1_000;
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+0000")
}

impl Flows {
    pub(crate) fn get(&self, id: u64) -> Option<&Flow> {
        self.by_id.get(&id)
    }

    pub(crate) fn by_name(&self, name: &str) -> Option<&Flow> {
        self.by_id.values().find(|flow| flow.name == name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Flow> {
        self.by_id.values()
    }

    fn get_mut(&mut self, id: u64) -> Result<&mut Flow, Refusal> {
        self.by_id.get_mut(&id).ok_or_else(|| Refusal::unknown_object(&id.to_string()))
    }

    fn check_name(&self, name: &str, but: Option<u64>) -> Result<(), Refusal> {
        if name.trim().is_empty() {
            return Err(Refusal::missing("name"));
        }
        if self.by_name(name).is_some_and(|flow| Some(flow.id) != but) {
            return Err(Refusal::new(100, "Invalid parameter")
                .with_subcode(4_016_019)
                .explained("Flow name is not unique", "Select a different name for your Flow."));
        }
        Ok(())
    }
}

fn categories(parameters: &Value) -> Result<Option<Vec<String>>, Refusal> {
    let Some(given) = list(parameters, "categories")? else { return Ok(None) };
    let named: Vec<String> = given.iter().filter_map(Value::as_str).map(str::to_uppercase).collect();
    let known = named.iter().all(|name| CATEGORIES.contains(&name.as_str()));
    if named.is_empty() || named.len() != given.len() || !known {
        return Err(Refusal::of_graph(format!("Param categories must be an array of {{{}}}.", CATEGORIES.join(", "))));
    }
    Ok(Some(named))
}

fn endpoint(parameters: &Value) -> Result<Option<String>, Refusal> {
    let given = text(parameters, "endpoint_uri").filter(|uri| !uri.is_empty());
    if given.as_ref().is_some_and(|uri| reqwest::Url::parse(uri).is_err()) {
        return Err(Refusal::of_graph("Param endpoint_uri must be a valid URI."));
    }
    Ok(given)
}

impl World {
    /// Makes a Flow, from nothing, from its JSON, or from another; its id and what is wrong with it.
    pub(crate) fn create_flow(
        &mut self,
        turn: &mut Turn<'_>,
        parameters: &Value,
    ) -> Result<(u64, Vec<Value>), Refusal> {
        let name = text(parameters, "name").ok_or_else(|| Refusal::missing("name"))?;
        self.assets.flows.check_name(&name, None)?;
        let source = text(parameters, "clone_flow_id").map(|id| {
            let found = id.parse().ok().and_then(|id| self.assets.flows.get(id)).cloned();
            found.ok_or_else(|| Refusal::unknown_object(&id))
        });
        let source = source.transpose()?;
        let categories = categories(parameters)?.or(source.as_ref().map(|source| source.categories.clone()));
        let json = text(parameters, "flow_json").or(source.as_ref().map(|source| source.json.to_string()));
        let mut flow = Flow {
            id: ids::object_id(turn.rng),
            name,
            status: FlowStatus::Draft,
            categories: categories.ok_or_else(|| Refusal::missing("categories"))?,
            endpoint_uri: endpoint(parameters)?.or(source.and_then(|source| source.endpoint_uri)),
            application_id: None,
            json: "".into(),
            document: Arc::default(),
            errors: Vec::new(),
            updated_at: turn.now,
        };
        flow.set_json(json.as_deref().unwrap_or(BLANK));
        let (id, errors) = (flow.id, flow.errors.clone());
        self.assets.flows.by_id.insert(id, flow);
        self.tell_flow(turn, id, None);
        if flag(parameters, "publish")? == Some(true)
            && let Err(refusal) = self.publish_flow(turn, id)
        {
            self.assets.flows.by_id.remove(&id);
            return Err(refusal);
        }
        Ok((id, errors))
    }

    /// Changes what a Flow is called and where it asks. A published one becomes a draft again.
    pub(crate) fn change_flow(&mut self, turn: &mut Turn<'_>, id: u64, parameters: &Value) -> Result<(), Refusal> {
        let (name, categories, endpoint) = (text(parameters, "name"), categories(parameters)?, endpoint(parameters)?);
        let application = text(parameters, "application_id");
        if name.is_none() && categories.is_none() && endpoint.is_none() && application.is_none() {
            return Err(Refusal::new(100, "There is nothing to change in the request."));
        }
        if let Some(name) = &name {
            self.assets.flows.check_name(name, Some(id))?;
        }
        self.edit(turn, id, |flow| {
            flow.name = name.unwrap_or(std::mem::take(&mut flow.name));
            flow.categories = categories.unwrap_or(std::mem::take(&mut flow.categories));
            flow.endpoint_uri = endpoint.or(flow.endpoint_uri.take());
            flow.application_id = application.or(flow.application_id.take());
        })
    }

    /// Gives a Flow another JSON; what is wrong with it.
    pub(crate) fn change_flow_json(&mut self, turn: &mut Turn<'_>, id: u64, json: &str) -> Result<Vec<Value>, Refusal> {
        self.edit(turn, id, |flow| flow.set_json(json))?;
        Ok(self.assets.flows.get(id).map(|flow| flow.errors.clone()).unwrap_or_default())
    }

    fn edit(&mut self, turn: &mut Turn<'_>, id: u64, change: impl FnOnce(&mut Flow)) -> Result<(), Refusal> {
        let flow = self.assets.flows.get_mut(id)?;
        if flow.status == FlowStatus::Deprecated {
            return Err(Refusal::new(139_001, "A deprecated Flow cannot be changed."));
        }
        change(flow);
        flow.updated_at = turn.now;
        if flow.status == FlowStatus::Published {
            flow.status = FlowStatus::Draft;
            self.tell_flow(turn, id, Some(FlowStatus::Published));
        }
        Ok(())
    }

    /// Whether a Flow may be published, as far as can be told without asking its endpoint.
    pub(crate) fn check_publishable(&self, id: u64) -> Result<&Flow, Refusal> {
        let refused = |why: &str| Err(Refusal::new(139_002, why).explained("Publishing failed", why));
        let Some(flow) = self.assets.flows.get(id) else { return Err(Refusal::unknown_object(&id.to_string())) };
        if flow.status != FlowStatus::Draft {
            return refused("Only a draft can be published.");
        }
        if !flow.errors.is_empty() {
            return refused("The Flow JSON has validation errors: resolve them before publishing.");
        }
        if flow.has_endpoint() && flow.endpoint_uri.is_none() {
            return refused("The Flow has a data_api_version and no endpoint_uri.");
        }
        if flow.has_endpoint() && !self.numbers.iter().any(|number| number.record.public_key.is_some()) {
            return refused("No number of this account has a public key for Flows.");
        }
        Ok(flow)
    }

    pub(crate) fn publish_flow(&mut self, turn: &mut Turn<'_>, id: u64) -> Result<(), Refusal> {
        self.check_publishable(id)?;
        self.move_flow(turn, id, FlowStatus::Published)
    }

    pub(crate) fn deprecate_flow(&mut self, turn: &mut Turn<'_>, id: u64) -> Result<(), Refusal> {
        if self.assets.flows.get_mut(id)?.status != FlowStatus::Published {
            return Err(Refusal::new(139_003, "Only a published Flow can be deprecated."));
        }
        self.move_flow(turn, id, FlowStatus::Deprecated)
    }

    pub(crate) fn delete_flow(&mut self, id: u64) -> Result<(), Refusal> {
        if self.assets.flows.get_mut(id)?.status != FlowStatus::Draft {
            return Err(Refusal::new(139_004, "Only a draft can be deleted; a published Flow can be deprecated."));
        }
        self.assets.flows.by_id.remove(&id);
        Ok(())
    }

    fn move_flow(&mut self, turn: &mut Turn<'_>, id: u64, status: FlowStatus) -> Result<(), Refusal> {
        let flow = self.assets.flows.get_mut(id)?;
        let before = std::mem::replace(&mut flow.status, status);
        flow.updated_at = turn.now;
        self.tell_flow(turn, id, Some(before));
        Ok(())
    }

    fn tell_flow(&self, turn: &mut Turn<'_>, id: u64, before: Option<FlowStatus>) {
        let Some(flow) = self.assets.flows.get(id) else { return };
        let now = flow.status.as_str();
        let message = match before {
            Some(before) => format!("Flow {} changed status from {} to {now}", flow.name, before.as_str()),
            None => format!("Flow {} was created with status {now}", flow.name),
        };
        let mut value = json!({
            "event": "FLOW_STATUS_CHANGE",
            "message": message,
            "flow_id": id.to_string(),
            "new_status": now,
        });
        if let (Some(before), Some(value)) = (before, value.as_object_mut()) {
            value.insert("old_status".to_owned(), before.as_str().into());
        }
        turn.webhook("flows", &value, None, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_graph_does() {
        let moments = [(0, "1970-01-01T00:00:00+0000"), (1_792_713_906_000, "2026-10-23T00:05:06+0000")];
        for (at, written) in moments {
            assert_eq!(moment(at), written);
        }
    }

    #[test]
    fn the_blank_flow_is_right() {
        assert_eq!(check::check(BLANK).1, Vec::<Value>::new());
    }
}

//! The switches of a number: identity check, storage, calls, what is offered in the chat, the cart.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::refusal::Refusal;
use crate::world::parameter::{at_most, flag, list, required};
use crate::world::{Turn, World};

/// All switches.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub identity_check: bool,
    pub calling: Map<String, Value>,
    pub storage: Map<String, Value>,
    /// What else was set, kept as it came.
    pub others: Map<String, Value>,
    pub prompts: Vec<String>,
    /// `command_name` and `command_description`.
    pub commands: Vec<(String, String)>,
    pub cart_enabled: bool,
    pub catalog_visible: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            identity_check: false,
            calling: [("status".to_owned(), "DISABLED".into())].into_iter().collect(),
            storage: [("status".to_owned(), "DEFAULT".into())].into_iter().collect(),
            others: Map::new(),
            prompts: Vec::new(),
            commands: Vec::new(),
            cart_enabled: true,
            catalog_visible: true,
        }
    }
}

impl Settings {
    pub(crate) fn calls_enabled(&self) -> bool {
        self.calling.get("status").is_some_and(|status| status == "ENABLED")
    }

    /// What `GET /{number}/settings` shows.
    pub(crate) fn to_json(&self) -> Value {
        let mut shown = json!({
            "calling": self.calling,
            "storage_configuration": self.storage,
            "user_identity_change": { "enable_identity_key_check": self.identity_check },
            "payload_encryption": { "status": "DISABLED" },
        });
        if let Some(shown) = shown.as_object_mut() {
            shown.extend(self.others.clone());
        }
        shown
    }

    /// What `conversational_automation` shows.
    pub(crate) fn automation(&self, id: &str) -> Value {
        let commands = self
            .commands
            .iter()
            .map(|(name, description)| json!({ "command_name": name, "command_description": description }));
        json!({ "id": id, "prompts": self.prompts, "commands": commands.collect::<Vec<_>>() })
    }
}

impl World {
    /// `POST /{number}/settings`.
    pub(crate) fn change_settings(
        &mut self,
        turn: &mut Turn<'_>,
        index: usize,
        parameters: &Value,
    ) -> Result<(), Refusal> {
        let Some(given) = parameters.as_object().filter(|given| !given.is_empty()) else {
            return Err(Refusal::new(100, "There is no setting in the request."));
        };
        let Some(number) = self.numbers.get_mut(index) else { return Ok(()) };
        let settings = &mut number.record.settings;
        for (name, value) in given {
            let object = value.as_object();
            match (name.as_str(), object) {
                ("user_identity_change", Some(_)) => {
                    let wanted = flag(value, "enable_identity_key_check")?;
                    settings.identity_check = wanted.ok_or_else(|| Refusal::missing("enable_identity_key_check"))?;
                }
                ("calling", Some(wanted)) => {
                    check_calling(wanted)?;
                    settings.calling.extend(wanted.clone());
                }
                ("storage_configuration", Some(wanted)) => {
                    check_storage(wanted)?;
                    settings.storage.extend(wanted.clone());
                }
                ("payload_encryption" | "fallback_message_deliver_method", Some(wanted)) => {
                    settings.others.insert(name.clone(), wanted.clone().into());
                }
                ("messaging_product" | "access_token", _) => {}
                ("user_identity_change" | "calling" | "storage_configuration", None) => {
                    return Err(Refusal::of_graph(format!("Param {name} must be an object.")));
                }
                _ => return Err(Refusal::new(100, format!("Unexpected key \"{name}\" on param \"root\"."))),
            }
        }
        let value = json!({
            "messaging_product": "whatsapp",
            "timestamp": (turn.now / 1_000).to_string(),
            "type": "phone_number_settings",
            "phone_number_settings": {
                "phone_number_id": number.config.phone_number_id,
                "calling": number.record.settings.calling,
            },
        });
        turn.webhook("account_settings_update", &value, None, 0);
        Ok(())
    }

    pub(crate) fn change_automation(&mut self, number: usize, parameters: &Value) -> Result<(), Refusal> {
        let prompts = list(parameters, "prompts")?.map(|prompts| read_prompts(&prompts)).transpose()?;
        let commands = list(parameters, "commands")?.map(|commands| read_commands(&commands)).transpose()?;
        if let Some(number) = self.numbers.get_mut(number) {
            let settings = &mut number.record.settings;
            settings.prompts = prompts.unwrap_or(std::mem::take(&mut settings.prompts));
            settings.commands = commands.unwrap_or(std::mem::take(&mut settings.commands));
        }
        Ok(())
    }

    pub(crate) fn change_commerce(&mut self, number: usize, parameters: &Value) -> Result<(), Refusal> {
        let cart = flag(parameters, "is_cart_enabled")?;
        let catalog = flag(parameters, "is_catalog_visible")?;
        if let Some(number) = self.numbers.get_mut(number) {
            let settings = &mut number.record.settings;
            settings.cart_enabled = cart.unwrap_or(settings.cart_enabled);
            settings.catalog_visible = catalog.unwrap_or(settings.catalog_visible);
        }
        Ok(())
    }
}

fn check_calling(wanted: &Map<String, Value>) -> Result<(), Refusal> {
    let words: [(&str, &[&str]); 3] = [
        ("status", &["ENABLED", "DISABLED"]),
        ("call_icon_visibility", &["DEFAULT", "DISABLE_ALL"]),
        ("callback_permission_status", &["ENABLED", "DISABLED"]),
    ];
    for (name, allowed) in words {
        let given = wanted.get(name).map(|value| value.as_str().unwrap_or_default());
        if given.is_some_and(|given| !allowed.contains(&given)) {
            return Err(Refusal::of_graph(format!("Param calling.{name} must be one of {{{}}}.", allowed.join(", "))));
        }
    }
    Ok(())
}

fn check_storage(wanted: &Map<String, Value>) -> Result<(), Refusal> {
    let minutes = wanted.get("retention_minutes").and_then(Value::as_i64);
    if minutes.is_some_and(|minutes| !(1..=60).contains(&minutes)) {
        return Err(Refusal::of_graph("Param storage_configuration.retention_minutes must be between 1 and 60."));
    }
    Ok(())
}

fn read_prompts(prompts: &[Value]) -> Result<Vec<String>, Refusal> {
    if prompts.len() > 4 {
        return Err(Refusal::of_graph("Param prompts may have 4 ice breakers."));
    }
    let read = prompts.iter().map(|prompt| {
        let prompt = prompt.as_str().ok_or_else(|| Refusal::of_graph("Param prompts must be an array of strings."))?;
        at_most("prompts", prompt, 80).map(|()| prompt.to_owned())
    });
    read.collect()
}

fn read_commands(commands: &[Value]) -> Result<Vec<(String, String)>, Refusal> {
    if commands.len() > 30 {
        return Err(Refusal::of_graph("Param commands may have 30 commands."));
    }
    let read = commands.iter().map(|command| {
        let name = required(command, "command_name")?;
        let description = required(command, "command_description")?;
        at_most("command_name", &name, 32)?;
        at_most("command_description", &description, 256)?;
        Ok((name, description))
    });
    read.collect()
}

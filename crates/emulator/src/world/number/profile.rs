//! The business profile: what a customer sees who taps the name.

use serde_json::{Map, Value, json};

use crate::refusal::Refusal;
use crate::world::World;
use crate::world::parameter::{at_most, list, text};

/// What a profile can have.
pub(crate) const FIELDS: [&str; 8] =
    ["about", "address", "description", "email", "profile_picture_url", "websites", "vertical", "messaging_product"];

const VERTICALS: [&str; 26] = [
    "UNDEFINED",
    "OTHER",
    "AUTO",
    "BEAUTY",
    "APPAREL",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GROCERY",
    "GOVT",
    "HOTEL",
    "HEALTH",
    "NONPROFIT",
    "PROF_SERVICES",
    "RETAIL",
    "TRAVEL",
    "RESTAURANT",
    "NOT_A_BIZ",
    "ALCOHOL",
    "ONLINE_GAMBLING",
    "PHYSICAL_GAMBLING",
    "OTC_DRUGS",
    "MATRIMONY_SERVICE",
    "OTHER_SERVICES",
    "",
];

impl World {
    /// The whole profile, with nulls where nothing is set.
    pub(crate) fn profile(&self, number: usize) -> Value {
        let mut whole: Map<String, Value> = FIELDS.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
        whole.insert("messaging_product".to_owned(), "whatsapp".into());
        whole.insert("vertical".to_owned(), "OTHER".into());
        if let Some(number) = self.numbers.get(number) {
            whole.insert("about".to_owned(), number.config.verified_name.as_str().into());
            whole.extend(number.record.profile.clone());
        }
        // The emulator may be reached elsewhere than when the picture was set.
        if let Some(Value::String(path)) = whole.get_mut("profile_picture_url") {
            path.insert_str(0, &self.settings.base_url);
        }
        Value::Object(whole)
    }

    pub(crate) fn change_profile(&mut self, number: usize, parameters: &Value) -> Result<(), Refusal> {
        if text(parameters, "messaging_product").as_deref() != Some("whatsapp") {
            return Err(Refusal::missing("messaging_product"));
        }
        let mut changes = Map::new();
        let limits = [("about", 139), ("address", 256), ("description", 512), ("email", 128)];
        for (name, most) in limits {
            if let Some(value) = text(parameters, name) {
                at_most(name, &value, most)?;
                changes.insert(name.to_owned(), value.into());
            }
        }
        if changes.get("about").is_some_and(|about| about == "") {
            return Err(Refusal::of_graph("Param about must have between 1 and 139 characters."));
        }
        if changes.get("email").and_then(Value::as_str).is_some_and(|email| !email.is_empty() && !email.contains('@')) {
            return Err(Refusal::of_graph("Param email must be a valid email address."));
        }
        if let Some(vertical) = text(parameters, "vertical") {
            if !VERTICALS.contains(&vertical.as_str()) {
                return Err(Refusal::of_graph(format!("Param vertical must be one of {{{}}}.", VERTICALS.join(", "))));
            }
            changes.insert("vertical".to_owned(), vertical.into());
        }
        if let Some(websites) = list(parameters, "websites")? {
            check_websites(&websites)?;
            changes.insert("websites".to_owned(), websites.into());
        }
        if let Some(handle) = text(parameters, "profile_picture_handle") {
            let path = self.assets.uploads.path_of(&handle);
            let path =
                path.ok_or_else(|| Refusal::of_graph("Param profile_picture_handle is not a handle of a file."))?;
            changes.insert("profile_picture_url".to_owned(), path.into());
        }
        if let Some(number) = self.numbers.get_mut(number) {
            number.record.profile.extend(changes);
        }
        Ok(())
    }
}

fn check_websites(websites: &[Value]) -> Result<(), Refusal> {
    if websites.len() > 2 {
        return Err(Refusal::of_graph("Param websites may have 2 addresses."));
    }
    for website in websites {
        let address = website.as_str().unwrap_or_default();
        at_most("websites", address, 256)?;
        if !address.is_empty() && !address.starts_with("http://") && !address.starts_with("https://") {
            let details = json!(address);
            return Err(Refusal::of_graph(format!("Param websites must start with http:// or https://: {details}")));
        }
    }
    Ok(())
}

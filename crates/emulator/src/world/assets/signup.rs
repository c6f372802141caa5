//! In-app sign-ups: links by which people agree to be written to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::world::parameter::{at_most, required, text};
use crate::world::{Turn, World, ids};

const LONGEST_MESSAGE: usize = 300;
const LONGEST_NAME: usize = 256;
const LONGEST_PROMO_CODE: usize = 50;
/// What the confirmation says instead of the code.
const PROMO_CODE: &str = "{{promo_code}}";

/// All of them, by their ids.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Signups {
    by_id: BTreeMap<u64, Signup>,
    /// The business accepts the terms with its first sign-up.
    terms_accepted: bool,
}

/// One link.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Signup {
    id: u64,
    disabled: bool,
    message: String,
    confirmation_message: String,
    privacy_policy_url: String,
    website_url: Option<String>,
    promo_code: Option<String>,
    display_name: Option<String>,
}

impl Signups {
    pub(crate) fn get(&self, id: u64) -> Option<&Signup> {
        self.by_id.get(&id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, &Signup)> {
        self.by_id.iter().map(|(id, signup)| (*id, signup))
    }
}

impl Signup {
    pub(crate) fn to_json(&self, account: &str) -> Value {
        json!({
            "id": self.id.to_string(),
            "waba_id": account,
            "status": if self.disabled { "DISABLED" } else { "ACTIVE" },
            "signup_message": self.message,
            "confirmation_message": self.confirmation_message,
            "privacy_policy_url": self.privacy_policy_url,
            "website_url": self.website_url,
            "promo_code": self.promo_code,
            "display_name": self.display_name,
        })
    }

    /// Takes over what a request names; what it does not name stays.
    fn change(&mut self, parameters: &Value) -> Result<(), Refusal> {
        for (name, place) in
            [("signup_message", &mut self.message), ("confirmation_message", &mut self.confirmation_message)]
        {
            if let Some(words) = text(parameters, name) {
                *place = words;
            }
        }
        for (name, place) in [
            ("website_url", &mut self.website_url),
            ("promo_code", &mut self.promo_code),
            ("display_name", &mut self.display_name),
        ] {
            if let Some(words) = text(parameters, name) {
                *place = Some(words);
            }
        }
        match text(parameters, "status").as_deref() {
            None => {}
            Some("ACTIVE") => self.disabled = false,
            Some("DISABLED") => self.disabled = true,
            Some(_) => return Err(Refusal::of_graph("Param status must be one of {ACTIVE, DISABLED}.")),
        }
        self.check()
    }

    fn check(&self) -> Result<(), Refusal> {
        for (name, words) in [("signup_message", &self.message), ("confirmation_message", &self.confirmation_message)] {
            if words.is_empty() {
                return Err(Refusal::missing(name));
            }
            at_most(name, words, LONGEST_MESSAGE)?;
        }
        at_most("display_name", self.display_name.as_deref().unwrap_or_default(), LONGEST_NAME)?;
        let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        if !is_web(&self.privacy_policy_url) {
            return Err(Refusal::of_graph("Param privacy_policy_url must start with http:// or https://."));
        }
        if self.website_url.as_ref().is_some_and(|url| !url.starts_with("https://")) {
            return Err(Refusal::of_graph("Param website_url must start with https://."));
        }
        self.check_promo_code()
    }

    fn check_promo_code(&self) -> Result<(), Refusal> {
        let fits = |code: &str| {
            (1..=LONGEST_PROMO_CODE).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        match &self.promo_code {
            Some(code) if !fits(code) => Err(Refusal::of_graph("Param promo_code must be 1 to 50 letters and digits.")),
            None if self.confirmation_message.contains(PROMO_CODE) => Err(Refusal::missing("promo_code")),
            _ => Ok(()),
        }
    }
}

impl World {
    /// Makes a link; its id.
    pub(crate) fn create_signup(&mut self, turn: &mut Turn<'_>, parameters: &Value) -> Result<u64, Refusal> {
        let signups = &mut self.assets.signups;
        let accepts = parameters.pointer("/policy/accepted").and_then(Value::as_bool) == Some(true);
        if !signups.terms_accepted && !accepts {
            return Err(Refusal::new(100, "The first sign-up of a business needs policy with the terms accepted."));
        }
        let mut signup = Signup {
            id: ids::object_id(turn.rng),
            disabled: false,
            message: String::new(),
            confirmation_message: String::new(),
            privacy_policy_url: required(parameters, "privacy_policy_url")?,
            website_url: None,
            promo_code: None,
            display_name: None,
        };
        signup.change(parameters)?;
        let id = signup.id;
        signups.terms_accepted = true;
        signups.by_id.insert(id, signup);
        Ok(id)
    }

    /// Changes a link, or whether it works. The privacy policy stays what it was.
    pub(crate) fn change_signup(&mut self, id: u64, parameters: &Value) -> Result<(), Refusal> {
        let known = self.assets.signups.by_id.get_mut(&id).ok_or_else(|| Refusal::unknown_object(&id.to_string()))?;
        let mut changed = known.clone();
        changed.change(parameters)?;
        *known = changed;
        Ok(())
    }
}

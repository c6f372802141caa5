//! The username a business number goes by.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::world::parameter::required;
use crate::world::{Turn, World};

/// A username, held by a number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Username {
    pub name: String,
    pub status: Cow<'static, str>,
}

/// Names that nobody gets.
const TAKEN: [&str; 4] = ["whatsapp", "meta", "facebook", "instagram"];

fn check(name: &str) -> Result<(), Refusal> {
    let fits = (3..=35).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._".contains(&byte))
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.starts_with("www")
        && !name.contains("..");
    if fits {
        return Ok(());
    }
    let details = "Param username has 3 to 35 lower-case letters, digits, full stops and underscores.";
    Err(Refusal::new(100, details))
}

impl World {
    pub(crate) fn set_business_username(
        &mut self,
        turn: &mut Turn<'_>,
        index: usize,
        parameters: &Value,
    ) -> Result<Username, Refusal> {
        let name = required(parameters, "username")?.to_lowercase();
        check(&name)?;
        let of_another = (0..).zip(&self.numbers).any(|(place, number)| {
            place != index && number.record.username.as_ref().is_some_and(|held| held.name == name)
        });
        let of_a_person = self.customers.iter().any(|customer| customer.username.as_deref() == Some(&name));
        if of_another || of_a_person || TAKEN.contains(&name.as_str()) {
            return Err(Refusal::new(147_001, "This username is not available."));
        }
        let username = Username { name, status: "approved".into() };
        if let Some(number) = self.numbers.get_mut(index) {
            number.record.username = Some(username.clone());
            let value = json!({
                "display_phone_number": number.digits,
                "username": username.name,
                "status": username.status,
            });
            turn.webhook("business_username_update", &value, None, 0);
        }
        Ok(username)
    }

    pub(crate) fn delete_username(&mut self, number: usize) -> bool {
        self.numbers.get_mut(number).and_then(|number| number.record.username.take()).is_some()
    }

    /// Names made from the name of the business.
    pub(crate) fn username_suggestions(&self, number: usize) -> Vec<String> {
        let name = self.numbers.get(number).map(|number| number.config.verified_name.as_str()).unwrap_or_default();
        let stem: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(28).collect();
        let stem = if stem.len() < 3 { format!("{stem}shop") } else { stem };
        vec![stem.clone(), format!("{stem}.official"), format!("{stem}_hq")]
    }
}

//! How a number stands with Meta, and numbers that are added.

use serde_json::Value;

use crate::config::NumberConfig;
use crate::refusal::Refusal;
use crate::world::parameter::{at_most, required};
use crate::world::{Number, Quality, Turn, World, digits, ids};

/// With a tier of 250 people a portfolio has two numbers, afterwards twenty.
const MOST_NUMBERS: usize = 20;

/// What is told of a number's standing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub status: &'static str,
    pub quality: &'static str,
    pub throughput: &'static str,
    pub messaging_limit: &'static str,
    pub can_send: &'static str,
}

impl World {
    pub(crate) fn standing(&self, number: usize) -> Standing {
        let messaging_limit = self.account.tier.as_str();
        let Some(number) = self.numbers.get(number) else {
            let unknown = "UNKNOWN";
            return Standing {
                status: unknown,
                quality: unknown,
                throughput: unknown,
                messaging_limit,
                can_send: "BLOCKED",
            };
        };
        let registered = number.config.registered;
        let status = match registered {
            _ if self.account.locked => "BANNED",
            true => "CONNECTED",
            false if number.record.registration.is_unverified() => "UNVERIFIED",
            false => "PENDING",
        };
        let fast = number.upgraded || self.settings.limits.messages_per_second >= 1_000;
        Standing {
            status,
            quality: if number.quality == Quality::Unknown { "GREEN" } else { number.quality.as_str() },
            throughput: match (registered, fast) {
                (false, _) => "NOT_APPLICABLE",
                (true, true) => "HIGH",
                (true, false) => "STANDARD",
            },
            messaging_limit,
            can_send: if status == "CONNECTED" { "AVAILABLE" } else { "BLOCKED" },
        }
    }

    /// Adds a number to the account, which then has to be verified and registered; its id.
    pub(crate) fn add_number(&mut self, turn: &mut Turn<'_>, parameters: &Value) -> Result<String, Refusal> {
        // Software in the field writes it out.
        let country = digits(
            &required(parameters, "cc").or_else(|refusal| required(parameters, "country_code").map_err(|_| refusal))?,
        );
        let local = digits(&required(parameters, "phone_number")?);
        let name = required(parameters, "verified_name")?;
        at_most("verified_name", &name, 75)?;
        if country.is_empty() || country.len() > 3 || !(4..=14).contains(&local.len()) {
            return Err(Refusal::of_graph("Param phone_number is not a valid phone number."));
        }
        let whole = format!("{country}{local}");
        if self.numbers.iter().any(|number| number.digits == whole) {
            return Err(Refusal::new(100, "This phone number is already part of an account.").with_subcode(2_388_001));
        }
        if self.numbers.len() >= MOST_NUMBERS {
            return Err(Refusal::new(100, "The business has as many phone numbers as it may have."));
        }
        let id = ids::object_id(turn.rng).to_string();
        let mut config = NumberConfig::new(&id, &format!("+{country} {local}"), &name);
        config.registered = false;
        let mut number = Number::new(config);
        number.record.registration.unverified = true;
        self.numbers.push(number);
        Ok(id)
    }
}

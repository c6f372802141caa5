//! How a number comes to send: a code proves that it is ours, a PIN guards it, registration connects it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Millis;
use crate::refusal::Refusal;
use crate::world::parameter::{required, text};
use crate::world::{Turn, World};

const HOUR: Millis = 3_600 * 1_000;
/// Within this span a number can be registered and deregistered so often.
const SPAN: Millis = 72 * HOUR;
const MOST_IN_SPAN: usize = 10;
/// Wrong guesses at the PIN within an hour, before no more are heard.
const MOST_GUESSES: usize = 5;
const REGIONS: [&str; 15] = ["AU", "ID", "IN", "JP", "SG", "KR", "DE", "EU", "CH", "GB", "BR", "BH", "ZA", "AE", "CA"];

/// Where a number stands.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Registration {
    /// A number that was added by request has to prove itself; those of the configuration have.
    pub unverified: bool,
    code_sent: bool,
    pin: Option<String>,
    region: Option<String>,
    /// When it was registered or deregistered of late.
    changes: Vec<Millis>,
    wrong_pins: Vec<Millis>,
}

impl Registration {
    pub(crate) fn code_verification_status(&self) -> &'static str {
        if self.unverified { "NOT_VERIFIED" } else { "VERIFIED" }
    }

    pub(crate) fn is_unverified(&self) -> bool {
        self.unverified
    }

    pub(crate) fn has_pin(&self) -> bool {
        self.pin.is_some()
    }

    pub(crate) fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    fn count_change(&mut self, now: Millis) -> Result<(), Refusal> {
        self.changes.retain(|at| now - at < SPAN);
        if self.changes.len() >= MOST_IN_SPAN {
            let details = "This number was registered and deregistered more than 10 times in 72 hours.";
            return Err(Refusal::new(133_016, details));
        }
        self.changes.push(now);
        Ok(())
    }

    fn check_pin(&mut self, pin: &str, now: Millis) -> Result<(), Refusal> {
        self.wrong_pins.retain(|at| now - at < HOUR);
        if self.wrong_pins.len() >= MOST_GUESSES {
            let wait = self.wrong_pins.first().map_or(0, |first| (HOUR - (now - first)) / 1_000);
            return Err(Refusal::new(133_008, format!("Too many guesses at the PIN: try again in {wait} seconds.")));
        }
        if self.pin.as_deref().is_some_and(|right| right != pin) {
            self.wrong_pins.push(now);
            return Err(Refusal::new(133_005, "Two-step verification PIN mismatch."));
        }
        Ok(())
    }
}

/// Six digits.
fn pin(parameters: &Value) -> Result<String, Refusal> {
    let pin = required(parameters, "pin")?;
    if pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(pin);
    }
    Err(Refusal::of_graph("Param pin must be a 6-digit number."))
}

impl World {
    /// The code that the emulated SMS or call would tell: the last six digits of the number.
    pub(crate) fn verification_code(&self, number: usize) -> String {
        let digits = self.numbers.get(number).map(|number| number.digits.as_str()).unwrap_or_default();
        let padded = format!("000000{digits}");
        padded.get(padded.len() - 6..).unwrap_or_default().to_owned()
    }

    pub(crate) fn request_code(&mut self, number: usize, parameters: &Value) -> Result<(), Refusal> {
        let method = required(parameters, "code_method")?.to_uppercase();
        if !["SMS", "VOICE"].contains(&method.as_str()) {
            return Err(Refusal::of_graph("Param code_method must be one of {SMS, VOICE}."));
        }
        required(parameters, "language")?;
        let Some(number) = self.numbers.get_mut(number) else { return Ok(()) };
        if !number.record.registration.unverified {
            return Err(Refusal::new(136_024, "This phone number has already been verified."));
        }
        number.record.registration.code_sent = true;
        Ok(())
    }

    pub(crate) fn verify_code(&mut self, number: usize, parameters: &Value) -> Result<(), Refusal> {
        let code = required(parameters, "code")?;
        let right = self.verification_code(number);
        let Some(number) = self.numbers.get_mut(number) else { return Ok(()) };
        let registration = &mut number.record.registration;
        if !registration.code_sent || code.replace('-', "") != right {
            return Err(Refusal::new(136_025, "The verification code is invalid or has expired."));
        }
        registration.code_sent = false;
        registration.unverified = false;
        Ok(())
    }

    pub(crate) fn register(&mut self, turn: &Turn<'_>, number: usize, parameters: &Value) -> Result<(), Refusal> {
        if text(parameters, "messaging_product").as_deref() != Some("whatsapp") {
            return Err(Refusal::missing("messaging_product"));
        }
        let pin = pin(parameters)?;
        let region = text(parameters, "data_localization_region");
        if region.as_ref().is_some_and(|region| !REGIONS.contains(&region.as_str())) {
            let details = format!("Param data_localization_region must be one of {{{}}}.", REGIONS.join(", "));
            return Err(Refusal::new(100, details));
        }
        let Some(number) = self.numbers.get_mut(number) else { return Ok(()) };
        let registration = &mut number.record.registration;
        if registration.unverified {
            return Err(Refusal::new(133_006, "Phone number needs to be verified before registering."));
        }
        if number.config.registered && region.is_some() && region != registration.region {
            return Err(Refusal::new(100, "Deregister the number before its data_localization_region is changed."));
        }
        registration.check_pin(&pin, turn.now)?;
        registration.count_change(turn.now)?;
        registration.pin = Some(pin);
        registration.region = region.or(registration.region.take());
        number.config.registered = true;
        if let Some(name) = number.record.display_name.take_effect() {
            number.config.verified_name = name;
        }
        Ok(())
    }

    pub(crate) fn deregister(&mut self, turn: &Turn<'_>, number: usize) -> Result<(), Refusal> {
        let Some(number) = self.numbers.get_mut(number) else { return Ok(()) };
        if !number.config.registered {
            return Err(Refusal::new(133_010, "The account is not registered."));
        }
        number.record.registration.count_change(turn.now)?;
        number.config.registered = false;
        number.record.registration.region = None;
        Ok(())
    }

    /// Sets the PIN, or another one.
    pub(crate) fn set_pin(&mut self, turn: &mut Turn<'_>, index: usize, parameters: &Value) -> Result<(), Refusal> {
        let pin = pin(parameters)?;
        let Some(number) = self.numbers.get_mut(index) else { return Ok(()) };
        number.record.registration.pin = Some(pin);
        let value = json!({
            "display_phone_number": number.digits,
            "event": "PIN_CHANGED",
            "requester": "500000000000005",
        });
        turn.webhook("security", &value, None, 0);
        Ok(())
    }
}

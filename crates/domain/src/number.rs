//! A WhatsApp business phone number: what Recado knows of it, how fast it may send, and what Meta tells of it.

use crate::id::{NumberId, WorkspaceId};
use crate::tier::Limit;
use serde::{Deserialize, Serialize};
use whatsapp::webhook::{BusinessCapability, PhoneNumberQuality};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    pub id: NumberId,
    pub workspace: WorkspaceId,
    /// Meta's id of the number: the path of every send and the address of every webhook.
    pub phone_number_id: String,
    pub waba_id: String,
    pub display_phone_number: String,
    pub verified_name: String,
    /// Throughput Meta grants this number: 80, 1,000 after the upgrade, 20 with coexistence (cloud-api §7.1).
    pub messages_per_second: u32,
    pub health: Health,
    /// True for a number that lives in the emulator: the UI marks it.
    pub simulated: bool,
}

/// Whether the number can send at all; anything but `Connected` closes the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    Connected,
    /// Meta restricts what it may send; replies may still pass.
    Restricted,
    /// Banned, disconnected or not registered: nothing goes out.
    Blocked,
}

/// What a webhook tells of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberNews {
    account: String,
    /// The digits of the one it is about; all of the account when none are named.
    digits: Option<String>,
    /// Meta's words, of what it tells.
    pub messaging_limit: Option<String>,
    pub quality: Option<String>,
}

impl NumberNews {
    pub fn of_capability(account: &str, told: &BusinessCapability) -> Self {
        let messaging_limit = known_limit(told.max_daily_conversations_per_business.as_deref());
        Self { account: account.to_owned(), digits: None, messaging_limit, quality: None }
    }

    /// Of its quality Meta tells only that it became the worst.
    pub fn of_quality(account: &str, told: &PhoneNumberQuality) -> Self {
        let limit = known_limit(told.max_daily_conversations_per_business.as_deref());
        let quality = (told.event == "FLAGGED").then(|| "RED".to_owned());
        Self {
            account: account.to_owned(),
            digits: Some(digits(&told.display_phone_number)).filter(|digits| !digits.is_empty()),
            messaging_limit: limit.or_else(|| known_limit(told.current_limit.as_deref())),
            quality,
        }
    }

    pub fn concerns(&self, number: &Number) -> bool {
        number.waba_id == self.account
            && self.digits.as_ref().is_none_or(|told| *told == digits(&number.display_phone_number))
    }
}

fn known_limit(word: Option<&str>) -> Option<String> {
    word.filter(|word| Limit::from_meta(word) != Limit::Unknown).map(str::to_owned)
}

fn digits(written: &str) -> String {
    written.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::IdSource;
    use crate::time::Timestamp;

    fn number(account: &str, display: &str) -> Number {
        let mut ids = IdSource::new(1);
        Number {
            id: NumberId::new(&mut ids, Timestamp(1)),
            workspace: WorkspaceId::new(&mut ids, Timestamp(1)),
            phone_number_id: "1".to_owned(),
            waba_id: account.to_owned(),
            display_phone_number: display.to_owned(),
            verified_name: String::new(),
            messages_per_second: 80,
            health: Health::Connected,
            simulated: false,
        }
    }

    #[test]
    fn what_webhooks_tell_of_numbers() {
        let quality = |event: &str, limit: Option<&str>| PhoneNumberQuality {
            display_phone_number: "34911223344".to_owned(),
            event: event.to_owned(),
            current_limit: limit.map(str::to_owned),
            ..PhoneNumberQuality::default()
        };
        let capability = |most: &str| BusinessCapability {
            max_daily_conversations_per_business: Some(most.to_owned()),
            ..BusinessCapability::default()
        };
        let (ours, other) = (number("waba", "+34 911 22 33 44"), number("waba", "+34 600 00 00 00"));
        let elsewhere = number("another", "+34 911 22 33 44");
        for (news, limit, quality, concerned) in [
            (
                NumberNews::of_quality("waba", &quality("FLAGGED", Some("TIER_2K"))),
                Some("TIER_2K"),
                Some("RED"),
                [true, false, false],
            ),
            (NumberNews::of_quality("waba", &quality("UNFLAGGED", None)), None, None, [true, false, false]),
            (
                NumberNews::of_quality("waba", &quality("ONBOARDING", Some("TIER_NOT_SET"))),
                None,
                None,
                [true, false, false],
            ),
            (NumberNews::of_capability("waba", &capability("TIER_10K")), Some("TIER_10K"), None, [true, true, false]),
            (NumberNews::of_capability("waba", &capability("2000")), Some("2000"), None, [true, true, false]),
        ] {
            assert_eq!((news.messaging_limit.as_deref(), news.quality.as_deref()), (limit, quality), "{news:?}");
            assert_eq!([&ours, &other, &elsewhere].map(|number| news.concerns(number)), concerned, "{news:?}");
        }
    }
}

//! Who a message is for: telephone numbers however they are written, and business-scoped user ids.

use whatsapp::message::Envelope;

use super::identity::same_number;
use super::turn::{Live, Turn};
use super::{CustomerId, Language, NewCustomer, Number, World, ids};
use crate::config::UnknownRecipients;
use crate::customers::Profile;
use crate::refusal::Refusal;

/// Who a message is for, before it is known whether it will be accepted.
pub(super) enum Addressee {
    Known(CustomerId),
    /// Digits that no customer has.
    Stranger(String),
}

impl World {
    /// `to` wins when `recipient` is there as well.
    pub(super) fn addressee(&self, number: usize, envelope: &Envelope) -> Result<Addressee, Refusal> {
        if let Some(to) = &envelope.to {
            let given = ids::digits(to);
            let is_a_number = to.chars().all(|c| c.is_ascii_digit() || "+ -().\u{a0}".contains(c));
            if given.is_empty() || given.len() > 20 || !is_a_number {
                return Err(Refusal::new(131_009, "The parameter to is not a phone number."));
            }
            return Ok(self.by_dialled_number(number, to.trim_start().starts_with('+'), given));
        }
        let user_id = envelope.recipient.as_deref().unwrap_or_default();
        let customer = self.customer_by_user_id(user_id).map(Addressee::Known);
        customer.ok_or_else(|| Refusal::new(131_009, "The parameter recipient is not a known user id."))
    }

    /// Without a `+` the country code of the business stands in front, unless the digits are somebody's already.
    fn by_dialled_number(&self, number: usize, international: bool, digits: String) -> Addressee {
        if let Some(customer) = self.by_digits(&digits) {
            return Addressee::Known(customer);
        }
        let country_code = self.numbers.get(number).map(Number::country_code).unwrap_or_default();
        if international || digits.starts_with(&country_code) || digits.len() > 10 {
            return Addressee::Stranger(digits);
        }
        let digits = format!("{country_code}{digits}");
        self.by_digits(&digits).map_or(Addressee::Stranger(digits), Addressee::Known)
    }

    /// Whose number that is, in this way of writing it or another.
    fn by_digits(&self, digits: &str) -> Option<CustomerId> {
        let other = || same_number(digits).and_then(|other| self.customers.by_phone(&other));
        self.customers.by_phone(digits).or_else(other)
    }

    pub(super) fn check_recipient(&self, number: usize, addressee: &Addressee) -> Result<(), Refusal> {
        let Some(number) = self.numbers.get(number) else { return Ok(()) };
        let digits = match addressee {
            Addressee::Known(customer) => self.customers.get(*customer).map(|c| c.phone.as_str()).unwrap_or_default(),
            Addressee::Stranger(digits) => digits,
        };
        if digits == number.digits {
            return Err(Refusal::new(131_021, "The recipient is the sender."));
        }
        match &number.config.allowed_recipients {
            Some(allowed) if !allowed.iter().any(|phone| ids::digits(phone) == digits) => {
                Err(Refusal::new(131_030, "The recipient is not in the list of allowed numbers."))
            }
            _ => Ok(()),
        }
    }

    /// The customer behind an addressee; a stranger becomes one.
    pub(super) fn customer_of(&mut self, turn: &mut Turn<'_>, addressee: Addressee) -> CustomerId {
        match addressee {
            Addressee::Known(customer) => customer,
            Addressee::Stranger(digits) => self.stranger(turn, &digits),
        }
    }

    /// Somebody no customer of ours is, but who has a telephone.
    fn stranger(&mut self, turn: &mut Turn<'_>, digits: &str) -> CustomerId {
        let new = NewCustomer {
            name: format!("+{digits}"),
            phone: Some(digits.to_owned()),
            country: "ZZ".to_owned(),
            language: Language::English,
            profile: Profile::Still,
            username: None,
        };
        let appears = self.settings.unknown_recipients == UnknownRecipients::Appear;
        let on_whatsapp = appears && !self.customers.is_abandoned(digits);
        let id = self.customers.add(new, turn.rng);
        if let Some(customer) = self.customers.get_mut(id) {
            customer.on_whatsapp = on_whatsapp;
        }
        turn.live(Live::Customer(id));
        id
    }
}

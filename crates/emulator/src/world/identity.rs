//! Who a customer is to the business: telephone number, user name, ids, and what of it is shown.

use serde_json::json;
use whatsapp::wamid::Direction;

use super::turn::{Live, ThreadKey, Turn};
use super::wire::Contact;
use super::{Customer, CustomerId, World, ids};
use crate::clock::Millis;

/// How long a number that was seen stays visible once its owner has a user name.
pub(crate) const PHONE_SHOWN_FOR: Millis = 30 * 24 * 3_600 * 1_000;

impl World {
    /// Whether the business can see this customer's telephone number.
    pub(crate) fn shows_phone(&self, key: ThreadKey, now: Millis) -> bool {
        let hidden = self.customers.get(key.customer).is_some_and(|customer| customer.username.is_some());
        !hidden || self.thread(key).is_some_and(|thread| now < thread.phone_shown_until)
    }

    /// The number was seen or used: it stays visible for another thirty days.
    pub(super) fn keep_phone_shown(&mut self, key: ThreadKey, now: Millis) {
        self.threads.entry(key).or_default().phone_shown_until = now + PHONE_SHOWN_FOR;
    }

    /// The `contacts[]` item that goes with messages and statuses.
    pub(crate) fn contact<'a>(&self, customer: &'a Customer, with_username: bool, with_phone: bool) -> Contact<'a> {
        customer.contact(with_username, with_phone, self.parent_user_id(customer))
    }

    /// The id that linked portfolios share, where there are any.
    pub(crate) fn parent_user_id(&self, customer: &Customer) -> Option<String> {
        self.settings.parent_user_ids.then(|| ids::parent_user_id(&customer.user_id))
    }

    /// A customer by business-scoped user id, their own or the shared one.
    pub(super) fn customer_by_user_id(&self, user_id: &str) -> Option<CustomerId> {
        self.customers.by_user_id(user_id).or_else(|| {
            let own = ids::own_user_id(user_id).filter(|_| self.settings.parent_user_ids)?;
            self.customers.by_user_id(&own)
        })
    }

    /// The customer takes another telephone number, the one given or a new one; and with it a new user id.
    pub(crate) fn change_number(&mut self, turn: &mut Turn<'_>, customer: CustomerId, phone: Option<&str>) -> bool {
        let known: Vec<ThreadKey> =
            self.threads_of(customer).filter(|key| self.thread(*key).is_some_and(|t| t.last().is_some())).collect();
        let shown: Vec<bool> = known.iter().map(|key| self.shows_phone(*key, turn.now)).collect();
        let Some(before) = self.customers.move_house(customer, phone.map(ids::digits), turn.rng) else { return false };
        for (key, shown) in known.into_iter().zip(shown) {
            self.tell_number_change(turn, key, &before, shown);
        }
        turn.live(Live::Customer(customer));
        true
    }

    fn tell_number_change(&self, turn: &mut Turn<'_>, key: ThreadKey, before: &Before, shown: bool) {
        let (Some(number), Some(customer)) = (self.numbers.get(key.number), self.customers.get(key.customer)) else {
            return;
        };
        let id = ids::wamid(turn.rng, &before.phone, Direction::FromCustomer);
        let mut message = json!({ "id": id, "timestamp": (turn.now / 1_000).to_string(), "type": "system" });
        let (new, old) = (&customer.user_id, &before.user_id);
        let system = if shown {
            json!({
                "body": format!("User {} changed from {} to {}", customer.name, before.phone, customer.phone),
                "type": "user_changed_number", "wa_id": customer.phone, "user_id": new, "previous_user_id": old,
            })
        } else {
            json!({
                "body": format!("User {} changed from {old} to {new}", customer.name),
                "type": "user_changed_user_id", "user_id": new, "previous_user_id": old,
            })
        };
        if let Some(message) = message.as_object_mut() {
            message.insert("system".to_owned(), system);
            if shown {
                message.insert("from".to_owned(), before.phone.as_str().into());
            }
        }
        let value = json!({ "messaging_product": "whatsapp", "metadata": number.metadata(), "messages": [message] });
        turn.webhook("messages", &value, Some(key.number), key.customer.0);
    }

    /// The customer takes a user name, or gives it up.
    pub(crate) fn set_username(&mut self, turn: &mut Turn<'_>, customer: CustomerId, username: Option<String>) -> bool {
        let now = turn.now;
        let keys: Vec<ThreadKey> = self.threads_of(customer).collect();
        for key in keys {
            // Whoever has seen the number goes on seeing it for a while.
            if self.shows_phone(key, now)
                && let Some(thread) = self.threads.get_mut(&key)
                && let Some(at) = thread.last().map(|entry| entry.at)
            {
                thread.phone_shown_until = at + PHONE_SHOWN_FOR;
            }
        }
        let Some(person) = self.customers.get_mut(customer) else { return false };
        person.username = username;
        turn.live(Live::Customer(customer));
        true
    }
}

/// What a customer was known by before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    pub phone: String,
    pub user_id: String,
}

/// Other ways to write the same mobile number: Brazil's ninth digit, the 1 of Mexico, the 9 of Argentina.
pub(crate) fn same_number(digits: &str) -> Option<String> {
    let with = |prefix: &str, middle: &str, rest: &str| Some(format!("{prefix}{middle}{rest}"));
    let after = |prefix: &str| digits.strip_prefix(prefix);
    match digits.len() {
        12 if after("55").is_some() => with(digits.get(..4)?, "9", digits.get(4..)?),
        13 if after("55").is_some() && digits.get(4..5) == Some("9") => with(digits.get(..4)?, "", digits.get(5..)?),
        12 if after("52").is_some() => with("52", "1", digits.get(2..)?),
        13 if after("521").is_some() => with("52", "", digits.get(3..)?),
        12 if after("54").is_some() => with("54", "9", digits.get(2..)?),
        13 if after("549").is_some() => with("54", "", digits.get(3..)?),
        _ => None,
    }
}

/// What the business is told that a customer's identity is; it changes with the telephone.
pub(crate) fn identity_key_hash(user_id: &str) -> String {
    ids::short_hash(user_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_countries_added_are_the_same_number() {
        let cases = [
            ("551187654321", Some("5511987654321")),
            ("5511987654321", Some("551187654321")),
            ("525512345678", Some("5215512345678")),
            ("5215512345678", Some("525512345678")),
            ("541112345678", Some("5491112345678")),
            ("34600111222", None),
        ];
        for (digits, other) in cases {
            assert_eq!(same_number(digits).as_deref(), other, "{digits}");
        }
    }
}

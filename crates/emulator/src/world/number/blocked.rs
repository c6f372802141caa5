//! People the business wants to hear nothing from.

use serde_json::{Value, json};

use crate::clock::Millis;
use crate::refusal::{Refusal, failure};
use crate::world::parameter::list;
use crate::world::{CustomerId, ThreadKey, World, digits};

const MOST: usize = 64_000;

/// Somebody who is named in a request.
pub(crate) struct Person {
    input: String,
    customer: Option<CustomerId>,
}

/// Whether people are blocked or let back in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Block,
    Unblock,
}

impl World {
    /// Blocks or unblocks the people of a request; the answer, and whether all of them were.
    pub(crate) fn change_blocked(
        &mut self,
        now: Millis,
        number: usize,
        parameters: &Value,
        block: bool,
    ) -> Result<(Value, bool), Refusal> {
        let people = self.people(parameters)?;
        let change = if block { Change::Block } else { Change::Unblock };
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for person in people {
            match self.change_one(now, number, &person, change) {
                Ok(customer) => done.push(self.named(&person, customer)),
                Err(refusal) => {
                    let error = json!({
                        "message": refusal.title,
                        "code": refusal.code,
                        "error_data": { "details": refusal.details },
                    });
                    failed.push(json!({ "input": person.input, "wa_id": digits(&person.input), "errors": [error] }));
                }
            }
        }
        let whole = failed.is_empty();
        let mut lists = serde_json::Map::new();
        let name = if block { "added_users" } else { "removed_users" };
        if !done.is_empty() || whole {
            lists.insert(name.to_owned(), done.into());
        }
        if !whole {
            lists.insert("failed_users".to_owned(), failed.into());
        }
        Ok((json!({ "messaging_product": "whatsapp", "block_users": lists }), whole))
    }

    fn people(&self, parameters: &Value) -> Result<Vec<Person>, Refusal> {
        if parameters.get("messaging_product").and_then(Value::as_str) != Some("whatsapp") {
            return Err(Refusal::missing("messaging_product"));
        }
        let people = list(parameters, "block_users")?.ok_or_else(|| Refusal::missing("block_users"))?;
        let named = people.iter().map(|person| {
            let user_id = person.get("user_id").and_then(Value::as_str);
            let phone = person.get("user").and_then(Value::as_str);
            let input = phone.or(user_id).ok_or_else(|| Refusal::missing("block_users[].user"))?;
            let customer = match (phone, user_id) {
                (Some(phone), _) => {
                    self.customers.by_phone(&digits(phone)).or_else(|| self.customers.by_user_id(phone))
                }
                (None, Some(user_id)) => self.customers.by_user_id(user_id),
                (None, None) => None,
            };
            Ok(Person { input: input.to_owned(), customer })
        });
        named.collect()
    }

    fn change_one(
        &mut self,
        now: Millis,
        index: usize,
        person: &Person,
        change: Change,
    ) -> Result<CustomerId, Refusal> {
        let customer = person.customer.ok_or_else(|| failure(131_026))?;
        let key = ThreadKey { number: index, customer };
        let wrote_of_late = self.thread(key).is_some_and(|thread| now < thread.window_until);
        let Some(number) = self.numbers.get_mut(index) else { return Err(Refusal::unknown_object("")) };
        let place = number.record.blocked.iter().find(|(_, blocked)| **blocked == customer).map(|(place, _)| *place);
        match (change, place) {
            (Change::Unblock, Some(place)) => drop(number.record.blocked.remove(&place)),
            (Change::Unblock, None) => return Err(Refusal::new(131_009, "This user is not blocked.")),
            (Change::Block, Some(_)) => {}
            (Change::Block, None) if !wrote_of_late => return Err(failure(131_047)),
            (Change::Block, None) if number.record.blocked.len() >= MOST => {
                return Err(Refusal::new(139_101, "The list of blocked users is full."));
            }
            (Change::Block, None) => {
                let place = number.record.place();
                number.record.blocked.insert(place, customer);
            }
        }
        self.threads.entry(key).or_default().blocked_by_business = change == Change::Block;
        Ok(customer)
    }

    fn named(&self, person: &Person, customer: CustomerId) -> Value {
        match self.customers.get(customer) {
            Some(known) if known.username.is_none() || !person.input.contains('.') => {
                json!({ "input": person.input, "wa_id": known.phone })
            }
            Some(known) => json!({ "input": person.input, "user_id": known.user_id }),
            None => json!({ "input": person.input }),
        }
    }

    /// Those who are blocked, with their places.
    pub(crate) fn blocked(&self, number: usize) -> Vec<(u64, Value)> {
        let blocked = self.numbers.get(number).map(|number| &number.record.blocked);
        let shown = blocked.into_iter().flatten().filter_map(|(place, customer)| {
            let known = self.customers.get(*customer)?;
            let mut item = json!({ "messaging_product": "whatsapp", "user_id": known.user_id });
            if let (true, Some(item)) = (known.username.is_none(), item.as_object_mut()) {
                item.insert("wa_id".to_owned(), known.phone.as_str().into());
            }
            Some((*place, item))
        });
        shown.collect()
    }
}

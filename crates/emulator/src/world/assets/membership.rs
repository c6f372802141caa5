//! Who is in a group: let in by invitation or after asking, gone by themselves or taken out. Each change is told by webhook.

use serde_json::{Value, json};

use super::group::{Group, request, token};
use crate::refusal::Refusal;
use crate::world::parameter::list;
use crate::world::{CustomerId, Turn, World, digits};

const MOST_PARTICIPANTS: usize = 8;

impl World {
    /// A customer follows the invitation: they are in, or ask to be let in.
    pub(crate) fn join_group(&mut self, turn: &mut Turn<'_>, id: &str, customer: CustomerId) -> Result<(), Refusal> {
        let person = self.group_person(customer);
        let group = self.assets.groups.get_mut(id)?;
        if group.participants.contains(&customer) {
            return Ok(());
        }
        if group.approval_required {
            let request = token(turn.rng);
            group.requests.insert(request.clone(), customer);
            let group = group.clone();
            let mut change = json!({ "type": "group_join_request_created", "join_request_id": request });
            if let (Some(change), Value::Object(person)) = (change.as_object_mut(), person) {
                change.extend(person);
            }
            self.tell_group(turn, &group, "group_participants_update", change);
            return Ok(());
        }
        admit(group, customer)?;
        let group = group.clone();
        let change =
            json!({ "type": "group_participants_add", "reason": "invite_link", "added_participants": [person] });
        self.tell_group(turn, &group, "group_participants_update", change);
        Ok(())
    }

    /// A customer leaves, or no longer asks to be let in; false when they did neither.
    pub(crate) fn leave_group(&mut self, turn: &mut Turn<'_>, id: &str, customer: CustomerId) -> bool {
        let person = self.group_person(customer);
        let Ok(group) = self.assets.groups.get_mut(id) else { return false };
        let asked = group.requests.iter().find(|(_, asks)| **asks == customer).map(|(request, _)| request.clone());
        let change = if let Some(request) = asked {
            group.requests.remove(&request);
            let mut change = json!({ "type": "group_join_request_revoked", "join_request_id": request });
            if let (Some(change), Value::Object(person)) = (change.as_object_mut(), person) {
                change.extend(person);
            }
            change
        } else if group.has(customer) {
            group.participants.retain(|participant| *participant != customer);
            json!({
                "type": "group_participants_remove", "initiated_by": "participant", "removed_participants": [person],
            })
        } else {
            return false;
        };
        let group = group.clone();
        self.tell_group(turn, &group, "group_participants_update", change);
        true
    }

    /// Takes people out; the id of the request.
    pub(crate) fn remove_participants(
        &mut self,
        turn: &mut Turn<'_>,
        id: &str,
        parameters: &Value,
    ) -> Result<String, Refusal> {
        let people = list(parameters, "participants")?.ok_or_else(|| Refusal::missing("participants"))?;
        let named =
            people.iter().filter_map(|person| person.get("user").or(person.get("user_id")).or(Some(person))?.as_str());
        let wanted: Vec<CustomerId> = named
            .filter_map(|name| self.customers.by_phone(&digits(name)).or_else(|| self.customers.by_user_id(name)))
            .collect();
        let removed: Vec<Value> = wanted.iter().map(|customer| self.group_person(*customer)).collect();
        let group = self.assets.groups.get_mut(id)?;
        if wanted.is_empty() || !wanted.iter().all(|customer| group.participants.contains(customer)) {
            return Err(Refusal::new(131_212, "The user is not a participant of the group."));
        }
        group.participants.retain(|customer| !wanted.contains(customer));
        let group = group.clone();
        let request = request(turn);
        let change = json!({
            "type": "group_participants_remove", "request_id": request, "initiated_by": "business", "removed_participants": removed,
        });
        self.tell_group(turn, &group, "group_participants_update", change);
        Ok(request)
    }

    /// Lets people in who asked, or not; the id of this request, and those that were settled.
    pub(crate) fn settle_requests(
        &mut self,
        turn: &mut Turn<'_>,
        id: &str,
        parameters: &Value,
        approve: bool,
    ) -> Result<(String, Vec<String>), Refusal> {
        let requests = list(parameters, "join_requests")?.ok_or_else(|| Refusal::missing("join_requests"))?;
        let (this, mut settled) = (request(turn), Vec::new());
        for request in requests.iter().filter_map(Value::as_str) {
            let group = self.assets.groups.get_mut(id)?;
            let customer = group.requests.get(request).copied();
            let customer = customer.ok_or_else(|| Refusal::new(131_213, "There is no such request to join."))?;
            if approve {
                admit(group, customer)?;
            }
            group.requests.remove(request);
            let group = group.clone();
            settled.push(request.to_owned());
            if approve {
                let added = [self.group_person(customer)];
                let change = json!({ "type": "group_participants_add", "request_id": this, "reason": "join_request", "added_participants": added });
                self.tell_group(turn, &group, "group_participants_update", change);
            }
        }
        Ok((this, settled))
    }

    fn group_person(&self, customer: CustomerId) -> Value {
        match self.customers.get(customer) {
            Some(known) if known.username.is_none() => json!({ "wa_id": known.phone, "user_id": known.user_id }),
            Some(known) => json!({ "user_id": known.user_id }),
            None => json!({}),
        }
    }

    /// Those who are in a group, as it shows them.
    pub(crate) fn participants(&self, group: &Group) -> Vec<Value> {
        group.participants.iter().map(|customer| self.group_person(*customer)).collect()
    }

    /// Those who ask to be let in.
    pub(crate) fn join_requests(&self, group: &Group) -> Vec<Value> {
        let requests = group.requests.iter().map(|(id, customer)| {
            let mut shown = json!({ "join_request_id": id });
            if let (Some(shown), Value::Object(person)) = (shown.as_object_mut(), self.group_person(*customer)) {
                shown.extend(person);
            }
            shown
        });
        requests.collect()
    }
}

fn admit(group: &mut Group, customer: CustomerId) -> Result<(), Refusal> {
    if group.participants.len() >= MOST_PARTICIPANTS {
        return Err(Refusal::new(131_204, "The group is full: it may have 8 participants."));
    }
    group.participants.push(customer);
    Ok(())
}

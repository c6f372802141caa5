//! Groups of a number: made, described, suspended, deleted. Each change is told by webhook.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use whatsapp::message::{Pin, PinOperation};

use crate::clock::Millis;
use crate::refusal::Refusal;
use crate::world::parameter::{at_most, required, text};
use crate::world::{CustomerId, Event, Turn, World};

const MOST_GROUPS: usize = 10_000;
const MOST_PINS: usize = 3;
/// How long a pin stays that does not say.
const PINNED_FOR_DAYS: u32 = 7;
const DAY: Millis = 24 * 3_600 * 1_000;

/// All groups, in the order they were made.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Groups {
    by_place: BTreeMap<u64, Group>,
    next_place: u64,
}

/// A group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Group {
    pub id: String,
    pub number: usize,
    pub subject: String,
    pub description: String,
    pub approval_required: bool,
    pub invite: String,
    pub created_at: Millis,
    pub participants: Vec<CustomerId>,
    /// People who ask to be let in, by the id of their request.
    pub requests: BTreeMap<String, CustomerId>,
    /// The messages at the top, the newest last.
    pub pins: Vec<Pinned>,
    /// How long a participant's message keeps the group open for free messages.
    pub window_until: Millis,
    /// Nothing can be sent to it while Meta looks into it.
    #[serde(default)]
    pub suspended: bool,
    /// Meta makes groups a moment after they are asked for.
    ready: bool,
}

/// A message at the top of a group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Pinned {
    pub message: String,
    pub until: Millis,
}

impl Groups {
    pub(crate) fn get(&self, id: &str) -> Option<&Group> {
        self.by_place.values().find(|group| group.id == id)
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Result<&mut Group, Refusal> {
        let found = self.by_place.values_mut().find(|group| group.id == id);
        found.ok_or_else(|| Refusal::new(131_041, "There is no such group."))
    }

    /// The group that an invitation leads to.
    pub(crate) fn invited_to(&self, link: &str) -> Option<&Group> {
        self.by_place.values().find(|group| link.ends_with(&group.invite) && group.ready)
    }

    /// Puts a message at the top of a group or takes it down. The fourth pushes the oldest out.
    pub(crate) fn pin(&mut self, id: &str, pin: &Pin, now: Millis) {
        let Ok(group) = self.get_mut(id) else { return };
        group.pins.retain(|pinned| pinned.message != pin.message_id && pinned.until > now);
        if matches!(pin.operation, PinOperation::Pin) {
            let days = pin.expiration_days.unwrap_or(PINNED_FOR_DAYS);
            group.pins.push(Pinned { message: pin.message_id.clone(), until: now + Millis::from(days) * DAY });
        }
        let too_many = group.pins.len().saturating_sub(MOST_PINS);
        group.pins.drain(..too_many);
    }

    pub(crate) fn keep_window_open(&mut self, id: &str, until: Millis) {
        if let Ok(group) = self.get_mut(id) {
            group.window_until = until;
        }
    }

    /// A group that somebody is in.
    pub(crate) fn joined_by(&self, customer: CustomerId) -> Option<&str> {
        if self.by_place.is_empty() {
            return None;
        }
        self.by_place.values().find(|group| group.has(customer) && !group.suspended).map(|group| group.id.as_str())
    }

    /// The groups of a number with their places.
    pub(crate) fn of(&self, number: usize) -> impl Iterator<Item = (u64, &Group)> {
        let of_number = self.by_place.iter().filter(move |(_, group)| group.number == number && group.ready);
        of_number.map(|(place, group)| (*place, group))
    }
}

impl Group {
    pub(crate) fn is_ready(&self) -> bool {
        self.ready
    }

    pub(crate) fn has(&self, customer: CustomerId) -> bool {
        self.participants.contains(&customer)
    }

    pub(crate) fn invite_link(&self) -> String {
        format!("https://chat.whatsapp.com/{}", self.invite)
    }
}

/// How people come in.
fn approval_required(parameters: &Value) -> Result<Option<bool>, Refusal> {
    match text(parameters, "join_approval_mode").as_deref() {
        None => Ok(None),
        Some("approval_required") => Ok(Some(true)),
        Some("auto_approve") => Ok(Some(false)),
        Some(_) => Err(Refusal::of_graph("Param join_approval_mode must be one of {approval_required, auto_approve}.")),
    }
}

/// An id by which a webhook tells which request it is about.
pub(super) fn request(turn: &mut Turn<'_>) -> String {
    format!("request-{}", token(turn.rng))
}

pub(super) fn token(rng: &mut impl Rng) -> String {
    let bytes: [u8; 16] = rng.random();
    URL_SAFE_NO_PAD.encode(bytes)
}

impl World {
    /// Asks for a group, which will be told of by webhook; the id of the request.
    pub(crate) fn create_group(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        parameters: &Value,
    ) -> Result<String, Refusal> {
        let subject = required(parameters, "subject")?;
        at_most("subject", &subject, 128)?;
        let description = text(parameters, "description").unwrap_or_default();
        at_most("description", &description, 2_048)?;
        let approval_required = approval_required(parameters)?.unwrap_or(false);
        if self.assets.groups.of(number).count() >= MOST_GROUPS {
            return Err(Refusal::new(131_211, "A number may have 10,000 groups."));
        }
        let groups = &mut self.assets.groups;
        groups.next_place += 1;
        let place = groups.next_place;
        let id = format!("Y2FwaV9ncm91cD{}", token(turn.rng));
        let group = Group {
            id,
            number,
            subject,
            description,
            approval_required,
            invite: token(turn.rng),
            created_at: turn.now,
            participants: Vec::new(),
            requests: BTreeMap::new(),
            pins: Vec::new(),
            window_until: 0,
            suspended: false,
            ready: false,
        };
        groups.by_place.insert(place, group);
        turn.later(0, Event::GroupMade(place));
        Ok(format!("request-{place}"))
    }

    pub(crate) fn group_made(&mut self, turn: &mut Turn<'_>, place: u64) {
        let Some(group) = self.assets.groups.by_place.get_mut(&place) else { return };
        group.ready = true;
        let group = group.clone();
        let change = json!({
            "type": "group_create",
            "request_id": format!("request-{place}"),
            "subject": group.subject,
            "description": group.description,
            "invite_link": group.invite_link(),
        });
        self.tell_group(turn, &group, "group_lifecycle_update", change);
    }

    /// Changes what a group is called and how people come in; the id of the request.
    pub(crate) fn change_group(
        &mut self,
        turn: &mut Turn<'_>,
        id: &str,
        parameters: &Value,
    ) -> Result<String, Refusal> {
        let group = self.assets.groups.get_mut(id)?;
        let (subject, description) = (text(parameters, "subject"), text(parameters, "description"));
        let approval = approval_required(parameters)?;
        if subject.is_none() && description.is_none() && approval.is_none() {
            return Err(Refusal::missing("subject"));
        }
        at_most("subject", subject.as_deref().unwrap_or_default(), 128)?;
        at_most("description", description.as_deref().unwrap_or_default(), 2_048)?;
        let request = request(turn);
        let mut change = json!({ "type": "group_settings_update", "request_id": request });
        if let Some(change) = change.as_object_mut() {
            for (name, value) in [("group_subject", &subject), ("group_description", &description)] {
                if let Some(value) = value {
                    change.insert(name.to_owned(), json!({ "text": value, "update_successful": true }));
                }
            }
        }
        group.subject = subject.unwrap_or(std::mem::take(&mut group.subject));
        group.description = description.unwrap_or(std::mem::take(&mut group.description));
        group.approval_required = approval.unwrap_or(group.approval_required);
        let group = group.clone();
        self.tell_group(turn, &group, "group_settings_update", change);
        Ok(request)
    }

    /// Ends a group; the id of the request.
    pub(crate) fn delete_group(&mut self, turn: &mut Turn<'_>, id: &str) -> Result<String, Refusal> {
        let group = self.assets.groups.get_mut(id)?.clone();
        self.assets.groups.by_place.retain(|_, known| known.id != id);
        let request = request(turn);
        let change = json!({ "type": "group_delete", "request_id": request });
        self.tell_group(turn, &group, "group_lifecycle_update", change);
        Ok(request)
    }

    /// Suspends a group, or ends that; told when it changes.
    pub(crate) fn suspend_group(&mut self, turn: &mut Turn<'_>, id: &str, suspended: bool) -> Result<(), Refusal> {
        let group = self.assets.groups.get_mut(id)?;
        if std::mem::replace(&mut group.suspended, suspended) != suspended {
            let group = group.clone();
            let kind = if suspended { "group_suspend" } else { "group_suspend_cleared" };
            self.tell_group(turn, &group, "group_status_update", json!({ "type": kind }));
        }
        Ok(())
    }

    /// A new invitation; the old one no longer works.
    pub(crate) fn renew_invitation(&mut self, turn: &mut Turn<'_>, id: &str) -> Result<String, Refusal> {
        let invite = token(turn.rng);
        let group = self.assets.groups.get_mut(id)?;
        group.invite = invite;
        Ok(group.invite_link())
    }

    pub(super) fn tell_group(&self, turn: &mut Turn<'_>, group: &Group, field: &'static str, change: Value) {
        let Some(number) = self.numbers.get(group.number) else { return };
        let mut told = json!({ "timestamp": (turn.now / 1_000).to_string(), "group_id": group.id });
        if let (Some(told), Value::Object(change)) = (told.as_object_mut(), change) {
            told.extend(change);
        }
        let value = json!({ "messaging_product": "whatsapp", "metadata": number.metadata(), "groups": [told] });
        turn.webhook(field, &value, Some(group.number), 0);
    }
}

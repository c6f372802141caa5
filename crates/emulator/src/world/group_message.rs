//! Messages of the business in a group: a copy on the phone of each participant, sent or failed for all of them,
//! delivered and read for each.

use std::sync::Arc;

use serde_json::Value;
use whatsapp::message::{Envelope, Message};
use whatsapp::wamid::Direction;

use super::accepted::Accepted;
use super::assets::Group;
use super::content_check::{Checked, Way};
use super::pacing::Hold;
use super::template::Template;
use super::thread::{Category, Entry, InGroup, MessageStatus};
use super::turn::{Event, Live, MessageKey, ThreadKey, Turn};
use super::{CustomerId, World, ids};
use crate::config::WindowRefusal;
use crate::faults::Faults;
use crate::refusal::Refusal;

impl World {
    /// Takes a message to a group in, or tells why not.
    pub(super) fn send_to_group(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        envelope: Envelope,
        way: Way,
        fault: Option<u32>,
        faults: &Faults,
    ) -> Result<Arc<Accepted>, Refusal> {
        let group = envelope.to.as_deref().and_then(|id| self.assets.groups.get(id));
        let group = group.filter(|group| group.number == number && group.is_ready());
        let group = group.cloned().ok_or_else(|| Refusal::new(131_041, "This number has no such group."))?;
        if group.suspended {
            return Err(Refusal::new(131_207, "The group is suspended."));
        }
        self.take_throughput(number, turn.now)?;
        check_kind(&envelope.message)?;
        let mut checked = self.check_content(turn.now, number, &envelope, way)?;
        if let Some(template) = checked.template.and_then(|id| self.templates.get(id)) {
            check_template(template)?;
        }
        if group.participants.is_empty() {
            return Err(Refusal::new(131_020, "Nobody but the business is in this group."));
        }
        self.check_group_window(turn, &group, &envelope.message, &mut checked)?;
        if let Message::Pin(pin) = &envelope.message
            && !self.was_written_in(&pin.message_id, &group.id)
        {
            checked.fails_with = checked.fails_with.or(Some(131_009));
        }
        checked.fails_with = fault.or(checked.fails_with);
        Ok(self.accept_for_group(turn, &group, envelope, checked, faults))
    }

    /// Free messages need a participant's message of the last 24 hours; templates and pins do not.
    fn check_group_window(
        &mut self,
        turn: &Turn<'_>,
        group: &Group,
        message: &Message,
        checked: &mut Checked,
    ) -> Result<(), Refusal> {
        let open = turn.now < group.window_until;
        self.account.check(turn.now, !open)?;
        if open || checked.opens_window || matches!(message, Message::Pin(_)) {
            return Ok(());
        }
        if self.settings.window_refusal == WindowRefusal::Answer {
            return Err(crate::refusal::failure(131_047));
        }
        checked.fails_with = checked.fails_with.or(Some(131_047));
        Ok(())
    }

    fn was_written_in(&self, message: &str, group: &str) -> bool {
        let written_in = self.find_message(message).and_then(|(_, entry)| entry.group.as_ref());
        written_in.is_some_and(|written_in| *written_in.id == *group)
    }

    fn accept_for_group(
        &mut self,
        turn: &mut Turn<'_>,
        group: &Group,
        envelope: Envelope,
        checked: Checked,
        faults: &Faults,
    ) -> Arc<Accepted> {
        let wamid: Arc<str> = ids::wamid(turn.rng, &group.id, Direction::FromBusiness).into();
        let fails_with = checked.fails_with;
        if let (None, Message::Pin(pin)) = (fails_with, &envelope.message) {
            self.assets.groups.pin(&group.id, pin, turn.now);
        }
        let envelope = Arc::new(envelope);
        let entry = checked.into_entry(Arc::clone(&wamid), turn.now, Arc::clone(&envelope));
        let wait = self.first_status_after(turn, faults);
        let id: Arc<str> = group.id.as_str().into();
        for (n, customer) in group.participants.iter().enumerate() {
            let in_group = InGroup { id: Arc::clone(&id), speaks_for_all: n == 0 };
            let key = ThreadKey { number: group.number, customer: *customer };
            let place = self.push(turn, key, Entry { group: Some(in_group), ..entry.clone() });
            if let Some(wait) = wait {
                turn.later(wait, fails_with.map_or(Event::Sent(place), |code| Event::Failed(place, code)));
            }
        }
        let first = group.participants.first().copied().unwrap_or(CustomerId(0));
        let key = ThreadKey { number: group.number, customer: first };
        self.remember(turn.now, key, wamid, envelope, Hold::None)
    }

    /// What a participant writes is on the phones of the others too.
    pub(super) fn show_to_group(&mut self, turn: &mut Turn<'_>, author: CustomerId, entry: &Entry) {
        let group = entry.group.as_ref().and_then(|group| self.assets.groups.get(&group.id));
        let Some((number, participants)) = group.map(|group| (group.number, group.participants.clone())) else {
            return;
        };
        let keep = self.settings.keep.messages_per_phone;
        for customer in participants.into_iter().filter(|customer| *customer != author) {
            let copy = Entry { author: Some(author), status: MessageStatus::Delivered, ..entry.clone() };
            let id = Arc::clone(&copy.id);
            let thread = ThreadKey { number, customer };
            let (_, forgotten) = self.threads.entry(thread).or_default().push(copy, keep);
            self.forget_place(thread, forgotten);
            turn.live(Live::Message { customer, id });
        }
    }

    /// A message as it is on one phone; those of groups are on several.
    pub(crate) fn find_on_phone(&self, customer: CustomerId, id: &str) -> Option<(MessageKey, &Entry)> {
        let (key, entry) = self.find_message(id)?;
        if key.thread.customer == customer {
            return Some((key, entry));
        }
        let thread = ThreadKey { customer, ..key.thread };
        let (place, entry) = self.thread(thread)?.places().find(|(_, entry)| *entry.id == *id)?;
        Some((MessageKey { thread, place }, entry))
    }

    /// Until when a message stands at the top of its group.
    pub(super) fn pinned_until(&self, entry: &Entry) -> Option<i64> {
        let group = self.assets.groups.get(&entry.group.as_ref()?.id)?;
        group.pins.iter().find(|pin| *pin.message == *entry.id).map(|pin| pin.until)
    }
}

/// Groups get texts, files and templates, and pins.
fn check_kind(message: &Message) -> Result<(), Refusal> {
    let fits =
        matches!(message, Message::Text(_) | Message::Template(_) | Message::Pin(_)) || message.media().is_some();
    if fits {
        return Ok(());
    }
    Err(Refusal::new(131_051, format!("Messages of type '{}' cannot be sent to groups.", message.kind())))
}

/// Of templates those of text and files, and no passwords.
fn check_template(template: &Template) -> Result<(), Refusal> {
    const KINDS: [&str; 4] = ["HEADER", "BODY", "FOOTER", "BUTTONS"];
    let kind = |component: &Value| component.get("type").and_then(Value::as_str).unwrap_or_default().to_uppercase();
    let fits = template.components.iter().all(|component| KINDS.contains(&kind(component).as_str()));
    if fits && template.billed_as() != Category::Authentication {
        return Ok(());
    }
    Err(Refusal::new(131_051, "Only templates of text and files can be sent to groups."))
}

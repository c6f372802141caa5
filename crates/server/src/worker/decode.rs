//! What is in a webhook body, sorted into what can be acted upon, and what the whole batch needs to know for it.

use domain::decide::{inbound, status};
use domain::id::MessageId;
use domain::number::NumberNews;
use domain::template::TemplateNews;
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::campaign::moves::Told;
use store::price::Priced;
use store::world::Needs;
use whatsapp::webhook::{
    Change, ContactCard, InboundMessage, MessageEcho, MessagesValue, Notification, Status, UserPreference,
};

/// Something to be decided, out of the body at this place in the batch.
pub(super) struct Item {
    pub body: usize,
    /// Meta's own time, in seconds: the order of decisions, before the order of arrival.
    pub timestamp: i64,
    pub news: News,
}

pub(super) enum News {
    Message(Box<Received>),
    Echo { phone_number_id: String, echo: Box<MessageEcho> },
    Status(Box<Status>),
    Preference(Box<UserPreference>),
    Template(Box<TemplateNews>),
}

pub(super) struct Received {
    pub phone_number_id: String,
    pub card: Option<ContactCard>,
    pub message: InboundMessage,
}

/// What one body came to.
#[derive(Default)]
pub(super) struct Body {
    /// Why it cannot be processed wholly; the rest of it is.
    pub park: Option<String>,
    /// How many of what kind.
    kinds: BTreeMap<String, usize>,
    /// What it says of campaigns' messages.
    pub told: Vec<Told>,
    /// And of what they cost.
    pub priced: Vec<Priced>,
    /// What it says of our numbers themselves.
    pub numbers: Vec<NumberNews>,
    /// The numbers it is about, each with the earliest status it brings.
    pub heard: Vec<(String, Option<Timestamp>)>,
}

impl Body {
    pub fn park(&mut self, reason: impl Into<String>) {
        self.park.get_or_insert_with(|| reason.into());
    }

    fn count(&mut self, kind: impl Into<String>) {
        *self.kinds.entry(kind.into()).or_default() += 1;
    }

    /// "2 text, 1 status delivered": what the journal's list shows.
    pub fn summary(&self) -> String {
        let parts: Vec<String> = self.kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        parts.join(", ")
    }
}

/// Reads a body; what cannot be read parks it.
pub(super) fn decode(place: usize, bytes: &[u8], items: &mut Vec<Item>) -> Body {
    let mut body = Body::default();
    match Notification::parse(bytes) {
        Ok(notification) => {
            for entry in notification.entry {
                for change in entry.changes {
                    body.numbers.extend(of_numbers(&entry.id, &change));
                    sort(place, change, items, &mut body);
                }
            }
        }
        Err(error) => body.park(error.to_string()),
    }
    body
}

fn sort(place: usize, change: Change, items: &mut Vec<Item>, body: &mut Body) {
    match change {
        Change::Messages(value) => sort_messages(place, value, items, body),
        Change::MessageEchoes(value) => {
            let phone_number_id = value.metadata.phone_number_id;
            for echo in value.message_echoes {
                body.count(format!("echo {}", echo.message.content.kind()));
                let timestamp = echo.message.timestamp;
                let news = News::Echo { phone_number_id: phone_number_id.clone(), echo: Box::new(echo) };
                items.push(Item { body: place, timestamp, news });
            }
            park_malformed(body, &value.malformed);
        }
        Change::UserPreferences(value) => {
            for preference in value.user_preferences {
                body.count(format!("preference {}", preference.value));
                let timestamp = preference.timestamp.unwrap_or_default();
                items.push(Item { body: place, timestamp, news: News::Preference(Box::new(preference)) });
            }
        }
        Change::TemplateStatus(told) => {
            let kind = format!("template {}", told.event.as_str().to_lowercase());
            sort_template(place, kind, TemplateNews::Status(Box::new(told)), items, body);
        }
        Change::TemplateQuality(told) => {
            sort_template(place, "template quality".to_owned(), TemplateNews::Quality(told), items, body);
        }
        Change::TemplateCategory(told) => {
            sort_template(place, "template category".to_owned(), TemplateNews::Category(told), items, body);
        }
        Change::TemplateComponents(told) => {
            let news = TemplateNews::Components(Box::new(told));
            sort_template(place, "template text".to_owned(), news, items, body);
        }
        Change::Unknown { field, .. } => {
            body.count(&*field);
            body.park(format!("the field `{field}` is not known to this version"));
        }
        Change::Malformed { field, reason, .. } => {
            body.count(&*field);
            body.park(format!("the field `{field}` cannot be read: {reason}"));
        }
        // News about numbers are taken down with the rest; those about the account are kept and shown.
        other => body.count(other.field()),
    }
}

fn of_numbers(account: &str, change: &Change) -> Option<NumberNews> {
    match change {
        Change::BusinessCapability(told) => Some(NumberNews::of_capability(account, told)),
        Change::PhoneNumberQuality(told) => Some(NumberNews::of_quality(account, told)),
        _ => None,
    }
}

/// News of templates bear no time: they are taken in the order of their arrival, before messages.
fn sort_template(place: usize, kind: String, news: TemplateNews, items: &mut Vec<Item>, body: &mut Body) {
    body.count(kind);
    items.push(Item { body: place, timestamp: 0, news: News::Template(Box::new(news)) });
}

fn sort_messages(place: usize, value: MessagesValue, items: &mut Vec<Item>, body: &mut Body) {
    let phone_number_id = value.metadata.phone_number_id.clone();
    park_malformed(body, &value.malformed);
    for error in &value.errors {
        body.count(format!("error {}", error.code));
    }
    let cards: Vec<Option<ContactCard>> =
        value.messages.iter().map(|message| value.sender_of(message).cloned()).collect();
    for (message, card) in value.messages.into_iter().zip(cards) {
        body.count(message.content.kind());
        let timestamp = message.timestamp;
        let received = Received { phone_number_id: phone_number_id.clone(), card, message };
        items.push(Item { body: place, timestamp, news: News::Message(Box::new(received)) });
    }
    let earliest_status = value.statuses.iter().map(|status| Timestamp::from_seconds(status.timestamp)).min();
    for status in value.statuses {
        body.count(format!("status {}", status.status.as_str()));
        if let Some(told) = crate::campaign::statuses::told(&status) {
            body.priced.extend(crate::campaign::statuses::priced(&status, &told));
            body.told.push(told);
            // What it says of the person, or of money, is everybody's business.
            if !crate::campaign::statuses::is_of_person(&status) {
                continue;
            }
        }
        items.push(Item { body: place, timestamp: status.timestamp, news: News::Status(Box::new(status)) });
    }
    body.heard.push((phone_number_id, earliest_status));
}

fn park_malformed(body: &mut Body, malformed: &[whatsapp::webhook::Malformed]) {
    if let Some(first) = malformed.first() {
        body.park(format!("an element of `{}` cannot be read: {}", first.list, first.reason));
    }
}

/// What has to be loaded before these items can be decided.
pub(super) fn needs(items: &[Item]) -> Needs {
    let mut needs = Needs::default();
    for item in items {
        match &item.news {
            News::Message(received) => {
                let Received { card, message, .. } = &**received;
                needs.identifiers.extend(inbound::identifiers_of(card.as_ref(), message));
                needs.inbound_wamids.insert(message.id.clone());
                let tapped = message.content.reply_id().and(message.context.as_ref());
                needs.tapped_wamids.extend(tapped.and_then(|context| context.id.clone()));
            }
            News::Echo { echo, .. } => {
                needs.identifiers.extend(inbound::identifiers_of_echo(echo));
                needs.inbound_wamids.insert(echo.message.id.clone());
            }
            News::Status(status) => {
                needs.identifiers.extend(status::identifiers_of(status));
                needs.status_wamids.insert(status.id.clone());
                let ours = status.biz_opaque_callback_data.as_deref();
                needs.status_messages.extend(ours.and_then(|data| data.parse::<MessageId>().ok()));
            }
            News::Preference(preference) => {
                needs.identifiers.extend(inbound::identifiers_of_preference(preference));
            }
            News::Template(news) => {
                needs.template_ids.extend(news.meta_id());
                needs.template_names.insert(news.name().0.to_owned());
            }
        }
    }
    needs
}

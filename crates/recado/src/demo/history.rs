//! What the demo remembers of its customers: people who have agreed, and what they did before the demo began, so that a
//! pack's segments have members and its goals have figures.

use domain::consent::{Category, ConsentRecord, ConsentSource, ConsentState};
use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::event::Event;
use domain::id::{ContactId, EventId, IdSource};
use domain::outside::{EventSource, Money, OutsideEvent};
use domain::pack::Past;
use domain::time::Timestamp;
use emulator::{CustomerView, Language};
use server::app::App;
use std::time::Duration;
use store::Tx;

const DAY: Duration = Duration::from_hours(24);
/// What was done today was done a while ago.
const A_WHILE: Duration = Duration::from_mins(20);
/// They have been known for longer than anything is remembered of them.
const KNOWN_FOR: u32 = 400;

pub async fn plant(app: &App, tx: &mut Tx, history: &[Past], customers: &[CustomerView]) -> anyhow::Result<()> {
    if history.is_empty() {
        return Ok(());
    }
    let now = app.universe.now();
    let events = app.universe.with_ids(|ids| remembered(history, customers, ids, now));
    store::apply::apply(tx, app.workspace, now, events).await?;
    Ok(())
}

fn remembered(history: &[Past], customers: &[CustomerView], ids: &mut IdSource, now: Timestamp) -> Vec<Event> {
    let mut events = Vec::new();
    for (place, customer) in customers.iter().enumerate() {
        let pasts: Vec<&Past> = history.iter().filter(|past| past.is_of(place + 1)).collect();
        let contact = person(customer, &pasts, ids, now);
        events.extend(agreements(&contact).map(Event::ConsentRecorded));
        events.extend(pasts.into_iter().filter_map(|past| done(past, contact.id, ids, now)).map(Event::EventRecorded));
        events.push(Event::ContactSaved(contact));
    }
    events
}

fn person(customer: &CustomerView, pasts: &[&Past], ids: &mut IdSource, now: Timestamp) -> Contact {
    let known_since = now.minus(DAY * KNOWN_FOR);
    let mut contact = Contact::new(ContactId::new(ids, now), customer.name.clone(), known_since);
    let phone = format!("+{}", customer.phone.trim_start_matches('+'));
    contact.identifiers.insert(Identifier::new(IdentifierKind::Phone, phone));
    let language = match customer.language {
        Language::Spanish => "es",
        Language::Portuguese => "pt",
        Language::English => "en",
    };
    contact.language = Some(language.to_owned());
    for past in pasts {
        contact.fields.extend(past.fields(now));
    }
    for record in agreements(&contact).collect::<Vec<_>>() {
        contact.consents.record(&record);
    }
    contact
}

fn agreements(contact: &Contact) -> impl Iterator<Item = ConsentRecord> {
    let (id, at) = (contact.id, contact.created_at);
    [Category::Marketing, Category::Utility].into_iter().map(move |category| {
        ConsentRecord::new(id, category, ConsentState::OptedIn, (ConsentSource::Form, "Alta de la demo"), at)
    })
}

fn done(past: &Past, contact: ContactId, ids: &mut IdSource, now: Timestamp) -> Option<OutsideEvent> {
    let at = now.minus(DAY * past.days_ago).minus(A_WHILE);
    Some(OutsideEvent {
        id: EventId::new(ids, now),
        external_id: None,
        name: past.event.clone()?,
        source: EventSource::Import,
        contact: Some(contact),
        conversation: None,
        amount: past.value.zip(past.currency.clone()).map(|(value, currency)| Money { value, currency }),
        properties: past.properties.clone().into_iter().collect(),
        at,
        recorded_at: now,
    })
}

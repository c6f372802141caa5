//! `POST /{phone_number_id}/messages`: the checks in Meta's order, and what acceptance sets going.

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};
use whatsapp::limits::{self, Rule};
use whatsapp::message::{Envelope, MarkRead, Message, RecipientType};
use whatsapp::wamid::Direction;

use super::blanks::render;
use super::bucket::{Bucket, Rate};
use super::template::{Template, TemplateStatus};
use super::thread::{Category, Content, Entry, MessageStatus};
use super::turn::{Event, Live, ThreadKey, Turn};
use super::{CustomerId, Language, NewCustomer, World, ids};
use crate::clock::Millis;
use crate::config::{UnknownRecipients, WindowRefusal};
use crate::customers::Profile;
use crate::faults::{Faults, chance};
use crate::refusal::{Refusal, comes_by_status};

/// What a body asks for.
#[derive(Debug)]
pub(crate) enum Request {
    Send(Box<Envelope>),
    MarkRead(MarkRead),
}

/// A message that was accepted, whether or not the answer arrived.
#[derive(Debug, Clone, Serialize)]
pub struct Accepted {
    /// Its place among all accepted messages, from 0.
    pub arrival: u64,
    pub at: Millis,
    pub phone_number_id: String,
    pub customer: CustomerId,
    #[serde(serialize_with = "shared")]
    pub wamid: Arc<str>,
    /// The request, as it was understood.
    #[serde(rename = "body", serialize_with = "shared")]
    pub envelope: Arc<Envelope>,
}

fn shared<T: Serialize + ?Sized, S: serde::Serializer>(value: &Arc<T>, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

impl Accepted {
    /// The words of a text message, or of the body of an interactive one.
    pub fn text(&self) -> Option<&str> {
        match &self.envelope.message {
            Message::Text(text) => Some(&text.body),
            Message::Interactive(interactive) => interactive.body(),
            _ => None,
        }
    }

    pub fn callback_data(&self) -> Option<&str> {
        self.envelope.biz_opaque_callback_data.as_deref()
    }

    /// The message it quotes.
    pub fn context(&self) -> Option<&str> {
        self.envelope.context.as_ref().map(|context| context.message_id.as_str())
    }

    /// To whom it was addressed, as the request said.
    pub fn to(&self) -> &str {
        self.envelope.to.as_deref().or(self.envelope.recipient.as_deref()).unwrap_or_default()
    }

    /// The answer to the request.
    pub(crate) fn answer(&self, wa_id: &str, user_id: &str) -> Value {
        let mut contact = json!({ "input": self.to() });
        if let Some(contact) = contact.as_object_mut() {
            if self.envelope.to.is_some() {
                contact.insert("wa_id".to_owned(), wa_id.into());
            }
            if self.envelope.recipient.is_some() {
                contact.insert("user_id".to_owned(), user_id.into());
            }
        }
        let mut message = json!({ "id": *self.wamid });
        if let (Message::Template(_), Some(message)) = (&self.envelope.message, message.as_object_mut()) {
            message.insert("message_status".to_owned(), "accepted".into());
        }
        json!({ "messaging_product": "whatsapp", "contacts": [contact], "messages": [message] })
    }
}

impl Request {
    /// Reads a body, and checks of it what needs no knowledge of the world.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Refusal> {
        match serde_json::from_slice::<Envelope>(body) {
            Ok(envelope) => {
                check_envelope(&envelope)?;
                Ok(Self::Send(Box::new(envelope)))
            }
            Err(error) => Self::read_other(body, &error),
        }
    }

    fn read_other(body: &[u8], error: &serde_json::Error) -> Result<Self, Refusal> {
        let Ok(raw) = serde_json::from_slice::<Value>(body) else {
            return Err(Refusal::new(100, format!("The request body is not valid JSON: {error}")));
        };
        if raw.get("status").is_some() {
            return match MarkRead::deserialize_from(&raw) {
                Ok(mark) => Ok(Self::MarkRead(mark)),
                Err(details) => Err(Refusal::new(100, details)),
            };
        }
        if error.to_string().contains("missing field") {
            return Err(Refusal::new(131_008, error.to_string()));
        }
        Err(Refusal::new(100, error.to_string()))
    }
}

/// Reading with the reason in words.
trait DeserializeFrom: Sized {
    fn deserialize_from(raw: &Value) -> Result<Self, String>;
}

impl DeserializeFrom for MarkRead {
    fn deserialize_from(raw: &Value) -> Result<Self, String> {
        serde_json::from_value(raw.clone()).map_err(|error| error.to_string())
    }
}

/// Parameters beside the message that this emulator knows of, though it does nothing with them.
const OTHER_PARAMETERS: [&str; 8] = [
    "messaging_account_id",
    "paid_messaging_account_id",
    "recipient_identity_key_hash",
    "category",
    "direct_send_config",
    "product_policy",
    "message_activity_sharing",
    "status",
];

/// Kinds that exist, beside those with a type of their own.
const OTHER_KINDS: [&str; 1] = ["pin"];

fn check_envelope(envelope: &Envelope) -> Result<(), Refusal> {
    if envelope.messaging_product != "whatsapp" {
        return Err(Refusal::new(100, "The parameter messaging_product is required."));
    }
    let known = |key: &String| OTHER_PARAMETERS.contains(&key.as_str());
    if let Some((key, _)) = envelope.extra.iter().find(|(key, value)| !known(key) && !value.is_null()) {
        return Err(Refusal::new(100, format!("Unexpected key \"{key}\" on param \"root\".")));
    }
    if envelope.to.is_none() && envelope.recipient.is_none() {
        return Err(Refusal::new(131_008, "The parameter to is required."));
    }
    if envelope.recipient_type == Some(RecipientType::Group) {
        return Err(Refusal::new(131_041, "This number has no such group."));
    }
    if let Message::Unknown { kind, raw } = &envelope.message {
        if raw.is_null() && is_kind(kind) {
            return Err(Refusal::new(131_008, format!("Parameter '{kind}' is mandatory for type '{kind}'")));
        }
        if !OTHER_KINDS.contains(&kind.as_str()) {
            return Err(Refusal::new(131_051, format!("Message type '{kind}' is not supported.")));
        }
    }
    if envelope.biz_opaque_callback_data.as_ref().is_some_and(|data| data.chars().count() > limits::CALLBACK_DATA) {
        let details = format!("biz_opaque_callback_data may have {} characters.", limits::CALLBACK_DATA);
        return Err(Refusal::new(100, details));
    }
    if envelope.context.is_some() && matches!(envelope.message, Message::Reaction(_)) {
        return Err(Refusal::new(100, "A reaction cannot have a context."));
    }
    limits::check(&envelope.message).map_err(|error| {
        let code = match error.rule {
            Rule::Missing => 131_008,
            Rule::TooLong | Rule::TooMany | Rule::NotUnique => 131_009,
            Rule::NotAllowed => 100,
        };
        Refusal::new(code, error.to_string())
    })
}

fn is_kind(kind: &str) -> bool {
    const KINDS: [&str; 11] = [
        "text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "interactive",
        "template",
    ];
    KINDS.contains(&kind)
}

/// Who a message is for, before it is known whether it will be accepted.
enum Addressee {
    Known(CustomerId),
    /// Digits that no customer has.
    Stranger(String),
}

/// What is known of a message by the time it is accepted.
struct Checked {
    category: Category,
    shown: Option<Value>,
    /// It is accepted, but a `failed` status will follow.
    fails_with: Option<u32>,
}

impl World {
    /// Takes a message in: the accepted message, or why not. `fault` is an error that shall happen anyway.
    pub(crate) fn send(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        envelope: Envelope,
        fault: Option<u32>,
        faults: &Faults,
    ) -> Result<Arc<Accepted>, Refusal> {
        if let Some(code) = fault.filter(|code| !comes_by_status(*code)) {
            return Err(Refusal::new(code, "This error was asked for."));
        }
        self.check_number(number)?;
        let addressee = self.addressee(number, &envelope)?;
        self.take_tokens(number, &addressee, turn.now)?;
        let mut checked = self.check_content(turn.now, number, &envelope)?;
        self.check_recipient(number, &addressee)?;
        checked.fails_with = fault.or(checked.fails_with);
        let customer = match addressee {
            Addressee::Known(customer) => customer,
            Addressee::Stranger(digits) => self.stranger(turn, &digits),
        };
        self.check_window(turn.now, ThreadKey { number, customer }, &envelope, &mut checked)?;
        Ok(self.accept(turn, ThreadKey { number, customer }, envelope, checked, faults))
    }

    fn check_number(&self, number: usize) -> Result<(), Refusal> {
        match self.numbers.get(number) {
            Some(number) if number.config.registered => Ok(()),
            Some(_) => Err(Refusal::new(133_010, "The account is not registered.")),
            None => Err(Refusal::unknown_object("")),
        }
    }

    fn addressee(&self, number: usize, envelope: &Envelope) -> Result<Addressee, Refusal> {
        if let Some(to) = &envelope.to {
            let given = ids::digits(to);
            if given.is_empty() || given.len() > 20 {
                return Err(Refusal::new(131_009, "The parameter to is not a phone number."));
            }
            return Ok(self.by_dialled_number(number, to.trim_start().starts_with('+'), given));
        }
        let user_id = envelope.recipient.as_deref().unwrap_or_default();
        let customer = self.customers.by_user_id(user_id).map(Addressee::Known);
        customer.ok_or_else(|| Refusal::new(131_009, "The parameter recipient is not a known user id."))
    }

    /// Without a `+` the country code of the business stands in front, unless the digits are somebody's already.
    fn by_dialled_number(&self, number: usize, international: bool, digits: String) -> Addressee {
        if let Some(customer) = self.customers.by_phone(&digits) {
            return Addressee::Known(customer);
        }
        let country_code = self.numbers.get(number).map(super::Number::country_code).unwrap_or_default();
        if international || digits.starts_with(&country_code) || digits.len() > 10 {
            return Addressee::Stranger(digits);
        }
        let digits = format!("{country_code}{digits}");
        self.customers.by_phone(&digits).map_or(Addressee::Stranger(digits), Addressee::Known)
    }

    fn take_tokens(&mut self, number: usize, addressee: &Addressee, now: Millis) -> Result<(), Refusal> {
        let limits = self.settings.limits;
        let throughput = Rate::per_second(limits.messages_per_second);
        let Some(bucket) = self.numbers.get_mut(number).map(|number| &mut number.throughput) else { return Ok(()) };
        if !bucket.take(throughput, now) {
            return Err(Refusal::new(130_429, "Cloud API message throughput has been reached."));
        }
        let Addressee::Known(customer) = *addressee else { return Ok(()) };
        let pair = Rate::burst_then_every(limits.pair_burst, limits.pair_interval_ms);
        let thread = self.threads.entry(ThreadKey { number, customer }).or_default();
        if !thread.pair.take(pair, now) {
            let details = "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.";
            return Err(Refusal::new(131_056, details));
        }
        Ok(())
    }

    fn check_content(&self, now: Millis, number: usize, envelope: &Envelope) -> Result<Checked, Refusal> {
        let plain = Checked { category: Category::Service, shown: None, fails_with: None };
        match &envelope.message {
            Message::Template(filling) => {
                let template = self.template_to_send(filling)?;
                template.blanks.check(filling)?;
                let shown = Some(render(&template.components, filling)?);
                Ok(Checked { category: template.billed_as(), shown, fails_with: None })
            }
            Message::Reaction(reaction) if self.find_message(&reaction.message_id).is_none() => {
                Ok(Checked { fails_with: Some(131_009), ..plain })
            }
            message => {
                let id = message.media().and_then(|media| media.id.as_deref());
                let is_there = |id: &str| {
                    id.parse().ok().and_then(|id| self.media.get(id, now)).is_some_and(|media| media.number == number)
                };
                match id.filter(|id| !is_there(id)) {
                    Some(id) => Err(Refusal::new(100, format!("Media with id {id} does not exist."))),
                    None => Ok(plain),
                }
            }
        }
    }

    fn template_to_send(&self, filling: &whatsapp::message::Template) -> Result<&Template, Refusal> {
        let (name, language) = (&filling.name, &filling.language.code);
        let unknown = || {
            Refusal::new(132_001, format!("template name ({name}) does not exist in {language}"))
        };
        let template = self.templates.find(name, language).ok_or_else(unknown)?;
        match template.status {
            TemplateStatus::Approved => Ok(template),
            TemplateStatus::Paused => Err(Refusal::new(132_015, "Template is paused due to low quality.")),
            TemplateStatus::Disabled => Err(Refusal::new(132_016, "Template is disabled.")),
            TemplateStatus::Pending | TemplateStatus::Rejected => Err(unknown()),
        }
    }

    fn check_recipient(&self, number: usize, addressee: &Addressee) -> Result<(), Refusal> {
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
        let id = self.customers.add(new, turn.rng);
        if let Some(customer) = self.customers.get_mut(id) {
            customer.on_whatsapp = self.settings.unknown_recipients == UnknownRecipients::Appear;
        }
        turn.live(Live::Customer(id));
        id
    }

    fn check_window(
        &self,
        now: Millis,
        key: ThreadKey,
        envelope: &Envelope,
        checked: &mut Checked,
    ) -> Result<(), Refusal> {
        let open = self.threads.get(&key).is_some_and(|thread| thread.window_is_open(now));
        if !self.customers.get(key.customer).is_some_and(|customer| customer.on_whatsapp) {
            checked.fails_with = checked.fails_with.or(Some(131_026));
        }
        if open || !envelope.message.needs_open_window() {
            return Ok(());
        }
        match self.settings.window_refusal {
            WindowRefusal::Answer => Err(crate::refusal::failure(131_047)),
            WindowRefusal::Status => {
                checked.fails_with = checked.fails_with.or(Some(131_047));
                Ok(())
            }
        }
    }

    fn accept(
        &mut self,
        turn: &mut Turn<'_>,
        key: ThreadKey,
        envelope: Envelope,
        checked: Checked,
        faults: &Faults,
    ) -> Arc<Accepted> {
        let phone = self.customers.get(key.customer).map(|customer| customer.phone.as_str()).unwrap_or_default();
        let wamid: Arc<str> = ids::wamid(turn.rng, phone, Direction::FromBusiness).into();
        let envelope = Arc::new(envelope);
        let entry = Entry {
            id: Arc::clone(&wamid),
            at: turn.now,
            content: Content::ToCustomer { envelope: Arc::clone(&envelope), shown: checked.shown },
            context: envelope.context.as_ref().map(|context| context.message_id.as_str().into()),
            status: MessageStatus::Accepted,
            error: None,
            category: checked.category,
            price: None,
        };
        let place = self.push(turn, key, entry);
        if self.settings.statuses && !chance(turn.rng, faults.silent_rate) {
            let (least, most) = self.settings.pace.accepted_to_sent;
            let wait = rand::Rng::random_range(turn.rng, least..=most.max(least));
            let next = checked.fails_with.map_or(Event::Sent(place), |code| Event::Failed(place, code));
            turn.later(wait, next);
        }
        self.remember(turn.now, key, wamid, envelope)
    }

    fn remember(&mut self, now: Millis, key: ThreadKey, wamid: Arc<str>, envelope: Arc<Envelope>) -> Arc<Accepted> {
        let number = self.numbers.get(key.number).map(|number| number.config.phone_number_id.clone());
        let accepted = Arc::new(Accepted {
            arrival: self.accepted_count,
            at: now,
            phone_number_id: number.unwrap_or_default(),
            customer: key.customer,
            wamid,
            envelope,
        });
        self.accepted_count += 1;
        self.accepted.push_back(Arc::clone(&accepted));
        if self.accepted.len() > self.settings.keep.accepted.max(1) {
            self.accepted.pop_front();
        }
        accepted
    }

    /// The business has read a customer's message, and those before it.
    pub(crate) fn mark_read(&mut self, turn: &mut Turn<'_>, number: usize, mark: &MarkRead) -> Result<(), Refusal> {
        self.check_number(number)?;
        let found = self.find_message(&mark.message_id).map(|(key, entry)| (key, entry.is_to_customer()));
        let Some((key, false)) = found.filter(|(key, _)| key.thread.number == number) else {
            return Err(Refusal::new(131_009, "The message_id is not that of a message of a customer."));
        };
        let Some(thread) = self.threads.get_mut(&key.thread) else { return Ok(()) };
        for id in thread.mark_read_by_business(key.place) {
            let status = MessageStatus::Read;
            turn.live(Live::Status { customer: key.thread.customer, id, status });
        }
        if mark.typing {
            turn.live(Live::Typing(key.thread.customer));
        }
        Ok(())
    }
}

/// Kept here because only received messages count as well.
impl World {
    /// A customer's message counts against the throughput of the number, but is never refused.
    pub(crate) fn count_inbound(&mut self, number: usize, now: Millis) {
        let rate = Rate::per_second(self.settings.limits.messages_per_second);
        if let Some(number) = self.numbers.get_mut(number) {
            Bucket::take(&mut number.throughput, rate, now);
        }
    }
}

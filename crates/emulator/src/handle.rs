//! Control over an emulator that runs, for tests and for the control API.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::broadcast;

use crate::clock::{Clock, Time};
use crate::content::Content;
use crate::delivery::WebhookTally;
use crate::engine::Core;
use crate::faults::Faults;
use crate::flow_endpoint;
use crate::log::{Exchange, Search};
use crate::refusal::Refusal;
use crate::world::{
    Accepted, CustomerId, CustomerView, Draft, FlowDeed, FlowStep, FlowTrouble, Live, NewCustomer, PhoneMessage,
    TemplateStatus, Update, World,
};

/// Control over an emulator. Cheap to clone.
#[derive(Clone)]
pub struct Handle {
    core: Arc<Core>,
}

/// The condition did not come about in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what was waited for did not happen within {0:?}")]
pub struct TimedOut(pub Duration);

/// The emulator at one moment, for conditions to look at.
pub struct View<'a> {
    world: &'a World,
    core: &'a Core,
}

impl Handle {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// What takes the place of `https://graph.facebook.com`.
    pub fn base_url(&self) -> &str {
        &self.core.base_url
    }

    pub fn config(&self) -> &crate::Config {
        &self.core.config
    }

    pub(crate) fn stop(&self) {
        self.core.stop.cancel();
    }

    // Customers.

    pub fn customers(&self) -> Vec<CustomerView> {
        let now = self.core.clock.now();
        self.core.look(|world| world.customers.iter().map(|customer| world.customer_view(customer, now)).collect())
    }

    pub fn customer(&self, customer: CustomerId) -> Option<CustomerView> {
        let now = self.core.clock.now();
        self.core.look(|world| world.customers.get(customer).map(|customer| world.customer_view(customer, now)))
    }

    /// The customer with this telephone number, written in any way.
    pub fn customer_by_phone(&self, phone: &str) -> Option<CustomerId> {
        self.core.look(|world| world.customers.by_phone(&crate::world::digits(phone)))
    }

    pub fn add_customer(&self, new: NewCustomer) -> CustomerId {
        self.core.turn(|world, turn| {
            let id = world.add_customer(turn.rng, new);
            turn.live(Live::Customer(id));
            id
        })
    }

    /// The customer sends something; the id of the message. It is empty when there is no such customer, which ids
    /// that this emulator gave never are.
    pub fn customer_says(&self, customer: CustomerId, content: impl Into<Content>) -> String {
        self.say(customer, content.into()).unwrap_or_default()
    }

    /// The customer sends something to one of several numbers; the id, empty when there is no such number.
    pub fn customer_says_to(&self, customer: CustomerId, phone_number_id: &str, content: impl Into<Content>) -> String {
        self.say_to(customer, phone_number_id, content.into()).unwrap_or_default()
    }

    pub(crate) fn say_to(&self, customer: CustomerId, phone_number_id: &str, content: Content) -> Option<String> {
        let number = self.core.look(|world| world.number(phone_number_id))?;
        self.say(customer, content.addressed_to(number))
    }

    pub(crate) fn say(&self, customer: CustomerId, content: Content) -> Option<String> {
        let (mut said, file) = content.into_parts();
        self.core.turn(|world, turn| {
            if let Some(group) = &said.group {
                said.number = world.assets.groups.get(group).map(|group| group.number);
            }
            if let Some((mime_type, bytes)) = file {
                let number = said.number.unwrap_or_else(|| world.usual_number(customer));
                let id = world.receive_media(turn, number, &mime_type, bytes);
                let kind = said.message.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
                if let Some(content) = said.message.get_mut(&kind).and_then(Value::as_object_mut) {
                    content.insert("id".to_owned(), id.to_string().into());
                }
            }
            world.say(turn, customer, said).map(|id| id.to_string())
        })
    }

    /// The customer taps the button or row with this title or id, on the newest message that has one.
    pub fn customer_taps(&self, customer: CustomerId, title_or_id: &str) -> Option<String> {
        self.core.turn(|world, turn| {
            let said = world.tap(customer, title_or_id)?;
            world.say(turn, customer, said).map(|id| id.to_string())
        })
    }

    /// The customer looks at the phone: everything on it becomes read.
    pub fn customer_reads(&self, customer: CustomerId) {
        self.core.turn(|world, turn| world.read_phone(turn, customer));
    }

    /// The phone goes on or off.
    pub fn set_online(&self, customer: CustomerId, online: bool) {
        self.core.turn(|world, turn| world.set_online(turn, customer, online));
    }

    /// Somebody plays this customer, or lets them go on by themselves.
    pub fn set_held(&self, customer: CustomerId, held: bool) {
        self.core.turn(|world, turn| {
            world.set_held(customer, held);
            turn.live(Live::Customer(customer));
        });
    }

    /// What is on the customer's phone, oldest first.
    pub fn messages_of(&self, customer: CustomerId) -> Vec<PhoneMessage> {
        self.core.look(|world| world.phone_of(customer))
    }

    /// The customer taps the button of a message that opens a Flow: its first screen.
    pub async fn open_flow(&self, customer: CustomerId, message_id: &str) -> Result<FlowStep, FlowTrouble> {
        let (session, need) = self.core.turn(|world, _| world.open_flow(customer, message_id))?;
        flow_endpoint::carry_on(&self.core, session, need).await
    }

    /// The customer fills in the screen of an open Flow and taps something on it: what the phone shows then.
    pub async fn act_in_flow(&self, session: &str, deed: FlowDeed) -> Result<FlowStep, FlowTrouble> {
        let session = session.parse().map_err(|_| FlowTrouble::NotOpen)?;
        flow_endpoint::act(&self.core, session, deed).await
    }

    // What was exchanged.

    /// The messages that were accepted, in the order they arrived, whether or not their answers did.
    pub fn accepted(&self) -> Vec<Arc<Accepted>> {
        self.core.look(|world| world.accepted.iter().cloned().collect())
    }

    /// The exchanges after one of them, oldest first; all of them without one.
    pub fn log(&self, after: Option<u64>) -> Vec<Exchange> {
        self.core.log(|log| log.find(&Search { after, limit: usize::MAX, ..Search::default() }))
    }

    pub fn webhooks(&self) -> WebhookTally {
        self.core.tally.read()
    }

    // Faults, time, webhooks, templates.

    pub fn faults(&self) -> Faults {
        (*self.core.faults()).clone()
    }

    pub fn set_faults(&self, faults: Faults) {
        self.core.set_faults(faults);
    }

    pub fn clock(&self) -> &Clock {
        &self.core.clock
    }

    pub fn time(&self) -> Time {
        self.core.clock.time()
    }

    /// Lets emulated time go on by so much at once.
    pub fn step_time(&self, by: Duration) {
        self.core.clock.step(by);
        self.core.changed();
    }

    /// Where webhooks go from now on, those that wait included, and of every field. Nobody is asked for a challenge.
    pub fn set_webhook_url(&self, url: Option<String>) {
        self.core.subscription.write().unwrap_or_else(PoisonError::into_inner).move_to(url);
        self.core.readdressed.notify_waiters();
    }

    /// Sends any change by webhook, signed and retried like the others.
    #[expect(clippy::needless_pass_by_value, reason = "whoever makes a value for this has no use for it after")]
    pub fn send_webhook(&self, field: &str, value: Value) {
        let (field, value) = (field.to_owned().into(), value.to_string());
        let update = Update { id: 0, field, value, number: None, line: 0, at: self.core.clock.now() };
        self.core.enqueue_by_hand(update);
    }

    /// Adds a template that is approved at once; its id.
    pub fn add_template(&self, body: &Value) -> Result<String, Refusal> {
        let draft = Draft::read(body)?;
        self.core.turn(|world, turn| world.add_approved_template(turn, draft)).map(|id| id.to_string())
    }

    /// Moves a template to a status, which is told by webhook; whether there is such a template.
    pub fn set_template_status(&self, id: &str, status: TemplateStatus) -> bool {
        let Ok(id) = id.parse() else { return false };
        self.core.turn(|world, turn| world.set_template_status(turn, id, status, None))
    }

    // Waiting.

    /// Waits until `condition` finds what it looks for. It is asked again whenever anything changed, while the world
    /// stands still: it must look at the view only, and not call this handle.
    pub async fn wait_until<T>(&self, mut condition: impl FnMut(&View<'_>) -> Option<T>) -> T {
        let mut changes = self.core.changes();
        loop {
            changes.borrow_and_update();
            if let Some(found) = self.core.look(|world| condition(&View { world, core: &self.core })) {
                return found;
            }
            if changes.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// The same for at most so long, in real time.
    pub async fn wait_for<T>(
        &self,
        limit: Duration,
        condition: impl FnMut(&View<'_>) -> Option<T>,
    ) -> Result<T, TimedOut> {
        tokio::time::timeout(limit, self.wait_until(condition)).await.map_err(|_| TimedOut(limit))
    }

    /// Waits until every webhook is delivered and nothing is due within the next emulated second.
    pub async fn wait_until_quiet(&self, limit: Duration) -> Result<(), TimedOut> {
        let quiet = async {
            let mut changes = self.core.changes();
            loop {
                changes.borrow_and_update();
                let soon = self.core.clock.now() + 1_000;
                // In this order: what was due and no longer is has become a webhook before.
                if self.core.next_due().is_none_or(|due| due > soon) && self.webhooks().waiting == 0 {
                    return;
                }
                if changes.changed().await.is_err() {
                    return;
                }
            }
        };
        tokio::time::timeout(limit, quiet).await.map_err(|_| TimedOut(limit))
    }

    pub(crate) fn watch_phones(&self) -> broadcast::Receiver<Live> {
        self.core.watch_phones()
    }

    pub(crate) fn core(&self) -> &Arc<Core> {
        &self.core
    }
}

impl View<'_> {
    /// The messages accepted so far, the newest last.
    pub fn accepted(&self) -> impl DoubleEndedIterator<Item = &Accepted> {
        self.world.accepted.iter().map(Arc::as_ref)
    }

    /// How many messages have been accepted, the forgotten ones included.
    pub fn accepted_count(&self) -> u64 {
        self.world.accepted_count
    }

    pub fn messages_of(&self, customer: CustomerId) -> Vec<PhoneMessage> {
        self.world.phone_of(customer)
    }

    pub fn customers(&self) -> usize {
        self.world.customers.len()
    }

    pub fn webhooks(&self) -> WebhookTally {
        self.core.tally.read()
    }

    pub fn log(&self, after: Option<u64>) -> Vec<Exchange> {
        self.core.log(|log| log.find(&Search { after, limit: usize::MAX, ..Search::default() }))
    }
}

//! Calls: only what is said about them, not what is said in them. The business rings, the customer takes it.

use std::collections::{BTreeMap, HashMap, VecDeque};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use rand::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Millis;
use crate::refusal::Refusal;
use crate::world::pairs;
use crate::world::parameter::{required, text};
use crate::world::{CustomerId, Event, ThreadKey, Turn, World, digits};

const DAY: Millis = 24 * 3_600 * 1_000;
/// How long a permission to call holds.
const PERMISSION_FOR: Millis = 7 * DAY;
const MOST_CALLS_A_DAY: usize = 10;
const MOST_AT_ONCE: usize = 1_000;
/// How long it rings before it is taken.
const RINGS_FOR: Millis = 2_000;

/// Calls that go on, and who may be called.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Calls {
    by_place: BTreeMap<u64, Call>,
    next_place: u64,
    #[serde(with = "pairs")]
    permissions: HashMap<ThreadKey, Permission>,
}

/// What a customer has allowed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Permission {
    until: Millis,
    requests: VecDeque<Millis>,
    calls: VecDeque<Millis>,
}

/// A call.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Call {
    id: String,
    key: ThreadKey,
    by_business: bool,
    callback_data: Option<String>,
    connected_at: Option<Millis>,
}

impl Calls {
    fn find(&self, id: &str) -> Option<u64> {
        self.by_place.iter().find(|(_, call)| call.id == id).map(|(place, _)| *place)
    }

    fn ring(&mut self, turn: &mut Turn<'_>, key: ThreadKey, by_business: bool, data: Option<String>) -> (u64, String) {
        let bytes: [u8; 18] = turn.rng.random();
        let id = format!("wacid.{}", STANDARD_NO_PAD.encode(bytes));
        self.next_place += 1;
        let call = Call { id: id.clone(), key, by_business, callback_data: data, connected_at: None };
        self.by_place.insert(self.next_place, call);
        (self.next_place, id)
    }
}

fn within(times: &VecDeque<Millis>, now: Millis, span: Millis) -> usize {
    times.iter().filter(|at| now - **at < span).count()
}

impl World {
    /// The business rings a customer; the id of the call.
    pub(crate) fn call_customer(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        parameters: &Value,
    ) -> Result<String, Refusal> {
        let enabled = self.numbers.get(number).is_some_and(|number| number.record.settings.calls_enabled());
        if !enabled {
            return Err(Refusal::new(138_000, "Calling is not enabled for this number."));
        }
        if parameters.pointer("/session/sdp").and_then(Value::as_str).is_none_or(str::is_empty) {
            return Err(Refusal::missing("session"));
        }
        let to = text(parameters, "to").map(|to| digits(&to)).and_then(|to| self.customers.by_phone(&to));
        let recipient = text(parameters, "recipient").and_then(|id| self.customers.by_user_id(&id));
        let customer = to.or(recipient).ok_or_else(|| Refusal::new(138_001, "This user cannot be called."))?;
        let key = ThreadKey { number, customer };
        let calls = &mut self.assets.calls;
        if calls.by_place.len() >= MOST_AT_ONCE {
            return Err(Refusal::new(138_002, "There are 1000 calls at this moment."));
        }
        if calls.by_place.values().any(|call| call.key == key) {
            return Err(Refusal::new(138_003, "There is a call with this user already."));
        }
        let permission = calls.permissions.entry(key).or_default();
        if turn.now >= permission.until {
            return Err(Refusal::new(138_006, "The user has not permitted calls."));
        }
        if within(&permission.calls, turn.now, DAY) >= MOST_CALLS_A_DAY {
            return Err(Refusal::new(138_012, "This user was called 10 times in 24 hours."));
        }
        permission.calls.push_back(turn.now);
        let data = text(parameters, "biz_opaque_callback_data");
        let (place, id) = calls.ring(turn, key, true, data);
        self.tell_call_status(turn, place, "RINGING");
        turn.later(RINGS_FOR, Event::CallTaken(place));
        Ok(id)
    }

    /// The customer takes the call that the business makes.
    pub(crate) fn call_taken(&mut self, turn: &mut Turn<'_>, place: u64) {
        let Some(call) = self.assets.calls.by_place.get_mut(&place).filter(|call| call.connected_at.is_none()) else {
            return;
        };
        call.connected_at = Some(turn.now);
        self.tell_call_status(turn, place, "ACCEPTED");
        self.tell_call(turn, place, json!({ "event": "connect", "session": { "sdp_type": "answer", "sdp": SDP } }));
    }

    /// A customer rings the business; the id of the call.
    pub(crate) fn customer_calls(&mut self, turn: &mut Turn<'_>, key: ThreadKey) -> Option<String> {
        self.numbers.get(key.number).filter(|number| number.record.settings.calls_enabled())?;
        self.customers.get(key.customer)?;
        let (place, id) = self.assets.calls.ring(turn, key, false, None);
        self.tell_call(turn, place, json!({ "event": "connect", "session": { "sdp_type": "offer", "sdp": SDP } }));
        Some(id)
    }

    /// `pre_accept`, `accept`, `reject` and `terminate`.
    pub(crate) fn act_on_call(
        &mut self,
        turn: &mut Turn<'_>,
        number: usize,
        parameters: &Value,
    ) -> Result<(), Refusal> {
        let id = required(parameters, "call_id")?;
        let unknown = || Refusal::new(100, format!("There is no call with the id {id}."));
        let place = self.assets.calls.find(&id).ok_or_else(unknown)?;
        let Some(call) = self.assets.calls.by_place.get_mut(&place) else { return Err(unknown()) };
        if call.key.number != number {
            return Err(unknown());
        }
        match required(parameters, "action")?.as_str() {
            "pre_accept" => {}
            "accept" if !call.by_business => {
                call.connected_at = Some(turn.now);
                // Answering opens the window.
                let key = call.key;
                self.threads.entry(key).or_default().window_until = turn.now + DAY;
            }
            "reject" | "terminate" => self.end_call(turn, place),
            _ => {
                let details = "Param action must be one of {connect, pre_accept, accept, reject, terminate}.";
                return Err(Refusal::new(100, details));
            }
        }
        Ok(())
    }

    fn end_call(&mut self, turn: &mut Turn<'_>, place: u64) {
        let Some(call) = self.assets.calls.by_place.get(&place) else { return };
        let told = match call.connected_at {
            Some(since) => json!({
                "event": "terminate",
                "status": "COMPLETED",
                "start_time": (since / 1_000).to_string(),
                "end_time": (turn.now / 1_000).to_string(),
                "duration": (turn.now - since) / 1_000,
            }),
            None => json!({ "event": "terminate", "status": "FAILED" }),
        };
        self.tell_call(turn, place, told);
        self.assets.calls.by_place.remove(&place);
    }

    fn tell_call(&self, turn: &mut Turn<'_>, place: u64, what: Value) {
        let Some(call) = self.assets.calls.by_place.get(&place) else { return };
        let (Some(number), Some(customer)) = (self.numbers.get(call.key.number), self.customers.get(call.key.customer))
        else {
            return;
        };
        let (from, to) =
            if call.by_business { (&number.digits, &customer.phone) } else { (&customer.phone, &number.digits) };
        let direction = if call.by_business { "BUSINESS_INITIATED" } else { "USER_INITIATED" };
        let mut told = json!({
            "id": call.id,
            "from": from,
            "to": to,
            "direction": direction,
            "timestamp": (turn.now / 1_000).to_string(),
        });
        if let (Some(told), Value::Object(what)) = (told.as_object_mut(), what) {
            told.extend(what);
            if let Some(data) = &call.callback_data {
                told.insert("biz_opaque_callback_data".to_owned(), data.as_str().into());
            }
        }
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": number.metadata(),
            "contacts": [customer.contact(true, customer.username.is_none(), None)],
            "calls": [told],
        });
        turn.webhook("calls", &value, Some(call.key.number), call.key.customer.0);
    }

    fn tell_call_status(&self, turn: &mut Turn<'_>, place: u64, status: &str) {
        let Some(call) = self.assets.calls.by_place.get(&place) else { return };
        let (Some(number), Some(customer)) = (self.numbers.get(call.key.number), self.customers.get(call.key.customer))
        else {
            return;
        };
        let told = json!({
            "id": call.id,
            "type": "call",
            "status": status,
            "timestamp": (turn.now / 1_000).to_string(),
            "recipient_id": customer.phone,
        });
        let value = json!({ "messaging_product": "whatsapp", "metadata": number.metadata(), "statuses": [told] });
        turn.webhook("calls", &value, Some(call.key.number), call.key.customer.0);
    }

    /// The customer lets the business call for seven days, or no longer.
    pub(crate) fn permit_calls(&mut self, now: Millis, key: ThreadKey, yes: bool) {
        let permission = self.assets.calls.permissions.entry(key).or_default();
        permission.until = if yes { now + PERMISSION_FOR } else { 0 };
    }

    /// Counts a request for permission, which may be made once a day and twice a week.
    pub(crate) fn ask_to_call(&mut self, now: Millis, key: ThreadKey) -> Result<(), Refusal> {
        let permission = self.assets.calls.permissions.entry(key).or_default();
        if within(&permission.requests, now, DAY) >= 1 || within(&permission.requests, now, 7 * DAY) >= 2 {
            return Err(Refusal::new(
                138_009,
                "A user can be asked for permission once a day and twice in seven days.",
            ));
        }
        permission.requests.push_back(now);
        Ok(())
    }

    /// What `GET /{number}/call_permissions` tells.
    pub(crate) fn call_permissions(&self, now: Millis, number: usize, customer: CustomerId) -> Value {
        let none = Permission::default();
        let permission = self.assets.calls.permissions.get(&ThreadKey { number, customer }).unwrap_or(&none);
        let permitted = now < permission.until;
        let mut shown = json!({ "status": if permitted { "temporary" } else { "no_permission" } });
        if let (true, Some(shown)) = (permitted, shown.as_object_mut()) {
            shown.insert("expiration_time".to_owned(), (permission.until / 1_000).into());
        }
        let (asked_today, asked_this_week) =
            (within(&permission.requests, now, DAY), within(&permission.requests, now, 7 * DAY));
        let called = within(&permission.calls, now, DAY);
        let limit = |period: &str, most: usize, usage: usize| json!({ "time_period": period, "max_allowed": most, "current_usage": usage });
        json!({ "messaging_product": "whatsapp", "permission": shown, "actions": [
            {
                "action_name": "send_call_permission_request",
                "can_perform_action": asked_today < 1 && asked_this_week < 2,
                "limits": [limit("PT24H", 1, asked_today), limit("P7D", 2, asked_this_week)],
            },
            {
                "action_name": "start_call",
                "can_perform_action": permitted && called < MOST_CALLS_A_DAY,
                "limits": [limit("PT24H", MOST_CALLS_A_DAY, called)],
            },
        ] })
    }
}

/// A session that means nothing: no sound travels here.
const SDP: &str = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n";

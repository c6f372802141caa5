//! What happened, read from the emulator's log and from the database, and what of it should not have.

use super::support::database::count;
use emulator::{Accepted, CustomerId, Exchange, ExchangeKind};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use store::{Db, args};

/// A message of a customer.
pub struct Said {
    pub customer: CustomerId,
    pub text: String,
    pub wamid: String,
}

pub struct Judge {
    pub said: Vec<Said>,
    /// Our ids of messages that a person decided to send again.
    pub decided: Vec<String>,
    pub accepted: Vec<Arc<Accepted>>,
    pub log: Vec<Exchange>,
    pub deadline: Duration,
}

#[derive(Default)]
pub struct Verdict {
    pub faults: Vec<String>,
    tally: BTreeMap<&'static str, i64>,
}

/// A webhook that brought a message.
struct Arrival {
    /// Meta's timestamp, then the place in the journal: the order in which messages are to be answered.
    place: (i64, i64),
    processed_at: i64,
}

/// What the emulator's clock and the server's may differ by.
const SKEW: i64 = 5;

impl Judge {
    pub async fn judge(&self, db: &Db) -> Verdict {
        let mut verdict = Verdict::default();
        verdict.count("messages said", self.said.len());
        verdict.count("messages accepted", self.accepted.len());
        verdict.count("sent again by a person's decision", self.decided.len());
        self.each_is_answered_once(&mut verdict);
        self.requests(&mut verdict);
        self.order(db, &mut verdict).await;
        self.nothing_is_left(db, &mut verdict).await;
        verdict
    }

    fn each_is_answered_once(&self, verdict: &mut Verdict) {
        let mut answers: HashMap<&str, usize> = HashMap::new();
        for accepted in &self.accepted {
            *answers.entry(accepted.text().unwrap_or_default()).or_default() += 1;
        }
        for said in &self.said {
            let times = answers.remove(format!("Eco: {}", said.text).as_str()).unwrap_or_default();
            verdict.expect(times == 1, || format!("{} was answered {times} times", said.text));
        }
        verdict.expect(answers.is_empty(), || format!("answers to nothing: {answers:?}"));
    }

    /// What the emulator saw of each of our messages: processed once, and whatever came before was not.
    fn requests(&self, verdict: &mut Verdict) {
        let mut of_message: HashMap<String, Vec<&Exchange>> = HashMap::new();
        for exchange in self.log.iter().filter(|e| e.kind == ExchangeKind::Request && e.target.ends_with("/messages")) {
            let body: Value = serde_json::from_slice(&exchange.request).expect("a request is JSON");
            let message = body["biz_opaque_callback_data"].as_str().expect("every request says whose it is").to_owned();
            of_message.entry(message).or_default().push(exchange);
        }
        for (message, requests) in &of_message {
            let processed = requests.iter().filter(|request| request.status == Some(200)).count();
            verdict.expect(processed == 1, || format!("{message}: {processed} requests were processed"));
            let lost = requests.iter().filter(|r| r.note == Some("processed, the answer was lost")).count();
            verdict.count("answers lost", lost);
            verdict.count("requests answered with a 5xx", requests.iter().filter(|r| r.status >= Some(500)).count());
            for pair in requests.windows(2) {
                self.again(message, pair[0], pair[1], verdict);
            }
        }
    }

    /// A request after another of the same message.
    fn again(&self, message: &str, first: &Exchange, second: &Exchange, verdict: &mut Verdict) {
        verdict.expect(first.status != Some(200), || format!("{message} was sent again though it had arrived"));
        if first.status.is_some() {
            return;
        }
        verdict.count("requests dropped, then sent again", 1);
        let waited = second.at - first.at;
        let deadline = i64::try_from(self.deadline.as_millis()).expect("a short deadline");
        let early = waited < deadline && !self.decided.iter().any(|decided| decided == message);
        verdict.expect(!early, || format!("{message} was sent again after {waited} ms, before its deadline"));
    }

    /// Of one customer, answers come in the order of the messages; but a message that came when a later one had been
    /// dealt with already could only be answered after it.
    async fn order(&self, db: &Db, verdict: &mut Verdict) {
        let arrivals = arrivals(db, verdict).await;
        let acknowledged = self.acknowledged();
        let by_text: HashMap<String, &Said> =
            self.said.iter().map(|said| (format!("Eco: {}", said.text), said)).collect();
        let decided: HashSet<&str> = self.decided.iter().map(String::as_str).collect();
        let mut answered: BTreeMap<CustomerId, Vec<(&Said, &Arrival)>> = BTreeMap::new();
        for accepted in &self.accepted {
            let Some(said) = accepted.text().and_then(|text| by_text.get(text)) else { continue };
            verdict.expect(accepted.customer == said.customer, || format!("{} was answered to another", said.text));
            // It no longer held up its conversation.
            if accepted.callback_data().is_some_and(|message| decided.contains(message)) {
                continue;
            }
            match arrivals.get(&said.wamid) {
                Some(arrival) => answered.entry(said.customer).or_default().push((said, arrival)),
                None => verdict.faults.push(format!("{} was answered and is not in the journal", said.text)),
            }
        }
        for answers in answered.values() {
            for (place, (said, first)) in answers.iter().enumerate() {
                for (other, _) in answers[place + 1..].iter().filter(|(_, second)| second.place < first.place) {
                    verdict.count("answered out of order, because it came too late", 1);
                    let waited = first.processed_at - acknowledged.get(&other.wamid).copied().unwrap_or(i64::MAX);
                    verdict.expect(waited <= SKEW, || {
                        format!("{} was answered before {}, which had come {waited} ms before", said.text, other.text)
                    });
                }
            }
        }
    }

    /// By wamid, when the emulator heard that a message was stored: from then on it could be seen.
    fn acknowledged(&self) -> HashMap<String, i64> {
        let mut acknowledged = HashMap::new();
        for exchange in self.log.iter().filter(|e| e.kind == ExchangeKind::Webhook && e.status == Some(200)) {
            let body: Value = serde_json::from_slice(&exchange.request).expect("a webhook is JSON");
            if let Some(wamid) = message_in(&body)["id"].as_str() {
                acknowledged.entry(wamid.to_owned()).or_insert(exchange.at);
            }
        }
        acknowledged
    }

    async fn nothing_is_left(&self, db: &Db, verdict: &mut Verdict) {
        let said = i64::try_from(self.said.len()).expect("few messages");
        for (what, sql, expected) in [
            ("journal rows pending", "SELECT COUNT(*) FROM journal WHERE state = 'pending'", Some(0)),
            ("journal rows parked", "SELECT COUNT(*) FROM journal WHERE state = 'parked'", Some(0)),
            ("journal rows", "SELECT COUNT(*) FROM journal", None),
            (
                "deliveries that were copies",
                "SELECT CAST(COALESCE(SUM(deliveries - 1), 0) AS BIGINT) FROM journal",
                None,
            ),
            ("outbox rows", "SELECT COUNT(*) FROM outbox", Some(0)),
            ("messages received", "SELECT COUNT(*) FROM messages WHERE direction = 'inbound'", Some(said)),
            ("messages sent", "SELECT COUNT(*) FROM messages WHERE direction = 'outbound'", Some(said)),
            (
                "messages whose fate is not known",
                "SELECT COUNT(*) FROM messages WHERE direction = 'outbound' AND (wamid IS NULL OR status NOT IN ('sent', 'delivered', 'read'))",
                Some(0),
            ),
            ("sessions running", "SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL", Some(0)),
            ("contacts", "SELECT COUNT(*) FROM contacts", None),
            (
                "conversations without their contact",
                "SELECT COUNT(*) FROM conversations WHERE contact_id NOT IN (SELECT id FROM contacts)",
                Some(0),
            ),
        ] {
            let found = count(db, sql).await;
            verdict.tally.insert(what, found);
            verdict.expect(expected.is_none_or(|expected| found == expected), || {
                format!("{what}: {found} instead of {}", expected.unwrap_or_default())
            });
        }
    }
}

impl Verdict {
    fn count(&mut self, what: &'static str, by: usize) {
        *self.tally.entry(what).or_default() += i64::try_from(by).expect("few");
    }

    fn expect(&mut self, fulfilled: bool, fault: impl FnOnce() -> String) {
        if !fulfilled {
            self.faults.push(fault());
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tally.iter().try_for_each(|(what, count)| writeln!(f, "  {count:>7}  {what}"))
    }
}

/// By wamid, how each message of a customer came.
async fn arrivals(db: &Db, verdict: &mut Verdict) -> HashMap<String, Arrival> {
    let sql = "SELECT sequence, body, COALESCE(processed_at, 0) FROM journal ORDER BY sequence";
    let rows: Vec<(i64, Vec<u8>, i64)> = db.read().await.expect("a look").rows(sql, args![]).await.expect("rows");
    let mut arrivals = HashMap::new();
    for (sequence, body, processed_at) in rows {
        let body: Value = serde_json::from_slice(&body).expect("a webhook is JSON");
        let message = message_in(&body);
        let (Some(wamid), Some(at)) = (message["id"].as_str(), message["timestamp"].as_str()) else { continue };
        let place = (at.parse().expect("seconds"), sequence);
        let twice = arrivals.insert(wamid.to_owned(), Arrival { place, processed_at }).is_some();
        verdict.expect(!twice, || format!("{wamid} is in the journal twice"));
    }
    arrivals
}

/// The emulator puts one into a body.
fn message_in(body: &Value) -> &Value {
    &body["entry"][0]["changes"][0]["value"]["messages"][0]
}

/// Messages of customers that were processed.
pub async fn heard(db: &Db) -> i64 {
    count(db, "SELECT COUNT(*) FROM messages WHERE direction = 'inbound'").await
}

/// (message, conversation) that wait for a person.
pub async fn undecided(db: &Db) -> Vec<(String, String)> {
    let sql = "SELECT message_id, conversation_id FROM outbox WHERE state = 'undecided' ORDER BY sequence";
    db.read().await.expect("a look").rows(sql, args![]).await.expect("rows")
}

/// For a failing test to show.
pub async fn outbox(db: &Db) -> Vec<(String, String, i64, i64)> {
    let sql = "SELECT message_id, state, attempt, due_at FROM outbox ORDER BY sequence LIMIT 20";
    db.read().await.expect("a look").rows(sql, args![]).await.expect("rows")
}

/// How often the server said what: its warnings and errors, with what they counted.
pub fn server_tally(log: &str) -> String {
    let mut said: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_default();
        let fields = &line["fields"];
        let mut text = format!(
            "{} {}",
            line["level"].as_str().unwrap_or_default(),
            fields["message"].as_str().unwrap_or_default()
        );
        if let Some(error) = fields["error"].as_str() {
            text = format!("{text}: {error}");
        }
        let (times, counted) = said.entry(text).or_default();
        *times += 1;
        *counted += fields["count"].as_u64().unwrap_or(1);
    }
    let lines: Vec<String> =
        said.iter().map(|(text, (times, counted))| format!("  {counted:>7}  {text} ({times} lines)")).collect();
    format!("The server said:\n{}", lines.join("\n"))
}

//! A shop in an empty database, and everything that happens to its messages.

use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::conversation::{Conversation, Owner, Status};
use domain::event::{Advance, Event, StatusRecord};
use domain::id::{ContactId, ConversationId, IdSource, MessageId, NumberId, WorkspaceId};
use domain::message::{Author, Direction, Envelope, Message, MessageStatus, Outgoing};
use domain::policy::Purpose;
use domain::time::Timestamp;
use std::time::Duration;
use store::outbox::{self, Claimed, Fate, Outcome};
use store::workspace::Heard;
use store::{Db, apply};

pub const DEADLINE: Duration = Duration::from_secs(30);
pub const START: Timestamp = Timestamp(1_790_000_000_000);

pub struct Shop {
    pub db: Db,
    pub ids: IdSource,
    pub workspace: WorkspaceId,
    pub number: NumberId,
    pub now: Timestamp,
}

impl Shop {
    pub fn new(db: Db) -> Self {
        let mut ids = IdSource::new(3);
        let (workspace, number) = (WorkspaceId::new(&mut ids, START), NumberId::new(&mut ids, START));
        Self { db, ids, workspace, number, now: START }
    }

    pub async fn apply(&mut self, events: Vec<Event>) {
        let mut tx = self.db.write().await.expect("a transaction");
        apply::apply(&mut tx, self.workspace, self.now, events).await.expect("applied");
        tx.commit().await.expect("committed");
    }

    /// A person with a conversation whose window is open.
    pub async fn customer(&mut self, phone: &str) -> ConversationId {
        let (contact, conversation) =
            (ContactId::new(&mut self.ids, self.now), ConversationId::new(&mut self.ids, self.now));
        let contact = Contact {
            identifiers: [Identifier::new(IdentifierKind::WaId, phone)].into(),
            ..Contact::new(contact, "Ana", self.now)
        };
        let conversation = Conversation {
            id: conversation,
            number: self.number,
            contact: contact.id,
            status: Status::Open,
            owner: Owner::Bot,
            assignee: None,
            team: None,
            snoozed_until: None,
            window_expires_at: Some(domain::window::expires_at(self.now)),
            last_inbound_at: Some(self.now),
            last_message_at: Some(self.now),
            last_message_preview: "hola".into(),
            unread: 1,
            episode_started_at: self.now,
            created_at: self.now,
            updated_at: self.now,
        };
        let id = conversation.id;
        self.apply(vec![Event::ContactSaved(contact), Event::ConversationSaved(conversation)]).await;
        id
    }

    pub async fn queue(&mut self, conversation: ConversationId, text: &str, purpose: Purpose) -> MessageId {
        let id = MessageId::new(&mut self.ids, self.now);
        let body = serde_json::json!({"type": "text", "text": {"body": text}});
        let message = Message {
            id,
            number: self.number,
            conversation,
            direction: Direction::Outbound,
            author: Author::Bot,
            wamid: None,
            kind: "text".into(),
            content: body.clone(),
            preview: text.into(),
            status: MessageStatus::Queued,
            failure: None,
            context_wamid: None,
            at: self.now,
            created_at: self.now,
        };
        let mut request = body;
        request["to"] = "+34600111222".into();
        let envelope: Envelope = serde_json::from_value(request).expect("an envelope");
        let envelope = envelope.with_callback_data(id.to_string());
        let outgoing = Outgoing { message, envelope, purpose, template_category: None };
        self.apply(vec![Event::MessageQueued(Box::new(outgoing))]).await;
        id
    }

    pub async fn claim(&mut self) -> Vec<Claimed> {
        let mut tx = self.db.write().await.expect("a transaction");
        let claimed = outbox::claim(&mut tx, self.workspace, self.number, self.now, 10).await.expect("claimed");
        tx.commit().await.expect("committed");
        claimed
    }

    pub async fn claimed_ids(&mut self) -> Vec<MessageId> {
        self.claim().await.iter().map(|claimed| claimed.message).collect()
    }

    /// The outcome of the attempt that was made last.
    pub async fn complete(&mut self, conversation: ConversationId, message: MessageId, fate: Fate) {
        let mut tx = self.db.read().await.expect("a transaction");
        let sql = "SELECT attempt FROM outbox WHERE message_id = $1";
        let row: Option<(i64,)> = tx.row(sql, store::args![message]).await.expect("read");
        drop(tx);
        let attempt = row.map_or(0, |(attempt,)| u32::try_from(attempt).expect("an attempt"));
        self.complete_attempt(conversation, message, attempt, fate).await;
    }

    pub async fn complete_attempt(
        &mut self,
        conversation: ConversationId,
        message: MessageId,
        attempt: u32,
        fate: Fate,
    ) {
        let mut tx = self.db.write().await.expect("a transaction");
        let outcome = Outcome { message, conversation, attempt, fate };
        outbox::complete(&mut tx, self.workspace, self.now, &[outcome]).await.expect("completed");
        tx.commit().await.expect("committed");
    }

    pub async fn hears_a_status_that_took(&mut self, lag: Duration) {
        let heard = Heard { phone_number_id: "1".into(), statuses_late_until: self.now.plus(lag) };
        let mut tx = self.db.write().await.expect("a transaction");
        store::workspace::touch_numbers(&mut tx, self.workspace, &[heard], self.now).await.expect("touched");
        tx.commit().await.expect("committed");
    }

    pub async fn accept(&mut self, conversation: ConversationId, message: MessageId, wamid: &str) {
        self.complete(conversation, message, Fate::Accepted { wamid: wamid.into() }).await;
    }

    pub async fn sweep(&mut self) -> usize {
        let mut tx = self.db.write().await.expect("a transaction");
        let deadline = self.now.plus(DEADLINE);
        let swept = outbox::sweep_orphans(&mut tx, self.workspace, self.number, deadline).await.expect("swept");
        tx.commit().await.expect("committed");
        swept.len()
    }

    /// (sent once more, left to a person)
    pub async fn resolve(&mut self) -> (usize, usize) {
        let mut tx = self.db.write().await.expect("a transaction");
        let settled = outbox::resolve_overdue(&mut tx, self.workspace, self.number, self.now, DEADLINE).await;
        let settled = settled.expect("resolved");
        tx.commit().await.expect("committed");
        (settled.resent.len(), settled.undecided.len())
    }

    pub async fn report(&mut self, conversation: ConversationId, message: MessageId, wamid: &str) {
        let record = StatusRecord {
            wamid: wamid.into(),
            status: "sent".into(),
            message: Some(message),
            at: self.now,
            raw: serde_json::json!({}),
        };
        let advance = Advance {
            message,
            conversation,
            status: MessageStatus::Sent,
            wamid: Some(wamid.into()),
            failure: None,
            at: self.now,
        };
        self.apply(vec![Event::StatusRecorded(record), Event::MessageAdvanced(advance)]).await;
    }

    /// (status, wamid) of a message.
    pub async fn message(&mut self, id: MessageId) -> (String, Option<String>) {
        let mut tx = self.db.read().await.expect("a transaction");
        let sql = "SELECT status, wamid FROM messages WHERE id = $1";
        tx.row(sql, store::args![id]).await.expect("read").expect("there")
    }

    pub async fn waiting(&mut self) -> Vec<String> {
        let mut tx = self.db.read().await.expect("a transaction");
        let rows: Vec<(String,)> = tx.rows("SELECT state FROM outbox ORDER BY sequence", vec![]).await.expect("read");
        rows.into_iter().map(|(state,)| state).collect()
    }

    pub fn passes(&mut self, span: Duration) {
        self.now = self.now.plus(span);
    }
}

//! The thread's items as the API shows them: messages with their reactions, and activities.

use super::view::Direction;
use crate::http::problem::Problem;
use crate::http::word::word;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use store::thread::{ActivityRow, MessageRow, ReactionRow};
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ThreadItem {
    Message { message: Message },
    Activity { activity: Activity },
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Message {
    #[schema(format = "uuid")]
    pub id: String,
    pub direction: Direction,
    pub author: Author,
    /// Meta's id; `null` until Meta accepted the message.
    #[schema(required = true)]
    pub wamid: Option<String>,
    /// Meta's message type.
    pub kind: String,
    /// The message in Meta's own shape.
    pub content: Value,
    pub preview: String,
    pub status: MessageStatus,
    #[schema(required = true)]
    pub failure: Option<Failure>,
    #[schema(required = true)]
    pub context_wamid: Option<String>,
    pub at: i64,
    /// Where the message's file can be fetched, when it has one.
    #[schema(required = true)]
    pub media: Option<Media>,
    pub reactions: Vec<Reaction>,
    /// Nobody knows whether it arrived, and waiting longer will not tell: a person decides.
    pub needs_decision: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageStatus {
    Received,
    Queued,
    Sending,
    Uncertain,
    Accepted,
    Sent,
    Delivered,
    Read,
    Played,
    Failed,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Author {
    pub kind: AuthorKind,
    /// The agent's name.
    #[schema(required = true)]
    pub name: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuthorKind {
    Contact,
    Bot,
    Agent,
    Api,
    Phone,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Failure {
    /// Meta's error code; `null` when our own gate refused.
    #[schema(required = true)]
    pub code: Option<i64>,
    /// A stable key that the UI puts into words.
    pub reason: String,
    /// Meta's own words.
    pub detail: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Media {
    pub url: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Reaction {
    pub emoji: String,
    pub author: AuthorKind,
}

/// Something that happened besides messages: the system lines of the thread.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Activity {
    #[schema(format = "uuid")]
    pub id: String,
    /// The person who did it; `null` for the bot, a timer or the customer.
    #[schema(required = true)]
    pub actor: Option<super::view::Person>,
    pub kind: ActivityKind,
    /// What belongs to this kind: `flow`, `reason`, `note`, `until`, `assignee`, `team`, `label`, `words`, `campaign`, `from`.
    pub detail: Map<String, Value>,
    pub at: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    FlowStarted,
    FlowEnded,
    HandedOver,
    TakenOver,
    GivenBack,
    Resolved,
    Reopened,
    MarkedPending,
    Snoozed,
    Assigned,
    AssignedToTeam,
    Noted,
    LabelAdded,
    LabelRemoved,
    OptedOut,
    OptedIn,
    Refused,
    CampaignTried,
    ContactMerged,
    ContactParted,
}

const KINDS_WITH_MEDIA: &[&str] = &["audio", "document", "image", "sticker", "video", "voice"];

impl TryFrom<MessageRow> for Message {
    type Error = Problem;

    fn try_from(row: MessageRow) -> Result<Self, Problem> {
        let media = KINDS_WITH_MEDIA.contains(&row.kind.as_str());
        Ok(Self {
            media: media.then(|| Media { url: format!("/api/v1/media/{}", row.id) }),
            id: row.id,
            direction: word(&row.direction)?,
            author: Author { kind: word(&row.author_kind)?, name: row.author_name },
            wamid: row.wamid,
            kind: row.kind,
            content: row.content.0,
            preview: row.preview,
            status: word(&row.status)?,
            failure: row.failure.map(|failure| {
                let domain::message::Failure { code, reason, detail } = failure.0;
                Failure { code, reason, detail }
            }),
            context_wamid: row.context_wamid,
            at: row.at,
            reactions: Vec::new(),
            needs_decision: row.needs_decision,
        })
    }
}

impl TryFrom<ActivityRow> for Activity {
    type Error = Problem;

    fn try_from(row: ActivityRow) -> Result<Self, Problem> {
        let mut detail = match row.detail.0 {
            Value::Object(detail) => detail,
            _ => Map::new(),
        };
        let kind = detail.remove("kind").unwrap_or_default();
        let actor = row.actor_id.zip(row.actor_name).map(|(id, name)| super::view::Person { id, name });
        Ok(Self { id: row.id, actor, kind: word(kind.as_str().unwrap_or_default())?, detail, at: row.at })
    }
}

/// Puts each reaction on the message it is about; of one author the last counts, and an empty one takes it back.
pub fn attach_reactions(messages: &mut [Message], rows: Vec<ReactionRow>) -> Result<(), Problem> {
    let mut last: BTreeMap<(String, String), String> = BTreeMap::new();
    for row in rows {
        last.insert((row.target, row.author_kind), row.emoji.unwrap_or_default());
    }
    for ((target, author), emoji) in last {
        let message = messages.iter_mut().find(|message| message.wamid.as_deref() == Some(target.as_str()));
        if let Some(message) = message.filter(|_| !emoji.is_empty()) {
            message.reactions.push(Reaction { emoji, author: word(&author)? });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(wamid: &str) -> Message {
        let row = MessageRow {
            id: "m".to_owned(),
            number_id: "n".to_owned(),
            conversation_id: "c".to_owned(),
            direction: "outbound".to_owned(),
            author_kind: "bot".to_owned(),
            author_name: None,
            wamid: Some(wamid.to_owned()),
            kind: "text".to_owned(),
            content: sqlx_json(Value::Null),
            preview: String::new(),
            status: "read".to_owned(),
            failure: None,
            context_wamid: None,
            at: 0,
            needs_decision: false,
        };
        Message::try_from(row).unwrap()
    }

    fn sqlx_json<T>(value: T) -> store::Json<T> {
        store::Json(value)
    }

    #[test]
    fn the_last_reaction_of_an_author_counts() {
        let reaction = |target: &str, emoji: &str, author: &str| ReactionRow {
            target: target.to_owned(),
            emoji: Some(emoji.to_owned()),
            author_kind: author.to_owned(),
        };
        let mut messages = vec![message("a"), message("b")];
        let rows = vec![
            reaction("a", "👍", "contact"),
            reaction("a", "❤️", "contact"),
            reaction("a", "🎉", "agent"),
            reaction("b", "👍", "contact"),
            reaction("b", "", "contact"),
            reaction("gone", "👍", "contact"),
        ];
        attach_reactions(&mut messages, rows).unwrap();
        let seen: Vec<Vec<&str>> =
            messages.iter().map(|m| m.reactions.iter().map(|reaction| reaction.emoji.as_str()).collect()).collect();
        assert_eq!(seen, [vec!["🎉", "❤️"], vec![]]);
    }
}

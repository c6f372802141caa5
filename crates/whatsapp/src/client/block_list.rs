//! Users who may not write to the business any more.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{AccessToken, Client, Exchange, Pages, SendError, international};
use crate::endpoint::{self, Endpoint};
use crate::error::ApiError;
use crate::message::Recipient;
use crate::{Extra, lenient};

/// Some users could be blocked and others not.
const PARTLY_DONE: i64 = 139_100;

/// A user who was blocked, unblocked, or could not be.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BlockedUser {
    /// What the request said.
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Why not, for those it could not be done with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ApiError>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What became of a change of the list, user by user.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BlockOutcome {
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub added_users: Vec<BlockedUser>,
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub removed_users: Vec<BlockedUser>,
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub failed_users: Vec<BlockedUser>,
}

#[derive(Deserialize)]
struct Answer {
    block_users: BlockOutcome,
}

impl Client {
    /// Blocks users who have written in the last 24 hours.
    ///
    /// When it works for some of them only, Meta answers with an error and the lists; here that is an outcome in which
    /// [`BlockOutcome::failed_users`] says who is missing and why.
    pub async fn block_users(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        users: &[Recipient],
    ) -> Exchange<BlockOutcome> {
        self.change_block_list(&endpoint::BLOCK_USERS, phone_number_id, token, users).await
    }

    /// Lets blocked users write again.
    pub async fn unblock_users(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        users: &[Recipient],
    ) -> Exchange<BlockOutcome> {
        self.change_block_list(&endpoint::UNBLOCK_USERS, phone_number_id, token, users).await
    }

    /// Lists blocked users.
    pub fn blocked_users(&self, phone_number_id: &str, token: &AccessToken) -> Pages<'_, BlockedUser> {
        self.pages(&endpoint::LIST_BLOCKED, &[phone_number_id], token)
    }

    async fn change_block_list(
        &self,
        endpoint: &Endpoint,
        phone_number_id: &str,
        token: &AccessToken,
        users: &[Recipient],
    ) -> Exchange<BlockOutcome> {
        let users: Vec<Value> = users.iter().map(user).collect();
        let body = json!({ "messaging_product": "whatsapp", "block_users": users });
        let exchange = self.call(endpoint, &[phone_number_id]).json(&body).send::<Answer>(token).await;
        let result = exchange.result.map(|answer| answer.block_users).or_else(|error| match lists(&error) {
            Some(outcome) => Ok(outcome),
            None => Err(error),
        });
        Exchange { result, trace: exchange.trace }
    }
}

fn user(user: &Recipient) -> Value {
    match user {
        Recipient::UserId(id) => json!({ "user_id": id }),
        Recipient::Phone(phone) | Recipient::Group(phone) => json!({ "user": international(phone) }),
    }
}

/// The lists that come with the refusal of a part.
fn lists(error: &SendError) -> Option<BlockOutcome> {
    let SendError::Refused { error, .. } = error else { return None };
    let lists = error.extra.get("block_users").filter(|_| error.code == PARTLY_DONE)?;
    serde_json::from_value(lists.clone()).ok()
}

/// A list, or an object whose keys only count its elements.
fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct List<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
        type Value = Vec<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Vec<T>, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(list))
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<T>, A::Error> {
            let mut elements = Vec::new();
            while let Some((_, element)) = map.next_entry::<IgnoredAny, T>()? {
                elements.push(element);
            }
            Ok(elements)
        }
    }
    deserializer.deserialize_any(List(PhantomData))
}

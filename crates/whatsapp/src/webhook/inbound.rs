//! A message of a customer.

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::Content;
use super::salvage::Salvage;
use crate::Extra;
use crate::error::ApiError;
use crate::lenient::{self, Str};
use crate::tagged::{Gathered, Tagged};

/// A message of a customer, written and read in Meta's own shape.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InboundMessage {
    /// The telephone number, without `+`; absent when the customer does not show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The business-scoped user id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_parent_user_id: Option<String>,
    pub id: String,
    /// When it was sent, in seconds since 1970.
    #[serde(serialize_with = "lenient::timestamp::serialize")]
    pub timestamp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<InboundContext>,
    /// The advertisement or post they came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral: Option<Box<Referral>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ApiError>,
    #[serde(flatten)]
    pub content: Content,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a message refers to: the message it answers, a product, or that it was forwarded.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct InboundContext {
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequently_forwarded: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referred_product: Option<ReferredProduct>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The product a customer asks about.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReferredProduct {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalog_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_retailer_id: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where a customer came from: a click-to-WhatsApp advertisement or a post.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Referral {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// `ad` or `post`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// `image` or `video`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    /// What the advertisement greeted them with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub welcome_message: Option<WelcomeMessage>,
    /// The click, to be reported back with conversions; missing for some placements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctwa_clid: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

sparse! {
    /// What an advertisement greeted a customer with.
    WelcomeMessage {
        text: String,
    }
}

impl InboundMessage {
    /// A message from a telephone number.
    pub fn new(from: impl Into<String>, id: impl Into<String>, timestamp: i64, content: Content) -> Self {
        Self {
            from: Some(from.into()),
            from_user_id: None,
            from_parent_user_id: None,
            id: id.into(),
            timestamp,
            group_id: None,
            context: None,
            referral: None,
            errors: Vec::new(),
            content,
            extra: Extra::new(),
        }
    }

    /// Whether a contact card was sent because we asked for the number; Meta has put the mark in two places.
    pub fn answers_contact_request(&self) -> bool {
        let marked = |extra: &Extra| extra.get("origin").is_some_and(|origin| origin == "contact_request");
        match &self.content {
            Content::Contacts(contacts) => marked(&self.extra) || contacts.iter().any(|contact| marked(&contact.extra)),
            _ => false,
        }
    }
}

impl<'de> Deserialize<'de> for InboundMessage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InboundVisitor)
    }
}

struct InboundVisitor;

/// A field of ours read with a function of [`lenient`].
macro_rules! through {
    ($function:path, $type:ty) => {{
        struct Through($type);
        impl<'de> Deserialize<'de> for Through {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $function(deserializer).map(Through)
            }
        }
        |value: Through| value.0
    }};
}

impl<'de> Visitor<'de> for InboundVisitor {
    type Value = InboundMessage;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InboundMessage, A::Error> {
        let mut gathered = Gathered::<Content>::new();
        let (mut id, mut timestamp) = (None, None);
        let (mut from, mut from_user_id, mut from_parent_user_id, mut group_id) = (None, None, None, None);
        let (mut context, mut referral, mut errors) = (None, None, None);
        let filled = through!(lenient::filled, Option<String>);
        let seconds = through!(lenient::timestamp::deserialize, i64);
        while let Some(Str(key)) = map.next_key::<Str<'de>>()? {
            match &*key {
                "from" => from = filled(map.next_value()?),
                "from_user_id" => from_user_id = filled(map.next_value()?),
                "from_parent_user_id" => from_parent_user_id = filled(map.next_value()?),
                "id" => id = Some(map.next_value::<String>()?),
                "timestamp" => timestamp = Some(seconds(map.next_value()?)),
                "group_id" => group_id = filled(map.next_value()?),
                "context" => context = map.next_value()?,
                "referral" => referral = map.next_value()?,
                "errors" => errors = map.next_value::<Option<Vec<ApiError>>>()?,
                _ => gathered.take(key, &mut map)?,
            }
        }
        let (content, extra) = gathered.finish();
        Ok(InboundMessage {
            from,
            from_user_id,
            from_parent_user_id,
            id: id.ok_or_else(|| A::Error::missing_field("id"))?,
            timestamp: timestamp.ok_or_else(|| A::Error::missing_field("timestamp"))?,
            group_id,
            context,
            referral,
            errors: errors.unwrap_or_default(),
            content,
            extra,
        })
    }
}

impl Salvage for InboundMessage {
    const ESSENTIAL: &'static [&'static str] =
        &["from", "from_user_id", "from_parent_user_id", "id", "timestamp", "group_id"];

    fn put_back(&mut self, mut rest: Extra) {
        if let Some(serde_json::Value::String(kind)) = rest.remove("type") {
            let raw = rest.remove(&kind).unwrap_or_default();
            self.content = Content::unknown(kind, raw);
        }
        self.extra.extend(rest);
    }
}

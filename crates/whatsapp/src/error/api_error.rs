//! The JSON of an error, as it stands in refusals (`{"error": {…}}`) and in webhooks (`errors: [{…}]`).

use std::fmt;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Extra, lenient};

/// One error of Meta's. `code` and the details are the contract; the rest is for people.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ApiError {
    #[serde(deserialize_with = "lenient::number")]
    pub code: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_data: Option<ErrorData>,
    #[serde(default, deserialize_with = "lenient::optional_number", skip_serializing_if = "Option::is_none")]
    pub error_subcode: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_transient: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_user_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_user_msg: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fbtrace_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The part that says what exactly was wrong; Meta sends an object or a plain string.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ErrorData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messaging_product: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The body of a refusal.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ErrorBody {
    pub error: ApiError,
    /// What some calls add, such as the lists of a block call that partly worked.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ApiError {
    /// An error as Meta writes them in refusals: `message` is the code and the title.
    pub fn new(code: i64, title: &str, details: impl Into<String>) -> Self {
        Self {
            code,
            message: Some(format!("(#{code}) {title}")),
            kind: Some("OAuthException".to_owned()),
            error_data: Some(ErrorData {
                messaging_product: Some("whatsapp".to_owned()),
                details: Some(details.into()),
                extra: Extra::new(),
            }),
            ..Self::default()
        }
    }

    /// An error as Meta writes them in webhooks.
    pub fn in_webhook(code: i64, title: &str, details: impl Into<String>) -> Self {
        Self {
            code,
            title: Some(title.to_owned()),
            message: Some(title.to_owned()),
            error_data: Some(ErrorData { details: Some(details.into()), ..ErrorData::default() }),
            href: Some("/documentation/business-messaging/whatsapp/support/error-codes".to_owned()),
            ..Self::default()
        }
    }

    /// The most exact explanation there is.
    pub fn details(&self) -> Option<&str> {
        let data = self.error_data.as_ref().and_then(|data| data.details.as_deref());
        data.or(self.error_user_msg.as_deref()).or(self.message.as_deref()).or(self.title.as_deref())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = self.title.as_deref().or(self.message.as_deref()).unwrap_or("error");
        if title.starts_with("(#") {
            f.write_str(title)?;
        } else {
            write!(f, "(#{}) {title}", self.code)?;
        }
        match self.details() {
            Some(details) if !title.ends_with(details) => write!(f, ": {details}"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for ApiError {}

impl<'de> Deserialize<'de> for ErrorData {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Fields {
            messaging_product: Option<String>,
            details: Option<String>,
            #[serde(flatten)]
            extra: Extra,
        }
        match Value::deserialize(deserializer)? {
            Value::String(details) => Ok(Self { details: Some(details), ..Self::default() }),
            object => {
                let Fields { messaging_product, details, extra } =
                    Fields::deserialize(object).map_err(D::Error::custom)?;
                Ok(Self { messaging_product, details, extra })
            }
        }
    }
}

//! The numbers of an account, and whether its webhooks come to us.

use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::call::Body;
use super::{AccessToken, Client, Exchange, Success};
use crate::paging::Page;
use crate::{Extra, lenient};

/// What is asked about each number.
const FIELDS: &str = "id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,status,\
                      throughput,whatsapp_business_manager_messaging_limit";

/// A number of ours.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PhoneNumber {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    #[serde(default)]
    pub display_phone_number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_name: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`, `NA` or `UNKNOWN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality_rating: Option<String>,
    /// `CONNECTED` is the one that can send.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_status: Option<String>,
    /// Unique people in 24 hours outside windows, such as `TIER_2K`, for the whole portfolio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_business_manager_messaging_limit: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An app to which the webhooks of an account go.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SubscribedApp {
    #[serde(default)]
    pub whatsapp_business_api_data: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub override_callback_uri: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Client {
    /// One number.
    pub async fn phone_number(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<PhoneNumber> {
        let url = self.url(&[phone_number_id], &[("fields", FIELDS)]);
        self.call(Method::GET, url, token, Ok(Body::Empty)).await
    }

    /// The numbers of an account.
    pub async fn phone_numbers(&self, account_id: &str, token: &AccessToken) -> Exchange<Page<PhoneNumber>> {
        let url = self.url(&[account_id, "phone_numbers"], &[("fields", FIELDS)]);
        self.call(Method::GET, url, token, Ok(Body::Empty)).await
    }

    /// The apps to which the webhooks of an account go.
    pub async fn subscribed_apps(&self, account_id: &str, token: &AccessToken) -> Exchange<Page<SubscribedApp>> {
        let url = self.url(&[account_id, "subscribed_apps"], &[]);
        self.call(Method::GET, url, token, Ok(Body::Empty)).await
    }

    /// Has the webhooks of an account sent to the app of this token.
    pub async fn subscribe(&self, account_id: &str, token: &AccessToken) -> Exchange<Success> {
        let url = self.url(&[account_id, "subscribed_apps"], &[]);
        self.call(Method::POST, url, token, Ok(Body::Empty)).await
    }

    /// Has them sent there no longer.
    pub async fn unsubscribe(&self, account_id: &str, token: &AccessToken) -> Exchange<Success> {
        let url = self.url(&[account_id, "subscribed_apps"], &[]);
        self.call(Method::DELETE, url, token, Ok(Body::Empty)).await
    }
}

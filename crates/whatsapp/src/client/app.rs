//! The app: what it is subscribed to, and what tokens are good for.

use serde::{Deserialize, Serialize};

use super::{AccessToken, Client, Exchange, Success};
use crate::paging::Page;
use crate::{Extra, endpoint, lenient};

/// The object whose webhooks this crate reads.
const OBJECT: &str = "whatsapp_business_account";

/// What an app is subscribed to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AppSubscription {
    /// `whatsapp_business_account`.
    pub object: String,
    #[serde(default)]
    pub callback_url: String,
    #[serde(default)]
    pub active: bool,
    #[serde(default)]
    pub fields: Vec<SubscribedField>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A webhook field, and the version its webhooks are written in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SubscribedField {
    pub name: String,
    #[serde(default)]
    pub version: String,
}

sparse! {
    /// What an access token is good for.
    TokenInfo {
        #[serde(deserialize_with = "lenient::filled")]
        app_id: String,
        /// `SYSTEM_USER`, `USER` or `APP`.
        #[serde(rename = "type")]
        kind: String,
        application: String,
        is_valid: bool,
        /// Seconds since 1970; 0 for never.
        #[serde(deserialize_with = "lenient::optional_number")]
        expires_at: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        data_access_expires_at: i64,
        #[serde(deserialize_with = "lenient::optional_number")]
        issued_at: i64,
        scopes: Vec<String>,
        /// For which numbers and accounts.
        granular_scopes: Vec<GranularScope>,
        #[serde(deserialize_with = "lenient::filled")]
        user_id: String,
    }
}

/// A permission, and to what it is limited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GranularScope {
    pub scope: String,
    /// All when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_ids: Vec<String>,
}

#[derive(Deserialize)]
struct Answer<T> {
    data: T,
}

#[derive(Deserialize)]
struct GrantedToken {
    access_token: String,
}

impl Client {
    /// What an app is subscribed to. `app_token` is [`AccessToken::of_app`].
    pub async fn app_subscriptions(&self, app_id: &str, app_token: &AccessToken) -> Exchange<Page<AppSubscription>> {
        self.call(&endpoint::LIST_APP_SUBSCRIPTIONS, &[app_id]).send(app_token).await
    }

    /// Sets the address of an app's webhooks and the fields that are sent there. The address is asked before the answer
    /// comes: whoever serves it must be able to answer.
    pub async fn subscribe_to_fields(
        &self,
        app_id: &str,
        app_token: &AccessToken,
        callback_url: &str,
        verify_token: &str,
        fields: &[&str],
    ) -> Exchange<Success> {
        let fields = fields.join(",");
        let form = [
            ("object", OBJECT),
            ("callback_url", callback_url),
            ("verify_token", verify_token),
            ("fields", fields.as_str()),
            ("include_values", "true"),
        ];
        self.call(&endpoint::SUBSCRIBE_TO_FIELDS, &[app_id]).form(&form, &["verify_token"]).send(app_token).await
    }

    /// Ends the subscription of an app.
    pub async fn delete_app_subscription(&self, app_id: &str, app_token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::DELETE_APP_SUBSCRIPTION, &[app_id]).query("object", OBJECT).send(app_token).await
    }

    /// Asks what a token is good for. `app_token` is [`AccessToken::of_app`].
    pub async fn debug_token(&self, examined: &AccessToken, app_token: &AccessToken) -> Exchange<TokenInfo> {
        let call = self.call(&endpoint::DEBUG_TOKEN, &[]).query("input_token", examined.reveal());
        call.send::<Answer<TokenInfo>>(app_token).await.map(|answer| answer.data)
    }

    /// Asks for the token of an app.
    pub async fn app_token(&self, app_id: &str, app_secret: &str) -> Exchange<AccessToken> {
        self.token_for(app_id, app_secret, "grant_type", "client_credentials").await
    }

    /// Exchanges the code that an embedded sign-up gave for the token of the business.
    pub async fn exchange_code(&self, app_id: &str, app_secret: &str, code: &str) -> Exchange<AccessToken> {
        self.token_for(app_id, app_secret, "code", code).await
    }

    async fn token_for(&self, app_id: &str, app_secret: &str, name: &str, value: &str) -> Exchange<AccessToken> {
        let call = self.call(&endpoint::ACCESS_TOKEN, &[]).query("client_id", app_id);
        let call = call.query("client_secret", app_secret).query(name, value).with_secret_answer();
        let exchange = call.send_without_token::<GrantedToken>().await;
        exchange.map(|granted| AccessToken::new(granted.access_token))
    }
}

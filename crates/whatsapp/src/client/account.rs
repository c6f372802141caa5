//! The account: what it is, whether it can send, and where its webhooks go.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{AccessToken, Client, Created, Exchange, Pages, Success};
use crate::paging::Page;
use crate::{Extra, endpoint, lenient};

const FIELDS: &str = "id,name,currency,timezone_id,message_template_namespace,account_review_status,\
                      business_verification_status,country,ownership_type,status,health_status,\
                      primary_business_location,marketing_messages_lite_api_status,is_enabled_for_insights";

sparse! {
    /// A WhatsApp Business account.
    BusinessAccount {
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        name: String,
        currency: String,
        #[serde(deserialize_with = "lenient::filled")]
        timezone_id: String,
        message_template_namespace: String,
        account_review_status: String,
        business_verification_status: String,
        country: String,
        ownership_type: String,
        status: String,
        health_status: Health,
        primary_business_location: String,
        /// `ONBOARDED` when the Marketing Messages API can be used.
        marketing_messages_lite_api_status: String,
        is_enabled_for_insights: bool,
    }
}

sparse! {
    /// Whether a message can be sent, and if not, what is in the way.
    Health {
        /// `AVAILABLE`, `LIMITED` or `BLOCKED`.
        can_send_message: String,
        entities: Vec<HealthEntity>,
    }
}

sparse! {
    /// One of those that have to be well: number, template, account, portfolio, app.
    HealthEntity {
        entity_type: String,
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        can_send_message: String,
        additional_info: Vec<String>,
        errors: Vec<HealthError>,
    }
}

sparse! {
    /// What is in the way.
    HealthError {
        #[serde(deserialize_with = "lenient::optional_number")]
        error_code: i64,
        error_description: String,
        possible_solution: String,
    }
}

sparse! {
    /// An in-app sign-up: a link, `wa.me/{phone number}/signup/{id}`, by which people agree to be written to.
    Signup {
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        #[serde(deserialize_with = "lenient::filled")]
        waba_id: String,
        /// `ACTIVE` or `DISABLED`.
        status: String,
        /// What people read before they agree.
        signup_message: String,
        /// What they get once they have; `{{promo_code}}` stands for the code.
        confirmation_message: String,
        privacy_policy_url: String,
        website_url: String,
        promo_code: String,
        /// Shown to the business alone.
        display_name: String,
    }
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

sparse! {
    /// Where the webhooks of a number go: its own address before its account's before the app's.
    CallbackConfiguration {
        phone_number: String,
        whatsapp_business_account: String,
        application: String,
    }
}

impl Client {
    /// Reads an account.
    pub async fn business_account(&self, account_id: &str, token: &AccessToken) -> Exchange<BusinessAccount> {
        self.call(&endpoint::GET_ACCOUNT, &[account_id]).query("fields", FIELDS).send(token).await
    }

    /// Switches the figures of templates on, which cannot be undone.
    pub async fn enable_insights(&self, account_id: &str, token: &AccessToken) -> Exchange<Created> {
        self.call(&endpoint::UPDATE_ACCOUNT, &[account_id]).query("is_enabled_for_insights", "true").send(token).await
    }

    /// The apps to which the webhooks of an account go.
    pub async fn subscribed_apps(&self, account_id: &str, token: &AccessToken) -> Exchange<Page<SubscribedApp>> {
        self.call(&endpoint::LIST_SUBSCRIBED_APPS, &[account_id]).send(token).await
    }

    /// Has the webhooks of an account sent to the app of this token, at the address of the app.
    pub async fn subscribe(&self, account_id: &str, token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::SUBSCRIBE_APP, &[account_id]).send(token).await
    }

    /// The same, at an address of its own. It is asked before the answer comes: whoever serves it must be able to answer.
    pub async fn subscribe_at(
        &self,
        account_id: &str,
        token: &AccessToken,
        callback_url: &str,
        verify_token: &str,
    ) -> Exchange<Success> {
        let body = json!({ "override_callback_uri": callback_url, "verify_token": verify_token });
        self.call(&endpoint::SUBSCRIBE_APP, &[account_id]).secret_json(&body, &["verify_token"]).send(token).await
    }

    /// Has them sent there no longer.
    pub async fn unsubscribe(&self, account_id: &str, token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::UNSUBSCRIBE_APP, &[account_id]).send(token).await
    }

    /// Has the webhooks of one number sent to an address of its own; an empty one takes that back.
    pub async fn set_callback(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        callback_url: &str,
        verify_token: &str,
    ) -> Exchange<Success> {
        let callback = json!({ "override_callback_uri": callback_url, "verify_token": verify_token });
        let body = json!({ "webhook_configuration": callback });
        let call = self.call(&endpoint::UPDATE_NUMBER, &[phone_number_id]);
        call.secret_json(&body, &["verify_token"]).send(token).await
    }

    /// Where the webhooks of a number go.
    pub async fn callback(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<CallbackConfiguration> {
        let exchange = self.phone_number_with(phone_number_id, token, "webhook_configuration").await;
        exchange.map(|number| number.webhook_configuration.unwrap_or_default())
    }

    /// Lists in-app sign-ups.
    pub fn signups(&self, account_id: &str, token: &AccessToken) -> Pages<'_, Signup> {
        self.pages(&endpoint::LIST_SIGNUPS, &[account_id], token)
    }

    /// Reads an in-app sign-up.
    pub async fn signup(&self, signup_id: &str, token: &AccessToken) -> Exchange<Signup> {
        self.call(&endpoint::GET_SIGNUP, &[signup_id]).send(token).await
    }

    /// Creates an in-app sign-up; the answer has its id. The first of a business accepts the terms:
    /// `"policy": {"tos": "…", "accepted": true}` in `extra`.
    pub async fn create_signup(&self, account_id: &str, token: &AccessToken, signup: &Signup) -> Exchange<Signup> {
        self.call(&endpoint::CREATE_SIGNUP, &[account_id]).json(signup).send(token).await
    }

    /// Changes an in-app sign-up; what is left out stays, and so does the privacy policy.
    pub async fn update_signup(&self, signup_id: &str, token: &AccessToken, signup: &Signup) -> Exchange<Success> {
        self.call(&endpoint::UPDATE_SIGNUP, &[signup_id]).json(signup).send(token).await
    }
}

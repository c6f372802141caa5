//! The settings of a number: calls, storage, identity; what is shown of catalogue and cart; ice breakers and commands.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AccessToken, Client, Exchange, SendError, Success};
use crate::paging::Page;
use crate::{endpoint, lenient};

sparse! {
    /// The settings of a number. When they are changed, what is absent stays as it is.
    NumberSettings {
        calling: CallingSettings,
        storage_configuration: StorageSettings,
        user_identity_change: IdentitySettings,
    }
}

sparse! {
    /// Whether and when customers can call.
    CallingSettings {
        /// `ENABLED` or `DISABLED`.
        status: String,
        /// `DEFAULT` or `DISABLE_ALL`.
        call_icon_visibility: String,
        callback_permission_status: String,
        /// Opening hours by day of the week, with holidays.
        call_hours: Value,
        /// The SIP servers that calls go to.
        sip: Value,
    }
}

sparse! {
    /// Where and how long messages are kept at Meta.
    StorageSettings {
        /// Such as `NO_STORAGE_ENABLED`.
        status: String,
        #[serde(deserialize_with = "lenient::optional_number")]
        retention_minutes: u32,
    }
}

sparse! {
    /// Whether webhooks carry the hash of the customer's identity key.
    IdentitySettings {
        enable_identity_key_check: bool,
    }
}

sparse! {
    /// What is shown of catalogue and cart.
    CommerceSettings {
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        is_cart_enabled: bool,
        is_catalog_visible: bool,
    }
}

sparse! {
    /// What customers are offered before they write.
    Automation {
        /// Ice breakers: four at most, of eighty characters.
        prompts: Vec<String>,
        /// Thirty at most.
        commands: Vec<Command>,
    }
}

/// Something a customer can choose by typing `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Without the slash; 32 characters.
    pub command_name: String,
    /// 256 characters.
    pub command_description: String,
}

impl Client {
    /// Reads the settings of a number.
    pub async fn settings(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<NumberSettings> {
        self.call(&endpoint::GET_SETTINGS, &[phone_number_id]).send(token).await
    }

    /// Changes settings of a number.
    ///
    /// ```no_run
    /// # use whatsapp::client::{AccessToken, Client, IdentitySettings, NumberSettings};
    /// # async fn example(client: Client, token: AccessToken) {
    /// let checked = IdentitySettings { enable_identity_key_check: Some(true), ..IdentitySettings::default() };
    /// let settings = NumberSettings { user_identity_change: Some(checked), ..NumberSettings::default() };
    /// client.update_settings("106540352242922", &token, &settings).await;
    /// # }
    /// ```
    pub async fn update_settings(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        settings: &NumberSettings,
    ) -> Exchange<Success> {
        self.call(&endpoint::UPDATE_SETTINGS, &[phone_number_id]).json(settings).send(token).await
    }

    /// Reads what is shown of catalogue and cart.
    pub async fn commerce_settings(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<CommerceSettings> {
        let exchange = self.call(&endpoint::GET_COMMERCE, &[phone_number_id]).send(token).await;
        exchange.and_then(only)
    }

    /// Shows or hides catalogue and cart; what is `None` stays.
    pub async fn update_commerce_settings(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        is_cart_enabled: Option<bool>,
        is_catalog_visible: Option<bool>,
    ) -> Exchange<Success> {
        self.call(&endpoint::UPDATE_COMMERCE, &[phone_number_id])
            .maybe("is_cart_enabled", is_cart_enabled.map(|yes| yes.to_string()).as_deref())
            .maybe("is_catalog_visible", is_catalog_visible.map(|yes| yes.to_string()).as_deref())
            .send(token)
            .await
    }

    /// Sets ice breakers and commands.
    pub async fn set_automation(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        automation: &Automation,
    ) -> Exchange<Success> {
        self.call(&endpoint::SET_AUTOMATION, &[phone_number_id]).json(automation).send(token).await
    }

    /// Reads ice breakers and commands.
    pub async fn automation(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<Automation> {
        let exchange = self.phone_number_with(phone_number_id, token, "conversational_automation").await;
        exchange.map(|number| number.conversational_automation.unwrap_or_default())
    }
}

/// The element of a list that always has one.
pub(super) fn only<T>(page: Page<T>) -> Result<T, SendError> {
    let lost = || SendError::AnswerLost { reason: "the list in the answer is empty".to_owned() };
    page.data.into_iter().next().ok_or_else(lost)
}

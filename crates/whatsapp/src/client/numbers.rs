//! The numbers of an account, as they are read.

use serde_json::Value;

use super::{AccessToken, Automation, CallbackConfiguration, Client, Exchange, Health, Pages};
use crate::{endpoint, lenient};

/// What is asked about each number.
const FIELDS: &str = "id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,status,\
                      throughput,whatsapp_business_manager_messaging_limit";

sparse! {
    /// A number of ours.
    PhoneNumber {
        #[serde(deserialize_with = "lenient::filled")]
        id: String,
        display_phone_number: String,
        verified_name: String,
        /// `GREEN`, `YELLOW`, `RED`, `NA` or `UNKNOWN`.
        quality_rating: String,
        /// `CONNECTED` is the one that can send.
        status: String,
        /// `VERIFIED`, `NOT_VERIFIED` or `EXPIRED`.
        code_verification_status: String,
        name_status: String,
        /// The name that was asked for and is being reviewed.
        new_display_name: String,
        new_name_status: String,
        throughput: Throughput,
        /// Unique people in 24 hours outside windows, such as `TIER_2K`, for the whole portfolio.
        whatsapp_business_manager_messaging_limit: String,
        health_status: Health,
        webhook_configuration: CallbackConfiguration,
        conversational_automation: Automation,
        is_official_business_account: bool,
        /// `LIVE` or `SANDBOX`.
        account_mode: String,
        platform_type: String,
        /// Whether it is in the WhatsApp Business app as well.
        is_on_biz_app: bool,
        last_onboarded_time: Value,
        search_visibility: String,
    }
}

sparse! {
    /// How many messages a second a number may send.
    Throughput {
        /// `STANDARD`, `HIGH` or `NOT_APPLICABLE`.
        level: String,
    }
}

impl Client {
    /// One number.
    pub async fn phone_number(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<PhoneNumber> {
        self.phone_number_with(phone_number_id, token, FIELDS).await
    }

    /// One number, and of it these fields, separated by commas.
    pub async fn phone_number_with(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        fields: &str,
    ) -> Exchange<PhoneNumber> {
        self.call(&endpoint::GET_NUMBER, &[phone_number_id]).query("fields", fields).send(token).await
    }

    /// The numbers of an account.
    pub fn phone_numbers(&self, account_id: &str, token: &AccessToken) -> Pages<'_, PhoneNumber> {
        self.pages(&endpoint::LIST_NUMBERS, &[account_id], token).with("fields", FIELDS)
    }
}

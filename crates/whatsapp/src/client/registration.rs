//! How a number comes to an account and to the Cloud API, and how it is kept from others.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{AccessToken, Client, Exchange, Success};
use crate::{Extra, endpoint, lenient};

/// The answer to whatever was made: its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Created {
    #[serde(deserialize_with = "lenient::word")]
    pub id: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A number that is to be added to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewNumber {
    /// The country's calling code, such as `34`.
    pub cc: String,
    /// The rest of the number.
    pub phone_number: String,
    /// The name customers are to see, once it is approved.
    pub verified_name: String,
}

vocabulary! {
    /// How a verification code comes.
    CodeMethod {
        Sms = "SMS",
        Voice = "VOICE",
    }
}

/// What a registration needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    /// Six digits: the two-step PIN, or the one that it is to be.
    pub pin: String,
    /// The country that messages are kept in, such as `BR`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_localization_region: Option<String>,
    /// What an export from the on-premises API gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup: Option<Backup>,
}

/// An export of the on-premises API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    pub data: String,
    pub password: String,
}

sparse! {
    /// The official badge.
    OfficialAccount {
        /// Such as `NOT_STARTED`, `PENDING` or `APPROVED`.
        oba_status: String,
        status_message: String,
    }
}

sparse! {
    /// An application for the official badge.
    OfficialAccountRequest {
        business_website_url: String,
        primary_country_of_operation: String,
        primary_language: String,
        parent_business_or_brand: String,
        /// Articles and pages that show that the business is known.
        supporting_links: Vec<String>,
        additional_supporting_information: String,
    }
}

impl Client {
    /// Adds a number to an account.
    pub async fn add_number(&self, account_id: &str, token: &AccessToken, number: &NewNumber) -> Exchange<Created> {
        self.call(&endpoint::ADD_NUMBER, &[account_id]).json(number).send(token).await
    }

    /// Has a verification code sent to a number, in a language such as `es`.
    pub async fn request_code(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        code_method: CodeMethod,
        language: &str,
    ) -> Exchange<Success> {
        let body = json!({ "code_method": code_method, "language": language });
        self.call(&endpoint::REQUEST_CODE, &[phone_number_id]).json(&body).send(token).await
    }

    /// Verifies a number with the code that came.
    pub async fn verify_code(&self, phone_number_id: &str, token: &AccessToken, code: &str) -> Exchange<Success> {
        let body = json!({ "code": code });
        self.call(&endpoint::VERIFY_CODE, &[phone_number_id]).secret_json(&body, &["code"]).send(token).await
    }

    /// Registers a number for the Cloud API.
    pub async fn register(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        registration: &Registration,
    ) -> Exchange<Success> {
        let mut body = json!(registration);
        if let Value::Object(fields) = &mut body {
            fields.insert("messaging_product".to_owned(), json!("whatsapp"));
        }
        let call = self.call(&endpoint::REGISTER_NUMBER, &[phone_number_id]);
        call.secret_json(&body, &["pin", "data", "password"]).send(token).await
    }

    /// Takes a number off the Cloud API.
    pub async fn deregister(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::DEREGISTER_NUMBER, &[phone_number_id]).send(token).await
    }

    /// Sets the two-step PIN, six digits.
    pub async fn set_pin(&self, phone_number_id: &str, token: &AccessToken, pin: &str) -> Exchange<Success> {
        let body = json!({ "pin": pin });
        self.call(&endpoint::UPDATE_NUMBER, &[phone_number_id]).secret_json(&body, &["pin"]).send(token).await
    }

    /// Asks for another display name, which is reviewed; afterwards the number has to be registered again.
    pub async fn set_display_name(&self, phone_number_id: &str, token: &AccessToken, name: &str) -> Exchange<Success> {
        self.call(&endpoint::UPDATE_NUMBER, &[phone_number_id]).query("new_display_name", name).send(token).await
    }

    /// Asks about the official badge.
    pub async fn official_account(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<OfficialAccount> {
        self.call(&endpoint::GET_OFFICIAL_ACCOUNT, &[phone_number_id]).send(token).await
    }

    /// Applies for the official badge.
    pub async fn request_official_account(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        request: &OfficialAccountRequest,
    ) -> Exchange<Success> {
        self.call(&endpoint::REQUEST_OFFICIAL_ACCOUNT, &[phone_number_id]).json(request).send(token).await
    }
}

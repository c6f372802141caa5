//! What customers see of the business: profile, username, QR codes.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::settings::only;
use super::{AccessToken, Client, Exchange, Pages, Success};
use crate::paging::Page;
use crate::{Extra, endpoint};

const FIELDS: &str = "about,address,description,email,profile_picture_url,websites,vertical";

vocabulary! {
    /// The line of business.
    Vertical {
        AnyOther = "OTHER",
        Automotive = "AUTO",
        Beauty = "BEAUTY",
        Apparel = "APPAREL",
        Education = "EDU",
        Entertainment = "ENTERTAIN",
        EventPlanning = "EVENT_PLAN",
        Finance = "FINANCE",
        Grocery = "GROCERY",
        Government = "GOVT",
        Hotel = "HOTEL",
        Health = "HEALTH",
        NonProfit = "NONPROFIT",
        ProfessionalServices = "PROF_SERVICES",
        Retail = "RETAIL",
        Travel = "TRAVEL",
        Restaurant = "RESTAURANT",
        Alcohol = "ALCOHOL",
        OnlineGambling = "ONLINE_GAMBLING",
        PhysicalGambling = "PHYSICAL_GAMBLING",
        OverTheCounterDrugs = "OTC_DRUGS",
        Undefined = "UNDEFINED",
        NotABusiness = "NOT_A_BIZ",
    }
}

sparse! {
    /// The business profile. When it is changed, what is absent stays as it is.
    BusinessProfile {
        /// 139 characters.
        about: String,
        /// 256 characters.
        address: String,
        /// 256 characters to be safe, though 512 are documented too.
        description: String,
        /// 128 characters.
        email: String,
        /// Two, of 256 characters.
        websites: Vec<String>,
        vertical: Vertical,
        /// Where the picture is; only read.
        profile_picture_url: String,
        /// The picture to be, from [`Client::continue_upload`]; only written.
        profile_picture_handle: String,
        messaging_product: String,
    }
}

sparse! {
    /// The business username.
    Username {
        username: String,
        /// `approved`, `reserved` and so on.
        status: String,
    }
}

#[derive(Serialize, Deserialize)]
struct Suggestions {
    #[serde(default)]
    username_suggestions: Vec<String>,
}

vocabulary! {
    /// How the picture of a QR code comes.
    QrImage {
        Svg = "SVG",
        Png = "PNG",
    }
}

/// A short link that opens a conversation with a message written already, and its QR code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QrCode {
    pub code: String,
    #[serde(default)]
    pub prefilled_message: String,
    #[serde(default)]
    pub deep_link_url: String,
    /// Only when the picture was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qr_image_url: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Client {
    /// Reads the business profile.
    pub async fn business_profile(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<BusinessProfile> {
        let call = self.call(&endpoint::GET_PROFILE, &[phone_number_id]).query("fields", FIELDS);
        call.send::<Page<BusinessProfile>>(token).await.and_then(only)
    }

    /// Changes the business profile.
    pub async fn update_business_profile(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        profile: &BusinessProfile,
    ) -> Exchange<Success> {
        let profile = BusinessProfile { messaging_product: Some("whatsapp".to_owned()), ..profile.clone() };
        self.call(&endpoint::UPDATE_PROFILE, &[phone_number_id]).json(&profile).send(token).await
    }

    /// Reads the business username.
    pub async fn username(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<Username> {
        self.call(&endpoint::GET_USERNAME, &[phone_number_id]).send(token).await
    }

    /// Asks for a business username.
    pub async fn set_username(&self, phone_number_id: &str, token: &AccessToken, username: &str) -> Exchange<Username> {
        let body = json!({ "username": username });
        self.call(&endpoint::SET_USERNAME, &[phone_number_id]).json(&body).send(token).await
    }

    /// Gives the business username up.
    pub async fn delete_username(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<Success> {
        self.call(&endpoint::DELETE_USERNAME, &[phone_number_id]).send(token).await
    }

    /// Usernames that could be had.
    pub async fn suggest_usernames(&self, phone_number_id: &str, token: &AccessToken) -> Exchange<Vec<String>> {
        let call = self.call(&endpoint::SUGGEST_USERNAMES, &[phone_number_id]);
        let exchange = call.send::<Page<Suggestions>>(token).await;
        exchange.map(|page| page.data.into_iter().flat_map(|found| found.username_suggestions).collect())
    }

    /// Lists the QR codes of a number.
    pub fn qr_codes(&self, phone_number_id: &str, token: &AccessToken) -> Pages<'_, QrCode> {
        self.pages(&endpoint::LIST_QR_CODES, &[phone_number_id], token)
    }

    /// One QR code.
    pub async fn qr_code(&self, phone_number_id: &str, token: &AccessToken, code: &str) -> Exchange<QrCode> {
        let exchange = self.call(&endpoint::GET_QR_CODE, &[phone_number_id, code]).send::<Page<QrCode>>(token).await;
        exchange.and_then(only)
    }

    /// Makes a QR code for a message of 140 characters at most.
    pub async fn create_qr_code(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        prefilled_message: &str,
        image: Option<QrImage>,
    ) -> Exchange<QrCode> {
        let mut body = json!({ "prefilled_message": prefilled_message });
        if let (Some(image), Value::Object(fields)) = (image, &mut body) {
            fields.insert("generate_qr_image".to_owned(), json!(image));
        }
        self.call(&endpoint::SAVE_QR_CODE, &[phone_number_id]).json(&body).send(token).await
    }

    /// Changes the message of a QR code; what is printed stays good.
    pub async fn update_qr_code(
        &self,
        phone_number_id: &str,
        token: &AccessToken,
        code: &str,
        prefilled_message: &str,
    ) -> Exchange<QrCode> {
        let body = json!({ "code": code, "prefilled_message": prefilled_message });
        self.call(&endpoint::SAVE_QR_CODE, &[phone_number_id]).json(&body).send(token).await
    }

    /// Deletes a QR code.
    pub async fn delete_qr_code(&self, phone_number_id: &str, token: &AccessToken, code: &str) -> Exchange<Success> {
        self.call(&endpoint::DELETE_QR_CODE, &[phone_number_id, code]).send(token).await
    }
}

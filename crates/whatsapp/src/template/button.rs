//! The buttons of a template.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ButtonKind, OneTimePasswordKind};
use crate::{Extra, lenient};

/// A button of a template. Which fields it has goes by its kind, and the ways to make one below set no others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Button {
    #[serde(rename = "type")]
    pub kind: ButtonKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// A code to copy, or a list with the whole address for the blank of a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    #[serde(default, deserialize_with = "lenient::filled", skip_serializing_if = "Option::is_none")]
    pub flow_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_name: Option<String>,
    /// A whole Flow as text, which is then made along with the template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_json: Option<String>,
    /// `navigate` or `data_exchange`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow_action: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub navigate_screen: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otp_type: Option<OneTimePasswordKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autofill_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zero_tap_terms_accepted: Option<bool>,
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing_if = "Vec::is_empty")]
    pub supported_apps: Vec<SupportedApp>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// An Android app that may be handed a one-time password.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SupportedApp {
    pub package_name: String,
    pub signature_hash: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Button {
    /// A button that answers.
    pub fn quick_reply(text: impl Into<String>) -> Self {
        Self::labelled(ButtonKind::QuickReply, text)
    }

    /// A button that opens a page; a blank at the end of the address needs an example, the address with the blank
    /// filled in.
    pub fn url(text: impl Into<String>, url: impl Into<String>, example: Option<&str>) -> Self {
        let example = example.map(|example| json!([example]));
        Self { url: Some(url.into()), example, ..Self::labelled(ButtonKind::Url, text) }
    }

    /// A button that calls a telephone.
    pub fn phone_number(text: impl Into<String>, phone_number: impl Into<String>) -> Self {
        Self { phone_number: Some(phone_number.into()), ..Self::labelled(ButtonKind::PhoneNumber, text) }
    }

    /// A button that copies a coupon code, with an example of one.
    pub fn copy_code(example: &str) -> Self {
        Self { example: Some(json!(example)), ..Self::of(ButtonKind::CopyCode) }
    }

    /// A button that opens a Flow at a screen.
    pub fn flow(text: impl Into<String>, flow_id: impl Into<String>, screen: impl Into<String>) -> Self {
        Self {
            flow_id: Some(flow_id.into()),
            flow_action: Some("navigate".to_owned()),
            navigate_screen: Some(screen.into()),
            ..Self::labelled(ButtonKind::Flow, text)
        }
    }

    /// A button that opens the catalogue. Meta fixes its words.
    pub fn catalog() -> Self {
        Self::labelled(ButtonKind::Catalog, "View catalog")
    }

    /// A button that opens some products. Meta fixes its words.
    pub fn products() -> Self {
        Self::labelled(ButtonKind::MultiProduct, "View items")
    }

    /// A button that opens the product in the header. Meta fixes its words.
    pub fn product() -> Self {
        Self::labelled(ButtonKind::SingleProduct, "View")
    }

    /// A button that copies a one-time password.
    pub fn copy_password() -> Self {
        Self { otp_type: Some(OneTimePasswordKind::CopyCode), ..Self::of(ButtonKind::OneTimePassword) }
    }

    /// A button that hands a one-time password to an app.
    pub fn one_tap(supported_apps: Vec<SupportedApp>) -> Self {
        let otp_type = Some(OneTimePasswordKind::OneTap);
        Self { otp_type, supported_apps, ..Self::of(ButtonKind::OneTimePassword) }
    }

    /// A one-time password that hands itself to an app; says that Meta's terms for it are accepted.
    pub fn zero_tap(supported_apps: Vec<SupportedApp>) -> Self {
        let (otp_type, zero_tap_terms_accepted) = (Some(OneTimePasswordKind::ZeroTap), Some(true));
        Self { otp_type, zero_tap_terms_accepted, supported_apps, ..Self::of(ButtonKind::OneTimePassword) }
    }

    /// A button that calls the business on WhatsApp.
    pub fn voice_call(text: impl Into<String>) -> Self {
        Self::labelled(ButtonKind::VoiceCall, text)
    }

    /// A button that shows a bill and lets one pay it.
    pub fn order_details(text: impl Into<String>) -> Self {
        Self::labelled(ButtonKind::OrderDetails, text)
    }

    /// A button that shares the customer's telephone number.
    pub fn request_contact_info() -> Self {
        Self::of(ButtonKind::RequestContactInfo)
    }

    fn labelled(kind: ButtonKind, text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::of(kind) }
    }

    fn of(kind: ButtonKind) -> Self {
        Self {
            kind,
            text: None,
            url: None,
            phone_number: None,
            example: None,
            flow_id: None,
            flow_name: None,
            flow_json: None,
            flow_action: None,
            navigate_screen: None,
            otp_type: None,
            autofill_text: None,
            zero_tap_terms_accepted: None,
            supported_apps: Vec::new(),
            extra: Extra::new(),
        }
    }
}

impl SupportedApp {
    pub fn new(package_name: impl Into<String>, signature_hash: impl Into<String>) -> Self {
        Self { package_name: package_name.into(), signature_hash: signature_hash.into(), extra: Extra::new() }
    }
}

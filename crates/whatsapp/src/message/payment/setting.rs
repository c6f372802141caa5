//! The ways in which a bill can be paid.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Extra, lenient};

/// A way to pay.
#[derive(Debug, Clone, PartialEq)]
pub enum PaymentSetting {
    /// Brazil: a Pix code to copy.
    PixDynamicCode(PixDynamicCode),
    /// Brazil: a page.
    PaymentLink(PaymentLink),
    /// Brazil: a bank slip.
    Boleto(Boleto),
    /// India: one of the gateways Meta works with.
    PaymentGateway(PaymentGateway),
    /// Such as `upi_intent_link`.
    Unknown { kind: String, raw: Value },
}

tagged!(PaymentSetting {
    PixDynamicCode = "pix_dynamic_code",
    PaymentLink = "payment_link",
    Boleto = "boleto",
    PaymentGateway = "payment_gateway",
});

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PixDynamicCode {
    pub code: String,
    pub merchant_name: String,
    #[serde(deserialize_with = "lenient::word")]
    pub key: String,
    /// `CPF`, `CNPJ`, `EMAIL`, `PHONE` or `EVP`.
    pub key_type: String,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PaymentLink {
    pub uri: String,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Boleto {
    #[serde(deserialize_with = "lenient::word")]
    pub digitable_line: String,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PaymentGateway {
    /// `razorpay`, `payu`, `billdesk` or `zaakpay`.
    #[serde(rename = "type")]
    pub kind: String,
    pub configuration_name: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl PaymentSetting {
    /// A page on which to pay.
    pub fn link(uri: impl Into<String>) -> Self {
        Self::PaymentLink(PaymentLink { uri: uri.into(), extra: Extra::new() })
    }

    /// A bank slip.
    pub fn boleto(digitable_line: impl Into<String>) -> Self {
        Self::Boleto(Boleto { digitable_line: digitable_line.into(), extra: Extra::new() })
    }

    /// A gateway such as `razorpay`, under the name it was configured with.
    pub fn gateway(kind: impl Into<String>, configuration_name: impl Into<String>) -> Self {
        let configuration_name = configuration_name.into();
        Self::PaymentGateway(PaymentGateway { kind: kind.into(), configuration_name, extra: Extra::new() })
    }
}

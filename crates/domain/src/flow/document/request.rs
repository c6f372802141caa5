//! Asking other systems: over HTTP, a language model, a payment.

use super::parts::LinkButton;
use super::say::{Texts, add};
use super::{Localised, Span};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpRequest {
    #[serde(default)]
    pub method: HttpMethod,
    pub url: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Sent as JSON; the texts in it are filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
    /// Remembers the body of the answer; `http.status` is always remembered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub save_as: Option<String>,
    /// Variables by name, each an expression over `answer`, the body of a successful answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, String>,
}

words! {
    #[derive(Default)]
    HttpMethod {
        #[default]
        Get = "GET",
        Post = "POST",
        Put = "PUT",
        Patch = "PATCH",
        Delete = "DELETE",
    }
}

/// Lets the operator's language model answer the customer's last message, about some topics only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageModel {
    /// Who it is and what it knows; filled in like a text.
    pub instructions: String,
    /// What it may speak about; anything else goes the way of `otherwise`.
    pub topics: Vec<String>,
    /// What it is asked; the customer's last message when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Remembers the answer instead of saying it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub save_as: Option<String>,
    /// Length of one answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_tokens: Option<u32>,
    /// Tokens, questions and answers together, that one session may use up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<u32>,
}

/// Asks for money and waits until it came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestPayment {
    pub text: Localised,
    /// What the payment is known by; the event that tells of it carries the same.
    pub reference: String,
    /// A page to pay on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkButton>,
    /// A bill in WhatsApp itself, where WhatsApp has payments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<PaymentOrder>,
    /// Remembers the properties of the event that settled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub save_as: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
}

/// All amounts are in hundredths (centavos, paise): whole numbers or `{{ expressions }}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentOrder {
    pub country: PaymentCountry,
    #[serde(default)]
    pub goods: Goods,
    pub items: Vec<PaymentItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Value>,
    pub pay_by: PayBy,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentItem {
    pub name: Localised,
    pub amount: Value,
    #[serde(default = "one")]
    pub quantity: Value,
}

fn one() -> Value {
    1.into()
}

words! {
    PaymentCountry {
        Brazil = "brazil",
        India = "india",
    }
}

words! {
    #[derive(Default)]
    Goods {
        #[default]
        Physical = "physical",
        Digital = "digital",
    }
}

/// How the bill is paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PayBy {
    /// A page.
    Link(String),
    /// Brazil: the code to copy, and whose key it is.
    Pix { code: String, merchant_name: String, key: String, key_type: String },
    /// Brazil: the line of digits of a bank slip.
    Boleto(String),
    /// India: a gateway under the name it was configured with.
    Gateway { kind: String, configuration: String },
}

impl RequestPayment {
    pub(super) fn texts(&self) -> Texts<'_> {
        let mut texts = Texts::new();
        add(&mut texts, "request_payment.text", [&self.text]);
        if let Some(link) = &self.link {
            add(&mut texts, "request_payment.link.text", [&link.text]);
            add(&mut texts, "request_payment.link.url", [&link.url]);
        }
        for (index, item) in self.order.iter().flat_map(|order| &order.items).enumerate() {
            add(&mut texts, &format!("request_payment.order.items[{index}].name"), [&item.name]);
        }
        texts
    }
}

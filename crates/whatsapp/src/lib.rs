//! The WhatsApp Cloud API in types: what a business sends, what Meta sends back, and what the errors mean.
//!
//! | module | is |
//! |---|---|
//! | [`message`] | what is sent, with short ways to write it |
//! | [`limits`] | how long and how many, checked before sending |
//! | [`webhook`] | what comes in, every kind of it |
//! | [`signature`] | whether it comes from Meta |
//! | [`error`] | the codes, and a closed vocabulary to decide by |
//! | [`template`] | templates as they are submitted and listed |
//! | [`flow`] | WhatsApp Flows, and with the feature `flow-endpoint` their encrypted data end-point |
//! | [`endpoint`] | every end-point, as data |
//! | `client` | the calls themselves, with the feature of that name |
//! | `testing` | arbitrary messages, within the limits and beyond, with the feature of that name |
//! | [`wamid`] | message ids, for whoever plays Meta's part |
//!
//! Everything is read and written with the same types, so that an emulator of the API needs no others. What this crate
//! does not know it keeps: unknown kinds raw, unknown fields in `extra`.
//!
//! ```
//! use whatsapp::message::{Envelope, Message, Recipient};
//! use whatsapp::webhook::{Change, Notification};
//!
//! let envelope = Envelope::to(Recipient::Phone("34600111222".into()), Message::text("Hola"));
//! assert_eq!(envelope.to.as_deref(), Some("+34600111222"));
//!
//! let body = br#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
//!     "messaging_product":"whatsapp","metadata":{"display_phone_number":"34911222333","phone_number_id":"7"},
//!     "messages":[{"from":"34600111222","id":"wamid.A","timestamp":"1790416800","type":"text","text":{"body":"hola"}}]
//! }}]}]}"#;
//! let notification = Notification::parse(body).unwrap();
//! let Change::Messages(value) = &notification.entry[0].changes[0] else { panic!() };
//! assert_eq!(value.messages[0].content.text_for_matching(), Some("hola"));
//! ```

#[macro_use]
mod sparse;
#[macro_use]
mod tagged;
#[macro_use]
mod vocabulary;
mod lenient;

#[cfg(feature = "client")]
pub mod client;
pub mod endpoint;
pub mod error;
pub mod flow;
pub mod limits;
pub mod message;
pub mod paging;
pub mod signature;
mod surrogates;
pub mod template;
#[cfg(feature = "testing")]
pub mod testing;
pub mod wamid;
pub mod webhook;

/// The fields of an object that this crate does not know, kept as they came.
pub type Extra = serde_json::Map<String, serde_json::Value>;

//! WhatsApp Flows: the forms a customer fills in without leaving the conversation.
//!
//! Their documents are made and published with the calls of the client (`Client::create_flow` and its neighbours), whose
//! types are here. A flow that asks the business between its screens does so through a **data end-point**, whose
//! requests and answers are encrypted. With the feature `flow-endpoint`, [`PrivateKey::open`] reads such a request and
//! gives a [`Seal`] for the answer; where they come from and go to is the caller's business. [`EncryptionMetadata::open`]
//! opens the files that customers put into flows.
//!
//! ```
//! # #[cfg(feature = "flow-endpoint")] fn main() -> Result<(), whatsapp::flow::EndpointError> {
//! use whatsapp::flow::{Action, Answer, PrivateKey, Request};
//! # use whatsapp::flow::PublicKey;
//!
//! /// What an HTTP handler does with a body it was sent.
//! fn answer(key: &PrivateKey, body: &[u8]) -> Result<String, whatsapp::flow::EndpointError> {
//!     let (request, seal) = key.open(body)?;
//!     let answer = request.automatic_answer().unwrap_or_else(|| match request.action {
//!         Action::Init => Answer::screen("APPOINTMENT", serde_json::json!({ "days": ["lunes", "martes"] })),
//!         _ => Answer::complete(request.flow_token.as_deref().unwrap_or_default(), serde_json::json!({ "booked": true })),
//!     });
//!     seal.close(&answer)
//! }
//!
//! // The other side, as a phone does it:
//! let key = PrivateKey::generate().expect("a key");
//! let phone = PublicKey::from_pem(&key.public_pem()).expect("its other half");
//! let (aes_key, iv) = ([7; 16], [9; 16]);
//! let body = phone.seal(&Request::ping("3.0"), &aes_key, &iv)?;
//! let encrypted = answer(&key, &serde_json::to_vec(&body).unwrap())?;
//! assert_eq!(whatsapp::flow::open_answer(&encrypted, &aes_key, &iv)?, serde_json::json!({"data": {"status": "active"}}));
//! # Ok(()) }
//! # #[cfg(not(feature = "flow-endpoint"))] fn main() {}
//! ```

#[cfg(feature = "flow-endpoint")]
mod cipher;
mod document;
mod endpoint;
#[cfg(feature = "flow-endpoint")]
mod key;
#[cfg(feature = "flow-endpoint")]
mod media;
#[cfg(feature = "flow-endpoint")]
mod pem;

#[cfg(feature = "flow-endpoint")]
pub use cipher::{AesKey, InitialVector, Seal, open_answer};
pub use document::{
    CreatedFlow, FlowAsset, FlowCategory, FlowMetric, FlowMigration, FlowPreview, FlowRecord, FlowStatus, FlowUpdate,
    FlowValidation, MetricPoint, MigratedFlows, NewFlow, ValidationError,
};
pub use endpoint::{Action, Answer, EncryptedRequest, EndpointError, Request};
#[cfg(feature = "flow-endpoint")]
pub use key::{KeyError, PrivateKey, PublicKey, receive};
#[cfg(feature = "flow-endpoint")]
pub use media::{EncryptionMetadata, FlowMedia, MediaError};

//! Calling the Cloud API. (Feature `client`.)
//!
//! Each call gives an [`Exchange`]: its outcome and a [`Trace`] of what went over the wire, without the token. The
//! errors keep apart what a sender must not confuse: [`SendError::NotSent`], which can be tried again at once;
//! [`SendError::Refused`], which says why; and [`SendError::AnswerLost`], after which nobody knows whether the message
//! went out, so that it must not simply be sent again.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use whatsapp::client::{AccessToken, Client, Config, SendError};
//! use whatsapp::message::{Envelope, Message, Recipient};
//!
//! let client = Client::new(Config::default())?;
//! let token = AccessToken::new("EAA…");
//! let envelope = Envelope::to(Recipient::Phone("+34600111222".into()), Message::text("Hola"));
//! match client.send("106540352242922", &token, &envelope).await.result {
//!     Ok(sent) => println!("accepted as {}", sent.message_id()),
//!     Err(SendError::NotSent { .. }) => println!("can be tried again"),
//!     Err(SendError::Refused { class, .. }) => println!("{}", class.sentence()),
//!     Err(SendError::AnswerLost { .. }) => println!("wait for its status"),
//! }
//! # Ok(())
//! # }
//! ```

mod call;
mod config;
mod exchange;
mod media;
mod messages;
mod numbers;
mod templates;

pub use call::Client;
pub use config::{AccessToken, BuildError, Config};
pub use exchange::{Exchange, SendError, Success, Trace};
pub use media::{MediaInfo, UploadedMedia};
pub use messages::{MessageStatus, SendResponse, SentContact, SentMessage};
pub use numbers::{PhoneNumber, SubscribedApp};

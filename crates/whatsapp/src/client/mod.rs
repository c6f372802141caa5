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

mod account;
mod analytics;
mod app;
mod block_list;
mod call;
mod calls;
mod config;
mod connection;
mod exchange;
mod flows;
mod groups;
mod media;
mod messages;
mod numbers;
mod pages;
mod profile;
mod registration;
mod settings;
mod template_library;
mod templates;
mod uploads;
mod wire;

pub use account::{BusinessAccount, CallbackConfiguration, Health, HealthEntity, HealthError, Signup, SubscribedApp};
pub use analytics::{
    Clicks, ConversationPoint, ConversationQuery, Granularity, MessagingPoint, MessagingQuery, PricingPoint,
    PricingQuery, TemplateCost, TemplateFigures, TemplatePoint, TemplateQuery,
};
pub use app::{AppSubscription, GranularScope, SubscribedField, TokenInfo};
pub use block_list::{BlockOutcome, BlockedUser};
pub use calls::{CallAction, CallPermission, CallSession, PermissionState, PermittedAction};
pub use config::{AccessToken, BuildError, Config};
pub use connection::Client;
pub use exchange::{Exchange, SendError, Success, Trace};
pub use flows::{EncryptionKey, MetricQuery};
pub use groups::{
    GroupEdit, GroupInfo, GroupRequest, InviteLink, JoinApprovalMode, JoinOutcome, JoinRequest, NewGroup, Participant,
};
pub use media::{MediaInfo, UploadedMedia};
pub use messages::{MessageEvent, MessageHistory, MessageStatus, Payment, SendResponse, SentContact, SentMessage};
pub use numbers::{PhoneNumber, Throughput};
pub use pages::Pages;
pub use profile::{BusinessProfile, QrCode, QrImage, Username, Vertical};
pub use registration::{Backup, CodeMethod, Created, NewNumber, OfficialAccount, OfficialAccountRequest, Registration};
pub use settings::{
    Automation, CallingSettings, Command, CommerceSettings, IdentitySettings, NumberSettings, StorageSettings,
};
pub use template_library::{
    LibraryButton, LibraryFilter, LibraryTemplate, LibraryUrl, MigrationOutcome, NewLibraryTemplate, PreviewQuery,
    TemplateMigration, TemplatePreview, UpsertTemplates,
};
pub use templates::{ArchiveOutcome, ComparedValue, TemplateComparison, TemplateEdit, TemplateFilter};
pub use uploads::{FileHandle, UploadOffset, UploadSession};

use std::borrow::Cow;

/// A telephone number with the `+` without which Meta would take it for a domestic one.
fn international(phone: &str) -> Cow<'_, str> {
    if phone.starts_with('+') { Cow::Borrowed(phone) } else { Cow::Owned(format!("+{phone}")) }
}

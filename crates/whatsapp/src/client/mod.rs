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
//!
//! | about | calls |
//! |---|---|
//! | messages | [`send`](Client::send), [`mark_read`](Client::mark_read), [`send_marketing`](Client::send_marketing), [`message_history`](Client::message_history), [`payment`](Client::payment) |
//! | files | [`upload_media`](Client::upload_media), [`media_info`](Client::media_info), [`download_media`](Client::download_media), [`delete_media`](Client::delete_media); in pieces: [`begin_upload`](Client::begin_upload), [`upload_offset`](Client::upload_offset), [`continue_upload`](Client::continue_upload) |
//! | templates | [`templates`](Client::templates), [`create_template`](Client::create_template), [`edit_template`](Client::edit_template), [`delete_template`](Client::delete_template), [`compare_templates`](Client::compare_templates), [`archive_templates`](Client::archive_templates), [`template_library`](Client::template_library), [`upsert_templates`](Client::upsert_templates) |
//! | numbers | [`phone_numbers`](Client::phone_numbers), [`request_code`](Client::request_code), [`verify_code`](Client::verify_code), [`register`](Client::register), [`set_pin`](Client::set_pin), [`update_settings`](Client::update_settings) |
//! | what customers see | [`update_business_profile`](Client::update_business_profile), [`set_username`](Client::set_username), [`set_automation`](Client::set_automation), [`create_qr_code`](Client::create_qr_code), [`update_commerce_settings`](Client::update_commerce_settings), [`block_users`](Client::block_users) |
//! | accounts and apps | [`business_account`](Client::business_account), [`subscribe`](Client::subscribe), [`subscribe_at`](Client::subscribe_at), [`subscribe_to_fields`](Client::subscribe_to_fields), [`debug_token`](Client::debug_token), [`exchange_code`](Client::exchange_code) |
//! | figures | [`messaging_analytics`](Client::messaging_analytics), [`pricing_analytics`](Client::pricing_analytics), [`template_analytics`](Client::template_analytics) |
//! | flows | [`create_flow`](Client::create_flow), [`upload_flow_json`](Client::upload_flow_json), [`publish_flow`](Client::publish_flow), [`flow_metric`](Client::flow_metric), [`set_encryption_key`](Client::set_encryption_key) |
//! | calls and groups | [`start_call`](Client::start_call), [`act_on_call`](Client::act_on_call), [`create_group`](Client::create_group), [`join_requests`](Client::join_requests) |
//!
//! [`endpoint::ENDPOINTS`](crate::endpoint::ENDPOINTS) has them all. Lists come as [`Pages`]. Objects of which any field
//! may be missing have [`Option`]s throughout and keep what they do not know in `extra`, so that a newer version of the
//! API loses nothing.

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
pub use messages::{
    MessageEvent, MessageHistory, MessageSample, MessageStatus, MessageStep, Payment, SampleCategory, SendResponse,
    SentContact, SentMessage,
};
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

//! What Meta posts to a business: messages, statuses, and news about templates, numbers and accounts.
//!
//! [`Notification::parse`] reads the body. A kind it does not know becomes [`Change::Unknown`], one it cannot read
//! [`Change::Malformed`], and neither spoils its neighbours; unknown fields of known objects are kept in `extra`.
//! The types are written as well as read, so that whoever plays Meta's part builds the same bodies from them.

mod account;
mod account_update;
mod calls;
mod change;
mod coexistence;
mod content;
mod groups;
mod inbound;
mod messages;
mod moment;
mod notification;
mod preferences;
mod reply;
mod salvage;
mod status;
mod templates;

pub use account::{
    AccountAlert, AccountReview, AccountSettings, AlertInfo, BusinessCapability, FlowErrorCount, FlowEvent,
    PartnerSolution, PaymentConfiguration, PhoneNumberName, PhoneNumberQuality, SecurityEvent, UsernameUpdate,
};
pub use account_update::{
    AccountInfo, AccountUpdate, BanInfo, ClientCertification, Disconnection, ExceptionCountry, InternationalRate,
    RestrictionInfo, ViolationInfo, VolumeTier,
};
pub use calls::{Call, CallsValue, Session};
pub use change::Change;
pub use coexistence::{
    AppContact, AppState, AppStateMetadata, AppStateSync, AutomaticEvent, AutomaticEventsValue, EchoesValue, History,
    HistoryContext, HistoryMessage, HistoryMetadata, HistoryThread, HistoryValue, MessageEcho, PurchaseData,
};
pub use content::{
    ButtonTap, Content, Edit, EditedMessage, IdentityChange, InboundMedia, InboundReaction, Order, OrderItem, Revoke,
    System, SystemKind, Unsupported,
};
pub use groups::{Group, GroupParticipant, GroupsValue, SettingOutcome};
pub use inbound::{InboundContext, InboundMessage, Referral, ReferredProduct, WelcomeMessage};
pub use messages::{ContactCard, MessagesValue, Metadata, Profile};
pub use moment::earliest_timestamp;
pub use notification::{Entry, Notification, ParseError};
pub use preferences::{UserPreference, UserPreferencesValue};
pub use reply::{ButtonReply, CallPermissionReply, FlowReply, ListReply, PaymentMethodReply, Reply};
pub use salvage::Malformed;
pub use status::{Amount, Conversation, ConversationOrigin, PaymentStatus, Pricing, Status, StatusKind};
pub use templates::{
    DisableInfo, PauseInfo, RejectionInfo, TemplateButton, TemplateCategory, TemplateComponents, TemplateEvent,
    TemplateQuality, TemplateStatus,
};

//! What Meta posts to a business: messages, statuses, and news about templates, numbers and accounts.
//!
//! [`Notification::parse`] reads the body. A kind it does not know becomes [`Change::Unknown`], one it cannot read
//! [`Change::Malformed`], and neither spoils its neighbours; unknown fields of known objects are kept in `extra`.
//! The types are written as well as read, so that whoever plays Meta's part builds the same bodies from them.

mod account;
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
    AccountAlert, AccountReview, AccountSettings, AccountUpdate, AlertInfo, BanInfo, BusinessCapability, FlowEvent,
    PartnerSolution, PaymentConfiguration, PhoneNumberName, PhoneNumberQuality, RestrictionInfo, SecurityEvent,
    UsernameUpdate, ViolationInfo,
};
pub use calls::{Call, CallsValue};
pub use change::Change;
pub use coexistence::{
    AppState, AppStateSync, AutomaticEvent, AutomaticEventsValue, EchoesValue, History, HistoryMessage,
    HistoryMetadata, HistoryThread, HistoryValue, MessageEcho,
};
pub use content::{
    ButtonTap, Content, Edit, EditedMessage, InboundMedia, InboundReaction, Order, OrderItem, Revoke, System,
    SystemKind, Unsupported,
};
pub use groups::{Group, GroupParticipant, GroupsValue};
pub use inbound::{InboundContext, InboundMessage, Referral, ReferredProduct};
pub use messages::{ContactCard, MessagesValue, Metadata, Profile};
pub use moment::earliest_timestamp;
pub use notification::{Entry, Notification, ParseError};
pub use preferences::{UserPreference, UserPreferencesValue};
pub use reply::{ButtonReply, CallPermissionReply, FlowReply, ListReply, Reply};
pub use salvage::Malformed;
pub use status::{Conversation, ConversationOrigin, Pricing, Status, StatusKind};
pub use templates::{
    TemplateButton, TemplateCategory, TemplateComponents, TemplateEvent, TemplateQuality, TemplateStatus,
};

//! What a number of the business has beside its messages: registration, profile, settings, codes, blocked people.

mod blocked;
mod business_app;
mod display_name;
mod encryption;
mod profile;
mod qr_code;
mod registration;
mod settings;
mod standing;
mod username;

pub(crate) use business_app::ContactAction;
pub(crate) use encryption::PublicKey;
pub(crate) use profile::FIELDS as PROFILE_FIELDS;
pub(crate) use qr_code::{FORMATS as QR_FORMATS, QrCode};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Everything a number has beside its messages.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct NumberRecord {
    pub registration: registration::Registration,
    pub display_name: display_name::DisplayName,
    pub profile: Map<String, Value>,
    /// In the order in which they were blocked.
    pub blocked: BTreeMap<u64, super::CustomerId>,
    pub qr_codes: BTreeMap<u64, QrCode>,
    pub settings: settings::Settings,
    pub public_key: Option<PublicKey>,
    pub username: Option<username::Username>,
    pub badge: Badge,
    /// While the number is in the WhatsApp Business app as well.
    pub business_app: Option<business_app::BusinessApp>,
    /// What the next thing that is listed gets as its place.
    next_place: u64,
}

/// The official badge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Badge {
    #[default]
    NotStarted,
    Pending,
    Approved,
    Rejected,
}

impl NumberRecord {
    /// A place behind all others.
    fn place(&mut self) -> u64 {
        self.next_place += 1;
        self.next_place
    }
}

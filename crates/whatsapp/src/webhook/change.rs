//! One change: what Meta calls its field, and a value whose shape depends on it.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{
    AccountAlert, AccountReview, AccountSettings, AccountUpdate, AppStateSync, AutomaticEventsValue,
    BusinessCapability, CallsValue, EchoesValue, FlowEvent, GroupsValue, HistoryValue, MessagesValue, PartnerSolution,
    PaymentConfiguration, PhoneNumberName, PhoneNumberQuality, SecurityEvent, TemplateCategory, TemplateComponents,
    TemplateQuality, TemplateStatus, UserPreferencesValue, UsernameUpdate,
};
use crate::lenient::Str;

/// One piece of news.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Messages of customers, statuses of ours, errors of the number.
    Messages(MessagesValue),
    /// What was sent from the WhatsApp Business app on the same number.
    MessageEchoes(EchoesValue),
    TemplateStatus(TemplateStatus),
    TemplateQuality(TemplateQuality),
    TemplateComponents(TemplateComponents),
    TemplateCategory(TemplateCategory),
    PhoneNumberQuality(PhoneNumberQuality),
    PhoneNumberName(PhoneNumberName),
    BusinessCapability(BusinessCapability),
    AccountUpdate(Box<AccountUpdate>),
    AccountAlerts(AccountAlert),
    AccountReview(AccountReview),
    AccountSettings(AccountSettings),
    Security(SecurityEvent),
    Flows(FlowEvent),
    UserPreferences(UserPreferencesValue),
    PaymentConfiguration(PaymentConfiguration),
    PartnerSolutions(PartnerSolution),
    Calls(CallsValue),
    GroupLifecycle(GroupsValue),
    GroupParticipants(GroupsValue),
    GroupSettings(GroupsValue),
    GroupStatus(GroupsValue),
    SmbAppStateSync(AppStateSync),
    History(HistoryValue),
    AutomaticEvents(AutomaticEventsValue),
    UsernameUpdate(UsernameUpdate),
    /// A field this crate does not know.
    Unknown {
        field: String,
        value: Value,
    },
    /// A known field whose value is not as documented.
    Malformed {
        field: String,
        value: Value,
        reason: String,
    },
}

/// Says once which variant belongs to which field; other spellings of a field follow the first.
macro_rules! fields {
    ($($variant:ident = $field:literal $(| $alias:literal)*,)*) => {
        impl Change {
            /// The fields that are known, each with its other spellings.
            pub const FIELDS: &'static [(&'static str, &'static [&'static str])] = &[$(($field, &[$($alias),*]),)*];

            /// Meta's name for this kind of news.
            pub fn field(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $field,)*
                    Self::Unknown { field, .. } | Self::Malformed { field, .. } => field,
                }
            }

            /// Reads a value by its field; never fails, see [`Change::Malformed`].
            pub fn read(field: &str, raw: &RawValue) -> Self {
                match field {
                    $($field $(| $alias)* => read_as(field, raw, Self::$variant),)*
                    _ => Self::Unknown { field: field.to_owned(), value: parse_raw(raw) },
                }
            }
        }

        impl Serialize for Change {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut object = serializer.serialize_struct("Change", 2)?;
                object.serialize_field("field", self.field())?;
                match self {
                    $(Self::$variant(value) => object.serialize_field("value", value)?,)*
                    Self::Unknown { value, .. } | Self::Malformed { value, .. } => {
                        object.serialize_field("value", value)?;
                    }
                }
                object.end()
            }
        }
    };
}

fields! {
    Messages = "messages",
    MessageEchoes = "smb_message_echoes" | "message_echoes",
    TemplateStatus = "message_template_status_update",
    TemplateQuality = "message_template_quality_update",
    TemplateComponents = "message_template_components_update",
    TemplateCategory = "template_category_update" | "template_correct_category_detection",
    PhoneNumberQuality = "phone_number_quality_update",
    PhoneNumberName = "phone_number_name_update",
    BusinessCapability = "business_capability_update",
    AccountUpdate = "account_update",
    AccountAlerts = "account_alerts",
    AccountReview = "account_review_update",
    AccountSettings = "account_settings_update",
    Security = "security",
    Flows = "flows",
    UserPreferences = "user_preferences",
    PaymentConfiguration = "payment_configuration_update",
    PartnerSolutions = "partner_solutions",
    Calls = "calls",
    GroupLifecycle = "group_lifecycle_update",
    GroupParticipants = "group_participants_update",
    GroupSettings = "group_settings_update",
    GroupStatus = "group_status_update",
    SmbAppStateSync = "smb_app_state_sync",
    History = "history",
    AutomaticEvents = "automatic_events",
    UsernameUpdate = "business_username_update" | "phone_number_username_update",
}

/// A value that may have a second way to be read when the strict one fails.
pub(crate) trait ChangeValue: DeserializeOwned {
    /// Reads what can be read of a value that is not as documented.
    fn salvage(_value: Value) -> Option<Self> {
        None
    }

    /// The change this is when it turns out to belong to another field than announced.
    fn misplaced(_value: &Value) -> Option<Change> {
        None
    }
}

fn read_as<T: ChangeValue>(field: &str, raw: &RawValue, wrap: fn(T) -> Change) -> Change {
    serde_json::from_str(raw.get()).map_or_else(
        |why| {
            let value = parse_raw(raw);
            if let Some(change) = T::misplaced(&value) {
                return change;
            }
            match T::salvage(value.clone()) {
                Some(salvaged) => wrap(salvaged),
                None => Change::Malformed { field: field.to_owned(), value, reason: why.to_string() },
            }
        },
        wrap,
    )
}

/// Raw text that serde has already read once; null should it ever be too deep or too large to hold.
fn parse_raw(raw: &RawValue) -> Value {
    serde_json::from_str(raw.get()).unwrap_or_default()
}

impl<T: ChangeValue> ChangeValue for Box<T> {}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ChangeVisitor)
    }
}

struct ChangeVisitor;

impl<'de> Visitor<'de> for ChangeVisitor {
    type Value = Change;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a change with `field` and `value`")
    }

    /// The value may stand before the field that says what it is, so it is kept as text first.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Change, A::Error> {
        let (mut field, mut value) = (None::<Str<'de>>, None::<Box<RawValue>>);
        while let Some(Str(key)) = map.next_key::<Str<'de>>()? {
            match &*key {
                "field" => field = Some(map.next_value()?),
                "value" => value = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let field = field.ok_or_else(|| A::Error::missing_field("field"))?;
        let value = value.ok_or_else(|| A::Error::missing_field("value"))?;
        Ok(Change::read(&field.0, &value))
    }
}

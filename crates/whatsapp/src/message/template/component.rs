//! The values for one part of a template.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::{ButtonAction, LimitedTimeOffer, Parameter, ParameterValue, TapTarget};
use crate::message::Media;
use crate::message::interactive::ProductSection;
use crate::message::payment::{OrderDetails, OrderUpdate};
use crate::{Extra, lenient};

/// The values for one part of a template. Parts without blanks need none.
#[derive(Debug, Clone, PartialEq)]
pub enum Component {
    Header(Vec<Parameter>),
    Body(Vec<Parameter>),
    Button {
        sub_type: ButtonKind,
        /// Counted from zero over all buttons of the template.
        index: Option<u32>,
        parameters: Vec<Parameter>,
    },
    /// When the offer of the template ends.
    LimitedTimeOffer(Vec<Parameter>),
    /// The values for each card: for pictures as many cards as the template has, for products up to ten.
    Carousel(Vec<Card>),
    /// Another title for the page that a tap on the message opens.
    TapTarget(Vec<Parameter>),
    /// What became of an order.
    OrderStatus(Vec<Parameter>),
    /// Whatever else comes, whole and untouched.
    Other(Value),
}

/// The values for one card of a [`Component::Carousel`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// From zero; given by [`Component::carousel`].
    #[serde(deserialize_with = "lenient::number")]
    pub card_index: u32,
    pub components: Vec<Component>,
    #[serde(flatten)]
    pub extra: Extra,
}

vocabulary! {
    /// What a button of a template does.
    ButtonKind {
        QuickReply = "quick_reply",
        /// Also the button of a one-time password.
        Url = "url",
        CopyCode = "copy_code",
        Flow = "flow",
        Catalog = "catalog",
        MultiProduct = "mpm",
        VoiceCall = "voice_call",
        OrderDetails = "order_details",
    }
}

impl Component {
    /// The file above the body.
    pub fn media_header(value: impl Into<Parameter>) -> Self {
        Self::Header(vec![value.into()])
    }

    /// The picture above the body.
    pub fn image_header(image: impl Into<Media>) -> Self {
        Self::media_header(ParameterValue::Image(image.into()))
    }

    /// What the quick-reply button at that place sends back.
    pub fn quick_reply(index: u32, payload: impl Into<String>) -> Self {
        Self::button(ButtonKind::QuickReply, index, ParameterValue::Payload(payload.into()))
    }

    /// The end of the address that the button at that place opens.
    pub fn url(index: u32, suffix: impl Into<String>) -> Self {
        Self::button(ButtonKind::Url, index, ParameterValue::Text(suffix.into()))
    }

    /// The code that the button at that place copies.
    pub fn copy_code(index: u32, code: impl Into<String>) -> Self {
        Self::button(ButtonKind::CopyCode, index, ParameterValue::CouponCode(code.into()))
    }

    /// What the Flow behind the button at that place is given.
    pub fn flow(index: u32, token: impl Into<String>, data: Option<Value>) -> Self {
        let action = ButtonAction { flow_token: Some(token.into()), flow_action_data: data, ..ButtonAction::default() };
        Self::action(ButtonKind::Flow, index, action)
    }

    /// The product whose picture stands for the catalogue.
    pub fn catalog(index: u32, thumbnail: impl Into<String>) -> Self {
        let action = ButtonAction { thumbnail_product_retailer_id: Some(thumbnail.into()), ..ButtonAction::default() };
        Self::action(ButtonKind::Catalog, index, action)
    }

    /// The products behind the button at that place.
    pub fn products(index: u32, thumbnail: impl Into<String>, sections: Vec<ProductSection>) -> Self {
        let thumbnail_product_retailer_id = Some(thumbnail.into());
        let action = ButtonAction { thumbnail_product_retailer_id, sections, ..ButtonAction::default() };
        Self::action(ButtonKind::MultiProduct, index, action)
    }

    /// The bill behind the button at that place.
    pub fn order_details(index: u32, order_details: OrderDetails) -> Self {
        let action = ButtonAction { order_details: Some(order_details), ..ButtonAction::default() };
        Self::action(ButtonKind::OrderDetails, index, action)
    }

    /// For how long the call button at that place works, and what it brings along.
    pub fn voice_call(index: u32, ttl_minutes: u32, payload: impl Into<String>) -> Self {
        let parameters =
            vec![ParameterValue::TtlMinutes(ttl_minutes).into(), ParameterValue::Payload(payload.into()).into()];
        Self::Button { sub_type: ButtonKind::VoiceCall, index: Some(index), parameters }
    }

    /// A one-time password of up to 15 characters: Meta wants it in the body and again in the button.
    pub fn one_time_password(code: impl Into<String>) -> Vec<Self> {
        let code = code.into();
        vec![Self::Body(vec![Parameter::text(code.clone())]), Self::url(0, code)]
    }

    /// When the offer ends, in milliseconds since 1970.
    pub fn limited_time_offer(expiration_time_ms: i64) -> Self {
        let offer = LimitedTimeOffer { expiration_time_ms, extra: Extra::new() };
        Self::LimitedTimeOffer(vec![ParameterValue::LimitedTimeOffer(offer).into()])
    }

    /// The values for each card, in order.
    pub fn carousel(cards: Vec<Vec<Self>>) -> Self {
        let card = |(card_index, components)| Card { card_index, components, extra: Extra::new() };
        Self::Carousel((0..).zip(cards).map(card).collect())
    }

    /// Another title for the page that a tap on the message opens.
    pub fn tap_target(title: impl Into<String>, url: impl Into<String>) -> Self {
        let target = TapTarget { url: url.into(), title: title.into(), extra: Extra::new() };
        Self::TapTarget(vec![ParameterValue::TapTarget(vec![target]).into()])
    }

    /// What became of an order.
    pub fn order_status(update: OrderUpdate) -> Self {
        Self::OrderStatus(vec![ParameterValue::OrderStatus(Box::new(update)).into()])
    }

    fn button(sub_type: ButtonKind, index: u32, value: ParameterValue) -> Self {
        Self::Button { sub_type, index: Some(index), parameters: vec![value.into()] }
    }

    fn action(sub_type: ButtonKind, index: u32, action: ButtonAction) -> Self {
        Self::button(sub_type, index, ParameterValue::Action(Box::new(action)))
    }

    /// The name in `type`; empty when a raw one has none.
    pub fn kind(&self) -> &str {
        match self {
            Self::Header(_) => "header",
            Self::Body(_) => "body",
            Self::Button { .. } => "button",
            Self::LimitedTimeOffer(_) => "limited_time_offer",
            Self::Carousel(_) => "carousel",
            Self::TapTarget(_) => "tap_target_configuration",
            Self::OrderStatus(_) => "order_status",
            Self::Other(raw) => raw.get("type").and_then(Value::as_str).unwrap_or_default(),
        }
    }

    /// The values; none for a carousel, whose cards have them.
    pub fn parameters(&self) -> &[Parameter] {
        match self {
            Self::Header(parameters)
            | Self::Body(parameters)
            | Self::Button { parameters, .. }
            | Self::LimitedTimeOffer(parameters)
            | Self::TapTarget(parameters)
            | Self::OrderStatus(parameters) => parameters,
            Self::Carousel(_) | Self::Other(_) => &[],
        }
    }
}

impl Serialize for Component {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            r#type: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            sub_type: Option<&'a ButtonKind>,
            #[serde(skip_serializing_if = "Option::is_none")]
            index: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            parameters: Option<&'a [Parameter]>,
            #[serde(skip_serializing_if = "Option::is_none")]
            cards: Option<&'a [Card]>,
        }
        let plain = Written {
            r#type: self.kind(),
            sub_type: None,
            index: None,
            parameters: Some(self.parameters()),
            cards: None,
        };
        match self {
            Self::Other(raw) => raw.serialize(serializer),
            Self::Button { sub_type, index, .. } => {
                let index = index.map(|index| index.to_string());
                Written { sub_type: Some(sub_type), index, ..plain }.serialize(serializer)
            }
            Self::Carousel(cards) => Written { parameters: None, cards: Some(cards), ..plain }.serialize(serializer),
            _ => plain.serialize(serializer),
        }
    }
}

/// The fields of the typed parts; a part with any other field is kept raw, so that nothing of it is lost.
fn known_fields(kind: &str) -> Option<&'static [&'static str]> {
    match kind {
        "header" | "body" | "limited_time_offer" | "tap_target_configuration" | "order_status" => {
            Some(&["type", "parameters"])
        }
        "button" => Some(&["type", "parameters", "sub_type", "index"]),
        "carousel" => Some(&["type", "cards"]),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for Component {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Read {
            #[serde(default, deserialize_with = "lenient::or_default")]
            parameters: Vec<Parameter>,
            sub_type: Option<ButtonKind>,
            #[serde(default, deserialize_with = "lenient::optional_number")]
            index: Option<u32>,
            #[serde(default, deserialize_with = "lenient::or_default")]
            cards: Vec<Card>,
        }
        let mut raw = Value::deserialize(deserializer)?;
        let object = raw.as_object_mut().ok_or_else(|| D::Error::custom("a component is an object"))?;
        object.retain(|_, value| !value.is_null());
        let kind = object.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        let known = known_fields(&kind);
        if known.is_none_or(|known| !object.keys().all(|key| known.contains(&key.as_str()))) {
            return Ok(Self::Other(raw));
        }
        let Read { parameters, sub_type, index, cards } = Read::deserialize(raw).map_err(D::Error::custom)?;
        Ok(match kind.as_str() {
            "header" => Self::Header(parameters),
            "body" => Self::Body(parameters),
            "limited_time_offer" => Self::LimitedTimeOffer(parameters),
            "tap_target_configuration" => Self::TapTarget(parameters),
            "order_status" => Self::OrderStatus(parameters),
            "carousel" => Self::Carousel(cards),
            _ => {
                let sub_type = sub_type.ok_or_else(|| D::Error::missing_field("sub_type"))?;
                Self::Button { sub_type, index, parameters }
            }
        })
    }
}

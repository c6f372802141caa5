//! Messages one can tap. Each kind is a [`Framed`] action: the same header, body and footer around different things to do.
//!
//! | kind | is | written by |
//! |---|---|---|
//! | `button` | up to three answers | [`Message::buttons`](super::Message::buttons) |
//! | `list` | a menu of up to ten rows | [`Message::list`](super::Message::list) |
//! | `cta_url` | a link | [`Message::link_button`](super::Message::link_button) |
//! | `flow` | a form of several screens | [`Message::flow`](super::Message::flow) |
//! | `location_request_message` | a request for the location | [`Message::ask_location`](super::Message::ask_location) |
//! | `address_message` | a request for a postal address | [`Message::ask_address`](super::Message::ask_address) |
//! | `request_contact_info` | a request for the telephone number | [`Message::ask_contact_info`](super::Message::ask_contact_info) |
//! | `product`, `product_list`, `catalog_message` | what is for sale | [`Message::product`](super::Message::product) and its neighbours |
//! | `carousel` | cards to swipe through | [`Message::carousel`](super::Message::carousel) |
//! | `order_details`, `order_status` | a bill, and what became of it | [`Message::order_details`](super::Message::order_details) |
//! | `call_permission_request`, `voice_call` | calls | [`Message::ask_call_permission`](super::Message::ask_call_permission) |

mod address;
mod carousel;
mod commerce;
mod flow;
mod frame;
mod requests;
mod tap;

pub use address::{AddressParameters, AddressRequest, AddressRequestAction, PostalAddress, SavedAddress};
pub use carousel::{CardAction, Carousel, CarouselAction, CarouselCard};
pub use commerce::{
    Catalog, CatalogAction, CatalogParameters, Product, ProductItem, ProductList, ProductListAction, ProductReference,
    ProductSection,
};
pub use flow::{FlowAction, FlowActionPayload, FlowMessage, FlowMode, FlowParameters};
pub use frame::{Framed, FramedWithoutBody, Header, Named, NamedOnly, TextPart};
pub use requests::{
    CallPermissionRequest, ContactInfoRequest, LocationRequest, SendLocation, VoiceCall, VoiceCallParameters,
};
pub use tap::{
    Button, ButtonsAction, CtaUrl, CtaUrlAction, CtaUrlParameters, List, ListAction, ReplyButton, ReplyButtons, Row,
    Section,
};

use frame::{Frame, Parts, PartsMut};
use serde::de::{DeserializeOwned, Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::payment::{OrderDetailsMessage, OrderStatusMessage};

/// Declares the kinds once, and from them the enum and everything that goes by kind.
macro_rules! interactive {
    ($($(#[$meta:meta])* $variant:ident($content:ty) = $kind:literal,)*) => {
        /// The content of an `interactive` message.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Interactive {
            $(#[doc = concat!("`", $kind, "`")] $(#[$meta])* $variant($content),)*
            /// A kind this crate does not know, whole and untouched.
            Other(Value),
        }

        impl Interactive {
            /// Every name that `type` can have.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];

            /// The name in `type`; empty when a raw one has none.
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $kind,)*
                    Self::Other(raw) => raw.get("type").and_then(Value::as_str).unwrap_or_default(),
                }
            }

            fn parts(&self) -> Parts<'_> {
                match self {
                    $(Self::$variant(content) => content.parts(),)*
                    Self::Other(_) => Parts::default(),
                }
            }

            pub(super) fn parts_mut(&mut self) -> Option<PartsMut<'_>> {
                match self {
                    $(Self::$variant(content) => Some(content.parts_mut()),)*
                    Self::Other(_) => None,
                }
            }
        }

        impl Serialize for Interactive {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[derive(Serialize)]
                struct WithKind<'a, T> {
                    r#type: &'a str,
                    #[serde(flatten)]
                    content: &'a T,
                }
                let r#type = self.kind();
                match self {
                    $(Self::$variant(content) => WithKind { r#type, content }.serialize(serializer),)*
                    Self::Other(raw) => raw.serialize(serializer),
                }
            }
        }

        impl<'de> Deserialize<'de> for Interactive {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                fn typed<T: DeserializeOwned, E: Error>(mut raw: Value) -> Result<T, E> {
                    raw.as_object_mut().map(|object| object.remove("type"));
                    T::deserialize(raw).map_err(E::custom)
                }
                let raw = Value::deserialize(deserializer)?;
                match raw.get("type").and_then(Value::as_str) {
                    $(Some($kind) => typed(raw).map(Self::$variant),)*
                    _ => Ok(Self::Other(raw)),
                }
            }
        }
    };
}

interactive! {
    Button(ReplyButtons) = "button",
    List(List) = "list",
    CtaUrl(CtaUrl) = "cta_url",
    Flow(FlowMessage) = "flow",
    LocationRequest(LocationRequest) = "location_request_message",
    /// India only.
    AddressRequest(AddressRequest) = "address_message",
    ContactInfoRequest(ContactInfoRequest) = "request_contact_info",
    Product(Product) = "product",
    ProductList(ProductList) = "product_list",
    Catalog(Catalog) = "catalog_message",
    Carousel(Carousel) = "carousel",
    OrderDetails(Box<OrderDetailsMessage>) = "order_details",
    OrderStatus(OrderStatusMessage) = "order_status",
    CallPermissionRequest(CallPermissionRequest) = "call_permission_request",
    VoiceCall(VoiceCall) = "voice_call",
}

impl Interactive {
    /// What stands above the body.
    pub fn header(&self) -> Option<&Header> {
        self.parts().header
    }

    /// The main text.
    pub fn body(&self) -> Option<&str> {
        match self {
            Self::Other(raw) => raw.pointer("/body/text").and_then(Value::as_str),
            known => known.parts().body.map(|body| body.text.as_str()),
        }
    }

    /// The small text below.
    pub fn footer(&self) -> Option<&str> {
        self.parts().footer.map(|footer| footer.text.as_str())
    }
}

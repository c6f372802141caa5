//! Short ways to write a message one can tap.

use super::super::interactive::{
    AddressParameters, Button, ButtonsAction, CarouselAction, CarouselCard, CatalogAction, CatalogParameters,
    CtaUrlParameters, FlowParameters, Framed, FramedWithoutBody, Header, Interactive, ListAction, Named, NamedOnly,
    ProductListAction, ProductReference, ProductSection, ReplyButton, Section, VoiceCallParameters,
};
use super::super::payment::{OrderDetails, OrderUpdate};
use super::Message;
use crate::Extra;

impl Message {
    /// A text with up to three buttons, each an id and a title.
    pub fn buttons<I, S, T>(body: impl Into<String>, buttons: I) -> Self
    where
        I: IntoIterator<Item = (S, T)>,
        S: Into<String>,
        T: Into<String>,
    {
        let buttons = buttons.into_iter().map(|(id, title)| Button::Reply(ReplyButton::new(id, title))).collect();
        Interactive::Button(Framed::new(body, ButtonsAction { buttons, extra: Extra::new() })).into()
    }

    /// A menu: a text, the words on the button that opens it, and its sections.
    pub fn list(body: impl Into<String>, button: impl Into<String>, sections: Vec<Section>) -> Self {
        let action = ListAction { button: button.into(), sections, extra: Extra::new() };
        Interactive::List(Framed::new(body, action)).into()
    }

    /// A text with a button that opens a web page.
    pub fn link_button(body: impl Into<String>, display_text: impl Into<String>, url: impl Into<String>) -> Self {
        let action = Named::new("cta_url", CtaUrlParameters::new(display_text, url));
        Interactive::CtaUrl(Framed::new(body, action)).into()
    }

    /// A text with a button that opens a Flow.
    pub fn flow(body: impl Into<String>, flow: FlowParameters) -> Self {
        Interactive::Flow(Framed::new(body, Named::new("flow", flow))).into()
    }

    /// A text with a button that shares the customer's location.
    pub fn ask_location(body: impl Into<String>) -> Self {
        Interactive::LocationRequest(Framed::new(body, NamedOnly::new("send_location"))).into()
    }

    /// A text with a button that opens a form for a postal address.
    pub fn ask_address(body: impl Into<String>, parameters: AddressParameters) -> Self {
        Interactive::AddressRequest(Framed::new(body, Named::new("address_message", parameters))).into()
    }

    /// A text with a button that shares the customer's telephone number.
    pub fn ask_contact_info(body: impl Into<String>) -> Self {
        Interactive::ContactInfoRequest(Framed::new(body, NamedOnly::new("request_contact_info"))).into()
    }

    /// A product, with or without a text.
    pub fn product(product: ProductReference, body: Option<String>) -> Self {
        Interactive::Product(FramedWithoutBody::new(body, product)).into()
    }

    /// Some products of a catalogue, under a header and a text.
    pub fn product_list(
        header: impl Into<String>,
        body: impl Into<String>,
        catalog_id: impl Into<String>,
        sections: Vec<ProductSection>,
    ) -> Self {
        let action = ProductListAction { catalog_id: catalog_id.into(), sections, extra: Extra::new() };
        Self::from(Interactive::ProductList(Framed::new(body, action))).with_header(Header::Text(header.into()))
    }

    /// A text with a button that opens the catalogue, and the product whose picture is shown, else the first one.
    pub fn catalog(body: impl Into<String>, thumbnail: Option<String>) -> Self {
        let parameters = |id| CatalogParameters { thumbnail_product_retailer_id: Some(id), extra: Extra::new() };
        let parameters = thumbnail.map(parameters);
        let action = CatalogAction { name: "catalog_message".to_owned(), parameters, extra: Extra::new() };
        Interactive::Catalog(Framed::new(body, action)).into()
    }

    /// Two to ten cards of the same make under a text; they are numbered here.
    pub fn carousel(body: impl Into<String>, cards: Vec<CarouselCard>) -> Self {
        let cards = (0..).zip(cards).map(|(card_index, card)| CarouselCard { card_index, ..card }).collect();
        Interactive::Carousel(Framed::new(body, CarouselAction { cards, extra: Extra::new() })).into()
    }

    /// A bill with a button to pay it.
    pub fn order_details(body: impl Into<String>, order: OrderDetails) -> Self {
        Interactive::OrderDetails(Box::new(Framed::new(body, Named::new("review_and_pay", order)))).into()
    }

    /// News of an order whose bill was sent before.
    pub fn order_status(body: impl Into<String>, update: OrderUpdate) -> Self {
        Interactive::OrderStatus(Framed::new(body, Named::new("review_order", update))).into()
    }

    /// A question whether the business may call.
    pub fn ask_call_permission(body: Option<String>) -> Self {
        let action = NamedOnly::new("call_permission_request");
        Interactive::CallPermissionRequest(FramedWithoutBody::new(body, action)).into()
    }

    /// A text with a button that calls the business.
    pub fn voice_call(body: impl Into<String>, parameters: VoiceCallParameters) -> Self {
        Interactive::VoiceCall(Framed::new(body, Named::new("voice_call", parameters))).into()
    }

    /// The same with a header. Not every kind may have one: [`crate::limits::check`] knows.
    #[must_use]
    pub fn with_header(mut self, header: Header) -> Self {
        if let Self::Interactive(interactive) = &mut self
            && let Some(parts) = interactive.parts_mut()
        {
            *parts.header = Some(header);
        }
        self
    }

    /// The same with a small text below. Not every kind may have one: [`crate::limits::check`] knows.
    #[must_use]
    pub fn with_footer(mut self, footer: impl Into<String>) -> Self {
        if let Self::Interactive(interactive) = &mut self
            && let Some(parts) = interactive.parts_mut()
        {
            *parts.footer = Some(footer.into().into());
        }
        self
    }
}

impl From<Interactive> for Message {
    fn from(interactive: Interactive) -> Self {
        Self::Interactive(Box::new(interactive))
    }
}

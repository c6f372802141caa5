//! Every rule that is no number, with a message that breaks it.

use serde_json::json;

use super::to_somebody;
use crate::limits::Rule;
use crate::message::{
    Amount, Button, ButtonsAction, CardAction, CarouselCard, Component, CtaUrlParameters, DirectSend, Envelope,
    FlowParameters, Framed, GoodsKind, Header, Interactive, Media, MediaKind, MediaSource, Message, Order,
    OrderDetails, OrderItem, OrderState, OrderUpdate, Parameter, ParameterValue, Pin, PinOperation, PostalAddress,
    ProductPolicy, ProductReference, ProductSection, Recipient, ReplyButton, Row, Section, SharedContact,
};

/// A message that breaks a rule.
#[derive(Debug, Clone, Copy)]
pub struct Violation {
    /// What [`LimitError`](crate::limits::LimitError) names.
    pub field: &'static str,
    pub rule: Rule,
    pub make: fn() -> Envelope,
}

fn image() -> MediaSource {
    MediaSource::Link("https://files.example/a.jpg".to_owned())
}

fn hello() -> Envelope {
    to_somebody(Message::text("Hola"))
}

fn list(sections: Vec<Section>) -> Envelope {
    to_somebody(Message::list("¿?", "Ver", sections))
}

fn template(components: Vec<Component>) -> Envelope {
    to_somebody(Message::template("aviso", "es", components))
}

fn card() -> CarouselCard {
    CarouselCard::link(Header::Image(image().into()), "Ver", "https://shop.example")
}

fn carousel(second: CarouselCard) -> Envelope {
    to_somebody(Message::carousel("Ofertas", vec![card(), second]))
}

fn bill(change: impl FnOnce(&mut OrderDetails)) -> Envelope {
    let order = Order::new(vec![OrderItem::new("Pan", Amount::hundredths(100), 1)]);
    let mut bill = OrderDetails::india("pedido-7", GoodsKind::DigitalGoods, order);
    change(&mut bill);
    to_somebody(Message::order_details("Su pedido", bill))
}

fn two_rows_alike() -> Envelope {
    list(vec![Section::new(None, vec![Row::new("a", "b"), Row::new("a", "c")])])
}

fn link_after_an_answer() -> Envelope {
    let link = Button::CtaUrl(CtaUrlParameters::new("Ver", "https://shop.example"));
    let buttons = vec![Button::Reply(ReplyButton::new("a", "b")), link];
    let action = ButtonsAction { buttons, ..ButtonsAction::default() };
    to_somebody(Interactive::Button(Framed::new("¿?", action)).into()).directly(DirectSend::Utility)
}

fn link_among_buttons() -> Envelope {
    Envelope { category: None, ..link_after_an_answer() }
}

fn unnamed(message: Message) -> Envelope {
    let Message::Interactive(mut content) = message else { return to_somebody(message) };
    if let Interactive::LocationRequest(request) = content.as_mut() {
        request.action.name = "send_money".into();
    }
    to_somebody(Message::Interactive(content))
}

fn pin(operation: PinOperation) -> Envelope {
    let Envelope { message, .. } = Envelope::to(Recipient::Group("g".to_owned()), Message::pin("wamid.A", 7));
    let message = match message {
        Message::Pin(pin) => Message::Pin(Pin { operation, ..pin }),
        other => other,
    };
    Envelope::to(Recipient::Group("g".to_owned()), message)
}

fn with_caption(kind: MediaKind) -> Envelope {
    let media = Media { caption: Some("no".to_owned()), ..image().into() };
    to_somebody(if kind == MediaKind::Audio { Message::Audio(media) } else { Message::Sticker(media) })
}

fn address_with_code(code: &str) -> Envelope {
    let values = Some(PostalAddress { in_pin_code: Some(code.to_owned()), ..PostalAddress::default() });
    let form = crate::message::AddressParameters { values, ..crate::message::AddressParameters::india() };
    to_somebody(Message::ask_address("¿?", form))
}

fn values(parameters: Vec<Parameter>) -> Envelope {
    template(vec![Component::Body(parameters)])
}

macro_rules! violations {
    ($($field:literal, $rule:ident, $make:expr;)*) => {
        /// Every rule that is no number.
        pub const VIOLATIONS: &[Violation] = &[$(Violation { field: $field, rule: Rule::$rule, make: || $make }),*];
    };
}

violations! {
    "messaging_product", Missing, Envelope { messaging_product: String::new(), ..hello() };
    "messaging_product", Malformed, Envelope { messaging_product: "instagram".to_owned(), ..hello() };
    "to", Missing, Envelope { to: None, ..hello() };
    "context", NotAllowed, to_somebody(Message::reaction("wamid.A", "👍")).in_reply_to("wamid.B");
    "recipient_type", NotAllowed, to_somebody(Message::pin("wamid.A", 7));
    "pin.message_id", Missing, Envelope::to(Recipient::Group("g".to_owned()), Message::unpin(""));
    "pin.type", Malformed, pin(PinOperation::Other("glue".to_owned()));
    "type", NotAllowed, hello().as_marketing(ProductPolicy::Strict, false);
    "category", NotAllowed, to_somebody(Message::ask_location("¿?")).directly(DirectSend::Utility);
    "category", Malformed, hello().directly(DirectSend::Other("marketing".to_owned()));
    "text.body", Missing, to_somebody(Message::text(" \n"));
    "image.link", Missing, to_somebody(Message::Image(Media::default()));
    "audio.caption", NotAllowed, with_caption(MediaKind::Audio);
    "sticker.caption", NotAllowed, with_caption(MediaKind::Sticker);
    "reaction.message_id", Missing, to_somebody(Message::reaction("", "👍"));
    "contacts", Missing, to_somebody(Message::contacts(vec![]));
    "contacts[0].name.formatted_name", Missing, to_somebody(Message::contacts(vec![SharedContact::default()]));
    "interactive.body.text", Missing, to_somebody(Message::buttons("", [("a", "b")]));
    "interactive.header", NotAllowed,
        changed(list(vec![Section::new(None, vec![Row::new("a", "b")])]), |m| m.with_header(Header::Image(image().into())));
    "interactive.header", NotAllowed, to_somebody(Message::ask_location("¿?").with_header(Header::Text("a".to_owned())));
    "interactive.header", Missing, to_somebody(headless_product_list());
    "interactive.header.image.link", Missing,
        to_somebody(Message::buttons("¿?", [("a", "b")]).with_header(Header::Image(Media::default())));
    "interactive.footer", NotAllowed, changed(carousel(card()), |message| message.with_footer("a"));
    "interactive.action.name", Malformed, unnamed(Message::ask_location("¿?"));
    "interactive.action.buttons", Missing, to_somebody(Message::buttons("¿?", Vec::<(String, String)>::new()));
    "interactive.action.buttons[1].reply.title", NotUnique,
        to_somebody(Message::buttons("¿?", [("a", "b"), ("c", "b")]));
    "interactive.action.buttons[1].reply.id", NotUnique, to_somebody(Message::buttons("¿?", [("a", "b"), ("a", "c")]));
    "interactive.action.buttons[1].cta_url", NotAllowed, link_among_buttons();
    "interactive.action.buttons[1].cta_url", Inconsistent, link_after_an_answer();
    "interactive.action.sections", Missing, list(vec![]);
    "interactive.action.sections[].rows", Missing, list(vec![Section::new(None, vec![])]);
    "interactive.action.sections[0].title", Missing,
        list(["a", "b"].map(|id| Section::new(None, vec![Row::new(id, "c")])).into());
    "interactive.action.sections[0].rows[1].id", NotUnique, two_rows_alike();
    "interactive.action.parameters.url", Missing, to_somebody(Message::link_button("a", "b", ""));
    "interactive.action.parameters.flow_cta", Missing, to_somebody(Message::flow("a", FlowParameters::by_id("1", "")));
    "interactive.action.parameters.flow_id", Missing,
        to_somebody(Message::flow("a", FlowParameters { flow_id: None, ..FlowParameters::by_id("1", "b") }));
    "interactive.action.parameters.flow_name", NotAllowed,
        to_somebody(Message::flow("a", FlowParameters { flow_id: Some("1".into()), ..FlowParameters::by_name("n", "b") }));
    "interactive.action.parameters.country", Missing,
        to_somebody(Message::ask_address("¿?", crate::message::AddressParameters::default()));
    "interactive.action.parameters.values.in_pin_code", Malformed, address_with_code("40005");
    "interactive.action.catalog_id", Missing, to_somebody(Message::product(ProductReference::new("", "7"), None));
    "interactive.action.product_retailer_id", Missing,
        to_somebody(Message::product(ProductReference::new("99", ""), None));
    "interactive.action.sections[].product_items", Missing,
        to_somebody(Message::product_list("a", "b", "99", vec![ProductSection::default()]));
    "interactive.action.cards[1].header", Inconsistent,
        carousel(CarouselCard::link(Header::Video(image().into()), "Ver", "https://shop.example"));
    "interactive.action.cards[1].header", NotAllowed,
        carousel(CarouselCard::link(Header::Text("a".to_owned()), "Ver", "https://shop.example"));
    "interactive.action.cards[1].header", Missing, carousel(CarouselCard { header: None, ..card() });
    "interactive.action.cards[1].action", Inconsistent,
        carousel(CarouselCard::replies(Header::Image(image().into()), [("a", "b")]));
    "interactive.action.cards[1].action", Malformed,
        carousel(CarouselCard { action: CardAction::Other(json!({ "name": "dance" })), ..card() });
    "interactive.action.cards[1].action.catalog_id", Inconsistent, to_somebody(Message::carousel(
        "Gafas",
        vec![CarouselCard::product("98", "7"), CarouselCard::product("99", "7")],
    ));
    "interactive.action.parameters.reference_id", Malformed, bill(|bill| bill.reference_id = "pedido 7".into());
    "interactive.action.parameters.currency", Malformed, bill(|bill| bill.currency = "EUR".into());
    "interactive.action.parameters.total_amount.value", WrongTotal, bill(|bill| bill.total_amount.value = 99);
    "interactive.action.parameters.total_amount.offset", Malformed, bill(|bill| bill.total_amount.offset = 10);
    "interactive.action.parameters.order.subtotal.value", Malformed, bill(|bill| bill.order.subtotal.value = -1);
    "interactive.action.parameters.order.items", Missing, bill(|bill| bill.order.items.clear());
    "interactive.action.parameters.order.items[0].quantity", Missing,
        bill(|bill| bill.order.items.iter_mut().for_each(|item| item.quantity = 0));
    "template.name", Missing, to_somebody(Message::template("", "es", vec![]));
    "template.language.code", Missing, to_somebody(Message::template("aviso", "", vec![]));
    "template.components[0].parameters[1].text", Missing, values(vec![Parameter::text("a"), Parameter::text("")]);
    "template.components[0].parameters[0].text", Whitespace, values(vec![Parameter::text("a\nb")]);
    "template.components[0].parameters", WrongCount, values(vec![Parameter::text("a"), Parameter::named("b", "c")]);
    "template.components[0].parameters[].parameter_name", NotUnique,
        values(vec![Parameter::named("b", "a"), Parameter::named("b", "c")]);
    "template.components[0].parameters[0].image.link", Missing,
        template(vec![Component::media_header(ParameterValue::Image(Media::default()))]);
    "template.components[0].parameters[0].coupon_code", Malformed, template(vec![Component::copy_code(0, "SOL 25")]);
    "template.components[0].parameters[0].limited_time_offer.expiration_time_ms", Missing,
        template(vec![Component::limited_time_offer(0)]);
    "template.components[0].parameters", Missing, template(vec![Component::TapTarget(vec![])]);
    "template.components[0].parameters[0].order_status.reference_id", Missing,
        template(vec![Component::order_status(OrderUpdate::new("", OrderState::Shipped))]);
    "template.components[0].cards[1].components", Inconsistent,
        template(vec![Component::carousel(vec![vec![], vec![Component::quick_reply(0, "a")]])]);
}

fn headless_product_list() -> Message {
    let Message::Interactive(mut content) =
        Message::product_list("a", "b", "99", vec![ProductSection::new(None, ["7"])])
    else {
        return Message::text("");
    };
    if let Interactive::ProductList(list) = content.as_mut() {
        list.header = None;
    }
    Message::Interactive(content)
}

/// The same with another message.
fn changed(envelope: Envelope, change: impl FnOnce(Message) -> Message) -> Envelope {
    Envelope { message: change(envelope.message), ..envelope }
}

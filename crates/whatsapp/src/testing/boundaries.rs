//! Every limit that is a number, with a message that meets it exactly or misses it.

use super::to_somebody;
use crate::limits::{self, Rule};
use crate::message::{
    Amount, Button, ButtonsAction, CarouselCard, Component, CtaUrlParameters, DirectSend, Envelope, Framed, GoodsKind,
    Header, Interactive, MediaKind, MediaSource, Message, Order, OrderDetails, OrderItem, OrderState, OrderUpdate,
    Parameter, ProductSection, ReplyButton, Row, Section, SharedContact, VoiceCallParameters,
};

/// A limit, and a message that has as much of it as asked for.
#[derive(Debug, Clone, Copy)]
pub struct Boundary {
    /// What [`LimitError`](crate::limits::LimitError) names beyond it.
    pub field: &'static str,
    pub rule: Rule,
    pub limit: usize,
    make: fn(usize) -> Envelope,
}

impl Boundary {
    /// A message that meets the limit exactly.
    pub fn met(&self) -> Envelope {
        (self.make)(self.limit)
    }

    /// A message on the wrong side of the limit, by at least one and about so much.
    pub fn beyond(&self, by: usize) -> Envelope {
        let by = by.max(1);
        match self.rule {
            // Nothing at all would be another rule.
            Rule::TooFew => (self.make)(self.limit.saturating_sub(by).max(1)),
            _ => (self.make)(self.limit + by),
        }
    }
}

/// A letter of two bytes, so that counting bytes would be noticed.
fn letters(count: usize) -> String {
    "ñ".repeat(count)
}

fn image() -> MediaSource {
    MediaSource::Link("https://files.example/a.jpg".to_owned())
}

fn picture() -> Header {
    Header::Image(image().into())
}

fn captioned(kind: MediaKind, count: usize) -> Envelope {
    to_somebody(Message::file(kind, image(), Some(letters(count))))
}

fn buttons(body: String, count: usize) -> Message {
    Message::buttons(body, (0..count).map(|n| (n.to_string(), n.to_string())))
}

fn one_row(row: Row) -> Envelope {
    to_somebody(Message::list("¿?", "Ver", vec![Section::new(None, vec![row])]))
}

fn list(body: String, sections: usize, rows: usize) -> Envelope {
    let section = |s: usize| {
        let rows = (0..rows).map(|r| Row::new(format!("{s}-{r}"), "fila")).collect();
        Section::new(Some(s.to_string()), rows)
    };
    to_somebody(Message::list(body, "Ver", (0..sections).map(section).collect()))
}

fn products(sections: usize, each: usize, title: usize) -> Envelope {
    let section = |_| ProductSection::new(Some(letters(title)), (0..each).map(|n| n.to_string()));
    to_somebody(Message::product_list("Gafas", "Las de sol", "99", (0..sections).map(section).collect()))
}

fn cards(count: usize) -> Envelope {
    let card = |n: usize| CarouselCard::product("99", n.to_string());
    to_somebody(Message::carousel("Gafas", (0..count).map(card).collect()))
}

fn first_card(card: CarouselCard) -> Envelope {
    let second = CarouselCard::link(picture(), "Ver", "https://shop.example");
    to_somebody(Message::carousel("Gafas", vec![card, second]))
}

fn card_body(text: String) -> Envelope {
    first_card(CarouselCard::link(picture(), "Ver", "https://shop.example").with_body(text))
}

fn bill(reference: String, currency: &str) -> OrderDetails {
    let order = Order::new(vec![OrderItem::new("Pan", Amount::hundredths(100), 1)]);
    match currency {
        "BRL" => OrderDetails::brazil(reference, GoodsKind::DigitalGoods, order),
        _ => OrderDetails::india(reference, GoodsKind::DigitalGoods, order),
    }
}

fn template(components: Vec<Component>) -> Envelope {
    to_somebody(Message::template("aviso", "es", components))
}

fn direct(links: usize, replies: usize) -> Envelope {
    let link = |n: usize| Button::CtaUrl(CtaUrlParameters::new(format!("l{n}"), "https://shop.example"));
    let reply = |n: usize| Button::Reply(ReplyButton::new(n.to_string(), format!("r{n}")));
    let buttons = (0..links).map(link).chain((0..replies).map(reply)).collect();
    let action = ButtonsAction { buttons, ..ButtonsAction::default() };
    to_somebody(Interactive::Button(Framed::new("¿?", action)).into()).directly(DirectSend::Utility)
}

macro_rules! boundaries {
    ($($field:literal, $rule:ident, $limit:expr, $make:expr;)*) => {
        /// Every limit that is a number.
        pub const BOUNDARIES: &[Boundary] =
            &[$(Boundary { field: $field, rule: Rule::$rule, limit: $limit, make: $make }),*];
    };
}

boundaries! {
    "text.body", TooLong, limits::TEXT_BODY, |n| to_somebody(Message::text(letters(n)));
    "text.body", TooLong, limits::DIRECT_SEND_BODY,
        |n| to_somebody(Message::text(letters(n))).directly(DirectSend::Utility);
    "image.caption", TooLong, limits::CAPTION, |n| captioned(MediaKind::Image, n);
    "video.caption", TooLong, limits::CAPTION, |n| captioned(MediaKind::Video, n);
    "document.caption", TooLong, limits::CAPTION, |n| captioned(MediaKind::Document, n);
    "contacts", TooMany, limits::CONTACTS,
        |n| to_somebody(Message::contacts(vec![SharedContact::new("Ana", "+34600111222"); n]));
    "location.latitude", OutOfRange, 90, |n| to_somebody(Message::location(degrees(n), 0.0, None, None));
    "location.longitude", OutOfRange, 180, |n| to_somebody(Message::location(0.0, -degrees(n), None, None));
    "biz_opaque_callback_data", TooLong, limits::CALLBACK_DATA,
        |n| to_somebody(Message::text("Hola")).with_callback_data(letters(n));
    "interactive.body.text", TooLong, limits::INTERACTIVE_BODY, |n| to_somebody(buttons(letters(n), 1));
    "interactive.body.text", TooLong, limits::INTERACTIVE_BODY, |n| to_somebody(Message::ask_location(letters(n)));
    "interactive.body.text", TooLong, limits::LIST_BODY, |n| list(letters(n), 1, 1);
    "interactive.header.text", TooLong, limits::HEADER_TEXT,
        |n| to_somebody(buttons("¿?".into(), 1).with_header(Header::Text(letters(n))));
    "interactive.footer.text", TooLong, limits::FOOTER_TEXT,
        |n| to_somebody(buttons("¿?".into(), 1).with_footer(letters(n)));
    "interactive.action.buttons", TooMany, limits::BUTTONS, |n| to_somebody(buttons("¿?".into(), n));
    "interactive.action.buttons[0].reply.id", TooLong, limits::BUTTON_ID,
        |n| to_somebody(Message::buttons("¿?", [(letters(n), "a")]));
    "interactive.action.buttons[0].reply.title", TooLong, limits::BUTTON_TITLE,
        |n| to_somebody(Message::buttons("¿?", [("a", letters(n))]));
    "interactive.action.buttons", TooMany, limits::DIRECT_SEND_BUTTONS, |n| direct(0, n);
    "interactive.action.buttons[].cta_url", TooMany, limits::DIRECT_SEND_LINKS, |n| direct(n.min(10), 0);
    "interactive.action.button", TooLong, limits::LIST_BUTTON,
        |n| to_somebody(Message::list("¿?", letters(n), vec![Section::new(None, vec![Row::new("a", "b")])]));
    "interactive.action.sections", TooMany, limits::LIST_SECTIONS, |n| list("¿?".into(), n, 1);
    "interactive.action.sections[].rows", TooMany, limits::LIST_ROWS, |n| list("¿?".into(), 1, n);
    "interactive.action.sections[0].title", TooLong, limits::SECTION_TITLE,
        |n| to_somebody(Message::list("¿?", "Ver", vec![Section::new(Some(letters(n)), vec![Row::new("a", "b")])]));
    "interactive.action.sections[0].rows[0].id", TooLong, limits::ROW_ID, |n| one_row(Row::new(letters(n), "a"));
    "interactive.action.sections[0].rows[0].title", TooLong, limits::ROW_TITLE,
        |n| one_row(Row::new("a", letters(n)));
    "interactive.action.sections[0].rows[0].description", TooLong, limits::ROW_DESCRIPTION,
        |n| one_row(Row::new("a", "b").described(letters(n)));
    "interactive.action.parameters.display_text", TooLong, limits::LINK_BUTTON_TEXT,
        |n| to_somebody(Message::link_button("a", letters(n), "https://shop.example"));
    "interactive.action.parameters.display_text", TooLong, limits::LINK_BUTTON_TEXT, |n| {
        let display_text = Some(letters(n));
        to_somebody(Message::voice_call("a", VoiceCallParameters { display_text, ..VoiceCallParameters::default() }))
    };
    "interactive.action.sections", TooMany, limits::PRODUCT_SECTIONS, |n| products(n, 1, 1);
    "interactive.action.sections[].product_items", TooMany, limits::PRODUCTS, |n| products(1, n, 1);
    "interactive.action.sections[0].title", TooLong, limits::SECTION_TITLE, |n| products(1, 1, n);
    "interactive.action.cards", TooMany, limits::CARDS, cards;
    "interactive.action.cards", TooFew, limits::CARDS_MINIMUM, cards;
    "interactive.action.cards[0].body.text", TooLong, limits::CARD_BODY, |n| card_body(letters(n));
    "interactive.action.cards[0].body.text", TooManyLines, limits::CARD_LINE_BREAKS,
        |n| card_body(format!("a{}b", "\n".repeat(n)));
    "interactive.action.cards[0].action.parameters.display_text", TooLong, limits::LINK_BUTTON_TEXT,
        |n| first_card(CarouselCard::link(picture(), letters(n), "https://shop.example"));
    "interactive.action.parameters.reference_id", TooLong, limits::REFERENCE_ID,
        |n| to_somebody(Message::order_details("a", bill("a".repeat(n), "INR")));
    "interactive.action.parameters.reference_id", TooLong, limits::REFERENCE_ID_BRAZIL,
        |n| to_somebody(Message::order_details("a", bill("a".repeat(n), "BRL")));
    "interactive.action.parameters.reference_id", TooLong, limits::REFERENCE_ID_BRAZIL,
        |n| to_somebody(Message::order_status("a", OrderUpdate::new("a".repeat(n), OrderState::Shipped)));
    "template.name", TooLong, limits::TEMPLATE_NAME, |n| to_somebody(Message::template("a".repeat(n), "es", vec![]));
    "template.components", TooMany, limits::TEMPLATE_BUTTONS,
        |n| template((0..).take(n).map(|at| Component::quick_reply(at, "a")).collect());
    "template.components[0].parameters[0].text", RenderedTooLong, limits::TEMPLATE_HEADER,
        |n| template(vec![Component::Header(vec![Parameter::text(letters(n))])]);
    "template.components[0].parameters[0].text", RenderedTooLong, limits::TEMPLATE_BODY,
        |n| template(vec![Component::Body(vec![Parameter::text(letters(n))])]);
    "template.components[0].parameters[0].text", Whitespace, limits::SPACES_IN_A_ROW,
        |n| template(vec![Component::Body(vec![Parameter::text(format!("a{}b", " ".repeat(n)))])]);
    "template.components[0].parameters[0].payload", TooLong, limits::QUICK_REPLY_PAYLOAD,
        |n| template(vec![Component::quick_reply(0, letters(n))]);
    "template.components[0].parameters[0].coupon_code", TooLong, limits::COUPON_CODE,
        |n| template(vec![Component::copy_code(0, letters(n))]);
    "template.components[0].parameters[0].action.sections[].product_items", TooMany, limits::PRODUCTS,
        |n| template(vec![Component::products(0, "1", vec![ProductSection::new(None, (0..n).map(|n| n.to_string()))])]);
    "template.components[0].cards", TooMany, limits::CARDS, |n| template(vec![Component::carousel(vec![vec![]; n])]);
    "template.components[0].cards", TooFew, limits::CARDS_MINIMUM,
        |n| template(vec![Component::carousel(vec![vec![]; n])]);
}

fn degrees(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

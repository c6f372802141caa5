//! Templates that would pass, and values that fit them.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{BoxedStrategy, Strategy, any};
use proptest::{prop_oneof, sample};
use serde_json::json;

use super::commerce::{any_bill, any_sections};
use super::fixed;
use super::words::{id, number_id, url, words};
use crate::limits::{COUPON_CODE, QUICK_REPLY_PAYLOAD, TEMPLATE_BUTTON_TEXT, TEMPLATE_FOOTER};
use crate::message::{self, Location, MediaSource, Message, Parameter, ParameterValue, ProductReference};
use crate::template::{
    Button, ButtonKind, Category, Component, ComponentKind, HeaderFormat, NewTemplate, SupportedApp, variables,
};

/// A template that [`lint`](crate::template::lint) finds nothing in.
pub fn any_new_template() -> BoxedStrategy<NewTemplate> {
    let kind = prop_oneof![3 => ordinary(), 1 => offer(), 1 => carousel(), 1 => authentication()];
    ("[a-z][a-z0-9_]{0,30}", sample::select(vec!["es", "en_US", "pt_BR"]), kind)
        .prop_map(|(name, language, template)| NewTemplate { name, language: language.to_owned(), ..template })
        .boxed()
}

/// Such a template and values that fit its blanks.
pub fn any_filled_template() -> BoxedStrategy<(NewTemplate, message::Template)> {
    any_new_template()
        .prop_flat_map(|template| {
            let (name, language) = (template.name.clone(), template.language.clone());
            let filling = values(&template.components).prop_map(move |components| message::Template {
                name: name.clone(),
                language: language.clone().into(),
                components,
                extra: crate::Extra::new(),
            });
            (fixed(template), filling)
        })
        .boxed()
}

/// A message that fills in a template which nobody needs to know.
pub fn any_template_message() -> BoxedStrategy<Message> {
    let special = (id(), special_values()).prop_map(|(name, values)| Message::template(name, "es", vec![values]));
    prop_oneof![3 => any_filled_template().prop_map(|(_, filling)| Message::Template(filling)), 1 => special].boxed()
}

/// Components of which the fillings of [`any_filled_template`] have none.
fn special_values() -> BoxedStrategy<message::Component> {
    use message::Component as Values;
    prop_oneof![
        (id(), of(id())).prop_map(|(token, data)| Values::flow(0, token, data.map(|data| json!({ "data": data })))),
        id().prop_map(|thumbnail| Values::catalog(0, thumbnail)),
        (id(), any_sections()).prop_map(|(thumbnail, sections)| Values::products(0, thumbnail, sections)),
        any_bill().prop_map(|bill| Values::order_details(0, bill)),
        (1_u32..43_200, id()).prop_map(|(minutes, payload)| Values::voice_call(0, minutes, payload)),
        (words(60), url()).prop_map(|(title, url)| Values::tap_target(title, url)),
        super::commerce::any_update().prop_map(Values::order_status),
    ]
    .boxed()
}

/// A body of so many blanks, each among words enough.
fn body(named: bool, blanks: usize, word: &str) -> Component {
    let name = |blank: usize| if named { format!("blank_{blank}") } else { blank.to_string() };
    let names: Vec<String> = (1..=blanks).map(name).collect();
    let said: Vec<String> = names.iter().map(|name| format!("{word} {word} {{{{{name}}}}} ")).collect();
    let said = said.concat();
    let text = format!("Hola {said}y gracias.");
    let examples = names.iter().map(|name| (name.as_str(), "Ana"));
    if named && blanks > 0 {
        Component::body_named(text, examples)
    } else {
        Component::body(text, examples.map(|e| e.1))
    }
}

fn header() -> BoxedStrategy<Component> {
    let media = vec![HeaderFormat::Image, HeaderFormat::Video, HeaderFormat::Document];
    prop_oneof![
        words(60).prop_map(|text| Component::header(text, None)),
        sample::select(media).prop_map(|format| Component::media_header(format, "4::aW")),
        fixed(Component::header_of(HeaderFormat::Location)),
    ]
    .boxed()
}

fn buttons() -> BoxedStrategy<Vec<Button>> {
    let text = || words(TEMPLATE_BUTTON_TEXT);
    let replies = vec(text().prop_map(Button::quick_reply), 0..=3);
    let link = (text(), any::<bool>()).prop_map(|(text, with_blank)| {
        if with_blank {
            Button::url(text, "https://shop.example/{{1}}", Some("https://shop.example/7"))
        } else {
            Button::url(text, "https://shop.example", None)
        }
    });
    let phone = text().prop_map(|text| Button::phone_number(text, "+34600111222"));
    (replies, vec(link, 0..=2), of(phone), any::<bool>())
        .prop_map(|(replies, links, phone, with_code)| {
            let code = with_code.then(|| Button::copy_code("SOL25"));
            replies.into_iter().chain(links).chain(phone).chain(code).collect()
        })
        .boxed()
}

fn ordinary() -> BoxedStrategy<NewTemplate> {
    let category = sample::select(vec![Category::Utility, Category::Marketing]);
    let texts = ("[a-zñ]{1,9}", 0_usize..=4, any::<bool>());
    (category, texts, of(header()), of(words(TEMPLATE_FOOTER)), buttons())
        .prop_map(|(category, (word, blanks, named), header, footer, buttons)| {
            let template = NewTemplate::new("", "", category);
            let template = if named { template.named() } else { template };
            let footer = footer.map(Component::footer);
            let buttons = (!buttons.is_empty()).then(|| Component::buttons(buttons));
            let parts = header.into_iter().chain([body(named, blanks, &word)]).chain(footer).chain(buttons);
            NewTemplate { components: parts.collect(), ..template }
        })
        .boxed()
}

fn offer() -> BoxedStrategy<NewTemplate> {
    (words(16), 0_usize..=2)
        .prop_map(|(text, blanks)| {
            let link = Button::url("Ver", "https://shop.example/{{1}}", Some("https://shop.example/7"));
            NewTemplate::new("", "", Category::Marketing)
                .with(Component::media_header(HeaderFormat::Image, "4::aW"))
                .with(Component::limited_time_offer(text, true))
                .with(body(false, blanks, "oferta"))
                .with(Component::buttons(vec![Button::copy_code("SOL25"), link]))
        })
        .boxed()
}

fn carousel() -> BoxedStrategy<NewTemplate> {
    let pictures = (2_usize..=10, 0_usize..=1).prop_map(|(cards, blanks)| {
        let card = vec![
            Component::media_header(HeaderFormat::Image, "4::aW"),
            body(false, blanks, "gafas"),
            Component::buttons(vec![Button::quick_reply("Me gusta")]),
        ];
        vec![card; cards]
    });
    let product = vec![Component::header_of(HeaderFormat::Product), Component::buttons(vec![Button::product()])];
    (prop_oneof![pictures, fixed(vec![product.clone(), product])], 0_usize..=2)
        .prop_map(|(cards, blanks)| {
            NewTemplate::new("", "", Category::Marketing)
                .with(body(false, blanks, "gafas"))
                .with(Component::carousel(cards))
        })
        .boxed()
}

fn authentication() -> BoxedStrategy<NewTemplate> {
    let app = || vec![SupportedApp::new("com.example.app", "K8a/AINcGX7")];
    let buttons = vec![Button::copy_password(), Button::one_tap(app()), Button::zero_tap(app())];
    (any::<bool>(), 1_u32..=90, sample::select(buttons))
        .prop_map(|(recommends, minutes, button)| {
            NewTemplate::new("", "", Category::Authentication)
                .with(Component::authentication_body(recommends))
                .with(Component::authentication_footer(minutes))
                .with(Component::buttons(vec![button]))
        })
        .boxed()
}

/// Values for each part that has blanks.
fn values(components: &[Component]) -> BoxedStrategy<Vec<message::Component>> {
    let authentication = components.iter().any(|part| part.add_security_recommendation.is_some());
    if authentication {
        return "[0-9]{4,15}".prop_map(message::Component::one_time_password).boxed();
    }
    components.iter().filter_map(values_of).collect::<Vec<_>>().prop_map(|parts| parts.concat()).boxed()
}

fn values_of(part: &Component) -> Option<BoxedStrategy<Vec<message::Component>>> {
    let text = part.text.as_deref().unwrap_or_default();
    match part.kind {
        ComponentKind::Header => Some(header_value(part)?.prop_map(|header| vec![header]).boxed()),
        ComponentKind::Body if !variables(text).is_empty() => {
            let parameter = |name: &str| {
                let name = name.parse::<usize>().is_err().then(|| name.to_owned());
                "[a-zñ][a-zñ ]{0,3}[a-zñ]"
                    .prop_map(move |text| Parameter { parameter_name: name.clone(), ..Parameter::text(text) })
            };
            let parameters: Vec<_> = variables(text).into_iter().map(parameter).collect();
            Some(parameters.prop_map(|parameters| vec![message::Component::Body(parameters)]).boxed())
        }
        ComponentKind::Buttons => {
            let values: Vec<_> = (0..).zip(&part.buttons).filter_map(|(at, button)| button_value(at, button)).collect();
            Some(values.boxed())
        }
        ComponentKind::LimitedTimeOffer => Some(
            (1_790_416_800_000_i64..1_890_416_800_000)
                .prop_map(|end| vec![message::Component::limited_time_offer(end)])
                .boxed(),
        ),
        ComponentKind::Carousel => {
            let cards: Vec<_> = part.cards.iter().map(|card| values(&card.components)).collect();
            Some(cards.prop_map(|cards| vec![message::Component::carousel(cards)]).boxed())
        }
        _ => None,
    }
}

fn header_value(header: &Component) -> Option<BoxedStrategy<message::Component>> {
    let link = || url().prop_map(|url| MediaSource::Link(url).into());
    let value = match header.format.as_ref()? {
        HeaderFormat::Image => link().prop_map(ParameterValue::Image).boxed(),
        HeaderFormat::Video => link().prop_map(ParameterValue::Video).boxed(),
        HeaderFormat::Document => link().prop_map(ParameterValue::Document).boxed(),
        HeaderFormat::Location => fixed(ParameterValue::Location(Location {
            latitude: 43.0,
            longitude: -8.0,
            name: Some("Óptica".to_owned()),
            address: Some("Rúa Nova 1".to_owned()),
            ..Location::default()
        })),
        HeaderFormat::Product => (number_id(), id())
            .prop_map(|(catalog, product)| ParameterValue::Product(ProductReference::new(catalog, product)))
            .boxed(),
        _ => return None,
    };
    Some(value.prop_map(message::Component::media_header).boxed())
}

fn button_value(index: u32, button: &Button) -> Option<BoxedStrategy<message::Component>> {
    let url = button.url.as_deref().unwrap_or_default();
    match button.kind {
        ButtonKind::QuickReply => {
            Some(words(QUICK_REPLY_PAYLOAD).prop_map(move |p| message::Component::quick_reply(index, p)).boxed())
        }
        ButtonKind::Url if !variables(url).is_empty() => {
            Some("[a-z0-9]{1,20}".prop_map(move |suffix| message::Component::url(index, suffix)).boxed())
        }
        ButtonKind::CopyCode => {
            let code = prop_oneof![3 => "[A-Z0-9]{1,10}".prop_map(String::from), 1 => fixed("A".repeat(COUPON_CODE))];
            Some(code.prop_map(move |code| message::Component::copy_code(index, code)).boxed())
        }
        _ => None,
    }
}

//! Buttons, menus, links, Flows, requests and calls.

use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::{BoxedStrategy, Strategy};
use proptest::prop_oneof;

use super::words::{any_header, id, lines, maybe_words, number_id, url, words};
use super::{any_person, fixed};
use crate::limits::{
    BUTTON_TITLE, BUTTONS, FOOTER_TEXT, HEADER_TEXT, INTERACTIVE_BODY, LINK_BUTTON_TEXT, LIST_BODY, LIST_BUTTON,
    LIST_ROWS, ROW_DESCRIPTION, ROW_TITLE, SECTION_TITLE,
};
use crate::message::{
    AddressParameters, Button, DirectSend, Envelope, FlowParameters, Framed, Header, Interactive, MediaSource, Message,
    PostalAddress, ReplyButton, Row, Section, VoiceCallParameters,
};

pub(super) fn any_tappable(source: &BoxedStrategy<MediaSource>) -> BoxedStrategy<Message> {
    prop_oneof![
        framed(prop_oneof![buttons(), link(), flow(), address()].boxed(), any_header(source)),
        framed(menu(), words(HEADER_TEXT).prop_map(Header::Text).boxed()),
        footed(lines(INTERACTIVE_BODY).prop_map(Message::ask_location).boxed()),
        footed(lines(INTERACTIVE_BODY).prop_map(Message::ask_contact_info).boxed()),
        maybe_words(INTERACTIVE_BODY).prop_map(Message::ask_call_permission),
        call(),
    ]
    .boxed()
}

/// A text, answers or a link outside the window, without a template.
pub(super) fn any_direct_send() -> BoxedStrategy<Envelope> {
    let text = lines(INTERACTIVE_BODY).prop_map(Message::text);
    let more_buttons = (buttons(), vec((words(LINK_BUTTON_TEXT), url()), 1..=2)).prop_map(|(message, links)| {
        let Message::Interactive(content) = message else { return message };
        let Interactive::Button(Framed { action, body, .. }) = *content else { return Message::Interactive(content) };
        let links =
            links.into_iter().map(|(text, url)| Button::CtaUrl(crate::message::CtaUrlParameters::new(text, url)));
        let buttons = links.chain(action.buttons).collect();
        let action = crate::message::ButtonsAction { buttons, ..Default::default() };
        Interactive::Button(Framed::new(body.text, action)).into()
    });
    let message = prop_oneof![text, buttons(), link(), more_buttons];
    (any_person(), message).prop_map(|(to, message)| Envelope::to(to, message).directly(DirectSend::Utility)).boxed()
}

/// Perhaps with a small text below.
pub(super) fn footed(message: BoxedStrategy<Message>) -> BoxedStrategy<Message> {
    let footed = |(message, footer): (Message, Option<String>)| match footer {
        Some(footer) => message.with_footer(footer),
        None => message,
    };
    (message, maybe_words(FOOTER_TEXT)).prop_map(footed).boxed()
}

/// Perhaps with a header and a small text below.
pub(super) fn framed(message: BoxedStrategy<Message>, header: BoxedStrategy<Header>) -> BoxedStrategy<Message> {
    let headed = |(message, header): (Message, Option<Header>)| match header {
        Some(header) => message.with_header(header),
        None => message,
    };
    (footed(message), of(header)).prop_map(headed).boxed()
}

fn buttons() -> BoxedStrategy<Message> {
    let titles = btree_set(words(BUTTON_TITLE), 1..=BUTTONS);
    (lines(INTERACTIVE_BODY), titles, id())
        .prop_map(|(body, titles, id)| {
            let numbered = titles.into_iter().enumerate().map(|(at, title)| (format!("{id}{at}"), title));
            Message::buttons(body, numbered)
        })
        .boxed()
}

fn menu() -> BoxedStrategy<Message> {
    let row = (words(ROW_TITLE), maybe_words(ROW_DESCRIPTION));
    let rows = vec((words(SECTION_TITLE), vec(row, 1..=3)), 1..=3);
    (lines(LIST_BODY), words(LIST_BUTTON), rows)
        .prop_map(|(body, button, sections)| {
            let mut numbers = 0..LIST_ROWS;
            let mut section = |(title, rows): (String, Vec<(String, Option<String>)>)| {
                let row = |((title, description), number)| {
                    let row = Row::new(format!("row-{number}"), title);
                    match description {
                        Some(description) => row.described(description),
                        None => row,
                    }
                };
                Section::new(Some(title), rows.into_iter().zip(&mut numbers).map(row).collect())
            };
            let sections = sections.into_iter().map(&mut section).filter(|section| !section.rows.is_empty()).collect();
            Message::list(body, button, sections)
        })
        .boxed()
}

fn link() -> BoxedStrategy<Message> {
    (lines(INTERACTIVE_BODY), words(LINK_BUTTON_TEXT), url())
        .prop_map(|(body, text, url)| Message::link_button(body, text, url))
        .boxed()
}

fn flow() -> BoxedStrategy<Message> {
    let which = prop_oneof![
        (number_id(), words(30)).prop_map(|(id, cta)| FlowParameters::by_id(id, cta)),
        (id(), words(30)).prop_map(|(name, cta)| FlowParameters::by_name(name, cta)),
    ];
    let begins = prop_oneof![fixed(None), "[A-Z_]{1,20}".prop_map(Some)];
    (lines(INTERACTIVE_BODY), which, of(id()), begins)
        .prop_map(|(body, flow, token, screen)| {
            let flow = match token {
                Some(token) => flow.with_token(token),
                None => flow,
            };
            Message::flow(
                body,
                match screen {
                    Some(screen) => flow.starting_at(screen),
                    None => flow.asking_the_endpoint(),
                },
            )
        })
        .boxed()
}

fn address() -> BoxedStrategy<Message> {
    (lines(INTERACTIVE_BODY), of("[1-9][0-9]{5}"), maybe_words(40))
        .prop_map(|(body, in_pin_code, name)| {
            let values = Some(PostalAddress { name, in_pin_code, ..PostalAddress::default() });
            Message::ask_address(body, AddressParameters { values, ..AddressParameters::india() })
        })
        .boxed()
}

fn call() -> BoxedStrategy<Message> {
    (lines(INTERACTIVE_BODY), maybe_words(LINK_BUTTON_TEXT), of(1_u32..43_200), of(id()))
        .prop_map(|(body, display_text, ttl_minutes, payload)| {
            let button = VoiceCallParameters { display_text, ttl_minutes, payload, ..VoiceCallParameters::default() };
            Message::voice_call(body, button)
        })
        .boxed()
}

/// One answer, for cards.
pub(super) fn reply() -> BoxedStrategy<ReplyButton> {
    (id(), words(BUTTON_TITLE)).prop_map(|(id, title)| ReplyButton::new(id, title)).boxed()
}

//! Each limit, met and passed by one.

use whatsapp::limits::{self, Rule, check, check_envelope};
use whatsapp::message::{
    ButtonKind, Component, Envelope, Header, MediaKind, MediaSource, Message, Parameter, ParameterValue, Recipient,
    Row, Section,
};

/// A letter of two bytes, so that counting bytes would be noticed.
fn letters(count: usize) -> String {
    "ñ".repeat(count)
}

fn buttons(count: usize) -> Message {
    Message::buttons("¿?", (0..count).map(|n| (n.to_string(), n.to_string())))
}

fn list(sections: usize, rows: usize) -> Message {
    let section = |s: usize| {
        let rows = (0..rows).map(|r| Row::new(format!("{s}-{r}"), "fila")).collect();
        Section::new(Some(s.to_string()), rows)
    };
    Message::list("¿?", "Ver", (0..sections).map(section).collect())
}

fn one_row(row: Row) -> Message {
    Message::list("¿?", "Ver", vec![Section::new(None, vec![row])])
}

fn image(caption: String) -> Message {
    Message::file(MediaKind::Image, MediaSource::Id("1".into()), Some(caption))
}

fn template_button(sub_type: ButtonKind, value: ParameterValue) -> Message {
    let button = Component::Button { sub_type, index: Some(0), parameters: vec![value.into()] };
    Message::template("t", "es", vec![button])
}

#[test]
fn lengths_and_counts() {
    type Make = fn(usize) -> Message;
    let cases: &[(usize, Make, &str)] = &[
        (limits::TEXT_BODY, |n| Message::text(letters(n)), "text.body"),
        (limits::CAPTION, |n| image(letters(n)), "image.caption"),
        (limits::INTERACTIVE_BODY, |n| Message::buttons(letters(n), [("a", "b")]), "interactive.body.text"),
        (limits::INTERACTIVE_BODY, |n| Message::ask_location(letters(n)), "interactive.body.text"),
        (
            limits::LIST_BODY,
            |n| Message::list(letters(n), "Ver", vec![Section::new(None, vec![Row::new("a", "b")])]),
            "interactive.body.text",
        ),
        (limits::HEADER_TEXT, |n| buttons(1).with_header(Header::Text(letters(n))), "interactive.header.text"),
        (limits::FOOTER_TEXT, |n| buttons(1).with_footer(letters(n)), "interactive.footer.text"),
        (limits::BUTTONS, buttons, "interactive.action.buttons"),
        (limits::BUTTON_ID, |n| Message::buttons("¿?", [(letters(n), "a")]), "interactive.action.buttons[0].reply.id"),
        (
            limits::BUTTON_TITLE,
            |n| Message::buttons("¿?", [("a", letters(n))]),
            "interactive.action.buttons[0].reply.title",
        ),
        (
            limits::LIST_BUTTON,
            |n| Message::list("¿?", letters(n), vec![Section::new(None, vec![Row::new("a", "b")])]),
            "interactive.action.button",
        ),
        (limits::LIST_SECTIONS, |n| list(n, 1), "interactive.action.sections"),
        (limits::LIST_ROWS, |n| list(1, n), "interactive.action.sections[].rows"),
        (limits::ROW_ID, |n| one_row(Row::new(letters(n), "a")), "interactive.action.sections[0].rows[0].id"),
        (limits::ROW_TITLE, |n| one_row(Row::new("a", letters(n))), "interactive.action.sections[0].rows[0].title"),
        (
            limits::ROW_DESCRIPTION,
            |n| one_row(Row::new("a", "b").described(letters(n))),
            "interactive.action.sections[0].rows[0].description",
        ),
        (
            limits::SECTION_TITLE,
            |n| Message::list("¿?", "Ver", vec![Section::new(Some(letters(n)), vec![Row::new("a", "b")])]),
            "interactive.action.sections[0].title",
        ),
        (
            limits::LINK_BUTTON_TEXT,
            |n| Message::link_button("a", letters(n), "https://example.com"),
            "interactive.action.parameters.display_text",
        ),
        (limits::TEMPLATE_NAME, |n| Message::template(letters(n), "es", vec![]), "template.name"),
        (
            limits::QUICK_REPLY_PAYLOAD,
            |n| template_button(ButtonKind::QuickReply, ParameterValue::Payload(letters(n))),
            "template.components[0].parameters[0].payload",
        ),
        (
            limits::COUPON_CODE,
            |n| template_button(ButtonKind::CopyCode, ParameterValue::CouponCode(letters(n))),
            "template.components[0].parameters[0].coupon_code",
        ),
    ];
    for (limit, make, field) in cases {
        check(&make(*limit)).unwrap_or_else(|why| panic!("{field} at the limit: {why}"));
        let error = check(&make(limit + 1)).unwrap_err();
        assert_eq!((error.field.as_str(), error.limit, error.value), (*field, *limit, limit + 1), "{error}");
        assert!(matches!(error.rule, Rule::TooLong | Rule::TooMany), "{error:?}");
        assert!(error.to_string().contains(field), "{error}");
    }
}

#[test]
fn what_must_be_there_or_may_not() {
    let two_rows = vec![Row::new("a", "b"), Row::new("a", "c")];
    let untitled = || Section::new(None, vec![Row::new("a", "b")]);
    let cases = [
        (Message::text(" \n"), "text.body", Rule::Missing),
        (buttons(0), "interactive.action.buttons", Rule::Missing),
        (Message::buttons("", [("a", "b")]), "interactive.body.text", Rule::Missing),
        (
            Message::buttons("¿?", [("a", "b"), ("c", "b")]),
            "interactive.action.buttons[1].reply.title",
            Rule::NotUnique,
        ),
        (Message::buttons("¿?", [("a", "b"), ("a", "c")]), "interactive.action.buttons[1].reply.id", Rule::NotUnique),
        (Message::list("¿?", "Ver", vec![]), "interactive.action.sections", Rule::Missing),
        (list(1, 0), "interactive.action.sections[].rows", Rule::Missing),
        (list(4, 3), "interactive.action.sections[].rows", Rule::TooMany),
        (
            Message::list("¿?", "Ver", vec![untitled(), untitled()]),
            "interactive.action.sections[0].title",
            Rule::Missing,
        ),
        (
            Message::list("¿?", "Ver", vec![Section::new(None, two_rows)]),
            "interactive.action.sections[0].rows[1].id",
            Rule::NotUnique,
        ),
        (
            list(1, 1).with_header(Header::Image(MediaSource::Id("1".into()).into())),
            "interactive.header",
            Rule::NotAllowed,
        ),
        (Message::link_button("a", "b", ""), "interactive.action.parameters.url", Rule::Missing),
        (Message::Image(whatsapp::message::Media::default()), "image.link", Rule::Missing),
        (Message::reaction("", "👍"), "reaction.message_id", Rule::Missing),
        (Message::contacts(vec![]), "contacts", Rule::Missing),
        (Message::template("", "es", vec![]), "template.name", Rule::Missing),
        (Message::template("t", "", vec![]), "template.language.code", Rule::Missing),
        (
            Message::template("t", "es", vec![Component::Body(vec![Parameter::text("a"), Parameter::text("")])]),
            "template.components[0].parameters[1].text",
            Rule::Missing,
        ),
    ];
    for (message, field, rule) in cases {
        let error = check(&message).unwrap_err();
        assert_eq!((error.field.as_str(), error.rule), (field, rule), "{error}");
    }
}

#[test]
fn a_caption_is_not_for_sounds_and_stickers() {
    let media = whatsapp::message::Media { caption: Some("no".into()), ..MediaSource::Id("1".into()).into() };
    for message in [Message::Audio(media.clone()), Message::Sticker(media)] {
        assert_eq!(check(&message).unwrap_err().rule, Rule::NotAllowed);
    }
}

#[test]
fn ordinary_messages_pass() {
    let ordinary = [
        Message::text("Hola"),
        Message::reaction("wamid.A", ""),
        Message::location(1.0, 2.0, None, None),
        buttons(3),
        list(2, 5),
        Message::voice_note(MediaSource::Id("1".into())),
    ];
    for message in ordinary {
        check(&message).unwrap();
    }
}

#[test]
fn what_goes_along_is_checked_too() {
    let to = |phone: &str, message| Envelope::to(Recipient::Phone(phone.into()), message);
    let hello = || Message::text("Hola");
    check_envelope(&to("34600", hello()).with_callback_data(letters(limits::CALLBACK_DATA))).unwrap();
    let nobody = Envelope { to: None, ..to("", hello()) };
    let cases = [
        (nobody, "to", Rule::Missing),
        (to("1", Message::reaction("wamid.A", "👍")).in_reply_to("wamid.B"), "context", Rule::NotAllowed),
        (to("1", hello()).with_callback_data(letters(513)), "biz_opaque_callback_data", Rule::TooLong),
        (to("1", Message::text("")), "text.body", Rule::Missing),
    ];
    for (envelope, field, rule) in cases {
        let error = check_envelope(&envelope).unwrap_err();
        assert_eq!((error.field.as_str(), error.rule), (field, rule), "{error}");
    }
}

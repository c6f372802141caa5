//! Messages one can tap.

use std::collections::HashSet;

use super::commerce::{check_cards, check_product, check_product_sections};
use super::measure::{
    Checked, at_most, inconsistent, length, malformed, many, many_or_none, missing, not_allowed, required, unique,
};
use super::numbers;
use super::numbers::{
    BUTTON_ID, BUTTON_TITLE, BUTTONS, DIRECT_SEND_BUTTONS, DIRECT_SEND_LINKS, FOOTER_TEXT, HEADER_TEXT,
    INTERACTIVE_BODY, LINK_BUTTON_TEXT, LIST_BODY, LIST_BUTTON, LIST_ROWS, LIST_SECTIONS, PIN_CODE, ROW_DESCRIPTION,
    ROW_ID, ROW_TITLE, SECTION_TITLE,
};
use super::payment::{check_order, check_reference};
use crate::message::{
    AddressParameters, Button, CtaUrlParameters, FlowParameters, Header, Interactive, ListAction, PostalAddress,
    ReplyButton, Section,
};

/// What may stand around an action.
struct Frame {
    headers: Headers,
    /// Whether there must be a body.
    needs_body: bool,
    longest_body: usize,
    footer: bool,
}

enum Headers {
    None,
    Text,
    TextNeeded,
    Any,
}

/// Which kind may have what.
fn frame(interactive: &Interactive) -> Frame {
    use Interactive as Kind;
    let any = Frame { headers: Headers::Any, needs_body: true, longest_body: INTERACTIVE_BODY, footer: true };
    match interactive {
        Kind::List(_) => Frame { headers: Headers::Text, longest_body: LIST_BODY, ..any },
        Kind::ProductList(_) => Frame { headers: Headers::TextNeeded, ..any },
        Kind::Carousel(_) => Frame { headers: Headers::None, footer: false, ..any },
        Kind::Product(_) | Kind::CallPermissionRequest(_) => Frame { headers: Headers::None, needs_body: false, ..any },
        Kind::LocationRequest(_) | Kind::ContactInfoRequest(_) | Kind::Catalog(_) | Kind::VoiceCall(_) => {
            Frame { headers: Headers::None, ..any }
        }
        Kind::Button(_)
        | Kind::CtaUrl(_)
        | Kind::Flow(_)
        | Kind::AddressRequest(_)
        | Kind::OrderDetails(_)
        | Kind::OrderStatus(_)
        | Kind::Other(_) => any,
    }
}

/// `directly`: outside the window by Direct Send, where other limits hold for buttons.
pub(super) fn check_interactive(interactive: &Interactive, directly: bool) -> Checked {
    if let Interactive::Other(_) = interactive {
        return Ok(());
    }
    check_frame(interactive)?;
    let name = |given: &str, name: &str| {
        if given == name { Ok(()) } else { Err(malformed("interactive.action.name")) }
    };
    match interactive {
        Interactive::Button(message) if directly => check_direct_buttons(&message.action.buttons),
        Interactive::Button(message) => check_buttons(&message.action.buttons),
        Interactive::List(message) => check_list(&message.action),
        Interactive::CtaUrl(message) => {
            name(&message.action.name, "cta_url")?;
            check_link("interactive.action.parameters", &message.action.parameters)
        }
        Interactive::Flow(message) => {
            name(&message.action.name, "flow")?;
            check_flow(&message.action.parameters)
        }
        Interactive::LocationRequest(message) => name(&message.action.name, "send_location"),
        Interactive::ContactInfoRequest(message) => name(&message.action.name, "request_contact_info"),
        Interactive::CallPermissionRequest(message) => name(&message.action.name, "call_permission_request"),
        Interactive::AddressRequest(message) => {
            name(&message.action.name, "address_message")?;
            check_address_form(&message.action.parameters)
        }
        Interactive::Product(message) => check_product("interactive.action", &message.action),
        Interactive::ProductList(message) => {
            required("interactive.action.catalog_id", &message.action.catalog_id)?;
            check_product_sections("interactive.action", &message.action.sections)
        }
        Interactive::Catalog(message) => name(&message.action.name, "catalog_message"),
        Interactive::Carousel(message) => check_cards(&message.action.cards),
        Interactive::OrderDetails(message) => {
            name(&message.action.name, "review_and_pay")?;
            check_order("interactive.action.parameters", &message.action.parameters)
        }
        Interactive::OrderStatus(message) => {
            name(&message.action.name, "review_order")?;
            let field = "interactive.action.parameters.reference_id";
            check_reference(field, &message.action.parameters.reference_id, numbers::REFERENCE_ID_BRAZIL)
        }
        Interactive::VoiceCall(message) => {
            name(&message.action.name, "voice_call")?;
            let text = message.action.parameters.display_text.as_deref().unwrap_or_default();
            at_most("interactive.action.parameters.display_text", text, LINK_BUTTON_TEXT)
        }
        Interactive::Other(_) => Ok(()),
    }
}

fn check_frame(interactive: &Interactive) -> Checked {
    let frame = frame(interactive);
    match (interactive.header(), frame.headers) {
        (None, Headers::TextNeeded) => return Err(missing("interactive.header")),
        (Some(_), Headers::None) => return Err(not_allowed("interactive.header")),
        (Some(header), Headers::Text | Headers::TextNeeded) if !matches!(header, Header::Text(_)) => {
            return Err(not_allowed("interactive.header"));
        }
        (Some(header), _) => check_header("interactive.header", header)?,
        (None, _) => {}
    }
    match interactive.body() {
        None if frame.needs_body => return Err(missing("interactive.body.text")),
        None => {}
        Some(body) => length("interactive.body.text", body, frame.longest_body)?,
    }
    match interactive.footer() {
        Some(_) if !frame.footer => Err(not_allowed("interactive.footer")),
        Some(footer) => length("interactive.footer.text", footer, FOOTER_TEXT),
        None => Ok(()),
    }
}

pub(super) fn check_header(field: &str, header: &Header) -> Checked {
    match header {
        Header::Text(text) => length(&format!("{field}.text"), text, HEADER_TEXT),
        Header::Image(media) | Header::Video(media) | Header::Document(media) => {
            if media.id.is_none() && media.link.is_none() {
                return Err(missing(format!("{field}.{}.link", header.kind())));
            }
            Ok(())
        }
        Header::Unknown { .. } => Err(malformed(format!("{field}.type"))),
    }
}

fn check_buttons(buttons: &[Button]) -> Checked {
    many("interactive.action.buttons", buttons.len(), BUTTONS)?;
    check_each_button("interactive.action.buttons", buttons, |button| match button {
        Button::Reply(reply) => Some(reply),
        _ => None,
    })
}

/// Buttons that answer; any that `reply_of` does not take may not be there.
pub(super) fn check_each_button(
    field: &str,
    buttons: &[Button],
    reply_of: impl Fn(&Button) -> Option<&ReplyButton>,
) -> Checked {
    let (mut titles, mut ids) = (HashSet::new(), HashSet::new());
    for (index, button) in buttons.iter().enumerate() {
        let Some(reply) = reply_of(button) else {
            return Err(not_allowed(format!("{field}[{index}].{}", button.kind())));
        };
        let field = format!("{field}[{index}].{}", button.kind());
        length(&format!("{field}.id"), &reply.id, BUTTON_ID)?;
        length(&format!("{field}.title"), &reply.title, BUTTON_TITLE)?;
        unique(&format!("{field}.id"), &reply.id, &mut ids)?;
        unique(&format!("{field}.title"), &reply.title, &mut titles)?;
    }
    Ok(())
}

/// Up to two links, which come first, and answers.
fn check_direct_buttons(buttons: &[Button]) -> Checked {
    let field = "interactive.action.buttons";
    many(field, buttons.len(), DIRECT_SEND_BUTTONS)?;
    let is_link = |button: &&Button| matches!(button, Button::CtaUrl(_));
    many_or_none("interactive.action.buttons[].cta_url", buttons.iter().filter(is_link).count(), DIRECT_SEND_LINKS)?;
    let links = buttons.iter().take_while(is_link).count();
    let (first, rest) = buttons.split_at_checked(links).unwrap_or_default();
    for (index, link) in first.iter().enumerate() {
        if let Button::CtaUrl(link) = link {
            check_link(&format!("{field}[{index}].cta_url"), link)?;
        }
    }
    if let Some(late) = rest.iter().position(|button| is_link(&button)) {
        return Err(inconsistent(format!("{field}[{}].cta_url", links + late)));
    }
    check_each_button(field, rest, |button| match button {
        Button::Reply(reply) => Some(reply),
        _ => None,
    })
}

pub(super) fn check_link(field: &str, link: &CtaUrlParameters) -> Checked {
    length(&format!("{field}.display_text"), &link.display_text, LINK_BUTTON_TEXT)?;
    required(&format!("{field}.url"), &link.url)
}

fn check_list(action: &ListAction) -> Checked {
    length("interactive.action.button", &action.button, LIST_BUTTON)?;
    let sections = &action.sections;
    many("interactive.action.sections", sections.len(), LIST_SECTIONS)?;
    let rows = sections.iter().map(|section| section.rows.len()).sum();
    many("interactive.action.sections[].rows", rows, LIST_ROWS)?;
    let mut ids = HashSet::new();
    for (index, section) in sections.iter().enumerate() {
        let field = format!("interactive.action.sections[{index}]");
        check_section_title(&field, section.title.as_deref(), sections.len())?;
        check_rows(&field, section, &mut ids)?;
    }
    Ok(())
}

pub(super) fn check_section_title(section: &str, title: Option<&str>, sections: usize) -> Checked {
    match title {
        Some(title) => at_most(&format!("{section}.title"), title, SECTION_TITLE),
        None if sections > 1 => Err(missing(format!("{section}.title"))),
        None => Ok(()),
    }
}

fn check_rows<'a>(section_field: &str, section: &'a Section, ids: &mut HashSet<&'a str>) -> Checked {
    for (index, row) in section.rows.iter().enumerate() {
        let field = format!("{section_field}.rows[{index}]");
        length(&format!("{field}.id"), &row.id, ROW_ID)?;
        length(&format!("{field}.title"), &row.title, ROW_TITLE)?;
        if let Some(description) = &row.description {
            at_most(&format!("{field}.description"), description, ROW_DESCRIPTION)?;
        }
        unique(&format!("{field}.id"), &row.id, ids)?;
    }
    Ok(())
}

fn check_flow(flow: &FlowParameters) -> Checked {
    let field = "interactive.action.parameters";
    required(&format!("{field}.flow_message_version"), &flow.flow_message_version)?;
    required(&format!("{field}.flow_cta"), &flow.flow_cta)?;
    match (&flow.flow_id, &flow.flow_name) {
        (None, None) => Err(missing(format!("{field}.flow_id"))),
        (Some(_), Some(_)) => Err(not_allowed(format!("{field}.flow_name"))),
        _ => Ok(()),
    }
}

fn check_address_form(form: &AddressParameters) -> Checked {
    let field = "interactive.action.parameters";
    required(&format!("{field}.country"), &form.country)?;
    if let Some(values) = &form.values {
        check_address(&format!("{field}.values"), values)?;
    }
    form.saved_addresses.iter().enumerate().try_for_each(|(index, saved)| {
        required(&format!("{field}.saved_addresses[{index}].id"), &saved.id)?;
        check_address(&format!("{field}.saved_addresses[{index}].value"), &saved.value)
    })
}

fn check_address(field: &str, address: &PostalAddress) -> Checked {
    let is_pin_code = |code: &str| code.len() == PIN_CODE && code.bytes().all(|byte| byte.is_ascii_digit());
    match &address.in_pin_code {
        Some(code) if !is_pin_code(code) => Err(malformed(format!("{field}.in_pin_code"))),
        _ => Ok(()),
    }
}

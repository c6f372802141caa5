"""Every kind of message pywa can send: accepted, on the phone, and its statuses come back."""

import pytest
from emulator import PATIENCE
from files import JPEG, MP3, MP4, OGG, PDF, WEBP
from pywa import errors, types
from pywa.types import MessageStatusType

PICTURE = "https://example.com/table.jpg"
FILM = "https://example.com/kitchen.mp4"
BUTTONS = [types.Button("Yes", "yes"), types.Button("No", "no")]
LINK = types.URLButton("Menu", "https://example.com/menu")
MENU = types.SectionList(
    "Choose",
    [
        types.Section("Warm", [types.SectionRow("Soup", "soup", "of the day"), types.SectionRow("Rice", "rice")]),
        types.Section("Cold", [types.SectionRow("Salad", "salad")]),
    ],
)
FLOW = types.FlowButton(
    "Book", flow_name="booking", flow_token="t-1", flow_action_type="navigate", flow_action_screen="BOOKING"
)
CONTACT = types.Contact(
    name=types.Contact.Name(formatted_name="Luis Pérez", first_name="Luis"),
    phones=[types.Contact.Phone(phone="+34600000000", type="WORK", wa_id="34600000000")],
    emails=[types.Contact.Email(email="luis@example.com", type="WORK")],
    urls=[types.Contact.Url(url="https://example.com", type="WORK")],
    addresses=[types.Contact.Address(street="Gran Vía 1", city="Madrid", country="Spain", country_code="es")],
    org=types.Contact.Org(company="Example", title="Cook"),
    birthday="1990-05-17",
)
PRODUCTS = [types.ProductsSection("Bread", ["loaf", "roll"]), types.ProductsSection("Cakes", ["tart"])]

# The kind on the phone, then how it is sent.
SENDS = {
    "text": ("text", lambda wa, to: wa.send_text(to, "hola")),
    "text with a preview": ("text", lambda wa, to: wa.send_message(to, "https://example.com", preview_url=True)),
    "buttons": (
        "interactive",
        lambda wa, to: wa.send_text(to, "Coming?", header="Friday", footer="Answer soon", buttons=BUTTONS),
    ),
    "link button": ("interactive", lambda wa, to: wa.send_text(to, "See", buttons=LINK)),
    "list": ("interactive", lambda wa, to: wa.send_text(to, "Our menu", header="Today", buttons=MENU)),
    "call button": ("interactive", lambda wa, to: wa.send_text(to, "Call us", buttons=types.VoiceCallButton("Call"))),
    "permission to call": (
        "interactive",
        lambda wa, to: wa.send_text(to, "May we call?", buttons=types.CallPermissionRequestButton()),
    ),
    "image by link": ("image", lambda wa, to: wa.send_image(to, PICTURE, "A table")),
    "image by bytes": ("image", lambda wa, to: wa.send_image(to, JPEG, mime_type="image/jpeg")),
    "image with buttons": ("interactive", lambda wa, to: wa.send_image(to, PICTURE, "Nice?", buttons=BUTTONS)),
    "video by link": ("video", lambda wa, to: wa.send_video(to, FILM, "The kitchen")),
    "video by bytes": ("video", lambda wa, to: wa.send_video(to, MP4, mime_type="video/mp4")),
    "audio": ("audio", lambda wa, to: wa.send_audio(to, MP3, mime_type="audio/mpeg")),
    "voice": ("audio", lambda wa, to: wa.send_voice(to, OGG, mime_type="audio/ogg")),
    "document": (
        "document",
        lambda wa, to: wa.send_document(to, PDF, filename="menu.pdf", caption="Menu", mime_type="application/pdf"),
    ),
    "sticker": ("sticker", lambda wa, to: wa.send_sticker(to, WEBP, mime_type="image/webp")),
    "location": ("location", lambda wa, to: wa.send_location(to, 40.4, -3.7, "Us", "Gran Vía 1")),
    "contact": ("contacts", lambda wa, to: wa.send_contact(to, CONTACT)),
    "two contacts": ("contacts", lambda wa, to: wa.send_contact(to, [CONTACT, CONTACT])),
    "request for a location": ("interactive", lambda wa, to: wa.request_location(to, "Where are you?")),
    "request for a number": ("interactive", lambda wa, to: wa.request_contact_info(to, "Your number, please")),
    "catalogue": ("interactive", lambda wa, to: wa.send_catalog(to, "All we have", thumbnail_product_sku="loaf")),
    "product": ("interactive", lambda wa, to: wa.send_product(to, "c-1", "loaf", "Fresh", "today")),
    "products": ("interactive", lambda wa, to: wa.send_products(to, "c-1", PRODUCTS, "Bakery", "Choose")),
    "carousel": (
        "interactive",
        lambda wa, to: wa.send_carousel(
            to,
            body="Two rooms",
            cards=[types.ImageCarouselCard(body=room, image=PICTURE, buttons=LINK) for room in ("Blue", "Green")],
        ),
    ),
}


@pytest.mark.parametrize("name", SENDS)
def test_send(wa, emulator, inbox, ana, name):
    kind, send = SENDS[name]
    sent = send(wa, ana.phone)
    inbox.wait("on_message_status", lambda update: update.id == sent.id and update.status == MessageStatusType.DELIVERED)
    ana.reads()
    read = inbox.wait(
        "on_message_status", lambda update: update.id == sent.id and update.status == MessageStatusType.READ
    )
    assert read.from_user.wa_id == ana.phone
    assert ana.messages()[-1]["message"]["type"] == kind


def test_quoting_and_tracking(wa, emulator, inbox, ana):
    question = ana.writes("Open on Friday?")
    sent = wa.send_text(ana.phone, "Yes", reply_to_message_id=question, tracker="order-7")
    status = inbox.wait("on_message_status", lambda update: update.id == sent.id)
    assert status.tracker == "order-7"
    assert status.pricing.model == "PMP"


def test_reacting_and_taking_it_back(wa, emulator, inbox, ana):
    question = ana.writes("Thank you!")
    for reaction in (wa.send_reaction(ana.phone, "❤️", question), wa.remove_reaction(ana.phone, question)):
        inbox.wait("on_message_status", lambda update, sent=reaction: update.id == sent.id)


def test_to_somebody_without_a_number(wa, emulator, inbox):
    hidden = emulator.customer("Bea", username="bea_bakes")
    said = hidden.writes()
    message = inbox.wait("on_message", lambda message: message.id == said)
    assert message.from_user.bsuid == hidden.view["user_id"]
    sent = message.reply_text("hola, Bea")
    inbox.wait("on_message_status", lambda update: update.id == sent.id)


def test_the_answers_to_a_message_received(wa, emulator, inbox, ana):
    """The short ways that a message offers: each becomes a call of the client."""
    said = ana.writes("Can you help?")
    message = inbox.wait("on_message", lambda message: message.id == said)
    assert message.mark_as_read()
    assert message.indicate_typing()
    answers = [
        message.reply_text("Of course"),
        message.reply_image(PICTURE),
        message.reply_video(FILM),
        message.reply_document("https://example.com/a.pdf"),
        message.reply_audio("https://example.com/a.mp3"),
        message.reply_voice("https://example.com/a.ogg"),
        message.reply_sticker("https://example.com/a.webp"),
        message.reply_location(40.4, -3.7, "Us", "Gran Vía 1"),
        message.reply_location_request("Where?"),
        message.reply_contact_info_request("Your number?"),
        message.reply_contact(CONTACT),
        message.reply_catalog("All"),
        message.reply_product("c-1", "loaf"),
        message.reply_products("c-1", PRODUCTS, "Bakery", "Choose"),
        message.react("👍"),
        message.unreact(),
        message.copy(ana.phone),
    ]
    for answer in answers:
        inbox.wait("on_message_status", lambda update, sent=answer: update.id == sent.id)


def test_waiting_for_an_answer(wa, emulator, ana):
    """What pywa's own listeners wait for arrives while they wait."""
    sent = wa.send_text(ana.phone, "Coming?", buttons=BUTTONS)
    click = {"type": "button_reply", "button_reply": {"id": "yes", "title": "Yes"}}
    with emulator.meanwhile(wa, lambda: ana.says("interactive", click, context_id=sent.id)):
        assert sent.wait_for_click(timeout=PATIENCE).data == "yes"


def test_refusals_are_pywas_own_errors(wa, emulator, inbox, ana):
    with pytest.raises(errors.InvalidParameter):
        wa.send_text(ana.phone, "x" * 5000)


def test_too_late_for_free_words(wa, emulator, inbox, ana):
    """A failed status tells of no contacts, without which pywa cannot read it: its users see the raw update."""
    emulator.step(days=2)
    sent = wa.send_text(ana.phone, "too late")
    update = inbox.wait("on_raw_update", lambda raw: raw.value.get("statuses", [{}])[0].get("id") == sent.id)
    assert [error["code"] for error in update.value["statuses"][0]["errors"]] == [131047]

"""Every kind of update pywa has a handler for, received by its own server with the signature checked."""

import json

import httpx
import pytest
from files import JPEG, MP4, OGG, PDF, WEBP
from pywa import types

VCARD = {"name": {"formatted_name": "Luis", "first_name": "Luis"}, "phones": [{"phone": "+34600000000", "type": "CELL"}]}
ORDER = {
    "catalog_id": "c-1",
    "text": "for Friday",
    "product_items": [{"product_retailer_id": "loaf", "quantity": 2, "item_price": 3.5, "currency": "EUR"}],
}

# What the customer sends (kind, content, file), and how pywa shows that it understood.
MESSAGES = {
    "text": ("text", {"body": "hola"}, None, lambda m: m.text == "hola"),
    "image": ("image", {"caption": "My cat"}, ("image/jpeg", JPEG), lambda m: m.image and m.caption == "My cat"),
    "video": ("video", {}, ("video/mp4", MP4), lambda m: m.video.mime_type == "video/mp4"),
    "document": (
        "document",
        {"filename": "cv.pdf"},
        ("application/pdf", PDF),
        lambda m: m.document.filename == "cv.pdf",
    ),
    "voice note": ("audio", {"voice": True}, ("audio/ogg; codecs=opus", OGG), lambda m: m.voice),
    "sticker": ("sticker", {"animated": False}, ("image/webp", WEBP), lambda m: not m.sticker.animated),
    "location": ("location", {"latitude": 40.4, "longitude": -3.7}, None, lambda m: m.location.latitude == 40.4),
    "contacts": ("contacts", [VCARD], None, lambda m: m.contacts[0].name.formatted_name == "Luis"),
    "order": ("order", ORDER, None, lambda m: m.order.products[0].sku == "loaf" and m.order.total_price == 7),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message(inbox, ana, name):
    kind, content, file, understood = MESSAGES[name]
    said = ana.says(kind, content, file=file)
    message = inbox.wait("on_message", lambda message: message.id == said)
    assert understood(message)
    assert (message.from_user.wa_id, message.from_user.name) == (ana.phone, ana.name)


def test_media_of_a_customer_is_downloaded(inbox, ana, tmp_path):
    said = ana.says("image", {}, file=("image/jpeg", JPEG))
    message = inbox.wait("on_message", lambda message: message.id == said)
    assert message.get_media_bytes() == JPEG
    assert message.download_media(filepath=tmp_path).read_bytes() == JPEG
    assert b"".join(message.stream_media()) == JPEG


def test_reaction_and_its_end(wa, inbox, ana):
    sent = wa.send_text(ana.phone, "See you")
    said = ana.says("reaction", {"message_id": sent.id, "emoji": "👍"})
    message = inbox.wait("on_message", lambda message: message.id == said)
    assert (message.reaction.message_id, message.reaction.emoji) == (sent.id, "👍")
    said = ana.says("reaction", {"message_id": sent.id})
    assert inbox.wait("on_message", lambda message: message.id == said).reaction.emoji is None


def test_quotation_and_advertisement(wa, inbox, ana):
    sent = wa.send_text(ana.phone, "Coming?")
    said = ana.says("text", {"body": "Yes"}, context_id=sent.id)
    assert inbox.wait("on_message", lambda message: message.id == said).reply_to_message.id == sent.id
    referral = {
        "source_url": "https://fb.me/x",
        "source_id": "120",
        "source_type": "ad",
        "headline": "Bread",
        "body": "Fresh",
        "media_type": "image",
        "image_url": "https://example.com/bread.jpg",
        "ctwa_clid": "clid-1",
    }
    said = ana.says("text", {"body": "Hi"}, referral=referral)
    assert inbox.wait("on_message", lambda message: message.id == said).referral.ctwa_clid == "clid-1"


def test_taps(wa, inbox, ana):
    buttons = [types.Button("Yes", "yes")]
    sent = wa.send_text(ana.phone, "Coming?", buttons=buttons)
    reply = {"type": "button_reply", "button_reply": {"id": "yes", "title": "Yes"}}
    said = ana.says("interactive", reply, context_id=sent.id)
    tap = inbox.wait("on_callback_button", lambda tap: tap.id == said)
    assert (tap.data, tap.reply_to_message.id, tap.is_quick_reply) == ("yes", sent.id, False)
    said = ana.says("button", {"payload": "STOP", "text": "Stop"})
    assert inbox.wait("on_callback_button", lambda tap: tap.id == said).is_quick_reply


def test_choice_from_a_list(wa, inbox, ana):
    rows = [types.SectionRow("Soup", "soup"), types.SectionRow("Rice", "rice")]
    sent = wa.send_text(ana.phone, "Choose", buttons=types.SectionList("Menu", [types.Section("Warm", rows)]))
    reply = {"type": "list_reply", "list_reply": {"id": "soup", "title": "Soup", "description": "of the day"}}
    said = ana.says("interactive", reply, context_id=sent.id)
    choice = inbox.wait("on_callback_selection", lambda choice: choice.id == said)
    assert (choice.data, choice.title, choice.description) == ("soup", "Soup", "of the day")


def test_completed_flow(inbox, ana):
    answers = {"flow_token": "t-1", "day": "friday"}
    reply = {
        "type": "nfm_reply",
        "nfm_reply": {"name": "flow", "body": "Sent", "response_json": json.dumps(answers)},
    }
    said = ana.says("interactive", reply)
    completion = inbox.wait("on_flow_completion", lambda completion: completion.id == said)
    assert (completion.token, completion.response["day"]) == ("t-1", "friday")


# Fields in which something happens to an account, sent by hand as Meta's examples show them.
TEMPLATE = {"message_template_id": 12, "message_template_name": "order", "message_template_language": "en_US"}
ACCOUNT = {
    "on_template_status_update": (
        "message_template_status_update",
        {**TEMPLATE, "event": "PAUSED", "reason": None, "other_info": {"title": "FIRST_PAUSE", "description": "x"}},
    ),
    "on_template_category_update": (
        "template_category_update",
        {**TEMPLATE, "previous_category": "UTILITY", "new_category": "MARKETING"},
    ),
    "on_template_quality_update": (
        "message_template_quality_update",
        {**TEMPLATE, "previous_quality_score": "GREEN", "new_quality_score": "YELLOW"},
    ),
    "on_template_components_update": (
        "message_template_components_update",
        {**TEMPLATE, "message_template_element": "Your order", "message_template_buttons": []},
    ),
    "on_account_update": (
        "account_update",
        {"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "ADULT"}},
    ),
}


@pytest.mark.parametrize("handler", ACCOUNT)
def test_account(emulator, inbox, handler):
    emulator.webhook(*ACCOUNT[handler])
    wanted = ACCOUNT[handler][1]
    assert inbox.wait(handler, lambda update: update.raw.value == wanted)


def about(emulator, ana, **more):
    """A value of the `messages` family: which number it reached, and from whom."""
    number = emulator.state["numbers"][0]
    return {
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": number["display_phone_number"],
            "phone_number_id": number["phone_number_id"],
        },
        "contacts": [{"profile": {"name": ana.name}, "wa_id": ana.phone, "user_id": ana.view["user_id"]}],
        **more,
    }


def from_ana(ana, identity, kind, content):
    sender = {"from": ana.phone, "from_user_id": ana.view["user_id"], "timestamp": "1795406803"}
    return {**sender, "id": identity, "type": kind, kind: content}


def test_preference_for_marketing(inbox, ana):
    ana.changes(wants_marketing=False)
    preference = inbox.wait("on_user_marketing_preferences", lambda update: update.from_user.wa_id == ana.phone)
    assert preference.value == "stop"


def test_another_number(inbox, ana):
    ana.changes(phone="34600999999")
    change = inbox.wait("on_phone_number_change", lambda change: change.old_wa_id == ana.phone)
    assert change.new_wa_id == "34600999999"


# Kinds of messages that customers of the emulator do not write by themselves.
OTHER_MESSAGES = {
    "on_edited_message": (
        "edit",
        {
            "original_message_id": "wamid.1",
            "message": {"context": {"id": "M0"}, "type": "text", "text": {"body": "better"}},
        },
    ),
    "on_deleted_message": ("revoke", {"original_message_id": "wamid.1"}),
    "on_identity_change": (
        "system",
        {"body": "Ana's code changed", "type": "customer_identity_changed"},
    ),
    "on_call_permission_update": (
        "interactive",
        {
            "type": "call_permission_reply",
            "call_permission_reply": {
                "response": "accept",
                "expiration_timestamp": 1795906803,
                "response_source": "user_action",
            },
        },
    ),
}


@pytest.mark.parametrize("handler", OTHER_MESSAGES)
def test_other_messages(emulator, inbox, ana, handler):
    kind, content = OTHER_MESSAGES[handler]
    identity = {"acknowledged": True, "created_timestamp": "1795406803", "hash": "abc"}
    message = {**from_ana(ana, f"wamid.{handler}", kind, content), "identity": identity}
    emulator.webhook("messages", about(emulator, ana, messages=[message]))
    assert inbox.wait(handler, lambda update: update.id == f"wamid.{handler}")


def call(ana, **more):
    return {"id": "wacid.1", "from": ana.phone, "to": "34911223344", "timestamp": "1795406803", **more}


def calls(ana):
    offer = {"sdp_type": "offer", "sdp": "v=0"}
    started = {"direction": "USER_INITIATED", "from_user_id": ana.view["user_id"]}
    ended = {"status": "COMPLETED", "start_time": "1795406803", "end_time": "1795406863", "duration": 60}
    status = {
        "id": "wacid.1",
        "type": "call",
        "status": "RINGING",
        "timestamp": "1795406803",
        "recipient_id": ana.phone,
        "recipient_user_id": ana.view["user_id"],
    }
    return {
        "on_call_connect": {"calls": [call(ana, event="connect", session=offer, **started)]},
        "on_call_terminate": {"calls": [call(ana, event="terminate", **started, **ended)]},
        "on_call_status": {"statuses": [status]},
    }


@pytest.mark.parametrize("handler", ["on_call_connect", "on_call_terminate", "on_call_status"])
def test_calls(emulator, inbox, ana, handler):
    emulator.webhook("calls", about(emulator, ana, **calls(ana)[handler]))
    assert inbox.wait(handler, lambda update: update.id == "wacid.1")


ECHOES = {
    "on_outgoing_message": ("text", {"body": "from the app"}),
    "on_outgoing_edited_message": OTHER_MESSAGES["on_edited_message"],
    "on_outgoing_deleted_message": OTHER_MESSAGES["on_deleted_message"],
}


@pytest.mark.parametrize("handler", ECHOES)
def test_echoes_of_the_business_app(emulator, inbox, ana, handler):
    kind, content = ECHOES[handler]
    echo = {**from_ana(ana, f"wamid.{handler}", kind, content), "from": "34911223344", "to": ana.phone}
    emulator.webhook("smb_message_echoes", about(emulator, ana, message_echoes=[echo]))
    assert inbox.wait(handler).id == f"wamid.{handler}"


def test_statuses_in_a_group(emulator, inbox, ana):
    status = {
        "id": "wamid.group",
        "status": "delivered",
        "timestamp": "1795406803",
        "recipient_id": "Y2FwaV9ncm91cA",
        "recipient_type": "group",
        "recipient_participant_id": ana.phone,
        "recipient_participant_user_id": ana.view["user_id"],
    }
    emulator.webhook("messages", about(emulator, ana, statuses=[status]))
    assert inbox.wait("on_group_message_statuses")


def test_a_wrong_signature_is_refused(server):
    _, address = server
    headers = {"X-Hub-Signature-256": "sha256=" + "0" * 64}
    answer = httpx.post(f"{address}/webhook", json={"object": "whatsapp_business_account", "entry": []}, headers=headers)
    assert answer.status_code == 403

"""Groups, and calls."""

import pytest
from pywa.types.calls import CallingSettings, CallingSettingsStatus, SessionDescription
from pywa.types.groups import GroupJoinApprovalMode

from files import PNG

ANSWER = SessionDescription(sdp_type="answer", sdp="v=0")
OFFER = SessionDescription(sdp_type="offer", sdp="v=0")


def made(inbox, subject):
    """The new group of that name, as its webhook tells of it."""
    wanted = lambda raw: raw.field == "group_lifecycle_update" and raw.value["groups"][0].get("subject") == subject
    return inbox.wait("on_raw_update", wanted).value["groups"][0]


def asks(inbox, customer, group):
    """The request of somebody who wants to be let in."""
    wanted = lambda raw: raw.field == "group_participants_update" and (
        raw.value["groups"][0]["type"],
        raw.value["groups"][0].get("wa_id"),
        raw.value["groups"][0]["group_id"],
    ) == ("group_join_request_created", customer.phone, group)
    return inbox.wait("on_raw_update", wanted).value["groups"][0]["join_request_id"]


def test_messages_in_a_group(wa, inbox, ana):
    wa.create_group(subject="Messages")
    new = made(inbox, "Messages")
    group = new["group_id"]
    ana.joins(new["invite_link"])
    said = ana.says("text", {"body": "hola a todos"}, group_id=group)
    inbox.wait("on_message", lambda message: message.id == said)
    sent = wa.send_message(group, "pan")
    inbox.wait("on_group_message_statuses", lambda statuses: any(status.id == sent.id for status in statuses.statuses))
    assert [message["id"] for message in ana.messages()][-1] == sent.id
    assert wa.pin_message(group, sent.id, expiration_days=1).id
    assert "pinned_until" in next(message for message in ana.messages() if message["id"] == sent.id)
    assert wa.unpin_message(group, sent.id).id
    assert not [message for message in ana.messages() if "pinned_until" in message]
    assert wa.remove_group_participants(group, [ana.phone]).request_id
    assert wa.delete_group(group).request_id


def test_people_who_ask_to_be_let_in(wa, emulator, inbox, ana):
    wa.create_group(subject="Asking", join_approval_mode=GroupJoinApprovalMode.APPROVAL_REQUIRED)
    new = made(inbox, "Asking")
    luis = emulator.customer("Luis")
    for customer in (ana, luis):
        customer.joins(new["invite_link"])
    assert wa.approve_group_join_requests(new["group_id"], [asks(inbox, ana, new["group_id"])]).request_id
    assert wa.reject_group_join_requests(new["group_id"], [asks(inbox, luis, new["group_id"])]).request_id


def test_group(wa, inbox):
    assert wa.create_group(subject="Bakers", description="Who bakes").request_id
    group = made(inbox, "Bakers")["group_id"]
    details = wa.get_group(group)
    assert (details.subject, details.description) == ("Bakers", "Who bakes")
    assert wa.update_group_settings(group, subject="Pastry", description="Who makes pastry", profile_picture=PNG).request_id
    assert (wa.get_group(group).subject, wa.get_group(group).description) == ("Pastry", "Who makes pastry")
    link = wa.get_group_invite_link(group).link
    assert wa.reset_group_invite_link(group).link != link
    requests = wa.get_group_join_requests(group)
    assert list(requests) == []


@pytest.fixture
def calling(wa):
    wa.update_business_phone_number_settings(calling=CallingSettings(status=CallingSettingsStatus.ENABLED))


def test_call_of_the_business(wa, ana, calling):
    ana.permits_calls()
    call = wa.initiate_call(ana.phone, OFFER)
    assert call.id.startswith("wacid.")
    assert wa.terminate_call(call.id)


def test_call_of_a_customer(wa, inbox, ana, calling):
    rings = ana.calls()
    assert inbox.wait("on_call_connect", lambda call: call.id == rings).session.sdp_type == "offer"
    assert wa.pre_accept_call(rings, ANSWER)
    assert wa.accept_call(rings, ANSWER)
    assert wa.terminate_call(rings)
    inbox.wait("on_call_terminate", lambda call: call.id == rings)
    assert wa.reject_call(ana.calls())

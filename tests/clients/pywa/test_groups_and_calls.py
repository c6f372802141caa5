"""Groups, and calls."""

import pytest
from pywa.types.calls import CallingSettings, CallingSettingsStatus, SessionDescription

ANSWER = SessionDescription(sdp_type="answer", sdp="v=0")
OFFER = SessionDescription(sdp_type="offer", sdp="v=0")


def test_group(wa, inbox):
    assert wa.create_group(subject="Bakers", description="Who bakes").request_id
    group = inbox.wait("on_raw_update", lambda raw: raw.field == "group_lifecycle_update").value["groups"][0]["group_id"]
    details = wa.get_group(group)
    assert (details.subject, details.description) == ("Bakers", "Who bakes")
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

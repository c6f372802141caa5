"""Groups, and calls."""

import datetime

from pywa.types.calls import SessionDescription

OFFER = SessionDescription(sdp_type="offer", sdp="v=0")
ANSWER = SessionDescription(sdp_type="answer", sdp="v=0")


def test_group(wa, inbox):
    assert wa.create_group(subject="Bakers", description="Who bakes").request_id
    group = inbox.wait("on_raw_update", lambda raw: raw.field == "group_lifecycle_update").value["groups"][0]["group_id"]
    assert group in [each.id for each in wa.get_groups()]
    details = wa.get_group(group)
    assert (details.subject, details.description) == ("Bakers", "Who bakes")
    link = wa.get_group_invite_link(group).link
    assert wa.reset_group_invite_link(group).link != link
    requests = wa.get_group_join_requests(group)
    assert list(requests) == []
    assert wa.update_group_settings(group, subject="Good bakers", profile_picture=None).request_id
    sent = wa.send_text(group, "Welcome")
    assert wa.pin_message(group, sent.id, expiration_days=datetime.timedelta(days=7)).id
    assert wa.unpin_message(group, sent.id).id
    assert wa.delete_group(group).request_id


def test_call_of_the_business(wa, ana):
    call = wa.initiate_call(ana.phone, OFFER)
    assert call.id.startswith("wacid.")
    assert wa.terminate_call(call.id)


def test_call_of_a_customer(wa):
    for identity, answer in (("wacid.1", wa.accept_call), ("wacid.2", wa.pre_accept_call)):
        assert answer(identity, ANSWER)
    assert wa.reject_call("wacid.3")

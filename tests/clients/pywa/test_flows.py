"""Flows: written, published, opened on a phone, answered by pywa's encrypted data end-point, retired."""

import pytest
from conftest import WORKED
from flow_keys import PUBLIC_KEY
from pywa import errors, types
from pywa.types.flows import FlowCategory, FlowMetricGranularity, FlowMetricName, FlowStatus

BOOKING = {
    "version": "7.3",
    "screens": [
        {
            "id": "BOOKING",
            "title": "A table",
            "terminal": True,
            "layout": {
                "type": "SingleColumnLayout",
                "children": [
                    {"type": "TextInput", "name": "persons", "label": "Persons", "required": True},
                    {
                        "type": "Footer",
                        "label": "Book",
                        "on-click-action": {"name": "complete", "payload": {"persons": "${form.persons}"}},
                    },
                ],
            },
        }
    ],
}
ASKING = {
    "version": "7.3",
    "data_api_version": "3.0",
    "routing_model": {"DAY": []},
    "screens": [
        {
            "id": "DAY",
            "title": "The day",
            "terminal": True,
            "data": {"day": {"type": "string", "__example__": "friday"}},
            "layout": {
                "type": "SingleColumnLayout",
                "children": [
                    {"type": "TextBody", "text": "${data.day}"},
                    {
                        "type": "Footer",
                        "label": "Go on",
                        "on-click-action": {"name": "data_exchange", "payload": {"day": "${data.day}"}},
                    },
                ],
            },
        }
    ],
}


def published(wa, name, content, **more):
    created = wa.create_flow(name, [FlowCategory.APPOINTMENT_BOOKING], flow_json=content, **more)
    assert created.success, created.validation_errors
    assert wa.publish_flow(created.id)
    return created.id


def test_life(wa):
    created = wa.create_flow("life", [FlowCategory.SURVEY])
    assert wa.get_flow(created.id).status == FlowStatus.DRAFT
    assert wa.update_flow_metadata(created.id, name="a life", categories=[FlowCategory.OTHER])
    assert wa.update_flow_json(created.id, BOOKING).success
    asset = next(iter(wa.get_flow_assets(created.id)))
    assert (asset.name, asset.type) == ("flow.json", "FLOW_JSON")
    assert created.id in [flow.id for flow in wa.get_flows()]
    assert wa.publish_flow(created.id)
    details = wa.get_flow(created.id, invalidate_preview=False)
    assert (details.name, details.status, details.json_version) == ("a life", FlowStatus.PUBLISHED, "7.3")
    assert wa.deprecate_flow(created.id)
    assert wa.get_flow(created.id).status == FlowStatus.DEPRECATED


def test_a_draft_is_thrown_away(wa):
    created = wa.create_flow("thrown away", [FlowCategory.OTHER])
    assert wa.delete_flow(created.id)
    with pytest.raises(errors.WhatsAppError):
        wa.get_flow(created.id)


def test_mistakes_are_told(wa):
    created = wa.create_flow("mistaken", [FlowCategory.OTHER])
    wrong = {"version": "7.3", "screens": [{"id": "A", "title": "x", "layout": {"type": "SingleColumnLayout"}}]}
    result = wa.update_flow_json(created.id, wrong)
    assert result.validation_errors
    with pytest.raises(errors.WhatsAppError):
        wa.publish_flow(created.id)


def test_migration(wa):
    published(wa, "moved", BOOKING)
    moved = wa.migrate_flows(wa.waba_id, ["moved"])
    assert [failed.source_name for failed in moved.failed_flows] == ["moved"]


def test_metrics(wa):
    flow = published(wa, "measured", BOOKING)
    assert wa.get_flow_metrics(flow, FlowMetricName.ENDPOINT_REQUEST_COUNT, FlowMetricGranularity.DAY)


def test_sent_and_completed(wa, inbox, ana):
    flow = published(wa, "booking", BOOKING)
    button = types.FlowButton(
        "Book", flow_id=flow, flow_token="t-7", flow_action_type="navigate", flow_action_screen="BOOKING"
    )
    sent = wa.send_text(ana.phone, "A table?", buttons=button)
    inbox.wait("on_message_status", lambda update: update.id == sent.id)
    opened = ana.opens_flow(sent.id)
    ana.acts_in_flow(opened["session"], persons="4")
    completion = inbox.wait("on_flow_completion", lambda completion: completion.token == "t-7")
    assert completion.response["persons"] == "4"


def test_data_end_point(wa, emulator, inbox, ana, server):
    """The phone opens the Flow: pywa decrypts what it asks, and answers so that the phone understands."""
    _, address = server
    assert wa.set_business_public_key(PUBLIC_KEY)
    asked = []

    @wa.on_flow_request("/asking")
    def answer(_, request):
        asked.append(request)
        return request.respond(screen="DAY", data={"day": "friday"})

    @answer.on_data_exchange
    def end(_, request):
        asked.append(request)
        return request.respond(close_flow=True, data={"day": request.data["day"]})

    flow = published(wa, "asking", ASKING, endpoint_uri=f"{address}/asking")
    button = types.FlowButton("Book", flow_id=flow, flow_token="t-8", flow_action_type="data_exchange")
    sent = wa.send_text(ana.phone, "Which day?", buttons=button)
    inbox.wait("on_message_status", lambda update: update.id == sent.id)
    opened = ana.opens_flow(sent.id)
    assert (opened["screen"]["id"], opened["data"]) == ("DAY", {"day": "friday"})
    done = ana.acts_in_flow(opened["session"])
    assert done["state"] == "completed"
    completion = inbox.wait("on_flow_completion", lambda completion: completion.token == "t-8")
    assert completion.response["day"] == "friday"
    assert [request.action for request in asked] == ["INIT", "data_exchange"]
    WORKED.add("on_flow_request")

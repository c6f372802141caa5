"""Nothing that pywa offers is left out: each method worked above, or stands here with the reason why not."""

from conftest import WORKED, public_methods
from pywa import WhatsApp

# Around the API, not of it: how a program is put together with pywa.
PROGRAMMING = {
    "add_flow_request_handler": "what on_flow_request does",
    "add_handlers": "what the on_… methods do",
    "get_flow_request_handler": "for servers other than FastAPI and Flask",
    "listen": "what the wait_for_… methods of a sent message do",
    "load_handlers_modules": "collects handlers of a module",
    "remove_callbacks": "forgets a handler",
    "remove_handlers": "forgets a handler",
    "run": "starts a server that blocks; these tests bring their own",
    "stop_listening": "ends what listen began",
    "webhook_challenge_handler": "for servers other than FastAPI and Flask; theirs is used",
    "webhook_update_handler": "for servers other than FastAPI and Flask; theirs is used",
    "webhook_update_validator": "for servers other than FastAPI and Flask; theirs is used",
}

# Of the API, and not in the emulator.
MISSING = {
    "compare_templates": "answers only for templates that were sent 1,000 times; its refusal is tried",
    "get_blocked_users": "pywa wants an input in each, which Meta does not tell",
    "get_call_permissions": "pywa calls its own method without an argument that it needs, and raises TypeError",
    "get_signups": "pywa raises TypeError over its own list of fields, before it calls",
    "get_groups": "pywa reads the list from data, Meta documents data.groups",
    "migrate_templates": "pywa reads a list of failed_templates, Meta documents an object",
    "upsert_authentication_template": "pywa sends its JSON within a JSON string",
}


def test_every_method_worked_or_has_a_reason():
    offered = public_methods(WhatsApp)
    excused = PROGRAMMING.keys() | MISSING.keys()
    assert offered - WORKED - excused == set(), "neither tried nor excused"
    assert MISSING.keys() & WORKED == set(), "these work and need no excuse"
    assert excused - offered == set(), "pywa has no such methods"
    print(f"\npywa: {len(offered & WORKED)} of {len(offered)} methods worked, {len(offered - WORKED)} excused")

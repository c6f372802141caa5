"""pywa as its users run it: a client, and a webhook server that checks signatures; on the other side the emulator.

pywa speaks to graph.facebook.com and to nothing else. In a network namespace that name is the emulator's and nothing is
touched (`FIXED_HOST`, see scripts/clients.sh); elsewhere its HTTP client, which pywa lets one choose, is told where that host is.
"""

import functools
import inspect
import os
import socket
import threading

import fastapi
import httpx
import pytest
import uvicorn
from emulator import PATIENCE, Emulator, Inbox
from pywa import WhatsApp
from pywa.handlers import Handler

from flow_keys import PRIVATE_KEY

APP_ID = 670843887433847
APP_SECRET = "emulated-app-secret"
TOKEN = "EAAemulated"
# What pywa has handlers for, and groups, of which only its raw update tells.
GROUPS = ["group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update"]
FIELDS = [*Handler._handled_fields(), *GROUPS]
VERIFY_TOKEN = "emulated-verify-token"

# Every method that did its work, and every handler that was called.
WORKED = set()


def public_methods(cls):
    """What a class offers, without what it keeps to itself."""
    return {name for name, _ in inspect.getmembers(cls, inspect.isfunction) if not name.startswith("_")}


class Watched(WhatsApp):
    """The client, noting which of its methods came back without an error."""

    def __getattribute__(self, name):
        found = super().__getattribute__(name)
        if name.startswith(("_", "on_")) or not inspect.ismethod(found):
            return found

        @functools.wraps(found)
        def noted(*positional, **named):
            result = found(*positional, **named)
            WORKED.add(name)
            return result

        return noted


class ToTheEmulator(httpx.HTTPTransport):
    """Meta's hosts, found on loopback."""

    def __init__(self, url):
        super().__init__()
        self._emulator = httpx.URL(url)

    def handle_request(self, request):
        if request.url.host.endswith((".facebook.com", ".fbsbx.com")):
            request.url = request.url.copy_with(
                scheme=self._emulator.scheme, host=self._emulator.host, port=self._emulator.port
            )
        return super().handle_request(request)


@pytest.fixture(scope="session")
def emulator():
    running = Emulator.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def inbox(emulator):
    return Inbox(emulator)


@pytest.fixture(scope="session")
def server():
    """An empty FastAPI application that listens already, as the challenge will want it, and its address."""
    app = fastapi.FastAPI()
    listener = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield app, f"http://127.0.0.1:{listener.getsockname()[1]}"
    running.should_exit = True
    thread.join(PATIENCE)


def http_client(emulator):
    """Nothing at all where Meta's name already leads to the emulator."""
    return None if os.environ.get("FIXED_HOST") else httpx.Client(transport=ToTheEmulator(emulator.url))


@pytest.fixture
def stranger(emulator):
    """Somebody without a token."""
    return http_client(emulator) or httpx.Client()


@pytest.fixture(scope="session")
def wa(emulator, server, inbox):
    """The client; it subscribes, and every kind of update goes to the inbox under its handler's name."""
    app, address = server
    number = emulator.state["numbers"][0]["phone_number_id"]
    client = Watched(
        phone_id=number,
        token=TOKEN,
        session=http_client(emulator),
        server=app,
        verify_token=VERIFY_TOKEN,
        webhook_endpoint="/webhook",
        app_id=APP_ID,
        app_secret=APP_SECRET,
        waba_id=emulator.state["waba_id"],
        business_private_key=PRIVATE_KEY,
        # Each test looks for itself; handlers, listeners and the raw update all see each update.
        continue_handling=True,
    )
    for name in sorted(name for name in public_methods(WhatsApp) if name.startswith("on_") and name != "on_flow_request"):
        getattr(client, name)(receiver(inbox, name))
    app_token = client.get_app_access_token(APP_ID, APP_SECRET)
    assert client.set_app_callback_url(APP_ID, app_token, f"{address}/webhook", VERIFY_TOKEN, FIELDS)
    return client


def receiver(inbox, name):
    def receive(_, update):
        WORKED.add(name)
        inbox.put(name, update)

    return receive


@pytest.fixture
def ana(emulator, wa, inbox):
    """A customer whose window is open."""
    customer = emulator.customer("Ana")
    said = customer.writes()
    inbox.wait("on_message", lambda message: message.id == said)
    return customer

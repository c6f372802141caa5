"""A `recado emulator` of one's own, and its control API: customers, time, templates, webhooks by hand."""

import base64
import contextlib
import itertools
import json
import os
import pathlib
import subprocess
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).parents[3]
BINARY = pathlib.Path(os.environ.get("RECADO_BIN", ROOT / "target/debug/recado"))
# Nothing takes so long; it only ends a test that waits for what never comes.
PATIENCE = float(os.environ.get("PATIENCE", 45))
# As long as a webhook takes that is on its way already; then the clock is moved on.
A_MOMENT = 0.03

PERMISSION = {
    "type": "call_permission_reply",
    "call_permission_reply": {"response": "accept", "is_permanent": True, "response_source": "user_action"},
}


class Emulator:
    """The running program. Its clock stands still unless a test moves it."""

    def __init__(self, url, process):
        self.url = url
        self._process = process
        self._names = itertools.count(1)
        self.control("PUT", "/time", {"speed": 0})
        self.state = self.control("GET", "/state")

    @classmethod
    def start(cls):
        """A new one: on a free port, or as Meta's own hosts where the test has the network for itself."""
        command = [BINARY, "emulator", "--print-json", "--listen"]
        if authority := os.environ.get("FIXED_HOST"):
            command += ["127.0.0.1:443", "--tls", "--ca-directory", authority]
        else:
            command += ["127.0.0.1:0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        return cls(json.loads(process.stdout.readline())["url"], process)

    def stop(self):
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._process.stdout.close()

    def control(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(f"{self.url}/emulator{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            text = response.read()
        return json.loads(text) if text else None

    def step(self, **duration):
        """Lets time pass: seconds, minutes, hours or days of it."""
        seconds = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
        passed = sum(seconds[unit] * count for unit, count in duration.items())
        return self.control("PUT", "/time", {"step_ms": round(passed * 1000)})

    def customer(self, name="Ana", **more):
        """Somebody new, who does only what the test makes them do."""
        phone = f"346{next(self._names):08d}"
        return Customer(self, self.control("POST", "/customers", {"name": name, "phone": phone, **more}))

    @contextlib.contextmanager
    def meanwhile(self, wa, act):
        """Lets something happen while a test waits for it: as soon as the client listens, and not before."""

        def act_when_listening():
            deadline = time.monotonic() + PATIENCE
            while not wa._listeners and time.monotonic() < deadline:
                time.sleep(A_MOMENT)
            act()

        thread = threading.Thread(target=act_when_listening)
        thread.start()
        yield
        thread.join(PATIENCE)

    def webhook(self, field, value):
        """Any change of any field, as if it had happened."""
        self.control("POST", "/webhooks", {"field": field, "value": value})


class Customer:
    """A simulated person and the phone in their hand."""

    def __init__(self, emulator, view):
        self._emulator = emulator
        self.id = view["id"]
        self.name = view["name"]
        self.phone = view["phone"]
        self.view = view

    def says(self, kind, content, *, context_id=None, referral=None, file=None, group_id=None):
        """Sends a message to the business, or in a group; `file` is its type and its bytes. Answers its id."""
        number = self._emulator.state["numbers"][0]["phone_number_id"]
        body = {"message": {"type": kind, kind: content}, "phone_number_id": number}
        if context_id:
            body["context_id"] = context_id
        if group_id:
            body["group_id"] = group_id
        if referral:
            body["referral"] = referral
        if file:
            body["file"] = {"mime_type": file[0], "data": base64.b64encode(file[1]).decode()}
        return self._emulator.control("POST", f"/customers/{self.id}/messages", body)["id"]

    def writes(self, text="hola"):
        return self.says("text", {"body": text})

    def reads(self):
        self._emulator.control("POST", f"/customers/{self.id}/read")

    def changes(self, **change):
        """Another telephone number, no more marketing: what the control API lets happen to a customer."""
        self._emulator.control("PATCH", f"/customers/{self.id}", change)

    def calls(self):
        """Rings the business; the id of the call."""
        return self._emulator.control("POST", f"/customers/{self.id}/call")["id"]

    def joins(self, invite_link):
        """Follows the invitation to a group."""
        self._emulator.control("POST", f"/customers/{self.id}/groups", {"invite_link": invite_link})

    def permits_calls(self):
        self.says("interactive", PERMISSION)

    def opens_flow(self, message_id):
        """Taps the button of a Flow; what the phone shows then."""
        return self._emulator.control("POST", f"/customers/{self.id}/flows", {"message_id": message_id})

    def acts_in_flow(self, session, **form):
        """Fills in the screen and taps its footer."""
        return self._emulator.control("POST", f"/flow_sessions/{session}", {"form": form})

    def messages(self):
        """What is on the phone, the latest last."""
        return self._emulator.control("GET", f"/customers/{self.id}/messages")["items"]


class Inbox:
    """What arrived, for a test to wait on; time passes in the emulator while it waits."""

    def __init__(self, emulator):
        self._emulator = emulator
        self._changed = threading.Condition()
        self._items = []

    def put(self, kind, item):
        with self._changed:
            self._items.append((kind, item))
            self._changed.notify_all()

    def wait(self, kind, wanted=lambda item: True):
        """The first of a kind that is wanted, arrived already or still to come."""
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            with self._changed:
                if self._changed.wait_for(lambda: self._find(kind, wanted), A_MOMENT):
                    return self._find(kind, wanted)[0]
            self._emulator.step(seconds=1)
        raise AssertionError(f"no such {kind} came; the last were {self._items[-6:]}")

    def _find(self, kind, wanted):
        return [item for found, item in self._items if found == kind and wanted(item)]

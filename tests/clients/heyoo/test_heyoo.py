"""heyoo, which speaks to https://graph.facebook.com and can be told of no other place. It runs where that is the emulator."""

import http.server
import json
import threading

import pytest
from emulator import Emulator, Inbox
from files import PNG
from heyoo import WhatsApp

PICTURE = "https://example.com/table.jpg"
MENU = {
    "header": "Today",
    "body": "Our menu",
    "footer": "The bakery",
    "action": {"button": "Choose", "sections": [{"title": "Warm", "rows": [{"id": "soup", "title": "Soup"}]}]},
}
BUTTONS = {
    "type": "button",
    "body": {"text": "Coming?"},
    "action": {"buttons": [{"type": "reply", "reply": {"id": "yes", "title": "Yes"}}]},
}
CONTACT = {"name": {"formatted_name": "Luis", "first_name": "Luis"}, "phones": [{"phone": "+34600000000", "type": "HOME"}]}
RAW = {"messaging_product": "whatsapp", "type": "text", "text": {"body": "raw"}}


@pytest.fixture(scope="module")
def emulator():
    running = Emulator.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def wa(emulator):
    return WhatsApp("EAAemulated", phone_number_id=emulator.state["numbers"][0]["phone_number_id"])


@pytest.fixture(scope="module")
def inbox(emulator):
    """A server that keeps what arrives."""
    arrived = Inbox(emulator)

    class Webhook(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.end_headers()
            arrived.put("webhook", json.loads(body))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    emulator.control("PUT", "/webhook_url", {"url": f"http://127.0.0.1:{server.server_port}/"})
    yield arrived
    server.shutdown()


@pytest.fixture
def ana(emulator, wa, inbox):
    customer = emulator.customer("Ana")
    said = customer.writes()
    inbox.wait("webhook", lambda data: wa.is_message(data) and wa.get_message_id(data) == said)
    return customer


SENDS = {
    "send_message": lambda wa, to: wa.send_message("hola", to),
    "send_custom_json": lambda wa, to: wa.send_custom_json(dict(RAW), to),
    "send_image": lambda wa, to: wa.send_image(PICTURE, to, caption="A table"),
    "send_sticker": lambda wa, to: wa.send_sticker("https://example.com/a.webp", to),
    "send_audio": lambda wa, to: wa.send_audio("https://example.com/a.mp3", to),
    "send_video": lambda wa, to: wa.send_video("https://example.com/a.mp4", to, caption="The kitchen"),
    "send_document": lambda wa, to: wa.send_document("https://example.com/a.pdf", to, caption="Menu"),
    "send_location": lambda wa, to: wa.send_location("40.4", "-3.7", "Us", "Gran Vía 1", to),
    "send_contacts": lambda wa, to: wa.send_contacts([CONTACT], to),
    "send_button": lambda wa, to: wa.send_button(MENU, to),
    "send_reply_button": lambda wa, to: wa.send_reply_button(BUTTONS, to),
}


@pytest.mark.parametrize("method", SENDS)
def test_send(wa, inbox, ana, method):
    sent = SENDS[method](wa, ana.phone)["messages"][0]["id"]
    inbox.wait("webhook", lambda data: wa.get_delivery(data) == "delivered" and status_of(wa, data) == sent)


def status_of(wa, data):
    return wa.preprocess(data)["statuses"][0]["id"]


def test_answers(wa, inbox, ana):
    said = ana.writes("Thank you")
    data = inbox.wait("webhook", lambda data: wa.is_message(data) and wa.get_message_id(data) == said)
    assert (wa.get_mobile(data), wa.get_name(data), wa.get_message(data)) == (ana.phone, "Ana", "Thank you")
    assert wa.mark_as_read(said) == {"success": True}
    assert wa.reply_to_message(said, ana.phone, "You are welcome")["messages"]
    assert wa.send_reaction("👍", said, ana.phone)["messages"]


def test_media(wa, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.png").write_bytes(PNG)
    media = wa.upload_media("table.png")["id"]
    address = wa.query_media_url(media)
    assert (tmp_path / wa.download_media(address, "image/png", "copy")).read_bytes() == PNG
    assert wa.delete_media(media) == {"success": True}


def test_refusal(wa, ana):
    assert wa.send_template("no_such_template", ana.phone, [])["error"]["code"] == 132001

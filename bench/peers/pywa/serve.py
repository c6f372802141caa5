"""pywa's own webhook server: counts messages, or replies to them when there is a Cloud API to reply through."""

import argparse
import logging

import httpx
import uvicorn
from pywa_async import WhatsApp, types
from starlette.applications import Starlette

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--cloud", required=True)
parser.add_argument("--reply", action="store_true")
arguments = parser.parse_args()

logging.getLogger("pywa").setLevel(logging.WARNING)
logging.getLogger("pywa_async").setLevel(logging.WARNING)

server = Starlette()
limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
whatsapp = WhatsApp(
    phone_id="106540352242922",
    token="bench_access_token",
    server=server,
    webhook_endpoint="/webhooks/whatsapp",
    verify_token="bench_verify_token",
    app_secret="bench_app_secret",
    session=httpx.AsyncClient(limits=limits),
)
# The client knows only Meta's address; its session can be told another.
whatsapp.api._session.base_url = f"http://{arguments.cloud}/v25.0"

counted = 0


@whatsapp.on_message
async def hear(_: WhatsApp, message: types.Message) -> None:
    global counted
    counted += 1
    if arguments.reply:
        await message.reply_text(f"Eco: {message.text}")


uvicorn.run(
    server,
    port=arguments.port,
    workers=1,
    loop="uvloop",
    http="httptools",
    log_level="warning",
    access_log=False,
)

"""A bot on pywa's own server, started as its documentation says for production: `pywa run serve.py`.

It counts messages, or replies to them when BENCH_REPLY is set, through the Cloud API at BENCH_CLOUD.
"""

import os

import httpx
from pywa_async import WhatsApp, types

limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
wa = WhatsApp(
    phone_id="106540352242922",
    token="bench_access_token",
    webhook_endpoint="/webhooks/whatsapp",
    verify_token="bench_verify_token",
    app_secret="bench_app_secret",
    session=httpx.AsyncClient(limits=limits),
)
# The client knows only Meta's address; its session can be told another.
wa.api._session.base_url = f"http://{os.environ['BENCH_CLOUD']}/v25.0"

counted = 0
replies = "BENCH_REPLY" in os.environ


@wa.on_message
async def hear(_: WhatsApp, message: types.Message) -> None:
    global counted
    counted += 1
    if replies:
        await message.reply_text(f"Eco: {message.text}")

"""A campaign with pywa: threads that send a template each, as many at a time as the bare loop has connections.

Prints messages a second. The Cloud API is at BENCH_CLOUD.
"""

import argparse
import os
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
from pywa import WhatsApp
from pywa.types.templates import BodyText, TemplateLanguage

THREADS = 32

parser = argparse.ArgumentParser()
parser.add_argument("--count", type=int, required=True)
count = parser.parse_args().count

limits = httpx.Limits(max_connections=THREADS, max_keepalive_connections=THREADS)
wa = WhatsApp(phone_id="106540352242922", token="bench_access_token", session=httpx.Client(limits=limits))
# The client knows only Meta's address; its session can be told another.
wa.api._session.base_url = f"http://{os.environ['BENCH_CLOUD']}/v25.0"


def send(person: int) -> None:
    sent = wa.send_template(
        f"55119{60_000_000 + person:08}",
        "promo",
        TemplateLanguage.SPANISH,
        [BodyText.params(f"Cliente {person}")],
        tracker=f"bench:{person}",
    )
    assert sent.id


with ThreadPoolExecutor(THREADS) as threads:
    send(count)
    begun = time.perf_counter()
    list(threads.map(send, range(count)))
    print(count / (time.perf_counter() - begun))

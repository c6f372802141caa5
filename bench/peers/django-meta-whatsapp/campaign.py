"""A campaign with django-meta-whatsapp: its own `run_campaign`, to contacts that it has.

Prints messages a second. The Cloud API is at BENCH_CLOUD.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from project import account, begin

parser = argparse.ArgumentParser()
parser.add_argument("--count", type=int, required=True)
count = parser.parse_args().count

with tempfile.TemporaryDirectory() as data:
    begin(Path(data))
    from django_meta_whatsapp import utils
    from django_meta_whatsapp.models import WhatsAppCampaign, WhatsAppContact, WhatsAppTemplate

    # The package knows only Meta's address.
    utils.GRAPH_BASE = f"http://{os.environ['BENCH_CLOUD']}/v25.0"
    number = account()
    body = "Hola {{1}}, esta semana todo cuesta la mitad. Te esperamos en la tienda."
    template = WhatsAppTemplate.objects.create(
        account=number, name="promo", language="es", status="APPROVED", body_text=body
    )
    WhatsAppContact.objects.bulk_create(
        WhatsAppContact(phone=f"55119{60_000_000 + person:08}", name=f"Cliente {person}") for person in range(count)
    )
    campaign = WhatsAppCampaign.objects.create(
        account=number, name="Rebajas", template=template, audience_type="contacts", parameter_mappings={"1": "name"}
    )
    begun = time.perf_counter()
    outcome = utils.run_campaign(campaign.pk)
    lasted = time.perf_counter() - begun
    assert outcome == {"sent": count, "failed": 0}, outcome
    print(count / lasted)

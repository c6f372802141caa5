"""A Django project that holds nothing but django-meta-whatsapp, served by gunicorn."""

import argparse
from pathlib import Path

import django
from django.conf import settings

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--data", type=Path, required=True)
parser.add_argument("--threads", type=int, default=4)
arguments = parser.parse_args()

settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="__main__",
    USE_TZ=True,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django_meta_whatsapp"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": arguments.data / "django.db",
            "ATOMIC_REQUESTS": True,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 60,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
    WHATSAPP={},
    LOGGING_CONFIG=None,
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402
from django_meta_whatsapp.models import WhatsAppAccount  # noqa: E402
from django_meta_whatsapp.views import WebhookView  # noqa: E402
from gunicorn.app.base import BaseApplication  # noqa: E402

urlpatterns = [path("webhooks/whatsapp", WebhookView.as_view())]


class Server(BaseApplication):
    def load_config(self) -> None:
        self.cfg.set("bind", f"127.0.0.1:{arguments.port}")
        self.cfg.set("workers", 1)
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", arguments.threads)
        self.cfg.set("worker_connections", 1000)
        self.cfg.set("keepalive", 60)
        self.cfg.set("timeout", 120)
        self.cfg.set("control_socket_disable", True)

    def load(self):
        return get_wsgi_application()


call_command("migrate", verbosity=0)
WhatsAppAccount.objects.create(name="Bench", access_token="bench_access_token", phone_number_id="106540352242922")
django.db.connections.close_all()
Server().run()

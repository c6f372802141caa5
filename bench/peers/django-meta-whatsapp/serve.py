"""django-meta-whatsapp's webhook, served by gunicorn."""

import argparse
from pathlib import Path

from project import account, begin

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--data", type=Path, required=True)
parser.add_argument("--threads", type=int, default=4)
arguments = parser.parse_args()
begin(arguments.data, urls="__main__")

import django  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402
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


account()
django.db.connections.close_all()
Server().run()

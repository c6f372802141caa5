"""A Django project that holds nothing but django-meta-whatsapp, in a folder of its own."""

from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command


def begin(data: Path, urls: str | None = None) -> None:
    """Sets Django up and makes the tables."""
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=urls,
        USE_TZ=True,
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django_meta_whatsapp"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": data / "django.db",
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
    call_command("migrate", verbosity=0)


def account():
    """The number that messages come to and go from."""
    from django_meta_whatsapp.models import WhatsAppAccount

    return WhatsAppAccount.objects.create(
        name="Bench", access_token="bench_access_token", phone_number_id="106540352242922"
    )

import socket
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deploy.process import AlreadyServing, lock


class Command(BaseCommand):
    help = "Ends with an error where another process serves from DATA_DIR or listens on PORT: asked before anything there is touched."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.EMBEDDED:
            try:
                lock().close()
            except AlreadyServing as refusal:
                raise CommandError(str(refusal)) from refusal
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the servers do, whose last connections may linger
            try:
                probe.bind(("127.0.0.1", settings.PORT))
            except OSError as refusal:
                why = f"Port {settings.PORT} can't be used ({refusal.strerror}). Stop what listens there, or choose another PORT."
                raise CommandError(why) from refusal

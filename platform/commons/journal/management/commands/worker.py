import signal
from typing import Any

from django.core.management.base import BaseCommand

from commons.journal.worker import Worker


class Command(BaseCommand):
    help = "Brings facts to their listeners, where there are several serving processes. Ends on SIGTERM, between two deliveries."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        self.stdout.write("The worker delivers.")
        worker.run()

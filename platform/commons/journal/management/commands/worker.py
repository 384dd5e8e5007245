import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from commons.journal.worker import Worker


class Command(BaseCommand):
    help = "Brings facts to their listeners, where there are several serving processes. Ends on SIGTERM, between two deliveries."

    def handle(self, *args: Any, **options: Any) -> None:
        workers = [Worker(slow=False), Worker(slow=True)]

        def stop(*_: object) -> None:
            for worker in workers:
                worker.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        self.stdout.write("The worker delivers.")
        beside = threading.Thread(target=workers[1].run, name="slow worker")
        beside.start()
        workers[0].run()
        beside.join()

from datetime import timedelta

from django.apps import AppConfig


class Happenings(AppConfig):
    """The tests' listeners in a worker of its own, with leases short enough to wait for."""

    name = "tests.journal"
    label = "happenings"

    def ready(self) -> None:
        from commons.journal import worker

        from . import happenings  # noqa: F401  registered by being imported

        worker.LEASE = timedelta(seconds=2)

"""Processes that end as a power cut ends them, and what they leave to be done."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.servers import environment
from tests.servers.product import Process, manage
from tests.servers.stores import wait_until

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commons.journal.models import Delivery

WORKER = manage("worker", "--settings", "tests.journal.settings")  # with leases short enough to wait for


@pytest.fixture
def run(tmp_path: Path, processes: list[Process]) -> Callable[[list[str], str], Process]:
    """Start a process on this test's database: `run(WORKER, "last")`."""

    def start(command: list[str], name: str) -> Process:
        variables = {**environment.of_this_database(), "DJANGO_SETTINGS_MODULE": "deploy.settings"}
        process = Process(command, tmp_path / f"{name}.log", variables)
        processes.append(process)
        process.start()
        return process

    return start


def told(process: Process, what: str = "") -> list[int]:
    """The ids that a process said were written, one a line, after `what` they are of; a line that was cut is none."""
    whole = process.said().rpartition("\n")[0].splitlines()
    ids = [line.removeprefix(what).strip() for line in whole if line.startswith(what)]
    return [int(one) for one in ids if one.isdigit()]


def wait_for_deliveries(seconds: float = 180) -> None:
    """Wait until nothing is owed any more."""
    wait_until(lambda: not owed().exists(), seconds=seconds, what="the worker to bring everything")


def make_due(**those: str) -> None:
    """Have the clocks of these deliveries run out: `make_due(listener__endswith="let_request_expire")`."""
    from commons.journal.models import Delivery

    Delivery.objects.filter(**those).update(due_at=timezone.now() - timedelta(seconds=1))


def given_up() -> bool:
    """Whether any delivery failed so often that nobody tries again."""
    from commons.journal.models import Delivery

    return Delivery.objects.exclude(failed_at=None).exists()


def owed() -> "QuerySet[Delivery]":
    from commons.journal.models import Delivery

    return Delivery.objects.filter(due_at__lte=timezone.now(), failed_at=None)

"""Work done at the same moment, each on a thread with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

committing = pytest.mark.django_db(transaction=True)  # what it writes the other threads see


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run all of them at the same moment; the results, or what they raised."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            barrier.wait(60)
            return work()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))

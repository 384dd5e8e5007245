"""Whatever is done meanwhile is done at another time than now."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside it is this moment, for all that asks `timezone.now()`; what a column has by default is dated back afterwards."""
    before, timezone.now = timezone.now, lambda: moment
    try:
        yield
    finally:
        timezone.now = before

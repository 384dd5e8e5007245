"""Whatever is done meanwhile is done at another time than now."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

real_now = timezone.now


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside it is this moment, for all that asks `timezone.now()`; what a column has by default is dated back afterwards."""
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real_now

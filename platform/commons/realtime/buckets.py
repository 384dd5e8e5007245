"""Token buckets: how often something may be done. Shared by the socket and its HTTP twin."""

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable

from django.conf import settings

BURST_SECONDS = 3  # a full bucket holds what would otherwise take this long
KEPT = 10_000


class Bucket:
    """`rate` tokens a second, at most `burst` at once."""

    __slots__ = ("_at", "_tokens", "burst", "rate")

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._tokens, self._at = burst, time.monotonic()

    def take(self) -> float | None:
        """Take a token: None, or the seconds until there is one."""
        now = time.monotonic()
        self._tokens = min(self.burst, self._tokens + (now - self._at) * self.rate)
        self._at = now
        if self._tokens >= 1:
            self._tokens -= 1
            return None
        return round((1 - self._tokens) / self.rate, 2)


class Buckets:
    """A bucket for each of many; those unused for longest are forgotten (they are full again by then)."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[Hashable, Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, whose: Hashable, rate: float, burst: float | None = None) -> float | None:
        with self._lock:
            bucket = self._buckets.get(whose)
            if bucket is None or bucket.rate != rate:
                bucket = self._buckets[whose] = Bucket(rate, burst or rate * BURST_SECONDS)
            self._buckets.move_to_end(whose)
            if len(self._buckets) > KEPT:
                self._buckets.popitem(last=False)
            return bucket.take()


_verbs = Buckets()
_paces = Buckets()


def allow(member_id: int) -> float | None:
    """Count a verb of hers, in this process, by socket or form: None when she may, else seconds to wait."""
    return _verbs.take(member_id, settings.REALTIME_VERBS_PER_SECOND)


def seldom_enough(rate: float, burst: float, whose: Hashable) -> float | None:
    """Count what may be done `burst` times at once, then `rate` times a second, in this process: None when it may, else seconds to wait."""
    return _paces.take(whose, rate, burst)


def once_in(seconds: float, whose: Hashable) -> float | None:
    """Count what may be done once in so many seconds, in this process: None when it may, else seconds to wait."""
    return _paces.take(whose, 1 / seconds, burst=1)

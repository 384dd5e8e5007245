"""The worker: brings entries to their listeners when they are due, at least once.

A lease that ran out (its worker was killed) is claimed again; a listener that fails is tried again later, and
after the last try becomes a dead letter that staff can see and replay.
"""

import logging
import threading
from collections.abc import Sequence
from datetime import timedelta

from django.db import close_old_connections, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from .chores import do_what_is_due
from .listening import LISTENERS, Later, slow_listeners
from .models import Delivery

logger = logging.getLogger("birge.worker")

LEASE = timedelta(seconds=60)
TRIES = 10
POLL_SECONDS = 0.5


class Worker:
    """One thread's loop over what is due: for the slow listeners, for the others (`slow` is False), or for all."""

    def __init__(self, slow: bool | None = None) -> None:
        self._slow = slow
        self._stopped = threading.Event()
        self._woken = threading.Event()

    def run(self) -> None:
        """Deliver, and do the chores, until stopped."""
        while not self._stopped.is_set():
            close_old_connections()
            if not self._slow:
                do_what_is_due()
            try:
                busy = self.run_due()
            except Exception:
                logger.exception("A pass over the deliveries failed.")
                busy = 0
            if not busy:
                self._woken.wait(POLL_SECONDS)
                self._woken.clear()
        close_old_connections()

    def wake(self) -> None:
        """Something may be due now."""
        self._woken.set()

    def stop(self) -> None:
        self._stopped.set()
        self._woken.set()

    def run_due(self, limit: int = 50) -> int:
        """One pass: claim what is due and deliver it, until stopped. Returns how many were claimed."""
        claimed = claim(limit, self._slow)
        for place, delivery in enumerate(claimed):
            if self._stopped.is_set():
                give_back(claimed[place:])
                break
            deliver(delivery)
        return len(claimed)


def claim(limit: int, slow: bool | None = None) -> list[Delivery]:
    """Lease up to `limit` deliveries that are due and free: to slow listeners, to the others, or to all."""
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    due = Delivery.objects.filter(free, failed_at=None, due_at__lte=now)
    if slow is not None:
        to_slow = Q(listener__in=slow_listeners())
        due = due.filter(to_slow if slow else ~to_slow)
    if not due.exists():  # most passes find nothing, and a read takes no lock
        return []
    with transaction.atomic():
        rows = due.order_by("due_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        ids = list(rows.values_list("id", flat=True)[:limit])
        Delivery.objects.filter(id__in=ids).update(leased_until=now + LEASE)
    return list(Delivery.objects.filter(id__in=ids).select_related("entry").order_by("due_at", "id"))


def give_back(deliveries: Sequence[Delivery]) -> None:
    """Claimed and not begun: others may have them at once."""
    Delivery.objects.filter(id__in=[delivery.pk for delivery in deliveries]).update(leased_until=None)


def deliver(delivery: Delivery) -> None:
    """Call the listener; what was heard is owed no more. The try counts before it, so that one that kills its worker ends too."""
    if delivery.attempts >= TRIES:
        logger.error("Delivery %s to %s never ended; it waits for staff.", delivery.pk, delivery.listener)
        fail(delivery)
        return
    listener = LISTENERS.get(delivery.listener)
    if listener is None:
        logger.error("Nobody is named %s any more; delivery %s waits for staff.", delivery.listener, delivery.pk)
        fail(delivery)
        return
    delivery.attempts += 1
    ours = Delivery.objects.filter(pk=delivery.pk, leased_until=delivery.leased_until)
    if not ours.update(attempts=delivery.attempts, leased_until=timezone.now() + LEASE):
        return  # those before it took so long that another worker has claimed it
    try:
        listener.hear(delivery.entry)
    except Later:
        Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now(), leased_until=None, attempts=0)
    except Exception:
        logger.exception("%s failed on entry %s.", delivery.listener, delivery.entry_id)
        put_off(delivery)
    else:
        Delivery.objects.filter(pk=delivery.pk).delete()


def put_off(delivery: Delivery) -> None:
    """Try again after 1, 2, 4 … seconds, at most an hour; give up after the last try."""
    now = timezone.now()
    delivery.leased_until = None
    delivery.due_at = now + timedelta(seconds=min(2 ** (delivery.attempts - 1), 3600))
    delivery.failed_at = now if delivery.attempts >= TRIES else None
    delivery.save(update_fields=["leased_until", "due_at", "failed_at"])


def fail(delivery: Delivery) -> None:
    """Make it a dead letter."""
    Delivery.objects.filter(pk=delivery.pk).update(failed_at=timezone.now(), leased_until=None)


def revive(deliveries: QuerySet[Delivery]) -> int:
    """Owe the dead letters among them anew, from the first try. Returns how many there were."""
    dead = deliveries.exclude(failed_at=None)
    return dead.update(failed_at=None, attempts=0, due_at=timezone.now(), leased_until=None)

"""Hundreds are told that it is cancelled: each once, a batch at a time, so that nobody else waits for all of them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from commons.journal.listening import Later
from commons.journal.models import Entry
from commons.journal.worker import Worker
from commons.notify.models import Notice
from events.actions import cancel_gathering, name_cohost
from events.listeners import tell_that_it_is_cancelled
from tests.racing import at_once

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)
SOON = timezone.now() + timedelta(days=5)


@both
def test_hundreds_are_told_in_batches_and_a_second_time_nobody(gathering, come, monkeypatch, ambassador, django_assert_max_num_queries):
    felt = gathering(starts_at=SOON, capacity=60)
    for _ in range(25):
        come(felt)
    monkeypatch.setattr("events.actions.telling.A_BATCH", 10)
    cancel_gathering(ambassador, felt)
    entry = Entry.objects.get(fact="events.gathering.cancelled")
    for told in (10, 20):
        with pytest.raises(Later):
            tell_that_it_is_cancelled(entry)
        assert Entry.objects.filter(fact="events.seat.cancelled").count() == told
    tell_that_it_is_cancelled(entry)
    assert Entry.objects.filter(fact="events.seat.cancelled").count() == 25
    with django_assert_max_num_queries(20):  # nothing is left to say: a question a batch
        tell_that_it_is_cancelled(entry)


@both
def test_who_is_told_something_else_meanwhile_waits_for_no_more_than_a_batch(gathering, come, monkeypatch, ambassador, aizada):
    felt = gathering(starts_at=SOON, capacity=60)
    for _ in range(40):
        come(felt)
    while Worker().run_due():
        pass
    monkeypatch.setattr("events.actions.telling.A_BATCH", 10)
    cancel_gathering(ambassador, felt)
    Worker().run_due(limit=1)
    name_cohost(ambassador, gathering(), aizada)
    while not Notice.objects.filter(to=aizada.actor).exists():
        assert Worker().run_due(limit=1)
    assert Notice.objects.filter(kind="event-cancelled").count() <= 10 < Entry.objects.filter(fact="events.seat.taken").count()
    while Worker().run_due():
        pass
    assert Notice.objects.filter(kind="event-cancelled").count() == 40


@committing
def test_two_workers_with_the_same_to_tell_tell_it_once(gathering, come, ambassador):
    felt = gathering(starts_at=SOON, capacity=60)
    for _ in range(12):
        come(felt)
    cancel_gathering(ambassador, felt)
    entry = Entry.objects.get(fact="events.gathering.cancelled")
    answers = at_once(*[lambda: tell_that_it_is_cancelled(entry)] * 2)  # the one who comes too late is sent again by its delivery
    assert all(answer is None or isinstance(answer, IntegrityError) for answer in answers)
    tell_that_it_is_cancelled(entry)
    assert Entry.objects.filter(fact="events.seat.cancelled").count() == 12

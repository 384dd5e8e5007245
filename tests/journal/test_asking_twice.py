"""A key gets the same answer for ever; used for something else it is refused."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from commons.journal.models import Entry, Receipt
from commons.journal.refusals import Refused
from commons.journal.writing import Ask, answered, answers, atomic, leave_as_it_is, record

from .happenings import BreadBaked

pytestmark = pytest.mark.both_databases


def asking(key: uuid.UUID, **other: str) -> Ask:
    return Ask(**{"actor": "member:7", "key": key, "verb": "tests.bake", "stream": "tests.oven:1", **other})


def bake(ask: Ask) -> int:
    """An action as it should be: the receipt is looked up before a seq is taken."""
    with atomic():
        if (before := answered(ask)) is not None:
            return before
        (entry,) = record(BreadBaked(stream=ask.stream, actor=ask.actor, loaves=1), asks=[ask])
        return entry.seq


@pytest.mark.django_db(transaction=True)
def test_the_same_key_gets_the_first_answer_again():
    key = uuid.uuid4()
    assert [bake(asking(key)), bake(asking(uuid.uuid4())), bake(asking(key))] == [1, 2, 1]
    assert Entry.objects.count() == Receipt.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", [{"verb": "tests.eat"}, {"stream": "tests.oven:2"}])
def test_the_same_key_for_something_else_is_invalid(other):
    key = uuid.uuid4()
    bake(asking(key))
    with pytest.raises(Refused) as refusal:
        bake(asking(key, **other))
    assert refusal.value.code == "invalid"
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_where_nothing_changed_the_key_has_its_answer_all_the_same():
    first, nothing = asking(uuid.uuid4()), asking(uuid.uuid4())
    bake(first)
    with atomic():
        leave_as_it_is(nothing)
        with pytest.raises(RuntimeError, match="once"):
            record(BreadBaked(stream=nothing.stream, actor=nothing.actor, loaves=1))
    assert bake(nothing) == 1
    assert Entry.objects.count() == 1
    with pytest.raises(RuntimeError, match="instead"):
        leave_as_it_is(nothing)


@pytest.mark.django_db(transaction=True)
def test_anothers_key_is_her_own_affair():
    key = uuid.uuid4()
    assert bake(asking(key)) == 1
    assert bake(asking(key, actor="member:8")) == 2


@pytest.mark.django_db
def test_a_batch_knows_each_receipt_and_gives_none_where_nothing_asked():
    one, two, three = (asking(uuid.uuid4()) for _ in range(3))
    with atomic():
        facts = [BreadBaked(stream="tests.oven:1", actor="member:7", loaves=loaves) for loaves in (1, 2, 3)]
        record(*facts, asks=[one, None, two])
    found = answers([one, two, three])
    assert [found[ask.actor, ask.key] for ask in (one, two, three)] == [1, 3, None]


@pytest.mark.django_db(transaction=True)
def test_two_threads_with_one_key_write_it_once():
    key, together = uuid.uuid4(), threading.Barrier(6)

    def ask() -> int:
        try:
            together.wait(10)
            try:
                return bake(asking(key))
            except IntegrityError:  # both looked before either wrote: the constraint held, and asking again answers
                return bake(asking(key))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert [asked.result() for asked in [pool.submit(ask) for _ in range(6)]] == [1] * 6
    assert Entry.objects.count() == Receipt.objects.count() == 1

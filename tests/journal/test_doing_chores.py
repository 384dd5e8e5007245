"""Chores: done when a worker begins, then every so often, whatever becomes of one of them."""

from datetime import timedelta

import pytest

from commons.journal import chores
from commons.journal.worker import Worker


@pytest.fixture(autouse=True)
def nothing_else_to_do(monkeypatch):
    monkeypatch.setattr(chores, "_chores", [])


def test_a_chore_is_done_again_when_its_time_has_come(monkeypatch):
    done = []
    clock = iter([1.0, 60.0, 61.0, 62.0])
    monkeypatch.setattr(chores.time, "monotonic", lambda: next(clock))
    chores.chore(every=timedelta(minutes=1))(lambda: done.append("swept"))
    for expected in (1, 1, 2, 2):
        chores.do_what_is_due()
        assert len(done) == expected


def test_one_that_fails_keeps_nobody_from_theirs(caplog):
    done = []
    chores.chore(every=timedelta(minutes=1))(lambda: 1 / 0)
    chores.chore(every=timedelta(minutes=1))(lambda: done.append("swept"))
    chores.do_what_is_due()
    assert done == ["swept"]
    assert "failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_them_when_it_begins():
    worker = Worker()
    chores.chore(every=timedelta(hours=1))(worker.stop)
    worker.run()

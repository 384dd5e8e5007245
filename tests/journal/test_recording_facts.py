"""One action, one transaction, one record; seqs without gaps, in commit order, under real threads."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from commons.journal import reading, writing
from commons.journal.models import Delivery, Entry, Stream
from commons.journal.writing import atomic, record

from .happenings import BreadBaked, TeaPoured

pytestmark = pytest.mark.both_databases


def bread(stream: str = "tests.oven:1", loaves: int = 1) -> BreadBaked:
    return BreadBaked(stream=stream, actor="member:7", loaves=loaves)


@pytest.mark.django_db
def test_entries_come_back_in_the_order_of_the_facts():
    with atomic():
        entries = record(bread("tests.oven:2"), bread("tests.oven:1"), bread("tests.oven:2", loaves=5))
    assert [(entry.stream, entry.seq, entry.data) for entry in entries] == [
        ("tests.oven:2", 1, {"loaves": 1}),
        ("tests.oven:1", 1, {"loaves": 1}),
        ("tests.oven:2", 2, {"loaves": 5}),
    ]
    assert reading.heads(["tests.oven:1", "tests.oven:2", "tests.oven:3"]) == {"tests.oven:1": 1, "tests.oven:2": 2, "tests.oven:3": 0}
    kept = reading.read("tests.oven:2", after=0)
    assert [(entry.id, entry.data, entry.actor, entry.at) for entry in kept] == [
        (entry.id, entry.data, "member:7", entry.at) for entry in entries if entry.stream == "tests.oven:2"
    ]
    assert reading.read("tests.oven:2", after=1, limit=1) == [entries[2]]


@pytest.mark.django_db
def test_recording_outside_an_action_raises():
    with pytest.raises(RuntimeError):
        record(bread())
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_recording_twice_raises_and_nothing_is_kept():
    def record_twice() -> None:
        with atomic():
            record(bread())
            record(bread("tests.oven:0"))

    with pytest.raises(RuntimeError):
        record_twice()
    assert not Entry.objects.exists()
    assert not Stream.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_action_within_an_action_raises():
    with pytest.raises(RuntimeError), atomic(), atomic():
        pass
    with atomic():  # and the next one is none the worse
        record(bread())
    assert reading.head("tests.oven:1") == 1


@pytest.mark.django_db(transaction=True)
def test_an_action_that_fails_takes_no_seq_and_tells_nobody(monkeypatch):
    told = []
    monkeypatch.setattr(writing, "_relays", [told.append])

    def fail_late() -> None:
        with atomic():
            record(bread(), TeaPoured(stream="tests.oven:1", actor=None, cups=3))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail_late()
    assert told == []
    assert not Delivery.objects.exists()
    with atomic():
        (entry,) = record(bread())
    assert entry.seq == 1
    assert told == [[entry]]


@pytest.mark.django_db(transaction=True)
def test_a_relay_hears_after_the_commit_in_the_committing_thread(monkeypatch):
    told = []

    def relay(entries):
        told.append((threading.get_ident(), connection.in_atomic_block, [entry.seq for entry in entries]))

    monkeypatch.setattr(writing, "_relays", [relay])
    with atomic():
        record(bread(), bread())
        assert told == []
    assert told == [(threading.get_ident(), False, [1, 2])]


@pytest.mark.django_db(transaction=True)
def test_many_threads_leave_no_gap_and_a_reader_never_sees_one():
    streams = [f"tests.oven:{number}" for number in range(3)]
    writers, rounds = 8, 30
    done = threading.Event()

    def write(who: int) -> int:
        dice = random.Random(who)
        kept = 0
        for _ in range(rounds):
            chosen = dice.sample(streams, dice.randint(1, 3))
            spoilt = dice.random() < 0.2
            try:
                with atomic():
                    record(*(BreadBaked(stream=stream, actor=f"member:{who}", loaves=1, by=who) for stream in chosen))
                    if spoilt:
                        raise InterruptedError
                kept += len(chosen)
            except InterruptedError:
                pass
        connection.close()
        return kept

    def watch() -> int:
        seen = dict.fromkeys(streams, 0)
        while True:
            last_look = done.is_set()
            for stream in streams:
                for entry in reading.read(stream, after=seen[stream]):
                    assert entry.seq == seen[stream] + 1, f"{stream}: {entry.seq} came after {seen[stream]}"
                    seen[stream] = entry.seq
            if last_look:
                connection.close()
                return sum(seen.values())

    with ThreadPoolExecutor(writers + 1) as pool:
        watching = pool.submit(watch)
        kept = sum(pool.map(write, range(writers)))
        done.set()
        assert watching.result() == kept == Entry.objects.count()
    assert sum(reading.heads(streams).values()) == kept
    call_command("journal", "verify")


@pytest.mark.django_db
def test_a_place_in_a_stream_is_taken_once():
    with atomic():
        record(bread())
    with pytest.raises(IntegrityError), atomic():
        Entry.objects.create(stream="tests.oven:1", seq=1, fact=BreadBaked.name)


@pytest.mark.django_db
def test_the_command_looks_and_verifies(capsys):
    with atomic():
        record(bread(), bread(loaves=12))
    call_command("journal", "look", "tests.oven:1", "--last", "1")
    assert "'loaves': 12" in (said := capsys.readouterr().out)
    assert len(said.splitlines()) == 1
    call_command("journal", "verify")
    with pytest.raises(CommandError):
        call_command("journal", "look", "tests.oven:9")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "break_it",
    [
        lambda: Entry.objects.filter(seq=2).delete(),
        lambda: Stream.objects.update(head=4),
        lambda: Stream.objects.all().delete(),
    ],
    ids=["a gap", "a head too far", "no head"],
)
def test_verifying_finds_what_is_broken(break_it, capsys):
    with atomic():
        record(bread(), bread(), bread())
    break_it()
    with pytest.raises(CommandError):
        call_command("journal", "verify")
    assert "tests.oven:1" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_epoch_stays_until_it_is_renewed(capsys):
    first = reading.epoch()
    assert reading.epoch() == first
    call_command("journal", "epoch")
    call_command("journal", "epoch", "--renew")
    assert capsys.readouterr().out.split() == [first, reading.epoch()]
    assert reading.epoch() != first

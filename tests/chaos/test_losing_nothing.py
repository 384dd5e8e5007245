"""What was acknowledged is durable; everyone receives it exactly once and in order, whatever breaks."""

import asyncio
from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection

from commons.journal.models import Delivery, Entry
from tests.servers import environment
from tests.servers.product import Process, manage
from tests.servers.stores import wait_until

from .storm import Cast, Storm

SECONDS, WRITERS, AT_LEAST, NEWCOMERS = 70, 12, 3_000, 20

pytestmark = [pytest.mark.chaos, pytest.mark.both_databases]


@pytest.fixture
def cast(transactional_db, make_member, coordinator, cookie_of) -> Cast:
    from chat.actions import ensure_rooms, post_message
    from chat.models import Room

    ensure_rooms()
    labs = ("osh", "batken", "jalal-abad")
    writers = [cookie_of(make_member(f"Writer {number}", at=labs[number % 3])) for number in range(WRITERS)]
    leaving = [make_member(f"Leaving {number}", at="batken") for number in range(2)]
    room, lab_room = Room.objects.get(kind=Room.Kind.NETWORK), Room.objects.get(kind=Room.Kind.LAB, lab=coordinator.lab)
    post_message(coordinator, lab_room.pk, uuid4(), "Эртең чогулабыз")  # so that its stream has a head
    newcomers = [make_member(f"Newcomer {number}", standing="invited").pk for number in range(NEWCOMERS)]
    shown_out = [(member.pk, cookie_of(member)) for member in leaving]
    return Cast(writers, shown_out, cookie_of(coordinator), newcomers, room.pk, lab_room.pk)


@pytest.fixture
def servers(serve, valkey, cast):
    """Two serving processes of different make on one PostgreSQL and Redis, and the worker beside them."""
    assert connection.vendor == "postgresql", "Run this as `python -m tests.servers pytest -m chaos`."
    return [serve(server, REDIS_URL=valkey.url) for server in ("daphne", "uvicorn")]


@pytest.fixture
def worker(tmp_path, processes, servers, valkey):
    process = Process(manage("worker"), tmp_path / "worker.log", {**environment.of_this_database(), "REDIS_URL": valkey.url})
    processes.append(process)
    process.start()
    return process


def test_nothing_is_lost_doubled_or_out_of_order(servers, valkey, worker, cast, capsys):
    from chat.models import Message, Seat

    storm = Storm(servers, valkey, worker, cast)
    asyncio.run(storm.rage(SECONDS))
    posted = storm.tally.posted
    kept = dict(Message.objects.filter(room=cast.room).values_list("seq", "body"))
    by_key = {str(key): seq for key, seq in Message.objects.filter(room=cast.room).values_list("key", "seq")}
    lost = doubled = disordered = 0
    for view in storm.views():
        had = [(fact["data"]["key"], fact["seq"]) for fact in view.facts if fact["fact"] == "chat.message.posted"]
        lost += len(by_key.keys() - dict(had).keys())
        doubled += len(view.doubled) + len(had) - len(dict(had))
        disordered += len(view.skipped) + sum(by_key.get(key) != seq for key, seq in dict(had).items())
    with capsys.disabled():
        print(f"\n{storm.figures()}: {lost} lost, {doubled} doubled, {disordered} out of order")

    assert (lost, doubled, disordered) == (0, 0, 0)
    assert sum(view.resets for view in storm.views()) == 0
    assert len(posted) >= AT_LEAST
    assert {seq: words for words, seq in posted.items()} == kept
    assert storm.tally.heard_after_refusal == 0
    assert len(storm.tally.refused_after) == len(storm.tally.refused_without_redis_after) == 2
    assert max(storm.tally.refused_after) < 2
    assert max(storm.tally.refused_without_redis_after) < 3
    assert len(storm.tally.crossed_after) >= 4
    assert max(storm.tally.crossed_after) < 3

    assert storm.tally.owed_at_death == NEWCOMERS
    wait_until(lambda: not Delivery.objects.exists(), seconds=70, what="the worker to deliver what the killed one had claimed")
    joined = Entry.objects.filter(stream=f"chat.room:{cast.lab_room}", fact="chat.member.joined")
    assert Counter(entry.data["member"] for entry in joined) == Counter(cast.newcomers)
    assert set(Seat.objects.filter(room=cast.lab_room).values_list("member", flat=True)) >= set(cast.newcomers)

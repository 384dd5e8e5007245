"""The bus on a real Valkey: what crosses, what it survives, and what finds the rest."""

import asyncio
import json

import pytest
from channels.db import database_sync_to_async
from redis import Redis

from commons.journal.models import Entry
from commons.journal.reading import epoch
from commons.realtime import hub as hubs
from commons.realtime import redis_bus
from commons.realtime.bus import Bus
from commons.realtime.parcels import HINTS, LARGEST, entries_in, entry_parcels, open_parcel, prefix
from commons.realtime.redis_bus import RedisBus, publish_now
from commons.realtime.relay import relay
from tests.realtime.village import BOARD, NotePinned, apin
from tests.servers.stores import Valkey

OTHER = "tests.board:2"
EPOCH, ANOTHER = "0b6f", "5d1c"


@pytest.fixture
def valkey():
    with Valkey() as started:
        yield started


class Ear:
    """Another process, as far as the bus is concerned."""

    def __init__(self, url, epoch):
        self.epoch = epoch
        self.bus = RedisBus(url)
        self.entries, self.hints = [], []
        self.tasks = []

    async def open(self, *streams):
        self.bus.listen(self.entries.extend, lambda origin, hints: self.hints.extend(hints))
        await self.bus.begin(self.epoch)
        self.bus.start(lambda work: self.tasks.append(asyncio.create_task(work)))
        await until(lambda: self.bus.is_well)
        await self.bus.subscribe(streams)
        return self

    async def close(self):
        for task in self.tasks:
            task.cancel()
        await self.bus.close()


@pytest.fixture
async def ear(valkey):
    ears = []

    async def make(*streams, epoch=EPOCH):
        ears.append(Ear(valkey.url, epoch))
        return await ears[-1].open(*streams)

    yield make
    for one in ears:
        await one.close()


async def until(holds, seconds=8):
    for _ in range(int(seconds * 100)):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it didn't come to that")


def entry(seq, stream=BOARD, **data):
    return Entry(stream=stream, seq=seq, fact=NotePinned.name, data={"id": seq, **data}, actor="member:7")


async def test_entries_and_hints_cross_and_only_where_they_are_wanted(ear):
    speaks, hears = await ear(BOARD), await ear(BOARD)
    speaks.bus.publish([entry(1), entry(2), entry(1, OTHER)])
    speaks.bus.publish_hints([{"kind": "typing", "stream": BOARD, "who": "member:7"}])
    await until(lambda: len(hears.entries) == 2 and hears.hints)
    first = hears.entries[0]
    assert (first.stream, first.seq, first.fact, first.data, first.actor) == (BOARD, 1, NotePinned.name, {"id": 1}, "member:7")
    assert first.at == entry(1).at.replace(microsecond=first.at.microsecond, second=first.at.second, minute=first.at.minute)
    assert (speaks.entries, speaks.hints) == ([], [])
    await hears.bus.subscribe([OTHER])
    await hears.bus.unsubscribe([BOARD])
    speaks.bus.publish([entry(3), entry(2, OTHER)])
    await until(lambda: len(hears.entries) == 3)
    assert hears.entries[-1].stream == OTHER


async def test_after_redis_was_killed_it_subscribes_again(ear, valkey):
    speaks, hears = await ear(BOARD), await ear(BOARD)
    hears.bus._back.clear()
    valkey.kill()
    await until(lambda: not hears.bus.is_well and not speaks.bus.is_well)
    speaks.bus.publish([entry(1)])
    await hears.bus.subscribe([OTHER])
    valkey.start()
    await asyncio.wait_for(hears.bus.back_or_after(30), 8)
    await until(lambda: speaks.bus.is_well)
    await until(lambda: len(hears.bus._pubsub.channels) == 3)
    await asyncio.sleep(0.1)
    speaks.bus.publish([entry(2), entry(1, OTHER)])
    await until(lambda: len(hears.entries) == 2)


async def test_a_command_tells_through_redis_and_without_it_goes_on(ear, valkey):
    hears = await ear(BOARD)
    await asyncio.to_thread(publish_now, valkey.url, EPOCH, [entry(1)])
    await until(lambda: hears.entries)
    valkey.kill()
    await asyncio.to_thread(publish_now, valkey.url, EPOCH, [entry(2)])


async def test_two_installations_on_one_redis_never_meet(ear):
    ours, also_ours, theirs = await ear(BOARD), await ear(BOARD), await ear(BOARD, epoch=ANOTHER)
    theirs.bus.publish([entry(7)])
    theirs.bus.publish_hints([{"kind": "typing", "stream": BOARD, "who": "member:9"}])
    ours.bus.publish([entry(1)])
    ours.bus.publish_hints([{"kind": "typing", "stream": BOARD, "who": "member:7"}])
    await until(lambda: also_ours.entries and also_ours.hints)
    await asyncio.sleep(0.1)
    assert ([one.seq for one in also_ours.entries], [hint["who"] for hint in also_ours.hints]) == ([1], ["member:7"])
    assert (theirs.entries, theirs.hints) == ([], [])


async def test_a_restored_history_speaks_under_another_name(ear):
    left_behind, moved, there = await ear(BOARD), await ear(BOARD), await ear(BOARD, epoch=ANOTHER)
    await moved.bus.begin(ANOTHER)
    await until(lambda: not moved.bus.is_well)
    await until(lambda: moved.bus.is_well)
    left_behind.bus.publish([entry(7)])
    there.bus.publish([entry(1)])
    await until(lambda: moved.entries)
    assert [one.seq for one in moved.entries] == [1]
    moved.bus.publish([entry(2)])
    await until(lambda: there.entries)


@pytest.mark.parametrize(
    "parcel", ["", "{", "7", "{}", '{"from":"x","of":7}', '{"from":"x","of":[[1]]}', '{"from":"x","of":[[1,2,3,4,5]]}']
)
async def test_what_is_no_parcel_is_passed_over(ear, valkey, parcel, caplog):
    speaks, hears = await ear(BOARD), await ear(BOARD)
    line = hears.bus._pubsub
    for stream in (BOARD, HINTS):
        await asyncio.to_thread(tell, valkey.url, prefix(EPOCH) + stream, parcel)
    await until(lambda: "can't be read" in caplog.text)
    speaks.bus.publish([entry(1)])
    await until(lambda: hears.entries)
    assert (hears.bus._pubsub, hears.bus.is_well) == (line, True)


async def test_a_line_that_died_without_a_word_is_given_up(ear, monkeypatch):
    monkeypatch.setattr(redis_bus, "BEATS", 0.1)
    hears = await ear(BOARD)
    line = hears.bus._pubsub
    await asyncio.sleep(0.5)
    assert hears.bus._pubsub is line  # the answers to its pings keep it

    async def nothing_answers(*what):
        await asyncio.Event().wait()

    monkeypatch.setattr(line, "ping", nothing_answers)
    await until(lambda: hears.bus._pubsub is not line and hears.bus.is_well)


async def test_who_stopped_listening_is_not_well(ear):
    hears = await ear(BOARD)
    for task in hears.tasks:
        task.cancel()
    await asyncio.wait(hears.tasks)
    assert not hears.bus.is_well


def tell(url, channel, parcel):
    with Redis.from_url(url) as redis:
        redis.publish(channel, parcel)


def test_parcels_are_of_16_kib_at_most():
    parcels = list(entry_parcels("me", [entry(seq, note="ы" * 500) for seq in range(1, 101)]))
    assert max(len(parcel.encode()) for _, parcel in parcels) <= LARGEST
    opened = [entries_in(stream, open_parcel(parcel.encode())[1]) for stream, parcel in parcels]
    assert [one.seq for some in opened for one in some] == list(range(1, 101))
    assert list(entry_parcels("me", [entry(1, note="ы" * 20_000)])) == []
    assert json.loads(parcels[0][1])["from"] == "me"


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
async def test_what_another_process_committed_reaches_a_socket_here(phone, aizada, valkey, ear, settings, monkeypatch):
    settings.REDIS_URL = valkey.url
    line = await phone(aizada)
    hub = hubs.current()
    elsewhere = await ear(epoch=hub.epoch)
    await until(lambda: hub.bus.is_well)
    await line.enter(BOARD)
    monkeypatch.setattr(hub, "relay", lambda entries: elsewhere.bus.publish(entries))
    await apin(BOARD, "башка жактан")
    assert (await line.facts(BOARD, 1))[0]["data"]["words"] == "башка жактан"
    valkey.kill()
    await apin(BOARD, "автобуссуз")
    assert (await line.facts(BOARD, 2))[0]["data"]["words"] == "автобуссуз"


@pytest.mark.django_db(transaction=True)
async def test_where_nobody_serves_a_commit_is_told_through_redis(ear, valkey, settings, transactional_db):
    settings.REDIS_URL = valkey.url
    hears = await ear(BOARD, epoch=await database_sync_to_async(epoch)())
    assert hubs.serving() is None
    await database_sync_to_async(relay)([entry(1)])
    await until(lambda: hears.entries)


async def test_without_redis_there_is_nobody_to_tell():
    bus = Bus()
    bus.publish([entry(1)])
    await bus.subscribe([BOARD])
    assert bus.is_well
